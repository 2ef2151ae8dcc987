/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A terminal cannot judge whose key a signature is; the service can, and decides. What the register here says is held
 * against it all the same, so that nobody puts a name to what the service will refuse. */

#include "mado-handover-signing.h"

#include <string.h>

#include "mado-attaching.h"
#include "mado-handover-error.h"
#include "mado-json-member.h"

#define MICROSECONDS_IN_MILLISECOND 1000

/**
 * mado_handover_step_sign:
 * @step: what is to be done
 * @desk: of whoever does it
 * @group: with what together, or %MADO_ID_NONE
 * @key: (nullable): that person's key; %NULL: what is not signed, as the daily count
 * @now: the time
 * @error: where to put why there is no such operation
 *
 * Returns: (transfer full) (nullable): the operation
 */
MadoOperation *
mado_handover_step_sign (const MadoHandoverStep *step,
                         MadoDesk *desk,
                         MadoId group,
                         const MadoSigningKey *key,
                         MadoInstant now,
                         GError **error)
{
  const MadoOperationHeader header = {
    .id = mado_id_draw (),
    .entity = step->entity,
    .kind = step->kind,
    .base = step->base,
    .actor = mado_desk_get_person (desk)->account,
    .terminal = mado_desk_get_terminal (desk),
    .time = now.microseconds / MICROSECONDS_IN_MILLISECOND,
    .group = group,
  };
  g_autoptr (MadoOperation) operation = mado_operation_new (&header, step->body, error);

  if (operation == NULL || key == NULL)
    return g_steal_pointer (&operation);

  return mado_operation_sign (operation, key, error);
}

static gboolean
is_key_of (const MadoEntity *person, const MadoSigningKey *key)
{
  g_autofree char *own = mado_public_key_to_hex (mado_signing_key_get_public (key));

  return strcmp (mado_json_get_text (mado_entity_get_body (person), "key"), own) == 0;
}

/**
 * mado_handover_check_signer:
 * @book: the ledger
 * @person: who wants to sign
 * @key: with what
 * @now: the time
 * @error: %MADO_HANDOVER_ERROR_REFUSED: nobody is in charge under that account today, or with another key
 *
 * Returns: whether the register has that person, in charge today, with that key
 */
gboolean
mado_handover_check_signer (
    const MadoHandoverBook *book, const MadoPerson *person, const MadoSigningKey *key, MadoInstant now, GError **error)
{
  const MadoEntity *registered =
      mado_handover_book_find_in_charge (book, person->account, mado_instant_get_japanese_day (now));

  if (registered == NULL)
    return mado_handover_error_refuse (error, MADO_REFUSAL_HANDLER, person->account);

  return is_key_of (registered, key) || mado_handover_error_refuse (error, MADO_REFUSAL_SIGNATURE, person->account);
}

/* --- looking and writing ------------------------------------------------------------------------------------------ */

typedef struct {
  MadoDesk *desk;
  const MadoHandoverStep *step;
  const MadoSigningKey *key;
  MadoInstant now;
  MadoOperation *operation; /* (nullable): once it is signed */
} Signing;

static gboolean
check (const Signing *signing, MadoDatabase *database, GError **error)
{
  const MadoPerson *person = mado_desk_get_person (signing->desk);
  g_autoptr (MadoHandoverBook) book =
      mado_handover_book_load (database, mado_desk_get_programme (signing->desk), person, error);

  return book != NULL &&
         (signing->key == NULL || mado_handover_check_signer (book, person, signing->key, signing->now, error));
}

static void
check_work (GTask *task, MadoDatabase *database, gpointer request, G_GNUC_UNUSED GCancellable *cancellable)
{
  GError *error = NULL;

  if (check (request, database, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* A paper's bytes are on the disk with the operation that names them, or neither is. */
static gboolean
save (const Signing *signing, GError **error)
{
  MadoReplica *replica = mado_desk_get_replica (signing->desk);
  const MadoAttaching attaching = { signing->operation, signing->step->paper };
  g_autoptr (GPtrArray) operations = g_ptr_array_new ();
  g_autoptr (GPtrArray) outcomes = NULL;

  g_ptr_array_add (operations, signing->operation);
  outcomes = signing->step->paper != NULL ? mado_replica_attach (replica, &attaching, 1, signing->now, error)
                                          : mado_replica_save (replica, operations, signing->now, signing->now, error);

  return outcomes != NULL && mado_handover_error_check (outcomes, error);
}

static void
save_work (GTask *task, MadoDatabase *database, gpointer request, G_GNUC_UNUSED GCancellable *cancellable)
{
  GError *error = NULL;

  if (save (request, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * mado_handover_sign:
 * @desk: of whoever signs
 * @step: what is signed
 * @key: (nullable): that person's key; %NULL: what is not signed
 * @now: the time
 * @error: %MADO_HANDOVER_ERROR_REFUSED, or what the disk said
 *
 * Waits until it is on the disk, and before that for the touch of a security key: not for the thread of a window. The
 * desk does not wait for the touch.
 *
 * Returns: whether it is
 */
gboolean
mado_handover_sign (
    MadoDesk *desk, const MadoHandoverStep *step, const MadoSigningKey *key, MadoInstant now, GError **error)
{
  Signing signing = { desk, step, key, now, NULL };
  g_autoptr (MadoOperation) operation = NULL;

  if (!mado_desk_do_and_wait (desk, MADO_DESK_WRITER, check_work, &signing, error))
    return FALSE;
  operation = mado_handover_step_sign (step, desk, MADO_ID_NONE, key, now, error);
  signing.operation = operation;

  return operation != NULL && mado_desk_do_and_wait (desk, MADO_DESK_WRITER, save_work, &signing, error);
}
