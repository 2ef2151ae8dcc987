/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <atspi/atspi.h>

G_BEGIN_DECLS

/* One thing on the screen, as a screen reader has it. */

/* libatspi 2.56 has no autoptr of its own */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiAccessible, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiAction, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiComponent, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiStateSet, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AtspiText, g_object_unref)

typedef struct {
  AtspiRole role;
  const char *name;  /* (nullable): %NULL: any */
  const char *typed; /* (nullable): what stands in it; %NULL: anything */
} GuiWanted;

typedef gboolean (*GuiMatch) (AtspiAccessible *node, gconstpointer wanted);

AtspiAccessible *gui_node_find (AtspiAccessible *root, GuiMatch match, gconstpointer wanted);

gboolean gui_node_is (AtspiAccessible *node, gconstpointer wanted);
gboolean gui_node_has_focus (AtspiAccessible *node, gconstpointer wanted);
gboolean gui_node_has_focus_in_dialog (AtspiAccessible *node, gconstpointer unused);
gboolean gui_node_is_nameless (AtspiAccessible *node, gconstpointer unused);
gboolean gui_node_tells (AtspiAccessible *node, gconstpointer text);
gboolean gui_node_print (AtspiAccessible *node, gconstpointer unused);
gboolean gui_node_print_focus (AtspiAccessible *node, gconstpointer unused);

G_END_DECLS
