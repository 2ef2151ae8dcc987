/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A folder that takes files in by itself: when they are whole, one after the other, and each put where it belongs. */

#include <glib/gstdio.h>
#include <string.h>
#include <zip.h>

#include "intake-sample.h"
#include "mado-file-calm.h"
#include "mado-intake-watch.h"

#define CALM 60 /* milliseconds */

typedef struct {
  IntakeSample sample;
  char *folder;
  MadoIntakeWatch *watch;
  GString *told;
  guint n_told;
} Sample;

static void
watched_cb (gpointer user_data, const char *name, const char *where, const GError *error)
{
  Sample *self = user_data;

  g_string_append_printf (self->told, "%s %s%s\n", name, where, error != NULL ? " error" : "");
  self->n_told++;
}

static void
set_up (Sample *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  intake_sample_begin (&self->sample, "ninpu-r7", "verifier", "2025-06-15T01:00:00.000000Z");
  intake_sample_open (&self->sample);
  self->folder = g_dir_make_tmp ("mado-watch-XXXXXX", NULL);
  self->told = g_string_new (NULL);
}

static void
begin (Sample *self)
{
  g_autoptr (GError) error = NULL;

  self->watch = mado_intake_watch_new (self->sample.desk, self->folder, mado_intake_means_get_default (), CALM, &error);
  g_assert_no_error (error);
  mado_intake_watch_tell (self->watch, watched_cb, self);
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) files = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (files)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    if (g_file_test (child, G_FILE_TEST_IS_DIR))
      remove_all (child);
    else
      g_assert_cmpint (g_unlink (child), ==, 0);
  }
  g_assert_cmpint (g_rmdir (path), ==, 0);
}

/* The thread that has read a file may be the last that lets the watch go; whoever else holds it holds it for ever. */
static void
let_go (MadoIntakeWatch *watch)
{
  gpointer weak = watch;

  g_object_add_weak_pointer (G_OBJECT (watch), &weak);
  g_object_unref (watch);
  while (g_atomic_pointer_get (&weak) != NULL) {
    g_main_context_iteration (NULL, FALSE);
    g_thread_yield ();
  }
}

static void
tear_down (Sample *self, gconstpointer data)
{
  mado_intake_watch_stop (self->watch);
  let_go (g_steal_pointer (&self->watch));
  intake_sample_end (&self->sample);
  remove_all (self->folder);
  g_free (self->folder);
  g_string_free (self->told, TRUE);
}

static char *
name_file (const Sample *self, const char *where, const char *name)
{
  return g_build_filename (self->folder, where, name, NULL);
}

static void
put (const Sample *self, const char *name, const char *text)
{
  g_autofree char *path = name_file (self, "", name);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
put_zip (const Sample *self, const char *name, const char *entry)
{
  static const char picture[] = "\xFF\xD8\xFF\xE0 a made-up picture, long enough";
  g_autofree char *path = name_file (self, "", name);
  zip_t *zip = zip_open (path, ZIP_CREATE, NULL);
  zip_source_t *source;

  g_assert_nonnull (zip);
  source = zip_source_buffer (zip, picture, sizeof picture, 0);
  g_assert_nonnull (source);
  g_assert_cmpint (zip_file_add (zip, entry, source, ZIP_FL_ENC_UTF_8), >=, 0);
  g_assert_cmpint (zip_close (zip), ==, 0);
}

static gboolean
is_there (const Sample *self, const char *where, const char *name)
{
  g_autofree char *path = name_file (self, where, name);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
wait_for (Sample *self, guint n_told)
{
  while (self->n_told < n_told)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_files_are_put_where_they_belong (Sample *self, gconstpointer data)
{
  g_autofree char *first = intake_sample_form (1, 3);
  g_autofree char *second = intake_sample_form (2, 3);
  g_autofree char *list = name_file (self, MADO_INTAKE_WATCH_DOUBT, "c.csv.確認.csv");
  g_autofree char *content = NULL;

  put (self, "a.csv", first);
  put (self, ".hidden.csv", first);
  put (self, "x.tmp", first);
  begin (self);
  wait_for (self, 1);
  put (self, "b.csv", second);
  put (self, "c.csv", "あ,い\n1,2\n");
  wait_for (self, 3);
  g_assert_true (is_there (self, MADO_INTAKE_WATCH_DONE, "a.csv"));
  g_assert_true (is_there (self, MADO_INTAKE_WATCH_DONE, "b.csv"));
  g_assert_true (is_there (self, MADO_INTAKE_WATCH_DOUBT, "c.csv"));
  g_assert_false (is_there (self, "", "a.csv") || is_there (self, "", "b.csv") || is_there (self, "", "c.csv"));
  g_assert_true (is_there (self, "", "x.tmp"));
  g_assert_true (g_file_get_contents (list, &content, NULL, NULL));
  g_assert_nonnull (strstr (content, "E_MAP_NONE"));
  g_assert_cmpint (intake_sample_ask (&self->sample, "SELECT count (*) FROM entity"), ==, 4);
}

static void
test_what_changed_waits_for_a_person (Sample *self, gconstpointer data)
{
  put (self, "a.csv", "受付番号,氏名,職業\n1,見本 花子,船大工\n");
  begin (self);
  wait_for (self, 1);
  put (self, "a.csv", "受付番号,氏名,職業\n1,見本 花子,大工\n2,見本 太郎,大工\n");
  wait_for (self, 2);
  g_assert_cmpstr (self->told->str, ==, "a.csv " MADO_INTAKE_WATCH_DONE "\na.csv " MADO_INTAKE_WATCH_DOUBT "\n");
  g_assert_cmpint (intake_sample_ask (&self->sample, "SELECT count (*) FROM entity"), ==, 2);
  put (self, "a.csv", "受付番号,氏名,職業\n3,見本 次郎,大工\n");
  wait_for (self, 3);
  g_assert_true (is_there (self, MADO_INTAKE_WATCH_DONE, "1-a.csv")); /* nothing is written over */
}

static void
test_a_zip_waits_for_the_table_beside_it (Sample *self, gconstpointer data)
{
  g_autofree char *text = intake_sample_form (1, 3);

  put_zip (self, "a.zip", "W00001_通帳.jpg");
  put (self, "b.csv", text);
  begin (self);
  wait_for (self, 2);
  g_assert_cmpstr (self->told->str, ==, "b.csv " MADO_INTAKE_WATCH_DONE "\na.zip " MADO_INTAKE_WATCH_DONE "\n");
  g_assert_true (is_there (self, MADO_INTAKE_WATCH_DONE, "a.zip"));
  g_assert_cmpint (intake_sample_ask (&self->sample, "SELECT count (*) FROM attachment"), ==, 1);
}

static void
test_a_zip_in_doubt_waits_for_a_person (Sample *self, gconstpointer data)
{
  g_autofree char *list = name_file (self, MADO_INTAKE_WATCH_DOUBT, "a.zip.確認.csv");
  g_autofree char *content = NULL;

  put_zip (self, "a.zip", "W99999.jpg");
  put (self, "b.zip", "this is none");
  begin (self);
  wait_for (self, 2);
  g_assert_cmpstr (self->told->str, ==, "a.zip " MADO_INTAKE_WATCH_DOUBT "\nb.zip " MADO_INTAKE_WATCH_DOUBT " error\n");
  g_assert_true (g_file_get_contents (list, &content, NULL, NULL));
  g_assert_nonnull (strstr (content, "E_RECEIPT_UNKNOWN"));
}

/* Somebody copies a file over a slow line: as long as it grows it is left alone. */
static void
test_a_file_that_grows_is_left_alone (void)
{
  g_autoptr (MadoFileCalm) calm = mado_file_calm_new (100);

  g_assert_false (mado_file_calm_see (calm, "a", 10, 1, 0));
  g_assert_false (mado_file_calm_see (calm, "a", 10, 1, 99));
  g_assert_false (mado_file_calm_see (calm, "a", 20, 1, 100));
  g_assert_false (mado_file_calm_see (calm, "b", 20, 1, 150));
  g_assert_false (mado_file_calm_see (calm, "a", 20, 2, 199));
  g_assert_false (mado_file_calm_see (calm, "a", 20, 2, 298));
  g_assert_true (mado_file_calm_see (calm, "a", 20, 2, 299));
  g_assert_true (mado_file_calm_see (calm, "b", 20, 1, 250));
  mado_file_calm_forget (calm, "a");
  g_assert_false (mado_file_calm_see (calm, "a", 20, 2, 1000));
}

#define add(name, function) g_test_add ("/intake-watch/" name, Sample, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("files-are-put-where-they-belong", test_files_are_put_where_they_belong);
  add ("what-changed-waits-for-a-person", test_what_changed_waits_for_a_person);
  add ("a-zip-waits-for-the-table-beside-it", test_a_zip_waits_for_the_table_beside_it);
  add ("a-zip-in-doubt-waits-for-a-person", test_a_zip_in_doubt_waits_for_a_person);
  g_test_add_func ("/intake-watch/a-file-that-grows-is-left-alone", test_a_file_that_grows_is_left_alone);

  return g_test_run ();
}
