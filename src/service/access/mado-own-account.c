/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Password, leave to sign, second factor: each says the password again, because a terminal may stand open. */

#include "mado-own-account.h"

#include "mado-password-rule.h"
#include "mado-qr.h"
#include "mado-sign-in.h"

/* --- the password ------------------------------------------------------------------------------------------------ */

static gboolean
look_at_password (MadoKnock *self, MadoBackend *backend, GError **error)
{
  g_auto (MadoAdmission) admission = { 0 };
  MadoAccessVerdict verdict;

  if (!mado_knock_admit_unlocked (self, backend, &admission, error))
    return FALSE;
  if (self->is_answered)
    return TRUE;
  verdict = self->request.next != NULL ? mado_password_rule_judge (self->request.next, admission.account->name)
                                       : MADO_ACCESS_PASSWORD_SHORT;
  if (verdict != MADO_ACCESS_DONE)
    return mado_knock_answer (self, verdict);
  mado_knock_ask_proof (self, admission.account->password, admission.account->earlier);

  return TRUE;
}

static gboolean
decide_password (MadoKnock *self, MadoBackend *backend, GError **error)
{
  g_auto (MadoAdmission) admission = { 0 };
  MadoAccount *account;

  if (!mado_knock_admit_proved (self, backend, MADO_ACCESS_PASSWORD, &admission, error))
    return FALSE;
  if (self->is_answered)
    return TRUE;
  account = admission.account;
  if (self->proof.is_reused)
    return mado_knock_answer (self, MADO_ACCESS_PASSWORD_REUSED);

  const MadoSessionsOf all = { .account = account->name };

  mado_account_set_password (account, self->proof.hash, mado_access_get_now (self->access));

  return mado_account_put (account, backend, error) &&
         mado_admission_end (self->access, backend, &all, "password", error) &&
         mado_knock_note (self, backend, MADO_ACCESS_PASSWORD, account->name, MADO_ACCESS_DONE, NULL, error) &&
         mado_sign_in_begin (self, backend, account, error);
}

const MadoDoorVerb mado_own_password_verb = { "password", look_at_password, decide_password };

/* --- leave to sign ----------------------------------------------------------------------------------------------- */

static gboolean
decide_leave (MadoKnock *self, MadoBackend *backend, GError **error)
{
  g_auto (MadoAdmission) admission = { 0 };
  MadoInstant leave = mado_access_get_now (self->access);

  if (!mado_knock_admit_proved (self, backend, MADO_ACCESS_LEAVE, &admission, error))
    return FALSE;
  if (self->is_answered)
    return TRUE;
  if (admission.account->must_change)
    return mado_knock_answer (self, MADO_ACCESS_NOT_ALLOWED);
  leave.microseconds += MADO_SESSION_LEAVE_LASTS;
  admission.session->leave = leave;
  self->reply.until = leave;

  return mado_session_put (admission.session, backend, error) &&
         mado_knock_note (self, backend, MADO_ACCESS_LEAVE, admission.account->name, MADO_ACCESS_DONE, NULL, error) &&
         mado_knock_answer (self, MADO_ACCESS_DONE);
}

const MadoDoorVerb mado_own_leave_verb = { "leave", mado_knock_look_at_proof, decide_leave };

/* --- the second factor ------------------------------------------------------------------------------------------- */

static gboolean
put_factor (MadoKnock *self, MadoBackend *backend, const MadoAccount *account, const char *what, GError **error)
{
  return mado_account_put (account, backend, error) &&
         mado_knock_note (self, backend, MADO_ACCESS_SECOND_FACTOR, account->name, MADO_ACCESS_DONE, what, error) &&
         mado_knock_answer (self, MADO_ACCESS_DONE);
}

/* It counts when a code of it came back: whoever could not take the picture is not locked out. */
static gboolean
decide_factor_offer (MadoKnock *self, MadoBackend *backend, GError **error)
{
  g_auto (MadoAdmission) admission = { 0 };
  g_autofree char *issuer = g_strconcat ("Madoguchi ", mado_access_get_ward (self->access), NULL);
  MadoAccount *account;

  if (!mado_knock_admit_proved (self, backend, MADO_ACCESS_SECOND_FACTOR, &admission, error))
    return FALSE;
  if (self->is_answered)
    return TRUE;
  account = admission.account;
  if (account->must_change)
    return mado_knock_answer (self, MADO_ACCESS_NOT_ALLOWED);
  g_clear_pointer (&account->offered, mado_secret_free);
  account->offered = mado_secret_new_random (MADO_TOTP_SECRET_SIZE);
  self->reply.uri = mado_totp_build_uri (account->offered, issuer, account->name);
  self->reply.picture = mado_qr_draw (self->reply.uri, error);

  return self->reply.picture != NULL && put_factor (self, backend, account, "offered", error);
}

const MadoDoorVerb mado_own_factor_offer_verb = { "second-factor/offer", mado_knock_look_at_proof,
                                                  decide_factor_offer };

static gboolean
decide_factor_confirm (MadoKnock *self, MadoBackend *backend, GError **error)
{
  g_auto (MadoAdmission) admission = { 0 };
  MadoAccount *account;
  gint64 step;

  if (!mado_knock_admit_unlocked (self, backend, &admission, error))
    return FALSE;
  if (self->is_answered)
    return TRUE;
  account = admission.account;
  if (account->offered == NULL)
    return mado_knock_answer (self, MADO_ACCESS_ABSENT);
  if (!mado_totp_find_step (account->offered, self->request.code, mado_access_get_now (self->access),
                            MADO_TOTP_STEP_NONE, &step, error))
    return FALSE;
  if (step == MADO_TOTP_STEP_NONE)
    return mado_knock_fail (self, backend, MADO_ACCESS_SECOND_FACTOR, account->name, TRUE, MADO_ACCESS_CODE_WRONG,
                            error);
  g_clear_pointer (&account->secret, mado_secret_free);
  account->secret = g_steal_pointer (&account->offered);
  account->used_step = step;

  return put_factor (self, backend, account, "on", error);
}

const MadoDoorVerb mado_own_factor_confirm_verb = { "second-factor/confirm", NULL, decide_factor_confirm };

static gboolean
decide_factor_drop (MadoKnock *self, MadoBackend *backend, GError **error)
{
  g_auto (MadoAdmission) admission = { 0 };
  MadoAccount *account;

  if (!mado_knock_admit_proved (self, backend, MADO_ACCESS_SECOND_FACTOR, &admission, error))
    return FALSE;
  if (self->is_answered)
    return TRUE;
  account = admission.account;
  if (account->secret == NULL)
    return mado_knock_answer (self, MADO_ACCESS_ABSENT);
  g_clear_pointer (&account->secret, mado_secret_free);
  g_clear_pointer (&account->offered, mado_secret_free);

  return put_factor (self, backend, account, "off", error);
}

const MadoDoorVerb mado_own_factor_drop_verb = { "second-factor/drop", mado_knock_look_at_proof, decide_factor_drop };
