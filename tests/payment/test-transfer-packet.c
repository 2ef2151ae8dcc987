/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The file for the bank as a packet: the bytes that were kept, counted again, and nothing before they were made. */

#include <string.h>

#include "mado-packet-error.h"
#include "mado-transfer-packet.h"
#include "payment-steps.h"

#define HEAD                                                                                                           \
  "給付管理番号,支給金額,振込口座情報・金融機関コード,振込口座情報・支店コード,振込口座情報・預金種目,"                \
  "振込口座情報・口座番号,振込口座情報・口座名義人,結果,理由,振込日\n"
#define ROW(number) "000000000" number ",50000,0001,001,1,100000" number ",ミホン ハナコ,決定,,\n"
#define GIFT "0000000009,50000,,,,,,決定,,\n"
#define TABLE HEAD ROW ("1") ROW ("2") GIFT
#define DAY ((MadoDate) { 2025, 6, 10 })

/* Two that a bank pays, and a gift. */
static MadoId
decide (PaymentOffice *office, PaymentSeat *lead, MadoId *out_gift)
{
  PaymentSeat *decider = payment_office_seat (office, "d-01", "decider");
  g_autoptr (GBytes) decision = g_bytes_new_static (TABLE, strlen (TABLE));
  MadoId batch;

  payment_office_check_case (office, "logo:1", "0000000001", "1000001");
  payment_office_check_case (office, "logo:2", "0000000002", "1000002");
  *out_gift = payment_office_check_gift (office, "logo:9", "0000000009");
  payment_seat_meet (lead);
  batch = payment_step_plan (lead, "planned", NULL);
  g_assert_true (payment_step_freeze (lead, batch));
  payment_step_approve (decider, batch);
  payment_seat_meet (lead);
  g_assert_null (payment_step_take_over (lead, batch, "decided", decision, decider->key));

  return batch;
}

static void
test_kept_bytes_go_out (void)
{
  g_autoptr (PaymentOffice) office = payment_office_new ("ninpu-r7", "2025-06-02T01:00:00.000000Z");
  PaymentSeat *lead = payment_office_seat (office, "l-01", "lead");
  MadoId gift = MADO_ID_NONE;
  const MadoTransferChoice choice = { decide (office, lead, &gift), "pay" };
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoChosenCases) none = mado_transfer_packet_gather (lead->desk, &choice, office->ward->now, &error);
  g_autoptr (MadoChosenCases) chosen = NULL;
  g_autoptr (GBytes) sent = NULL;

  g_assert_error (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_MISSING);
  g_assert_null (none);
  g_clear_error (&error);
  sent = payment_step_send (lead, choice.batch, "pay", DAY);
  chosen = mado_transfer_packet_gather (lead->desk, &choice, office->ward->now, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (chosen->content->bytes, sent));
  g_assert_cmpint (chosen->content->rows, ==, 2);
  g_assert_cmpint (chosen->content->amount, ==, 100000);
  g_assert_cmpuint (chosen->cases->len, ==, 2);
  g_assert_cmpstr (chosen->purpose, ==, MADO_TRANSFER_PURPOSE);
}

/* Whom the ward is told of when the medium is lost: those of the file, however far everybody has got. */
static void
test_whoever_is_paid_otherwise_is_not_in_it (void)
{
  g_autoptr (PaymentOffice) office = payment_office_new ("ninpu-r7", "2025-06-02T01:00:00.000000Z");
  PaymentSeat *lead = payment_office_seat (office, "l-01", "lead");
  MadoId gift = MADO_ID_NONE;
  const MadoTransferChoice choice = { decide (office, lead, &gift), "pay" };
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoChosenCases) chosen = NULL;

  g_bytes_unref (payment_step_send (lead, choice.batch, "pay", DAY));
  g_bytes_unref (payment_step_send (lead, choice.batch, "send_gift", DAY));
  payment_office_hire (office, "l-09", "lead");
  g_assert_null (payment_office_do (office, "l-09", gift, "case.move", "{'transition':'send_gift'}"));
  payment_seat_meet (lead);
  chosen = mado_transfer_packet_gather (lead->desk, &choice, office->ward->now, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (chosen->cases->len, ==, 2);
  for (guint i = 0; i < chosen->cases->len; i++)
    g_assert_cmpint (mado_id_compare (g_array_index (chosen->cases, MadoId, i), gift), !=, 0);
}

/* Whoever opens the packet counts what is in it, not what is said of it. */
static void
test_file_that_was_cut_is_not_counted (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("1210", 4);
  g_autoptr (MadoPacketContent) content = mado_packet_content_new (MADO_PACKET_BANK_FILE_NAME, bytes);
  g_autoptr (GError) error = NULL;
  gint64 rows = 0, amount = 0;

  content->encoding = MADO_PACKET_ENCODING_ZENGIN;
  g_assert_false (mado_packet_content_count (content, &rows, &amount, &error));
  g_assert_error (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_COUNT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/transfer-packet/kept-bytes-go-out", test_kept_bytes_go_out);
  g_test_add_func ("/transfer-packet/whoever-is-paid-otherwise-is-not-in-it",
                   test_whoever_is_paid_otherwise_is_not_in_it);
  g_test_add_func ("/transfer-packet/file-that-was-cut-is-not-counted", test_file_that_was_cut_is_not_counted);

  return g_test_run ();
}
