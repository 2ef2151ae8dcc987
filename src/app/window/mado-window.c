/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The window of a terminal: the page where somebody signs in, then the desk. It comes back in the size in which it was
 * left. */

#include "mado-window.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-absence.h"
#include "mado-config.h"
#include "mado-course-run.h"
#include "mado-deeds.h"
#include "mado-desk-view.h"
#include "mado-ending-page.h"
#include "mado-enrol-dialog.h"
#include "mado-factor-dialog.h"
#include "mado-intake-folder.h"
#include "mado-key-dialog.h"
#include "mado-kiosk.h"
#include "mado-lock-window.h"
#include "mado-palette-commands.h"
#include "mado-palette.h"
#include "mado-practice-dialog.h"
#include "mado-reception.h"
#include "mado-say.h"
#include "mado-set-up-dialog.h"
#include "mado-shortcuts.h"
#include "mado-sign-in-page.h"
#include "mado-site-notice.h"
#include "mado-switchboard.h"

#define MOST_WAITING 4 /* calls; nobody holds the line for longer */

struct _MadoWindow {
  MadoBaseWindow parent_instance;

  GSettings *settings;
  char *site;               /* (nullable): for whose people alone this is */
  MadoSession *session;     /* (nullable): %NULL: nobody has signed in */
  MadoAbsence *absence;     /* (nullable): the same */
  MadoIntakeFolder *folder; /* (nullable): the same */
  MadoSwitchboard *calls;   /* (nullable): the same; and %NULL where whoever has signed in answers none */
  GPtrArray *waiting;       /* (element-type utf8): calls that came before anybody signed in */
  MadoDeeds *deeds;         /* (nullable): the same as the session */
  MadoDeskView *desk;       /* (nullable): the same */
  MadoSignInPage *sign_in;  /* (nullable): the other way round */
  guint ending;             /* source; 0: this terminal has not just been revoked */
  guint renewing;           /* source; 0: nobody has just left what kept the programme of before on the screen */

  AdwToastOverlay *toasts;
  AdwBin *content;
  GtkWidget *ribbon;
  MadoSiteNotice *notice;
};

G_DEFINE_FINAL_TYPE (MadoWindow, mado_window, MADO_TYPE_BASE_WINDOW)

static void show_sign_in (MadoWindow *self);

/* --- somebody's session ------------------------------------------------------------------------------------------- */

/* What only somebody who has signed in can do. */
static void
allow_work (MadoWindow *self, gboolean is_allowed)
{
  static const char *const names[] = {
    "palette", "lock",    "sign-out", "place", "next-case", "previous-case",
    "back",    "refresh", "sidebar",  "undo",  "conflict",
  };

  static const char *const before[] = { "practise", "set-up", "enrol" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), names[i])),
                                 is_allowed);
  for (gsize i = self->site != NULL ? 2 : 0; i < G_N_ELEMENTS (before); i++) /* of the others nothing at a place */
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), before[i])),
                                 !is_allowed);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "receive")),
                               is_allowed && mado_reception_is_for (self->session));
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "call")),
                               is_allowed && mado_switchboard_is_for (self->session));
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "factor")),
                               is_allowed && mado_factor_dialog_is_for (self->session));
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "signing-key")),
                               is_allowed && mado_key_dialog_is_for (self->session));
}

static void
close_dialogs (MadoWindow *self)
{
  AdwDialog *dialog;

  while ((dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self))) != NULL)
    adw_dialog_force_close (dialog);
}

/* The window goes before the profile does: nothing on the screen may ask a reader that is not there. */
static MadoSession *
clear_session (MadoWindow *self)
{
  MadoSession *session = g_steal_pointer (&self->session);

  g_clear_handle_id (&self->ending, g_source_remove);
  g_clear_handle_id (&self->renewing, g_source_remove);
  if (session == NULL)
    return NULL;
  g_clear_object (&self->absence);
  g_clear_object (&self->folder);
  if (self->calls != NULL)
    mado_switchboard_close (self->calls);
  g_clear_object (&self->calls);
  self->desk = NULL;
  adw_bin_set_child (self->content, NULL);
  g_clear_object (&self->deeds);
  adw_toast_overlay_dismiss_all (self->toasts);
  g_signal_handlers_disconnect_by_data (session, self);
  if (mado_session_get_connection (session) != NULL)
    g_signal_handlers_disconnect_by_data (mado_session_get_connection (session), self);

  return session;
}

static void
end_session (MadoWindow *self)
{
  g_autoptr (MadoSession) session = clear_session (self);

  if (session != NULL)
    mado_session_end (session);
}

static void
lock (MadoWindow *self)
{
  if (self->session != NULL && gtk_widget_get_visible (GTK_WIDGET (self)))
    mado_lock_window_hide (GTK_WINDOW (self), self->session);
}

static void
warned_cb (MadoAbsence *absence, MadoWindow *self)
{
  g_autofree char *text =
      g_strdup_printf (ngettext ("Everything is hidden in %u second. Any key keeps it.",
                                 "Everything is hidden in %u seconds. Any key keeps it.", MADO_ABSENCE_WARNING),
                       MADO_ABSENCE_WARNING);

  mado_say (GTK_WIDGET (self), text);
}

static void
limit_changed_cb (GSettings *settings, const char *key, MadoAbsence *absence)
{
  mado_absence_set_limit (absence, (guint) g_settings_get_int (settings, "lock-after") * 60);
}

static void
watch_absence (MadoWindow *self)
{
  self->absence = mado_absence_new (g_get_monotonic_time);
  g_signal_connect (self->absence, "warned", G_CALLBACK (warned_cb), self);
  g_signal_connect_swapped (self->absence, "gone", G_CALLBACK (lock), self);
  g_signal_connect_object (self->settings, "changed::lock-after", G_CALLBACK (limit_changed_cb), self->absence,
                           G_CONNECT_DEFAULT);
  limit_changed_cb (self->settings, NULL, self->absence);
}

static void
folder_changed_cb (GSettings *settings, const char *key, MadoIntakeFolder *folder)
{
  g_autofree char *path = g_settings_get_string (settings, "intake-folder");

  mado_intake_folder_watch (folder, path);
}

static void
dealt_cb (MadoIntakeFolder *folder, const char *sentence, MadoWindow *self)
{
  mado_say (GTK_WIDGET (self), sentence);
}

static void
watch_folder (MadoWindow *self)
{
  self->folder = mado_intake_folder_new (self->session);
  g_signal_connect_object (self->folder, "dealt", G_CALLBACK (dealt_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->settings, "changed::intake-folder", G_CALLBACK (folder_changed_cb), self->folder,
                           G_CONNECT_DEFAULT);
  folder_changed_cb (self->settings, NULL, self->folder);
}

static void
exercise_done_cb (MadoCourseRun *run, guint index, MadoWindow *self)
{
  const MadoCourse *course = mado_course_run_get_course (run);
  /* Translators: an exercise, how many are done, and how many there are */
  g_autofree char *text = g_strdup_printf (_ ("Exercise done: %s (%u of %u)"), mado_course_get (course, index)->title,
                                           mado_course_run_count_done (run), mado_course_get_count (course));

  mado_say (GTK_WIDGET (self), text);
}

static void
watch_course (MadoWindow *self)
{
  if (mado_course_run_is_for (self->session))
    g_signal_connect_object (mado_course_run_get (self->session), "done", G_CALLBACK (exercise_done_cb), self,
                             G_CONNECT_DEFAULT);
}

/* --- calls -------------------------------------------------------------------------------------------------------- */

/* What rang while nobody was there is on the line still. */
static void
watch_calls (MadoWindow *self)
{
  if (mado_switchboard_is_for (self->session))
    self->calls = mado_switchboard_new (GTK_WINDOW (self), self->session);
  for (guint i = 0; self->calls != NULL && i < self->waiting->len; i++)
    mado_switchboard_open (self->calls, g_ptr_array_index (self->waiting, i));
  g_ptr_array_set_size (self->waiting, 0);
}

static void
call_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  mado_switchboard_open (MADO_WINDOW (window)->calls, NULL);
}

/* --- what was done ------------------------------------------------------------------------------------------------ */

static void
undo_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  mado_deeds_undo (MADO_WINDOW (window)->deeds);
}

static void
asked_cb (MadoDeeds *deeds, const MadoId *entity, MadoWindow *self)
{
  close_dialogs (self);
  mado_desk_view_open_case (self->desk, *entity);
}

static void
watch_deeds (MadoWindow *self)
{
  self->deeds = mado_deeds_new (self->session, self->toasts);
  g_signal_connect_object (self->deeds, "asked", G_CALLBACK (asked_cb), self, G_CONNECT_DEFAULT);
}

/* --- what is shown ------------------------------------------------------------------------------------------------ */

/* A text that goes while it has the focus would wait for the focus to go. */
static void
show_content (MadoWindow *self, GtkWidget *content)
{
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  adw_bin_set_child (self->content, content);
}

/* --- the end of the terminal -------------------------------------------------------------------------------------- */

static void
freed_cb (MadoEndingPage *page, MadoWindow *self)
{
  show_sign_in (self);
}

static void
show_ending (MadoWindow *self, GPtrArray *desks)
{
  GtkWidget *page = mado_ending_page_new (desks);

  self->sign_in = NULL;
  g_signal_connect (page, "freed", G_CALLBACK (freed_cb), self);
  allow_work (self, FALSE);
  show_content (self, page);
}

/* Nobody has to say his password any more to see that there is nothing left to see. */
static void
come_forward (MadoWindow *self)
{
  mado_lock_window_give_up (GTK_WINDOW (self));
  close_dialogs (self);
}

static gboolean
end_terminal_cb (gpointer window)
{
  MadoWindow *self = window;
  g_autoptr (GPtrArray) desks = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (MadoSession) session = NULL;

  self->ending = 0;
  come_forward (self);
  session = clear_session (self);
  if (session != NULL)
    g_ptr_array_add (desks, mado_session_give_up (session));
  show_ending (self, desks);

  return G_SOURCE_REMOVE;
}

/* Not while whoever says so is still speaking. */
static void
end_terminal (MadoWindow *self)
{
  if (self->ending == 0)
    self->ending = g_idle_add (end_terminal_cb, self);
}

/* --- the programme ------------------------------------------------------------------------------------------------ */

static void think_of_renewing (MadoWindow *self);

static void
show_desk (MadoWindow *self, guint place)
{
  self->desk = mado_desk_view_new (self->session);
  g_signal_connect_swapped (self->desk, "turned", G_CALLBACK (think_of_renewing), self);
  show_content (self, GTK_WIDGET (self->desk));
  mado_desk_view_open_place (self->desk, place);
}

static gboolean
is_behind (MadoWindow *self)
{
  return self->session != NULL &&
         mado_session_get_programme (self->session) != mado_desk_get_programme (mado_session_get_desk (self->session));
}

/* Until somebody has seen it: he may have been away. */
static void
say_until_seen (MadoWindow *self, const char *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_timeout (toast, 0);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* What is open stays on its form until somebody leaves it. */
static gboolean
renew_cb (gpointer window)
{
  MadoWindow *self = window;
  const gboolean is_free = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self)) == NULL &&
                           mado_desk_view_is_at_rest (self->desk);

  self->renewing = 0;
  if (!is_free) {
    mado_desk_view_announce (self->desk,
                             _ ("The rules of the programme have changed. They are shown once you leave what "
                                "is open; nothing that you typed is lost."));
    return G_SOURCE_REMOVE;
  }
  mado_session_follow_programme (self->session);
  show_desk (self, mado_desk_view_get_place (self->desk));
  say_until_seen (self, _ ("The rules of the programme have changed: lists and forms follow them from now on"));

  return G_SOURCE_REMOVE;
}

/* Not while whoever says so is still speaking. */
static void
think_of_renewing (MadoWindow *self)
{
  if (self->renewing == 0 && is_behind (self))
    self->renewing = g_idle_add (renew_cb, self);
}

static void
turn_away (MadoWindow *self, MadoSession *session)
{
  g_autofree char *refusal = mado_kiosk_dup_refusal (self->site, session);

  mado_session_end (session);
  show_sign_in (self);
  mado_say (GTK_WIDGET (self), refusal);
}

static void
opened_cb (MadoSignInPage *page, MadoSession *session, MadoWindow *self)
{
  if (self->site != NULL && !mado_kiosk_admits (self->site, session)) {
    turn_away (self, session);
    return;
  }
  self->sign_in = NULL;
  self->session = g_object_ref (session);
  adw_toast_overlay_dismiss_all (self->toasts);
  watch_deeds (self);
  g_signal_connect_swapped (self->session, "programme-changed", G_CALLBACK (think_of_renewing), self);
  if (mado_session_get_connection (session) != NULL)
    g_signal_connect_swapped (mado_session_get_connection (session), "revoked", G_CALLBACK (end_terminal), self);
  gtk_widget_set_visible (self->ribbon, mado_session_is_practice (session));
  show_desk (self, 1);
  allow_work (self, TRUE);
  mado_site_notice_set_session (self->notice, session);
  watch_absence (self);
  if (mado_session_get_site (session) == NULL)
    watch_folder (self);
  watch_course (self);
  watch_calls (self);
}

static void
show_sign_in (MadoWindow *self)
{
  self->sign_in = mado_sign_in_page_new ();
  mado_site_notice_set_session (self->notice, NULL);
  gtk_widget_set_visible (self->ribbon, FALSE);
  g_signal_connect (self->sign_in, "opened", G_CALLBACK (opened_cb), self);
  g_signal_connect_swapped (self->sign_in, "revoked", G_CALLBACK (end_terminal), self);
  show_content (self, GTK_WIDGET (self->sign_in));
  allow_work (self, FALSE);
}

/* --- actions ------------------------------------------------------------------------------------------------------ */

static void
sign_out_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  MadoWindow *self = window;

  close_dialogs (self);
  end_session (self);
  show_sign_in (self);
}

/* The place is closed. Nobody has to say his password any more to go. */
static void
over_cb (MadoWindow *self)
{
  mado_lock_window_give_up (GTK_WINDOW (self));
  sign_out_cb (NULL, NULL, self);
  say_until_seen (self, _ ("The session has ended: it is closing time. What you had typed is kept."));
}

static void
lock_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  lock (window);
}

static void
practice_chosen_cb (MadoPracticeDialog *dialog, const char *programme, const char *role, MadoWindow *self)
{
  if (self->sign_in != NULL)
    mado_sign_in_page_practise (self->sign_in, programme, role);
}

static void
practise_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  AdwDialog *dialog = mado_practice_dialog_new ();

  g_signal_connect_object (dialog, "chosen", G_CALLBACK (practice_chosen_cb), window, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, window);
}

static void
enrolled_cb (MadoEnrolDialog *dialog, MadoWindow *self)
{
  mado_say (GTK_WIDGET (self), _ ("This terminal is connected with the service"));
  if (self->sign_in != NULL)
    mado_sign_in_page_look (self->sign_in);
  else if (self->session == NULL) /* it had come to its end before */
    show_sign_in (self);
}

static void
enrol_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  AdwDialog *dialog = mado_enrol_dialog_new ();

  g_signal_connect_object (dialog, "enrolled", G_CALLBACK (enrolled_cb), window, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, window);
}

static void
set_up_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  adw_dialog_present (mado_set_up_dialog_new (), window);
}

static void
place_cb (GSimpleAction *action, GVariant *number, gpointer window)
{
  close_dialogs (window);
  mado_desk_view_open_place (MADO_WINDOW (window)->desk, (guint) g_variant_get_int32 (number));
}

static void
next_case_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  mado_desk_view_step (MADO_WINDOW (window)->desk, 1);
}

static void
previous_case_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  mado_desk_view_step (MADO_WINDOW (window)->desk, -1);
}

static void
back_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  mado_desk_view_go_back (MADO_WINDOW (window)->desk);
}

static void
sidebar_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  mado_desk_view_toggle_sidebar (MADO_WINDOW (window)->desk);
}

static void
receive_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  close_dialogs (window);
  mado_desk_view_receive (MADO_WINDOW (window)->desk);
}

static void
refresh_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  mado_session_retry (MADO_WINDOW (window)->session);
}

/* The case in which others changed the same as its user, whose choice it is. */
static void
conflict_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  const MadoId conflict = mado_session_get_conflict (MADO_WINDOW (window)->session);

  close_dialogs (window);
  if (mado_id_is_valid (conflict))
    mado_desk_view_open_case (MADO_WINDOW (window)->desk, conflict);
}

static void
passing_say_cb (GtkWidget *window, const char *action, GVariant *text)
{
  AdwToast *toast = adw_toast_new (g_variant_get_string (text, NULL));

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (MADO_WINDOW (window)->toasts, toast);
}

static void
help_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  MadoWindow *self = window;
  const char *topic = self->desk != NULL ? mado_desk_view_get_help (self->desk) : "sign-in";

  g_action_group_activate_action (G_ACTION_GROUP (gtk_window_get_application (window)), "help",
                                  g_variant_new_string (topic));
}

/* --- the palette -------------------------------------------------------------------------------------------------- */

static void
case_chosen_cb (MadoPalette *palette, const MadoId *id, MadoWindow *self)
{
  mado_desk_view_open_case (self->desk, *id);
}

static void
command_chosen_cb (MadoPalette *palette, const char *action, MadoWindow *self)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  if (g_action_parse_detailed_name (action, &name, &target, NULL))
    gtk_widget_activate_action_variant (GTK_WIDGET (self), name, target);
}

static void
palette_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  MadoWindow *self = window;
  g_autoptr (GListStore) commands = NULL;
  GtkWidget *page = NULL;
  AdwDialog *palette;

  if (MADO_IS_PALETTE (adw_application_window_get_visible_dialog (window)))
    return;
  if (adw_application_window_get_visible_dialog (window) == NULL)
    page = mado_desk_view_get_page (self->desk);
  commands = mado_palette_commands_new (GTK_APPLICATION_WINDOW (self), mado_desk_view_get_places (self->desk), page,
                                        mado_desk_view_get_moves (self->desk));
  palette = mado_palette_new (self->session, G_LIST_MODEL (commands));
  g_signal_connect_object (palette, "case-chosen", G_CALLBACK (case_chosen_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (palette, "command-chosen", G_CALLBACK (command_chosen_cb), self, G_CONNECT_DEFAULT);
  adw_dialog_present (palette, GTK_WIDGET (self));
}

static void
factor_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  mado_factor_dialog_present (((MadoWindow *) window)->session, window);
}

static void
signing_key_cb (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  mado_key_dialog_present (((MadoWindow *) window)->session, window);
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_window_dispose (GObject *object)
{
  MadoWindow *self = MADO_WINDOW (object);

  end_session (self);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->site, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_WINDOW);

  G_OBJECT_CLASS (mado_window_parent_class)->dispose (object);
}

static void
mado_window_class_init (MadoWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_window_dispose;
  g_type_ensure (MADO_TYPE_SITE_NOTICE);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-window.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, MadoWindow, content);
  gtk_widget_class_bind_template_child (widget_class, MadoWindow, ribbon);
  gtk_widget_class_bind_template_child (widget_class, MadoWindow, notice);
  gtk_widget_class_bind_template_callback_full (widget_class, "say_cb", G_CALLBACK (mado_say));
  gtk_widget_class_install_action (widget_class, MADO_SAY_ACTION, "s", passing_say_cb);
  gtk_widget_class_bind_template_callback (widget_class, over_cb);
}

static void
add_actions (MadoWindow *self)
{
  static const GActionEntry actions[] = {
    { .name = "palette", .activate = palette_cb },     { .name = "help", .activate = help_cb },
    { .name = "lock", .activate = lock_cb },           { .name = "sign-out", .activate = sign_out_cb },
    { .name = "practise", .activate = practise_cb },   { .name = "place", .activate = place_cb, .parameter_type = "i" },
    { .name = "next-case", .activate = next_case_cb }, { .name = "previous-case", .activate = previous_case_cb },
    { .name = "back", .activate = back_cb },           { .name = "sidebar", .activate = sidebar_cb },
    { .name = "receive", .activate = receive_cb },     { .name = "refresh", .activate = refresh_cb },
    { .name = "undo", .activate = undo_cb },           { .name = "conflict", .activate = conflict_cb },
    { .name = "enrol", .activate = enrol_cb },         { .name = "call", .activate = call_cb },
    { .name = "factor", .activate = factor_cb },       { .name = "signing-key", .activate = signing_key_cb },
    { .name = "set-up", .activate = set_up_cb },
  };
  g_autoptr (GPropertyAction) fullscreen = g_property_action_new ("fullscreen", self, "fullscreened");

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (fullscreen));
}

static void
mado_window_init (MadoWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->waiting = g_ptr_array_new_with_free_func (g_free);
  mado_shortcuts_add_of_text (GTK_WIDGET (self));
  self->settings = g_settings_new (MADO_APP_ID);
  g_settings_bind (self->settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
  add_actions (self);
  g_signal_connect (self, "notify::visible-dialog", G_CALLBACK (think_of_renewing), NULL);
  show_sign_in (self);
}

/**
 * mado_window_new:
 * @application: the program
 *
 * Returns: (transfer none): a window that lives until it is closed
 */
MadoWindow *
mado_window_new (AdwApplication *application)
{
  return g_object_new (MADO_TYPE_WINDOW, "application", application, NULL);
}

/**
 * mado_window_stay_at:
 * @self: a window in which nobody has signed in yet
 * @site: a place with terminals of its own
 *
 * From now on it is for the people of this place alone, who cannot leave it.
 */
void
mado_window_stay_at (MadoWindow *self, const char *site)
{
  g_set_str (&self->site, site);
  mado_kiosk_take_screen (GTK_WINDOW (self));
}

/**
 * mado_window_end:
 * @self: a window that is closed
 *
 * Whoever worked there goes.
 */
void
mado_window_end (MadoWindow *self)
{
  end_session (self);
}

/**
 * mado_window_take_call:
 * @self: a window
 * @number: from where it comes, as the telephone says it
 *
 * Opens a window for the call; where nobody has signed in, as soon as somebody does.
 */
void
mado_window_take_call (MadoWindow *self, const char *number)
{
  if (self->calls != NULL)
    mado_switchboard_open (self->calls, number);
  else if (self->session != NULL)
    mado_say (GTK_WIDGET (self), _ ("A call came in, and you do not answer calls in this role"));
  else if (self->waiting->len < MOST_WAITING)
    g_ptr_array_add (self->waiting, g_strdup (number));
}
