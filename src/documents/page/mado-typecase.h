/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-text-store.h"

G_BEGIN_DECLS

/* The fonts that paper is set in, and which of them has which character. Nothing is left to what else a machine may
 * have installed: a character has one of these fonts or none. For one thread. */
typedef struct _MadoTypecase MadoTypecase;

typedef enum {
  MADO_FACE_GOTHIC,
  MADO_FACE_MINCHO,
  MADO_N_FACES,
} MadoFace;

/* A character that no font of the face has. */
typedef struct {
  gunichar character;
  gunichar selector; /* of the registered variant; 0: none */
} MadoMissingGlyph;

MadoTypecase *mado_typecase_new (GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_typecase_free (MadoTypecase *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoTypecase, mado_typecase_free)

PangoContext *mado_typecase_get_context (const MadoTypecase *self);
MadoTextStore *mado_typecase_get_texts (const MadoTypecase *self);
PangoAttrList *mado_typecase_choose (MadoTypecase *self, MadoFace face, gboolean is_bold, const char *text)
    G_GNUC_WARN_UNUSED_RESULT;
GArray *mado_typecase_find_missing (MadoTypecase *self, MadoFace face, const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *mado_missing_glyph_name (const MadoMissingGlyph *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
