/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-hash.h"

G_BEGIN_DECLS

/* What a certificate of ours is good for. It is asked at the handshake and again with every request: somebody who is
 * revoked is so at once. */
typedef enum {
  MADO_STANDING_UNKNOWN = 0,        /* nothing at all: it does not get through the handshake */
  MADO_STANDING_ENROLLING = 1 << 0, /* getting its terminal's own certificate, once */
  MADO_STANDING_WORKING = 1 << 1,   /* work */
  MADO_STANDING_REVOKED = 1 << 2,   /* handing in what was not sent, sealed, and hearing the order to wipe */
} MadoTerminalStanding;

#define MADO_SERIAL_SIZE 41 /* 20 bytes in hexadecimal digits, which is the most that X.509 allows, and the end */

/* The certificate of the other end, as the handshake proved it. */
typedef struct {
  char serial[MADO_SERIAL_SIZE];
  MadoHash fingerprint; /* SHA-256 of the whole certificate */
  gint64 expires;       /* seconds since 1970 */
} MadoClientCertificate;

/* Asked from several threads at once. @out_terminal gets the terminal's name, to be freed, where it is known. */
typedef MadoTerminalStanding (*MadoStandingJudge) (gpointer user_data,
                                                   const MadoClientCertificate *certificate,
                                                   char **out_terminal);

G_END_DECLS
