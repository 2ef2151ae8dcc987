/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What may be erased at the end of its term, on real profiles, and what the report says of what was. */

#include <string.h>

#include "handover-sample.h"
#include "mado-draft.h"
#include "mado-handover-error.h"
#include "mado-handover-signing.h"
#include "mado-json-member.h"
#include "mado-term-due.h"
#include "mado-term-report.h"

static HandoverSample lead;
static HandoverSample ward; /* another ward, the same by its seed */

#define LATER "2040-04-01" /* when everything that is closed today may go */

static MadoInstant
get_later (void)
{
  return mado_instant_from_iso (LATER "T01:00:00.000000Z");
}

/* --- on the thread that searches ---------------------------------------------------------------------------------- */

typedef struct {
  const HandoverSample *sample;
  const MadoHandoverBook *book;
  const char *today;
  MadoTermDue *due;
  GArray *remains;
} Look;

static void
look_work (GTask *task, MadoDatabase *database, gpointer request, G_GNUC_UNUSED GCancellable *cancellable)
{
  Look *look = request;
  GError *error = NULL;

  if (look->today != NULL)
    look->due = mado_term_due_find (database, mado_desk_get_programme (look->sample->desk), look->book,
                                    mado_date_from_iso (look->today), &error);
  else
    look->remains = mado_term_remains_find (database, look->book, &error);
  g_assert_no_error (error);
  g_task_return_boolean (task, TRUE);
}

static MadoTermDue *
find_due (const HandoverSample *sample, const char *today)
{
  g_autoptr (MadoHandoverBook) book = handover_sample_load (sample);
  Look look = { .sample = sample, .book = book, .today = today };

  g_assert_true (mado_desk_do_and_wait (sample->desk, MADO_DESK_SEARCHER, look_work, &look, NULL));

  return look.due;
}

/* --- what is done ------------------------------------------------------------------------------------------------- */

static gboolean
act (const HandoverSample *sample, const char *kind, MadoId id, gint64 version, const char *reason, GError **error)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  const MadoHandoverStep step = { kind, id, version, body };
  gboolean is_done;

  yyjson_mut_obj_add_str (doc, body, "reason", reason);
  is_done = mado_handover_sign (sample->desk, &step, sample->key, mado_instant_now (), error);
  yyjson_mut_doc_free (doc);

  return is_done;
}

static void
test_nothing_before_its_time (void)
{
  g_autoptr (MadoTermDue) due = find_due (&lead, "2026-03-31");

  g_assert_cmpuint (due->count, ==, 0);
  g_assert_false (mado_date_is_valid (due->until));
}

/* A case and all that goes with it, or nothing of it; the service takes what was found. */
static void
test_what_is_closed_goes_with_its_letters (void)
{
  g_autoptr (MadoTermDue) due = find_due (&lead, LATER);
  yyjson_mut_doc *doc = mado_term_due_write (due, "E-2040-1");
  const MadoHandoverStep step = { "erasure.propose", mado_id_draw (), 0, yyjson_mut_doc_get_root (doc) };
  g_autoptr (MadoHandoverBook) book = NULL;
  g_autoptr (MadoTermDue) rest = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (due->ids[0]->len, >, 0);
  g_assert_cmpuint (due->ids[2]->len, >, 0);
  g_assert_cmpuint (due->count, ==, due->ids[0]->len + due->ids[1]->len + due->ids[2]->len + due->ids[3]->len);
  g_assert_cmpuint (due->count, <=, MADO_TERM_ERASURE_MAX);
  g_assert_cmpint (mado_date_compare (due->until, mado_date_from_iso (LATER)), <, 0);
  g_assert_true (mado_handover_sign (lead.desk, &step, NULL, get_later (), &error));
  g_assert_no_error (error);
  yyjson_mut_doc_free (doc);
  book = handover_sample_load (&lead);
  g_assert_cmpuint (book->erasures->len, ==, 1);
  g_assert_cmpuint (mado_term_erasure_count (g_ptr_array_index (book->erasures, 0)), ==, due->count);
  g_assert_cmpstr (mado_entity_get_state (g_ptr_array_index (book->erasures, 0)), ==, MADO_TERM_ERASURE_PROPOSED);
  rest = find_due (&lead, LATER);
  g_assert_cmpuint (rest->n_proposed, ==, due->ids[0]->len + due->ids[1]->len);
  g_assert_cmpuint (rest->ids[0]->len, ==, 0); /* nothing is proposed twice */
}

static void
test_what_is_preserved_stays (void)
{
  g_autoptr (MadoTermDue) before = find_due (&ward, LATER), during = NULL, after = NULL;
  g_autoptr (MadoHandoverBook) book = NULL;
  g_autoptr (GError) error = NULL, refused = NULL;
  MadoId id = mado_id_draw ();

  g_assert_cmpuint (before->count, >, 0);
  g_assert_false (act (&lead, "preservation.begin", mado_id_draw (), 0, "訴訟", &refused));
  g_assert_error (refused, MADO_HANDOVER_ERROR, MADO_HANDOVER_ERROR_REFUSED);
  g_assert_true (act (&ward, "preservation.begin", id, 0, "訴訟", &error));
  g_assert_no_error (error);
  during = find_due (&ward, LATER);
  g_assert_cmpuint (during->count, ==, 0);
  g_assert_cmpuint (during->n_preserved, >, 0);
  g_assert_true (act (&ward, "preservation.lift", id, 1, "終結", &error));
  g_assert_no_error (error);
  after = find_due (&ward, LATER);
  g_assert_cmpuint (after->count, ==, before->count);
}

/* --- the report --------------------------------------------------------------------------------------------------- */

static MadoEntity *
make_erasure (const char *state, const char *id)
{
  g_autoptr (MadoDraft) draft = mado_draft_new (mado_id_draw (), "erasure", state);
  yyjson_mut_val *stamp;

  mado_draft_put_text (draft, draft->body, "number", "E-2031-1");
  mado_draft_put_text (draft, draft->body, "until", "2031-03-31");
  yyjson_mut_arr_add_strcpy (draft->doc, mado_draft_ensure_array (draft, draft->body, "cases"), id);
  stamp = mado_draft_ensure_object (draft, draft->body, "proposed");
  mado_draft_put_text (draft, stamp, "by", "lead-1");
  stamp = mado_draft_ensure_object (draft, draft->body, "erased");
  mado_draft_put_text (draft, stamp, "by", "ward-1");
  mado_draft_put_number (draft, stamp, "at", G_GINT64_CONSTANT (1932786000000));

  return mado_draft_finish (draft, NULL);
}

/* Only what was erased, by the names of both, and what still names it. */
static void
test_report_says_who_and_what_is_left (void)
{
  g_autoptr (MadoTermDue) due = find_due (&ward, LATER);
  g_autoptr (MadoHandoverBook) book = handover_sample_load (&ward);
  Look look = { .sample = &ward, .book = book };
  g_autoptr (MadoTermReport) report = NULL;

  g_ptr_array_add (book->erasures, make_erasure ("proposed", "0195eeb1-5a00-7abc-8def-0123456789ab"));
  for (guint i = 0; i < due->ids[0]->len; i++)
    g_ptr_array_add (book->erasures, make_erasure ("erased", g_ptr_array_index (due->ids[0], i)));
  g_assert_true (mado_desk_do_and_wait (ward.desk, MADO_DESK_SEARCHER, look_work, &look, NULL));
  report = mado_term_report_new (book, look.remains);
  g_assert_cmpuint (report->data.n_places, ==, due->ids[0]->len);
  g_assert_cmpstr (report->data.places[0].place, ==, "E-2031-1\n中央サービスと端末");
  g_assert_nonnull (strstr (report->data.places[0].content, "案件 1件"));
  g_assert_nonnull (strstr (report->data.places[0].content, "令和13年3月31日"));
  g_assert_cmpstr (report->data.places[0].person, ==, mado_ledger_find_person (book->people, "lead-1"));
  g_assert_cmpstr (report->data.places[0].person, !=, report->data.places[0].witness);
  g_assert_cmpuint (report->data.n_remains, >, 0);
  for (guint i = 0; i < report->data.n_remains; i++)
    if (strcmp (report->data.remains[i].what, "通知") == 0)
      g_assert_cmpuint (report->data.remains[i].count, >=, due->ids[2]->len);
  g_array_unref (look.remains);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  handover_sample_make (&lead, "lead");
  handover_sample_make (&ward, "ward");
  g_test_add_func ("/term-due/nothing-before-its-time", test_nothing_before_its_time);
  g_test_add_func ("/term-due/what-is-closed-goes-with-its-letters", test_what_is_closed_goes_with_its_letters);
  g_test_add_func ("/term-due/what-is-preserved-stays", test_what_is_preserved_stays);
  g_test_add_func ("/term-due/report-says-who-and-what-is-left", test_report_says_who_and_what_is_left);
  status = g_test_run ();
  handover_sample_end (&lead);
  handover_sample_end (&ward);

  return status;
}
