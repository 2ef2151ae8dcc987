/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two services that both believe that a ward is theirs, on its real PostgreSQL, each with a terminal of its own, order
 * the same payments at once. Every payment is in one batch, and whoever comes second with it is refused. */

#include <string.h>

#include "two-services.h"

#define N_CASES 12

typedef struct {
  MadoId cases[N_CASES];
  MadoId batches[TWO_SERVICES];
  const char *codes[TWO_SERVICES][N_CASES]; /* (nullable): with which each is refused */
} Planning;

static void
order_payment_cb (gpointer user_data, const ServiceTurn *turn)
{
  Planning *self = user_data;
  char batch[MADO_ID_TEXT_SIZE];
  g_autofree char *account = g_strdup_printf ("l-0%u", turn->service + 1), *body = NULL;

  mado_id_to_text (self->batches[turn->service], batch);
  body = g_strdup_printf ("{'transition':'plan','batch':'%s'}", batch);
  self->codes[turn->service][turn->number] =
      service_turn_do (turn, account, "lead", self->cases[turn->number], "case.move", body);
}

static void
prepare (Planning *self, PaymentOffice *office)
{
  for (guint i = 0; i < N_CASES; i++) {
    g_autofree char *receipt = g_strdup_printf ("logo:%u", i + 1);
    g_autofree char *control_no = g_strdup_printf ("%010u", i + 1);
    g_autofree char *number = g_strdup_printf ("%07u", 1000001 + i);

    self->cases[i] = payment_office_check_case (office, receipt, control_no, number);
  }
  for (guint i = 0; i < TWO_SERVICES; i++) {
    self->batches[i] = ward_draw_id (office->ward);
    g_assert_null (payment_office_do (office, "l-09", self->batches[i], "batch.make", "{'packet':'planned'}"));
  }
}

static void
check (const Planning *self, PaymentOffice *office)
{
  guint n_in_batches = 0;

  for (guint i = 0; i < N_CASES; i++) {
    const guint winner = self->codes[0][i] == NULL ? 0 : 1;
    g_autofree char *batch = payment_office_get (office, self->cases[i], "/batch/id");
    char expected[MADO_ID_TEXT_SIZE];

    g_assert_true ((self->codes[0][i] == NULL) != (self->codes[1][i] == NULL));
    mado_id_to_text (self->batches[winner], expected);
    g_assert_nonnull (strstr (batch, expected));
  }
  for (guint i = 0; i < TWO_SERVICES; i++) {
    g_autofree char *count = payment_office_get (office, self->batches[i], "/count");

    n_in_batches += count != NULL ? (guint) g_ascii_strtoull (count, NULL, 10) : 0;
  }
  g_assert_cmpuint (n_in_batches, ==, N_CASES);
}

static void
two_services_order_each_payment_once (void)
{
  g_autoptr (TwoServices) services = two_services_new ("ninpu-r7", "2025-06-02T01:00:00.000000Z");
  PaymentOffice *office = two_services_get_office (services);
  Planning planning;

  prepare (&planning, office);
  two_services_work (services, N_CASES, order_payment_cb, &planning);
  check (&planning, office);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/payment-services/each-payment-is-ordered-once", two_services_order_each_payment_once);

  return g_test_run ();
}
