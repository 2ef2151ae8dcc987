/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which kanji are forms of one another, for keys and for saying so on a screen, never for changing a name. */

#include "mado-kanji.h"

#include "mado-tables.h"

#define N_PAGES 0x300 /* the planes that have kanji: 0 to 2 */

/* The base of each variant, by the high part of its code point and then by the low; 0: it is no variant. */
typedef struct {
  gunichar *pages[N_PAGES];
} Bases;

static void
add_variant (Bases *bases, gunichar variant, gunichar base)
{
  g_assert (variant >> 8 < N_PAGES);
  gunichar **page = &bases->pages[variant >> 8];

  if (*page == NULL)
    *page = g_new0 (gunichar, 0x100);
  (*page)[variant & 0xFF] = base;
}

/* Called once. Returns the tables of both levels. */
static void *
load_bases (void *unused)
{
  Bases *levels = g_new0 (Bases, 2);
  MadoTsv rows;

  mado_tables_open ("kanji-variants.tsv", &rows);
  for (GStrv row; (row = mado_tsv_next (&rows)) != NULL; g_strfreev (row)) {
    g_assert (row[2][0] == '1' || row[2][0] == '2');
    add_variant (&levels[row[2][0] - '1'], g_utf8_get_char (row[0]), g_utf8_get_char (row[1]));
  }

  return levels;
}

/**
 * mado_kanji_get_base:
 * @character: any character
 * @level: which relation counts
 *
 * The table is flat within a level: the base of a variant is no variant there. A confused character is looked up
 * after its variants (齊 → 斉 → 斎).
 *
 * Returns: the character that stands for @character and all its like; @character itself where it has no row
 */
gunichar
mado_kanji_get_base (gunichar character, MadoKanjiLevel level)
{
  static GOnce once = G_ONCE_INIT;
  const Bases *levels = g_once (&once, load_bases, NULL);
  const gunichar *page = character >> 8 < N_PAGES ? levels[level - 1].pages[character >> 8] : NULL;
  gunichar base = page != NULL ? page[character & 0xFF] : 0;

  return base != 0 ? base : character;
}

/**
 * mado_kanji_is_selector:
 * @character: any character
 *
 * Returns: whether it is a variation selector, which only says how the character before it is drawn
 */
gboolean
mado_kanji_is_selector (gunichar character)
{
  return (character >= 0xFE00 && character <= 0xFE0F) || (character >= 0xE0100 && character <= 0xE01EF);
}
