/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "mado-programme.h"

G_BEGIN_DECLS

/* What a letter may say, to choose from. Emits "chosen" with the field as it is written, in braces. */
#define MADO_TYPE_TEMPLATE_ITEMS (mado_template_items_get_type ())
G_DECLARE_FINAL_TYPE (MadoTemplateItems, mado_template_items, MADO, TEMPLATE_ITEMS, GtkPopover)

GtkWidget *mado_template_items_new (const MadoProgramme *programme, const char *letter);

G_END_DECLS
