/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Passwords of accounts: hashing, checking, and knowing when a hash has become too cheap. */

#include "mado-password.h"

#include "mado-base-error.h"

#include <openssl/crypto.h>
#include <stdio.h>
#include <string.h>

#define SALT_SIZE 16
#define TAG_SIZE 32
#define LEAST_SALT_SIZE 8
#define LEAST_TAG_SIZE 16 /* a shorter tag would let wrong passwords in by chance */
#define LONGEST_HASH 256

typedef struct {
  MadoArgon2idCost cost;
  GBytes *salt;
  GBytes *tag;
} Parts;

static void
clear_parts (Parts *parts)
{
  g_clear_pointer (&parts->salt, g_bytes_unref);
  g_clear_pointer (&parts->tag, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parts, clear_parts)

/**
 * mado_password_get_default_cost:
 *
 * A morning decides it: 200 terminals log in within minutes, at a service with two cores. 19 MiB is the least that
 * OWASP asks for and lets both cores hash at once in little memory; a third pass, where OWASP asks for two, still lets
 * all 200 in within ten seconds.
 *
 * Returns: (transfer none): the cost of a new hash
 */
const MadoArgon2idCost *
mado_password_get_default_cost (void)
{
  static const MadoArgon2idCost cost = { .memory = 19 * 1024, .passes = 3, .lanes = 1 };

  return &cost;
}

/* The base64 of PHC strings has no padding. */
static char *
encode_bytes (GBytes *bytes)
{
  gsize length = 0;
  const guint8 *start = g_bytes_get_data (bytes, &length);
  char *text = g_base64_encode (start, length);

  text[strcspn (text, "=")] = '\0';

  return text;
}

static GBytes *
decode_bytes (const char *text)
{
  g_autofree char *padded = g_strdup_printf ("%s%.*s", text, (int) (-strlen (text) % 4), "===");
  gsize length = 0;
  guint8 *bytes = g_base64_decode (padded, &length);

  return g_bytes_new_take (bytes, length);
}

static char *
print_parts (const Parts *parts)
{
  g_autofree char *salt = encode_bytes (parts->salt);
  g_autofree char *tag = encode_bytes (parts->tag);

  return g_strdup_printf ("$argon2id$v=19$m=%u,t=%u,p=%u$%s$%s", parts->cost.memory, parts->cost.passes,
                          parts->cost.lanes, salt, tag);
}

/* Reads with a loose hand and prints again: a string that does not come out as it went in is malformed. */
static gboolean
read_parts (const char *hash, Parts *out_parts)
{
  g_auto (GStrv) fields = NULL;
  g_autofree char *again = NULL;

  if (strlen (hash) > LONGEST_HASH)
    return FALSE;
  fields = g_strsplit (hash, "$", -1);
  if (g_strv_length (fields) != 6 || sscanf (fields[3], "m=%9u,t=%9u,p=%9u", &out_parts->cost.memory,
                                             &out_parts->cost.passes, &out_parts->cost.lanes) != 3)
    return FALSE;
  out_parts->salt = decode_bytes (fields[4]);
  out_parts->tag = decode_bytes (fields[5]);
  again = print_parts (out_parts);

  return strcmp (again, hash) == 0 && g_bytes_get_size (out_parts->salt) >= LEAST_SALT_SIZE &&
         g_bytes_get_size (out_parts->tag) >= LEAST_TAG_SIZE;
}

static MadoSecret *
derive_tag (const Parts *parts, const MadoSecret *password, gsize length, GError **error)
{
  const MadoArgon2idInput input = { .password = password, .salt = parts->salt };

  return mado_argon2id_derive (&input, &parts->cost, length, error);
}

/**
 * mado_password_hash:
 * @password: the password, in UTF-8 as typed
 * @cost: the cost
 *
 * Returns: (transfer full) (nullable): the PHC string to keep
 */
char *
mado_password_hash (const MadoSecret *password, const MadoArgon2idCost *cost, GError **error)
{
  g_autoptr (MadoSecret) salt = mado_secret_new_random (SALT_SIZE);
  g_autoptr (MadoSecret) tag = NULL;
  g_auto (Parts) parts = { .cost = *cost, .salt = g_bytes_new (mado_secret_get_bytes (salt), SALT_SIZE) };

  tag = derive_tag (&parts, password, TAG_SIZE, error);
  if (tag == NULL)
    return NULL;
  parts.tag = g_bytes_new (mado_secret_get_bytes (tag), TAG_SIZE);

  return print_parts (&parts);
}

/**
 * mado_password_verify:
 * @hash: a PHC string
 * @password: what was typed
 * @error: %MADO_BASE_ERROR_MISMATCH for a wrong password alone
 *
 * Returns: whether it is the password
 */
gboolean
mado_password_verify (const char *hash, const MadoSecret *password, GError **error)
{
  g_auto (Parts) parts = { 0 };
  g_autoptr (MadoSecret) tag = NULL;
  gsize length = 0;

  if (!read_parts (hash, &parts)) {
    g_set_error_literal (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID,
                         "cannot check a password: the kept hash is malformed");
    return FALSE;
  }
  const guint8 *kept = g_bytes_get_data (parts.tag, &length);
  tag = derive_tag (&parts, password, length, error);
  if (tag == NULL)
    return FALSE;
  if (CRYPTO_memcmp (mado_secret_get_bytes (tag), kept, length) != 0) {
    g_set_error_literal (error, MADO_BASE_ERROR, MADO_BASE_ERROR_MISMATCH,
                         "the password is not the one of this account");
    return FALSE;
  }

  return TRUE;
}

/**
 * mado_password_needs_rehash:
 * @hash: a PHC string that a password was just verified with
 * @cost: what a new hash would cost
 *
 * Returns: whether a new hash should take its place
 */
gboolean
mado_password_needs_rehash (const char *hash, const MadoArgon2idCost *cost)
{
  g_auto (Parts) parts = { 0 };

  return !read_parts (hash, &parts) || parts.cost.memory != cost->memory || parts.cost.passes != cost->passes ||
         parts.cost.lanes != cost->lanes || g_bytes_get_size (parts.salt) != SALT_SIZE ||
         g_bytes_get_size (parts.tag) != TAG_SIZE;
}
