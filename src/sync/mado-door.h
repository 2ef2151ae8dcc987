/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "mado-access-reply.h"
#include "mado-access-roll.h"
#include "mado-audit-sheet.h"
#include "mado-courier.h"
#include "mado-reference-list.h"
#include "mado-service-sheet.h"
#include "mado-terminal-roll.h"

G_BEGIN_DECLS

/* The service's door (docs/protocol.md): who comes in, who goes, and what he says about his account. A refusal is an
 * answer, with its verdict; an error is that there was none. */

/* Where it is, and who stands there. */
typedef struct {
  MadoCourier *courier; /* outlives what is said, unless that is cancelled */
  const char *ward;
  const char *token; /* (nullable): of his session */
} MadoDoor;

void mado_door_say_async (const MadoDoor *door,
                          const char *verb,
                          const MadoAccessRequest *request,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
gboolean mado_door_say_finish (GAsyncResult *result, MadoAccessReply *out_reply, GError **error);

/* What is answered in the place of a reply. */
MadoAccessRoll *mado_door_hear_accounts (GAsyncResult *result,
                                         MadoAccessVerdict *out_verdict,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoTerminalRoll *mado_door_hear_terminals (GAsyncResult *result,
                                            MadoAccessVerdict *out_verdict,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoAuditSheet *mado_door_hear_report (GAsyncResult *result,
                                       MadoAccessVerdict *out_verdict,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *mado_door_hear_lists (GAsyncResult *result,
                                 MadoAccessVerdict *out_verdict,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *mado_door_hear_list (GAsyncResult *result,
                             MadoAccessVerdict *out_verdict,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoServiceSheet *mado_door_hear_service (GAsyncResult *result,
                                          MadoAccessVerdict *out_verdict,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
