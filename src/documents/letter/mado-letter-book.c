/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a book of letters holds, and when it goes. */

#include "mado-letter-book.h"

/**
 * mado_letter_book_free:
 * @self: (transfer full): a book
 */
void
mado_letter_book_free (MadoLetterBook *self)
{
  g_clear_pointer (&self->text, mado_programme_text_free);
  g_free (self);
}

/**
 * mado_letter_block_has_barcode:
 * @self: a block
 *
 * Returns: whether it is the post's barcode
 */
gboolean
mado_letter_block_has_barcode (const MadoLetterBlock *self)
{
  return self->barcode.size > 0;
}

/**
 * mado_letter_block_has_qr:
 * @self: a block
 *
 * Returns: whether it is a QR code
 */
gboolean
mado_letter_block_has_qr (const MadoLetterBlock *self)
{
  return self->qr.size > 0;
}
