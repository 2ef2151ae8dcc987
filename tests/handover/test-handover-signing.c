/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Steps are signed by who may sign them, with the key that the register has, and on occasions of their own. */

#include <string.h>

#include "handover-sample.h"
#include "mado-handover-attesting.h"
#include "mado-handover-error.h"
#include "mado-handover-loss.h"
#include "mado-handover-signing.h"
#include "mado-json-member.h"
#include "mado-packet-error.h"
#include "mado-packet-statement.h"

static HandoverSample lead;
static HandoverSample receiver; /* another ward, the same by its seed */

static void
assert_refused (
    HandoverSample *self, const char *number, const char *kind, const HandoverMember *members, const char *code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoRefusal) refusal = NULL;

  g_assert_false (handover_sample_sign (self, number, kind, members, self->key, mado_instant_now (), &error));
  g_assert_error (error, MADO_HANDOVER_ERROR, MADO_HANDOVER_ERROR_REFUSED);
  refusal = mado_handover_error_dup_refusal (error);
  g_assert_cmpstr (refusal->code, ==, code);
}

static void
assert_state (HandoverSample *self, const char *number, const char *state)
{
  g_autoptr (MadoHandoverBook) book = handover_sample_load (self);

  g_assert_cmpstr (mado_entity_get_state (mado_handover_book_find_number (book, number)), ==, state);
}

static const HandoverMember seal[] = { { "bag", "B-11", 0 }, { "seal", "S-2001", 0 }, {} };

static void
test_ward_has_media_on_every_part_of_the_way (void)
{
  assert_state (&lead, "P-0001", "closed");
  assert_state (&lead, "P-0001-N", "closed");
  assert_state (&lead, "P-0002", "stored");
  assert_state (&lead, "P-0002-N", "received");
  assert_state (&lead, "P-0003", "returned");
  assert_state (&lead, "P-0004", "carried");
  assert_state (&lead, "P-0004-N", "sealed");
  assert_state (&lead, "p-0005", "made");
}

static void
test_unsigned_is_refused (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (handover_sample_sign (&lead, "P-0005", "handover.seal", seal, NULL, mado_instant_now (), &error));
  g_assert_nonnull (strstr (error->message, "E_SIGNATURE"));
}

static void
test_another_key_is_refused (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (
      handover_sample_sign (&lead, "P-0005", "handover.seal", seal, receiver.key, mado_instant_now (), &error));
  g_assert_nonnull (strstr (error->message, "E_SIGNATURE"));
}

static void
test_expired_handler_is_refused (void)
{
  MadoInstant late = { mado_instant_now ().microseconds + (gint64) 20 * 366 * 24 * 3600 * G_USEC_PER_SEC };
  g_autoptr (GError) error = NULL;

  g_assert_false (handover_sample_sign (&lead, "P-0005", "handover.seal", seal, lead.key, late, &error));
  g_assert_nonnull (strstr (error->message, "E_HANDLER"));
}

static void
test_notice_waits_for_its_medium (void)
{
  const HandoverMember carry[] = {
    { "receiver", "ward-1", 0 }, { "carrier", "見本 太郎", 0 }, { "due_back", "2099-01-31", 0 }, {}
  };

  assert_refused (&lead, "P-0004-N", "handover.carry", carry, MADO_REFUSAL_MEDIUM_NOT_RECEIVED);
}

static void
test_same_bag_seal_and_minute_are_refused (void)
{
  const HandoverMember same_bag[] = { { "bag", "ｂ-11", 0 }, { "seal", "S-2002", 0 }, {} };
  const HandoverMember same_seal[] = { { "bag", "B-12", 0 }, { "seal", "s-2001", 0 }, {} };
  const HandoverMember other[] = { { "bag", "B-12", 0 }, { "seal", "S-2002", 0 }, {} };
  MadoInstant later = { mado_instant_now ().microseconds + 61 * G_USEC_PER_SEC };
  g_autoptr (GError) error = NULL;

  g_assert_true (handover_sample_sign (&lead, "P-0005", "handover.seal", seal, lead.key, mado_instant_now (), &error));
  g_assert_no_error (error);
  assert_state (&lead, "P-0005", "sealed");
  assert_refused (&lead, "P-0005-N", "handover.seal", same_bag, MADO_REFUSAL_SAME_OCCASION);
  assert_refused (&lead, "P-0005-N", "handover.seal", same_seal, MADO_REFUSAL_SAME_OCCASION);
  assert_refused (&lead, "P-0005-N", "handover.seal", other, MADO_REFUSAL_SAME_OCCASION); /* the same minute */
  g_assert_true (handover_sample_sign (&lead, "P-0005-N", "handover.seal", other, lead.key, later, &error));
  g_assert_no_error (error);
}

static void
test_giver_does_not_receive (void)
{
  const HandoverMember counts[] = { { "media", NULL, 1 }, { "records", NULL, 73 }, { "seal", "S-1031", 0 }, {} };

  assert_refused (&lead, "P-0004", "handover.receive", counts, MADO_REFUSAL_SAME_PERSON);
}

/* The other of two who sign: what they find is what was given, or nothing is received. */
static void
test_receiver_signs_for_what_was_given (void)
{
  g_autoptr (MadoHandoverBook) book = handover_sample_load (&receiver);
  yyjson_val *body = mado_entity_get_body (mado_handover_book_find_number (book, "P-0004"));
  g_autofree char *digest = g_strdup (mado_json_get_text (body, "digest"));
  HandoverMember counts[] = { { "media", NULL, 1 },    { "records", NULL, 72 }, { "amount", NULL, 3650000 },
                              { "digest", digest, 0 }, { "seal", "S-1031", 0 }, {} };
  g_autoptr (GError) error = NULL;

  assert_refused (&receiver, "P-0004", "handover.receive", counts, MADO_REFUSAL_COUNT);
  counts[1].number = 73;
  counts[4].text = "S-9999";
  assert_refused (&receiver, "P-0004", "handover.receive", counts, MADO_REFUSAL_COUNT);
  counts[4].text = "S-1031";
  g_assert_true (handover_sample_sign (&receiver, "P-0004", "handover.receive", counts, receiver.key,
                                       mado_instant_now (), &error));
  g_assert_no_error (error);
  assert_state (&receiver, "P-0004", "received");
  assert_refused (&receiver, "P-0004", "handover.receive", counts, MADO_REFUSAL_STATE);
}

/* --- a receiver without the program ------------------------------------------------------------------------------- */

static GBytes *
state (const MadoSigningKey *key, const char *number, const char *seal_found)
{
  MadoHash digest = mado_hash_of ("P-0004", strlen ("P-0004"));
  const MadoPacketStatement statement = { number, "receive", "ward-1",   mado_instant_now (),
                                          1,      &digest,   seal_found, NULL,
                                          NULL,   NULL,      NULL };
  g_autoptr (GError) error = NULL;
  GBytes *text = mado_packet_statement_write (&statement, key, &error);

  g_assert_no_error (error);

  return text;
}

static void
assert_not_entered (GBytes *text, const char *code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoRefusal) refusal = NULL;

  g_assert_false (mado_handover_attest (lead.desk, text, lead.key, mado_instant_now (), MADO_ID_NONE, &error));
  g_assert_error (error, MADO_HANDOVER_ERROR, MADO_HANDOVER_ERROR_REFUSED);
  refusal = mado_handover_error_dup_refusal (error);
  g_assert_cmpstr (refusal->code, ==, code);
  assert_state (&lead, "P-0004", "carried");
}

static void
test_wrong_statement_is_refused (void)
{
  g_autoptr (GBytes) another = state (lead.key, "P-0004", "S-1031");
  g_autoptr (GBytes) nothing = state (receiver.key, "P-9999", "S-1031");
  g_autoptr (GBytes) seal_broken = state (receiver.key, "P-0004", "S-9999");
  g_autoptr (GBytes) good = state (receiver.key, "P-0004", "S-1031");
  g_autofree char *text = g_strndup (g_bytes_get_data (good, NULL), g_bytes_get_size (good));
  g_autoptr (GBytes) torn = g_bytes_new (text, strlen (text) / 2);
  g_autoptr (GError) error = NULL;

  assert_not_entered (another, MADO_REFUSAL_SIGNATURE);
  assert_not_entered (nothing, MADO_REFUSAL_ABSENT);
  assert_not_entered (seal_broken, MADO_REFUSAL_COUNT);
  g_assert_false (mado_handover_attest (lead.desk, torn, lead.key, mado_instant_now (), MADO_ID_NONE, &error));
  g_assert_error (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_FORMAT);
}

static void
test_statement_of_the_receiver_is_entered (void)
{
  g_autoptr (GBytes) text = state (receiver.key, "P-0004", "s-1031 ");
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoHandoverBook) book = NULL;
  MadoId another;

  assert_not_entered (text, MADO_REFUSAL_COUNT); /* a seal is its number, sign for sign */
  g_clear_pointer (&text, g_bytes_unref);
  text = state (receiver.key, "P-0004", "S-1031");
  book = handover_sample_load (&lead);
  another = mado_entity_get_id (mado_handover_book_find_number (book, "P-0005"));
  g_assert_false (mado_handover_attest (lead.desk, text, lead.key, mado_instant_now (), another, &error));
  g_assert_error (error, MADO_HANDOVER_ERROR, MADO_HANDOVER_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_true (mado_handover_attest (lead.desk, text, lead.key, mado_instant_now (), MADO_ID_NONE, &error));
  g_assert_no_error (error);
  assert_state (&lead, "P-0004", "received");
}

static void
test_closed_entry_is_corrected_by_another (void)
{
  g_autoptr (MadoHandoverBook) book = handover_sample_load (&receiver);
  yyjson_val *track = yyjson_obj_get (mado_entity_get_body (mado_handover_book_find_number (book, "P-0002")), "track");
  const char *entry = mado_json_get_text (yyjson_arr_get (track, 4), "operation");
  const HandoverMember place[] = {
    { "corrects", entry, 0 }, { "reason", "段を書き誤った", 0 }, { "place", "金庫 3", 0 }, {}
  };
  const HandoverMember count[] = { { "corrects", entry, 0 }, { "reason", "数え誤り", 0 }, { "media", NULL, 2 }, {} };
  g_autoptr (GError) error = NULL;

  assert_refused (&receiver, "P-0002", "handover.correct", count, MADO_REFUSAL_VALUE);
  g_assert_true (
      handover_sample_sign (&receiver, "P-0002", "handover.correct", place, receiver.key, mado_instant_now (), &error));
  g_assert_no_error (error);
  assert_refused (&receiver, "P-0002", "handover.correct", place, MADO_REFUSAL_STATE);
}

/* An entry as it comes from the terminal that made the packet: without the list. */
static void
enter_packet (const char *number, const char *batch)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  const MadoHandoverStep step = { "handover.make", mado_id_draw (), 0, body };
  g_autoptr (GError) error = NULL;

  yyjson_mut_obj_add_str (doc, body, "kind", "medium");
  yyjson_mut_obj_add_str (doc, body, "content", "支給予定データ");
  yyjson_mut_obj_add_str (doc, body, "number", number);
  yyjson_mut_obj_add_sint (doc, body, "media", 1);
  yyjson_mut_obj_add_sint (doc, body, "records", 7);
  yyjson_mut_obj_add_str (doc, body, "packet", "planned");
  yyjson_mut_obj_add_str (doc, body, "encryption", "AES-256");
  if (batch != NULL)
    yyjson_mut_obj_add_str (doc, body, "batch", batch);
  mado_handover_sign (lead.desk, &step, lead.key, mado_instant_now (), &error);
  g_assert_no_error (error);
  yyjson_mut_doc_free (doc);
}

static MadoHandoverLoss *
lose (const char *number)
{
  g_autoptr (MadoHandoverBook) book = handover_sample_load (&lead);
  g_autoptr (GError) error = NULL;
  MadoHandoverLoss *loss = mado_handover_loss_report (lead.desk, mado_handover_book_find_number (book, number),
                                                      "金庫にない", mado_instant_now (), &error);

  g_assert_no_error (error);

  return loss;
}

static void
test_loss_is_known_at_another_terminal (void)
{
  char batch[MADO_ID_TEXT_SIZE];
  g_autoptr (MadoHandoverLoss) of_batch = NULL;
  g_autoptr (MadoHandoverLoss) of_list = NULL;

  mado_id_to_text (lead.batch, batch);
  enter_packet ("P-9001", batch);
  enter_packet ("P-9002", NULL);
  of_batch = lose ("P-9001");
  g_assert_true (of_batch->is_listed && of_batch->is_worked_out);
  g_assert_cmpint (of_batch->n_cases, ==, 7);
  g_assert_cmpuint (of_batch->cases->len, >, 0);
  for (guint i = 0; i < of_batch->cases->len; i++) {
    yyjson_val *own = yyjson_obj_get (mado_entity_get_body (g_ptr_array_index (of_batch->cases, i)), "batch");

    g_assert_cmpstr (mado_json_get_text (own, "id"), ==, batch);
  }
  g_assert_cmpuint (of_batch->items->len, >, 0);

  /* whom it is about is not guessed */
  of_list = lose ("P-9002");
  g_assert_false (of_list->is_listed);
  g_assert_cmpuint (of_list->cases->len, ==, 0);
  g_assert_cmpuint (of_list->items->len, ==, of_batch->items->len);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  handover_sample_make (&lead, "lead");
  handover_sample_make (&receiver, "ward");
  g_test_add_func ("/handover-signing/ward-has-media-on-every-part-of-the-way",
                   test_ward_has_media_on_every_part_of_the_way);
  g_test_add_func ("/handover-signing/loss-is-known-at-another-terminal", test_loss_is_known_at_another_terminal);
  g_test_add_func ("/handover-signing/unsigned-is-refused", test_unsigned_is_refused);
  g_test_add_func ("/handover-signing/another-key-is-refused", test_another_key_is_refused);
  g_test_add_func ("/handover-signing/expired-handler-is-refused", test_expired_handler_is_refused);
  g_test_add_func ("/handover-signing/notice-waits-for-its-medium", test_notice_waits_for_its_medium);
  g_test_add_func ("/handover-signing/same-bag-seal-and-minute-are-refused", test_same_bag_seal_and_minute_are_refused);
  g_test_add_func ("/handover-signing/giver-does-not-receive", test_giver_does_not_receive);
  g_test_add_func ("/handover-signing/receiver-signs-for-what-was-given", test_receiver_signs_for_what_was_given);
  g_test_add_func ("/handover-signing/closed-entry-is-corrected-by-another", test_closed_entry_is_corrected_by_another);
  g_test_add_func ("/handover-signing/wrong-statement-is-refused", test_wrong_statement_is_refused);
  g_test_add_func ("/handover-signing/statement-of-the-receiver-is-entered", test_statement_of_the_receiver_is_entered);
  status = g_test_run ();
  handover_sample_end (&lead);
  handover_sample_end (&receiver);

  return status;
}
