/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A packet, its notice and their entries are made together or not at all: also where the maker is killed at any step,
 * where the medium is full, pulled or not to be written, and where a rule says no. */

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

#include "handover-sample.h"
#include "mado-handover-error.h"
#include "mado-handover-loss.h"
#include "mado-json-member.h"
#include "mado-packet-error.h"
#include "mado-packet-medium.h"

static HandoverSample ward; /* of a lead */

static void
count (guint *out_handovers, guint *out_files)
{
  g_autoptr (MadoHandoverBook) book = handover_sample_load (&ward);

  *out_handovers = book->handovers->len;
  *out_files = handover_sample_count_files (ward.medium) + handover_sample_count_files (ward.drawer);
}

static MadoMaking *
make (const MadoMakingOrder *order, GError **error)
{
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  MadoMaking *made = mado_making_run (ward.desk, order, findings, error);

  for (guint i = 0; i < mado_findings_get_count (findings); i++)
    g_test_message ("%s %s", mado_findings_get (findings, i)->code, mado_findings_get (findings, i)->field);

  return made;
}

/* Nothing lies anywhere, and the ledger says nothing, that was not before. */
static void
assert_refused (const MadoMakingOrder *order, GQuark domain, int code, const char *says)
{
  guint n_handovers, n_files, n_handovers_after, n_files_after;
  g_autoptr (GError) error = NULL;

  count (&n_handovers, &n_files);
  g_assert_null (make (order, &error));
  g_assert_error (error, domain, code);
  if (says != NULL)
    g_assert_nonnull (strstr (error->message, says));
  count (&n_handovers_after, &n_files_after);
  g_assert_cmpuint (n_handovers_after, ==, n_handovers);
  g_assert_cmpuint (n_files_after, ==, n_files);
  g_assert_cmpuint (handover_sample_count_held (&ward), ==, 0);
}

static void
test_entry_says_what_lies_on_the_medium (void)
{
  const MadoMakingOrder order = handover_sample_order (&ward, "P-2026-0001", "P-2026-0001-N");
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoMaking) made = make (&order, &error);

  g_assert_no_error (error);

  g_autoptr (MadoHandoverBook) book = handover_sample_load (&ward);
  g_autoptr (GBytes) file = mado_packet_medium_read (made->file, MADO_PACKET_MAX_SIZE, &error);
  MadoHash hash = mado_hash_of (g_bytes_get_data (file, NULL), g_bytes_get_size (file));
  g_autofree char *digest = mado_hash_to_hex (&hash);
  yyjson_val *medium = mado_entity_get_body (mado_handover_book_find (book, made->medium));
  yyjson_val *notice = mado_entity_get_body (mado_handover_book_find (book, made->notice));
  char id[MADO_ID_TEXT_SIZE];

  mado_id_to_text (made->medium, id);
  g_assert_cmpstr (mado_json_get_text (medium, "digest"), ==, digest);
  g_assert_cmpint (mado_json_get_number (medium, "records"), ==, made->records);
  g_assert_cmpint (made->records, >, 0);
  g_assert_cmpint (made->amount, >, 0);
  g_assert_cmpstr (mado_json_get_text (medium, "encryption"), ==, "AES-256");
  g_assert_cmpstr (mado_json_get_text (notice, "medium"), ==, id);
  g_assert_true (g_file_test (made->notice_file, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (handover_sample_count_files (ward.medium), ==, 1);
  g_assert_cmpuint (handover_sample_count_files (ward.drawer), ==, 1);
  g_assert_cmpuint (handover_sample_count_held (&ward), ==, 0);
}

/* Where it was made, whom it was about is on record and not worked out. */
static void
test_whom_it_was_about_is_known_when_it_is_lost (void)
{
  const MadoMakingOrder order = handover_sample_order (&ward, "P-2026-0051", "P-2026-0051-N");
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoMaking) made = make (&order, &error);
  g_autoptr (MadoHandoverBook) book = handover_sample_load (&ward);
  g_autoptr (MadoHandoverLoss) loss = NULL;

  g_assert_no_error (error);
  loss = mado_handover_loss_report (ward.desk, mado_handover_book_find (book, made->medium), "金庫にない",
                                    mado_instant_now (), &error);
  g_assert_no_error (error);
  g_assert_true (loss->is_listed && !loss->is_worked_out);
  g_assert_cmpint (loss->n_cases, ==, made->records);
  g_assert_cmpuint (loss->cases->len, ==, made->records);
  g_assert_cmpuint (loss->items->len, >, 0);
}

static void
test_numbers_are_not_used_again (void)
{
  const MadoMakingOrder same = handover_sample_order (&ward, "P-2026-0001", "P-2026-0009-N");
  const MadoMakingOrder folded = handover_sample_order (&ward, "P-0004", "P-2026-0009-N");
  const MadoMakingOrder twice = handover_sample_order (&ward, "P-2026-0009", "P-2026-0009");
  const MadoMakingOrder notice = handover_sample_order (&ward, "P-2026-0009", "P-2026-0001-N");

  assert_refused (&same, MADO_HANDOVER_ERROR, MADO_HANDOVER_ERROR_REFUSED, "E_EXISTS");
  assert_refused (&folded, MADO_HANDOVER_ERROR, MADO_HANDOVER_ERROR_REFUSED, "E_EXISTS");
  assert_refused (&twice, MADO_HANDOVER_ERROR, MADO_HANDOVER_ERROR_REFUSED, "E_EXISTS");
  assert_refused (&notice, MADO_HANDOVER_ERROR, MADO_HANDOVER_ERROR_REFUSED, "E_EXISTS");
}

static void
test_password_never_lies_beside_the_packet (void)
{
  MadoMakingOrder order = handover_sample_order (&ward, "P-2026-0002", "P-2026-0002-N");
  g_autofree char *below = g_build_filename (ward.medium, "notices", NULL);

  order.notice_folder = ward.medium;
  assert_refused (&order, MADO_HANDOVER_ERROR, MADO_HANDOVER_ERROR_BESIDE, NULL);
  order.notice_folder = below;
  assert_refused (&order, MADO_HANDOVER_ERROR, MADO_HANDOVER_ERROR_BESIDE, NULL);
}

static void
test_only_the_registered_key_signs (void)
{
  MadoMakingOrder order = handover_sample_order (&ward, "P-2026-0002", "P-2026-0002-N");
  g_autoptr (MadoSigningKey) other = mado_signing_key_generate (NULL);

  order.key = other;
  assert_refused (&order, MADO_HANDOVER_ERROR, MADO_HANDOVER_ERROR_REFUSED, "E_SIGNATURE");
  order.key = ward.key;
  order.now.microseconds += (gint64) 20 * 366 * 24 * 3600 * G_USEC_PER_SEC; /* when nobody is in charge any more */
  assert_refused (&order, MADO_HANDOVER_ERROR, MADO_HANDOVER_ERROR_REFUSED, "E_HANDLER");
}

static void
test_medium_that_cannot_take_it (void)
{
  MadoMakingOrder order = handover_sample_order (&ward, "P-2026-0002", "P-2026-0002-N");
  g_autofree char *nowhere = g_build_filename (ward.folder, "pulled", NULL);

  order.folder = nowhere;
  assert_refused (&order, MADO_PACKET_ERROR, MADO_PACKET_ERROR_MISSING, NULL);
  order = handover_sample_order (&ward, "P-2026-0002", "P-2026-0002-N");
  order.notice_folder = nowhere;
  assert_refused (&order, MADO_PACKET_ERROR, MADO_PACKET_ERROR_MISSING, NULL);
  order = handover_sample_order (&ward, "P-2026-0002", "P-2026-0002-N");
  order.choice.packet = "decided"; /* comes in */
  assert_refused (&order, MADO_PACKET_ERROR, MADO_PACKET_ERROR_PROGRAMME, NULL);
  order.choice = (MadoPacketChoice) { .packet = "planned", .batch = mado_id_draw () };
  assert_refused (&order, MADO_PACKET_ERROR, MADO_PACKET_ERROR_CONTENT, NULL);
}

/* --- pulled ------------------------------------------------------------------------------------------------------- */

typedef struct {
  MadoMakingStage stage;
  const char *from;
  const char *to;
} Pull;

static void
pull_cb (gpointer user_data, MadoMakingStage stage)
{
  const Pull *pull = user_data;

  if (stage == pull->stage)
    g_assert_cmpint (g_rename (pull->from, pull->to), ==, 0);
}

/* The medium is pulled while it is made, and comes back. What was entered is held back until then. */
static void
test_pulled_medium (void)
{
  g_autofree char *away = g_build_filename (ward.folder, "away", NULL);

  for (MadoMakingStage stage = MADO_MAKING_NOTED; stage <= MADO_MAKING_ENTERED; stage++) {
    MadoMakingOrder order = handover_sample_order (&ward, "P-2026-0003", "P-2026-0003-N");
    Pull pull = { stage, ward.medium, away };
    guint n_handovers, n_files, n_handovers_after, n_files_after;
    g_autoptr (GError) error = NULL;
    gboolean was_undone;

    order.told = pull_cb;
    order.user_data = &pull;
    count (&n_handovers, &n_files);
    g_assert_null (make (&order, &error));
    g_assert_error (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_MISSING);
    if (stage >= MADO_MAKING_WRITTEN) {
      g_autoptr (GError) why = NULL;

      g_assert_false (mado_making_recover (ward.desk, mado_instant_now (), &was_undone, &why));
      g_assert_error (why, MADO_HANDOVER_ERROR, MADO_HANDOVER_ERROR_UNFINISHED);
      g_assert_cmpuint (handover_sample_count_held (&ward), ==, 2);
    }
    g_assert_cmpint (g_rename (away, ward.medium), ==, 0);
    g_assert_true (mado_making_recover (ward.desk, mado_instant_now (), &was_undone, NULL));
    count (&n_handovers_after, &n_files_after);
    g_assert_cmpuint (n_handovers_after, ==, n_handovers);
    g_assert_cmpuint (n_files_after, ==, n_files);
    g_assert_cmpuint (handover_sample_count_held (&ward), ==, 0);
  }
}

/* --- killed ------------------------------------------------------------------------------------------------------- */

static void
die_cb (gpointer user_data, MadoMakingStage stage)
{
  if (stage == *(MadoMakingStage *) user_data)
    raise (SIGKILL);
}

/* In a process of its own. */
static void
make_and_die (gconstpointer data)
{
  MadoMakingStage stage = (MadoMakingStage) GPOINTER_TO_INT (data);
  HandoverSample own;
  MadoMakingOrder order;
  g_autoptr (MadoFindings) findings = mado_findings_new ();

  handover_sample_join (&own, g_getenv ("MADO_HANDOVER_WARD"), "lead");
  order = handover_sample_order (&own, "P-2026-0004", "P-2026-0004-N");
  order.told = die_cb;
  order.user_data = &stage;
  mado_making_free (mado_making_run (own.desk, &order, findings, NULL)); /* which is not reached */
  g_assert_not_reached ();
}

static void
test_killed_at_each_step (void)
{
  g_autofree char *folder = g_strdup (ward.folder);
  guint n_handovers, n_files, n_handovers_after, n_files_after;

  count (&n_handovers, &n_files);
  for (MadoMakingStage stage = MADO_MAKING_GATHERED; stage <= MADO_MAKING_DONE; stage++) {
    g_autofree char *child = g_strdup_printf ("/handover-making/subprocess/die-%d", (int) stage);
    gboolean is_made = stage == MADO_MAKING_DONE, was_undone = FALSE;
    g_autoptr (GError) error = NULL;

    handover_sample_close (&ward);
    g_setenv ("MADO_HANDOVER_WARD", folder, TRUE);
    g_test_trap_subprocess (child, 0, G_TEST_SUBPROCESS_DEFAULT);
    g_test_trap_assert_failed ();
    handover_sample_join (&ward, folder, "lead");
    g_assert_true (mado_making_recover (ward.desk, mado_instant_now (), &was_undone, &error));
    g_assert_no_error (error);
    g_assert_cmpint (was_undone, ==, stage > MADO_MAKING_GATHERED && !is_made);
    count (&n_handovers_after, &n_files_after);
    g_assert_cmpuint (n_handovers_after, ==, n_handovers + (is_made ? 2 : 0));
    g_assert_cmpuint (n_files_after, ==, n_files + (is_made ? 2 : 0));
    g_assert_cmpuint (handover_sample_count_held (&ward), ==, 0);
  }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/handover-making/entry-says-what-lies-on-the-medium", test_entry_says_what_lies_on_the_medium);
  g_test_add_func ("/handover-making/numbers-are-not-used-again", test_numbers_are_not_used_again);
  g_test_add_func ("/handover-making/password-never-lies-beside-the-packet",
                   test_password_never_lies_beside_the_packet);
  g_test_add_func ("/handover-making/only-the-registered-key-signs", test_only_the_registered_key_signs);
  g_test_add_func ("/handover-making/medium-that-cannot-take-it", test_medium_that_cannot_take_it);
  g_test_add_func ("/handover-making/pulled-medium", test_pulled_medium);
  g_test_add_func ("/handover-making/killed-at-each-step", test_killed_at_each_step);
  g_test_add_func ("/handover-making/whom-it-was-about-is-known-when-it-is-lost",
                   test_whom_it_was_about_is_known_when_it_is_lost);
  for (MadoMakingStage stage = MADO_MAKING_GATHERED; stage <= MADO_MAKING_DONE; stage++) {
    g_autofree char *child = g_strdup_printf ("/handover-making/subprocess/die-%d", (int) stage);

    g_test_add_data_func (child, GINT_TO_POINTER ((int) stage), make_and_die);
  }
  if (g_test_subprocess ())
    return g_test_run ();
  handover_sample_make (&ward, "lead");
  status = g_test_run ();
  handover_sample_end (&ward);

  return status;
}
