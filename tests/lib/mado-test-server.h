/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A PostgreSQL server of a test's own: in a folder, on a socket, reached by nobody else. It ends with the test, however
 * that ends. What fails here ends the test. */

typedef struct _MadoTestServer MadoTestServer;

MadoTestServer *mado_test_server_new (const char *folder, const char *name) G_GNUC_WARN_UNUSED_RESULT;
MadoTestServer *mado_test_server_new_standby (const char *folder,
                                              const char *name,
                                              const MadoTestServer *primary) G_GNUC_WARN_UNUSED_RESULT;
void mado_test_server_free (MadoTestServer *self);

const char *mado_test_server_get_name (const MadoTestServer *self);
const char *mado_test_server_get_socket (const MadoTestServer *self);
char *mado_test_server_dup_conninfo (const MadoTestServer *self, const char *database) G_GNUC_WARN_UNUSED_RESULT;

void mado_test_server_start (MadoTestServer *self);
void mado_test_server_stop (MadoTestServer *self);
void mado_test_server_kill (MadoTestServer *self);
void mado_test_server_follow (MadoTestServer *self, const MadoTestServer *primary, gboolean rewinds);
void mado_test_server_configure (MadoTestServer *self, const char *line);
char *mado_test_server_run (const MadoTestServer *self, const char *sql);

G_END_DECLS
