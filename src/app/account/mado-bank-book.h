/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "mado-bank-master.h"
#include "mado-bank-text.h"

G_BEGIN_DECLS

/* The bank master of this machine, and what it says, in words. */

MadoBankMaster *mado_bank_book_load (GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_bank_book_load_async (GAsyncReadyCallback callback, gpointer user_data);
MadoBankMaster *mado_bank_book_load_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

char *mado_bank_book_dup_bank (const MadoBankMaster *master, const char *code) G_GNUC_WARN_UNUSED_RESULT;
char *mado_bank_book_dup_branch (const MadoBankMaster *master,
                                 const char *bank,
                                 const char *code) G_GNUC_WARN_UNUSED_RESULT;
char *mado_bank_book_dup_old_name (const MadoBankMaster *master, const char *typed) G_GNUC_WARN_UNUSED_RESULT;
char *mado_bank_book_dup_changes (const char *holder) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
