/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What people read of batches, plans, files and what came back. */

#include "mado-money-words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-advice.h"
#include "mado-case-money.h"
#include "mado-handover-error.h"
#include "mado-json-member.h"
#include "mado-packet-error.h"
#include "mado-payment-way.h"
#include "mado-payment-words.h"
#include "mado-recovery-list.h"
#include "mado-wording.h"

static const char *const stages[MADO_BATCH_N_STAGES] = {
  [MADO_BATCH_STAGE_OPEN] = NC_ ("batch", "Being put together"),
  [MADO_BATCH_STAGE_FROZEN] = NC_ ("batch", "Waits for approval"),
  [MADO_BATCH_STAGE_DECISION] = NC_ ("batch", "Waits for the decision"),
  [MADO_BATCH_STAGE_FILE] = NC_ ("batch", "To be paid"),
  [MADO_BATCH_STAGE_RESULT] = NC_ ("batch", "Waits for results"),
  [MADO_BATCH_STAGE_OVER] = NC_ ("batch", "Finished"),
};

static const char *const nexts[MADO_BATCH_N_STAGES] = {
  [MADO_BATCH_STAGE_OPEN] = N_ ("Freeze the batch"),
  [MADO_BATCH_STAGE_FROZEN] = N_ ("Approve the batch"),
  [MADO_BATCH_STAGE_DECISION] = N_ ("Take over the decision"),
  [MADO_BATCH_STAGE_FILE] = N_ ("Make the file for the bank"),
  [MADO_BATCH_STAGE_RESULT] = N_ ("Take over results"),
  [MADO_BATCH_STAGE_OVER] = "",
};

static const char *const answered[MADO_ANSWERED_N_STATES] = {
  [MADO_ANSWERED_EQUAL] = NC_ ("row", "Equal"),     [MADO_ANSWERED_SAME] = NC_ ("row", "Taken over before"),
  [MADO_ANSWERED_CHANGED] = NC_ ("row", "Changed"), [MADO_ANSWERED_MISSING] = NC_ ("row", "Missing"),
  [MADO_ANSWERED_UNKNOWN] = NC_ ("row", "Unknown"), [MADO_ANSWERED_TWICE] = NC_ ("row", "Twice"),
  [MADO_ANSWERED_REFUSED] = NC_ ("row", "Refused"),
};

/**
 * mado_money_words_get_stage:
 * @stage: where a batch stands
 *
 * Returns: (transfer none): in a word
 */
const char *
mado_money_words_get_stage (MadoBatchStage stage)
{
  return g_dpgettext2 (NULL, "batch", stages[stage]);
}

/**
 * mado_money_words_get_next:
 * @stage: where a batch stands
 *
 * Returns: (transfer none): what comes next; "" where nothing does
 */
const char *
mado_money_words_get_next (MadoBatchStage stage)
{
  return nexts[stage][0] != '\0' ? _ (nexts[stage]) : "";
}

/**
 * mado_money_words_get_answered:
 * @state: of a row that came back
 *
 * Returns: (transfer none): in a word
 */
const char *
mado_money_words_get_answered (MadoAnsweredState state)
{
  return g_dpgettext2 (NULL, "row", answered[state]);
}

/**
 * mado_money_words_get_way:
 * @programme: the programme
 * @way: a way to pay
 *
 * Returns: (transfer none): what is made for it
 */
const char *
mado_money_words_get_way (const MadoProgramme *programme, const MadoTransition *way)
{
  const MadoPacket *list = mado_payment_find_list (programme, way);

  return list != NULL ? list->label : C_ ("way to pay", "Bank transfer");
}

/**
 * mado_money_words_dup_title:
 * @batch: a batch
 * @programme: its programme
 *
 * Returns: (transfer full): what it is, and when it was made
 */
char *
mado_money_words_dup_title (const MadoEntity *batch, const MadoProgramme *programme)
{
  yyjson_val *body = mado_entity_get_body (batch);
  const MadoPacket *packet = mado_section_find (programme->packets, mado_json_get_text (body, "packet"));
  gint64 at = mado_json_get_number (yyjson_obj_get (body, "made"), "at");
  g_autofree char *moment = at > 0 ? mado_wording_write_moment (at) : g_strdup ("");

  return g_strdup_printf ("%s　%s", packet != NULL ? packet->label : "", moment);
}

/**
 * mado_money_words_dup_count:
 * @count: how many
 * @sum: yen
 *
 * Returns: (transfer full): both
 */
char *
mado_money_words_dup_count (gint64 count, gint64 sum)
{
  g_autofree char *cases = g_strdup_printf (ngettext ("%'u case", "%'u cases", (gulong) count), (guint) count);
  g_autofree char *yen = mado_wording_write_yen (sum);

  return g_strjoin ("・", cases, yen, NULL);
}

static void
add_part (GStrvBuilder *parts, const char *word, const MadoMoneyCount *count)
{
  g_autofree char *text = NULL;

  if (count->count == 0)
    return;
  text = mado_money_words_dup_count (count->count, count->sum);
  g_strv_builder_take (parts, g_strjoin (" ", word, text, NULL));
}

/**
 * mado_money_words_dup_tally:
 * @tally: a batch with its cases
 *
 * Returns: (transfer full): what has become of them
 */
char *
mado_money_words_dup_tally (const MadoBatchTally *tally)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  add_part (parts, C_ ("money", "Planned"), &tally->undecided);
  add_part (parts, C_ ("money", "Decided"), &tally->decided);
  add_part (parts, C_ ("money", "Paid"), &tally->paid);
  add_part (parts, C_ ("money", "Failed"), &tally->failed);
  all = g_strv_builder_end (parts);

  return all[0] != NULL ? g_strjoinv ("　", all) : g_strdup (_ ("No cases in it"));
}

/**
 * mado_money_words_dup_stamp:
 * @stamp: (nullable): when somebody did something
 * @name: of whoever did
 *
 * Returns: (transfer full): both; a dash where nobody did
 */
char *
mado_money_words_dup_stamp (yyjson_val *stamp, const char *name)
{
  gint64 at = mado_json_get_number (stamp, "at");
  g_autofree char *moment = at > 0 ? mado_wording_write_moment (at) : NULL;

  return moment != NULL ? g_strdup_printf ("%s　%s", moment, name) : g_strdup ("—");
}

/* What a subject is called in the programme. */
static const char *
name_subject (const MadoProgramme *programme, const char *subject)
{
  const MadoItem *item = mado_section_find (programme->items, subject);
  const MadoCheck *check = mado_section_find (programme->checks, subject);
  const MadoVisualCheck *look = mado_section_find (programme->visual_checks, subject);
  const MadoTransition *transition = mado_section_find (programme->transitions, subject);

  if (item != NULL)
    return item->label;
  if (check != NULL)
    return check->label;
  if (look != NULL)
    return look->label;

  return transition != NULL ? transition->label : NULL;
}

/**
 * mado_money_words_dup_reason:
 * @programme: the programme
 * @code: of a finding, or of a row
 * @subject: (nullable): of that
 *
 * Returns: (transfer full): why, and about what where that has a name, or is another case
 */
char *
mado_money_words_dup_reason (const MadoProgramme *programme, const char *code, const char *subject)
{
  const char *label = subject != NULL ? name_subject (programme, subject) : NULL;
  const char *name = label == NULL && subject != NULL && strchr (subject, ':') != NULL ? subject : label;
  const char *message = _ (mado_payment_code_get_message (code));

  return name != NULL ? g_strdup_printf ("%s（%s）", message, name) : g_strdup (message);
}

/**
 * mado_money_words_dup_recovery:
 * @recovery: money that comes back
 *
 * Returns: (transfer full): how much, why, and where that stands
 */
char *
mado_money_words_dup_recovery (const MadoEntity *recovery)
{
  yyjson_val *body = mado_entity_get_body (recovery);
  const char *state = mado_entity_get_state (recovery);
  char *sentence = mado_case_money_write_recovery (body, state);
  g_autofree char *amount = NULL;

  if (sentence != NULL)
    return sentence;
  amount = mado_wording_write_yen (mado_json_get_number (body, "amount"));

  return g_strdup_printf ("%s　%s", amount, _ (mado_recovery_state_get_label (state)));
}

/**
 * mado_money_words_dup_items:
 * @items: (nullable) (element-type MadoItem): of a case; %NULL in it is the amount
 *
 * Returns: (transfer full): what they are called
 */
char *
mado_money_words_dup_items (const GPtrArray *items)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  for (guint i = 0; items != NULL && i < items->len; i++) {
    const MadoItem *item = g_ptr_array_index (items, i);

    g_strv_builder_add (names, item != NULL ? item->label : C_ ("money", "Amount"));
  }
  all = g_strv_builder_end (names);

  return g_strjoinv ("・", all);
}

/**
 * mado_money_words_get_fault:
 * @error: why something could not be done
 *
 * Returns: (transfer none): in words
 */
const char *
mado_money_words_get_fault (const GError *error)
{
  if (g_error_matches (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_PASSWORD))
    return _ ("The password is wrong. Nothing was signed.");
  if (g_error_matches (error, MADO_HANDOVER_ERROR, MADO_HANDOVER_ERROR_KEY))
    return _ ("There is no signing key of this person at this terminal. Whose it is makes one, signed in here: “My "
              "Signing Key…” in the main menu.");
  if (g_error_matches (error, MADO_HANDOVER_ERROR, MADO_HANDOVER_ERROR_EARLIER))
    return _ ("The password is right, but your signing key still opens with an earlier one. Lock it anew: “My "
              "Signing Key…” in the main menu.");

  return _ (mado_advice_find (error).title);
}
