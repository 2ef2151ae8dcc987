/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The tables of data/tables/, carried in the library itself. */

#include "mado-tables.h"

#include "mado-tables-resource.h"

/**
 * mado_tables_open:
 * @name: a file of data/tables/, which must exist
 * @out_rows: (out caller-allocates): a cursor over its rows
 */
void
mado_tables_open (const char *name, MadoTsv *out_rows)
{
  g_autofree char *path = g_strconcat ("/jp/madoguchi/tables/", name, NULL);
  gsize size = 0;
  /* Uncompressed, so the bytes lie in the program itself and outlive the GBytes. */
  g_autoptr (GBytes) bytes =
      g_resource_lookup_data (mado_tables_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_assert (bytes != NULL);
  const char *text = g_bytes_get_data (bytes, &size);
  mado_tsv_init (out_rows, text, size);
}
