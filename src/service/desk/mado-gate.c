/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whoever was let in. */

#include "mado-gate.h"

/**
 * mado_visitor_new:
 * @account: who is signed in
 * @terminal: where
 * @roles: what he may be there, ends with %NULL
 *
 * Returns: (transfer full): a visitor
 */
MadoVisitor *
mado_visitor_new (const char *account, const char *terminal, const char *const *roles)
{
  MadoVisitor *self = g_new0 (MadoVisitor, 1);

  self->account = g_strdup (account);
  self->terminal = g_strdup (terminal);
  self->roles = g_strdupv ((char **) roles);
  self->caller = (MadoCaller) {
    .person = { .account = self->account, .roles = (const char *const *) self->roles },
    .terminal = self->terminal,
  };

  return self;
}

/**
 * mado_visitor_free:
 * @self: (transfer full): a visitor
 */
void
mado_visitor_free (MadoVisitor *self)
{
  g_free (self->account);
  g_free (self->terminal);
  g_strfreev (self->roles);
  g_free (self);
}
