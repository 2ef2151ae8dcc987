/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-entity.h"
#include "mado-programme.h"

G_BEGIN_DECLS

/* Everything that somebody with one role can try in a programme, and what its policy says of it. */

typedef enum {
  TRIAL_DONE,      /* it is allowed, and done */
  TRIAL_ALLOWED,   /* it is allowed: what it is refused for, if it is, is not the role */
  TRIAL_FORBIDDEN, /* it is refused for the role */
  TRIAL_NOBODYS,   /* it is refused to everybody: the program fills it, or two people type it blindly */
} TrialWish;

typedef struct {
  char *name; /* "case.edit phone" */
  char *kind; /* of the operation */
  char *body;
  MadoId id;
  MadoEntity *entity; /* (nullable): what it is done with; %NULL: it is made by it */
  TrialWish wish;
} Trial;

GPtrArray *policy_trials_new (const MadoProgramme *programme,
                              const char *role,
                              const char *account) G_GNUC_WARN_UNUSED_RESULT;
MadoId policy_trial_draw_id (void);

/* A case under another id. */
MadoEntity *policy_trial_rename (MadoEntity *entity, MadoId id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
