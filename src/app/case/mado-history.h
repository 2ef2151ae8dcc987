/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-entity.h"
#include "mado-journal.h"
#include "mado-programme.h"

G_BEGIN_DECLS

/* What happened to a case and to whoever it is of: who did what, and when, as far as the case itself, the calls and
 * letters about it, and the journal of this terminal say. */

typedef enum {
  MADO_HISTORY_DONE,
  MADO_HISTORY_WAITING, /* done here, and not sent yet */
  MADO_HISTORY_REFUSED, /* done here, and refused */
} MadoHistoryStand;

typedef struct {
  gint64 at; /* milliseconds since 1970 */
  char *by;  /* an account; empty where nobody in particular did it */
  char *what;
  char *detail; /* empty where there is no more to say */
  MadoHistoryStand stand;
} MadoHistoryEvent;

GPtrArray *mado_history_read (const MadoProgramme *programme,
                              const MadoEntity *entity,
                              const GPtrArray *about,
                              const GPtrArray *journal) G_GNUC_WARN_UNUSED_RESULT;

gboolean mado_history_is_on_its_way (const MadoJournalEntry *entry);

G_END_DECLS
