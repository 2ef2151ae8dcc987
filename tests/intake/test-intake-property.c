/* SPDX-License-Identifier: GPL-3.0-or-later */

/* However files come (cut off at any byte, in any order, again and again, cancelled at any row, killed at any write):
 * in the end each application is there once, as its file says. */

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "intake-sample.h"
#include "mado-fault-vfs.h"

#define N_ROWS 7
#define N_MANY 450 /* more than two pieces */

static void
set_up (IntakeSample *self, gconstpointer data)
{
  intake_sample_begin (self, "ninpu-r7", "verifier", "2025-06-15T01:00:00.000000Z");
}

static void
tear_down (IntakeSample *self, gconstpointer data)
{
  intake_sample_end (self);
}

static void
take_in (IntakeSample *self, const char *text)
{
  g_object_unref (intake_sample_take_in (self, "6月.csv", text));
}

/* What is there when a file comes once, whole. */
static char *
expect (const char *text)
{
  IntakeSample other;
  char *digest;

  set_up (&other, NULL);
  take_in (&other, text);
  digest = intake_sample_digest (&other);
  intake_sample_end (&other);

  return digest;
}

static void
assert_is (IntakeSample *self, const char *expected)
{
  g_autofree char *digest = intake_sample_digest (self);

  g_assert_cmpstr (digest, ==, expected);
}

/* A row that was cut in the middle of a value says something else than the whole file; it is told as changed, and
 * everything else is there. */
static gboolean
is_cut_in_a_row (const char *text, gsize length)
{
  return length > 0 && text[length] != '\0' && text[length - 1] != '\n';
}

static void
assert_one_changed (IntakeSample *self, const char *text)
{
  g_autoptr (MadoIntakeStage) stage = intake_sample_preview (self, "6月.csv", text);
  const MadoStagedFile *file = intake_sample_get_file (stage, 0);

  g_assert_cmpuint (mado_staged_file_count (file, MADO_INTAKE_CHANGED), <=, 1);
  g_assert_cmpuint (mado_staged_file_count (file, MADO_INTAKE_NEW) + mado_staged_file_count (file, MADO_INTAKE_REFUSED),
                    ==, 0);
}

static void
test_cut_at_any_byte (IntakeSample *self, gconstpointer data)
{
  g_autofree char *text = intake_sample_form (1, N_ROWS);
  g_autofree char *expected = expect (text);
  gsize length = strlen (text);
  gsize step = g_getenv ("MADO_LONG") != NULL ? 1 : 47;

  for (gsize cut = 0; cut < length; cut += step) {
    IntakeSample other;
    g_autofree char *part = g_strndup (text, cut);

    set_up (&other, NULL);
    take_in (&other, part);
    take_in (&other, text);
    g_assert_cmpint (intake_sample_ask (&other, "SELECT count (DISTINCT claim) FROM receipt"), ==,
                     intake_sample_ask (&other, "SELECT count (*) FROM entity"));
    if (is_cut_in_a_row (text, cut))
      assert_one_changed (&other, text);
    else
      assert_is (&other, expected);
    intake_sample_end (&other);
  }
}

static void
shuffle (GRand *random, guint *numbers, guint n)
{
  for (guint i = n; i > 1; i--) {
    guint other = (guint) g_rand_int_range (random, 0, (gint32) i);
    guint kept = numbers[i - 1];

    numbers[i - 1] = numbers[other];
    numbers[other] = kept;
  }
}

/* Exports overlap: each holds some of the same rows. */
static void
test_in_any_order (IntakeSample *self, gconstpointer data)
{
  g_autofree char *whole = intake_sample_form (1, 12);
  g_autofree char *expected = expect (whole);
  GRand *random = g_rand_new_with_seed (20250615);

  for (guint round = 0; round < 8; round++) {
    guint numbers[] = { 0, 1, 2, 3, 4, 5 };
    IntakeSample other;

    set_up (&other, NULL);
    shuffle (random, numbers, G_N_ELEMENTS (numbers));
    for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++) {
      g_autofree char *text = intake_sample_form (1 + 2 * (numbers[i] % 5), numbers[i] == 5 ? 12 : 4);

      take_in (&other, text);
      if (g_rand_boolean (random))
        take_in (&other, text);
    }
    assert_is (&other, expected);
    g_assert_cmpint (intake_sample_ask (&other, "SELECT count (*) FROM journal"), ==, 12);
    intake_sample_end (&other);
  }
  g_rand_free (random);
}

/* --- cancelled --------------------------------------------------------------------------------------------------- */

typedef struct {
  GCancellable *cancellable;
  guint left; /* times that it is told before somebody cancels */
} Impatience;

static void
told_cb (gpointer user_data, G_GNUC_UNUSED guint64 done, G_GNUC_UNUSED guint64 total)
{
  Impatience *self = user_data;

  if (self->left-- == 0)
    g_cancellable_cancel (self->cancellable);
}

static gboolean
apply_until (IntakeSample *self, const char *text, guint n_told)
{
  g_autoptr (MadoIntakeStage) stage = intake_sample_preview (self, "6月.csv", text);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Impatience impatience = { cancellable, n_told };
  g_autoptr (GError) error = NULL;
  gboolean is_done = mado_intake_stage_apply (stage, told_cb, &impatience, cancellable, &error);

  if (!is_done)
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  return is_done;
}

static void
assert_whole (IntakeSample *self, gint64 n_rows)
{
  g_assert_cmpint (intake_sample_ask (self, "SELECT count (*) FROM entity"), ==, n_rows);
  g_assert_cmpint (intake_sample_ask (self, "SELECT count (*) FROM journal"), ==, n_rows);
  g_assert_cmpint (
      intake_sample_ask (self, "SELECT count (*) FROM import_row JOIN entity ON entity.id = import_row.entity"), ==,
      n_rows);
  g_assert_cmpint (intake_sample_ask (self, "SELECT count (*) FROM receipt JOIN body USING (row)"), ==, n_rows);
}

static void
test_cancelled_at_any_piece (IntakeSample *self, gconstpointer data)
{
  g_autofree char *text = intake_sample_form (1, N_MANY);
  gint64 n_before = 0;

  while (n_before < N_MANY) {
    gboolean is_done = apply_until (self, text, 0);
    gint64 n_now = intake_sample_ask (self, "SELECT count (*) FROM entity");

    assert_whole (self, n_now);
    g_assert_cmpint (n_now, >, n_before);
    g_assert_true (!is_done || n_now == N_MANY);
    n_before = n_now;
  }
  take_in (self, text);
  assert_whole (self, N_MANY);
  g_assert_cmpint (intake_sample_ask (self, "SELECT count (*) FROM import"), ==, 1);
}

/* --- killed ------------------------------------------------------------------------------------------------------ */

/* Returns: whether it was killed */
static gboolean
kill_at (IntakeSample *self, const char *text, guint nth)
{
  pid_t child = fork ();
  int status = 0;

  if (child == 0) {
    intake_sample_open (self);
    mado_fault_vfs_arm (MADO_FAULT_KILL, nth);
    take_in (self, text);
    _exit (0);
  }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status) ? WTERMSIG (status) == SIGKILL : WEXITSTATUS (status) == 0);

  return WIFSIGNALED (status);
}

static void
test_killed_at_any_write (IntakeSample *self, gconstpointer data)
{
  g_autofree char *text = intake_sample_form (1, 230);
  guint n_kills = 0, step = g_getenv ("MADO_LONG") != NULL ? 1 : 61;
  gboolean was_killed = TRUE;

  mado_fault_vfs_register ();
  for (guint nth = 1; was_killed; nth += step) {
    IntakeSample other;
    gint64 n_rows;

    set_up (&other, NULL);
    other.store.place.vfs = MADO_FAULT_VFS;
    intake_sample_open (&other);
    intake_sample_close (&other);
    was_killed = kill_at (&other, text, nth);
    intake_sample_open (&other);
    n_rows = intake_sample_ask (&other, "SELECT count (*) FROM entity");
    assert_whole (&other, n_rows);
    g_assert_true (n_rows == 0 || n_rows == 200 || n_rows == 230);
    take_in (&other, text);
    assert_whole (&other, 230);
    n_kills += was_killed;
    intake_sample_end (&other);
  }
  g_test_message ("killed %u times", n_kills);
  g_assert_cmpuint (n_kills, >, 3);
}

#define add(name, function) g_test_add ("/intake-property/" name, IntakeSample, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("cut-at-any-byte", test_cut_at_any_byte);
  add ("in-any-order", test_in_any_order);
  add ("cancelled-at-any-piece", test_cancelled_at_any_piece);
  add ("killed-at-any-write", test_killed_at_any_write);

  return g_test_run ();
}
