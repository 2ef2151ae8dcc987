/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk.h"
#include "mado-papers.h"

G_BEGIN_DECLS

/* What lies on this terminal: its papers, where it belongs to a service; its share; and the profiles of those who work
 * here, each named ACCOUNT.PROGRAMME. */

#define MADO_TERMINAL_TIGHT (G_GINT64_CONSTANT (1) << 30) /* bytes; with less somebody is told to make room */

/* A programme on which somebody can work here: he has a profile, or can get one from the service. */
typedef struct {
  char *id;
  char *title;
  char *ward; /* (nullable): %NULL: its file is missing */
} MadoTerminalProgramme;

/* What was found there. */
typedef struct {
  GPtrArray *programmes; /* (element-type MadoTerminalProgramme) */
  MadoPapers *papers;    /* (nullable): it belongs to no service */
  gboolean is_ending;    /* it was revoked: nothing is opened any more (mado-ending.h) */
  gint64 room;           /* bytes that are left on its disk; -1: nobody can say */
} MadoTerminalStock;

void mado_terminal_stock_free (MadoTerminalStock *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoTerminalStock, mado_terminal_stock_free)

extern const char *const mado_terminal_programmes[]; /* ids of those that come with the program; ends with NULL */

char *mado_terminal_dup_folder (void) G_GNUC_WARN_UNUSED_RESULT;
char *mado_terminal_dup_profile_path (const char *account, const char *programme) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_terminal_takes_account (const char *account);

void mado_terminal_look_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
MadoTerminalStock *mado_terminal_look_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

void mado_terminal_keep_papers_async (MadoPapers *papers, GAsyncReadyCallback callback, gpointer user_data);
gboolean mado_terminal_keep_papers_finish (GAsyncResult *result, GError **error);

/* Who wants to work, and on what. */
typedef struct {
  const char *account;
  const char *programme;
  const MadoSecret *password;
  const MadoSecret *lent;     /* (nullable): the service's share, where it was asked; %NULL: as long as it is lent … */
  MadoLeaseTerm term;         /* … and until when */
  const char *const *roles;   /* (nullable): as the service says them now; %NULL: the profile knows them */
  const char *terminal;       /* (nullable): the same, by which name it knows the terminal */
  const MadoSecret *recovery; /* (nullable): the service's, which stands for a password that was forgotten */
  const MadoSecret *before;   /* (nullable): the password until just now: what signs is locked anew, too */
} MadoTerminalEntry;

gboolean mado_terminal_has_profile (const char *account, const char *programme);
void mado_terminal_open_async (const MadoTerminalEntry *entry,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
MadoDesk *mado_terminal_open_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean mado_terminal_check_password (MadoDesk *desk, const MadoSecret *password, GError **error);
void mado_terminal_check_password_async (MadoDesk *desk,
                                         const MadoSecret *password,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean mado_terminal_check_password_finish (GAsyncResult *result, GError **error);

G_END_DECLS
