/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "mado-programme.h"

G_BEGIN_DECLS

GtkColumnViewColumn *mado_list_column_new (MadoProgramme *programme,
                                           const char *column,
                                           guint index) G_GNUC_WARN_UNUSED_RESULT;
GtkListItemFactory *mado_list_row_factory_new (MadoProgramme *programme,
                                               const GPtrArray *columns) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
