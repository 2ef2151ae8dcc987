/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-authority.h"

G_BEGIN_DECLS

/* The certificate that the service shows, looked at before anybody else does. */

typedef enum {
  MADO_CERTIFICATE_GOOD,
  MADO_CERTIFICATE_UNREADABLE,    /* it is not one */
  MADO_CERTIFICATE_OTHER_KEY,     /* it is of another key */
  MADO_CERTIFICATE_OTHER_MAKER,   /* the authority did not make it: no terminal believes it */
  MADO_CERTIFICATE_OTHER_PURPOSE, /* it is a terminal's */
  MADO_CERTIFICATE_NOT_NOW,       /* not valid yet, or not any more */
} MadoCertificateFlaw;

MadoCertificateFlaw mado_certificate_check (
    const char *pem, const MadoTlsKey *key, const MadoAuthority *authority, MadoInstant now, MadoInstant *out_until);

G_END_DECLS
