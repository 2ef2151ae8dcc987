/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A programme's maps of web forms: what each heading means, and which of them a file was written with. */

#include "mado-intake-map.h"

#include <string.h>

#include "mado-my-number.h"

/* What the reader calls columns that are no items; no item has such an id. */
#define RECEIPT_KEY "#receipt"
#define TIME_KEY "#time"
#define GATHER_KEY "#case"

static void
free_field (MadoIntakeField *field)
{
  g_clear_pointer (&field->words, g_hash_table_unref);
  g_free (field->key);
  g_free (field->kana_key);
  g_free (field);
}

static MadoIntakeField *
find_field (const GPtrArray *fields, const MadoItem *item, const char *part)
{
  for (guint i = 0; i < fields->len; i++) {
    MadoIntakeField *field = g_ptr_array_index (fields, i);

    if (field->item == item && strcmp (field->part, part) == 0)
      return field;
  }

  return NULL;
}

static MadoIntakeField *
ensure_field (MadoIntakeMap *self, const MadoItem *item, const char *part, const MadoIntakeType *type)
{
  MadoIntakeField *field = find_field (self->fields, item, part);

  if (field == NULL) {
    field = g_new0 (MadoIntakeField, 1);
    *field = (MadoIntakeField) {
      .item = item,
      .type = type,
      .part = part,
      .key = part[0] != '\0' ? g_strconcat (item->id, ".", part, NULL) : g_strdup (item->id),
      .kana_key = g_strconcat (item->id, ".kana", NULL),
    };
    g_ptr_array_add (self->fields, field);
  }

  return field;
}

/* What a register says of people is kept whatever the work may do with the item; a case takes what is a form's to
 * bring. An account comes from a register with a new case or not at all. */
static gboolean
brings (const MadoIntakeMap *self, const MadoItem *item, const char *part)
{
  if (self->purpose == MADO_INTAKE_LOOKS)
    return !item->is_of_list && part[0] == '\0';
  if (item->is_of_list && strcmp (item->section, self->map->list) != 0)
    return FALSE;
  if (part[0] != '\0')
    return self->purpose == MADO_INTAKE_BEGINS && strcmp (item->entry, "registered or blind_twice") == 0;

  return mado_item_takes_edits (item);
}

/* The map's own words; where it has none, what is stored and what it is called stand for themselves. */
static void
add_words (MadoIntakeField *field, const MadoSection *values)
{
  if (strcmp (field->item->type, "yesno") != 0 && strcmp (field->item->type, "choice") != 0)
    return;
  if (field->words == NULL)
    field->words = mado_intake_words_new ();
  for (guint i = 0; i < mado_section_get_count (values); i++) {
    const MadoNamed *value = mado_section_get (values, i);

    mado_intake_words_add (field->words, value->id, value->label);
  }
  if (mado_section_get_count (values) == 0)
    mado_intake_words_add_own (field->words, field->item);
}

static gboolean
is_same_heading (const char *a, const char *b)
{
  g_autofree char *normal_a = mado_form_heading_normalize (a);
  g_autofree char *normal_b = mado_form_heading_normalize (b);

  return strcmp (normal_a, normal_b) == 0;
}

static void
add_column (MadoIntakeMap *self, const MadoFormMapColumn *column, const MadoItem *item)
{
  gboolean is_kana = strcmp (column->part, "kana") == 0;
  const char *part = is_kana ? "" : column->part;
  const MadoIntakeType *type = brings (self, item, part) ? mado_intake_type_find (item, part) : NULL;

  if (type == NULL)
    return;

  MadoIntakeField *field = ensure_field (self, item, part, type);
  const char **heading = is_kana ? &field->kana_heading : &field->heading;

  if (*heading == NULL)
    *heading = column->id;
  add_words (field, column->values);
  mado_form_headings_add (self->headings, column->id, is_kana ? field->kana_key : field->key,
                          is_same_heading (self->map->receipt, column->id) ? MADO_FORM_KIND_RECEIPT
                          : is_kana                                        ? MADO_FORM_KIND_TEXT
                                                                           : type->kind);
}

static void
add_gathering (MadoIntakeMap *self)
{
  const MadoFormItem *item;

  if (self->map->gather[0] == '\0')
    return;
  if (mado_form_headings_find (self->headings, self->map->gather) == NULL)
    mado_form_headings_add (self->headings, self->map->gather, GATHER_KEY, MADO_FORM_KIND_CODE);
  item = mado_form_headings_find (self->headings, self->map->gather);
  self->gather_key = g_strdup (item->name);
}

/**
 * mado_intake_find_transition:
 * @programme: a programme
 *
 * Returns: (transfer none) (nullable): the transition by which it receives an application; %NULL where none begins a
 *   case with a receipt number
 */
const MadoTransition *
mado_intake_find_transition (const MadoProgramme *programme)
{
  for (guint i = 0; i < mado_section_get_count (programme->transitions); i++) {
    const MadoTransition *transition = mado_section_get (programme->transitions, i);

    if (mado_names_contain (transition->from, MADO_STATE_NEW) && mado_names_contain (transition->claims, "receipt"))
      return transition;
  }

  return NULL;
}

static void
find_purpose (MadoIntakeMap *self, const MadoProgramme *programme)
{
  if (self->map->match->len > 0) {
    self->purpose = MADO_INTAKE_LOOKS;
    return;
  }
  self->transition = self->map->transition[0] != '\0'
                         ? mado_section_find (programme->transitions, self->map->transition)
                         : mado_intake_find_transition (programme);
  self->purpose = self->transition == NULL || mado_names_contain (self->transition->from, MADO_STATE_NEW)
                      ? MADO_INTAKE_BEGINS
                      : MADO_INTAKE_MOVES;
}

static MadoIntakeMap *
make_map (const MadoProgramme *programme, const MadoFormMap *map)
{
  MadoIntakeMap *self = g_new0 (MadoIntakeMap, 1);

  self->map = map;
  self->headings = mado_form_headings_new ();
  self->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) free_field);
  find_purpose (self, programme);
  mado_form_headings_add (self->headings, map->receipt, RECEIPT_KEY, MADO_FORM_KIND_RECEIPT);
  for (guint i = 0; i < mado_section_get_count (map->columns); i++) {
    const MadoFormMapColumn *column = mado_section_get (map->columns, i);

    add_column (self, column, mado_section_find (programme->items, column->item));
  }
  add_gathering (self);
  mado_form_headings_add_usual (self->headings, MADO_FORM_KIND_TIME, TIME_KEY);

  return self;
}

static void
free_map (MadoIntakeMap *self)
{
  mado_form_headings_free (self->headings);
  g_ptr_array_unref (self->fields);
  g_free (self->gather_key);
  g_free (self);
}

/**
 * mado_intake_maps_new:
 * @programme: a programme; must outlive the maps
 *
 * Returns: (transfer full) (element-type MadoIntakeMap): its maps of forms
 */
GPtrArray *
mado_intake_maps_new (const MadoProgramme *programme)
{
  GPtrArray *maps = g_ptr_array_new_with_free_func ((GDestroyNotify) free_map);

  for (guint i = 0; i < mado_section_get_count (programme->form_maps); i++)
    g_ptr_array_add (maps, make_map (programme, mado_section_get (programme->form_maps, i)));

  return maps;
}

/* --- which map --------------------------------------------------------------------------------------------------- */

/* How well a map fits the headings of a file. */
typedef struct {
  const MadoIntakeMap *map;
  GHashTable *keys; /* of its columns that the file has */
  gboolean has_receipt;
  guint n_found;
  guint n_missing;
} Fit;

static void
count_heading (Fit *self, const char *heading, const char *key)
{
  gboolean is_found = g_hash_table_contains (self->keys, key);

  self->n_found += heading != NULL && is_found;
  self->n_missing += heading != NULL && !is_found;
}

static Fit
measure (const MadoIntakeMap *map, const MadoCsvReader *headings)
{
  Fit fit = { map, g_hash_table_new (g_str_hash, g_str_equal), FALSE, 0, 0 };

  for (guint i = 1; i <= mado_csv_reader_get_last_filled (headings); i++) {
    const MadoFormItem *item = mado_form_headings_find (map->headings, mado_csv_reader_get_field (headings, i));

    if (item != NULL)
      g_hash_table_add (fit.keys, item->name);
    fit.has_receipt = fit.has_receipt || (item != NULL && item->kind == MADO_FORM_KIND_RECEIPT);
  }
  for (guint i = 0; i < map->fields->len; i++) {
    const MadoIntakeField *field = g_ptr_array_index (map->fields, i);

    count_heading (&fit, field->heading, field->key);
    count_heading (&fit, field->kana_heading, field->kana_key);
  }
  if (map->fields->len == 0) /* a list of numbers, and nothing else */
    count_heading (&fit, map->map->receipt, RECEIPT_KEY);

  return fit;
}

/* One that knows the number by which rows are told apart, then more that is there, then less that is not, then the
 * newer. */
static int
compare_fits (const Fit *a, const Fit *b)
{
  if (a->has_receipt != b->has_receipt)
    return a->has_receipt ? 1 : -1;
  if (a->n_found != b->n_found)
    return a->n_found < b->n_found ? -1 : 1;
  if (a->n_missing != b->n_missing)
    return a->n_missing > b->n_missing ? -1 : 1;

  return strcmp (a->map->map->valid_from, b->map->map->valid_from);
}

static void
tell_missing (const Fit *fit, guint64 row, MadoFindings *findings)
{
  for (guint i = 0; i < fit->map->fields->len; i++) {
    const MadoIntakeField *field = g_ptr_array_index (fit->map->fields, i);

    if (field->heading != NULL && !g_hash_table_contains (fit->keys, field->key))
      mado_findings_add (findings, "W_COLUMN_MISSING", row, 0, field->heading);
    if (field->kana_heading != NULL && !g_hash_table_contains (fit->keys, field->kana_key))
      mado_findings_add (findings, "W_COLUMN_MISSING", row, 0, field->kana_heading);
  }
}

/* The map may name an item that no form brings: an account, a comment. */
static gboolean
is_named (const MadoFormMap *map, const char *heading)
{
  for (guint i = 0; i < mado_section_get_count (map->columns); i++)
    if (is_same_heading (((const MadoFormMapColumn *) mado_section_get (map->columns, i))->id, heading))
      return TRUE;

  return FALSE;
}

static const char *
judge_unknown (const MadoFormMap *map, const char *heading)
{
  if (is_named (map, heading))
    return "W_COLUMN_UNTAKEN";

  return strcmp (map->unknown_columns, "refuse") == 0 ? "E_COLUMN_UNKNOWN" : "W_COLUMN_UNKNOWN";
}

/* What the map does not know stays in the form's file, or refuses it. */
static void
tell_unknown (const Fit *fit, const MadoCsvReader *headings, MadoFindings *findings)
{
  for (guint i = 1; i <= mado_csv_reader_get_last_filled (headings); i++) {
    const char *heading = mado_csv_reader_get_field (headings, i);

    if (!mado_my_number_is_heading (heading) && mado_form_headings_find (fit->map->headings, heading) == NULL)
      mado_findings_add (findings, judge_unknown (fit->map->map, heading), mado_csv_reader_get_row (headings), i,
                         heading);
  }
}

static void
tell_columns (const Fit *fit, const MadoCsvReader *headings, MadoFindings *findings)
{
  guint64 row = mado_csv_reader_get_row (headings);

  if (!fit->has_receipt)
    mado_findings_add (findings, "E_COLUMN_MISSING", row, 0, fit->map->map->receipt);
  if (fit->map->gather_key != NULL && !g_hash_table_contains (fit->keys, fit->map->gather_key))
    mado_findings_add (findings, "E_COLUMN_MISSING", row, 0, fit->map->map->gather);
  tell_missing (fit, row, findings);
  tell_unknown (fit, headings, findings);
}

/**
 * mado_intake_maps_choose:
 * @maps: (element-type MadoIntakeMap): of a programme
 * @headings: a reader that just read the heading row of a file
 * @today: maps that are valid later are not looked at
 * @findings: takes which columns are missing or unknown, or why no map can be told
 *
 * Returns: (transfer none) (nullable): the map that knows the receipt number's heading, and most of the others; %NULL
 * with an error among the findings
 */
const MadoIntakeMap *
mado_intake_maps_choose (const GPtrArray *maps, const MadoCsvReader *headings, MadoDate today, MadoFindings *findings)
{
  Fit best = { 0 };
  gboolean is_ambiguous = FALSE;

  for (guint i = 0; i < maps->len; i++) {
    const MadoIntakeMap *map = g_ptr_array_index (maps, i);
    Fit fit = measure (map, headings);
    int order = best.map == NULL ? 1 : compare_fits (&fit, &best);

    if (fit.n_found == 0 || mado_date_compare (mado_date_from_iso (map->map->valid_from), today) > 0 || order < 0) {
      g_hash_table_unref (fit.keys);
      continue;
    }
    is_ambiguous = order == 0;
    g_clear_pointer (&best.keys, g_hash_table_unref);
    best = fit;
  }
  if (best.map == NULL || is_ambiguous)
    mado_findings_add (findings, best.map == NULL ? "E_MAP_NONE" : "E_MAP_AMBIGUOUS",
                       mado_csv_reader_get_row (headings), 0, NULL);
  else
    tell_columns (&best, headings, findings);
  g_clear_pointer (&best.keys, g_hash_table_unref);

  return mado_findings_have_errors (findings) ? NULL : best.map;
}
