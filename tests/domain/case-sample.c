/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Brings an application of 000 as far on its way as a test wants it. */

#include "case-sample.h"

#include <string.h>

static Desk *
hire (Desk *desk)
{
  static const struct {
    const char *account, *role;
  } people[] = {
    { "v-01", "verifier" },  { "v-02", "verifier" },      { "k-01", "account_1" }, { "k-02", "account_2" },
    { "k-03", "account_1" }, { "p-01", "print" },         { "a-01", "agent" },     { "l-01", "lead" },
    { "l-02", "lead" },      { "w-01", "ward" },          { "d-01", "decider" },   { "d-02", "decider" },
    { "s-01", "admin" },     { "vl-1", "verifier lead" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
    desk_add_person (desk, people[i].account, people[i].role);

  return desk;
}

/**
 * case_desk_new:
 *
 * Returns: (transfer full): the office of 000 with all its people
 */
Desk *
case_desk_new (void)
{
  return hire (desk_new ("ninpu-r7.json"));
}

/**
 * case_desk_new_for:
 * @programme: (transfer full): 000 with something changed in it
 *
 * Returns: (transfer full): its office with all its people
 */
Desk *
case_desk_new_for (MadoProgramme *programme)
{
  return hire (desk_new_for (programme));
}

static void
add_person_with (Desk *desk, const char *account, const char *duty)
{
  const MadoDuty *row = mado_section_find (desk->programme->duties, duty);

  desk_add_person (desk, account, g_ptr_array_index (row->roles, 0));
}

/**
 * case_send_batch: the batch that the case is in is frozen, approved and goes its way, where it has not done so yet
 */
void
case_send_batch (Desk *desk, MadoId id)
{
  const char *signer = g_steal_pointer (&desk->signer);

  if (desk_has (desk, id, "/batch")) {
    MadoId batch = mado_id_from_text (desk_get_text (desk, id, "/batch/id"));

    add_person_with (desk, "batch-1", "plan");
    add_person_with (desk, "batch-2", "approve");
    if (strcmp (desk_get_state (desk, batch), "open") == 0)
      desk_do (desk, "batch-1", batch, "batch.freeze", "{'count':%" G_GINT64_FORMAT ",'sum':%" G_GINT64_FORMAT "}",
               desk_get_number (desk, batch, "/count"), desk_get_number (desk, batch, "/sum"));
    if (strcmp (desk_get_state (desk, batch), "frozen") == 0)
      desk_do (desk, "batch-2", batch, "batch.approve", "{}");
  }
  desk->signer = signer;
}

static gboolean
is_answer (const Desk *desk, const char *transition)
{
  const MadoTransition *row = mado_section_find (desk->programme->transitions, transition);
  const MadoPacket *packet = mado_section_find (desk->programme->packets, row->packet);

  return strcmp (row->right, "pay") == 0 || (packet != NULL && packet->from[0] != '\0');
}

/**
 * case_move: makes a transition, which must be good; @more begins with a comma. Before an answer comes its batch goes
 * out.
 */
void
case_move (Desk *desk, const char *actor, MadoId id, const char *transition, const char *more)
{
  if (is_answer (desk, transition))
    case_send_batch (desk, id);
  desk_do (desk, actor, id, "case.move", "{'transition':'%s'%s}", transition, more);
}

/**
 * case_refuse_move: tries a transition, which must be refused with @code and perhaps @subject
 */
void
case_refuse_move (Desk *desk,
                  const char *code,
                  const char *subject,
                  const char *actor,
                  MadoId id,
                  const char *transition,
                  const char *more)
{
  desk_refuse (desk, code, subject, actor, id, "case.move", "{'transition':'%s'%s}", transition, more);
}

/**
 * case_edit: changes one item, which must be good; @was and @now are JSON
 */
void
case_edit (Desk *desk, const char *actor, MadoId id, const char *item, const char *was, const char *now)
{
  desk_do (desk, actor, id, "case.edit", "{'edits':[{'item':'%s','was':%s,'now':%s}]}", item, was, now);
}

/**
 * case_enter: types an account, which must be good
 */
void
case_enter (Desk *desk, const char *actor, MadoId id, const char *number, const char *relation)
{
  desk_do (desk, actor, id, "case.enter_account", "{'item':'account','value':" CASE_ACCOUNT "}", number, relation);
}

/**
 * case_agree_account: two people type the same
 */
void
case_agree_account (Desk *desk, MadoId id, const char *number)
{
  case_enter (desk, "k-01", id, number, "self");
  case_enter (desk, "k-02", id, number, "self");
}

/**
 * case_see: somebody has seen on the paper what a visual check asks for
 */
void
case_see (Desk *desk, const char *actor, MadoId id, const char *check)
{
  desk_do (desk, actor, id, "case.see", "{'check':'%s','seen':true}", check);
}

/**
 * case_receive:
 * @control_no: (nullable): of the pregnancy; %NULL: it is not on the form
 *
 * Returns: a good application that has just come in
 */
MadoId
case_receive (Desk *desk, const char *receipt, const char *control_no)
{
  g_autofree char *number = control_no != NULL ? g_strdup_printf ("'%s'", control_no) : g_strdup ("null");

  return desk_make (desk, "v-01", "case.move", "{'transition':'receive','receipt':'%s','edits':" CASE_EDITS "}",
                    receipt, number);
}

/**
 * case_complete: types the account and looks at everything
 */
void
case_complete (Desk *desk, MadoId id)
{
  static const char *const checks[] = { "interview", "identity", "passbook", "no_mynumber" };

  case_agree_account (desk, id, "1234567");
  for (gsize i = 0; i < G_N_ELEMENTS (checks); i++)
    case_see (desk, "v-01", id, checks[i]);
}

/**
 * case_check:
 *
 * Returns: a good application that a verifier has finished checking
 */
MadoId
case_check (Desk *desk, const char *receipt, const char *control_no)
{
  MadoId id = case_receive (desk, receipt, control_no);

  case_complete (desk, id);
  case_move (desk, "v-01", id, "finish_check", "");

  return id;
}

/**
 * case_open_batch:
 *
 * Returns: an open batch of planned payments
 */
MadoId
case_open_batch (Desk *desk)
{
  return desk_make (desk, "l-01", "batch.make", "{'packet':'planned'}");
}

/**
 * case_into:
 *
 * Returns: (transfer full): what a transition says more that puts a case into a batch
 */
char *
case_into (MadoId batch)
{
  return g_strdup_printf (",'batch':'%s'", desk_id (batch).text);
}

/**
 * case_order: puts a case into a batch, which must be good
 */
void
case_order (Desk *desk, const char *actor, MadoId id, const char *transition, MadoId batch)
{
  g_autofree char *to_batch = case_into (batch);

  case_move (desk, actor, id, transition, to_batch);
}

/**
 * case_plan:
 *
 * Returns: a good application that has joined a batch
 */
MadoId
case_plan (Desk *desk, const char *receipt, const char *control_no, MadoId batch)
{
  MadoId id = case_check (desk, receipt, control_no);

  case_order (desk, "l-01", id, "plan", batch);

  return id;
}

/**
 * case_decide: the ward's decision comes in, with the decider's signature
 */
void
case_decide (Desk *desk, MadoId id)
{
  desk->signer = "d-01";
  case_move (desk, "l-01", id, "decide", "");
  desk->signer = NULL;
}

/**
 * case_fail: the bank sends the transfer back
 */
void
case_fail (Desk *desk, MadoId id)
{
  desk_pass_minutes (desk, 1);
  case_move (desk, "l-01", id, "fail", ",'reason':'解約'");
  desk_pass_minutes (desk, 1);
}

/**
 * case_fail_new:
 *
 * Returns: a good application whose first transfer has come back
 */
MadoId
case_fail_new (Desk *desk, const char *receipt, const char *control_no, MadoId batch)
{
  MadoId id = case_plan (desk, receipt, control_no, batch);

  case_decide (desk, id);
  case_fail (desk, id);

  return id;
}

/**
 * case_settle_deficiency: closes the one at @index by @transition
 */
void
case_settle_deficiency (Desk *desk, const char *actor, MadoId id, const char *transition, guint index)
{
  g_autofree char *pointer = g_strdup_printf ("/deficiencies/%u/id", index);
  g_autofree char *more = g_strdup_printf (",'deficiencies':[{'id':'%s'}]", desk_get_text (desk, id, pointer));

  case_move (desk, actor, id, transition, more);
}
