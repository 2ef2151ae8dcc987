/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-http-call.h"
#include "mado-porter.h"
#include "mado-service-side.h"
#include "mado-tally.h"
#include "mado-terminal-desk.h"
#include "mado-ward.h"

G_BEGIN_DECLS

/* The door of a ward on the line: POST /v1/a/WARD/VERB and POST /v1/a/WARD/GROUP/VERB (docs/protocol.md). A call goes
 * from those who read to the porter and to the one who writes; who works is held up by nobody who signs in. */
typedef struct _MadoAccessDesk MadoAccessDesk;

#define MADO_ACCESS_DESK_MAX_BODY (16 * 1024) /* bytes */

/* All of it outlives the desk, which goes after the last call was answered. One porter may serve all wards. */
MadoAccessDesk *mado_access_desk_new (MadoWard *ward, const MadoAccess *access, MadoTally *tally, MadoPorter *porter)
    G_GNUC_WARN_UNUSED_RESULT;
void mado_access_desk_free (MadoAccessDesk *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoAccessDesk, mado_access_desk_free)

void mado_access_desk_set_terminals (MadoAccessDesk *self, MadoTerminalDesk *terminals);
void mado_access_desk_set_service (MadoAccessDesk *self, const MadoServiceSide *service);
void mado_access_desk_serve (MadoAccessDesk *self, MadoHttpCall *call);
void mado_access_desk_write_tally (MadoAccessDesk *self);
void mado_access_desk_say_farewell (MadoAccessDesk *self, GPtrArray *departures);

G_END_DECLS
