/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Read again whenever something may have changed; what is looked for stays. */

#include "mado-sayings-page.h"

#include <glib/gi18n.h>

#include "mado-saying-page.h"
#include "mado-saying-version.h"

struct _MadoSayingsPage {
  AdwNavigationPage parent_instance;

  MadoInquiries *inquiries;
  MadoSayingBook *book; /* (nullable): that is shown */

  GtkWidget *add;
  GtkSearchEntry *entry;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (MadoSayingsPage, mado_sayings_page, ADW_TYPE_NAVIGATION_PAGE)

static void
go_to (MadoSayingsPage *self, const char *id)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);

  adw_navigation_view_push (ADW_NAVIGATION_VIEW (view), mado_saying_page_new (self->inquiries, id));
}

static void
row_cb (GtkListBox *list, GtkListBoxRow *row, MadoSayingsPage *self)
{
  go_to (self, g_object_get_data (G_OBJECT (row), "saying"));
}

static void
add_cb (GtkButton *button, MadoSayingsPage *self)
{
  go_to (self, NULL);
}

/* --- what is shown ------------------------------------------------------------------------------------------------ */

/* What somebody knows it by: as it is said, else as it was worded last. */
static MadoSaying *
create_shown (const MadoSayingEntry *entry)
{
  if (entry->current != NULL)
    return mado_saying_copy (entry->current);
  if (entry->versions->len > 0)
    return mado_saying_new_of_version (g_ptr_array_index (entry->versions, 0));

  return mado_saying_copy (entry->first);
}

static char *
dup_used (const MadoSayingEntry *entry, const MadoSaying *shown)
{
  g_autofree char *mark = mado_saying_dup_mark (shown);

  if (entry->current == NULL)
    /* Translators: how a saying is typed or named; nobody says it */
    return g_strdup_printf (_ ("%s · not said"), mark);
  if (entry->current->version == 0)
    /* Translators: how a saying is typed or named */
    return g_strdup_printf (_ ("%s · the programme's words"), mark);

  /* Translators: how a saying is typed or named, and its version */
  return g_strdup_printf (_ ("%s · version %u"), mark, (guint) entry->current->version);
}

static void
add_waiting (AdwActionRow *row, const MadoSayingEntry *entry)
{
  const MadoEntity *last = entry->versions->len > 0 ? g_ptr_array_index (entry->versions, 0) : NULL;
  g_autofree char *text = NULL;
  GtkWidget *label;

  if (!mado_version_is (last, MADO_VERSION_DRAFT))
    return;
  text = g_strdup_printf (_ ("Version %u waits for approval"), (guint) mado_version_get_number (last));
  label = gtk_label_new (text);
  gtk_widget_add_css_class (label, "state");
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (row, label);
}

static void
add_row (MadoSayingsPage *self, const MadoSayingEntry *entry, const MadoSaying *shown)
{
  g_autofree char *used = dup_used (entry, shown);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), shown->label);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), used);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  add_waiting (ADW_ACTION_ROW (row), entry);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_object_set_data (G_OBJECT (row), "saying", entry->id);
  gtk_list_box_append (self->list, row);
}

static void
show (MadoSayingsPage *self)
{
  const GPtrArray *entries = mado_saying_book_get_entries (self->book);
  g_autoptr (GPtrArray) words = mado_saying_read_words (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < entries->len; i++) {
    const MadoSayingEntry *entry = g_ptr_array_index (entries, i);
    g_autoptr (MadoSaying) shown = create_shown (entry);

    if (mado_saying_find_words (shown, words) != MADO_SAYING_FOUND_NOT)
      add_row (self, entry, shown);
  }
}

static void
changed_cb (MadoInquiries *inquiries, MadoSayingsPage *self)
{
  MadoSayingBook *book = mado_inquiries_get_sayings (inquiries);

  if (book == self->book)
    return;
  g_clear_pointer (&self->book, mado_saying_book_unref);
  self->book = mado_saying_book_ref (book);
  show (self);
}

static void
typed_cb (GtkSearchEntry *entry, MadoSayingsPage *self)
{
  if (self->book != NULL)
    show (self);
}

/* Whoever comes here looks for something. */
static void
shown_cb (MadoSayingsPage *self)
{
  if (gtk_widget_get_focus_child (GTK_WIDGET (self->list)) == NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_sayings_page_dispose (GObject *object)
{
  MadoSayingsPage *self = MADO_SAYINGS_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_SAYINGS_PAGE);
  g_clear_pointer (&self->book, mado_saying_book_unref);
  g_clear_object (&self->inquiries);

  G_OBJECT_CLASS (mado_sayings_page_parent_class)->dispose (object);
}

static void
mado_sayings_page_class_init (MadoSayingsPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_sayings_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-sayings-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoSayingsPage, add);
  gtk_widget_class_bind_template_child (widget_class, MadoSayingsPage, entry);
  gtk_widget_class_bind_template_child (widget_class, MadoSayingsPage, list);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_cb);
}

static void
mado_sayings_page_init (MadoSayingsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "shown", G_CALLBACK (shown_cb), NULL);
}

static gboolean
has_duty (MadoSession *session, const char *duty)
{
  return mado_policy_has_duty (mado_session_get_person (session), mado_session_get_programme (session), duty);
}

/**
 * mado_sayings_page_is_for:
 * @session: a session
 *
 * Returns: whether its person words what is said, or oversees it; who answers calls has it beside each call
 */
gboolean
mado_sayings_page_is_for (MadoSession *session)
{
  return has_duty (session, MADO_SAYING_DUTY) || has_duty (session, "oversee");
}

/**
 * mado_sayings_page_new:
 * @inquiries: of a session that it is for
 *
 * Returns: (transfer floating): a page
 */
AdwNavigationPage *
mado_sayings_page_new (MadoInquiries *inquiries)
{
  MadoSayingsPage *self = g_object_new (MADO_TYPE_SAYINGS_PAGE, NULL);

  self->inquiries = g_object_ref (inquiries);
  gtk_widget_set_visible (self->add, has_duty (mado_inquiries_get_session (inquiries), MADO_SAYING_DUTY));
  g_signal_connect_object (inquiries, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_DEFAULT);
  changed_cb (inquiries, self);

  return ADW_NAVIGATION_PAGE (self);
}
