/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-access.h"
#include "mado-account.h"
#include "mado-session.h"
#include "mado-terminal-register.h"

G_BEGIN_DECLS

/* A token with all that makes it good: its session, on its terminal, of an account that is open and whose password has
 * not changed since. */
typedef struct {
  MadoSession *session; /* (nullable): %NULL: nobody is signed in with that token there */
  MadoAccount *account; /* (nullable): as the session */
  char *stolen_from;    /* (nullable): the token is good, but on another terminal: whose account it is */
} MadoAdmission;

gboolean mado_admission_find (const MadoAccess *access,
                              MadoBackend *backend,
                              const char *token,
                              const char *terminal,
                              MadoAdmission *out_admission,
                              GError **error);
void mado_admission_clear (MadoAdmission *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoAdmission, mado_admission_clear)

/* Ends sessions: within a turn that writes. */
typedef struct {
  const char *account;  /* (nullable): whoever's */
  const char *terminal; /* (nullable): wherever */
} MadoSessionsOf;

gboolean mado_admission_end (
    const MadoAccess *access, MadoBackend *backend, const MadoSessionsOf *whose, const char *reason, GError **error);
gboolean mado_admission_end_departed (const MadoAccess *access,
                                      MadoBackend *backend,
                                      const GPtrArray *departures,
                                      GError **error);
gboolean mado_admission_sweep (const MadoAccess *access, MadoBackend *backend, GError **error);

G_END_DECLS
