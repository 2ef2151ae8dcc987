/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The shop prints what was approved, all of it and nothing besides: a run that is not whole goes to nobody. */

#include "mado-letter-packet.h"

#include <string.h>

#include "mado-json-member.h"
#include "mado-letter-pile.h"
#include "mado-letter-run.h"
#include "mado-letter-shelf.h"
#include "mado-packet-error.h"
#include "mado-row.h"

typedef struct {
  const MadoLetterPile *pile;
  const MadoLetterPacketChoice *choice;
  MadoId run;
  MadoPacketTable *table;
  MadoChosenCases *chosen;
} Gathering;

static gboolean
refuse (GError **error, const char *why)
{
  g_set_error_literal (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_CONTENT, why);

  return FALSE;
}

/* A second medium of a run that the shop has begun to print is as good as the first. */
static gboolean
check_run (const MadoLetterPile *pile, GError **error)
{
  static const char *const states[] = { MADO_LETTER_RUN_APPROVED, MADO_LETTER_RUN_PRINTED, NULL };

  if (!g_strv_contains (states, mado_letter_pile_get_state (pile)))
    return refuse (error, "the run of letters is not approved, or has gone out");
  if (mado_letter_pile_count_good (pile) == 0)
    return refuse (error, "no letter of the run goes out");

  if (mado_letter_pile_compare (pile) == MADO_PILE_UNKNOWN)
    return refuse (error, "not all letters of the run are here, or the service has not answered for them yet");

  return mado_letter_pile_compare (pile) == MADO_PILE_EQUAL ||
         refuse (error, "the letters are not what their run says: some are missing here, or too many");
}

static gboolean
goes_out (const MadoPiledSheet *sheet)
{
  return sheet->state == MADO_PILED_GOOD || sheet->state == MADO_PILED_ENCLOSED;
}

static gboolean
add_letter (Gathering *self, MadoDatabase *database, const MadoPiledSheet *sheet, GError **error)
{
  MadoId id = mado_json_get_id (mado_entity_get_body (sheet->letter), "case");
  g_auto (MadoRow) row = { 0 };

  if (!mado_row_find (database, id, &row, error))
    return FALSE;
  if (row.entity == NULL)
    return refuse (error, "a letter of the run is about no case that is here");
  if (!mado_packet_table_add (self->table, row.entity, self->choice->findings, error))
    return FALSE;
  g_array_append_val (self->chosen->cases, id);

  return TRUE;
}

static gboolean
add_letters (MadoDatabase *database, gpointer request, GError **error)
{
  Gathering *self = request;

  for (guint i = 0; i < self->pile->sheets->len; i++) {
    const MadoPiledSheet *sheet = g_ptr_array_index (self->pile->sheets, i);

    if (goes_out (sheet) && !add_letter (self, database, sheet, error))
      return FALSE;
  }

  return TRUE;
}

/* The shop is told how many letters there are: one row too few would be a letter that nobody gets. */
static gboolean
check_rows (const Gathering *self, GError **error)
{
  if (mado_findings_have_errors (self->choice->findings))
    return refuse (error, "something in the cases cannot go: the findings say what");

  return mado_packet_table_get_n_rows (self->table) == mado_letter_pile_count_good (self->pile) ||
         refuse (error, "the rows are not as many as the letters");
}

static MadoChosenCases *
gather (const MadoDeskClerk *clerk, Gathering *self, GError **error)
{
  g_autoptr (MadoChosenCases) chosen = g_new0 (MadoChosenCases, 1);

  chosen->cases = g_array_new (FALSE, FALSE, sizeof (MadoId));
  self->chosen = chosen;
  if (!mado_desk_clerk_read (clerk, add_letters, self, error) || !check_rows (self, error))
    return NULL;
  chosen->packet = mado_packet_table_get_packet (self->table);
  chosen->purpose = chosen->packet->label;
  chosen->content = mado_packet_table_finish (self->table);
  chosen->run = self->run;

  return g_steal_pointer (&chosen);
}

/**
 * mado_letter_packet_is_for:
 * @packet: of a programme
 * @letter: (nullable): of the same
 *
 * Returns: whether such letters are printed by whoever gets the packet, and it has a row for each of them
 */
gboolean
mado_letter_packet_is_for (const MadoPacket *packet, const MadoLetter *letter)
{
  return letter != NULL && packet->to[0] != '\0' && strcmp (packet->file.one_row_per, "case") == 0 &&
         g_strcmp0 (letter->printer, packet->to) == 0;
}

static const MadoLetter *
find_letter (const MadoDeskClerk *clerk, const MadoLetterPile *pile)
{
  return mado_section_find (clerk->programme->letters, mado_json_get_text (mado_entity_get_body (pile->run), "letter"));
}

static MadoLetterPile *
load_pile (const MadoDeskClerk *clerk, const MadoLetterPacketChoice *wanted, MadoId *out_run, GError **error)
{
  g_autoptr (MadoLetterShelf) shelf = wanted->number != NULL ? mado_letter_shelf_look (clerk, error) : NULL;
  const MadoEntity *run = shelf != NULL ? mado_letter_shelf_find_run (shelf, wanted->number) : NULL;

  if (wanted->number != NULL && run == NULL) {
    if (shelf != NULL)
      g_set_error (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_CONTENT, "there is no run \"%s\"", wanted->number);
    return NULL;
  }
  *out_run = run != NULL ? mado_entity_get_id (run) : wanted->run;

  return mado_letter_pile_load (clerk, *out_run, error);
}

/**
 * mado_letter_packet_gather:
 * @desk: of a profile
 * @choice: a #MadoLetterPacketChoice
 * @now: when
 * @error: %MADO_PACKET_ERROR_PROGRAMME; %MADO_PACKET_ERROR_CONTENT: the run cannot go, and why; or what reading failed
 *   with
 *
 * A #MadoMakingSource.
 *
 * Returns: (transfer full) (nullable): a row for each letter that goes out
 */
MadoChosenCases *
mado_letter_packet_gather (MadoDesk *desk, gconstpointer choice, MadoInstant now, GError **error)
{
  const MadoLetterPacketChoice *wanted = choice;
  g_autoptr (MadoDeskClerk) clerk = mado_desk_clerk_new (desk, now, error);
  MadoId run = MADO_ID_NONE;
  g_autoptr (MadoLetterPile) pile = clerk != NULL ? load_pile (clerk, wanted, &run, error) : NULL;
  g_autoptr (MadoPacketTable) table = NULL;
  Gathering gathering = { .pile = pile, .choice = wanted, .run = run };

  if (pile == NULL || !check_run (pile, error))
    return NULL;
  table = mado_packet_table_new (clerk->judge, wanted->packet, mado_instant_get_japanese_day (now), error);
  if (table == NULL)
    return NULL;
  gathering.table = table;
  if (!mado_letter_packet_is_for (mado_packet_table_get_packet (table), find_letter (clerk, pile))) {
    refuse (error, "whoever gets this packet does not print these letters");
    return NULL;
  }

  return gather (clerk, &gathering, error);
}
