/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl payment recoveries|recover|recovery …`: money that comes back. */

#include <stdio.h>
#include <string.h>

#include "ctl-payment.h"
#include "mado-json-member.h"
#include "mado-recovery-list.h"
#include "mado-recovery.h"

/* --- the list ---------------------------------------------------------------------------------------------------- */

static void
answer_row (MadoCtlCall *call, const MadoRecoveryRow *row)
{
  yyjson_val *body = mado_entity_get_body (row->entity);
  char id[MADO_ID_TEXT_SIZE];

  mado_id_to_text (mado_entity_get_id (row->entity), id);
  json_builder_begin_object (call->answer);
  mado_ctl_answer_string (call, "recovery", id);
  mado_ctl_answer_string (call, "receipt", row->receipt);
  mado_ctl_answer_string (call, "state", mado_entity_get_state (row->entity));
  mado_ctl_answer_string (call, "why", mado_json_get_text (body, "why"));
  mado_ctl_answer_string (call, "due", mado_json_get_text (body, "due"));
  mado_ctl_answer_number (call, "amount", row->amount);
  mado_ctl_answer_number (call, "returned", row->returned);
  mado_ctl_answer_number (call, "open", row->open);
  mado_ctl_answer_number (call, "days", row->days);
  mado_ctl_answer_flag (call, "late", row->is_late);
  json_builder_end_object (call->answer);
  if (!call->json)
    printf ("%s %s %s: %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT " yen open, %" G_GINT64_FORMAT " days%s\n", id,
            row->receipt, mado_entity_get_state (row->entity), row->open, row->amount, row->days,
            row->is_late ? ", late" : "");
}

static MadoCtlStatus
run_recoveries (MadoCtlCall *call)
{
  static const char *const ages[MADO_RECOVERY_N_AGES] = { "open_30_days", "open_90_days", "open_longer" };
  MadoCtlStatus status = MADO_CTL_REFUSED;
  g_auto (MadoCtlPayment) run = { 0 };
  g_autoptr (MadoRecoveryList) list = NULL;
  g_autoptr (GError) error = NULL;

  if (!mado_ctl_payment_open (&run, call, &status))
    return status;
  list = mado_recovery_list_load (run.clerk, &error);
  if (list == NULL)
    return mado_ctl_refuse_with (call, error);
  json_builder_set_member_name (call->answer, "recoveries");
  json_builder_begin_array (call->answer);
  for (guint i = 0; i < list->rows->len; i++)
    answer_row (call, g_ptr_array_index (list->rows, i));
  json_builder_end_array (call->answer);
  mado_ctl_answer_number (call, "open", mado_recovery_list_sum_open (list));
  for (gsize i = 0; i < MADO_RECOVERY_N_AGES; i++)
    mado_ctl_answer_number (call, ages[i], list->open[i]);
  mado_ctl_answer_number (call, "returned", list->returned);
  mado_ctl_answer_number (call, "waived", list->waived);

  return MADO_CTL_OK;
}

/* --- steps ------------------------------------------------------------------------------------------------------- */

static gboolean
put_number (MadoCtlCall *call, yyjson_mut_doc *doc, yyjson_mut_val *body, const char *name)
{
  const char *text = mado_ctl_get_option (call, name);
  guint64 number = 0;

  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT64, &number, NULL))
    return FALSE;
  yyjson_mut_obj_add_uint (doc, body, name, number);

  return TRUE;
}

static gboolean
put_options (MadoCtlCall *call, yyjson_mut_doc *doc, yyjson_mut_val *body)
{
  static const char *const names[] = { "why", "reason", "due", "entry" };
  const char *day = mado_ctl_get_option (call, "day");

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (mado_ctl_get_option (call, names[i]) != NULL)
      yyjson_mut_obj_add_str (doc, body, names[i], mado_ctl_get_option (call, names[i]));
  if (day != NULL)
    yyjson_mut_obj_add_str (doc, body, "day", day);

  return put_number (call, doc, body, "amount");
}

static MadoCtlStatus
save (const MadoCtlPayment *run, const MadoDeskWish *wish)
{
  MadoCtlStatus status = mado_ctl_payment_save (run, wish);
  char id[MADO_ID_TEXT_SIZE];

  mado_id_to_text (wish->entity, id);
  if (status == MADO_CTL_OK)
    mado_ctl_answer_string (run->call, "recovery", id);

  return status;
}

static MadoCtlStatus
ask (const MadoCtlPayment *run, yyjson_mut_doc *doc, yyjson_mut_val *body)
{
  MadoId paid = MADO_ID_NONE;
  const MadoDeskWish wish = { .kind = "recovery.ask", .entity = mado_id_draw (), .body = body };
  g_autoptr (GError) error = NULL;
  char id[MADO_ID_TEXT_SIZE];

  if (!mado_desk_clerk_find_case (run->clerk, mado_ctl_get_argument (run->call, 1), &paid, &error))
    return mado_ctl_refuse_with (run->call, error);
  if (!mado_id_is_valid (paid))
    return mado_ctl_refuse (run->call, "there is no case with this receipt number");
  mado_id_to_text (paid, id);
  yyjson_mut_obj_add_strcpy (doc, body, "case", id);

  return save (run, &wish);
}

static MadoCtlStatus
step (const MadoCtlPayment *run, G_GNUC_UNUSED yyjson_mut_doc *doc, yyjson_mut_val *body)
{
  static const char *const steps[] = { "approve", "decline", "receive", "strike", "waive", NULL };
  MadoId id = mado_id_from_text (mado_ctl_get_argument (run->call, 1));
  const char *name = mado_ctl_get_argument (run->call, 2);
  g_autofree char *kind = g_strconcat ("recovery.", name, NULL);
  const MadoDeskWish wish = { .kind = kind, .entity = id, .base = 1, .body = body };

  if (!mado_id_is_valid (id) || !g_strv_contains (steps, name))
    return mado_ctl_wrong_usage (run->call, "an id, and one of approve, decline, receive, strike, waive");

  return save (run, &wish);
}

static MadoCtlStatus
run_with (MadoCtlCall *call, MadoCtlStatus (*act) (const MadoCtlPayment *, yyjson_mut_doc *, yyjson_mut_val *))
{
  MadoCtlStatus status = MADO_CTL_REFUSED;
  g_auto (MadoCtlPayment) run = { 0 };
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);

  if (!put_options (call, doc, body))
    status = mado_ctl_wrong_usage (call, "--amount needs whole yen");
  else if (mado_ctl_payment_open (&run, call, &status))
    status = act (&run, doc, body);
  yyjson_mut_doc_free (doc);

  return status;
}

static MadoCtlStatus
run_recover (MadoCtlCall *call)
{
  return run_with (call, ask);
}

static MadoCtlStatus
run_recovery (MadoCtlCall *call)
{
  return run_with (call, step);
}

#define AMOUNT { "amount", "YEN", "how much" }
#define REASON { "reason", "TEXT", "why" }

const MadoCtlVerb mado_ctl_payment_recovery_verbs[] = {
  { "payment",
    "recoveries",
    "FILE",
    1,
    1,
    "what is to come back, what came, and for how long it has been open",
    run_recoveries,
    { MADO_CTL_PAYMENT_OPTIONS } },
  { "payment",
    "recover",
    "FILE RECEIPT",
    2,
    2,
    "asks money of a case back; somebody else approves it",
    run_recover,
    { MADO_CTL_PAYMENT_OPTIONS,
      { "why", "WORD", "overpaid, ineligible, twice, returned" },
      AMOUNT,
      REASON,
      { "due", "DAY", "by which it is to come" } } },
  { "payment",
    "recovery",
    "FILE RECOVERY STEP",
    3,
    3,
    "approve, decline, receive, strike, waive: one step of what is to come back",
    run_recovery,
    { MADO_CTL_PAYMENT_OPTIONS,
      AMOUNT,
      REASON,
      { "day", "DAY", "on which the money came" },
      { "entry", "ID", "of what is struck out: the operation by which it came in" } } },
  {},
};
