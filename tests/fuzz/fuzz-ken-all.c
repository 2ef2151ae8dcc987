/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whatever the file, the towns that come of it are a table that can be read. */

#include <gio/gio.h>
#include <stdint.h>
#include <string.h>

#include "mado-town-file.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (data, (gssize) size, NULL);
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = mado_town_file_convert (stream, findings, &error);

  g_assert_no_error (error);
  g_autoptr (MadoTownTable) towns = mado_town_table_new (text, strlen (text), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < mado_town_table_get_count (towns); i++) {
    MadoTown town = mado_town_table_get (towns, i);
    guint first;

    g_assert_cmpuint (mado_town_table_find_code (towns, town.code, &first), >, 0);
    g_assert_cmpuint (first, <=, i);
  }

  return 0;
}
