/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes X.509 certificates, all on P-256. */

#include "mado-authority.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <string.h>

#include "mado-base-error.h"
#include "mado-hex.h"
#include "mado-openssl.h"

#define VERSION_3 2 /* as X.509 counts */
#define SERIAL_LENGTH 16
#define MAX_REQUEST 8192 /* bytes */
#define MAX_SIGNATURE 80 /* bytes, on P-256 */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ASN1_INTEGER, ASN1_INTEGER_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BIGNUM, BN_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BIO, BIO_free_all)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509, X509_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509_EXTENSION, X509_EXTENSION_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509_REQ, X509_REQ_free)

struct _MadoAuthority {
  X509 *certificate;
  EVP_PKEY *key;
  char *pem;
};

typedef struct {
  int nid;
  const char *value;
} Extension;

static const Extension authority_extensions[] = {
  { NID_basic_constraints, "critical,CA:TRUE,pathlen:0" },
  { NID_key_usage, "critical,keyCertSign,cRLSign" },
  { NID_subject_key_identifier, "hash" },
  {},
};

static const Extension service_extensions[] = {
  { NID_basic_constraints, "critical,CA:FALSE" },
  { NID_key_usage, "critical,digitalSignature" },
  { NID_ext_key_usage, "serverAuth" },
  { NID_subject_key_identifier, "hash" },
  { NID_authority_key_identifier, "keyid:always" },
  {},
};

static const Extension terminal_extensions[] = {
  { NID_basic_constraints, "critical,CA:FALSE" },
  { NID_key_usage, "critical,digitalSignature" },
  { NID_ext_key_usage, "clientAuth" },
  { NID_subject_key_identifier, "hash" },
  { NID_authority_key_identifier, "keyid:always" },
  {},
};

static gboolean
add_extension (X509 *certificate, X509 *issuer, int nid, const char *value)
{
  g_autoptr (X509_EXTENSION) extension = NULL;
  X509V3_CTX context;

  X509V3_set_ctx_nodb (&context);
  X509V3_set_ctx (&context, issuer, certificate, NULL, NULL, 0);
  extension = X509V3_EXT_conf_nid (NULL, &context, nid, value);

  return extension != NULL && X509_add_ext (certificate, extension, -1) == 1;
}

/* Not made by OpenSSL's configuration text, in which a comma in a name would begin another one. */
static gboolean
add_host (GENERAL_NAMES *names, const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);
  GENERAL_NAME *name = a2i_GENERAL_NAME (NULL, NULL, NULL, address != NULL ? GEN_IPADD : GEN_DNS, host, 0);

  return name != NULL && sk_GENERAL_NAME_push (names, name) > 0;
}

static gboolean
add_hosts (X509 *certificate, const char *const *hosts)
{
  GENERAL_NAMES *names = sk_GENERAL_NAME_new_null ();
  gboolean is_added = TRUE;

  for (; hosts != NULL && *hosts != NULL; hosts++)
    is_added = is_added && add_host (names, *hosts);
  if (sk_GENERAL_NAME_num (names) > 0)
    is_added = is_added && X509_add1_ext_i2d (certificate, NID_subject_alt_name, names, 0, X509V3_ADD_DEFAULT) == 1;
  GENERAL_NAMES_free (names);

  return is_added;
}

/* Random, so that it tells nothing, and positive. */
static gboolean
set_serial (X509 *certificate)
{
  guint8 bytes[SERIAL_LENGTH];
  g_autoptr (BIGNUM) number = NULL;
  g_autoptr (ASN1_INTEGER) serial = NULL;

  if (RAND_bytes (bytes, sizeof bytes) != 1)
    return FALSE;
  bytes[0] = (bytes[0] & 0x7f) | 0x40; /* no leading zero: everybody writes it alike */
  number = BN_bin2bn (bytes, sizeof bytes, NULL);
  serial = number != NULL ? BN_to_ASN1_INTEGER (number, NULL) : NULL;

  return serial != NULL && X509_set_serialNumber (certificate, serial) == 1;
}

static gboolean
set_time (ASN1_TIME *time, MadoInstant instant)
{
  return ASN1_TIME_set (time, (time_t) (instant.microseconds / G_USEC_PER_SEC)) != NULL;
}

static gboolean
set_head (X509 *certificate, EVP_PKEY *key, const char *name, MadoInstant from, MadoInstant until)
{
  return X509_set_version (certificate, VERSION_3) == 1 && set_serial (certificate) &&
         set_time (X509_getm_notBefore (certificate), from) && set_time (X509_getm_notAfter (certificate), until) &&
         X509_NAME_add_entry_by_txt (X509_get_subject_name (certificate), "CN", MBSTRING_UTF8, (const guint8 *) name,
                                     -1, -1, 0) == 1 &&
         X509_set_pubkey (certificate, key) == 1;
}

static gboolean
set_extensions (X509 *certificate, X509 *issuer, const Extension *extensions)
{
  for (; extensions->value != NULL; extensions++)
    if (!add_extension (certificate, issuer, extensions->nid, extensions->value))
      return FALSE;

  return TRUE;
}

static char *
write_pem (X509 *certificate)
{
  g_autoptr (BIO) sink = BIO_new (BIO_s_mem ());
  char *text = NULL;

  if (sink == NULL || PEM_write_bio_X509 (sink, certificate) != 1)
    return NULL;

  const long length = BIO_get_mem_data (sink, &text);

  return g_strndup (text, (gsize) length);
}

/* Takes the certificate, not the key. */
static MadoAuthority *
wrap_certificate (X509 *certificate, EVP_PKEY *key)
{
  MadoAuthority *self = g_new0 (MadoAuthority, 1);

  EVP_PKEY_up_ref (key);
  self->key = key;
  self->certificate = certificate;
  self->pem = write_pem (certificate);

  return self;
}

/**
 * mado_authority_create:
 * @key: a new key, for this alone
 * @name: as people know it
 * @from: when it begins
 * @until: when it and all that it makes ends
 * @error: where to put what went wrong
 *
 * Returns: (transfer full) (nullable): a new authority
 */
MadoAuthority *
mado_authority_create (const MadoTlsKey *key, const char *name, MadoInstant from, MadoInstant until, GError **error)
{
  g_autoptr (X509) certificate = X509_new ();
  EVP_PKEY *native = mado_tls_key_get_native (key);

  if (certificate == NULL || !set_head (certificate, native, name, from, until) ||
      X509_set_issuer_name (certificate, X509_get_subject_name (certificate)) != 1 ||
      !set_extensions (certificate, certificate, authority_extensions) ||
      X509_sign (certificate, native, EVP_sha256 ()) <= 0) {
    mado_openssl_set_error (error, "cannot make an authority");
    return NULL;
  }

  return wrap_certificate (g_steal_pointer (&certificate), native);
}

/**
 * mado_authority_load:
 * @pem: its certificate
 * @key: its key
 * @error: %MADO_BASE_ERROR_INVALID: it is not a certificate; %MADO_BASE_ERROR_MISMATCH: of an authority with that key
 *
 * Returns: (transfer full) (nullable): the authority
 */
MadoAuthority *
mado_authority_load (const char *pem, const MadoTlsKey *key, GError **error)
{
  g_autoptr (BIO) source = BIO_new_mem_buf (pem, -1);
  g_autoptr (X509) certificate = PEM_read_bio_X509 (source, NULL, NULL, NULL);

  ERR_clear_error ();
  if (certificate == NULL) {
    g_set_error_literal (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID, "it is not a certificate in PEM form");
    return NULL;
  }
  if (X509_check_ca (certificate) != 1 || X509_check_private_key (certificate, mado_tls_key_get_native (key)) != 1) {
    ERR_clear_error ();
    g_set_error_literal (error, MADO_BASE_ERROR, MADO_BASE_ERROR_MISMATCH,
                         "it is not the certificate of an authority with that key");
    return NULL;
  }

  return wrap_certificate (g_steal_pointer (&certificate), mado_tls_key_get_native (key));
}

/**
 * mado_authority_free:
 * @self: (transfer full): an authority
 */
void
mado_authority_free (MadoAuthority *self)
{
  X509_free (self->certificate);
  EVP_PKEY_free (self->key);
  g_free (self->pem);
  g_free (self);
}

/**
 * mado_authority_get_pem:
 * @self: an authority
 *
 * Returns: (transfer none): its certificate, by which all others are known
 */
const char *
mado_authority_get_pem (const MadoAuthority *self)
{
  return self->pem;
}

static gboolean
hash_certificate (X509 *certificate, MadoHash *out_hash)
{
  guint8 *bytes = NULL;
  int length = i2d_X509 (certificate, &bytes);

  if (length < 0)
    return FALSE;
  *out_hash = mado_hash_of (bytes, (gsize) length);
  OPENSSL_free (bytes);

  return TRUE;
}

/**
 * mado_authority_get_fingerprint:
 * @self: an authority
 *
 * Returns: SHA-256 of its certificate, for people to compare
 */
MadoHash
mado_authority_get_fingerprint (const MadoAuthority *self)
{
  MadoHash hash = { 0 };

  (void) hash_certificate (self->certificate, &hash); /* ignored: it was written once before */

  return hash;
}

static gboolean
read_identity (X509 *certificate, const MadoCertificateOrder *order, MadoClientCertificate *out_identity)
{
  const ASN1_INTEGER *serial = X509_get0_serialNumber (certificate);
  g_autofree char *hex = mado_hex_from_bytes (ASN1_STRING_get0_data (serial), (gsize) ASN1_STRING_length (serial));

  g_strlcpy (out_identity->serial, hex, sizeof out_identity->serial);
  out_identity->expires = order->until.microseconds / G_USEC_PER_SEC;

  return hash_certificate (certificate, &out_identity->fingerprint);
}

static gboolean
certify_native (const MadoAuthority *self,
                const MadoCertificateOrder *order,
                EVP_PKEY *key,
                MadoIssuedCertificate *out_certificate,
                GError **error)
{
  g_autoptr (X509) certificate = X509_new ();
  const Extension *extensions = order->purpose == MADO_CERTIFICATE_SERVICE ? service_extensions : terminal_extensions;
  MadoIssuedCertificate issued = { 0 };

  if (certificate == NULL || !set_head (certificate, key, order->name, order->from, order->until) ||
      X509_set_issuer_name (certificate, X509_get_subject_name (self->certificate)) != 1 ||
      !set_extensions (certificate, self->certificate, extensions) || !add_hosts (certificate, order->hosts) ||
      X509_sign (certificate, self->key, EVP_sha256 ()) <= 0 || !read_identity (certificate, order, &issued.identity) ||
      (issued.pem = write_pem (certificate)) == NULL) {
    mado_openssl_set_error (error, "cannot make a certificate");
    return FALSE;
  }
  *out_certificate = issued;

  return TRUE;
}

/**
 * mado_authority_certify:
 * @self: an authority
 * @order: what the certificate says
 * @key: whose it is
 * @out_certificate: (out caller-allocates): it
 * @error: where to put what went wrong
 *
 * Returns: whether it was made
 */
gboolean
mado_authority_certify (const MadoAuthority *self,
                        const MadoCertificateOrder *order,
                        const MadoTlsKey *key,
                        MadoIssuedCertificate *out_certificate,
                        GError **error)
{
  return certify_native (self, order, mado_tls_key_get_native (key), out_certificate, error);
}

/* A request proves that its sender has the key; only keys of our kind are taken. */
static EVP_PKEY *
check_request (X509_REQ *request)
{
  EVP_PKEY *key = request != NULL ? X509_REQ_get0_pubkey (request) : NULL;
  char curve[32] = "";

  if (key == NULL || EVP_PKEY_get_group_name (key, curve, sizeof curve, NULL) != 1 ||
      strcmp (curve, SN_X9_62_prime256v1) != 0 || X509_REQ_verify (request, key) != 1)
    return NULL;

  return key;
}

/**
 * mado_authority_certify_request:
 * @self: an authority
 * @order: what the certificate says; of the request counts the key alone
 * @request: (PKCS #10) in PEM form
 * @out_certificate: (out caller-allocates): it
 * @error: %MADO_BASE_ERROR_INVALID: it is not a request, or its sender does not have the key
 *
 * Returns: whether it was made
 */
gboolean
mado_authority_certify_request (const MadoAuthority *self,
                                const MadoCertificateOrder *order,
                                const char *request,
                                MadoIssuedCertificate *out_certificate,
                                GError **error)
{
  g_autoptr (BIO) source = BIO_new_mem_buf (request, -1);
  g_autoptr (X509_REQ) native =
      strlen (request) <= MAX_REQUEST ? PEM_read_bio_X509_REQ (source, NULL, NULL, NULL) : NULL;
  EVP_PKEY *key = check_request (native);

  ERR_clear_error ();
  if (key == NULL) {
    g_set_error_literal (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID,
                         "it is not a request to certify a key on P-256 by who has it");
    return FALSE;
  }

  return certify_native (self, order, key, out_certificate, error);
}

/**
 * mado_authority_sign:
 * @self: an authority
 * @statement: what it says; never what somebody else gave it
 * @error: %MADO_BASE_ERROR_FAILED
 *
 * Returns: (transfer full) (nullable): its signature (ECDSA with SHA-256), in hexadecimal digits
 */
char *
mado_authority_sign (const MadoAuthority *self, GBytes *statement, GError **error)
{
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();
  gsize length = 0, size = MAX_SIGNATURE;
  const guint8 *start = g_bytes_get_data (statement, &length);
  guint8 signature[MAX_SIGNATURE];

  if (context != NULL && EVP_DigestSignInit_ex (context, NULL, "SHA256", NULL, NULL, self->key, NULL) == 1 &&
      EVP_DigestSign (context, signature, &size, start, length) == 1)
    return mado_hex_from_bytes (signature, size);
  mado_openssl_set_error (error, "cannot sign");

  return NULL;
}

/**
 * mado_authority_has_signed:
 * @self: an authority
 * @statement: what somebody says that it said
 * @signature: hexadecimal digits, from anywhere
 *
 * Returns: whether it has
 */
gboolean
mado_authority_has_signed (const MadoAuthority *self, GBytes *statement, const char *signature)
{
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();
  const gsize size = strlen (signature) / 2;
  guint8 bytes[MAX_SIGNATURE];
  gsize length = 0;
  const guint8 *start = g_bytes_get_data (statement, &length);
  const gboolean is_signed = context != NULL && size > 0 && size <= sizeof bytes &&
                             mado_hex_to_bytes (signature, bytes, size, NULL) &&
                             EVP_DigestVerifyInit_ex (context, NULL, "SHA256", NULL, NULL, self->key, NULL) == 1 &&
                             EVP_DigestVerify (context, bytes, size, start, length) == 1;

  ERR_clear_error ();

  return is_signed;
}

/**
 * mado_issued_certificate_clear:
 * @self: a certificate
 */
void
mado_issued_certificate_clear (MadoIssuedCertificate *self)
{
  g_clear_pointer (&self->pem, g_free);
}
