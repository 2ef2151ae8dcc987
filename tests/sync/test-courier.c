/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The courier at a real wall: what arrives, and what it says is in the way where something does not. */

#include "http-house.h"
#include "mado-courier.h"
#include "mado-order.h"

#define DAY (24 * G_TIME_SPAN_HOUR)

/* A terminal's courier, and the last answer that he brought. */
typedef struct {
  House house;
  MadoCourier *courier;
  guint n_answers;
  guint64 ticket;
  MadoResponse answer;
} Post;

static gint64 clock_fault; /* of the terminal, in microseconds */

static MadoInstant
get_clock (void)
{
  return (MadoInstant) { mado_instant_now ().microseconds + clock_fault };
}

/* --- a service that answers little -------------------------------------------------------------------------------- */

static void
echo_cb (G_GNUC_UNUSED gpointer data, MadoHttpCall *call)
{
  mado_http_call_answer_text (call, mado_http_call_get_body (call));
}

static void
order_cb (G_GNUC_UNUSED gpointer data, MadoHttpCall *call)
{
  const MadoOrder order = {
    .terminal = (char *) mado_http_call_get_terminal (call),
    .kind = mado_http_call_get_standing (call) == MADO_STANDING_REVOKED ? MADO_ORDER_WIPE : MADO_ORDER_WORK,
    .now = mado_instant_now (),
    .seal_to = (char *) "",
    .signature = (char *) "",
  };
  g_autoptr (GBytes) text = mado_order_write (&order, NULL);

  mado_http_call_answer_text (call, text);
}

static void
session_cb (G_GNUC_UNUSED gpointer data, MadoHttpCall *call)
{
  mado_http_call_refuse (call, MADO_REBUFF_SESSION);
}

static void
role_cb (G_GNUC_UNUSED gpointer data, MadoHttpCall *call)
{
  mado_http_call_refuse (call, MADO_REBUFF_PERMISSION);
}

static void
busy_cb (G_GNUC_UNUSED gpointer data, MadoHttpCall *call)
{
  mado_http_call_refuse (call, MADO_REBUFF_DRAINING);
}

static const MadoHttpRoute routes[] = {
  { "POST", "/v1/echo", MADO_STANDING_WORKING, 4 * 1024 * 1024, echo_cb },
  { "GET", "/v1/order", MADO_STANDING_WORKING | MADO_STANDING_REVOKED, 0, order_cb },
  { "GET", "/v1/session", MADO_STANDING_WORKING, 0, session_cb },
  { "GET", "/v1/role", MADO_STANDING_WORKING, 0, role_cb },
  { "GET", "/v1/busy", MADO_STANDING_WORKING, 0, busy_cb },
  {},
};

/* --- the post ----------------------------------------------------------------------------------------------------- */

static void
set_up (Post *self, gconstpointer data)
{
  house_set_up (&self->house, NULL);
  self->house.routes = routes;
  clock_fault = 0;
}

static void
tear_down (Post *self, gconstpointer data)
{
  g_clear_pointer (&self->courier, mado_courier_free);
  mado_response_clear (&self->answer);
  house_tear_down (&self->house, NULL);
}

static char *
write_address (const Post *self)
{
  return g_strdup_printf ("127.0.0.1:%u", (guint) mado_http_server_get_port (self->house.server));
}

static void
employ (Post *self, HouseTerminal terminal, const char *authority, const char *const *addresses)
{
  const HousePapers *own = &self->house.papers[terminal];
  g_autoptr (GError) error = NULL;
  MadoPapers *papers = mado_papers_new (addresses, authority, own->certificate.pem, own->key, &error);

  g_assert_no_error (error);
  self->courier = mado_courier_new (papers, get_clock);
}

static void
employ_as (Post *self, HouseTerminal terminal)
{
  g_autofree char *address = NULL;

  house_open (&self->house);
  address = write_address (self);
  employ (self, terminal, mado_authority_get_pem (self->house.authority), (const char *const[]) { address, NULL });
}

static void
keep_answer (gpointer user_data, guint64 ticket, const MadoResponse *answer)
{
  Post *self = user_data;

  mado_response_clear (&self->answer);
  self->answer = *answer;
  if (answer->body != NULL)
    g_bytes_ref (answer->body);
  self->ticket = ticket;
  self->n_answers++;
}

static MadoObstacle
ask_with (Post *self, const char *method, const char *target, GBytes *body)
{
  const guint n_answers = self->n_answers;
  const guint64 ticket = mado_courier_send (self->courier, mado_message_new (method, target, body), keep_answer, self);

  while (self->n_answers == n_answers)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (self->ticket, ==, ticket);

  return self->answer.obstacle;
}

static MadoObstacle
ask (Post *self, const char *target)
{
  return ask_with (self, "GET", target, NULL);
}

#define assert_in_the_way(self, target, obstacle)                                                                      \
  g_assert_cmpstr (mado_obstacle_get_name (ask (self, target)), ==, mado_obstacle_get_name (obstacle))

/* --- what arrives ------------------------------------------------------------------------------------------------- */

static void
test_what_is_said_arrives (Post *self, gconstpointer data)
{
  static const gsize lengths[] = { 2, 5000, 1024 * 1024 };

  employ_as (self, HOUSE_WORKING);
  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++) {
    g_autofree char *text = g_strnfill (lengths[i], 'x');
    g_autoptr (GBytes) body = g_bytes_new (text, lengths[i]);

    g_assert_cmpint (ask_with (self, "POST", "/v1/echo", body), ==, MADO_OBSTACLE_NONE);
    g_assert_cmpuint (self->answer.status, ==, 200);
    g_assert_true (g_bytes_equal (self->answer.body, body));
  }
}

static void
test_what_was_cancelled_is_not_answered (Post *self, gconstpointer data)
{
  guint64 ticket;

  employ_as (self, HOUSE_WORKING);
  ticket = mado_courier_send (self->courier, mado_message_new ("GET", "/v1/order", NULL), keep_answer, self);
  mado_courier_cancel (self->courier, ticket);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (ask (self, "/v1/order"), ==, MADO_OBSTACLE_NONE);
  g_assert_cmpuint (self->n_answers, ==, 3);
}

/* --- what is in the way ------------------------------------------------------------------------------------------- */

static void
test_nobody_is_there (Post *self, gconstpointer data)
{
  const int listener = mado_http_listen ("127.0.0.1:0", NULL); /* it takes nobody in */
  g_autoptr (GSocket) socket = g_socket_new_from_fd (listener, NULL);
  g_autoptr (GSocketAddress) place = g_socket_get_local_address (socket, NULL);
  g_autofree char *nowhere =
      g_strdup_printf ("127.0.0.1:%u", (guint) g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (place)));

  g_socket_close (socket, NULL);
  house_open (&self->house);
  employ (self, HOUSE_WORKING, mado_authority_get_pem (self->house.authority), (const char *const[]) { nowhere, NULL });
  assert_in_the_way (self, "/v1/order", MADO_OBSTACLE_UNREACHABLE);
}

static void
test_the_next_address_is_tried (Post *self, gconstpointer data)
{
  const int listener = mado_http_listen ("127.0.0.1:0", NULL);
  g_autoptr (GSocket) socket = g_socket_new_from_fd (listener, NULL);
  g_autoptr (GSocketAddress) place = g_socket_get_local_address (socket, NULL);
  g_autofree char *nowhere =
      g_strdup_printf ("127.0.0.1:%u", (guint) g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (place)));
  g_autofree char *somewhere = NULL;

  g_socket_close (socket, NULL);
  house_open (&self->house);
  somewhere = write_address (self);
  employ (self, HOUSE_WORKING, mado_authority_get_pem (self->house.authority),
          (const char *const[]) { nowhere, somewhere, NULL });
  assert_in_the_way (self, "/v1/order", MADO_OBSTACLE_UNREACHABLE);
  g_assert_cmpstr (mado_courier_get_address (self->courier), ==, somewhere);
  assert_in_the_way (self, "/v1/order", MADO_OBSTACLE_NONE);
  g_assert_cmpstr (mado_courier_get_address (self->courier), ==, somewhere);
}

static void
test_another_authority (Post *self, gconstpointer data)
{
  g_autoptr (MadoTlsKey) key = mado_tls_key_generate (NULL);
  const gint64 now = mado_instant_now ().microseconds;
  g_autoptr (MadoAuthority) other =
      mado_authority_create (key, "Another", (MadoInstant) { now - DAY }, (MadoInstant) { now + DAY }, NULL);
  g_autofree char *address = NULL;

  house_open (&self->house);
  address = write_address (self);
  employ (self, HOUSE_WORKING, mado_authority_get_pem (other), (const char *const[]) { address, NULL });
  assert_in_the_way (self, "/v1/order", MADO_OBSTACLE_STRANGER);
}

static void
test_a_terminal_that_pretends_to_be_the_service (Post *self, gconstpointer data)
{
  HousePapers *service = &self->house.service;
  const HousePapers *other = &self->house.papers[HOUSE_ENROLLING];

  g_set_str (&service->certificate.pem, other->certificate.pem);
  g_set_str (&service->key_text, other->key_text);
  employ_as (self, HOUSE_WORKING);
  assert_in_the_way (self, "/v1/order", MADO_OBSTACLE_STRANGER);
}

static void
let_service_expire (Post *self)
{
  static const char *const hosts[] = { "127.0.0.1", NULL };
  HousePapers *service = &self->house.service;
  const gint64 now = mado_instant_now ().microseconds;
  const MadoCertificateOrder order = {
    .purpose = MADO_CERTIFICATE_SERVICE,
    .name = "service",
    .hosts = hosts,
    .from = { now - 2 * DAY },
    .until = { now - DAY },
  };
  g_autoptr (MadoTlsKey) key =
      mado_tls_key_from_pem (mado_secret_get_bytes (service->key), mado_secret_get_length (service->key), NULL);

  mado_issued_certificate_clear (&service->certificate);
  g_assert_true (mado_authority_certify (self->house.authority, &order, key, &service->certificate, NULL));
}

static void
test_the_services_certificate_is_over (Post *self, gconstpointer data)
{
  let_service_expire (self);
  employ_as (self, HOUSE_WORKING);
  assert_in_the_way (self, "/v1/order", MADO_OBSTACLE_SERVICE_CERTIFICATE);
}

/* To whom valid certificates look as if they were over, or not valid yet. */
static void
test_the_terminals_clock_is_wrong (Post *self, gconstpointer data)
{
  static const gint64 faults[] = { 20 * DAY, -20 * DAY };

  employ_as (self, HOUSE_WORKING);
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++) {
    clock_fault = faults[i];
    assert_in_the_way (self, "/v1/order", MADO_OBSTACLE_CLOCK);
    clock_fault = 0;
  }
}

static void
test_the_terminals_certificate_is_over (Post *self, gconstpointer data)
{
  employ_as (self, HOUSE_EXPIRED);
  assert_in_the_way (self, "/v1/order", MADO_OBSTACLE_OWN_CERTIFICATE);
}

/* A service that goes down hangs up, too; so it is said when it happens again. */
static void
test_a_terminal_that_nobody_knows (Post *self, gconstpointer data)
{
  employ_as (self, HOUSE_UNKNOWN);
  assert_in_the_way (self, "/v1/order", MADO_OBSTACLE_UNREACHABLE);
  assert_in_the_way (self, "/v1/order", MADO_OBSTACLE_TURNED_AWAY);
}

static void
test_a_terminal_that_was_revoked (Post *self, gconstpointer data)
{
  employ_as (self, HOUSE_REVOKED);
  assert_in_the_way (self, "/v1/role", MADO_OBSTACLE_REVOKED);
}

static void
test_what_the_service_says_itself (Post *self, gconstpointer data)
{
  employ_as (self, HOUSE_WORKING);
  assert_in_the_way (self, "/v1/session", MADO_OBSTACLE_SIGN_IN);
  assert_in_the_way (self, "/v1/role", MADO_OBSTACLE_NO_ROLE);
  assert_in_the_way (self, "/v1/busy", MADO_OBSTACLE_BUSY);
  assert_in_the_way (self, "/v1/nothing-of-that-name", MADO_OBSTACLE_GARBLED);
}

static void
test_papers_that_are_none (void)
{
  static const char *const somewhere[] = { "127.0.0.1:8443", NULL };
  static const char *const nowhere[] = { NULL };
  g_autoptr (MadoSecret) key = mado_secret_new_random (32);

  g_assert_null (mado_papers_new (somewhere, "", "-----BEGIN CERTIFICATE-----\nx\n", key, NULL));
  g_assert_null (mado_papers_new (nowhere, "", "", key, NULL));
}

/* What a part says of itself is held against what came. */
static void
test_a_part_says_which_it_is (void)
{
  static const struct {
    const char *text;
    gsize length;
    gint64 first, whole; /* 0: it is refused */
  } parts[] = {
    { "bytes 0-99/1000", 100, 0, 1000 },
    { "bytes 900-999/1000", 100, 900, 1000 },
    { "bytes 0-0/1", 1, 0, 1 },
    { "bytes 0-99/1000", 99, 0, 0 },
    { "bytes 0-99/99", 100, 0, 0 },
    { "bytes 9-0/1000", 0, 0, 0 },
    { "bytes 0-99/*", 100, 0, 0 },
    { "bytes */1000", 0, 0, 0 },
    { "bytes -5-94/1000", 100, 0, 0 },
    { "bytes 0-99/1000 ", 100, 0, 0 },
    { "items 0-99/1000", 100, 0, 0 },
    { "", 0, 0, 0 },
    { "bytes 0-18446744073709551615/9", 0, 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++) {
    MadoContentRange range = { 0 };

    g_assert_cmpint (mado_content_range_read (parts[i].text, parts[i].length, &range), ==, parts[i].whole > 0);
    g_assert_cmpint (range.first, ==, parts[i].first);
    g_assert_cmpint (range.whole, ==, parts[i].whole);
  }
}

#define add(name, function) g_test_add ("/courier/" name, Post, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add ("what-is-said-arrives", test_what_is_said_arrives);
  add ("what-was-cancelled-is-not-answered", test_what_was_cancelled_is_not_answered);
  add ("nobody-is-there", test_nobody_is_there);
  add ("the-next-address-is-tried", test_the_next_address_is_tried);
  add ("another-authority", test_another_authority);
  add ("a-terminal-that-pretends-to-be-the-service", test_a_terminal_that_pretends_to_be_the_service);
  add ("the-services-certificate-is-over", test_the_services_certificate_is_over);
  add ("the-terminals-clock-is-wrong", test_the_terminals_clock_is_wrong);
  add ("the-terminals-certificate-is-over", test_the_terminals_certificate_is_over);
  add ("a-terminal-that-nobody-knows", test_a_terminal_that_nobody_knows);
  add ("a-terminal-that-was-revoked", test_a_terminal_that_was_revoked);
  add ("what-the-service-says-itself", test_what_the_service_says_itself);
  g_test_add_func ("/courier/papers-that-are-none", test_papers_that_are_none);

  g_test_add_func ("/courier/a-part-says-which-it-is", test_a_part_says_which_it_is);

  return g_test_run ();
}
