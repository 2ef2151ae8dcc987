/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-backend.h"

G_BEGIN_DECLS

/* Failed attempts, counted for the name that was said and for the terminal, and how long each has to wait then: on the
 * shelf "lockout". A name is counted alike whether there is such an account or not, so that waiting tells nobody which
 * there are. What was said is kept as a hash alone. */
#define MADO_LOCKOUT_NAME_FAILURES 5
#define MADO_LOCKOUT_TERMINAL_FAILURES 20

typedef enum {
  MADO_LOCKOUT_NAME,
  MADO_LOCKOUT_TERMINAL,
} MadoLockoutSubject;

/* Each within a turn. */
gboolean mado_lockout_find (MadoBackend *backend,
                            MadoLockoutSubject subject,
                            const char *name,
                            MadoInstant now,
                            MadoInstant *out_until,
                            GError **error);
gboolean mado_lockout_count (
    MadoBackend *backend, MadoLockoutSubject subject, const char *name, MadoInstant now, GError **error);
gboolean mado_lockout_forget (MadoBackend *backend, MadoLockoutSubject subject, const char *name, GError **error);
gboolean mado_lockout_sweep (MadoBackend *backend, MadoInstant now, GError **error);

G_END_DECLS
