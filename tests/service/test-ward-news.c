/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whoever waits for news hears of whatever he did not see when he looked, at whichever moment of his looking it was
 * written. */

#include <string.h>

#include "http-house.h"
#include "mado-errand.h"
#include "mado-memory-backend.h"

#define LOOK "/v1/s/shinjuku/mihon-r7/look"
#define TELL "/v1/s/shinjuku/mihon-r7/tell"
#define SHELF "news"

typedef struct {
  House house;
  MadoMemoryWard *memory;
  MadoWard *ward;
  TlsClient *reader;
  TlsClient *teller;
  gboolean is_armed; /* the next who reads is overtaken when his turn has begun */
} Line;

static Line *line; /* of the test that runs: a backend's type has no data */
static MadoBackendType overtaken;
static gboolean (*begin_as_ever) (MadoBackend *self, MadoBackendAccess access, GError **error);

/* --- the ward ------------------------------------------------------------------------------------------------------
 */

static guint
ask (TlsClient *client, const char *target, char **out_text)
{
  g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);
  g_autoptr (TlsReply) reply = tls_client_ask (client, "POST", target, "Authorization: Bearer x\r\n", body);

  g_assert_nonnull (reply);
  *out_text = tls_reply_dup_text (reply);

  return reply->status;
}

static void
tell (void)
{
  g_autofree char *text = NULL;

  g_assert_cmpuint (ask (line->teller, TELL, &text), ==, 200);
}

/* His moment is that of his first look, and what is told after it he does not see. */
static gboolean
begin_and_be_overtaken (MadoBackend *backend, MadoBackendAccess access, GError **error)
{
  g_autoptr (GBytes) nothing = NULL;

  if (!begin_as_ever (backend, access, error))
    return FALSE;
  if (!line->is_armed)
    return TRUE;
  line->is_armed = FALSE;
  g_assert_true (backend->type->find_record (backend, SHELF, "1", &nothing, error));
  tell ();

  return TRUE;
}

static MadoBackend *
open_cb (gpointer memory, MadoBackendAccess access, GError **error)
{
  MadoBackend *backend = mado_memory_backend_open (memory, access, error);

  if (access == MADO_BACKEND_READ)
    backend->type = &overtaken;

  return backend;
}

static gboolean
let_in (gpointer data,
        MadoBackend *backend,
        const char *stream,
        const char *terminal,
        const char *token,
        MadoVisitor **out_visitor,
        MadoGateVerdict *out_verdict,
        GError **error)
{
  *out_visitor = mado_visitor_new ("v-01", terminal, (const char *const[]) { "verifier", NULL });
  *out_verdict = MADO_GATE_OPEN;

  return TRUE;
}

static gboolean
look (MadoErrand *self, MadoWardRoom *room, MadoStream *stream, const MadoVisitor *visitor, GError **error)
{
  MadoBackend *backend = mado_ward_room_get_backend (room);
  g_autoptr (GBytes) news = NULL;

  if (!backend->type->find_record (backend, SHELF, "1", &news, error))
    return FALSE;
  if (news != NULL)
    return mado_errand_answer (self, g_steal_pointer (&news));

  return mado_errand_answer (self, g_bytes_new_static ("\"nothing\"", 9)) && mado_errand_wait (self, 5);
}

static gboolean
note (MadoErrand *self, MadoWardRoom *room, MadoStream *stream, const MadoVisitor *visitor, GError **error)
{
  MadoBackend *backend = mado_ward_room_get_backend (room);
  g_autoptr (GBytes) news = g_bytes_new_static ("\"news\"", 6);

  return backend->type->put_record (backend, SHELF, "1", news, error) &&
         mado_errand_answer (self, g_bytes_new_static ("{}", 2));
}

static void
serve (gpointer data, MadoHttpCall *call, const MadoVerb *verb)
{
  static const MadoGate gate = { let_in, NULL };

  mado_errand_begin (((Line *) data)->ward, &gate, verb, call, NULL);
}

static void
look_cb (gpointer data, MadoHttpCall *call)
{
  static const MadoVerb verb = { MADO_BACKEND_READ, look, FALSE };

  serve (data, call, &verb);
}

static void
tell_cb (gpointer data, MadoHttpCall *call)
{
  static const MadoVerb verb = { MADO_BACKEND_WRITE, note, TRUE };

  serve (data, call, &verb);
}

static const MadoHttpRoute routes[] = {
  { "POST", "/v1/s/WARD/PROGRAMME/look", MADO_STANDING_WORKING, 64, look_cb },
  { "POST", "/v1/s/WARD/PROGRAMME/tell", MADO_STANDING_WORKING, 64, tell_cb },
  {},
};

static void
make_stream (MadoMemoryWard *memory)
{
  g_autoptr (MadoBackend) backend = mado_memory_backend_open (memory, MADO_BACKEND_WRITE, NULL);
  MadoTurn *turn = mado_turn_begin (backend, MADO_BACKEND_WRITE, NULL);
  gint64 number = 0;

  g_assert_true (backend->type->add_stream (backend, "shinjuku/mihon-r7", 1, &number, NULL));
  g_assert_true (mado_turn_commit (turn, NULL));
  overtaken = *backend->type;
  begin_as_ever = overtaken.begin;
  overtaken.begin = begin_and_be_overtaken;
}

static void
set_up (Line *self, gconstpointer data)
{
  MadoWardSource source = { .open = open_cb };
  g_autoptr (GError) error = NULL;

  line = self;
  self->memory = mado_memory_ward_new ();
  make_stream (self->memory);
  source.user_data = self->memory;
  self->ward = mado_ward_open ("shinjuku", &source, 2, &error);
  g_assert_no_error (error);
  house_set_up (&self->house, NULL);
  self->house.routes = routes;
  self->house.route_data = self;
  house_open (&self->house);
  self->reader = house_connect (&self->house, HOUSE_WORKING);
  self->teller = house_connect (&self->house, HOUSE_WORKING);
}

static void
tear_down (Line *self, gconstpointer data)
{
  tls_client_free (self->reader);
  tls_client_free (self->teller);
  house_tear_down (&self->house, NULL);
  mado_ward_free (self->ward);
  mado_memory_ward_unref (self->memory);
}

/* --- news ----------------------------------------------------------------------------------------------------------
 */

static void
test_what_is_told_after_the_look_is_heard (Line *self, gconstpointer data)
{
  g_autofree char *text = NULL;

  self->is_armed = TRUE;
  g_assert_cmpuint (ask (self->reader, LOOK, &text), ==, 200);
  g_assert_cmpstr (text, ==, "\"news\"");
}

static void
test_what_is_told_before_is_seen (Line *self, gconstpointer data)
{
  g_autofree char *text = NULL;

  tell ();
  g_assert_cmpuint (ask (self->reader, LOOK, &text), ==, 200);
  g_assert_cmpstr (text, ==, "\"news\"");
}

static void
test_where_nothing_is_told_the_wait_ends (Line *self, gconstpointer data)
{
  g_autofree char *text = NULL;

  g_assert_cmpuint (ask (self->reader, LOOK, &text), ==, 200);
  g_assert_cmpstr (text, ==, "\"nothing\"");
}

#define add(name, function) g_test_add ("/ward-news/" name, Line, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("what-is-told-after-the-look-is-heard", test_what_is_told_after_the_look_is_heard);
  add ("what-is-told-before-is-seen", test_what_is_told_before_is_seen);
  add ("where-nothing-is-told-the-wait-ends", test_where_nothing_is_told_the_wait_ends);

  return g_test_run ();
}
