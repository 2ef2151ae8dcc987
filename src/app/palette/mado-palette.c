/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Searches as somebody types. The focus stays in the box: the arrows walk through the list from there. Enter chooses
 * out of what was found for what stands in the box, however fast it is pressed: where that is still being looked for,
 * it waits. */

#include "mado-palette.h"

#include <glib/gi18n.h>

#include "mado-advice.h"
#include "mado-palette-item.h"
#include "mado-walk-keys.h"

#define N_COMMANDS 8 /* beside cases */

struct _MadoPalette {
  AdwDialog parent_instance;

  MadoSession *session;
  GListModel *commands; /* (element-type MadoPaletteItem) */
  GListStore *items;
  GCancellable *searching; /* (nullable) */
  gboolean is_chosen;      /* by Enter, while it was still being looked for */

  GtkSearchEntry *entry;
  GtkStack *stack;
  GtkListView *view;
  GtkSingleSelection *selection;
  AdwStatusPage *nothing;
  GtkLabel *count;
};

G_DEFINE_FINAL_TYPE (MadoPalette, mado_palette, ADW_TYPE_DIALOG)

enum { SIGNAL_CASE_CHOSEN, SIGNAL_COMMAND_CHOSEN, N_SIGNALS };

static guint signals[N_SIGNALS];

/* --- lines -------------------------------------------------------------------------------------------------------- */

/* The widgets of a line, by name. */
static GtkWidget *
add_part (GtkListItem *item, GtkWidget *box, const char *name, GtkWidget *part)
{
  gtk_box_append (GTK_BOX (box), part);
  g_object_set_data (G_OBJECT (item), name, part);

  return part;
}

static GtkWidget *
create_label (const char *style, gboolean may_shrink)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (may_shrink)
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);

  return label;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_widget_add_css_class (box, "palette-line");
  g_object_set (add_part (item, box, "icon", gtk_image_new ()), "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                NULL);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), texts);
  add_part (item, texts, "title", create_label (NULL, TRUE));
  add_part (item, texts, "detail", create_label ("detail", TRUE));
  gtk_widget_set_valign (add_part (item, box, "mark", create_label ("keycap", FALSE)), GTK_ALIGN_CENTER);
  gtk_list_item_set_child (item, box);
}

static void
show_text (GtkListItem *item, const char *part, const char *text)
{
  GtkWidget *label = g_object_get_data (G_OBJECT (item), part);

  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_widget_set_visible (label, text[0] != '\0');
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  MadoPaletteItem *line = gtk_list_item_get_item (item);
  const char *title = mado_palette_item_get_title (line), *detail = mado_palette_item_get_detail (line),
             *mark = mado_palette_item_get_mark (line);
  g_autofree char *name = g_strjoin (" ", title, detail, mark, NULL);

  gtk_image_set_from_icon_name (g_object_get_data (G_OBJECT (item), "icon"), mado_palette_item_get_icon (line));
  show_text (item, "title", title);
  show_text (item, "detail", detail);
  show_text (item, "mark", mark);
  gtk_list_item_set_accessible_label (item, g_strchomp (name));
}

/* --- choosing ----------------------------------------------------------------------------------------------------- */

static void
choose (MadoPalette *self, MadoPaletteItem *item)
{
  g_autoptr (MadoPalette) kept = g_object_ref (self);
  g_autoptr (MadoPaletteItem) chosen = item != NULL ? g_object_ref (item) : NULL;
  g_autoptr (GtkButton) button = chosen != NULL ? mado_palette_item_get_button (chosen) : NULL;

  if (chosen == NULL)
    return;
  adw_dialog_close (ADW_DIALOG (self));
  if (button != NULL) {
    if (gtk_widget_get_mapped (GTK_WIDGET (button)) && gtk_widget_is_sensitive (GTK_WIDGET (button)))
      g_signal_emit_by_name (button, "clicked"); /* it could still be pressed by hand */
  } else if (mado_palette_item_get_action (chosen) != NULL) {
    g_signal_emit (self, signals[SIGNAL_COMMAND_CHOSEN], 0, mado_palette_item_get_action (chosen));
  } else if (mado_id_is_valid (mado_palette_item_get_case (chosen))) {
    MadoId id = mado_palette_item_get_case (chosen);

    g_signal_emit (self, signals[SIGNAL_CASE_CHOSEN], 0, &id);
  }
}

/* --- searching ---------------------------------------------------------------------------------------------------- */

static void
add_commands (MadoPalette *self, const char *typed, guint most)
{
  for (guint i = 0, n = 0; n < most && i < g_list_model_get_n_items (self->commands); i++) {
    g_autoptr (MadoPaletteItem) command = g_list_model_get_item (self->commands, i);

    if (mado_palette_item_matches (command, typed)) {
      g_list_store_append (self->items, command);
      n++;
    }
  }
}

static void
show_items (MadoPalette *self, const char *typed)
{
  gboolean has_any = g_list_model_get_n_items (G_LIST_MODEL (self->items)) > 0;
  /* Translators: %s is what was typed */
  g_autofree char *title = g_strdup_printf (_ ("Nothing found for “%s”"), typed);

  adw_status_page_set_title (self->nothing, title);
  adw_status_page_set_description (self->nothing, _ ("Readings and old forms of characters were searched, too."));
  gtk_stack_set_visible_child_name (self->stack, has_any ? "found" : "nothing");
  if (has_any)
    gtk_list_view_scroll_to (self->view, 0, GTK_LIST_SCROLL_SELECT, NULL);
}

static void
show_count (MadoPalette *self, const MadoSearchTotal *total)
{
  g_autofree char *text = total->is_all ? g_strdup_printf (ngettext ("%u case", "%u cases", total->count), total->count)
                                        : g_strdup_printf (_ ("More than %u cases: type more"), total->count);

  gtk_label_set_text (self->count, total->count > 0 ? text : "");
}

static void
show_hits (MadoPalette *self, const MadoCaseHits *hits)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  g_list_store_remove_all (self->items);
  for (guint i = 0; i < hits->hits->len; i++) {
    g_autoptr (MadoPaletteItem) item = mado_palette_item_new_case (g_ptr_array_index (hits->hits, i));

    g_list_store_append (self->items, item);
  }
  add_commands (self, typed, N_COMMANDS);
  show_count (self, &hits->total);
  show_items (self, typed);
  if (self->is_chosen)
    choose (self, gtk_single_selection_get_selected_item (self->selection));
}

static void
show_error (MadoPalette *self, const GError *error)
{
  const MadoAdvice advice = mado_advice_find (error);

  g_list_store_remove_all (self->items);
  gtk_label_set_text (self->count, "");
  adw_status_page_set_title (self->nothing, _ (advice.title));
  adw_status_page_set_description (self->nothing, _ (advice.remedy));
  gtk_stack_set_visible_child_name (self->stack, "nothing");
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer dialog)
{
  g_autoptr (MadoPalette) self = dialog;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCaseHits) hits = mado_case_search_finish (result, &error);

  if (!mado_advice_is_wanted (error))
    return;
  g_clear_object (&self->searching);
  if (hits != NULL)
    show_hits (self, hits);
  else
    show_error (self, error);
}

static void
stop_searching (MadoPalette *self)
{
  if (self->searching != NULL)
    g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  self->is_chosen = FALSE;
}

static void
show_all_commands (MadoPalette *self)
{
  g_list_store_remove_all (self->items);
  gtk_label_set_text (self->count, "");
  add_commands (self, "", G_MAXUINT);
  show_items (self, "");
}

static void
typed_cb (GtkSearchEntry *entry, MadoPalette *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (entry));

  stop_searching (self);
  if (typed[0] == '\0') {
    show_all_commands (self);
    return;
  }
  self->searching = g_cancellable_new ();
  mado_case_search_async (self->session, typed, self->searching, found_cb, g_object_ref (self));
}

/* --- keys --------------------------------------------------------------------------------------------------------- */

static void
entry_activated_cb (GtkSearchEntry *entry, MadoPalette *self)
{
  if (self->searching != NULL)
    self->is_chosen = TRUE;
  else
    choose (self, gtk_single_selection_get_selected_item (self->selection));
}

/* The box would keep Escape to itself. */
static void
search_stopped_cb (GtkSearchEntry *entry, MadoPalette *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
line_activated_cb (GtkListView *view, guint position, MadoPalette *self)
{
  g_autoptr (MadoPaletteItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  choose (self, item);
}

static void
walk (gpointer palette, int direction)
{
  MadoPalette *self = palette;
  gint64 place = (gint64) gtk_single_selection_get_selected (self->selection) + direction;

  if (place < 0 || place >= g_list_model_get_n_items (G_LIST_MODEL (self->items)))
    return;
  gtk_list_view_scroll_to (self->view, (guint) place, GTK_LIST_SCROLL_SELECT, NULL);
  gtk_accessible_announce (GTK_ACCESSIBLE (self->view),
                           mado_palette_item_get_title (gtk_single_selection_get_selected_item (self->selection)),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_palette_dispose (GObject *object)
{
  MadoPalette *self = MADO_PALETTE (object);

  stop_searching (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_PALETTE);
  g_clear_object (&self->items);
  g_clear_object (&self->commands);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (mado_palette_parent_class)->dispose (object);
}

static void
mado_palette_class_init (MadoPaletteClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_palette_dispose;
  signals[SIGNAL_CASE_CHOSEN] = g_signal_new ("case-chosen", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                              NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_COMMAND_CHOSEN] = g_signal_new ("command-chosen", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                                 NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-palette.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoPalette, entry);
  gtk_widget_class_bind_template_child (widget_class, MadoPalette, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoPalette, view);
  gtk_widget_class_bind_template_child (widget_class, MadoPalette, selection);
  gtk_widget_class_bind_template_child (widget_class, MadoPalette, nothing);
  gtk_widget_class_bind_template_child (widget_class, MadoPalette, count);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, line_activated_cb);
}

static void
mado_palette_init (MadoPalette *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->items = g_list_store_new (MADO_TYPE_PALETTE_ITEM);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->items));
  mado_walk_keys_add (GTK_WIDGET (self->entry), walk, self);
}

/**
 * mado_palette_new:
 * @session: a session
 * @commands: (element-type MadoPaletteItem): what can be done
 *
 * Returns: (transfer floating): the box, to be presented on a window
 */
AdwDialog *
mado_palette_new (MadoSession *session, GListModel *commands)
{
  MadoPalette *self = g_object_new (MADO_TYPE_PALETTE, NULL);

  self->session = g_object_ref (session);
  self->commands = g_object_ref (commands);
  show_all_commands (self);

  return ADW_DIALOG (self);
}
