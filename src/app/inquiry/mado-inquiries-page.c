/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Each inquiry stands in one group: the first that it belongs to. In the lists of what is owed the oldest promise comes
 * first, elsewhere the newest inquiry. */

#include "mado-inquiries-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-fault-page.h"
#include "mado-inquiry-filter.h"
#include "mado-inquiry-page.h"
#include "mado-inquiry-row.h"
#include "mado-instant.h"
#include "mado-report-page.h"
#include "mado-sayings-page.h"

#define MOST_SHOWN 200u

typedef enum {
  LIST_CALL_BACKS,
  LIST_QUESTIONS,
  LIST_ALL,
  N_LISTS,
} List;

typedef enum {
  GROUP_OVERDUE,
  GROUP_TODAY,
  GROUP_LATER,
  GROUP_REPLIED,
  GROUP_FOUND,
  N_GROUPS,
  NO_GROUP,
} Group;

static const char *const group_titles[] = {
  [GROUP_OVERDUE] = N_ ("Overdue"), [GROUP_TODAY] = N_ ("Today"),
  [GROUP_LATER] = N_ ("Later"),     [GROUP_REPLIED] = N_ ("The ward has replied: tell the caller"),
  [GROUP_FOUND] = N_ ("Inquiries"),
};

static const struct {
  const char *subject; /* of its place */
  const char *title;
  const char *empty;
  const char *remark;
} lists[] = {
  [LIST_CALL_BACKS] = { "call-backs", N_ ("Call-Backs"), N_ ("Nobody Waits for a Call"),
                        N_ ("A caller who was promised a call appears here by himself.") },
  [LIST_QUESTIONS] = { "questions", N_ ("Questions to the Ward"), N_ ("No Question Waits for the Ward"),
                       N_ ("A question to the ward appears here, and its reply.") },
  [LIST_ALL] = { "inquiries", N_ ("Inquiries"), N_ ("No Inquiry Like That"),
                 N_ ("Choose another state, category, outcome or day.") },
};

struct _MadoInquiriesPage {
  AdwNavigationPage parent_instance;

  MadoInquiries *inquiries;
  List list;

  AdwWindowTitle *title;
  GtkWidget *report;
  GtkWidget *sayings;
  MadoInquiryFilter *filter;
  GtkStack *stack;
  AdwStatusPage *empty;
  AdwStatusPage *error;
  GtkBox *content;
  GPtrArray *rows; /* (element-type GtkWidget): in the content */
};

G_DEFINE_FINAL_TYPE (MadoInquiriesPage, mado_inquiries_page, ADW_TYPE_NAVIGATION_PAGE)

static MadoDate
get_today (void)
{
  return mado_instant_get_japanese_day (mado_instant_now ());
}

static MadoInquiryWait
get_wait (const MadoInquiriesPage *self)
{
  return self->list == LIST_CALL_BACKS ? MADO_INQUIRY_CALL_BACK : MADO_INQUIRY_ASK_WARD;
}

static Group
find_group (const MadoInquiriesPage *self, const MadoInquirySheet *sheet, MadoDate today)
{
  char iso[MADO_DATE_ISO_SIZE];

  if (self->list == LIST_ALL)
    return mado_inquiry_filter_takes (self->filter, sheet, today) ? GROUP_FOUND : NO_GROUP;
  mado_date_to_iso (today, iso);
  if (self->list == LIST_QUESTIONS && mado_inquiry_sheet_has_reply (sheet))
    return GROUP_REPLIED;
  if (!mado_inquiry_sheet_waits (sheet, get_wait (self)))
    return NO_GROUP;
  if (mado_inquiry_sheet_is_overdue (sheet, get_wait (self), today))
    return GROUP_OVERDUE;

  return strcmp (mado_inquiry_sheet_get_due (sheet, get_wait (self)), iso) == 0 ? GROUP_TODAY : GROUP_LATER;
}

/* --- what is shown ------------------------------------------------------------------------------------------------ */

static void
row_cb (AdwActionRow *row, MadoInquiriesPage *self)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);

  adw_navigation_view_push (ADW_NAVIGATION_VIEW (view),
                            mado_inquiry_page_new (self->inquiries, mado_inquiry_row_get_id (GTK_WIDGET (row))));
}

static int
compare_due (gconstpointer a, gconstpointer b, gpointer page)
{
  const MadoInquirySheet *left = *(MadoInquirySheet *const *) a, *right = *(MadoInquirySheet *const *) b;

  return mado_inquiry_sheet_compare_due (left, right, get_wait (page));
}

static GPtrArray *
list_group (MadoInquiriesPage *self, Group group, MadoDate today)
{
  const GPtrArray *sheets = mado_inquiries_get_sheets (self->inquiries);
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < sheets->len; i++)
    if (find_group (self, g_ptr_array_index (sheets, i), today) == group)
      g_ptr_array_add (found, g_ptr_array_index (sheets, i));
  if (self->list != LIST_ALL)
    g_ptr_array_sort_with_data (found, compare_due, self);

  return found;
}

static void
describe_group (AdwPreferencesGroup *box, Group group, guint n_found)
{
  /* Translators: the name of a group, and how many are in it */
  g_autofree char *title = g_strdup_printf (_ ("%s (%u)"), _ (group_titles[group]), n_found);

  adw_preferences_group_set_title (box, title);
  if (n_found > MOST_SHOWN) {
    g_autofree char *text = g_strdup_printf (_ ("The newest %u are shown: narrow the list down."), MOST_SHOWN);

    adw_preferences_group_set_description (box, text);
  }
}

static void
add_group (MadoInquiriesPage *self, Group group, MadoDate today)
{
  g_autoptr (GPtrArray) found = list_group (self, group, today);
  const MadoProgramme *programme = mado_session_get_programme (mado_inquiries_get_session (self->inquiries));
  GtkWidget *box;

  if (found->len == 0)
    return;
  box = adw_preferences_group_new ();
  describe_group (ADW_PREFERENCES_GROUP (box), group, found->len);
  for (guint i = 0; i < MIN (found->len, MOST_SHOWN); i++) {
    GtkWidget *row = mado_inquiry_row_new (programme, g_ptr_array_index (found, i), today);

    g_signal_connect (row, "activated", G_CALLBACK (row_cb), self);
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (box), row);
    g_ptr_array_add (self->rows, row);
  }
  gtk_box_append (self->content, box);
}

/* Where somebody is, by the inquiry; MADO_ID_NONE: elsewhere. */
static MadoId
find_focus (MadoInquiriesPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (gtk_widget_has_focus (g_ptr_array_index (self->rows, i)))
      return mado_inquiry_row_get_id (g_ptr_array_index (self->rows, i));

  return MADO_ID_NONE;
}

/* Whoever was at an inquiry that has left is at the first. */
static void
restore_focus (MadoInquiriesPage *self, MadoId id)
{
  GtkWidget *found = self->rows->len > 0 ? g_ptr_array_index (self->rows, 0) : NULL;

  for (guint i = 0; i < self->rows->len; i++)
    if (mado_id_compare (mado_inquiry_row_get_id (g_ptr_array_index (self->rows, i)), id) == 0)
      found = g_ptr_array_index (self->rows, i);
  if (found != NULL && mado_id_is_valid (id))
    gtk_widget_grab_focus (found);
}

static void
remove_rows (MadoInquiriesPage *self)
{
  GtkWidget *child;

  g_ptr_array_set_size (self->rows, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->content))) != NULL)
    gtk_box_remove (self->content, child);
}

static void
show (MadoInquiriesPage *self)
{
  const MadoDate today = get_today ();
  const MadoId focus = find_focus (self);

  if (mado_inquiries_get_sheets (self->inquiries) == NULL)
    return;
  remove_rows (self);
  for (Group group = GROUP_OVERDUE; group < N_GROUPS; group++)
    add_group (self, group, today);
  gtk_stack_set_visible_child_name (self->stack, self->rows->len > 0 ? "content" : "empty");
  restore_focus (self, focus);
}

static void
filtered_cb (MadoInquiryFilter *filter, MadoInquiriesPage *self)
{
  if (mado_inquiry_filter_is_for_closed (filter))
    mado_inquiries_want_all (self->inquiries);
  show (self);
}

static void
report_cb (GtkButton *button, MadoInquiriesPage *self)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);

  adw_navigation_view_push (ADW_NAVIGATION_VIEW (view), mado_report_page_new (self->inquiries));
}

static void
sayings_cb (GtkButton *button, MadoInquiriesPage *self)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);

  adw_navigation_view_push (ADW_NAVIGATION_VIEW (view), mado_sayings_page_new (self->inquiries));
}

static void
failed_cb (MadoInquiries *inquiries, const GError *error, MadoInquiriesPage *self)
{
  mado_fault_page_show (self->error, error);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_inquiries_page_dispose (GObject *object)
{
  MadoInquiriesPage *self = MADO_INQUIRIES_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_INQUIRIES_PAGE);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->inquiries);

  G_OBJECT_CLASS (mado_inquiries_page_parent_class)->dispose (object);
}

/* Whoever comes here wants the first that waits. */
static gboolean
mado_inquiries_page_focus (GtkWidget *widget, GtkDirectionType direction)
{
  MadoInquiriesPage *self = MADO_INQUIRIES_PAGE (widget);

  if (direction == GTK_DIR_TAB_FORWARD && gtk_widget_get_focus_child (widget) == NULL &&
      (gtk_widget_child_focus (GTK_WIDGET (self->content), direction) ||
       gtk_widget_child_focus (GTK_WIDGET (self->stack), direction)))
    return TRUE;

  return GTK_WIDGET_CLASS (mado_inquiries_page_parent_class)->focus (widget, direction);
}

static void
mado_inquiries_page_class_init (MadoInquiriesPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_inquiries_page_dispose;
  widget_class->focus = mado_inquiries_page_focus;
  g_type_ensure (MADO_TYPE_INQUIRY_FILTER);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-inquiries-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoInquiriesPage, title);
  gtk_widget_class_bind_template_child (widget_class, MadoInquiriesPage, report);
  gtk_widget_class_bind_template_child (widget_class, MadoInquiriesPage, sayings);
  gtk_widget_class_bind_template_child (widget_class, MadoInquiriesPage, filter);
  gtk_widget_class_bind_template_child (widget_class, MadoInquiriesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoInquiriesPage, empty);
  gtk_widget_class_bind_template_child (widget_class, MadoInquiriesPage, error);
  gtk_widget_class_bind_template_child (widget_class, MadoInquiriesPage, content);
  gtk_widget_class_bind_template_callback (widget_class, filtered_cb);
  gtk_widget_class_bind_template_callback (widget_class, report_cb);
  gtk_widget_class_bind_template_callback (widget_class, sayings_cb);
}

static void
mado_inquiries_page_init (MadoInquiriesPage *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static List
find_list (const char *subject)
{
  for (List list = 0; list < N_LISTS; list++)
    if (strcmp (lists[list].subject, subject) == 0)
      return list;
  g_assert_not_reached ();
}

static AdwNavigationPage *
create_page (MadoPlace *place, MadoSession *session)
{
  MadoInquiriesPage *self = g_object_new (MADO_TYPE_INQUIRIES_PAGE, NULL);

  self->inquiries = g_object_ref (mado_inquiries_of (session));
  self->list = find_list (mado_place_get_subject (place));
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), mado_place_get_title (place));
  adw_window_title_set_title (self->title, mado_place_get_title (place));
  adw_status_page_set_title (self->empty, _ (lists[self->list].empty));
  adw_status_page_set_description (self->empty, _ (lists[self->list].remark));
  mado_inquiry_filter_begin (self->filter, mado_session_get_programme (session));
  gtk_widget_set_visible (GTK_WIDGET (self->filter), self->list == LIST_ALL);
  gtk_widget_set_visible (self->sayings, self->list == LIST_ALL && mado_sayings_page_is_for (session));
  gtk_widget_set_visible (self->report, self->list == LIST_ALL && mado_report_page_is_for (session));
  g_signal_connect_object (self->inquiries, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->inquiries, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_DEFAULT);
  show (self);

  return ADW_NAVIGATION_PAGE (self);
}

/* --- the side ----------------------------------------------------------------------------------------------------- */

static void
count_cb (MadoInquiries *inquiries, MadoPlace *place)
{
  switch (find_list (mado_place_get_subject (place))) {
  case LIST_CALL_BACKS:
    mado_place_set_count (place, mado_inquiries_count_call_backs (inquiries));
    break;
  case LIST_QUESTIONS:
    mado_place_set_count (place, mado_inquiries_count_questions (inquiries));
    break;
  case LIST_ALL:
  case N_LISTS:
  default:
    break;
  }
}

static void
add_place (const MadoPageKind *kind, MadoSession *session, GListStore *places, List list)
{
  g_autoptr (MadoPlace) place = mado_place_new (kind, lists[list].subject, _ (lists[list].title));
  MadoInquiries *inquiries = mado_inquiries_of (session);

  g_signal_connect_object (inquiries, "changed", G_CALLBACK (count_cb), place, G_CONNECT_DEFAULT);
  if (mado_inquiries_get_sheets (inquiries) != NULL)
    count_cb (inquiries, place);
  g_list_store_append (places, place);
}

static void
add_places (const MadoPageKind *kind, MadoSession *session, GListStore *places)
{
  if (!mado_inquiries_are_for (session))
    return;
  for (List list = 0; list < N_LISTS; list++)
    add_place (kind, session, places, list);
}

const MadoPageKind mado_inquiries_page_kind = {
  .add_places = add_places, .create_page = create_page, .help = "inquiries", .counts_itself = TRUE
};
