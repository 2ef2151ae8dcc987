/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What has to be done stands first, and is counted in the side, so that whoever signs in sees it there. While the
 * service saves or tries, it is asked again and again. */

#include "mado-service-page.h"

#include <glib/gi18n.h>

#include "mado-roll-page.h"
#include "mado-service-matters.h"

#define AGAIN 2 /* seconds */

#define MADO_TYPE_SERVICE_PAGE (mado_service_page_get_type ())
G_DECLARE_FINAL_TYPE (MadoServicePage, mado_service_page, MADO, SERVICE_PAGE, MadoRollPage)

struct _MadoServicePage {
  MadoRollPage parent_instance;

  MadoPlace *place;
  MadoServiceWork work;
  guint again; /* source; 0: nothing goes on */
};

G_DEFINE_FINAL_TYPE (MadoServicePage, mado_service_page, MADO_TYPE_ROLL_PAGE)

/* --- what is shown ------------------------------------------------------------------------------------------------ */

static void
count_matters (MadoPlace *place, const MadoServiceSheet *sheet)
{
  g_autoptr (GPtrArray) matters = mado_service_matters_find (sheet);

  mado_place_set_count (place, matters->len > 0 ? (gint64) matters->len : MADO_PLACE_NOT_COUNTED);
}

static void
add_matters (MadoServicePage *self, const MadoServiceSheet *sheet)
{
  g_autoptr (GPtrArray) matters = mado_service_matters_find (sheet);
  AdwPreferencesGroup *group = mado_roll_page_add_group (MADO_ROLL_PAGE (self), _ ("To Do"), NULL);

  for (guint i = 0; i < matters->len; i++) {
    const MadoServiceMatter *matter = g_ptr_array_index (matters, i);
    GtkWidget *row = mado_roll_row_new (matter->title, matter->remedy);

    mado_roll_row_mark (row, _ ("To do"), "overdue");
    adw_preferences_group_add (group, row);
  }
  if (matters->len == 0)
    adw_preferences_group_add (
        group, mado_roll_row_new (_ ("Nothing has to be done"),
                                  _ ("Certificates, the disk, savings and restores are as they should be.")));
}

static void
add_fact (AdwPreferencesGroup *group, const char *name, char *value)
{
  GtkWidget *row = mado_roll_row_new (name, value);

  gtk_widget_add_css_class (row, "property");
  adw_preferences_group_add (group, row);
  g_free (value);
}

static char *
write_disk (const MadoServiceSheet *sheet)
{
  g_autofree char *left = g_format_size ((guint64) sheet->disk_free);
  g_autofree char *size = g_format_size ((guint64) sheet->disk_size);

  /* Translators: two sizes, as 12.3 GB */
  return g_strdup_printf (_ ("%1$s of %2$s are left"), left, size);
}

static void
add_facts (MadoServicePage *self, const MadoServiceSheet *sheet)
{
  AdwPreferencesGroup *group = mado_roll_page_add_group (MADO_ROLL_PAGE (self), _ ("Service"), NULL);

  add_fact (group, _ ("Release"), g_strdup (sheet->release));
  add_fact (group, _ ("Address of the Service"), g_strdup (sheet->address));
  add_fact (group, _ ("At Work since"), mado_roll_dup_time (sheet->since));
  add_fact (group, _ ("Its Certificate Ends"), mado_roll_dup_time (sheet->certificate));
  add_fact (group, _ ("Disk"), write_disk (sheet));
  add_fact (group, _ ("Connections Now"), g_strdup_printf ("%" G_GINT64_FORMAT, sheet->n_connections));
  add_fact (group, _ ("Requests since It Was Started"),
            /* Translators: two numbers */
            g_strdup_printf (_ ("%1$u; turned away, connections too: %2$u"), (guint) sheet->n_requests,
                             (guint) sheet->n_rebuffs));
}

/* --- what is saved ------------------------------------------------------------------------------------------------ */

/* Each sentence ends with a day and a time. */
static char *
write_saving (const MadoServiceDeed *deed)
{
  g_autofree char *at = mado_roll_dup_time (deed->at);

  if (deed->at.microseconds == 0)
    return g_strdup (_ ("Never saved"));

  return deed->is_good ? g_strdup_printf (_ ("Saved %s"), at) : g_strdup_printf (_ ("Saving failed %s"), at);
}

static char *
write_drill (const MadoServiceDeed *deed)
{
  g_autofree char *at = mado_roll_dup_time (deed->at);

  if (deed->at.microseconds == 0)
    return g_strdup (_ ("Never tried whether it comes back"));

  return deed->is_good ? g_strdup_printf (_ ("Came back in a trial %s"), at)
                       : g_strdup_printf (_ ("Did not come back in a trial %s"), at);
}

static void
mark_line (GtkWidget *row, const MadoServiceLine *line, MadoInstant now)
{
  if (!line->save.is_good || mado_service_deed_is_late (&line->save, now, MADO_SERVICE_SAVE_DAYS))
    mado_roll_row_mark (row, _ ("Not saved"), "overdue");
  else if (!line->drill.is_good || mado_service_deed_is_late (&line->drill, now, MADO_SERVICE_DRILL_DAYS))
    mado_roll_row_mark (row, _ ("Not tried"), "overdue");
  else
    mado_roll_row_mark (row, _ ("Comes back"), NULL);
}

static void
add_line (AdwPreferencesGroup *group, const MadoServiceLine *line, MadoInstant now)
{
  g_autofree char *saved = write_saving (&line->save);
  g_autofree char *tried = write_drill (&line->drill);
  g_autofree char *subtitle = g_strconcat (saved, "\n", tried, NULL);
  GtkWidget *row = mado_roll_row_new (line->is_office ? _ ("The service’s own records") : line->ward, subtitle);

  mark_line (row, line, now);
  adw_preferences_group_add (group, row);
}

static GtkWidget *
create_button (const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);

  return button;
}

static GtkWidget *
create_buttons (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), create_button (_ ("Save _Now"), "service.save"));
  gtk_box_append (GTK_BOX (box), create_button (_ ("_Try a Restore"), "service.drill"));

  return box;
}

static GtkWidget *
create_busy (MadoServiceWork work)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), adw_spinner_new ());
  gtk_box_append (GTK_BOX (box), gtk_label_new (work == MADO_SERVICE_SAVES ? _ ("Saving…") : _ ("Trying a restore…")));

  return box;
}

static void
add_saving (MadoServicePage *self, const MadoServiceSheet *sheet)
{
  AdwPreferencesGroup *group;

  if (!sheet->is_saved)
    return;
  group = mado_roll_page_add_group (
      MADO_ROLL_PAGE (self), _ ("Savings"),
      _ ("Saved each night, beside the work. A trial restores all of it into a scratch file, compares it with what was "
         "saved, and removes it."));
  adw_preferences_group_set_header_suffix (group, sheet->work == MADO_SERVICE_REST ? create_buttons ()
                                                                                   : create_busy (sheet->work));
  for (guint i = 0; i < sheet->lines->len; i++)
    add_line (group, &g_array_index (sheet->lines, MadoServiceLine, i), sheet->now);
}

/* --- asking ------------------------------------------------------------------------------------------------------- */

static void
again_cb (gpointer page)
{
  MadoServicePage *self = page;

  self->again = 0;
  mado_roll_page_load (MADO_ROLL_PAGE (self));
}

/* What was begun here is over: whoever does not look at the screen is told, too. */
static void
follow_work (MadoServicePage *self, MadoServiceWork work)
{
  if (work != MADO_SERVICE_REST && self->again == 0)
    self->again = g_timeout_add_seconds_once (AGAIN, again_cb, self);
  if (work == MADO_SERVICE_REST && self->work != MADO_SERVICE_REST)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), _ ("The service has ended what it was to do."),
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  self->work = work;
}

/* One thing at a time: whoever is quick presses nothing that is then passed over. */
static void
allow_work (MadoServicePage *self, gboolean is_allowed)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "service.save", is_allowed);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "service.drill", is_allowed);
}

static void
show (MadoServicePage *self, const MadoServiceSheet *sheet)
{
  MadoRollPage *page = MADO_ROLL_PAGE (self);

  allow_work (self, sheet->work == MADO_SERVICE_REST);
  count_matters (self->place, sheet);
  mado_roll_page_begin (page);
  add_matters (self, sheet);
  add_saving (self, sheet);
  add_facts (self, sheet);
  mado_roll_page_show (page);
  follow_work (self, sheet->work);
}

static void
heard_cb (GObject *source, GAsyncResult *result, gpointer page)
{
  g_autoptr (MadoServicePage) self = page;
  MadoAccessVerdict verdict = MADO_ACCESS_DONE;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoServiceSheet) sheet = mado_door_hear_service (result, &verdict, &error);

  if (self->place == NULL) /* it went while it waited */
    return;
  if (sheet != NULL) {
    show (self, sheet);
    return;
  }
  if (error == NULL)
    mado_bureau_refuse (&error, verdict);
  allow_work (self, TRUE);
  mado_roll_page_fail (MADO_ROLL_PAGE (self), error);
}

static void
say (MadoServicePage *self, const char *verb)
{
  const MadoAccessRequest nothing = { 0 };

  mado_bureau_say_async (mado_roll_page_get_bureau (MADO_ROLL_PAGE (self)), verb, &nothing, heard_cb,
                         g_object_ref (self));
}

static void
save_cb (GtkWidget *widget, const char *name, GVariant *unused)
{
  allow_work (MADO_SERVICE_PAGE (widget), FALSE);
  say (MADO_SERVICE_PAGE (widget), "service/save");
}

static void
drill_cb (GtkWidget *widget, const char *name, GVariant *unused)
{
  allow_work (MADO_SERVICE_PAGE (widget), FALSE);
  say (MADO_SERVICE_PAGE (widget), "service/drill");
}

static void
mado_service_page_load (MadoRollPage *page)
{
  say (MADO_SERVICE_PAGE (page), "service/look");
}

/* --- the page ----------------------------------------------------------------------------------------------------- */

static void
mado_service_page_dispose (GObject *object)
{
  MadoServicePage *self = MADO_SERVICE_PAGE (object);

  g_clear_handle_id (&self->again, g_source_remove);
  g_clear_object (&self->place);

  G_OBJECT_CLASS (mado_service_page_parent_class)->dispose (object);
}

static void
mado_service_page_class_init (MadoServicePageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_service_page_dispose;
  MADO_ROLL_PAGE_CLASS (class)->load = mado_service_page_load;
  gtk_widget_class_install_action (widget_class, "service.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "service.drill", NULL, drill_cb);
}

static void
mado_service_page_init (MadoServicePage *self)
{
}

static AdwNavigationPage *
create_page (MadoPlace *place, MadoSession *session)
{
  AdwNavigationPage *page = mado_roll_page_create (MADO_TYPE_SERVICE_PAGE, place, session);

  MADO_SERVICE_PAGE (page)->place = g_object_ref (place);

  return page;
}

/* Before anybody opens the page, so that the side says what is to be done. Where there is no answer it says nothing. */
static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MadoPlace) place = data;
  MadoAccessVerdict verdict = MADO_ACCESS_DONE;
  g_autoptr (MadoServiceSheet) sheet = mado_door_hear_service (result, &verdict, NULL);

  if (sheet != NULL)
    count_matters (place, sheet);
}

static void
add_places (const MadoPageKind *kind, MadoSession *session, GListStore *places)
{
  const MadoAccessRequest nothing = { 0 };
  MadoPlace *place =
      mado_roll_page_add_place (kind, _ ("How the Service Does"), mado_bureau_is_for_administrator (session), places);

  if (place == NULL)
    return;
  mado_bureau_say_async (mado_bureau_of (session), "service/look", &nothing, looked_cb, g_object_ref (place));
}

const MadoPageKind mado_service_page_kind = {
  .add_places = add_places, .create_page = create_page, .help = "service", .counts_itself = TRUE
};
