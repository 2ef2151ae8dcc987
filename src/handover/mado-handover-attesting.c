/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finds the entry by the number that the statement names. Whose key signed it is held against the register here, which
 * the rules of a terminal cannot look up; the service decides. */

#include "mado-handover-attesting.h"

#include <string.h>

#include "mado-handover-book.h"
#include "mado-handover-error.h"
#include "mado-handover-signing.h"
#include "mado-handover-statement.h"
#include "mado-json-member.h"
#include "mado-packet-error.h"
#include "mado-packet-receipt.h"
#include "mado-refusal.h"

typedef struct {
  MadoDesk *desk;
  MadoHandoverBook *book;
} Reading;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (yyjson_mut_doc, yyjson_mut_doc_free)

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

static MadoHandoverBook *
load_book (MadoDesk *desk, GError **error)
{
  Reading reading = { desk, NULL };

  return mado_desk_do_and_wait (desk, MADO_DESK_READER, load_work, &reading, error) ? reading.book : NULL;
}

static yyjson_doc *
parse (GBytes *text, GError **error)
{
  gsize length;
  const char *bytes = g_bytes_get_data (text, &length);
  yyjson_doc *doc = length <= MADO_RECEIPT_MAX_SIZE ? yyjson_read (bytes, length, 0) : NULL;

  if (mado_handover_statement_get_step (yyjson_doc_get_root (doc))[0] != '\0')
    return doc;
  g_clear_pointer (&doc, yyjson_doc_free);
  g_set_error_literal (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_FORMAT,
                       "the file is neither a statement nor a receipt");

  return NULL;
}

static gboolean
check_key (const MadoHandoverBook *book, const MadoHandoverStatement *statement, MadoInstant now, GError **error)
{
  const MadoEntity *person =
      mado_handover_book_find_in_charge (book, statement->by, mado_instant_get_japanese_day (now));
  g_autofree char *key = mado_public_key_to_hex (&statement->signer);

  if (person == NULL)
    return mado_handover_error_refuse (error, MADO_REFUSAL_HANDLER, statement->by);

  return strcmp (mado_json_get_text (mado_entity_get_body (person), "key"), key) == 0 ||
         mado_handover_error_refuse (error, MADO_REFUSAL_SIGNATURE, "statement");
}

static MadoEntity *
find_entry (MadoDesk *desk, yyjson_val *object, MadoId wanted, MadoInstant now, GError **error)
{
  g_autoptr (MadoHandoverBook) book = load_book (desk, error);
  g_auto (MadoHandoverStatement) statement = { 0 };
  MadoEntity *found;

  if (book == NULL)
    return NULL;
  if (!mado_handover_statement_read (&statement, object)) {
    (void) mado_handover_error_refuse (error, MADO_REFUSAL_SIGNATURE, "statement");
    return NULL;
  }
  found = mado_handover_book_find_number (book, statement.number);
  if (found == NULL) {
    (void) mado_handover_error_refuse (error, MADO_REFUSAL_ABSENT, "number");
    return NULL;
  }
  if (mado_id_is_valid (wanted) && mado_id_compare (mado_entity_get_id (found), wanted) != 0) {
    (void) mado_handover_error_refuse (error, MADO_REFUSAL_VALUE, "number");
    return NULL;
  }

  return check_key (book, &statement, now, error) ? mado_entity_ref (found) : NULL;
}

/**
 * mado_handover_attest:
 * @desk: of whoever gave
 * @statement: what the receiver's side has signed, as a file brought it
 * @key: of whoever enters it
 * @now: the time
 * @wanted: the entry that it has to be about; %MADO_ID_NONE: whichever it names
 * @error: %MADO_PACKET_ERROR_FORMAT, %MADO_HANDOVER_ERROR_REFUSED, or what the disk said
 *
 * Waits until it is on the disk: not for the thread of a window.
 *
 * Returns: whether it is entered
 */
gboolean
mado_handover_attest (
    MadoDesk *desk, GBytes *statement, const MadoSigningKey *key, MadoInstant now, MadoId wanted, GError **error)
{
  yyjson_doc *doc = parse (statement, error);
  g_autoptr (MadoEntity) handover =
      doc != NULL ? find_entry (desk, yyjson_doc_get_root (doc), wanted, now, error) : NULL;
  g_autoptr (yyjson_mut_doc) built = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (built);
  gboolean is_done = FALSE;

  if (handover != NULL) {
    const MadoHandoverStep step = { "handover.attest", mado_entity_get_id (handover),
                                    mado_entity_get_version (handover), body };

    yyjson_mut_obj_add_val (built, body, "statement", yyjson_val_mut_copy (built, yyjson_doc_get_root (doc)));
    is_done = mado_handover_sign (desk, &step, key, now, error);
  }
  g_clear_pointer (&doc, yyjson_doc_free);

  return is_done;
}
