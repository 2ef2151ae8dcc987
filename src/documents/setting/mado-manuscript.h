/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a document says, block by block, and into which area of a layout each block belongs. It may hold what nobody
 * else shall read, so it is wiped when it goes. */

typedef enum {
  MADO_BLOCK_TEXT,
  MADO_BLOCK_TABLE,
  MADO_BLOCK_BARCODE, /* of the post */
  MADO_BLOCK_QR,
} MadoBlockKind;

#define MADO_BLOCK_MAX_COLUMNS 8

typedef struct {
  MadoBlockKind kind;
  char *id; /* by which a finding names it */
  char *area;
  char *style; /* of a text, of a table's cells */
  char *text;  /* the bars of a barcode, what a QR code says */
  double size; /* points of a barcode, mm of a QR code */

  GPtrArray *rows; /* (element-type GStrv): of a table */
  guint n_columns;
  guint n_heads;                         /* rows that are repeated where the table goes on */
  guint labels;                          /* a bit a column: it says what stands beside it */
  double widths[MADO_BLOCK_MAX_COLUMNS]; /* mm; 0: its share of the rest */
} MadoBlock;

typedef struct {
  char *title;
  GPtrArray *blocks; /* (element-type MadoBlock) */
} MadoManuscript;

MadoManuscript *mado_manuscript_new (const char *title) G_GNUC_WARN_UNUSED_RESULT;
void mado_manuscript_free (MadoManuscript *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoManuscript, mado_manuscript_free)

MadoBlock *mado_manuscript_add (
    MadoManuscript *self, MadoBlockKind kind, const char *id, const char *area, const char *style, const char *text);
MadoBlock *mado_manuscript_add_table (
    MadoManuscript *self, const char *id, const char *area, const char *style, const double *widths, guint n_columns);
void mado_block_add_row (MadoBlock *self, ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
