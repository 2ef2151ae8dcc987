/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From a token to who that is, and how it ends. */

#include "mado-admission.h"

#include <string.h>

static gboolean
find_account (MadoBackend *backend, const MadoSession *session, MadoAccount **out_account, GError **error)
{
  g_autoptr (MadoAccount) account = NULL;

  if (!mado_account_find (backend, session->account, &account, error))
    return FALSE;
  if (account != NULL && !account->is_closed && session->since.microseconds >= account->changed.microseconds)
    *out_account = g_steal_pointer (&account);

  return TRUE;
}

/**
 * mado_admission_find:
 * @access: access
 * @backend: of the ward, in a turn
 * @token: (nullable): what somebody says that his token is
 * @terminal: where he is, by its certificate
 * @out_admission: (out caller-allocates): who he is; empty where he is nobody
 * @error: where to put what went wrong
 *
 * Returns: whether it was looked up
 */
gboolean
mado_admission_find (const MadoAccess *access,
                     MadoBackend *backend,
                     const char *token,
                     const char *terminal,
                     MadoAdmission *out_admission,
                     GError **error)
{
  g_autoptr (MadoSession) session = NULL;
  g_autoptr (MadoAccount) account = NULL;

  *out_admission = (MadoAdmission) { 0 };
  if (!mado_session_find (backend, token, &session, error))
    return FALSE;
  if (session == NULL)
    return TRUE;
  if (strcmp (session->terminal, terminal) != 0)
    out_admission->stolen_from = g_strdup (session->account);
  if (!mado_session_is_good (session, terminal, mado_access_get_now (access)))
    return TRUE;
  if (!find_account (backend, session, &account, error))
    return FALSE;
  if (account != NULL) {
    out_admission->session = g_steal_pointer (&session);
    out_admission->account = g_steal_pointer (&account);
  }

  return TRUE;
}

/**
 * mado_admission_clear:
 * @self: an admission
 */
void
mado_admission_clear (MadoAdmission *self)
{
  g_clear_pointer (&self->session, mado_session_free);
  g_clear_pointer (&self->account, mado_account_free);
  g_clear_pointer (&self->stolen_from, g_free);
}

/* --- its end ----------------------------------------------------------------------------------------------------- */

static gboolean
end_session (
    const MadoAccess *access, MadoBackend *backend, const MadoSession *session, const char *reason, GError **error)
{
  const MadoAccessEvent event = {
    .kind = MADO_ACCESS_END, .actor = session->account, .terminal = session->terminal, .detail = reason
  };

  return mado_session_drop (session, backend, error) && mado_access_note (access, backend, &event, error);
}

static gboolean
is_of (const MadoSession *session, const MadoSessionsOf *whose)
{
  return (whose->account == NULL || strcmp (session->account, whose->account) == 0) &&
         (whose->terminal == NULL || strcmp (session->terminal, whose->terminal) == 0);
}

/**
 * mado_admission_end:
 * @access: access
 * @backend: of the ward, in a turn that writes
 * @whose: whose sessions
 * @reason: a word of ours, for the log
 * @error: where to put what went wrong
 *
 * Returns: whether none of them is good for anything
 */
gboolean
mado_admission_end (
    const MadoAccess *access, MadoBackend *backend, const MadoSessionsOf *whose, const char *reason, GError **error)
{
  g_autoptr (GPtrArray) sessions = mado_session_list (backend, error);

  if (sessions == NULL)
    return FALSE;
  for (guint i = 0; i < sessions->len; i++)
    if (is_of (g_ptr_array_index (sessions, i), whose) &&
        !end_session (access, backend, g_ptr_array_index (sessions, i), reason, error))
      return FALSE;

  return TRUE;
}

static gboolean
has_departed (const MadoSession *session, const GPtrArray *departures)
{
  for (guint i = 0; i < departures->len; i++) {
    const MadoDeparture *departure = g_ptr_array_index (departures, i);

    if (strcmp (session->terminal, departure->terminal) == 0 &&
        session->since.microseconds < departure->again.microseconds)
      return TRUE;
  }

  return FALSE;
}

/**
 * mado_admission_end_departed:
 * @access: access
 * @backend: of the ward, in a turn that writes
 * @departures: (element-type MadoDeparture): terminals
 * @error: where to put what went wrong
 *
 * Returns: whether no session that began there, with a certificate that works no more, is good for anything
 */
gboolean
mado_admission_end_departed (const MadoAccess *access,
                             MadoBackend *backend,
                             const GPtrArray *departures,
                             GError **error)
{
  g_autoptr (GPtrArray) sessions = mado_session_list (backend, error);

  if (sessions == NULL)
    return FALSE;
  for (guint i = 0; i < sessions->len; i++)
    if (has_departed (g_ptr_array_index (sessions, i), departures) &&
        !end_session (access, backend, g_ptr_array_index (sessions, i), "revoked", error))
      return FALSE;

  return TRUE;
}

/**
 * mado_admission_sweep:
 * @access: access
 * @backend: of the ward, in a turn that writes
 * @error: where to put what went wrong
 *
 * Returns: whether sessions whose time is over are gone, with a word in the log
 */
gboolean
mado_admission_sweep (const MadoAccess *access, MadoBackend *backend, GError **error)
{
  g_autoptr (GPtrArray) sessions = mado_session_list (backend, error);

  if (sessions == NULL)
    return FALSE;
  for (guint i = 0; i < sessions->len; i++) {
    const MadoSession *session = g_ptr_array_index (sessions, i);

    if (session->until.microseconds <= mado_access_get_now (access).microseconds &&
        !end_session (access, backend, session, "time", error))
      return FALSE;
  }

  return TRUE;
}
