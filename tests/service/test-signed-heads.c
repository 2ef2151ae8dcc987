/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where logs ended is signed; a history that was rewritten as a whole, so that it holds in itself, does not fit it. */

#include <glib/gstdio.h>
#include <string.h>

#include "mado-memory-backend.h"
#include "mado-service-means.h"
#include "mado-signed-heads.h"
#include "mado-stream.h"

#define WARD "shinjuku"
#define STREAM "shinjuku/access"
#define EPOCH 7

typedef struct {
  char *folder;
  char *path;
  MadoMemoryWard *memory;
  MadoAuthority *authority;
  GPtrArray *losses; /* (element-type MadoWardLoss): on the stack */
} Office;

static MadoAuthority *
make_authority (void)
{
  g_autoptr (MadoTlsKey) key = mado_tls_key_generate (NULL);
  const MadoInstant now = mado_instant_now ();

  return mado_authority_create (key, "見本", now, (MadoInstant) { now.microseconds + G_TIME_SPAN_DAY }, NULL);
}

static void
set_up (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  self->folder = g_dir_make_tmp ("mado-heads-XXXXXX", NULL);
  self->path = mado_signed_heads_dup_path (self->folder, WARD);
  self->memory = mado_memory_ward_new ();
  self->authority = make_authority ();
  self->losses = g_ptr_array_new ();
}

static void
tear_down (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  (void) g_remove (self->path); /* ignored: it may not be there */
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_ptr_array_unref (self->losses);
  mado_authority_free (self->authority);
  mado_memory_ward_unref (self->memory);
  g_free (self->path);
  g_free (self->folder);
}

/* --- logs --------------------------------------------------------------------------------------------------------- */

static void
write_log (MadoMemoryWard *memory, gint64 epoch, guint n_entries)
{
  static const MadoLogHeader header = {
    .kind = "access.sign_in", .actor = "v-01", .terminal = "t-1", .outcome = MADO_OUTCOME_APPLIED
  };
  const MadoChanceAndTime means = mado_service_get_means ();
  g_autoptr (MadoBackend) backend = mado_memory_backend_open (memory, MADO_BACKEND_WRITE, NULL);
  g_autoptr (MadoStream) log = mado_stream_new (STREAM, &means);
  g_autoptr (GBytes) payload = g_bytes_new_static ("{}", 2);
  MadoTurn *turn = mado_turn_begin (backend, MADO_BACKEND_WRITE, NULL);
  MadoStreamStand stand = { 0 };
  gint64 number = 0;

  g_assert_true (backend->type->find_stream (backend, STREAM, &stand, NULL));
  if (stand.number == 0)
    g_assert_true (backend->type->add_stream (backend, STREAM, epoch, &number, NULL));
  for (guint i = 0; i < n_entries; i++)
    g_assert_true (mado_stream_note (log, backend, &header, payload, NULL));
  g_assert_true (mado_turn_commit (turn, NULL));
}

static void
sign (Office *self)
{
  g_autoptr (MadoBackend) backend = mado_memory_backend_open (self->memory, MADO_BACKEND_READ, NULL);
  g_autoptr (MadoTurn) turn = mado_turn_begin (backend, MADO_BACKEND_READ, NULL);
  g_autoptr (GHashTable) stands = g_hash_table_new (g_str_hash, g_str_equal);
  MadoStreamStand stand = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (backend->type->find_stream (backend, STREAM, &stand, NULL));
  g_hash_table_insert (stands, (gpointer) STREAM, &stand);
  mado_signed_heads_add (self->path, WARD, stands, self->authority, mado_instant_now (), &error);
  g_assert_no_error (error);
}

static MadoSignedHeads
check_with (Office *self, MadoMemoryWard *memory, const MadoAuthority *authority)
{
  g_autoptr (MadoBackend) backend = mado_memory_backend_open (memory, MADO_BACKEND_READ, NULL);
  g_autoptr (MadoTurn) turn = mado_turn_begin (backend, MADO_BACKEND_READ, NULL);
  g_autoptr (GError) error = NULL;
  MadoSignedHeads heads;

  mado_signed_heads_check (self->path, WARD, authority, self->losses, backend, &heads, &error);
  g_assert_no_error (error);

  return heads;
}

static void
assert_fits (Office *self, MadoMemoryWard *memory, gint64 n_heads, gint64 n_left)
{
  g_auto (MadoSignedHeads) heads = check_with (self, memory, self->authority);

  g_assert_cmpstr (heads.fault, ==, NULL);
  g_assert_cmpint (heads.n_heads, ==, n_heads);
  g_assert_cmpint (heads.n_left, ==, n_left);
}

static void
assert_does_not_fit (Office *self, MadoMemoryWard *memory, const char *flaw)
{
  g_auto (MadoSignedHeads) heads = check_with (self, memory, self->authority);

  g_assert_nonnull (heads.fault);
  g_assert_nonnull (strstr (heads.fault, STREAM));
  g_assert_nonnull (strstr (heads.fault, flaw));
}

/* --- tests -------------------------------------------------------------------------------------------------------- */

static void
test_what_is_signed_is_there (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  assert_fits (self, self->memory, 0, 0); /* there is no such file */
  for (guint i = 1; i <= 3; i++) {
    write_log (self->memory, EPOCH, i);
    sign (self);
    assert_fits (self, self->memory, i, 0);
  }
  write_log (self->memory, EPOCH, 2); /* not signed yet */
  assert_fits (self, self->memory, 3, 0);
}

/* Each of them is whole, chain and all. */
static void
test_another_history_does_not_fit (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoMemoryWard) other = mado_memory_ward_new (), shorter = mado_memory_ward_new (),
                             empty = mado_memory_ward_new (), restored = mado_memory_ward_new ();

  write_log (self->memory, EPOCH, 4);
  sign (self);
  write_log (other, EPOCH, 5);
  assert_does_not_fit (self, other, "its chain is another there");
  write_log (shorter, EPOCH, 2);
  assert_does_not_fit (self, shorter, "it ends before that");
  assert_does_not_fit (self, empty, "it ends before that");
  write_log (restored, EPOCH + 1, 2);
  assert_fits (self, restored, 0, 1);
}

/* Terminals bring it back in other entries: what was lost does not fit for good, and somebody has looked at it. */
static void
test_what_was_lost_and_looked_at_is_no_fault (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoMemoryWard) other = mado_memory_ward_new ();
  MadoWardLoss loss = { (char *) STREAM, 4, 2, mado_instant_now (), MADO_INSTANT_NONE, NULL };

  write_log (self->memory, EPOCH, 4);
  sign (self);
  write_log (other, EPOCH, 6);
  g_ptr_array_add (self->losses, &loss);
  assert_does_not_fit (self, other, "its chain is another there");
  loss.by = (char *) "見本 太郎";
  assert_fits (self, other, 0, 1);
  loss.pledged = 3;
  assert_does_not_fit (self, other, "its chain is another there");
  loss.pledged = 4;
  loss.head = 4;
  assert_does_not_fit (self, other, "its chain is another there");
}

static void
rewrite_file (Office *self, const char *from, const char *to)
{
  g_autofree char *text = NULL;
  g_autoptr (GString) changed = NULL;

  g_assert_true (g_file_get_contents (self->path, &text, NULL, NULL));
  changed = g_string_new (text);
  g_assert_cmpuint (g_string_replace (changed, from, to, 1), ==, 1);
  g_assert_true (g_file_set_contents (self->path, changed->str, -1, NULL));
}

static void
test_only_the_authority_signs (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoAuthority) other = make_authority ();
  g_auto (MadoSignedHeads) strange = { 0 }, changed = { 0 };

  write_log (self->memory, EPOCH, 4);
  sign (self);
  strange = check_with (self, self->memory, other);
  g_assert_nonnull (strange.fault);
  g_assert_cmpint (strange.n_lines, ==, 0);
  rewrite_file (self, "\"seq\":4", "\"seq\":3");
  changed = check_with (self, self->memory, self->authority);
  g_assert_nonnull (strstr (changed.fault, "the signature is not the authority's"));
}

/* A power cut leaves the beginning of a line; those after it count. */
static void
test_a_torn_line_is_none (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autofree char *text = NULL;
  g_auto (MadoSignedHeads) heads = { 0 };
  gsize length = 0;

  write_log (self->memory, EPOCH, 1);
  sign (self);
  g_assert_true (g_file_get_contents (self->path, &text, &length, NULL));
  g_assert_true (g_file_set_contents (self->path, text, (gssize) length / 2, NULL));
  sign (self);
  heads = check_with (self, self->memory, self->authority);
  g_assert_cmpstr (heads.fault, ==, NULL);
  g_assert_cmpint (heads.n_torn, ==, 1);
  g_assert_cmpint (heads.n_heads, ==, 1);
}

static gint64
load_tally (Office *self)
{
  g_autoptr (MadoBackend) backend = mado_memory_backend_open (self->memory, MADO_BACKEND_READ, NULL);
  g_autoptr (MadoTurn) turn = mado_turn_begin (backend, MADO_BACKEND_READ, NULL);
  g_autoptr (GError) error = NULL;
  gint64 n = -1;

  mado_signed_heads_load_tally (backend, WARD, &n, &error);
  g_assert_no_error (error);

  return n;
}

static void
put_tally (Office *self, gint64 n)
{
  g_autoptr (MadoBackend) backend = mado_memory_backend_open (self->memory, MADO_BACKEND_WRITE, NULL);
  MadoTurn *turn = mado_turn_begin (backend, MADO_BACKEND_WRITE, NULL);

  g_assert_true (mado_signed_heads_put_tally (backend, WARD, n, NULL));
  g_assert_true (mado_signed_heads_put_tally (backend, "minato", n + 1, NULL));
  g_assert_true (mado_turn_commit (turn, NULL));
}

/* Whoever takes lines away cannot hide it behind something that is no line. */
static void
test_lines_that_were_taken_away_are_missed (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  g_auto (MadoSignedHeads) whole = { 0 }, short_of_one = { 0 };
  g_autofree char *text = NULL, *described = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_cmpint (load_tally (self), ==, 0);
  g_assert_cmpint (mado_signed_heads_count (self->path), ==, 0); /* there is no such file */
  for (guint i = 0; i < 3; i++) {
    write_log (self->memory, EPOCH, 1);
    sign (self);
  }
  put_tally (self, mado_signed_heads_count (self->path));
  g_assert_cmpint (load_tally (self), ==, 3);
  whole = check_with (self, self->memory, self->authority);
  mado_signed_heads_hold_against_tally (&whole, load_tally (self));
  g_assert_cmpstr (whole.fault, ==, NULL);
  g_assert_true (g_file_get_contents (self->path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", 3);
  *lines[1] = 'x';
  g_free (text);
  text = g_strjoinv ("\n", lines);
  g_assert_true (g_file_set_contents (self->path, text, -1, NULL));
  g_assert_cmpint (mado_signed_heads_count (self->path), ==, 2);
  short_of_one = check_with (self, self->memory, self->authority);
  g_assert_cmpstr (short_of_one.fault, ==, NULL);
  mado_signed_heads_hold_against_tally (&short_of_one, load_tally (self));
  g_assert_nonnull (strstr (short_of_one.fault, "3 lines were signed, and only 2 are there"));
  described = mado_pledge_breach_describe (&(MadoPledgeBreach) { (char *) WARD ".heads", 3, 2 });
  g_assert_cmpstr (described, ==, "3 lines were signed, and only 2 are there");
}

#define ADD(name, function) g_test_add ("/signed-heads/" name, Office, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("what-is-signed-is-there", test_what_is_signed_is_there);
  ADD ("another-history-does-not-fit", test_another_history_does_not_fit);
  ADD ("what-was-lost-and-looked-at-is-no-fault", test_what_was_lost_and_looked_at_is_no_fault);
  ADD ("only-the-authority-signs", test_only_the_authority_signs);
  ADD ("a-torn-line-is-none", test_a_torn_line_is_none);
  ADD ("lines-that-were-taken-away-are-missed", test_lines_that_were_taken_away_are_missed);

  return g_test_run ();
}
