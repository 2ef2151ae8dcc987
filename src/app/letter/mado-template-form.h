/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-template-means.h"

G_BEGIN_DECLS

/* The blocks of a letter, each a card with its pieces and a menu of what can be done with it. Emits "changed" when
 * somebody has written, moved, added or removed something; "chosen" when there is a place for an item; "removed" with
 * the letter as it was before something was taken away. */
#define MADO_TYPE_TEMPLATE_FORM (mado_template_form_get_type ())
G_DECLARE_FINAL_TYPE (MadoTemplateForm, mado_template_form, MADO, TEMPLATE_FORM, AdwBin)

void mado_template_form_show (MadoTemplateForm *self, MadoLetterDraft *draft, const MadoTemplateMeans *means);
gboolean mado_template_form_has_place (MadoTemplateForm *self);
char *mado_template_form_dup_text (MadoTemplateForm *self);
void mado_template_form_insert (MadoTemplateForm *self, const char *field);

void mado_template_form_clear_faults (MadoTemplateForm *self);
gboolean mado_template_form_show_fault (MadoTemplateForm *self, const char *pointer, const char *message);
gboolean mado_template_form_show_block_fault (MadoTemplateForm *self, const char *block, const char *message);

G_END_DECLS
