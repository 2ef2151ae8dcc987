/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-test-server.h"

G_BEGIN_DECLS

/* Somebody else who is connected to a server, and may hold on to something there. */

typedef struct _MadoTestSession MadoTestSession;

MadoTestSession *mado_test_session_new (const MadoTestServer *server, const char *database) G_GNUC_WARN_UNUSED_RESULT;
void mado_test_session_free (MadoTestSession *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoTestSession, mado_test_session_free)

gboolean mado_test_session_try (MadoTestSession *self, const char *sql);
char *mado_test_session_load (MadoTestSession *self, const char *sql);

G_END_DECLS
