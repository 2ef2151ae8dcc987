/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Locks signing keys and unlocks them. */

#include "mado-packet-key-file.h"

#include <string.h>

#include "mado-canonical-json.h"
#include "mado-hex.h"
#include "mado-json-member.h"
#include "mado-key-wrap.h"
#include "mado-packet-error.h"
#include "mado-seal.h"
#include "mado-touch-key.h"

#define SALT_SIZE 16
#define WRAPPED_SIZE (MADO_SIGNING_SEED_SIZE + 8) /* RFC 3394 adds a block of eight */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (yyjson_doc, yyjson_doc_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (yyjson_mut_doc, yyjson_mut_doc_free)

static MadoSecret *
derive (const char *format, const MadoSecret *password, GBytes *salt, const MadoArgon2idCost *cost, GError **error)
{
  g_autoptr (GBytes) context = g_bytes_new (format, strlen (format));
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

/* A lock is made for one file, so that what it seals is its first piece. Whose credential it is, is sealed with it. */
static GBytes *
seal_credential (const MadoSecret *lock, const char *public_key, GBytes *credential, GError **error)
{
  g_autoptr (GBytes) context = g_bytes_new (public_key, strlen (public_key));

  return mado_seal (lock, 0, context, credential, error);
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
  GBytes *credential = mado_touch_key_get_credential (key);
  const char *format = credential != NULL ? MADO_PACKET_TOUCH_KEY_FORMAT : MADO_PACKET_KEY_FORMAT;
  g_autofree char *public_key = mado_public_key_to_hex (mado_signing_key_get_public (key));
  g_autoptr (GBytes) salt = draw_salt ();
  g_autoptr (MadoSecret) lock = derive (format, password, salt, cost, error);
  g_autoptr (GBytes) locked = NULL;
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);

  if (lock != NULL)
    locked = credential != NULL ? seal_credential (lock, public_key, credential, error)
                                : mado_key_wrap (lock, mado_signing_key_get_seed (key), error);
  if (locked == NULL)
    return NULL;
  yyjson_mut_obj_add_str (doc, root, "format", format);
  yyjson_mut_obj_add_sint (doc, root, "memory", cost->memory);
  yyjson_mut_obj_add_sint (doc, root, "passes", cost->passes);
  yyjson_mut_obj_add_sint (doc, root, "lanes", cost->lanes);
  add_hex (doc, root, "salt", g_bytes_get_data (salt, NULL), SALT_SIZE);
  add_hex (doc, root, credential != NULL ? "sealed" : "wrapped", g_bytes_get_data (locked, NULL),
           g_bytes_get_size (locked));
  yyjson_mut_obj_add_str (doc, root, "public", public_key);

  return mado_canonical_json_from_value (root, error);
}

/* --- unlocking --------------------------------------------------------------------------------------------------- */

typedef struct {
  MadoArgon2idCost cost;
  guint8 salt[SALT_SIZE];
  guint8 wrapped[WRAPPED_SIZE];
  MadoPublicKey public_key; /* of a security key; … */
  GBytes *sealed;           /* (nullable): … %NULL: it is none */
} Lock;

static void
clear_lock (Lock *lock)
{
  g_clear_pointer (&lock->sealed, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Lock, clear_lock)

static gboolean
read_cost (yyjson_val *root, const char *name, guint32 most, guint32 *out_cost)
{
  gint64 cost = mado_json_get_number (root, name);

  *out_cost = (guint32) CLAMP (cost, 0, G_MAXUINT32);

  return cost > 0 && cost <= most;
}

static gboolean
read_sealed (yyjson_val *root, Lock *lock)
{
  const char *hex = mado_json_get_text (root, "sealed");
  const gsize length = strlen (hex) / 2;
  g_autofree guint8 *bytes = g_malloc (length + 1);

  if (length <= MADO_SEAL_TAG_SIZE || !mado_hex_to_bytes (hex, bytes, length, NULL) ||
      !mado_public_key_from_hex (mado_json_get_text (root, "public"), &lock->public_key, NULL))
    return FALSE;
  lock->sealed = g_bytes_new_take (g_steal_pointer (&bytes), length);

  return lock->public_key.kind == MADO_SIGNING_TOUCH;
}

static gboolean
read_lock (yyjson_val *root, Lock *lock)
{
  const char *format = mado_json_get_text (root, "format");

  if (!read_cost (root, "memory", MADO_ARGON2ID_MAX_MEMORY, &lock->cost.memory) ||
      !read_cost (root, "passes", MADO_ARGON2ID_MAX_PASSES, &lock->cost.passes) ||
      !read_cost (root, "lanes", MADO_ARGON2ID_MAX_LANES, &lock->cost.lanes) ||
      !mado_hex_to_bytes (mado_json_get_text (root, "salt"), lock->salt, SALT_SIZE, NULL))
    return FALSE;
  if (strcmp (format, MADO_PACKET_TOUCH_KEY_FORMAT) == 0)
    return read_sealed (root, lock);

  return strcmp (format, MADO_PACKET_KEY_FORMAT) == 0 &&
         mado_hex_to_bytes (mado_json_get_text (root, "wrapped"), lock->wrapped, WRAPPED_SIZE, NULL);
}

static MadoSigningKey *
open_sealed (const Lock *lock, const MadoSecret *opens)
{
  g_autofree char *public_key = mado_public_key_to_hex (&lock->public_key);
  g_autoptr (GBytes) context = g_bytes_new (public_key, strlen (public_key));
  g_autoptr (GBytes) credential = mado_unseal (opens, 0, context, lock->sealed, NULL);

  return credential != NULL ? mado_touch_key_new (&lock->public_key, credential) : NULL;
}

static MadoSigningKey *
open_wrapped (const Lock *lock, const MadoSecret *opens)
{
  g_autoptr (GBytes) wrapped = g_bytes_new (lock->wrapped, WRAPPED_SIZE);
  MadoSecret *seed = mado_key_unwrap (opens, wrapped, NULL);

  return seed != NULL ? mado_signing_key_from_seed (seed, NULL) : NULL;
}

static MadoSigningKey *
open_lock (const Lock *lock, const MadoSecret *password, GError **error)
{
  const char *format = lock->sealed != NULL ? MADO_PACKET_TOUCH_KEY_FORMAT : MADO_PACKET_KEY_FORMAT;
  g_autoptr (GBytes) salt = g_bytes_new (lock->salt, SALT_SIZE);
  g_autoptr (MadoSecret) opens = derive (format, password, salt, &lock->cost, error);
  MadoSigningKey *key;

  if (opens == NULL)
    return NULL;
  key = lock->sealed != NULL ? open_sealed (lock, opens) : open_wrapped (lock, opens);
  if (key == NULL)
    g_set_error_literal (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_PASSWORD,
                         "the password does not unlock the signing key");

  return key;
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
  g_auto (Lock) lock = { 0 };

  if (length <= MADO_PACKET_KEY_MAX_SIZE)
    doc = yyjson_read (bytes, length, 0);
  if (!read_lock (yyjson_doc_get_root (doc), &lock)) {
    g_set_error_literal (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_FORMAT, "the file is no signing key");
    return NULL;
  }

  return open_lock (&lock, password, error);
}

/**
 * mado_packet_key_read_public:
 * @text: the text of a key's file
 * @out_key: (out caller-allocates): its public half, as it stands there in clear: what is signed proves it, this does
 * not
 * @error: %MADO_PACKET_ERROR_FORMAT
 *
 * Returns: whether it is such a file
 */
gboolean
mado_packet_key_read_public (GBytes *text, MadoPublicKey *out_key, GError **error)
{
  gsize length;
  const char *bytes = g_bytes_get_data (text, &length);
  g_autoptr (yyjson_doc) doc = length <= MADO_PACKET_KEY_MAX_SIZE ? yyjson_read (bytes, length, 0) : NULL;

  if (mado_public_key_from_hex (mado_json_get_text (yyjson_doc_get_root (doc), "public"), out_key, NULL))
    return TRUE;
  g_set_error_literal (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_FORMAT, "the file is no signing key");

  return FALSE;
}
