/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The register that the media ledger signs by, for whoever keeps it. What is done goes the way of all work: it is saved
 * here, can be taken back for some seconds, and the service judges it. */

#include "mado-handlers-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-date-text.h"
#include "mado-form-dialog.h"
#include "mado-json-member.h"
#include "mado-ledger.h"
#include "mado-policy.h"
#include "mado-roll-page.h"
#include "mado-wish.h"
#include "mado-wording.h"

#define ENDED "ended"
#define SOON_DAYS 30

#define MADO_TYPE_HANDLERS_PAGE (mado_handlers_page_get_type ())
G_DECLARE_FINAL_TYPE (MadoHandlersPage, mado_handlers_page, MADO, HANDLERS_PAGE, MadoRollPage)

struct _MadoHandlersPage {
  MadoRollPage parent_instance;

  char *shown; /* (nullable): what stands there; a menu that is open stays open where it is the same */
};

G_DEFINE_FINAL_TYPE (MadoHandlersPage, mado_handlers_page, MADO_TYPE_ROLL_PAGE)

static MadoSession *
get_session (MadoHandlersPage *self)
{
  return mado_bureau_get_session (mado_roll_page_get_bureau (MADO_ROLL_PAGE (self)));
}

static MadoLedger *
get_ledger (MadoHandlersPage *self)
{
  return mado_ledger_of (get_session (self));
}

/* --- what is done with an entry ----------------------------------------------------------------------------------- */

/* A field of a form, and what becomes of it. */
typedef struct {
  const char *member;
  const char *title;
  gboolean is_day;
  gboolean is_latin;
} Field;

/* What can be done. */
typedef struct {
  const char *kind;
  const char *title;
  const char *text;
  const char *decide;
  const char *done; /* for whoever offers to take it back */
  const Field *fields;
  gboolean keeps; /* what stands there is proposed */
  MadoFormDialogKind weight;
} Deed;

static const Field register_fields[] = {
  { "account", N_ ("Account (Personal ID)"), FALSE, TRUE },
  { "name", N_ ("Name of the Person"), FALSE, FALSE },
  { "organisation", N_ ("Organisation"), FALSE, FALSE },
  { "role", N_ ("Responsible Person, Handler, …"), FALSE, FALSE },
  { "from", N_ ("First Day"), TRUE, TRUE },
  { "to", N_ ("Last Day"), TRUE, TRUE },
  { "key", N_ ("Public Key (64 or 66 Digits)"), FALSE, TRUE },
  {},
};

static const Field change_fields[] = {
  { "name", N_ ("Name of the Person"), FALSE, FALSE },
  { "organisation", N_ ("Organisation"), FALSE, FALSE },
  { "role", N_ ("Responsible Person, Handler, …"), FALSE, FALSE },
  { "from", N_ ("First Day"), TRUE, TRUE },
  { "to", N_ ("Last Day"), TRUE, TRUE },
  { "reason", N_ ("Reason (Required)"), FALSE, FALSE },
  {},
};

static const Field key_fields[] = {
  { "key", N_ ("Public Key (64 or 66 Digits)"), FALSE, TRUE },
  { "reason", N_ ("Reason (Required)"), FALSE, FALSE },
  {},
};

static const Field day_fields[] = { { "day", N_ ("Day"), TRUE, TRUE }, {} };
static const Field reason_fields[] = { { "reason", N_ ("Reason (Required)"), FALSE, FALSE }, {} };

static const Deed register_deed = {
  "person.register",
  N_ ("New Entry of the Register"),
  N_ ("It counts from the day on which it was reported to the ward. The person reads the public key out from “My "
      "Signing "
      "Key…” in the main menu of the own terminal."),
  N_ ("_Enter"),
  N_ ("Entered in the register of handlers"),
  register_fields,
  FALSE,
  MADO_FORM_DIALOG_PLAIN,
};

static const Deed deeds[] = {
  { "person.report", N_ ("Reported to the Ward"),
    N_ ("From that day on the entry counts: the person may sign in, and sign for media."), N_ ("_Note It"),
    N_ ("Noted: reported to the ward"), day_fields, FALSE, MADO_FORM_DIALOG_PLAIN },
  { "person.train", N_ ("Trained"), N_ ("The day of the last training."), N_ ("_Note It"), N_ ("Noted: trained"),
    day_fields, FALSE, MADO_FORM_DIALOG_PLAIN },
  { "person.change", N_ ("Change the Entry"),
    N_ ("The ward was told something else: after a change the entry has to be reported again before it counts."),
    N_ ("_Change It"), N_ ("Changed in the register of handlers"), change_fields, TRUE, MADO_FORM_DIALOG_PLAIN },
  { "person.change_key", N_ ("Another Key"),
    N_ ("From the next thing done on, the person signs with this key alone. What the old one has signed stays good."),
    N_ ("_Enter It"), N_ ("Another key is entered in the register of handlers"), key_fields, FALSE,
    MADO_FORM_DIALOG_PLAIN },
  { "person.end", N_ ("End the Entry"),
    N_ ("The person may not work with the data any more, from the next thing done on. Close the account, too."),
    N_ ("_End It"), N_ ("Ended in the register of handlers"), reason_fields, FALSE, MADO_FORM_DIALOG_DESTRUCTIVE },
};

/* A form, as long as its dialog. */
typedef struct {
  MadoSession *session;
  const Deed *deed;
  MadoId entity;
  gint64 version;
  GPtrArray *rows; /* (element-type GtkWidget) */
} Form;

static void
free_form (gpointer data)
{
  Form *form = data;

  g_object_unref (form->session);
  g_ptr_array_unref (form->rows);
  g_free (form);
}

static Form *
get_form (gpointer dialog)
{
  return g_object_get_data (G_OBJECT (dialog), "form");
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MadoFormDialog) dialog = data;
  g_autoptr (GError) error = NULL;

  if (mado_wish_save_finish (result, &error))
    adw_dialog_force_close (ADW_DIALOG (dialog));
  else
    mado_form_dialog_fail (dialog, error, g_ptr_array_index (get_form (dialog)->rows, 0));
}

/* Returns: whether it is one; else it is said where it is not */
static gboolean
add_day (MadoFormDialog *dialog, MadoWish *wish, const Field *field, GtkWidget *row)
{
  char iso[MADO_DATE_ISO_SIZE];
  MadoDate day;

  if (mado_date_text_parse (gtk_editable_get_text (GTK_EDITABLE (row)), &day) != MADO_DATE_TEXT_OK) {
    mado_form_dialog_refuse (dialog, _ ("This is no day. Type it like R7.6.26 or 2025-06-26"), row);
    return FALSE;
  }
  mado_date_to_iso (day, iso);
  mado_wish_add_text (wish, field->member, iso);

  return TRUE;
}

/* A key is read out and typed four digits at a time. */
static char *
dup_typed (const Field *field, GtkWidget *row)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (row));

  if (strcmp (field->member, "key") == 0) {
    g_auto (GStrv) groups = g_strsplit (typed, " ", -1);

    return g_strjoinv ("", groups);
  }

  return g_strstrip (g_strdup (typed));
}

static gboolean
add_text (MadoFormDialog *dialog, MadoWish *wish, const Field *field, GtkWidget *row)
{
  g_autofree char *text = dup_typed (field, row);

  if (text[0] == '\0') { /* Translators: %s is the name of a field */
    g_autofree char *missing = g_strdup_printf (_ ("%s: this is required"), _ (field->title));

    mado_form_dialog_refuse (dialog, missing, row);
    return FALSE;
  }
  mado_wish_add_text (wish, field->member, text);

  return TRUE;
}

static void
decided_cb (MadoFormDialog *dialog, const Form *form)
{
  g_autoptr (MadoWish) wish = mado_wish_new (form->deed->kind, form->entity, form->version);

  for (guint i = 0; i < form->rows->len; i++) {
    const Field *field = &form->deed->fields[i];
    GtkWidget *row = g_ptr_array_index (form->rows, i);

    if (field->is_day ? !add_day (dialog, wish, field, row) : !add_text (dialog, wish, field, row))
      return;
  }
  mado_form_dialog_set_busy (dialog, TRUE);
  mado_wish_save_async (wish, form->session, _ (form->deed->done), saved_cb, g_object_ref (dialog));
}

static void
propose (const Field *field, GtkWidget *row, const MadoEntity *person)
{
  if (person != NULL && strcmp (field->member, "reason") != 0)
    gtk_editable_set_text (GTK_EDITABLE (row), mado_json_get_text (mado_entity_get_body (person), field->member));
  else if (strcmp (field->member, "day") == 0) {
    char today[MADO_DATE_ISO_SIZE];

    mado_date_to_iso (mado_instant_get_japanese_day (mado_instant_now ()), today);
    gtk_editable_set_text (GTK_EDITABLE (row), today);
  }
}

static void
present (MadoHandlersPage *self, const Deed *deed, const MadoEntity *person)
{
  MadoFormDialog *dialog = mado_form_dialog_new (_ (deed->title), _ (deed->decide), deed->weight);
  Form *form = g_new0 (Form, 1);

  *form = (Form) { g_object_ref (get_session (self)), deed, mado_id_draw (), 0, g_ptr_array_new () };
  if (person != NULL) {
    form->entity = mado_entity_get_id (person);
    form->version = mado_entity_get_version (person);
  }
  mado_form_dialog_add_text (dialog, _ (deed->text));
  for (const Field *field = deed->fields; field->member != NULL; field++) {
    GtkWidget *row = field->is_latin ? mado_form_dialog_add_latin (dialog, _ (field->title))
                                     : mado_form_dialog_add_entry (dialog, _ (field->title));

    propose (field, row, deed->keeps ? person : NULL);
    g_ptr_array_add (form->rows, row);
  }
  g_object_set_data_full (G_OBJECT (dialog), "form", form, free_form);
  g_signal_connect (dialog, "decided", G_CALLBACK (decided_cb), form);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
register_cb (GtkButton *button, MadoHandlersPage *self)
{
  present (self, &register_deed, NULL);
}

static MadoEntity *
find_person (MadoHandlersPage *self, const char *text)
{
  const MadoHandoverBook *book = mado_ledger_get_book (get_ledger (self));

  for (guint i = 0; book != NULL && i < book->people->len; i++) {
    MadoEntity *person = g_ptr_array_index (book->people, i);
    char id[MADO_ID_TEXT_SIZE];

    mado_id_to_text (mado_entity_get_id (person), id);
    if (strcmp (id, text) == 0)
      return person;
  }

  return NULL;
}

static void
deed_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  const char *person = NULL;
  guint32 index = 0;
  MadoEntity *found;

  g_variant_get (target, "(u&s)", &index, &person);
  found = find_person (MADO_HANDLERS_PAGE (widget), person);
  if (found != NULL && index < G_N_ELEMENTS (deeds))
    present (MADO_HANDLERS_PAGE (widget), &deeds[index], found);
}

/* --- rows --------------------------------------------------------------------------------------------------------- */

static char *
dup_day (yyjson_val *body, const char *member)
{
  const char *iso = mado_json_get_text (body, member);

  return iso[0] != '\0' ? mado_wording_write_day (iso) : g_strdup (_ ("not yet"));
}

static char *
write_person (const MadoEntity *person)
{
  yyjson_val *body = mado_entity_get_body (person);
  g_autofree char *from = dup_day (body, "from"), *to = dup_day (body, "to");
  g_autofree char *trained = dup_day (body, "trained"), *reported = dup_day (body, "reported");

  /* Translators: organisation and role of a person, account, the first and the last day, and two days or "not yet" */
  return g_strdup_printf (_ ("%1$s, %2$s (%3$s)\nFrom %4$s until %5$s\nTrained: %6$s, reported to the ward: %7$s"),
                          mado_json_get_text (body, "organisation"), mado_json_get_text (body, "role"),
                          mado_json_get_text (body, "account"), from, to, trained, reported);
}

static void
mark (GtkWidget *row, const MadoEntity *person)
{
  const MadoDate today = mado_instant_get_japanese_day (mado_instant_now ());
  yyjson_val *body = mado_entity_get_body (person);
  char now[MADO_DATE_ISO_SIZE], soon[MADO_DATE_ISO_SIZE];
  const char *to = mado_json_get_text (body, "to");

  mado_date_to_iso (today, now);
  mado_date_to_iso (mado_date_add_days (today, SOON_DAYS), soon);
  if (yyjson_obj_get (body, "trained") == NULL)
    mado_roll_row_mark (row, _ ("Not trained"), "overdue");
  if (yyjson_obj_get (body, "reported") == NULL)
    mado_roll_row_mark (row, _ ("Not reported"), "overdue");
  if (strcmp (to, now) < 0)
    mado_roll_row_mark (row, _ ("Over"), "desk");
  else if (strcmp (to, soon) <= 0)
    mado_roll_row_mark (row, _ ("Ends soon"), "overdue");
}

static void
add_menu (GtkWidget *row, const MadoEntity *person)
{
  static const char *const labels[] = { N_ ("_Reported to the Ward…"), N_ ("_Trained…"), N_ ("_Change…"),
                                        N_ ("Another _Key…"), N_ ("_End…") };
  g_autoptr (GMenu) menu = g_menu_new ();
  char id[MADO_ID_TEXT_SIZE];

  G_STATIC_ASSERT (G_N_ELEMENTS (labels) == G_N_ELEMENTS (deeds));
  mado_id_to_text (mado_entity_get_id (person), id);
  for (guint32 i = 0; i < G_N_ELEMENTS (labels); i++) {
    g_autoptr (GMenuItem) item = g_menu_item_new (_ (labels[i]), NULL);

    g_menu_item_set_action_and_target (item, "handlers.deed", "(us)", i, id);
    g_menu_append_item (menu, item);
  }
  mado_roll_row_add_menu (row, mado_json_get_text (mado_entity_get_body (person), "name"), menu);
}

/* Nobody keeps his own entry. */
static gboolean
may_keep (MadoHandlersPage *self, const MadoEntity *person)
{
  return strcmp (mado_json_get_text (mado_entity_get_body (person), "account"),
                 mado_session_get_person (get_session (self))->account) != 0;
}

static void
add_person (MadoHandlersPage *self, AdwPreferencesGroup *group, const MadoEntity *person, gboolean is_ended)
{
  g_autofree char *subtitle = write_person (person);
  GtkWidget *row = mado_roll_row_new (mado_json_get_text (mado_entity_get_body (person), "name"), subtitle);

  if (!is_ended) {
    mark (row, person);
    if (may_keep (self, person))
      add_menu (row, person);
  }
  adw_preferences_group_add (group, row);
}

static void
add_people (MadoHandlersPage *self, const GPtrArray *people, gboolean is_ended, const char *name)
{
  AdwPreferencesGroup *group = NULL;
  guint n_rows = 0;

  for (guint i = 0; i < people->len; i++) {
    const MadoEntity *person = g_ptr_array_index (people, i);

    if ((strcmp (mado_entity_get_state (person), ENDED) == 0) != is_ended)
      continue;
    if (group == NULL)
      group = mado_roll_page_add_group (MADO_ROLL_PAGE (self), "", NULL);
    add_person (self, group, person, is_ended);
    n_rows++;
  }
  if (group != NULL) {
    g_autofree char *title = g_strdup_printf (_ ("%s (%u)"), name, n_rows);

    adw_preferences_group_set_title (group, title);
  }
}

/* --- the page ----------------------------------------------------------------------------------------------------- */

static char *
describe (const GPtrArray *people)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < people->len; i++) {
    const MadoEntity *person = g_ptr_array_index (people, i);
    g_autofree char *line = write_person (person);

    g_string_append_printf (text, "%s %s %s\n", mado_json_get_text (mado_entity_get_body (person), "name"), line,
                            mado_entity_get_state (person));
  }

  return g_string_free_and_steal (text);
}

static gboolean
is_shown (MadoHandlersPage *self, const GPtrArray *people)
{
  g_autofree char *text = describe (people);
  const gboolean is_same = g_strcmp0 (self->shown, text) == 0;

  g_set_str (&self->shown, text);

  return is_same;
}

static void
mado_handlers_page_load (MadoRollPage *page)
{
  MadoHandlersPage *self = MADO_HANDLERS_PAGE (page);
  const MadoHandoverBook *book = mado_ledger_get_book (get_ledger (self));

  if (book == NULL || is_shown (self, book->people))
    return;
  mado_roll_page_begin (page);
  if (book->people->len == 0) {
    mado_roll_page_show_empty (page, _ ("Nobody Is in the Register"),
                               _ ("Whoever works with the data is entered here, and reported to the ward."));
    return;
  }
  add_people (self, book->people, FALSE, _ ("In the Register"));
  add_people (self, book->people, TRUE, _ ("Ended"));
  mado_roll_page_show (page);
}

static void
failed_cb (MadoLedger *ledger, const GError *error, MadoRollPage *page)
{
  g_clear_pointer (&MADO_HANDLERS_PAGE (page)->shown, g_free);
  mado_roll_page_fail (page, error);
}

static void
mado_handlers_page_finalize (GObject *object)
{
  g_free (MADO_HANDLERS_PAGE (object)->shown);

  G_OBJECT_CLASS (mado_handlers_page_parent_class)->finalize (object);
}

static void
mado_handlers_page_class_init (MadoHandlersPageClass *class)
{
  G_OBJECT_CLASS (class)->finalize = mado_handlers_page_finalize;
  MADO_ROLL_PAGE_CLASS (class)->load = mado_handlers_page_load;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (class), "handlers.deed", "(us)", deed_cb);
}

static void
mado_handlers_page_init (MadoHandlersPage *self)
{
}

static AdwNavigationPage *
create_page (MadoPlace *place, MadoSession *session)
{
  AdwNavigationPage *page = mado_roll_page_create (MADO_TYPE_HANDLERS_PAGE, place, session);

  mado_roll_page_add_button (MADO_ROLL_PAGE (page), _ ("_New Entry…"), G_CALLBACK (register_cb));
  g_signal_connect_object (mado_ledger_of (session), "changed", G_CALLBACK (mado_roll_page_load), page,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (mado_ledger_of (session), "failed", G_CALLBACK (failed_cb), page, G_CONNECT_DEFAULT);

  return page;
}

static void
add_places (const MadoPageKind *kind, MadoSession *session, GListStore *places)
{
  mado_roll_page_add_place (
      kind, _ ("Register of Handlers"),
      mado_policy_has_duty (mado_session_get_person (session), mado_session_get_programme (session), "people"), places);
}

const MadoPageKind mado_handlers_page_kind = {
  .add_places = add_places, .create_page = create_page, .help = "handlers", .counts_itself = TRUE
};
