/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-layout.h"
#include "mado-programme.h"

G_BEGIN_DECLS

/* The words of a programme's letters: a file beside the programme's own. The programme says which letters there are and
 * what may stand in each; the book says it in words, and in which layout. */

typedef struct {
  const char *programme;
  const char *title;
  const char *version;
} MadoLetterBookIdentity;

typedef struct {
  const char *id; /* the label */
  const char *text;
  MadoRuleText when; /* "": always */
} MadoLetterRow;

typedef struct {
  const char *postal;  /* an item */
  const char *address; /* an item */
  double size;         /* points */
} MadoLetterBarcode;

typedef struct {
  const char *text;
  double size; /* mm */
} MadoLetterQr;

/* A text, a table of labels and texts, the post's barcode, or a QR code. */
typedef struct {
  const char *id;
  const char *area;
  const char *style;
  GPtrArray *text;   /* lines */
  MadoSection *rows; /* (element-type MadoLetterRow) */
  MadoLetterBarcode barcode;
  MadoLetterQr qr;
  MadoRuleText when; /* "": always */
} MadoLetterBlock;

typedef struct {
  const char *id; /* of one of the programme's letters */
  const char *layout;
  const char *title;
  MadoSection *blocks; /* (element-type MadoLetterBlock) */
} MadoLetterText;

/* Read it by its fields; it never changes. */
typedef struct {
  gint64 format;
  MadoLetterBookIdentity identity;
  MadoSection *words;   /* (element-type MadoNamed): texts that letters name */
  MadoSection *letters; /* (element-type MadoLetterText) */

  /*< private >*/
  MadoProgrammeText *text;
} MadoLetterBook;

/* Returns: (transfer none) (nullable): the layout of that id */
typedef const MadoLayout *(*MadoFindLayout) (gpointer user_data, const char *id);

void mado_letter_book_free (MadoLetterBook *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoLetterBook, mado_letter_book_free)

gboolean mado_letter_block_has_barcode (const MadoLetterBlock *self);
gboolean mado_letter_block_has_qr (const MadoLetterBlock *self);

G_END_DECLS
