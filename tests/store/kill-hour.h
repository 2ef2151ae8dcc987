/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kill-look.h"

G_BEGIN_DECLS

/* An hour of all kinds of work at a terminal, to be cut short: whoever works says of each thing what it will be, before
 * it is begun and when it is promised. */

typedef struct {
  KillThing thing;
  gboolean is_promised; /* else it is begun */
  MadoId key;           /* which of them; MADO_ID_NONE: there is one */
  gint64 value;
} KillWord;

void kill_hour_forget_service (const ReplicaTerminal *terminal);
void kill_hour_work (ReplicaTerminal *terminal, guint32 seed, guint n_steps, int told);

G_END_DECLS
