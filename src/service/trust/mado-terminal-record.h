/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-backend.h"
#include "mado-terminal-standing.h"

G_BEGIN_DECLS

/* A certificate of a terminal, as the register has it: on the shelf "terminal", by its serial number. It stays there
 * when it is good for nothing any more, because the log names it. */
typedef struct {
  MadoClientCertificate certificate;
  char *terminal;
  char *site; /* the place that it is for, as programmes name it; "": it is for everybody else */
  MadoTerminalStanding standing;
  MadoInstant since; /* it has this standing */

  /* of one that enrols, or did: */
  char *code;       /* salted hash of the code; "": it is used up */
  gint64 tries;     /* wrong ones */
  MadoHash request; /* SHA-256 of what was asked to be certified; zeros: nothing yet */
  char *issued;     /* PEM: what it got; "": nothing yet */
} MadoTerminalRecord;

/* Each within a turn. */
gboolean mado_terminal_record_put (const MadoTerminalRecord *self, MadoBackend *backend, GError **error);
gboolean mado_terminal_record_find (MadoBackend *backend,
                                    const char *serial,
                                    MadoTerminalRecord **out_record,
                                    GError **error);
gboolean mado_terminal_record_count_changes (MadoBackend *backend, gint64 *out_count, GError **error);
GPtrArray *mado_terminal_record_list (MadoBackend *backend, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_terminal_record_revoke (MadoBackend *backend,
                                      const char *terminal,
                                      MadoTerminalStanding standing,
                                      MadoInstant now,
                                      guint *out_count,
                                      GError **error);
void mado_terminal_record_free (MadoTerminalRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoTerminalRecord, mado_terminal_record_free)

G_END_DECLS
