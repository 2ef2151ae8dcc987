/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Terminals as they come to the service: invited, enrolled, and over the line. */

#include <string.h>

#include "mado-enrolment.h"
#include "mado-service-papers.h"
#include "mado-tls-key.h"
#include "mado-ward-directory.h"
#include "service-world.h"

#define SOON 5000 /* microseconds */

/* --- terminals --------------------------------------------------------------------------------------------------- */

/**
 * papers_clear:
 * @self: what a terminal holds
 */
void
papers_clear (Papers *self)
{
  g_clear_pointer (&self->authority, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->certificate, g_free);
  g_clear_pointer (&self->key, g_free);
}

/**
 * world_get_setup:
 * @self: a world
 * @papers: a terminal's
 *
 * Returns: how it connects
 */
TlsClientSetup
world_get_setup (World *self, const Papers *papers)
{
  return (TlsClientSetup) {
    .port = self->port,
    .authority = papers->authority,
    .certificate = papers->certificate,
    .key = papers->key,
  };
}

/**
 * world_connect:
 * @self: a world
 * @papers: a terminal's
 *
 * Returns: (transfer full) (nullable): its connection
 */
TlsClient *
world_connect (World *self, const Papers *papers)
{
  const TlsClientSetup setup = world_get_setup (self, papers);

  return tls_client_new (&setup);
}

static char *
find_code (const char *answer)
{
  g_autoptr (GRegex) regex = g_regex_new ("\"code\"\\s*:\\s*\"([^\"]+)\"", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  g_assert_true (g_regex_match (regex, answer, 0, &match));

  return g_match_info_fetch (match, 1);
}

static void
read_file (const char *path, Papers *out_papers)
{
  g_auto (MadoEnrolmentFile) file = { 0 };
  g_autofree char *content = NULL;
  g_autoptr (GBytes) text = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  text = g_bytes_new (content, length);
  g_assert_true (mado_enrolment_file_read (text, &file, NULL));
  out_papers->authority = g_strdup (file.authority);
  out_papers->name = g_strdup (file.terminal);
  out_papers->certificate = g_strdup (file.certificate);
  out_papers->key = g_strdup (file.key);
}

/* It is told that it may not ask for that, which is more than somebody unknown is told. */
static gboolean
is_known (World *self, const Papers *papers)
{
  g_autoptr (TlsClient) client = world_connect (self, papers);

  return client != NULL && world_try (client, "", "GET", "/v1/order", "") == 403;
}

/* @site: (nullable): the place that it is for */
static TlsClient *
invite (World *self, const char *name, const char *site, char **out_code, Papers *out_papers)
{
  g_autofree char *file = g_strconcat (self->folder, "/", name, ".json", NULL);
  int status = -1;
  g_autofree char *answer =
      world_ctl (self, &status, "terminal", "invite", name, "--out", file, site != NULL ? "--site" : NULL, site, NULL);

  g_assert_cmpint (status, ==, 0);
  *out_code = find_code (answer);
  read_file (file, out_papers);
  while (!is_known (self, out_papers))
    g_usleep (SOON);

  return world_connect (self, out_papers);
}

/**
 * world_invite:
 * @self: a world
 * @name: of a terminal
 * @out_code: (out) (transfer full): what its administrator is told
 * @out_papers: (out caller-allocates): what is in its file
 *
 * Returns: (transfer full): its connection, good for enrolment; it waits until the service knows of it
 */
TlsClient *
world_invite (World *self, const char *name, char **out_code, Papers *out_papers)
{
  return invite (self, name, NULL, out_code, out_papers);
}

/**
 * world_redeem:
 * @client: a terminal with an invitation
 * @code: what its administrator types
 * @papers: what was in its file; what it works with, where the service takes it
 *
 * Returns: the status of the answer
 */
guint
world_redeem (TlsClient *client, const char *code, Papers *papers)
{
  g_autoptr (MadoTlsKey) key = mado_tls_key_generate (NULL);
  g_autoptr (MadoSecret) pem = mado_tls_key_to_pem (key, NULL);
  g_autofree char *text = mado_tls_key_request (key, papers->name, NULL);
  const MadoEnrolmentRequest request = { .code = (char *) code, .request = text };
  g_autoptr (GBytes) body = mado_enrolment_request_write (&request, NULL);
  g_autoptr (TlsReply) reply = tls_client_ask (client, "POST", "/v1/enrol", NULL, body);
  g_auto (MadoEnrolmentReply) issued = { 0 };

  if (reply == NULL)
    return 0;
  if (reply->status == 200) {
    g_assert_true (mado_enrolment_reply_read (reply->body, &issued, NULL));
    g_set_str (&papers->certificate, issued.certificate);
    g_free (papers->key);
    papers->key = g_strndup ((const char *) mado_secret_get_bytes (pem), mado_secret_get_length (pem));
  }

  return reply->status;
}

/**
 * world_enrol:
 * @self: a world
 * @name: of a terminal
 * @out_papers: (out caller-allocates): what it works with from now on
 */
void
world_enrol (World *self, const char *name, Papers *out_papers)
{
  world_enrol_at (self, name, NULL, out_papers);
}

/**
 * world_enrol_at:
 * @self: a world
 * @name: of a terminal
 * @site: (nullable): the place that it is for
 * @out_papers: (out caller-allocates): what it works with from now on
 */
void
world_enrol_at (World *self, const char *name, const char *site, Papers *out_papers)
{
  g_autofree char *code = NULL;
  g_autoptr (TlsClient) client = invite (self, name, site, &code, out_papers);

  g_assert_cmpuint (world_redeem (client, code, out_papers), ==, 200);
}

/* --- over the line ----------------------------------------------------------------------------------------------- */

/**
 * world_ask:
 * @client: a terminal
 * @token: of its session; "": none
 * @method: …
 * @target: …
 * @body: (nullable): …
 *
 * Returns: (transfer full) (nullable): the answer
 */
TlsReply *
world_ask (TlsClient *client, const char *token, const char *method, const char *target, GBytes *body)
{
  g_autofree char *header = *token != '\0' ? g_strdup_printf ("Authorization: Bearer %s\r\n", token) : NULL;

  return tls_client_ask (client, method, target, header, body);
}

/**
 * world_try:
 * @client: a terminal
 * @token: of its session; "": none
 * @method: …
 * @target: …
 * @body: "": none
 *
 * Returns: the status of the answer; 0: there was none
 */
guint
world_try (TlsClient *client, const char *token, const char *method, const char *target, const char *body)
{
  g_autoptr (GBytes) bytes = *body != '\0' ? g_bytes_new (body, strlen (body)) : NULL;
  g_autoptr (TlsReply) reply = world_ask (client, token, method, target, bytes);

  return reply != NULL ? reply->status : 0;
}

/**
 * world_get_token:
 * @terminal: a terminal
 *
 * Returns: (transfer full): what its session is known by
 */
char *
world_get_token (const Terminal *terminal)
{
  g_autofree char *roles = g_strjoinv (",", terminal->roles);

  if (terminal->token != NULL)
    return g_strdup (terminal->token);

  return g_strdup_printf ("%s:%s", terminal->caller.person.account, roles);
}

/**
 * world_begin_terminal:
 * @self: a world
 * @client: the terminal "t-ACCOUNT", connected
 * @account: who sits there
 * @role: what he is
 *
 * Returns: (transfer full): where he is, with an empty journal
 */
Terminal *
world_begin_terminal (World *self, TlsClient *client, const char *account, const char *role)
{
  const WardStream *stream = g_ptr_array_index (self->notes->streams, 0);
  Terminal *terminal = terminal_new (self->notes, stream->stream, account, role);
  MadoHelloReply hello;

  g_assert_true (world_hello (terminal, client, &hello));
  terminal->epoch = hello.epoch;
  terminal->sight = hello.sight;
  terminal->cursor = hello.head;

  return terminal;
}

static GBytes *
ask_verb (Terminal *terminal, TlsClient *client, const char *verb, GBytes *text)
{
  g_autofree char *token = world_get_token (terminal);
  const WardStream *stream = g_ptr_array_index (terminal->ward->streams, 0);
  g_autofree char *target = g_strconcat ("/v1/s/", stream->name, "/", verb, NULL);
  g_autoptr (TlsReply) reply = client != NULL ? world_ask (client, token, "POST", target, text) : NULL;

  return reply != NULL && reply->status == 200 ? g_bytes_ref (reply->body) : NULL;
}

/**
 * world_hello:
 * @terminal: a terminal
 * @client: (nullable): its connection
 * @out_reply: (out): what the service says
 *
 * Returns: whether it said something
 */
gboolean
world_hello (Terminal *terminal, TlsClient *client, MadoHelloReply *out_reply)
{
  const MadoHelloRequest request = { terminal->device, ++terminal->nonce, terminal->epoch, terminal->cursor };
  g_autoptr (GBytes) text = mado_hello_request_write (&request, NULL);
  g_autoptr (GBytes) reply = ask_verb (terminal, client, "hello", text);

  return reply != NULL && mado_hello_reply_read (reply, out_reply, NULL);
}

/**
 * world_push:
 * @terminal: a terminal
 * @client: (nullable): its connection
 * @first: from which entry of its journal
 * @last: to which
 *
 * Returns: (transfer full) (nullable): what the service says; %NULL: nothing, and nobody knows what it has
 */
MadoPushReply *
world_push (Terminal *terminal, TlsClient *client, gint64 first, gint64 last)
{
  g_autoptr (MadoPushRequest) request = terminal_ask_push (terminal, first, last);
  g_autoptr (GBytes) text = mado_push_request_write (request, NULL);
  g_autoptr (GBytes) reply = ask_verb (terminal, client, "push", text);
  MadoPushReply *read = reply != NULL ? mado_push_reply_read (reply, NULL) : NULL;

  if (read != NULL)
    g_assert_cmpuint (read->nonce, ==, request->nonce);

  return read;
}

static MadoInstant
get_then (gpointer user_data)
{
  return *(const MadoInstant *) user_data;
}

static void
fill_random (G_GNUC_UNUSED gpointer user_data, guint8 *bytes, gsize length)
{
  for (gsize i = 0; i < length; i++)
    bytes[i] = (guint8) g_random_int ();
}

static MadoBackend *
open_ward (World *self)
{
  g_autoptr (GPtrArray) faults = mado_service_faults_new ();
  g_autoptr (MadoServiceSettings) settings = mado_service_settings_load (self->configuration, faults);
  g_autoptr (MadoSecret) secret = mado_service_papers_load_secret (settings, faults);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoWardPlace) place = mado_ward_directory_find (settings, "shinjuku", secret, &error);
  MadoBackend *backend = place != NULL ? mado_ward_place_open (place, MADO_BACKEND_WRITE, &error) : NULL;

  g_assert_no_error (error);

  return backend;
}

/**
 * world_push_then:
 * @self: a world whose service is down
 * @terminal: a terminal, all of whose journal is new
 * @then: some time ago
 *
 * What a service of that day would have done with it: its own code, at its own file. The program of the service has no
 * clock but the machine's.
 */
void
world_push_then (World *self, Terminal *terminal, MadoInstant then)
{
  const MadoChanceAndTime means = { get_then, fill_random, &then };
  g_autoptr (MadoBackend) backend = open_ward (self);
  g_autoptr (MadoStream) stream = mado_stream_new ("shinjuku/ninpu-r7", &means);
  g_autoptr (MadoPushRequest) request = terminal_ask_push (terminal, 1, (gint64) terminal->journal->len);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoTurn) turn = mado_turn_begin (backend, MADO_BACKEND_WRITE, &error);
  g_autoptr (MadoPushReply) reply = mado_stream_push (stream, backend, &terminal->caller, request, &error);

  g_assert_no_error (error);
  g_assert_cmpint (reply->verdict, ==, MADO_PUSH_TAKEN);
  g_assert_cmpint (reply->received, ==, (gint64) terminal->journal->len);
  g_assert_true (mado_turn_commit (g_steal_pointer (&turn), &error));
  g_assert_no_error (error);
}

/**
 * world_write_pull:
 * @terminal: a terminal
 * @wait: seconds
 *
 * Returns: (transfer full): the request for what comes after its cursor
 */
GBytes *
world_write_pull (Terminal *terminal, guint wait)
{
  const MadoPullRequest request = { .device = terminal->device,
                                    .epoch = terminal->epoch,
                                    .nonce = ++terminal->nonce,
                                    .sight = terminal->sight,
                                    .after = terminal->cursor,
                                    .wait = wait };

  return mado_pull_request_write (&request, NULL);
}
