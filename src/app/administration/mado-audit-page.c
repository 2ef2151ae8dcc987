/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The last month that is over, until somebody asks for other days. What is signed off is what is shown: the service
 * makes the report again, and takes nothing else. */

#include "mado-audit-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-date-text.h"
#include "mado-field.h"
#include "mado-form-dialog.h"
#include "mado-roll-page.h"
#include "mado-wording.h"

#define MADO_TYPE_AUDIT_PAGE (mado_audit_page_get_type ())
G_DECLARE_FINAL_TYPE (MadoAuditPage, mado_audit_page, MADO, AUDIT_PAGE, MadoRollPage)

typedef struct {
  char from[MADO_DATE_ISO_SIZE];
  char until[MADO_DATE_ISO_SIZE];
} Days;

struct _MadoAuditPage {
  MadoRollPage parent_instance;

  MadoPlace *place;
  Days days;
  MadoAuditSheet *sheet; /* (nullable): nothing was heard yet */
};

G_DEFINE_FINAL_TYPE (MadoAuditPage, mado_audit_page, MADO_TYPE_ROLL_PAGE)

static Days
find_last_month (void)
{
  MadoDate first = mado_instant_get_japanese_day (mado_instant_now ());
  Days days;

  first.day = 1;
  mado_date_to_iso (mado_date_add_days (first, -1), days.until);
  mado_date_to_iso (mado_date_add_months (first, -1), days.from);

  return days;
}

/* --- other days --------------------------------------------------------------------------------------------------- */

typedef struct {
  MadoAuditPage *page;
  GtkWidget *from;
  GtkWidget *until;
  GtkWidget *password;
} Form;

static void
free_form (gpointer data)
{
  g_object_unref (((Form *) data)->page);
  g_free (data);
}

static Form *
begin (MadoAuditPage *self, MadoFormDialog *dialog)
{
  Form *form = g_new0 (Form, 1);

  form->page = g_object_ref (self);
  g_object_set_data_full (G_OBJECT (dialog), "form", form, free_form);

  return form;
}

static gboolean
read_day (MadoFormDialog *dialog, GtkWidget *field, MadoDate *out_day)
{
  if (mado_date_text_parse (gtk_editable_get_text (GTK_EDITABLE (field)), out_day) == MADO_DATE_TEXT_OK)
    return TRUE;
  mado_form_dialog_refuse (dialog, _ ("This is no day. Type it like R7.6.26 or 2025-06-26"), field);

  return FALSE;
}

static void
days_decided_cb (MadoFormDialog *dialog, Form *form)
{
  const MadoDate today = mado_instant_get_japanese_day (mado_instant_now ());
  MadoDate from, until;

  if (!read_day (dialog, form->from, &from) || !read_day (dialog, form->until, &until))
    return;
  if (mado_date_compare (from, until) > 0 || mado_date_compare (until, today) >= 0) {
    mado_form_dialog_refuse (dialog, _ ("The last day has to be over, and not before the first."), form->until);
    return;
  }
  mado_date_to_iso (from, form->page->days.from);
  mado_date_to_iso (until, form->page->days.until);
  mado_roll_page_load (MADO_ROLL_PAGE (form->page));
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

static void
days_cb (GtkButton *button, MadoAuditPage *self)
{
  MadoFormDialog *dialog = mado_form_dialog_new (_ ("Other Days"), _ ("_Look"), MADO_FORM_DIALOG_PLAIN);
  Form *form = begin (self, dialog);

  form->from = mado_form_dialog_add_latin (dialog, _ ("First Day"));
  form->until = mado_form_dialog_add_latin (dialog, _ ("Last Day"));
  gtk_editable_set_text (GTK_EDITABLE (form->from), self->days.from);
  gtk_editable_set_text (GTK_EDITABLE (form->until), self->days.until);
  g_signal_connect (dialog, "decided", G_CALLBACK (days_decided_cb), form);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

/* --- signing off -------------------------------------------------------------------------------------------------- */

static void
signed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MadoFormDialog) dialog = data;
  const Form *form = g_object_get_data (G_OBJECT (dialog), "form");
  g_auto (MadoAccessReply) reply = { 0 };
  g_autoptr (GError) error = NULL;

  if (!mado_bureau_say_finish (result, &reply, &error)) {
    mado_form_dialog_fail (dialog, error, form->password);
    return;
  }
  mado_roll_page_load (MADO_ROLL_PAGE (form->page));
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

static void
sign_decided_cb (MadoFormDialog *dialog, Form *form)
{
  MadoAuditSheet *sheet = form->page->sheet;
  g_autoptr (MadoSecret) password = mado_field_take_secret (GTK_EDITABLE (form->password));
  g_autofree char *digest = mado_hash_to_hex (&sheet->digest);
  const MadoAccessRequest request = {
    .from = sheet->from, .until = sheet->until, .report = digest, .password = password
  };

  mado_form_dialog_set_busy (dialog, TRUE);
  mado_bureau_say_async (mado_roll_page_get_bureau (MADO_ROLL_PAGE (form->page)), "audit/sign-off", &request, signed_cb,
                         g_object_ref (dialog));
}

static void
sign_cb (GtkWidget *widget, const char *name, GVariant *unused)
{
  MadoAuditPage *self = MADO_AUDIT_PAGE (widget);
  MadoFormDialog *dialog = mado_form_dialog_new (_ ("Sign the Report Off"), _ ("_Sign Off"), MADO_FORM_DIALOG_PLAIN);
  Form *form = begin (self, dialog);
  g_autofree char *from = mado_wording_write_day (self->sheet->from);
  g_autofree char *until = mado_wording_write_day (self->sheet->until);
  /* Translators: the first and the last day, and a number of lines */
  g_autofree char *text = g_strdup_printf (
      _ ("You have looked at the report of %1$s to %2$s, with %3$u lines, and asked about whatever was not clear."),
      from, until, self->sheet->lines->len);

  mado_form_dialog_add_text (dialog, text);
  form->password = mado_form_dialog_add_password (dialog, _ ("Your Password"));
  g_signal_connect (dialog, "decided", G_CALLBACK (sign_decided_cb), form);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

/* --- what is shown ------------------------------------------------------------------------------------------------ */

static const struct {
  const char *concern;
  const char *title;
  const char *text;
} concerns[] = {
  { "out-of-hours", N_ ("Work out of Hours"),
    N_ ("Outside the usual hours, or on a day on which the ward is closed.") },
  { "failure", N_ ("Attempts That Failed"), N_ ("Wrong passwords, and what was not allowed.") },
  { "export", N_ ("What Left the House"), N_ ("Packets and files.") },
  { "mass-reads", N_ ("Many Records Read"), N_ ("More in a day than a day’s work needs.") },
};

static gboolean
is_signed_off (const MadoAuditSheet *sheet)
{
  for (guint i = 0; i < sheet->sign_offs->len; i++)
    if (g_array_index (sheet->sign_offs, MadoAuditSheetSignOff, i).is_same)
      return TRUE;

  return FALSE;
}

static gboolean
is_of_last_month (const MadoAuditSheet *sheet)
{
  const Days days = find_last_month ();

  return strcmp (sheet->from, days.from) == 0 && strcmp (sheet->until, days.until) == 0;
}

/* The report of a month waits until somebody has signed it off. */
static void
count_waiting (MadoPlace *place, const MadoAuditSheet *sheet)
{
  mado_place_set_count (place, is_signed_off (sheet) ? MADO_PLACE_NOT_COUNTED : 1);
}

static void
add_line (AdwPreferencesGroup *group, const MadoAuditSheetLine *line)
{
  g_autofree char *day = mado_wording_write_day (line->day);
  const char *account = line->account[0] != '\0' ? line->account : _ ("Nobody known");
  const char *terminal = line->terminal[0] != '\0' ? line->terminal : _ ("all terminals, or the service itself");
  /* Translators: a day, and a terminal */
  g_autofree char *subtitle = g_strdup_printf (_ ("%1$s, %2$s"), day, terminal);
  g_autofree char *count =
      g_strdup_printf (ngettext ("%'u time", "%'u times", (gulong) line->count), (guint) line->count);
  GtkWidget *row = mado_roll_row_new (account, subtitle);

  mado_roll_row_mark (row, count, "desk");
  adw_preferences_group_add (group, row);
}

static void
add_concern (MadoAuditPage *self, gsize index)
{
  AdwPreferencesGroup *group = NULL;

  for (guint i = 0; i < self->sheet->lines->len; i++) {
    const MadoAuditSheetLine *line = &g_array_index (self->sheet->lines, MadoAuditSheetLine, i);

    if (strcmp (line->concern, concerns[index].concern) != 0)
      continue;
    if (group == NULL)
      group = mado_roll_page_add_group (MADO_ROLL_PAGE (self), _ (concerns[index].title), _ (concerns[index].text));
    add_line (group, line);
  }
}

static void
add_sign_offs (MadoAuditPage *self, AdwPreferencesGroup *group)
{
  for (guint i = 0; i < self->sheet->sign_offs->len; i++) {
    const MadoAuditSheetSignOff *sign_off = &g_array_index (self->sheet->sign_offs, MadoAuditSheetSignOff, i);
    g_autofree char *at = mado_roll_dup_time (sign_off->at);
    GtkWidget *row = mado_roll_row_new (sign_off->account, at);

    mado_roll_row_mark (row, sign_off->is_same ? _ ("Signed off") : _ ("The logs say something else now"),
                        sign_off->is_same ? NULL : "overdue");
    adw_preferences_group_add (group, row);
  }
}

static void
add_head (MadoAuditPage *self)
{
  g_autofree char *from = mado_wording_write_day (self->sheet->from);
  g_autofree char *until = mado_wording_write_day (self->sheet->until);
  /* Translators: the first and the last day */
  g_autofree char *title = g_strdup_printf (_ ("%1$s to %2$s"), from, until);
  /* Translators: two hours, and a number of records */
  g_autofree char *rules = g_strdup_printf (_ ("Usual is work from %1$u to %2$u o’clock, and up to %3$u records in a "
                                               "day."),
                                            self->sheet->opens, self->sheet->closes, self->sheet->mass_reads);
  AdwPreferencesGroup *group = mado_roll_page_add_group (MADO_ROLL_PAGE (self), title, rules);
  GtkWidget *button;

  add_sign_offs (self, group);
  if (is_signed_off (self->sheet))
    return;
  button = gtk_button_new_with_mnemonic (_ ("_Sign Off…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "audit.sign");
  gtk_widget_add_css_class (button, "suggested-action");
  adw_preferences_group_set_header_suffix (group, button);
  if (self->sheet->lines->len == 0)
    adw_preferences_group_add (
        group, mado_roll_row_new (_ ("Nothing stands out"), _ ("Sign off that you have looked, all the same.")));
}

static gboolean
mado_audit_page_hear (MadoRollPage *page, GAsyncResult *result, MadoAccessVerdict *out_verdict, GError **error)
{
  MadoAuditPage *self = MADO_AUDIT_PAGE (page);
  MadoAuditSheet *sheet = mado_door_hear_report (result, out_verdict, error);

  if (sheet == NULL)
    return FALSE;
  g_clear_pointer (&self->sheet, mado_audit_sheet_free);
  self->sheet = sheet;
  if (is_of_last_month (sheet))
    count_waiting (self->place, sheet);

  return TRUE;
}

static void
mado_audit_page_fill (MadoRollPage *page)
{
  MadoAuditPage *self = MADO_AUDIT_PAGE (page);

  add_head (self);
  for (gsize i = 0; i < G_N_ELEMENTS (concerns); i++)
    add_concern (self, i);
}

/* --- the page ----------------------------------------------------------------------------------------------------- */

static void
mado_audit_page_load (MadoRollPage *page)
{
  MadoAuditPage *self = MADO_AUDIT_PAGE (page);
  const MadoAccessRequest request = { .from = self->days.from, .until = self->days.until };

  mado_roll_page_ask (page, "audit/report", &request);
}

static void
mado_audit_page_dispose (GObject *object)
{
  g_clear_pointer (&MADO_AUDIT_PAGE (object)->sheet, mado_audit_sheet_free);
  g_clear_object (&MADO_AUDIT_PAGE (object)->place);

  G_OBJECT_CLASS (mado_audit_page_parent_class)->dispose (object);
}

static void
mado_audit_page_class_init (MadoAuditPageClass *class)
{
  G_OBJECT_CLASS (class)->dispose = mado_audit_page_dispose;
  MADO_ROLL_PAGE_CLASS (class)->load = mado_audit_page_load;
  MADO_ROLL_PAGE_CLASS (class)->hear = mado_audit_page_hear;
  MADO_ROLL_PAGE_CLASS (class)->fill = mado_audit_page_fill;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (class), "audit.sign", NULL, sign_cb);
}

static void
mado_audit_page_init (MadoAuditPage *self)
{
  self->days = find_last_month ();
}

static AdwNavigationPage *
create_page (MadoPlace *place, MadoSession *session)
{
  AdwNavigationPage *page = mado_roll_page_create (MADO_TYPE_AUDIT_PAGE, place, session);

  MADO_AUDIT_PAGE (page)->place = g_object_ref (place);
  mado_roll_page_add_button (MADO_ROLL_PAGE (page), _ ("_Other Days…"), G_CALLBACK (days_cb));

  return page;
}

/* Before anybody opens the page, so that the side says that a report waits. Where there is no answer it says nothing.
 */
static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MadoPlace) place = data;
  MadoAccessVerdict verdict = MADO_ACCESS_DONE;
  g_autoptr (MadoAuditSheet) sheet = mado_door_hear_report (result, &verdict, NULL);

  if (sheet != NULL)
    count_waiting (place, sheet);
}

static void
add_places (const MadoPageKind *kind, MadoSession *session, GListStore *places)
{
  MadoPlace *place = mado_roll_page_add_place (kind, _ ("Check of the Logs"), mado_bureau_is_for (session), places);
  const Days days = find_last_month ();
  const MadoAccessRequest request = { .from = (char *) days.from, .until = (char *) days.until };

  if (place != NULL)
    mado_bureau_say_async (mado_bureau_of (session), "audit/report", &request, looked_cb, g_object_ref (place));
}

const MadoPageKind mado_audit_page_kind = {
  .add_places = add_places, .create_page = create_page, .help = "log-check", .counts_itself = TRUE
};
