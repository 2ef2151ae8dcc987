/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Takes a sentence apart: plain words, and fields between braces. */

#include "mado-call-text.h"

#include <string.h>

/**
 * mado_call_text_piece_clear:
 * @self: a piece
 */
void
mado_call_text_piece_clear (MadoCallTextPiece *self)
{
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->part, g_free);
}

static MadoCallTextPiece
read_field (const char *start, gsize offset)
{
  gsize length = strcspn (start + 1, "{}");
  g_autofree char *name = g_strndup (start + 1, length);
  char *point = strchr (name, '.');
  gboolean is_whole = start[1 + length] == '}' && length > 0;
  MadoCallTextPiece piece = { is_whole ? MADO_CALL_TEXT_FIELD : MADO_CALL_TEXT_BROKEN, offset, NULL, NULL };

  if (point != NULL)
    *point = '\0';
  piece.text = g_strdup (name);
  piece.part = g_strdup (point != NULL ? point + 1 : "");

  return piece;
}

/**
 * mado_call_text_next:
 * @say: a sentence
 * @offset: (inout): where to go on, at first 0
 * @out_piece: (out) (transfer full): what stands there
 *
 * Returns: whether there was anything left
 */
gboolean
mado_call_text_next (const char *say, gsize *offset, MadoCallTextPiece *out_piece)
{
  const char *start = say + *offset;
  gsize length = strcspn (start, "{}");

  if (*start == '\0')
    return FALSE;
  if (length > 0) {
    *out_piece = (MadoCallTextPiece) { MADO_CALL_TEXT_PLAIN, *offset, g_strndup (start, length), g_strdup ("") };
    *offset += length;
    return TRUE;
  }
  if (*start == '}') {
    *out_piece = (MadoCallTextPiece) { MADO_CALL_TEXT_BROKEN, *offset, g_strdup (""), g_strdup ("") };
    *offset += 1;
    return TRUE;
  }
  *out_piece = read_field (start, *offset);
  *offset += 1 + strcspn (start + 1, "{}") + (out_piece->kind == MADO_CALL_TEXT_FIELD ? 1 : 0);

  return TRUE;
}
