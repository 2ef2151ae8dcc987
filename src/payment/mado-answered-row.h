/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-answer-line.h"

G_BEGIN_DECLS

/* One row of what came back for a batch: whose it is, how it differs from what went out, and what it does with its
 * case. */

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

/* Of a row. */
#define MADO_ANSWER_WORD "E_WORD"     /* the packet does not know what became of it */
#define MADO_ANSWER_REASON "E_REASON" /* it needs one of the reasons of the programme */
#define MADO_ANSWER_DOUBT "E_DOUBT"   /* it may be about either of two payments */

void mado_answered_row_free (MadoAnsweredRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoAnsweredRow, mado_answered_row_free)

void mado_answered_row_read (MadoAnsweredRow *self,
                             const MadoDeskClerk *clerk,
                             const MadoPacket *packet,
                             const MadoAnswerLine *line);
void mado_answered_row_refuse (MadoAnsweredRow *self, const MadoRefusal *refusal);
MadoOperation *mado_answered_row_write (const MadoAnsweredRow *self,
                                        const MadoDeskClerk *clerk,
                                        const MadoPacket *packet,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_answered_row_try (MadoAnsweredRow *self,
                                const MadoDeskClerk *clerk,
                                const MadoPacket *packet,
                                const MadoRecords *records,
                                GError **error);

const char *mado_answered_state_get_name (MadoAnsweredState state);

G_END_DECLS
