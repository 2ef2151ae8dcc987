/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-account-entry.h"
#include "mado-unsaved.h"

G_BEGIN_DECLS

/* Where an account comes from: this application, or what somebody told in an earlier year. That one was right then:
 * whoever takes it says from which day it is, and why. */
#define MADO_TYPE_ACCOUNT_ORIGIN (mado_account_origin_get_type ())
G_DECLARE_FINAL_TYPE (MadoAccountOrigin, mado_account_origin, MADO, ACCOUNT_ORIGIN, AdwBin)

void mado_account_origin_watch (MadoAccountOrigin *self, MadoUnsaved *unsaved);
void mado_account_origin_clear (MadoAccountOrigin *self);
gboolean mado_account_origin_read (MadoAccountOrigin *self, const char *applied_on, MadoAccountEntry *entry);
char *mado_account_origin_dup_reason (MadoAccountOrigin *self) G_GNUC_WARN_UNUSED_RESULT;
void mado_account_origin_ask_for_reason (MadoAccountOrigin *self);
char *mado_account_origin_write (const MadoAccountEntry *entry) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
