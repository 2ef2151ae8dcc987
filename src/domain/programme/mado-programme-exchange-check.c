/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Holds what goes out and comes in against the approved items: nobody gets what he was not approved for. */

#include <string.h>

#include "mado-my-number.h"
#include "mado-programme-check.h"
#include "mado-programme-names.h"

#define REPORT MADO_PROGRAMME_REPORT

static void
check_given (const MadoProgramme *self, const GPtrArray *items, const char *receiver, GPtrArray *faults)
{
  gboolean is_receiver = mado_programme_check_name (self, self->receivers, "receiver", receiver, faults);

  for (guint i = 0; i < items->len; i++) {
    const char *name = g_ptr_array_index (items, i);

    if (mado_programme_check_name (self, self->items, "item", name, faults) && is_receiver &&
        !mado_item_may_get (mado_section_find (self->items, name), receiver))
      REPORT (name, "E_NOT_GIVEN", "\"%s\" is not approved for \"%s\"", name, receiver);
  }
}

static void
check_packet_rows (const MadoProgramme *self, const MadoPacket *packet, GPtrArray *faults)
{
  for (guint i = 0; i < mado_section_get_count (packet->rows); i++) {
    const MadoNamed *row = mado_section_get (packet->rows, i);

    mado_programme_check_name (self, self->transitions, "transition", row->label, faults);
  }
}

/* What comes back says of a row what becomes of its money: with another amount it is about another payment. A bank's
 * own file is always held against it. */
static void
check_packet_amount (const MadoProgramme *self, const MadoPacket *packet, GPtrArray *faults)
{
  const MadoItem *amount = mado_item_find_amount (self->items);

  if (packet->from[0] != '\0' && mado_section_get_count (packet->rows) > 0 && amount != NULL &&
      strcmp (packet->file.format, "zengin") != 0 && !mado_names_contain (packet->must_equal, amount->id))
    REPORT (packet->id, "E_MUST_EQUAL",
            "\"must_equal\" has to hold \"%s\": a row with another amount is not taken over", amount->id);
}

#define MAX_SIGNATURES 5

static gboolean
is_ordered_with (const MadoProgramme *self, const MadoPacket *packet)
{
  for (guint i = 0; i < mado_section_get_count (self->transitions); i++) {
    const MadoTransition *transition = mado_section_get (self->transitions, i);

    if (strcmp (transition->right, "order") == 0 && strcmp (transition->packet, packet->id) == 0)
      return TRUE;
  }

  return FALSE;
}

static void
check_packet (const MadoProgramme *self, const MadoPacket *packet, GPtrArray *faults)
{
  gboolean goes_out = packet->to[0] != '\0';

  if (goes_out == (packet->from[0] != '\0'))
    REPORT (packet->id, "E_DIRECTION", "A packet goes \"to\" a receiver or comes \"from\" one");
  check_given (self, packet->items, packet->to, faults);
  mado_programme_check_name (self, self->receivers, "receiver", packet->from, faults);
  if (!goes_out && packet->match[0] == '\0')
    REPORT (packet->id, "E_MEMBER_MISSING", "\"match\" is missing here: what finds the case of a row?");
  if (strcmp (packet->match, "batch row") != 0)
    mado_programme_check_name (self, self->items, "item", packet->match, faults);
  mado_programme_check_names (self, self->items, "item", packet->must_equal, faults);
  mado_programme_check_names (self, self->items, "item", packet->sets, faults);
  if (packet->signatures < 0 || packet->signatures > MAX_SIGNATURES ||
      (packet->signatures > 0 && !is_ordered_with (self, packet)))
    REPORT (packet->id, "E_SIGNATURES",
            "\"signatures\" is how many people, 1 to 5, sign a batch of a packet with which payments are ordered");
  check_packet_rows (self, packet, faults);
  check_packet_amount (self, packet, faults);
}

static void
check_heading (const MadoProgramme *self, const char *heading, GPtrArray *faults)
{
  if (mado_my_number_is_heading (heading))
    REPORT (heading, "E_MY_NUMBER", "A column of 個人番号 is never taken in");
}

static void
check_form_values (const MadoProgramme *self, const MadoFormMapColumn *column, const MadoItem *item, GPtrArray *faults)
{
  gboolean is_yesno = strcmp (item->type, "yesno") == 0;

  for (guint i = 0; i < mado_section_get_count (column->values); i++) {
    const MadoNamed *value = mado_section_get (column->values, i);

    if (!is_yesno)
      mado_programme_check_name (self, item->choices, "choice", value->label, faults);
    else if (value->label[0] != '\0' && strcmp (value->label, "yes") != 0 && strcmp (value->label, "no") != 0)
      REPORT (value->label, "E_WORD", "\"%s\" is none of \"yes\", \"no\"", value->label);
  }
}

static gboolean
takes_part (const MadoItem *item, const char *part)
{
  if (strcmp (part, "kana") == 0)
    return strcmp (item->type, "name") == 0;

  return part[0] == '\0' || strcmp (item->type, "account") == 0;
}

static void
check_form_column (const MadoProgramme *self,
                   const MadoFormMap *map,
                   const MadoFormMapColumn *column,
                   GPtrArray *faults)
{
  check_heading (self, column->id, faults);
  if (!mado_programme_check_name (self, self->items, "item", column->item, faults))
    return;

  const MadoItem *item = mado_section_find (self->items, column->item);

  if (item->set_by[0] != '\0' && map->match->len == 0)
    REPORT (column->item, "E_SET_AND_MAPPED", "\"%s\" is filled by itself; no form brings it", item->id);
  if (item->is_of_list && map->list[0] != '\0' && strcmp (item->section, map->list) != 0)
    REPORT (column->item, "E_MAP_LIST", "\"%s\" is of another list than the rows of this map", item->id);
  if (!takes_part (item, column->part))
    REPORT (column->part, "E_WORD", "\"%s\" has no part \"%s\"", item->id, column->part);
  check_form_values (self, column, item, faults);
}

/* Rows of one case share its number, and each of them is a row of a list: the one is nothing without the other. What
 * stands beside the cases moves none. */
static void
check_form_rows (const MadoProgramme *self, const MadoFormMap *map, GPtrArray *faults)
{
  mado_programme_check_name (self, self->lists, "list", map->list, faults);
  mado_programme_check_name (self, self->transitions, "transition", map->transition, faults);
  mado_programme_check_names (self, self->items, "item", map->match, faults);
  if ((map->gather[0] == '\0') != (map->list[0] == '\0'))
    REPORT (map->id, "E_MAP_LIST",
            "\"case\" and \"list\" go together: rows of one case, each of which is a row of its list");
  if (map->match->len > 0 && (map->transition[0] != '\0' || map->list[0] != '\0'))
    REPORT (map->id, "E_MAP_MATCH",
            "What a register says stands beside the cases: it has no \"transition\", no \"list\"");
}

/* Comments are read off nothing. */
static void
check_form_paper (const MadoProgramme *self, const MadoFormPaper *paper, GPtrArray *faults)
{
  const MadoItem *item = mado_section_find (self->items, paper->item);

  if (mado_programme_check_name (self, self->items, "item", paper->item, faults) && strcmp (item->type, "notes") == 0)
    REPORT (paper->item, "E_WORD", "\"%s\" is a comment: it cannot be read off a paper", paper->item);
}

static void
check_form_map (const MadoProgramme *self, const MadoFormMap *map, GPtrArray *faults)
{
  check_heading (self, map->receipt, faults);
  check_heading (self, map->gather, faults);
  check_form_rows (self, map, faults);
  for (guint i = 0; i < mado_section_get_count (map->columns); i++)
    check_form_column (self, map, mado_section_get (map->columns, i), faults);
  for (guint i = 0; i < mado_section_get_count (map->papers); i++)
    check_form_paper (self, mado_section_get (map->papers, i), faults);
}

/* Everything that holds personal data has its day to be gone. */
static void
check_retention (const MadoProgramme *self, GPtrArray *faults)
{
  static const char *const kinds[] = { "case", "inquiry", "packet", "raw_csv", "scan", NULL };

  if (self->retention->place == NULL)
    return;
  for (gsize i = 0; kinds[i] != NULL; i++)
    if (mado_section_find (self->retention, kinds[i]) == NULL)
      REPORT (self->retention->place, "E_RETENTION", "How long \"%s\" is kept is missing here", kinds[i]);
  for (guint i = 0; i < mado_section_get_count (self->retention); i++) {
    const MadoRetention *retention = mado_section_get (self->retention, i);

    if (!g_strv_contains (kinds, retention->id))
      REPORT (retention->id, "E_NAME_UNKNOWN", "There is no kind \"%s\" of what is kept", retention->id);
  }
}

/* A letter that says why needs a step that has to say it. */
static void
check_letter_reason (const MadoProgramme *self, const MadoLetter *letter, GPtrArray *faults)
{
  for (guint i = 0; i < mado_section_get_count (self->transitions); i++) {
    const MadoTransition *transition = mado_section_get (self->transitions, i);

    if (transition->reason->len > 0 && mado_names_contain (transition->letters, letter->id))
      return;
  }
  REPORT (letter->id, "E_WORD", "No transition with a reason sends \"%s\": it has none to say", letter->id);
}

/**
 * mado_programme_check_exchange:
 * @self: a programme
 * @faults: takes what is wrong with letters, packets, forms and retention
 */
void
mado_programme_check_exchange (const MadoProgramme *self, GPtrArray *faults)
{
  for (guint i = 0; i < mado_section_get_count (self->letters); i++) {
    const MadoLetter *letter = mado_section_get (self->letters, i);

    check_given (self, letter->items, letter->printer, faults);
    if (letter->says_reason)
      check_letter_reason (self, letter, faults);
  }
  for (guint i = 0; i < mado_section_get_count (self->packets); i++)
    check_packet (self, mado_section_get (self->packets, i), faults);
  for (guint i = 0; i < mado_section_get_count (self->form_maps); i++)
    check_form_map (self, mado_section_get (self->form_maps, i), faults);
  check_retention (self, faults);
}
