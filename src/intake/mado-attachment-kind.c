/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a file is, by how it begins: what its name says anybody can write. */

#include "mado-attachment-kind.h"

#include <string.h>

/**
 * mado_attachment_kind_find:
 * @bytes: a file
 *
 * Returns: (nullable): "image/png", "image/jpeg" or "application/pdf"; %NULL: none that is taken in
 */
const char *
mado_attachment_kind_find (GBytes *bytes)
{
  static const struct {
    const char *type;
    const char *beginning;
    gsize length;
    gsize least; /* bytes of the smallest that anybody could look at */
  } kinds[] = {
    { "image/png", "\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16, 57 },
    { "image/jpeg", "\xFF\xD8\xFF", 3, 20 },
    { "application/pdf", "%PDF-", 5, 20 },
  };
  gsize size = 0;
  gconstpointer start = g_bytes_get_data (bytes, &size);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (size >= kinds[i].least && memcmp (start, kinds[i].beginning, kinds[i].length) == 0)
      return kinds[i].type;

  return NULL;
}
