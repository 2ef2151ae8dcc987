/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What came while it is open is shown as it comes; what is typed stays. It is a list of the one case that it is about.
 */

#include "mado-inquiry-page.h"

#include <glib/gi18n.h>

#include "mado-case-run.h"
#include "mado-fault-page.h"
#include "mado-inquiry-desk.h"
#include "mado-inquiry-words.h"
#include "mado-instant.h"
#include "mado-json-member.h"
#include "mado-link-dialog.h"
#include "mado-page-actions.h"
#include "mado-thread-view.h"
#include "mado-wording.h"

struct _MadoInquiryPage {
  AdwNavigationPage parent_instance;

  MadoInquiries *inquiries;
  MadoId id;
  MadoInquirySheet *sheet; /* (nullable): what is shown */

  AdwWindowTitle *title;
  AdwBanner *overdue;
  GtkStack *stack;
  AdwStatusPage *error;
  AdwPreferencesGroup *facts;
  GtkButton *link;
  GPtrArray *rows; /* (element-type GtkWidget): of the facts */
  GtkListBox *thread;
  MadoInquiryDesk *desk;
};

static void case_run_init (MadoCaseRunInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MadoInquiryPage,
                               mado_inquiry_page,
                               ADW_TYPE_NAVIGATION_PAGE,
                               G_IMPLEMENT_INTERFACE (MADO_TYPE_CASE_RUN, case_run_init))

/* --- what is shown ------------------------------------------------------------------------------------------------ */

static AdwActionRow *
add_row (MadoInquiryPage *self, const char *title, const char *text)
{
  GtkWidget *row;

  if (text[0] == '\0')
    return NULL;
  row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  gtk_widget_add_css_class (row, "property");
  adw_preferences_group_add (self->facts, row);
  g_ptr_array_add (self->rows, row);

  return ADW_ACTION_ROW (row);
}

static void
open_case_cb (AdwActionRow *row, MadoInquiryPage *self)
{
  mado_case_run_emit_opened (MADO_CASE_RUN (self), mado_entity_get_id (self->sheet->subject),
                             self->sheet->title.number);
}

static void
show_case (MadoInquiryPage *self)
{
  const MadoCaseTitle *title = &self->sheet->title;
  g_autofree char *text = mado_wording_join (title->name, title->number, title->state);
  AdwActionRow *row = add_row (self, _ ("Case"), text);

  if (row == NULL)
    return;
  adw_action_row_add_suffix (row, gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect (row, "activated", G_CALLBACK (open_case_cb), self);
}

static void
link_cb (GtkButton *button, MadoInquiryPage *self)
{
  adw_dialog_present (mado_link_dialog_new (mado_inquiries_get_session (self->inquiries), self->sheet),
                      GTK_WIDGET (self));
}

static void
offer_link (MadoInquiryPage *self)
{
  gtk_button_set_label (self->link,
                        self->sheet->subject != NULL ? _ ("_Link to Another Case…") : _ ("_Link to a Case…"));
  gtk_widget_set_visible (GTK_WIDGET (self->link), (self->sheet->may & MADO_INQUIRY_MAY_LINK) != 0);
}

static char *
write_caller (yyjson_val *body)
{
  return mado_wording_join (mado_json_get_text (body, "caller_name"), mado_json_get_text (body, "relation"),
                            mado_json_get_text (body, "phone"));
}

static void
show_due (MadoInquiryPage *self, MadoInquiryWait wait, const char *title, MadoDate today)
{
  g_autofree char *due = mado_inquiry_words_dup_due (self->sheet, wait, today);
  AdwActionRow *row = add_row (self, title, due);

  if (row != NULL && mado_inquiry_sheet_is_overdue (self->sheet, wait, today)) {
    GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
    GtkWidget *word = gtk_label_new (_ ("Overdue"));

    gtk_widget_add_css_class (word, "error");
    adw_action_row_add_suffix (row, icon);
    adw_action_row_add_suffix (row, word);
  }
}

static void
show_facts (MadoInquiryPage *self, MadoDate today)
{
  const MadoProgramme *programme = mado_session_get_programme (mado_inquiries_get_session (self->inquiries));
  yyjson_val *body = mado_entity_get_body (self->sheet->inquiry);
  g_autofree char *caller = write_caller (body);
  g_autofree char *time = mado_wording_write_moment (mado_inquiry_sheet_get_time (self->sheet));

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->facts, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  offer_link (self);
  show_case (self);
  add_row (self, _ ("Caller"), caller);
  add_row (self, _ ("Category"), mado_inquiry_words_get_category (programme, mado_json_get_text (body, "category")));
  add_row (self, _ ("Logged"), time);
  show_due (self, MADO_INQUIRY_CALL_BACK, _ ("To be called back"), today);
  show_due (self, MADO_INQUIRY_ASK_WARD, _ ("The ward is asked"), today);
}

static void
name_page (MadoInquiryPage *self, MadoDate today)
{
  g_autofree char *title = mado_inquiry_words_dup_title (self->sheet);

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
  adw_window_title_set_title (self->title, title);
  adw_window_title_set_subtitle (self->title, mado_inquiry_words_get_standing (self->sheet));
  adw_banner_set_revealed (self->overdue, mado_inquiry_sheet_is_late (self->sheet, today));
}

static void
show (MadoInquiryPage *self)
{
  const MadoDate today = mado_instant_get_japanese_day (mado_instant_now ());
  MadoInquirySheet *sheet = mado_inquiries_find (self->inquiries, self->id);
  const gboolean is_new = self->sheet == NULL;

  if (sheet == NULL) {
    mado_inquiries_want_all (self->inquiries); /* it has been closed meanwhile */
    return;
  }
  g_clear_pointer (&self->sheet, mado_inquiry_sheet_unref);
  self->sheet = mado_inquiry_sheet_ref (sheet);
  name_page (self, today);
  show_facts (self, today);
  mado_thread_view_show (self->thread, sheet);
  if (is_new)
    mado_inquiry_desk_open (self->desk, mado_inquiries_get_session (self->inquiries), sheet);
  else
    mado_inquiry_desk_show (self->desk, sheet);
  gtk_stack_set_visible_child_name (self->stack, "content");
}

static void
failed_cb (MadoInquiries *inquiries, const GError *error, MadoInquiryPage *self)
{
  if (self->sheet != NULL) /* what is read or typed here stays */
    return;
  mado_fault_page_show (self->error, error);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

/* --- the case ----------------------------------------------------------------------------------------------------- */

static gboolean
step (MadoCaseRun *run, int direction)
{
  return FALSE;
}

static void
case_run_init (MadoCaseRunInterface *iface)
{
  iface->step = step;
}

/* --- keys --------------------------------------------------------------------------------------------------------- */

static void
accept_cb (GSimpleAction *action, GVariant *parameter, gpointer page)
{
  mado_inquiry_desk_do_first (MADO_INQUIRY_PAGE (page)->desk);
}

static void
comment_cb (GSimpleAction *action, GVariant *parameter, gpointer page)
{
  mado_inquiry_desk_focus (MADO_INQUIRY_PAGE (page)->desk);
}

static const GActionEntry actions[] = {
  { .name = "accept", .activate = accept_cb },
  { .name = "comment", .activate = comment_cb },
};

static void
mado_inquiry_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (mado_inquiry_page_parent_class)->map (widget);
  mado_page_actions_lend (widget, actions, G_N_ELEMENTS (actions));
}

static void
mado_inquiry_page_unmap (GtkWidget *widget)
{
  mado_page_actions_take_back (widget);
  GTK_WIDGET_CLASS (mado_inquiry_page_parent_class)->unmap (widget);
}

/* Whoever opens it has something to write, and not the first button that stands there to press. Who was quicker than
 * the page is left where he is. */
static void
mado_inquiry_page_shown (AdwNavigationPage *page)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (page));

  if (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (root)) == NULL)
    mado_inquiry_desk_focus (MADO_INQUIRY_PAGE (page)->desk);
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_inquiry_page_dispose (GObject *object)
{
  MadoInquiryPage *self = MADO_INQUIRY_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_INQUIRY_PAGE);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->sheet, mado_inquiry_sheet_unref);
  g_clear_object (&self->inquiries);

  G_OBJECT_CLASS (mado_inquiry_page_parent_class)->dispose (object);
}

static void
mado_inquiry_page_class_init (MadoInquiryPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_inquiry_page_dispose;
  ADW_NAVIGATION_PAGE_CLASS (class)->shown = mado_inquiry_page_shown;
  widget_class->map = mado_inquiry_page_map;
  widget_class->unmap = mado_inquiry_page_unmap;
  g_type_ensure (MADO_TYPE_INQUIRY_DESK);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-inquiry-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoInquiryPage, title);
  gtk_widget_class_bind_template_child (widget_class, MadoInquiryPage, overdue);
  gtk_widget_class_bind_template_child (widget_class, MadoInquiryPage, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoInquiryPage, error);
  gtk_widget_class_bind_template_child (widget_class, MadoInquiryPage, facts);
  gtk_widget_class_bind_template_child (widget_class, MadoInquiryPage, link);
  gtk_widget_class_bind_template_child (widget_class, MadoInquiryPage, thread);
  gtk_widget_class_bind_template_child (widget_class, MadoInquiryPage, desk);
  gtk_widget_class_bind_template_callback (widget_class, link_cb);
}

static void
mado_inquiry_page_init (MadoInquiryPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * mado_inquiry_page_new:
 * @inquiries: inquiries
 * @id: of one of them
 *
 * Returns: (transfer floating): its page
 */
AdwNavigationPage *
mado_inquiry_page_new (MadoInquiries *inquiries, MadoId id)
{
  MadoInquiryPage *self = g_object_new (MADO_TYPE_INQUIRY_PAGE, NULL);

  self->inquiries = g_object_ref (inquiries);
  self->id = id;
  g_signal_connect_object (inquiries, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (inquiries, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_DEFAULT);
  show (self);

  return ADW_NAVIGATION_PAGE (self);
}
