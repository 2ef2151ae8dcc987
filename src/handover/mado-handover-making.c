/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The order of the steps is what keeps ledger and media together:
 *
 *   the note of what will lie where → the packet, nameless, read back → the notice, nameless → both entries, signed, in
 *   the journal, held back from the service → the packet's name → the notice's name → nothing is held, the note is gone
 *
 * The password is in locked memory alone until the notice has its name. So whatever ends before the last step leaves a
 * packet that nobody can open: it is taken off the medium, and its entries are withdrawn. */

#include "mado-handover-making.h"

#include <string.h>

#include "mado-blob-cache.h"
#include "mado-handover-error.h"
#include "mado-handover-paper.h"
#include "mado-handover-signing.h"
#include "mado-journal.h"
#include "mado-making-note.h"
#include "mado-packet-error.h"
#include "mado-packet-image.h"
#include "mado-packet-medium.h"
#include "mado-packet-opening.h"
#include "mado-packet-password.h"
#include "mado-packet-seal.h"
#include "mado-replica.h"
#include "mado-transaction.h"

#define HELD_FOR ((gint64) 100 * 366 * 24 * 3600 * G_USEC_PER_SEC) /* until it is let go, or withdrawn */

typedef struct {
  MadoDesk *desk;
  const MadoMakingOrder *order;
  MadoHandoverBook *book;
  MadoChosenCases *chosen;
  MadoSecret *password;
  MadoSealedPacket *packet;
  GBytes *file;   /* what lies on the medium: the packet, or the image of a disc with it */
  GBytes *notice; /* a PDF */
  MadoMakingNote *note;
  MadoMaking *made;
  GPtrArray *entries; /* MadoOperation: signed */
} Work;

static void
clear_work (Work *work)
{
  g_clear_pointer (&work->book, mado_handover_book_free);
  g_clear_pointer (&work->chosen, mado_chosen_cases_free);
  g_clear_pointer (&work->password, mado_secret_free);
  g_clear_pointer (&work->packet, mado_sealed_packet_free);
  g_clear_pointer (&work->file, g_bytes_unref);
  g_clear_pointer (&work->notice, g_bytes_unref);
  g_clear_pointer (&work->note, mado_making_note_free);
  g_clear_pointer (&work->made, mado_making_free);
  g_clear_pointer (&work->entries, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, clear_work)

static void
tell (const Work *work, MadoMakingStage stage)
{
  if (work->order->told != NULL)
    work->order->told (work->order->user_data, stage);
}

static void
answer (GTask *task, gboolean is_done, GError *error)
{
  if (is_done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* --- before anything is written ----------------------------------------------------------------------------------- */

static void
load_work (GTask *task, MadoDatabase *database, gpointer request, G_GNUC_UNUSED GCancellable *cancellable)
{
  Work *work = request;
  GError *error = NULL;

  work->book = mado_handover_book_load (database, mado_desk_get_programme (work->desk),
                                        mado_desk_get_person (work->desk), &error);
  answer (task, work->book != NULL, error);
}

static gboolean
check_number (const Work *work, const char *number, GError **error)
{
  const MadoEntity *other = mado_handover_book_find_number (work->book, number);

  return other == NULL || mado_handover_is_over (other) ||
         mado_handover_error_refuse (error, MADO_REFUSAL_EXISTS, "number");
}

/* A folder is beside another where one is in the other: a medium has one root. */
static gboolean
is_beside (const char *a, const char *b)
{
  g_autoptr (GFile) one = g_file_new_for_path (a);
  g_autoptr (GFile) other = g_file_new_for_path (b);

  return g_file_equal (one, other) || g_file_has_prefix (one, other) || g_file_has_prefix (other, one);
}

static gboolean
check_order (const Work *work, GError **error)
{
  const MadoMakingOrder *order = work->order;
  const MadoPerson *person = mado_desk_get_person (work->desk);

  if (!mado_policy_has_duty (person, mado_desk_get_programme (work->desk), "handover"))
    return mado_handover_error_refuse (error, MADO_REFUSAL_ROLE, "handover");
  if (!mado_handover_check_signer (work->book, person, order->key, order->now, error))
    return FALSE;
  if (!mado_packet_id_is_valid (order->number) || !mado_packet_id_is_valid (order->notice_number))
    return mado_handover_error_refuse (error, MADO_REFUSAL_VALUE, "number");
  if (!check_number (work, order->number, error) || !check_number (work, order->notice_number, error))
    return FALSE;
  if (strcmp (order->number, order->notice_number) == 0)
    return mado_handover_error_refuse (error, MADO_REFUSAL_EXISTS, "number");
  if (!is_beside (order->folder, order->notice_folder))
    return TRUE;
  g_set_error_literal (error, MADO_HANDOVER_ERROR, MADO_HANDOVER_ERROR_BESIDE,
                       "cannot make the packet: the notice of its password would lie beside it");

  return FALSE;
}

static gboolean
seal (Work *work, MadoFindings *findings, GError **error)
{
  const MadoMakingOrder *order = work->order;
  g_autoptr (GPtrArray) contents = g_ptr_array_new ();
  MadoPacketSealing sealing = {
    .id = order->number,
    .maker = mado_desk_get_person (work->desk)->account,
    .now = order->now,
    .key = order->key,
    .password = work->password = mado_packet_password_draw (),
  };

  work->chosen = order->source != NULL
                     ? order->source (work->desk, order->source_data, order->now, error)
                     : mado_packet_choice_gather (&order->choice, work->desk,
                                                  mado_instant_get_japanese_day (order->now), findings, error);
  if (work->chosen == NULL)
    return FALSE;
  g_ptr_array_add (contents, work->chosen->content);
  sealing.purpose = work->chosen->purpose;
  work->packet =
      mado_packet_seal (mado_desk_get_programme (work->desk), work->chosen->packet, contents, &sealing, error);
  if (work->packet == NULL)
    return FALSE;
  work->file = order->is_image ? mado_packet_image_build (order->number, work->packet->archive, error)
                               : g_bytes_ref (work->packet->archive);

  return work->file != NULL;
}

static gboolean
write_notice (Work *work, GError **error)
{
  const MadoMakingOrder *order = work->order;
  const MadoHandoverPaper paper = {
    .programme = mado_desk_get_programme (work->desk),
    .book = work->book,
    .account = mado_desk_get_person (work->desk)->account,
    .day = mado_instant_get_japanese_day (order->now),
  };

  work->notice = mado_handover_paper_print_notice (&paper, order->notice_number, order->number, work->password, error);

  return work->notice != NULL;
}

/* --- the note ----------------------------------------------------------------------------------------------------- */

static MadoMakingFile
name_file (const char *folder, const char *number, const char *ending, GBytes *content)
{
  MadoMakingFile file = { .folder = g_canonicalize_filename (folder, NULL),
                          .name = g_strconcat (number, ending, NULL) };

  file.part = mado_packet_medium_name_part (file.name);
  file.digest = mado_hash_of (g_bytes_get_data (content, NULL), g_bytes_get_size (content));

  return file;
}

static void
note_work (GTask *task, MadoDatabase *database, gpointer request, G_GNUC_UNUSED GCancellable *cancellable)
{
  const Work *work = request;
  GError *error = NULL;

  answer (task, mado_making_note_save (work->note, database, work->order->now, &error), error);
}

static gboolean
note (Work *work, GError **error)
{
  const MadoMakingOrder *order = work->order;

  work->note = g_new0 (MadoMakingNote, 1);
  work->note->group = mado_id_draw ();
  work->note->packet = name_file (order->folder, order->number, order->is_image ? ".iso" : ".zip", work->file);
  work->note->notice = name_file (order->notice_folder, order->notice_number, ".pdf", work->notice);

  return mado_desk_do_and_wait (work->desk, MADO_DESK_WRITER, note_work, work, error);
}

/* --- the packet on the medium ------------------------------------------------------------------------------------- */

/* What the entry says is what the medium gave back, opened as its receiver will open it; the archive within an image is
 * what was compared byte for byte. */
static gboolean
count_again (Work *work, GError **error)
{
  const MadoMakingOrder *order = work->order;
  const MadoMakingFile *file = &work->note->packet;
  g_autofree char *path = g_build_filename (file->folder, file->part, NULL);
  g_autoptr (GArray) makers = g_array_new (FALSE, FALSE, sizeof (MadoPublicKey));
  const MadoPacketOpening opening = { work->password, makers, NULL };
  g_autoptr (GBytes) read = order->is_image ? g_bytes_ref (work->packet->archive)
                                            : mado_packet_medium_read (path, MADO_PACKET_MAX_SIZE, error);
  g_autoptr (MadoOpenedPacket) opened = NULL;

  g_array_append_vals (makers, mado_signing_key_get_public (order->key), 1);
  opened = read != NULL ? mado_packet_open (read, &opening, error) : NULL;
  if (opened == NULL)
    return FALSE;
  work->made->digest = opened->digest;
  work->made->records = mado_packet_manifest_get_records (opened->manifest);
  work->made->amount = mado_packet_manifest_get_amount (opened->manifest);

  return TRUE;
}

static gboolean
put (const MadoMakingFile *file, GBytes *content, GError **error)
{
  return mado_packet_medium_put (file->folder, file->part, file->name, content, error);
}

static gboolean
publish (const MadoMakingFile *file, GError **error)
{
  return mado_packet_medium_publish (file->folder, file->part, file->name, error);
}

/* --- the entries -------------------------------------------------------------------------------------------------- */

static MadoOperation *
build_medium (const Work *work, yyjson_mut_doc *doc, GError **error)
{
  const MadoMakingOrder *order = work->order;
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  const MadoHandoverStep step = { "handover.make", work->made->medium, 0, body };
  g_autofree char *digest = mado_hash_to_hex (&work->made->digest);
  char batch[MADO_ID_TEXT_SIZE], run[MADO_ID_TEXT_SIZE];

  yyjson_mut_obj_add_str (doc, body, "kind", "medium");
  yyjson_mut_obj_add_str (doc, body, "content", work->chosen->purpose);
  yyjson_mut_obj_add_str (doc, body, "number", order->number);
  yyjson_mut_obj_add_sint (doc, body, "media", 1);
  yyjson_mut_obj_add_sint (doc, body, "records", work->made->records);
  yyjson_mut_obj_add_sint (doc, body, "amount", work->made->amount);
  yyjson_mut_obj_add_strcpy (doc, body, "digest", digest);
  yyjson_mut_obj_add_str (doc, body, "packet", work->chosen->packet->id);
  yyjson_mut_obj_add_str (doc, body, "encryption", "AES-256");
  if (order->place != NULL && order->place[0] != '\0')
    yyjson_mut_obj_add_str (doc, body, "place", order->place);
  if (mado_id_is_valid (order->choice.batch)) {
    mado_id_to_text (order->choice.batch, batch);
    yyjson_mut_obj_add_str (doc, body, "batch", batch);
  }
  if (mado_id_is_valid (work->chosen->run)) {
    mado_id_to_text (work->chosen->run, run);
    yyjson_mut_obj_add_strcpy (doc, body, "run", run);
  }

  return mado_handover_step_sign (&step, work->desk, work->note->group, order->key, order->now, error);
}

static MadoOperation *
build_notice (const Work *work, yyjson_mut_doc *doc, GError **error)
{
  const MadoMakingOrder *order = work->order;
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  const MadoHandoverStep step = { "handover.make", work->made->notice, 0, body };
  char medium[MADO_ID_TEXT_SIZE];

  mado_id_to_text (work->made->medium, medium);
  yyjson_mut_obj_add_str (doc, body, "kind", "password_notice");
  yyjson_mut_obj_add_str (doc, body, "content", "パスワード通知書");
  yyjson_mut_obj_add_str (doc, body, "number", order->notice_number);
  yyjson_mut_obj_add_sint (doc, body, "media", 1);
  yyjson_mut_obj_add_sint (doc, body, "records", 0);
  yyjson_mut_obj_add_strcpy (doc, body, "medium", medium);

  return mado_handover_step_sign (&step, work->desk, work->note->group, order->key, order->now, error);
}

static GPtrArray *
build_entries (const Work *work, GError **error)
{
  g_autoptr (GPtrArray) operations = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_operation_unref);
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  MadoOperation *medium = build_medium (work, doc, error);
  MadoOperation *notice = medium != NULL ? build_notice (work, doc, error) : NULL;

  yyjson_mut_doc_free (doc);
  if (medium != NULL)
    g_ptr_array_add (operations, medium);
  if (notice == NULL)
    return NULL;
  g_ptr_array_add (operations, notice);

  return g_steal_pointer (&operations);
}

/* The list of whom it is about belongs to the entry. */
static gboolean
keep_list (const Work *work, MadoDatabase *database, GError **error)
{
  g_autoptr (GBytes) list = mado_chosen_cases_list (work->chosen);
  MadoHash hash = mado_hash_of (g_bytes_get_data (list, NULL), g_bytes_get_size (list));

  return mado_blob_cache_keep (database, work->made->medium, &hash, list, work->order->now, error) &&
         mado_blob_cache_pin (database, &hash, TRUE, error);
}

static gboolean
enter (const Work *work, MadoDatabase *database, GError **error)
{
  MadoInstant now = work->order->now, until = { now.microseconds + HELD_FOR };
  g_autoptr (GPtrArray) outcomes = NULL;

  if (!keep_list (work, database, error))
    return FALSE;
  outcomes = mado_replica_save (mado_desk_get_replica (work->desk), work->entries, now, until, error);

  return outcomes != NULL && mado_handover_error_check (outcomes, error);
}

static void
enter_work (GTask *task, MadoDatabase *database, gpointer request, G_GNUC_UNUSED GCancellable *cancellable)
{
  GError *error = NULL;

  answer (task, enter (request, database, &error), error);
}

/* --- the end ------------------------------------------------------------------------------------------------------ */

typedef struct {
  MadoDesk *desk;
  MadoInstant now;
  MadoMakingNote *note; /* (nullable) */
  gboolean is_entered;  /* its entries are in the journal, and not withdrawn */
} Ending;

static gboolean
release (const MadoMakingNote *note, MadoDatabase *database, MadoInstant now, GError **error)
{
  g_autoptr (MadoTransaction) transaction = mado_transaction_begin (database, error);

  return transaction != NULL && mado_journal_release (database, note->group, now, error) &&
         mado_making_note_forget (database, error) && mado_transaction_commit (g_steal_pointer (&transaction), error);
}

static void
release_work (GTask *task, MadoDatabase *database, gpointer request, G_GNUC_UNUSED GCancellable *cancellable)
{
  const Ending *ending = request;
  GError *error = NULL;

  answer (task, release (ending->note, database, ending->now, &error), error);
}

static gboolean
let_go (const Work *work, GError **error)
{
  Ending ending = { work->desk, work->order->now, work->note, TRUE };

  return mado_desk_do_and_wait (work->desk, MADO_DESK_WRITER, release_work, &ending, error);
}

/* --- undoing ------------------------------------------------------------------------------------------------------ */

static gboolean
find_note (Ending *ending, MadoDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) entries = NULL;

  if (!mado_making_note_find (database, &ending->note, error))
    return FALSE;
  if (ending->note == NULL)
    return TRUE;
  entries = mado_journal_list_group (database, ending->note->group, error);
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    if (((const MadoJournalEntry *) g_ptr_array_index (entries, i))->state == MADO_JOURNAL_SAVED)
      ending->is_entered = TRUE;

  return entries != NULL;
}

static void
find_work (GTask *task, MadoDatabase *database, gpointer request, G_GNUC_UNUSED GCancellable *cancellable)
{
  GError *error = NULL;

  answer (task, find_note (request, database, &error), error);
}

static gboolean
withdraw (const Ending *ending, MadoDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) entries = mado_journal_list_group (database, ending->note->group, error);

  if (entries == NULL)
    return FALSE;
  if (ending->is_entered &&
      !mado_replica_withdraw (mado_desk_get_replica (ending->desk),
                              ((const MadoJournalEntry *) g_ptr_array_index (entries, 0))->operation, ending->now,
                              error))
    return FALSE;

  return mado_making_note_forget (database, error);
}

static void
withdraw_work (GTask *task, MadoDatabase *database, gpointer request, G_GNUC_UNUSED GCancellable *cancellable)
{
  GError *error = NULL;

  answer (task, withdraw (request, database, &error), error);
}

/* Where the medium is out, what was never entered has no name there: it is a part that nobody can open. */
static gboolean
remove_file (const MadoMakingFile *file, gboolean may_have_name, GError **error)
{
  g_autoptr (GError) fault = NULL;

  if (mado_packet_medium_remove (file->folder, file->part, NULL, &fault) &&
      (!may_have_name || mado_packet_medium_remove (file->folder, file->name, &file->digest, &fault)))
    return TRUE;
  if (!may_have_name && g_error_matches (fault, MADO_PACKET_ERROR, MADO_PACKET_ERROR_MISSING))
    return TRUE;
  if (g_error_matches (fault, MADO_PACKET_ERROR, MADO_PACKET_ERROR_MISSING)) {
    g_set_error (error, MADO_HANDOVER_ERROR, MADO_HANDOVER_ERROR_UNFINISHED,
                 "cannot undo the packet that was begun: its medium is out (%s)", file->folder);
    return FALSE;
  }
  g_propagate_error (error, g_steal_pointer (&fault));

  return FALSE;
}

/* First what may lie somewhere, then what the ledger says of it: where it ends in between, it begins again. */
static gboolean
undo (Ending *ending, GError **error)
{
  return remove_file (&ending->note->notice, ending->is_entered, error) &&
         remove_file (&ending->note->packet, ending->is_entered, error) &&
         mado_desk_do_and_wait (ending->desk, MADO_DESK_WRITER, withdraw_work, ending, error);
}

/**
 * mado_making_recover:
 * @desk: of a profile
 * @now: the time
 * @out_was_undone: (out): whether something had been begun and is as if it had not been
 * @error: %MADO_HANDOVER_ERROR_UNFINISHED where the medium has to be put in again; or what kept it there
 *
 * Returns: whether nothing is half made any more
 */
gboolean
mado_making_recover (MadoDesk *desk, MadoInstant now, gboolean *out_was_undone, GError **error)
{
  Ending ending = { .desk = desk, .now = now };
  gboolean is_done = mado_desk_do_and_wait (desk, MADO_DESK_WRITER, find_work, &ending, error);

  *out_was_undone = is_done && ending.note != NULL;
  if (*out_was_undone)
    is_done = undo (&ending, error);
  *out_was_undone = *out_was_undone && is_done;
  g_clear_pointer (&ending.note, mado_making_note_free);

  return is_done;
}

/**
 * mado_making_keep_entries:
 * @desk: of a profile
 * @now: the time
 * @error: where to put what went wrong
 *
 * The medium of a packet that was begun does not come back: what the ledger says of it stays, and what became of it is
 * entered like any other loss.
 *
 * Returns: whether the entries are held no longer
 */
gboolean
mado_making_keep_entries (MadoDesk *desk, MadoInstant now, GError **error)
{
  Ending ending = { .desk = desk, .now = now };
  gboolean is_done =
      mado_desk_do_and_wait (desk, MADO_DESK_WRITER, find_work, &ending, error) &&
      (ending.note == NULL || mado_desk_do_and_wait (desk, MADO_DESK_WRITER, release_work, &ending, error));

  g_clear_pointer (&ending.note, mado_making_note_free);

  return is_done;
}

/* --- all of it ---------------------------------------------------------------------------------------------------- */

static gboolean
prepare (Work *work, MadoFindings *findings, GError **error)
{
  if (!mado_desk_do_and_wait (work->desk, MADO_DESK_READER, load_work, work, error) || !check_order (work, error) ||
      !seal (work, findings, error) || !write_notice (work, error))
    return FALSE;
  tell (work, MADO_MAKING_GATHERED);

  return TRUE;
}

static gboolean
write_all (Work *work, GError **error)
{
  if (!put (&work->note->packet, work->file, error) || !count_again (work, error))
    return FALSE;
  tell (work, MADO_MAKING_WRITTEN);
  if (!put (&work->note->notice, work->notice, error))
    return FALSE;
  tell (work, MADO_MAKING_NOTICE);
  work->entries = build_entries (work, error); /* a security key may wait to be touched: not on the desk's thread */
  if (work->entries == NULL)
    return FALSE;
  if (!mado_desk_do_and_wait (work->desk, MADO_DESK_WRITER, enter_work, work, error))
    return FALSE;
  tell (work, MADO_MAKING_ENTERED);

  return TRUE;
}

static gboolean
name_all (Work *work, GError **error)
{
  if (!publish (&work->note->packet, error))
    return FALSE;
  tell (work, MADO_MAKING_NAMED);
  if (!publish (&work->note->notice, error))
    return FALSE;
  tell (work, MADO_MAKING_PUBLISHED);
  if (!let_go (work, error))
    return FALSE;
  tell (work, MADO_MAKING_DONE);

  return TRUE;
}

/* Where undoing fails, too, the note stays, and the next who opens the profile has to deal with it. */
static gboolean
run (Work *work, GError **error)
{
  gboolean was_undone;

  if (!note (work, error))
    return FALSE;
  tell (work, MADO_MAKING_NOTED);
  if (write_all (work, error) && name_all (work, error))
    return TRUE;
  (void) mado_making_recover (work->desk, work->order->now, &was_undone, NULL); /* ignored: told by the next one */

  return FALSE;
}

/**
 * mado_making_run:
 * @desk: of a profile
 * @order: what is to be made
 * @findings: takes what is odd in the cases
 * @error: %MADO_HANDOVER_ERROR_REFUSED, %MADO_HANDOVER_ERROR_BESIDE, %MADO_HANDOVER_ERROR_UNFINISHED; any of
 *   %MADO_PACKET_ERROR; or what the disk said. Nothing was made then
 *
 * Takes as long as medium and cases take: not for the thread of a window.
 *
 * Returns: (transfer full) (nullable): what was made
 */
MadoMaking *
mado_making_run (MadoDesk *desk, const MadoMakingOrder *order, MadoFindings *findings, GError **error)
{
  g_auto (Work) work = { .desk = desk, .order = order, .made = g_new0 (MadoMaking, 1) };
  gboolean was_undone;

  work.made->medium = mado_id_draw ();
  work.made->notice = mado_id_draw ();
  if (!mado_making_recover (desk, order->now, &was_undone, error) || !prepare (&work, findings, error) ||
      !run (&work, error))
    return NULL;
  work.made->file = g_build_filename (work.note->packet.folder, work.note->packet.name, NULL);
  work.made->notice_file = g_build_filename (work.note->notice.folder, work.note->notice.name, NULL);

  return g_steal_pointer (&work.made);
}

/**
 * mado_making_free:
 * @self: (transfer full): what was made
 */
void
mado_making_free (MadoMaking *self)
{
  g_free (self->file);
  g_free (self->notice_file);
  g_free (self);
}
