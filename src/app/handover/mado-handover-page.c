/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Made anew whenever the ledger was read. */

#include "mado-handover-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-handover-paper.h"
#include "mado-handover-words.h"
#include "mado-json-member.h"
#include "mado-ledger-paper.h"
#include "mado-loss-dialog.h"
#include "mado-photo-group.h"
#include "mado-refusal-alert.h"
#include "mado-signing-dialog.h"
#include "mado-track-view.h"

struct _MadoHandoverPage {
  AdwNavigationPage parent_instance;

  MadoLedger *ledger;
  MadoId id;
  MadoHandoverSheet *sheet; /* (nullable): what is shown */

  AdwWindowTitle *title;
  GtkWidget *slip;
  AdwBanner *overdue;
  GtkBox *content;
};

G_DEFINE_FINAL_TYPE (MadoHandoverPage, mado_handover_page, ADW_TYPE_NAVIGATION_PAGE)

static AdwPreferencesGroup *
add_group (MadoHandoverPage *self, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_box_append (self->content, group);

  return ADW_PREFERENCES_GROUP (group);
}

static AdwActionRow *
add_row (AdwPreferencesGroup *group, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_preferences_group_add (group, row);

  return ADW_ACTION_ROW (row);
}

static GtkWidget *
add_button (AdwActionRow *row, const char *label, const char *style)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  if (style != NULL)
    gtk_widget_add_css_class (button, style);
  adw_action_row_add_suffix (row, button);

  return button;
}

/* --- what comes next ---------------------------------------------------------------------------------------------- */

static void
sign_cb (GtkButton *button, MadoHandoverPage *self)
{
  const char *step = g_object_get_data (G_OBJECT (button), "step");
  gboolean is_by_paper = g_object_get_data (G_OBJECT (button), "by-paper") != NULL;

  adw_dialog_present (mado_signing_dialog_new (self->ledger, self->sheet->handover, step, is_by_paper),
                      GTK_WIDGET (self));
}

/* A signature needs the service, where there is one: it says whose key it is. */
static gboolean
is_in_reach (MadoHandoverPage *self)
{
  MadoContactState state = mado_contact_get_state (mado_session_get_contact (mado_ledger_get_session (self->ledger)));

  return state != MADO_CONTACT_OFFLINE && state != MADO_CONTACT_LOCKED_OUT && state != MADO_CONTACT_OUTDATED;
}

static void
add_next (MadoHandoverPage *self, AdwPreferencesGroup *group, const MadoHandoverNext *next, gboolean is_first)
{
  g_autofree char *obstacle = mado_handover_words_dup_obstacle (next);
  gboolean may_sign = next->obstacle == NULL && is_in_reach (self);
  const char *why =
      next->obstacle == NULL && !may_sign ? _ ("Nothing can be signed while the service is out of reach.") : obstacle;
  AdwActionRow *row = add_row (group, mado_handover_words_get_act (self->sheet->handover, next->step), why);
  GtkWidget *button;

  if (next->obstacle != NULL)
    adw_action_row_add_prefix (row, gtk_image_new_from_icon_name ("system-lock-screen-symbolic"));
  button = add_button (row, _ ("Sign…"), is_first && may_sign ? "suggested-action" : NULL);
  gtk_widget_set_sensitive (button, may_sign);
  g_object_set_data (G_OBJECT (button), "step", (gpointer) next->step);
  g_object_set_data (G_OBJECT (button), "by-paper", next->is_by_paper ? self : NULL);
  g_signal_connect (button, "clicked", G_CALLBACK (sign_cb), self);
  if (may_sign)
    adw_action_row_set_activatable_widget (row, button);
}

/* --- a receiver without the program ------------------------------------------------------------------------------- */

static void
read_cb (GObject *file, GAsyncResult *result, gpointer page)
{
  g_autoptr (MadoHandoverPage) self = page;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) statement = g_file_load_bytes_finish (G_FILE (file), result, NULL, &error);

  if (statement == NULL)
    mado_refusal_alert (GTK_WIDGET (self), error);
  else if (self->sheet != NULL)
    adw_dialog_present (mado_signing_dialog_new_statement (self->ledger, self->sheet->handover, statement),
                        GTK_WIDGET (self));
}

static void
statement_chosen_cb (GObject *dialog, GAsyncResult *result, gpointer page)
{
  g_autoptr (MadoHandoverPage) self = page;
  g_autoptr (GFile) file =
      gtk_file_dialog_open_finish (GTK_FILE_DIALOG (dialog), result, NULL); /* ignored: nothing was chosen */

  if (file != NULL)
    g_file_load_bytes_async (file, NULL, read_cb, g_object_ref (self));
}

static void
statement_cb (GtkButton *button, MadoHandoverPage *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Enter what the receiver has signed"));
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, statement_chosen_cb,
                        g_object_ref (self));
}

/* Whoever gave enters for the receiver, and nobody who has signed as one. */
static void
add_statement (MadoHandoverPage *self, AdwPreferencesGroup *group)
{
  static const char *const away[] = { "carried", "received", "stored", NULL };
  MadoSession *session = mado_ledger_get_session (self->ledger);
  GtkWidget *button;

  if (!g_strv_contains (away, mado_entity_get_state (self->sheet->handover)) ||
      !mado_policy_has_duty (mado_session_get_person (session), mado_session_get_programme (session), "handover"))
    return;
  button = add_button (add_row (group, _ ("The receiver has signed without the program"),
                                _ ("A file that madoguchi-ctl made there: arrival, receipt, return or erasure.")),
                       _ ("Choose the File…"), NULL);
  gtk_widget_set_sensitive (button, is_in_reach (self));
  g_signal_connect (button, "clicked", G_CALLBACK (statement_cb), self);
}

/* --- beside the steps --------------------------------------------------------------------------------------------- */

static void
add_act (MadoHandoverPage *self, AdwPreferencesGroup *group, const char *step, const char *why)
{
  AdwActionRow *row = add_row (group, mado_handover_words_get_act (self->sheet->handover, step), why);
  GtkWidget *button = add_button (row, _ ("Sign…"), NULL);

  gtk_widget_set_sensitive (button, is_in_reach (self));
  if (is_in_reach (self))
    adw_action_row_set_activatable_widget (row, button);
  g_object_set_data (G_OBJECT (button), "step", (gpointer) step);
  g_signal_connect (button, "clicked", G_CALLBACK (sign_cb), self);
}

/* Says who holds it, and why. */
static char *
write_hold (MadoHandoverPage *self, yyjson_val *hold)
{
  const GPtrArray *people = mado_ledger_get_book (self->ledger)->people;
  g_autofree char *when = mado_handover_words_dup_moment (mado_json_get_number (hold, "at"));

  return g_strdup_printf ("%s　%s　%s", when, mado_ledger_find_person (people, mado_json_get_text (hold, "by")),
                          mado_json_get_text (hold, "reason"));
}

static void
show_hold (MadoHandoverPage *self)
{
  MadoSession *session = mado_ledger_get_session (self->ledger);
  yyjson_val *hold = yyjson_obj_get (mado_entity_get_body (self->sheet->handover), "hold");
  g_autofree char *words = hold != NULL ? write_hold (self, hold) : NULL;
  AdwPreferencesGroup *group;

  if (!mado_handover_sheet_may_hold (self->sheet, mado_session_get_programme (session),
                                     mado_session_get_person (session)))
    return;
  group = add_group (self, _ ("Hold"));
  if (words != NULL)
    adw_action_row_add_prefix (add_row (group, _ ("Held: nothing of it is erased"), words),
                               gtk_image_new_from_icon_name ("system-lock-screen-symbolic"));
  add_act (self, group, hold != NULL ? "release" : "hold",
           hold != NULL ? "" : _ ("For an audit, a lawsuit or an inquiry: who holds it, and why, is on record."));
}

static gboolean
may_attach (MadoHandoverPage *self)
{
  MadoSession *session = mado_ledger_get_session (self->ledger);

  return self->sheet != NULL && is_in_reach (self) && mado_session_get_site (session) == NULL &&
         mado_handover_sheet_may_attach (self->sheet, mado_session_get_programme (session),
                                         mado_session_get_person (session));
}

static gboolean
dropped_cb (GtkDropTarget *target, const GValue *value, double x, double y, MadoHandoverPage *self)
{
  const gboolean may = may_attach (self);

  if (may)
    mado_photo_group_drop (GTK_WIDGET (self), self->ledger, self->id, g_value_get_boxed (value));

  return may;
}

static void
show_photos (MadoHandoverPage *self)
{
  GtkWidget *group = mado_photo_group_new (GTK_WIDGET (self), self->ledger, self->sheet->handover, may_attach (self));

  if (group != NULL)
    gtk_box_append (self->content, group);
}

static void
show_order (MadoHandoverPage *self)
{
  MadoSession *session = mado_ledger_get_session (self->ledger);

  if (mado_handover_sheet_may_order (self->sheet, mado_session_get_programme (session),
                                     mado_session_get_person (session)))
    add_act (self, add_group (self, _ ("Print shop")), "order",
             _ ("Nine steps from the data to the post office, one after another: none can be skipped."));
}

static void
show_next (MadoHandoverPage *self)
{
  AdwPreferencesGroup *group;

  if (self->sheet->next->len == 0)
    return;
  group = add_group (self, _ ("What comes next"));
  for (guint i = 0; i < self->sheet->next->len; i++)
    add_next (self, group, &g_array_index (self->sheet->next, MadoHandoverNext, i), i == 0);
  add_statement (self, group);
}

/* --- what it says ------------------------------------------------------------------------------------------------- */

static void
add_fact (AdwPreferencesGroup *group, const char *label, const char *text)
{
  AdwActionRow *row;

  if (text[0] == '\0')
    return;
  row = add_row (group, label, text);
  adw_action_row_set_subtitle_selectable (row, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (row), "property");
}

static char *
write_bag (yyjson_val *body)
{
  const char *bag = mado_json_get_text (body, "bag"), *seal = mado_json_get_text (body, "seal");

  return bag[0] != '\0' || seal[0] != '\0' ? g_strdup_printf ("%s　%s", bag, seal) : g_strdup ("");
}

static void
show_facts (MadoHandoverPage *self)
{
  yyjson_val *body = mado_entity_get_body (self->sheet->handover);
  AdwPreferencesGroup *group = add_group (self, _ ("What is handed over"));
  const MadoHandoverBook *book = mado_ledger_get_book (self->ledger);
  g_autofree char *quantity = mado_handover_words_dup_quantity (body);
  g_autofree char *due = mado_handover_words_dup_day (mado_json_get_text (body, "due_back"));
  g_autofree char *bag = write_bag (body);
  g_autofree char *kind = g_strdup_printf ("%s　%s", mado_handover_words_get_kind (self->sheet->handover),
                                           mado_json_get_text (body, "encryption"));

  add_fact (group, _ ("Kind"), g_strchomp (kind));
  add_fact (group, _ ("Quantity"), quantity);
  add_fact (group, _ ("Bag and seal"), bag);
  add_fact (group, _ ("Receiver"), mado_ledger_find_person (book->people, mado_json_get_text (body, "receiver")));
  add_fact (group, _ ("Due back"), due);
  add_fact (group, _ ("Place"), mado_json_get_text (body, "place"));
  add_fact (group, _ ("SHA-256"), mado_json_get_text (body, "digest"));
}

static void
other_cb (AdwActionRow *row, MadoHandoverPage *self)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);
  const MadoEntity *other = g_object_get_data (G_OBJECT (row), "other"); /* of the sheet that is shown */

  adw_navigation_view_push (ADW_NAVIGATION_VIEW (view),
                            mado_handover_page_new (self->ledger, mado_entity_get_id (other)));
}

static void
show_other (MadoHandoverPage *self, const char *heading, MadoEntity *other)
{
  g_autofree char *title = NULL;
  AdwActionRow *row;

  if (other == NULL)
    return;
  title = mado_handover_words_dup_title (other);
  row = add_row (add_group (self, heading), title, mado_handover_words_get_state (mado_entity_get_state (other)));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (row, gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_object_set_data (G_OBJECT (row), "other", other);
  g_signal_connect (row, "activated", G_CALLBACK (other_cb), self);
}

/* --- what was signed ---------------------------------------------------------------------------------------------- */

static void
correct_cb (GtkButton *button, MadoHandoverPage *self)
{
  yyjson_val *entry = g_object_get_data (G_OBJECT (button), "entry");

  adw_dialog_present (mado_signing_dialog_new_correction (self->ledger, self->sheet->handover, entry),
                      GTK_WIDGET (self));
}

static gboolean
is_corrected (yyjson_val *track, const char *operation)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (track);

  for (yyjson_val *entry = yyjson_arr_iter_next (&iter); entry != NULL; entry = yyjson_arr_iter_next (&iter))
    if (strcmp (mado_json_get_text (entry, "corrects"), operation) == 0)
      return TRUE;

  return FALSE;
}

/* Each side corrects its own entries. */
static gboolean
may_correct (MadoHandoverPage *self, yyjson_val *entry)
{
  MadoSession *session = mado_ledger_get_session (self->ledger);
  const char *duty = strcmp (mado_json_get_text (entry, "side"), "giving") == 0 ? "handover" : "receive";

  return strcmp (mado_json_get_text (entry, "what"), "correct") != 0 && is_in_reach (self) &&
         mado_policy_has_duty (mado_session_get_person (session), mado_session_get_programme (session), duty);
}

static void
add_entry (MadoHandoverPage *self, AdwPreferencesGroup *group, yyjson_val *track, yyjson_val *entry)
{
  const GPtrArray *people = mado_ledger_get_book (self->ledger)->people;
  g_autofree char *moment = mado_handover_words_dup_moment (mado_json_get_number (entry, "at"));
  g_autofree char *details = mado_handover_words_dup_details (self->sheet->handover, entry);
  g_autofree char *title =
      g_strdup_printf ("%s　%s　%s", moment, mado_handover_words_get_leg (mado_json_get_text (entry, "what")),
                       mado_ledger_find_person (people, mado_json_get_text (entry, "by")));
  gboolean was_corrected = is_corrected (track, mado_json_get_text (entry, "operation"));
  AdwActionRow *row = add_row (group, title, details);
  GtkWidget *mark = gtk_image_new_from_icon_name ("security-high-symbolic");

  gtk_widget_set_tooltip_text (mark, _ ("Signed with this person's key"));
  adw_action_row_add_prefix (row, mark);
  if (was_corrected) {
    GtkWidget *label = gtk_label_new (_ ("corrected below"));

    gtk_widget_add_css_class (label, "dimmed");
    adw_action_row_add_suffix (row, label);
  } else if (may_correct (self, entry)) {
    GtkWidget *button = add_button (row, _ ("Correct…"), "flat");

    g_object_set_data (G_OBJECT (button), "entry", entry); /* of the sheet that is shown */
    g_signal_connect (button, "clicked", G_CALLBACK (correct_cb), self);
  }
}

static void
show_entries (MadoHandoverPage *self)
{
  yyjson_val *track = yyjson_obj_get (mado_entity_get_body (self->sheet->handover), "track");
  yyjson_arr_iter iter = yyjson_arr_iter_with (track);
  AdwPreferencesGroup *group = add_group (self, _ ("What was signed"));

  for (yyjson_val *entry = yyjson_arr_iter_next (&iter); entry != NULL; entry = yyjson_arr_iter_next (&iter))
    add_entry (self, group, track, entry);
}

/* --- missed ------------------------------------------------------------------------------------------------------- */

static void
loss_cb (GtkButton *button, MadoHandoverPage *self)
{
  adw_dialog_present (mado_loss_dialog_new (self->ledger, self->sheet->handover), GTK_WIDGET (self));
}

static void
show_loss (MadoHandoverPage *self)
{
  MadoSession *session = mado_ledger_get_session (self->ledger);
  AdwActionRow *row;

  if (mado_handover_is_over (self->sheet->handover))
    return;
  row = add_row (add_group (self, _ ("It is missing")), _ ("It cannot be found"),
                 _ ("Opens an incident at once, and lists whom and what it is about."));
  g_signal_connect (add_button (row, _ ("Report the Loss…"), "destructive-action"), "clicked", G_CALLBACK (loss_cb),
                    self);
  gtk_widget_set_visible (GTK_WIDGET (row), session != NULL);
}

/* --- the slip ----------------------------------------------------------------------------------------------------- */

typedef struct {
  MadoSession *session;
  MadoEntity *handover;
} Slip;

static void
free_slip (gpointer data)
{
  Slip *slip = data;

  g_object_unref (slip->session);
  mado_entity_unref (slip->handover);
  g_free (slip);
}

static GBytes *
print_slip (gpointer data, MadoDatabase *database, GError **error)
{
  const Slip *slip = data;
  const MadoPerson *person = mado_session_get_person (slip->session);
  MadoProgramme *programme = mado_session_get_programme (slip->session);
  g_autoptr (MadoHandoverBook) book = mado_handover_book_load (database, programme, person, error);
  const MadoHandoverPaper paper = { programme, book, person->account,
                                    mado_instant_get_japanese_day (mado_instant_now ()) };

  return book != NULL ? mado_handover_paper_print_slip (&paper, slip->handover, error) : NULL;
}

static void
slip_cb (GtkButton *button, MadoHandoverPage *self)
{
  MadoSession *session = mado_ledger_get_session (self->ledger);
  g_autofree char *name = NULL;
  Slip *slip;

  if (self->sheet == NULL)
    return;
  name = g_strdup_printf ("確認記録票-%s.pdf",
                          mado_json_get_text (mado_entity_get_body (self->sheet->handover), "number"));
  slip = g_new0 (Slip, 1);
  *slip = (Slip) { g_object_ref (session), mado_entity_ref (self->sheet->handover) };
  mado_ledger_paper_save (&(const MadoLedgerPaper) {
      .parent = GTK_WIDGET (self),
      .session = session,
      .name = name,
      .make = print_slip,
      .data = slip,
      .free_data = free_slip,
  });
}

/* --- the page ----------------------------------------------------------------------------------------------------- */

static void
name_page (MadoHandoverPage *self)
{
  g_autofree char *title = mado_handover_words_dup_title (self->sheet->handover);

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
  adw_window_title_set_title (self->title, title);
  adw_window_title_set_subtitle (self->title,
                                 mado_handover_words_get_state (mado_entity_get_state (self->sheet->handover)));
  adw_banner_set_revealed (self->overdue, self->sheet->is_overdue);
}

static void
show (MadoHandoverPage *self)
{
  MadoHandoverSheet *sheet = mado_ledger_find_sheet (self->ledger, self->id);
  GtkWidget *child;

  if (sheet == NULL)
    return;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->content))) != NULL)
    gtk_box_remove (self->content, child);
  g_clear_pointer (&self->sheet, mado_handover_sheet_free);
  self->sheet = sheet;
  name_page (self);
  gtk_box_append (self->content, mado_track_view_new_of_handover (sheet));
  if (mado_handover_sheet_is_of_letters (sheet))
    show_other (self, _ ("Printed from"), sheet->print);
  show_next (self);
  show_facts (self);
  show_other (self, _ ("Goes on another occasion"), sheet->partner);
  if (!mado_handover_sheet_is_of_letters (sheet))
    show_other (self, _ ("Letters that are printed from it"), sheet->print);
  show_order (self);
  show_entries (self);
  show_photos (self);
  show_hold (self);
  show_loss (self);
}

static void
mado_handover_page_dispose (GObject *object)
{
  MadoHandoverPage *self = MADO_HANDOVER_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_HANDOVER_PAGE);
  g_clear_object (&self->ledger);
  g_clear_pointer (&self->sheet, mado_handover_sheet_free);

  G_OBJECT_CLASS (mado_handover_page_parent_class)->dispose (object);
}

static void
mado_handover_page_class_init (MadoHandoverPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_handover_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-handover-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoHandoverPage, title);
  gtk_widget_class_bind_template_child (widget_class, MadoHandoverPage, slip);
  gtk_widget_class_bind_template_child (widget_class, MadoHandoverPage, overdue);
  gtk_widget_class_bind_template_child (widget_class, MadoHandoverPage, content);
  gtk_widget_class_bind_template_callback (widget_class, slip_cb);
}

static void
mado_handover_page_init (MadoHandoverPage *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (drop, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}

/**
 * mado_handover_page_new:
 * @ledger: a ledger
 * @id: of an entry of it
 *
 * Returns: (transfer floating): its page
 */
AdwNavigationPage *
mado_handover_page_new (MadoLedger *ledger, MadoId id)
{
  MadoHandoverPage *self = g_object_new (MADO_TYPE_HANDOVER_PAGE, NULL);

  self->ledger = g_object_ref (ledger);
  self->id = id;
  gtk_widget_set_visible (self->slip, mado_session_get_site (mado_ledger_get_session (ledger)) == NULL);
  g_signal_connect_object (ledger, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);

  return ADW_NAVIGATION_PAGE (self);
}
