/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Locks signing keys and unlocks them. */

#include "mado-packet-key-file.h"

#include <string.h>

#include "mado-canonical-json.h"
#include "mado-hex.h"
#include "mado-json-member.h"
#include "mado-key-wrap.h"
#include "mado-packet-error.h"

#define SALT_SIZE 16
#define WRAPPED_SIZE (MADO_SIGNING_SEED_SIZE + 8) /* RFC 3394 adds a block of eight */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (yyjson_doc, yyjson_doc_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (yyjson_mut_doc, yyjson_mut_doc_free)

static MadoSecret *
derive (const MadoSecret *password, GBytes *salt, const MadoArgon2idCost *cost, GError **error)
{
  g_autoptr (GBytes) context = g_bytes_new_static (MADO_PACKET_KEY_FORMAT, strlen (MADO_PACKET_KEY_FORMAT));
  const MadoArgon2idInput input = { .password = password, .salt = salt, .context = context };

  return mado_argon2id_derive (&input, cost, MADO_KEY_SIZE, error);
}

static GBytes *
draw_salt (void)
{
  g_autoptr (MadoSecret) random = mado_secret_new_random (SALT_SIZE);

  return g_bytes_new (mado_secret_get_bytes (random), SALT_SIZE);
}

static void
add_hex (yyjson_mut_doc *doc, yyjson_mut_val *root, const char *name, const void *bytes, gsize length)
{
  g_autofree char *hex = mado_hex_from_bytes (bytes, length);

  yyjson_mut_obj_add_strcpy (doc, root, name, hex);
}

/**
 * mado_packet_key_lock:
 * @key: a key
 * @password: what shall unlock it
 * @cost: what a guess shall cost
 * @error: where to put what went wrong
 *
 * Returns: (transfer full): the text of its file
 */
GBytes *
mado_packet_key_lock (const MadoSigningKey *key,
                      const MadoSecret *password,
                      const MadoArgon2idCost *cost,
                      GError **error)
{
  g_autoptr (GBytes) salt = draw_salt ();
  g_autoptr (MadoSecret) lock = derive (password, salt, cost, error);
  g_autoptr (GBytes) wrapped = lock != NULL ? mado_key_wrap (lock, mado_signing_key_get_seed (key), error) : NULL;
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);

  if (wrapped == NULL)
    return NULL;
  yyjson_mut_obj_add_str (doc, root, "format", MADO_PACKET_KEY_FORMAT);
  yyjson_mut_obj_add_sint (doc, root, "memory", cost->memory);
  yyjson_mut_obj_add_sint (doc, root, "passes", cost->passes);
  yyjson_mut_obj_add_sint (doc, root, "lanes", cost->lanes);
  add_hex (doc, root, "salt", g_bytes_get_data (salt, NULL), SALT_SIZE);
  add_hex (doc, root, "wrapped", g_bytes_get_data (wrapped, NULL), g_bytes_get_size (wrapped));
  add_hex (doc, root, "public", mado_signing_key_get_public (key)->bytes, MADO_PUBLIC_KEY_SIZE);

  return mado_canonical_json_from_value (root, error);
}

/* --- unlocking --------------------------------------------------------------------------------------------------- */

typedef struct {
  MadoArgon2idCost cost;
  guint8 salt[SALT_SIZE];
  guint8 wrapped[WRAPPED_SIZE];
} Lock;

static gboolean
read_cost (yyjson_val *root, const char *name, guint32 most, guint32 *out_cost)
{
  gint64 cost = mado_json_get_number (root, name);

  *out_cost = (guint32) CLAMP (cost, 0, G_MAXUINT32);

  return cost > 0 && cost <= most;
}

static gboolean
read_lock (yyjson_val *root, Lock *lock)
{
  return strcmp (mado_json_get_text (root, "format"), MADO_PACKET_KEY_FORMAT) == 0 &&
         read_cost (root, "memory", MADO_ARGON2ID_MAX_MEMORY, &lock->cost.memory) &&
         read_cost (root, "passes", MADO_ARGON2ID_MAX_PASSES, &lock->cost.passes) &&
         read_cost (root, "lanes", MADO_ARGON2ID_MAX_LANES, &lock->cost.lanes) &&
         mado_hex_to_bytes (mado_json_get_text (root, "salt"), lock->salt, SALT_SIZE, NULL) &&
         mado_hex_to_bytes (mado_json_get_text (root, "wrapped"), lock->wrapped, WRAPPED_SIZE, NULL);
}

static MadoSigningKey *
open_lock (const Lock *lock, const MadoSecret *password, GError **error)
{
  g_autoptr (GBytes) salt = g_bytes_new (lock->salt, SALT_SIZE);
  g_autoptr (GBytes) wrapped = g_bytes_new (lock->wrapped, WRAPPED_SIZE);
  g_autoptr (MadoSecret) opens = derive (password, salt, &lock->cost, error);
  MadoSecret *seed;

  if (opens == NULL)
    return NULL;
  seed = mado_key_unwrap (opens, wrapped, NULL);
  if (seed == NULL) {
    g_set_error_literal (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_PASSWORD,
                         "the password does not unlock the signing key");
    return NULL;
  }

  return mado_signing_key_from_seed (seed, error);
}

/**
 * mado_packet_key_unlock:
 * @text: the text of a key's file
 * @password: its password
 * @error: %MADO_PACKET_ERROR_FORMAT, %MADO_PACKET_ERROR_PASSWORD
 *
 * Returns: (transfer full): the key
 */
MadoSigningKey *
mado_packet_key_unlock (GBytes *text, const MadoSecret *password, GError **error)
{
  g_autoptr (yyjson_doc) doc = NULL;
  gsize length;
  const char *bytes = g_bytes_get_data (text, &length);
  Lock lock = { 0 };

  if (length <= MADO_PACKET_KEY_MAX_SIZE)
    doc = yyjson_read (bytes, length, 0);
  if (!read_lock (yyjson_doc_get_root (doc), &lock)) {
    g_set_error_literal (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_FORMAT, "the file is no signing key");
    return NULL;
  }

  return open_lock (&lock, password, error);
}
