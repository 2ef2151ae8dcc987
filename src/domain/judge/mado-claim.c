/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Builds the text of a claim. */

#include "mado-claim.h"

#include "mado-canonical-json.h"

/**
 * mado_claim_build:
 * @space: the space that shares the key
 * @kind: what is claimed in it
 * @parts: the parts of the key
 * @n_parts: how many
 * @error: where to put what went wrong
 *
 * Returns: (transfer full): canonical JSON of [space, kind, [part, …]]; %NULL where a text is not UTF-8 or too long
 */
char *
mado_claim_build (const char *space, const char *kind, const char *const *parts, guint n_parts, GError **error)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *claim = yyjson_mut_arr (doc);
  yyjson_mut_val *key = yyjson_mut_arr (doc);
  g_autoptr (GBytes) bytes = NULL;

  yyjson_mut_arr_add_str (doc, claim, space);
  yyjson_mut_arr_add_str (doc, claim, kind);
  for (guint i = 0; i < n_parts; i++)
    yyjson_mut_arr_add_str (doc, key, parts[i]);
  yyjson_mut_arr_append (claim, key);
  bytes = mado_canonical_json_from_value (claim, error);
  yyjson_mut_doc_free (doc);
  if (bytes == NULL)
    return NULL;

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}
