/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whoever or whatever was not let in: each is written to the log of the program, and counted. What a client said is
 * never written, only what it was refused for. Threads may share it. */
typedef struct _MadoRebuffs MadoRebuffs;

typedef enum {
  /* before a request */
  MADO_REBUFF_ADDRESS,     /* from where nobody may connect */
  MADO_REBUFF_CONNECTIONS, /* too many at once, in all or from there */
  MADO_REBUFF_HANDSHAKE,   /* no certificate, older TLS, or no TLS */
  MADO_REBUFF_AUTHORITY,   /* the certificate is not of our making, or not a terminal's */
  MADO_REBUFF_EXPIRED,     /* it is not valid any more, or not yet */
  MADO_REBUFF_UNKNOWN,     /* it is not in the register of terminals, or has nothing left to do here */
  MADO_REBUFF_SLOW,        /* took longer than what it does may take */
  /* a request */
  MADO_REBUFF_MALFORMED,  /* it is not HTTP as it should be */
  MADO_REBUFF_PATH,       /* there is nothing of that name */
  MADO_REBUFF_METHOD,     /* there is, but nothing that can be done so */
  MADO_REBUFF_STANDING,   /* a terminal that is revoked, or not enrolled yet, and wants to work */
  MADO_REBUFF_SIZE,       /* more than this route takes */
  MADO_REBUFF_ENCODING,   /* a body without a length, or packed in a way that we do not know, or badly */
  MADO_REBUFF_BODY,       /* what it says cannot be read */
  MADO_REBUFF_RANGE,      /* a part of something that has no such part */
  MADO_REBUFF_SESSION,    /* nobody is signed in */
  MADO_REBUFF_PERMISSION, /* he may not do that */
  MADO_REBUFF_CODE,       /* a wrong code of enrolment */
  MADO_REBUFF_DRAINING,   /* the service is going down */
  MADO_REBUFF_CROWDED,    /* what others send at the same time leaves no room for its body */
  MADO_REBUFF_N_REASONS,
} MadoRebuff;

MadoRebuffs *mado_rebuffs_new (void) G_GNUC_WARN_UNUSED_RESULT;
void mado_rebuffs_free (MadoRebuffs *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoRebuffs, mado_rebuffs_free)

void mado_rebuffs_note (MadoRebuffs *self, MadoRebuff reason, const char *address, const char *terminal);
guint mado_rebuffs_get_count (const MadoRebuffs *self, MadoRebuff reason);
const char *mado_rebuff_get_name (MadoRebuff reason);

G_END_DECLS
