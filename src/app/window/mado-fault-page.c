/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Says in place of a page why it cannot be shown, and has it tried again. */

#include "mado-fault-page.h"

#include <glib/gi18n.h>

/* Reads everything again that is on the screen. */
static GtkWidget *
create_button (void)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Try Again"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.refresh");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");

  return button;
}

static gboolean
is_typed_in (GtkWidget *focus)
{
  return GTK_IS_EDITABLE (focus) && gtk_editable_get_text (GTK_EDITABLE (focus))[0] != '\0';
}

/* Whoever has just come here has nothing else to do; nobody is taken away from what he types, or from another page. */
static gboolean
takes_focus (GtkWidget *page)
{
  GtkWidget *around = gtk_widget_get_ancestor (page, ADW_TYPE_NAVIGATION_PAGE);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (page));

  if (focus == NULL || !gtk_widget_get_mapped (focus))
    return TRUE;

  return around != NULL && gtk_widget_is_ancestor (focus, around) && !is_typed_in (focus);
}

static void
tell (AdwStatusPage *page)
{
  gtk_accessible_announce (GTK_ACCESSIBLE (page), adw_status_page_get_title (page),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* What was there before has gone by now, and the focus with it. */
static gboolean
settle_cb (gpointer page)
{
  if (gtk_widget_get_mapped (page) && takes_focus (page))
    gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);

  return G_SOURCE_REMOVE;
}

static void
mapped_cb (GtkWidget *page, gpointer unused)
{
  tell (ADW_STATUS_PAGE (page));
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, settle_cb, g_object_ref (page), g_object_unref);
}

static void
watch (AdwStatusPage *page)
{
  if (g_signal_handler_find (page, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, (gpointer) mapped_cb, NULL) == 0)
    g_signal_connect (page, "map", G_CALLBACK (mapped_cb), NULL);
}

/**
 * mado_fault_page_say:
 * @page: that stands in place of the content
 * @advice: why that cannot be shown
 *
 * It is tried again by its own button; one that has none gets the one that reads everything again.
 */
void
mado_fault_page_say (AdwStatusPage *page, const MadoAdvice *advice)
{
  g_autofree char *description = mado_advice_dup_text (advice);

  adw_status_page_set_title (page, _ (advice->title));
  adw_status_page_set_description (page, description);
  if (adw_status_page_get_child (page) == NULL)
    adw_status_page_set_child (page, create_button ());
  watch (page);
  if (gtk_widget_get_mapped (GTK_WIDGET (page))) /* it was tried again, for nothing */
    tell (page);
}

/**
 * mado_fault_page_show:
 * @page: that stands in place of the content
 * @error: why that cannot be shown
 */
void
mado_fault_page_show (AdwStatusPage *page, const GError *error)
{
  const MadoAdvice advice = mado_advice_find (error);

  mado_fault_page_say (page, &advice);
}
