/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-letter-pile.h"

G_BEGIN_DECLS

/* What is done with a run and its letters, in the words of the domain. Each says whether it was refused, and by which
 * code. */

/* What an act says; what it does not need is %NULL or nothing. */
typedef struct {
  const char *kind; /* "run.freeze", "notice.spoil", … */
  const char *sheet;
  const char *envelope;
  const char *reason;
  MadoDate day;
  MadoDate due;
  const char *office;
  const char *means;
  gboolean counts; /* it says how many sheets are good */
  gint64 count;    /* as somebody has counted them; 0: as they are here */
} MadoLetterAct;

gboolean mado_letter_act_on_run (const MadoDeskClerk *clerk,
                                 const MadoLetterPile *pile,
                                 const MadoLetterAct *act,
                                 const char **out_refused,
                                 GError **error);
MadoOperation *mado_letter_act_write (const MadoDeskClerk *clerk,
                                      const MadoEntity *letter,
                                      const MadoLetterAct *act,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_letter_act_on_letter (const MadoDeskClerk *clerk,
                                    const MadoEntity *letter,
                                    const MadoLetterAct *act,
                                    const char **out_refused,
                                    GError **error);
gboolean mado_letter_send_all (const MadoDeskClerk *clerk,
                               const MadoLetterPile *pile,
                               guint *out_n_sent,
                               const char **out_refused,
                               GError **error);
gboolean mado_letter_open_series (const MadoDeskClerk *clerk,
                                  const char *pattern,
                                  int year,
                                  guint64 first,
                                  MadoId *out_series,
                                  const char **out_refused,
                                  GError **error);
guint mado_letter_count_to_send (const MadoLetterPile *pile);

G_END_DECLS
