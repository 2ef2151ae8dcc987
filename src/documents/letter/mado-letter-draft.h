/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The words of a letter while somebody writes them, piece by piece, and the file that they come to. Knows nothing of
 * the window. */
typedef struct _MadoLetterDraft MadoLetterDraft;

typedef enum {
  MADO_LETTER_PIECE_TITLE,
  MADO_LETTER_PIECE_TEXT, /* lines */
  MADO_LETTER_PIECE_ROW,  /* of a table */
  MADO_LETTER_PIECE_CODE, /* what a QR code says */
  MADO_LETTER_PIECE_WHEN, /* the condition of the piece before it */
} MadoLetterPieceKind;

typedef struct {
  MadoLetterPieceKind kind;
  const char *block; /* "": the letter itself */
  const char *label; /* (nullable): of a row */
  char *pointer;     /* JSON pointer in the letter */
} MadoLetterPiece;

MadoLetterDraft *mado_letter_draft_read (const char *text) G_GNUC_WARN_UNUSED_RESULT;
void mado_letter_draft_free (MadoLetterDraft *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoLetterDraft, mado_letter_draft_free)

const GPtrArray *mado_letter_draft_get_pieces (const MadoLetterDraft *self);
char *mado_letter_draft_dup_text (const MadoLetterDraft *self, const MadoLetterPiece *piece);
void mado_letter_draft_set_text (MadoLetterDraft *self, const MadoLetterPiece *piece, const char *text);
char *mado_letter_draft_write (const MadoLetterDraft *self);

const MadoLetterPiece *mado_letter_draft_find (const MadoLetterDraft *self, const char *pointer);
const MadoLetterPiece *mado_letter_draft_find_block (const MadoLetterDraft *self, const char *block);

#define MADO_LETTER_DRAFT_ADDED "added-" /* what the ids of blocks begin with that were added here */

const GPtrArray *mado_letter_draft_get_blocks (const MadoLetterDraft *self);
gboolean mado_letter_draft_has (const MadoLetterDraft *self, const char *block, const char *member);
const char *mado_letter_draft_find_beside (const MadoLetterDraft *self, const char *block, int way);
gboolean mado_letter_draft_move (MadoLetterDraft *self, const char *block, int way);
const char *mado_letter_draft_add (MadoLetterDraft *self, const char *like);
void mado_letter_draft_remove (MadoLetterDraft *self, const char *block);

const char *mado_letter_draft_get_layout (const MadoLetterDraft *self);
const char *mado_letter_draft_get_name (const MadoLetterDraft *self, const char *block, const char *path);
void mado_letter_draft_set_name (MadoLetterDraft *self, const char *block, const char *path, const char *name);
double mado_letter_draft_get_size (const MadoLetterDraft *self, const char *block, const char *path);
void mado_letter_draft_set_size (MadoLetterDraft *self, const char *block, const char *path, double size);

#define MADO_LETTER_DRAFT_QR_SIZE 22     /* mm */
#define MADO_LETTER_DRAFT_BARCODE_SIZE 9 /* points */

const char *mado_letter_draft_add_qr (MadoLetterDraft *self, const char *like, const char *style, const char *text);
const char *mado_letter_draft_add_barcode (
    MadoLetterDraft *self, const char *like, const char *style, const char *postal, const char *address);

gboolean mado_letter_draft_add_row (MadoLetterDraft *self, const char *block, const char *label);
gboolean mado_letter_draft_rename_row (MadoLetterDraft *self,
                                       const char *block,
                                       const char *label,
                                       const char *renamed);
void mado_letter_draft_set_condition (MadoLetterDraft *self, const char *block, gboolean has_condition);
void mado_letter_draft_remove_row (MadoLetterDraft *self, const char *block, const char *label);

G_END_DECLS
