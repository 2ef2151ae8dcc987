/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-item.h"

G_BEGIN_DECLS

/* An item of a programme as somebody types it: its name, its field, and below it what is wrong with it or how it is
 * read. Its properties "text" and "kana" are what was typed; of a choice the id. Emits "done" when somebody wants on to
 * the next field. */
#define MADO_TYPE_ITEM_FIELD (mado_item_field_get_type ())
G_DECLARE_FINAL_TYPE (MadoItemField, mado_item_field, MADO, ITEM_FIELD, GtkBox)

GtkWidget *mado_item_field_new (const MadoItem *item, GtkSizeGroup *labels) G_GNUC_WARN_UNUSED_RESULT;

const MadoItem *mado_item_field_get_item (MadoItemField *self);
gboolean mado_item_field_is_empty (MadoItemField *self);
gboolean mado_item_field_read (MadoItemField *self, yyjson_mut_doc *doc, yyjson_mut_val **out_value);
void mado_item_field_refuse (MadoItemField *self, const char *fault);
void mado_item_field_write (MadoItemField *self, yyjson_val *value);
void mado_item_field_clear (MadoItemField *self);
void mado_item_field_turn (MadoItemField *self, GtkOrientation orientation);

G_END_DECLS
