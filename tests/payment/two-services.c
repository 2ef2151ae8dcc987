/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Each service opens the ward for one turn and lets go of it, so that they take turns as they please. */

#include "two-services.h"

#include "mado-backend-error.h"
#include "mado-backend-postgresql.h"
#include "mado-test-cluster.h"

struct _TwoServices {
  const char *programme;
  MadoInstant now;
  MadoTestCluster *cluster;
  char *conninfo;
  MadoBackend *backend;
  PaymentOffice *office;
};

typedef struct {
  const TwoServices *services;
  guint service;
  guint n_turns;
  ServiceWork work;
  gpointer user_data;
} Shift;

/* One writes at a time; the other waits for its turn, and finds what was written meanwhile. */
static MadoBackend *
open_ward (const TwoServices *self)
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

/**
 * two_services_new:
 * @programme: "ninpu-r7", …
 * @now: an instant
 *
 * Returns: (transfer full): a ward that two services will serve
 */
TwoServices *
two_services_new (const char *programme, const char *now)
{
  TwoServices *self = g_new0 (TwoServices, 1);
  g_autofree char *database = NULL;
  MadoPostgresqlPlace place = { 0 };

  self->programme = programme;
  self->now = mado_instant_from_iso (now);
  self->cluster = mado_test_cluster_new (NULL);
  database = mado_test_cluster_create_database (self->cluster);
  self->conninfo = mado_test_cluster_dup_conninfo (self->cluster, database);
  place.conninfo = self->conninfo;
  g_assert_true (mado_backend_postgresql_create (&place, MADO_WARD_SERVED, NULL));
  self->backend = open_ward (self);
  self->office = payment_office_new_in (ward_new_around (self->backend), programme, now);

  return self;
}

/**
 * two_services_free:
 * @self: (transfer full): services that do not work
 */
void
two_services_free (TwoServices *self)
{
  payment_office_free (self->office);
  mado_backend_free (self->backend);
  g_free (self->conninfo);
  mado_test_cluster_free (self->cluster);
  g_free (self);
}

/**
 * two_services_get_office:
 * @self: services
 *
 * Returns: (transfer none): the office, before they work and after
 */
PaymentOffice *
two_services_get_office (TwoServices *self)
{
  return self->office;
}

static gpointer
serve (gpointer data)
{
  const Shift *shift = data;

  for (guint i = 0; i < shift->n_turns; i++) {
    g_autoptr (MadoBackend) backend = open_ward (shift->services);
    Ward *ward = ward_new_around (backend);
    ServiceTurn turn = { shift->service, i, shift->services->programme, ward, NULL };

    ward->now = shift->services->now;
    g_rand_set_seed (ward->random, (shift->service + 1) * 1000 + i);
    turn.stream = ward_join_stream (ward, shift->services->programme);
    shift->work (shift->user_data, &turn);
    ward_free (ward);
  }

  return NULL;
}

/**
 * two_services_work:
 * @self: services
 * @n_turns: of each
 * @work: what a service does in a turn; both at once
 * @user_data: for @work
 */
void
two_services_work (TwoServices *self, guint n_turns, ServiceWork work, gpointer user_data)
{
  Shift shifts[TWO_SERVICES];
  GThread *threads[TWO_SERVICES];

  g_clear_pointer (&self->backend, mado_backend_free);
  for (guint i = 0; i < TWO_SERVICES; i++) {
    shifts[i] = (Shift) { self, i, n_turns, work, user_data };
    threads[i] = g_thread_new ("service", serve, &shifts[i]);
  }
  for (guint i = 0; i < TWO_SERVICES; i++)
    g_thread_join (threads[i]);
  self->backend = open_ward (self);
  self->office->ward->backend = self->backend;
}

/**
 * service_turn_do:
 * @turn: a turn
 * @account: who does it, at a new terminal
 * @role: as which
 * @entity: what it is done with
 * @kind: what is done
 * @body: what exactly, with ' for "
 *
 * Returns: (nullable): the code with which the service refuses it
 */
const char *
service_turn_do (
    const ServiceTurn *turn, const char *account, const char *role, MadoId entity, const char *kind, const char *body)
{
  g_autoptr (Terminal) terminal = terminal_new (turn->ward, turn->stream, account, role);
  g_autoptr (MadoPushReply) reply = NULL;

  terminal_do (terminal, entity, kind, "%s", body);
  reply = terminal_push (terminal, 1, 1);
  g_assert_cmpint (reply->verdict, ==, MADO_PUSH_TAKEN);

  return payment_office_read_code (turn->ward, turn->programme, reply->head.seq);
}
