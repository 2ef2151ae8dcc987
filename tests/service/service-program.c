/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The service's program, all of it but one thing: a session's token says itself who is signed in,
 * "ACCOUNT:ROLE,ROLE". */

#include <string.h>

#include "mado-service-run.h"

static gboolean
let_in (G_GNUC_UNUSED gpointer user_data,
        G_GNUC_UNUSED MadoBackend *backend,
        G_GNUC_UNUSED const char *stream,
        const char *terminal,
        const char *token,
        MadoVisitor **out_visitor,
        MadoGateVerdict *out_verdict,
        G_GNUC_UNUSED GError **error)
{
  g_auto (GStrv) parts = g_strsplit (token, ":", 2);
  g_auto (GStrv) roles = NULL;

  *out_visitor = NULL;
  *out_verdict = MADO_GATE_NO_SESSION;
  if (g_strv_length (parts) != 2)
    return TRUE;
  roles = g_strsplit (parts[1], ",", -1);
  *out_visitor = mado_visitor_new (parts[0], terminal, (const char *const *) roles);
  (*out_visitor)->caller.may_sign_until = (MadoInstant) { G_MAXINT64 };
  *out_verdict = MADO_GATE_OPEN;

  return TRUE;
}

static gboolean
find_roles (G_GNUC_UNUSED gpointer user_data,
            G_GNUC_UNUSED MadoBackend *backend,
            G_GNUC_UNUSED const char *stream,
            G_GNUC_UNUSED const char *account,
            char ***out_roles,
            G_GNUC_UNUSED GError **error)
{
  *out_roles = g_new0 (char *, 1);

  return TRUE;
}

int
main (int argc, char **argv)
{
  static const MadoHouseKeepers keepers = { .gate = { let_in, NULL }, .accounts = { find_roles, NULL } };

  g_assert_cmpint (argc, ==, 3);
  g_assert_cmpstr (argv[1], ==, "--config");

  return mado_service_run (argv[2], &keepers);
}
