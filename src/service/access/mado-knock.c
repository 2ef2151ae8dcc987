/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The steps at the door, and what its verbs have in common. */

#include "mado-knock.h"

#include <string.h>

#include "mado-lockout.h"

/**
 * mado_knock_new:
 * @access: access; outlives it, as all that follows
 * @tally: where cheap refusals are counted
 * @verb: what is asked
 * @terminal: where, by its certificate
 * @token: (nullable): of a session
 * @request: what is said; taken
 *
 * Returns: (transfer full): somebody at the door
 */
MadoKnock *
mado_knock_new (const MadoAccess *access,
                MadoTally *tally,
                const MadoDoorVerb *verb,
                const char *terminal,
                const char *token,
                MadoAccessRequest *request)
{
  MadoKnock *self = g_new0 (MadoKnock, 1);

  self->access = access;
  self->tally = tally;
  self->verb = verb;
  self->terminal = g_strdup (terminal);
  self->token = g_strdup (token);
  self->request = *request;
  *request = (MadoAccessRequest) { 0 };
  self->proof.cost = mado_access_get_cost (access);

  return self;
}

/* A turn may fail and be taken again. */
static void
forget_answer (MadoKnock *self)
{
  mado_access_reply_clear (&self->reply);
  self->reply = (MadoAccessReply) { 0 };
  g_clear_pointer (&self->list, g_bytes_unref);
  self->is_answered = FALSE;
  self->is_nobody = FALSE;
  self->wish = (MadoTerminalWish) { MADO_TERMINAL_WISH_NONE };
  self->service_wish = MADO_SERVICE_WISH_NONE;
}

/**
 * mado_knock_free:
 * @self: (transfer full): somebody who goes
 */
void
mado_knock_free (MadoKnock *self)
{
  forget_answer (self);
  mado_access_request_clear (&self->request);
  mado_proof_clear (&self->proof);
  mado_secret_free (self->one_time);
  g_free (self->terminal);
  g_free (self->token);
  g_free (self);
}

/* --- steps ------------------------------------------------------------------------------------------------------- */

/**
 * mado_knock_look:
 * @self: somebody who just came
 * @backend: of the ward, in a turn
 * @error: where to put what went wrong
 *
 * Returns: whether it is known what he has to prove, or he is answered
 */
gboolean
mado_knock_look (MadoKnock *self, MadoBackend *backend, GError **error)
{
  forget_answer (self);

  return self->verb->look == NULL || self->verb->look (self, backend, error);
}

/**
 * mado_knock_prove:
 * @self: somebody who is not answered yet
 * @error: where to put what went wrong
 *
 * Takes long.
 *
 * Returns: whether it is worked out what he proved
 */
gboolean
mado_knock_prove (MadoKnock *self, GError **error)
{
  return mado_proof_work_out (&self->proof, error);
}

/**
 * mado_knock_decide:
 * @self: somebody who is not answered yet
 * @backend: of the ward, in a turn that writes
 * @error: where to put what went wrong
 *
 * Returns: whether he is answered, as soon as the turn is committed
 */
gboolean
mado_knock_decide (MadoKnock *self, MadoBackend *backend, GError **error)
{
  forget_answer (self);

  return self->verb->decide (self, backend, error);
}

/**
 * mado_knock_write_answer:
 * @self: somebody who is answered, and not nobody
 * @error: where to put what went wrong
 *
 * Returns: (transfer full) (nullable): the answer
 */
GBytes *
mado_knock_write_answer (const MadoKnock *self, GError **error)
{
  return self->list != NULL ? g_bytes_ref (self->list) : mado_access_reply_write (&self->reply, error);
}

/* --- for verbs --------------------------------------------------------------------------------------------------- */

/**
 * mado_knock_answer:
 * @self: somebody at the door
 * @verdict: what he is told
 *
 * Returns: %TRUE: a refusal is an answer, too
 */
gboolean
mado_knock_answer (MadoKnock *self, MadoAccessVerdict verdict)
{
  self->reply.verdict = verdict;
  self->is_answered = TRUE;

  return TRUE;
}

/**
 * mado_knock_admit:
 * @self: somebody at the door
 * @backend: in a turn
 * @out_admission: (out caller-allocates): who he is; where he is nobody, he is answered
 * @error: where to put what went wrong
 *
 * Returns: whether it was looked up
 */
gboolean
mado_knock_admit (MadoKnock *self, MadoBackend *backend, MadoAdmission *out_admission, GError **error)
{
  if (!mado_admission_find (self->access, backend, self->token, self->terminal, out_admission, error))
    return FALSE;
  if (out_admission->account == NULL) {
    self->is_nobody = TRUE;
    self->is_answered = TRUE;
  }

  return TRUE;
}

static gpointer
copy_text (gconstpointer text, gpointer data)
{
  return g_strdup (text);
}

/**
 * mado_knock_ask_proof:
 * @self: somebody at the door, who said a password
 * @known: the hash that it is held against
 * @earlier: (nullable) (element-type utf8): hashes that the next password must not fit
 */
void
mado_knock_ask_proof (MadoKnock *self, const char *known, const GPtrArray *earlier)
{
  mado_proof_clear (&self->proof);
  self->proof.known = g_strdup (known);
  self->proof.earlier = earlier != NULL ? g_ptr_array_copy ((GPtrArray *) earlier, copy_text, NULL) : NULL;
  if (self->proof.earlier != NULL)
    g_ptr_array_set_free_func (self->proof.earlier, g_free);
  self->proof.password = self->request.password;
  self->proof.next = self->request.next;
}

/**
 * mado_knock_find_lock:
 * @self: somebody at the door
 * @backend: in a turn
 * @account: whose password he says, there or not
 * @error: where to put what went wrong
 *
 * Returns: whether it was looked up; where he has to wait, he is answered
 */
gboolean
mado_knock_find_lock (MadoKnock *self, MadoBackend *backend, const char *account, GError **error)
{
  const MadoInstant now = mado_access_get_now (self->access);
  MadoInstant of_name = { 0 }, of_terminal = { 0 };

  if (!mado_lockout_find (backend, MADO_LOCKOUT_NAME, account, now, &of_name, error) ||
      !mado_lockout_find (backend, MADO_LOCKOUT_TERMINAL, self->terminal, now, &of_terminal, error))
    return FALSE;
  if (of_name.microseconds > 0 || of_terminal.microseconds > 0) {
    mado_knock_answer (self, MADO_ACCESS_LOCKED);
    self->reply.until.microseconds = MAX (of_name.microseconds, of_terminal.microseconds);
  }

  return TRUE;
}

/**
 * mado_knock_has_proved:
 * @self: somebody whose proof is worked out
 * @account: (nullable): whose password he should have said
 *
 * Returns: whether he did, and it is still that one
 */
gboolean
mado_knock_has_proved (const MadoKnock *self, const MadoAccount *account)
{
  return account != NULL && self->proof.known != NULL && self->proof.is_right &&
         strcmp (self->proof.known, account->password) == 0;
}

/**
 * mado_knock_note:
 * @self: somebody at the door
 * @backend: in a turn that writes
 * @kind: what he wanted
 * @actor: his account; "": it is not known, or there is none
 * @verdict: what he is told
 * @detail: (nullable): a word of ours
 * @error: where to put what went wrong
 *
 * Returns: whether it is in the log
 */
gboolean
mado_knock_note (MadoKnock *self,
                 MadoBackend *backend,
                 const char *kind,
                 const char *actor,
                 MadoAccessVerdict verdict,
                 const char *detail,
                 GError **error)
{
  const MadoAccessEvent event = {
    .kind = kind, .actor = actor, .terminal = self->terminal, .verdict = verdict, .detail = detail
  };

  return mado_access_note (self->access, backend, &event, error);
}

/**
 * mado_knock_fail:
 * @self: somebody whose password or code is wrong
 * @backend: in a turn that writes
 * @kind: what he wanted
 * @account: the account that he named
 * @is_known: whether there is such an account; otherwise its name is not written down
 * @verdict: what he is told
 * @error: where to put what went wrong
 *
 * Returns: whether it is counted and noted
 */
gboolean
mado_knock_fail (MadoKnock *self,
                 MadoBackend *backend,
                 const char *kind,
                 const char *account,
                 gboolean is_known,
                 MadoAccessVerdict verdict,
                 GError **error)
{
  const MadoInstant now = mado_access_get_now (self->access);

  if (!mado_lockout_count (backend, MADO_LOCKOUT_NAME, account, now, error) ||
      !mado_lockout_count (backend, MADO_LOCKOUT_TERMINAL, self->terminal, now, error) ||
      !mado_knock_find_lock (self, backend, account, error) ||
      !mado_knock_note (self, backend, kind, is_known ? account : "", verdict, self->is_answered ? "locked" : NULL,
                        error))
    return FALSE;

  return mado_knock_answer (self, verdict);
}

/* --- whoever says his password again ----------------------------------------------------------------------------- */

/**
 * mado_knock_admit_unlocked:
 * @self: somebody at the door
 * @backend: in a turn
 * @out_admission: (out caller-allocates): who he is; where he is nobody, or has to wait, he is answered
 * @error: where to put what went wrong
 *
 * Returns: whether it was looked up
 */
gboolean
mado_knock_admit_unlocked (MadoKnock *self, MadoBackend *backend, MadoAdmission *out_admission, GError **error)
{
  if (!mado_knock_admit (self, backend, out_admission, error))
    return FALSE;

  return self->is_answered || mado_knock_find_lock (self, backend, out_admission->account->name, error);
}

/**
 * mado_knock_look_at_proof:
 * @self: somebody at the door, who has to say his password again
 * @backend: in a turn
 * @error: where to put what went wrong
 *
 * The first step of a verb.
 *
 * Returns: whether it is known what he has to prove, or he is answered
 */
gboolean
mado_knock_look_at_proof (MadoKnock *self, MadoBackend *backend, GError **error)
{
  g_auto (MadoAdmission) admission = { 0 };

  if (!mado_knock_admit_unlocked (self, backend, &admission, error))
    return FALSE;
  if (!self->is_answered) {
    mado_knock_ask_proof (self, admission.account->password, NULL);
    self->proof.next = NULL;
  }

  return TRUE;
}

/**
 * mado_knock_admit_proved:
 * @self: somebody whose proof is worked out
 * @backend: in a turn that writes
 * @kind: what he wants, for the log
 * @out_admission: (out caller-allocates): who he is; where he is not, has to wait, or has not proved it, he is answered
 * @error: where to put what went wrong
 *
 * Returns: whether it was looked up
 */
gboolean
mado_knock_admit_proved (
    MadoKnock *self, MadoBackend *backend, const char *kind, MadoAdmission *out_admission, GError **error)
{
  if (!mado_knock_admit_unlocked (self, backend, out_admission, error))
    return FALSE;
  if (self->is_answered || mado_knock_has_proved (self, out_admission->account))
    return TRUE;

  return mado_knock_fail (self, backend, kind, out_admission->account->name, TRUE, MADO_ACCESS_WRONG, error);
}
