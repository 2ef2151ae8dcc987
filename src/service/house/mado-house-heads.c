/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Signs where the logs of each ward end: each minute in which one of them moved, and when the service ends. What was
 * acknowledged is said by the ward's pledge, so no writer is asked, and nothing is signed of which nobody knows whether
 * it stays. */

#include "mado-house-private.h"
#include "mado-signed-heads.h"

#define EACH G_TIME_SPAN_MINUTE

/* Those that were not signed so. Returns: (transfer full) (element-type utf8 MadoStreamStand) */
static GHashTable *
find_moved (GHashTable *stands, GHashTable *before)
{
  GHashTable *moved = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer stream, stand;

  g_hash_table_iter_init (&iter, stands);
  while (g_hash_table_iter_next (&iter, &stream, &stand)) {
    const MadoStreamStand *now = stand, *then = before != NULL ? g_hash_table_lookup (before, stream) : NULL;

    if (then == NULL || then->epoch != now->epoch || then->head.seq != now->head.seq)
      g_hash_table_insert (moved, stream, stand);
  }

  return moved;
}

static void
say (const char *ward, const GError *error)
{
  g_log_structured (G_LOG_DOMAIN, G_LOG_LEVEL_WARNING, "MADO_EVENT", "heads", "MESSAGE",
                    "where the logs of \"%s\" end is not signed: %s", ward, error->message);
}

/* The first time all are, whatever was signed in another life. */
static void
sign_ward (MadoHouse *self, const char *ward)
{
  const char *folder = self->ground->settings->folder;
  g_autofree char *path = mado_signed_heads_dup_path (folder, ward);
  g_autofree char *pledge_path = mado_ward_pledge_dup_path (folder, ward);
  g_autoptr (MadoWardPledge) pledge = mado_ward_pledge_open (pledge_path);
  g_autoptr (GHashTable) stands = mado_ward_pledge_ref_stands (pledge);
  g_autoptr (GHashTable) moved = find_moved (stands, g_hash_table_lookup (self->signed_heads, ward));
  g_autoptr (GError) error = NULL;

  if (g_hash_table_size (moved) == 0)
    return;
  if (mado_signed_heads_add (path, ward, moved, self->ground->papers->authority, self->means.get_now (NULL), &error))
    g_hash_table_insert (self->signed_heads, g_strdup (ward), g_hash_table_ref (stands));
  else
    say (ward, error);
}

/**
 * mado_house_sign_heads:
 * @self: a house
 *
 * Signs what is not signed yet.
 */
void
mado_house_sign_heads (MadoHouse *self)
{
  const GPtrArray *wards = self->ground->settings->wards;

  for (guint i = 0; i < wards->len; i++)
    sign_ward (self, ((const MadoWardSettings *) g_ptr_array_index (wards, i))->name);
  self->signed_at = g_get_monotonic_time ();
}

/**
 * mado_house_look_after_heads:
 * @self: a house
 *
 * Signs them where it is time.
 */
void
mado_house_look_after_heads (MadoHouse *self)
{
  if (self->signed_at == 0 || g_get_monotonic_time () - self->signed_at >= EACH)
    mado_house_sign_heads (self);
}
