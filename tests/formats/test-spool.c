/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <stdlib.h>
#include <string.h>

#include "mado-spool.h"

#define ENTRY_SIZE 8

static int
compare (const void *a, const void *b)
{
  return memcmp (a, b, ENTRY_SIZE);
}

static void
assert_gives (MadoSpool *spool, const guint8 *sorted, gsize n_entries)
{
  g_autoptr (GError) error = NULL;
  gconstpointer entry;

  for (gsize i = 0; i < n_entries; i++) {
    g_assert_true (mado_spool_next (spool, &entry, &error));
    g_assert_cmpmem (entry, ENTRY_SIZE, sorted + i * ENTRY_SIZE, ENTRY_SIZE);
  }
  g_assert_true (mado_spool_next (spool, &entry, &error));
  g_assert_null (entry);
}

/* The memory is that of 34 entries, so that the largest counts need several rounds of merging. */
static void
test_any_number_comes_out_sorted (void)
{
  const gsize counts[] = { 0, 1, 33, 34, 35, 68, 34 * 16, 34 * 16 + 1, 34 * 16 * 16 + 5, 20000 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++) {
    g_autoptr (MadoSpool) spool = mado_spool_new (ENTRY_SIZE, 34 * ENTRY_SIZE);
    g_autofree guint8 *entries = g_malloc (counts[i] * ENTRY_SIZE + 1);

    for (gsize k = 0; k < counts[i]; k++) {
      guint64 value = g_rand_int_range (rand, 0, 5000); /* some are equal */

      memcpy (entries + k * ENTRY_SIZE, &value, ENTRY_SIZE);
      g_assert_true (mado_spool_add (spool, &value, NULL));
    }
    qsort (entries, counts[i], ENTRY_SIZE, compare);
    g_assert_true (mado_spool_sort (spool, NULL));
    assert_gives (spool, entries, counts[i]);
    mado_spool_rewind (spool);
    assert_gives (spool, entries, counts[i]);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/spool/any-number-comes-out-sorted", test_any_number_comes_out_sorted);

  return g_test_run ();
}
