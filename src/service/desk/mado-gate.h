/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-stream.h"

G_BEGIN_DECLS

/* Who is signed in. Accounts and sessions are kept elsewhere; the desk asks, with each call, within the turn in which
 * the call is served: whoever lost a role a moment ago has lost it. */

typedef struct {
  char *account;
  char *terminal;
  char **roles;
  MadoCaller caller; /* of the above, and until when he may sign */
} MadoVisitor;

typedef enum {
  MADO_GATE_OPEN,
  MADO_GATE_NO_SESSION, /* the token is no session of this terminal */
  MADO_GATE_NO_ROLE,    /* it is, of somebody who has nothing to do in this stream */
} MadoGateVerdict;

typedef struct {
  /* @out_visitor is %NULL where he is not let in: that is an answer, not an error. */
  gboolean (*let_in) (gpointer user_data,
                      MadoBackend *backend,
                      const char *stream,
                      const char *terminal,
                      const char *token,
                      MadoVisitor **out_visitor,
                      MadoGateVerdict *out_verdict,
                      GError **error);
  gpointer user_data;
} MadoGate;

MadoVisitor *mado_visitor_new (const char *account,
                               const char *terminal,
                               const char *const *roles) G_GNUC_WARN_UNUSED_RESULT;
void mado_visitor_free (MadoVisitor *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoVisitor, mado_visitor_free)

G_END_DECLS
