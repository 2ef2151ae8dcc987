/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <yyjson.h>

#include "mado-id.h"

G_BEGIN_DECLS

/* Whatever work is done on: a case, an inquiry, a hand-over, a batch, … It never changes: an operation makes the next
 * version of it. Threads may share it. */
typedef struct _MadoEntity MadoEntity;

/* The member of a body, true, that says: what is judged by is not all here, for whoever has it may not see it all. The
 * projection writes it, and a terminal on what it works out itself; the service's entities never have it. */
#define MADO_ENTITY_CUT "cut"

MadoEntity *mado_entity_read (const char *text, gsize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoEntity *mado_entity_from_value (const yyjson_mut_val *value, GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoEntity *mado_entity_ref (MadoEntity *self);
void mado_entity_unref (MadoEntity *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoEntity, mado_entity_unref)

MadoId mado_entity_get_id (const MadoEntity *self);
const char *mado_entity_get_kind (const MadoEntity *self);
const char *mado_entity_get_state (const MadoEntity *self);
gint64 mado_entity_get_version (const MadoEntity *self);
yyjson_val *mado_entity_get_body (const MadoEntity *self);
GBytes *mado_entity_get_text (const MadoEntity *self);
gboolean mado_entity_is_cut (const MadoEntity *self);

G_END_DECLS
