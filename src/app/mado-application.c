/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The desktop program: one instance a session, its windows, and the actions that belong to no window. */

#include "mado-application.h"

#include <glib/gi18n.h>

#include "mado-appearance.h"
#include "mado-config.h"
#include "mado-preferences-dialog.h"
#include "mado-say.h"
#include "mado-shortcuts-dialog.h"
#include "mado-shortcuts.h"
#include "mado-touch-notice.h"
#include "mado-window.h"

struct _MadoApplication {
  AdwApplication parent_instance;

  GSettings *settings;
  char *site; /* (nullable): for whose terminal this is */
};

G_DEFINE_FINAL_TYPE (MadoApplication, mado_application, ADW_TYPE_APPLICATION)

static GtkWindow *
make_window (GtkApplication *application)
{
  MadoWindow *window = mado_window_new (ADW_APPLICATION (application));

  if (MADO_APPLICATION (application)->site != NULL)
    mado_window_stay_at (window, MADO_APPLICATION (application)->site);

  return GTK_WINDOW (window);
}

/* The window that an action works on. There may be none: the session bus can start the program with an action. */
static GtkWindow *
present_window (GtkApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (application);

  if (window == NULL)
    window = make_window (application);
  gtk_window_present (window);

  return window;
}

static void
help_launched_cb (GObject *launcher, GAsyncResult *result, gpointer window)
{
  g_autoptr (GtkWindow) owned_window = window;
  g_autoptr (GError) error = NULL;

  if (!gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (launcher), result, &error))
    mado_say (GTK_WIDGET (owned_window), _ ("The help could not be opened. Is the help viewer (yelp) installed?"));
}

static void
show_help_cb (GSimpleAction *action, GVariant *topic, gpointer application)
{
  g_autofree char *uri = g_strdup_printf ("help:madoguchi/%s", g_variant_get_string (topic, NULL));
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (uri);
  GtkWindow *window = present_window (application);

  gtk_uri_launcher_launch (launcher, window, NULL, help_launched_cb, g_object_ref (window));
}

static void
show_shortcuts_cb (GSimpleAction *action, GVariant *parameter, gpointer application)
{
  adw_dialog_present (mado_shortcuts_dialog_new (), GTK_WIDGET (present_window (application)));
}

static void
show_about_cb (GSimpleAction *action, GVariant *parameter, gpointer application)
{
  adw_show_about_dialog (GTK_WIDGET (present_window (application)), "application-name", _ ("Madoguchi"),
                         "application-icon", MADO_APP_ID, "version", MADO_VERSION, "developer-name",
                         _ ("The Madoguchi contributors"), "comments",
                         _ ("The back office of a ward's benefit programmes: verifying applications, "
                            "entering accounts, answering inquiries and keeping the hand-over ledger."),
                         "license-type", GTK_LICENSE_GPL_3_0, "translator-credits", _ ("translator-credits"), NULL);
}

static void
show_preferences_cb (GSimpleAction *action, GVariant *parameter, gpointer application)
{
  adw_dialog_present (mado_preferences_dialog_new (MADO_APPLICATION (application)->settings),
                      GTK_WIDGET (present_window (application)));
}

static void
text_larger_cb (GSimpleAction *action, GVariant *parameter, gpointer application)
{
  mado_appearance_step_text (MADO_APPLICATION (application)->settings, 1);
}

static void
text_smaller_cb (GSimpleAction *action, GVariant *parameter, gpointer application)
{
  mado_appearance_step_text (MADO_APPLICATION (application)->settings, -1);
}

static MadoWindow *
find_window (GtkApplication *application)
{
  for (GList *each = gtk_application_get_windows (application); each != NULL; each = each->next)
    if (MADO_IS_WINDOW (each->data))
      return each->data;

  return NULL;
}

/* By a telephone system, over the session bus or the command line. */
static void
call_cb (GSimpleAction *action, GVariant *number, gpointer application)
{
  MadoWindow *window = find_window (application);

  if (window == NULL)
    window = MADO_WINDOW (present_window (application));
  mado_window_take_call (window, g_variant_get_string (number, NULL));
}

/* Windows go first, so that what they have open is closed in order; with the last of them, and whatever it still had to
 * do, the program ends. */
static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer application)
{
  GList *windows;

  if (MADO_APPLICATION (application)->site != NULL) { /* the terminal stays; only whoever works at it goes */
    gtk_window_close (present_window (application));
    return;
  }
  while ((windows = gtk_application_get_windows (application)) != NULL)
    gtk_window_destroy (windows->data);
}

static void
mado_application_activate (GApplication *application)
{
  present_window (GTK_APPLICATION (application));
}

static void
mado_application_startup (GApplication *application)
{
  static const GActionEntry actions[] = {
    { .name = "help", .activate = show_help_cb, .parameter_type = "s" },
    { .name = "shortcuts", .activate = show_shortcuts_cb },
    { .name = "about", .activate = show_about_cb },
    { .name = "preferences", .activate = show_preferences_cb },
    { .name = "text-larger", .activate = text_larger_cb },
    { .name = "text-smaller", .activate = text_smaller_cb },
    { .name = "quit", .activate = quit_cb },
    { .name = "call", .activate = call_cb, .parameter_type = "s" },
  };

  MadoApplication *self = MADO_APPLICATION (application);

  G_APPLICATION_CLASS (mado_application_parent_class)->startup (application);

  self->settings = g_settings_new (MADO_APP_ID);
  mado_appearance_follow (self->settings);

  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions), application);
  mado_shortcuts_install (GTK_APPLICATION (application));
  mado_touch_notice_install (GTK_APPLICATION (application));
}

/* The number goes to the program that runs already, where there is one. */
static int
mado_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  MadoApplication *self = MADO_APPLICATION (application);
  const char *number = NULL;
  g_autoptr (GError) error = NULL;

  g_variant_dict_lookup (options, "terminal", "s", &self->site);
  if (!g_variant_dict_lookup (options, "call", "&s", &number))
    return -1; /* it goes on as without options */
  if (!g_application_register (application, NULL, &error)) {
    g_printerr ("madoguchi: %s\n", error->message);
    return 1;
  }
  g_action_group_activate_action (G_ACTION_GROUP (application), "call", g_variant_new_string (number));

  return g_application_get_is_remote (application) ? 0 : -1;
}

/* Whoever closes a window goes; the window itself may live on for as long as somebody has hold of it. */
static void
mado_application_window_removed (GtkApplication *application, GtkWindow *window)
{
  if (MADO_IS_WINDOW (window))
    mado_window_end (MADO_WINDOW (window));

  GTK_APPLICATION_CLASS (mado_application_parent_class)->window_removed (application, window);
}

static void
mado_application_finalize (GObject *object)
{
  mado_touch_notice_remove ();
  g_clear_object (&MADO_APPLICATION (object)->settings);
  g_clear_pointer (&MADO_APPLICATION (object)->site, g_free);

  G_OBJECT_CLASS (mado_application_parent_class)->finalize (object);
}

static void
mado_application_class_init (MadoApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = mado_application_finalize;
  application_class->activate = mado_application_activate;
  application_class->startup = mado_application_startup;
  application_class->handle_local_options = mado_application_handle_local_options;
  GTK_APPLICATION_CLASS (klass)->window_removed = mado_application_window_removed;
}

static void
mado_application_init (MadoApplication *self)
{
  g_application_add_main_option (G_APPLICATION (self), "call", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING,
                                 _ ("Open a window for a call from NUMBER"), _ ("NUMBER"));
  g_application_add_main_option (G_APPLICATION (self), "terminal", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING,
                                 _ ("Take the whole screen, for the people of SITE alone"), _ ("SITE"));
}

/**
 * mado_application_new:
 *
 * Returns: (transfer full): the program, ready to run
 */
MadoApplication *
mado_application_new (void)
{
  return g_object_new (MADO_TYPE_APPLICATION, "application-id", MADO_APP_ID, "resource-base-path",
                       "/jp/madoguchi/Madoguchi", "version", MADO_VERSION, NULL);
}
