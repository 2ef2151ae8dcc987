/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Keys for the line, as PEM texts, and the requests to certify them (PKCS #10). */

#include "mado-tls-key.h"

#include "mado-base-error.h"
#include "mado-openssl.h"

#include <openssl/bio.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#define CURVE "P-256"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BIO, BIO_free_all)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509_REQ, X509_REQ_free)

struct _MadoTlsKey {
  EVP_PKEY *native;
};

static MadoTlsKey *
wrap_native (EVP_PKEY *native)
{
  MadoTlsKey *self = g_new0 (MadoTlsKey, 1);

  self->native = native;

  return self;
}

/**
 * mado_tls_key_generate:
 *
 * Returns: (transfer full) (nullable): a new key
 */
MadoTlsKey *
mado_tls_key_generate (GError **error)
{
  EVP_PKEY *native = EVP_EC_gen (CURVE);

  if (native == NULL) {
    mado_openssl_set_error (error, "cannot make a key");
    return NULL;
  }

  return wrap_native (native);
}

/* OpenSSL would ask at the terminal for the password of a key that is locked. */
static int
give_no_password_cb (char *password, int size, int for_writing, void *data)
{
  return -1;
}

/**
 * mado_tls_key_from_pem:
 * @pem: a private key
 * @length: its bytes
 * @error: %MADO_BASE_ERROR_INVALID: it is none, or of another kind
 *
 * Returns: (transfer full) (nullable): the key
 */
MadoTlsKey *
mado_tls_key_from_pem (const void *pem, gsize length, GError **error)
{
  g_autoptr (BIO) source = BIO_new_mem_buf (pem, (int) length);
  g_autoptr (EVP_PKEY) native = PEM_read_bio_PrivateKey (source, NULL, give_no_password_cb, NULL);
  char curve[32] = "";

  ERR_clear_error ();
  if (native == NULL || EVP_PKEY_get_group_name (native, curve, sizeof curve, NULL) != 1 ||
      !g_str_equal (curve, SN_X9_62_prime256v1)) {
    g_set_error_literal (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID, "it is not a key on P-256 in PEM form");
    return NULL;
  }

  return wrap_native (g_steal_pointer (&native));
}

/**
 * mado_tls_key_free:
 * @self: (transfer full): a key
 */
void
mado_tls_key_free (MadoTlsKey *self)
{
  EVP_PKEY_free (self->native);
  g_free (self);
}

/**
 * mado_tls_key_to_pem:
 * @self: a key
 *
 * Returns: (transfer full) (nullable): the private key as a PEM text without an end byte
 */
MadoSecret *
mado_tls_key_to_pem (const MadoTlsKey *self, GError **error)
{
  g_autoptr (BIO) sink = BIO_new (BIO_s_mem ());
  char *text = NULL;

  if (sink == NULL || PEM_write_bio_PrivateKey (sink, self->native, NULL, NULL, 0, NULL, NULL) != 1) {
    mado_openssl_set_error (error, "cannot write a key");
    return NULL;
  }

  const long length = BIO_get_mem_data (sink, &text);

  return mado_secret_new_wiping (text, (gsize) length);
}

static gboolean
fill_request (X509_REQ *request, EVP_PKEY *key, const char *name)
{
  X509_NAME *subject = X509_REQ_get_subject_name (request);

  return X509_NAME_add_entry_by_txt (subject, "CN", MBSTRING_UTF8, (const guint8 *) name, -1, -1, 0) == 1 &&
         X509_REQ_set_pubkey (request, key) == 1 && X509_REQ_sign (request, key, EVP_sha256 ()) > 0;
}

/**
 * mado_tls_key_request:
 * @self: a key
 * @name: of the terminal; who certifies decides himself what he writes
 *
 * Returns: (transfer full) (nullable): a request to certify the key, in PEM form
 */
char *
mado_tls_key_request (const MadoTlsKey *self, const char *name, GError **error)
{
  g_autoptr (X509_REQ) request = X509_REQ_new ();
  g_autoptr (BIO) sink = BIO_new (BIO_s_mem ());
  char *text = NULL;

  if (request == NULL || sink == NULL || !fill_request (request, self->native, name) ||
      PEM_write_bio_X509_REQ (sink, request) != 1) {
    mado_openssl_set_error (error, "cannot write a request for a certificate");
    return NULL;
  }

  const long length = BIO_get_mem_data (sink, &text);

  return g_strndup (text, (gsize) length);
}

/**
 * mado_tls_key_get_native:
 * @self: a key
 *
 * Returns: (transfer none): OpenSSL's object of it
 */
void *
mado_tls_key_get_native (const MadoTlsKey *self)
{
  return self->native;
}
