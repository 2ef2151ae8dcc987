/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <yyjson.h>

#include "mado-hash.h"
#include "mado-id.h"

G_BEGIN_DECLS

/* A record on its way out, for src/protocol/ and the records of the service: a JSON object that is written member by
 * member, within the limits that its reader holds it to. The first fault stays, and is told at the end. */
typedef struct _MadoWireWriter MadoWireWriter;

MadoWireWriter *mado_wire_writer_new (const char *what) G_GNUC_WARN_UNUSED_RESULT;
void mado_wire_writer_free (MadoWireWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoWireWriter, mado_wire_writer_free)

GBytes *mado_wire_writer_finish (MadoWireWriter *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *mado_wire_writer_finish_canonical (MadoWireWriter *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_wire_writer_refuse (MadoWireWriter *self, const char *name, const char *flaw);

void mado_wire_writer_add_number (MadoWireWriter *self, const char *name, gint64 number, gint64 least, gint64 most);
void mado_wire_writer_add_flag (MadoWireWriter *self, const char *name, gboolean is_so);
void mado_wire_writer_add_text (MadoWireWriter *self, const char *name, const char *text, gsize longest);
void mado_wire_writer_add_bytes (MadoWireWriter *self, const char *name, GBytes *text, gsize longest);
void mado_wire_writer_add_json (MadoWireWriter *self, const char *name, GBytes *json);
void mado_wire_writer_add_id (MadoWireWriter *self, const char *name, MadoId id);
void mado_wire_writer_add_hash (MadoWireWriter *self, const char *name, const MadoHash *hash);
void mado_wire_writer_add_instant (MadoWireWriter *self, const char *name, MadoInstant instant);

void mado_wire_writer_enter (MadoWireWriter *self, const char *name);
void mado_wire_writer_leave (MadoWireWriter *self);
void mado_wire_writer_begin_list (MadoWireWriter *self, const char *name, guint count, guint most);
void mado_wire_writer_next (MadoWireWriter *self);
void mado_wire_writer_end_list (MadoWireWriter *self);

G_END_DECLS
