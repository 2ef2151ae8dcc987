/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From a token to a visitor of a stream. */

#include "mado-access-gate.h"

#include <string.h>

#include "mado-admission.h"
#include "mado-handlers.h"

struct _MadoAccessGate {
  const MadoAccess *access;
  MadoTally *tally;
};

/**
 * mado_access_gate_new:
 * @access: access; outlives the gate, as its tally
 * @tally: where is counted who was not let in
 *
 * Returns: (transfer full): the gate
 */
MadoAccessGate *
mado_access_gate_new (const MadoAccess *access, MadoTally *tally)
{
  MadoAccessGate *self = g_new0 (MadoAccessGate, 1);

  self->access = access;
  self->tally = tally;

  return self;
}

/**
 * mado_access_gate_free:
 * @self: (transfer full): a gate that nobody asks any more
 */
void
mado_access_gate_free (MadoAccessGate *self)
{
  g_free (self);
}

/* The programme of a stream of this ward; %NULL: it is another's, or none that anybody works in. */
static const char *
get_programme (const MadoAccessGate *self, const char *stream)
{
  const char *ward = mado_access_get_ward (self->access);
  const gsize length = strlen (ward);

  return strncmp (stream, ward, length) == 0 && stream[length] == '/' && strchr (stream + length + 1, '/') == NULL
             ? stream + length + 1
             : NULL;
}

static void
count (MadoAccessGate *self, const char *actor, const char *terminal, const char *detail)
{
  mado_tally_count (self->tally, &(MadoAccessEvent) { .kind = MADO_ACCESS_WALL,
                                                      .actor = actor,
                                                      .terminal = terminal,
                                                      .verdict = MADO_ACCESS_NOT_ALLOWED,
                                                      .detail = detail });
}

static MadoVisitor *
make_visitor (const MadoAdmission *admission, const char *const *roles)
{
  MadoVisitor *visitor = mado_visitor_new (admission->account->name, admission->session->terminal, roles);

  visitor->caller.may_sign_until = admission->session->leave;

  return visitor;
}

static gboolean
let_in (gpointer user_data,
        MadoBackend *backend,
        const char *stream,
        const char *terminal,
        const char *token,
        MadoVisitor **out_visitor,
        MadoGateVerdict *out_verdict,
        GError **error)
{
  MadoAccessGate *self = user_data;
  const char *programme = get_programme (self, stream);
  g_auto (MadoAdmission) admission = { 0 };
  g_auto (GStrv) roles = NULL;

  *out_visitor = NULL;
  *out_verdict = MADO_GATE_NO_SESSION;
  if (!mado_admission_find (self->access, backend, token, terminal, &admission, error))
    return FALSE;
  if (admission.account == NULL) {
    count (self, admission.stolen_from != NULL ? admission.stolen_from : "", terminal,
           admission.stolen_from != NULL ? "session of another terminal" : "no session");
    return TRUE;
  }
  *out_verdict = MADO_GATE_NO_ROLE;
  if (programme != NULL && !admission.account->must_change &&
      !mado_handlers_find_roles (self->access, backend, admission.account, programme, terminal, &roles, error))
    return FALSE;
  if (roles == NULL || *roles == NULL) {
    count (self, admission.account->name, terminal, "no role in the programme today");
    return TRUE;
  }
  *out_verdict = MADO_GATE_OPEN;
  *out_visitor = make_visitor (&admission, (const char *const *) roles);

  return TRUE;
}

/**
 * mado_access_gate_get_gate:
 * @self: a gate
 *
 * Returns: what the desk asks
 */
MadoGate
mado_access_gate_get_gate (MadoAccessGate *self)
{
  return (MadoGate) { let_in, self };
}

/* Whoever signed something need not be at work today; the register of that day is asked where it is judged. */
static gboolean
find_roles (gpointer user_data,
            MadoBackend *backend,
            const char *stream,
            const char *account,
            char ***out_roles,
            GError **error)
{
  MadoAccessGate *self = user_data;
  const char *programme = get_programme (self, stream);
  g_autoptr (MadoAccount) found = NULL;

  if (!mado_account_find (backend, account, &found, error))
    return FALSE;
  *out_roles = programme != NULL && found != NULL && !found->is_closed ? mado_account_dup_roles (found, programme)
                                                                       : g_new0 (char *, 1);

  return TRUE;
}

/**
 * mado_access_gate_get_accounts:
 * @self: a gate
 *
 * Returns: what a stream asks about those who signed
 */
MadoAccountRoles
mado_access_gate_get_accounts (MadoAccessGate *self)
{
  return (MadoAccountRoles) { find_roles, self };
}
