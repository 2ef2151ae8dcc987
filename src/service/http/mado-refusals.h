/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whoever or whatever was not let in: each is written to the log of the program, and counted. What a client said is
 * never written, only what it was refused for. Threads may share it. */
typedef struct _MadoRefusals MadoRefusals;

typedef enum {
  /* before a request */
  MADO_REFUSED_ADDRESS,     /* from where nobody may connect */
  MADO_REFUSED_CONNECTIONS, /* too many at once, in all or from there */
  MADO_REFUSED_HANDSHAKE,   /* no certificate, older TLS, or no TLS */
  MADO_REFUSED_AUTHORITY,   /* the certificate is not of our making, or not a terminal's */
  MADO_REFUSED_EXPIRED,     /* it is not valid any more, or not yet */
  MADO_REFUSED_UNKNOWN,     /* it is not in the register of terminals, or has nothing left to do here */
  MADO_REFUSED_SLOW,        /* took longer than what it does may take */
  /* a request */
  MADO_REFUSED_MALFORMED,  /* it is not HTTP as it should be */
  MADO_REFUSED_PATH,       /* there is nothing of that name */
  MADO_REFUSED_METHOD,     /* there is, but nothing that can be done so */
  MADO_REFUSED_STANDING,   /* a terminal that is revoked, or not enrolled yet, and wants to work */
  MADO_REFUSED_SIZE,       /* more than this route takes */
  MADO_REFUSED_ENCODING,   /* a body without a length, or packed in a way that we do not know, or badly */
  MADO_REFUSED_BODY,       /* what it says cannot be read */
  MADO_REFUSED_SESSION,    /* nobody is signed in */
  MADO_REFUSED_PERMISSION, /* he may not do that */
  MADO_REFUSED_CODE,       /* a wrong code of enrolment */
  MADO_REFUSED_DRAINING,   /* the service is going down */
  MADO_REFUSED_N_REASONS,
} MadoRefusal;

MadoRefusals *mado_refusals_new (void) G_GNUC_WARN_UNUSED_RESULT;
void mado_refusals_free (MadoRefusals *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoRefusals, mado_refusals_free)

void mado_refusals_note (MadoRefusals *self, MadoRefusal reason, const char *address, const char *terminal);
guint mado_refusals_get_count (const MadoRefusals *self, MadoRefusal reason);
const char *mado_refusal_get_name (MadoRefusal reason);

G_END_DECLS
