/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A row for each exercise: what is to be done, how, and whether it is. */

#include "mado-course-page.h"

#include <glib/gi18n.h>

#include "mado-course-run.h"
#include "mado-fault-page.h"

struct _MadoCoursePage {
  AdwNavigationPage parent_instance;

  MadoCourseRun *run;
  GPtrArray *rows; /* (element-type AdwActionRow) */

  GtkStack *stack;
  AdwStatusPage *error;
  GtkLabel *standing;
  GtkProgressBar *progress;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (MadoCoursePage, mado_course_page, ADW_TYPE_NAVIGATION_PAGE)

/* --- exercises ---------------------------------------------------------------------------------------------------- */

static void
add_row (MadoCoursePage *self, const MadoExercise *exercise)
{
  GtkWidget *row = adw_action_row_new (), *mark = gtk_image_new (), *standing = gtk_label_new (NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), exercise->title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), exercise->hint);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  g_object_set (mark, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_add_css_class (standing, "dimmed");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), mark);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), standing);
  g_object_set_data (G_OBJECT (row), "mark", mark);
  g_object_set_data (G_OBJECT (row), "standing", standing);
  gtk_list_box_append (self->list, row);
  g_ptr_array_add (self->rows, row);
}

static char *
dup_standing (MadoCoursePage *self, guint index)
{
  const MadoExercise *exercise = mado_course_get (mado_course_run_get_course (self->run), index);
  guint count = mado_course_run_get_count (self->run, index);

  if (mado_course_run_is_done (self->run, index))
    return g_strdup (_ ("Done"));
  if (exercise->count == 1)
    return g_strdup (_ ("Not done yet")); /* Translators: "2 of 3 cases" */

  return g_strdup_printf (_ ("%u of %u cases"), count, exercise->count);
}

static void
show_row (MadoCoursePage *self, guint index)
{
  GObject *row = g_ptr_array_index (self->rows, index);
  GtkWidget *mark = g_object_get_data (row, "mark");
  gboolean is_done = mado_course_run_is_done (self->run, index);
  g_autofree char *standing = dup_standing (self, index);

  gtk_image_set_from_icon_name (GTK_IMAGE (mark), is_done ? "object-select-symbolic" : "media-record-symbolic");
  if (is_done)
    gtk_widget_add_css_class (mark, "success");
  else
    gtk_widget_remove_css_class (mark, "success");
  gtk_widget_set_opacity (mark, is_done ? 1 : 0.3);
  gtk_label_set_text (g_object_get_data (row, "standing"), standing);
}

static void
show_standing (MadoCoursePage *self)
{
  guint count = mado_course_get_count (mado_course_run_get_course (self->run));
  guint n_done = mado_course_run_count_done (self->run);
  /* Translators: how many exercises are done */
  g_autofree char *text = n_done < count ? g_strdup_printf (_ ("%u of %u exercises are done"), n_done, count)
                                         : g_strdup (_ ("All exercises are done. You can go on trying as you like."));

  gtk_label_set_text (self->standing, text);
  gtk_progress_bar_set_fraction (self->progress, (double) n_done / count);
}

static void
changed_cb (MadoCourseRun *run, MadoCoursePage *self)
{
  const MadoCourse *course = mado_course_run_get_course (run);
  gboolean is_new = self->rows->len == 0;

  if (course == NULL)
    return;
  for (guint i = 0; is_new && i < mado_course_get_count (course); i++)
    add_row (self, mado_course_get (course, i));
  for (guint i = 0; i < self->rows->len; i++)
    show_row (self, i);
  show_standing (self);
  gtk_stack_set_visible_child_name (self->stack, "content");
}

static void
failed_cb (MadoCourseRun *run, const GError *error, MadoCoursePage *self)
{
  mado_fault_page_show (self->error, error);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

static void
begin_again_cb (GtkButton *button, MadoCoursePage *self)
{
  mado_course_run_begin_again (self->run);
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_course_page_dispose (GObject *object)
{
  MadoCoursePage *self = MADO_COURSE_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_COURSE_PAGE);
  g_clear_object (&self->run);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (mado_course_page_parent_class)->dispose (object);
}

static void
mado_course_page_class_init (MadoCoursePageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_course_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-course-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoCoursePage, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoCoursePage, error);
  gtk_widget_class_bind_template_child (widget_class, MadoCoursePage, standing);
  gtk_widget_class_bind_template_child (widget_class, MadoCoursePage, progress);
  gtk_widget_class_bind_template_child (widget_class, MadoCoursePage, list);
  gtk_widget_class_bind_template_callback (widget_class, begin_again_cb);
}

static void
mado_course_page_init (MadoCoursePage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static AdwNavigationPage *
create_page (MadoPlace *place, MadoSession *session)
{
  MadoCoursePage *self = g_object_new (MADO_TYPE_COURSE_PAGE, NULL);

  self->run = g_object_ref (mado_course_run_get (session));
  g_signal_connect_object (self->run, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->run, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_DEFAULT);
  changed_cb (self->run, self);

  return ADW_NAVIGATION_PAGE (self);
}

static void
show_rest (MadoCourseRun *run, MadoPlace *place)
{
  const MadoCourse *course = mado_course_run_get_course (run);

  if (course != NULL)
    mado_place_set_count (place, mado_course_get_count (course) - mado_course_run_count_done (run));
}

static void
add_places (const MadoPageKind *kind, MadoSession *session, GListStore *places)
{
  g_autoptr (MadoPlace) place = NULL;

  if (!mado_course_run_is_for (session))
    return;
  place = mado_place_new (kind, "", _ ("Exercises"));
  g_signal_connect_object (mado_course_run_get (session), "changed", G_CALLBACK (show_rest), place, G_CONNECT_DEFAULT);
  g_list_store_append (places, place);
}

const MadoPageKind mado_course_page_kind = { add_places, create_page, "sign-in", TRUE };
