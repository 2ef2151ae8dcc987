/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-case-work.h"
#include "mado-session.h"

G_BEGIN_DECLS

/* Where an account is typed from the paper: by one person, by another who does not see what the first typed, or by a
 * third who decides between the two. Emits "saved" once it is on the disk, and "begun" when somebody wants to type
 * another account than the one that a register has brought. */
#define MADO_TYPE_ACCOUNT_FORM (mado_account_form_get_type ())
G_DECLARE_FINAL_TYPE (MadoAccountForm, mado_account_form, MADO, ACCOUNT_FORM, AdwBin)

void mado_account_form_open (MadoAccountForm *self, MadoSession *session, const MadoCaseWork *work);
void mado_account_form_show (MadoAccountForm *self, const MadoCaseWork *work);
void mado_account_form_close (MadoAccountForm *self);
gboolean mado_account_form_is_typed_in (MadoAccountForm *self);
void mado_account_form_find_bank (MadoAccountForm *self);
void mado_account_form_focus (MadoAccountForm *self);
void mado_account_form_save (MadoAccountForm *self);

G_END_DECLS
