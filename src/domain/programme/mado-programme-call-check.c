/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Holds what is read out on the telephone against the items: whoever answers must see what he tells and by what he
 * knows a caller, and where somebody lives or is paid is told to nobody who only has a voice. */

#include <string.h>

#include "mado-call-text.h"
#include "mado-programme-check.h"
#include "mado-programme-names.h"
#include "mado-rule-token.h"

#define REPORT MADO_PROGRAMME_REPORT

/* Whoever answers: those who have the duty. */
static const GPtrArray *
find_agents (const MadoProgramme *self)
{
  const MadoDuty *duty = mado_section_find (self->duties, "calls");

  return duty != NULL ? duty->roles : NULL;
}

/* Returns: (nullable): a role that answers and does not see all of it */
static const char *
find_blind_role (const MadoProgramme *self, const MadoItem *item)
{
  const GPtrArray *agents = find_agents (self);

  for (guint i = 0; agents != NULL && i < agents->len; i++)
    if (!mado_item_may_see (item, g_ptr_array_index (agents, i)) ||
        mado_names_contain (item->mask_roles, g_ptr_array_index (agents, i)))
      return g_ptr_array_index (agents, i);

  return NULL;
}

static gboolean
is_type (const MadoItem *item, const char *const *types)
{
  return g_strv_contains (types, item->type);
}

/* --- how a caller is known ---------------------------------------------------------------------------------------- */

static void
check_identity (const MadoProgramme *self, GPtrArray *faults)
{
  static const char *const types[] = { "name", "date",  "address", "postal", "phone",  "email", "code",
                                       "text", "month", "choice",  "yesno",  "number", "yen",   NULL };

  for (guint i = 0; i < self->calls.identity->len; i++) {
    const char *name = g_ptr_array_index (self->calls.identity, i);
    const MadoItem *item = mado_section_find (self->items, name);

    if (!mado_programme_check_name (self, self->items, "item", name, faults))
      continue;
    if (item->is_of_list || !is_type (item, types))
      REPORT (name, "E_NOT_TOLD", "\"%s\" is nothing that a caller can be asked", name);
    else if (find_blind_role (self, item) != NULL)
      REPORT (name, "E_NOT_TOLD", "\"%s\" answers calls and does not see all of \"%s\"", find_blind_role (self, item),
              name);
  }
}

/* --- what is read out --------------------------------------------------------------------------------------------- */

static gboolean
has_part (const MadoItem *item, const char *part)
{
  if (strcmp (item->type, "record") == 0)
    return strcmp (item->set_by, "deficiency") == 0 && (part[0] == '\0' || strcmp (part, "due") == 0);
  if (strcmp (item->type, "name") == 0)
    return part[0] == '\0' || strcmp (part, "kana") == 0;

  return part[0] == '\0';
}

/* Returns: (nullable): why it is not told; %NULL: it may be */
static const char *
find_objection (const MadoProgramme *self, const MadoItem *item)
{
  static const char *const unspoken[] = { "account", "notes", "state", NULL };

  if (is_type (item, unspoken))
    return "is never read out on the telephone";
  if (mado_item_tells_whereabouts (item))
    return "tells where somebody is: a voice is no proof of who asks";
  if (item->is_of_list)
    return "stands in a list: nobody knows which row is meant";

  return find_blind_role (self, item) != NULL ? "is not seen by everybody who answers calls" : NULL;
}

static void
check_field (const MadoProgramme *self, const char *say, const MadoCallTextPiece *piece, GPtrArray *faults)
{
  const MadoItem *item = mado_section_find (self->items, piece->text);
  const char *objection = item != NULL ? find_objection (self, item) : NULL;

  if (piece->kind == MADO_CALL_TEXT_BROKEN)
    mado_programme_text_report (self->text, faults, say, piece->offset, "E_FIELD",
                                "A field is written as {item}: this brace has no other one");
  else if (item == NULL)
    mado_programme_text_report (self->text, faults, say, piece->offset, "E_NAME_UNKNOWN", "There is no item \"%s\"",
                                piece->text);
  else if (objection != NULL)
    mado_programme_text_report (self->text, faults, say, piece->offset, "E_NOT_TOLD", "\"%s\" %s", piece->text,
                                objection);
  else if (!has_part (item, piece->part))
    mado_programme_text_report (self->text, faults, say, piece->offset, "E_FIELD", "\"%s\" has nothing \"%s\"",
                                piece->text, piece->part);
}

static void
check_say (const MadoProgramme *self, const char *say, GPtrArray *faults)
{
  MadoCallTextPiece piece;
  gsize offset = 0;

  while (mado_call_text_next (say, &offset, &piece)) {
    if (piece.kind != MADO_CALL_TEXT_PLAIN)
      check_field (self, say, &piece, faults);
    mado_call_text_piece_clear (&piece);
  }
}

/* Returns: (nullable): the item that a word of a rule stands for, be it a part of an account */
static const MadoItem *
find_named (const MadoProgramme *self, const char *word)
{
  for (guint i = 0; i < mado_section_get_count (self->items); i++) {
    const MadoItem *item = mado_section_get (self->items, i);
    gsize length = strlen (item->id);

    if (strcmp (word, item->id) == 0 ||
        (strcmp (item->type, "account") == 0 && strncmp (word, item->id, length) == 0 && word[length] == '_'))
      return item;
  }

  return NULL;
}

/* A sentence that is said or not tells what its rule asks. */
static void
check_when (const MadoProgramme *self, const MadoRuleText *when, GPtrArray *faults)
{
  MadoRuleToken token;
  gsize offset = 0;

  while (mado_rule_token_next (when->text, &offset, &token)) {
    g_autofree char *word = g_ascii_strdown (when->text + token.offset, (gssize) token.length);
    const MadoItem *item = token.kind == MADO_RULE_TOKEN_WORD ? find_named (self, word) : NULL;

    if (item != NULL && find_blind_role (self, item) != NULL)
      mado_programme_report_rule (self, when, token.offset, "E_NOT_TOLD",
                                  "This is not seen by everybody who answers calls", faults);
  }
}

static void
check_sentences (const MadoProgramme *self, GPtrArray *faults)
{
  for (guint i = 0; i < mado_section_get_count (self->calls.sentences); i++) {
    const MadoCallSentence *sentence = mado_section_get (self->calls.sentences, i);

    mado_programme_check_names (self, self->states, "state", sentence->states, faults);
    check_when (self, &sentence->when, faults);
    check_say (self, sentence->say, faults);
  }
}

/* --- what was agreed ---------------------------------------------------------------------------------------------- */

static void
check_scripts (const MadoProgramme *self, GPtrArray *faults)
{
  for (guint i = 0; i < mado_section_get_count (self->calls.scripts); i++) {
    const MadoCallScript *script = mado_section_get (self->calls.scripts, i);

    mado_programme_check_name (self, self->calls.categories, "category of calls", script->category, faults);
    if (script->version == 0)
      REPORT (script->id, "E_RANGE", "Versions of an answer are counted from 1");
  }
}

/**
 * mado_programme_check_calls:
 * @self: a programme, read as far as its file allows
 * @faults: takes what is wrong with what is said on the telephone
 */
void
mado_programme_check_calls (const MadoProgramme *self, GPtrArray *faults)
{
  check_identity (self, faults);
  check_sentences (self, faults);
  check_scripts (self, faults);
}
