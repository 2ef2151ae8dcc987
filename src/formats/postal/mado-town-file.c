/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where the town table is kept: the user's own import, or else the sample that comes with the program. */

#include "mado-town-file.h"

#include <string.h>

#include "mado-ken-all.h"
#include "mado-reference-file.h"

#define IMPORTED_TOWNS "postal/towns.tsv"

/* The text form of the table while it grows. */
typedef struct {
  GString *text;
  char city_code[6]; /* of the row that was written last */
} Conversion;

static void
write_town (const MadoKenAllTown *town, gpointer user_data)
{
  Conversion *self = user_data;

  if (strcmp (self->city_code, town->city_code) != 0)
    g_string_append_printf (self->text, "%s\t%s\t%s\n", town->city_code, town->prefecture, town->city);
  memcpy (self->city_code, town->city_code, sizeof self->city_code);
  g_string_append_printf (self->text, "%s\t%s", town->code, town->town);
  if (town->conditions[0] != '\0')
    g_string_append_printf (self->text, "\t%s", town->conditions);
  g_string_append_c (self->text, '\n');
}

/**
 * mado_town_file_convert:
 * @ken_all: the post's KEN_ALL, in either edition
 * @findings: where what is wrong with it is added
 * @error: set where it cannot be read
 *
 * Returns: (transfer full) (nullable): the towns in the text form of #MadoTownTable
 */
char *
mado_town_file_convert (GInputStream *ken_all, MadoFindings *findings, GError **error)
{
  g_autoptr (GString) text =
      g_string_new ("# municipality: code, prefecture, name; its towns: code, name, conditions\n");
  Conversion conversion = { .text = text };

  if (!mado_ken_all_read (ken_all, write_town, &conversion, findings, error))
    return NULL;

  return g_string_free_and_steal (g_steal_pointer (&text));
}

/**
 * mado_town_file_load:
 * @path: a file in the text form of #MadoTownTable
 * @error: set where it cannot be read
 *
 * Returns: (transfer full) (nullable): the towns
 */
MadoTownTable *
mado_town_file_load (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;

  return mado_town_table_new (text, length, error);
}

/**
 * mado_town_file_load_sample:
 * @error: set where it cannot be read
 *
 * Returns: (transfer full) (nullable): the towns that come with the program
 */
MadoTownTable *
mado_town_file_load_sample (GError **error)
{
  g_autofree char *path = mado_reference_file_dup_sample_path ("postal/ken-all-sample.csv");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autoptr (MadoFindings) findings = mado_findings_new (); /* ignored: our own file, held by a test */
  g_autofree char *text = NULL;

  if (stream == NULL)
    return NULL;
  text = mado_town_file_convert (G_INPUT_STREAM (stream), findings, error);

  return text != NULL ? mado_town_table_new (text, strlen (text), error) : NULL;
}

/**
 * mado_town_file_load_default:
 * @error: set where neither can be read
 *
 * Returns: (transfer full) (nullable): the towns of the last import, or those of the sample where there was none
 */
MadoTownTable *
mado_town_file_load_default (GError **error)
{
  g_autofree char *path = mado_reference_file_dup_import_path (IMPORTED_TOWNS);
  g_autoptr (GError) import_error = NULL;
  MadoTownTable *towns = mado_town_file_load (path, &import_error);

  if (g_error_matches (import_error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return mado_town_file_load_sample (error);
  if (towns == NULL)
    g_propagate_error (error, g_steal_pointer (&import_error));

  return towns;
}

/**
 * mado_town_file_save:
 * @text: towns in the text form of #MadoTownTable
 * @error: set where they cannot be written; what was there before is then still there
 *
 * Makes them the towns of mado_town_file_load_default().
 *
 * Returns: whether they are on disk
 */
gboolean
mado_town_file_save (const char *text, GError **error)
{
  return mado_reference_file_save_import (IMPORTED_TOWNS, text, strlen (text), error);
}
