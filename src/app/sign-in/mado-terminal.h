/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk.h"

G_BEGIN_DECLS

/* What lies on this terminal: its share, and the profiles of those who work here, each named ACCOUNT.PROGRAMME. */

/* A programme of which somebody has a profile here. */
typedef struct {
  char *id;
  char *title;
} MadoTerminalProgramme;

char *mado_terminal_dup_folder (void) G_GNUC_WARN_UNUSED_RESULT;
char *mado_terminal_dup_profile_path (const char *account, const char *programme) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_terminal_takes_account (const char *account);

void mado_terminal_list_programmes_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *mado_terminal_list_programmes_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Who wants to work, and on what. */
typedef struct {
  const char *account;
  const char *programme;
  const MadoSecret *password;
} MadoTerminalEntry;

void mado_terminal_sign_in_async (const MadoTerminalEntry *entry,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
MadoDesk *mado_terminal_sign_in_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

void mado_terminal_check_password_async (MadoDesk *desk,
                                         const MadoSecret *password,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean mado_terminal_check_password_finish (GAsyncResult *result, GError **error);

G_END_DECLS
