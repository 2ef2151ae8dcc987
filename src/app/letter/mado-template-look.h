/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-template-means.h"

G_BEGIN_DECLS

/* Where a part of a letter stands and how it looks; of a code, what it is made of and how large it is. Emits "changed"
 * when the draft says something else. */
#define MADO_TYPE_TEMPLATE_LOOK (mado_template_look_get_type ())
G_DECLARE_FINAL_TYPE (MadoTemplateLook, mado_template_look, MADO, TEMPLATE_LOOK, AdwBin)

GtkWidget *mado_template_look_new (MadoLetterDraft *draft, const char *block, const MadoTemplateMeans *means);

G_END_DECLS
