/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A piece of a paper that a revoked terminal handed in goes onto the ward's shelf as the parts that its author would
 * have sent; with the last one the paper is whole. */

#include "mado-unsent-paper.h"

#include "mado-blob-shelf.h"

G_STATIC_ASSERT (MADO_UNSENT_PIECE % MADO_BLOB_PART == 0);

static gboolean
refuse (GError **error, const char *flaw)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "cannot take the paper that was handed in: %s", flaw);

  return FALSE;
}

/* Parts begin where they begin on the line, and only the end of the whole may be shorter. */
static gboolean
check_place (const MadoUnsent *unsent, GError **error)
{
  const gint64 length = (gint64) g_bytes_get_size (unsent->piece);
  const gint64 end = unsent->first + length;

  if (unsent->size > (gint64) MADO_BLOB_PART * MADO_BLOB_MAX_PARTS)
    return refuse (error, "it is larger than the service keeps");

  return (length > 0 && unsent->first % MADO_BLOB_PART == 0 &&
          (end == unsent->size || (end < unsent->size && length % MADO_BLOB_PART == 0))) ||
         refuse (error, "the piece is not one of its parts");
}

static gboolean
put_parts (MadoBackend *backend, const MadoBlobName *blob, const MadoUnsent *unsent, GError **error)
{
  const gsize length = g_bytes_get_size (unsent->piece);
  const guint first = (guint) (unsent->first / MADO_BLOB_PART);

  for (gsize place = 0; place < length; place += MADO_BLOB_PART) {
    g_autoptr (GBytes) part = g_bytes_new_from_bytes (unsent->piece, place, MIN (length - place, MADO_BLOB_PART));

    if (!mado_blob_shelf_put (backend, blob, first + (guint) (place / MADO_BLOB_PART), part, error))
      return FALSE;
  }

  return TRUE;
}

static gboolean
belongs_there (
    MadoBackend *backend, const MadoBlobName *blob, const MadoAttachment *to, gboolean *out_is, GError **error)
{
  g_autoptr (GPtrArray) attachments = mado_blob_shelf_list (backend, blob->stream, &blob->hash, error);

  if (attachments == NULL)
    return FALSE;
  *out_is = FALSE;
  for (guint i = 0; i < attachments->len; i++) {
    const MadoAttachment *one = g_ptr_array_index (attachments, i);

    *out_is = *out_is || (mado_id_compare (one->entity, to->entity) == 0 && g_str_equal (one->item, to->item));
  }

  return TRUE;
}

/* What is whole already, from another envelope or from the terminal itself, is left as it is, and the log says nothing
 * new. */
static gboolean
keep (MadoStream *stream,
      MadoBackend *backend,
      const MadoUnsentPaper *paper,
      const MadoPaperPlace *place,
      const MadoUnsent *unsent,
      gboolean *out_is_whole,
      GError **error)
{
  g_autofree char *name = g_strconcat (unsent->ward, "/", unsent->programme, NULL);
  const MadoBlobName blob = { name, place->author, unsent->hash };

  if (!belongs_there (backend, &blob, &place->attachment, out_is_whole, error))
    return FALSE;
  if (*out_is_whole)
    return TRUE;

  return put_parts (backend, &blob, unsent, error) &&
         mado_blob_shelf_finish (backend, &blob, unsent->size, &place->attachment, out_is_whole, error) &&
         (!*out_is_whole || mado_stream_note_paper (stream, backend, paper, place, error));
}

/**
 * mado_unsent_paper_take:
 * @stream: that it is of
 * @backend: of its ward, in a turn that writes
 * @administrator: who wants it taken
 * @terminal: that handed it in
 * @unsent: a piece
 * @out_is_whole: (out): whether the paper is whole with it
 * @error: why it cannot be taken: then the turn is to be undone
 *
 * Returns: whether the piece is kept
 */
gboolean
mado_unsent_paper_take (MadoStream *stream,
                        MadoBackend *backend,
                        const char *administrator,
                        const char *terminal,
                        const MadoUnsent *unsent,
                        gboolean *out_is_whole,
                        GError **error)
{
  const MadoUnsentPaper paper = { terminal, administrator, unsent->operation, unsent->hash };
  g_auto (MadoPaperPlace) place = { 0 };

  return check_place (unsent, error) && mado_stream_place_paper (stream, backend, &paper, &place, error) &&
         keep (stream, backend, &paper, &place, unsent, out_is_whole, error);
}
