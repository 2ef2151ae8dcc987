/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sets the forms in the layout of the reports. The QR code on each sheet is the number of its entry. */

#include "mado-handover-paper.h"

#include <string.h>

#include "mado-documents-error.h"
#include "mado-erasure-report.h"
#include "mado-form-print.h"
#include "mado-json-member.h"
#include "mado-ledger-words.h"
#include "mado-password-notice.h"
#include "mado-record-slip.h"
#include "mado-reference-file.h"
#include "mado-term-report.h"

/* --- the heading -------------------------------------------------------------------------------------------------- */

typedef struct {
  MadoLedgerHeading heading;
  char *to;
  char *from;
  char *contract;
} Head;

static void
clear_head (Head *head)
{
  g_free (head->to);
  g_free (head->from);
  g_free (head->contract);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Head, clear_head)

static char *
write_sender (const MadoHandoverPaper *self)
{
  const MadoEntity *person = mado_handover_book_find_in_charge (self->book, self->account, self->day);
  yyjson_val *body = person != NULL ? mado_entity_get_body (person) : NULL;

  return body != NULL ? g_strdup_printf ("%s\n%s　%s", mado_json_get_text (body, "organisation"),
                                         mado_json_get_text (body, "role"), mado_json_get_text (body, "name"))
                      : g_strdup (self->account);
}

static Head
write_head (const MadoHandoverPaper *self, const char *number)
{
  const MadoProgrammeIdentity *identity = &self->programme->identity;
  Head head = {
    .to = g_strdup_printf ("%s　御中", identity->division),
    .from = write_sender (self),
    .contract = g_strdup_printf ("%s 事務委託", identity->title),
  };

  head.heading = (MadoLedgerHeading) { number, self->day, head.to, head.from, head.contract };

  return head;
}

/* --- printing ----------------------------------------------------------------------------------------------------- */

/* Returns: (transfer full) (nullable): a PDF */
static GBytes *
print (const MadoManuscript *manuscript, const MadoLedgerHeading *heading, GError **error)
{
  g_autofree char *layout = mado_reference_file_dup_sample_path (MADO_FORM_LAYOUT);

  return mado_form_print (layout, manuscript, heading->number, heading->day, error);
}

/**
 * mado_handover_paper_print_slip:
 * @self: whose form it is
 * @handover: an entry
 * @error: where to put why it cannot be set
 *
 * Returns: (transfer full) (nullable): 確認記録票, a PDF
 */
GBytes *
mado_handover_paper_print_slip (const MadoHandoverPaper *self, const MadoEntity *handover, GError **error)
{
  g_auto (Head) head = write_head (self, mado_json_get_text (mado_entity_get_body (handover), "number"));
  g_autoptr (MadoManuscript) slip = mado_record_slip_write (handover, self->book->people, NULL, &head.heading);

  return print (slip, &head.heading, error);
}

/**
 * mado_handover_paper_print_notice:
 * @self: whose form it is
 * @number: of the notice
 * @medium: the number of the medium that it opens
 * @password: what opens it
 * @error: where to put why it cannot be set
 *
 * Returns: (transfer full) (nullable): パスワード通知書, a PDF: hold it no longer than it takes to write it where it
 * goes
 */
GBytes *
mado_handover_paper_print_notice (
    const MadoHandoverPaper *self, const char *number, const char *medium, const MadoSecret *password, GError **error)
{
  g_auto (Head) head = write_head (self, number);
  gsize length = mado_secret_get_length (password);
  g_autoptr (MadoSecret) text = mado_secret_new (length + 1); /* ends with a zero */
  g_autoptr (MadoManuscript) notice = NULL;

  memcpy (mado_secret_get_bytes (text), mado_secret_get_bytes (password), length);
  notice = mado_password_notice_write (medium, (const char *) mado_secret_get_bytes (text), &head.heading, error);

  return notice != NULL ? print (notice, &head.heading, error) : NULL;
}

/* Letters are the receiver's who had the medium that they are printed from, and so is a medium's notice. */
static gboolean
is_of (const MadoHandoverBook *book, const MadoEntity *handover, const char *receiver)
{
  yyjson_val *body = mado_entity_get_body (handover);
  MadoEntity *medium = mado_handover_book_find (book, mado_json_get_id (body, "printed_from"));

  if (medium != NULL)
    body = mado_entity_get_body (medium);

  return strcmp (mado_json_get_text (body, "receiver"), receiver) == 0;
}

/* Returns: (transfer container) (element-type MadoEntity): what one receiver had, or all */
static GPtrArray *
list_of (const MadoHandoverBook *book, const char *receiver)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < book->handovers->len; i++)
    if (receiver == NULL || is_of (book, g_ptr_array_index (book->handovers, i), receiver))
      g_ptr_array_add (list, g_ptr_array_index (book->handovers, i));

  return list;
}

static void
name_receiver (const MadoHandoverPaper *self, Head *head, const char *receiver)
{
  g_autofree char *contract = g_steal_pointer (&head->contract);

  head->contract =
      g_strdup_printf ("%s（%s に渡した分）", contract, mado_ledger_find_person (self->book->people, receiver));
  head->heading.contract = head->contract;
}

/**
 * mado_handover_paper_print_erasure:
 * @self: whose form it is
 * @number: of the report
 * @receiver: (nullable): the account of the one whose media it is about; %NULL: all of the ledger
 * @remains: (element-type MadoTermRemains): what still names something that was erased
 * @out_open: (element-type utf8): takes the numbers of what is still out
 * @error: %MADO_DOCUMENTS_ERROR_REFUSED where anything is
 *
 * Returns: (transfer full) (nullable): 消去報告書, a PDF
 */
GBytes *
mado_handover_paper_print_erasure (const MadoHandoverPaper *self,
                                   const char *number,
                                   const char *receiver,
                                   const GArray *remains,
                                   GPtrArray *out_open,
                                   GError **error)
{
  g_auto (Head) head = write_head (self, number);
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autoptr (GPtrArray) list = list_of (self->book, receiver);
  g_autoptr (MadoTermReport) erased = mado_term_report_new (self->book, remains);
  g_autoptr (MadoManuscript) report = NULL;

  if (receiver != NULL && list->len == 0) {
    g_set_error_literal (error, MADO_DOCUMENTS_ERROR, MADO_DOCUMENTS_ERROR_REFUSED,
                         "cannot make the report of erasure: this receiver had nothing");
    return NULL;
  }
  if (receiver != NULL)
    name_receiver (self, &head, receiver);
  report = mado_erasure_report_write (list, receiver == NULL ? &erased->data : NULL, self->book->people, &head.heading,
                                      findings);
  if (report != NULL)
    return print (report, &head.heading, error);
  for (guint i = 0; i < mado_findings_get_count (findings); i++)
    g_ptr_array_add (out_open, g_strdup (mado_findings_get (findings, i)->field));
  g_set_error_literal (error, MADO_DOCUMENTS_ERROR, MADO_DOCUMENTS_ERROR_REFUSED,
                       "cannot make the report of erasure: something on the ledger is not closed");

  return NULL;
}
