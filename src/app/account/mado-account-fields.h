/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-account-entry.h"
#include "mado-unsaved.h"

G_BEGIN_DECLS

/* The fields of an account. Says `entered` when somebody presses Enter in one, and `listed` when there is a list of
 * banks to look into. */
#define MADO_TYPE_ACCOUNT_FIELDS (mado_account_fields_get_type ())
G_DECLARE_FINAL_TYPE (MadoAccountFields, mado_account_fields, MADO, ACCOUNT_FIELDS, AdwBin)

MadoAccountEntry *mado_account_fields_read (MadoAccountFields *self) G_GNUC_WARN_UNUSED_RESULT;
void mado_account_fields_show_faults (MadoAccountFields *self, const MadoAccountEntry *entry);
void mado_account_fields_clear (MadoAccountFields *self);
void mado_account_fields_watch (MadoAccountFields *self, MadoUnsaved *unsaved);
void mado_account_fields_find_bank (MadoAccountFields *self);

G_END_DECLS
