/* SPDX-License-Identifier: GPL-3.0-or-later */

/* When somebody is taken for gone, by a clock that the test turns. */

#include "mado-absence.h"

static gint64 now;

static gint64
get_now (void)
{
  return now;
}

static void
pass (gint64 seconds)
{
  now += seconds * G_USEC_PER_SEC;
}

typedef struct {
  MadoAbsence *absence;
  guint n_warned;
  guint n_gone;
} Scene;

static void
count_cb (MadoAbsence *absence, guint *count)
{
  (*count)++;
}

static void
set_up (Scene *scene, gconstpointer data)
{
  scene->absence = mado_absence_new (get_now);
  g_signal_connect (scene->absence, "warned", G_CALLBACK (count_cb), &scene->n_warned);
  g_signal_connect (scene->absence, "gone", G_CALLBACK (count_cb), &scene->n_gone);
  mado_absence_set_limit (scene->absence, 600);
}

static void
tear_down (Scene *scene, gconstpointer data)
{
  g_object_unref (scene->absence);
}

static void
look_after (Scene *scene, gint64 seconds)
{
  pass (seconds);
  mado_absence_look (scene->absence);
}

static void
test_warns_before_it_hides (Scene *scene, gconstpointer data)
{
  look_after (scene, 569);
  g_assert_cmpuint (scene->n_warned, ==, 0);
  look_after (scene, 1);
  g_assert_cmpuint (scene->n_warned, ==, 1);
  look_after (scene, 29);
  g_assert_cmpuint (scene->n_warned, ==, 1);
  g_assert_cmpuint (scene->n_gone, ==, 0);
  look_after (scene, 1);
  g_assert_cmpuint (scene->n_gone, ==, 1);
  look_after (scene, 600);
  g_assert_cmpuint (scene->n_gone, ==, 1);
}

static void
test_any_key_keeps_it (Scene *scene, gconstpointer data)
{
  look_after (scene, 590);
  mado_absence_note_presence ();
  look_after (scene, 590);
  g_assert_cmpuint (scene->n_warned, ==, 2);
  g_assert_cmpuint (scene->n_gone, ==, 0);
}

/* Whoever came back and goes again is gone again. */
static void
test_goes_again (Scene *scene, gconstpointer data)
{
  look_after (scene, 600);
  mado_absence_note_presence ();
  look_after (scene, 1);
  look_after (scene, 600);
  g_assert_cmpuint (scene->n_gone, ==, 2);
}

static void
test_zero_never_hides (Scene *scene, gconstpointer data)
{
  mado_absence_set_limit (scene->absence, 0);
  look_after (scene, G_MAXINT32);
  g_assert_cmpuint (scene->n_warned, ==, 0);
  g_assert_cmpuint (scene->n_gone, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/absence/warns-before-it-hides", Scene, NULL, set_up, test_warns_before_it_hides, tear_down);
  g_test_add ("/absence/any-key-keeps-it", Scene, NULL, set_up, test_any_key_keeps_it, tear_down);
  g_test_add ("/absence/goes-again", Scene, NULL, set_up, test_goes_again, tear_down);
  g_test_add ("/absence/zero-never-hides", Scene, NULL, set_up, test_zero_never_hides, tear_down);

  return g_test_run ();
}
