/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The file under a form reader: read in pieces, decoded, and held to be the same file in every pass by its SHA-256. */

#include "mado-form-source.h"

#include <string.h>

#include "mado-form-decoder.h"
#include "mado-hash.h"

#define PIECE_SIZE 65536

struct _MadoFormSource {
  GInputStream *stream;
  MadoFormCharset charset;
  MadoFormDecoder *decoder;
  gsize n_to_skip; /* bytes of the byte order mark that are still to come */
  MadoHasher *hasher;
  char *sha256; /* of the first pass */
  GString *text;
  guint8 piece[PIECE_SIZE];
};

/**
 * mado_form_source_new:
 * @stream: (transfer none): a stream that can seek
 *
 * Returns: (transfer full): the source
 */
MadoFormSource *
mado_form_source_new (GInputStream *stream)
{
  MadoFormSource *self = g_new0 (MadoFormSource, 1);

  self->stream = g_object_ref (stream);
  self->hasher = mado_hasher_new ();
  self->text = g_string_new (NULL);

  return self;
}

/**
 * mado_form_source_free:
 * @self: (nullable) (transfer full): a source
 */
void
mado_form_source_free (MadoFormSource *self)
{
  if (self == NULL)
    return;

  g_object_unref (self->stream);
  mado_form_decoder_free (self->decoder);
  mado_hasher_free (self->hasher);
  g_free (self->sha256);
  g_string_free (self->text, TRUE);
  g_free (self);
}

static gboolean
rewind_stream (MadoFormSource *self, GError **error)
{
  if (!G_IS_SEEKABLE (self->stream) || !g_seekable_can_seek (G_SEEKABLE (self->stream))) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                         "could not read the form file: it must be a file that can be read more than once");
    return FALSE;
  }
  (void) mado_hasher_finish (self->hasher); /* begins anew */

  return g_seekable_seek (G_SEEKABLE (self->stream), 0, G_SEEK_SET, NULL, error);
}

static char *
finish_digest (MadoFormSource *self)
{
  const MadoHash hash = mado_hasher_finish (self->hasher);

  return mado_hash_to_hex (&hash);
}

/* Returns the bytes read, 0 at the end, -1 on error. */
static gssize
read_piece (MadoFormSource *self, GError **error)
{
  gssize size = g_input_stream_read (self->stream, self->piece, PIECE_SIZE, NULL, error);

  if (size > 0)
    mado_hasher_update (self->hasher, self->piece, (gsize) size);

  return size;
}

/**
 * mado_form_source_find_charset:
 * @self: a source
 * @out_answer: (out): the charset
 * @error: return location for an error
 *
 * Reads the file once; the passes that follow decode it by what was found.
 *
 * Returns: whether the file could be read
 */
gboolean
mado_form_source_find_charset (MadoFormSource *self, MadoFormCharsetAnswer *out_answer, GError **error)
{
  g_autoptr (MadoFormCharsetSearch) search = mado_form_charset_search_new ();
  gssize size;

  if (!rewind_stream (self, error))
    return FALSE;
  while ((size = read_piece (self, error)) > 0)
    mado_form_charset_search_push (search, self->piece, (gsize) size);
  if (size < 0)
    return FALSE;

  *out_answer = mado_form_charset_search_finish (search);
  self->charset = out_answer->charset;
  self->sha256 = finish_digest (self);

  return TRUE;
}

/**
 * mado_form_source_begin:
 * @self: a source whose charset was found
 * @error: return location for an error
 *
 * Begins a pass over the text.
 *
 * Returns: whether the stream could be taken to its beginning
 */
gboolean
mado_form_source_begin (MadoFormSource *self, GError **error)
{
  g_clear_pointer (&self->decoder, mado_form_decoder_free);
  self->decoder = mado_form_decoder_new (mado_form_charset_get_encoding (self->charset));
  self->n_to_skip = mado_form_charset_get_mark_size (self->charset);

  return rewind_stream (self, error);
}

static gboolean
set_changed (GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                       "could not read the form file: it changed while it was being read");

  return FALSE;
}

static gboolean
finish_pass (MadoFormSource *self, GError **error)
{
  g_autofree char *sha256 = finish_digest (self);

  if (strcmp (sha256, self->sha256) != 0)
    return set_changed (error);

  return TRUE;
}

/**
 * mado_form_source_read:
 * @self: a source in a pass
 * @out_text: (out) (transfer none): the next piece of the text, in UTF-8, good until the next call
 * @out_length: (out): its bytes; 0 at the end of the file
 * @error: return location for an error
 *
 * Returns: %FALSE where the file could not be read or is no longer the one of the first pass
 */
gboolean
mado_form_source_read (MadoFormSource *self, const char **out_text, gsize *out_length, GError **error)
{
  g_string_truncate (self->text, 0);
  while (self->text->len == 0) {
    gssize size = read_piece (self, error);

    if (size < 0 || (size == 0 && !finish_pass (self, error)))
      return FALSE;
    if (size == 0)
      break;
    gsize n_skipped = MIN (self->n_to_skip, (gsize) size);

    self->n_to_skip -= n_skipped;
    if (!mado_form_decoder_push (self->decoder, self->piece + n_skipped, (gsize) size - n_skipped, self->text))
      return set_changed (error);
  }
  *out_text = self->text->str;
  *out_length = self->text->len;

  return TRUE;
}

/**
 * mado_form_source_get_sha256:
 * @self: a source whose charset was found
 *
 * Returns: (transfer none): the SHA-256 of the file in hexadecimal
 */
const char *
mado_form_source_get_sha256 (const MadoFormSource *self)
{
  return self->sha256;
}
