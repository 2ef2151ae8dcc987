/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Folding of names against GLib's normalization of the same text, which is the least that a key needs without
 * a way of its own. */

#include "mado-bench.h"
#include "mado-fold.h"

#define N_NAMES 200000

static const char *const plain_parts[] = {
  "髙橋", "渡邊", "佐藤",   "鈴木",   "齋藤",   "濵田",     "山﨑",       "佐々木", "　",     " ",    "花子", "太郎",
  "眞惠", "廣",   "ヤマダ", "はなこ", "タロウ", "キョウコ", "ＳＭＩＴＨ", "・",     "オーノ", "𠮷田", "葛󠄀西", "一郎",
};
static const char *const half_width_parts[] = { "ﾔﾏﾀﾞ", "ﾊﾅｺ", " ", "ﾀﾛｳ", "ｼﾝｼﾞﾕｸ", "ﾜﾀﾅﾍﾞ", "ﾋﾞｸﾄﾘｱ" };

static GStrv
make_names (const char *const *parts, gint32 n_parts)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  GStrv names = g_new0 (char *, N_NAMES + 1);

  for (int i = 0; i < N_NAMES; i++) {
    const char *part[5];

    for (gsize j = 0; j < G_N_ELEMENTS (part); j++)
      part[j] = parts[g_rand_int_range (random, 0, n_parts)];
    names[i] = g_strconcat (part[0], part[1], part[2], part[3], part[4], NULL);
  }

  return names;
}

static void
fold_names (gpointer names)
{
  for (char **name = names; *name != NULL; name++) {
    g_autofree char *key = mado_fold_name (*name, MADO_FOLD_STRICT);
  }
}

static void
normalize_names (gpointer names)
{
  for (char **name = names; *name != NULL; name++) {
    g_autofree char *normalized = g_utf8_normalize (*name, -1, G_NORMALIZE_ALL_COMPOSE);
  }
}

static void
compare_work (const char *title, const char *const *parts, gint32 n_parts)
{
  g_auto (GStrv) names = make_names (parts, n_parts);

  mado_bench_compare (title, fold_names, "g_utf8_normalize", normalize_names, names);
}

int
main (void)
{
  compare_work ("fold names", plain_parts, G_N_ELEMENTS (plain_parts));
  compare_work ("fold half-width kana", half_width_parts, G_N_ELEMENTS (half_width_parts));

  return 0;
}
