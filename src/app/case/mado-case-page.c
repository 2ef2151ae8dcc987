/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Shows the sheet of a case. The one that is shown stays until the next was read, so that stepping through a list does
 * not flicker. Whoever opens a case is written down. */

#include "mado-case-page.h"

#include <glib/gi18n.h>

#include "mado-advice.h"
#include "mado-case-sheet.h"
#include "mado-read-log.h"
#include "mado-store-error.h"
#include "mado-wording.h"

#define LABEL_WIDTH 30 /* in Latin characters, at most */
#define HISTORY_WIDTH 38

struct _MadoCasePage {
  AdwNavigationPage parent_instance;

  MadoSession *session;
  MadoId id;
  GCancellable *loading; /* (nullable) */
  gboolean is_new;       /* it was not shown yet since it was opened */

  AdwWindowTitle *title;
  GtkStack *stack;
  AdwStatusPage *error;
  AdwBanner *protection;
  AdwBanner *conflicts;
  AdwBanner *deficiencies;
  GtkWidget *steps;
  GtkScrolledWindow *scroller;
  GtkLabel *name;
  GtkLabel *kana;
  GtkLabel *state;
  GtkLabel *since;
  GtkBox *sections;
  GtkListBox *history;
};

G_DEFINE_FINAL_TYPE (MadoCasePage, mado_case_page, ADW_TYPE_NAVIGATION_PAGE)

/* --- what stands in it -------------------------------------------------------------------------------------------- */

static GtkWidget *
create_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);

  return label;
}

static void
append_row (GtkListBox *list, GtkWidget *content, const char *name)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), content);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_list_box_append (list, row);
}

/* Labels of all sections are as wide as the widest. */
static void
append_line (GtkListBox *list, const MadoCaseLine *line, GtkSizeGroup *labels)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = create_label (line->label, "dimmed");
  GtkWidget *text = create_label (line->text, line->kind == MADO_CASE_LINE_PLAIN ? NULL : "dimmed");
  g_autofree char *name = g_strdup_printf ("%s %s", line->label, line->text);

  gtk_widget_add_css_class (box, "line");
  gtk_label_set_max_width_chars (GTK_LABEL (label), LABEL_WIDTH);
  gtk_size_group_add_widget (labels, label);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), text);
  append_row (list, box, name);
}

static void
append_section (MadoCasePage *self, const MadoCaseSection *section, GtkSizeGroup *labels)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *heading = create_label (section->label, "heading");

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, section->label, -1);
  for (guint i = 0; i < section->lines->len; i++)
    append_line (GTK_LIST_BOX (list), g_ptr_array_index (section->lines, i), labels);
  gtk_box_append (self->sections, heading);
  gtk_box_append (self->sections, list);
}

static void
show_sections (MadoCasePage *self, const GPtrArray *sections)
{
  g_autoptr (GtkSizeGroup) labels = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->sections))) != NULL)
    gtk_box_remove (self->sections, child);
  for (guint i = 0; i < sections->len; i++)
    append_section (self, g_ptr_array_index (sections, i), labels);
}

/* --- what happened to it ------------------------------------------------------------------------------------------ */

static char *
write_event_foot (const MadoHistoryEvent *event)
{
  static const char *const stands[] = {
    [MADO_HISTORY_WAITING] = N_ ("not sent yet"),
    [MADO_HISTORY_REFUSED] = N_ ("refused"),
  };
  g_autofree char *moment = mado_wording_write_moment (event->at);
  const char *stand = event->stand == MADO_HISTORY_DONE ? NULL : _ (stands[event->stand]);

  return g_strjoin ("　", moment, event->by[0] != '\0' ? event->by : stand, event->by[0] != '\0' ? stand : NULL, NULL);
}

/* However much is told, the history takes no room from the case. */
static void
append_text (GtkBox *box, const char *text, const char *style)
{
  GtkWidget *label = create_label (text, style);

  gtk_label_set_max_width_chars (GTK_LABEL (label), HISTORY_WIDTH);
  gtk_box_append (box, label);
}

static void
append_event (GtkListBox *list, const MadoHistoryEvent *event)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *foot = write_event_foot (event);
  g_autofree char *name = g_strjoin (" ", event->what, event->detail, foot, NULL);

  gtk_widget_add_css_class (box, "event");
  if (event->stand == MADO_HISTORY_REFUSED)
    gtk_widget_add_css_class (box, "refused");
  append_text (GTK_BOX (box), event->what, NULL);
  if (event->detail[0] != '\0')
    append_text (GTK_BOX (box), event->detail, "detail");
  append_text (GTK_BOX (box), foot, "foot");
  append_row (list, box, name);
}

static void
show_history (MadoCasePage *self, const GPtrArray *events)
{
  gtk_list_box_remove_all (self->history);
  for (guint i = 0; i < events->len; i++)
    append_event (self->history, g_ptr_array_index (events, i));
}

/* --- its head ----------------------------------------------------------------------------------------------------- */

static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), text[0] != '\0');
}

static void
show_head (MadoCasePage *self, const MadoCaseSheet *sheet)
{
  /* Translators: %s is a day */
  g_autofree char *since = g_strdup_printf (_ ("since %s"), sheet->since);
  const char *name = sheet->title.name[0] != '\0' ? sheet->title.name : _ ("Without a name");

  adw_window_title_set_title (self->title, sheet->title.number[0] != '\0' ? sheet->title.number : name);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), name);
  show_text (self->name, name);
  show_text (self->kana, sheet->title.kana);
  show_text (self->state, sheet->title.state);
  show_text (self->since, sheet->since[0] != '\0' ? since : "");
}

static void
show_banners (MadoCasePage *self, const MadoCaseSheet *sheet)
{
  guint n_open = sheet->deficiencies->len;
  g_autofree char *conflicts = g_strdup_printf (
      ngettext ("Others changed the same item: %u", "Others changed the same items: %u", sheet->n_conflicts),
      sheet->n_conflicts);
  /* Translators: %s is the first of them */
  g_autofree char *deficiencies =
      g_strdup_printf (ngettext ("%u open deficiency: %s", "%u open deficiencies: %s", n_open), n_open,
                       n_open > 0 ? (const char *) g_ptr_array_index (sheet->deficiencies, n_open - 1) : "");

  adw_banner_set_revealed (self->protection, sheet->is_protected);
  adw_banner_set_title (self->conflicts, conflicts);
  adw_banner_set_revealed (self->conflicts, sheet->n_conflicts > 0);
  adw_banner_set_title (self->deficiencies, deficiencies);
  adw_banner_set_revealed (self->deficiencies, n_open > 0);
}

static void
begin_at_top (MadoCasePage *self)
{
  GtkWidget *list = gtk_widget_get_last_child (GTK_WIDGET (self->sections));

  for (GtkWidget *child = list; child != NULL; child = gtk_widget_get_prev_sibling (child))
    if (GTK_IS_LIST_BOX (child))
      list = child;
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  if (GTK_IS_LIST_BOX (list))
    gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0)));
}

static void
show_sheet (MadoCasePage *self, const MadoCaseSheet *sheet)
{
  show_head (self, sheet);
  show_banners (self, sheet);
  show_sections (self, sheet->sections);
  show_history (self, sheet->events);
  gtk_stack_set_visible_child_name (self->stack, "content");
  if (self->is_new)
    begin_at_top (self);
  self->is_new = FALSE;
}

static void
show_error (MadoCasePage *self, const GError *error)
{
  MadoAdvice advice = mado_advice_find (error);
  g_autofree char *description = NULL;

  if (g_error_matches (error, MADO_STORE_ERROR, MADO_STORE_ERROR_MISSING)) {
    advice.title = N_ ("This case is not here any more");
    advice.remedy = N_ ("Go back to the list and open another one.");
  }
  description = mado_advice_dup_text (&advice);
  adw_status_page_set_title (self->error, _ (advice.title));
  adw_status_page_set_description (self->error, description);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

/* --- loading ------------------------------------------------------------------------------------------------------ */

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer page)
{
  g_autoptr (MadoCasePage) self = page;
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoCaseSheet) sheet = mado_case_sheet_load_finish (result, &error);

  if (!mado_advice_is_wanted (error))
    return;
  g_clear_object (&self->loading);
  if (sheet != NULL)
    show_sheet (self, sheet);
  else
    show_error (self, error);
}

static void
load (MadoCasePage *self)
{
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  mado_case_sheet_load_async (self->session, self->id, self->loading, loaded_cb, g_object_ref (self));
}

typedef struct {
  MadoId id;
  char *account;
} Opening;

static void
free_opening (gpointer data)
{
  g_free (((Opening *) data)->account);
  g_free (data);
}

static void
note_work (GTask *task, MadoDatabase *database, gpointer request, GCancellable *cancellable)
{
  const Opening *opening = request;
  MadoReading reading = { 0, opening->id, opening->account, mado_instant_now (), (char *) "open" };
  GError *error = NULL;

  if (mado_read_log_add (database, &reading, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
note_opening (MadoCasePage *self)
{
  GTask *task = g_task_new (NULL, NULL, NULL, NULL);
  Opening *opening = g_new0 (Opening, 1);

  opening->id = self->id;
  opening->account = g_strdup (mado_session_get_person (self->session)->account);
  g_task_set_task_data (task, opening, free_opening);
  mado_desk_do (mado_session_get_desk (self->session), MADO_DESK_WRITER, task, note_work);
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
retry_cb (GtkButton *button, MadoCasePage *self)
{
  gtk_stack_set_visible_child_name (self->stack, "loading");
  load (self);
}

static void
refreshed_cb (MadoSession *session, MadoCasePage *self)
{
  if (self->loading == NULL)
    load (self);
}

static void
mado_case_page_dispose (GObject *object)
{
  MadoCasePage *self = MADO_CASE_PAGE (object);

  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_CASE_PAGE);

  G_OBJECT_CLASS (mado_case_page_parent_class)->dispose (object);
}

static void
mado_case_page_class_init (MadoCasePageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_case_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-case-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, title);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, error);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, protection);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, conflicts);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, deficiencies);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, steps);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, scroller);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, name);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, kana);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, state);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, since);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, sections);
  gtk_widget_class_bind_template_child (widget_class, MadoCasePage, history);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
mado_case_page_init (MadoCasePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * mado_case_page_new:
 * @session: a session
 *
 * Returns: (transfer floating): a page that shows no case yet
 */
MadoCasePage *
mado_case_page_new (MadoSession *session)
{
  MadoCasePage *self = g_object_new (MADO_TYPE_CASE_PAGE, NULL);

  self->session = g_object_ref (session);
  g_signal_connect (session, "refreshed", G_CALLBACK (refreshed_cb), self);

  return self;
}

/**
 * mado_case_page_show:
 * @self: a page
 * @id: of a case
 * @position: (nullable): where it stands in the list that it was opened from; %NULL: it was opened from none
 */
void
mado_case_page_show (MadoCasePage *self, MadoId id, const char *position)
{
  self->id = id;
  self->is_new = TRUE;
  adw_window_title_set_subtitle (self->title, position != NULL ? position : "");
  gtk_widget_set_visible (self->steps, position != NULL);
  note_opening (self);
  load (self);
}
