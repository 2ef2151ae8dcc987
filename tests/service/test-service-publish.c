/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Programmes are published by madoguchi-ctl while the service is up, and while it is down: once, in the name of
 * whoever answers for it, and signed by him where he gives his key, which the register of persons in charge knows. */

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "mado-log-header.h"
#include "mado-packet-key-file.h"
#include "mado-password.h"
#include "mado-publication.h"
#include "service-world.h"

#define STREAM "shinjuku/ninpu-r7"
#define PASSWORD "a boat full of tea"
#define REGISTER                                                                                                       \
  "{'account':'%s','name':'見本 "                                                                                      \
  "太郎','organisation':'受託者','role':'取扱者','from':'2025-04-01','to':'2026-03-31','key':'%s'}"

typedef struct {
  World world;
  char *place;
  guint n_labels;
} Town;

static void
set_up (Town *self, G_GNUC_UNUSED gconstpointer data)
{
  world_set_up (&self->world, NULL);
  self->place = g_strdup_printf ("sqlcipher:%s/data/shinjuku.ward", self->world.folder);
}

static void
tear_down (Town *self, G_GNUC_UNUSED gconstpointer data)
{
  world_tear_down (&self->world, NULL);
  g_free (self->place);
}

/* --- keys -------------------------------------------------------------------------------------------------------- */

static char *
get_key_path (Town *self, const char *account)
{
  return g_strdup_printf ("%s/%s.key", self->world.folder, account);
}

/* Returns: (transfer full): its public half */
static char *
make_key (Town *self, const char *account)
{
  static const MadoArgon2idCost cheap = { .memory = 8, .passes = 1, .lanes = 1 };
  g_autofree char *path = get_key_path (self, account);
  g_autoptr (MadoSigningKey) key = mado_signing_key_generate (NULL);
  g_autofree char *typed = g_strdup (PASSWORD);
  g_autoptr (MadoSecret) password = mado_secret_new_wiping (typed, strlen (typed));
  g_autoptr (GBytes) text = mado_packet_key_lock (key, password, &cheap, NULL);

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (text, NULL), (gssize) g_bytes_get_size (text), NULL));

  return mado_public_key_to_hex (mado_signing_key_get_public (key));
}

/* --- publishing -------------------------------------------------------------------------------------------------- */

/* The programme with another word in it each time. */
static char *
write_programme (Town *self)
{
  g_autofree char *label = g_strdup_printf ("業務責任者 %u", ++self->n_labels);
  g_autoptr (GBytes) programme = ward_load_programme ("ninpu-r7", "業務責任者", label);
  char *path = g_build_filename (self->world.folder, "programme.json", NULL);

  g_assert_true (
      g_file_set_contents (path, g_bytes_get_data (programme, NULL), (gssize) g_bytes_get_size (programme), NULL));

  return path;
}

static int
open_password (void)
{
  int ends[2];

  g_assert_cmpint (pipe2 (ends, O_CLOEXEC), ==, 0);
  g_assert_cmpint (write (ends[1], PASSWORD "\n", strlen (PASSWORD) + 1), >, 0);
  close (ends[1]);

  return ends[0];
}

/* @key: (nullable): whose. Returns: its status */
static int
publish (Town *self, const char *path, const char *account, const char *key, char **out_said)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autofree char *key_path = key != NULL ? get_key_path (self, key) : NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  g_subprocess_launcher_take_fd (launcher, open_password (), 3);
  process = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("MADO_CTL"), "service", "publish", path, "--actor",
                                         account, "--json", "--config", self->world.configuration,
                                         key != NULL ? "--key" : NULL, key_path, "--password-fd", "3", NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, out_said, NULL, NULL));

  return g_subprocess_get_exit_status (process);
}

static void
publish_well (Town *self, const char *path, const char *account, const char *key)
{
  g_autofree char *said = NULL;

  if (publish (self, path, account, key, &said) != 0)
    g_error ("%s", said);
}

static void
assert_refused (Town *self, const char *account, const char *key, const char *why)
{
  g_autofree char *path = write_programme (self);
  g_autofree char *said = NULL;

  g_assert_cmpint (publish (self, path, account, key, &said), !=, 0);
  if (strstr (said, why) == NULL)
    g_error ("%s", said);
}

/* What the log says of the publication that is judged by. */
static void
assert_published (Town *self, gint64 revision, const char *path, const char *account, const char *key)
{
  g_autoptr (MadoBackend) backend = world_open_place (&self->world, self->place, NULL);
  g_autoptr (MadoTurn) turn = mado_turn_begin (backend, MADO_BACKEND_READ, NULL);
  g_autoptr (MadoStoredEntry) entry = NULL;
  g_autoptr (MadoLogText) text = NULL;
  g_autofree char *file = NULL;
  gsize length = 0;
  MadoStreamStand stand;

  g_assert_true (backend->type->find_stream (backend, STREAM, &stand, NULL));
  g_assert_cmpint (stand.revision, ==, revision);
  g_assert_true (backend->type->find_entry (backend, stand.number, revision, &entry, NULL));
  g_assert_true (g_file_get_contents (path, &file, &length, NULL));
  g_assert_cmpmem (g_bytes_get_data (entry->payload, NULL), g_bytes_get_size (entry->payload), file, length);
  text = mado_log_text_read (entry->header, NULL);

  const MadoLogHeader *header = mado_log_text_get_header (text);
  const MadoPublication publication = { STREAM, account, entry->payload };

  g_assert_cmpstr (header->actor, ==, account);
  g_assert_cmpstr (header->key, ==, key);
  if (key != NULL)
    g_assert_true (mado_publication_verify (&publication, header->key, header->signature, NULL));
  else
    g_assert_null (header->signature);
}

/* --- people ------------------------------------------------------------------------------------------------------ */

static void
register_person (Terminal *keeper, TlsClient *client, const char *account, const char *key)
{
  const gint64 dseq = (gint64) keeper->journal->len + 1;
  g_autoptr (MadoPushReply) reply = NULL;

  terminal_do (keeper, ward_draw_id (keeper->ward), "person.register", REGISTER, account, key);
  reply = world_push (keeper, client, dseq, dseq);
  g_assert_cmpint (reply->verdict, ==, MADO_PUSH_TAKEN);
  g_assert_cmpint (reply->received, ==, dseq);
}

static void
register_people (Town *self, const char *first, const char *first_key, const char *second, const char *second_key)
{
  g_auto (Papers) papers = { 0 };
  g_autoptr (TlsClient) client = NULL;
  g_autoptr (Terminal) keeper = NULL;

  world_enrol (&self->world, "t-s-09", &papers);
  client = world_connect (&self->world, &papers);
  keeper = world_begin_terminal (&self->world, client, "s-09", "admin");
  register_person (keeper, client, first, first_key);
  register_person (keeper, client, second, second_key);
}

/* --- tests ------------------------------------------------------------------------------------------------------- */

static void
test_it_is_published_while_the_service_is_up (Town *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autofree char *path = write_programme (self);

  world_start (&self->world);
  publish_well (self, path, "s-02", NULL);
  assert_published (self, 2, path, "s-02", NULL);
  g_assert_true (world_has_said (&self->world, "programme " STREAM ": is published"));
  publish_well (self, path, "s-02", NULL); /* whoever did not hear of it asks again */
  assert_published (self, 2, path, "s-02", NULL);
}

static void
test_a_person_signs_it (Town *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autofree char *key = make_key (self, "s-02");
  g_autofree char *other_key = make_key (self, "s-03");
  g_autofree char *path = NULL;
  g_autofree char *next = NULL;

  world_start (&self->world);
  register_people (self, "s-02", key, "s-03", other_key);
  path = write_programme (self);
  publish_well (self, path, "s-02", "s-02");
  assert_published (self, 4, path, "s-02", key);
  g_assert_cmpint (world_end (&self->world, SIGTERM), ==, 0);
  next = write_programme (self);
  publish_well (self, next, "s-03", "s-03");
  assert_published (self, 5, next, "s-03", other_key);
}

static void
test_nobody_signs_for_another (Town *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autofree char *key = make_key (self, "s-02");
  g_autofree char *other_key = make_key (self, "s-03");
  g_autofree char *strange_key = make_key (self, "s-04");
  g_autofree char *first = g_build_filename (g_getenv ("MADO_DATA_DIR"), "programmes", "ninpu-r7.json", NULL);

  world_start (&self->world);
  register_people (self, "s-02", key, "s-03", other_key);
  assert_refused (self, "s-02", "s-03", "does not have that key as the one of");
  assert_refused (self, "s-04", "s-04", "does not have that key as the one of");
  assert_refused (self, "s-02", "s-09", "");
  g_assert_cmpint (world_end (&self->world, SIGTERM), ==, 0);
  assert_refused (self, "s-02", "s-03", "does not have that key as the one of");
  assert_published (self, 1, first, "s-01", NULL);
}

/* --- who waits ---------------------------------------------------------------------------------------------------- */

typedef struct {
  Terminal *terminal;
  TlsClient *client;
} Waiter;

static gpointer
pull_and_wait (gpointer data)
{
  const Waiter *self = data;
  g_autofree char *token = world_get_token (self->terminal);
  g_autoptr (GBytes) text = world_write_pull (self->terminal, MADO_PULL_MAX_WAIT);
  g_autoptr (TlsReply) reply = world_ask (self->client, token, "POST", WORLD_STREAM "pull", text);

  g_assert_nonnull (reply);
  g_assert_cmpuint (reply->status, ==, 200);

  return mado_pull_reply_read (reply->body, NULL);
}

static void
await_waiting (TlsClient *client)
{
  for (gboolean waits = FALSE; !waits;) {
    g_autoptr (TlsReply) reply = world_ask (client, "", "GET", "/v1/metrics", NULL);
    g_autofree char *text = tls_reply_dup_text (reply);

    waits = strstr (text, "madoguchi_waiting{ward=\"shinjuku\"} 1\n") != NULL;
  }
}

static void
test_whoever_waits_hears_of_it (Town *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autofree char *path = write_programme (self);
  g_auto (Papers) papers = { 0 };
  g_autoptr (TlsClient) client = NULL, other = NULL;
  g_autoptr (Terminal) terminal = NULL;
  g_autoptr (MadoPullReply) news = NULL;
  GThread *thread;

  world_start (&self->world);
  world_enrol (&self->world, "t-v-01", &papers);
  client = world_connect (&self->world, &papers);
  other = world_connect (&self->world, &papers);
  terminal = world_begin_terminal (&self->world, client, "v-01", "verifier");
  thread = g_thread_new ("waiter", pull_and_wait, &(Waiter) { terminal, client });
  await_waiting (other);
  publish_well (self, path, "s-02", NULL);
  news = g_thread_join (thread);
  g_assert_nonnull (news);
  g_assert_cmpint (news->verdict, ==, MADO_PULL_RESIGHTED); /* TAKEN, and nothing: his time was over */
}

#define ADD(name, function) g_test_add ("/service-publish/" name, Town, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("it-is-published-while-the-service-is-up", test_it_is_published_while_the_service_is_up);
  ADD ("whoever-waits-hears-of-it", test_whoever_waits_hears_of_it);
  ADD ("a-person-signs-it", test_a_person_signs_it);
  ADD ("nobody-signs-for-another", test_nobody_signs_for_another);

  return g_test_run ();
}
