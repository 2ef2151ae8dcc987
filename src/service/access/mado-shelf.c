/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Goes along a shelf. */

#include "mado-shelf.h"

#define AT_ONCE 500 /* records of one look */

static gboolean
add_records (GPtrArray *records,
             const GPtrArray *texts,
             gpointer (*read) (GBytes *text, GError **error),
             GError **error)
{
  for (guint i = 0; i < texts->len; i++) {
    gpointer record = read (g_ptr_array_index (texts, i), error);

    if (record == NULL)
      return FALSE;
    g_ptr_array_add (records, record);
  }

  return TRUE;
}

/**
 * mado_shelf_list:
 * @backend: in a turn
 * @shelf: a shelf
 * @read: makes a record of what lies there
 * @free: (nullable): for a record
 * @error: where to put what went wrong
 *
 * Returns: (transfer full) (nullable): all records, in the order of their keys
 */
GPtrArray *
mado_shelf_list (MadoBackend *backend,
                 const char *shelf,
                 gpointer (*read) (GBytes *text, GError **error),
                 GDestroyNotify free,
                 GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (free);
  g_autofree char *after = g_strdup ("");

  for (;;) {
    g_autoptr (GPtrArray) keys = NULL;
    g_autoptr (GPtrArray) texts = NULL;

    if (!backend->type->list_records (backend, shelf, after, AT_ONCE, &keys, &texts, error) ||
        !add_records (records, texts, read, error))
      return NULL;
    if (keys->len < AT_ONCE)
      return g_steal_pointer (&records);
    g_set_str (&after, g_ptr_array_index (keys, keys->len - 1));
  }
}
