/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is in a security key: CTAP2 commands in, answers out. A credential is a number drawn by chance and what the
 * key's own secret makes of it, so that nothing has to be kept, and it knows its own again in another process. */

#include "soft-key.h"

#include <string.h>

#include "mado-hash.h"
#include "soft-cbor.h"

#define MAKE_CREDENTIAL 0x01
#define GET_ASSERTION 0x02
#define GET_INFO 0x04
#define CLIENT_PIN 0x06

#define ERROR_COMMAND 0x01
#define ERROR_ALGORITHM 0x26
#define ERROR_NO_CREDENTIALS 0x2e
#define ERROR_PIN_AUTH 0x33
#define ERROR_PIN_REQUIRED 0x36

#define EDDSA (-8)
#define ATTESTED 0x40
#define CREDENTIAL_SIZE 64

SoftKeys soft_keys;

static SoftKeyState
touch_at_once (G_GNUC_UNUSED gpointer user_data)
{
  return SOFT_KEY_TOUCHED;
}

void
soft_keys_reset (void)
{
  soft_keys = (SoftKeys) { .n_plugged = 1, .tries = 8, .counter = 7, .ask_person = touch_at_once };
}

/* --- what it keeps secret ----------------------------------------------------------------------------------------- */

static MadoHash
mix (guint place, const char *purpose, const void *bytes, gsize length)
{
  g_autofree char *secret = g_strdup_printf ("soft key %u, for %s", place, purpose);
  g_autoptr (GByteArray) all = g_byte_array_new ();

  g_byte_array_append (all, (const guint8 *) secret, (guint) strlen (secret));
  g_byte_array_append (all, bytes, (guint) length);

  return mado_hash_of (all->data, all->len);
}

static void
draw_credential (guint place, guint8 *credential)
{
  g_autoptr (MadoSecret) chance = mado_secret_new_random (32);
  const MadoHash mark = mix (place, "knowing it again", mado_secret_get_bytes (chance), 32);

  memcpy (credential, mado_secret_get_bytes (chance), 32);
  memcpy (credential + 32, mark.bytes, 32);
}

static gboolean
is_own (guint place, const guint8 *credential, gsize length)
{
  const MadoHash mark = mix (place, "knowing it again", credential, MIN (length, 32));

  return length == CREDENTIAL_SIZE && memcmp (credential + 32, mark.bytes, 32) == 0;
}

static MadoSigningKey *
open_credential (guint place, const guint8 *credential)
{
  MadoHash seed = mix (place, "signing", credential, CREDENTIAL_SIZE);

  return mado_signing_key_from_seed (mado_secret_new_wiping (seed.bytes, sizeof seed.bytes), NULL);
}

/* --- answers ------------------------------------------------------------------------------------------------------ */

static GByteArray *
begin (guint8 status)
{
  GByteArray *answer = g_byte_array_new ();

  return g_byte_array_append (answer, &status, 1);
}

static GByteArray *
tell_about (void)
{
  static const guint8 model[16] = "software, no key";
  GByteArray *answer = begin (0);
  const gboolean tells_algorithms = !soft_keys.denies_eddsa;

  soft_cbor_add_head (answer, CBOR_MAP, tells_algorithms ? 6 : 5);
  soft_cbor_add_number (answer, 1);
  soft_cbor_add_head (answer, CBOR_ARRAY, 1);
  soft_cbor_add_text (answer, "FIDO_2_0");
  soft_cbor_add_number (answer, 3);
  soft_cbor_add_bytes (answer, model, sizeof model);
  soft_cbor_add_number (answer, 4);
  soft_cbor_add_head (answer, CBOR_MAP, 3);
  soft_cbor_add_text (answer, "rk");
  soft_cbor_add_flag (answer, FALSE);
  soft_cbor_add_text (answer, "up");
  soft_cbor_add_flag (answer, TRUE);
  soft_cbor_add_text (answer, "clientPin");
  soft_cbor_add_flag (answer, soft_keys.pin != NULL);
  soft_cbor_add_number (answer, 5);
  soft_cbor_add_number (answer, 1200);
  soft_cbor_add_number (answer, 6);
  soft_cbor_add_head (answer, CBOR_ARRAY, 1);
  soft_cbor_add_number (answer, 1);
  if (!tells_algorithms)
    return answer;
  soft_cbor_add_number (answer, 10);
  soft_cbor_add_head (answer, CBOR_ARRAY, 1);
  soft_cbor_add_head (answer, CBOR_MAP, 2);
  soft_cbor_add_text (answer, "alg");
  soft_cbor_add_number (answer, soft_keys.lacks_eddsa ? -7 : EDDSA);
  soft_cbor_add_text (answer, "type");
  soft_cbor_add_text (answer, "public-key");

  return answer;
}

/* The relying party, what it says of this answer, and how many it has given. */
static GByteArray *
begin_data (SoftCbor party, guint8 flags)
{
  GByteArray *data = g_byte_array_new ();
  const guint8 *id = NULL;
  gsize length = 0;
  guint32 counter;
  MadoHash hash;

  if (soft_keys.party != NULL)
    hash = mado_hash_of (soft_keys.party, strlen (soft_keys.party));
  else
    hash = soft_cbor_read_bytes (party, &id, &length) ? mado_hash_of (id, length) : (MadoHash) { 0 };
  counter = GUINT32_TO_BE (soft_keys.counter);
  soft_keys.counter++;
  flags |= soft_keys.more_flags;
  g_byte_array_append (data, hash.bytes, sizeof hash.bytes);
  g_byte_array_append (data, &flags, 1);

  return g_byte_array_append (data, (const guint8 *) &counter, sizeof counter);
}

static void
sign (const MadoSigningKey *key, const GByteArray *data, SoftCbor hash, GByteArray *out)
{
  g_autoptr (GByteArray) all = g_byte_array_new ();
  MadoSignature signature;
  const guint8 *bytes;
  gsize length;

  g_assert_true (soft_cbor_read_bytes (hash, &bytes, &length));
  g_byte_array_append (all, data->data, data->len);
  g_byte_array_append (all, bytes, (guint) length);
  g_assert_true (mado_signing_key_sign (key, all->data, all->len, &signature, NULL));
  if (soft_keys.is_forging)
    signature.bytes[0] ^= 1;
  soft_cbor_add_bytes (out, signature.bytes, MADO_SIGNATURE_SIZE);
}

static guint8
get_flags (SoftCbor proof)
{
  return (guint8) ((soft_keys.is_careless ? 0 : MADO_SIGNATURE_TOUCHED) | (proof.at != NULL ? MADO_SIGNATURE_PIN : 0));
}

static void
add_public_key (GByteArray *data, const MadoSigningKey *key)
{
  soft_cbor_add_head (data, CBOR_MAP, 4);
  soft_cbor_add_number (data, 1);
  soft_cbor_add_number (data, 1); /* an octet key pair … */
  soft_cbor_add_number (data, 3);
  soft_cbor_add_number (data, EDDSA);
  soft_cbor_add_number (data, -1);
  soft_cbor_add_number (data, 6); /* … of Ed25519 */
  soft_cbor_add_number (data, -2);
  soft_cbor_add_bytes (data, mado_signing_key_get_public (key)->bytes, MADO_PUBLIC_KEY_SIZE);
}

static GByteArray *
make_credential (guint place, SoftCbor request)
{
  static const guint8 model[16] = "software, no key";
  static const guint8 id_size[] = { 0, CREDENTIAL_SIZE };
  guint8 id[CREDENTIAL_SIZE];
  g_autoptr (MadoSigningKey) key = NULL;
  g_autoptr (GByteArray) data = begin_data (soft_cbor_find_text (soft_cbor_find (request, 2), "id"),
                                            ATTESTED | get_flags (soft_cbor_find (request, 8)));
  GByteArray *answer = begin (0);

  draw_credential (place, id);
  key = open_credential (place, id);
  g_byte_array_append (data, model, sizeof model);
  g_byte_array_append (data, id_size, sizeof id_size);
  g_byte_array_append (data, id, sizeof id);
  add_public_key (data, key);
  soft_cbor_add_head (answer, CBOR_MAP, 3);
  soft_cbor_add_number (answer, 1);
  soft_cbor_add_text (answer, "packed");
  soft_cbor_add_number (answer, 2);
  soft_cbor_add_bytes (answer, data->data, data->len);
  soft_cbor_add_number (answer, 3);
  soft_cbor_add_head (answer, CBOR_MAP, 2);
  soft_cbor_add_text (answer, "alg");
  soft_cbor_add_number (answer, EDDSA);
  soft_cbor_add_text (answer, "sig");
  sign (key, data, soft_cbor_find (request, 1), answer);

  return answer;
}

/* Returns: (nullable): the first of those that it is shown that is its own */
static const guint8 *
find_credential (guint place, SoftCbor request)
{
  SoftCbor list = soft_cbor_find (request, 3);
  guint major;
  const guint64 n_shown = soft_cbor_read_head (&list, &major);

  for (guint64 i = 0; major == CBOR_ARRAY && i < n_shown; i++) {
    const guint8 *id;
    gsize length;

    if (soft_cbor_read_bytes (soft_cbor_find_text (list, "id"), &id, &length) && is_own (place, id, length))
      return id;
    soft_cbor_skip (&list);
  }

  return NULL;
}

static gboolean
wants_touch (guint8 command, SoftCbor request)
{
  return command == MAKE_CREDENTIAL ||
         (command == GET_ASSERTION &&
          soft_cbor_is_true (soft_cbor_find_text (soft_cbor_find (request, 5), "up"), TRUE));
}

static GByteArray *
get_assertion (guint place, SoftCbor request)
{
  const guint8 *id = find_credential (place, request);
  const guint8 flags = get_flags (soft_cbor_find (request, 6));
  g_autoptr (MadoSigningKey) key = open_credential (place, id);
  g_autoptr (GByteArray) data = begin_data (
      soft_cbor_find (request, 1), wants_touch (GET_ASSERTION, request) ? flags : flags & ~MADO_SIGNATURE_TOUCHED);
  GByteArray *answer = begin (0);

  soft_cbor_add_head (answer, CBOR_MAP, 3);
  soft_cbor_add_number (answer, 1);
  soft_cbor_add_head (answer, CBOR_MAP, 2);
  soft_cbor_add_text (answer, "id");
  soft_cbor_add_bytes (answer, id, CREDENTIAL_SIZE);
  soft_cbor_add_text (answer, "type");
  soft_cbor_add_text (answer, "public-key");
  soft_cbor_add_number (answer, 2);
  soft_cbor_add_bytes (answer, data->data, data->len);
  soft_cbor_add_number (answer, 3);
  sign (key, data, soft_cbor_find (request, 2), answer);

  return answer;
}

/* --- commands ----------------------------------------------------------------------------------------------------- */

gboolean
soft_key_waits_for_touch (guint8 command, const guint8 *request, gsize length)
{
  return wants_touch (command, (SoftCbor) { request, request + length }) && !soft_keys.is_careless;
}

static gboolean
offers_eddsa (SoftCbor request)
{
  SoftCbor list = soft_cbor_find (request, 4);
  guint major;
  const guint64 n_offers = soft_cbor_read_head (&list, &major);
  gboolean does = FALSE;

  for (guint64 i = 0; major == CBOR_ARRAY && i < n_offers; i++) {
    does = does || soft_cbor_read_number (soft_cbor_find_text (list, "alg")) == EDDSA;
    soft_cbor_skip (&list);
  }

  return does;
}

static guint8
check_pin (SoftCbor request, gint64 hash_at, gint64 proof_at, gboolean is_needed)
{
  const SoftCbor shown = soft_cbor_find (request, proof_at);
  const guint8 *hash, *proof;
  gsize hash_length, proof_length;

  if (shown.at == NULL)
    return is_needed && soft_keys.pin != NULL ? ERROR_PIN_REQUIRED : 0;

  return soft_cbor_read_bytes (shown, &proof, &proof_length) &&
                 soft_cbor_read_bytes (soft_cbor_find (request, hash_at), &hash, &hash_length) &&
                 soft_pin_is_right (hash, hash_length, proof, proof_length)
             ? 0
             : ERROR_PIN_AUTH;
}

/* Returns: what is wrong before anybody is asked to touch; 0: nothing */
guint8
soft_key_refuse_early (guint place, guint8 command, const guint8 *bytes, gsize length)
{
  const SoftCbor request = { bytes, bytes + length };

  if (command == MAKE_CREDENTIAL)
    return soft_keys.denies_eddsa || soft_keys.lacks_eddsa || !offers_eddsa (request) ? ERROR_ALGORITHM
                                                                                      : check_pin (request, 1, 8, TRUE);
  if (command == GET_ASSERTION)
    return find_credential (place, request) == NULL ? ERROR_NO_CREDENTIALS
                                                    : check_pin (request, 2, 6, soft_keys.is_strict);

  return 0;
}

GByteArray *
soft_key_answer (guint place, guint8 command, const guint8 *bytes, gsize length)
{
  const SoftCbor request = { bytes, bytes + length };
  const guint8 refusal = soft_key_refuse_early (place, command, bytes, length);

  if (refusal != 0)
    return begin (refusal);
  if (command == GET_INFO)
    return tell_about ();
  if (command == MAKE_CREDENTIAL)
    return make_credential (place, request);
  if (command == GET_ASSERTION)
    return get_assertion (place, request);

  return command == CLIENT_PIN ? soft_pin_answer (bytes, length) : begin (ERROR_COMMAND);
}
