/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-access-reply.h"
#include "mado-backend.h"

G_BEGIN_DECLS

/* Somebody signed in: one account on one terminal, on the shelf "session" by the hash of its token. Whoever reads the
 * shelf cannot make the token of it. */

#define MADO_SESSION_LASTS (12 * G_TIME_SPAN_HOUR)
#define MADO_SESSION_LEAVE_LASTS (5 * G_TIME_SPAN_MINUTE)

typedef struct {
  char *key; /* SHA-256 of the token, in hexadecimal digits */
  char *account;
  char *terminal;
  MadoInstant since;
  MadoInstant until;
  MadoInstant leave; /* to sign, until then; 0: none */
} MadoSession;

void mado_session_free (MadoSession *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoSession, mado_session_free)

/* Each within a turn. */
char *mado_session_begin (MadoBackend *backend,
                          const char *account,
                          const char *terminal,
                          MadoInstant now,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_session_find (MadoBackend *backend, const char *token, MadoSession **out_session, GError **error);
gboolean mado_session_is_good (const MadoSession *self, const char *terminal, MadoInstant now);
gboolean mado_session_put (const MadoSession *self, MadoBackend *backend, GError **error);
gboolean mado_session_drop (const MadoSession *self, MadoBackend *backend, GError **error);
GPtrArray *mado_session_list (MadoBackend *backend, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
