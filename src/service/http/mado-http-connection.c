/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who is at the other end. GnuTLS is told to demand a certificate and to ask us at the end of the handshake; so nobody
 * without one of ours gets as far as HTTP. */

#include "mado-http-connection.h"

#include <gnutls/x509.h>

#include "mado-hex.h"

#define MAX_SERIAL 20 /* bytes */

static MadoRebuff
explain_status (int result, unsigned status)
{
  if (result < 0)
    return MADO_REBUFF_HANDSHAKE;
  if (status & (GNUTLS_CERT_SIGNER_NOT_FOUND | GNUTLS_CERT_SIGNER_NOT_CA | GNUTLS_CERT_SIGNATURE_FAILURE))
    return MADO_REBUFF_AUTHORITY;
  if (status & (GNUTLS_CERT_EXPIRED | GNUTLS_CERT_NOT_ACTIVATED))
    return MADO_REBUFF_EXPIRED;

  return MADO_REBUFF_AUTHORITY;
}

/* Its chain, its time, and that it is for clients. */
static gboolean
verify_chain (MadoHttpConnection *self, gnutls_session_t session)
{
  gnutls_typed_vdata_st purpose = { .type = GNUTLS_DT_KEY_PURPOSE_OID, .data = (void *) GNUTLS_KP_TLS_WWW_CLIENT };
  unsigned status = 0;
  int result = gnutls_certificate_verify_peers (session, &purpose, 1, &status);

  if (result == GNUTLS_E_SUCCESS && status == 0)
    return TRUE;
  self->failure = explain_status (result, status);

  return FALSE;
}

static gboolean
read_certificate (MadoHttpConnection *self, gnutls_session_t session)
{
  unsigned n_certificates = 0;
  const gnutls_datum_t *list = gnutls_certificate_get_peers (session, &n_certificates);
  gnutls_x509_crt_t certificate = NULL;
  guint8 serial[MAX_SERIAL];
  size_t length = sizeof serial;
  gboolean is_read;

  if (list == NULL || n_certificates == 0 || gnutls_x509_crt_init (&certificate) != GNUTLS_E_SUCCESS)
    return FALSE;
  is_read = gnutls_x509_crt_import (certificate, &list[0], GNUTLS_X509_FMT_DER) == GNUTLS_E_SUCCESS &&
            gnutls_x509_crt_get_serial (certificate, serial, &length) == GNUTLS_E_SUCCESS;
  if (is_read) {
    g_autofree char *hex = mado_hex_from_bytes (serial, length);

    g_strlcpy (self->certificate.serial, hex, sizeof self->certificate.serial);
    self->certificate.fingerprint = mado_hash_of (list[0].data, list[0].size);
    self->certificate.expires = gnutls_x509_crt_get_expiration_time (certificate);
  }
  gnutls_x509_crt_deinit (certificate);

  return is_read;
}

static int
verify_cb (gnutls_session_t session)
{
  MadoHttpConnection *self = gnutls_session_get_ptr (session);
  g_autofree char *terminal = NULL;

  if (!verify_chain (self, session) || !read_certificate (self, session))
    return GNUTLS_E_CERTIFICATE_ERROR;
  if (self->judge (self->judge_data, &self->certificate, &terminal) == MADO_STANDING_UNKNOWN) {
    self->failure = MADO_REBUFF_UNKNOWN;
    return GNUTLS_E_CERTIFICATE_ERROR;
  }
  self->is_verified = TRUE;

  return 0;
}

/**
 * mado_http_connection_new:
 * @fd: its socket, which stays libmicrohttpd's
 * @address: where it comes from
 * @judge: what knows the terminals
 * @judge_data: for @judge
 *
 * Returns: (transfer full): the connection
 */
MadoHttpConnection *
mado_http_connection_new (int fd, const char *address, MadoStandingJudge judge, gpointer judge_data)
{
  MadoHttpConnection *self = g_new0 (MadoHttpConnection, 1);

  self->fd = fd;
  self->address = g_strdup (address);
  self->judge = judge;
  self->judge_data = judge_data;
  self->failure = MADO_REBUFF_HANDSHAKE;
  self->deadline = G_MAXINT64;

  return self;
}

/**
 * mado_http_connection_free:
 * @self: (transfer full): a connection that nobody watches
 */
void
mado_http_connection_free (MadoHttpConnection *self)
{
  g_free (self->address);
  g_free (self);
}

/**
 * mado_http_connection_guard:
 * @self: a connection whose handshake has not begun
 * @session: its TLS session
 *
 * Lets nobody through the handshake without a certificate that holds now.
 */
void
mado_http_connection_guard (MadoHttpConnection *self, gnutls_session_t session)
{
  gnutls_session_set_ptr (session, self);
  gnutls_certificate_server_set_request (session, GNUTLS_CERT_REQUIRE);
  gnutls_session_set_verify_function (session, verify_cb);
}

/**
 * mado_http_connection_judge:
 * @self: a connection
 * @out_terminal: (out) (transfer full) (nullable): whose it is
 *
 * Returns: what its certificate is good for at this moment
 */
MadoTerminalStanding
mado_http_connection_judge (const MadoHttpConnection *self, char **out_terminal)
{
  if (!self->is_verified || self->certificate.expires < g_get_real_time () / G_USEC_PER_SEC)
    return MADO_STANDING_UNKNOWN;

  return self->judge (self->judge_data, &self->certificate, out_terminal);
}
