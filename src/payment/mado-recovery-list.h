/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk-clerk.h"

G_BEGIN_DECLS

/* 返還: what is to come back, how much of it is open, and for how long. */

typedef struct {
  MadoEntity *entity;
  char *receipt;    /* of its case, or "" */
  gint64 amount;    /* yen, that was asked for */
  gint64 returned;  /* yen, that came */
  gint64 open;      /* yen, that is still to come: of what was approved */
  gint64 days;      /* since it was approved; asked for, where it was not */
  gboolean is_late; /* something is open, and the day by which it was to come is over */
} MadoRecoveryRow;

/* How long open sums have been open, in days. */
typedef enum {
  MADO_RECOVERY_AGE_MONTH,   /* up to 30 */
  MADO_RECOVERY_AGE_QUARTER, /* up to 90 */
  MADO_RECOVERY_AGE_OLDER,
  MADO_RECOVERY_N_AGES,
} MadoRecoveryAge;

typedef struct {
  GPtrArray *rows; /* (element-type MadoRecoveryRow): what waits first, then the oldest */
  guint n_asked;   /* wait for the second person */
  gint64 open[MADO_RECOVERY_N_AGES];
  gint64 returned;
  gint64 waived;
} MadoRecoveryList;

MadoRecoveryList *mado_recovery_list_read (MadoDatabase *database,
                                           MadoInstant now,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoRecoveryList *mado_recovery_list_load (const MadoDeskClerk *clerk, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_recovery_list_free (MadoRecoveryList *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoRecoveryList, mado_recovery_list_free)

gint64 mado_recovery_list_sum_open (const MadoRecoveryList *self);
const char *mado_recovery_state_get_label (const char *state);
const char *mado_recovery_cause_get_label (const char *cause);

G_END_DECLS
