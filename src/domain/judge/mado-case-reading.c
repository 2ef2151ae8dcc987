/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads the body of a case as the values that rules know. What is not there, and a text that is empty, is not known;
 * a value of another kind than its item is an error, never a guess. */

#include "mado-case-reading.h"

#include <string.h>

#include "mado-account-fate.h"
#include "mado-account-part.h"
#include "mado-base-error.h"

typedef enum {
  TEXT,
  NUMBER,
  YES_NO,
  NAME,
  NOTES,
  STATE,
  ACCOUNT,
} Form;

struct _MadoCaseSource {
  MadoBookValueKind kind;
  Form form;
  gboolean is_of_row;
  guint part;
  const char *id;
  gsize length;       /* of the id */
  const char *member; /* of the item's value, where that is an object */
};

/* --- sources ------------------------------------------------------------------------------------------------------ */

static Form
find_form (const MadoItem *item)
{
  static const struct {
    const char *type;
    Form form;
  } forms[] = {
    { "number", NUMBER }, { "yen", NUMBER },  { "yesno", YES_NO },    { "name", NAME },
    { "notes", NOTES },   { "state", STATE }, { "account", ACCOUNT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    if (g_str_equal (item->type, forms[i].type))
      return forms[i].form;

  return TEXT;
}

static void
set_item (MadoCaseSource *source, const MadoItem *item, guint part)
{
  source->form = find_form (item);
  source->is_of_row = item->is_of_list;
  source->id = item->id;
  if (source->form == ACCOUNT)
    source->member = mado_account_part_get_all ()[part].name;
  else if (source->form == NAME)
    source->member = "kanji";
}

/**
 * mado_case_sources_new:
 * @book: a book; outlives the sources
 *
 * Returns: (transfer full) (array): a source for each value that the book takes; free it with g_free()
 */
MadoCaseSource *
mado_case_sources_new (const MadoProgrammeBook *book)
{
  MadoCaseSource *sources = g_new0 (MadoCaseSource, book->values->len);

  for (guint i = 0; i < book->values->len; i++) {
    const MadoBookValue *value = &g_array_index (book->values, MadoBookValue, i);

    sources[i].kind = value->kind;
    sources[i].part = value->part;
    if (value->kind == MADO_BOOK_ITEM || value->kind == MADO_BOOK_ACCOUNT)
      set_item (&sources[i], value->subject, value->part);
    else if (value->kind == MADO_BOOK_SEEN)
      sources[i].id = ((const MadoVisualCheck *) value->subject)->id;
    sources[i].length = sources[i].id != NULL ? strlen (sources[i].id) : 0;
  }

  return sources;
}

/* --- facts -------------------------------------------------------------------------------------------------------- */

/* Whether it is mail that came back: then the transition that opened the deficiency fills a record. */
static gboolean
is_returned (const MadoProgramme *programme, const char *transition)
{
  for (guint i = 0; i < mado_section_get_count (programme->items); i++) {
    const MadoItem *item = mado_section_get (programme->items, i);

    if (g_str_equal (item->type, "record") && g_str_has_prefix (item->set_by, "transition ") &&
        g_str_equal (item->set_by + strlen ("transition "), transition))
      return TRUE;
  }

  return FALSE;
}

static void
count_deficiencies (MadoCaseReading *self, const MadoProgramme *programme, yyjson_val *deficiencies)
{
  yyjson_arr_iter elements = yyjson_arr_iter_with (deficiencies);
  gint64 n_open = 0, n_returned = 0;
  yyjson_val *deficiency;

  while ((deficiency = yyjson_arr_iter_next (&elements)) != NULL) {
    const char *by = yyjson_get_str (yyjson_obj_get (deficiency, "by"));

    if (yyjson_obj_get (deficiency, "closed") != NULL)
      continue;
    n_open++;
    n_returned += by != NULL && is_returned (programme, by);
  }
  self->facts[MADO_BOOK_OPEN_DEFICIENCIES] = mado_rule_value_number (n_open);
  self->facts[MADO_BOOK_RETURNED_OPEN] = mado_rule_value_number (n_returned);
}

/* All accounts that two people type are agreed, and there is one, from which no money came back since. */
static gboolean
is_account_agreed (const MadoProgramme *programme, yyjson_val *body)
{
  yyjson_val *entries = yyjson_obj_get (body, "entries");
  guint n_accounts = 0;

  for (guint i = 0; i < mado_section_get_count (programme->items); i++) {
    const MadoItem *item = mado_section_get (programme->items, i);

    if (item->entry[0] == '\0')
      continue;
    if (yyjson_obj_get (yyjson_obj_get (entries, item->id), "agreed") == NULL)
      return FALSE;
    n_accounts++;
  }

  return n_accounts > 0 && !mado_account_has_failed (body);
}

/**
 * mado_case_reading_begin:
 * @self: a reading
 * @programme: the programme of the case
 * @body: (transfer none): the body of a case; outlives the reading
 * @state: (transfer none): its state; outlives the reading
 * @days: when it is judged
 *
 * Reads what is the same for the case and all its rows.
 */
void
mado_case_reading_begin (
    MadoCaseReading *self, const MadoProgramme *programme, const yyjson_val *body, const char *state, MadoCaseDays days)
{
  yyjson_val *members = (yyjson_val *) body; /* yyjson knows no const, and changes nothing */

  *self = (MadoCaseReading) {
    .items = yyjson_obj_get (members, "items"),
    .notes = yyjson_obj_get (members, "notes"),
    .seen = yyjson_obj_get (members, "seen"),
  };
  mado_date_to_iso (days.today, self->today);
  mado_date_to_iso (days.day, self->day);
  self->facts[MADO_BOOK_TODAY] = mado_rule_value_text (self->today);
  self->facts[MADO_BOOK_DAY] = mado_rule_value_text (self->day);
  self->facts[MADO_BOOK_STATE] = mado_rule_value_text (state);
  self->facts[MADO_BOOK_STATE_SINCE] = mado_rule_value_text (yyjson_get_str (yyjson_obj_get (members, "since")));
  self->facts[MADO_BOOK_ACCOUNT_AGREED] = mado_rule_value_number (is_account_agreed (programme, members));
  count_deficiencies (self, programme, yyjson_obj_get (members, "deficiencies"));
}

/* --- values ------------------------------------------------------------------------------------------------------- */

/* A NUL would end the text too early. */
static gboolean
read_text (yyjson_val *value, MadoRuleValue *out_value)
{
  const char *text = yyjson_get_str (value);

  if (text == NULL || strlen (text) != yyjson_get_len (value))
    return FALSE;
  *out_value = text[0] == '\0' ? MADO_RULE_NULL : mado_rule_value_text (text);

  return TRUE;
}

static gboolean
read_number (yyjson_val *value, MadoRuleValue *out_value)
{
  if (!yyjson_is_int (value) || (yyjson_is_uint (value) && yyjson_get_uint (value) > G_MAXINT64))
    return FALSE;
  *out_value = mado_rule_value_number (yyjson_get_sint (value));

  return TRUE;
}

static gboolean
read_yes_no (yyjson_val *value, MadoRuleValue *out_value)
{
  if (!yyjson_is_bool (value))
    return FALSE;
  *out_value = mado_rule_value_number (yyjson_is_true (value));

  return TRUE;
}

static gboolean
read_member (yyjson_val *object, const char *member, MadoRuleValue *out_value)
{
  yyjson_val *value = yyjson_obj_get (object, member);

  return yyjson_is_obj (object) && (value == NULL || read_text (value, out_value));
}

/* Of notes rules know the last. */
static gboolean
read_notes (yyjson_val *notes, MadoRuleValue *out_value)
{
  yyjson_val *last = yyjson_arr_get_last (notes);

  return last == NULL || read_member (last, "text", out_value);
}

static gboolean
read_item (const MadoCaseReading *self, const MadoCaseSource *source, MadoRuleValue *out_value)
{
  yyjson_val *value;

  *out_value = MADO_RULE_NULL;
  if (source->form == STATE) {
    *out_value = self->facts[MADO_BOOK_STATE];
    return TRUE;
  }
  if (source->form == NOTES)
    return read_notes (yyjson_obj_getn (self->notes, source->id, source->length), out_value);
  value = yyjson_obj_getn (source->is_of_row ? self->row : self->items, source->id, source->length);
  if (value == NULL)
    return TRUE;

  switch (source->form) {
  case NUMBER:
    return read_number (value, out_value);
  case YES_NO:
    return read_yes_no (value, out_value);
  case NAME:
  case ACCOUNT:
    return read_member (value, source->member, out_value);
  case TEXT:
  case NOTES:
  case STATE:
  default:
    return read_text (value, out_value);
  }
}

/**
 * mado_case_reading_fill:
 * @self: a reading that has begun
 * @sources: the sources of a book
 * @n_sources: how many
 * @values: (out): takes the values of the book
 * @error: where to put what went wrong
 *
 * Returns: whether everything is of its kind
 */
gboolean
mado_case_reading_fill (
    const MadoCaseReading *self, const MadoCaseSource *sources, guint n_sources, MadoRuleValue *values, GError **error)
{
  for (guint i = 0; i < n_sources; i++) {
    const MadoCaseSource *source = &sources[i];

    switch (source->kind) {
    case MADO_BOOK_ITEM:
    case MADO_BOOK_ACCOUNT:
      if (read_item (self, source, &values[i]))
        break;
      g_set_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID, "%s: the value is of another kind", source->id);
      return FALSE;
    case MADO_BOOK_FACT:
      values[i] = self->facts[source->part];
      break;
    case MADO_BOOK_SEEN:
      values[i] = mado_rule_value_number (yyjson_obj_getn (self->seen, source->id, source->length) != NULL);
      break;
    case MADO_BOOK_TOTAL:
      values[i] = self->totals[source->part];
      break;
    case MADO_BOOK_RESULT:
    default:
      values[i] = self->results[source->part];
      break;
    }
  }

  return TRUE;
}
