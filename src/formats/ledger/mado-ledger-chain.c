/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Hashes entries of a ledger and follows their chain. */

#include "mado-ledger-chain.h"

#include <string.h>

#include "mado-json-member.h"

#define SEPARATOR '\x1F'

static gboolean
is_hashed (const char *name)
{
  return strcmp (name, "prev") != 0 && strcmp (name, "hash") != 0;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* A separator within a value would let one entry pass for another. */
static gboolean
is_flat (const char *name, yyjson_val *value)
{
  return strpbrk (name, "=\x1F") == NULL &&
         (yyjson_is_int (value) ||
          (yyjson_is_str (value) && memchr (yyjson_get_str (value), SEPARATOR, yyjson_get_len (value)) == NULL));
}

static GPtrArray *
sort_names (yyjson_val *entry)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  yyjson_obj_iter iter = yyjson_obj_iter_with (entry);

  for (yyjson_val *key = yyjson_obj_iter_next (&iter); key != NULL; key = yyjson_obj_iter_next (&iter)) {
    if (!is_flat (yyjson_get_str (key), yyjson_obj_iter_get_val (key)))
      return NULL;
    if (is_hashed (yyjson_get_str (key)))
      g_ptr_array_add (names, (gpointer) yyjson_get_str (key));
  }
  g_ptr_array_sort (names, compare_names);

  return g_steal_pointer (&names);
}

static void
append_value (GString *text, yyjson_val *value)
{
  if (yyjson_is_str (value))
    g_string_append_len (text, yyjson_get_str (value), (gssize) yyjson_get_len (value));
  else
    g_string_append_printf (text, "%" G_GINT64_FORMAT, yyjson_get_sint (value));
}

/**
 * mado_ledger_hash_entry:
 * @entry: an entry
 * @prev: the hash of the one before, as text
 * @out_hash: (out): its hash
 *
 * Returns: whether it is a flat object of texts and integers
 */
gboolean
mado_ledger_hash_entry (yyjson_val *entry, const char *prev, MadoHash *out_hash)
{
  g_autoptr (GPtrArray) names = yyjson_is_obj (entry) ? sort_names (entry) : NULL;
  g_autoptr (GString) text = g_string_new (prev);

  if (names == NULL)
    return FALSE;
  for (guint i = 0; i < names->len; i++) {
    const char *name = g_ptr_array_index (names, i);

    g_string_append_c (text, SEPARATOR);
    g_string_append (text, name);
    g_string_append_c (text, '=');
    append_value (text, yyjson_obj_get (entry, name));
  }
  *out_hash = mado_hash_of (text->str, text->len);

  return TRUE;
}

static void
check_entry (yyjson_val *entry, const char *prev, guint64 place, MadoFindings *findings)
{
  const char *own = mado_json_get_text (entry, "prev");
  MadoHash hash;

  if (!mado_ledger_hash_entry (entry, own, &hash)) {
    mado_findings_add (findings, MADO_LEDGER_FINDING_VALUE, place, 0, NULL);
    return;
  }

  g_autofree char *hex = mado_hash_to_hex (&hash);

  if (mado_json_get_number (entry, "seq") != (gint64) place)
    mado_findings_add (findings, MADO_LEDGER_FINDING_SEQ, place, 0, NULL);
  if (strcmp (own, prev) != 0)
    mado_findings_add (findings, MADO_LEDGER_FINDING_PREV, place, 0, NULL);
  if (strcmp (mado_json_get_text (entry, "hash"), hex) != 0)
    mado_findings_add (findings, MADO_LEDGER_FINDING_HASH, place, 0, NULL);
}

/**
 * mado_ledger_check_chain:
 * @entries: a list of entries
 * @findings: takes each place where the chain does not hold
 */
void
mado_ledger_check_chain (yyjson_val *entries, MadoFindings *findings)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (entries);
  const char *prev = MADO_LEDGER_FIRST;
  guint64 place = 0;

  for (yyjson_val *entry = yyjson_arr_iter_next (&iter); entry != NULL; entry = yyjson_arr_iter_next (&iter)) {
    check_entry (entry, prev, ++place, findings);
    prev = mado_json_get_text (entry, "hash");
  }
}
