/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office.h"

G_BEGIN_DECLS

/* Many terminals, ten in a process: each with an encrypted profile, a courier and a line of its own. Whoever tells them
 * to do something waits until all have. */
typedef struct _Crowd Crowd;

#define CROWD_WORD "crowd" /* what a process of it is started with */
#define CROWD_SEATS 10U    /* in a process */

Crowd *crowd_new (const Office *office, guint n_processes) G_GNUC_WARN_UNUSED_RESULT;
void crowd_free (Crowd *self);

/* Each terminal: saves so many cases; signs in; awaits that the log is there up to a place and nothing is unsent; sends
 * what it saved and takes nothing else. */
void crowd_save (Crowd *self, guint n_cases);
void crowd_sign_in (Crowd *self);
void crowd_await (Crowd *self, gint64 position);
void crowd_send_all (Crowd *self);
gint64 crowd_get_memory (Crowd *self);
double crowd_get_used (Crowd *self);

int crowd_main (int argc, char **argv);

G_END_DECLS
