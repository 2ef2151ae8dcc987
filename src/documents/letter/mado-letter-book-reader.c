/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The format of a letter book, as tables, read by the one reader of such files, then held against the programme. */

#include "mado-letter-book-reader.h"

#include "mado-letter-check.h"
#include "mado-programme-fault.h"
#include "mado-shape-table.h"

/* clang-format off */

static const MadoShape word_shape = {
  sizeof (MadoNamed), MADO_KEY_FREE, TRUE,
  (const MadoMember[]) { MEMBER (MadoNamed, label, TEXT, REQUIRED), {} },
};
static const MadoShape row_shape = {
  sizeof (MadoLetterRow), MADO_KEY_FREE, TRUE,
  (const MadoMember[]) { MEMBER (MadoLetterRow, text, TEXT, REQUIRED), MEMBER (MadoLetterRow, when, RULE), {} },
};
static const MadoShape identity_shape = SHAPE (MadoLetterBookIdentity, WORD,
  MEMBER (MadoLetterBookIdentity, programme, TEXT, REQUIRED),
  MEMBER (MadoLetterBookIdentity, title, TEXT, REQUIRED),
  MEMBER (MadoLetterBookIdentity, version, TEXT, REQUIRED));
static const MadoShape barcode_shape = SHAPE (MadoLetterBarcode, WORD,
  MEMBER (MadoLetterBarcode, postal, TEXT, REQUIRED),
  MEMBER (MadoLetterBarcode, address, TEXT, REQUIRED),
  MEMBER (MadoLetterBarcode, size, MEASURE, REQUIRED));
static const MadoShape qr_shape = SHAPE (MadoLetterQr, WORD,
  MEMBER (MadoLetterQr, text, TEXT, REQUIRED),
  MEMBER (MadoLetterQr, size, MEASURE, REQUIRED));
static const MadoShape block_shape = SHAPE (MadoLetterBlock, WORD,
  MEMBER (MadoLetterBlock, area, TEXT, REQUIRED),
  MEMBER (MadoLetterBlock, style, TEXT, REQUIRED),
  MEMBER (MadoLetterBlock, text, TEXTS),
  MEMBER (MadoLetterBlock, rows, SECTION, .shape = &row_shape),
  MEMBER (MadoLetterBlock, barcode, OBJECT, .shape = &barcode_shape),
  MEMBER (MadoLetterBlock, qr, OBJECT, .shape = &qr_shape),
  MEMBER (MadoLetterBlock, when, RULE));
static const MadoShape letter_shape = SHAPE (MadoLetterText, WORD,
  MEMBER (MadoLetterText, layout, TEXT, REQUIRED),
  MEMBER (MadoLetterText, title, TEXT, REQUIRED),
  MEMBER (MadoLetterText, blocks, SECTION, REQUIRED, .shape = &block_shape));
static const MadoShape book_shape = SHAPE (MadoLetterBook, WORD,
  MEMBER (MadoLetterBook, format, NUMBER, REQUIRED),
  RENAMED (MadoLetterBook, identity, "book", OBJECT, REQUIRED, .shape = &identity_shape),
  MEMBER (MadoLetterBook, words, SECTION, .shape = &word_shape),
  MEMBER (MadoLetterBook, letters, SECTION, REQUIRED, .shape = &letter_shape));

/* clang-format on */

/**
 * mado_letter_book_read:
 * @file: the bytes of a letter book
 * @programme: whose letters they are
 * @find_layout: (scope call): finds layouts
 * @user_data: for @find_layout
 * @faults: (element-type MadoProgrammeFault): takes everything that is wrong, in the order of the file
 *
 * Returns: (transfer full) (nullable): the book, %NULL if and only if there are faults
 */
MadoLetterBook *
mado_letter_book_read (
    GBytes *file, const MadoProgramme *programme, MadoFindLayout find_layout, gpointer user_data, GPtrArray *faults)
{
  g_autoptr (MadoLetterBook) self = g_new0 (MadoLetterBook, 1);
  guint n_before = faults->len;

  self->text = mado_programme_text_new (file, faults);
  if (self->text == NULL)
    return NULL;
  mado_shape_read (&book_shape, self->text, self, faults);
  mado_letter_check (self, programme, find_layout, user_data, faults);
  mado_programme_faults_sort (faults);

  return faults->len == n_before ? g_steal_pointer (&self) : NULL;
}
