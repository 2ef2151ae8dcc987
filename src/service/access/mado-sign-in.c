/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whether somebody comes in. What he may learn comes with what he proves: without the password, nothing but that it is
 * wrong or that he has to wait. */

#include "mado-sign-in.h"

#include "mado-handlers.h"
#include "mado-lockout.h"

static gboolean
look_at_sign_in (MadoKnock *self, MadoBackend *backend, GError **error)
{
  const char *name = self->request.account;
  g_autoptr (MadoAccount) account = NULL;

  if (!mado_knock_find_lock (self, backend, name, error))
    return FALSE;
  if (self->is_answered) {
    mado_tally_count (self->tally, &(MadoAccessEvent) { .kind = MADO_ACCESS_SIGN_IN,
                                                        .actor = "",
                                                        .terminal = self->terminal,
                                                        .verdict = MADO_ACCESS_LOCKED });
    return TRUE;
  }
  if (!mado_account_find (backend, name, &account, error))
    return FALSE;
  mado_knock_ask_proof (self, account != NULL ? account->password : mado_access_get_nobody (self->access), NULL);
  self->proof.next = NULL;

  return TRUE;
}

static gboolean
refuse (MadoKnock *self, MadoBackend *backend, const char *account, MadoAccessVerdict verdict, GError **error)
{
  return mado_knock_note (self, backend, MADO_ACCESS_SIGN_IN, account, verdict, NULL, error) &&
         mado_knock_answer (self, verdict);
}

static gboolean
fail (MadoKnock *self, MadoBackend *backend, gboolean is_known, MadoAccessVerdict verdict, GError **error)
{
  return mado_knock_fail (self, backend, MADO_ACCESS_SIGN_IN, self->request.account, is_known, verdict, error);
}

/* Takes note of the code's step: it counts once. */
static gboolean
check_code (MadoKnock *self, MadoBackend *backend, MadoAccount *account, GError **error)
{
  gint64 step;

  if (account->secret == NULL)
    return TRUE;
  if (*self->request.code == '\0')
    return refuse (self, backend, account->name, MADO_ACCESS_CODE_NEEDED, error);
  if (!mado_totp_find_step (account->secret, self->request.code, mado_access_get_now (self->access), account->used_step,
                            &step, error))
    return FALSE;
  if (step == MADO_TOTP_STEP_NONE)
    return fail (self, backend, TRUE, MADO_ACCESS_CODE_WRONG, error);
  account->used_step = step;

  return TRUE;
}

static gboolean
check_account (MadoKnock *self, MadoBackend *backend, const MadoAccount *account, GError **error)
{
  const gint64 now = mado_access_get_now (self->access).microseconds;
  g_autoptr (GPtrArray) grants = NULL, elsewhere = NULL;

  if (account->is_closed)
    return refuse (self, backend, account->name, MADO_ACCESS_CLOSED, error);
  if (account->must_change && now >= account->until.microseconds)
    return refuse (self, backend, account->name, MADO_ACCESS_ONE_TIME_OVER, error);
  if (!mado_handlers_find_grants (self->access, backend, account, self->terminal, &grants, error) ||
      !mado_handlers_find_grants (self->access, backend, account, NULL, &elsewhere, error))
    return FALSE;
  if (grants->len == 0 && elsewhere->len > 0 && !account->is_administrator && !account->is_overseer)
    return refuse (self, backend, account->name, MADO_ACCESS_ELSEWHERE, error);
  if (grants->len == 0 && !account->is_administrator && !account->is_overseer)
    return refuse (self, backend, account->name, MADO_ACCESS_NOT_REGISTERED, error);

  return TRUE;
}

/* One session for each account on each terminal. */
static gboolean
make_room (MadoKnock *self, MadoBackend *backend, const MadoAccount *account, GError **error)
{
  const MadoSessionsOf before = { .account = account->name, .terminal = self->terminal };

  return mado_lockout_forget (backend, MADO_LOCKOUT_NAME, account->name, error) &&
         mado_lockout_sweep (backend, mado_access_get_now (self->access), error) &&
         mado_admission_sweep (self->access, backend, error) &&
         mado_admission_end (self->access, backend, &before, "again", error);
}

/**
 * mado_sign_in_begin:
 * @self: somebody who has proved that the account is his
 * @backend: in a turn that writes
 * @account: the account
 * @error: where to put what went wrong
 *
 * Returns: whether he has a session, and is told
 */
gboolean
mado_sign_in_begin (MadoKnock *self, MadoBackend *backend, const MadoAccount *account, GError **error)
{
  const MadoInstant now = mado_access_get_now (self->access);

  self->reply.token = mado_session_begin (backend, account->name, self->terminal, now, error);
  if (self->reply.token == NULL ||
      !mado_handlers_find_grants (self->access, backend, account, self->terminal, &self->reply.grants, error))
    return FALSE;
  self->reply.until.microseconds = now.microseconds + MADO_SESSION_LASTS;
  self->reply.account = g_strdup (account->name);
  self->reply.is_administrator = account->is_administrator;
  self->reply.is_overseer = account->is_overseer;
  self->reply.must_change = account->must_change;

  return mado_knock_answer (self, MADO_ACCESS_DONE);
}

static gboolean
decide_sign_in (MadoKnock *self, MadoBackend *backend, GError **error)
{
  g_autoptr (MadoAccount) account = NULL;

  if (!mado_knock_find_lock (self, backend, self->request.account, error) ||
      !mado_account_find (backend, self->request.account, &account, error))
    return FALSE;
  if (self->is_answered) /* others failed meanwhile: what he proved does not count */
    return mado_knock_note (self, backend, MADO_ACCESS_SIGN_IN, account != NULL ? account->name : "",
                            MADO_ACCESS_LOCKED, NULL, error);
  if (!mado_knock_has_proved (self, account))
    return fail (self, backend, account != NULL, MADO_ACCESS_WRONG, error);
  if (!check_account (self, backend, account, error))
    return FALSE;
  if (!self->is_answered && !check_code (self, backend, account, error))
    return FALSE;
  if (self->is_answered)
    return TRUE;
  if (self->proof.hash != NULL)
    g_set_str (&account->password, self->proof.hash);

  return mado_account_put (account, backend, error) && make_room (self, backend, account, error) &&
         mado_knock_note (self, backend, MADO_ACCESS_SIGN_IN, account->name, MADO_ACCESS_DONE, NULL, error) &&
         mado_sign_in_begin (self, backend, account, error);
}

const MadoDoorVerb mado_sign_in_verb = { "sign-in", look_at_sign_in, decide_sign_in };

/* --- going ------------------------------------------------------------------------------------------------------- */

static gboolean
decide_sign_out (MadoKnock *self, MadoBackend *backend, GError **error)
{
  g_auto (MadoAdmission) admission = { 0 };

  if (!mado_knock_admit (self, backend, &admission, error))
    return FALSE;
  if (self->is_answered)
    return TRUE;

  const MadoSessionsOf his = { .account = admission.account->name, .terminal = self->terminal };

  return mado_admission_end (self->access, backend, &his, "sign-out", error) &&
         mado_knock_answer (self, MADO_ACCESS_DONE);
}

const MadoDoorVerb mado_sign_out_verb = { "sign-out", NULL, decide_sign_out };
