/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl handover …`: the hand-over ledger of a profile. The first password opens the profile, the second the
 * signing key beside it. */

#include <gio/gio.h>
#include <string.h>

#include "ctl-handover.h"
#include "ctl-packet.h"
#include "ctl-profile.h"
#include "mado-handover-attesting.h"
#include "mado-handover-error.h"
#include "mado-handover-making.h"
#include "mado-handover-paper.h"
#include "mado-handover-sheet.h"
#include "mado-handover-table.h"
#include "mado-json-member.h"
#include "mado-letter-packet.h"
#include "mado-packet-error.h"
#include "mado-packet-medium.h"
#include "mado-packet-receipt.h"
#include "mado-personal-key.h"
#include "mado-term-due.h"
#include "mado-transfer-packet.h"

/**
 * mado_ctl_handover_refuse:
 * @call: the call
 * @error: why
 *
 * Returns: that it was refused, as the answer says, with a code for scripts
 */
MadoCtlStatus
mado_ctl_handover_refuse (MadoCtlCall *call, const GError *error)
{
  if (error->domain == MADO_HANDOVER_ERROR)
    mado_ctl_answer_string (call, "code", mado_handover_error_get_name ((MadoHandoverError) error->code));
  if (error->domain == MADO_PACKET_ERROR)
    return mado_ctl_packet_refuse (call, error);

  return mado_ctl_refuse_with (call, error);
}

/**
 * mado_ctl_handover_open_desk:
 * @call: the call
 * @out_status: (out): why not
 *
 * Returns: (transfer full) (nullable): the profile of --account
 */
MadoDesk *
mado_ctl_handover_open_desk (MadoCtlCall *call, MadoCtlStatus *out_status)
{
  const MadoPerson person = { .account = mado_ctl_get_option (call, "account") };

  if (person.account != NULL)
    return mado_ctl_open_desk_as (call, &person, out_status);
  *out_status = mado_ctl_wrong_usage (call, "--account is missing");

  return NULL;
}

/* --- make --------------------------------------------------------------------------------------------------------- */

static gboolean
read_choice (MadoCtlCall *call, MadoPacketChoice *out_choice)
{
  const char *batch = mado_ctl_get_option (call, "batch"), *run = mado_ctl_get_option (call, "run");

  out_choice->packet = mado_ctl_get_option (call, "packet");
  out_choice->queue = mado_ctl_get_option (call, "queue");
  out_choice->batch = batch != NULL ? mado_id_from_text (batch) : MADO_ID_NONE;

  return (batch == NULL || mado_id_is_valid (out_choice->batch)) &&
         (run == NULL || (batch == NULL && out_choice->queue == NULL));
}

static MadoMaking *
make (MadoCtlCall *call, MadoDesk *desk, const MadoPacketChoice *choice, MadoFindings *findings, GError **error)
{
  const char *run = mado_ctl_get_option (call, "run");
  const MadoLetterPacketChoice letters = {
    .packet = choice->packet,
    .number = run,
    .findings = findings,
  };
  const MadoTransferChoice file = { choice->batch, mado_ctl_get_option (call, "pay") };
  g_autoptr (MadoSecret) password = mado_ctl_read_password (call, error);
  g_autoptr (MadoSigningKey) key =
      password != NULL ? mado_personal_key_unlock (mado_desk_get_path (desk), password, error) : NULL;
  const MadoMakingOrder order = {
    .choice = *choice,
    .source = run != NULL        ? mado_letter_packet_gather
              : file.pay != NULL ? mado_transfer_packet_gather
                                 : NULL,
    .source_data = run != NULL ? (gconstpointer) &letters : (gconstpointer) &file,
    .number = mado_ctl_get_option (call, "id"),
    .folder = mado_ctl_get_option (call, "to"),
    .is_image = mado_ctl_get_option (call, "image") != NULL,
    .place = mado_ctl_get_option (call, "place"),
    .notice_number = mado_ctl_get_option (call, "notice-id"),
    .notice_folder = mado_ctl_get_option (call, "notice-to"),
    .key = key,
    .now = mado_instant_now (),
  };

  return key != NULL ? mado_making_run (desk, &order, findings, error) : NULL;
}

static MadoCtlStatus
run_make (MadoCtlCall *call)
{
  static const char *const needed[] = { "packet", "id", "to", "notice-id", "notice-to", NULL };
  const char *missing = mado_ctl_packet_find_missing (call, needed);
  MadoCtlStatus status = MADO_CTL_REFUSED;
  MadoPacketChoice choice;
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoMaking) made = NULL;
  g_autoptr (MadoDesk) desk = NULL;

  if (missing != NULL)
    return mado_ctl_wrong_usage (call, "--%s is missing", missing);
  if (!read_choice (call, &choice))
    return mado_ctl_wrong_usage (call, "--batch needs an id, and there is one of --batch, --queue and --run");
  if (mado_ctl_get_option (call, "pay") != NULL && !mado_id_is_valid (choice.batch))
    return mado_ctl_wrong_usage (call, "--pay needs the --batch whose file it is");
  desk = mado_ctl_handover_open_desk (call, &status);
  if (desk == NULL)
    return status;
  made = make (call, desk, &choice, findings, &error);
  mado_ctl_answer_findings (call, "findings", findings);
  if (made == NULL)
    return mado_ctl_handover_refuse (call, error);
  mado_ctl_answer_string (call, "file", made->file);
  mado_ctl_answer_string (call, "notice", made->notice_file);
  mado_ctl_packet_answer_hash (call, "sha256", &made->digest);
  mado_ctl_answer_number (call, "records", made->records);
  mado_ctl_answer_number (call, "total_amount", made->amount);

  return MADO_CTL_OK;
}

/* --- attest ------------------------------------------------------------------------------------------------------- */

static gboolean
attest (MadoCtlCall *call, MadoDesk *desk, GError **error)
{
  g_autoptr (GBytes) statement =
      mado_packet_medium_read (mado_ctl_get_option (call, "statement"), MADO_RECEIPT_MAX_SIZE, error);
  g_autoptr (MadoSecret) password = statement != NULL ? mado_ctl_read_password (call, error) : NULL;
  g_autoptr (MadoSigningKey) key =
      password != NULL ? mado_personal_key_unlock (mado_desk_get_path (desk), password, error) : NULL;

  return key != NULL && mado_handover_attest (desk, statement, key, mado_instant_now (), MADO_ID_NONE, error);
}

static MadoCtlStatus
run_attest (MadoCtlCall *call)
{
  MadoCtlStatus status = MADO_CTL_REFUSED;
  g_autoptr (MadoDesk) desk = NULL;
  g_autoptr (GError) error = NULL;

  if (mado_ctl_get_option (call, "statement") == NULL)
    return mado_ctl_wrong_usage (call, "--statement is missing");
  desk = mado_ctl_handover_open_desk (call, &status);
  if (desk == NULL)
    return status;

  return attest (call, desk, &error) ? MADO_CTL_OK : mado_ctl_handover_refuse (call, error);
}

/* --- recover ------------------------------------------------------------------------------------------------------ */

static MadoCtlStatus
run_recover (MadoCtlCall *call)
{
  MadoCtlStatus status = MADO_CTL_REFUSED;
  g_autoptr (MadoDesk) desk = mado_ctl_handover_open_desk (call, &status);
  gboolean is_lost = mado_ctl_get_option (call, "lost") != NULL, was_undone = FALSE;
  g_autoptr (GError) error = NULL;

  if (desk == NULL)
    return status;
  if (is_lost ? !mado_making_keep_entries (desk, mado_instant_now (), &error)
              : !mado_making_recover (desk, mado_instant_now (), &was_undone, &error))
    return mado_ctl_handover_refuse (call, error);
  mado_ctl_answer_flag (call, "undone", was_undone);

  return MADO_CTL_OK;
}

/* --- list --------------------------------------------------------------------------------------------------------- */

typedef struct {
  MadoDesk *desk;
  MadoHandoverBook *book;
  GArray *remains;
} Reading;

static void
load_work (GTask *task, MadoDatabase *database, gpointer request, G_GNUC_UNUSED GCancellable *cancellable)
{
  Reading *reading = request;
  GError *error = NULL;

  reading->book = mado_handover_book_load (database, mado_desk_get_programme (reading->desk),
                                           mado_desk_get_person (reading->desk), &error);
  if (reading->book != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * mado_ctl_handover_load_book:
 * @desk: a profile
 * @error: where to put why it cannot be read
 *
 * Returns: (transfer full) (nullable): its ledger
 */
MadoHandoverBook *
mado_ctl_handover_load_book (MadoDesk *desk, GError **error)
{
  Reading reading = { desk, NULL, NULL };

  return mado_desk_do_and_wait (desk, MADO_DESK_READER, load_work, &reading, error) ? reading.book : NULL;
}

/* What comes next, and why this person cannot sign it. */
static void
answer_next (MadoCtlCall *call, const MadoHandoverSheet *sheet)
{
  json_builder_set_member_name (call->answer, "next");
  json_builder_begin_array (call->answer);
  for (guint i = 0; i < sheet->next->len; i++) {
    const MadoHandoverNext *next = &g_array_index (sheet->next, MadoHandoverNext, i);

    json_builder_begin_object (call->answer);
    mado_ctl_answer_string (call, "step", next->step);
    mado_ctl_answer_string (call, "obstacle", next->obstacle != NULL ? next->obstacle : "");
    json_builder_end_object (call->answer);
  }
  json_builder_end_array (call->answer);
}

static void
answer_photos (MadoCtlCall *call, yyjson_val *photos)
{
  json_builder_set_member_name (call->answer, "photos");
  json_builder_begin_array (call->answer);
  for (gsize i = 0; i < yyjson_arr_size (photos); i++) {
    yyjson_val *photo = yyjson_arr_get (photos, i);

    json_builder_begin_object (call->answer);
    mado_ctl_answer_string (call, "text", mado_json_get_text (photo, "text"));
    mado_ctl_answer_string (call, "name", mado_json_get_text (photo, "name"));
    mado_ctl_answer_string (call, "sha256", mado_json_get_text (photo, "hash"));
    json_builder_end_object (call->answer);
  }
  json_builder_end_array (call->answer);
}

static void
answer_entry (MadoCtlCall *call, MadoDesk *desk, const MadoHandoverBook *book, MadoEntity *handover)
{
  yyjson_val *body = mado_entity_get_body (handover);
  g_autoptr (MadoHandoverSheet) sheet = mado_handover_sheet_new (book, handover, mado_desk_get_programme (desk),
                                                                 mado_desk_get_person (desk), mado_instant_now ());

  json_builder_begin_object (call->answer);
  mado_ctl_answer_string (call, "number", mado_json_get_text (body, "number"));
  mado_ctl_answer_string (call, "kind", mado_json_get_text (body, "kind"));
  mado_ctl_answer_string (call, "state", mado_entity_get_state (handover));
  mado_ctl_answer_string (call, "due_back", mado_json_get_text (body, "due_back"));
  mado_ctl_answer_number (call, "records", mado_json_get_number (body, "records"));
  mado_ctl_answer_flag (call, "out", sheet->is_out);
  mado_ctl_answer_flag (call, "overdue", sheet->is_overdue);
  mado_ctl_answer_flag (call, "waits", mado_handover_sheet_waits (sheet));
  answer_next (call, sheet);
  answer_photos (call, yyjson_obj_get (body, "attachments"));
  json_builder_end_object (call->answer);
}

static MadoCtlStatus
run_list (MadoCtlCall *call)
{
  MadoCtlStatus status = MADO_CTL_REFUSED;
  g_autoptr (MadoDesk) desk = mado_ctl_handover_open_desk (call, &status);
  g_autoptr (MadoHandoverBook) book = NULL;
  g_autoptr (GError) error = NULL;

  if (desk == NULL)
    return status;
  book = mado_ctl_handover_load_book (desk, &error);
  if (book == NULL)
    return mado_ctl_handover_refuse (call, error);
  json_builder_set_member_name (call->answer, "handovers");
  json_builder_begin_array (call->answer);
  for (guint i = 0; i < book->handovers->len; i++)
    answer_entry (call, desk, book, g_ptr_array_index (book->handovers, i));
  json_builder_end_array (call->answer);

  return MADO_CTL_OK;
}

/* --- paper -------------------------------------------------------------------------------------------------------- */

static void
remains_work (GTask *task, MadoDatabase *database, gpointer request, G_GNUC_UNUSED GCancellable *cancellable)
{
  Reading *reading = request;
  GError *error = NULL;

  reading->remains = mado_term_remains_find (database, reading->book, &error);
  if (reading->remains != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static GBytes *
print_report (MadoCtlCall *call, MadoDesk *desk, const MadoHandoverPaper *paper, GPtrArray *open, GError **error)
{
  Reading reading = { desk, (MadoHandoverBook *) paper->book, NULL };
  g_autoptr (GArray) remains =
      mado_desk_do_and_wait (desk, MADO_DESK_SEARCHER, remains_work, &reading, error) ? reading.remains : NULL;

  return remains != NULL
             ? mado_handover_paper_print_erasure (paper, mado_ctl_get_option (call, "erasure"),
                                                  mado_ctl_get_option (call, "receiver"), remains, open, error)
             : NULL;
}

static GBytes *
print (MadoCtlCall *call, MadoDesk *desk, const MadoHandoverPaper *paper, GError **error)
{
  const char *number = mado_ctl_get_option (call, "number"), *report = mado_ctl_get_option (call, "erasure");
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func (g_free);
  MadoEntity *handover;
  GBytes *pdf;

  if (report == NULL) {
    handover = mado_handover_book_find_number (paper->book, number);
    if (handover != NULL)
      return mado_handover_paper_print_slip (paper, handover, error);
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "there is no entry with this number");
    return NULL;
  }
  pdf = print_report (call, desk, paper, open, error);
  json_builder_set_member_name (call->answer, "open");
  json_builder_begin_array (call->answer);
  for (guint i = 0; i < open->len; i++)
    json_builder_add_string_value (call->answer, g_ptr_array_index (open, i));
  json_builder_end_array (call->answer);

  return pdf;
}

static MadoCtlStatus
run_print (MadoCtlCall *call)
{
  MadoCtlStatus status = MADO_CTL_REFUSED;
  g_autoptr (MadoDesk) desk = NULL;
  g_autoptr (MadoHandoverBook) book = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GError) error = NULL;

  if (mado_ctl_get_option (call, "out") == NULL)
    return mado_ctl_wrong_usage (call, "--out is missing");
  if ((mado_ctl_get_option (call, "number") == NULL) == (mado_ctl_get_option (call, "erasure") == NULL))
    return mado_ctl_wrong_usage (call, "--number prints a slip, --erasure the report: give one of them");
  desk = mado_ctl_handover_open_desk (call, &status);
  if (desk == NULL)
    return status;
  book = mado_ctl_handover_load_book (desk, &error);
  if (book != NULL) {
    const MadoHandoverPaper paper = { mado_desk_get_programme (desk), book, mado_desk_get_person (desk)->account,
                                      mado_instant_get_japanese_day (mado_instant_now ()) };

    pdf = print (call, desk, &paper, &error);
  }
  if (pdf == NULL || !mado_ctl_packet_save (mado_ctl_get_option (call, "out"), pdf, &error))
    return mado_ctl_handover_refuse (call, error);
  mado_ctl_answer_string (call, "file", mado_ctl_get_option (call, "out"));

  return MADO_CTL_OK;
}

/* --- export ------------------------------------------------------------------------------------------------------- */

static MadoCtlStatus
run_export (MadoCtlCall *call)
{
  MadoCtlStatus status = MADO_CTL_REFUSED;
  g_autoptr (MadoDesk) desk = NULL;
  g_autoptr (MadoHandoverBook) book = NULL;
  g_autoptr (GBytes) table = NULL;
  g_autoptr (GError) error = NULL;

  if (mado_ctl_get_option (call, "out") == NULL)
    return mado_ctl_wrong_usage (call, "--out is missing");
  desk = mado_ctl_handover_open_desk (call, &status);
  if (desk == NULL)
    return status;
  book = mado_ctl_handover_load_book (desk, &error);
  table = book != NULL ? mado_handover_table_write (book, &error) : NULL;
  if (table == NULL || !mado_ctl_packet_save (mado_ctl_get_option (call, "out"), table, &error))
    return mado_ctl_handover_refuse (call, error);
  mado_ctl_answer_string (call, "file", mado_ctl_get_option (call, "out"));
  mado_ctl_answer_number (call, "handovers", book->handovers->len);

  return MADO_CTL_OK;
}

const MadoCtlVerb mado_ctl_handover_verbs[] = {
  { "handover",
    "make",
    "FILE",
    1,
    1,
    "a packet out of a profile onto a medium, the notice of its password, and their signed entries: all or nothing",
    run_make,
    { MADO_CTL_WHO_OPTION,
      { "packet", "ID", "which packet of the programme" },
      { "queue", "LIST", "the cases of this work list alone" },
      { "batch", "UUID", "the cases of this batch alone" },
      { "run", "NUMBER", "a row for each letter of this run that goes out, for whoever prints it" },
      { "pay", "TRANSITION", "the file that pays the batch so, as payment file made it, in place of its cases" },
      { "id", "NUMBER", "the medium's number, as P-2026-0012" },
      { "to", "FOLDER", "the medium" },
      { "image", NULL, "make the image of a disc of it, ready to burn" },
      { "place", "TEXT", "where the medium is kept" },
      { "notice-id", "NUMBER", "the number of the password notice" },
      { "notice-to", "FOLDER", "where the notice goes, to be printed: never on the medium" },
      MADO_CTL_PROFILE_OPTIONS } },
  { "handover",
    "list",
    "FILE",
    1,
    1,
    "what is out, what is overdue, and what waits for this person's signature",
    run_list,
    { MADO_CTL_WHO_OPTION, MADO_CTL_PROFILE_OPTIONS } },
  { "handover",
    "print",
    "FILE",
    1,
    1,
    "the slip of an entry, or the report of erasure over all of the ledger, as a PDF",
    run_print,
    { MADO_CTL_WHO_OPTION,
      { "number", "NUMBER", "of the medium whose slip is printed" },
      { "erasure", "NUMBER", "print the report of erasure under this number; refused while anything is out" },
      { "receiver", "NAME", "the report about what this account had, alone" },
      { "out", "FILE", "where it goes" },
      MADO_CTL_PROFILE_OPTIONS } },
  { "handover",
    "attest",
    "FILE",
    1,
    1,
    "enters what a receiver without the program has signed: a statement of a step, or the receipt of a packet",
    run_attest,
    { MADO_CTL_WHO_OPTION, { "statement", "FILE", "what the receiver has signed" }, MADO_CTL_PROFILE_OPTIONS } },
  { "handover",
    "export",
    "FILE",
    1,
    1,
    "the ledger as a spreadsheet (xlsx): a row for each entry that was signed",
    run_export,
    { MADO_CTL_WHO_OPTION, { "out", "FILE", "where it goes" }, MADO_CTL_PROFILE_OPTIONS } },
  { "handover",
    "recover",
    "FILE",
    1,
    1,
    "undoes a packet that was begun and not finished: put its medium in first",
    run_recover,
    { MADO_CTL_WHO_OPTION,
      { "lost", NULL, "the medium does not come back: keep its entries" },
      MADO_CTL_PROFILE_OPTIONS } },
  {},
};
