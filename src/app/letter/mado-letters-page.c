/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Each run stands in one group: what waits for whoever looks comes first. */

#include "mado-letters-page.h"

#include <glib/gi18n.h>

#include "mado-desk-view.h"
#include "mado-fault-page.h"
#include "mado-gather-page.h"
#include "mado-json-member.h"
#include "mado-letter-run.h"
#include "mado-letter-words.h"
#include "mado-mail-dialog.h"
#include "mado-money-table.h"
#include "mado-run-page.h"
#include "mado-templates-page.h"
#include "mado-wording.h"

typedef enum {
  GROUP_WAITING,
  GROUP_UNDER_WAY,
  GROUP_OVER,
  N_GROUPS,
} Group;

static const char *const group_titles[] = {
  [GROUP_WAITING] = N_ ("Waits for you"),
  [GROUP_UNDER_WAY] = N_ ("Waits for others"),
  [GROUP_OVER] = N_ ("Sent"),
};

struct _MadoLettersPage {
  AdwNavigationPage parent_instance;

  MadoMailroom *room;

  GtkStack *stack;
  AdwStatusPage *error;
  AdwViewStack *views;
  AdwViewStackPage *unsent_page;
  GtkBox *content;
  MadoMoneyTable *unsent;
};

G_DEFINE_FINAL_TYPE (MadoLettersPage, mado_letters_page, ADW_TYPE_NAVIGATION_PAGE)

static const MadoProgramme *
get_programme (MadoLettersPage *self)
{
  return mado_session_get_programme (mado_mailroom_get_session (self->room));
}

/* --- opening ------------------------------------------------------------------------------------------------------ */

static void
push (MadoLettersPage *self, AdwNavigationPage *page)
{
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);

  adw_navigation_view_push (ADW_NAVIGATION_VIEW (view), page);
}

static void
run_cb (AdwActionRow *row, MadoLettersPage *self)
{
  push (self, mado_run_page_new (self->room, *(const MadoId *) g_object_get_data (G_OBJECT (row), "id")));
}

static void
letter_cb (AdwActionRow *row, MadoLettersPage *self)
{
  push (self, mado_gather_page_new (self->room, g_object_get_data (G_OBJECT (row), "letter")));
}

static void
gather_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  push (MADO_LETTERS_PAGE (widget), mado_gather_page_new (MADO_LETTERS_PAGE (widget)->room, NULL));
}

static void
templates_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  push (MADO_LETTERS_PAGE (widget), mado_templates_page_new (MADO_LETTERS_PAGE (widget)->room));
}

/* --- returned mail ------------------------------------------------------------------------------------------------ */

static const char *
tell_address (const MadoReturnedMail *mail)
{
  if (!mail->has_address)
    return _ ("Its address is not known at this terminal.");
  if (!mail->town_is_known)
    return _ ("The town of its address is not in the post's table. Check the address in the case.");

  return mail->block_is_given ? _ ("Its address is a town of the post's table, with a block.")
                              : _ ("Its address names no block. Check it in the case.");
}

/* Whoever took it back goes on in the case, where the address is. */
static void
answered_cb (AdwAlertDialog *alert, const char *answer, MadoLettersPage *self)
{
  const char *about = g_object_get_data (G_OBJECT (alert), "about");
  GtkWidget *desk = gtk_widget_get_ancestor (GTK_WIDGET (self), MADO_TYPE_DESK_VIEW);

  if (g_str_equal (answer, "case") && desk != NULL)
    mado_desk_view_open_case (MADO_DESK_VIEW (desk), mado_id_from_text (about));
}

static void
returned_cb (MadoMailDialog *dialog, MadoMailJob *job, MadoLettersPage *self)
{
  yyjson_val *body = mado_entity_get_body (job->mail->letter);
  /* Translators: what kind of letter, to whom, and what is known of the address */
  g_autofree char *letter = g_strdup_printf (_ ("%s to %s. %s"), mado_json_get_text (body, "subject"),
                                             mado_json_get_text (body, "to"), tell_address (job->mail));
  g_autofree char *text =
      job->mail->is_noted ? g_strconcat (letter, "\n\n", _ ("The case says so, too."), NULL) : g_strdup (letter);
  AdwDialog *alert = adw_alert_dialog_new (_ ("The Letter Waits Again"), text);

  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (alert), "close", _ ("_Close"));
  if (job->mail->about != NULL) {
    adw_alert_dialog_add_response (ADW_ALERT_DIALOG (alert), "case", _ ("_Open the Case"));
    g_object_set_data_full (G_OBJECT (alert), "about", g_strdup (mado_json_get_text (body, "case")), g_free);
  }
  g_signal_connect_object (alert, "response", G_CALLBACK (answered_cb), self, G_CONNECT_DEFAULT);
  adw_dialog_present (alert, GTK_WIDGET (self));
}

static void
return_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  MadoLettersPage *self = MADO_LETTERS_PAGE (widget);
  AdwDialog *dialog = mado_mail_dialog_new (
      self->room, &(const MadoMailAsk) { .title = _ ("Returned Mail"),
                                         .pledge = _ ("The letter has come back. It waits again, to be sent once more "
                                                      "or given up."),
                                         .button = _ ("Take Back"),
                                         .asks = MADO_MAIL_ASKS_RETURN,
                                         .act = mado_mail_take_back });

  g_signal_connect_object (dialog, "done", G_CALLBACK (returned_cb), self, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, widget);
}

/* --- what is shown ------------------------------------------------------------------------------------------------ */

static AdwActionRow *
create_row (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);

  return ADW_ACTION_ROW (row);
}

static void
add_mark (AdwActionRow *row, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "state");
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (row, label);
  adw_action_row_add_suffix (row, gtk_image_new_from_icon_name ("go-next-symbolic"));
}

static void
add_kinds (MadoLettersPage *self, const MadoLetterShelf *shelf)
{
  const MadoProgramme *programme = get_programme (self);
  GtkWidget *group = NULL;

  for (guint i = 0; i < mado_section_get_count (programme->letters); i++) {
    const MadoLetter *letter = mado_section_get (programme->letters, i);
    guint n_waiting = mado_letter_shelf_count_waiting (shelf, letter->id);
    g_autofree char *count = mado_letter_words_dup_count (n_waiting);
    g_autofree char *late = mado_letter_words_dup_late (mado_letter_shelf_find_late (shelf, letter->id));
    AdwActionRow *row;

    if (n_waiting == 0)
      continue;
    if (group == NULL) {
      group = adw_preferences_group_new ();
      adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("In no run yet"));
      gtk_box_append (self->content, group);
    }
    row = create_row (letter->label, count);
    add_mark (row, late);
    g_object_set_data (G_OBJECT (row), "letter", (gpointer) letter->id);
    g_signal_connect (row, "activated", G_CALLBACK (letter_cb), self);
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (row));
  }
}

static Group
find_group (MadoLettersPage *self, const MadoEntity *run)
{
  if (mado_letter_stage_find (run) == MADO_LETTER_STAGE_OVER)
    return GROUP_OVER;

  return mado_letter_run_waits_for (run, get_programme (self),
                                    mado_session_get_person (mado_mailroom_get_session (self->room)))
             ? GROUP_WAITING
             : GROUP_UNDER_WAY;
}

static AdwActionRow *
create_run (MadoLettersPage *self, const MadoEntity *run)
{
  g_autofree char *title = mado_letter_words_dup_title (run, get_programme (self));
  g_autofree char *count =
      mado_letter_words_dup_count (mado_json_get_number (mado_entity_get_body (run), MADO_LETTER_RUN_COUNT));
  AdwActionRow *row = create_row (title, count);
  MadoId id = mado_entity_get_id (run);

  add_mark (row, mado_letter_words_get_stage (mado_letter_stage_find (run)));
  g_object_set_data_full (G_OBJECT (row), "id", g_memdup2 (&id, sizeof id), g_free);
  g_signal_connect (row, "activated", G_CALLBACK (run_cb), self);

  return row;
}

static void
add_runs (MadoLettersPage *self, const MadoLetterShelf *shelf, Group group)
{
  GtkWidget *box = NULL;

  for (guint i = 0; i < shelf->runs->len; i++) {
    const MadoEntity *run = g_ptr_array_index (shelf->runs, i);

    if (find_group (self, run) != group)
      continue;
    if (box == NULL) {
      box = adw_preferences_group_new ();
      adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (box), _ (group_titles[group]));
      gtk_box_append (self->content, box);
    }
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (box), GTK_WIDGET (create_run (self, run)));
  }
}

static MadoMoneyLine *
create_line (MadoLettersPage *self, const MadoUnsentLetter *unsent, guint index)
{
  yyjson_val *body = mado_entity_get_body (unsent->letter);
  MadoMoneyLine *line = mado_money_line_new (mado_entity_get_id (unsent->letter), index);
  gboolean is_back = g_str_equal (mado_entity_get_state (unsent->letter), "returned");

  mado_money_line_take (line, 0, mado_wording_write_day (mado_json_get_text (body, "due")));
  mado_money_line_take (line, 1, mado_letter_words_dup_late (unsent->days_late));
  mado_money_line_take (line, 2, g_strdup (mado_json_get_text (body, "to")));
  mado_money_line_take (line, 3, g_strdup (mado_json_get_text (body, "subject")));
  mado_money_line_take (line, 4,
                        g_strdup (unsent->is_in_run ? _ ("In a run")
                                  : is_back         ? _ ("Came back")
                                                    : _ ("In no run")));

  return line;
}

static char *
write_due (MadoDate due)
{
  char iso[MADO_DATE_ISO_SIZE];

  mado_date_to_iso (due, iso);

  return mado_wording_write_day (iso);
}

static MadoMoneyLine *
create_owed_line (MadoLettersPage *self, const MadoOwedLetter *owed, guint index)
{
  MadoMoneyLine *line = mado_money_line_new (owed->about, index);

  mado_money_line_take (line, 0, write_due (owed->due));
  mado_money_line_take (line, 1, mado_letter_words_dup_late (owed->days_late));
  mado_money_line_take (line, 2, g_strdup (owed->to));
  mado_money_line_take (line, 3, g_strdup (mado_letter_words_get_letter (get_programme (self), owed->letter)));
  mado_money_line_take (line, 4, g_strdup (_ ("Not made yet")));

  return line;
}

/* Whether the next that was made is due before the next that nobody has made. */
static gboolean
goes_first (const MadoLetterShelf *shelf, guint made, guint owed)
{
  const MadoUnsentLetter *unsent = made < shelf->unsent->len ? g_ptr_array_index (shelf->unsent, made) : NULL;
  const MadoOwedLetter *wish = owed < shelf->owed->len ? g_ptr_array_index (shelf->owed, owed) : NULL;
  char iso[MADO_DATE_ISO_SIZE];

  if (unsent == NULL || wish == NULL)
    return wish == NULL;
  mado_date_to_iso (wish->due, iso);

  return strcmp (mado_json_get_text (mado_entity_get_body (unsent->letter), "due"), iso) <= 0;
}

/* What was asked for and nobody has made is as unsent as the rest: one list, the longest due first. */
static void
show_unsent (MadoLettersPage *self, const MadoLetterShelf *shelf)
{
  const guint n_lines = shelf->unsent->len + shelf->owed->len;
  g_autoptr (GListStore) lines = g_list_store_new (MADO_TYPE_MONEY_LINE);
  g_autofree char *title = g_strdup_printf (_ ("Unsent (%'u)"), n_lines);

  for (guint i = 0, n_made = 0; i < n_lines; i++) {
    const gboolean is_made = goes_first (shelf, n_made, i - n_made);
    g_autoptr (MadoMoneyLine) line = is_made ? create_line (self, g_ptr_array_index (shelf->unsent, n_made), i)
                                             : create_owed_line (self, g_ptr_array_index (shelf->owed, i - n_made), i);

    n_made += is_made ? 1 : 0;
    g_list_store_append (lines, line);
  }
  mado_money_table_show (self->unsent, lines, _ ("Every letter that was asked for has gone out"));
  adw_view_stack_page_set_title (self->unsent_page, title);
}

/* Whoever is on the page and not at its header goes on in the list, which is made anew; as whoever waited for it. */
static gboolean
takes_focus (MadoLettersPage *self)
{
  gboolean is_here = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;
  gboolean was_in_list = gtk_widget_get_focus_child (GTK_WIDGET (self->content)) != NULL;

  return is_here && (was_in_list || g_str_equal (gtk_stack_get_visible_child_name (self->stack), "loading"));
}

static void
show (MadoLettersPage *self)
{
  const MadoLetterShelf *shelf = mado_mailroom_get_shelf (self->room);
  gboolean is_to_focus = takes_focus (self);
  GtkWidget *child;

  if (shelf == NULL)
    return;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->content))) != NULL)
    gtk_box_remove (self->content, child);
  add_runs (self, shelf, GROUP_WAITING);
  add_kinds (self, shelf);
  add_runs (self, shelf, GROUP_UNDER_WAY);
  add_runs (self, shelf, GROUP_OVER);
  show_unsent (self, shelf);
  gtk_stack_set_visible_child_name (self->stack,
                                    shelf->unsent->len + shelf->owed->len + shelf->runs->len > 0 ? "content" : "empty");
  if (is_to_focus)
    gtk_widget_child_focus (GTK_WIDGET (self->content), GTK_DIR_TAB_FORWARD);
}

static void
failed_cb (MadoMailroom *room, const GError *error, MadoLettersPage *self)
{
  mado_fault_page_show (self->error, error);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

static void
retry_cb (GtkButton *button, MadoLettersPage *self)
{
  gtk_stack_set_visible_child_name (self->stack, "loading");
  mado_session_note_change (mado_mailroom_get_session (self->room));
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_letters_page_dispose (GObject *object)
{
  MadoLettersPage *self = MADO_LETTERS_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_LETTERS_PAGE);
  g_clear_object (&self->room);

  G_OBJECT_CLASS (mado_letters_page_parent_class)->dispose (object);
}

/* Whoever comes here opens a run. */
static gboolean
mado_letters_page_focus (GtkWidget *widget, GtkDirectionType direction)
{
  MadoLettersPage *self = MADO_LETTERS_PAGE (widget);

  if (direction == GTK_DIR_TAB_FORWARD && gtk_widget_get_focus_child (widget) == NULL &&
      (gtk_widget_child_focus (GTK_WIDGET (self->content), direction) ||
       gtk_widget_child_focus (GTK_WIDGET (self->stack), direction)))
    return TRUE;

  return GTK_WIDGET_CLASS (mado_letters_page_parent_class)->focus (widget, direction);
}

static void
mado_letters_page_class_init (MadoLettersPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_letters_page_dispose;
  widget_class->focus = mado_letters_page_focus;
  g_type_ensure (MADO_TYPE_MONEY_TABLE);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-letters-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoLettersPage, stack);
  gtk_widget_class_bind_template_child (widget_class, MadoLettersPage, error);
  gtk_widget_class_bind_template_child (widget_class, MadoLettersPage, views);
  gtk_widget_class_bind_template_child (widget_class, MadoLettersPage, unsent_page);
  gtk_widget_class_bind_template_child (widget_class, MadoLettersPage, content);
  gtk_widget_class_bind_template_child (widget_class, MadoLettersPage, unsent);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_install_action (widget_class, "letters.gather", NULL, gather_cb);
  gtk_widget_class_install_action (widget_class, "letters.return", NULL, return_cb);
  gtk_widget_class_install_action (widget_class, "letters.templates", NULL, templates_cb);
}

static void
mado_letters_page_init (MadoLettersPage *self)
{
  const char *const columns[] = { _ ("Due"), _ ("Lateness"), _ ("Addressee"), _ ("Letter"), _ ("Where it is"), NULL };

  gtk_widget_init_template (GTK_WIDGET (self));
  mado_money_table_head (self->unsent, _ ("Unsent"), columns, 3);
}

static AdwNavigationPage *
create_page (MadoPlace *place, MadoSession *session)
{
  MadoLettersPage *self = g_object_new (MADO_TYPE_LETTERS_PAGE, NULL);

  self->room = g_object_ref (mado_mailroom_of (session));
  g_signal_connect_object (self->room, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->room, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_DEFAULT);
  show (self);

  return ADW_NAVIGATION_PAGE (self);
}

/* --- the side ----------------------------------------------------------------------------------------------------- */

static void
count_cb (MadoMailroom *room, MadoPlace *place)
{
  mado_place_set_count (place, mado_mailroom_count_waiting (room));
}

static void
add_places (const MadoPageKind *kind, MadoSession *session, GListStore *places)
{
  g_autoptr (MadoPlace) place = NULL;

  if (!mado_mailroom_is_for (session))
    return;
  place = mado_place_new (kind, "letters", _ ("Letters"));
  g_signal_connect_object (mado_mailroom_of (session), "changed", G_CALLBACK (count_cb), place, G_CONNECT_DEFAULT);
  if (mado_mailroom_get_shelf (mado_mailroom_of (session)) != NULL)
    count_cb (mado_mailroom_of (session), place);
  g_list_store_append (places, place);
}

const MadoPageKind mado_letters_page_kind = {
  .add_places = add_places, .create_page = create_page, .help = "letters", .counts_itself = TRUE
};
