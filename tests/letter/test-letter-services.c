/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two services that both believe that a ward is theirs, on its real PostgreSQL, number letters of one series at once,
 * each in a run of its own: no number is given twice, and none is left out. */

#include <stdio.h>

#include "mado-backend-error.h"
#include "mado-backend-postgresql.h"
#include "mado-json-member.h"
#include "mado-test-cluster.h"
#include "payment-office.h"

#define PROGRAMME "ninpu-r7"
#define NOW "2025-06-02T01:00:00.000000Z"
#define N_LETTERS 12 /* of each */
#define N_SERVICES 2

typedef struct {
  const char *conninfo;
  const char *account; /* of whoever numbers there */
  MadoId run;
  MadoId letters[N_LETTERS];
  guint32 seed;
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

static void
join (const Service *self, Ward *ward, MadoStream *stream, MadoId letter)
{
  g_autoptr (Terminal) terminal = terminal_new (ward, stream, self->account, "print");
  g_autoptr (MadoPushReply) reply = NULL;
  char run[MADO_ID_TEXT_SIZE];

  mado_id_to_text (self->run, run);
  terminal_do (terminal, letter, "notice.join", "{'run':'%s'}", run);
  reply = terminal_push (terminal, 1, 1);
  g_assert_cmpint (reply->verdict, ==, MADO_PUSH_TAKEN);
}

static gpointer
serve (gpointer data)
{
  const Service *self = data;

  for (guint i = 0; i < N_LETTERS; i++) {
    g_autoptr (MadoBackend) backend = open_ward (self);
    Ward *ward = ward_new_around (backend);

    ward->now = mado_instant_from_iso (NOW);
    g_rand_set_seed (ward->random, self->seed + i);
    join (self, ward, ward_join_stream (ward, PROGRAMME), self->letters[i]);
    ward_free (ward);
  }

  return NULL;
}

static void
prepare (PaymentOffice *office, MadoId series, Service *services)
{
  char text[MADO_ID_TEXT_SIZE];

  mado_id_to_text (series, text);
  g_assert_null (payment_office_do (office, "p-01", series, "series.open", "{'pattern':'7新健健第%%号','year':2025}"));
  for (guint i = 0; i < N_SERVICES; i++) {
    services[i].run = ward_draw_id (office->ward);
    g_assert_null (payment_office_do (office, "p-01", services[i].run, "run.make",
                                      "{'number':'R7-%u','letter':'decision','series':'%s'}", i + 1, text));
    for (guint j = 0; j < N_LETTERS; j++) {
      services[i].letters[j] = ward_draw_id (office->ward);
      g_assert_null (payment_office_do (office, "p-01", services[i].letters[j], "notice.make",
                                        "{'kind':'letter','letter':'decision','to':'見本 花子','subject':'決定通知',"
                                        "'due':'2025-06-09'}"));
    }
  }
}

static void
check (PaymentOffice *office, MadoId series, const Service *services)
{
  gboolean is_given[N_SERVICES * N_LETTERS + 1] = { FALSE };
  g_autofree char *next = payment_office_get (office, series, "/next");

  for (guint i = 0; i < N_SERVICES * N_LETTERS; i++) {
    g_autoptr (MadoEntity) letter = ward_find (office->ward, services[i / N_LETTERS].letters[i % N_LETTERS]);
    guint number = 0;

    g_assert_cmpint (sscanf (mado_json_get_text (mado_entity_get_body (letter), "number"), "7新健健第%u号", &number),
                     ==, 1);
    g_assert_cmpuint (number, >=, 1);
    g_assert_cmpuint (number, <=, N_SERVICES * N_LETTERS);
    g_assert_false (is_given[number]);
    is_given[number] = TRUE;
  }
  g_assert_cmpint (g_ascii_strtoll (next, NULL, 10), ==, N_SERVICES * N_LETTERS + 1);
}

static void
two_services_number_one_series (void)
{
  g_autoptr (MadoTestCluster) cluster = mado_test_cluster_new (NULL);
  g_autofree char *database = mado_test_cluster_create_database (cluster);
  g_autofree char *conninfo = mado_test_cluster_dup_conninfo (cluster, database);
  const MadoPostgresqlPlace place = { .conninfo = conninfo };
  Service services[N_SERVICES] = { { conninfo, "p-11", .seed = 1000 }, { conninfo, "p-12", .seed = 2000 } };
  g_autoptr (MadoBackend) backend = NULL;
  GThread *threads[N_SERVICES];
  PaymentOffice *office;
  MadoId series;

  g_assert_true (mado_backend_postgresql_create (&place, MADO_WARD_SERVED, NULL));
  backend = open_ward (&services[0]);
  office = payment_office_new_in (ward_new_around (backend), PROGRAMME, NOW);
  series = ward_draw_id (office->ward);
  prepare (office, series, services);
  g_clear_pointer (&backend, mado_backend_free);
  for (guint i = 0; i < N_SERVICES; i++)
    threads[i] = g_thread_new (services[i].account, serve, &services[i]);
  for (guint i = 0; i < N_SERVICES; i++)
    g_thread_join (threads[i]);
  backend = open_ward (&services[0]);
  office->ward->backend = backend;
  check (office, series, services);
  payment_office_free (office);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/letter-services/two-services-number-one-series", two_services_number_one_series);

  return g_test_run ();
}
