/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-answer-line.h"

G_BEGIN_DECLS

/* Lines that came back, each with the row that it is about, and rows of which nothing came back. */
typedef struct _MadoAnswerMatching MadoAnswerMatching;

typedef struct {
  const MadoPaymentRow *row; /* (nullable): %NULL: none, or none that no other line is about */
  gboolean is_known;         /* some row has its key */
  gboolean is_equal;         /* and says the same */
  gboolean is_in_doubt;      /* of two rows alike, nobody can say about which of them it is */
  GPtrArray *changed;        /* (nullable) (element-type MadoItem): that it says otherwise */
} MadoAnswerMatch;

MadoAnswerMatching *mado_answer_matching_new (const MadoAnswerShape *shape,
                                              const GPtrArray *lines) G_GNUC_WARN_UNUSED_RESULT;
void mado_answer_matching_free (MadoAnswerMatching *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoAnswerMatching, mado_answer_matching_free)

const MadoAnswerMatch *mado_answer_matching_get (const MadoAnswerMatching *self, guint line);
guint mado_answer_matching_get_n_missing (const MadoAnswerMatching *self);
const MadoPaymentRow *mado_answer_matching_get_missing (const MadoAnswerMatching *self, guint index);

G_END_DECLS
