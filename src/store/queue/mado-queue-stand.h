/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-milestone.h"
#include "mado-queue-value.h"

G_BEGIN_DECLS

/* The lists that an entity stands in: the work lists of a case, and for every kind the list of its state, sorted by the
 * day since which it is in it; and of a case the lists of the milestones that it has passed, sorted by the day. The
 * names of the latter have colons, which no work list's has. */

typedef struct {
  char *queue;
  GBytes *key;
} MadoQueueStand;

char *mado_queue_name_state (const char *kind, const char *state) G_GNUC_WARN_UNUSED_RESULT;
char *mado_queue_name_milestone (MadoMilestone milestone) G_GNUC_WARN_UNUSED_RESULT;
char *mado_queue_name_tally (const MadoFormTally *tally, const char *list) G_GNUC_WARN_UNUSED_RESULT;
GBytes *mado_queue_key_of_day (const char *day) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *mado_queue_list_stands (const MadoProgramme *programme, const MadoEntity *entity) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
