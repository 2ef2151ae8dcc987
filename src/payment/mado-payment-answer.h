/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-answered-row.h"

G_BEGIN_DECLS

/* A decision or a result that came back for a batch: shown row by row against what went out, and taken over only when
 * every difference was settled by somebody. */

/* One result that somebody types. */
typedef struct {
  const char *receipt; /* of the case */
  const char *word;    /* as the packet says them */
  const char *reason;
  const char *day; /* ISO, or "" */
} MadoTypedAnswer;

typedef struct {
  const MadoDeskClerk *clerk;
  const MadoPaymentBatch *batch;
  const MadoPacket *packet;
  char *name;
  GBytes *bytes;
  MadoHash hash;
  gboolean is_typed;
  MadoFindings *findings; /* of the file as a whole; with errors nothing of it is taken over */
  GPtrArray *rows;        /* (element-type MadoAnsweredRow): in the order of the file, then what is missing */
  gint64 sum;             /* yen, of those that are taken over */

  /*< private >*/
  MadoId import;
} MadoPaymentAnswer;

/* Of a file as a whole, beside those of mado-answer-line.h; mado-answered-row.h has those of a row. */
#define MADO_ANSWER_SEEN "E_FILE_SEEN" /* just this file was taken over before, and nothing of it is left to do */
#define MADO_ANSWER_OTHER_BATCH "E_OTHER_BATCH" /* none of its rows went out with this batch */
#define MADO_ANSWER_STATE "E_BATCH_STATE"       /* the batch was not approved */

MadoPaymentAnswer *mado_payment_answer_read (const MadoDeskClerk *clerk,
                                             const MadoPaymentBatch *batch,
                                             const char *packet,
                                             const char *name,
                                             GBytes *bytes,
                                             GHashTable *headings,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoPaymentAnswer *mado_payment_answer_type (const MadoDeskClerk *clerk,
                                             const MadoPaymentBatch *batch,
                                             const char *packet,
                                             const MadoTypedAnswer *typed,
                                             guint n_typed,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_payment_answer_free (MadoPaymentAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoPaymentAnswer, mado_payment_answer_free)

guint mado_payment_answer_count (const MadoPaymentAnswer *self, MadoAnsweredState state);
gboolean mado_payment_answer_settle (MadoPaymentAnswer *self, guint index, const char *reason);
gboolean mado_payment_answer_is_balanced (const MadoPaymentAnswer *self);
gboolean mado_payment_answer_apply (MadoPaymentAnswer *self, GError **error);

G_END_DECLS
