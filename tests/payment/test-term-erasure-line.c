/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The end of the term by two people at two terminals, each with an encrypted profile of their own at the service's own
 * stream: proposed by one, approved by the other, gone from all three places, and in the report. */

#include <string.h>

#include "case-sample.h"
#include "mado-handover-error.h"
#include "mado-handover-paper.h"
#include "mado-handover-signing.h"
#include "mado-json-member.h"
#include "mado-row.h"
#include "mado-term-due.h"
#include "mado-term-erasure.h"
#include "payment-office.h"

#define BEGINNING "2020-06-01T01:00:00.000000Z"
#define DAYS (365 * 6) /* behind the five years after the fiscal year */
#define NUMBER "E-2026-1"

/* --- what a profile knows ----------------------------------------------------------------------------------------- */

typedef struct {
  const MadoDeskClerk *clerk;
  MadoHandoverBook *book;
  MadoTermDue *due;
  GArray *remains;
} Reading;

static gboolean
read_term (MadoDatabase *database, gpointer request, GError **error)
{
  Reading *self = request;

  self->book = mado_handover_book_load (database, self->clerk->programme, &self->clerk->person, error);
  self->due = mado_term_due_find (database, self->clerk->programme, self->book,
                                  mado_instant_get_japanese_day (self->clerk->now), error);
  self->remains = mado_term_remains_find (database, self->book, error);

  return self->book != NULL && self->due != NULL && self->remains != NULL;
}

static Reading
look (const MadoDeskClerk *clerk)
{
  Reading reading = { .clerk = clerk };
  g_autoptr (GError) error = NULL;

  g_assert_true (mado_desk_clerk_read (clerk, read_term, &reading, &error));
  g_assert_no_error (error);

  return reading;
}

static void
clear_reading (Reading *self)
{
  mado_handover_book_free (self->book);
  mado_term_due_free (self->due);
  g_array_unref (self->remains);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, clear_reading)

static gboolean
find_case (MadoDatabase *database, gpointer request, GError **error)
{
  MadoId *id = request;
  g_auto (MadoRow) row = { 0 };
  const gboolean is_read = mado_row_find (database, *id, &row, error);

  if (row.entity == NULL)
    *id = MADO_ID_NONE;

  return is_read;
}

static gboolean
has_case (PaymentSeat *seat, MadoId id)
{
  g_autoptr (MadoDeskClerk) clerk = payment_seat_work (seat);

  g_assert_true (mado_desk_clerk_read (clerk, find_case, &id, NULL));

  return mado_id_is_valid (id);
}

/* --- what is signed ----------------------------------------------------------------------------------------------- */

static void
propose (PaymentSeat *seat)
{
  g_autoptr (MadoDeskClerk) clerk = payment_seat_work (seat);
  g_auto (Reading) reading = look (clerk);
  yyjson_mut_doc *doc = mado_term_due_write (reading.due, NUMBER);
  const MadoHandoverStep step = { "erasure.propose", mado_id_draw (), 0, yyjson_mut_doc_get_root (doc) };
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (reading.due->count, ==, 1);
  g_assert_true (mado_handover_sign (seat->desk, &step, seat->key, clerk->now, &error));
  g_assert_no_error (error);
  yyjson_mut_doc_free (doc);
  payment_seat_meet (seat);
}

static gboolean
approve (PaymentSeat *seat, GError **error)
{
  g_autoptr (MadoDeskClerk) clerk = payment_seat_work (seat);
  g_auto (Reading) reading = look (clerk);
  const MadoEntity *erasure = g_ptr_array_index (reading.book->erasures, 0);
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  const MadoHandoverStep step = { "erasure.approve", mado_entity_get_id (erasure), mado_entity_get_version (erasure),
                                  body };
  gboolean is_done;

  yyjson_mut_doc_set_root (doc, body);
  yyjson_mut_obj_add_uint (doc, body, "count", mado_term_erasure_count (erasure));
  is_done = mado_handover_sign (seat->desk, &step, seat->key, clerk->now, error);
  yyjson_mut_doc_free (doc);
  payment_seat_meet (seat);

  return is_done;
}

/* The report of either says the same. */
static void
assert_reported (PaymentSeat *seat)
{
  g_autoptr (MadoDeskClerk) clerk = payment_seat_work (seat);
  g_auto (Reading) reading = look (clerk);
  const MadoHandoverPaper paper = { clerk->programme, reading.book, seat->account,
                                    mado_instant_get_japanese_day (clerk->now) };
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = mado_handover_paper_print_erasure (&paper, NUMBER, NULL, reading.remains, open, &error);
  const MadoEntity *erasure = g_ptr_array_index (reading.book->erasures, 0);
  yyjson_val *body = mado_entity_get_body (erasure);

  g_assert_no_error (error);
  g_assert_cmpuint (open->len, ==, 0);
  g_assert_cmpmem (g_bytes_get_data (pdf, NULL), 5, "%PDF-", 5);
  g_assert_cmpstr (mado_entity_get_state (erasure), ==, MADO_TERM_ERASURE_ERASED);
  g_assert_cmpstr (mado_json_get_text (yyjson_obj_get (body, MADO_TERM_ERASURE_PROPOSED), "by"), ==, "l-01");
  g_assert_cmpstr (mado_json_get_text (yyjson_obj_get (body, MADO_TERM_ERASURE_ERASED), "by"), ==, "w-01");
  g_assert_cmpuint (reading.due->count, ==, 0);
}

/* --- together ----------------------------------------------------------------------------------------------------- */

static MadoId
withdraw_case (PaymentOffice *office)
{
  const MadoId id = ward_draw_id (office->ward);

  g_assert_null (payment_office_do (office, "v-01", id, "case.move",
                                    "{'transition':'receive','receipt':'logo:1','edits':" CASE_EDITS "}",
                                    "'0000000001'"));
  g_assert_null (
      payment_office_do (office, "v-01", id, "case.move", "{'transition':'withdraw','reason':'取下げの申出'}"));

  return id;
}

static void
two_people_erase_what_is_over (void)
{
  g_autoptr (PaymentOffice) office = payment_office_new ("ninpu-r7", BEGINNING);
  const MadoId id = withdraw_case (office);
  PaymentSeat *lead, *ward;
  g_autoptr (MadoEntity) gone = NULL;
  g_autoptr (GError) own = NULL, error = NULL;

  payment_office_pass (office, (gint64) DAYS * 24 * 3600);
  lead = payment_office_seat (office, "l-01", "lead");
  ward = payment_office_seat (office, "w-01", "ward");
  payment_seat_meet (lead);
  payment_seat_meet (ward);
  g_assert_true (has_case (lead, id));
  g_assert_true (has_case (ward, id));
  propose (lead);
  g_assert_false (approve (lead, &own)); /* nobody does both */
  g_assert_error (own, MADO_HANDOVER_ERROR, MADO_HANDOVER_ERROR_REFUSED);
  g_assert_true (has_case (lead, id));
  payment_seat_meet (ward);
  g_assert_true (approve (ward, &error));
  g_assert_no_error (error);
  payment_seat_meet (ward);
  payment_seat_meet (lead);
  gone = ward_find (office->ward, id);
  g_assert_null (gone);
  g_assert_false (has_case (ward, id));
  g_assert_false (has_case (lead, id));
  assert_reported (lead);
  assert_reported (ward);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/term-erasure-line/000-O9/two-people-erase-what-is-over", two_people_erase_what_is_over);

  return g_test_run ();
}
