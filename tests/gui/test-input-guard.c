/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Real keys into a real window with an input method that converts as those for Japanese do: it takes letters, and
 * gives the text when it gets Return. While it converts, no key of the program may do anything. */

#include <adwaita.h>
#include <gtk/gtkimmodule.h>

#include "mado-base-window.h"

/* --- the input method --------------------------------------------------------------------------------------------- */

#define TEST_TYPE_METHOD (test_method_get_type ())
G_DECLARE_FINAL_TYPE (TestMethod, test_method, TEST, METHOD, GtkIMContext)

struct _TestMethod {
  GtkIMContext parent_instance;
  GString *typed;
};

static guint n_function_keys; /* that the method was given while it converted */

static void test_method_register (GType type);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestMethod, test_method, GTK_TYPE_IM_CONTEXT, test_method_register (g_define_type_id);)

static void
test_method_register (GType type)
{
  g_io_extension_point_implement (GTK_IM_MODULE_EXTENSION_POINT_NAME, type, "test", 1);
}

static void
end_conversion (TestMethod *self)
{
  g_string_truncate (self->typed, 0);
  g_signal_emit_by_name (self, "preedit-changed");
  g_signal_emit_by_name (self, "preedit-end");
}

static gboolean
convert_key (TestMethod *self, guint key)
{
  g_autofree char *text = NULL;

  if (key == GDK_KEY_F8)
    n_function_keys++;
  if (key != GDK_KEY_Return)
    return TRUE;
  text = g_strdup (self->typed->str);
  end_conversion (self);
  g_signal_emit_by_name (self, "commit", text);

  return TRUE;
}

static gboolean
filter_keypress (GtkIMContext *context, GdkEvent *event)
{
  TestMethod *self = TEST_METHOD (context);
  guint key = gdk_key_event_get_keyval (event);

  if (gdk_event_get_event_type (event) != GDK_KEY_PRESS || gdk_key_event_is_modifier (event))
    return FALSE;
  if (key >= GDK_KEY_a && key <= GDK_KEY_z && (gdk_event_get_modifier_state (event) & GDK_CONTROL_MASK) == 0) {
    if (self->typed->len == 0)
      g_signal_emit_by_name (self, "preedit-start");
    g_string_append_c (self->typed, (char) key);
    g_signal_emit_by_name (self, "preedit-changed");
    return TRUE;
  }

  return self->typed->len > 0 && convert_key (self, key);
}

static void
get_preedit_string (GtkIMContext *context, char **text, PangoAttrList **attributes, int *cursor)
{
  TestMethod *self = TEST_METHOD (context);

  if (text != NULL)
    *text = g_strdup (self->typed->str);
  if (attributes != NULL)
    *attributes = pango_attr_list_new ();
  if (cursor != NULL)
    *cursor = (int) self->typed->len;
}

static void
test_method_finalize (GObject *object)
{
  g_string_free (TEST_METHOD (object)->typed, TRUE);

  G_OBJECT_CLASS (test_method_parent_class)->finalize (object);
}

static void
test_method_class_init (TestMethodClass *class)
{
  G_OBJECT_CLASS (class)->finalize = test_method_finalize;
  GTK_IM_CONTEXT_CLASS (class)->filter_keypress = filter_keypress;
  GTK_IM_CONTEXT_CLASS (class)->get_preedit_string = get_preedit_string;
}

static void
test_method_init (TestMethod *self)
{
  self->typed = g_string_new (NULL);
}

/* --- the window --------------------------------------------------------------------------------------------------- */

#define TEST_TYPE_WINDOW (test_window_get_type ())
G_DECLARE_FINAL_TYPE (TestWindow, test_window, TEST, WINDOW, MadoBaseWindow)

struct _TestWindow {
  MadoBaseWindow parent_instance;
};

G_DEFINE_FINAL_TYPE (TestWindow, test_window, MADO_TYPE_BASE_WINDOW)

static void
test_window_class_init (TestWindowClass *class)
{
}

static void
test_window_init (TestWindow *self)
{
}

typedef struct {
  GtkWindow *window;
  GtkWidget *entry;
  guint n_actions;
} Scene;

static void
action_cb (GSimpleAction *action, GVariant *parameter, gpointer scene)
{
  ((Scene *) scene)->n_actions++;
}

static GtkWidget *
create_entry (void)
{
  GtkWidget *entry = gtk_entry_new ();

  g_object_set (gtk_editable_get_delegate (GTK_EDITABLE (entry)), "im-module", "test", NULL);

  return entry;
}

static void
await_active (Scene *scene)
{
  while (!gtk_window_is_active (scene->window))
    g_main_context_iteration (NULL, TRUE);
}

static void
typed_cb (GPid process, int status, gpointer is_over)
{
  g_spawn_close_pid (process);
  *(gboolean *) is_over = TRUE;
}

/* Types and waits until every key was worked off: the last one is a mark that only this counts. */
static void
type_keys (Scene *scene, const char *first, ...)
{
  g_autoptr (GPtrArray) command = g_ptr_array_new ();
  gboolean is_over = FALSE;
  GPid process;
  va_list more;

  g_ptr_array_add (command, (char *) "xdotool");
  g_ptr_array_add (command, (char *) "key");
  va_start (more, first);
  for (const char *key = first; key != NULL; key = va_arg (more, const char *))
    g_ptr_array_add (command, (char *) key);
  va_end (more);
  g_ptr_array_add (command, NULL);
  g_assert_true (g_spawn_async (NULL, (char **) command->pdata, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD,
                                NULL, NULL, &process, NULL));
  g_child_watch_add (process, typed_cb, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

static void
await_text (GtkWidget *entry, const char *text)
{
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (entry)), text) != 0 && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, text);
}

static void
await_actions (Scene *scene, guint n_actions)
{
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (scene->n_actions < n_actions && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (scene->n_actions, ==, n_actions);
}

/* A dialog that is only just shown does not have the keyboard yet. */
static void
await_focus (GtkWidget *entry)
{
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while ((!gtk_widget_get_mapped (entry) || gtk_window_get_focus (GTK_WINDOW (gtk_widget_get_root (entry))) !=
                                                GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (entry)))) &&
         g_get_monotonic_time () < end) {
    g_main_context_iteration (NULL, FALSE);
    gtk_widget_grab_focus (entry);
  }
}

/* The window takes the keyboard by itself: there is no window manager. */
static void
focus_window (Scene *scene)
{
  g_autofree char *title = g_strdup_printf ("guard");
  gboolean is_over = FALSE;
  GPid process;
  char *command[] = { (char *) "xdotool",     (char *) "search",
                      (char *) "--sync",      (char *) "--onlyvisible",
                      (char *) "--name",      title,
                      (char *) "windowfocus", NULL };

  g_assert_true (
      g_spawn_async (NULL, command, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &process, NULL));
  g_child_watch_add (process, typed_cb, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
  await_active (scene);
}

static AdwApplication *application;

static void
set_up (Scene *scene, gconstpointer data)
{
  g_autoptr (GSimpleAction) action = g_simple_action_new ("count", NULL);

  g_signal_connect (action, "activate", G_CALLBACK (action_cb), scene);
  g_action_map_add_action (G_ACTION_MAP (application), G_ACTION (action));
  scene->window = g_object_new (TEST_TYPE_WINDOW, "application", application, "title", "guard", NULL);
  scene->entry = create_entry ();
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (scene->window), scene->entry);
  gtk_window_present (scene->window);
  focus_window (scene);
  gtk_widget_grab_focus (scene->entry);
  n_function_keys = 0;
}

static void
tear_down (Scene *scene, gconstpointer data)
{
  gtk_window_destroy (scene->window);
  g_action_map_remove_action (G_ACTION_MAP (application), "count");
}

static void
start_application (void)
{
  g_autoptr (GError) error = NULL;

  application = adw_application_new ("jp.madoguchi.Test", G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  gtk_application_set_accels_for_action (GTK_APPLICATION (application), "app.count",
                                         (const char *[]) { "F8", "<Control>Return", "<Control>k", NULL });
}

/* --- what must hold ----------------------------------------------------------------------------------------------- */

static void
test_keys_work_where_nothing_is_converted (Scene *scene, gconstpointer data)
{
  type_keys (scene, "F8", "ctrl+k", NULL);
  await_actions (scene, 2);
}

/* F8 makes half-width kana of what is being converted; nothing else may happen, and nothing may be lost. */
static void
test_conversion_has_its_keys (Scene *scene, gconstpointer data)
{
  type_keys (scene, "k", "a", "F8", "ctrl+k", "ctrl+Return", "Return", NULL);
  await_text (scene->entry, "ka");
  g_assert_cmpuint (scene->n_actions, ==, 0);
  g_assert_cmpuint (n_function_keys, ==, 1);
  type_keys (scene, "F8", NULL);
  await_actions (scene, 1);
}

/* The dialogs of a window are in it. */
static void
test_dialogs_are_guarded (Scene *scene, gconstpointer data)
{
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *entry = create_entry ();

  adw_dialog_set_child (dialog, entry);
  adw_dialog_present (dialog, GTK_WIDGET (scene->window));
  await_focus (entry);
  type_keys (scene, "k", "a", "F8", "Escape", "Return", NULL);
  await_text (entry, "ka");
  g_assert_cmpuint (scene->n_actions, ==, 0);
  g_assert_true (gtk_widget_get_mapped (entry));
  adw_dialog_force_close (dialog);
}

static void
test_typing_replaces_selection (Scene *scene, gconstpointer data)
{
  gtk_editable_set_text (GTK_EDITABLE (scene->entry), "before");
  gtk_editable_select_region (GTK_EDITABLE (scene->entry), 0, -1);
  type_keys (scene, "k", "a", "Return", NULL);
  await_text (scene->entry, "ka");
}

/* Whoever goes to another text leaves what was typed as it is, and the keys are the program's again. */
static void
test_leaving_ends_it (Scene *scene, gconstpointer data)
{
  type_keys (scene, "k", "a", NULL);
  gtk_window_set_focus (scene->window, NULL);
  await_text (scene->entry, "ka");
  type_keys (scene, "F8", NULL);
  await_actions (scene, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  start_application ();
  g_type_ensure (TEST_TYPE_METHOD);

  g_test_add ("/input-guard/keys-work-where-nothing-is-converted", Scene, NULL, set_up,
              test_keys_work_where_nothing_is_converted, tear_down);
  g_test_add ("/input-guard/conversion-has-its-keys", Scene, NULL, set_up, test_conversion_has_its_keys, tear_down);
  g_test_add ("/input-guard/dialogs-are-guarded", Scene, NULL, set_up, test_dialogs_are_guarded, tear_down);
  g_test_add ("/input-guard/typing-replaces-selection", Scene, NULL, set_up, test_typing_replaces_selection, tear_down);
  g_test_add ("/input-guard/leaving-ends-it", Scene, NULL, set_up, test_leaving_ends_it, tear_down);

  return g_test_run ();
}
