/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-terminal-record.h"

G_BEGIN_DECLS

/* What the wall knows of certificates: a copy in memory of the records on the shelf, so that each request can be asked
 * for without a look at the disk. It follows the shelf, which others write, too. Threads share it. */
typedef struct _MadoTerminalRegister MadoTerminalRegister;

MadoTerminalRegister *mado_terminal_register_new (void) G_GNUC_WARN_UNUSED_RESULT;
void mado_terminal_register_free (MadoTerminalRegister *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoTerminalRegister, mado_terminal_register_free)

/* A terminal of which a certificate works no more, since the register looked the last time. */
typedef struct {
  char *terminal;
  MadoInstant again; /* another certificate of its name works since then; %MADO_NEVER_AGAIN: none does */
} MadoDeparture;

#define MADO_NEVER_AGAIN ((MadoInstant) { G_MAXINT64 })

GPtrArray *mado_departures_new (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_terminal_register_follow (MadoTerminalRegister *self,
                                        MadoBackend *backend,
                                        GPtrArray *departures,
                                        GError **error);
guint mado_terminal_register_count (MadoTerminalRegister *self, MadoTerminalStanding standing);
MadoInstant mado_terminal_register_find_seen (MadoTerminalRegister *self, const char *terminal);
void mado_terminal_register_note_software (MadoTerminalRegister *self,
                                           const char *terminal,
                                           const char *release,
                                           const char *system);
void mado_terminal_register_find_software (MadoTerminalRegister *self,
                                           const char *terminal,
                                           char **out_release,
                                           char **out_system);
char *mado_terminal_register_dup_site (gpointer self, const char *terminal) G_GNUC_WARN_UNUSED_RESULT;
MadoTerminalStanding mado_terminal_register_judge (gpointer self,
                                                   const MadoClientCertificate *certificate,
                                                   char **out_terminal);

G_END_DECLS
