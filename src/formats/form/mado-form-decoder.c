/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The way from the bytes of a file to UTF-8, where characters may be split between two pieces. */

#include "mado-form-decoder.h"

#include <errno.h>
#include <string.h>

struct _MadoFormDecoder {
  GIConv converter;   /* NULL: the bytes are UTF-8 */
  GByteArray *undone; /* the bytes still to decode: a piece, and before it the begun character of the one before */
  guint64 position;   /* how many bytes of the input are decoded */
};

/**
 * mado_form_decoder_new:
 * @encoding: a name that iconv knows
 *
 * Returns: (transfer full): a decoder
 */
MadoFormDecoder *
mado_form_decoder_new (const char *encoding)
{
  MadoFormDecoder *self = g_new0 (MadoFormDecoder, 1);

  self->undone = g_byte_array_new ();
  if (strcmp (encoding, "UTF-8") != 0) {
    self->converter = g_iconv_open ("UTF-8", encoding);
    g_assert (self->converter != (GIConv) -1); /* the C library has all encodings that this program names */
  }

  return self;
}

/**
 * mado_form_decoder_free:
 * @self: (nullable) (transfer full): a decoder
 */
void
mado_form_decoder_free (MadoFormDecoder *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->converter, g_iconv_close);
  g_byte_array_unref (self->undone);
  g_free (self);
}

/* Both functions below append what they decode, give the number of bytes that it took, and say whether what is left
 * may yet become a character. */

static gboolean
take_utf8 (const char *bytes, gsize length, GString *text, gsize *out_taken)
{
  const char *next = bytes, *end = bytes + length;

  while (!g_utf8_validate_len (next, (gsize) (end - next), &next) && *next == '\0')
    next++; /* U+0000 is a character like others here; the reader of the table refuses it with its place */
  g_string_append_len (text, bytes, next - bytes);
  *out_taken = (gsize) (next - bytes);

  return next == end || g_utf8_get_char_validated (next, end - next) == (gunichar) -2;
}

static gboolean
take_converted (GIConv converter, char *bytes, gsize length, GString *text, gsize *out_taken)
{
  gsize left = length, result = 0;
  char *next = bytes;

  do {
    gsize before = text->len, room = left * 3 + 16;
    gsize free_room = room;

    g_string_set_size (text, before + room);
    char *out = text->str + before;
    errno = 0;
    result = g_iconv (converter, &next, &left, &out, &free_room);
    g_string_truncate (text, before + room - free_room);
  } while (result == (gsize) -1 && errno == E2BIG);
  *out_taken = length - left;

  return result != (gsize) -1 || errno == EINVAL;
}

/**
 * mado_form_decoder_push:
 * @self: a decoder
 * @bytes: the next piece of the input
 * @length: its bytes
 * @text: what could be decoded is appended to it
 *
 * Returns: %FALSE where a byte cannot be decoded; it stands at the decoder's position
 */
gboolean
mado_form_decoder_push (MadoFormDecoder *self, const guint8 *bytes, gsize length, GString *text)
{
  gsize taken = 0;
  gboolean decodable;

  g_byte_array_append (self->undone, bytes, (guint) length);
  if (self->converter == NULL)
    decodable = take_utf8 ((const char *) self->undone->data, self->undone->len, text, &taken);
  else
    decodable = take_converted (self->converter, (char *) self->undone->data, self->undone->len, text, &taken);
  g_byte_array_remove_range (self->undone, 0, (guint) taken);
  self->position += taken;

  return decodable;
}

/**
 * mado_form_decoder_finish:
 * @self: a decoder that got the whole input
 *
 * Returns: whether the input ends with a whole character
 */
gboolean
mado_form_decoder_finish (const MadoFormDecoder *self)
{
  return self->undone->len == 0;
}

/**
 * mado_form_decoder_get_position:
 * @self: a decoder
 *
 * Returns: how many bytes from the beginning are decoded
 */
guint64
mado_form_decoder_get_position (const MadoFormDecoder *self)
{
  return self->position;
}
