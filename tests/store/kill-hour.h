/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "replica-terminal.h"

G_BEGIN_DECLS

/* An hour of all kinds of work at a terminal, to be cut short: whoever works says of each thing what it will be, before
 * it is begun and when it is promised. */

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

typedef struct {
  KillThing thing;
  gboolean is_promised; /* else it is begun */
  MadoId key;           /* which of them; MADO_ID_NONE: there is one */
  gint64 value;
} KillWord;

MadoDatabase *kill_hour_open (ReplicaTerminal *terminal, guint *out_password) G_GNUC_WARN_UNUSED_RESULT;
void kill_hour_work (ReplicaTerminal *terminal, guint32 seed, guint n_steps, int told);
gint64 kill_hour_look (ReplicaTerminal *terminal, KillThing thing, MadoId key);

G_END_DECLS
