/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl sync …`: a terminal without a window. It comes to its papers; what was done there is sent, and what
 * others did is fetched, as the program does it while somebody is signed in; and a terminal that was revoked comes to
 * its end. */

#include <errno.h>
#include <glib/gstdio.h>

#include "ctl-line.h"
#include "ctl-profile.h"
#include "mado-durable-file.h"
#include "mado-ending.h"
#include "mado-enrolling.h"
#include "mado-lease-file.h"
#include "mado-order.h"
#include "mado-papers-file.h"
#include "mado-share-file.h"

#define MAX_ENROLMENT_FILE 65536 /* bytes */

/* --- enrol -------------------------------------------------------------------------------------------------------- */

static MadoPapers *
ask_for_papers (const MadoEnrolmentFile *file, const MadoSecret *code, GError **error)
{
  g_autofree char *text = g_strndup ((const char *) mado_secret_get_bytes (code), mado_secret_get_length (code));
  g_autoptr (GAsyncResult) result = NULL;

  mado_enrolling_async (file, text, NULL, mado_ctl_over_cb, &result);
  mado_ctl_await (&result);

  return mado_enrolling_finish (result, error);
}

/* Whoever made the file may be somebody else than the administrator. */
static gboolean
check_authority (MadoCtlCall *call, const MadoEnrolmentFile *file, GError **error)
{
  const char *expected = mado_ctl_get_option (call, "fingerprint");
  g_autofree char *found = mado_enrolling_dup_fingerprint (file);

  if (found != NULL)
    mado_ctl_answer_string (call, "fingerprint", found);
  if (found != NULL && (expected == NULL || g_ascii_strcasecmp (expected, found) == 0))
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                       "the file is of another authority: ask the administrator for it again");

  return FALSE;
}

/* The terminal's share is there before the papers: a terminal that has these is a whole one. */
static gboolean
keep_papers (const char *folder, const MadoPapers *papers, GError **error)
{
  g_autofree char *path = g_build_filename (folder, MADO_PAPERS_FILE_NAME, NULL);
  g_autofree char *share_path = g_build_filename (folder, MADO_SHARE_FILE_NAME, NULL);
  g_autoptr (MadoSecret) share = g_file_test (share_path, G_FILE_TEST_EXISTS)
                                     ? mado_share_file_load (share_path, error)
                                     : mado_share_file_create (share_path, error);

  return share != NULL && mado_papers_file_save (path, papers, error);
}

static gboolean
make_folder (const char *folder, GError **error)
{
  g_autofree char *papers = g_build_filename (folder, MADO_PAPERS_FILE_NAME, NULL);

  if (g_file_test (papers, G_FILE_TEST_EXISTS))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_EXISTS, "the folder is a terminal's already");
  else if (g_mkdir_with_parents (folder, 0700) != 0)
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "the folder cannot be made: %s", g_strerror (errno));
  else
    return TRUE;

  return FALSE;
}

static gboolean
enrol (MadoCtlCall *call, const char *folder, GError **error)
{
  g_autoptr (GBytes) text = mado_durable_file_load (mado_ctl_get_argument (call, 0), MAX_ENROLMENT_FILE, error);
  g_auto (MadoEnrolmentFile) file = { 0 };
  g_autoptr (MadoSecret) code = NULL;
  g_autoptr (MadoPapers) papers = NULL;

  if (text == NULL || !mado_enrolment_file_read (text, &file, error) || !check_authority (call, &file, error) ||
      !make_folder (folder, error))
    return FALSE;
  code = mado_ctl_read_code (call, error);
  papers = code != NULL ? ask_for_papers (&file, code, error) : NULL;
  if (papers == NULL || !keep_papers (folder, papers, error))
    return FALSE;
  mado_ctl_answer_string (call, "terminal", mado_papers_get_terminal (papers));

  return TRUE;
}

static MadoCtlStatus
run_enrol (MadoCtlCall *call)
{
  g_autoptr (GError) error = NULL;

  return enrol (call, mado_ctl_get_argument (call, 1), &error) ? MADO_CTL_OK : mado_ctl_refuse_with (call, error);
}

/* --- run ---------------------------------------------------------------------------------------------------------- */

static MadoCtlStatus
run_run (MadoCtlCall *call)
{
  g_auto (MadoCtlLine) line = { 0 };
  MadoCtlStanding standing = { 0 };
  MadoCtlStatus status = MADO_CTL_REFUSED;
  gboolean is_done;

  if (!mado_ctl_line_begin (&line, call, &status))
    return status;
  is_done = mado_ctl_line_exchange (&line, &standing);
  mado_ctl_line_answer (call, &standing);

  return is_done
             ? MADO_CTL_OK
             : mado_ctl_refuse (call, "not everything was exchanged: %s", mado_obstacle_get_name (standing.obstacle));
}

/* --- status ------------------------------------------------------------------------------------------------------- */

typedef struct {
  MadoObstacle obstacle;
  MadoOrder order;
  gboolean is_over;
} Question;

static void
ordered_cb (gpointer user_data, G_GNUC_UNUSED guint64 ticket, const MadoResponse *answer)
{
  Question *question = user_data;

  question->obstacle = answer->obstacle;
  if (answer->obstacle == MADO_OBSTACLE_NONE && !mado_order_read (answer->body, &question->order, NULL))
    question->obstacle = MADO_OBSTACLE_GARBLED;
  question->is_over = TRUE;
}

static void
answer_instant (MadoCtlCall *call, const char *key, MadoInstant instant)
{
  char text[MADO_INSTANT_ISO_SIZE];

  mado_instant_to_iso (instant, text);
  mado_ctl_answer_string (call, key, text);
}

static void
answer_lease (MadoCtlCall *call, const MadoCtlLine *line)
{
  const MadoInstant until = mado_lease_file_find_until (line->path);

  if (mado_instant_is_valid (until))
    answer_instant (call, "offline_until", until);
}

static MadoCtlStatus
run_status (MadoCtlCall *call)
{
  g_auto (MadoCtlLine) line = { 0 };
  g_autoptr (GError) error = NULL;
  Question question = { 0 };

  if (!mado_ctl_line_name (&line, mado_ctl_get_argument (call, 0), &error))
    return mado_ctl_refuse_with (call, error);
  mado_courier_send (line.door.courier, mado_message_new ("GET", "/v1/order", NULL), ordered_cb, &question);
  while (!question.is_over)
    g_main_context_iteration (NULL, TRUE);
  mado_ctl_answer_string (call, "terminal", mado_papers_get_terminal (line.door.papers));
  mado_ctl_answer_string (call, "obstacle", mado_obstacle_get_name (question.obstacle));
  answer_lease (call, &line);
  mado_ctl_answer_flag (call, "ending", mado_ending_is_due (line.door.folder));
  if (question.obstacle != MADO_OBSTACLE_NONE)
    return mado_ctl_refuse (call, "the service cannot be asked: %s", mado_obstacle_get_name (question.obstacle));
  mado_ctl_answer_string (call, "order", question.order.kind == MADO_ORDER_WIPE ? "wipe" : "work");
  answer_instant (call, "official_time", question.order.now);
  mado_order_clear (&question.order);

  return MADO_CTL_OK;
}

/* --- end ---------------------------------------------------------------------------------------------------------- */

static MadoCtlStatus
run_end (MadoCtlCall *call)
{
  g_autoptr (GPtrArray) desks = g_ptr_array_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  MadoEndingReport report = { 0 };
  gboolean is_over;

  mado_ending_run_async (mado_ctl_get_argument (call, 0), desks, mado_instant_now, NULL, mado_ctl_over_cb, &result);
  mado_ctl_await (&result);
  is_over = mado_ending_run_finish (result, &report, &error);
  mado_ctl_answer_number (call, "profiles", report.n_profiles);
  mado_ctl_answer_flag (call, "over", report.is_over);

  return is_over ? MADO_CTL_OK : mado_ctl_refuse_with (call, error);
}

/* clang-format off */
const MadoCtlVerb mado_ctl_sync_verbs[] = {
  { "sync", "enrol", "FILE FOLDER", 2, 2,
    "make a folder a terminal of the service, by the file that an administrator made; asks for the code that goes with it", run_enrol,
    { { "code-fd", "N", "the file descriptor whose first line is the code; unless told it is asked for" },
      { "fingerprint", "DIGITS", "the authority's, as `terminal invite` said it: another one is not believed" } } },
  { "sync", "run", "FILE", 1, 1, "send what was done in a terminal's profile, and fetch what others did", run_run,
    { MADO_CTL_LINE_OPTIONS } },
  { "sync", "status", "FILE", 1, 1, "what the service says to the terminal, and until when the profile works without it", run_status, {} },
  { "sync", "end", "FOLDER", 1, 1, "bring a revoked terminal to its end: hand in what was not sent, destroy the rest", run_end, {} },
  {},
};
/* clang-format on */
