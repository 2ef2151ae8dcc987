/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A profile is made once; every disk, and every image of one, is a copy of its file. */

#include "sim-replica-disk.h"

#include "mado-profile.h"
#include "mado-replica-line.h"
#include "mado-row.h"
#include "mado-statement.h"
#include "replica-office.h"
#include "store-sample.h"

#include <glib/gstdio.h>

#define MAX_ROWS 100000

/* Where the files are, while there is any disk. */
typedef struct {
  StoreSample sample;
  guint n_disks;
  guint n_paths;
} Folder;

typedef struct {
  SimDisk parent;
  ReplicaOffice office; /* what it is checked by */
  char *path;           /* (nullable): of a file that goes with it */
  MadoDatabase *database;
  MadoReplica *replica;
} ReplicaDisk;

static Folder folder;
static GMutex folder_mutex;

/* --- files ------------------------------------------------------------------------------------------------------- */

static char *
enter_folder (void)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&folder_mutex);

  if (folder.n_disks++ == 0) {
    store_sample_set_up (&folder.sample, NULL);
    mado_database_free (store_sample_create (&folder.sample));
  }

  return g_strdup_printf ("%s/disk-%u.db", folder.sample.folder, folder.n_paths++);
}

static void
leave_folder (void)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&folder_mutex);

  if (--folder.n_disks == 0)
    store_sample_tear_down (&folder.sample, NULL);
}

/* What is in the log beside it belongs to it. */
static void
copy_file (const char *from, const char *to, const char *ending)
{
  g_autofree char *source = g_strconcat (from, ending, NULL);
  g_autofree char *target = g_strconcat (to, ending, NULL);
  g_autofree char *bytes = NULL;
  gsize length = 0;

  if (g_file_get_contents (source, &bytes, &length, NULL))
    g_assert_true (g_file_set_contents_full (target, bytes, (gssize) length, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

static const SimDiskType type;

static ReplicaDisk *
open_copy (MadoJudge *judge, const MadoPerson *person, const char *from)
{
  ReplicaDisk *self = g_new0 (ReplicaDisk, 1);
  g_autoptr (GError) error = NULL;

  self->parent.type = &type;
  self->office = (ReplicaOffice) { .judge = judge, .person = *person };
  self->path = enter_folder ();
  if (from == NULL) {
    g_autofree char *fresh = store_sample_name (&folder.sample, ".db");

    copy_file (fresh, self->path, "");
  } else {
    copy_file (from, self->path, "");
    copy_file (from, self->path, "-wal");
  }
  self->database = store_sample_open_copy (&folder.sample, self->path);
  self->replica = mado_replica_new (self->database, judge, person, NULL, &error);
  g_assert_no_error (error);

  return self;
}

static SimDisk *
copy_disk (SimDisk *disk)
{
  const ReplicaDisk *self = (ReplicaDisk *) disk;

  return &open_copy (self->office.judge, &self->office.person, self->path)->parent;
}

static void
free_disk (SimDisk *disk)
{
  ReplicaDisk *self = (ReplicaDisk *) disk;

  mado_replica_free (self->replica);
  mado_database_free (self->database);
  if (self->path != NULL) {
    g_assert_true (mado_database_remove (self->path, NULL));
    g_free (self->path);
    leave_folder ();
  }
  g_free (self);
}

/* --- what the person does ---------------------------------------------------------------------------------------- */

static gboolean
save (SimDisk *disk, const GPtrArray *operations, MadoInstant now, MadoInstant hold_until)
{
  ReplicaDisk *self = (ReplicaDisk *) disk;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) outcomes = mado_replica_save (self->replica, operations, now, hold_until, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < outcomes->len; i++)
    if (mado_outcome_is_refused (g_ptr_array_index (outcomes, i)))
      return FALSE;

  return TRUE;
}

static gboolean
withdraw (SimDisk *disk, SimPerson *person, MadoId operation, MadoInstant now)
{
  return mado_replica_withdraw (((ReplicaDisk *) disk)->replica, operation, now, NULL);
}

static GPtrArray *
list_cases (SimDisk *disk)
{
  GPtrArray *cases = mado_row_list (((ReplicaDisk *) disk)->database, "case", NULL, NULL, MAX_ROWS, NULL);

  g_assert_nonnull (cases);

  return cases;
}

/* --- what is there ----------------------------------------------------------------------------------------------- */

static MadoOutcomeKind
get_outcome (MadoJournalState state)
{
  static const MadoOutcomeKind outcomes[] = {
    [MADO_JOURNAL_APPLIED] = MADO_OUTCOME_APPLIED,         [MADO_JOURNAL_CONVERGED] = MADO_OUTCOME_CONVERGED,
    [MADO_JOURNAL_CONFLICT] = MADO_OUTCOME_CONFLICT,       [MADO_JOURNAL_REFUSED] = MADO_OUTCOME_REFUSED,
    [MADO_JOURNAL_QUARANTINED] = MADO_OUTCOME_QUARANTINED, [MADO_JOURNAL_WITHDRAWN] = MADO_OUTCOME_REFUSED,
    [MADO_JOURNAL_RECEIVED] = MADO_OUTCOME_APPLIED, /* not looked at, as that of what was just saved */
  };

  return outcomes[state];
}

static GArray *
list_journal (SimDisk *disk)
{
  g_autoptr (GPtrArray) entries = mado_journal_list (((ReplicaDisk *) disk)->database, 0, MAX_ROWS, NULL);
  GArray *journal = sim_journal_new ();

  for (guint i = 0; i < entries->len; i++) {
    const MadoJournalEntry *entry = g_ptr_array_index (entries, i);
    SimEntry one = { .withdraws = entry->withdraws };

    one.operation = mado_operation_read (g_bytes_get_data (entry->text, NULL), g_bytes_get_size (entry->text), NULL);
    one.is_settled = entry->state != MADO_JOURNAL_SAVED && entry->state != MADO_JOURNAL_RECEIVED;
    one.outcome = get_outcome (entry->state);
    g_array_append_val (journal, one);
  }

  return journal;
}

static void
load_cursor (SimDisk *disk, MadoCursor *out_cursor)
{
  g_assert_true (mado_cursor_load (((ReplicaDisk *) disk)->database, out_cursor, NULL));
}

static MadoEntity *
find_base (SimDisk *disk, MadoId id)
{
  g_auto (MadoRow) row = { 0 };

  g_assert_true (mado_row_find (((ReplicaDisk *) disk)->database, id, &row, NULL));

  return g_steal_pointer (&row.entity);
}

static guint
count_bases (SimDisk *disk)
{
  g_autoptr (MadoStatement) statement =
      mado_statement_take (((ReplicaDisk *) disk)->database, "SELECT count (*) FROM entity");

  g_assert_true (mado_statement_step (statement));

  return (guint) mado_statement_get_int (statement, 0);
}

static const char *
check (SimDisk *disk)
{
  ReplicaDisk *self = (ReplicaDisk *) disk;

  return replica_office_check (&self->office, self->database);
}

static MadoLineStore
get_store (SimDisk *disk)
{
  return mado_replica_line_get_store (((ReplicaDisk *) disk)->replica);
}

static const SimDiskType type = {
  .copy = copy_disk,
  .free = free_disk,
  .save = save,
  .withdraw = withdraw,
  .list_cases = list_cases,
  .list_journal = list_journal,
  .load_cursor = load_cursor,
  .find_base = find_base,
  .count_bases = count_bases,
  .check = check,
  .get_store = get_store,
};

/**
 * sim_replica_disk_new_for_database:
 * @judge: of the programme; outlives it
 * @person: whose profile it is; the same
 * @database: (transfer full): the profile's
 *
 * Returns: (transfer full): the disk that it is on, to be looked at
 */
SimDisk *
sim_replica_disk_new_for_database (MadoJudge *judge, const MadoPerson *person, MadoDatabase *database)
{
  ReplicaDisk *self = g_new0 (ReplicaDisk, 1);
  g_autoptr (GError) error = NULL;

  self->parent.type = &type;
  self->office = (ReplicaOffice) { .judge = judge, .person = *person };
  self->database = database;
  self->replica = mado_replica_new (database, judge, person, NULL, &error);
  g_assert_no_error (error);

  return &self->parent;
}

/**
 * sim_replica_disk_new:
 * @judge: of the programme; outlives it
 * @person: whose profile it is; the same
 * @device: its id
 *
 * Returns: (transfer full): a disk with nothing on it
 */
SimDisk *
sim_replica_disk_new (MadoJudge *judge, const MadoPerson *person, MadoId device)
{
  ReplicaDisk *self = open_copy (judge, person, NULL);

  g_assert_true (mado_profile_save_device (self->database, device, NULL));

  return &self->parent;
}
