/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What leaves is what whoever signs was told: where it is something else by the time it is made, nothing is. */

#include <string.h>

#include "handover-sample.h"
#include "mado-handover-signing.h"
#include "mado-packet-choice.h"
#include "mado-packet-error.h"
#include "mado-packet-job.h"
#include "mado-packet-words.h"
#include "mado-row.h"

static HandoverSample ward;
static GAsyncResult *answer; /* (nullable): of the job that was begun last */

typedef struct {
  MadoId id;
  gint64 version;
} Seen;

/* --- a case of the batch, at this moment -------------------------------------------------------------------------- */

static void
find_work (GTask *task, MadoDatabase *database, gpointer request, G_GNUC_UNUSED GCancellable *cancellable)
{
  Seen *seen = request;
  g_auto (MadoRow) row = { 0 };

  g_assert_true (mado_row_find (database, seen->id, &row, NULL));
  seen->version = mado_entity_get_version (row.entity);
  g_task_return_boolean (task, TRUE);
}

static Seen
find_case (void)
{
  const MadoPacketChoice choice = { .packet = "planned", .batch = ward.batch };
  const MadoDate today = mado_instant_get_japanese_day (mado_instant_now ());
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoChosenCases) chosen = mado_packet_choice_gather (&choice, ward.desk, today, findings, &error);
  Seen seen = { 0 };

  g_assert_no_error (error);
  seen.id = g_array_index (chosen->cases, MadoId, 0);
  g_assert_true (mado_desk_do_and_wait (ward.desk, MADO_DESK_READER, find_work, &seen, NULL));

  return seen;
}

static void
do_to_case (const char *kind, const char *body)
{
  const Seen seen = find_case ();
  g_autoptr (yyjson_doc) read = yyjson_read (body, strlen (body), 0);
  yyjson_mut_doc *doc = yyjson_doc_mut_copy (read, NULL);
  const MadoHandoverStep step = { kind, seen.id, seen.version, yyjson_mut_doc_get_root (doc), NULL };
  g_autoptr (GError) error = NULL;

  mado_handover_sign (ward.desk, &step, NULL, mado_instant_now (), &error);
  g_assert_no_error (error);
  yyjson_mut_doc_free (doc);
}

/* --- the job ------------------------------------------------------------------------------------------------------ */

static MadoPacketJob *
begin_job (MadoSession *session)
{
  MadoPacketJob *job = mado_packet_job_new (session);

  job->packet = g_strdup ("planned");
  job->batch = ward.batch;

  return job;
}

static void
done_cb (G_GNUC_UNUSED GObject *source, GAsyncResult *result, G_GNUC_UNUSED gpointer unused)
{
  g_set_object (&answer, result);
}

/* Returns: (transfer full): as soon as it is done */
static GAsyncResult *
await_answer (void)
{
  while (answer == NULL)
    g_main_context_iteration (NULL, TRUE);

  return g_steal_pointer (&answer);
}

static MadoPacketCount
count (void)
{
  g_autoptr (MadoSession) session = mado_session_new (ward.desk, TRUE);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  MadoPacketCount counted = { 0 };

  mado_packet_job_count_async (begin_job (session), G_OBJECT (session), done_cb);
  result = await_answer ();
  g_assert_true (mado_packet_job_count_finish (result, &counted, &error));
  g_assert_no_error (error);

  return counted;
}

static void
told_cb (G_GNUC_UNUSED GObject *source, G_GNUC_UNUSED MadoMakingStage stage)
{
}

/* Returns: (transfer full) (nullable): the packet, of what was counted */
static MadoMaking *
make (const MadoPacketCount *counted, const char *number, GError **error)
{
  g_autoptr (MadoSession) session = mado_session_new (ward.desk, TRUE);
  g_autoptr (GAsyncResult) result = NULL;
  MadoPacketJob *job = begin_job (session);
  char typed[] = HANDOVER_SAMPLE_PASSWORD;

  job->number = g_strdup (number);
  job->folder = g_strdup (ward.medium);
  job->place = g_strdup ("金庫 1");
  job->notice_number = g_strconcat (number, "-N", NULL);
  job->notice_folder = g_strdup (ward.drawer);
  job->password = mado_secret_new_wiping (typed, sizeof typed - 1);
  job->counted = *counted;
  job->told = told_cb;
  mado_packet_job_run_async (job, G_OBJECT (session), done_cb);
  result = await_answer ();

  return mado_packet_job_run_finish (result, error);
}

static void
assert_not_made (const MadoPacketCount *counted)
{
  const guint n_files = handover_sample_count_files (ward.medium),
              n_notices = handover_sample_count_files (ward.drawer);
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  g_assert_null (make (counted, "P-2026-0002", &error));
  g_assert_error (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_COUNT);
  words = mado_packet_words_dup_error (error);
  g_assert_cmpstr (words, ==,
                   "What leaves has changed since it was counted. Nothing was made: read the sentence again.");
  g_assert_cmpuint (handover_sample_count_files (ward.medium), ==, n_files);
  g_assert_cmpuint (handover_sample_count_files (ward.drawer), ==, n_notices);
  g_assert_cmpuint (handover_sample_count_held (&ward), ==, 0);
}

/* --- between the count and the making ----------------------------------------------------------------------------- */

#define DIED "{\"transition\":\"died_planned\",\"reason\":\"届出\"}"

static void
test_what_was_counted_is_made (void)
{
  const MadoPacketCount counted = count ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoMaking) made = make (&counted, "P-2026-0001", &error);

  g_assert_no_error (error);
  g_assert_cmpint (made->records, ==, counted.records);
  g_assert_cmpint (made->amount, ==, counted.amount);
  g_assert_cmpuint (handover_sample_count_files (ward.medium), ==, 1);
}

/* As many people, records and yen, but not a byte of it is another. */
static void
test_as_much_of_something_else (void)
{
  MadoPacketCount counted = count ();
  const MadoPacketCount again = count ();

  g_assert_cmpmem (&again.digest, sizeof again.digest, &counted.digest, sizeof counted.digest);
  counted.digest.bytes[0] ^= 1;
  assert_not_made (&counted);
}

static void
test_somebody_drops_out (void)
{
  const MadoPacketCount counted = count ();
  MadoPacketCount again;

  do_to_case ("case.move", DIED);
  again = count ();
  g_assert_cmpuint (again.cases, <, counted.cases);
  g_assert_cmpint (again.amount, <, counted.amount);
  assert_not_made (&counted);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  handover_sample_make (&ward, "lead");
  g_test_add_func ("/packet-job/what-was-counted-is-made", test_what_was_counted_is_made);
  g_test_add_func ("/packet-job/as-much-of-something-else", test_as_much_of_something_else);
  g_test_add_func ("/packet-job/somebody-drops-out", test_somebody_drops_out);
  status = g_test_run ();
  handover_sample_end (&ward);

  return status;
}
