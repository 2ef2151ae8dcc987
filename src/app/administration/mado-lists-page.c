/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was found in a file stands first, with the button that takes it into use; what is in use stands below. */

#include "mado-lists-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-entrance.h"
#include "mado-list-preview.h"
#include "mado-reference-fetch.h"
#include "mado-reference-list.h"
#include "mado-roll-page.h"

#define MADO_TYPE_LISTS_PAGE (mado_lists_page_get_type ())
G_DECLARE_FINAL_TYPE (MadoListsPage, mado_lists_page, MADO, LISTS_PAGE, MadoRollPage)

/* How many accounts of payees are at branches that the list does not have any more: the service counts them, for nobody
 * here sees one. */
typedef struct {
  enum { NOT_WEIGHED, BEING_WEIGHED, WEIGHED } state;
  guint payees;
  guint gone;
} Weight;

struct _MadoListsPage {
  MadoRollPage parent_instance;

  GPtrArray *roll;          /* (nullable) (element-type MadoReferenceList): nothing was heard yet */
  MadoListPreview *preview; /* (nullable): no file was chosen */
  Weight weight;            /* of that, … */
  GtkWidget *weight_row;    /* (nullable): … and where it stands */
};

G_DEFINE_FINAL_TYPE (MadoListsPage, mado_lists_page, MADO_TYPE_ROLL_PAGE)

static const struct {
  const char *name;
  const char *title;
  const char *choose; /* title of the dialog */
} lists[] = {
  { MADO_REFERENCE_BANKS, N_ ("Banks and Branches"), N_ ("Choose a List of Banks") },
  { MADO_REFERENCE_TOWNS, N_ ("Postal Codes"), N_ ("Choose the Post’s KEN_ALL") },
};

static const char *
find_title (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    if (strcmp (lists[i].name, name) == 0)
      return _ (lists[i].title);

  return name;
}

/* --- what is shown ------------------------------------------------------------------------------------------------ */

static void
add_lines (AdwPreferencesGroup *group, const GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++) {
    const MadoListPreviewLine *line = g_ptr_array_index (lines, i);
    GtkWidget *row = mado_roll_row_new (line->title, line->detail);

    if (line->mark != NULL)
      mado_roll_row_mark (row, line->mark, line->style);
    adw_preferences_group_add (group, row);
  }
}

static GtkWidget *
create_take_button (void)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Take into Use"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "lists.take");
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);

  return button;
}

static void
add_faults (MadoListsPage *self)
{
  AdwPreferencesGroup *group;

  if (self->preview->faults->len == 0)
    return;
  group = mado_roll_page_add_group (MADO_ROLL_PAGE (self), _ ("What Is Wrong with It"),
                                    self->preview->text == NULL ? _ ("A list with errors is not taken into use. Mend "
                                                                     "the file, or ask for another.")
                                                                : NULL);
  add_lines (group, self->preview->faults);
}

static char *
write_weight (const Weight *weight)
{
  if (weight->state == BEING_WEIGHED)
    return g_strdup (_ ("Being counted at the service…"));
  if (weight->state == NOT_WEIGHED)
    return g_strdup (_ ("The service could not count them. Choose the file again to have them counted."));
  if (weight->payees == 0)
    return g_strdup (_ ("No open case has an account yet."));
  if (weight->gone == 0)
    return g_strdup_printf (ngettext ("None of %u account is at a branch that is gone.",
                                      "None of %u accounts is at a branch that is gone.", weight->payees),
                            weight->payees);

  /* Translators: numbers of accounts */
  return g_strdup_printf (ngettext ("%1$u of %2$u account is at a branch that is gone or was merged. Its payee has to "
                                    "name another one before the money goes out.",
                                    "%1$u of %2$u accounts are at branches that are gone or were merged. Their payees "
                                    "have to name others before the money goes out.",
                                    weight->payees),
                          weight->gone, weight->payees);
}

static void
show_weight (MadoListsPage *self)
{
  g_autofree char *text = write_weight (&self->weight);

  if (self->weight_row == NULL)
    return;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->weight_row), text);
  if (self->weight.state == WEIGHED && self->weight.gone > 0)
    mado_roll_row_mark (self->weight_row, _ ("Look Here"), "overdue");
}

static void
add_weight (MadoListsPage *self, AdwPreferencesGroup *group)
{
  g_set_weak_pointer (&self->weight_row, mado_roll_row_new (_ ("Payees’ Accounts in Open Cases"), ""));
  show_weight (self);
  adw_preferences_group_add (group, self->weight_row);
}

static gboolean
is_weighable (const MadoListPreview *preview)
{
  return preview->text != NULL && strcmp (preview->list, MADO_REFERENCE_BANKS) == 0;
}

static void
add_preview (MadoListsPage *self)
{
  const MadoListPreview *preview = self->preview;
  /* Translators: a kind of list, and a file */
  g_autofree char *title = g_strdup_printf (_ ("%1$s: %2$s"), find_title (preview->list), preview->file);
  AdwPreferencesGroup *group = mado_roll_page_add_group (MADO_ROLL_PAGE (self), title, preview->counts);

  if (preview->text != NULL)
    adw_preferences_group_set_header_suffix (group, create_take_button ());
  if (is_weighable (preview))
    add_weight (self, group);
  add_lines (group, preview->lines);
  if (preview->n_more > 0) {
    g_autofree char *more = g_strdup_printf (ngettext ("and %u more", "and %u more", preview->n_more), preview->n_more);

    adw_preferences_group_add (group, mado_roll_row_new (more, _ ("madoguchi-ctl bank compare names all of them.")));
  }
  if (preview->lines->len == 0 && preview->text != NULL && strcmp (preview->list, MADO_REFERENCE_BANKS) == 0)
    adw_preferences_group_add (group, mado_roll_row_new (_ ("Nothing changes"), _ ("The list says the same.")));
  add_faults (self);
}

static char *
write_use (const MadoReferenceList *list)
{
  g_autofree char *since = NULL;

  if (list == NULL)
    return g_strdup (
        _ ("No list was taken into use yet: the made-up sample of the program answers. Choose a file above."));
  since = mado_roll_dup_time (list->since);

  /* Translators: a day, a time, an account */
  return g_strdup_printf (_ ("List of %1$s\nIn use since %2$s (%3$s)"), list->day, since, list->account);
}

static void
add_in_use (MadoListsPage *self)
{
  AdwPreferencesGroup *group = mado_roll_page_add_group (
      MADO_ROLL_PAGE (self), _ ("In Use"),
      _ ("Each terminal takes a newer list when somebody signs in there. Holidays come with the program."));

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++) {
    const MadoReferenceList *list = mado_reference_roll_find (self->roll, lists[i].name);
    g_autofree char *use = write_use (list);
    GtkWidget *row = mado_roll_row_new (_ (lists[i].title), use);

    if (list == NULL)
      mado_roll_row_mark (row, _ ("Made up"), "overdue");
    adw_preferences_group_add (group, row);
  }
}

static gboolean
mado_lists_page_hear (MadoRollPage *page, GAsyncResult *result, MadoAccessVerdict *out_verdict, GError **error)
{
  MadoListsPage *self = MADO_LISTS_PAGE (page);
  GPtrArray *roll = mado_door_hear_lists (result, out_verdict, error);

  if (roll == NULL)
    return FALSE;
  g_clear_pointer (&self->roll, g_ptr_array_unref);
  self->roll = roll;

  return TRUE;
}

static void
mado_lists_page_fill (MadoRollPage *page)
{
  MadoListsPage *self = MADO_LISTS_PAGE (page);

  if (self->preview != NULL)
    add_preview (self);
  add_in_use (self);
}

static void
mado_lists_page_load (MadoRollPage *page)
{
  mado_roll_page_ask (page, "lists/look", NULL);
}

/* --- what it would do to payees ----------------------------------------------------------------------------------- */

/* Another file may have been chosen meanwhile. */
typedef struct {
  MadoListsPage *page;
  GBytes *text;
} Weighing;

static void
weighed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Weighing *weighing = data;
  g_autoptr (MadoListsPage) self = weighing->page;
  g_autoptr (GBytes) text = weighing->text;
  g_auto (MadoAccessReply) reply = { 0 };
  const gboolean is_said = mado_bureau_say_finish (result, &reply, NULL); /* ignored: the row says so */
  g_autofree char *words = NULL;

  if (self->preview == NULL || self->preview->text != text)
    return;
  self->weight = is_said && reply.is_weighed ? (Weight) { WEIGHED, (guint) reply.payees, (guint) reply.gone }
                                             : (Weight) { NOT_WEIGHED };
  show_weight (self); /* the page stays as it is: somebody may be about to press something on it */
  words = write_weight (&self->weight);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), words, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
weigh (MadoListsPage *self)
{
  const MadoListPreview *preview = self->preview;
  const MadoAccessRequest request = { .list = (char *) preview->list, .day = preview->day, .text = preview->text };
  Weighing *weighing = g_new (Weighing, 1);

  *weighing = (Weighing) { g_object_ref (self), g_bytes_ref (preview->text) };
  self->weight = (Weight) { BEING_WEIGHED };
  mado_bureau_say_async (mado_roll_page_get_bureau (MADO_ROLL_PAGE (self)), "lists/weigh/text", &request, weighed_cb,
                         weighing);
}

/* --- a file ------------------------------------------------------------------------------------------------------- */

static void
previewed_cb (GObject *source, GAsyncResult *result, gpointer page)
{
  g_autoptr (MadoListsPage) self = page;
  MadoListPreview *preview = mado_list_preview_load_finish (result, NULL);

  if (preview == NULL) {
    mado_roll_page_say (MADO_ROLL_PAGE (self),
                        _ ("The file could not be read. Choose another, or see whether you may read it."));
    return;
  }
  g_clear_pointer (&self->preview, mado_list_preview_free);
  self->preview = preview;
  if (is_weighable (preview))
    weigh (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "lists.take", TRUE);
  mado_roll_page_load (MADO_ROLL_PAGE (self));
  gtk_accessible_announce (GTK_ACCESSIBLE (self),
                           preview->text != NULL ? _ ("The list can be taken into use.") : _ ("The list has errors."),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
file_chosen (MadoRollPage *page, GFile *file, gconstpointer list)
{
  mado_list_preview_load_async (list, file, previewed_cb, g_object_ref (page));
}

static void
choose (MadoListsPage *self, gsize which)
{
  mado_roll_page_choose_file (MADO_ROLL_PAGE (self), _ (lists[which].choose), file_chosen, lists[which].name);
}

static void
choose_banks_cb (GtkButton *button, MadoListsPage *self)
{
  choose (self, 0);
}

static void
choose_towns_cb (GtkButton *button, MadoListsPage *self)
{
  choose (self, 1);
}

/* --- taking it into use ------------------------------------------------------------------------------------------- */

static void
tell_refusal (MadoListsPage *self, const GError *error)
{
  if (g_error_matches (error, MADO_ACCESS_ERROR, MADO_ACCESS_LIST))
    mado_roll_page_say (MADO_ROLL_PAGE (self),
                        _ ("The list is older than the one in use: the service did not take it."));
  else
    mado_roll_page_say (MADO_ROLL_PAGE (self),
                        _ ("The service did not take the list. See whether the line is up, and try again."));
}

static void
taken_cb (GObject *source, GAsyncResult *result, gpointer page)
{
  g_autoptr (MadoListsPage) self = page;
  MadoBureau *bureau = mado_roll_page_get_bureau (MADO_ROLL_PAGE (self));
  g_auto (MadoAccessReply) reply = { 0 };
  g_autoptr (GError) error = NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "lists.take", TRUE);
  if (!mado_bureau_say_finish (result, &reply, &error)) {
    tell_refusal (self, error);
    return;
  }
  g_clear_pointer (&self->preview, mado_list_preview_free);
  mado_connection_fetch_lists (mado_session_get_connection (mado_bureau_get_session (bureau)));
  mado_bureau_note_change (bureau);
  mado_roll_page_say (MADO_ROLL_PAGE (self), _ ("The list is in use. Terminals take it when somebody signs in there."));
}

static void
take_cb (GtkWidget *widget, const char *name, GVariant *unused)
{
  MadoListsPage *self = MADO_LISTS_PAGE (widget);
  const MadoListPreview *preview = self->preview;

  MadoAccessRequest request = { 0 };

  if (preview == NULL || preview->text == NULL)
    return;
  gtk_widget_action_set_enabled (widget, "lists.take", FALSE);
  request.list = (char *) preview->list;
  request.day = preview->day;
  request.text = preview->text;
  mado_bureau_say_async (mado_roll_page_get_bureau (MADO_ROLL_PAGE (self)), "lists/put/text", &request, taken_cb,
                         g_object_ref (self));
}

/* --- the page ----------------------------------------------------------------------------------------------------- */

static void
mado_lists_page_dispose (GObject *object)
{
  g_clear_pointer (&MADO_LISTS_PAGE (object)->roll, g_ptr_array_unref);
  g_clear_pointer (&MADO_LISTS_PAGE (object)->preview, mado_list_preview_free);
  g_clear_weak_pointer (&MADO_LISTS_PAGE (object)->weight_row);

  G_OBJECT_CLASS (mado_lists_page_parent_class)->dispose (object);
}

static void
mado_lists_page_class_init (MadoListsPageClass *class)
{
  G_OBJECT_CLASS (class)->dispose = mado_lists_page_dispose;
  MADO_ROLL_PAGE_CLASS (class)->load = mado_lists_page_load;
  MADO_ROLL_PAGE_CLASS (class)->hear = mado_lists_page_hear;
  MADO_ROLL_PAGE_CLASS (class)->fill = mado_lists_page_fill;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (class), "lists.take", NULL, take_cb);
}

static void
mado_lists_page_init (MadoListsPage *self)
{
}

static AdwNavigationPage *
create_page (MadoPlace *place, MadoSession *session)
{
  AdwNavigationPage *page = mado_roll_page_create (MADO_TYPE_LISTS_PAGE, place, session);

  mado_roll_page_add_button (MADO_ROLL_PAGE (page), _ ("_Postal Codes…"), G_CALLBACK (choose_towns_cb));
  mado_roll_page_add_button (MADO_ROLL_PAGE (page), _ ("_Bank List…"), G_CALLBACK (choose_banks_cb));

  return page;
}

static void
add_places (const MadoPageKind *kind, MadoSession *session, GListStore *places)
{
  mado_roll_page_add_place (kind, _ ("Banks and Postal Codes"), mado_bureau_is_for_administrator (session), places);
}

const MadoPageKind mado_lists_page_kind = {
  .add_places = add_places, .create_page = create_page, .help = "reference-lists", .counts_itself = TRUE
};
