/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Attachments of cases, by the case. */

#include "mado-kept-attachment.h"

#include <string.h>

#include "mado-case-covered.h"
#include "mado-row.h"
#include "mado-statement.h"
#include "mado-transaction.h"

/**
 * mado_kept_attachment_free:
 * @self: (nullable) (transfer full): an attachment
 */
void
mado_kept_attachment_free (MadoKeptAttachment *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->blob.bytes, g_bytes_unref);
  g_free (self->name);
  g_free (self->type);
  g_free (self);
}

static const char insert_attachment[] = "INSERT INTO attachment (entity, hash, name, type, at)"
                                        " VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING";

static gboolean
insert (MadoDatabase *database, const MadoKeptAttachment *attachment, MadoInstant now, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, insert_attachment);

  mado_statement_bind_id (statement, 1, attachment->blob.entity);
  mado_statement_bind_bytes (statement, 2, attachment->blob.hash.bytes, sizeof attachment->blob.hash.bytes);
  mado_statement_bind_text (statement, 3, attachment->name);
  mado_statement_bind_text (statement, 4, attachment->type);
  mado_statement_bind_int (statement, 5, now.microseconds);

  return mado_statement_run (statement, error);
}

/**
 * mado_kept_attachment_put:
 * @database: the database that writes, in a transaction
 * @attachment: an attachment with its bytes; what is there already stays as it is
 * @now: the time
 * @error: as mado_blob_cache_keep_all()
 *
 * Returns: whether it will be on the disk, to stay, when the transaction is committed
 */
gboolean
mado_kept_attachment_put (MadoDatabase *database, const MadoKeptAttachment *attachment, MadoInstant now, GError **error)
{
  return mado_blob_cache_put (database, &attachment->blob, now, error) &&
         mado_blob_cache_pin (database, &attachment->blob.hash, TRUE, error) &&
         insert (database, attachment, now, error);
}

/**
 * mado_kept_attachments_add:
 * @database: the database that writes
 * @attachments: (array length=n_attachments): attachments with their bytes
 * @n_attachments: how many
 * @now: the time
 * @error: as mado_blob_cache_keep_all(); none is kept then
 *
 * What is there already stays as it is.
 *
 * Returns: whether all of them are on the disk, to stay
 */
gboolean
mado_kept_attachments_add (
    MadoDatabase *database, const MadoKeptAttachment *attachments, guint n_attachments, MadoInstant now, GError **error)
{
  g_autoptr (MadoTransaction) transaction = mado_transaction_begin (database, error);

  if (transaction == NULL)
    return FALSE;
  for (guint i = 0; i < n_attachments; i++)
    if (!mado_kept_attachment_put (database, &attachments[i], now, error))
      return FALSE;

  return mado_transaction_commit (g_steal_pointer (&transaction), error);
}

static const char find_attachment[] = "SELECT 1 FROM attachment WHERE entity = ?1 AND hash = ?2";

/**
 * mado_kept_attachment_is_there:
 * @database: any connection
 * @entity: a case
 * @hash: of an attachment
 * @out_is_there: (out): whether the case has it, or had it until a place of it was covered
 * @error: where to put why nobody can say
 *
 * Returns: whether the file could be read
 */
gboolean
mado_kept_attachment_is_there (
    MadoDatabase *database, MadoId entity, const MadoHash *hash, gboolean *out_is_there, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, find_attachment);

  g_auto (MadoRow) row = { 0 };

  mado_statement_bind_id (statement, 1, entity);
  mado_statement_bind_bytes (statement, 2, hash->bytes, sizeof hash->bytes);
  *out_is_there = mado_statement_step (statement);
  if (!mado_statement_finish (statement, error) || !mado_row_find (database, entity, &row, error))
    return FALSE;
  *out_is_there = *out_is_there || (row.entity != NULL && mado_case_has_covered (row.entity, hash));

  return TRUE;
}

static const char list_attachments[] =
    "SELECT hash, name, type, at FROM attachment WHERE entity = ?1 ORDER BY name, hash";

static MadoKeptAttachment *
read_attachment (MadoStatement *statement, MadoId entity)
{
  MadoKeptAttachment *attachment = g_new0 (MadoKeptAttachment, 1);
  g_autoptr (GBytes) hash = mado_statement_dup_bytes (statement, 0);

  attachment->blob.entity = entity;
  if (g_bytes_get_size (hash) == sizeof attachment->blob.hash.bytes)
    memcpy (attachment->blob.hash.bytes, g_bytes_get_data (hash, NULL), sizeof attachment->blob.hash.bytes);
  attachment->name = g_strdup (mado_statement_get_text (statement, 1));
  attachment->type = g_strdup (mado_statement_get_text (statement, 2));
  attachment->at.microseconds = mado_statement_get_int (statement, 3);

  return attachment;
}

/**
 * mado_kept_attachment_list:
 * @database: any connection
 * @entity: a case
 * @error: where to put why nobody can say
 *
 * Returns: (transfer full) (element-type MadoKeptAttachment): what it has, by name, without the bytes: they are in the
 * cache
 */
GPtrArray *
mado_kept_attachment_list (MadoDatabase *database, MadoId entity, GError **error)
{
  g_autoptr (GPtrArray) attachments = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_kept_attachment_free);
  g_autoptr (MadoStatement) statement = mado_statement_take (database, list_attachments);

  mado_statement_bind_id (statement, 1, entity);
  while (mado_statement_step (statement))
    g_ptr_array_add (attachments, read_attachment (statement, entity));

  return mado_statement_finish (statement, error) ? g_steal_pointer (&attachments) : NULL;
}
