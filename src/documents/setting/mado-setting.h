/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-finding.h"
#include "mado-layout.h"
#include "mado-manuscript.h"
#include "mado-pen.h"
#include "mado-typecase.h"

G_BEGIN_DECLS

/* A document in a layout: everything has its place, and it is known that all of it fits and no character comes out as a
 * box. Only then is anything drawn. */
typedef struct _MadoSetting MadoSetting;

#define MADO_SETTING_GLYPH "E_GLYPH"       /* "BLOCK U+20BB7": no font has the character */
#define MADO_SETTING_OVERFLOW "E_OVERFLOW" /* the area has no room for it, however small the type may become */
#define MADO_SETTING_PLACE "E_PLACE"       /* the layout has no such area or style */

MadoSetting *mado_setting_new (MadoTypecase *typecase,
                               const MadoLayout *layout,
                               const MadoManuscript *manuscript,
                               MadoFindings *findings) G_GNUC_WARN_UNUSED_RESULT;
void mado_setting_free (MadoSetting *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoSetting, mado_setting_free)

guint mado_setting_get_n_pages (const MadoSetting *self);
gboolean mado_setting_mark (MadoSetting *self, const char *code, const char *words, GError **error);
void mado_setting_draw_page (const MadoSetting *self, MadoPen *pen, guint page, double x, double y);
void mado_setting_draw (const MadoSetting *self, MadoPen *pen);

G_END_DECLS
