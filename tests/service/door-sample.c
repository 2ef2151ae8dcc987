/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The door, with its clock and its people. */

#include "door-sample.h"

#include <stdarg.h>
#include <string.h>

#include "mado-access-roll.h"
#include "mado-administration.h"
#include "mado-one-time.h"
#include "mado-own-account.h"
#include "mado-password.h"
#include "mado-sign-in.h"
#include "mado-signature.h"

#define EVERYBODY_TERMINAL "t-setup"

static const MadoArgon2idCost cheap = { .memory = 64, .passes = 1, .lanes = 1 };

static MadoInstant
get_now (gpointer user_data)
{
  return ((const Ward *) user_data)->now;
}

static void
fill_random (gpointer user_data, guint8 *bytes, gsize length)
{
  for (gsize i = 0; i < length; i++)
    bytes[i] = (guint8) g_rand_int (((Ward *) user_data)->random);
}

void
door_wait (Door *self, gint64 seconds)
{
  self->ward->now.microseconds += seconds * G_USEC_PER_SEC;
}

/* --- steps ------------------------------------------------------------------------------------------------------- */

static MadoKnock *G_GNUC_PRINTF (5, 0) make_knock (Door *self,
                                                   const MadoDoorVerb *verb,
                                                   const char *terminal,
                                                   const char *token,
                                                   const char *format,
                                                   va_list arguments)
{
  g_autofree char *text = g_strdup_vprintf (format, arguments);
  g_autoptr (GBytes) bytes = g_bytes_new (g_strdelimit (text, "'", '"'), strlen (text));
  g_auto (MadoAccessRequest) request = { 0 };
  g_autoptr (GError) error = NULL;

  mado_access_request_read (bytes, &request, &error);
  g_assert_no_error (error);

  return mado_knock_new (self->access, self->tally, verb, terminal, token, &request);
}

MadoKnock *
door_knock (Door *self, const MadoDoorVerb *verb, const char *terminal, const char *token, const char *request, ...)
{
  MadoKnock *knock;
  va_list arguments;

  va_start (arguments, request);
  knock = make_knock (self, verb, terminal, token, request, arguments);
  va_end (arguments);

  return knock;
}

void
door_look (Door *self, MadoKnock *knock)
{
  g_autoptr (MadoTurn) turn = mado_turn_begin (self->ward->backend, MADO_BACKEND_READ, NULL);
  g_autoptr (GError) error = NULL;

  mado_knock_look (knock, self->ward->backend, &error);
  g_assert_no_error (error);
}

void
door_prove (MadoKnock *knock)
{
  g_autoptr (GError) error = NULL;

  if (!knock->is_answered)
    mado_knock_prove (knock, &error);
  g_assert_no_error (error);
}

/* Whether it was decided and is on the disk. */
gboolean
door_decide (Door *self, MadoKnock *knock)
{
  g_autoptr (MadoTurn) turn = NULL;

  if (knock->is_answered)
    return TRUE;
  turn = mado_turn_begin (self->ward->backend, MADO_BACKEND_WRITE, NULL);

  return turn != NULL && mado_knock_decide (knock, self->ward->backend, NULL) &&
         mado_turn_commit (g_steal_pointer (&turn), NULL);
}

static DoorReply *
read_answer (const MadoKnock *knock)
{
  g_autoptr (GBytes) text = NULL;
  g_autoptr (GError) error = NULL;
  DoorReply *reply;

  g_assert_true (knock->is_answered);
  if (knock->is_nobody)
    return NULL;
  text = mado_access_reply_write (&knock->reply, &error);
  g_assert_no_error (error);
  reply = g_new0 (DoorReply, 1);
  mado_access_reply_read (text, reply, &error);
  g_assert_no_error (error);

  return reply;
}

static DoorReply *
take_steps (Door *self, MadoKnock *knock)
{
  door_look (self, knock);
  door_prove (knock);
  g_assert_true (door_decide (self, knock));

  return read_answer (knock);
}

DoorReply *
door_ask (Door *self, const MadoDoorVerb *verb, const char *terminal, const char *token, const char *request, ...)
{
  g_autoptr (MadoKnock) knock = NULL;
  va_list arguments;

  va_start (arguments, request);
  knock = make_knock (self, verb, terminal, token, request, arguments);
  va_end (arguments);

  return take_steps (self, knock);
}

void
door_reply_free (DoorReply *reply)
{
  mado_access_reply_clear (reply);
  g_free (reply);
}

void
door_expect (Door *self,
             MadoAccessVerdict verdict,
             const MadoDoorVerb *verb,
             const char *terminal,
             const char *token,
             const char *request,
             ...)
{
  g_autoptr (MadoKnock) knock = NULL;
  g_autoptr (DoorReply) reply = NULL;
  va_list arguments;

  va_start (arguments, request);
  knock = make_knock (self, verb, terminal, token, request, arguments);
  va_end (arguments);
  reply = take_steps (self, knock);
  g_assert_nonnull (reply);
  g_assert_cmpstr (mado_access_verdict_get_name (reply->verdict), ==, mado_access_verdict_get_name (verdict));
}

/* --- people ------------------------------------------------------------------------------------------------------ */

MadoAccessVerdict
door_try (Door *self, const char *account, const char *terminal, const char *password)
{
  g_autoptr (DoorReply) reply =
      door_ask (self, &mado_sign_in_verb, terminal, NULL, "{'account':'%s','password':'%s'}", account, password);

  return reply->verdict;
}

char *
door_sign_in (Door *self, const char *account, const char *terminal)
{
  g_autoptr (DoorReply) reply =
      door_ask (self, &mado_sign_in_verb, terminal, NULL, "{'account':'%s','password':'" DOOR_PASSWORD "'}", account);

  g_assert_cmpstr (mado_access_verdict_get_name (reply->verdict), ==, "done");

  return g_steal_pointer (&reply->token);
}

/* From the password that somebody gave him to his own. */
static void
take_over (Door *self, const char *account, const char *one_time)
{
  g_autoptr (DoorReply) first = door_ask (self, &mado_sign_in_verb, EVERYBODY_TERMINAL, NULL,
                                          "{'account':'%s','password':'%s'}", account, one_time);
  g_autoptr (DoorReply) second = NULL;

  g_assert_cmpstr (mado_access_verdict_get_name (first->verdict), ==, "done");
  g_assert_true (first->must_change);
  second = door_ask (self, &mado_own_password_verb, EVERYBODY_TERMINAL, first->token,
                     "{'password':'%s','next':'" DOOR_PASSWORD "'}", one_time);
  g_assert_cmpstr (mado_access_verdict_get_name (second->verdict), ==, "done");
  door_expect (self, MADO_ACCESS_DONE, &mado_sign_out_verb, EVERYBODY_TERMINAL, second->token, "{}");
}

void
door_make_account (Door *self, const char *account, const char *roles)
{
  g_autofree char *token = door_sign_in (self, "chief", "t-chief");
  g_auto (GStrv) names = g_strsplit (roles, " ", -1);
  g_autoptr (GString) grants = g_string_new (NULL);
  g_autoptr (DoorReply) reply = NULL;

  for (char **name = names; *name != NULL; name++)
    if (**name != '\0')
      g_string_append_printf (grants, "%s{'programme':'ninpu-r7','role':'%s'}", grants->len > 0 ? "," : "", *name);
  reply = door_ask (self, &mado_accounts_make_verb, "t-chief", token, "{'account':'%s','grants':[%s]}", account,
                    grants->str);
  g_assert_cmpstr (mado_access_verdict_get_name (reply->verdict), ==, "done");
  if (grants->len > 0) {
    door_register (self, account, "2025-04-01", "2026-03-31");
    take_over (self, account, reply->one_time);
  }
}

/* By the operations with which the register is kept. */
void
door_register (Door *self, const char *account, const char *from, const char *to)
{
  g_autoptr (Terminal) keeper = terminal_new (self->ward, self->stream, "keeper", "admin");
  g_autoptr (MadoSigningKey) key = mado_signing_key_generate (NULL);
  g_autofree char *hex = mado_public_key_to_hex (mado_signing_key_get_public (key));
  const MadoId id = ward_draw_id (self->ward);

  terminal_do (
      keeper, id, "person.register",
      "{'account':'%s','name':'見本 太郎','organisation':'受託者','role':'取扱者','from':'%s','to':'%s','key':'%s'}",
      account, from, to, hex);
  terminal_push_all (keeper);
  terminal_do (keeper, id, "person.report", "{'day':'2025-05-01'}");
  terminal_push_all (keeper);
}

static void
found (Door *self)
{
  g_autoptr (MadoSecret) one_time = mado_one_time_draw ();
  g_autofree char *text =
      g_strndup ((const char *) mado_secret_get_bytes (one_time), mado_secret_get_length (one_time));
  g_autofree char *hash = mado_password_hash (one_time, &cheap, NULL);
  const MadoFounder founders[] = { { "chief", hash, TRUE }, { "watch", hash, FALSE } };
  MadoTurn *turn = mado_turn_begin (self->ward->backend, MADO_BACKEND_WRITE, NULL);
  MadoAccessVerdict verdict;

  g_assert_true (mado_administration_found (self->access, self->ward->backend, founders, 2, &verdict, NULL));
  g_assert_cmpint (verdict, ==, MADO_ACCESS_DONE);
  g_assert_true (mado_turn_commit (turn, NULL));
  take_over (self, "chief", text);
  take_over (self, "watch", text);
}

Door *
door_new (void)
{
  Door *self = g_new0 (Door, 1);
  g_autoptr (GError) error = NULL;

  self->ward = ward_new ();
  self->stream = ward_open_stream (self->ward, "ninpu-r7");
  self->access =
      mado_access_new ("shinjuku", &(MadoChanceAndTime) { get_now, fill_random, self->ward }, &cheap, &error);
  g_assert_no_error (error);
  self->tally = mado_tally_new (self->access);
  self->gate = mado_access_gate_new (self->access, self->tally);
  found (self);
  door_make_account (self, "lead-1", "lead");

  return self;
}

void
door_free (Door *self)
{
  mado_access_gate_free (self->gate);
  mado_tally_free (self->tally);
  mado_access_free (self->access);
  ward_free (self->ward);
  g_free (self);
}

void
door_set_up (Door **self, gconstpointer data)
{
  *self = door_new ();
}

void
door_tear_down (Door **self, gconstpointer data)
{
  door_free (*self);
}

/* --- what is so -------------------------------------------------------------------------------------------------- */

MadoVisitor *
door_visit (Door *self, const char *stream, const char *terminal, const char *token, MadoGateVerdict *out_verdict)
{
  const MadoGate gate = mado_access_gate_get_gate (self->gate);
  g_autoptr (MadoTurn) turn = mado_turn_begin (self->ward->backend, MADO_BACKEND_READ, NULL);
  MadoVisitor *visitor = NULL;

  g_assert_true (
      gate.let_in (gate.user_data, self->ward->backend, stream, terminal, token, &visitor, out_verdict, NULL));
  g_assert_cmpint (visitor != NULL, ==, *out_verdict == MADO_GATE_OPEN);

  return visitor;
}

gboolean
door_is_in (Door *self, const char *token, const char *terminal)
{
  MadoGateVerdict verdict;
  g_autoptr (MadoVisitor) visitor = door_visit (self, DOOR_STREAM, terminal, token, &verdict);

  return visitor != NULL;
}

gint64
door_count_log (Door *self)
{
  return ward_get_stand (self->ward, "shinjuku/" MADO_ACCESS_STREAM).head.seq;
}

char *
door_describe_log (Door *self, gint64 after)
{
  GString *lines = g_string_new (NULL);

  for (gint64 seq = after + 1; seq <= door_count_log (self); seq++) {
    g_autoptr (MadoStoredEntry) entry = ward_find_entry (self->ward, "shinjuku/" MADO_ACCESS_STREAM, seq);
    g_autoptr (MadoLogText) text = mado_log_text_read (entry->header, NULL);
    const MadoLogHeader *header = mado_log_text_get_header (text);
    gsize length;
    const char *details = g_bytes_get_data (entry->payload, &length);

    g_string_append_printf (lines, "%s %s@%s %s%s%s %.*s; ", header->kind, header->actor, header->terminal,
                            mado_outcome_kind_get_name (header->outcome), header->code != NULL ? " " : "",
                            header->code != NULL ? header->code : "", (int) length, details);
  }

  return g_string_free_and_steal (lines);
}

void
door_write_tally (Door *self)
{
  MadoTurn *turn = mado_turn_begin (self->ward->backend, MADO_BACKEND_WRITE, NULL);

  g_assert_true (mado_tally_write (self->tally, self->ward->backend, NULL));
  g_assert_true (mado_turn_commit (turn, NULL));
  mado_tally_settle (self->tally);
}
