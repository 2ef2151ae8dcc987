/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two forms: what is wanted, with the password; then the picture, and the code that proves that it was taken. */

#include "mado-factor-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-field.h"
#include "mado-form-dialog.h"
#include "mado-secret-row.h"

#define MODULE 4 /* pixels */
#define QUIET 4  /* modules around the picture that a camera wants */
#define WHITE 0xff

/* A form, as long as its dialog. */
typedef struct {
  MadoBureau *bureau;
  GtkWidget *parent;
  GtkWidget *is_off; /* (nullable) */
  GtkWidget *field;  /* the password, or the code */
} Form;

static void
free_form (gpointer data)
{
  Form *form = data;

  g_object_unref (form->bureau);
  g_object_unref (form->parent);
  g_free (form);
}

static Form *
begin (MadoFormDialog *dialog, MadoBureau *bureau, GtkWidget *parent)
{
  Form *form = g_new0 (Form, 1);

  form->bureau = g_object_ref (bureau);
  form->parent = g_object_ref (parent);
  g_object_set_data_full (G_OBJECT (dialog), "form", form, free_form);

  return form;
}

static const Form *
get_form (gpointer dialog)
{
  return g_object_get_data (G_OBJECT (dialog), "form");
}

/* --- what is shown ------------------------------------------------------------------------------------------------ */

static void
fill_row (const char *line, gsize n_modules, guchar *pixels, gsize width)
{
  for (gsize column = 0; column < n_modules; column++)
    if (line[column] == '1')
      for (gsize y = 0; y < MODULE; y++)
        memset (pixels + (y * width) + ((QUIET + column) * MODULE), 0, MODULE);
}

/* Black on white, whatever the colors of the desktop are: cameras do not read the opposite. */
static GdkTexture *
draw_picture (const char *picture)
{
  g_autofree char *trimmed = g_strchomp (g_strdup (picture));
  g_auto (GStrv) lines = g_strsplit (trimmed, "\n", -1);
  const gsize n_modules = g_strv_length (lines);
  const gsize width = (n_modules + 2 * (gsize) QUIET) * MODULE;
  guchar *pixels = g_malloc (width * width);
  g_autoptr (GBytes) bytes = g_bytes_new_take (pixels, width * width);

  memset (pixels, WHITE, width * width);
  for (gsize row = 0; row < n_modules; row++)
    fill_row (lines[row], MIN (strlen (lines[row]), n_modules), pixels + ((QUIET + row) * MODULE * width), width);

  return gdk_memory_texture_new ((int) width, (int) width, GDK_MEMORY_G8, bytes, width);
}

static GtkWidget *
create_picture (const char *picture)
{
  g_autoptr (GdkTexture) texture = draw_picture (picture);
  GtkWidget *widget = gtk_picture_new_for_paintable (GDK_PAINTABLE (texture));

  gtk_picture_set_can_shrink (GTK_PICTURE (widget), FALSE);
  gtk_picture_set_content_fit (GTK_PICTURE (widget), GTK_CONTENT_FIT_SCALE_DOWN);
  gtk_picture_set_alternative_text (GTK_PICTURE (widget), _ ("A picture that your authenticator scans"));
  gtk_widget_set_halign (widget, GTK_ALIGN_CENTER);

  return widget;
}

/* Whose authenticator has no camera types it. */
static char *
dup_key (const char *uri)
{
  const char *begins = strstr (uri, "secret="), *key = begins != NULL ? begins + strlen ("secret=") : "";
  gsize length = 0;

  while (g_ascii_isalnum (key[length]))
    length++;

  return mado_secret_row_dup_groups (key, length);
}

static void
show_done (const Form *form, const char *text)
{
  adw_dialog_present (ADW_DIALOG (mado_form_dialog_new_notice (_ ("Second Factor"), text)), form->parent);
}

/* --- the code that proves it ---------------------------------------------------------------------------------------
 */

static void
end (MadoFormDialog *dialog, GAsyncResult *result, const char *done)
{
  const Form *form = get_form (dialog);
  g_auto (MadoAccessReply) reply = { 0 };
  g_autoptr (GError) error = NULL;

  if (!mado_bureau_say_finish (result, &reply, &error)) {
    mado_form_dialog_fail (dialog, error, form->field);
    return;
  }
  mado_bureau_note_change (form->bureau);
  show_done (form, done);
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

static void
confirmed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MadoFormDialog) dialog = data;

  end (dialog, result,
       _ ("From your next sign-in on you are asked for a code of your authenticator. If you lose it, ask "
          "an administrator for a new password: that turns it off."));
}

static void
confirm_cb (MadoFormDialog *dialog, gpointer unused)
{
  const Form *form = get_form (dialog);
  const MadoAccessRequest request = { .code = (char *) gtk_editable_get_text (GTK_EDITABLE (form->field)) };

  mado_form_dialog_set_busy (dialog, TRUE);
  mado_bureau_say_async (form->bureau, "second-factor/confirm", &request, confirmed_cb, g_object_ref (dialog));
}

static void
show_offer (const Form *before, const MadoAccessReply *reply)
{
  MadoFormDialog *dialog = mado_form_dialog_new (_ ("Second Factor"), _ ("_Turn On"), MADO_FORM_DIALOG_PLAIN);
  Form *form = begin (dialog, before->bureau, before->parent);
  g_autofree char *key = dup_key (reply->uri);

  mado_form_dialog_add_text (dialog,
                             _ ("Scan the picture with your authenticator, or type the key into it. Then type the "
                                "code that it shows."));
  mado_form_dialog_add_widget (dialog, create_picture (reply->picture));
  mado_form_dialog_add_list (dialog, _ ("To Finish"));
  mado_form_dialog_add_row (dialog, mado_secret_row_new (_ ("Key, Where There Is No Camera"), key));
  form->field = mado_form_dialog_add_latin (dialog, _ ("Code of the Authenticator"));
  g_signal_connect (dialog, "decided", G_CALLBACK (confirm_cb), NULL);
  adw_dialog_present (ADW_DIALOG (dialog), form->parent);
}

/* --- what is wanted ------------------------------------------------------------------------------------------------
 */

static void
offered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MadoFormDialog) dialog = data;
  const Form *form = get_form (dialog);
  g_auto (MadoAccessReply) reply = { 0 };
  g_autoptr (GError) error = NULL;

  if (!mado_bureau_say_finish (result, &reply, &error)) {
    mado_form_dialog_fail (dialog, error, form->field);
    return;
  }
  show_offer (form, &reply);
  adw_dialog_force_close (ADW_DIALOG (dialog));
}

static void
dropped_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MadoFormDialog) dialog = data;

  end (dialog, result, _ ("It is off. From your next sign-in on the password is enough."));
}

static void
decided_cb (MadoFormDialog *dialog, gpointer unused)
{
  const Form *form = get_form (dialog);
  const gboolean is_off = adw_switch_row_get_active (ADW_SWITCH_ROW (form->is_off));
  g_autoptr (MadoSecret) password = mado_field_take_secret (GTK_EDITABLE (form->field));
  const MadoAccessRequest request = { .password = password };

  mado_form_dialog_set_busy (dialog, TRUE);
  mado_bureau_say_async (form->bureau, is_off ? "second-factor/drop" : "second-factor/offer", &request,
                         is_off ? dropped_cb : offered_cb, g_object_ref (dialog));
}

/**
 * mado_factor_dialog_is_for:
 * @session: a session
 *
 * Returns: whether its person has an account at a service
 */
gboolean
mado_factor_dialog_is_for (MadoSession *session)
{
  return mado_session_get_connection (session) != NULL;
}

/**
 * mado_factor_dialog_present:
 * @session: of somebody who has an account at a service
 * @parent: over which it appears
 */
void
mado_factor_dialog_present (MadoSession *session, GtkWidget *parent)
{
  MadoFormDialog *dialog = mado_form_dialog_new (_ ("Second Factor"), _ ("_Continue"), MADO_FORM_DIALOG_PLAIN);
  Form *form = begin (dialog, mado_bureau_of (session), parent);

  mado_form_dialog_add_text (dialog,
                             _ ("With a second factor, whoever knows your password cannot sign in with it alone: "
                                "an authenticator on another device shows a code each half minute."));
  form->field = mado_form_dialog_add_password (dialog, _ ("Your Password"));
  form->is_off =
      mado_form_dialog_add_switch (dialog, _ ("Turn It Off"), _ ("From then on the password is enough."), FALSE);
  g_signal_connect (dialog, "decided", G_CALLBACK (decided_cb), NULL);
  adw_dialog_present (ADW_DIALOG (dialog), parent);
}
