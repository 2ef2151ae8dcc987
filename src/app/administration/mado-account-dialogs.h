/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-bureau.h"
#include "mado-form-dialog.h"

G_BEGIN_DECLS

/* What is done with one account, each in a form of its own over the page of accounts. What is done is said at the
 * bureau, so that the page shows it. */

void mado_account_dialog_make (MadoBureau *bureau, GtkWidget *parent);
void mado_account_dialog_grant (MadoBureau *bureau, const MadoAccountLine *account, GtkWidget *parent);
void mado_account_dialog_raise (MadoBureau *bureau, const MadoAccountLine *account, GtkWidget *parent);
void mado_account_dialog_reset (MadoBureau *bureau, const char *account, GtkWidget *parent);
void mado_account_dialog_close (MadoBureau *bureau, const char *account, GtkWidget *parent);
void mado_account_dialog_confirm (MadoBureau *bureau, const MadoProposalLine *proposal, GtkWidget *parent);

G_END_DECLS
