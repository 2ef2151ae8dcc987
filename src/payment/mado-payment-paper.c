/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sets the sheet in the layout of the reports. */

#include "mado-payment-paper.h"

#include <gio/gio.h>

#include "mado-print-run.h"
#include "mado-programme-fault.h"
#include "mado-reference-file.h"
#include "mado-transfer-sheet.h"

static MadoLayout *
load_layout (GError **error)
{
  g_autofree char *path = mado_reference_file_dup_sample_path ("layouts/a4-report.json");
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
  char *text = NULL;
  gsize length = 0;
  g_autoptr (GBytes) file = NULL;
  MadoLayout *layout;

  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;
  file = g_bytes_new_take (text, length);
  layout = mado_layout_read (file, faults);
  if (layout == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "the layout of reports cannot be read");

  return layout;
}

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

static MadoManuscript *
write_sheet (const MadoPaymentPaper *paper,
             const MadoPaymentTransfer *transfer,
             const MadoTransferOrder *order,
             const MadoLedgerHeading *heading)
{
  g_autofree char *digest = mado_hash_to_hex (&transfer->hash);
  char day[MADO_DATE_ISO_SIZE];

  mado_date_to_iso (order->day, day);

  const MadoTransferFigures figures = {
    .file = paper->file,
    .batch = heading->number,
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

static GBytes *
print (const MadoManuscript *sheet, MadoDate day, GError **error)
{
  g_autoptr (MadoLayout) layout = load_layout (error);
  g_autoptr (MadoTypecase) typecase = layout != NULL ? mado_typecase_new (error) : NULL;
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autoptr (MadoPrintRun) run = NULL;
  MadoPrinted printed;

  if (typecase == NULL)
    return NULL;
  run = mado_print_run_new (typecase, layout, stream, "R1", sheet->title, day);
  if (!mado_print_run_add (run, sheet, &printed, findings, error) || !mado_print_run_finish (run, error) ||
      !g_output_stream_close (stream, NULL, error))
    return NULL;

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
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
                          const MadoPaymentClerk *clerk,
                          GError **error)
{
  MadoDate today = mado_instant_get_japanese_day (clerk->now);
  char id[MADO_ID_TEXT_SIZE];
  g_autoptr (MadoManuscript) sheet = NULL;

  mado_id_to_text (mado_entity_get_id (transfer->batch->entity), id);

  const MadoLedgerHeading heading = { id, today, paper->to, paper->from, clerk->programme->identity.title };

  sheet = write_sheet (paper, transfer, order, &heading);

  return print (sheet, today, error);
}
