/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-line.h"
#include "mado-replica.h"

G_BEGIN_DECLS

/* A replica as what the line keeps things in. Whoever drives the line is on the replica's thread. */

MadoLineStore mado_replica_line_get_store (MadoReplica *replica);

G_END_DECLS
