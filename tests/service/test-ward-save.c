/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was saved comes back: as it was, without what was erased since, and not at all where one byte of it is another.
 */

#include "keep-sample.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "mado-account.h"
#include "mado-audit-check.h"
#include "mado-base-error.h"
#include "mado-erasure-list.h"
#include "mado-keep-error.h"
#include "mado-session.h"
#include "mado-store-error.h"
#include "mado-ward-restore.h"
#include "mado-ward-save.h"
#include "mado-ward-standing.h"

typedef struct {
  char *folder;
  MadoSecret *key;
  KeepWard *ward;
  KeepOffice *office;
} Bench;

static Bench *
bench_new (const KeepKind *kind, guint32 seed)
{
  Bench *self = g_new0 (Bench, 1);

  self->folder = g_dir_make_tmp ("mado-archive-XXXXXX", NULL);
  self->key = mado_secret_new_random (MADO_SEALED_FILE_KEY_SIZE);
  self->ward = keep_ward_new (kind);
  self->office = keep_office_new (self->ward->writer, seed);

  return self;
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) files = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (files)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    g_assert_cmpint (g_remove (path), ==, 0);
  }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
bench_free (Bench *self)
{
  keep_office_free (self->office);
  keep_ward_free (self->ward);
  remove_folder (self->folder);
  mado_secret_free (self->key);
  g_free (self->folder);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Bench, bench_free)

static MadoWardArchive *
open_archive (const Bench *self)
{
  g_autoptr (GError) error = NULL;
  MadoWardArchive *archive = mado_ward_archive_open (self->folder, self->key, &error);

  g_assert_no_error (error);

  return archive;
}

static gboolean
try_to_save (const Bench *self, gboolean wants_whole, GError **error)
{
  g_autoptr (MadoWardArchive) archive = open_archive (self);
  g_auto (MadoSaving) saving = { 0 };

  return mado_ward_save (archive, self->ward->writer, wants_whole, self->office->ward->now, &saving, error);
}

static char *
save (const Bench *self, gboolean wants_whole)
{
  g_autoptr (MadoWardArchive) archive = open_archive (self);
  g_auto (MadoSaving) saving = { 0 };
  g_autoptr (GError) error = NULL;

  mado_ward_save (archive, self->ward->writer, wants_whole, self->office->ward->now, &saving, &error);
  g_assert_no_error (error);

  return g_steal_pointer (&saving.path);
}

static MadoWardDigest *
digest_of (MadoBackend *backend)
{
  g_autoptr (MadoTurn) turn = mado_turn_begin (backend, MADO_BACKEND_READ, NULL);

  return mado_ward_digest_take (backend, NULL);
}

static MadoInstant
get_now (gpointer user_data)
{
  return mado_instant_now ();
}

static void
fill_random (gpointer user_data, guint8 *bytes, gsize length)
{
  for (gsize i = 0; i < length; i++)
    bytes[i] = (guint8) g_random_int ();
}

static const MadoChanceAndTime means = { get_now, fill_random, NULL };

static gboolean
try_to_restore (const Bench *self, gint64 until, MadoBackend *to, MadoRestoring *out_restoring, GError **error)
{
  g_autoptr (MadoWardArchive) archive = open_archive (self);

  return mado_ward_restore (archive, until, to, &means, out_restoring, error);
}

static void
assert_restored (const Bench *self, gint64 until, const KeepKind *kind, const MadoWardDigest *expected)
{
  g_autoptr (KeepWard) to = keep_ward_new (kind);
  g_auto (MadoRestoring) restoring = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *difference = NULL;
  g_autoptr (MadoTurn) turn = NULL;

  try_to_restore (self, until, to->writer, &restoring, &error);
  g_assert_no_error (error);
  difference = mado_ward_digest_describe_difference (restoring.digest, expected);
  g_assert_cmpstr (difference, ==, NULL);
  turn = mado_turn_begin (to->writer, MADO_BACKEND_WRITE, NULL);
  g_assert_nonnull (turn);
}

static void
assert_not_restored (const Bench *self, MadoKeepError code)
{
  g_autoptr (KeepWard) to = keep_ward_new (&keep_memory);
  g_auto (MadoRestoring) restoring = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_false (try_to_restore (self, 0, to->writer, &restoring, &error));
  g_assert_error (error, MADO_KEEP_ERROR, (int) code);
}

/* --- what comes back --------------------------------------------------------------------------------------------- */

static void
test_each_saving_comes_back (gconstpointer kinds)
{
  const KeepKind *const *pair = kinds;
  g_autoptr (Bench) bench = bench_new (pair[0], 21);
  g_autoptr (GPtrArray) digests = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_ward_digest_free);

  for (guint i = 0; i < 6; i++) {
    keep_office_work (bench->office, 25);
    g_free (save (bench, i == 3));
    g_ptr_array_add (digests, digest_of (bench->ward->writer));
  }
  for (guint i = 0; i < digests->len; i += 2)
    assert_restored (bench, i + 1, pair[1], g_ptr_array_index (digests, i));
  assert_restored (bench, 0, pair[1], g_ptr_array_index (digests, digests->len - 1));
}

static gsize
measure (const char *path)
{
  GStatBuf status;

  g_assert_cmpint (g_stat (path, &status), ==, 0);

  return (gsize) status.st_size;
}

static void
test_what_is_saved_already_is_not_saved_again (void)
{
  g_autoptr (Bench) bench = bench_new (&keep_memory, 22);
  g_autofree char *whole = NULL, *more = NULL;

  keep_office_work (bench->office, 150);
  whole = save (bench, FALSE);
  keep_office_work (bench->office, 3);
  more = save (bench, FALSE);
  g_assert_true (g_str_has_suffix (whole, "00000001.whole"));
  g_assert_true (g_str_has_suffix (more, "00000002.more"));
  g_assert_cmpuint (measure (more), <, measure (whole) / 2);
}

static void
assert_erased (MadoBackend *backend, MadoId id)
{
  g_autoptr (MadoTurn) turn = mado_turn_begin (backend, MADO_BACKEND_READ, NULL);
  g_autoptr (GPtrArray) entries = NULL;
  g_auto (MadoStoredRow) row = { 0 };

  g_assert_true (backend->type->find_entity (backend, id, &row, NULL));
  g_assert_cmpint (row.seq, >, 0);
  g_assert_null (row.entity);
  g_assert_true (backend->type->list_history (backend, row.stream, id, G_MAXINT64, 100, &entries, NULL));
  for (guint i = 0; i < entries->len; i++) {
    const MadoStoredEntry *entry = g_ptr_array_index (entries, i);
    g_autoptr (MadoLogText) text = mado_log_text_read (entry->header, NULL);

    if (strcmp (mado_log_text_get_header (text)->kind, MADO_STREAM_ERASE) != 0)
      g_assert_null (entry->payload);
  }
}

static void
test_what_was_erased_since_stays_erased (gconstpointer kinds)
{
  const KeepKind *const *pair = kinds;
  g_autoptr (Bench) bench = bench_new (pair[0], 23);
  g_autoptr (KeepWard) to = keep_ward_new (pair[1]);
  g_auto (MadoRestoring) restoring = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoWardArchive) archive = NULL;
  MadoStreamStand before, after;
  MadoId saved, unsaved;

  keep_office_work (bench->office, 20);
  saved = keep_office_get_case (bench->office, 0);
  g_free (save (bench, TRUE));
  keep_office_work (bench->office, 20);
  unsaved = keep_office_get_case (bench->office, bench->office->cases[0]->len - 1);
  keep_office_erase (bench->office, saved);
  keep_office_erase (bench->office, unsaved);
  archive = open_archive (bench);
  g_assert_true (mado_erasure_list_follow (archive, bench->ward->writer, NULL));

  try_to_restore (bench, 0, to->writer, &restoring, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (restoring.n_erased, >=, 2);
  assert_erased (to->writer, saved);
  assert_erased (to->writer, unsaved);
  before = ward_get_stand (bench->office->ward, KEEP_STREAM);
  keep_office_follow (bench->office, to->writer);
  after = ward_get_stand (bench->office->ward, KEEP_STREAM);
  keep_office_follow (bench->office, bench->ward->writer);
  g_assert_cmpint (before.epoch, !=, after.epoch);
}

/* The log that goes on after a restoring has other entries at the places that the list has read. */
static void
test_the_list_of_erasures_is_of_the_log_that_goes_on (void)
{
  g_autoptr (Bench) bench = bench_new (&keep_memory, 25);
  g_autoptr (KeepWard) to = keep_ward_new (&keep_memory), later = keep_ward_new (&keep_memory);
  g_auto (MadoRestoring) restoring = { 0 }, again = { 0 };
  g_autoptr (MadoWardArchive) archive = NULL;
  MadoId erased;

  keep_office_work (bench->office, 20);
  erased = keep_office_get_case (bench->office, 0);
  g_free (save (bench, TRUE));
  keep_office_work (bench->office, 4);
  archive = open_archive (bench);
  g_assert_true (mado_erasure_list_follow (archive, bench->ward->writer, NULL));
  g_assert_true (try_to_restore (bench, 0, to->writer, &restoring, NULL));
  keep_office_follow (bench->office, to->writer);
  for (guint i = 0; i < bench->office->cases[0]->len; i++)
    keep_office_erase (bench->office, keep_office_get_case (bench->office, i)); /* @erased at a place that was read */
  g_assert_true (mado_erasure_list_follow (archive, to->writer, NULL));

  g_assert_true (try_to_restore (bench, 0, later->writer, &again, NULL));
  assert_erased (later->writer, erased);
  keep_office_follow (bench->office, bench->ward->writer);
}

/* Accounts and the log of the door come back; but whoever was in then may have been put out since. */
static void
test_everybody_signs_in_again (gconstpointer kinds)
{
  const KeepKind *const *pair = kinds;
  g_autoptr (Bench) bench = bench_new (pair[0], 24);
  g_autoptr (KeepWard) to = keep_ward_new (pair[1]);
  g_auto (MadoRestoring) restoring = { 0 };
  g_autoptr (GPtrArray) before = NULL, accounts = NULL, sessions = NULL;
  g_autoptr (MadoAuditCheck) check = NULL;
  g_autoptr (MadoTurn) turn = NULL, here = NULL;

  keep_office_work (bench->office, 60);
  g_free (save (bench, TRUE));
  g_assert_true (try_to_restore (bench, 0, to->writer, &restoring, NULL));
  here = mado_turn_begin (bench->ward->writer, MADO_BACKEND_READ, NULL);
  g_assert_nonnull (here);
  before = mado_account_list (bench->ward->writer, NULL);
  turn = mado_turn_begin (to->writer, MADO_BACKEND_READ, NULL);
  g_assert_nonnull (turn);
  accounts = mado_account_list (to->writer, NULL);
  g_assert_cmpuint (accounts->len, ==, before->len);
  for (guint i = 0; i < accounts->len; i++)
    g_assert_cmpstr (((const MadoAccount *) g_ptr_array_index (accounts, i))->password, ==,
                     ((const MadoAccount *) g_ptr_array_index (before, i))->password);
  sessions = mado_session_list (to->writer, NULL);
  g_assert_cmpuint (sessions->len, ==, 0);
  check = mado_audit_check_stream (to->writer, KEEP_ACCESS_STREAM, NULL);
  g_assert_cmpint (check->bad, ==, 0);
  g_assert_cmpint (check->n_entries, >, 0);
}

/* The chain of files goes on from the restored ward with one that has all. */
static void
test_a_restored_ward_is_saved_whole (void)
{
  g_autoptr (Bench) bench = bench_new (&keep_memory, 24);
  KeepWard *to = keep_ward_new (&keep_memory);
  g_auto (MadoRestoring) restoring = { 0 };
  g_autoptr (MadoWardDigest) digest = NULL;
  g_autofree char *path = NULL;

  keep_office_work (bench->office, 20);
  g_free (save (bench, TRUE));
  keep_office_work (bench->office, 20);
  g_free (save (bench, FALSE));
  g_assert_true (try_to_restore (bench, 1, to->writer, &restoring, NULL));
  keep_office_follow (bench->office, to->writer);
  keep_ward_free (bench->ward);
  bench->ward = to;
  path = save (bench, FALSE);
  g_assert_true (g_str_has_suffix (path, "00000003.whole"));
  digest = digest_of (to->writer);
  assert_restored (bench, 0, &keep_memory, digest);
}

/* --- what does not ----------------------------------------------------------------------------------------------- */

static void
write_file (const char *path, const guint8 *bytes, gsize length)
{
  g_assert_true (g_file_set_contents (path, (const char *) bytes, (gssize) length, NULL));
}

static void
assert_unreadable (const Bench *self)
{
  g_autoptr (KeepWard) to = keep_ward_new (&keep_memory);
  g_auto (MadoRestoring) restoring = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_false (try_to_restore (self, 0, to->writer, &restoring, &error));
  g_assert_true (error->domain == MADO_KEEP_ERROR &&
                 (error->code == MADO_KEEP_ERROR_DAMAGED || error->code == MADO_KEEP_ERROR_KEY ||
                  error->code == MADO_KEEP_ERROR_NEWER));
}

#define HEADER_SIZE 60

static void
test_no_byte_may_be_another (void)
{
  g_autoptr (Bench) bench = bench_new (&keep_memory, 25);
  g_autofree char *path = NULL, *content = NULL, *list = NULL, *erased = NULL;
  gsize length = 0, erased_length = 0;

  keep_office_work (bench->office, 30);
  path = save (bench, TRUE);
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  for (gsize i = 0; i < length; i += i < HEADER_SIZE + 8 ? 1 : 1 + length / 150) {
    content[i] ^= 0x10;
    write_file (path, (const guint8 *) content, length);
    assert_unreadable (bench);
    content[i] ^= 0x10;
  }
  for (gsize i = 0; i < length; i += 1 + length / 60) {
    write_file (path, (const guint8 *) content, i);
    assert_unreadable (bench);
  }
  write_file (path, (const guint8 *) content, length);

  list = g_build_filename (bench->folder, "erased", NULL);
  g_assert_true (g_file_get_contents (list, &erased, &erased_length, NULL));
  erased[erased_length - 1] ^= 1;
  write_file (list, (const guint8 *) erased, erased_length);
  assert_unreadable (bench);
  erased[erased_length - 1] ^= 1;
  for (gsize i = 0; i < erased_length; i++) {
    write_file (list, (const guint8 *) erased, i);
    assert_unreadable (bench);
  }
  write_file (list, (const guint8 *) erased, erased_length);

  g_autoptr (MadoWardDigest) digest = digest_of (bench->ward->writer);

  assert_restored (bench, 0, &keep_memory, digest);
}

static void
test_pieces_stay_in_their_places (void)
{
  g_autoptr (Bench) bench = bench_new (&keep_memory, 26);
  g_autofree char *one = NULL, *other = NULL, *content = NULL;
  gsize length = 0;

  keep_office_work (bench->office, 20);
  one = save (bench, TRUE);
  other = save (bench, TRUE);
  g_assert_true (g_file_get_contents (one, &content, &length, NULL));
  write_file (other, (const guint8 *) content, length);
  assert_not_restored (bench, MADO_KEEP_ERROR_GAP);
}

static void
test_another_key_opens_nothing (void)
{
  g_autoptr (Bench) bench = bench_new (&keep_memory, 27);

  keep_office_work (bench->office, 10);
  g_free (save (bench, TRUE));
  mado_secret_get_bytes (bench->key)[7] ^= 1;
  assert_not_restored (bench, MADO_KEEP_ERROR_KEY);
}

static void
test_a_newer_file_is_left_alone (void)
{
  g_autoptr (Bench) bench = bench_new (&keep_memory, 28);
  g_autofree char *path = NULL, *content = NULL;
  gsize length = 0;

  keep_office_work (bench->office, 10);
  path = save (bench, TRUE);
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  content[11]++;
  write_file (path, (const guint8 *) content, length);
  assert_not_restored (bench, MADO_KEEP_ERROR_NEWER);
}

static void
test_a_missing_file_is_noticed (void)
{
  g_autoptr (Bench) bench = bench_new (&keep_memory, 29);
  g_autofree char *middle = NULL;

  for (guint i = 0; i < 3; i++) {
    char *path;

    keep_office_work (bench->office, 10);
    path = save (bench, FALSE);
    if (i == 1)
      middle = path;
    else
      g_free (path);
  }
  g_assert_cmpint (g_remove (middle), ==, 0);
  assert_not_restored (bench, MADO_KEEP_ERROR_GAP);
}

static void
test_where_nothing_was_saved_nothing_comes_back (void)
{
  g_autoptr (Bench) bench = bench_new (&keep_memory, 36);
  g_autoptr (MadoWardArchive) archive = open_archive (bench);

  g_assert_true (mado_erasure_list_follow (archive, bench->ward->writer, NULL));
  assert_not_restored (bench, MADO_KEEP_ERROR_NOTHING);
}

static void
test_without_the_list_of_erasures_nothing_is_restored (void)
{
  g_autoptr (Bench) bench = bench_new (&keep_memory, 30);
  g_autofree char *list = g_build_filename (bench->folder, "erased", NULL);
  g_autoptr (GError) error = NULL;

  keep_office_work (bench->office, 10);
  g_free (save (bench, TRUE));
  g_assert_cmpint (g_remove (list), ==, 0);
  assert_not_restored (bench, MADO_KEEP_ERROR_ERASURES);
  g_assert_false (try_to_save (bench, TRUE, &error));
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_MISSING);
}

static void
test_nothing_is_restored_over_a_ward (void)
{
  g_autoptr (Bench) bench = bench_new (&keep_memory, 31);
  g_auto (MadoRestoring) restoring = { 0 };
  g_autoptr (GError) error = NULL;

  keep_office_work (bench->office, 10);
  g_free (save (bench, TRUE));
  g_assert_false (try_to_restore (bench, 0, bench->ward->writer, &restoring, &error));
  g_assert_error (error, MADO_KEEP_ERROR, MADO_KEEP_ERROR_NOT_EMPTY);
}

static void
test_a_broken_ward_is_not_saved (void)
{
  g_autoptr (Bench) bench = bench_new (&keep_memory, 32);
  g_autoptr (GError) error = NULL;
  MadoTurn *turn;
  MadoStreamStand stand;

  keep_office_work (bench->office, 10);
  turn = mado_turn_begin (bench->ward->writer, MADO_BACKEND_WRITE, NULL);
  g_assert_true (bench->ward->writer->type->find_stream (bench->ward->writer, KEEP_STREAM, &stand, NULL));
  stand.head.chain.bytes[3] ^= 1;
  g_assert_true (bench->ward->writer->type->set_stand (bench->ward->writer, &stand, NULL));
  g_assert_true (mado_turn_commit (turn, NULL));
  g_assert_false (try_to_save (bench, TRUE, &error));
  g_assert_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_MISMATCH);
}

/* --- disks and kills --------------------------------------------------------------------------------------------- */

/* A disk that takes no more than so many bytes of a file. */
static void
limit_files (rlim_t limit)
{
  const struct rlimit limits = { limit, RLIM_INFINITY };

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limits), ==, 0);
}

static void
test_a_full_disk_leaves_what_was_saved (void)
{
  g_autoptr (Bench) bench = bench_new (&keep_memory, 33);
  g_autoptr (MadoWardDigest) digest = NULL;
  g_autofree char *path = NULL;
  gsize length;

  keep_office_work (bench->office, 40);
  path = save (bench, TRUE);
  length = measure (path);
  digest = digest_of (bench->ward->writer);
  for (gsize limit = 0; limit < length; limit += 1 + length / 25) {
    g_autoptr (GError) error = NULL;
    g_autoptr (MadoWardArchive) archive = NULL;
    gboolean is_saved;

    limit_files (limit);
    is_saved = try_to_save (bench, TRUE, &error);
    limit_files (RLIM_INFINITY);
    g_assert_false (is_saved);
    g_assert_true (error->domain == MADO_STORE_ERROR);
    archive = open_archive (bench);
    g_assert_cmpuint (mado_ward_archive_count (archive), ==, 1);
  }
  assert_restored (bench, 0, &keep_memory, digest);
}

#define N_KILLS 40

/* A process that saves one file after another, until it is killed, and says of each that it is there. */
static pid_t
start_saving (const Bench *bench, int *out_saved)
{
  int ends[2];
  pid_t child;

  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  if (child == 0) {
    for (guint i = 0;; i++) {
      g_autoptr (MadoWardArchive) archive = mado_ward_archive_open (bench->folder, bench->key, NULL);
      g_auto (MadoSaving) saving = { 0 };

      keep_office_work (bench->office, 1);
      if (!mado_ward_save (archive, bench->ward->writer, i % 3 == 0, bench->office->ward->now, &saving, NULL))
        _exit (1);
      if (write (ends[1], "+", 1) != 1)
        _exit (1);
    }
  }
  (void) close (ends[1]); /* ignored: it is the child's */
  *out_saved = ends[0];

  return child;
}

static void
await_saved (int saved)
{
  char mark;

  g_assert_cmpint (read (saved, &mark, 1), ==, 1);
}

static void
test_who_is_killed_leaves_whole_files (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (34);
  guint n_files = 0;

  for (guint i = 0; i < N_KILLS; i++) {
    g_autoptr (Bench) bench = bench_new (&keep_memory, 34 + i);
    g_autoptr (KeepWard) to = keep_ward_new (&keep_memory);
    g_autoptr (MadoWardArchive) archive = NULL;
    g_auto (MadoRestoring) restoring = { 0 };
    g_autoptr (GError) error = NULL;
    pid_t child;
    int status = 0, saved = -1;

    keep_office_work (bench->office, 10);
    g_free (save (bench, TRUE));
    child = start_saving (bench, &saved);
    if (i % 2 == 0) /* however slow the machine is */
      await_saved (saved);
    g_usleep ((gulong) g_rand_int_range (random, 0, 60000));
    kill (child, SIGKILL);
    g_assert_cmpint (waitpid (child, &status, 0), ==, child);
    g_assert_true (WIFSIGNALED (status));
    (void) close (saved); /* ignored: it was read */
    archive = open_archive (bench);
    n_files += mado_ward_archive_count (archive);
    try_to_restore (bench, 0, to->writer, &restoring, &error);
    g_assert_no_error (error);
  }
  g_assert_cmpuint (n_files, >=, N_KILLS + N_KILLS / 2);
}

/* Where restoring ends in the middle, there is no ward; where it is begun anew elsewhere, there is one. */
static void
test_a_restore_that_fails_serves_nobody (void)
{
  g_autoptr (Bench) bench = bench_new (&keep_memory, 35);
  g_autoptr (MadoWardDigest) digest = NULL;
  gboolean has_failed = TRUE;
  guint n = 3;

  keep_office_work (bench->office, 15);
  g_free (save (bench, FALSE));
  keep_office_work (bench->office, 5);
  g_free (save (bench, FALSE));
  for (; has_failed; n += 11) {
    g_autoptr (KeepWard) to = keep_ward_new (&keep_memory);
    g_auto (MadoRestoring) restoring = { 0 };
    g_autoptr (GError) error = NULL;

    mado_memory_backend_fail_at (to->writer, n);
    has_failed = !try_to_restore (bench, 0, to->writer, &restoring, NULL);
    mado_memory_backend_fail_at (to->writer, 0);
    if (has_failed && n > 10) {
      g_assert_null (mado_turn_begin (to->writer, MADO_BACKEND_READ, &error));
      g_assert_error (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_UNFINISHED);
    }
  }
  g_assert_cmpuint (n, >, 100);
  digest = digest_of (bench->ward->writer);
  assert_restored (bench, 0, &keep_memory, digest);
}

/* Where the database takes what it is given and does not have it afterwards, there is no ward either. */
static const MadoBackendType *honest;

static gboolean
forget_claim (MadoBackend *self, const char *claim, MadoId holder, GError **error)
{
  static guint n_claims;

  return n_claims++ == 0 || honest->hold (self, claim, holder, error);
}

static void
test_a_database_that_forgets_serves_nobody (void)
{
  g_autoptr (Bench) bench = bench_new (&keep_memory, 36);
  g_autoptr (KeepWard) to = keep_ward_new (&keep_memory);
  g_auto (MadoRestoring) restoring = { 0 };
  g_autoptr (GError) error = NULL, closed = NULL;
  MadoBackendType forgetful = *to->writer->type;

  keep_office_work (bench->office, 15);
  g_free (save (bench, TRUE));
  honest = to->writer->type;
  forgetful.hold = forget_claim;
  to->writer->type = &forgetful;
  g_assert_false (try_to_restore (bench, 0, to->writer, &restoring, &error));
  g_assert_error (error, MADO_KEEP_ERROR, MADO_KEEP_ERROR_DIFFERS);
  to->writer->type = honest;
  g_assert_null (mado_turn_begin (to->writer, MADO_BACKEND_READ, &closed));
}

int
main (int argc, char **argv)
{
  static const KeepKind *const pairs[][2] = {
    { &keep_memory, &keep_sqlcipher },
    { &keep_sqlcipher, &keep_postgresql },
    { &keep_postgresql, &keep_sqlcipher },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++) {
    g_autofree char *path = g_strdup_printf ("/ward-save/%s-to-%s", pairs[i][0]->name, pairs[i][1]->name);
    g_autofree char *each = g_strconcat (path, "/each-saving-comes-back", NULL);
    g_autofree char *erased = g_strconcat (path, "/what-was-erased-since-stays-erased", NULL);
    g_autofree char *again = g_strconcat (path, "/everybody-signs-in-again", NULL);

    g_test_add_data_func (each, pairs[i], test_each_saving_comes_back);
    g_test_add_data_func (erased, pairs[i], test_what_was_erased_since_stays_erased);
    g_test_add_data_func (again, pairs[i], test_everybody_signs_in_again);
  }
  g_test_add_func ("/ward-save/what-is-saved-already-is-not-saved-again",
                   test_what_is_saved_already_is_not_saved_again);
  g_test_add_func ("/ward-save/the-list-of-erasures-is-of-the-log-that-goes-on",
                   test_the_list_of_erasures_is_of_the_log_that_goes_on);
  g_test_add_func ("/ward-save/a-restored-ward-is-saved-whole", test_a_restored_ward_is_saved_whole);
  g_test_add_func ("/ward-save/no-byte-may-be-another", test_no_byte_may_be_another);
  g_test_add_func ("/ward-save/pieces-stay-in-their-places", test_pieces_stay_in_their_places);
  g_test_add_func ("/ward-save/another-key-opens-nothing", test_another_key_opens_nothing);
  g_test_add_func ("/ward-save/a-newer-file-is-left-alone", test_a_newer_file_is_left_alone);
  g_test_add_func ("/ward-save/a-missing-file-is-noticed", test_a_missing_file_is_noticed);
  g_test_add_func ("/ward-save/where-nothing-was-saved-nothing-comes-back",
                   test_where_nothing_was_saved_nothing_comes_back);
  g_test_add_func ("/ward-save/without-the-list-of-erasures-nothing-is-restored",
                   test_without_the_list_of_erasures_nothing_is_restored);
  g_test_add_func ("/ward-save/nothing-is-restored-over-a-ward", test_nothing_is_restored_over_a_ward);
  g_test_add_func ("/ward-save/a-broken-ward-is-not-saved", test_a_broken_ward_is_not_saved);
  g_test_add_func ("/ward-save/a-full-disk-leaves-what-was-saved", test_a_full_disk_leaves_what_was_saved);
  g_test_add_func ("/ward-save/who-is-killed-leaves-whole-files", test_who_is_killed_leaves_whole_files);
  g_test_add_func ("/ward-save/a-restore-that-fails-serves-nobody", test_a_restore_that_fails_serves_nobody);
  g_test_add_func ("/ward-save/a-database-that-forgets-serves-nobody", test_a_database_that_forgets_serves_nobody);

  return keep_run_tests ();
}
