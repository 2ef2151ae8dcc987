/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a ward lies in is damaged while the service is down: a byte of a write-ahead log, on a file and on a server, and
 * a row of the log whose chain is left as it was. Each is found, and named, when the service starts or by "audit
 * verify"; and what the log lost comes back from whoever did it. */

#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "mado-service-papers.h"
#include "mado-sqlcipher-query.h"
#include "mado-test-cluster.h"
#include "mado-test-session.h"
#include "service-world.h"

#define UNSAFE 78
#define N_PUSHES 6
#define N_FLIPS 8
#define STREAM "shinjuku/ninpu-r7"
#define BROKEN_ENTRY 3 /* of the log: the second push */

typedef struct {
  World world;
  Papers papers;
  TlsClient *client; /* (nullable) */
  Terminal *terminal;
} Desk;

static void
go_to_work (Desk *self)
{
  world_start (&self->world);
  world_enrol (&self->world, "t-v-01", &self->papers);
  self->client = world_connect (&self->world, &self->papers);
  self->terminal = world_begin_terminal (&self->world, self->client, "v-01", "verifier");
}

static void
begin (Desk *self, gconstpointer groups)
{
  world_set_up (&self->world, groups);
  go_to_work (self);
}

static void
end (Desk *self, gconstpointer groups)
{
  terminal_free (self->terminal);
  g_clear_pointer (&self->client, tls_client_free);
  papers_clear (&self->papers);
  world_tear_down (&self->world, groups);
}

static void
push_once (Desk *self)
{
  const gint64 dseq = (gint64) self->terminal->journal->len + 1;
  g_autofree char *receipt = g_strdup_printf ("form:%" G_GINT64_FORMAT, dseq);
  g_autofree char *number = g_strdup_printf ("%010" G_GINT64_FORMAT, dseq);
  g_autoptr (MadoPushReply) reply = NULL;

  terminal_receive_case (self->terminal, receipt, number);
  reply = world_push (self->terminal, self->client, dseq, dseq);
  g_assert_nonnull (reply);
  g_assert_cmpint (reply->received, ==, dseq);
}

static void
fall (Desk *self)
{
  g_assert_cmpint (world_end (&self->world, SIGKILL), ==, -1);
  g_clear_pointer (&self->client, tls_client_free);
}

static void
forget_what_was_said (World *world)
{
  g_mutex_lock (&world->lock);
  g_string_truncate (world->said, 0);
  g_mutex_unlock (&world->lock);
}

static char *
verify (Desk *self, int *out_status)
{
  return world_ctl (&self->world, out_status, "audit", "verify", "--json", "shinjuku", NULL);
}

/* "audit verify" names the stream, the first entry that is missing and that it was acknowledged, or the fault that
 * keeps it from reading; the service says the same, or does not start and names the ward. Returns: whether it is up. */
static gboolean
expect_to_be_found (Desk *self, const char *where)
{
  int status = -1;
  g_autofree char *verified = verify (self, &status);
  g_autofree char *checked = NULL;

  if (status != 1 || (strstr (verified, "was acknowledged") == NULL && strstr (verified, "fault") == NULL &&
                      strstr (verified, "error") == NULL))
    g_error ("%s: \"audit verify\" sees nothing: %s", where, verified);
  forget_what_was_said (&self->world);
  checked = world_ctl (&self->world, &status, "service", "check", NULL);
  if (status == 1) {
    g_assert_cmpint (world_run_to_its_end (&self->world), ==, UNSAFE);
    g_assert_true (world_has_said (&self->world, "the ward \"shinjuku\" cannot be opened"));
    g_assert_true (world_has_said (&self->world, "service restore"));
    return FALSE;
  }
  world_start (&self->world);
  if (!world_has_said (&self->world, "stream " STREAM ": entry ") ||
      !world_has_said (&self->world, "was acknowledged, and the log ends with entry"))
    g_error ("%s: the service sees nothing: %s", where, self->world.said->str);

  return TRUE;
}

/* All is there again, and promised anew: that it was not is still said, until a person has looked at it. After that it
 * says who. */
static void
expect_to_be_acknowledged (Desk *self)
{
  int status = -1;
  g_autofree char *before = verify (self, &status), *nobody = NULL, *said = NULL, *after = NULL;

  if (status != 1 || strstr (before, "first_bad") != NULL || strstr (before, "\"losses\"") == NULL ||
      strstr (before, "was acknowledged, and the log ends with entry") == NULL)
    g_error ("what was lost is forgotten: %s", before);
  nobody = world_ctl (&self->world, &status, "audit", "acknowledge", "shinjuku", NULL);
  g_assert_cmpint (status, ==, 2);
  said = world_ctl (&self->world, &status, "audit", "acknowledge", "--by", "見本 太郎", "--json", "shinjuku", NULL);
  g_assert_cmpint (status, ==, 0);
  g_assert_nonnull (strstr (said, "\"acknowledged\":1"));
  after = verify (self, &status);
  if (status != 0 || strstr (after, "\"by\":\"見本 太郎\"") == NULL)
    g_error ("%s", after);
}

/* Whoever did it offers it again, as a terminal does that is told how far its journal is there. */
static void
expect_to_come_back (Desk *self)
{
  const gint64 last = (gint64) self->terminal->journal->len;
  g_autoptr (MadoPushReply) reply = NULL;
  MadoHelloReply hello;

  self->client = world_connect (&self->world, &self->papers);
  g_assert_true (world_hello (self->terminal, self->client, &hello));
  g_assert_cmpint (hello.received, <, last);
  reply = world_push (self->terminal, self->client, hello.received + 1, last);
  g_assert_nonnull (reply);
  g_assert_cmpint (reply->received, ==, last);
  expect_to_be_acknowledged (self);
}

/* --- a byte of a write-ahead log ---------------------------------------------------------------------------------- */

static void
flip_byte (const char *path, gsize at)
{
  g_autofree char *content = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  g_assert_cmpuint (at, <, length);
  content[at] ^= 0x20;
  g_assert_true (g_file_set_contents_full (path, content, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

static const char *const parts_of_ward[] = { ".ward", ".ward-wal", ".pledge" };

/* As it was when the service fell. */
static void
copy_ward (const World *world, const char *from, const char *to)
{
  g_autofree char *index = g_build_filename (world->folder, "data", "shinjuku.ward-shm", NULL);
  g_autofree char *loss = g_build_filename (world->folder, "data", "shinjuku.loss", NULL);

  (void) g_remove (index); /* ignored: it is made anew */
  (void) g_remove (loss);  /* ignored: there may be none */
  for (gsize i = 0; i < G_N_ELEMENTS (parts_of_ward); i++) {
    g_autofree char *source = g_strconcat (world->folder, "/data/shinjuku", parts_of_ward[i], from, NULL);
    g_autofree char *target = g_strconcat (world->folder, "/data/shinjuku", parts_of_ward[i], to, NULL);
    g_autofree char *content = NULL;
    gsize length = 0;

    g_assert_true (g_file_get_contents (source, &content, &length, NULL));
    g_assert_true (g_file_set_contents_full (target, content, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  }
}

static gsize
get_size (const char *path)
{
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);

  return (gsize) status.st_size;
}

/* Its header, the header of a frame, its page, and by chance. */
static void
test_a_byte_of_the_log_of_a_file (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (36);
  g_autofree char *log = NULL;
  gboolean is_up = FALSE;
  Desk desk = { 0 };
  gsize size;

  begin (&desk, NULL);
  for (guint i = 0; i < N_PUSHES; i++)
    push_once (&desk);
  fall (&desk);
  log = g_build_filename (desk.world.folder, "data", "shinjuku.ward-wal", NULL);
  size = get_size (log);
  g_assert_cmpuint (size, >, 0);
  copy_ward (&desk.world, "", ".kept");
  for (guint i = 0; i < N_FLIPS; i++) {
    const gsize at = i == 0   ? 17
                     : i == 1 ? 32 + 4
                     : i == 2 ? size - 1
                              : (gsize) g_rand_int_range (random, 32, (gint32) size);
    g_autofree char *where = g_strdup_printf ("byte %zu of %zu", at, size);

    if (is_up)
      g_assert_cmpint (world_end (&desk.world, SIGKILL), ==, -1);
    copy_ward (&desk.world, ".kept", "");
    flip_byte (log, at);
    is_up = expect_to_be_found (&desk, where);
  }
  g_assert_true (is_up);
  expect_to_come_back (&desk);
  end (&desk, NULL);
}

/* A server reads its log as far as it can, and goes on from there as if nothing had been. */
static void
test_a_byte_of_the_log_of_a_server (void)
{
  MadoTestCluster *cluster = mado_test_cluster_new (NULL);
  MadoTestServer *server = mado_test_cluster_get_primary (cluster);
  g_autofree char *database = mado_test_cluster_create_database (cluster);
  g_autofree char *conninfo = mado_test_cluster_dup_conninfo (cluster, database);
  g_autofree char *groups = g_strdup_printf ("[ward shinjuku]\nbackend=postgresql\nconnection=%s\n", conninfo);
  g_autofree char *place = NULL, *folder = NULL, *path = NULL;
  g_auto (GStrv) words = NULL;
  Desk desk = { 0 };

  begin (&desk, groups);
  push_once (&desk);
  folder = mado_test_server_run (server, "SHOW data_directory");
  place = mado_test_server_run (server, "SELECT file_name || ' ' || file_offset"
                                        " FROM pg_walfile_name_offset (pg_current_wal_insert_lsn ())");
  push_once (&desk);
  push_once (&desk);
  fall (&desk);
  mado_test_server_kill (server);
  words = g_strsplit (place, " ", 2);
  path = g_build_filename (folder, "pg_wal", words[0], NULL);
  flip_byte (path, (gsize) g_ascii_strtoull (words[1], NULL, 10) + 40);
  mado_test_server_start (server);
  g_assert_true (expect_to_be_found (&desk, place));
  expect_to_come_back (&desk);
  end (&desk, groups);
  mado_test_cluster_free (cluster);
}

/* --- a page of another file ----------------------------------------------------------------------------------------
 */

#define PAGE 4096

static char *
load_file (const World *world, const char *name, gsize *out_length)
{
  g_autofree char *path = g_build_filename (world->folder, "data", name, NULL);
  char *content = NULL;

  g_assert_true (g_file_get_contents (path, &content, out_length, NULL));

  return content;
}

static void
put_page (const World *world, const char *name, gsize page, const char *bytes)
{
  g_autofree char *path = g_build_filename (world->folder, "data", name, NULL);
  gsize length = 0;
  g_autofree char *content = load_file (world, name, &length);

  memcpy (content + page * PAGE, bytes, PAGE);
  g_assert_true (g_file_set_contents_full (path, content, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

/* Returns: whether "audit verify" came upon it: it says that the file is damaged, and never reads another log */
static gboolean
is_found (Desk *self, gsize page)
{
  int status = -1;
  g_autofree char *said = verify (self, &status);

  if (status != 0 && strstr (said, "error") == NULL)
    g_error ("page %zu: %s", page, said);

  return status != 0;
}

/* The service has both wards' keys from one secret, and the office's: each file has its own all the same. */
static void
test_a_page_of_another_file (void)
{
  static const char groups[] = "[ward shinjuku]\n[ward minato]\n";
  g_autofree char *ours = NULL, *others = NULL;
  gsize length = 0, other_length = 0;
  guint n_found = 0;
  int status = -1;
  Desk desk = { 0 };

  world_set_up (&desk.world, groups);
  g_free (world_ctl (&desk.world, &status, "service", "ward", "minato", NULL));
  g_assert_cmpint (status, ==, 0);
  go_to_work (&desk);
  for (guint i = 0; i < N_PUSHES; i++)
    push_once (&desk);
  g_assert_cmpint (world_end (&desk.world, SIGTERM), ==, 0);
  g_clear_pointer (&desk.client, tls_client_free);
  ours = load_file (&desk.world, "shinjuku.ward", &length);
  others = load_file (&desk.world, "minato.ward", &other_length);
  for (gsize i = 0; i < length / PAGE; i++) {
    put_page (&desk.world, "shinjuku.ward", i, others + i % (other_length / PAGE) * PAGE);
    n_found += is_found (&desk, i);
    put_page (&desk.world, "shinjuku.ward", i, ours + i * PAGE);
  }
  g_test_message ("%u of %zu pages were come upon", n_found, length / PAGE);
  g_assert_cmpuint (n_found, >, 3);
  g_assert_false (is_found (&desk, 0)); /* all is as it was */
  end (&desk, groups);
}

/* --- a row of the log --------------------------------------------------------------------------------------------- */

#define LOG_OF " WHERE seq = %d AND stream = (SELECT number FROM stream WHERE name = '" STREAM "')"

/* Everything but the chain. */
static const char *const edits[] = {
  "header = (SELECT o.header FROM entry o WHERE o.stream = entry.stream AND o.seq = entry.seq - 1)",
  "payload = (SELECT o.payload FROM entry o WHERE o.stream = entry.stream AND o.seq = entry.seq - 1)",
  "salt = (SELECT o.salt FROM entry o WHERE o.stream = entry.stream AND o.seq = entry.seq - 1)",
  "payload_hash = (SELECT o.payload_hash FROM entry o WHERE o.stream = entry.stream AND o.seq = entry.seq - 1)",
  "leaf = (SELECT o.leaf FROM entry o WHERE o.stream = entry.stream AND o.seq = entry.seq - 1)",
  "entity = (SELECT o.entity FROM entry o WHERE o.stream = entry.stream AND o.seq = entry.seq + 1)",
  "operation = entity",
};

typedef void (*RunSql) (Desk *desk, gpointer data, const char *sql);

static void
expect_the_row_to_be_named (Desk *desk, const char *edit)
{
  int status = -1;
  g_autofree char *verified = verify (desk, &status);
  g_autofree char *named = g_strdup_printf ("\"first_bad\":%d", BROKEN_ENTRY);

  if (status != 1 || strstr (verified, STREAM) == NULL || strstr (verified, named) == NULL)
    g_error ("%s: \"audit verify\" sees nothing: %s", edit, verified);
}

static void
edit_rows (Desk *desk, RunSql run, gpointer data)
{
  int status = -1;
  g_autofree char *before = NULL;

  for (guint i = 0; i < N_PUSHES; i++)
    push_once (desk);
  fall (desk);
  before = verify (desk, &status);
  if (status != 0)
    g_error ("%s", before);
  run (desk, data, "CREATE TABLE kept AS SELECT * FROM entry");
  for (gsize i = 0; i < G_N_ELEMENTS (edits); i++) {
    g_autofree char *sql = g_strdup_printf ("UPDATE entry SET %s" LOG_OF, edits[i], BROKEN_ENTRY);

    run (desk, data, sql);
    expect_the_row_to_be_named (desk, edits[i]);
    run (desk, data,
         "UPDATE entry SET operation = k.operation, entity = k.entity, header = k.header,"
         " payload = k.payload, salt = k.salt, payload_hash = k.payload_hash, leaf = k.leaf"
         " FROM kept k WHERE k.stream = entry.stream AND k.seq = entry.seq");
  }
  g_free (g_steal_pointer (&before));
  before = verify (desk, &status);
  g_assert_cmpint (status, ==, 0);
}

static void
run_in_file (Desk *desk, G_GNUC_UNUSED gpointer data, const char *sql)
{
  g_autoptr (GPtrArray) faults = mado_service_faults_new ();
  g_autoptr (MadoServiceSettings) settings = mado_service_settings_load (desk->world.configuration, faults);
  g_autoptr (MadoSecret) secret = mado_service_papers_load_secret (settings, faults);
  g_autofree char *text = g_strconcat ("sqlcipher:", desk->world.folder, "/data/shinjuku.ward", NULL);
  g_autoptr (MadoWardPlace) place = mado_ward_place_read ("shinjuku", text, secret, NULL);
  g_autoptr (MadoBackend) backend = mado_ward_place_open (place, MADO_BACKEND_WRITE, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (backend);
  (void) mado_database_run_script (((MadoSqlcipherBackend *) backend)->database, sql, &error);
  g_assert_no_error (error);
}

/* --- a history that was rewritten --------------------------------------------------------------------------------- */

static void
expect_signed (Desk *self, const char *option, const char *path, gboolean holds)
{
  int status = -1;
  g_autofree char *said =
      world_ctl (&self->world, &status, "audit", "verify", "--json", "shinjuku", option, path, NULL);
  const gboolean has_fault = strstr (said, "is not what was signed at") != NULL;

  if (status != (holds ? 0 : 1) || has_fault == holds || (strstr (said, "\"heads\":0") != NULL) == holds)
    g_error ("%s", said);
}

/* A name that was mistyped, and a copy that came to nothing, must not look like a log that holds. */
static void
expect_no_copy (Desk *self, const char *path)
{
  int status = -1;
  g_autofree char *said =
      world_ctl (&self->world, &status, "audit", "verify", "--json", "shinjuku", "--heads", path, NULL);

  if (status != 1 || strstr (said, "cannot hold the logs against") == NULL || strstr (said, "\"holds\"") != NULL)
    g_error ("%s", said);
}

/* Whoever puts another ward into the place of the ward, with a pledge that fits, is told of by what was signed before,
 * beside the ward or where a copy was kept. */
static void
test_a_history_that_was_rewritten (void)
{
  g_autofree char *heads = NULL, *copy = NULL, *text = NULL, *pledge = NULL;
  Desk desk = { 0 };

  begin (&desk, NULL);
  heads = g_build_filename (desk.world.folder, "data", "shinjuku.heads", NULL);
  copy = g_build_filename (desk.world.folder, "heads", NULL);
  pledge = g_build_filename (desk.world.folder, "data", "shinjuku.pledge", NULL);
  push_once (&desk);
  g_assert_cmpint (world_end (&desk.world, SIGTERM), ==, 0);
  expect_signed (&desk, NULL, NULL, TRUE);
  g_assert_true (g_file_get_contents (heads, &text, NULL, NULL));
  g_assert_true (g_file_set_contents (copy, text, -1, NULL));
  expect_signed (&desk, "--heads", copy, TRUE);
  expect_no_copy (&desk, "no-such-file");
  expect_no_copy (&desk, "/dev/null");
  run_in_file (&desk, NULL,
               "UPDATE entry SET chain = (SELECT o.chain FROM entry o WHERE o.stream = entry.stream AND o.seq = 1)"
               " WHERE seq = 2");
  g_assert_cmpint (g_remove (pledge), ==, 0);
  expect_signed (&desk, NULL, NULL, FALSE);
  g_assert_cmpint (g_remove (heads), ==, 0);
  expect_signed (&desk, "--heads", copy, FALSE);
  g_clear_pointer (&desk.client, tls_client_free);
  end (&desk, NULL);
}

/* "audit verify" says so while the service is down; when it is up it says so itself, and writes it down until a person
 * has looked at it. */
static void
expect_lines_to_be_missed (Desk *self, guint n_there)
{
  g_autofree char *words = g_strdup_printf (" lines were signed, and only %u are there", n_there);
  int status = -1;
  g_autofree char *said = verify (self, &status), *up = NULL, *acknowledged = NULL, *after = NULL;

  if (status != 1 || strstr (said, words) == NULL)
    g_error ("%s", said);
  forget_what_was_said (&self->world);
  world_start (&self->world);
  world_await_words (&self->world, words);
  g_assert_cmpint (world_end (&self->world, SIGTERM), ==, 0);
  up = verify (self, &status);
  if (status != 1 || strstr (up, "\"stream\":\"shinjuku.heads\"") == NULL || strstr (up, words) == NULL)
    g_error ("%s", up);
  acknowledged = world_ctl (&self->world, &status, "audit", "acknowledge", "--by", "見本 太郎", "shinjuku", NULL);
  g_assert_cmpint (status, ==, 0);
  after = verify (self, &status);
  if (status != 0)
    g_error ("%s", after);
}

/* In each life of the service one line is signed at least, when it ends. */
static void
test_what_was_signed_is_taken_away (void)
{
  g_autofree char *heads = NULL, *text = NULL, *before = NULL, *nothing = NULL;
  g_auto (GStrv) lines = NULL;
  int status = -1;
  Desk desk = { 0 };

  world_set_up (&desk.world, NULL);
  nothing = verify (&desk, &status);
  g_assert_cmpint (status, ==, 0);
  g_assert_nonnull (strstr (nothing, "nothing is signed yet"));
  go_to_work (&desk);
  heads = g_build_filename (desk.world.folder, "data", "shinjuku.heads", NULL);
  for (guint i = 0; i < 3; i++) {
    if (i > 0)
      world_start (&desk.world);
    if (i == 0)
      push_once (&desk);
    g_clear_pointer (&desk.client, tls_client_free);
    g_assert_cmpint (world_end (&desk.world, SIGTERM), ==, 0);
  }
  before = verify (&desk, &status);
  g_assert_cmpint (status, ==, 0);
  g_assert_null (strstr (before, "nothing is signed"));
  g_assert_true (g_file_get_contents (heads, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", 2);
  g_assert_true (g_file_set_contents (heads, lines[0], -1, NULL));
  expect_lines_to_be_missed (&desk, 1);
  g_assert_cmpint (g_remove (heads), ==, 0);
  expect_lines_to_be_missed (&desk, 0);
  end (&desk, NULL);
}

static void
test_a_row_in_a_file (void)
{
  Desk desk = { 0 };

  begin (&desk, NULL);
  edit_rows (&desk, run_in_file, NULL);
  end (&desk, NULL);
}

static void
run_on_server (G_GNUC_UNUSED Desk *desk, gpointer session, const char *sql)
{
  g_assert_true (mado_test_session_try (session, sql));
}

static void
test_a_row_on_a_server (void)
{
  MadoTestCluster *cluster = mado_test_cluster_new (NULL);
  g_autofree char *database = mado_test_cluster_create_database (cluster);
  g_autofree char *conninfo = mado_test_cluster_dup_conninfo (cluster, database);
  g_autofree char *groups = g_strdup_printf ("[ward shinjuku]\nbackend=postgresql\nconnection=%s\n", conninfo);
  MadoTestSession *session;
  Desk desk = { 0 };

  begin (&desk, groups);
  session = mado_test_session_new (mado_test_cluster_get_primary (cluster), database);
  edit_rows (&desk, run_on_server, session);
  mado_test_session_free (session);
  end (&desk, groups);
  mado_test_cluster_free (cluster);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/service-tamper/a-byte-of-the-log-of-a-file", test_a_byte_of_the_log_of_a_file);
  g_test_add_func ("/service-tamper/a-byte-of-the-log-of-a-server", test_a_byte_of_the_log_of_a_server);
  g_test_add_func ("/service-tamper/a-page-of-another-file", test_a_page_of_another_file);
  g_test_add_func ("/service-tamper/a-row-in-a-file", test_a_row_in_a_file);
  g_test_add_func ("/service-tamper/a-history-that-was-rewritten", test_a_history_that_was_rewritten);
  g_test_add_func ("/service-tamper/what-was-signed-is-taken-away", test_what_was_signed_is_taken_away);
  g_test_add_func ("/service-tamper/a-row-on-a-server", test_a_row_on_a_server);

  return g_test_run ();
}
