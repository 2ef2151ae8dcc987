/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Looks for people as the call window does. An inquiry that already names a case names another one only with a reason.
 */

#include "mado-link-dialog.h"

#include <glib/gi18n.h>

#include "mado-base-window.h"
#include "mado-caller-list.h"
#include "mado-json-member.h"
#include "mado-refusal-alert.h"
#include "mado-wish.h"

struct _MadoLinkDialog {
  AdwDialog parent_instance;

  MadoSession *session;
  MadoInquirySheet *sheet;

  GtkWidget *form;
  GtkSearchEntry *entry;
  MadoCallerList *list;
  GtkWidget *reason_box;
  GtkEditable *reason;
  GtkLabel *fault;
};

G_DEFINE_FINAL_TYPE (MadoLinkDialog, mado_link_dialog, ADW_TYPE_DIALOG)

static gboolean
has_case (MadoLinkDialog *self)
{
  return mado_json_get_text (mado_entity_get_body (self->sheet->inquiry), "case")[0] != '\0';
}

static void
show_fault (MadoLinkDialog *self, const char *fault)
{
  gtk_label_set_text (self->fault, fault);
  gtk_widget_set_visible (GTK_WIDGET (self->fault), fault[0] != '\0');
}

static void
saved_cb (GObject *session, GAsyncResult *result, gpointer dialog)
{
  g_autoptr (MadoLinkDialog) self = dialog;
  g_autoptr (GError) error = NULL;

  mado_base_window_set_busy (self->form, FALSE);
  if (mado_wish_save_finish (result, &error))
    adw_dialog_close (ADW_DIALOG (self));
  else
    mado_refusal_alert (GTK_WIDGET (self), error);
}

static void
link_to (MadoLinkDialog *self, MadoId id, const char *reason)
{
  g_autoptr (MadoWish) wish = mado_wish_new ("inquiry.link", mado_entity_get_id (self->sheet->inquiry),
                                             mado_entity_get_version (self->sheet->inquiry));
  char text[MADO_ID_TEXT_SIZE];

  mado_id_to_text (id, text);
  mado_wish_add_text (wish, "case", text);
  if (reason[0] != '\0')
    mado_wish_add_text (wish, "reason", reason);
  mado_base_window_set_busy (self->form, TRUE);
  mado_wish_save_async (wish, self->session, _ ("The inquiry was linked to the case"), saved_cb, g_object_ref (self));
}

static void
chosen_cb (MadoCallerList *list, const MadoCaller *caller, MadoLinkDialog *self)
{
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (self->reason)));

  if (caller == NULL)
    return;
  if (has_case (self) && reason[0] == '\0') {
    show_fault (self, _ ("Write why it is about another case: both cases will show it."));
    gtk_widget_grab_focus (GTK_WIDGET (self->reason));
    return;
  }
  show_fault (self, "");
  link_to (self, caller->id, reason);
}

static void
typed_cb (GtkSearchEntry *entry, MadoLinkDialog *self)
{
  mado_caller_list_look (self->list, self->session, gtk_editable_get_text (GTK_EDITABLE (entry)));
}

static void
entry_activated_cb (GtkSearchEntry *entry, MadoLinkDialog *self)
{
  mado_caller_list_enter (self->list);
}

/* The box would keep Escape to itself. */
static void
search_stopped_cb (GtkSearchEntry *entry, MadoLinkDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* --- the widget --------------------------------------------------------------------------------------------------- */

static void
mado_link_dialog_dispose (GObject *object)
{
  MadoLinkDialog *self = MADO_LINK_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), MADO_TYPE_LINK_DIALOG);
  g_clear_pointer (&self->sheet, mado_inquiry_sheet_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (mado_link_dialog_parent_class)->dispose (object);
}

static void
mado_link_dialog_class_init (MadoLinkDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = mado_link_dialog_dispose;
  g_type_ensure (MADO_TYPE_CALLER_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/jp/madoguchi/Madoguchi/mado-link-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, MadoLinkDialog, form);
  gtk_widget_class_bind_template_child (widget_class, MadoLinkDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, MadoLinkDialog, list);
  gtk_widget_class_bind_template_child (widget_class, MadoLinkDialog, reason_box);
  gtk_widget_class_bind_template_child (widget_class, MadoLinkDialog, reason);
  gtk_widget_class_bind_template_child (widget_class, MadoLinkDialog, fault);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
}

static void
mado_link_dialog_init (MadoLinkDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mado_caller_list_take_arrows (self->list, GTK_WIDGET (self->entry));
}

/**
 * mado_link_dialog_new:
 * @session: of whoever links
 * @sheet: the inquiry
 *
 * Returns: (transfer floating): the dialog, to be presented
 */
AdwDialog *
mado_link_dialog_new (MadoSession *session, MadoInquirySheet *sheet)
{
  MadoLinkDialog *self = g_object_new (MADO_TYPE_LINK_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->sheet = mado_inquiry_sheet_ref (sheet);
  gtk_widget_set_visible (self->reason_box, has_case (self));

  return ADW_DIALOG (self);
}
