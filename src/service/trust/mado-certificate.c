/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Looks at a certificate as a terminal will. */

#include "mado-certificate.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BIO, BIO_free_all)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (X509, X509_free)

static X509 *
read_certificate (const char *pem)
{
  g_autoptr (BIO) bio = BIO_new_mem_buf (pem, (int) strlen (pem));

  return PEM_read_bio_X509 (bio, NULL, NULL, NULL);
}

static gint64
get_seconds (const ASN1_TIME *time)
{
  struct tm parts = { 0 };

  return ASN1_TIME_to_tm (time, &parts) == 1 ? timegm (&parts) : 0;
}

static gboolean
is_made_by (X509 *certificate, const MadoAuthority *authority)
{
  g_autoptr (X509) maker = read_certificate (mado_authority_get_pem (authority));

  return maker != NULL && X509_check_issued (maker, certificate) == X509_V_OK &&
         X509_verify (certificate, X509_get0_pubkey (maker)) == 1;
}

static MadoCertificateFlaw
find_flaw (X509 *certificate, const MadoTlsKey *key, const MadoAuthority *authority, MadoInstant now)
{
  const gint64 seconds = now.microseconds / G_USEC_PER_SEC;

  if (X509_check_private_key (certificate, mado_tls_key_get_native (key)) != 1)
    return MADO_CERTIFICATE_OTHER_KEY;
  if (!is_made_by (certificate, authority))
    return MADO_CERTIFICATE_OTHER_MAKER;
  if (X509_check_purpose (certificate, X509_PURPOSE_SSL_SERVER, 0) != 1)
    return MADO_CERTIFICATE_OTHER_PURPOSE;
  if (seconds < get_seconds (X509_get0_notBefore (certificate)) ||
      seconds >= get_seconds (X509_get0_notAfter (certificate)))
    return MADO_CERTIFICATE_NOT_NOW;

  return MADO_CERTIFICATE_GOOD;
}

/**
 * mado_certificate_check:
 * @pem: what should be the service's certificate
 * @key: its key
 * @authority: who should have made it
 * @now: the time
 * @out_until: (out): when it ends, unless it is unreadable
 *
 * Returns: what is wrong with it, the first of it
 */
MadoCertificateFlaw
mado_certificate_check (
    const char *pem, const MadoTlsKey *key, const MadoAuthority *authority, MadoInstant now, MadoInstant *out_until)
{
  g_autoptr (X509) certificate = read_certificate (pem);
  MadoCertificateFlaw flaw = MADO_CERTIFICATE_UNREADABLE;

  if (certificate != NULL) {
    out_until->microseconds = get_seconds (X509_get0_notAfter (certificate)) * G_USEC_PER_SEC;
    flaw = find_flaw (certificate, key, authority, now);
  }
  ERR_clear_error ();

  return flaw;
}
