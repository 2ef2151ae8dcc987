/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-operation.h"
#include "ward-sample.h"

G_BEGIN_DECLS

/* Somebody at a terminal, with a journal of what he did, and what he has of the stream. */
typedef struct {
  Ward *ward;
  MadoStream *stream;
  MadoCaller caller;
  char **roles;
  MadoId device;
  GArray *journal; /* (element-type MadoPushedOperation) */
  gint64 n_linked; /* how many of its first entries are in `linked`: it grows long */
  MadoHash linked;
  guint64 nonce;
  gint64 epoch;
  MadoHash sight;
  MadoLogPlace cursor;
  GHashTable *rows; /* text of an id → MadoServiceRow */
  MadoId group;     /* of the operations from now on */
  char *token;      /* (nullable): of its session, where it came in by a door */
} Terminal;

Terminal *terminal_new (Ward *ward, MadoStream *stream, const char *account, const char *roles)
    G_GNUC_WARN_UNUSED_RESULT;
void terminal_free (Terminal *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Terminal, terminal_free)
void terminal_set_roles (Terminal *self, const char *roles);

/* Bodies are JSON with ' for ". */
MadoOperation *terminal_write (Terminal *self, MadoId entity, const char *kind, const char *body, ...)
    G_GNUC_PRINTF (4, 5) G_GNUC_WARN_UNUSED_RESULT;
MadoPushedOperation *terminal_keep (Terminal *self, const MadoOperation *operation);
MadoPushedOperation *terminal_keep_text (Terminal *self, const char *text);
MadoPushedOperation *terminal_do (Terminal *self, MadoId entity, const char *kind, const char *body, ...)
    G_GNUC_PRINTF (4, 5);

MadoPushRequest *terminal_ask_push (Terminal *self, gint64 first, gint64 last) G_GNUC_WARN_UNUSED_RESULT;
MadoPushReply *terminal_try_push (Terminal *self,
                                  const MadoPushRequest *request,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoPushReply *terminal_push (Terminal *self, gint64 first, gint64 last) G_GNUC_WARN_UNUSED_RESULT;
void terminal_push_all (Terminal *self);
MadoHelloReply terminal_hello (Terminal *self);
void terminal_load (Terminal *self);
MadoPullReply *terminal_pull (Terminal *self) G_GNUC_WARN_UNUSED_RESULT;
void terminal_follow (Terminal *self);
const MadoServiceRow *terminal_get_row (Terminal *self, MadoId id);

MadoId terminal_receive_case (Terminal *self, const char *receipt, const char *control_no);

G_END_DECLS
