/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-log-place.h"
#include "mado-service-row.h"
#include "mado-wire-reader.h"
#include "mado-wire-writer.h"

G_BEGIN_DECLS

/* What several records have in them, for src/protocol/ alone. */

void mado_wire_add_nonce (MadoWireWriter *writer, guint64 nonce);
guint64 mado_wire_get_nonce (MadoWireReader *reader);

void mado_wire_add_place (MadoWireWriter *writer, const char *name, const MadoLogPlace *place);
MadoLogPlace mado_wire_get_place (MadoWireReader *reader, const char *name);

void mado_wire_add_rows (MadoWireWriter *writer, const GArray *rows, gint64 head);
void mado_wire_get_rows (MadoWireReader *reader, GArray *rows, gint64 head);

G_END_DECLS
