/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Envelopes are written one after the other, each durably, over those of the time before; what there is too much of
 * goes last. So at any moment they hold at least what they held, or what is to be held. */

#include "mado-sealing.h"

#include <string.h>

#include "mado-blob-to-send.h"
#include "mado-durable-file.h"
#include "mado-envelope.h"
#include "mado-fault-point.h"
#include "mado-offer.h"
#include "mado-read-log.h"
#include "mado-read-send.h"
#include "mado-unsent.h"

typedef struct {
  MadoDesk *desk;
  const char *seal_to;
  GHashTable *names; /* of the envelopes that hold something */
  MadoSealed sealed;
} Sealing;

static char *
name_prefix (const char *path)
{
  g_autofree char *base = g_path_get_basename (path);

  return g_strconcat (base, ".unsent-", NULL);
}

/* What a save left that was cut short is nobody's envelope. */
static gboolean
is_envelope (const char *name, const char *prefix)
{
  return g_str_has_prefix (name, prefix) && !g_str_has_suffix (name, ".new");
}

/* --- writing ------------------------------------------------------------------------------------------------------ */

static MadoUnsent
begin_unsent (const Sealing *self)
{
  const MadoProfile *profile = mado_desk_get_profile (self->desk);

  return (MadoUnsent) { .ward = (char *) profile->ward, .programme = (char *) profile->programme };
}

static char *
make_path (Sealing *self, const char *ending)
{
  char *path = g_strconcat (mado_desk_get_path (self->desk), ".unsent-", ending, NULL);
  g_autofree char *name = g_path_get_basename (path);

  g_hash_table_add (self->names, g_steal_pointer (&name));

  return path;
}

static gboolean
save_envelope (const Sealing *self, const char *path, const MadoUnsent *unsent, GError **error)
{
  g_autoptr (GBytes) text = mado_unsent_write (unsent, error);
  g_autoptr (GBytes) envelope =
      text != NULL ? mado_envelope_close (self->seal_to, MADO_UNSENT_PURPOSE, text, error) : NULL;

  mado_fault_point ("envelope-closed");

  return envelope != NULL && mado_durable_file_save (path, envelope, MADO_DURABLE_FILE_REPLACE, error);
}

static gboolean
seal_operations (Sealing *self, GError **error)
{
  gint64 after = -1;

  for (guint number = 1;; number++) {
    g_autoptr (MadoPushRequest) push = mado_push_request_new ();
    MadoUnsent unsent = begin_unsent (self);
    g_autofree char *ending = g_strdup_printf ("%u", number);
    g_autofree char *path = NULL;

    if (!mado_replica_list_after (mado_desk_get_replica (self->desk), after, push, error))
      return FALSE;
    if (push->operations->len == 0)
      return TRUE;
    path = make_path (self, ending);
    unsent.push = push;
    if (!save_envelope (self, path, &unsent, error))
      return FALSE;
    self->sealed.n_operations += push->operations->len;
    after = g_array_index (push->operations, MadoPushedOperation, push->operations->len - 1).dseq;
  }
}

/* A profile is one person's. */
static gboolean
seal_readings (Sealing *self, guint number, const GPtrArray *readings, GError **error)
{
  MadoDatabase *database = mado_replica_get_database (mado_desk_get_replica (self->desk));
  g_autoptr (MadoReadsRequest) reads = mado_read_send_gather (database, readings, error);
  MadoUnsent unsent = begin_unsent (self);
  g_autofree char *ending = g_strdup_printf ("reads-%u", number);
  g_autofree char *path = make_path (self, ending);

  unsent.reads = reads;
  unsent.account = ((const MadoReading *) g_ptr_array_index (readings, 0))->account;
  self->sealed.n_reads += readings->len;

  return reads != NULL && save_envelope (self, path, &unsent, error);
}

static gboolean
seal_reads (Sealing *self, GError **error)
{
  MadoDatabase *database = mado_replica_get_database (mado_desk_get_replica (self->desk));
  gint64 after = 0;

  for (guint number = 1;; number++) {
    g_autoptr (GPtrArray) readings = mado_read_log_list (database, after, MADO_READS_MAX, error);

    if (readings == NULL || readings->len == 0)
      return readings != NULL;
    if (!seal_readings (self, number, readings, error))
      return FALSE;
    after = ((const MadoReading *) g_ptr_array_index (readings, readings->len - 1))->number;
  }
}

/* Bytes do not change: what is sealed already stays so. */
static gboolean
seal_piece (Sealing *self, const MadoBlobToSend *blob, guint number, GError **error)
{
  MadoUnsent unsent = begin_unsent (self);
  g_autofree char *hash = mado_hash_to_hex (&blob->hash);
  g_autofree char *ending = g_strdup_printf ("%s-%u", hash, number + 1);
  g_autofree char *path = make_path (self, ending);
  g_autoptr (GBytes) piece = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  unsent.operation = blob->operation;
  unsent.hash = blob->hash;
  unsent.first = (gint64) number * MADO_UNSENT_PIECE;
  unsent.size = blob->size;
  piece = mado_blob_to_send_load_part (mado_replica_get_database (mado_desk_get_replica (self->desk)), &blob->hash,
                                       unsent.first, MADO_UNSENT_PIECE, error);
  unsent.piece = piece;

  return piece != NULL && save_envelope (self, path, &unsent, error);
}

static gboolean
seal_attachment (Sealing *self, const MadoBlobToSend *blob, GError **error)
{
  for (guint number = 0; (gint64) number * MADO_UNSENT_PIECE < blob->size; number++)
    if (!seal_piece (self, blob, number, error))
      return FALSE;
  self->sealed.n_attachments++;

  return TRUE;
}

static gboolean
seal_attachments (Sealing *self, GError **error)
{
  MadoDatabase *database = mado_replica_get_database (mado_desk_get_replica (self->desk));
  gint64 row = 0;

  do {
    g_auto (MadoBlobToSend) blob = { 0 };

    if (!mado_blob_to_send_find_left (database, row, &row, &blob, error))
      return FALSE;
    if (row != 0 && !seal_attachment (self, &blob, error))
      return FALSE;
  } while (row != 0);

  return TRUE;
}

/* --- what there is too much of ------------------------------------------------------------------------------------ */

static gboolean
drop_others (const char *path, GHashTable *names, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *prefix = name_prefix (path);
  g_autoptr (GDir) files = g_dir_open (folder, 0, error);
  const char *name;

  if (files == NULL)
    return FALSE;
  while ((name = g_dir_read_name (files)) != NULL)
    if (g_str_has_prefix (name, prefix) && (names == NULL || !g_hash_table_contains (names, name))) {
      g_autofree char *file = g_build_filename (folder, name, NULL);

      if (!mado_durable_file_remove (file, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * mado_sealing_run:
 * @desk: an open profile
 * @seal_to: the service's public key
 * @out_sealed: (out caller-allocates): what there is in envelopes now
 * @error: what the disk said
 *
 * Returns: whether all that the service does not have is in envelopes on the disk, and nothing else is
 */
gboolean
mado_sealing_run (MadoDesk *desk, const char *seal_to, MadoSealed *out_sealed, GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Sealing self = { .desk = desk, .seal_to = seal_to, .names = names };

  if (!seal_operations (&self, error) || !seal_reads (&self, error) || !seal_attachments (&self, error) ||
      !drop_others (mado_desk_get_path (desk), names, error))
    return FALSE;
  *out_sealed = self.sealed;

  return TRUE;
}

/**
 * mado_sealing_drop:
 * @path: of a profile, without an ending
 * @error: what the system says
 *
 * Returns: whether there are no envelopes any more
 */
gboolean
mado_sealing_drop (const char *path, GError **error)
{
  return drop_others (path, NULL, error);
}

/**
 * mado_sealing_find:
 * @path: of a profile, without an ending
 *
 * Returns: (transfer full) (nullable): the path of one of its envelopes; %NULL: there is none
 */
char *
mado_sealing_find (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *prefix = name_prefix (path);
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *name;

  while (files != NULL && (name = g_dir_read_name (files)) != NULL)
    if (is_envelope (name, prefix))
      return g_build_filename (folder, name, NULL);

  return NULL;
}
