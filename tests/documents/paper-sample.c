/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "paper-sample.h"

#include <string.h>

#include "mado-canonical-json.h"
#include "mado-programme-fault.h"

GBytes *
paper_sample_load (const char *path)
{
  g_autofree char *full = g_build_filename (g_getenv ("MADO_DATA_DIR"), path, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  gsize length = 0;

  g_file_get_contents (full, &text, &length, &error);
  g_assert_no_error (error);

  return g_bytes_new_take (text, length);
}

static void
assert_no_faults (const char *path, const GPtrArray *faults)
{
  for (guint i = 0; i < faults->len; i++) {
    const MadoProgrammeFault *fault = mado_programme_faults_get (faults, i);

    g_test_message ("%s:%u:%u: %s %s", path, fault->line, fault->column, fault->code, fault->message);
  }
  g_assert_cmpuint (faults->len, ==, 0);
}

MadoProgramme *
paper_sample_load_programme (const char *id)
{
  g_autofree char *path = g_strdup_printf ("programmes/%s.json", id);
  g_autoptr (GBytes) file = paper_sample_load (path);
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
  MadoProgramme *programme = mado_programme_read (file, faults);

  assert_no_faults (path, faults);

  return programme;
}

MadoLayout *
paper_sample_load_layout (const char *id)
{
  g_autofree char *path = g_strdup_printf ("layouts/%s.json", id);
  g_autoptr (GBytes) file = paper_sample_load (path);
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
  MadoLayout *layout = mado_layout_read (file, faults);

  assert_no_faults (path, faults);

  return layout;
}

MadoEntity *
paper_sample_read (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) canonical = mado_canonical_json_from_text (text, strlen (text), &error);
  MadoEntity *entity;

  g_assert_no_error (error);
  entity = mado_entity_read (g_bytes_get_data (canonical, NULL), g_bytes_get_size (canonical), &error);
  g_assert_no_error (error);

  return entity;
}

char *
paper_sample_replace (const char *text, const char *from, const char *to)
{
  g_auto (GStrv) parts = g_strsplit (text, from, 2);

  g_assert_cmpuint (g_strv_length (parts), ==, 2);

  return g_strjoinv (to, parts);
}

GHashTable *
paper_sample_new_layouts (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) mado_layout_free);
}

const MadoLayout *
paper_sample_find_layout (gpointer layouts, const char *id)
{
  if (g_str_equal (id, "nowhere"))
    return NULL;
  if (!g_hash_table_contains (layouts, id))
    g_hash_table_insert (layouts, g_strdup (id), paper_sample_load_layout (id));

  return g_hash_table_lookup (layouts, id);
}
