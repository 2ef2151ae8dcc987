/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-id.h"

G_BEGIN_DECLS

/* A ward's service in this process, and terminals of people whose profiles lie where the program looks for them. Who
 * works there is at one of them at a time: the program, or whoever brings the service's answers. */
typedef struct _GuiOffice GuiOffice;

GuiOffice *gui_office_new (const char *folder, const char *password, guint n_cases);
GuiOffice *gui_office_new_of_004 (const char *folder, const char *password, guint n_cases);
void gui_office_free (GuiOffice *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GuiOffice, gui_office_free)

void gui_office_return_cases (GuiOffice *self, guint n_cases);
MadoId gui_office_receive_case (GuiOffice *self, const char *receipt);
char *gui_office_dup_text (GuiOffice *self, const char *receipt, const char *pointer) G_GNUC_WARN_UNUSED_RESULT;
void gui_office_seat (GuiOffice *self, const char *account, const char *role);
void gui_office_meet (GuiOffice *self, const char *account);
MadoId gui_office_receive_gift (GuiOffice *self, const char *receipt);
void gui_office_ask_back (GuiOffice *self, const char *receipt);
void gui_office_type_account (GuiOffice *self, const char *receipt, const char *number);
MadoId gui_office_freeze (GuiOffice *self, const char *planner);
void gui_office_decide (GuiOffice *self, const char *planner, const char *approver, MadoId batch);
MadoId gui_office_order (GuiOffice *self, const char *planner, const char *approver);
void gui_office_approve_run (GuiOffice *self, const char *maker, const char *approver, guint n_letters);
void gui_office_pay (GuiOffice *self, const char *planner, const char *approver, guint n_cases);
const char *gui_office_do (
    GuiOffice *self, const char *account, const char *receipt, const char *kind, const char *body);
GBytes *gui_office_find_file (GuiOffice *self, const char *planner) G_GNUC_WARN_UNUSED_RESULT;
gint64 gui_office_count_paid (GuiOffice *self, guint *out_n_rights);
char *gui_office_dup_state (GuiOffice *self, const char *receipt) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
