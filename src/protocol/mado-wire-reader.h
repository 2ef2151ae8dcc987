/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <yyjson.h>

#include "mado-hash.h"
#include "mado-id.h"
#include "mado-outcome.h"

G_BEGIN_DECLS

/* A record on its way in, for src/protocol/ and the records of the service: a JSON object that is read member by
 * member. The first fault stays and whatever is asked for after it is empty, so that a reader asks for all that it
 * wants and looks once, at the end. Members that nobody asks for are those of a later release. */
typedef struct _MadoWireReader MadoWireReader;

#define MADO_WIRE_LARGEST_NUMBER G_GINT64_CONSTANT (9007199254740991) /* 2^53 - 1: no reader rounds it */
#define MADO_WIRE_MAX_TEXT 256                                        /* bytes, of names and codes */

MadoWireReader *mado_wire_reader_new (const char *what, GBytes *text) G_GNUC_WARN_UNUSED_RESULT;
MadoWireReader *mado_wire_reader_new_wiping (const char *what, GBytes *text) G_GNUC_WARN_UNUSED_RESULT;
void mado_wire_reader_free (MadoWireReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoWireReader, mado_wire_reader_free)

gboolean mado_wire_reader_finish (const MadoWireReader *self, GError **error);
void mado_wire_reader_refuse (MadoWireReader *self, const char *name, const char *flaw);

gboolean mado_wire_reader_has (const MadoWireReader *self, const char *name);
gint64 mado_wire_reader_get_number (MadoWireReader *self, const char *name, gint64 least, gint64 most);
gboolean mado_wire_reader_get_flag (MadoWireReader *self, const char *name);
const char *mado_wire_reader_get_text (MadoWireReader *self, const char *name, gsize longest);
GBytes *mado_wire_reader_dup_bytes (MadoWireReader *self, const char *name, gsize longest) G_GNUC_WARN_UNUSED_RESULT;
MadoId mado_wire_reader_get_id (MadoWireReader *self, const char *name);
MadoHash mado_wire_reader_get_hash (MadoWireReader *self, const char *name);
MadoInstant mado_wire_reader_get_instant (MadoWireReader *self, const char *name);
guint mado_wire_reader_get_choice (MadoWireReader *self, const char *name, const char *const *names);
MadoOutcomeKind mado_wire_reader_get_outcome (MadoWireReader *self, const char *name);
yyjson_val *mado_wire_reader_get_object (MadoWireReader *self, const char *name);

void mado_wire_reader_enter (MadoWireReader *self, const char *name);
void mado_wire_reader_leave (MadoWireReader *self);
void mado_wire_reader_begin_list (MadoWireReader *self, const char *name, guint most);
gboolean mado_wire_reader_next (MadoWireReader *self);

G_END_DECLS
