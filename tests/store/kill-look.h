/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "replica-terminal.h"

G_BEGIN_DECLS

/* A thing that work changes, of which the file has one value at a time. */
typedef enum {
  KILL_SAVED,     /* an operation: 1 */
  KILL_WITHDRAWN, /* an operation: 1 */
  KILL_ERASED,    /* an entity: 1; -1: in part */
  KILL_DRAFT,     /* a form: what was typed; 0: nothing */
  KILL_SETTING,   /* its value */
  KILL_READINGS,  /* how many are in the log of reads */
  KILL_BLOBS,     /* how many are in the cache; -1: one is damaged */
  KILL_RECEIVED,  /* the last entry that the service has */
  KILL_TAKEN,     /* the last entry of the service's that is here */
  KILL_PASSWORD,  /* which of two */
} KillThing;

char *kill_look_spell (MadoId key) G_GNUC_WARN_UNUSED_RESULT;
MadoKeyShares kill_look_get_shares (const StoreSample *sample, guint password);

MadoDatabase *kill_look_open (ReplicaTerminal *terminal, guint *out_password) G_GNUC_WARN_UNUSED_RESULT;
gint64 kill_look_at (ReplicaTerminal *terminal, KillThing thing, MadoId key);

G_END_DECLS
