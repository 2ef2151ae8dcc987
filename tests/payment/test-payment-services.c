/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two services that both believe that a ward is theirs, on its real PostgreSQL, each with a terminal of its own, order
 * the same payments at once. Every payment is in one batch, and whoever comes second with it is refused. */

#include "mado-backend-error.h"
#include "mado-backend-postgresql.h"
#include "mado-log-header.h"
#include "mado-test-cluster.h"
#include "payment-office.h"

#define PROGRAMME "ninpu-r7"
#define NOW "2025-06-02T01:00:00.000000Z"
#define N_CASES 12
#define N_SERVICES 2

typedef struct {
  const char *conninfo;
  const char *account; /* of whoever plans there */
  const MadoId *cases;
  MadoId batch;
  guint32 seed;
  const char *codes[N_CASES]; /* (nullable): with which each is refused */
} Service;

/* One writes at a time; the other waits for its turn, and finds what was written meanwhile. */
static MadoBackend *
open_ward (const Service *self)
{
  const MadoPostgresqlPlace place = { .conninfo = self->conninfo };

  while (TRUE) {
    g_autoptr (GError) error = NULL;
    MadoBackend *backend = mado_backend_postgresql_open (&place, MADO_BACKEND_WRITE, &error);

    if (backend != NULL)
      return backend;
    g_assert_error (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_IN_USE);
    g_usleep (2 * 1000);
  }
}

static const char *
read_code (Ward *ward, gint64 seq)
{
  g_autoptr (MadoStoredEntry) entry = ward_find_entry (ward, "shinjuku/" PROGRAMME, seq);
  g_autoptr (MadoLogText) text = mado_log_text_read (entry->header, NULL);
  const char *code = mado_log_text_get_header (text)->code;

  return code != NULL ? g_intern_string (code) : NULL;
}

static const char *
order_payment (const Service *self, Ward *ward, MadoStream *stream, MadoId id)
{
  g_autoptr (Terminal) terminal = terminal_new (ward, stream, self->account, "lead");
  g_autoptr (MadoPushReply) reply = NULL;
  char batch[MADO_ID_TEXT_SIZE];

  mado_id_to_text (self->batch, batch);
  terminal_do (terminal, id, "case.move", "{'transition':'plan','batch':'%s'}", batch);
  reply = terminal_push (terminal, 1, 1);
  g_assert_cmpint (reply->verdict, ==, MADO_PUSH_TAKEN);

  return read_code (ward, reply->head.seq);
}

static gpointer
serve (gpointer data)
{
  Service *self = data;

  for (guint i = 0; i < N_CASES; i++) {
    g_autoptr (MadoBackend) backend = open_ward (self);
    Ward *ward = ward_new_around (backend);

    ward->now = mado_instant_from_iso (NOW);
    g_rand_set_seed (ward->random, self->seed + i);
    self->codes[i] = order_payment (self, ward, ward_join_stream (ward, PROGRAMME), self->cases[i]);
    ward_free (ward);
  }

  return NULL;
}

static void
prepare (PaymentOffice *office, MadoId *cases, Service *services)
{
  for (guint i = 0; i < N_CASES; i++) {
    g_autofree char *receipt = g_strdup_printf ("logo:%u", i + 1);
    g_autofree char *control_no = g_strdup_printf ("%010u", i + 1);
    g_autofree char *number = g_strdup_printf ("%07u", 1000001 + i);

    cases[i] = payment_office_check_case (office, receipt, control_no, number);
  }
  for (guint i = 0; i < N_SERVICES; i++) {
    services[i].batch = ward_draw_id (office->ward);
    g_assert_null (payment_office_do (office, "l-09", services[i].batch, "batch.make", "{'packet':'planned'}"));
  }
}

static void
check (PaymentOffice *office, const MadoId *cases, const Service *services)
{
  guint n_in_batches = 0;

  for (guint i = 0; i < N_CASES; i++) {
    const Service *winner = services[0].codes[i] == NULL ? &services[0] : &services[1];
    g_autofree char *batch = payment_office_get (office, cases[i], "/batch/id");
    char expected[MADO_ID_TEXT_SIZE];

    g_assert_true ((services[0].codes[i] == NULL) != (services[1].codes[i] == NULL));
    mado_id_to_text (winner->batch, expected);
    g_assert_nonnull (strstr (batch, expected));
  }
  for (guint i = 0; i < N_SERVICES; i++) {
    g_autofree char *count = payment_office_get (office, services[i].batch, "/count");

    n_in_batches += count != NULL ? (guint) g_ascii_strtoull (count, NULL, 10) : 0;
  }
  g_assert_cmpuint (n_in_batches, ==, N_CASES);
}

static void
two_services_order_each_payment_once (void)
{
  g_autoptr (MadoTestCluster) cluster = mado_test_cluster_new (NULL);
  g_autofree char *database = mado_test_cluster_create_database (cluster);
  g_autofree char *conninfo = mado_test_cluster_dup_conninfo (cluster, database);
  const MadoPostgresqlPlace place = { .conninfo = conninfo };
  MadoId cases[N_CASES];
  Service services[N_SERVICES] = { { conninfo, "l-01", cases, .seed = 1000 },
                                   { conninfo, "l-02", cases, .seed = 2000 } };
  g_autoptr (MadoBackend) backend = NULL;
  GThread *threads[N_SERVICES];
  PaymentOffice *office;

  g_assert_true (mado_backend_postgresql_create (&place, MADO_WARD_SERVED, NULL));
  backend = open_ward (&services[0]);
  office = payment_office_new_in (ward_new_around (backend), PROGRAMME, NOW);
  prepare (office, cases, services);
  g_clear_pointer (&backend, mado_backend_free);
  for (guint i = 0; i < N_SERVICES; i++)
    threads[i] = g_thread_new (services[i].account, serve, &services[i]);
  for (guint i = 0; i < N_SERVICES; i++)
    g_thread_join (threads[i]);
  backend = open_ward (&services[0]);
  office->ward->backend = backend;
  check (office, cases, services);
  payment_office_free (office);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/payment-services/each-payment-is-ordered-once", two_services_order_each_payment_once);

  return g_test_run ();
}
