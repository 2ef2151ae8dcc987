/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Read again whenever something may have changed. */

#include "mado-templates-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-fault-page.h"
#include "mado-json-member.h"
#include "mado-letter-template.h"
#include "mado-letter-wording.h"
#include "mado-letter-words.h"
#include "mado-template-page.h"

struct _MadoTemplatesPage {
  AdwNavigationPage parent_instance;

  MadoMailroom *room;

  GtkStack *stack;
  AdwStatusPage *error;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (MadoTemplatesPage, mado_templates_page, ADW_TYPE_NAVIGATION_PAGE)

static void
row_cb (GtkListBox *list, GtkListBoxRow *row, MadoTemplatesPage *self)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);

  adw_navigation_view_push (ADW_NAVIGATION_VIEW (view),
                            mado_template_page_new (self->room, g_object_get_data (G_OBJECT (row), "letter")));
}

/* --- what is shown ------------------------------------------------------------------------------------------------ */

/* Returns: (transfer full): the versions of one letter, the last first */
static GPtrArray *
pick_versions (const GPtrArray *templates, const char *letter)
{
  GPtrArray *picked = g_ptr_array_new ();

  for (guint i = 0; i < templates->len; i++)
    if (strcmp (mado_json_get_text (mado_entity_get_body (g_ptr_array_index (templates, i)), "letter"), letter) == 0)
      g_ptr_array_add (picked, g_ptr_array_index (templates, i));

  return picked;
}

static char *
dup_used (const GPtrArray *versions)
{
  const MadoEntity *current = mado_letter_templates_find_current (versions);

  if (current == NULL)
    return g_strdup (_ ("Letters say what the programme's book says."));

  return g_strdup_printf (_ ("Letters say version %u."), (guint) mado_letter_template_get_version (current));
}

/* What waits for somebody stands at the end of the row. */
static void
add_waiting (AdwActionRow *row, const GPtrArray *versions)
{
  const MadoEntity *last = versions->len > 0 ? g_ptr_array_index (versions, 0) : NULL;
  g_autofree char *text = NULL;
  GtkWidget *label;

  if (last == NULL || strcmp (mado_entity_get_state (last), MADO_VERSION_DRAFT) != 0)
    return;
  text = g_strdup_printf (_ ("Version %u waits for approval"), (guint) mado_letter_template_get_version (last));
  label = gtk_label_new (text);
  gtk_widget_add_css_class (label, "state");
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (row, label);
}

static void
add_row (MadoTemplatesPage *self, const MadoLetter *letter, const GPtrArray *templates)
{
  g_autoptr (GPtrArray) versions = pick_versions (templates, letter->id);
  g_autofree char *used = dup_used (versions);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), letter->label);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), used);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  add_waiting (ADW_ACTION_ROW (row), versions);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_object_set_data (G_OBJECT (row), "letter", (gpointer) letter->id);
  gtk_list_box_append (self->list, row);
}

static void
show (MadoTemplatesPage *self, const GPtrArray *templates)
{
  const MadoProgramme *programme = mado_session_get_programme (mado_mailroom_get_session (self->room));
  gboolean is_first = !g_str_equal (gtk_stack_get_visible_child_name (self->stack), "content");
  gboolean is_to_focus = is_first || gtk_widget_get_focus_child (GTK_WIDGET (self->list)) != NULL;

  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < mado_section_get_count (programme->letters); i++)
    add_row (self, mado_section_get (programme->letters, i), templates);
  gtk_stack_set_visible_child_name (self->stack, "content");
  if (is_to_focus && gtk_widget_get_focus_child (GTK_WIDGET (self->list)) == NULL) /* else it is in the first already */
    gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}

static void
loaded_cb (GObject *room, GAsyncResult *result, gpointer page)
{
  g_autoptr (MadoTemplatesPage) self = page;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoMailJob) job = mado_mailroom_do_finish (MADO_MAILROOM (room), result, &error);

  if (self->room == NULL)
    return;
  if (job != NULL) {
    show (self, job->templates);
    return;
  }
  mado_fault_page_show (self->error, error);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

static void
read_all (MadoTemplatesPage *self)
{
  mado_mailroom_do_async (self->room, mado_mail_load_templates, mado_mail_job_new (MADO_ID_NONE), loaded_cb,
                          g_object_ref (self));
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_templates_page_dispose (GObject *object)
{
  MadoTemplatesPage *self = MADO_TEMPLATES_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_TEMPLATES_PAGE);
  g_clear_object (&self->room);

  G_OBJECT_CLASS (mado_templates_page_parent_class)->dispose (object);
}

static void
mado_templates_page_class_init (MadoTemplatesPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_templates_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-templates-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoTemplatesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoTemplatesPage, error);
  gtk_widget_class_bind_template_child (widget_class, MadoTemplatesPage, list);
}

static void
mado_templates_page_init (MadoTemplatesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_cb), self, G_CONNECT_DEFAULT);
}

/**
 * mado_templates_page_new:
 * @room: whose letters
 *
 * Returns: (transfer floating): a page that is about to read them
 */
AdwNavigationPage *
mado_templates_page_new (MadoMailroom *room)
{
  MadoTemplatesPage *self = g_object_new (MADO_TYPE_TEMPLATES_PAGE, NULL);

  self->room = g_object_ref (room);
  g_signal_connect_object (room, "changed", G_CALLBACK (read_all), self, G_CONNECT_SWAPPED);
  read_all (self);

  return ADW_NAVIGATION_PAGE (self);
}
