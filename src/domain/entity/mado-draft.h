/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-entity.h"

G_BEGIN_DECLS

/* The next version of an entity while an operation writes it. It copies all texts and values that it is given. */
typedef struct {
  MadoId id;
  const char *kind;
  const char *state;
  gint64 version; /* that it will have */
  yyjson_mut_doc *doc;
  yyjson_mut_val *body;
  MadoEntity *before; /* (nullable): what it was made from */
} MadoDraft;

MadoDraft *mado_draft_new (MadoId id, const char *kind, const char *state) G_GNUC_WARN_UNUSED_RESULT;
MadoDraft *mado_draft_from (MadoEntity *before) G_GNUC_WARN_UNUSED_RESULT;
void mado_draft_free (MadoDraft *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoDraft, mado_draft_free)

void mado_draft_set_state (MadoDraft *self, const char *state);
gboolean mado_draft_is_cut (const MadoDraft *self);
void mado_draft_cut (MadoDraft *self);
yyjson_mut_val *mado_draft_ensure_object (MadoDraft *self, yyjson_mut_val *parent, const char *name);
yyjson_mut_val *mado_draft_ensure_array (MadoDraft *self, yyjson_mut_val *parent, const char *name);
yyjson_mut_val *mado_draft_add_object (MadoDraft *self, yyjson_mut_val *array);
gboolean mado_draft_has_text (yyjson_mut_val *object, const char *name, const char *text);
void mado_draft_add_once (MadoDraft *self, yyjson_mut_val *object, const char *name, const char *text);
const char *mado_draft_get_text (yyjson_mut_val *object, const char *name);
void mado_draft_put (MadoDraft *self, yyjson_mut_val *object, const char *name, yyjson_val *value);
void mado_draft_put_text (MadoDraft *self, yyjson_mut_val *object, const char *name, const char *text);
void mado_draft_put_id (MadoDraft *self, yyjson_mut_val *object, const char *name, MadoId id);
void mado_draft_put_number (MadoDraft *self, yyjson_mut_val *object, const char *name, gint64 number);
void mado_draft_put_flag (MadoDraft *self, yyjson_mut_val *object, const char *name, gboolean flag);
void mado_draft_remove (MadoDraft *self, yyjson_mut_val *object, const char *name);
yyjson_doc *mado_draft_read_body (const MadoDraft *self) G_GNUC_WARN_UNUSED_RESULT;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (yyjson_doc, yyjson_doc_free)

MadoEntity *mado_draft_finish (MadoDraft *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
