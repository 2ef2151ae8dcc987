/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-comparison.h"

G_BEGIN_DECLS

/* Lines of two sides, held against each other: item, one side, the other side, verdict. */
#define MADO_TYPE_COMPARE_LIST (mado_compare_list_get_type ())
G_DECLARE_FINAL_TYPE (MadoCompareList, mado_compare_list, MADO, COMPARE_LIST, AdwBin)

GtkWidget *mado_compare_list_new (const char *name, const char *here, const char *there) G_GNUC_WARN_UNUSED_RESULT;
void mado_compare_list_set_of_cases (MadoCompareList *self);
void mado_compare_list_show (MadoCompareList *self, const GPtrArray *lines);
void mado_compare_list_show_differences (MadoCompareList *self, gboolean only_differences);
gboolean mado_compare_list_focus (MadoCompareList *self, int direction);
gboolean mado_compare_list_focus_item (MadoCompareList *self, const MadoItem *item);

G_END_DECLS
