/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Accounts as others make, change and close them. */

#include "mado-administration.h"

#include <string.h>

#include "mado-access-roll.h"
#include "mado-handlers.h"
#include "mado-lockout.h"
#include "mado-one-time.h"
#include "mado-proposal.h"

/* --- who may ----------------------------------------------------------------------------------------------------- */

static gboolean
refuse (MadoKnock *self, MadoBackend *backend, const char *actor, MadoAccessVerdict verdict, GError **error)
{
  const MadoAccessEvent event = { .kind = MADO_ACCESS_ACCOUNT,
                                  .actor = actor,
                                  .terminal = self->terminal,
                                  .verdict = verdict,
                                  .detail = self->verb->name };

  return mado_access_note (self->access, backend, &event, error) && mado_knock_answer (self, verdict);
}

static gboolean
may (const MadoAccount *account, gboolean overseer_may)
{
  return !account->must_change && (account->is_administrator || (overseer_may && account->is_overseer));
}

/* Who it is: an administrator, or he is answered. */
static gboolean
admit (MadoKnock *self, MadoBackend *backend, gboolean overseer_may, MadoAdmission *out_admission, GError **error)
{
  if (!mado_knock_admit (self, backend, out_admission, error))
    return FALSE;
  if (!self->is_answered && !may (out_admission->account, overseer_may))
    return refuse (self, backend, out_admission->account->name, MADO_ACCESS_NOT_ALLOWED, error);

  return TRUE;
}

/* As admit(), and whom it is about: another, who is there and not closed, or he is answered. */
static gboolean
admit_about (MadoKnock *self,
             MadoBackend *backend,
             gboolean overseer_may,
             MadoAdmission *out_admission,
             MadoAccount **out_account,
             GError **error)
{
  g_autoptr (MadoAccount) account = NULL;

  if (!admit (self, backend, overseer_may, out_admission, error))
    return FALSE;
  if (self->is_answered)
    return TRUE;
  if (!mado_account_find (backend, self->request.account, &account, error))
    return FALSE;
  if (account == NULL)
    return mado_knock_answer (self, MADO_ACCESS_ABSENT);
  if (account->is_closed)
    return mado_knock_answer (self, MADO_ACCESS_CLOSED);
  if (strcmp (account->name, out_admission->account->name) == 0)
    return refuse (self, backend, account->name, MADO_ACCESS_SAME_PERSON, error);
  *out_account = g_steal_pointer (&account);

  return TRUE;
}

static gboolean
note (MadoKnock *self,
      MadoBackend *backend,
      const char *kind,
      const char *actor,
      const char *account,
      const char *detail,
      GError **error)
{
  const MadoAccessEvent event = {
    .kind = kind, .actor = actor, .terminal = self->terminal, .account = account, .detail = detail
  };

  return mado_access_note (self->access, backend, &event, error) && mado_knock_answer (self, MADO_ACCESS_DONE);
}

/* A password for somebody else is drawn and hashed before it is decided: the hash takes long. */
static gboolean
look_at_one_time (MadoKnock *self, MadoBackend *backend, GError **error)
{
  if (self->one_time == NULL)
    self->one_time = mado_one_time_draw ();
  mado_proof_clear (&self->proof);
  self->proof.password = NULL;
  self->proof.next = self->one_time;

  return TRUE;
}

static void
tell_one_time (MadoKnock *self, const MadoAccount *account)
{
  self->reply.one_time =
      g_strndup ((const char *) mado_secret_get_bytes (self->one_time), mado_secret_get_length (self->one_time));
  self->reply.until = account->until;
}

/* --- lists ------------------------------------------------------------------------------------------------------- */

static gpointer
copy_grant (gconstpointer data, gpointer user_data)
{
  const MadoGrant *grant = data;
  MadoGrant *copy = g_new (MadoGrant, 1);

  *copy = (MadoGrant) { g_strdup (grant->programme), g_strdup (grant->role) };

  return copy;
}

static void
add_accounts (MadoAccessRoll *roll, const GPtrArray *accounts)
{
  for (guint i = 0; i < accounts->len; i++) {
    const MadoAccount *account = g_ptr_array_index (accounts, i);
    const MadoAccountLine line = {
      .account = g_strdup (account->name),
      .grants = g_ptr_array_copy (account->grants, copy_grant, NULL),
      .changed = account->changed,
      .is_administrator = account->is_administrator,
      .is_overseer = account->is_overseer,
      .has_second_factor = account->secret != NULL,
      .must_change = account->must_change,
      .is_closed = account->is_closed,
    };

    g_array_append_val (roll->accounts, line);
  }
}

static void
add_proposals (MadoAccessRoll *roll, const GPtrArray *proposals)
{
  for (guint i = 0; i < proposals->len; i++) {
    const MadoProposal *proposal = g_ptr_array_index (proposals, i);
    const MadoProposalLine line = {
      .account = g_strdup (proposal->account),
      .kind = g_strdup (mado_proposal_kind_get_name (proposal->kind)),
      .by = g_strdup (proposal->by),
      .until = proposal->until,
    };

    g_array_append_val (roll->proposals, line);
  }
}

static gboolean
decide_list (MadoKnock *self, MadoBackend *backend, GError **error)
{
  g_auto (MadoAdmission) admission = { 0 };
  g_autoptr (MadoAccessRoll) roll = mado_access_roll_new ();
  g_autoptr (GPtrArray) accounts = NULL;
  g_autoptr (GPtrArray) proposals = NULL;

  if (!admit (self, backend, TRUE, &admission, error))
    return FALSE;
  if (self->is_answered)
    return TRUE;
  accounts = mado_account_list (backend, error);
  proposals = accounts != NULL ? mado_proposal_list (backend, error) : NULL;
  if (proposals == NULL)
    return FALSE;
  add_accounts (roll, accounts);
  add_proposals (roll, proposals);
  self->list = mado_access_roll_write (roll, error);

  return self->list != NULL && mado_knock_answer (self, MADO_ACCESS_DONE);
}

const MadoDoorVerb mado_accounts_list_verb = { "accounts/list", NULL, decide_list };

/* --- one person is enough ---------------------------------------------------------------------------------------- */

static gboolean
check_new (MadoKnock *self, MadoBackend *backend, GError **error)
{
  g_autoptr (MadoAccount) before = NULL;
  gboolean are_known = FALSE;

  if (!mado_account_is_name (self->request.account))
    return mado_knock_answer (self, MADO_ACCESS_NAME);
  if (!mado_account_find (backend, self->request.account, &before, error) ||
      !mado_handlers_know_grants (self->access, backend, self->request.grants, &are_known, error))
    return FALSE;
  if (before != NULL)
    return mado_knock_answer (self, MADO_ACCESS_EXISTS);

  return are_known || mado_knock_answer (self, MADO_ACCESS_GRANT);
}

static gboolean
decide_make (MadoKnock *self, MadoBackend *backend, GError **error)
{
  g_autoptr (MadoAccount) account = mado_account_new (self->request.account);
  g_auto (MadoAdmission) admission = { 0 };

  if (!admit (self, backend, FALSE, &admission, error) || (!self->is_answered && !check_new (self, backend, error)))
    return FALSE;
  if (self->is_answered)
    return TRUE;
  mado_account_set_grants (account, self->request.grants);
  mado_account_set_one_time (account, self->proof.hash, mado_access_get_now (self->access));
  tell_one_time (self, account);

  return mado_account_put (account, backend, error) &&
         note (self, backend, MADO_ACCESS_ACCOUNT, admission.account->name, account->name, "made", error);
}

const MadoDoorVerb mado_accounts_make_verb = { "accounts/make", look_at_one_time, decide_make };

static gboolean
decide_grant (MadoKnock *self, MadoBackend *backend, GError **error)
{
  g_autoptr (MadoAccount) account = NULL;
  g_auto (MadoAdmission) admission = { 0 };
  gboolean are_known = FALSE;

  if (!admit_about (self, backend, FALSE, &admission, &account, error))
    return FALSE;
  if (self->is_answered)
    return TRUE;
  if (!mado_handlers_know_grants (self->access, backend, self->request.grants, &are_known, error))
    return FALSE;
  if (!are_known)
    return mado_knock_answer (self, MADO_ACCESS_GRANT);
  mado_account_set_grants (account, self->request.grants);

  return mado_account_put (account, backend, error) &&
         note (self, backend, MADO_ACCESS_ACCOUNT, admission.account->name, account->name, "granted", error);
}

const MadoDoorVerb mado_accounts_grant_verb = { "accounts/grant", NULL, decide_grant };

static gboolean
close_account (MadoKnock *self, MadoBackend *backend, MadoAccount *account, GError **error)
{
  const MadoSessionsOf his = { .account = account->name };

  account->is_closed = TRUE;
  account->is_administrator = FALSE;
  account->is_overseer = FALSE;

  return mado_account_put (account, backend, error) && mado_proposal_drop (backend, account->name, error) &&
         mado_admission_end (self->access, backend, &his, "closed", error);
}

static gboolean
decide_close (MadoKnock *self, MadoBackend *backend, GError **error)
{
  g_autoptr (MadoAccount) account = NULL;
  g_auto (MadoAdmission) admission = { 0 };

  if (!admit_about (self, backend, FALSE, &admission, &account, error))
    return FALSE;

  return self->is_answered ||
         (close_account (self, backend, account, error) &&
          note (self, backend, MADO_ACCESS_ACCOUNT, admission.account->name, account->name, "closed", error));
}

const MadoDoorVerb mado_accounts_close_verb = { "accounts/close", NULL, decide_close };

/* --- two persons ------------------------------------------------------------------------------------------------- */

static gboolean
propose (MadoKnock *self, MadoBackend *backend, MadoProposalKind kind, GError **error)
{
  g_autoptr (MadoAccount) account = NULL;
  g_auto (MadoAdmission) admission = { 0 };
  MadoProposal proposal = {
    .kind = kind,
    .until = mado_access_get_now (self->access),
    .is_administrator = self->request.is_administrator,
    .is_overseer = self->request.is_overseer,
  };

  if (!admit_about (self, backend, FALSE, &admission, &account, error))
    return FALSE;
  if (self->is_answered)
    return TRUE;
  proposal.account = account->name;
  proposal.by = admission.account->name;
  proposal.until.microseconds += MADO_PROPOSAL_LASTS;
  self->reply.until = proposal.until;

  return mado_proposal_put (&proposal, backend, error) &&
         note (self, backend, MADO_ACCESS_PROPOSAL, admission.account->name, account->name,
               mado_proposal_kind_get_name (kind), error);
}

static gboolean
decide_raise (MadoKnock *self, MadoBackend *backend, GError **error)
{
  return propose (self, backend, MADO_PROPOSAL_RAISE, error);
}

const MadoDoorVerb mado_accounts_raise_verb = { "accounts/raise", NULL, decide_raise };

static gboolean
decide_reset (MadoKnock *self, MadoBackend *backend, GError **error)
{
  return propose (self, backend, MADO_PROPOSAL_RESET, error);
}

const MadoDoorVerb mado_accounts_reset_verb = { "accounts/reset", NULL, decide_reset };

static gboolean
reset_account (MadoKnock *self, MadoBackend *backend, MadoAccount *account, GError **error)
{
  const MadoSessionsOf his = { .account = account->name };

  mado_account_set_one_time (account, self->proof.hash, mado_access_get_now (self->access));
  g_clear_pointer (&account->secret, mado_secret_free);
  g_clear_pointer (&account->offered, mado_secret_free);
  tell_one_time (self, account);

  return mado_admission_end (self->access, backend, &his, "reset", error) &&
         mado_lockout_forget (backend, MADO_LOCKOUT_NAME, account->name, error);
}

static gboolean
carry_out (MadoKnock *self, MadoBackend *backend, const MadoProposal *proposal, MadoAccount *account, GError **error)
{
  if (proposal->kind == MADO_PROPOSAL_RESET && !reset_account (self, backend, account, error))
    return FALSE;
  if (proposal->kind == MADO_PROPOSAL_RAISE) {
    account->is_administrator = proposal->is_administrator;
    account->is_overseer = proposal->is_overseer;
  }

  return mado_account_put (account, backend, error) && mado_proposal_drop (backend, account->name, error);
}

/* What somebody asked for who may no longer ask for it, nobody asks for: so there is always one who administers, too.
 */
static gboolean
check_proposer (MadoBackend *backend, MadoProposal **proposal, GError **error)
{
  g_autoptr (MadoAccount) proposer = NULL;

  if (!mado_account_find (backend, (*proposal)->by, &proposer, error))
    return FALSE;
  if (proposer == NULL || !may (proposer, FALSE))
    g_clear_pointer (proposal, mado_proposal_free);

  return TRUE;
}

static gboolean
decide_confirm (MadoKnock *self, MadoBackend *backend, GError **error)
{
  g_autoptr (MadoAccount) account = NULL;
  g_autoptr (MadoProposal) proposal = NULL;
  g_auto (MadoAdmission) admission = { 0 };

  if (!admit_about (self, backend, TRUE, &admission, &account, error))
    return FALSE;
  if (self->is_answered)
    return TRUE;
  if (!mado_proposal_find (backend, account->name, mado_access_get_now (self->access), &proposal, error))
    return FALSE;
  if (proposal != NULL && !check_proposer (backend, &proposal, error))
    return FALSE;
  if (proposal == NULL)
    return mado_knock_answer (self, MADO_ACCESS_ABSENT);
  if (strcmp (proposal->by, admission.account->name) == 0)
    return refuse (self, backend, admission.account->name, MADO_ACCESS_SAME_PERSON, error);

  return carry_out (self, backend, proposal, account, error) &&
         note (self, backend, MADO_ACCESS_ACCOUNT, admission.account->name, account->name,
               mado_proposal_kind_get_name (proposal->kind), error);
}

const MadoDoorVerb mado_accounts_confirm_verb = { "accounts/confirm", look_at_one_time, decide_confirm };

/* --- the first --------------------------------------------------------------------------------------------------- */

static gboolean
found_account (const MadoAccess *access, MadoBackend *backend, const MadoFounder *founder, GError **error)
{
  const MadoAccessEvent event = {
    .kind = MADO_ACCESS_ACCOUNT, .actor = "", .terminal = "", .account = founder->account, .detail = "founded"
  };
  g_autoptr (MadoAccount) account = mado_account_new (founder->account);

  account->is_administrator = founder->is_administrator;
  account->is_overseer = !founder->is_administrator;
  mado_account_set_one_time (account, founder->password, mado_access_get_now (access));

  return mado_account_put (account, backend, error) && mado_access_note (access, backend, &event, error);
}

static const MadoFounder *
find_founder (const MadoFounder *founders, guint n_founders, const char *name)
{
  for (guint i = 0; i < n_founders; i++)
    if (strcmp (founders[i].account, name) == 0)
      return &founders[i];

  return NULL;
}

/* Whoever was cut off before he had read the one-time passwords may found again: as long as there is nobody but the
 * founders, and none of them ever came in. */
static gboolean
is_free (const GPtrArray *accounts, const MadoFounder *founders, guint n_founders)
{
  for (guint i = 0; i < accounts->len; i++) {
    const MadoAccount *account = g_ptr_array_index (accounts, i);

    if (!account->must_change || account->earlier->len > 0 || account->is_closed ||
        find_founder (founders, n_founders, account->name) == NULL)
      return FALSE;
  }

  return TRUE;
}

/**
 * mado_administration_found:
 * @access: access
 * @backend: of a ward, in a turn that writes
 * @founders: (array length=n_founders): an administrator and somebody to confirm what he asks for, at least
 * @n_founders: how many
 * @out_verdict: (out): %MADO_ACCESS_NAME, %MADO_ACCESS_EXISTS where the ward has other accounts, or
 *   one that somebody used, or %MADO_ACCESS_DONE
 * @error: where to put what went wrong
 *
 * Returns: whether there is a verdict
 */
gboolean
mado_administration_found (const MadoAccess *access,
                           MadoBackend *backend,
                           const MadoFounder *founders,
                           guint n_founders,
                           MadoAccessVerdict *out_verdict,
                           GError **error)
{
  g_autoptr (GPtrArray) others = mado_account_list (backend, error);

  if (others == NULL)
    return FALSE;
  *out_verdict = is_free (others, founders, n_founders) ? MADO_ACCESS_DONE : MADO_ACCESS_EXISTS;
  for (guint i = 0; i < n_founders; i++)
    if (!mado_account_is_name (founders[i].account))
      *out_verdict = MADO_ACCESS_NAME;
  for (guint i = 0; *out_verdict == MADO_ACCESS_DONE && i < n_founders; i++)
    if (!found_account (access, backend, &founders[i], error))
      return FALSE;

  return TRUE;
}
