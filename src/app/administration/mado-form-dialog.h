/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-secret.h"

G_BEGIN_DECLS

/* A dialog with some fields and one button. What is wrong stands below the fields, and the field has the focus. Emits
 * "decided" when somebody wants it done. */
#define MADO_TYPE_FORM_DIALOG (mado_form_dialog_get_type ())
G_DECLARE_FINAL_TYPE (MadoFormDialog, mado_form_dialog, MADO, FORM_DIALOG, AdwDialog)

/* What the button does. */
typedef enum {
  MADO_FORM_DIALOG_PLAIN,
  MADO_FORM_DIALOG_DESTRUCTIVE, /* it cannot be taken back */
} MadoFormDialogKind;

MadoFormDialog *mado_form_dialog_new (const char *title, const char *decide, MadoFormDialogKind kind);
MadoFormDialog *mado_form_dialog_new_notice (const char *title, const char *text);
void mado_form_dialog_add_text (MadoFormDialog *self, const char *text);
void mado_form_dialog_add_list (MadoFormDialog *self, const char *title);
void mado_form_dialog_add_widget (MadoFormDialog *self, GtkWidget *widget);
void mado_form_dialog_add_row (MadoFormDialog *self, GtkWidget *row);
GtkWidget *mado_form_dialog_add_entry (MadoFormDialog *self, const char *title);
GtkWidget *mado_form_dialog_add_latin (MadoFormDialog *self, const char *title);
GtkWidget *mado_form_dialog_add_password (MadoFormDialog *self, const char *title);
GtkWidget *mado_form_dialog_add_switch (MadoFormDialog *self, const char *title, const char *subtitle, gboolean is_on);
GtkWidget *mado_form_dialog_add_choice (MadoFormDialog *self, const char *title, GtkStringList *choices);

void mado_form_dialog_set_busy (MadoFormDialog *self, gboolean is_busy);
void mado_form_dialog_refuse (MadoFormDialog *self, const char *text, GtkWidget *field);
void mado_form_dialog_fail (MadoFormDialog *self, const GError *error, GtkWidget *field);

G_END_DECLS
