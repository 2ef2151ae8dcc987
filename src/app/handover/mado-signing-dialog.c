/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Asks what a step says, says in one sentence what is signed, and signs it. */

#include "mado-signing-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-advice.h"
#include "mado-date-text.h"
#include "mado-field.h"
#include "mado-fold.h"
#include "mado-handover-attesting.h"
#include "mado-handover-error.h"
#include "mado-handover-signing.h"
#include "mado-handover-words.h"
#include "mado-json-member.h"
#include "mado-leave.h"
#include "mado-letter-order.h"
#include "mado-own-key.h"
#include "mado-packet-error.h"
#include "mado-packet-words.h"
#include "mado-picture-pane.h"
#include "mado-pictures.h"
#include "mado-practice-ward.h"
#include "mado-refusal-alert.h"
#include "mado-step-field.h"
#include "mado-touch-error.h"

typedef struct {
  const MadoStepField *field;
  GtkWidget *row;
  char *before;        /* (nullable): what stands there now; only what differs is said */
  GPtrArray *accounts; /* (nullable) (element-type utf8): of the people that a list names */
} Asked;

struct _MadoSigningDialog {
  AdwDialog parent_instance;

  MadoLedger *ledger;
  MadoEntity *handover; /* (nullable): %NULL: it is no step of a hand-over */
  char *step;
  char *kind;           /* (nullable): of the operation, where it is no step; then … */
  MadoId entity;        /* … what it is about, … */
  gint64 version;       /* … as it was seen, … */
  yyjson_mut_doc *said; /* (nullable): … and what it says, beside what is asked */
  char *corrects;       /* (nullable): an operation */
  GBytes *statement;    /* (nullable): what the receiver has signed elsewhere */
  GBytes *photo;        /* (nullable): what is attached */
  gboolean is_by_paper;
  GArray *asked; /* Asked */

  GtkLabel *pledge;
  AdwBin *picture;
  AdwPreferencesGroup *fields;
  GtkEditable *password;
  GtkLabel *hint;
  GtkLabel *refusal;
  GtkWidget *own_key;
  GtkWidget *sign;
};

G_DEFINE_FINAL_TYPE (MadoSigningDialog, mado_signing_dialog, ADW_TYPE_DIALOG)

static void
refuse (MadoSigningDialog *self, const char *text, GtkWidget *field)
{
  mado_refusal_tell (self->refusal, text, field);
}

/* --- what was typed ----------------------------------------------------------------------------------------------- */

static char *
dup_typed (const Asked *asked)
{
  if (asked->accounts != NULL) {
    guint place = adw_combo_row_get_selected (ADW_COMBO_ROW (asked->row));

    return g_strdup (place < asked->accounts->len ? g_ptr_array_index (asked->accounts, place) : "");
  }

  if (asked->field->kind == MADO_STEP_FIELD_FLAG)
    return g_strdup (adw_switch_row_get_active (ADW_SWITCH_ROW (asked->row)) ? "1" : "0");

  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (asked->row)));

  g_strstrip (text);

  return asked->field->kind == MADO_STEP_FIELD_TEXT ? g_steal_pointer (&text) : mado_fold_width (text);
}

static gboolean
add_count (yyjson_mut_doc *doc, yyjson_mut_val *body, const char *member, const char *text)
{
  g_auto (GStrv) groups = g_strsplit (text, ",", -1);
  g_autofree char *digits = g_strjoinv ("", groups);
  gint64 count;

  return g_ascii_string_to_signed (digits, 10, 0, G_GINT64_CONSTANT (9007199254740991), &count, NULL) &&
         yyjson_mut_obj_add_sint (doc, body, member, count);
}

static gboolean
add_day (yyjson_mut_doc *doc, yyjson_mut_val *body, const char *member, const char *text)
{
  char iso[MADO_DATE_ISO_SIZE];
  MadoDate day;

  if (mado_date_text_parse (text, &day) != MADO_DATE_TEXT_OK)
    return FALSE;
  mado_date_to_iso (day, iso);

  return yyjson_mut_obj_add_strcpy (doc, body, member, iso);
}

static gboolean
add_field (yyjson_mut_doc *doc, yyjson_mut_val *body, const Asked *asked, const char *text)
{
  const char *member = asked->field->member;

  if (text[0] == '\0')
    return asked->field->need == MADO_STEP_FIELD_OPTIONAL;
  if (asked->field->kind == MADO_STEP_FIELD_FLAG)
    return yyjson_mut_obj_add_bool (doc, body, member, text[0] == '1');
  if (asked->field->kind == MADO_STEP_FIELD_COUNT)
    return add_count (doc, body, member, text);
  if (asked->field->kind == MADO_STEP_FIELD_DAY)
    return add_day (doc, body, member, text);

  return yyjson_mut_obj_add_strcpy (doc, body, member, text);
}

/* Returns: (transfer full) (nullable): the body of the step; %NULL after it was said what is missing */
static yyjson_mut_doc *
read_fields (MadoSigningDialog *self)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);

  if (self->said != NULL) {
    yyjson_mut_doc_free (doc);
    doc = yyjson_mut_doc_mut_copy (self->said, NULL);
    body = yyjson_mut_doc_get_root (doc);
  }
  yyjson_mut_doc_set_root (doc, body);
  if (self->corrects != NULL)
    yyjson_mut_obj_add_str (doc, body, "corrects", self->corrects);
  for (guint i = 0; i < self->asked->len; i++) {
    const Asked *asked = &g_array_index (self->asked, Asked, i);
    g_autofree char *text = dup_typed (asked);
    /* Translators: %s is the name of a field */
    g_autofree char *why = g_strdup_printf (_ ("Fill in “%s”"), _ (asked->field->label));

    if (asked->before != NULL && strcmp (asked->before, text) == 0)
      continue;
    if (add_field (doc, body, asked, text))
      continue;
    refuse (self, why, asked->row);
    yyjson_mut_doc_free (doc);
    return NULL;
  }

  return doc;
}

static gboolean
is_order (const MadoSigningDialog *self)
{
  return strcmp (self->step, "order") == 0;
}

/* Returns: (transfer full): the body of a new entry, of what was typed */
static yyjson_mut_doc *
write_order (MadoSigningDialog *self, yyjson_mut_doc *typed)
{
  yyjson_mut_val *body = yyjson_mut_doc_get_root (typed);
  yyjson_mut_doc *doc =
      mado_letter_order_write (self->handover, yyjson_mut_get_str (yyjson_mut_obj_get (body, "number")),
                               yyjson_mut_get_str (yyjson_mut_obj_get (body, "content")), NULL);

  yyjson_mut_doc_free (typed);

  return doc;
}

/* --- signing ------------------------------------------------------------------------------------------------------ */

typedef struct {
  MadoSession *session;
  MadoId entity;
  gint64 version;
  char *kind;
  yyjson_mut_doc *doc;
  GBytes *statement; /* (nullable) */
  GBytes *photo;     /* (nullable) */
  MadoSecret *password;
} Request;

static void
free_request (gpointer data)
{
  Request *request = data;

  g_object_unref (request->session);
  g_free (request->kind);
  yyjson_mut_doc_free (request->doc);
  g_clear_pointer (&request->statement, g_bytes_unref);
  g_clear_pointer (&request->photo, g_bytes_unref);
  mado_secret_free (request->password);
  g_free (request);
}

static gboolean
sign (const Request *request, MadoDesk *desk, const MadoSigningKey *key, GError **error)
{
  const MadoHandoverStep step = { request->kind, request->entity, request->version,
                                  yyjson_mut_doc_get_root (request->doc), request->photo };

  return request->statement != NULL
             ? mado_handover_attest (desk, request->statement, key, mado_instant_now (), request->entity, error)
             : mado_handover_sign (desk, &step, key, mado_instant_now (), error);
}

static void
sign_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Request *request = data;
  MadoDesk *desk = mado_session_get_desk (request->session);
  GError *error = NULL;
  g_autoptr (MadoSigningKey) key = mado_own_key_unlock (desk, request->password, &error);

  if (key != NULL && mado_leave_take (request->session, request->password, &error) && sign (request, desk, key, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static GtkWidget *
find_row (MadoSigningDialog *self, const char *member)
{
  for (guint i = 0; i < self->asked->len; i++)
    if (strcmp (g_array_index (self->asked, Asked, i).field->member, member) == 0)
      return g_array_index (self->asked, Asked, i).row;

  return NULL;
}

/* Of a statement nothing can be put right here: it is signed. */
static char *
write_refusal (MadoSigningDialog *self, const char *code, const char *subject)
{
  gboolean is_elsewhere = self->statement != NULL;

  if (strcmp (code, MADO_REFUSAL_EXISTS) == 0 && strcmp (subject, "hash") == 0)
    return g_strdup (_ ("This picture is attached already."));
  if (is_elsewhere && strcmp (code, MADO_REFUSAL_COUNT) == 0)
    return g_strdup (
        _ ("The receiver found something else than was given. Enter nothing and call the receiver: it is an "
           "incident."));
  if (is_elsewhere && strcmp (code, MADO_REFUSAL_SIGNATURE) == 0)
    return g_strdup (_ ("The file is not what the receiver signed, or another key signed it."));
  if (strcmp (code, MADO_REFUSAL_SIGNATURE) == 0)
    return g_strdup (_ ("The register of handlers does not have the signing key of this terminal as yours. Open “My "
                        "Signing Key…”, and tell the key that stands there to whoever keeps the register."));
  if (is_elsewhere && strcmp (code, MADO_REFUSAL_VALUE) == 0 && strcmp (subject, "number") == 0)
    return g_strdup (_ ("The file is about another medium."));
  if (is_elsewhere && strcmp (code, MADO_REFUSAL_VALUE) == 0)
    return g_strdup (_ ("The file is of a time before the medium left, or of one that has not come."));

  return g_strdup (_ (mado_refusal_get_message (code)));
}

static void
show_refusal (MadoSigningDialog *self, const MadoRefusal *refusal)
{
  const char *subject = refusal->subjects->len > 0 ? g_ptr_array_index (refusal->subjects, 0) : "";
  GtkWidget *row = find_row (self, subject);
  g_autofree char *text = NULL;

  if (row != NULL && strcmp (refusal->code, MADO_REFUSAL_COUNT) == 0)
    /* Translators: %s is the name of a field */
    text = g_strdup_printf (_ ("“%s” differs from what was given. Count once more. If it stays so, sign nothing and "
                               "call the giver: it is an incident."),
                            adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
  else if (row != NULL && strcmp (refusal->code, MADO_REFUSAL_REQUIRED) == 0)
    /* Translators: %s is the name of a field */
    text = g_strdup_printf (_ ("Fill in “%s”"), adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
  else if (row != NULL && strcmp (refusal->code, MADO_REFUSAL_VALUE) == 0)
    /* Translators: %s is the name of a field */
    text = g_strdup_printf (_ ("“%s” cannot be so: look at it once more"),
                            adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
  else
    text = write_refusal (self, refusal->code, subject);
  refuse (self, text, row);
}

static void
show_fault (MadoSigningDialog *self, const GError *error)
{
  g_autofree char *text = mado_packet_words_dup_error (error);

  refuse (self, text, NULL);
}

static gboolean
is_mended_by_signing_again (const GError *error)
{
  return error->domain == MADO_LEAVE_ERROR || error->domain == MADO_TOUCH_ERROR;
}

/* Whether there is something to do about the own key: without one, with another than the register has. */
static gboolean
is_about_key (MadoSigningDialog *self, const GError *error)
{
  g_autoptr (MadoRefusal) refusal = mado_handover_error_dup_refusal (error);

  if (refusal != NULL)
    return self->statement == NULL && strcmp (refusal->code, MADO_REFUSAL_SIGNATURE) == 0;

  return g_error_matches (error, MADO_HANDOVER_ERROR, MADO_HANDOVER_ERROR_KEY) ||
         g_error_matches (error, MADO_HANDOVER_ERROR, MADO_HANDOVER_ERROR_EARLIER);
}

static void
show_error (MadoSigningDialog *self, const GError *error)
{
  g_autoptr (MadoRefusal) refusal = mado_handover_error_dup_refusal (error);
  const MadoAdvice advice = mado_advice_find (error);

  gtk_widget_set_visible (self->own_key, is_about_key (self, error));
  if (refusal != NULL)
    show_refusal (self, refusal);
  else if (g_error_matches (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_PASSWORD))
    refuse (self, _ ("The password is wrong. Nothing was signed."), GTK_WIDGET (self->password));
  else if (error->domain == MADO_PACKET_ERROR || error->domain == MADO_HANDOVER_ERROR)
    show_fault (self, error);
  else
    refuse (self, _ (advice.title), is_mended_by_signing_again (error) ? GTK_WIDGET (self->password) : NULL);
}

static void
signed_cb (GObject *source, GAsyncResult *result, gpointer dialog)
{
  g_autoptr (MadoSigningDialog) self = dialog;
  g_autoptr (GError) error = NULL;

  gtk_widget_set_sensitive (self->sign, TRUE);
  if (!g_task_propagate_boolean (G_TASK (result), &error)) {
    show_error (self, error);
    return;
  }
  mado_session_note_saved (mado_ledger_get_session (self->ledger));
  adw_dialog_force_close (ADW_DIALOG (self));
}

/* @doc: (transfer full): what was typed */
static void
address (MadoSigningDialog *self, Request *request, yyjson_mut_doc *doc)
{
  const gboolean is_new = is_order (self);

  request->doc = is_new ? write_order (self, doc) : doc;
  if (self->kind != NULL) {
    request->entity = self->entity;
    request->version = self->version;
    request->kind = g_strdup (self->kind);
    return;
  }
  request->entity = is_new ? mado_id_draw () : mado_entity_get_id (self->handover);
  request->version = is_new ? 0 : mado_entity_get_version (self->handover);
  request->kind = g_strconcat ("handover.", is_new ? "make" : self->step, NULL);
}

static void
sign_cb (GtkWidget *from, MadoSigningDialog *self)
{
  yyjson_mut_doc *doc = gtk_widget_get_sensitive (self->sign) ? read_fields (self) : NULL;
  Request *request;
  g_autoptr (GTask) task = NULL;

  if (doc == NULL)
    return;
  if (gtk_editable_get_text (self->password)[0] == '\0') {
    refuse (self, _ ("Type your password: that is how you sign"), GTK_WIDGET (self->password));
    yyjson_mut_doc_free (doc);
    return;
  }
  request = g_new0 (Request, 1);
  request->session = g_object_ref (mado_ledger_get_session (self->ledger));
  address (self, request, doc);
  request->statement = self->statement != NULL ? g_bytes_ref (self->statement) : NULL;
  request->photo = self->photo != NULL ? g_bytes_ref (self->photo) : NULL;
  request->password = mado_field_take_secret (self->password);
  gtk_widget_set_visible (GTK_WIDGET (self->refusal), FALSE);
  gtk_widget_set_visible (self->own_key, FALSE);
  gtk_widget_set_sensitive (self->sign, FALSE);
  task = g_task_new (NULL, NULL, signed_cb, g_object_ref (self));
  g_task_set_task_data (task, request, free_request);
  g_task_run_in_thread (task, sign_work);
}

static void
cancel_cb (GtkWidget *from, MadoSigningDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* --- fields ------------------------------------------------------------------------------------------------------- */

static void
clear_asked (gpointer data)
{
  Asked *asked = data;

  g_free (asked->before);
  g_clear_pointer (&asked->accounts, g_ptr_array_unref);
}

static gboolean
may_receive (MadoSigningDialog *self, const MadoEntity *person)
{
  const char *account = mado_json_get_text (mado_entity_get_body (person), "account");
  MadoDate today = mado_instant_get_japanese_day (mado_instant_now ());

  return strcmp (account, mado_session_get_person (mado_ledger_get_session (self->ledger))->account) != 0 &&
         mado_handover_book_find_in_charge (mado_ledger_get_book (self->ledger), account, today) == person;
}

static GtkWidget *
create_people (MadoSigningDialog *self, GPtrArray *accounts)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const GPtrArray *people = mado_ledger_get_book (self->ledger)->people;
  GtkWidget *row = adw_combo_row_new ();

  for (guint i = 0; i < people->len; i++) {
    MadoEntity *person = g_ptr_array_index (people, i);
    yyjson_val *body = mado_entity_get_body (person);
    g_autofree char *name =
        g_strdup_printf ("%s（%s）", mado_json_get_text (body, "name"), mado_json_get_text (body, "organisation"));

    if (!may_receive (self, person))
      continue;
    gtk_string_list_append (names, name);
    g_ptr_array_add (accounts, g_strdup (mado_json_get_text (body, "account")));
  }
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));

  return row;
}

static char *
write_value (yyjson_val *value)
{
  if (value == NULL)
    return NULL;

  return yyjson_is_str (value) ? g_strdup (yyjson_get_str (value))
                               : g_strdup_printf ("%" G_GINT64_FORMAT, yyjson_get_sint (value));
}

static void
ask (MadoSigningDialog *self, const MadoStepField *field, yyjson_val *before)
{
  Asked asked = { .field = field, .before = write_value (before) };

  if (field->kind == MADO_STEP_FIELD_PERSON) {
    asked.accounts = g_ptr_array_new_with_free_func (g_free);
    asked.row = create_people (self, asked.accounts);
  } else if (field->kind == MADO_STEP_FIELD_FLAG) {
    asked.row = adw_switch_row_new ();
  } else {
    asked.row = adw_entry_row_new ();
    g_signal_connect (asked.row, "entry-activated", G_CALLBACK (sign_cb), self);
    if (field->kind != MADO_STEP_FIELD_TEXT)
      mado_field_take_latin (GTK_EDITABLE (asked.row));
    gtk_editable_set_text (GTK_EDITABLE (asked.row), asked.before != NULL ? asked.before : "");
  }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (asked.row), _ (field->label));
  adw_preferences_group_add (self->fields, asked.row);
  g_array_append_val (self->asked, asked);
}

static gboolean
is_asked (MadoSigningDialog *self, const MadoStepField *field)
{
  if (strcmp (field->step, self->step) != 0 ||
      (field->need == MADO_STEP_FIELD_OF_DATA &&
       yyjson_obj_get (mado_entity_get_body (self->handover), field->member) == NULL))
    return FALSE;

  return field->need != MADO_STEP_FIELD_BY_PAPER || self->is_by_paper;
}

static void
ask_all (MadoSigningDialog *self)
{
  for (const MadoStepField *field = mado_step_fields; field->step != NULL; field++)
    if (is_asked (self, field))
      ask (self, field, NULL);
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_signing_dialog_dispose (GObject *object)
{
  MadoSigningDialog *self = MADO_SIGNING_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_SIGNING_DIALOG);
  g_clear_object (&self->ledger);
  g_clear_pointer (&self->handover, mado_entity_unref);
  g_clear_pointer (&self->asked, g_array_unref);
  g_clear_pointer (&self->step, g_free);
  g_clear_pointer (&self->corrects, g_free);
  g_clear_pointer (&self->statement, g_bytes_unref);
  g_clear_pointer (&self->photo, g_bytes_unref);
  g_clear_pointer (&self->kind, g_free);
  g_clear_pointer (&self->said, yyjson_mut_doc_free);

  G_OBJECT_CLASS (mado_signing_dialog_parent_class)->dispose (object);
}

static void
mado_signing_dialog_class_init (MadoSigningDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_signing_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-signing-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoSigningDialog, pledge);
  gtk_widget_class_bind_template_child (widget_class, MadoSigningDialog, picture);
  gtk_widget_class_bind_template_child (widget_class, MadoSigningDialog, fields);
  gtk_widget_class_bind_template_child (widget_class, MadoSigningDialog, password);
  gtk_widget_class_bind_template_child (widget_class, MadoSigningDialog, hint);
  gtk_widget_class_bind_template_child (widget_class, MadoSigningDialog, refusal);
  gtk_widget_class_bind_template_child (widget_class, MadoSigningDialog, own_key);
  gtk_widget_class_bind_template_child (widget_class, MadoSigningDialog, sign);
  gtk_widget_class_bind_template_callback (widget_class, sign_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
mado_signing_dialog_init (MadoSigningDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->asked = g_array_new (FALSE, FALSE, sizeof (Asked));
  g_array_set_clear_func (self->asked, clear_asked);
  mado_field_take_latin (self->password);
}

static void
hint_at_password (MadoSigningDialog *self)
{
  if (mado_session_is_practice (mado_ledger_get_session (self->ledger))) {
    /* Translators: %s is a password */
    g_autofree char *hint =
        g_strdup_printf (_ ("While you practise, the password is “%s”."), MADO_PRACTICE_WARD_SIGNING_PASSWORD);

    gtk_label_set_text (self->hint, hint);
    gtk_widget_set_visible (GTK_WIDGET (self->hint), TRUE);
  }
}

static MadoSigningDialog *
create (MadoLedger *ledger, MadoEntity *handover, const char *step, gboolean is_by_paper)
{
  MadoSigningDialog *self = g_object_new (MADO_TYPE_SIGNING_DIALOG, NULL);
  g_autofree char *pledge = mado_handover_words_dup_pledge (handover, step);

  self->ledger = g_object_ref (ledger);
  self->handover = mado_entity_ref (handover);
  self->step = g_strdup (step);
  self->is_by_paper = is_by_paper;
  adw_dialog_set_title (ADW_DIALOG (self), mado_handover_words_get_act (handover, step));
  gtk_label_set_text (self->pledge, pledge);
  ask_all (self);
  hint_at_password (self);

  return self;
}

/* What is filled in first has the focus. */
static void
choose_focus (MadoSigningDialog *self)
{
  if (self->asked->len > 0)
    adw_dialog_set_focus (ADW_DIALOG (self), g_array_index (self->asked, Asked, 0).row);
}

/**
 * mado_signing_dialog_new:
 * @ledger: a ledger
 * @handover: an entry of it
 * @step: what is to be signed; "order" is another entry, of letters that are printed from this one
 * @is_by_paper: whether it is signed for a shop without the program
 *
 * Returns: (transfer floating): the dialog, to be presented on a window
 */
AdwDialog *
mado_signing_dialog_new (MadoLedger *ledger, MadoEntity *handover, const char *step, gboolean is_by_paper)
{
  MadoSigningDialog *self = create (ledger, handover, step, is_by_paper);

  choose_focus (self);

  return ADW_DIALOG (self);
}

/**
 * mado_signing_dialog_new_correction:
 * @ledger: a ledger
 * @handover: an entry of it
 * @entry: of its track, that is wrong
 *
 * Returns: (transfer floating): the dialog, to be presented on a window
 */
AdwDialog *
mado_signing_dialog_new_correction (MadoLedger *ledger, MadoEntity *handover, yyjson_val *entry)
{
  MadoSigningDialog *self = create (ledger, handover, "correct", FALSE);

  self->corrects = g_strdup (mado_json_get_text (entry, "operation"));
  for (const MadoStepField *field = mado_step_fields_to_mend; field->step != NULL; field++)
    if (yyjson_obj_get (entry, field->member) != NULL)
      ask (self, field, yyjson_obj_get (entry, field->member));
  choose_focus (self);

  return ADW_DIALOG (self);
}

/**
 * mado_signing_dialog_new_statement:
 * @ledger: a ledger
 * @handover: an entry of it
 * @statement: what its receiver has signed without the program
 *
 * Returns: (transfer floating): the dialog, to be presented on a window
 */
AdwDialog *
mado_signing_dialog_new_statement (MadoLedger *ledger, MadoEntity *handover, GBytes *statement)
{
  MadoSigningDialog *self = create (ledger, handover, "attest", FALSE);

  self->statement = g_bytes_ref (statement);
  gtk_widget_set_visible (GTK_WIDGET (self->fields), FALSE);
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->password));

  return ADW_DIALOG (self);
}

/* Whoever signs sees what is signed for. */
static void
show_photo (MadoSigningDialog *self, const MadoHandoverPhoto *photo)
{
  GtkWidget *pane = g_object_new (MADO_TYPE_PICTURE_PANE, "height-request", 280, NULL);
  g_autoptr (GPtrArray) papers = g_ptr_array_new_with_free_func (mado_case_paper_free);

  g_ptr_array_add (papers, mado_case_paper_new (photo->bytes, NULL));
  mado_picture_pane_stand_alone (MADO_PICTURE_PANE (pane));
  mado_picture_pane_show_papers (MADO_PICTURE_PANE (pane), papers, 0);
  adw_bin_set_child (self->picture, pane);
  gtk_widget_set_visible (GTK_WIDGET (self->picture), TRUE);
}

/**
 * mado_signing_dialog_new_photo:
 * @ledger: a ledger
 * @handover: an entry of it
 * @photo: what is attached to it
 *
 * Returns: (transfer floating): the dialog, to be presented on a window
 */
AdwDialog *
mado_signing_dialog_new_photo (MadoLedger *ledger, MadoEntity *handover, const MadoHandoverPhoto *photo)
{
  MadoSigningDialog *self = create (ledger, handover, "attach", FALSE);

  self->photo = g_bytes_ref (photo->bytes);
  self->said = mado_handover_photo_write (photo, NULL);
  show_photo (self, photo);
  choose_focus (self);

  return ADW_DIALOG (self);
}

/**
 * mado_signing_dialog_new_act:
 * @ledger: a ledger
 * @act: what is signed
 *
 * Returns: (transfer floating): the dialog, to be presented on a window
 */
AdwDialog *
mado_signing_dialog_new_act (MadoLedger *ledger, const MadoSigningAct *act)
{
  MadoSigningDialog *self = g_object_new (MADO_TYPE_SIGNING_DIALOG, NULL);

  self->ledger = g_object_ref (ledger);
  self->kind = g_strdup (act->kind);
  self->step = g_strdup (act->step);
  self->entity = act->entity;
  self->version = act->version;
  self->said = act->body != NULL ? yyjson_mut_doc_mut_copy (act->body, NULL) : NULL;
  adw_dialog_set_title (ADW_DIALOG (self), act->title);
  gtk_label_set_text (self->pledge, act->pledge);
  ask_all (self);
  gtk_widget_set_visible (GTK_WIDGET (self->fields), self->asked->len > 0);
  choose_focus (self);
  if (self->asked->len == 0)
    adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->password));
  hint_at_password (self);

  return ADW_DIALOG (self);
}
