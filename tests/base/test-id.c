/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "mado-id.h"

#define ZEROS ((const guint8[MADO_ID_RANDOM_SIZE]) { 0 })
#define ONES ((const guint8[MADO_ID_RANDOM_SIZE]) { 255, 255, 255, 255, 255, 255, 255, 255, 255, 255 })

static void
assert_text (MadoId id, const char *expected)
{
  char text[MADO_ID_TEXT_SIZE];

  mado_id_to_text (id, text);
  g_assert_cmpstr (text, ==, expected);
}

static gint64
get_milliseconds (MadoId id)
{
  gint64 milliseconds = 0;

  for (int i = 0; i < 6; i++)
    milliseconds = milliseconds << 8 | id.bytes[i];

  return milliseconds;
}

/* The example of RFC 9562, appendix A.6: 22 February 2022, 19:22:22 UTC. */
static void
test_the_example_of_the_rfc (void)
{
  const guint8 random[MADO_ID_RANDOM_SIZE] = { 0x0C, 0xC3, 0x18, 0xC4, 0xDC, 0x0C, 0x0C, 0x07, 0x39, 0x8F };
  MadoInstant time = mado_instant_from_iso ("2022-02-22T19:22:22.000000Z");

  assert_text (mado_id_build (time, random), "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
}

static void
test_marks_stand_whatever_the_chance (void)
{
  assert_text (mado_id_build ((MadoInstant) { 0 }, ZEROS), "00000000-0000-7000-8000-000000000000");
  assert_text (mado_id_build ((MadoInstant) { 0 }, ONES), "00000000-0000-7fff-bfff-ffffffffffff");
  assert_text (mado_id_build ((MadoInstant) { -5000 }, ZEROS), "00000000-0000-7000-8000-000000000000");
}

static void
test_text_comes_back_in_either_case (void)
{
  MadoId id = mado_id_from_text ("0195EEB1-5A00-7ABC-8DEF-0123456789AB");

  g_assert_true (mado_id_is_valid (id));
  assert_text (id, "0195eeb1-5a00-7abc-8def-0123456789ab");
  g_assert_cmpint (mado_id_compare (mado_id_from_text ("0195eeb1-5a00-7abc-8def-0123456789ab"), id), ==, 0);
}

static void
test_any_other_text_is_no_id (void)
{
  const char *const wrong[] = {
    "",
    "0195eeb1-5a00-7abc-8def-0123456789a",
    "0195eeb1-5a00-7abc-8def-0123456789abc",
    "0195eeb1-5a00-7abc-8def-0123456789ag",
    "0195eeb15a00-7abc-8def-0123456789ab",
    "0195eeb15a007abc8def0123456789ab",
    "{0195eeb1-5a00-7abc-8def-0123456789ab}",
    " 0195eeb1-5a00-7abc-8def-0123456789ab",
    "0195eeb1-5a00-4abc-8def-0123456789ab",
    "0195eeb1-5a00-7abc-0def-0123456789ab",
    "0195eeb1-5a00-7abc-cdef-0123456789ab",
    "00000000-0000-0000-0000-000000000000",
  };

  g_assert_false (mado_id_is_valid (mado_id_from_text (NULL)));
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_cmpint (mado_id_compare (mado_id_from_text (wrong[i]), MADO_ID_NONE), ==, 0);
}

static void
test_every_cut_text_is_no_id (void)
{
  const char *text = "0195eeb1-5a00-7abc-8def-0123456789ab";

  for (gsize length = 0; length < strlen (text); length++) {
    g_autofree char *cut = g_strndup (text, length); /* on the heap, where the sanitizer sees a read past the end */

    g_assert_false (mado_id_is_valid (mado_id_from_text (cut)));
  }
}

/* The clock stands still for longer than a millisecond has room, jumps back, and catches up. */
static void
test_a_line_rises_whatever_the_clock_does (void)
{
  const gint64 clock[] = { 1000000, 1000000, 999000, 5000, 0, -1, 1001000, 1000999, 2000000, 1999999 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (9562);
  MadoIdSequence sequence = { 0 };
  MadoId before = MADO_ID_NONE;

  for (gsize i = 0; i < G_N_ELEMENTS (clock); i++)
    for (int j = 0; j < 10000; j++) {
      guint8 random[MADO_ID_RANDOM_SIZE];

      for (gsize k = 0; k < sizeof random; k++)
        random[k] = (guint8) g_rand_int (rand);
      MadoId id = mado_id_next (&sequence, (MadoInstant) { clock[i] }, random);

      g_assert_true (mado_id_is_valid (id));
      g_assert_cmpint (mado_id_compare (before, id), <, 0);
      before = id;
    }
}

static void
test_a_line_follows_the_clock (void)
{
  MadoIdSequence sequence = { 0 };

  g_assert_cmpint (get_milliseconds (mado_id_next (&sequence, (MadoInstant) { 7000999 }, ONES)), ==, 7000);
  g_assert_cmpint (get_milliseconds (mado_id_next (&sequence, (MadoInstant) { 7000999 }, ONES)), ==, 7000);
  g_assert_cmpint (get_milliseconds (mado_id_next (&sequence, (MadoInstant) { 9001000 }, ONES)), ==, 9001);
}

static void
test_equal_lines_give_equal_ids (void)
{
  MadoIdSequence a = { 0 }, b = { 0 };

  for (int i = 0; i < 5000; i++)
    g_assert_cmpint (mado_id_compare (mado_id_next (&a, (MadoInstant) { i * 300 }, ZEROS),
                                      mado_id_next (&b, (MadoInstant) { i * 300 }, ZEROS)),
                     ==, 0);
}

#define N_THREADS 4
#define N_DRAWN 20000

static gpointer
draw_many (gpointer data)
{
  MadoId *ids = data;

  for (int i = 0; i < N_DRAWN; i++)
    ids[i] = mado_id_draw ();

  return NULL;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return mado_id_compare (*(const MadoId *) a, *(const MadoId *) b);
}

static void
test_threads_draw_rising_and_different_ids (void)
{
  g_autofree MadoId *ids = g_new (MadoId, N_THREADS * N_DRAWN);
  GThread *threads[N_THREADS];

  for (int i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("draw", draw_many, ids + i * N_DRAWN);
  for (int i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);

  for (int i = 0; i < N_THREADS * N_DRAWN; i++)
    if (i % N_DRAWN != 0)
      g_assert_cmpint (mado_id_compare (ids[i - 1], ids[i]), <, 0);
  qsort (ids, N_THREADS * N_DRAWN, sizeof *ids, compare_ids);
  for (int i = 1; i < N_THREADS * N_DRAWN; i++)
    g_assert_cmpint (mado_id_compare (ids[i - 1], ids[i]), <, 0);
}

static void
test_chance_is_drawn_anew_for_every_id (void)
{
  MadoId a = mado_id_draw (), b = mado_id_draw ();

  g_assert_true (mado_id_is_valid (a));
  g_assert_cmpint (memcmp (a.bytes + 8, b.bytes + 8, 8), !=, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/id/example-of-the-rfc", test_the_example_of_the_rfc);
  g_test_add_func ("/id/marks-stand-whatever-the-chance", test_marks_stand_whatever_the_chance);
  g_test_add_func ("/id/text-comes-back-in-either-case", test_text_comes_back_in_either_case);
  g_test_add_func ("/id/any-other-text-is-no-id", test_any_other_text_is_no_id);
  g_test_add_func ("/id/every-cut-text-is-no-id", test_every_cut_text_is_no_id);
  g_test_add_func ("/id/line-rises-whatever-the-clock-does", test_a_line_rises_whatever_the_clock_does);
  g_test_add_func ("/id/line-follows-the-clock", test_a_line_follows_the_clock);
  g_test_add_func ("/id/equal-lines-give-equal-ids", test_equal_lines_give_equal_ids);
  g_test_add_func ("/id/threads-draw-rising-and-different-ids", test_threads_draw_rising_and_different_ids);
  g_test_add_func ("/id/chance-is-drawn-anew", test_chance_is_drawn_anew_for_every_id);

  return g_test_run ();
}
