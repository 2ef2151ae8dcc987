/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes values one behind another, and reads them again. Where reading finds less than there should be, everything
 * from there on is empty. */

#include "mado-item-codec.h"

#include <string.h>

#define NONE G_MAXUINT32 /* the length of what is not there */

/**
 * mado_item_codec_pass:
 * @self: a codec
 * @bytes: (inout): written, or read
 * @length: how many
 */
void
mado_item_codec_pass (MadoItemCodec *self, void *bytes, gsize length)
{
  if (self->out != NULL) {
    g_byte_array_append (self->out, bytes, (guint) length);
    return;
  }
  self->is_broken |= length > self->left;
  if (self->is_broken) {
    memset (bytes, 0, length);
    return;
  }
  memcpy (bytes, self->in, length);
  self->in += length;
  self->left -= length;
}

/**
 * mado_item_codec_pass_int:
 * @self: a codec
 * @value: (inout): an integer
 */
void
mado_item_codec_pass_int (MadoItemCodec *self, gint64 *value)
{
  gint64 wire = GINT64_TO_BE (*value);

  mado_item_codec_pass (self, &wire, sizeof wire);
  *value = GINT64_FROM_BE (wire);
}

/**
 * mado_item_codec_pass_id:
 * @self: a codec
 * @id: (inout): an id, or %MADO_ID_NONE
 */
void
mado_item_codec_pass_id (MadoItemCodec *self, MadoId *id)
{
  mado_item_codec_pass (self, id->bytes, sizeof id->bytes);
}

/**
 * mado_item_codec_pass_hash:
 * @self: a codec
 * @hash: (inout): a hash
 */
void
mado_item_codec_pass_hash (MadoItemCodec *self, MadoHash *hash)
{
  mado_item_codec_pass (self, hash->bytes, sizeof hash->bytes);
}

/* Returns: whether there is something */
static gboolean
pass_length (MadoItemCodec *self, guint32 *length)
{
  guint32 wire = GUINT32_TO_BE (*length);

  mado_item_codec_pass (self, &wire, sizeof wire);
  *length = GUINT32_FROM_BE (wire);
  if (*length == NONE)
    return FALSE;
  self->is_broken |= self->out == NULL && *length > self->left;

  return !self->is_broken;
}

static void
write_bytes (MadoItemCodec *self, GBytes *bytes)
{
  gsize size = 0;
  gconstpointer start = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;
  guint32 length = bytes != NULL ? (guint32) size : NONE;

  if (pass_length (self, &length) && length > 0)
    g_byte_array_append (self->out, start, length);
}

static GBytes *
read_bytes (MadoItemCodec *self)
{
  guint32 length = 0;
  GBytes *bytes;

  if (!pass_length (self, &length))
    return NULL;
  bytes = g_bytes_new (self->in, length);
  self->in += length;
  self->left -= length;

  return bytes;
}

/**
 * mado_item_codec_pass_bytes:
 * @self: a codec
 * @bytes: (inout) (transfer full) (nullable): bytes, or none
 */
void
mado_item_codec_pass_bytes (MadoItemCodec *self, GBytes **bytes)
{
  if (self->out != NULL)
    write_bytes (self, *bytes);
  else
    *bytes = read_bytes (self);
}

/**
 * mado_item_codec_pass_text:
 * @self: a codec
 * @text: (inout) (transfer full): a text
 */
void
mado_item_codec_pass_text (MadoItemCodec *self, char **text)
{
  guint32 length = self->out != NULL ? (guint32) strlen (*text) : 0;

  if (self->out != NULL) {
    if (pass_length (self, &length))
      g_byte_array_append (self->out, (const guint8 *) *text, length);
    return;
  }
  self->is_broken |= !pass_length (self, &length) || !g_utf8_validate ((const char *) self->in, length, NULL);
  *text = g_strndup ((const char *) self->in, self->is_broken ? 0 : length);
  if (!self->is_broken) {
    self->in += length;
    self->left -= length;
  }
}
