/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Each hand-over stands in one group: the first that it belongs to. */

#include "mado-ledger-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-count-dialog.h"
#include "mado-erasure-dialog.h"
#include "mado-fault-page.h"
#include "mado-handover-page.h"
#include "mado-handover-words.h"
#include "mado-json-member.h"
#include "mado-ledger-words.h"
#include "mado-ledger.h"
#include "mado-packet-dialog.h"
#include "mado-table-export.h"
#include "mado-term-dialog.h"

typedef enum {
  GROUP_MISSED,
  GROUP_OVERDUE,
  GROUP_WAITING,
  GROUP_OUT,
  GROUP_HERE,
  GROUP_OVER,
  N_GROUPS,
} Group;

static const char *const group_titles[] = {
  [GROUP_MISSED] = N_ ("Missing"),
  [GROUP_OVERDUE] = N_ ("Overdue"),
  [GROUP_WAITING] = N_ ("Waits for your signature"),
  [GROUP_OUT] = N_ ("Out"),
  [GROUP_HERE] = N_ ("Not yet on the way, or back"),
  [GROUP_OVER] = N_ ("Closed"),
};

struct _MadoLedgerPage {
  AdwNavigationPage parent_instance;

  MadoLedger *ledger;

  GtkEditable *number;
  GtkWidget *make;
  GtkWidget *report;
  GtkWidget *erase;
  GtkStack *stack;
  AdwStatusPage *nothing;
  AdwStatusPage *error;
  GtkBox *content;
};

G_DEFINE_FINAL_TYPE (MadoLedgerPage, mado_ledger_page, ADW_TYPE_NAVIGATION_PAGE)

static Group
find_group (const MadoHandoverSheet *sheet)
{
  if (mado_handover_is_over (sheet->handover))
    return GROUP_OVER;
  if (sheet->is_missed)
    return GROUP_MISSED;
  if (sheet->is_overdue)
    return GROUP_OVERDUE;
  if (mado_handover_sheet_waits (sheet))
    return GROUP_WAITING;

  return sheet->is_out ? GROUP_OUT : GROUP_HERE;
}

/* --- opening ------------------------------------------------------------------------------------------------------ */

static void
open_entry (MadoLedgerPage *self, MadoId id)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);

  adw_navigation_view_push (ADW_NAVIGATION_VIEW (view), mado_handover_page_new (self->ledger, id));
}

static void
row_cb (AdwActionRow *row, MadoLedgerPage *self)
{
  open_entry (self, *(const MadoId *) g_object_get_data (G_OBJECT (row), "id"));
}

/* What the code on a slip says is the number, and behind a slash the sheet; typed by hand it may be as wide as kanji.
 */
static char *
dup_number (MadoLedgerPage *self)
{
  g_autofree char *number = g_utf8_normalize (gtk_editable_get_text (self->number), -1, G_NORMALIZE_ALL_COMPOSE);

  number[strcspn (number, "/")] = '\0';

  return g_strdup (g_strstrip (number));
}

static void
show_nothing (MadoLedgerPage *self, const char *number)
{
  /* Translators: %s is a number that was typed */
  g_autofree char *title = g_strdup_printf (_ ("There is no entry with the number “%s”"), number);

  adw_status_page_set_title (self->nothing, title);
  gtk_stack_set_visible_child_name (self->stack, "nothing");
  gtk_accessible_announce (GTK_ACCESSIBLE (self), title, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static void
number_cb (GtkSearchEntry *entry, MadoLedgerPage *self)
{
  g_autofree char *number = dup_number (self);
  const MadoHandoverBook *book = mado_ledger_get_book (self->ledger);
  MadoEntity *found = book != NULL ? mado_handover_book_find_number (book, number) : NULL;

  if (found == NULL) {
    show_nothing (self, number);
    return;
  }
  gtk_editable_set_text (self->number, "");
  open_entry (self, mado_entity_get_id (found));
}

static void
make_cb (GtkButton *button, MadoLedgerPage *self)
{
  adw_dialog_present (mado_packet_dialog_new (self->ledger), GTK_WIDGET (self));
}

static void
count_kept_cb (GtkButton *button, MadoLedgerPage *self)
{
  if (mado_ledger_get_book (self->ledger) != NULL)
    adw_dialog_present (mado_count_dialog_new (self->ledger), GTK_WIDGET (self));
}

static void
report_cb (GtkButton *button, MadoLedgerPage *self)
{
  if (mado_ledger_get_book (self->ledger) != NULL)
    mado_erasure_dialog_present (self->ledger, GTK_WIDGET (self));
}

static void
export_cb (GtkButton *button, MadoLedgerPage *self)
{
  mado_table_export_present (self->ledger, GTK_WIDGET (self));
}

static void
erase_cb (GtkButton *button, MadoLedgerPage *self)
{
  if (mado_ledger_get_book (self->ledger) != NULL)
    adw_dialog_present (mado_term_dialog_new (self->ledger), GTK_WIDGET (self));
}

/* --- what is shown ------------------------------------------------------------------------------------------------ */

static char *
write_subtitle (MadoLedgerPage *self, const MadoHandoverSheet *sheet)
{
  yyjson_val *body = mado_entity_get_body (sheet->handover);
  const GPtrArray *people = mado_ledger_get_book (self->ledger)->people;
  const char *receiver = mado_json_get_text (body, "receiver");
  g_autofree char *quantity = mado_handover_words_dup_quantity (body);
  g_autofree char *day = mado_handover_words_dup_day (mado_json_get_text (body, "due_back"));
  g_autoptr (GString) text = g_string_new (mado_handover_words_get_kind (sheet->handover));

  g_string_append_printf (text, "　%s", quantity);
  if (sheet->is_out && receiver[0] != '\0')
    g_string_append_printf (text, "　→ %s", mado_ledger_find_person (people, receiver));
  if (sheet->is_out && day[0] != '\0') {
    /* Translators: %s is a day */
    g_autofree char *due = g_strdup_printf (_ ("due back %s"), day);

    g_string_append_printf (text, "　%s", due);
  }

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static GtkWidget *
create_mark (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "state");
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);

  return label;
}

static GtkWidget *
create_row (MadoLedgerPage *self, const MadoHandoverSheet *sheet)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = mado_handover_words_dup_title (sheet->handover);
  g_autofree char *subtitle = write_subtitle (self, sheet);
  MadoId id = mado_entity_get_id (sheet->handover);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  if (sheet->is_missed)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), create_mark (_ ("Missing"), "overdue"));
  if (sheet->is_overdue)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), create_mark (_ ("Overdue"), "overdue"));
  adw_action_row_add_suffix (
      ADW_ACTION_ROW (row),
      create_mark (mado_handover_words_get_state (mado_entity_get_state (sheet->handover)), NULL));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "id", g_memdup2 (&id, sizeof id), g_free);
  g_signal_connect (row, "activated", G_CALLBACK (row_cb), self);

  return row;
}

/* What was typed narrows the list down. */
static gboolean
is_wanted (const MadoHandoverSheet *sheet, const char *typed)
{
  g_autofree char *title = mado_handover_words_dup_title (sheet->handover);
  g_autofree char *folded = g_utf8_casefold (title, -1);
  g_autofree char *sought = g_utf8_casefold (typed, -1);

  return strstr (folded, sought) != NULL;
}

static void
add_group (MadoLedgerPage *self, const GPtrArray *sheets, Group group)
{
  g_autofree char *typed = dup_number (self);
  GtkWidget *box = NULL;
  guint n_rows = 0;

  for (guint i = 0; i < sheets->len; i++) {
    const MadoHandoverSheet *sheet = g_ptr_array_index (sheets, i);

    if (find_group (sheet) != group || !is_wanted (sheet, typed))
      continue;
    if (box == NULL)
      box = adw_preferences_group_new ();
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (box), create_row (self, sheet));
    n_rows++;
  }
  if (box != NULL) {
    /* Translators: the name of a group, and how many are in it */
    g_autofree char *title = g_strdup_printf (_ ("%s (%u)"), _ (group_titles[group]), n_rows);

    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (box), title);
    gtk_box_append (self->content, box);
  }
}

static void
show (MadoLedgerPage *self)
{
  g_autoptr (GPtrArray) sheets = mado_ledger_list_sheets (self->ledger);
  GtkWidget *child;

  if (mado_ledger_get_book (self->ledger) == NULL)
    return;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->content))) != NULL)
    gtk_box_remove (self->content, child);
  for (Group group = GROUP_MISSED; group < N_GROUPS; group++)
    add_group (self, sheets, group);
  if (sheets->len > 0 && gtk_widget_get_first_child (GTK_WIDGET (self->content)) == NULL) {
    g_autofree char *number = dup_number (self);

    show_nothing (self, number);
    return;
  }
  gtk_stack_set_visible_child_name (self->stack, sheets->len > 0 ? "content" : "empty");
}

static void
search_cb (GtkSearchEntry *entry, MadoLedgerPage *self)
{
  show (self);
}

static void
failed_cb (MadoLedger *ledger, const GError *error, MadoLedgerPage *self)
{
  mado_fault_page_show (self->error, error);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_ledger_page_dispose (GObject *object)
{
  MadoLedgerPage *self = MADO_LEDGER_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_LEDGER_PAGE);
  g_clear_object (&self->ledger);

  G_OBJECT_CLASS (mado_ledger_page_parent_class)->dispose (object);
}

/* Whoever comes here has a number to type, or a scanner in the hand. */
static gboolean
mado_ledger_page_focus (GtkWidget *widget, GtkDirectionType direction)
{
  MadoLedgerPage *self = MADO_LEDGER_PAGE (widget);

  if (direction == GTK_DIR_TAB_FORWARD && gtk_widget_get_focus_child (widget) == NULL)
    return gtk_widget_grab_focus (GTK_WIDGET (self->number));

  return GTK_WIDGET_CLASS (mado_ledger_page_parent_class)->focus (widget, direction);
}

static void
mado_ledger_page_class_init (MadoLedgerPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_ledger_page_dispose;
  widget_class->focus = mado_ledger_page_focus;
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-ledger-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoLedgerPage, number);
  gtk_widget_class_bind_template_child (widget_class, MadoLedgerPage, make);
  gtk_widget_class_bind_template_child (widget_class, MadoLedgerPage, report);
  gtk_widget_class_bind_template_child (widget_class, MadoLedgerPage, erase);
  gtk_widget_class_bind_template_child (widget_class, MadoLedgerPage, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoLedgerPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, MadoLedgerPage, error);
  gtk_widget_class_bind_template_child (widget_class, MadoLedgerPage, content);
  gtk_widget_class_bind_template_callback (widget_class, count_kept_cb);
  gtk_widget_class_bind_template_callback (widget_class, erase_cb);
  gtk_widget_class_bind_template_callback (widget_class, export_cb);
  gtk_widget_class_bind_template_callback (widget_class, make_cb);
  gtk_widget_class_bind_template_callback (widget_class, number_cb);
  gtk_widget_class_bind_template_callback (widget_class, report_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
}

static void
mado_ledger_page_init (MadoLedgerPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static AdwNavigationPage *
create_page (MadoPlace *place, MadoSession *session)
{
  MadoLedgerPage *self = g_object_new (MADO_TYPE_LEDGER_PAGE, NULL);

  self->ledger = g_object_ref (mado_ledger_of (session));
  gtk_widget_set_visible (self->make, mado_packet_dialog_is_for (session));
  gtk_widget_set_visible (self->report, mado_erasure_dialog_is_for (session));
  gtk_widget_set_visible (self->erase, mado_term_dialog_is_for (session));
  g_signal_connect_object (self->ledger, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->ledger, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_DEFAULT);
  show (self);

  return ADW_NAVIGATION_PAGE (self);
}

/* --- the side ----------------------------------------------------------------------------------------------------- */

static void
count_cb (MadoLedger *ledger, MadoPlace *place)
{
  mado_place_set_count (place, mado_ledger_count_waiting (ledger));
}

static void
add_places (const MadoPageKind *kind, MadoSession *session, GListStore *places)
{
  g_autoptr (MadoPlace) place = NULL;

  if (!mado_ledger_is_for (session))
    return;
  place = mado_place_new (kind, "ledger", _ ("Media Ledger"));
  g_signal_connect_object (mado_ledger_of (session), "changed", G_CALLBACK (count_cb), place, G_CONNECT_DEFAULT);
  if (mado_ledger_get_book (mado_ledger_of (session)) != NULL)
    count_cb (mado_ledger_of (session), place);
  g_list_store_append (places, place);
}

const MadoPageKind mado_ledger_page_kind = {
  .add_places = add_places, .create_page = create_page, .help = "ledger", .counts_itself = TRUE
};
