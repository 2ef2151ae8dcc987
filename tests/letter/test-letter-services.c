/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two services that both believe that a ward is theirs, on its real PostgreSQL, number letters of one series at once,
 * each in a run of its own: no number is given twice, and none is left out. */

#include <stdio.h>

#include "mado-json-member.h"
#include "two-services.h"

#define N_LETTERS 12 /* of each */

typedef struct {
  MadoId series;
  MadoId runs[TWO_SERVICES];
  MadoId letters[TWO_SERVICES][N_LETTERS];
} Numbering;

static void
join_cb (gpointer user_data, const ServiceTurn *turn)
{
  const Numbering *self = user_data;
  char run[MADO_ID_TEXT_SIZE];
  g_autofree char *account = g_strdup_printf ("p-1%u", turn->service), *body = NULL;

  mado_id_to_text (self->runs[turn->service], run);
  body = g_strdup_printf ("{'run':'%s'}", run);
  g_assert_null (
      service_turn_do (turn, account, "print", self->letters[turn->service][turn->number], "notice.join", body));
}

static void
prepare (Numbering *self, PaymentOffice *office)
{
  char text[MADO_ID_TEXT_SIZE];

  self->series = ward_draw_id (office->ward);
  mado_id_to_text (self->series, text);
  g_assert_null (
      payment_office_do (office, "p-01", self->series, "series.open", "{'pattern':'7新健健第%%号','year':2025}"));
  for (guint i = 0; i < TWO_SERVICES; i++) {
    self->runs[i] = ward_draw_id (office->ward);
    g_assert_null (payment_office_do (office, "p-01", self->runs[i], "run.make",
                                      "{'number':'R7-%u','letter':'decision','series':'%s'}", i + 1, text));
    for (guint j = 0; j < N_LETTERS; j++) {
      self->letters[i][j] = ward_draw_id (office->ward);
      g_assert_null (payment_office_do (office, "p-01", self->letters[i][j], "notice.make",
                                        "{'kind':'letter','letter':'decision','to':'見本 花子','subject':'決定通知',"
                                        "'due':'2025-06-09'}"));
    }
  }
}

static void
check (const Numbering *self, PaymentOffice *office)
{
  gboolean is_given[TWO_SERVICES * N_LETTERS + 1] = { FALSE };
  g_autofree char *next = payment_office_get (office, self->series, "/next");

  for (guint i = 0; i < TWO_SERVICES * N_LETTERS; i++) {
    g_autoptr (MadoEntity) letter = ward_find (office->ward, self->letters[i / N_LETTERS][i % N_LETTERS]);
    guint number = 0;

    g_assert_cmpint (sscanf (mado_json_get_text (mado_entity_get_body (letter), "number"), "7新健健第%u号", &number),
                     ==, 1);
    g_assert_cmpuint (number, >=, 1);
    g_assert_cmpuint (number, <=, TWO_SERVICES * N_LETTERS);
    g_assert_false (is_given[number]);
    is_given[number] = TRUE;
  }
  g_assert_cmpint (g_ascii_strtoll (next, NULL, 10), ==, TWO_SERVICES * N_LETTERS + 1);
}

static void
two_services_number_one_series (void)
{
  g_autoptr (TwoServices) services = two_services_new ("ninpu-r7", "2025-06-02T01:00:00.000000Z");
  PaymentOffice *office = two_services_get_office (services);
  Numbering numbering;

  prepare (&numbering, office);
  two_services_work (services, N_LETTERS, join_cb, &numbering);
  check (&numbering, office);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/letter-services/two-services-number-one-series", two_services_number_one_series);

  return g_test_run ();
}
