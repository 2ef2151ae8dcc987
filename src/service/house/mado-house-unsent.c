/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Takes what revoked terminals handed in, where an administrator ordered it: one envelope after the other. It is found
 * and opened by one of the office's readers; the ward's writer takes it in a turn of its own, and tells the office. */

#include <string.h>

#include "mado-account.h"
#include "mado-envelope.h"
#include "mado-house-private.h"
#include "mado-office-visit.h"
#include "mado-terminal-record.h"
#include "mado-unsent-order.h"
#include "mado-unsent-paper.h"
#include "mado-unsent.h"

typedef struct {
  MadoHouse *house;
  MadoUnsentOrder *order; /* (nullable): none was found */
  char *terminal;         /* (nullable): that handed it in */
  MadoUnsent *unsent;     /* (nullable): it cannot be taken */
  MadoPushReply *reply;   /* (nullable): what came of its operations */
  MadoUnsentPiece piece;  /* what came of its piece */
  guint n_reads;          /* that nobody had told before */
} Taking;

static void
free_taking (Taking *self)
{
  MadoHouse *house = self->house;

  g_clear_pointer (&self->order, mado_unsent_order_free);
  g_clear_pointer (&self->unsent, mado_unsent_free);
  g_clear_pointer (&self->reply, mado_push_reply_free);
  g_free (self->terminal);
  g_free (self);
  g_atomic_int_set (&house->is_taking_unsent, FALSE);
}

static void
say (const char *how)
{
  g_log_structured (G_LOG_DOMAIN, G_LOG_LEVEL_MESSAGE, "MADO_EVENT", "unsent", "MESSAGE", "unsent work: %s", how);
}

static char *
name_stream (const Taking *self)
{
  return g_strconcat (self->unsent->ward, "/", self->unsent->programme, NULL);
}

/* @fault: (nullable): why it is not taken */
static gboolean
tell_office (const Taking *self, const GError *fault, GError **error)
{
  const MadoServiceGround *ground = self->house->ground;
  g_autofree char *stream = self->unsent != NULL ? name_stream (self) : NULL;
  const MadoUnsentOrder done = {
    .key = self->order->key,
    .account = self->order->account,
    .fault = fault != NULL ? fault->message : NULL,
    .stream = stream,
    .reply = fault == NULL ? self->reply : NULL,
    .piece = fault == NULL ? self->piece : MADO_UNSENT_PIECE_NONE,
    .has_reads = fault == NULL && self->unsent->reads != NULL,
    .n_reads = self->n_reads,
  };
  g_auto (MadoOfficeVisit) office = { 0 };

  return mado_office_visit_begin (&office, ground->settings, ground->papers->secret, MADO_BACKEND_WRITE, error) &&
         mado_unsent_order_put (&done, office.backend, error) && mado_office_visit_commit (&office, error);
}

static void
end_taking (Taking *self, const GError *fault)
{
  g_autoptr (GError) untold = NULL;

  say (fault != NULL ? fault->message : "is taken");
  if (!tell_office (self, fault, &untold))
    say (untold->message);
  free_taking (self);
}

/* --- by the ward's writer ----------------------------------------------------------------------------------------- */

static gboolean
check_administrator (const Taking *self, MadoBackend *backend, GError **error)
{
  g_autoptr (MadoAccount) account = NULL;

  if (!mado_account_find (backend, self->order->account, &account, error))
    return FALSE;
  if (account != NULL && account->is_administrator && !account->is_closed)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, "\"%s\" is no administrator of the ward",
               self->order->account);

  return FALSE;
}

static gboolean
take_operations (Taking *self, MadoStream *stream, MadoBackend *backend, GError **error)
{
  const MadoUnsentWork work = { self->terminal, self->order->account, self->unsent->push };

  g_clear_pointer (&self->reply, mado_push_reply_free); /* of a turn that failed */
  self->reply = mado_stream_take_unsent (stream, backend, &work, error);

  return self->reply != NULL;
}

static gboolean
take_piece (Taking *self, MadoStream *stream, MadoBackend *backend, GError **error)
{
  gboolean is_whole = FALSE;

  if (!mado_unsent_paper_take (stream, backend, self->order->account, self->terminal, self->unsent, &is_whole, error))
    return FALSE;
  self->piece = is_whole ? MADO_UNSENT_PIECE_WHOLE : MADO_UNSENT_PIECE_KEPT;

  return TRUE;
}

/* In the name of nobody who does not exist. */
static gboolean
check_reader (const Taking *self, MadoBackend *backend, GError **error)
{
  g_autoptr (MadoAccount) account = NULL;

  if (!mado_account_find (backend, self->unsent->account, &account, error))
    return FALSE;
  if (account == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "the ward has no account \"%s\", whose reads it would be",
                 self->unsent->account);

  return account != NULL;
}

static gboolean
take_reads (Taking *self, MadoStream *stream, MadoBackend *backend, GError **error)
{
  const MadoUnsentReads work = { self->terminal, self->order->account, self->unsent->account, self->unsent->reads };

  return check_reader (self, backend, error) &&
         mado_stream_take_unsent_reads (stream, backend, &work, &self->n_reads, error);
}

static gboolean
take (Taking *self, MadoStream *stream, MadoBackend *backend, GError **error)
{
  if (self->unsent->reads != NULL)
    return take_reads (self, stream, backend, error);

  return self->unsent->push != NULL ? take_operations (self, stream, backend, error)
                                    : take_piece (self, stream, backend, error);
}

static gboolean
run_take (gpointer data, MadoWardRoom *room, GError **error)
{
  Taking *self = data;
  MadoBackend *backend = mado_ward_room_get_backend (room);
  g_autofree char *name = name_stream (self);
  MadoStream *known = NULL;
  g_autoptr (MadoStream) stream = mado_stream_new (name, &self->house->means);

  mado_stream_set_accounts (stream, &self->house->keepers.accounts);

  return mado_ward_room_find_stream (room, name, &known, error) && check_administrator (self, backend, error) &&
         take (self, stream, backend, error);
}

static MadoWard *
get_ward (const Taking *self)
{
  return g_hash_table_lookup (self->house->wards, self->unsent->ward);
}

static void
finish_take (gpointer data, const GError *error)
{
  const Taking *self = data;
  g_autofree char *name = name_stream (self);

  if (error == NULL)
    mado_bell_ring (get_ward (self)->bell, name);
  end_taking (data, error);
}

/* --- by the office's readers -------------------------------------------------------------------------------------- */

static gboolean
refuse (GError **error, const char *flaw)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, flaw);

  return FALSE;
}

static gboolean
find_terminal (Taking *self, MadoBackend *office, GError **error)
{
  g_autofree char *serial = g_strndup (self->order->key, strcspn (self->order->key, "/"));
  g_autoptr (MadoTerminalRecord) record = NULL;

  if (!mado_terminal_record_find (office, serial, &record, error))
    return FALSE;
  if (record == NULL)
    return refuse (error, "nobody knows the terminal that handed it in");
  self->terminal = g_strdup (record->terminal);

  return TRUE;
}

static gboolean
open_envelope (Taking *self, MadoBackend *office, GError **error)
{
  g_autoptr (MadoEnvelopeKey) key =
      mado_envelope_key_derive (self->house->ground->papers->secret, MADO_UNSENT_PURPOSE, error);
  g_autoptr (GBytes) envelope = NULL, text = NULL;

  if (key == NULL || !office->type->find_record (office, MADO_UNSENT_SHELF, self->order->key, &envelope, error))
    return FALSE;
  if (envelope == NULL)
    return refuse (error, "nothing was handed in under that key");
  text = mado_envelope_open (key, MADO_UNSENT_PURPOSE, envelope, error);
  self->unsent = text != NULL ? mado_unsent_read (text, error) : NULL;
  if (self->unsent == NULL)
    return FALSE;

  return g_hash_table_contains (self->house->wards, self->unsent->ward) ||
         refuse (error, "it is of a ward that this service does not serve");
}

static gboolean
run_look (gpointer data, MadoWardRoom *room, GError **error)
{
  Taking *self = data;
  MadoBackend *office = mado_ward_room_get_backend (room);
  g_autoptr (GPtrArray) orders = mado_unsent_order_list (office, error);

  for (guint i = 0; orders != NULL && self->order == NULL && i < orders->len; i++) {
    if (mado_unsent_order_is_open (g_ptr_array_index (orders, i)))
      self->order = g_ptr_array_steal_index (orders, i);
  }

  return orders != NULL &&
         (self->order == NULL || (find_terminal (self, office, error) && open_envelope (self, office, error)));
}

static void
finish_look (gpointer data, const GError *error)
{
  static const MadoWardWork take = { run_take, finish_take, .is_alone = TRUE };
  Taking *self = data;

  if (self->order == NULL) {
    if (error != NULL)
      say (error->message);
    free_taking (self);
  } else if (error != NULL) {
    end_taking (self, error);
  } else {
    mado_ward_writer_submit (get_ward (self)->writer, &take, self);
  }
}

/**
 * mado_house_look_for_unsent:
 * @self: a house
 *
 * Begins with one envelope that is to be taken, where none is under way.
 */
void
mado_house_look_for_unsent (MadoHouse *self)
{
  static const MadoWardWork look = { run_look, finish_look };
  Taking *taking;

  if (!g_atomic_int_compare_and_exchange (&self->is_taking_unsent, FALSE, TRUE))
    return;
  taking = g_new0 (Taking, 1);
  taking->house = self;
  mado_ward_readers_submit (self->office->readers, &look, taking);
}
