/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk-clerk.h"

G_BEGIN_DECLS

/* Letters of one kind that are about to join a run: those that wait, or those to the cases of a work list. Shown before
 * anything is written. */

/* Why one stays out. What the work itself says against it is one of its own codes. */
#define MADO_GATHERED_IN_RUN "E_IN_RUN"           /* it has a sheet in a run that was not sent */
#define MADO_GATHERED_SENT_BEFORE "E_SENT_BEFORE" /* the case had this letter already */
#define MADO_GATHERED_NO_NAME "E_NO_NAME"         /* whom it goes to is not known at this terminal */

typedef struct {
  MadoId letter;    /* MADO_ID_NONE: it has to be made first */
  MadoId about;     /* the case; MADO_ID_NONE: it is about none */
  char *to;         /* the person's name */
  char *place;      /* by which they are in order: postal code and address */
  MadoDate due;     /* of one that has to be made */
  const char *code; /* (nullable): why it does not join */
  gboolean is_written;
} MadoGatheredLetter;

/* One is told now and then, on the thread that works. */
typedef void (*MadoGatheringTold) (gpointer user_data, guint done, guint total);

typedef struct {
  const MadoDeskClerk *clerk;
  const MadoLetter *letter;
  GPtrArray *letters; /* (element-type MadoGatheredLetter): by postal code; those that stay out last */
  guint n_joining;
  guint n_written; /* of which it is on the disk that they joined */
  MadoGatheringTold told;
  gpointer user_data;
} MadoLetterGathering;

/* The run that is made for them. */
typedef struct {
  const char *number; /* what it is called */
  MadoId series;      /* of document numbers; MADO_ID_NONE: they get none */
  gboolean is_enclosed;
} MadoNewRun;

MadoLetterGathering *mado_letter_gathering_collect (const MadoDeskClerk *clerk,
                                                    const char *letter,
                                                    const char *list,
                                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_letter_gathering_free (MadoLetterGathering *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoLetterGathering, mado_letter_gathering_free)

gboolean mado_letter_gathering_make_run (const MadoLetterGathering *self,
                                         const MadoNewRun *order,
                                         MadoId *out_run,
                                         const char **out_refused,
                                         GError **error);
gboolean mado_letter_gathering_join (MadoLetterGathering *self, MadoId run, GCancellable *cancellable, GError **error);

G_END_DECLS
