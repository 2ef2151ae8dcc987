/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A version is never changed: what is typed here becomes the next one. While something is typed, no other version is
 * looked at and nobody leaves by a key; what is typed is kept in the profile as well, so nothing is lost. */

#include "mado-saying-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-base-window.h"
#include "mado-call-wish.h"
#include "mado-draft.h"
#include "mado-field.h"
#include "mado-refusal-alert.h"
#include "mado-say.h"
#include "mado-saying-version.h"
#include "mado-unsaved.h"
#include "mado-version-bar.h"

struct _MadoSayingPage {
  AdwNavigationPage parent_instance;

  MadoInquiries *inquiries;
  MadoSayingBook *book; /* (nullable): in which the versions are that are listed */
  char *id;             /* (nullable): it has none before it is saved */
  MadoSaying *shown;    /* as it was before somebody typed */
  MadoUnsaved *unsaved; /* (nullable): who may not write has nothing to keep */
  gboolean is_filling;
  gboolean is_busy;

  AdwWindowTitle *title;
  GtkLabel *refusal;
  AdwComboRow *version;
  GtkWidget *form;
  GtkEditable *label;
  AdwComboRow *category;
  GtkEditable *code;
  GtkEditable *words;
  AdwSwitchRow *said;
  GtkTextView *text;
  MadoVersionBar *bar;
};

G_DEFINE_FINAL_TYPE (MadoSayingPage, mado_saying_page, ADW_TYPE_NAVIGATION_PAGE)

enum { PROP_TYPED = 1, N_PROPS };

static GParamSpec *props[N_PROPS];

static MadoSession *
get_session (MadoSayingPage *self)
{
  return mado_inquiries_get_session (self->inquiries);
}

static const MadoSection *
get_categories (MadoSayingPage *self)
{
  return mado_session_get_programme (get_session (self))->calls.categories;
}

static const MadoSayingEntry *
get_entry (MadoSayingPage *self)
{
  return self->id != NULL ? mado_saying_book_find_entry (self->book, self->id) : NULL;
}

/* Returns: (nullable): the version that is looked at; %NULL: the programme's own, or something new */
static const MadoEntity *
get_version (MadoSayingPage *self)
{
  const MadoSayingEntry *entry = get_entry (self);
  const guint place = adw_combo_row_get_selected (self->version);

  return entry != NULL && place < entry->versions->len ? g_ptr_array_index (entry->versions, place) : NULL;
}

/* --- what is typed ------------------------------------------------------------------------------------------------ */

static char *
dup_typed (GtkEditable *field)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (field)));
}

static char *
dup_text (MadoSayingPage *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

/* Set phrases stand behind the categories. */
static const char *
get_category (MadoSayingPage *self)
{
  const guint place = adw_combo_row_get_selected (self->category);
  const MadoSection *categories = get_categories (self);

  return place < mado_section_get_count (categories) ? ((const MadoNamed *) mado_section_get (categories, place))->id
                                                     : "";
}

static MadoSaying *
read_form (MadoSayingPage *self)
{
  MadoSaying *typed = g_new0 (MadoSaying, 1);

  typed->code = dup_typed (self->code);
  typed->category = g_strdup (get_category (self));
  typed->id = self->id != NULL
                  ? g_strdup (self->id)
                  : mado_saying_book_dup_new_id (self->book, typed->category[0] == '\0' ? typed->code : "");
  typed->version = mado_saying_entry_get_next_version (get_entry (self));
  typed->label = dup_typed (self->label);
  typed->words = dup_typed (self->words);
  typed->text = dup_text (self);
  typed->is_gone = !adw_switch_row_get_active (self->said);

  return typed;
}

static gboolean
is_changed (MadoSayingPage *self, const MadoSaying *typed)
{
  const MadoSaying *shown = self->shown;

  return strcmp (typed->label, shown->label) != 0 || strcmp (typed->category, shown->category) != 0 ||
         strcmp (typed->code, shown->code) != 0 || strcmp (typed->words, shown->words) != 0 ||
         strcmp (typed->text, shown->text) != 0 || typed->is_gone != shown->is_gone;
}

/* --- how it stands ------------------------------------------------------------------------------------------------ */

static const char *
get_fault (MadoSayingFault fault)
{
  switch (fault) {
  case MADO_SAYING_WITHOUT_LABEL:
    return _ ("Write the question, or what the phrase is for.");
  case MADO_SAYING_WITHOUT_TEXT:
    return _ ("Write what is said.");
  case MADO_SAYING_WITHOUT_CODE:
    return _ ("A set phrase needs a short code by which it is typed.");
  case MADO_SAYING_BAD_CODE:
    return _ ("A short code has small letters, digits, - and _ only.");
  case MADO_SAYING_CODE_TAKEN:
    return _ ("Another answer or phrase has this short code.");
  case MADO_SAYING_SOUND:
  default:
    return NULL;
  }
}

static GtkWidget *
find_field (MadoSayingPage *self, MadoSayingFault fault)
{
  if (fault == MADO_SAYING_WITHOUT_LABEL)
    return GTK_WIDGET (self->label);

  return fault == MADO_SAYING_WITHOUT_TEXT ? GTK_WIDGET (self->text) : GTK_WIDGET (self->code);
}

static const char *
find_verdict (MadoSayingPage *self, gboolean is_typed)
{
  const MadoSayingEntry *entry = get_entry (self);
  const gint64 number = get_version (self) != NULL ? mado_version_get_number (get_version (self)) : 0;
  const MadoSaying *current = entry != NULL ? entry->current : NULL;
  const gint64 shown = number > 0 || entry == NULL || entry->first == NULL ? number : entry->first->version;

  if (is_typed)
    return _ ("Changed. Somebody else approves it before anybody is told so.");
  if (entry == NULL)
    return _ ("Write it. Somebody else approves it before anybody is told so.");

  return current != NULL && current->version == shown ? _ ("This is what is said.") : _ ("Nobody says this now.");
}

static gboolean
may_write (MadoSayingPage *self)
{
  MadoSession *session = get_session (self);

  return mado_policy_has_duty (mado_session_get_person (session), mado_session_get_programme (session),
                               MADO_SAYING_DUTY);
}

static void
show_state (MadoSayingPage *self)
{
  g_autoptr (MadoSaying) typed = read_form (self);
  const gboolean is_typed = is_changed (self, typed);
  const MadoVersionStanding standing = {
    .session = get_session (self),
    .version = get_version (self),
    .is_changed = is_typed,
    .is_sound = TRUE,
    .is_busy = self->is_busy,
    .verdict = find_verdict (self, is_typed),
  };

  mado_version_bar_show (self->bar, &standing);
  gtk_widget_set_sensitive (GTK_WIDGET (self->version), !is_typed && !self->is_busy);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->version),
                               is_typed ? _ ("Save or undo the changes to look at another.") : NULL);
  adw_navigation_page_set_can_pop (ADW_NAVIGATION_PAGE (self), !is_typed);
}

static void
typed_cb (MadoSayingPage *self)
{
  if (self->is_filling || self->shown == NULL)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->refusal), FALSE);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TYPED]);
  show_state (self);
}

/* --- what is shown ------------------------------------------------------------------------------------------------ */

static MadoSaying *
create_shown (MadoSayingPage *self)
{
  const MadoSayingEntry *entry = get_entry (self);

  if (get_version (self) != NULL)
    return mado_saying_new_of_version (get_version (self));
  if (entry != NULL && entry->first != NULL)
    return mado_saying_copy (entry->first);

  return mado_saying_new_empty (get_category (self));
}

static void
select_category (MadoSayingPage *self, const char *category)
{
  const MadoSection *categories = get_categories (self);
  guint place = 0;

  while (place < mado_section_get_count (categories) &&
         strcmp (((const MadoNamed *) mado_section_get (categories, place))->id, category) != 0)
    place++;
  adw_combo_row_set_selected (self->category, place);
}

static void
fill_form (MadoSayingPage *self, const MadoSaying *saying)
{
  self->is_filling = TRUE;
  gtk_editable_set_text (self->label, saying->label);
  select_category (self, saying->category);
  gtk_editable_set_text (self->code, saying->code);
  gtk_editable_set_text (self->words, saying->words);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), saying->text, -1);
  adw_switch_row_set_active (self->said, !saying->is_gone);
  self->is_filling = FALSE;
}

static void
show_version (MadoSayingPage *self)
{
  g_clear_pointer (&self->shown, mado_saying_free);
  self->shown = create_shown (self);
  adw_window_title_set_title (self->title,
                              self->shown->label[0] != '\0' ? self->shown->label : _ ("New Answer or Phrase"));
  gtk_widget_set_visible (GTK_WIDGET (self->refusal), FALSE);
  fill_form (self, self->shown);
  show_state (self);
}

static void
version_cb (MadoSayingPage *self)
{
  if (!self->is_filling && self->book != NULL)
    show_version (self);
}

static void
undo_cb (MadoSayingPage *self)
{
  mado_unsaved_forget (self->unsaved);
  show_version (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->label));
}

/* --- what was typed and not saved --------------------------------------------------------------------------------- */

/* Returns: (transfer full) (nullable): all that is typed; %NULL: nothing that is not saved */
static char *
dup_unsaved (MadoSayingPage *self)
{
  g_autoptr (MadoSaying) typed = self->shown != NULL ? read_form (self) : NULL;
  g_autoptr (yyjson_doc) body = NULL;
  char *text, *copy;

  if (typed == NULL || !is_changed (self, typed))
    return NULL;
  body = mado_saying_write (typed);
  text = yyjson_write (body, 0, NULL);
  copy = g_strdup (text);
  free (text);

  return copy;
}

/* It becomes the next version of whatever is the last one by now. */
static void
put_back (MadoSayingPage *self, const char *text)
{
  g_autoptr (yyjson_doc) doc = yyjson_read (text, strlen (text), 0);
  g_autoptr (MadoSaying) typed = NULL;

  if (doc == NULL || self->shown == NULL || self->is_busy)
    return;
  typed = mado_saying_read (yyjson_doc_get_root (doc));
  if (!is_changed (self, typed))
    return;
  fill_form (self, typed);
  show_state (self);
  mado_say (GTK_WIDGET (self), _ ("What you wrote and did not save is back"));
}

/* By what it is about: something new has its own place until it is saved. */
static void
keep_from_now_on (MadoSayingPage *self)
{
  g_autofree char *form = g_strconcat ("saying-", self->id != NULL ? self->id : "new", NULL);

  mado_unsaved_open (self->unsaved, form, MADO_ID_NONE);
}

static void
mado_saying_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_take_string (value, dup_unsaved (MADO_SAYING_PAGE (object)));
}

static void
mado_saying_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  const char *text = g_value_get_string (value);

  if (text != NULL)
    put_back (MADO_SAYING_PAGE (object), text);
}

/* --- versions ----------------------------------------------------------------------------------------------------- */

/* Returns: (nullable): the version that is said; %NULL: the programme's own is, or nothing */
static const MadoEntity *
find_said (const MadoSayingEntry *entry)
{
  return entry->current != NULL ? mado_versions_find (entry->versions, entry->current->version) : NULL;
}

static void
add_own_name (const MadoSayingEntry *entry, GtkStringList *names)
{
  if (entry->first != NULL)
    gtk_string_list_append (names, entry->current != NULL && find_said (entry) == NULL
                                       ? _ ("The programme's words: in use")
                                       : _ ("The programme's words"));
}

static void
fill_versions (MadoSayingPage *self)
{
  const MadoSayingEntry *entry = get_entry (self);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; entry != NULL && i < entry->versions->len; i++)
    gtk_string_list_take (names, mado_version_bar_dup_name (g_ptr_array_index (entry->versions, i), find_said (entry)));
  if (entry != NULL)
    add_own_name (entry, names);
  self->is_filling = TRUE;
  adw_combo_row_set_model (self->version, G_LIST_MODEL (names));
  self->is_filling = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->version), entry != NULL);
}

/* Whoever is writing is not disturbed. */
static void
changed_cb (MadoInquiries *inquiries, MadoSayingPage *self)
{
  MadoSayingBook *book = mado_inquiries_get_sayings (inquiries);
  g_autoptr (MadoSaying) typed = self->shown != NULL ? read_form (self) : NULL;

  if (book == self->book || self->is_busy || (typed != NULL && is_changed (self, typed)))
    return;
  g_clear_pointer (&self->book, mado_saying_book_unref);
  self->book = mado_saying_book_ref (book);
  fill_versions (self);
  show_version (self);
}

/* --- doing -------------------------------------------------------------------------------------------------------- */

/* Nothing of it has to be kept any more, and something new has its id. */
static void
begin_anew (MadoSayingPage *self)
{
  mado_unsaved_forget (self->unsaved);
  keep_from_now_on (self);
}

/* What is typed stays, and can be saved again. */
static void
take_back (MadoSayingPage *self, const GError *error)
{
  mado_refusal_alert (GTK_WIDGET (self), error);
  if (get_entry (self) == NULL)
    g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->shown, mado_saying_free);
  self->shown = create_shown (self);
}

static void
saved_cb (GObject *session, GAsyncResult *result, gpointer page)
{
  g_autoptr (MadoSayingPage) self = page;
  g_autoptr (GError) error = NULL;
  const gboolean is_saved = mado_wish_save_finish (result, &error);

  if (self->shown == NULL)
    return;
  self->is_busy = FALSE;
  mado_base_window_set_busy (self->form, FALSE);
  if (is_saved)
    begin_anew (self);
  else
    take_back (self, error);
  show_state (self);
  changed_cb (self->inquiries, self);
}

static void
save_wish (MadoSayingPage *self, MadoWish *wish, const char *what)
{
  self->is_busy = TRUE;
  mado_base_window_set_busy (self->form, TRUE);
  show_state (self);
  mado_wish_save_async (wish, get_session (self), what, saved_cb, g_object_ref (self));
}

static void
save_cb (MadoSayingPage *self)
{
  g_autoptr (MadoSaying) typed = read_form (self);
  const MadoSayingFault fault = mado_saying_book_check (self->book, typed);
  g_autoptr (MadoWish) wish = NULL;
  g_autoptr (yyjson_doc) body = NULL;

  if (fault != MADO_SAYING_SOUND) {
    mado_refusal_tell (self->refusal, get_fault (fault), find_field (self, fault));
    return;
  }
  body = mado_saying_write (typed);
  wish = mado_call_wish_new ("saying.write", mado_id_draw (), body);
  g_set_str (&self->id, typed->id);
  g_clear_pointer (&self->shown, mado_saying_free);
  self->shown = g_steal_pointer (&typed);
  save_wish (self, wish, _ ("The version was written"));
}

static MadoWish *
begin_wish (MadoSayingPage *self, const char *kind)
{
  const MadoEntity *version = get_version (self);

  return mado_wish_new (kind, mado_entity_get_id (version), mado_entity_get_version (version));
}

static void
approve_answered_cb (AdwAlertDialog *dialog, const char *response, MadoSayingPage *self)
{
  g_autoptr (MadoWish) wish = NULL;

  if (strcmp (response, "act") != 0)
    return;
  wish = begin_wish (self, "saying.approve");
  save_wish (self, wish, _ ("The version was approved"));
}

static AdwDialog *
create_question (const char *title, const char *text, const char *button)
{
  AdwDialog *dialog = adw_alert_dialog_new (title, text);

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "back", _ ("_Cancel"), "act", button, NULL);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "back");
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "act");

  return dialog;
}

static void
approve_cb (MadoSayingPage *self)
{
  AdwDialog *dialog = create_question (
      _ ("Approve the Words"), _ ("I have read this version. From now on callers are told so."), _ ("_Approve"));

  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "act", ADW_RESPONSE_SUGGESTED);
  g_signal_connect_object (dialog, "response", G_CALLBACK (approve_answered_cb), self, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
retire_answered_cb (AdwAlertDialog *dialog, const char *response, MadoSayingPage *self)
{
  g_autofree char *reason = dup_typed (GTK_EDITABLE (adw_alert_dialog_get_extra_child (dialog)));
  g_autoptr (MadoWish) wish = NULL;

  if (strcmp (response, "act") != 0 || reason[0] == '\0')
    return;
  wish = begin_wish (self, "saying.retire");
  mado_wish_add_text (wish, "reason", reason);
  save_wish (self, wish, _ ("The version was retired"));
}

static void
reason_cb (GtkEditable *reason, AdwAlertDialog *dialog)
{
  g_autofree char *text = dup_typed (reason);

  adw_alert_dialog_set_response_enabled (dialog, "act", text[0] != '\0');
}

static void
retire_cb (MadoSayingPage *self)
{
  AdwDialog *dialog = create_question (
      _ ("Retire the Words"), _ ("Nobody says this version any more; what was approved before it holds again. Why?"),
      _ ("_Retire"));
  GtkWidget *reason = gtk_entry_new ();

  gtk_accessible_update_property (GTK_ACCESSIBLE (reason), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Reason"), -1);
  gtk_entry_set_activates_default (GTK_ENTRY (reason), TRUE);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), reason);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "act", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (dialog), "act", FALSE);
  g_signal_connect_object (reason, "changed", G_CALLBACK (reason_cb), dialog, G_CONNECT_DEFAULT);
  g_signal_connect_object (dialog, "response", G_CALLBACK (retire_answered_cb), self, G_CONNECT_DEFAULT);
  adw_dialog_set_focus (dialog, reason);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_saying_page_dispose (GObject *object)
{
  MadoSayingPage *self = MADO_SAYING_PAGE (object);

  if (self->unsaved != NULL)
    mado_unsaved_close (self->unsaved);
  g_clear_object (&self->unsaved);
  g_clear_pointer (&self->shown, mado_saying_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_SAYING_PAGE);
  g_clear_pointer (&self->book, mado_saying_book_unref);
  g_clear_pointer (&self->id, g_free);
  g_clear_object (&self->inquiries);

  G_OBJECT_CLASS (mado_saying_page_parent_class)->dispose (object);
}

static void
mado_saying_page_class_init (MadoSayingPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_saying_page_dispose;
  G_OBJECT_CLASS (class)->get_property = mado_saying_page_get_property;
  G_OBJECT_CLASS (class)->set_property = mado_saying_page_set_property;
  props[PROP_TYPED] = g_param_spec_string ("typed", NULL, NULL, NULL,
                                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (class), N_PROPS, props);
  g_type_ensure (MADO_TYPE_VERSION_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-saying-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoSayingPage, title);
  gtk_widget_class_bind_template_child (widget_class, MadoSayingPage, refusal);
  gtk_widget_class_bind_template_child (widget_class, MadoSayingPage, version);
  gtk_widget_class_bind_template_child (widget_class, MadoSayingPage, form);
  gtk_widget_class_bind_template_child (widget_class, MadoSayingPage, label);
  gtk_widget_class_bind_template_child (widget_class, MadoSayingPage, category);
  gtk_widget_class_bind_template_child (widget_class, MadoSayingPage, code);
  gtk_widget_class_bind_template_child (widget_class, MadoSayingPage, words);
  gtk_widget_class_bind_template_child (widget_class, MadoSayingPage, said);
  gtk_widget_class_bind_template_child (widget_class, MadoSayingPage, text);
  gtk_widget_class_bind_template_child (widget_class, MadoSayingPage, bar);
  gtk_widget_class_bind_template_callback (widget_class, version_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, undo_cb);
  gtk_widget_class_bind_template_callback (widget_class, retire_cb);
  gtk_widget_class_bind_template_callback (widget_class, approve_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
mado_saying_page_init (MadoSayingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mado_field_take_latin (self->code);
  g_signal_connect_object (gtk_text_view_get_buffer (self->text), "changed", G_CALLBACK (typed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
keep_what_is_typed (MadoSayingPage *self)
{
  self->unsaved = mado_unsaved_new (get_session (self));
  mado_unsaved_watch (self->unsaved, self, "typed", "saying");
  keep_from_now_on (self);
}

static void
list_categories (MadoSayingPage *self)
{
  const MadoSection *categories = get_categories (self);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < mado_section_get_count (categories); i++)
    gtk_string_list_append (names, ((const MadoNamed *) mado_section_get (categories, i))->label);
  gtk_string_list_append (names, _ ("A set phrase, no answer"));
  self->is_filling = TRUE;
  adw_combo_row_set_model (self->category, G_LIST_MODEL (names));
  self->is_filling = FALSE;
}

/**
 * mado_saying_page_new:
 * @inquiries: of a session
 * @id: (nullable): of a saying; %NULL: a new one
 *
 * Returns: (transfer floating): a page
 */
AdwNavigationPage *
mado_saying_page_new (MadoInquiries *inquiries, const char *id)
{
  MadoSayingPage *self = g_object_new (MADO_TYPE_SAYING_PAGE, NULL);

  self->inquiries = g_object_ref (inquiries);
  self->id = g_strdup (id);
  adw_window_title_set_subtitle (self->title, _ ("Set Answers"));
  gtk_widget_set_visible (GTK_WIDGET (self->bar), may_write (self));
  gtk_widget_set_sensitive (self->form, may_write (self));
  list_categories (self);
  g_signal_connect_object (inquiries, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_DEFAULT);
  changed_cb (inquiries, self);
  if (may_write (self))
    keep_what_is_typed (self);

  return ADW_NAVIGATION_PAGE (self);
}
