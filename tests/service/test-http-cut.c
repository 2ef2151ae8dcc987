/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Lines that break in the middle of a request: nothing of them stays, and nobody waits for them when the service ends.
 */

#include <signal.h>
#include <string.h>

#include "http-house.h"
#include "log-ear.h"

#define N_CLIENTS 4
#define N_CUTS 25 /* of each client, in each way */
#define BODY 60000
#define FOR_EVER (24 * 3600 * 1000) /* milliseconds: what goes, goes by itself */
#define SOON 2000                   /* microseconds between two looks */

/* What was sent when the line broke. */
typedef struct {
  const char *name;
  const char *head;
  gsize n_body;
  gsize n_missing; /* bytes of the body's last record; 0: it broke between two of them */
} Cut;

#define POST "POST /v1/echo HTTP/1.1\r\nHost: service\r\n"

static const Cut cuts[] = {
  { "a-handshake", "", 0 },
  { "half-a-target", "POST /v1/ec", 0 },
  { "half-the-headers", POST "Content-Len", 0 },
  { "headers", POST "Content-Length: 60000\r\n\r\n", 0 },
  { "headers-of-one-who-asks-first", POST "Expect: 100-continue\r\nContent-Length: 60000\r\n\r\n", 0 },
  { "a-little-of-the-body", POST "Content-Length: 60000\r\n\r\n", 100 },
  { "some-of-the-body", POST "Content-Length: 60000\r\n\r\n", 30000 },
  { "the-body-but-for-a-byte", POST "Content-Length: 60000\r\n\r\n", 59999 },
  { "a-piece-of-a-record", POST "Content-Length: 60000\r\n\r\n", 16000, 9000 },
  { "a-record-but-for-a-byte", POST "Content-Length: 60000\r\n\r\n", 30000, 1 },
  { "all-but-for-a-byte-of-its-record", POST "Content-Length: 60000\r\n\r\n", 60000, 1 },
  { "all", POST "Content-Length: 60000\r\n\r\n", 60000 },
  { "what-waits-for-an-answer", "GET /v1/later HTTP/1.1\r\nHost: service\r\n\r\n", 0 },
};

typedef struct {
  House *house;
  const Cut *cut;
} Breaking;

static gpointer
break_off (gpointer data)
{
  const Breaking *self = data;
  g_autofree char *body = g_malloc0 (BODY);

  for (guint i = 0; i < N_CUTS; i++) {
    g_autoptr (TlsClient) client = house_connect (self->house, HOUSE_WORKING);

    g_assert_nonnull (client);
    g_assert_true (tls_client_send_text (client, self->cut->head));
    if (self->cut->n_missing > 0)
      tls_client_break_off (client, body, self->cut->n_body, self->cut->n_missing);
    else
      (void) tls_client_send (client, body, self->cut->n_body); /* ignored: it breaks in any case */
  }

  return NULL;
}

static void
break_often (House *self, const Cut *cut)
{
  Breaking breaking = { self, cut };
  GThread *threads[N_CLIENTS];

  for (guint i = 0; i < N_CLIENTS; i++)
    threads[i] = g_thread_new ("cut", break_off, &breaking);
  for (guint i = 0; i < N_CLIENTS; i++)
    g_thread_join (threads[i]);
}

/* What never goes runs into the test's limit. */
static void
await_nobody (House *self)
{
  while (mado_http_server_count_connections (self->server) > 0)
    g_usleep (SOON);
}

static void
test_nothing_stays_of_a_line_that_broke (House *self, gconstpointer data)
{
  const Cut *cut = data;

  self->limits.handshake = self->limits.transfer = self->limits.idle = FOR_EVER;
  house_open (self);
  break_often (self, cut);
  await_nobody (self);
  g_assert_cmpuint (mado_http_server_count_bodies (self->server), ==, 0);
  g_assert_true (mado_http_server_drain (self->server));
}

static guint
count_files (void)
{
  g_autoptr (GDir) folder = g_dir_open ("/proc/self/fd", 0, NULL);
  guint count = 0;

  while (g_dir_read_name (folder) != NULL)
    count++;

  return count;
}

static void
test_no_file_stays_open (House *self, G_GNUC_UNUSED gconstpointer data)
{
  guint n_files;

  house_open (self);
  g_clear_pointer (&self->server, mado_http_server_free); /* what is opened once, and for ever, is */
  n_files = count_files ();
  house_open (self);
  for (gsize i = 0; i < G_N_ELEMENTS (cuts); i++)
    break_often (self, &cuts[i]);
  await_nobody (self);
  g_assert_true (mado_http_server_drain (self->server));
  g_clear_pointer (&self->server, mado_http_server_free);
  g_assert_cmpuint (count_files (), ==, n_files);
}

int
main (int argc, char **argv)
{
  signal (SIGPIPE, SIG_IGN);
  g_test_init (&argc, &argv, NULL);
  log_ear_open ();
  for (gsize i = 0; i < G_N_ELEMENTS (cuts); i++) {
    g_autofree char *path = g_strdup_printf ("/http-cut/after-%s/nothing-stays-of-a-line-that-broke", cuts[i].name);

    g_test_add (path, House, &cuts[i], house_set_up, test_nothing_stays_of_a_line_that_broke, house_tear_down);
  }
  g_test_add ("/http-cut/no-file-stays-open", House, NULL, house_set_up, test_no_file_stays_open, house_tear_down);

  return g_test_run ();
}
