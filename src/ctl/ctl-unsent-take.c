/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl service unsent-take`: what a revoked terminal handed in comes into the log, in its author's name. The
 * service does it, which has the ward and knows who its people are; it is asked by an order in the office. */

#include "ctl-service.h"
#include "mado-office-visit.h"
#include "mado-refusal.h"
#include "mado-unsent-order.h"

#define PATIENCE (60 * G_USEC_PER_SEC)
#define ROUND (200 * G_TIME_SPAN_MILLISECOND)

typedef struct {
  MadoServiceSettings *settings;
  MadoSecret *secret;
  MadoUnsentOrder *order; /* as it stands */
} Taking;

static void
taking_clear (Taking *self)
{
  g_clear_pointer (&self->order, mado_unsent_order_free);
  g_clear_pointer (&self->secret, mado_secret_free);
  g_clear_pointer (&self->settings, mado_service_settings_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Taking, taking_clear)

static gboolean
visit (const Taking *self, MadoBackendAccess access, MadoOfficeVisit *office, GError **error)
{
  return mado_office_visit_begin (office, self->settings, self->secret, access, error);
}

/* What was taken once is told again; nobody has it taken twice. */
static gboolean
give_order (Taking *self, const char *key, const char *account, GError **error)
{
  g_auto (MadoOfficeVisit) office = { 0 };

  if (!visit (self, MADO_BACKEND_WRITE, &office, error) ||
      !mado_unsent_order_find (office.backend, key, &self->order, error))
    return FALSE;
  if (self->order != NULL)
    return TRUE;
  self->order = g_new0 (MadoUnsentOrder, 1);
  self->order->key = g_strdup (key);
  self->order->account = g_strdup (account);

  return mado_unsent_order_put (self->order, office.backend, error) && mado_office_visit_commit (&office, error);
}

static gboolean
look_at_order (Taking *self, const char *key, GError **error)
{
  g_auto (MadoOfficeVisit) office = { 0 };

  g_clear_pointer (&self->order, mado_unsent_order_free);
  if (!visit (self, MADO_BACKEND_READ, &office, error) ||
      !mado_unsent_order_find (office.backend, key, &self->order, error))
    return FALSE;
  if (self->order != NULL)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "somebody else took the order back");

  return FALSE;
}

static void
take_order_back (const Taking *self, const char *key)
{
  g_auto (MadoOfficeVisit) office = { 0 };

  (void) (visit (self, MADO_BACKEND_WRITE, &office, NULL) && mado_unsent_order_drop (office.backend, key, NULL) &&
          mado_office_visit_commit (&office, NULL)); /* ignored: what there is to say is said by the caller */
}

static gboolean
have_it_taken (Taking *self, const char *key, const char *account, GError **error)
{
  const gint64 end = g_get_monotonic_time () + PATIENCE;

  if (!give_order (self, key, account, error))
    return FALSE;
  while (mado_unsent_order_is_open (self->order) && g_get_monotonic_time () < end) {
    g_usleep (ROUND);
    if (!look_at_order (self, key, error))
      return FALSE;
  }
  if (self->order->fault == NULL && !mado_unsent_order_is_open (self->order))
    return TRUE;
  take_order_back (self, key);
  if (self->order->fault != NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the service did not take it: %s", self->order->fault);
  else
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "no service took it: is it up?");

  return FALSE;
}

/* --- what came of it ---------------------------------------------------------------------------------------------- */

static void
answer_refused (MadoCtlCall *call, const MadoKnownOperation *operation)
{
  json_builder_begin_object (call->answer);
  mado_ctl_answer_number (call, "number", operation->dseq);
  mado_ctl_answer_number (call, "entry", operation->seq);
  mado_ctl_answer_string (call, "outcome", mado_outcome_kind_get_name (operation->outcome));
  mado_ctl_answer_string (call, "code", operation->code != NULL ? operation->code : "");
  mado_ctl_answer_string (call, "why", operation->code != NULL ? mado_refusal_get_message (operation->code) : "");
  json_builder_end_object (call->answer);
}

static gboolean
is_done (const MadoKnownOperation *operation)
{
  return operation->outcome == MADO_OUTCOME_APPLIED || operation->outcome == MADO_OUTCOME_CONVERGED;
}

static void
answer_outcomes (MadoCtlCall *call, const GArray *known)
{
  guint n_done = 0;

  json_builder_set_member_name (call->answer, "refused");
  json_builder_begin_array (call->answer);
  for (guint i = 0; i < known->len; i++) {
    const MadoKnownOperation *operation = &g_array_index (known, MadoKnownOperation, i);

    if (is_done (operation))
      n_done++;
    else
      answer_refused (call, operation);
  }
  json_builder_end_array (call->answer);
  mado_ctl_answer_number (call, "done", n_done);
}

static MadoCtlStatus
run_take (MadoCtlCall *call)
{
  const char *account = mado_ctl_get_option (call, "actor");
  g_auto (Taking) taking = { 0 };
  g_autoptr (GError) error = NULL;

  if (account == NULL)
    return mado_ctl_wrong_usage (call, "--actor is missing: the log names the administrator who wants it");
  if (!mado_ctl_load_service (call, &taking.settings, &taking.secret, &error) ||
      !have_it_taken (&taking, mado_ctl_get_argument (call, 0), account, &error))
    return mado_ctl_refuse (call, "%s", error->message);
  mado_ctl_answer_string (call, "stream", taking.order->stream);
  mado_ctl_answer_string (call, "taken_by", taking.order->account);
  if (taking.order->reply != NULL)
    answer_outcomes (call, taking.order->reply->known);
  else if (taking.order->has_reads)
    mado_ctl_answer_number (call, "reads", taking.order->n_reads);
  else
    mado_ctl_answer_flag (call, "whole", taking.order->piece == MADO_UNSENT_PIECE_WHOLE);

  return MADO_CTL_OK;
}

/* clang-format off */
const MadoCtlVerb mado_ctl_unsent_take_verbs[] = {
  { "service", "unsent-take", "KEY", 1, 1, "have its operations judged in their author's name, and say which were refused, and why; or its piece of a paper put where it belongs; or what somebody looked at put into the log of reads", run_take,
    { MADO_CTL_SERVICE_OPTION, { "actor", "ACCOUNT", "the administrator who wants it, and did none of it himself" } } },
  {},
};
/* clang-format on */
