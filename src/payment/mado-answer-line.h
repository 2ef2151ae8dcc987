/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-finding.h"
#include "mado-payment-batch.h"

G_BEGIN_DECLS

/* What comes back for a batch, in one form whatever file it came in: a line for each row, and what of it has to be as
 * it went out. */

/* Which cells are held against each other, and whose they are. */
typedef struct {
  const MadoPaymentBatch *batch;
  const MadoPacket *packet;
  const MadoItem *match; /* (nullable): that finds the case; %NULL: the key of the row */
  GPtrArray *items;      /* (element-type MadoItem): of each cell */
} MadoAnswerShape;

typedef struct {
  guint64 record; /* of the file, from 1; 0: typed, or what is expected */
  char *key;
  GPtrArray *cells; /* (nullable) (element-type utf8): %NULL: nothing was said of them */
  char *word;       /* what became of it, as the file says */
  char *reason;
  char *day;        /* ISO; "": none is named */
  const char *code; /* (nullable): why it cannot be read */
} MadoAnswerLine;

MadoAnswerShape *mado_answer_shape_new (const MadoPaymentBatch *batch,
                                        const MadoPacket *packet) G_GNUC_WARN_UNUSED_RESULT;
void mado_answer_shape_free (MadoAnswerShape *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoAnswerShape, mado_answer_shape_free)

gboolean mado_answer_shape_is_bank_file (const MadoAnswerShape *self);
MadoAnswerLine *mado_answer_shape_expect (const MadoAnswerShape *self,
                                          const MadoPaymentRow *row) G_GNUC_WARN_UNUSED_RESULT;

MadoAnswerLine *mado_answer_line_new (guint64 record) G_GNUC_WARN_UNUSED_RESULT;
void mado_answer_line_free (MadoAnswerLine *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoAnswerLine, mado_answer_line_free)

void mado_answer_line_add_cell (MadoAnswerLine *self, const char *text);
char *mado_answer_line_dup_key (const char *text) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_answer_line_equals (const MadoAnswerLine *self, const MadoAnswerLine *expected);

/* What is wrong with a file as a whole. */
#define MADO_ANSWER_CHARSET "E_CHARSET"
#define MADO_ANSWER_COLUMN "E_COLUMN_MISSING" /* the field is its heading */
#define MADO_ANSWER_EMPTY "E_EMPTY"
#define MADO_ANSWER_DATE "E_DATE"                 /* a day that is none, or not the one on which it went out */
#define MADO_ANSWER_OTHER_BANK "E_OTHER_BANK"     /* its header is not that of what went out */
#define MADO_ANSWER_NOT_COMPARED "W_NOT_COMPARED" /* what went out is not here, so its header was not looked at */

/* Headings of a table beside the items' own. */
#define MADO_ANSWER_WORD_HEADING "結果"
#define MADO_ANSWER_REASON_HEADING "理由"

GPtrArray *mado_answer_table_read (const MadoAnswerShape *shape,
                                   GBytes *bytes,
                                   GHashTable *headings,
                                   MadoFindings *findings) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *mado_answer_bank_file_read (const MadoAnswerShape *shape,
                                       GBytes *bytes,
                                       GBytes *sent,
                                       MadoFindings *findings) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
