/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "mado-body-room.h"
#include "mado-http-path.h"
#include "mado-rebuffs.h"
#include "mado-terminal-standing.h"

G_BEGIN_DECLS

struct MHD_Connection;

/* A request whose terminal was verified, and its answer, which comes now or later, once, from any thread. Whoever holds
 * a call owes the answer; where the client hung up meanwhile, the answer goes nowhere. */
typedef struct _MadoHttpCall MadoHttpCall;
typedef struct _MadoHttpRoute MadoHttpRoute;

typedef struct {
  guint status;
  GBytes *body;              /* (nullable) */
  const char *type;          /* (nullable): %NULL: JSON in UTF-8 */
  const char *content_range; /* (nullable) */
} MadoHttpAnswer;

/* --- for handlers */

const char *mado_http_call_get_variable (const MadoHttpCall *self, guint index);
const char *mado_http_call_get_terminal (const MadoHttpCall *self);
const MadoClientCertificate *mado_http_call_get_certificate (const MadoHttpCall *self);
MadoTerminalStanding mado_http_call_get_standing (const MadoHttpCall *self);
const char *mado_http_call_get_token (const MadoHttpCall *self);
const char *mado_http_call_get_range (const MadoHttpCall *self);
GBytes *mado_http_call_get_body (const MadoHttpCall *self);
GCancellable *mado_http_call_get_hang_up (const MadoHttpCall *self);

void mado_http_call_answer (MadoHttpCall *self, const MadoHttpAnswer *answer);
void mado_http_call_answer_text (MadoHttpCall *self, GBytes *json);
void mado_http_call_refuse (MadoHttpCall *self, MadoRebuff reason);
void mado_http_call_fail (MadoHttpCall *self, const GError *error);

/* --- for the server */

typedef enum {
  MADO_HTTP_CALL_NEW,      /* its headers are not here yet */
  MADO_HTTP_CALL_ARRIVING, /* its body is not here yet */
  MADO_HTTP_CALL_RUNNING,
} MadoHttpCallStage;

/* What is known of it when its headers are here. */
typedef struct {
  const MadoHttpRoute *route;
  MadoClientCertificate certificate;
  MadoTerminalStanding standing;
  char *terminal; /* (transfer full) (nullable) */
  gsize length;   /* of the body, as announced */
  gboolean is_packed;
  MadoBodyRoom *room; /* where it took its length */
} MadoHttpAdmission;

MadoHttpCall *mado_http_call_new (struct MHD_Connection *connection,
                                  const char *target,
                                  const char *address,
                                  MadoRebuffs *rebuffs) G_GNUC_WARN_UNUSED_RESULT;
MadoHttpCall *mado_http_call_ref (MadoHttpCall *self);
void mado_http_call_unref (MadoHttpCall *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoHttpCall, mado_http_call_unref)

MadoHttpCallStage mado_http_call_get_stage (const MadoHttpCall *self);
const MadoHttpPath *mado_http_call_get_path (const MadoHttpCall *self);
void mado_http_call_admit (MadoHttpCall *self, MadoHttpAdmission *admission);
void mado_http_call_set_terminal (MadoHttpCall *self, const char *terminal);
void mado_http_call_take (MadoHttpCall *self, char *bytes, gsize length);
gboolean mado_http_call_run (MadoHttpCall *self, gpointer user_data);
gboolean mado_http_call_is_answered (MadoHttpCall *self);
gboolean mado_http_call_send (MadoHttpCall *self, gboolean is_last, gsize *out_length);
void mado_http_call_hang_up (MadoHttpCall *self);
void mado_http_call_finish (MadoHttpCall *self);

G_END_DECLS
