/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sets the sheet in the layout of the reports. */

#include "mado-payment-paper.h"

#include "mado-form-print.h"
#include "mado-json-member.h"
#include "mado-reference-file.h"
#include "mado-transfer-sheet.h"

static gint64
count_warnings (const MadoFindings *findings)
{
  gint64 count = 0;

  for (guint i = 0; i < mado_findings_get_count (findings); i++)
    count += mado_findings_get (findings, i)->severity == MADO_SEVERITY_WARNING;

  return count;
}

/* What people call it who read the sheet. */
static const char *
name_way (const MadoPaymentTransfer *transfer, const MadoTransferOrder *order)
{
  const MadoPacket *packet = mado_section_find (transfer->batch->programme->packets, order->pay->packet);

  return transfer->is_for_bank || packet == NULL ? "総合振込（全銀形式）" : packet->label;
}

/* By what it orders and when it was made; its id stands at the head. */
static char *
name_batch (const MadoPaymentBatch *batch)
{
  yyjson_val *body = mado_entity_get_body (batch->entity);
  const MadoPacket *packet = mado_section_find (batch->programme->packets, mado_json_get_text (body, "packet"));
  const MadoInstant made = { mado_json_get_number (yyjson_obj_get (body, "made"), "at") * 1000 };
  g_autofree char *words = NULL;
  char day[MADO_DATE_ISO_SIZE];

  mado_date_to_iso (mado_instant_get_japanese_day (made), day);
  words = mado_ledger_write_day (day);

  return g_strdup_printf ("%s（%s作成）", packet != NULL ? packet->label : "", words);
}

static MadoManuscript *
write_sheet (const MadoPaymentPaper *paper,
             const MadoPaymentTransfer *transfer,
             const MadoTransferOrder *order,
             const MadoLedgerHeading *heading)
{
  g_autofree char *digest = mado_hash_to_hex (&transfer->hash), *batch = name_batch (transfer->batch);
  char day[MADO_DATE_ISO_SIZE];

  mado_date_to_iso (order->day, day);

  const MadoTransferFigures figures = {
    .file = paper->file,
    .batch = batch,
    .way = name_way (transfer, order),
    .day = day,
    .count = transfer->rows->len,
    .sum = transfer->sum,
    .count_read = (gint64) transfer->n_read,
    .sum_read = transfer->sum_read,
    .n_warnings = count_warnings (transfer->findings),
    .digest = digest,
  };

  return mado_transfer_sheet_write (&figures, heading);
}

/**
 * mado_payment_paper_print:
 * @paper: what stands on it beside the figures
 * @transfer: a file that was made, or could be
 * @order: with which it was made
 * @clerk: who makes it
 * @error: why it cannot be set
 *
 * Returns: (transfer full) (nullable): a PDF
 */
GBytes *
mado_payment_paper_print (const MadoPaymentPaper *paper,
                          const MadoPaymentTransfer *transfer,
                          const MadoTransferOrder *order,
                          const MadoDeskClerk *clerk,
                          GError **error)
{
  MadoDate today = mado_instant_get_japanese_day (clerk->now);
  g_autofree char *layout = mado_reference_file_dup_sample_path (MADO_FORM_LAYOUT);
  char id[MADO_ID_TEXT_SIZE];
  g_autoptr (MadoManuscript) sheet = NULL;

  mado_id_to_text (mado_entity_get_id (transfer->batch->entity), id);

  const MadoLedgerHeading heading = { id, today, paper->to, paper->from, clerk->programme->identity.title };

  sheet = write_sheet (paper, transfer, order, &heading);

  return mado_form_print (layout, sheet, "R1", today, error);
}
