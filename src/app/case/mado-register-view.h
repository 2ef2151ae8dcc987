/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-register-look.h"

G_BEGIN_DECLS

/* What registers say of the case on the screen: a table each, with a choice where a register has several rows. */
#define MADO_TYPE_REGISTER_VIEW (mado_register_view_get_type ())
G_DECLARE_FINAL_TYPE (MadoRegisterView, mado_register_view, MADO, REGISTER_VIEW, AdwBin)

void mado_register_view_show (MadoRegisterView *self, const GPtrArray *looks, gboolean is_new);
gboolean mado_register_view_has_differences (MadoRegisterView *self);
void mado_register_view_toggle (MadoRegisterView *self);
gboolean mado_register_view_focus (MadoRegisterView *self, int direction);
gboolean mado_register_view_focus_first (MadoRegisterView *self);
gboolean mado_register_view_focus_item (MadoRegisterView *self, const MadoItem *item);
char *mado_register_view_dup_standing (MadoRegisterView *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
