/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The heading row of one file: what each column is, and which column speaks where two mean the same. */

#include "mado-form-columns.h"

#include "mado-form-value.h"
#include "mado-my-number.h"

struct _MadoFormColumns {
  GArray *columns; /* MadoFormColumn */
  GArray *sorted;  /* guint: the columns that speak, by key */
  guint by_kind[MADO_FORM_KIND_CODE + 1];
};

static void
clear_column (MadoFormColumn *column)
{
  g_free (column->key);
}

static MadoFormColumn
read_heading (const char *heading, guint column, const MadoFormHeadings *headings)
{
  g_autofree char *trimmed = mado_form_trim (heading);
  const MadoFormItem *item = mado_form_headings_find (headings, trimmed);
  MadoFormColumn result = { .item = item, .is_my_number = mado_my_number_is_heading (trimmed) };

  if (item != NULL)
    result.key = g_strdup (item->name);
  else if (trimmed[0] != '\0')
    result.key = g_steal_pointer (&trimmed);
  else
    result.key = g_strdup_printf ("#%u", column); /* columns without a heading are not the same column */

  return result;
}

static MadoFormColumn *
get_column (const MadoFormColumns *self, guint column)
{
  return &g_array_index (self->columns, MadoFormColumn, column - 1);
}

/* The last of the columns with one key speaks; each pair is named, so that nobody loses the other unawares. */
static void
settle_duplicates (MadoFormColumns *self, guint64 row, MadoFindings *findings)
{
  g_autoptr (GHashTable) columns = g_hash_table_new (g_str_hash, g_str_equal); /* key → column */

  for (guint i = 1; i <= self->columns->len; i++) {
    MadoFormColumn *column = get_column (self, i);
    guint earlier;

    if (column->is_my_number)
      continue;
    earlier = GPOINTER_TO_UINT (g_hash_table_lookup (columns, column->key));
    if (earlier > 0) {
      g_autofree char *both = g_strdup_printf ("%s (%u, %u)", column->key, earlier, i);

      get_column (self, earlier)->is_overridden = TRUE;
      mado_findings_add (findings, "W_DUP_HEADER", row, i, both);
    }
    g_hash_table_insert (columns, column->key, GUINT_TO_POINTER (i));
  }
}

static int
compare_keys (const void *a, const void *b, void *self)
{
  return strcmp (get_column (self, *(const guint *) a)->key, get_column (self, *(const guint *) b)->key);
}

static void
sort_keys (MadoFormColumns *self)
{
  for (guint i = 1; i <= self->columns->len; i++)
    if (!get_column (self, i)->is_my_number && !get_column (self, i)->is_overridden)
      g_array_append_val (self->sorted, i);
  g_array_sort_with_data (self->sorted, (GCompareDataFunc) compare_keys, self);
}

static void
find_kinds (MadoFormColumns *self)
{
  for (guint i = self->columns->len; i > 0; i--) {
    const MadoFormColumn *column = get_column (self, i);

    if (column->item != NULL && !column->is_my_number && !column->is_overridden)
      self->by_kind[column->item->kind] = i;
  }
}

/**
 * mado_form_columns_new:
 * @heading_record: (transfer none): a reader that just read the heading row
 * @headings: (transfer none): what headings mean; must outlive the columns
 * @findings: what is odd is added
 *
 * Returns: (transfer full): the columns
 */
MadoFormColumns *
mado_form_columns_new (const MadoCsvReader *heading_record, const MadoFormHeadings *headings, MadoFindings *findings)
{
  MadoFormColumns *self = g_new0 (MadoFormColumns, 1);
  guint n_columns = (guint) mado_csv_reader_get_last_filled (heading_record);

  self->columns = g_array_new (FALSE, FALSE, sizeof (MadoFormColumn));
  g_array_set_clear_func (self->columns, (GDestroyNotify) clear_column);
  self->sorted = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 1; i <= n_columns; i++) {
    MadoFormColumn column = read_heading (mado_csv_reader_get_field (heading_record, i), i, headings);

    g_array_append_val (self->columns, column);
  }
  settle_duplicates (self, mado_csv_reader_get_row (heading_record), findings);
  sort_keys (self);
  find_kinds (self);

  return self;
}

/**
 * mado_form_columns_free:
 * @self: (nullable) (transfer full): the columns
 */
void
mado_form_columns_free (MadoFormColumns *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->columns);
  g_array_unref (self->sorted);
  g_free (self);
}

/**
 * mado_form_columns_get_count:
 * @self: the columns
 *
 * Returns: how many the file has
 */
guint
mado_form_columns_get_count (const MadoFormColumns *self)
{
  return self->columns->len;
}

/**
 * mado_form_columns_get:
 * @self: the columns
 * @column: from 1
 *
 * Returns: (transfer none): the column
 */
const MadoFormColumn *
mado_form_columns_get (const MadoFormColumns *self, guint column)
{
  return get_column (self, column);
}

/**
 * mado_form_columns_find_kind:
 * @self: the columns
 * @kind: a kind
 *
 * Returns: the first column of that kind that speaks, or 0
 */
guint
mado_form_columns_find_kind (const MadoFormColumns *self, MadoFormKind kind)
{
  return self->by_kind[kind];
}

/**
 * mado_form_columns_get_sorted:
 * @self: the columns
 * @out_n_columns: (out): how many speak
 *
 * Returns: (transfer none) (array length=out_n_columns): the columns that speak, in the order of their keys
 */
const guint *
mado_form_columns_get_sorted (const MadoFormColumns *self, guint *out_n_columns)
{
  *out_n_columns = self->sorted->len;

  return (const guint *) (gconstpointer) self->sorted->data;
}
