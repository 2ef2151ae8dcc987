/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What somebody is told of an entry before he tries: the next step, what is in its way, since when it should be back.
 */

#include <string.h>

#include "handover-sample.h"
#include "mado-handover-sheet.h"
#include "mado-handover-signing.h"
#include "mado-handover-track.h"
#include "mado-json-member.h"
#include "mado-letter-order.h"
#include "mado-refusal.h"

static HandoverSample lead;
static HandoverSample receiver; /* another ward, the same by its seed */

/* What is seen, with the ledger that it is seen in. */
typedef struct {
  MadoHandoverBook *book;
  MadoHandoverSheet *sheet;
} Look;

static void
clear_look (Look *look)
{
  g_clear_pointer (&look->sheet, mado_handover_sheet_free);
  g_clear_pointer (&look->book, mado_handover_book_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Look, clear_look)

static Look
look_at (HandoverSample *self, const char *number, const MadoPerson *person, MadoInstant now)
{
  Look look = { handover_sample_load (self), NULL };

  look.sheet = mado_handover_sheet_new (look.book, mado_handover_book_find_number (look.book, number),
                                        mado_desk_get_programme (self->desk),
                                        person != NULL ? person : mado_desk_get_person (self->desk), now);

  return look;
}

static const MadoHandoverNext *
find_next (const Look *look, const char *step)
{
  for (guint i = 0; i < look->sheet->next->len; i++) {
    const MadoHandoverNext *next = &g_array_index (look->sheet->next, MadoHandoverNext, i);

    if (strcmp (next->step, step) == 0)
      return next;
  }
  g_error ("%s does not come next", step);
}

static void
assert_obstacle (HandoverSample *self, const char *number, const char *step, const char *obstacle)
{
  g_auto (Look) look = look_at (self, number, NULL, mado_instant_now ());

  g_assert_cmpstr (find_next (&look, step)->obstacle, ==, obstacle);
  g_assert_cmpint (mado_handover_sheet_waits (look.sheet), ==, obstacle == NULL);
}

static MadoInstant
add_days (MadoInstant instant, int days)
{
  return (MadoInstant) { instant.microseconds + (gint64) days * 24 * 3600 * G_USEC_PER_SEC };
}

/* --- who signs, and when ------------------------------------------------------------------------------------------ */

static void
test_notice_waits_for_its_medium (void)
{
  assert_obstacle (&lead, "P-0004-N", "carry", MADO_REFUSAL_MEDIUM_NOT_RECEIVED);
}

static void
test_each_side_signs_for_itself (void)
{
  const char *const roles[] = { "ward", NULL };
  const MadoPerson stranger = { "ward-9", roles }; /* not in the register */
  g_auto (Look) look = look_at (&receiver, "P-0004", &stranger, mado_instant_now ());

  assert_obstacle (&lead, "P-0004", "receive", MADO_REFUSAL_SAME_PERSON);
  assert_obstacle (&receiver, "P-0004", "receive", NULL);
  assert_obstacle (&receiver, "P-0003", "close", MADO_REFUSAL_ROLE);
  g_assert_cmpstr (find_next (&look, "receive")->obstacle, ==, MADO_REFUSAL_HANDLER);
}

/* From when on is told to the millisecond, and it is so. */
static void
test_two_legs_are_a_minute_apart (void)
{
  const HandoverMember seal[] = { { "bag", "B-11", 0 }, { "seal", "S-2001", 0 }, {} };
  const MadoInstant now = mado_instant_now ();
  g_autoptr (GError) error = NULL;
  gint64 opens;

  assert_obstacle (&lead, "P-0005-N", "seal", NULL);
  handover_sample_sign (&lead, "P-0005", "handover.seal", seal, lead.key, now, &error);
  g_assert_no_error (error);

  g_auto (Look) early = look_at (&lead, "P-0005-N", NULL, now);

  g_assert_cmpstr (find_next (&early, "seal")->obstacle, ==, MADO_REFUSAL_SAME_OCCASION);
  opens = find_next (&early, "seal")->opens;
  g_assert_cmpint (opens, ==, now.microseconds / 1000 + 60 * 1000);

  g_auto (Look) late = look_at (&lead, "P-0005-N", NULL, (MadoInstant) { opens * 1000 });

  g_assert_null (find_next (&late, "seal")->obstacle);
}

static void
test_what_is_held_is_not_erased (void)
{
  const HandoverMember hold[] = { { "reason", "監査", 0 }, {} };
  g_autoptr (GError) error = NULL;
  g_auto (Look) before = look_at (&receiver, "P-0002", NULL, mado_instant_now ());

  g_assert_null (find_next (&before, "erase")->obstacle);
  handover_sample_sign (&receiver, "P-0002", "handover.hold", hold, receiver.key, mado_instant_now (), &error);
  g_assert_no_error (error);

  g_auto (Look) after = look_at (&receiver, "P-0002", NULL, mado_instant_now ());

  g_assert_cmpstr (find_next (&after, "erase")->obstacle, ==, MADO_REFUSAL_HELD);
  g_assert_null (find_next (&after, "return")->obstacle);
}

/* --- where it is -------------------------------------------------------------------------------------------------- */

/* It is due on the whole of its day. What is kept and not due need not be done. */
static void
test_overdue_begins_the_day_after (void)
{
  g_autoptr (MadoHandoverBook) book = handover_sample_load (&receiver);
  yyjson_val *body = mado_entity_get_body (mado_handover_book_find_number (book, "P-0002"));
  g_autofree char *moment = g_strconcat (mado_json_get_text (body, "due_back"), "T03:00:00.000000Z", NULL);
  const MadoInstant noon = mado_instant_from_iso (moment);
  g_auto (Look) on_the_day = look_at (&receiver, "P-0002", NULL, noon);
  g_auto (Look) after = look_at (&receiver, "P-0002", NULL, add_days (noon, 1));
  g_auto (Look) closed = look_at (&receiver, "P-0001", NULL, add_days (noon, 1000));

  g_assert_true (on_the_day.sheet->is_out);
  g_assert_false (on_the_day.sheet->is_overdue);
  g_assert_false (mado_handover_sheet_waits (on_the_day.sheet));
  g_assert_true (after.sheet->is_overdue);
  g_assert_false (closed.sheet->is_overdue || closed.sheet->is_out);
}

static void
count (const char *number, gboolean is_found)
{
  g_autoptr (MadoHandoverBook) book = handover_sample_load (&receiver);
  const MadoEntity *handover = mado_handover_book_find_number (book, number);
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  const MadoHandoverStep step = { "handover.count", mado_entity_get_id (handover), mado_entity_get_version (handover),
                                  body };
  g_autoptr (GError) error = NULL;

  yyjson_mut_obj_add_bool (doc, body, "found", is_found);
  mado_handover_sign (receiver.desk, &step, NULL, mado_instant_now (), &error);
  g_assert_no_error (error);
  yyjson_mut_doc_free (doc);
}

/* Who gave it does not count it while it is away. */
static void
test_who_has_it_counts_it (void)
{
  g_auto (Look) theirs = look_at (&receiver, "P-0002", NULL, mado_instant_now ());
  g_auto (Look) away = look_at (&lead, "P-0002", NULL, mado_instant_now ());

  g_assert_true (theirs.sheet->is_kept);
  g_assert_false (away.sheet->is_kept);
  g_assert_false (theirs.sheet->is_counted || theirs.sheet->is_missed);
  count ("P-0002", FALSE);

  g_auto (Look) missed = look_at (&receiver, "P-0002", NULL, mado_instant_now ());
  g_auto (Look) tomorrow = look_at (&receiver, "P-0002", NULL, add_days (mado_instant_now (), 1));

  g_assert_true (missed.sheet->is_counted && missed.sheet->is_missed);
  g_assert_true (!tomorrow.sheet->is_counted && tomorrow.sheet->is_missed);
  count ("P-0002", TRUE);

  g_auto (Look) found = look_at (&receiver, "P-0002", NULL, mado_instant_now ());

  g_assert_true (found.sheet->is_counted && !found.sheet->is_missed);
}

/* --- letters of a print shop -------------------------------------------------------------------------------------- */

static void
order (const char *medium, const char *number)
{
  g_autoptr (MadoHandoverBook) book = handover_sample_load (&lead);
  yyjson_mut_doc *doc = mado_letter_order_write (mado_handover_book_find_number (book, medium), number, "案内", NULL);
  const MadoHandoverStep step = { "handover.make", mado_id_draw (), 0, yyjson_mut_doc_get_root (doc) };
  g_autoptr (GError) error = NULL;

  mado_handover_sign (lead.desk, &step, lead.key, mado_instant_now (), &error);
  g_assert_no_error (error);
  yyjson_mut_doc_free (doc);
}

/* Two of the nine are what the medium's own entry says. */
static void
test_letters_follow_their_medium (void)
{
  g_auto (Look) before = look_at (&lead, "P-0003", NULL, mado_instant_now ());
  HandoverMember by_paper[] = { { "media", NULL, 0 }, { "paper", "N-1", 0 }, {} };
  g_autoptr (GError) error = NULL;

  g_assert_true (mado_handover_sheet_may_order (before.sheet, mado_desk_get_programme (lead.desk),
                                                mado_desk_get_person (lead.desk)));
  order ("P-0003", "L-0003"); /* which is back, and not closed */
  order ("P-0004", "L-0004"); /* which is on its way */

  g_auto (Look) letters = look_at (&lead, "L-0003", NULL, mado_instant_now ());
  g_auto (Look) medium = look_at (&lead, "P-0003", NULL, mado_instant_now ());

  g_assert_cmpuint (letters.sheet->n_legs, ==, 9);
  g_assert_cmpint (letters.sheet->legs[0].state, ==, MADO_LEG_DONE);
  g_assert_cmpint (letters.sheet->legs[1].state, ==, MADO_LEG_HERE); /* the shop has it */
  g_assert_cmpint (letters.sheet->legs[2].state, ==, MADO_LEG_AHEAD);
  g_assert_true (find_next (&letters, "print")->is_by_paper);
  g_assert_false (mado_handover_sheet_may_order (medium.sheet, mado_desk_get_programme (lead.desk),
                                                 mado_desk_get_person (lead.desk)));
  assert_obstacle (&lead, "L-0003", "print", NULL);
  assert_obstacle (&lead, "L-0004", "print", MADO_REFUSAL_MEDIUM_NOT_RECEIVED);
  by_paper[0].number = mado_json_get_number (mado_entity_get_body (letters.sheet->handover), "media");
  handover_sample_sign (&lead, "L-0003", "handover.print", by_paper, lead.key, mado_instant_now (), &error);
  g_assert_no_error (error);
  handover_sample_sign (&lead, "L-0003", "handover.enclose", by_paper, lead.key, mado_instant_now (), &error);
  g_assert_no_error (error);
  assert_obstacle (&lead, "L-0003", "deliver", MADO_REFUSAL_MEDIUM_OUT);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  handover_sample_make (&lead, "lead");
  handover_sample_make (&receiver, "ward");
  g_test_add_func ("/handover-sheet/notice-waits-for-its-medium", test_notice_waits_for_its_medium);
  g_test_add_func ("/handover-sheet/each-side-signs-for-itself", test_each_side_signs_for_itself);
  g_test_add_func ("/handover-sheet/two-legs-are-a-minute-apart", test_two_legs_are_a_minute_apart);
  g_test_add_func ("/handover-sheet/what-is-held-is-not-erased", test_what_is_held_is_not_erased);
  g_test_add_func ("/handover-sheet/overdue-begins-the-day-after", test_overdue_begins_the_day_after);
  g_test_add_func ("/handover-sheet/who-has-it-counts-it", test_who_has_it_counts_it);
  g_test_add_func ("/handover-sheet/letters-follow-their-medium", test_letters_follow_their_medium);
  status = g_test_run ();
  handover_sample_end (&lead);
  handover_sample_end (&receiver);

  return status;
}
