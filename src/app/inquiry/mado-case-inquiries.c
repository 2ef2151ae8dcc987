/* SPDX-License-Identifier: GPL-3.0-or-later */

/* They are read once somebody looks: whoever works through cases mostly does not. */

#include "mado-case-inquiries.h"

#include <glib/gi18n.h>

#include "mado-advice.h"
#include "mado-inquiry-page.h"
#include "mado-inquiry-row.h"
#include "mado-instant.h"

struct _MadoCaseInquiries {
  AdwBin parent_instance;

  MadoInquiries *inquiries; /* (nullable): nothing was shown yet */
  MadoId subject;
  GCancellable *reading; /* (nullable) */
  GtkListBox *list;
  GtkLabel *nothing;
};

G_DEFINE_FINAL_TYPE (MadoCaseInquiries, mado_case_inquiries, ADW_TYPE_BIN)

static void
row_cb (AdwActionRow *row, MadoCaseInquiries *self)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);

  adw_navigation_view_push (ADW_NAVIGATION_VIEW (view),
                            mado_inquiry_page_new (self->inquiries, mado_inquiry_row_get_id (GTK_WIDGET (row))));
}

static void
add_row (MadoCaseInquiries *self, const MadoInquirySheet *sheet)
{
  const MadoProgramme *programme = mado_session_get_programme (mado_inquiries_get_session (self->inquiries));
  GtkWidget *row = mado_inquiry_row_new (programme, sheet, mado_instant_get_japanese_day (mado_instant_now ()));

  g_signal_connect (row, "activated", G_CALLBACK (row_cb), self);
  gtk_list_box_append (self->list, row);
}

/* In place of a list. */
static void
say (MadoCaseInquiries *self, const char *text)
{
  gtk_list_box_remove_all (self->list);
  gtk_label_set_text (self->nothing, text);
  gtk_widget_set_visible (GTK_WIDGET (self->nothing), text[0] != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->list), text[0] == '\0');
}

static void
show (MadoCaseInquiries *self, const GPtrArray *sheets)
{
  say (self, sheets->len == 0 ? _ ("Nobody has called about it") : "");
  for (guint i = 0; i < sheets->len; i++)
    add_row (self, g_ptr_array_index (sheets, i));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer list)
{
  g_autoptr (MadoCaseInquiries) self = list;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sheets = mado_inquiries_load_about_finish (result, &error);

  if (!mado_advice_is_wanted (error))
    return;
  g_clear_object (&self->reading);
  if (sheets != NULL)
    show (self, sheets);
  else
    say (self, _ (mado_advice_find (error).title));
}

static void
stop (MadoCaseInquiries *self)
{
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
}

static void
read_again (MadoCaseInquiries *self)
{
  stop (self);
  self->reading = g_cancellable_new ();
  mado_inquiries_load_about_async (self->inquiries, self->subject, self->reading, loaded_cb, g_object_ref (self));
}

static void
changed_cb (MadoInquiries *inquiries, MadoCaseInquiries *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    read_again (self);
}

static void
mado_case_inquiries_map (GtkWidget *widget)
{
  MadoCaseInquiries *self = MADO_CASE_INQUIRIES (widget);

  GTK_WIDGET_CLASS (mado_case_inquiries_parent_class)->map (widget);
  if (self->inquiries != NULL)
    read_again (self);
}

/**
 * mado_case_inquiries_show:
 * @self: a list
 * @session: whose inquiries they are
 * @subject: a case
 */
void
mado_case_inquiries_show (MadoCaseInquiries *self, MadoSession *session, MadoId subject)
{
  MadoInquiries *inquiries = mado_inquiries_of (session);

  if (mado_id_compare (self->subject, subject) != 0) /* those of another one are not shown as its own */
    say (self, _ ("Reading the Inquiries"));
  self->subject = subject;
  if (self->inquiries != inquiries) {
    g_clear_object (&self->inquiries);
    self->inquiries = g_object_ref (inquiries);
    g_signal_connect_object (inquiries, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_DEFAULT);
  }
  changed_cb (inquiries, self);
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_case_inquiries_dispose (GObject *object)
{
  MadoCaseInquiries *self = MADO_CASE_INQUIRIES (object);

  stop (self);
  g_clear_object (&self->inquiries);

  G_OBJECT_CLASS (mado_case_inquiries_parent_class)->dispose (object);
}

static void
mado_case_inquiries_class_init (MadoCaseInquiriesClass *class)
{
  G_OBJECT_CLASS (class)->dispose = mado_case_inquiries_dispose;
  GTK_WIDGET_CLASS (class)->map = mado_case_inquiries_map;
}

static void
mado_case_inquiries_init (MadoCaseInquiries *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  self->nothing = GTK_LABEL (gtk_label_new (""));
  gtk_widget_set_margin_top (GTK_WIDGET (self->nothing), 18);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->nothing), 18);
  gtk_widget_add_css_class (GTK_WIDGET (self->nothing), "dimmed");
  gtk_label_set_wrap (self->nothing, TRUE);
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_set_valign (GTK_WIDGET (self->list), GTK_ALIGN_START);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "side-page");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Inquiries"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->nothing));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  adw_bin_set_child (ADW_BIN (self), scroller);
}
