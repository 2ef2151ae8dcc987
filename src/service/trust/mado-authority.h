/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "mado-instant.h"
#include "mado-terminal-standing.h"
#include "mado-tls-key.h"

G_BEGIN_DECLS

/* The service's own authority: it makes the certificates of the service and of its terminals, and nobody else's count.
 */
typedef struct _MadoAuthority MadoAuthority;

typedef enum {
  MADO_CERTIFICATE_SERVICE,
  MADO_CERTIFICATE_TERMINAL,
} MadoCertificatePurpose;

/* What a certificate says, whatever the request for it says. */
typedef struct {
  MadoCertificatePurpose purpose;
  const char *name;         /* the terminal's, or the service's */
  const char *const *hosts; /* (nullable): of the service: names and addresses, ends with NULL */
  MadoInstant from;
  MadoInstant until;
} MadoCertificateOrder;

typedef struct {
  char *pem;
  MadoClientCertificate identity;
} MadoIssuedCertificate;

MadoAuthority *mado_authority_create (const MadoTlsKey *key,
                                      const char *name,
                                      MadoInstant from,
                                      MadoInstant until,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoAuthority *mado_authority_load (const char *pem, const MadoTlsKey *key, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_authority_free (MadoAuthority *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoAuthority, mado_authority_free)

const char *mado_authority_get_pem (const MadoAuthority *self);
MadoHash mado_authority_get_fingerprint (const MadoAuthority *self);

gboolean mado_authority_certify (const MadoAuthority *self,
                                 const MadoCertificateOrder *order,
                                 const MadoTlsKey *key,
                                 MadoIssuedCertificate *out_certificate,
                                 GError **error);
gboolean mado_authority_certify_request (const MadoAuthority *self,
                                         const MadoCertificateOrder *order,
                                         const char *request,
                                         MadoIssuedCertificate *out_certificate,
                                         GError **error);

char *mado_authority_sign (const MadoAuthority *self, GBytes *statement, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_authority_has_signed (const MadoAuthority *self, GBytes *statement, const char *signature);

void mado_issued_certificate_clear (MadoIssuedCertificate *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoIssuedCertificate, mado_issued_certificate_clear)

G_END_DECLS
