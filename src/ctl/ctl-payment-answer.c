/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl payment decision|result …`: what comes back for a batch, shown row by row before it is taken over. */

#include <stdio.h>
#include <string.h>

#include "ctl-payment.h"
#include "mado-packet-medium.h"
#include "mado-payment-answer.h"
#include "mado-payment-way.h"
#include "mado-payment-words.h"

#define MAX_FILE (256 * 1024 * 1024) /* bytes */

/* --- which packet ------------------------------------------------------------------------------------------------ */

static const char *
find_packet (const MadoCtlPayment *run, MadoPaymentReturn wanted)
{
  const char *named = mado_ctl_get_option (run->call, "packet");
  const MadoPacket *packet = mado_payment_find_return (run->clerk->programme, wanted);

  if (named != NULL)
    return named;

  return packet != NULL ? packet->id : "";
}

/* --- reading ----------------------------------------------------------------------------------------------------- */

/**
 * mado_ctl_payment_read_headings:
 * @call: a call with --heading
 *
 * Returns: (transfer full) (element-type utf8 utf8): our heading → the one in the file
 */
GHashTable *
mado_ctl_payment_read_headings (MadoCtlCall *call)
{
  const char *const *words = mado_ctl_get_options (call, "heading");
  GHashTable *headings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (; words != NULL && *words != NULL; words++) {
    const char *equals = strchr (*words, '=');

    if (equals != NULL)
      g_hash_table_replace (headings, g_strndup (*words, (gsize) (equals - *words)), g_strdup (equals + 1));
  }

  return headings;
}

static MadoPaymentAnswer *
read_file (const MadoCtlPayment *run, const char *packet, GError **error)
{
  const char *path = mado_ctl_get_argument (run->call, 2);
  g_autoptr (GBytes) bytes = mado_packet_medium_read (path, MAX_FILE, error);
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GHashTable) headings = mado_ctl_payment_read_headings (run->call);

  return bytes != NULL ? mado_payment_answer_read (run->clerk, run->batch, packet, name, bytes, headings, error) : NULL;
}

/* "RECEIPT=WORD", "RECEIPT=WORD/REASON", "RECEIPT=WORD/REASON/DAY" */
static MadoPaymentAnswer *
read_typed (const MadoCtlPayment *run, const char *packet, GError **error)
{
  const char *const *words = mado_ctl_get_options (run->call, "typed");
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr (GArray) typed = g_array_new (FALSE, FALSE, sizeof (MadoTypedAnswer));

  for (; *words != NULL; words++) {
    g_auto (GStrv) sides = g_strsplit (*words, "=", 2);
    char **said = g_strsplit (sides[0] != NULL && sides[1] != NULL ? sides[1] : "", "/", 3);
    guint n_said = g_strv_length (said);
    const char *reason = n_said > 1 ? said[1] : "", *day = n_said > 2 ? said[2] : "";
    MadoTypedAnswer one = { g_intern_string (sides[0]), n_said > 0 ? said[0] : "", reason, day };

    g_ptr_array_add (parts, said);
    g_array_append_val (typed, one);
  }

  return mado_payment_answer_type (run->clerk, run->batch, packet,
                                   (const MadoTypedAnswer *) (gconstpointer) typed->data, typed->len, error);
}

/* --- settling ---------------------------------------------------------------------------------------------------- */

static gboolean
is_meant (const MadoAnsweredRow *row, const char *what)
{
  g_autofree char *number = g_strdup_printf ("%" G_GUINT64_FORMAT, row->record);

  return strcmp (what, mado_answered_state_get_name (row->state)) == 0 ||
         (row->record > 0 && strcmp (what, number) == 0) ||
         (row->row != NULL && strcmp (what, mado_payment_row_get_receipt (row->row)) == 0);
}

/* Returns: (nullable): one of the options that means no row, or gives no reason */
static const char *
settle (MadoCtlCall *call, MadoPaymentAnswer *answer)
{
  const char *const *words = mado_ctl_get_options (call, "leave-out");

  for (; words != NULL && *words != NULL; words++) {
    g_auto (GStrv) sides = g_strsplit (*words, "=", 2);
    guint n_settled = 0;

    for (guint i = 0; sides[0] != NULL && sides[1] != NULL && i < answer->rows->len; i++)
      if (is_meant (g_ptr_array_index (answer->rows, i), sides[0]))
        n_settled += mado_payment_answer_settle (answer, i, sides[1]) ? 1 : 0;
    if (n_settled == 0)
      return *words;
  }

  return NULL;
}

/* --- the answer -------------------------------------------------------------------------------------------------- */

static gboolean
is_odd (const MadoAnsweredRow *row)
{
  return row->state != MADO_ANSWERED_EQUAL && row->state != MADO_ANSWERED_SAME;
}

static const char *
get_code (const MadoAnsweredRow *row)
{
  return row->code != NULL ? row->code : mado_answered_state_get_name (row->state);
}

static void
answer_row (MadoCtlCall *call, const MadoAnsweredRow *row)
{
  json_builder_begin_object (call->answer);
  mado_ctl_answer_number (call, "row", (gint64) row->record);
  mado_ctl_answer_string (call, "receipt", row->row != NULL ? mado_payment_row_get_receipt (row->row) : "");
  mado_ctl_answer_string (call, "state", mado_answered_state_get_name (row->state));
  mado_ctl_answer_string (call, "code", row->code);
  mado_ctl_answer_string (call, "subject", row->subject);
  json_builder_set_member_name (call->answer, "changed");
  json_builder_begin_array (call->answer);
  for (guint i = 0; row->changed != NULL && i < row->changed->len; i++) {
    const MadoItem *item = g_ptr_array_index (row->changed, i);

    json_builder_add_string_value (call->answer, item != NULL ? item->id : "amount");
  }
  json_builder_end_array (call->answer);
  mado_ctl_answer_string (call, "left_out", row->left_out);
  mado_ctl_answer_string (call, "message", mado_payment_code_get_message (get_code (row)));
  json_builder_end_object (call->answer);
}

static void
answer_counts (MadoCtlCall *call, const MadoPaymentAnswer *answer)
{
  guint n_written = 0;

  json_builder_set_member_name (call->answer, "rows");
  json_builder_begin_object (call->answer);
  for (int state = 0; state < MADO_ANSWERED_N_STATES; state++)
    mado_ctl_answer_number (call, mado_answered_state_get_name ((MadoAnsweredState) state),
                            mado_payment_answer_count (answer, (MadoAnsweredState) state));
  json_builder_end_object (call->answer);
  for (guint i = 0; i < answer->rows->len; i++)
    n_written += ((const MadoAnsweredRow *) g_ptr_array_index (answer->rows, i))->is_written ? 1 : 0;
  mado_ctl_answer_number (call, "written", n_written);
  mado_ctl_answer_number (call, "sum", answer->sum);
}

static void
answer_all (MadoCtlCall *call, const MadoPaymentAnswer *answer)
{
  g_autofree char *hex = mado_hash_to_hex (&answer->hash);

  mado_ctl_answer_string (call, "packet", answer->packet->id);
  mado_ctl_answer_string (call, "sha256", hex);
  mado_ctl_answer_flag (call, "balanced", mado_payment_answer_is_balanced (answer));
  answer_counts (call, answer);
  mado_ctl_answer_findings (call, "findings", answer->findings);
  json_builder_set_member_name (call->answer, "odd");
  json_builder_begin_array (call->answer);
  for (guint i = 0; i < answer->rows->len; i++)
    if (is_odd (g_ptr_array_index (answer->rows, i)))
      answer_row (call, g_ptr_array_index (answer->rows, i));
  json_builder_end_array (call->answer);
}

static void
print_all (MadoCtlCall *call, const MadoPaymentAnswer *answer)
{
  for (guint i = 0; i < mado_findings_get_count (answer->findings); i++) {
    const MadoFinding *finding = mado_findings_get (answer->findings, i);

    printf ("%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT " %s%s%s: %s\n", finding->record, finding->place, finding->code,
            finding->field != NULL ? " " : "", finding->field != NULL ? finding->field : "",
            mado_payment_code_get_message (finding->code));
  }
  for (int state = 0; state < MADO_ANSWERED_N_STATES; state++)
    printf ("%s %u%s", mado_answered_state_get_name ((MadoAnsweredState) state),
            mado_payment_answer_count (answer, (MadoAnsweredState) state),
            state + 1 < MADO_ANSWERED_N_STATES ? ", " : "\n");
  for (guint i = 0; i < answer->rows->len; i++) {
    const MadoAnsweredRow *row = g_ptr_array_index (answer->rows, i);

    if (is_odd (row))
      printf ("  %" G_GUINT64_FORMAT " %s %s: %s\n", row->record,
              row->row != NULL ? mado_payment_row_get_receipt (row->row) : "-", get_code (row),
              row->left_out != NULL ? row->left_out : mado_payment_code_get_message (get_code (row)));
  }
  call->silent = TRUE;
}

static MadoCtlStatus
finish (MadoCtlCall *call, MadoPaymentAnswer *answer)
{
  const char *meant_nothing = settle (call, answer);
  gboolean is_to_apply = mado_ctl_get_option (call, "apply") != NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_good;

  if (meant_nothing != NULL)
    return mado_ctl_wrong_usage (call, "--leave-out %s means no row that differs, or gives no reason", meant_nothing);
  is_good = mado_payment_answer_is_balanced (answer);
  if (is_good && is_to_apply && !mado_payment_answer_apply (answer, &error))
    return mado_ctl_refuse_with (call, error);
  if (call->json)
    answer_all (call, answer);
  else
    print_all (call, answer);

  return is_good ? MADO_CTL_OK : MADO_CTL_REFUSED;
}

static MadoCtlStatus
run_answer (MadoCtlCall *call, MadoPaymentReturn wanted)
{
  gboolean is_typed = mado_ctl_get_options (call, "typed") != NULL;
  MadoCtlStatus status = MADO_CTL_REFUSED;
  g_auto (MadoCtlPayment) run = { 0 };
  g_autoptr (MadoPaymentAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  if (is_typed == (call->n_arguments > 2))
    return mado_ctl_wrong_usage (call, "a file, or results that are typed");
  if (!mado_ctl_payment_open (&run, call, &status) || !mado_ctl_payment_load (&run, &status))
    return status;
  answer = is_typed ? read_typed (&run, find_packet (&run, wanted), &error)
                    : read_file (&run, find_packet (&run, wanted), &error);
  status = answer != NULL ? finish (call, answer) : mado_ctl_refuse_with (call, error);
  g_clear_pointer (&answer, mado_payment_answer_free); /* before the batch that it is about */

  return status;
}

static MadoCtlStatus
run_decision (MadoCtlCall *call)
{
  return run_answer (call, MADO_PAYMENT_DECISION);
}

static MadoCtlStatus
run_result (MadoCtlCall *call)
{
  return run_answer (call, MADO_PAYMENT_RESULT);
}

#define ANSWER_OPTIONS                                                                                                 \
  MADO_CTL_PAYMENT_OPTIONS, MADO_CTL_PAYMENT_SIGN,                                                                     \
      { "packet", "PACKET", "of the programme; the only one of its kind unless told" },                                \
      { "heading", "OURS=THEIRS", "a column that has another heading; may be given several times" },                   \
      { "leave-out", "ROW=REASON",                                                                                     \
        "a row, a receipt number, or all that is 'missing', 'unknown', …; may be given several times" },               \
      { "apply", NULL, "takes it over, where it balances" }

const MadoCtlVerb mado_ctl_payment_answer_verbs[] = {
  { "payment",
    "decision",
    "FILE BATCH CSV",
    3,
    3,
    "the ward's decision row by row against what went out; nothing is written unless told",
    run_decision,
    { ANSWER_OPTIONS } },
  { "payment",
    "result",
    "FILE BATCH [RESULT]",
    2,
    3,
    "what became of payments, as a file or typed, row by row; nothing is written unless told",
    run_result,
    { ANSWER_OPTIONS,
      { "typed", "RECEIPT=WORD/REASON/DAY", "a result that came in another way; may be given several times" } } },
  {},
};
