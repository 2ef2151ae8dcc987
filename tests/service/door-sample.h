/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-access-gate.h"
#include "mado-knock.h"
#include "terminal-sample.h"
#include "ward-sample.h"

G_BEGIN_DECLS

/* The door of a made-up ward with one programme: "chief" administers, "watch" confirms, and "lead-1" is a person in
 * charge who works in it. Whatever is said goes through its written form. */
typedef struct {
  Ward *ward;
  MadoStream *stream;
  MadoAccess *access;
  MadoTally *tally;
  MadoAccessGate *gate;
} Door;

#define DOOR_STREAM "shinjuku/ninpu-r7"
#define DOOR_PASSWORD "correct horse battery" /* of everybody, behind his name's number */

Door *door_new (void) G_GNUC_WARN_UNUSED_RESULT;
void door_free (Door *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Door, door_free)

void door_wait (Door *self, gint64 seconds);
void door_set_up (Door **self, gconstpointer data);
void door_tear_down (Door **self, gconstpointer data);

/* Requests are JSON with ' for ". */
MadoKnock *door_knock (
    Door *self, const MadoDoorVerb *verb, const char *terminal, const char *token, const char *request, ...)
    G_GNUC_PRINTF (5, 6) G_GNUC_WARN_UNUSED_RESULT;
void door_look (Door *self, MadoKnock *knock);
void door_prove (MadoKnock *knock);
gboolean door_decide (Door *self, MadoKnock *knock);

typedef MadoAccessReply DoorReply;
void door_reply_free (DoorReply *reply);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DoorReply, door_reply_free)

/* All steps; %NULL: nobody is signed in with that token there. */
DoorReply *door_ask (
    Door *self, const MadoDoorVerb *verb, const char *terminal, const char *token, const char *request, ...)
    G_GNUC_PRINTF (5, 6) G_GNUC_WARN_UNUSED_RESULT;
void door_expect (Door *self,
                  MadoAccessVerdict verdict,
                  const MadoDoorVerb *verb,
                  const char *terminal,
                  const char *token,
                  const char *request,
                  ...) G_GNUC_PRINTF (6, 7);

MadoAccessVerdict door_try (Door *self, const char *account, const char *terminal, const char *password);
char *door_sign_in (Door *self, const char *account, const char *terminal) G_GNUC_WARN_UNUSED_RESULT;
void door_make_account (Door *self, const char *account, const char *roles);
void door_register (Door *self, const char *account, const char *from, const char *to);
gboolean door_is_in (Door *self, const char *token, const char *terminal);
MadoVisitor *door_visit (Door *self,
                         const char *stream,
                         const char *terminal,
                         const char *token,
                         MadoGateVerdict *out_verdict) G_GNUC_WARN_UNUSED_RESULT;

/* Of each entry of the log after the n-th: "KIND ACTOR OUTCOME[ CODE][ DETAIL]; ". */
gint64 door_count_log (Door *self);
char *door_describe_log (Door *self, gint64 after) G_GNUC_WARN_UNUSED_RESULT;
void door_write_tally (Door *self);

G_END_DECLS
