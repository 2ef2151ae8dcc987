/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The parts of this measurement, each with a service of its own. */

void part_acknowledge (void);
void part_ingest (void);
void part_standby (void);
void part_wire (void);
void part_apply (void);
void part_load (void);
void part_audit (void);
void part_connected (void);
void part_storm (void);
void part_login (void);
void part_failover (void);
void part_peer (void);

/* Paths of files that go with the folder of the run. */
char *part_dup_path (const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
