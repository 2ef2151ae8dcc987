/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The conditions in brackets after a town's name (２丁目１番１〜２３号、２番), which tell apart its postal codes. */

#include "mado-town-conditions.h"

#include <string.h>

#include "mado-address-text.h"

enum { CHOME, BANCHI, GO, N_LEVELS };

/* A condition as it is read: the bounds of each level, as far as they are named. */
typedef struct {
  guint low[N_LEVELS];
  guint high[N_LEVELS]; /* 0: not named */
} Bounds;

static gsize
read_bound (const char *text, guint *out_value)
{
  gsize length = strspn (text, "0123456789");

  if (length == 0 || length > 6)
    return 0;
  *out_value = (guint) g_ascii_strtoull (text, NULL, 10);

  return length;
}

/* The level whose unit @text begins with. */
static gsize
read_unit (const char *text, int *out_level)
{
  static const struct {
    const char *unit;
    int level;
  } units[] = { { "丁目", CHOME }, { "番地", BANCHI }, { "番", BANCHI }, { "号", GO } };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_has_prefix (text, units[i].unit)) {
      *out_level = units[i].level;
      return strlen (units[i].unit);
    }

  return 0;
}

/* In １８・２１番 the first number has the unit of the second. */
static gboolean
find_later_unit (const char *text, int *out_level)
{
  const char *p = text + strcspn (text, "0123456789");

  p += strspn (p, "0123456789");

  return read_unit (p, out_level) > 0;
}

/* Reads "1番" or "1〜23号" into @bounds. Returns the bytes of it, 0 where it is anything else. */
static gsize
read_level (const char *text, Bounds *bounds)
{
  guint low, high;
  int level;
  gsize length;
  const char *p = text;

  if ((length = read_bound (p, &low)) == 0)
    return 0;
  p += length;
  high = low;
  if (g_str_has_prefix (p, "〜")) {
    p += strlen ("〜");
    if ((length = read_bound (p, &high)) == 0)
      return 0;
    p += length;
  }
  if ((length = read_unit (p, &level)) == 0 && (!g_str_has_prefix (p, "・") || !find_later_unit (p, &level)))
    return 0;
  p += length;
  bounds->low[level] = low;
  bounds->high[level] = high;
  for (int deeper = level + 1; deeper < N_LEVELS; deeper++)
    bounds->high[deeper] = 0;

  return (gsize) (p - text);
}

/* Holds the numbers of a block against the bounds. Where the town has no 丁目, the first number is the 番地. */
static MadoTownVerdict
judge_bounds (const Bounds *bounds, char **numbers, gboolean has_chome)
{
  guint n_numbers = g_strv_length (numbers);

  for (int level = 0; level < N_LEVELS; level++) {
    guint place = (guint) (level - (has_chome ? 0 : 1));
    guint number;

    if (bounds->high[level] == 0)
      continue;
    if (place >= n_numbers || read_bound (numbers[place], &number) == 0)
      return MADO_TOWN_CONDITIONS_UNKNOWN;
    if (number < bounds->low[level] || number > bounds->high[level])
      return MADO_TOWN_CONDITIONS_UNFULFILLED;
  }

  return MADO_TOWN_CONDITIONS_FULFILLED;
}

/**
 * mado_town_conditions_judge:
 * @conditions: as the post writes them; empty for none
 * @block: the numbers of an address, "3-12-3"
 *
 * Returns: whether the block fulfils them; unknown where the block is too short or the conditions are of another kind
 */
MadoTownVerdict
mado_town_conditions_judge (const char *conditions, const char *block)
{
  g_autofree char *folded = mado_address_text_fold_width (conditions);
  g_auto (GStrv) numbers = g_strsplit (block, "-", 8);
  gboolean has_chome = strstr (folded, "丁目") != NULL;
  MadoTownVerdict verdict = MADO_TOWN_CONDITIONS_UNFULFILLED;
  Bounds bounds = { 0 };

  if (folded[0] == '\0' || strcmp (folded, "その他") == 0)
    return MADO_TOWN_CONDITIONS_REST;

  for (const char *p = folded; *p != '\0';) {
    gsize length = read_level (p, &bounds);

    if (length == 0)
      return MADO_TOWN_CONDITIONS_UNKNOWN;
    p += length;
    if (*p != '\0' && !g_str_has_prefix (p, "、") && !g_str_has_prefix (p, "・"))
      continue;
    verdict = MAX (verdict, judge_bounds (&bounds, numbers, has_chome));
    if (*p != '\0')
      p = g_utf8_next_char (p);
  }

  return verdict;
}
