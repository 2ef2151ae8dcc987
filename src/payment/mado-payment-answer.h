/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-answer-line.h"

G_BEGIN_DECLS

/* A decision or a result that came back for a batch: shown row by row against what went out, and taken over only when
 * every difference was settled by somebody. */

typedef enum {
  MADO_ANSWERED_EQUAL,   /* as it went out: it is taken over */
  MADO_ANSWERED_SAME,    /* it was taken over before, from this very file */
  MADO_ANSWERED_CHANGED, /* something is not as it went out */
  MADO_ANSWERED_MISSING, /* it went out, and nothing was said of it */
  MADO_ANSWERED_UNKNOWN, /* it did not go out with this batch */
  MADO_ANSWERED_TWICE,   /* more often than it went out */
  MADO_ANSWERED_REFUSED, /* what it says cannot be read, or the work refuses it */
  MADO_ANSWERED_N_STATES,
} MadoAnsweredState;

typedef struct {
  guint64 record;            /* of the file; 0: missing */
  const MadoPaymentRow *row; /* (nullable): whose it is; the batch has it */
  MadoAnsweredState state;
  const MadoTransition *transition; /* (nullable): what it comes to */
  char *reason;
  char *day;          /* ISO, or "" */
  const char *code;   /* (nullable): of what is refused */
  char *subject;      /* (nullable): of that */
  GPtrArray *changed; /* (nullable) (element-type MadoItem): what is not as it went out */
  char *left_out;     /* (nullable): why somebody leaves it out */
  gboolean is_written;

  /*< private >*/
  MadoHash content;
} MadoAnsweredRow;

/* One result that somebody types. */
typedef struct {
  const char *receipt; /* of the case */
  const char *word;    /* as the packet says them */
  const char *reason;
  const char *day; /* ISO, or "" */
} MadoTypedAnswer;

typedef struct {
  const MadoPaymentClerk *clerk;
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

/* Of a file as a whole, beside those of mado-answer-line.h. */
#define MADO_ANSWER_SEEN "E_FILE_SEEN" /* just this file was taken over before, and nothing of it is left to do */
#define MADO_ANSWER_OTHER_BATCH "E_OTHER_BATCH" /* none of its rows went out with this batch */
#define MADO_ANSWER_STATE "E_BATCH_STATE"       /* the batch was not approved */
/* Of a row. */
#define MADO_ANSWER_WORD "E_WORD"     /* the packet does not know what became of it */
#define MADO_ANSWER_REASON "E_REASON" /* it needs one of the reasons of the programme */

MadoPaymentAnswer *mado_payment_answer_read (const MadoPaymentClerk *clerk,
                                             const MadoPaymentBatch *batch,
                                             const char *packet,
                                             const char *name,
                                             GBytes *bytes,
                                             GHashTable *headings,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoPaymentAnswer *mado_payment_answer_type (const MadoPaymentClerk *clerk,
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

const char *mado_answered_state_get_name (MadoAnsweredState state);

G_END_DECLS
