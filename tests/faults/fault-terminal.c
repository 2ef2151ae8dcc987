/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A terminal as a process of its own, for whoever kills it: fault-terminal FOLDER ACCOUNT ADDRESS SEED make|work|rest
 *
 * FOLDER has its certificate and its profile. It says on a line of its own what its person was told: "saved OPERATION",
 * "read MICROSECONDS" of something that he looked at then, and "rest SEQ" when all that he did is in the log, which is
 * here up to SEQ. Then it waits for the end of what it is told, and says "left MICROSECONDS": for so long it took its
 * leave of the line. */

#include <glib-unix.h>
#include <string.h>
#include <unistd.h>

#include "fault-seat.h"
#include "mado-cursor.h"
#include "mado-journal.h"
#include "mado-read-log.h"
#include "mado-row.h"
#include "mado-sync.h"
#include "sim-person.h"

#define MAX_CASES 1000
#define TO_DO 3 /* the first of it before there is a line */

typedef struct {
  FaultSeat *seat;
  SimChance chance;
  SimPerson person;
  MadoDesk *desk;
  MadoSync *sync;
  guint n_left;
  gint64 told;
  gboolean is_over;
} Terminal;

G_GNUC_PRINTF (1, 2)
static void
say (const char *format, ...)
{
  g_autofree char *line = NULL;
  va_list more;

  va_start (more, format);
  line = g_strdup_vprintf (format, more);
  va_end (more);
  g_assert_cmpint (write (STDOUT_FILENO, line, strlen (line)), ==, (gssize) strlen (line));
}

/* --- work --------------------------------------------------------------------------------------------------------- */

static gboolean
is_any_refused (const GPtrArray *outcomes)
{
  for (guint i = 0; i < outcomes->len; i++)
    if (mado_outcome_is_refused (g_ptr_array_index (outcomes, i)))
      return TRUE;

  return FALSE;
}

static void
promise (const GPtrArray *operations)
{
  for (guint i = 0; i < operations->len; i++) {
    GBytes *text = mado_operation_get_text (g_ptr_array_index (operations, i));

    say ("saved %.*s\n", (int) g_bytes_get_size (text), (const char *) g_bytes_get_data (text, NULL));
  }
}

static void
save_work (GTask *task, MadoDatabase *database, gpointer request, G_GNUC_UNUSED GCancellable *cancellable)
{
  Terminal *self = request;
  const MadoInstant now = mado_instant_now ();
  g_autoptr (GPtrArray) cases = mado_row_list (database, "case", NULL, NULL, MAX_CASES, NULL);
  g_autoptr (GPtrArray) operations = sim_person_decide (&self->person, cases, now);
  g_autoptr (GPtrArray) outcomes = mado_replica_save (mado_desk_get_replica (self->desk), operations, now, now, NULL);

  g_assert_nonnull (outcomes);
  if (!is_any_refused (outcomes))
    promise (operations);
  g_task_return_boolean (task, TRUE);
}

/* Whatever it is, it is looked at. */
static void
read_work (GTask *task, MadoDatabase *database, gpointer request, G_GNUC_UNUSED GCancellable *cancellable)
{
  const Terminal *self = request;
  const MadoReading reading = {
    .entity = mado_id_draw (),
    .account = (char *) self->person.person.account,
    .at = mado_instant_now (),
    .reason = (char *) "open",
  };

  g_assert_true (mado_read_log_add (database, &reading, NULL));
  say ("read %" G_GINT64_FORMAT "\n", reading.at.microseconds);
  g_task_return_boolean (task, TRUE);
}

static void
do_something (Terminal *self)
{
  g_assert_true (mado_desk_do_and_wait (self->desk, MADO_DESK_WRITER, save_work, self, NULL));
  g_assert_true (mado_desk_do_and_wait (self->desk, MADO_DESK_WRITER, read_work, self, NULL));
  self->n_left--;
  if (self->sync != NULL)
    mado_sync_wake (self->sync);
}

/* --- rest --------------------------------------------------------------------------------------------------------- */

typedef struct {
  gint64 seq;
  gboolean is_all_told;
} Standing;

static void
look_work (GTask *task, MadoDatabase *database, gpointer request, G_GNUC_UNUSED GCancellable *cancellable)
{
  Standing *standing = request;
  guint counts[MADO_JOURNAL_N_STATES] = { 0 };
  g_autoptr (GPtrArray) readings = mado_read_log_list (database, 0, 1, NULL);
  g_auto (MadoCursor) cursor = { 0 };

  g_assert_nonnull (readings);
  g_assert_true (mado_cursor_load (database, &cursor, NULL) && mado_journal_count (database, counts, NULL));
  standing->seq = cursor.at.seq;
  standing->is_all_told = counts[MADO_JOURNAL_SAVED] == 0 && counts[MADO_JOURNAL_RECEIVED] == 0 &&
                          mado_cursor_is_trusted (&cursor) && readings->len == 0;
  g_task_return_boolean (task, TRUE);
}

static void
go_on (Terminal *self)
{
  Standing standing = { 0 };

  if (mado_sync_get_state (self->sync) != MADO_LINE_CURRENT)
    return;
  g_assert_true (mado_desk_do_and_wait (self->desk, MADO_DESK_WRITER, look_work, &standing, NULL));
  if (!standing.is_all_told)
    return;
  if (self->n_left > 0) {
    fault_seat_change_key (self->seat);
    do_something (self);
  } else if (standing.seq != self->told) {
    self->told = standing.seq;
    say ("rest %" G_GINT64_FORMAT "\n", standing.seq);
  }
}

static void
look_up_cb (G_GNUC_UNUSED MadoSync *sync, G_GNUC_UNUSED GParamSpec *pspec, gpointer user_data)
{
  go_on (user_data);
}

static gboolean
hear_end_cb (G_GNUC_UNUSED gint fd, G_GNUC_UNUSED GIOCondition condition, gpointer user_data)
{
  ((Terminal *) user_data)->is_over = TRUE;

  return G_SOURCE_REMOVE;
}

/* --- the line ----------------------------------------------------------------------------------------------------- */

static char *
load (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *content = NULL;

  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));

  return content;
}

static MadoCourier *
employ (const char *folder, const char *address)
{
  const char *const addresses[] = { address, NULL };
  g_autofree char *authority = load (folder, "authority.pem");
  g_autofree char *certificate = load (folder, "certificate.pem");
  g_autofree char *key = load (folder, "key.pem");
  g_autoptr (MadoSecret) secret = mado_secret_new_wiping (key, strlen (key));
  g_autoptr (GError) error = NULL;
  MadoPapers *papers = mado_papers_new (addresses, authority, certificate, secret, &error);

  g_assert_no_error (error);

  return mado_courier_new (papers, mado_instant_now);
}

/* As the window does it: nobody can do anything there meanwhile. */
static void
leave (Terminal *self, MadoCourier *courier)
{
  const gint64 begin = g_get_monotonic_time ();

  mado_sync_stop (self->sync);
  g_clear_object (&self->sync);
  mado_courier_free (courier);
  say ("left %" G_GINT64_FORMAT "\n", g_get_monotonic_time () - begin);
}

static void
live (Terminal *self, MadoCourier *courier)
{
  g_autofree char *token = g_strconcat (self->person.person.account, ":" FAULT_ROLES, NULL);

  self->sync = mado_sync_new (self->desk, courier);
  g_signal_connect (self->sync, "notify", G_CALLBACK (look_up_cb), self);
  g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP, hear_end_cb, self);
  mado_sync_sign_in (self->sync, token);
  while (!self->is_over)
    g_main_context_iteration (NULL, TRUE);
  leave (self, courier);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

int
main (int argc, char **argv)
{
  Terminal self = { 0 };
  g_autofree char *name = NULL;

  g_assert_cmpint (argc, ==, 6);
  name = g_strconcat ("t-", argv[2], NULL);
  self.seat = fault_seat_new (argv[1], argv[2]);
  self.chance = (SimChance) { g_ascii_strtoull (argv[4], NULL, 10) };
  self.person = (SimPerson) { { argv[2], fault_roles }, name, &self.chance, { 0 } };
  self.desk = fault_seat_is_there (self.seat) ? fault_seat_open (self.seat) : fault_seat_make (self.seat);
  if (strcmp (argv[5], "make") != 0) {
    self.n_left = strcmp (argv[5], "work") == 0 ? TO_DO : 0;
    if (self.n_left > 0)
      do_something (&self);
    live (&self, employ (argv[1], argv[3]));
  }
  mado_desk_close (self.desk);
  g_object_unref (self.desk);
  fault_seat_free (self.seat);

  return 0;
}
