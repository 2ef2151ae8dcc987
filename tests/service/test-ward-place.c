/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A ward lies where the configuration says, until the office knows better. */

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "mado-service-papers.h"
#include "mado-ward-directory.h"

typedef struct {
  char *folder;
  MadoSecret *secret;
  MadoWardSettings office;
  MadoWardSettings ward;
  MadoServiceSettings settings;
} Town;

static void
set_up (Town *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoWardPlace) office = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("mado-place-XXXXXX", NULL);
  self->secret = mado_secret_new_random (MADO_SERVICE_SECRET_SIZE);
  self->office =
      (MadoWardSettings) { (char *) "office", (char *) "sqlcipher", g_build_filename (self->folder, "office", NULL) };
  self->ward =
      (MadoWardSettings) { (char *) "shinjuku", (char *) "sqlcipher", g_build_filename (self->folder, "made", NULL) };
  self->settings.office = &self->office;
  self->settings.wards = g_ptr_array_new ();
  g_ptr_array_add (self->settings.wards, &self->ward);
  office = mado_ward_place_new (&self->office, self->secret, &error);
  mado_ward_place_create (office, MADO_WARD_SERVED, &error);
  g_assert_no_error (error);
}

static void
tear_down (Town *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GDir) files = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (files)) != NULL) {
    g_autofree char *path = g_build_filename (self->folder, name, NULL);

    g_assert_cmpint (g_remove (path), ==, 0);
  }
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_ptr_array_unref (self->settings.wards);
  mado_secret_free (self->secret);
  g_free (self->office.place);
  g_free (self->ward.place);
  g_free (self->folder);
}

static char *
look_up (Town *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoWardPlace) place = mado_ward_directory_find (&self->settings, "shinjuku", self->secret, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (mado_ward_place_get_name (place), ==, "shinjuku");

  return g_strdup (mado_ward_place_get_text (place));
}

static void
test_it_lies_where_it_was_made_until_it_moves (Town *self, G_GNUC_UNUSED gconstpointer data)
{
  static const char *const ways[] = { "postgresql:host=/run port=5433 dbname='a ward'", "sqlcipher:/srv/b",
                                      "sqlcipher:/srv/b" };
  g_autofree char *first = look_up (self);
  g_autofree char *made = g_strconcat ("sqlcipher:", self->ward.place, NULL);

  g_assert_cmpstr (first, ==, made);
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++) {
    g_autoptr (MadoWardPlace) place = mado_ward_place_read ("shinjuku", ways[i], self->secret, NULL);
    g_autoptr (GError) error = NULL;
    g_auto (MadoOfficeVisit) office = { 0 };
    g_autofree char *now = NULL;

    mado_office_visit_begin (&office, &self->settings, self->secret, MADO_BACKEND_WRITE, &error);
    g_assert_no_error (error);
    g_assert_true (mado_ward_directory_put (office.backend, place, NULL));
    g_assert_true (mado_office_visit_commit (&office, NULL));
    now = look_up (self);
    g_assert_cmpstr (now, ==, ways[i]);
  }
}

static void
test_nobody_knows_another_ward (Town *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (mado_ward_directory_find (&self->settings, "chuo", self->secret, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
test_a_place_is_read_or_refused (Town *self, G_GNUC_UNUSED gconstpointer data)
{
  static const char *const bad[] = { "", ":", "sqlcipher", "sqlcipher:", "oracle:x", "/srv/ward", "postgresql:" };
  g_autofree char *here = g_get_current_dir ();
  g_autofree char *whole = g_strconcat ("sqlcipher:", here, "/ward", NULL);
  g_autoptr (MadoWardPlace) place = mado_ward_place_read ("shinjuku", "sqlcipher:ward", self->secret, NULL);

  g_assert_cmpstr (mado_ward_place_get_text (place), ==, whole);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (mado_ward_place_read ("shinjuku", bad[i], self->secret, &error));
    g_assert_nonnull (error);
  }
}

#define ADD_TEST(name, function) g_test_add ("/ward-place/" name, Town, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_TEST ("it-lies-where-it-was-made-until-it-moves", test_it_lies_where_it_was_made_until_it_moves);
  ADD_TEST ("nobody-knows-another-ward", test_nobody_knows_another_ward);
  ADD_TEST ("a-place-is-read-or-refused", test_a_place_is_read_or_refused);

  return g_test_run ();
}
