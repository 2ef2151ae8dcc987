/* SPDX-License-Identifier: GPL-3.0-or-later */

/* All that terminals send at the same time has its room, and no more: who comes too late is told so, and comes again.
 */

#include <signal.h>
#include <string.h>

#include "http-house.h"
#include "log-ear.h"
#include "mado-parcel.h"

#define BODY 60000
#define N_BODIES 4 /* fit in a terminal's part of a mebibyte */
#define SOON 2000  /* microseconds between two looks */

static void
open_narrow (House *self)
{
  self->limits.bodies = 1;
  house_open (self);
}

static TlsClient *
begin_to_send (House *self)
{
  TlsClient *client = house_connect (self, HOUSE_WORKING);

  g_assert_true (
      tls_client_send_text (client, "POST /v1/echo HTTP/1.1\r\nHost: service\r\nContent-Length: 60000\r\n\r\n"));

  return client;
}

static void
await_taken (House *self, gsize taken)
{
  while (mado_http_server_count_bodies (self->server) != taken)
    g_usleep (SOON);
}

static void
test_whoever_finds_no_room_is_told (House *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GPtrArray) clients = g_ptr_array_new_with_free_func ((GDestroyNotify) tls_client_free);
  g_autofree char *body = g_strnfill (BODY, 'x');
  g_autoptr (TlsClient) late = NULL;
  g_autoptr (TlsReply) refused = NULL, answer = NULL;
  g_autofree char *why = NULL;

  open_narrow (self);
  for (guint i = 0; i < N_BODIES; i++)
    g_ptr_array_add (clients, begin_to_send (self));
  await_taken (self, N_BODIES * BODY);
  late = begin_to_send (self);
  refused = tls_client_receive (late);
  g_assert_cmpuint (refused->status, ==, 503);
  why = tls_reply_dup_text (refused);
  g_assert_cmpstr (why, ==, "{\"error\":\"crowded\"}");
  g_assert_cmpuint (mado_rebuffs_get_count (self->rebuffs, MADO_REBUFF_CROWDED), ==, 1);
  g_assert_true (log_ear_heard ("refused: crowded"));

  g_assert_true (tls_client_send (g_ptr_array_index (clients, 0), body, BODY));
  answer = tls_client_receive (g_ptr_array_index (clients, 0));
  g_assert_cmpuint (answer->status, ==, 200);
  await_taken (self, (N_BODIES - 1) * BODY);
  g_clear_pointer (&late, tls_client_free);
  late = house_connect (self, HOUSE_WORKING);
  g_assert_cmpuint (house_ask (late, "POST", "/v1/echo", NULL, body), ==, 200);
}

static void
test_one_terminal_leaves_room_for_the_others (House *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GPtrArray) clients = g_ptr_array_new_with_free_func ((GDestroyNotify) tls_client_free);
  g_autoptr (TlsClient) other = NULL, same = NULL;

  open_narrow (self);
  for (guint i = 0; i < N_BODIES; i++)
    g_ptr_array_add (clients, begin_to_send (self));
  await_taken (self, N_BODIES * BODY);
  other = house_connect (self, HOUSE_ENROLLING);
  g_assert_cmpuint (house_ask (other, "POST", "/v1/enrol", NULL, "{}"), ==, 200);
  same = house_connect (self, HOUSE_WORKING);
  g_assert_cmpuint (house_ask (same, "GET", "/v1/later", NULL, NULL), ==, 200); /* what has no body needs no room */
}

/* A few bytes on the line may be many here. */
static void
test_what_is_packed_counts_as_what_it_is (House *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GPtrArray) clients = g_ptr_array_new_with_free_func ((GDestroyNotify) tls_client_free);
  g_autofree char *body = g_strnfill (BODY, 'x');
  g_autoptr (GBytes) text = g_bytes_new_static (body, BODY);
  g_auto (MadoParcel) parcel = { 0 };
  g_autoptr (TlsClient) late = NULL;
  g_autoptr (TlsReply) reply = NULL;

  open_narrow (self);
  g_assert_true (mado_parcel_pack (text, &parcel, NULL));
  g_assert_cmpuint (g_bytes_get_size (parcel.bytes), <, BODY / 100);
  for (guint i = 0; i < N_BODIES; i++)
    g_ptr_array_add (clients, begin_to_send (self));
  await_taken (self, N_BODIES * BODY);
  late = house_connect (self, HOUSE_WORKING);
  reply = tls_client_ask (late, "POST", "/v1/echo", "Content-Encoding: zstd\r\n", parcel.bytes);
  g_assert_cmpuint (reply->status, ==, 503);
  g_ptr_array_set_size (clients, 0);
  await_taken (self, 0);
  g_clear_pointer (&reply, tls_reply_free);
  reply = tls_client_ask (late, "POST", "/v1/echo", "Content-Encoding: zstd\r\n", parcel.bytes);
  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpuint (g_bytes_get_size (reply->body), ==, BODY);
}

static void
test_all_of_it_is_all_there_is (void)
{
  MadoBodyRoom *room = mado_body_room_new (100);

  g_assert_false (mado_body_room_take (room, "t-01", 26));
  g_assert_true (mado_body_room_take (room, "t-01", 20));
  g_assert_true (mado_body_room_take (room, "t-01", 5));
  g_assert_false (mado_body_room_take (room, "t-01", 1));
  g_assert_true (mado_body_room_take (room, "t-02", 25));
  g_assert_true (mado_body_room_take (room, "t-03", 25));
  g_assert_true (mado_body_room_take (room, "t-04", 24));
  g_assert_false (mado_body_room_take (room, "t-05", 2));
  g_assert_true (mado_body_room_take (room, "t-05", 1));
  g_assert_false (mado_body_room_take (room, "t-05", G_MAXSIZE));
  mado_body_room_give_back (room, "t-01", 20);
  g_assert_true (mado_body_room_take (room, "t-05", 20));
  g_assert_cmpuint (mado_body_room_count (room), ==, 100);
  mado_body_room_unref (room);
}

#define ADD(name, function) g_test_add ("/http-room/" name, House, NULL, house_set_up, function, house_tear_down)

int
main (int argc, char **argv)
{
  signal (SIGPIPE, SIG_IGN);
  g_test_init (&argc, &argv, NULL);
  log_ear_open ();
  g_test_add_func ("/http-room/all-of-it-is-all-there-is", test_all_of_it_is_all_there_is);
  ADD ("whoever-finds-no-room-is-told", test_whoever_finds_no_room_is_told);
  ADD ("one-terminal-leaves-room-for-the-others", test_one_terminal_leaves_room_for_the_others);
  ADD ("what-is-packed-counts-as-what-it-is", test_what_is_packed_counts_as_what_it_is);

  return g_test_run ();
}
