/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From an administrator to the desk of terminals. The ward's log says first what is then done in the office: whoever
 * reads both finds at most something that was wanted and not done, and never the other way round. */

#include "mado-terminal-verbs.h"

#include "mado-invitation.h"

static gboolean
may (const MadoKnock *self, const MadoAccount *account)
{
  return account->is_administrator && !account->must_change && mado_access_keeps_terminals (self->access);
}

static gboolean
refuse (MadoKnock *self, MadoBackend *backend, const char *actor, GError **error)
{
  return mado_knock_note (self, backend, MADO_ACCESS_TERMINAL, actor, MADO_ACCESS_NOT_ALLOWED, self->verb->name,
                          error) &&
         mado_knock_answer (self, MADO_ACCESS_NOT_ALLOWED);
}

static gboolean
pass_on (MadoKnock *self, MadoTerminalWishKind kind)
{
  self->wish = (MadoTerminalWish) { kind, self->request.terminal, self->request.site, self->request.is_lost };

  return mado_knock_answer (self, MADO_ACCESS_DONE);
}

static gboolean
decide_list (MadoKnock *self, MadoBackend *backend, GError **error)
{
  g_auto (MadoAdmission) admission = { 0 };

  if (!mado_knock_admit (self, backend, &admission, error))
    return FALSE;
  if (self->is_answered)
    return TRUE;

  return may (self, admission.account) ? pass_on (self, MADO_TERMINAL_WISH_LIST)
                                       : refuse (self, backend, admission.account->name, error);
}

const MadoDoorVerb mado_terminals_list_verb = { "terminals/list", NULL, decide_list };

static gboolean
decide (MadoKnock *self, MadoBackend *backend, MadoTerminalWishKind kind, const char *what, GError **error)
{
  g_auto (MadoAdmission) admission = { 0 };
  g_autofree char *detail = g_strconcat (what, " ", self->request.terminal, NULL);

  if (!mado_knock_admit_proved (self, backend, MADO_ACCESS_TERMINAL, &admission, error))
    return FALSE;
  if (self->is_answered)
    return TRUE;
  if (!may (self, admission.account))
    return refuse (self, backend, admission.account->name, error);
  if (!mado_terminal_is_name (self->request.terminal) ||
      (self->request.site[0] != '\0' && !mado_terminal_is_name (self->request.site)))
    return mado_knock_answer (self, MADO_ACCESS_NAME);

  return mado_knock_note (self, backend, MADO_ACCESS_TERMINAL, admission.account->name, MADO_ACCESS_DONE, detail,
                          error) &&
         pass_on (self, kind);
}

static gboolean
decide_invite (MadoKnock *self, MadoBackend *backend, GError **error)
{
  return decide (self, backend, MADO_TERMINAL_WISH_INVITE, "invited", error);
}

const MadoDoorVerb mado_terminals_invite_verb = { "terminals/invite", mado_knock_look_at_proof, decide_invite };

static gboolean
decide_revoke (MadoKnock *self, MadoBackend *backend, GError **error)
{
  return decide (self, backend, MADO_TERMINAL_WISH_REVOKE, self->request.is_lost ? "revoked at once" : "revoked",
                 error);
}

const MadoDoorVerb mado_terminals_revoke_verb = { "terminals/revoke", mado_knock_look_at_proof, decide_revoke };
