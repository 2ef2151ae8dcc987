/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs the end of the terminal, again and again until it is over, and says how far it is. */

#include "mado-ending-page.h"

#include <glib/gi18n.h>

#include "mado-advice.h"
#include "mado-ending.h"
#include "mado-menu-button.h"
#include "mado-sync-error.h"
#include "mado-terminal.h"

#define TRY_EVERY 15 /* seconds */

struct _MadoEndingPage {
  AdwBin parent_instance;

  GPtrArray *desks; /* (element-type MadoDesk): that are still open */
  MadoEndingReport sum;
  guint timer;
  gboolean is_running;

  AdwStatusPage *page;
  GtkWidget *spinner;
  GtkWidget *retry;
  GtkWidget *close;
};

G_DEFINE_FINAL_TYPE (MadoEndingPage, mado_ending_page, ADW_TYPE_BIN)

static guint freed_signal;

static void run (MadoEndingPage *self);

/* --- what is said ------------------------------------------------------------------------------------------------- */

static void
say (MadoEndingPage *self, const char *text, gboolean is_over)
{
  gtk_widget_set_visible (self->spinner, FALSE);
  gtk_widget_set_visible (self->retry, !is_over);
  gtk_widget_set_visible (self->close, TRUE);
  adw_status_page_set_description (self->page, text);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
  gtk_widget_grab_focus (is_over ? self->close : self->retry);
}

static char *
write_over (const MadoEndingPage *self)
{
  const char *rest = _ ("No data of any case are left on this terminal. Bring it to the administrator.");
  g_autofree char *operations = NULL, *papers = NULL;

  if (self->sum.n_operations + self->sum.n_attachments == 0)
    return g_strdup_printf ("%s\n%s", _ ("All that was not sent was handed over to the service, sealed."), rest);
  operations = g_strdup_printf (ngettext ("%u change", "%u changes", self->sum.n_operations), self->sum.n_operations);
  papers = g_strdup_printf (ngettext ("%u paper", "%u papers", self->sum.n_attachments), self->sum.n_attachments);

  /* Translators: two numbers with what is counted, and a sentence */
  return g_strdup_printf (
      _ ("What was not sent was handed over to the service, sealed: %s, %s. Nothing of it is lost.\n%s"), operations,
      papers, rest);
}

static const char *
choose_waiting (void)
{
  g_autofree char *folder = mado_terminal_dup_folder ();

  return mado_ending_is_due (folder)
             ? _ ("The data on this terminal were destroyed. What was not sent is sealed, and is handed over as soon "
                  "as "
                  "the service can be reached: leave the terminal switched on and connected.")
             : _ ("The service cannot be asked now. Leave the terminal switched on and connected: it is asked again "
                  "shortly.");
}

/* --- running ------------------------------------------------------------------------------------------------------ */

static gboolean
retry_later_cb (gpointer page)
{
  MADO_ENDING_PAGE (page)->timer = 0;
  run (page);

  return G_SOURCE_REMOVE;
}

static void
show_failure (MadoEndingPage *self, const GError *error)
{
  const MadoAdvice advice = mado_advice_find (error);
  g_autofree char *text = NULL;

  if (g_error_matches (error, MADO_SYNC_ERROR, MADO_SYNC_ERROR_OTHER)) {
    g_signal_emit (self, freed_signal, 0);
    return;
  }
  self->timer = g_timeout_add_seconds (TRY_EVERY, retry_later_cb, self);
  if (g_error_matches (error, MADO_SYNC_ERROR, MADO_SYNC_ERROR_NO_LINE)) {
    say (self, choose_waiting (), FALSE);
    return;
  }
  text = mado_advice_dup_text (&advice);
  say (self, text, FALSE);
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer page)
{
  g_autoptr (MadoEndingPage) self = page;
  g_autoptr (GError) error = NULL;
  MadoEndingReport report = { 0 };
  const gboolean is_over = mado_ending_run_finish (result, &report, &error);

  self->is_running = FALSE;
  g_application_release (g_application_get_default ());
  self->sum.n_operations += report.n_operations;
  self->sum.n_attachments += report.n_attachments;
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return; /* nobody looks any more */
  if (is_over) {
    g_autofree char *text = write_over (self);

    say (self, text, TRUE);
  } else {
    show_failure (self, error);
  }
}

/* Whoever closes the window meanwhile does not stop it. */
static void
run (MadoEndingPage *self)
{
  g_autofree char *folder = mado_terminal_dup_folder ();

  if (self->is_running)
    return;
  g_clear_handle_id (&self->timer, g_source_remove);
  self->is_running = TRUE;
  gtk_widget_set_visible (self->spinner, TRUE);
  gtk_widget_set_visible (self->retry, FALSE);
  g_application_hold (g_application_get_default ());
  mado_ending_run_async (folder, self->desks, mado_instant_now, NULL, ran_cb, g_object_ref (self));
}

static void
retry_cb (GtkButton *button, MadoEndingPage *self)
{
  run (self);
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_ending_page_dispose (GObject *object)
{
  MadoEndingPage *self = MADO_ENDING_PAGE (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_ENDING_PAGE);

  G_OBJECT_CLASS (mado_ending_page_parent_class)->dispose (object);
}

static void
mado_ending_page_finalize (GObject *object)
{
  g_clear_pointer (&MADO_ENDING_PAGE (object)->desks, g_ptr_array_unref);

  G_OBJECT_CLASS (mado_ending_page_parent_class)->finalize (object);
}

static void
mado_ending_page_class_init (MadoEndingPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_ending_page_dispose;
  G_OBJECT_CLASS (class)->finalize = mado_ending_page_finalize;

  freed_signal =
      g_signal_new ("freed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (MADO_TYPE_MENU_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-ending-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoEndingPage, page);
  gtk_widget_class_bind_template_child (widget_class, MadoEndingPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, MadoEndingPage, retry);
  gtk_widget_class_bind_template_child (widget_class, MadoEndingPage, close);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
mado_ending_page_init (MadoEndingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * mado_ending_page_new:
 * @desks: (element-type MadoDesk): the profiles of this terminal that are open, and in which nobody works any more
 *
 * Returns: (transfer floating): a page that has begun the end of this terminal
 */
GtkWidget *
mado_ending_page_new (GPtrArray *desks)
{
  MadoEndingPage *self = g_object_new (MADO_TYPE_ENDING_PAGE, NULL);

  self->desks = g_ptr_array_ref (desks);
  run (self);

  return GTK_WIDGET (self);
}
