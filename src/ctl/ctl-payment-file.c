/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl payment file …`: the file that pays a batch, with its pre-flight, and the sheet that goes with it. It
 * is kept in the profile, and leaves it as a packet alone (`handover make --pay`): here no byte of it comes out. */

#include <stdio.h>
#include <string.h>

#include "ctl-payment.h"
#include "mado-durable-file.h"
#include "mado-json-member.h"
#include "mado-payment-paper.h"
#include "mado-payment-way.h"
#include "mado-payment-words.h"

typedef struct {
  MadoCtlPayment payment;
  MadoBankMaster *master; /* (nullable) */
  MadoPayer payer;
  MadoTransferOrder order;
  MadoPaymentTransfer *transfer;
} Run;

static void
clear_run (Run *self)
{
  g_clear_pointer (&self->transfer, mado_payment_transfer_free);
  g_clear_pointer (&self->master, mado_bank_master_free);
  mado_ctl_payment_clear (&self->payment);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, clear_run)

/* --- what is wanted ---------------------------------------------------------------------------------------------- */

/* Returns: (nullable): the option that is missing */
static const char *
read_payer (MadoCtlCall *call, MadoPayer *payer)
{
  const struct {
    const char *option;
    const char **part;
  } parts[] = {
    { "consignor", &payer->consignor_code }, { "consignor-name", &payer->consignor_name },
    { "from-bank", &payer->bank },           { "from-branch", &payer->branch },
    { "from-kind", &payer->kind },           { "from-number", &payer->number },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++) {
    *parts[i].part = mado_ctl_get_option (call, parts[i].option);
    if (*parts[i].part == NULL)
      return parts[i].option;
  }

  return NULL;
}

static const MadoTransition *
find_only_pay (const MadoProgramme *programme)
{
  g_autoptr (GPtrArray) ways = mado_payment_list_ways (programme);

  return ways->len == 1 ? g_ptr_array_index (ways, 0) : NULL;
}

static gboolean
read_order (Run *self, MadoCtlStatus *out_status)
{
  MadoCtlCall *call = self->payment.call;
  const char *pay = mado_ctl_get_option (call, "pay"), *day = mado_ctl_get_option (call, "day");
  const MadoProgramme *programme = self->payment.clerk->programme;
  const char *missing = read_payer (call, &self->payer);

  self->order = (MadoTransferOrder) {
    .pay = pay != NULL ? mado_section_find (programme->transitions, pay) : find_only_pay (programme),
    .day = day != NULL ? mado_date_from_iso (day) : MADO_DATE_NONE,
    .payer = missing == NULL ? &self->payer : NULL,
    .bank = mado_bank_profile_get_default (),
    .master = self->master,
    .framing = { .newline = MADO_ZENGIN_NEWLINE_CRLF },
  };
  *out_status = MADO_CTL_USAGE;
  if (self->order.pay == NULL || strcmp (self->order.pay->right, "pay") != 0)
    *out_status = mado_ctl_wrong_usage (call, "--pay names the transition by which it is paid");
  else if (!mado_date_is_valid (self->order.day))
    *out_status = mado_ctl_wrong_usage (call, "--day needs the day on which money moves, as 2025-06-10");
  else
    return TRUE;

  return FALSE;
}

static gboolean
open_master (Run *self)
{
  const char *path = mado_ctl_get_option (self->payment.call, "master");

  if (path != NULL)
    self->master = mado_ctl_open_master (self->payment.call, path);

  return path == NULL || self->master != NULL;
}

/* --- the sheet --------------------------------------------------------------------------------------------------- */

static GBytes *
print_sheet (const Run *self, const char *file, GError **error)
{
  const char *to = mado_ctl_get_option (self->payment.call, "sheet-to");
  const char *from = mado_ctl_get_option (self->payment.call, "sheet-from");
  const MadoPaymentPaper paper = { file, to != NULL ? to : "", from != NULL ? from : "" };

  return mado_payment_paper_print (&paper, self->transfer, &self->order, self->payment.clerk, error);
}

/* --- the file ---------------------------------------------------------------------------------------------------- */

static void
answer_transfer (const Run *self)
{
  MadoCtlCall *call = self->payment.call;
  const MadoPaymentTransfer *transfer = self->transfer;

  mado_ctl_answer_string (call, "pay", self->order.pay->id);
  mado_ctl_answer_number (call, "count", transfer->rows->len);
  mado_ctl_answer_number (call, "sum", transfer->sum);
  mado_ctl_answer_number (call, "count_read", (gint64) transfer->n_read);
  mado_ctl_answer_number (call, "sum_read", transfer->sum_read);
  if (transfer->bytes != NULL) {
    g_autofree char *hex = mado_hash_to_hex (&transfer->hash);

    mado_ctl_answer_string (call, "sha256", hex);
  }
  mado_ctl_answer_findings (call, "findings", transfer->findings);
  for (guint i = 0; !call->json && i < mado_findings_get_count (transfer->findings); i++) {
    const MadoFinding *finding = mado_findings_get (transfer->findings, i);

    g_printerr ("%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT " %s%s%s: %s\n", finding->record, finding->place,
                finding->code, finding->field != NULL ? " " : "", finding->field != NULL ? finding->field : "",
                mado_payment_code_get_message (finding->code));
  }
}

static char *
dup_name (const Run *self)
{
  char day[MADO_DATE_ISO_SIZE];

  mado_date_to_iso (self->order.day, day);

  return g_strdup_printf ("furikomi-%s.%s", day, self->transfer->is_for_bank ? "txt" : "csv");
}

/* The paper is made first: what cannot be printed has not gone to the bank. */
static gboolean
keep (const Run *self, GError **error)
{
  const char *sheet_path = mado_ctl_get_option (self->payment.call, "sheet");
  g_autofree char *name = dup_name (self);
  g_autoptr (GBytes) sheet = sheet_path != NULL ? print_sheet (self, name, error) : NULL;

  if (sheet_path != NULL && sheet == NULL)
    return FALSE;

  return mado_payment_transfer_keep (self->transfer, self->payment.clerk, &self->order, name, error) &&
         (sheet == NULL || mado_durable_file_save (sheet_path, sheet, MADO_DURABLE_FILE_NEW, error));
}

/* What was made already is told as it is, whatever has become of its cases: by its digest it is known to be the same,
 * byte for byte. */
static MadoCtlStatus
answer_kept (const Run *self, GBytes *kept)
{
  g_autofree char *hex = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, kept);

  mado_ctl_answer_string (self->payment.call, "sha256", hex);
  mado_ctl_answer_flag (self->payment.call, "kept", TRUE);

  return MADO_CTL_OK;
}

static gboolean
is_same_day (const Run *self)
{
  yyjson_val *made = mado_payment_batch_find_transfer (self->payment.batch, self->order.pay->id);
  char day[MADO_DATE_ISO_SIZE];

  mado_date_to_iso (self->order.day, day);

  return made != NULL && strcmp (mado_json_get_text (made, "day"), day) == 0;
}

static MadoCtlStatus
make_file (Run *self)
{
  MadoCtlCall *call = self->payment.call;
  gboolean is_to_keep = mado_ctl_get_option (call, "make") != NULL;
  g_autoptr (GBytes) kept = NULL;
  g_autoptr (GError) error = NULL;

  if (!mado_payment_transfer_find_kept (self->payment.clerk, self->payment.batch, self->order.pay->id, &kept, &error))
    return mado_ctl_refuse_with (call, error);
  if (kept != NULL && is_same_day (self))
    return answer_kept (self, kept);
  self->transfer = mado_payment_transfer_make (self->payment.clerk, self->payment.batch, &self->order, &error);
  if (self->transfer == NULL)
    return mado_ctl_refuse_with (call, error);
  answer_transfer (self);
  if (self->transfer->bytes == NULL)
    return mado_ctl_refuse (call, "no file is made: the findings say why");

  return !is_to_keep || keep (self, &error) ? MADO_CTL_OK : mado_ctl_refuse_with (call, error);
}

static MadoCtlStatus
run_file (MadoCtlCall *call)
{
  MadoCtlStatus status = MADO_CTL_REFUSED;
  g_auto (Run) run = { 0 };

  if (!mado_ctl_payment_open (&run.payment, call, &status) || !open_master (&run) || !read_order (&run, &status) ||
      !mado_ctl_payment_load (&run.payment, &status))
    return status;

  return make_file (&run);
}

const MadoCtlVerb mado_ctl_payment_file_verbs[] = {
  { "payment",
    "file",
    "FILE BATCH",
    2,
    2,
    "the file that pays a batch: what stands against it and what it comes to; it leaves by handover make --pay",
    run_file,
    { MADO_CTL_PAYMENT_OPTIONS,
      { "pay", "TRANSITION", "by which it is paid; the only one of the programme unless told" },
      { "day", "DATE", "on which money moves" },
      { "make", NULL, "makes it, for good: it is kept in the profile" },
      { "sheet", "FILE", "the PDF that goes with it" },
      { "sheet-to", "TEXT", "to whom" },
      { "sheet-from", "TEXT", "from whom" },
      { "master", "FILE", "all banks and branches must be in this list" },
      { "consignor", "DIGITS", "the number that the bank has given" },
      { "consignor-name", "TEXT", "who pays, in half-width kana" },
      { "from-bank", "CODE", "of the account that pays" },
      { "from-branch", "CODE", "of it" },
      { "from-kind", "DIGIT", "of it" },
      { "from-number", "DIGITS", "of it" } } },
  {},
};
