/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A file of a web form: finds the programme's map that fits it, and reads its rows with it. */

#include "mado-intake.h"

#include <string.h>

#include "mado-base-error.h"

struct _MadoIntake {
  MadoIntakeTable table;
  GPtrArray *maps; /* (element-type MadoIntakeMap) */
  MadoDate today;
  MadoFormReader *reader;
  MadoIntakeRow *row; /* (nullable): at hand */
};

static const MadoFormHeadings *
choose_map (const MadoCsvReader *headings, MadoFindings *findings, gpointer user_data)
{
  MadoIntake *self = user_data;

  self->table.map = mado_intake_maps_choose (self->maps, headings, self->today, findings);

  return self->table.map != NULL ? self->table.map->headings : NULL;
}

static guint
find_column (const MadoFormColumns *columns, const char *key)
{
  for (guint i = 1; i <= mado_form_columns_get_count (columns); i++) {
    const MadoFormColumn *column = mado_form_columns_get (columns, i);

    if (column->item != NULL && !column->is_my_number && !column->is_overridden && strcmp (column->key, key) == 0)
      return i;
  }

  return 0;
}

static gboolean
is_shared (const MadoFormColumns *columns, guint column)
{
  for (guint i = 1; i < column; i++)
    if (strcmp (mado_form_columns_get (columns, i)->key, mado_form_columns_get (columns, column)->key) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
is_first_part (const MadoIntakeTable *table, const MadoItem *item)
{
  for (guint i = 0; i < table->places->len; i++)
    if (g_array_index (table->places, MadoIntakePlace, i).field->item == item)
      return FALSE;

  return TRUE;
}

static void
place_fields (MadoIntakeTable *table, const MadoFormColumns *columns)
{
  table->placed = g_new0 (gboolean, mado_form_columns_get_count (columns) + 1);
  for (guint i = 0; i < table->map->fields->len; i++) {
    const MadoIntakeField *field = g_ptr_array_index (table->map->fields, i);
    guint column = find_column (columns, field->key);
    MadoIntakePlace place = {
      .field = field,
      .column = column,
      .kana_column = find_column (columns, field->kana_key),
      .is_first_part = is_first_part (table, field->item),
      .is_shared = is_shared (columns, column),
    };

    table->placed[place.column] = table->placed[place.kana_column] = TRUE;
    if (place.column > 0 || place.kana_column > 0)
      g_array_append_val (table->places, place);
  }
  if (table->map->gather_key != NULL) {
    table->gather_column = find_column (columns, table->map->gather_key);
    table->placed[table->gather_column] = TRUE;
  }
}

/**
 * mado_intake_new:
 * @programme: a programme; must outlive the intake
 * @stream: (transfer none): the file; it must be able to seek
 * @limits: how much to take
 * @today: in Japan
 * @error: where to put why the file could not be read, or that the programme receives no applications
 *
 * Returns: (transfer full) (nullable): an intake before the first row. A file that is wrong in itself gives one without
 *   rows; the reader's findings say why
 */
MadoIntake *
mado_intake_new (
    const MadoProgramme *programme, GInputStream *stream, const MadoFormLimits *limits, MadoDate today, GError **error)
{
  g_autoptr (MadoIntake) self = g_new0 (MadoIntake, 1);

  self->maps = mado_intake_maps_new (programme);
  self->today = today;
  self->table.programme = programme;
  self->table.today = today;
  self->table.places = g_array_new (FALSE, FALSE, sizeof (MadoIntakePlace));
  self->reader = mado_form_reader_new_choosing (stream, choose_map, self, limits, error);
  if (self->reader == NULL)
    return NULL;
  if (self->table.map != NULL && self->table.map->purpose != MADO_INTAKE_LOOKS && self->table.map->transition == NULL) {
    g_set_error_literal (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID,
                         "the programme has no transition that begins a case with a receipt number");
    return NULL;
  }
  if (self->table.map != NULL && mado_form_reader_get_columns (self->reader) != NULL)
    place_fields (&self->table, mado_form_reader_get_columns (self->reader));

  return g_steal_pointer (&self);
}

/**
 * mado_intake_free:
 * @self: (nullable) (transfer full): an intake
 */
void
mado_intake_free (MadoIntake *self)
{
  if (self == NULL)
    return;

  mado_intake_row_free (self->row);
  mado_form_reader_free (self->reader);
  g_ptr_array_unref (self->maps);
  g_array_unref (self->table.places);
  g_free (self->table.placed);
  g_free (self);
}

/**
 * mado_intake_next:
 * @self: an intake
 * @records: (nullable): what is on record, with what became of the rows before; %NULL: not compared, as where rows of
 * one case have to be gathered first
 * @out_row: (out) (transfer none) (nullable): the next row, good until the next call; %NULL after the last
 * @error: where to put why the file or the records could not be read
 *
 * Returns: %FALSE where one of them could not be read
 */
gboolean
mado_intake_next (MadoIntake *self, const MadoRecords *records, const MadoIntakeRow **out_row, GError **error)
{
  const MadoFormRecord *record;

  g_clear_pointer (&self->row, mado_intake_row_free);
  if (!mado_form_reader_next (self->reader, &record, error))
    return FALSE;
  if (record != NULL) {
    self->row = mado_intake_row_new (&self->table, record);
    if (records != NULL && !mado_intake_row_compare (self->row, &self->table, records, error))
      return FALSE;
  }
  *out_row = self->row;

  return TRUE;
}

/**
 * mado_intake_get_reader:
 * @self: an intake
 *
 * Returns: (transfer none): what reads the file: its charset, columns and findings
 */
const MadoFormReader *
mado_intake_get_reader (const MadoIntake *self)
{
  return self->reader;
}

/**
 * mado_intake_get_map:
 * @self: an intake
 *
 * Returns: (transfer none) (nullable): the map that the file is read with; %NULL where it is refused
 */
const MadoIntakeMap *
mado_intake_get_map (const MadoIntake *self)
{
  return self->table.map;
}

/**
 * mado_intake_get_table:
 * @self: an intake
 *
 * Returns: (transfer none): what its rows have in common
 */
const MadoIntakeTable *
mado_intake_get_table (const MadoIntake *self)
{
  return &self->table;
}
