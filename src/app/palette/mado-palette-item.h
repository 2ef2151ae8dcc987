/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-case-search.h"
#include "mado-shortcuts.h"

G_BEGIN_DECLS

/* A line of the palette: a case, or something to do. */
#define MADO_TYPE_PALETTE_ITEM (mado_palette_item_get_type ())
G_DECLARE_FINAL_TYPE (MadoPaletteItem, mado_palette_item, MADO, PALETTE_ITEM, GObject)

MadoPaletteItem *mado_palette_item_new_case (const MadoCaseHit *hit) G_GNUC_WARN_UNUSED_RESULT;
MadoPaletteItem *mado_palette_item_new_command (const char *action,
                                                const char *title,
                                                const char *key) G_GNUC_WARN_UNUSED_RESULT;
MadoPaletteItem *mado_palette_item_new_button (GtkButton *button,
                                               const char *title,
                                               const char *detail,
                                               const char *key) G_GNUC_WARN_UNUSED_RESULT;

const char *mado_palette_item_get_title (MadoPaletteItem *self);
const char *mado_palette_item_get_detail (MadoPaletteItem *self);
const char *mado_palette_item_get_mark (MadoPaletteItem *self);
const char *mado_palette_item_get_icon (MadoPaletteItem *self);
const char *mado_palette_item_get_action (MadoPaletteItem *self);
GtkButton *mado_palette_item_get_button (MadoPaletteItem *self);
MadoId mado_palette_item_get_case (MadoPaletteItem *self);
gboolean mado_palette_item_matches (MadoPaletteItem *self, const char *typed);

G_END_DECLS
