/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was covered of a case: it must not come back, whoever brings it. */

#include "mado-case-covered.h"

#include <string.h>

#include "mado-draft.h"
#include "mado-json-member.h"

/**
 * mado_case_is_covered_in:
 * @covered: (nullable): what was covered of a case
 * @hash: of a paper
 *
 * Returns: whether it is one that was covered: it must not come back
 */
gboolean
mado_case_is_covered_in (yyjson_mut_val *covered, const char *hash)
{
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (covered);

  for (yyjson_mut_val *one = yyjson_mut_arr_iter_next (&iter); one != NULL; one = yyjson_mut_arr_iter_next (&iter))
    if (strcmp (mado_draft_get_text (one, "was"), hash) == 0)
      return TRUE;

  return FALSE;
}

/**
 * mado_case_list_covered:
 * @entity: a case, or anything else, of which nothing is covered
 *
 * Returns: (transfer full) (element-type MadoHash): what its papers were before, as far as that is to be seen
 */
GArray *
mado_case_list_covered (const MadoEntity *entity)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (mado_entity_get_body (entity), MADO_CASE_COVERED));
  GArray *hashes = g_array_new (FALSE, FALSE, sizeof (MadoHash));

  for (yyjson_val *one = yyjson_arr_iter_next (&iter); one != NULL; one = yyjson_arr_iter_next (&iter)) {
    MadoHash hash;

    if (mado_hash_from_hex (mado_json_get_text (one, "was"), &hash, NULL))
      g_array_append_val (hashes, hash);
  }

  return hashes;
}

/**
 * mado_case_has_covered:
 * @entity: a case, or anything else
 * @hash: of a paper
 *
 * Returns: whether the paper was covered: what has this hash must not be kept for the case
 */
gboolean
mado_case_has_covered (const MadoEntity *entity, const MadoHash *hash)
{
  g_autoptr (GArray) hashes = mado_case_list_covered (entity);

  for (guint i = 0; i < hashes->len; i++)
    if (mado_hash_equals (&g_array_index (hashes, MadoHash, i), hash))
      return TRUE;

  return FALSE;
}
