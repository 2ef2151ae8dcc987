/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Keeps the papers together, and reads off the certificate whose it is and when it is over. */

#include "mado-papers.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <string.h>
#include <time.h>

#include "mado-base-error.h"
#include "mado-hex.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BIO, BIO_free_all)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_MD_CTX, EVP_MD_CTX_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509, X509_free)

#define LONGEST_NAME 64  /* bytes, as X.509 has it */
#define MAX_SIGNATURE 80 /* bytes, on P-256 */

struct _MadoPapers {
  char **addresses;
  char *authority;
  char *certificate;
  char *terminal;
  MadoSecret *key;
  MadoInstant from;
  MadoInstant until;
};

static gboolean
read_time (const ASN1_TIME *time, MadoInstant *out_instant)
{
  struct tm parts = { 0 };

  if (time == NULL || ASN1_TIME_to_tm (time, &parts) != 1)
    return FALSE;
  out_instant->microseconds = (gint64) timegm (&parts) * G_USEC_PER_SEC;

  return TRUE;
}

static char *
read_name (const X509 *certificate)
{
  char name[LONGEST_NAME + 1];
  const int length = X509_NAME_get_text_by_NID (X509_get_subject_name (certificate), NID_commonName, name, sizeof name);

  return length > 0 && strlen (name) == (gsize) length ? g_strdup (name) : NULL;
}

static gboolean
read_certificate (MadoPapers *self, GError **error)
{
  g_autoptr (BIO) text = BIO_new_mem_buf (self->certificate, -1);
  g_autoptr (X509) certificate = text != NULL ? PEM_read_bio_X509 (text, NULL, NULL, NULL) : NULL;

  ERR_clear_error ();
  self->terminal = certificate != NULL ? read_name (certificate) : NULL;
  if (self->terminal != NULL && read_time (X509_get0_notBefore (certificate), &self->from) &&
      read_time (X509_get0_notAfter (certificate), &self->until))
    return TRUE;
  g_set_error_literal (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID,
                       "cannot use the terminal's certificate: it is none");

  return FALSE;
}

/**
 * mado_papers_new:
 * @addresses: "192.0.2.1:8443": where the service may be, the likeliest first; at least one
 * @authority: PEM: whom the terminal believes
 * @certificate: PEM: its own
 * @key: PEM: of the certificate
 * @error: where to put %MADO_BASE_ERROR_INVALID
 *
 * Returns: (transfer full) (nullable): the papers
 */
MadoPapers *
mado_papers_new (
    const char *const *addresses, const char *authority, const char *certificate, const MadoSecret *key, GError **error)
{
  g_autoptr (MadoPapers) self = g_new0 (MadoPapers, 1);

  self->addresses = g_strdupv ((GStrv) addresses);
  self->authority = g_strdup (authority);
  self->certificate = g_strdup (certificate);
  self->key = mado_secret_copy (key);
  if (*self->addresses == NULL) {
    g_set_error_literal (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID, "cannot go to the service: no address");
    return NULL;
  }

  return read_certificate (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * mado_papers_free:
 * @self: (transfer full): papers
 */
void
mado_papers_free (MadoPapers *self)
{
  g_strfreev (self->addresses);
  g_free (self->authority);
  g_free (self->certificate);
  g_free (self->terminal);
  mado_secret_free (self->key);
  g_free (self);
}

/**
 * mado_papers_get_addresses:
 * @self: papers
 *
 * Returns: (transfer none) (array zero-terminated): where the service may be
 */
const char *const *
mado_papers_get_addresses (const MadoPapers *self)
{
  return (const char *const *) self->addresses;
}

/**
 * mado_papers_get_authority:
 * @self: papers
 *
 * Returns: (transfer none): whom the terminal believes
 */
const char *
mado_papers_get_authority (const MadoPapers *self)
{
  return self->authority;
}

/**
 * mado_papers_get_certificate:
 * @self: papers
 *
 * Returns: (transfer none): the terminal's certificate
 */
const char *
mado_papers_get_certificate (const MadoPapers *self)
{
  return self->certificate;
}

/**
 * mado_papers_get_terminal:
 * @self: papers
 *
 * Returns: (transfer none): by which name the service knows this terminal
 */
const char *
mado_papers_get_terminal (const MadoPapers *self)
{
  return self->terminal;
}

/**
 * mado_papers_copy:
 * @self: papers
 *
 * Returns: (transfer full): the same
 */
MadoPapers *
mado_papers_copy (const MadoPapers *self)
{
  MadoPapers *copy =
      mado_papers_new (mado_papers_get_addresses (self), self->authority, self->certificate, self->key, NULL);

  g_assert (copy != NULL); /* they were taken once */

  return copy;
}

/**
 * mado_papers_get_key:
 * @self: papers
 *
 * Returns: (transfer none): the key of the certificate
 */
const MadoSecret *
mado_papers_get_key (const MadoPapers *self)
{
  return self->key;
}

/**
 * mado_papers_get_until:
 * @self: papers
 *
 * Returns: until when the terminal's certificate is valid
 */
MadoInstant
mado_papers_get_until (const MadoPapers *self)
{
  return self->until;
}

/**
 * mado_papers_count_days:
 * @self: papers
 * @now: the time
 *
 * Returns: the days that are left of the terminal's certificate, begun ones counted; 0: it is over
 */
guint
mado_papers_count_days (const MadoPapers *self, MadoInstant now)
{
  const gint64 left = self->until.microseconds - now.microseconds;

  return left > 0 ? (guint) ((left + G_TIME_SPAN_DAY - 1) / G_TIME_SPAN_DAY) : 0;
}

/**
 * mado_papers_are_valid_at:
 * @self: papers
 * @now: the time
 *
 * Returns: whether the terminal's certificate is valid then
 */
gboolean
mado_papers_are_valid_at (const MadoPapers *self, MadoInstant now)
{
  return self->from.microseconds <= now.microseconds && now.microseconds <= self->until.microseconds;
}

/**
 * mado_papers_have_signed:
 * @self: papers
 * @statement: what somebody says
 * @signature: hexadecimal digits, from anywhere
 *
 * Returns: whether whom the terminal believes has signed it (ECDSA with SHA-256)
 */
gboolean
mado_papers_have_signed (const MadoPapers *self, GBytes *statement, const char *signature)
{
  g_autoptr (BIO) text = BIO_new_mem_buf (self->authority, -1);
  g_autoptr (X509) authority = text != NULL ? PEM_read_bio_X509 (text, NULL, NULL, NULL) : NULL;
  g_autoptr (EVP_MD_CTX) context = EVP_MD_CTX_new ();
  const gsize size = strlen (signature) / 2;
  guint8 bytes[MAX_SIGNATURE];
  gsize length = 0;
  const guint8 *start = g_bytes_get_data (statement, &length);
  const gboolean is_signed =
      authority != NULL && context != NULL && size > 0 && size <= sizeof bytes &&
      mado_hex_to_bytes (signature, bytes, size, NULL) &&
      EVP_DigestVerifyInit_ex (context, NULL, "SHA256", NULL, NULL, X509_get0_pubkey (authority), NULL) == 1 &&
      EVP_DigestVerify (context, bytes, size, start, length) == 1;

  ERR_clear_error ();

  return is_signed;
}
