/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where it is full, what was not asked for since it was full last goes. The keys have the words of letters in them, so
 * they are wiped. */

#include "mado-text-store.h"

#include <string.h>

#define MOST 512 /* texts; a letter has about twenty */

typedef struct {
  PangoLayout *layout;
  double points;
  gboolean is_wanted; /* it was asked for again */
} Kept;

struct _MadoTextStore {
  GHashTable *texts; /* key → Kept */
};

static void
wipe (gpointer key)
{
  explicit_bzero (key, strlen (key));
  g_free (key);
}

static void
free_kept (gpointer data)
{
  Kept *kept = data;

  g_object_unref (kept->layout);
  g_free (kept);
}

/**
 * mado_text_store_new:
 *
 * Returns: (transfer full): a store without texts
 */
MadoTextStore *
mado_text_store_new (void)
{
  MadoTextStore *self = g_new0 (MadoTextStore, 1);

  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, wipe, free_kept);

  return self;
}

/**
 * mado_text_store_free:
 * @self: (transfer full): a store
 */
void
mado_text_store_free (MadoTextStore *self)
{
  g_hash_table_unref (self->texts);
  g_free (self);
}

/**
 * mado_text_store_find:
 * @self: a store
 * @key: all that decides how a text is laid out
 * @out_points: (out): the size of its type
 *
 * Returns: (transfer none) (nullable): the text, which nobody changes
 */
PangoLayout *
mado_text_store_find (MadoTextStore *self, const char *key, double *out_points)
{
  Kept *kept = g_hash_table_lookup (self->texts, key);

  if (kept == NULL)
    return NULL;
  kept->is_wanted = TRUE;
  *out_points = kept->points;

  return kept->layout;
}

static gboolean
is_forgotten (G_GNUC_UNUSED gpointer key, gpointer value, G_GNUC_UNUSED gpointer unused)
{
  Kept *kept = value;
  const gboolean is_wanted = kept->is_wanted;

  kept->is_wanted = FALSE;

  return !is_wanted;
}

/**
 * mado_text_store_keep:
 * @self: a store
 * @key: (transfer full): all that decides how the text is laid out
 * @layout: the text
 * @points: the size of its type
 */
void
mado_text_store_keep (MadoTextStore *self, char *key, PangoLayout *layout, double points)
{
  Kept *kept = g_new0 (Kept, 1);

  if (g_hash_table_size (self->texts) >= MOST)
    g_hash_table_foreach_remove (self->texts, is_forgotten, NULL);
  *kept = (Kept) { g_object_ref (layout), points, FALSE };
  g_hash_table_replace (self->texts, key, kept);
}
