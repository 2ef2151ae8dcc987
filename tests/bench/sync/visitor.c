/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes pushes ahead, so that what is measured is not the writing of made-up applications. */

#include "visitor.h"

#include <string.h>

#include "mado-push.h"

static MadoInstant
get_clock (void)
{
  return mado_instant_now ();
}

/**
 * visitor_employ:
 * @papers: a terminal's
 * @address: where its service is
 *
 * Returns: (transfer full): who goes there
 */
MadoCourier *
visitor_employ (const Papers *papers, const char *address)
{
  const char *const addresses[] = { address, NULL };
  g_autofree char *key = g_strdup (papers->key);
  g_autoptr (MadoSecret) secret = mado_secret_new_wiping (key, strlen (key));
  g_autoptr (GError) error = NULL;
  MadoPapers *own = mado_papers_new (addresses, papers->authority, papers->certificate, secret, &error);

  if (own == NULL)
    g_error ("%s", error->message);

  return mado_courier_new (own, get_clock);
}

static guint n_received;

/**
 * visitor_begin_numbers:
 * @first: after which this process numbers its applications, so that no other has the same
 */
void
visitor_begin_numbers (guint first)
{
  n_received = first;
}

/**
 * visitor_receive_case:
 * @hand: somebody who writes operations
 *
 * Puts the reception of a made-up application into his journal, whose numbers nobody else in this process has.
 */
void
visitor_receive_case (Terminal *hand)
{
  g_autofree char *receipt = g_strdup_printf ("form:%u", ++n_received);
  g_autofree char *control_no = g_strdup_printf ("%010u", n_received);

  terminal_receive_case (hand, receipt, control_no);
}

/* --- over the line -------------------------------------------------------------------------------------------------
 */

static void
answered_cb (gpointer user_data, G_GNUC_UNUSED guint64 ticket, const MadoResponse *answer)
{
  Visitor *self = user_data;

  if (answer->obstacle != MADO_OBSTACLE_NONE || answer->body == NULL)
    g_error ("the service does not answer: %s, status %u", mado_obstacle_get_name (answer->obstacle), answer->status);
  g_clear_pointer (&self->answer, g_bytes_unref);
  self->answer = g_bytes_ref (answer->body);
  self->is_waiting = FALSE;
}

static void
send (Visitor *self, const char *verb, GBytes *body)
{
  g_autofree char *target = g_strconcat (WORLD_STREAM, verb, NULL);
  MadoMessage *message = mado_message_new ("POST", target, body);

  message->token = g_strdup (self->token);
  if (strcmp (verb, "push") == 0)
    message->packed_from = MADO_PUSH_WORTH_PACKING;
  self->is_waiting = TRUE;
  mado_courier_send (self->courier, message, answered_cb, self);
}

static void
await (Visitor *self)
{
  while (self->is_waiting)
    g_main_context_iteration (NULL, TRUE);
}

/**
 * visitor_ask:
 * @self: a visitor
 * @verb: "hello", …
 * @body: what he says
 *
 * Returns: (transfer full): what the service says
 */
GBytes *
visitor_ask (Visitor *self, const char *verb, GBytes *body)
{
  send (self, verb, body);
  await (self);

  return g_steal_pointer (&self->answer);
}

static void
greet (Visitor *self)
{
  const MadoHelloRequest request = { .device = self->hand->device, .nonce = ++self->hand->nonce };
  g_autoptr (GBytes) text = mado_hello_request_write (&request, NULL);
  g_autoptr (GBytes) answer = visitor_ask (self, "hello", text);
  MadoHelloReply hello;

  if (!mado_hello_reply_read (answer, &hello, NULL))
    g_error ("no greeting");
  self->hand->epoch = hello.epoch;
  self->hand->sight = hello.sight;
  self->hand->cursor = hello.head;
}

/**
 * visitor_new:
 * @office: a service that runs
 * @number: of a terminal, from 1
 * @address: (nullable): where it seems to be; %NULL: where it is
 *
 * Returns: (transfer full): whoever works there, signed in
 */
Visitor *
visitor_new (Office *office, guint number, const char *address)
{
  const WardStream *stream = g_ptr_array_index (office->world.notes->streams, 0);
  g_autofree char *account = office_dup_account (number);
  Visitor *self = g_new0 (Visitor, 1);

  self->hand = terminal_new (office->world.notes, stream->stream, account, OFFICE_ROLE);
  self->token = world_get_token (self->hand);
  self->courier =
      visitor_employ (&g_array_index (office->papers, Papers, number - 1), address != NULL ? address : office->address);
  g_queue_init (&self->pushes);
  greet (self);

  return self;
}

/**
 * visitor_free:
 * @self: (transfer full): a visitor
 */
void
visitor_free (Visitor *self)
{
  mado_courier_free (self->courier);
  g_queue_clear_full (&self->pushes, (GDestroyNotify) g_bytes_unref);
  g_clear_pointer (&self->answer, g_bytes_unref);
  terminal_free (self->hand);
  g_free (self->token);
  g_free (self);
}

/* --- pushes --------------------------------------------------------------------------------------------------------
 */

static GBytes *
write_push (Visitor *self, guint n_operations)
{
  g_autoptr (MadoPushRequest) request = mado_push_request_new ();
  g_autoptr (MadoHasher) hasher = mado_hasher_new ();

  request->device = self->hand->device;
  request->epoch = self->hand->epoch;
  request->nonce = ++self->hand->nonce;
  request->before = self->chain;
  for (guint i = 0; i < n_operations; i++) {
    MadoPushedOperation pushed;

    visitor_receive_case (self->hand);
    pushed = g_array_index (self->hand->journal, MadoPushedOperation, self->written++);
    g_bytes_ref (pushed.text);
    g_array_append_val (request->operations, pushed);
    self->chain = mado_chain_hash_link (hasher, &self->chain, &pushed.hash);
  }

  return mado_push_request_write (request, NULL);
}

/**
 * visitor_write_pushes:
 * @self: a visitor
 * @n_pushes: that are to be sent later
 * @n_operations: in each
 */
void
visitor_write_pushes (Visitor *self, guint n_pushes, guint n_operations)
{
  for (guint i = 0; i < n_pushes; i++)
    g_queue_push_tail (&self->pushes, write_push (self, n_operations));
}

/**
 * visitor_send_push:
 * @self: a visitor of whom pushes wait
 */
void
visitor_send_push (Visitor *self)
{
  g_autoptr (GBytes) text = g_queue_pop_head (&self->pushes);

  send (self, "push", text);
}

/**
 * visitor_await_push:
 * @self: a visitor who has sent a push
 *
 * Returns: how many operations were acknowledged by it
 */
guint
visitor_await_push (Visitor *self)
{
  g_autoptr (MadoPushReply) reply = NULL;
  gint64 before = self->received;

  await (self);
  reply = mado_push_reply_read (self->answer, NULL);
  if (reply == NULL || reply->verdict != MADO_PUSH_TAKEN || reply->received <= before || reply->known->len > 0)
    g_error ("not taken");
  self->received = reply->received;

  return (guint) (reply->received - before);
}
