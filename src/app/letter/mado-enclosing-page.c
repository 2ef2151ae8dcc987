/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A scanner types like a keyboard and ends with Return, so the one field has the focus whenever a mark is wanted. */

#include "mado-enclosing-page.h"

#include <glib/gi18n.h>

#include "mado-enclosing.h"
#include "mado-field.h"
#include "mado-letter-stage.h"
#include "mado-refusal-alert.h"
#include "mado-stop-tone.h"

struct _MadoEnclosingPage {
  AdwNavigationPage parent_instance;

  MadoMailroom *room;
  MadoId run;
  MadoEnclosing *check;
  GtkMediaStream *tone; /* (nullable): that was heard last */

  AdwStatusPage *status;
  GtkLabel *marks;
  GtkEditable *scan;
  GtkWidget *seen;
  GtkLabel *left;
};

G_DEFINE_FINAL_TYPE (MadoEnclosingPage, mado_enclosing_page, ADW_TYPE_NAVIGATION_PAGE)

/* --- what is shown ------------------------------------------------------------------------------------------------ */

static const char *
name_fault (const MadoEnclosing *check)
{
  switch (mado_enclosing_get_fault (check)) {
  case MADO_ENCLOSING_UNKNOWN:
    return _ ("Nothing of this run has this mark.");
  case MADO_ENCLOSING_OLD_COPY:
    return _ ("This sheet was spoiled, and another was printed in its place. Use that one.");
  case MADO_ENCLOSING_SPOILED:
    return _ ("This sheet is spoiled. It does not go out.");
  case MADO_ENCLOSING_WITHDRAWN:
    return _ ("This letter was taken out of the run. It does not go out.");
  case MADO_ENCLOSING_TWICE:
    return _ ("This letter is in its envelope already.");
  case MADO_ENCLOSING_WRONG:
    return _ ("The envelope is of another letter. Put both aside, and look for the right ones.");
  case MADO_ENCLOSING_REFUSED:
    return _ (mado_letter_code_get_message (mado_enclosing_get_refused (check)));
  case MADO_ENCLOSING_GOOD:
  default:
    return "";
  }
}

static char *
write_marks (const MadoEnclosing *check)
{
  const char *sheet = mado_enclosing_get_sheet (check), *envelope = mado_enclosing_get_envelope (check);

  if (sheet[0] == '\0')
    return g_strdup ("");
  if (mado_enclosing_get_state (check) == MADO_ENCLOSING_SHEET)
    /* Translators: %s is the mark of the sheet that went into its envelope last */
    return g_strdup_printf (_ ("Done: %s"), sheet);
  if (envelope[0] == '\0')
    /* Translators: %s is the mark of a sheet */
    return g_strdup_printf (_ ("Sheet %s"), sheet);

  /* Translators: the marks of a sheet and of an envelope */
  return g_strdup_printf (_ ("Sheet %s\nEnvelope %s"), sheet, envelope);
}

static void
show_marks (MadoEnclosingPage *self)
{
  g_autofree char *marks = write_marks (self->check);
  gint64 n_left = mado_enclosing_count_left (self->check);
  g_autofree char *left =
      g_strdup_printf (ngettext ("%'u letter is left", "%'u letters are left", (gulong) n_left), (guint) n_left);

  gtk_label_set_text (self->marks, marks);
  gtk_label_set_text (self->left, left);
}

static void
show (MadoEnclosingPage *self)
{
  const MadoEnclosingState state = mado_enclosing_get_state (self->check);
  const gboolean is_stopped = state == MADO_ENCLOSING_STOPPED;
  const gboolean is_over = !is_stopped && mado_enclosing_count_left (self->check) == 0;
  const char *title = is_stopped                         ? _ ("Stop")
                      : is_over                          ? _ ("All Letters Are in Their Envelopes")
                      : state == MADO_ENCLOSING_ENVELOPE ? _ ("Scan the Envelope")
                                                         : _ ("Scan the Sheet");

  adw_status_page_set_icon_name (self->status, is_stopped ? "dialog-error-symbolic"
                                               : is_over  ? "object-select-symbolic"
                                                          : "edit-find-symbolic");
  adw_status_page_set_title (self->status, title);
  adw_status_page_set_description (self->status, is_stopped ? name_fault (self->check) : NULL);
  show_marks (self);
  gtk_widget_set_visible (GTK_WIDGET (self->scan), !is_stopped && !is_over);
  gtk_widget_set_visible (self->seen, is_stopped);
  if (is_stopped)
    gtk_widget_add_css_class (GTK_WIDGET (self), "stopped");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "stopped");
  gtk_widget_grab_focus (is_stopped ? self->seen : GTK_WIDGET (self->scan));
}

static void
stop (MadoEnclosingPage *self)
{
  g_clear_object (&self->tone);
  self->tone = mado_stop_tone_play (gtk_widget_get_display (GTK_WIDGET (self)));
  gtk_accessible_announce (GTK_ACCESSIBLE (self), name_fault (self->check), GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

/* --- scanning ----------------------------------------------------------------------------------------------------- */

static void
written_cb (GObject *room, GAsyncResult *result, gpointer page)
{
  g_autoptr (MadoEnclosingPage) self = page;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoMailJob) job = mado_mailroom_do_finish (MADO_MAILROOM (room), result, &error);

  if (self->room == NULL)
    return;
  mado_enclosing_finish (self->check, job == NULL ? "E_PENDING" : job->refused);
  if (job == NULL)
    mado_refusal_alert (GTK_WIDGET (self), error);
  if (mado_enclosing_get_state (self->check) == MADO_ENCLOSING_STOPPED)
    stop (self);
  show (self);
}

static void
write_pair (MadoEnclosingPage *self)
{
  MadoMailJob *job = mado_mail_job_new (self->run);

  job->kind = g_strdup ("notice.enclose");
  job->sheet = g_strdup (mado_enclosing_get_sheet (self->check));
  job->envelope = g_strdup (mado_enclosing_get_envelope (self->check));
  mado_mailroom_do_async (self->room, mado_mail_step_letter, job, written_cb, g_object_ref (self));
}

static void
scan_cb (MadoEnclosingPage *self)
{
  g_autofree char *mark = g_strstrip (g_strdup (gtk_editable_get_text (self->scan)));
  const MadoEnclosingState before = mado_enclosing_get_state (self->check);

  gtk_editable_set_text (self->scan, "");
  if (mark[0] == '\0' || before == MADO_ENCLOSING_PAIR)
    return;
  switch (mado_enclosing_scan (self->check, mark)) {
  case MADO_ENCLOSING_PAIR:
    write_pair (self);
    break;
  case MADO_ENCLOSING_STOPPED:
    stop (self);
    show (self);
    break;
  case MADO_ENCLOSING_SHEET:
  case MADO_ENCLOSING_ENVELOPE:
  default:
    show (self);
  }
}

static void
seen_cb (MadoEnclosingPage *self)
{
  mado_enclosing_acknowledge (self->check);
  show (self);
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_enclosing_page_dispose (GObject *object)
{
  MadoEnclosingPage *self = MADO_ENCLOSING_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_ENCLOSING_PAGE);
  g_clear_object (&self->tone);
  g_clear_pointer (&self->check, mado_enclosing_free);
  g_clear_object (&self->room);

  G_OBJECT_CLASS (mado_enclosing_page_parent_class)->dispose (object);
}

static void
mado_enclosing_page_class_init (MadoEnclosingPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_enclosing_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-enclosing-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoEnclosingPage, status);
  gtk_widget_class_bind_template_child (widget_class, MadoEnclosingPage, marks);
  gtk_widget_class_bind_template_child (widget_class, MadoEnclosingPage, scan);
  gtk_widget_class_bind_template_child (widget_class, MadoEnclosingPage, seen);
  gtk_widget_class_bind_template_child (widget_class, MadoEnclosingPage, left);
  gtk_widget_class_bind_template_callback (widget_class, scan_cb);
  gtk_widget_class_bind_template_callback (widget_class, seen_cb);
}

static void
mado_enclosing_page_init (MadoEnclosingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mado_field_take_latin (self->scan);
}

/**
 * mado_enclosing_page_new:
 * @room: whose letters
 * @job: with a run that is printed, which the page takes out of it
 *
 * Returns: (transfer floating): the page
 */
AdwNavigationPage *
mado_enclosing_page_new (MadoMailroom *room, MadoMailJob *job)
{
  MadoEnclosingPage *self = g_object_new (MADO_TYPE_ENCLOSING_PAGE, NULL);

  self->room = g_object_ref (room);
  self->run = job->run;
  self->check = mado_enclosing_new (g_steal_pointer (&job->pile));
  show (self);

  return ADW_NAVIGATION_PAGE (self);
}
