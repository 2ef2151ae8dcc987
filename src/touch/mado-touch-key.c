/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes keys in security keys and signs with them, as OpenSSH does: the message's hash stands where a web page would
 * have the hash of its client data. */

#include "mado-touch-key.h"

#include <string.h>

#include "mado-touch-device.h"
#include "mado-touch-error.h"

#define USER_ID_SIZE 32

/**
 * mado_touch_is_there:
 *
 * Looks at the devices of the machine: not for the thread of a window.
 *
 * Returns: whether a security key is plugged in
 */
gboolean
mado_touch_is_there (void)
{
  return mado_touch_device_count () > 0;
}

/* --- signing ------------------------------------------------------------------------------------------------------ */

static int
ask_for_assertion (fido_dev_t *fido, const char *pin, gpointer request)
{
  return fido_dev_get_assert (fido, request, pin);
}

static fido_assert_t *
build_assertion (GBytes *credential, const MadoHash *message)
{
  fido_assert_t *self = fido_assert_new ();
  gsize length;
  const guint8 *id = g_bytes_get_data (credential, &length);

  if (self != NULL && fido_assert_set_clientdata_hash (self, message->bytes, MADO_HASH_SIZE) == FIDO_OK &&
      fido_assert_set_rp (self, MADO_SIGNATURE_RELYING_PARTY) == FIDO_OK &&
      fido_assert_allow_cred (self, id, length) == FIDO_OK && fido_assert_set_up (self, FIDO_OPT_TRUE) == FIDO_OK)
    return self;
  fido_assert_free (&self);

  return NULL;
}

static gboolean
read_assertion (const fido_assert_t *assertion, MadoSignature *out_signature, GError **error)
{
  if (fido_assert_count (assertion) != 1 || fido_assert_sig_len (assertion, 0) != MADO_SIGNATURE_SIZE) {
    g_set_error_literal (error, MADO_TOUCH_ERROR, MADO_TOUCH_ERROR_FAILED,
                         "the security key answered with something else than one Ed25519 signature");
    return FALSE;
  }
  *out_signature = (MadoSignature) {
    .kind = MADO_SIGNING_TOUCH,
    .flags = fido_assert_flags (assertion, 0),
    .counter = fido_assert_sigcount (assertion, 0),
  };
  memcpy (out_signature->bytes, fido_assert_sig_ptr (assertion, 0), MADO_SIGNATURE_SIZE);

  return TRUE;
}

static gboolean
sign (gpointer credential, const MadoHash *message, MadoSignature *out_signature, GError **error)
{
  g_autoptr (MadoTouchDevice) device = mado_touch_device_open (credential, error);
  fido_assert_t *assertion;
  gboolean is_signed;

  if (device == NULL)
    return FALSE;
  assertion = build_assertion (credential, message);
  if (assertion == NULL) {
    mado_touch_error_set (error, FIDO_ERR_INTERNAL);
    return FALSE;
  }
  is_signed = mado_touch_device_ask (device, ask_for_assertion, assertion, error) &&
              read_assertion (assertion, out_signature, error);
  fido_assert_free (&assertion);

  return is_signed;
}

static void
free_credential (gpointer credential)
{
  g_bytes_unref (credential);
}

static const MadoSigningDevice security_key = { sign, free_credential };

/**
 * mado_touch_key_new:
 * @public_key: by which its signatures are known
 * @credential: by which the security key knows it
 *
 * Returns: (transfer full): the key, which signs when the security key is plugged in and touched
 */
MadoSigningKey *
mado_touch_key_new (const MadoPublicKey *public_key, GBytes *credential)
{
  return mado_signing_key_from_device (public_key, &security_key, g_bytes_ref (credential));
}

/**
 * mado_touch_key_get_credential:
 * @key: any signing key
 *
 * Returns: (transfer none) (nullable): what has to be kept of it; %NULL: it is in no security key
 */
GBytes *
mado_touch_key_get_credential (const MadoSigningKey *key)
{
  return mado_signing_key_get_device (key, &security_key);
}

/* --- enrolling ---------------------------------------------------------------------------------------------------- */

static int
ask_for_credential (fido_dev_t *fido, const char *pin, gpointer request)
{
  return fido_dev_make_cred (fido, request, pin);
}

/* A new one under a number that nobody has, so that it takes no other's place in the security key. */
static fido_cred_t *
build_credential (void)
{
  fido_cred_t *self = fido_cred_new ();
  g_autoptr (MadoSecret) user = mado_secret_new_random (USER_ID_SIZE);
  g_autoptr (MadoSecret) challenge = mado_secret_new_random (MADO_HASH_SIZE);

  if (self != NULL && fido_cred_set_type (self, COSE_EDDSA) == FIDO_OK &&
      fido_cred_set_clientdata_hash (self, mado_secret_get_bytes (challenge), MADO_HASH_SIZE) == FIDO_OK &&
      fido_cred_set_rp (self, MADO_SIGNATURE_RELYING_PARTY, "Madoguchi") == FIDO_OK &&
      fido_cred_set_user (self, mado_secret_get_bytes (user), USER_ID_SIZE, "madoguchi", NULL, NULL) == FIDO_OK)
    return self;
  fido_cred_free (&self);

  return NULL;
}

/* Which model it is nobody asks; but what it says of itself has to be signed with what it gave, or by its maker. */
static int
check_attestation (const fido_cred_t *credential)
{
  const char *format = fido_cred_fmt (credential);

  if (format != NULL && strcmp (format, "none") == 0)
    return FIDO_OK;

  return fido_cred_x5c_ptr (credential) != NULL ? fido_cred_verify (credential) : fido_cred_verify_self (credential);
}

static MadoSigningKey *
read_credential (const fido_cred_t *credential, GError **error)
{
  MadoPublicKey public_key = { .kind = MADO_SIGNING_TOUCH };
  const int code = check_attestation (credential);
  g_autoptr (GBytes) id = g_bytes_new (fido_cred_id_ptr (credential), fido_cred_id_len (credential));

  if (code != FIDO_OK) {
    mado_touch_error_set (error, code);
    return NULL;
  }
  if (fido_cred_type (credential) != COSE_EDDSA || fido_cred_pubkey_len (credential) != MADO_PUBLIC_KEY_SIZE ||
      g_bytes_get_size (id) > MADO_TOUCH_CREDENTIAL_MAX_SIZE) {
    mado_touch_error_set (error, FIDO_ERR_UNSUPPORTED_ALGORITHM);
    return NULL;
  }
  memcpy (public_key.bytes, fido_cred_pubkey_ptr (credential), MADO_PUBLIC_KEY_SIZE);

  return mado_touch_key_new (&public_key, id);
}

/**
 * mado_touch_key_enrol:
 * @error: %MADO_TOUCH_ERROR
 *
 * Waits until it is touched.
 *
 * Returns: (transfer full) (nullable): a new key in the one security key that is plugged in
 */
MadoSigningKey *
mado_touch_key_enrol (GError **error)
{
  g_autoptr (MadoTouchDevice) device = mado_touch_device_open (NULL, error);
  MadoSigningKey *key = NULL;
  fido_cred_t *credential;

  if (device == NULL)
    return NULL;
  if (!mado_touch_device_knows_eddsa (device)) {
    mado_touch_error_set (error, FIDO_ERR_UNSUPPORTED_ALGORITHM);
    return NULL;
  }
  credential = build_credential ();
  if (credential == NULL) {
    mado_touch_error_set (error, FIDO_ERR_INTERNAL);
    return NULL;
  }
  if (mado_touch_device_ask (device, ask_for_credential, credential, error))
    key = read_credential (credential, error);
  fido_cred_free (&credential);

  return key;
}
