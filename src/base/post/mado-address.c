/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Takes an address apart, wherever it begins, and tells whether two are the same place. */

#include "mado-address.h"

#include <string.h>

#include "mado-address-text.h"
#include "mado-character.h"
#include "mado-town-conditions.h"

static const char *
skip_spaces (const char *text)
{
  return text + strspn (text, " ");
}

/* The dash, comma or space that stands between two parts. */
static const char *
skip_joint (const char *text)
{
  for (gunichar next; (next = g_utf8_get_char (text)) != '\0'; text = g_utf8_next_char (text))
    if (g_utf8_strchr (" ,、", -1, next) == NULL && !mado_character_is_dash (next))
      break;

  return text;
}

/* --- postal code ----------------------------------------------------------------------------------------------- */

/* Returns where the postal code ends that @text begins with, of at least so many digits, or NULL. */
static const char *
read_code (const char *text, gsize min_digits, char out_zip[MADO_POSTAL_CODE_SIZE])
{
  gsize n_head = strspn (text, "0123456789");
  gsize n_tail = 0;
  gsize length = n_head;

  if (n_head < 4 && (text[n_head] == '-' || text[n_head] == ' ')) {
    n_tail = strspn (text + n_head + 1, "0123456789");
    length += 1 + n_tail;
  }
  if (n_head + n_tail < min_digits || n_head + n_tail > 7)
    return NULL;

  g_autofree char *code = g_strndup (text, length);

  return mado_postal_code_parse (code, out_zip) != MADO_POSTAL_CODE_WRONG ? text + length : NULL;
}

/* Takes a code in front: seven digits, or behind the mark 〒 also six; what else is behind the mark is passed over.
 * Returns what follows it. */
static const char *
read_zip (const char *text, char out_zip[MADO_POSTAL_CODE_SIZE])
{
  const char *end;

  while (g_str_has_prefix (text, "〒")) {
    const char *code = skip_spaces (text + strlen ("〒"));

    end = read_code (code, 6, out_zip);
    text = skip_joint (end != NULL ? end : code + strspn (code, "0123456789- "));
    if (end != NULL)
      return text;
  }
  end = read_code (text, 7, out_zip);

  return end != NULL ? skip_joint (end) : text;
}

/* --- block ----------------------------------------------------------------------------------------------------- */

static gboolean
begins_number (const char *text)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  return mado_address_text_read_number (text, digits) > 0;
}

/* Returns the bytes of 丁目, 番地, … that @text begins with, 0 where it is only the beginning of another word. */
static gsize
read_unit (const char *text)
{
  static const struct {
    const char *unit;
    const char *other_words; /* characters that make another word of it: 番町, 号室 */
    gboolean number_follows; /* 四丁六番, but not 八丁堀 */
  } units[] = { { "丁目", "", FALSE },
                { "番地", "", FALSE },
                { "番", "町街館棟", FALSE },
                { "丁", "", TRUE },
                { "号", "室棟館車", FALSE } };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++) {
    const char *after = text + strlen (units[i].unit);

    if (!g_str_has_prefix (text, units[i].unit))
      continue;
    if (*after != '\0' && g_utf8_strchr (units[i].other_words, -1, g_utf8_get_char (after)) != NULL)
      return 0;
    return units[i].number_follows && !begins_number (skip_spaces (after)) ? 0 : strlen (units[i].unit);
  }

  return 0;
}

/* Takes の, ノ or a dash between two numbers, the dash with the spaces around it. Returns where the second number
 * begins, or NULL. */
static const char *
read_link (const char *text)
{
  gunichar character = g_utf8_get_char (text);
  const char *next = NULL;

  if (character == 0x306E /* の */ || character == 0x30CE /* ノ */) {
    next = g_utf8_next_char (text);
  } else {
    const char *dash = skip_spaces (text);

    if (mado_character_is_dash (g_utf8_get_char (dash)))
      next = skip_spaces (g_utf8_next_char (dash));
  }

  return next != NULL && begins_number (next) ? next : NULL;
}

/* A number before one of these is of a room or a floor, not of a block. */
static gboolean
is_in_building (const char *text)
{
  static const char *const words[] = { "号", "番館", "番街", "番棟", "階", "棟", "室", "F", "f" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (text, words[i]) && !g_ascii_isalpha (text[strlen (words[i])]))
      return TRUE;

  return FALSE;
}

/* How a number came after the one before it. */
typedef enum { BLOCK_BEGINS, BLOCK_LINKED, BLOCK_AFTER_UNIT, BLOCK_AFTER_SPACE } BlockStep;

/* Whether the number from @number to @after is one of the block: it has a unit or a link behind it, or else
 * nothing else would make sense. */
static gboolean
is_of_block (const char *number, const char *after, BlockStep step)
{
  gboolean ends = *after == '\0' || *after == ' ';

  if (read_unit (after) > 0)
    return TRUE;
  if (is_in_building (after))
    return FALSE;
  if (read_link (after) != NULL)
    return TRUE;

  return g_ascii_isdigit (*number) ? step != BLOCK_AFTER_SPACE || ends : step == BLOCK_LINKED && ends;
}

/* Where the next number of the block may begin, behind a number and its unit. 号 is the last unit. */
static const char *
step_on (const char *unit, const char *after, BlockStep *out_step)
{
  const char *linked = read_link (after);
  gboolean open = after > unit && !g_str_has_prefix (unit, "号");

  if (linked != NULL) {
    *out_step = BLOCK_LINKED;
    return linked;
  }
  if (!open)
    return NULL;
  *out_step = *after == ' ' ? BLOCK_AFTER_SPACE : BLOCK_AFTER_UNIT;

  return skip_spaces (after);
}

/* Appends the numbers that @text begins with to @block, joined by dashes. Returns what follows them. */
static const char *
read_block (const char *text, GString *block)
{
  const char *number = text, *rest = text;
  BlockStep step = BLOCK_BEGINS;

  while (number != NULL) {
    gsize before = block->len;

    if (before > 0)
      g_string_append_c (block, '-');
    gsize length = mado_address_text_read_number (number, block);
    const char *unit = number + length;

    if (length == 0 || !is_of_block (number, unit, step)) {
      g_string_truncate (block, before);
      break;
    }
    rest = unit + read_unit (unit);
    number = step_on (unit, rest, &step);
  }

  return rest;
}

/* Where the block of an address begins whose town nobody knows. */
static const char *
find_block (const char *text)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  while (*text != '\0') {
    gsize length = mado_address_text_read_number (text, digits);

    if (length > 0 && is_of_block (text, text + length, BLOCK_BEGINS))
      return text;
    text = length > 0 ? text + length : g_utf8_next_char (text);
  }

  return text;
}

/* --- place ----------------------------------------------------------------------------------------------------- */

/* 四谷一丁目 as a town is 四谷 with a block that begins with 1. */
static char *
split_chome (const char *name, GString *block)
{
  for (const char *p = g_utf8_next_char (name); *p != '\0'; p = g_utf8_next_char (p)) {
    gsize before = block->len;
    gsize length = mado_address_text_read_number (p, block);

    if (length > 0 && strcmp (p + length, "丁目") == 0)
      return g_strndup (name, (gsize) (p - name));
    g_string_truncate (block, before);
  }

  return g_strdup (name);
}

/* Of towns of one name, keeps those with this code, if there are any. */
static void
prefer_code (const MadoTownTable *towns, GArray *found, const char *zip)
{
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < found->len; i++)
    if (strcmp (mado_town_table_get (towns, g_array_index (found, guint, i)).code, zip) == 0)
      g_array_append_val (kept, g_array_index (found, guint, i));
  if (kept->len > 0) {
    g_array_set_size (found, 0);
    g_array_append_vals (found, kept->data, kept->len);
  }
}

/* Where towns of one name have several codes, the block decides; where it does not, there is none. */
static void
choose_zip (MadoAddress *self, const MadoTownTable *towns, const GArray *found)
{
  MadoTownVerdict best = MADO_TOWN_CONDITIONS_UNFULFILLED;
  MadoTown chosen = { 0 };

  for (guint i = 0; i < found->len; i++) {
    MadoTown town = mado_town_table_get (towns, g_array_index (found, guint, i));
    MadoTownVerdict verdict =
        found->len > 1 ? mado_town_conditions_judge (town.conditions, self->block) : MADO_TOWN_CONDITIONS_FULFILLED;

    if (verdict > best) {
      best = verdict;
      chosen = town;
    } else if (verdict == best && strcmp (town.code, chosen.code) != 0) {
      chosen.code[0] = '\0';
    }
  }
  if (best != MADO_TOWN_CONDITIONS_UNKNOWN)
    memcpy (self->zip, chosen.code, sizeof self->zip);
}

/* Narrows @scope to where the towns are. */
static void
narrow_to_towns (GByteArray *scope, const MadoTownTable *towns, const GArray *found)
{
  memset (scope->data, FALSE, scope->len);
  for (guint i = 0; i < found->len; i++)
    scope->data[mado_town_table_get (towns, g_array_index (found, guint, i)).municipality] = TRUE;
}

/* Reads prefecture, municipality and town off @text. Returns what follows them. */
static const char *
read_place (MadoAddress *self, const char *text, const MadoTownTable *towns, GArray *found, GString *block)
{
  g_autoptr (GByteArray) scope = mado_town_table_new_scope (towns);
  gsize n_prefecture = mado_town_table_match_prefecture (towns, text, scope);
  const char *city = skip_joint (text + n_prefecture);
  gsize n_city = mado_town_table_match_city (towns, city, scope);
  const char *town = skip_joint (city + n_city);
  gsize n_town = mado_town_table_match_town (towns, town, scope, found);
  const char *rest = n_town > 0 ? town + n_town : find_block (town);

  if (n_town > 0) {
    prefer_code (towns, found, self->zip);
    narrow_to_towns (scope, towns, found);
    self->town = split_chome (mado_town_table_get (towns, g_array_index (found, guint, 0)).name, block);
    self->town_known = TRUE;
  } else {
    self->town = g_strchomp (g_strndup (town, (gsize) (rest - town)));
  }
  self->prefecture = g_strdup (n_prefecture + n_city + n_town > 0 ? mado_town_table_get_prefecture (towns, scope) : "");
  self->city = g_strdup (n_city + n_town > 0 ? mado_town_table_get_city (towns, scope) : "");

  return skip_joint (rest);
}

/**
 * mado_address_parse:
 * @text: an address as it was written, beginning anywhere: with the postal code, the prefecture, the city, the town
 * @towns: the towns to know it by
 *
 * Returns: (transfer full): its normal form
 */
MadoAddress *
mado_address_parse (const char *text, const MadoTownTable *towns)
{
  g_autofree char *folded = mado_address_text_fold (text);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GString) block = g_string_new (NULL);
  MadoAddress *self = g_new0 (MadoAddress, 1);
  const char *rest = read_zip (skip_joint (folded), self->zip);

  rest = read_place (self, rest, towns, found, block);
  rest = read_block (rest, block);
  self->block = g_strdup (block->str);
  self->building = g_strdup (skip_joint (rest));
  if (self->zip[0] == '\0' && self->city[0] != '\0')
    choose_zip (self, towns, found);

  return self;
}

/**
 * mado_address_free:
 * @self: (nullable) (transfer full): an address
 */
void
mado_address_free (MadoAddress *self)
{
  if (self == NULL)
    return;

  g_free (self->prefecture);
  g_free (self->city);
  g_free (self->town);
  g_free (self->block);
  g_free (self->building);
  g_free (self);
}

/**
 * mado_address_join:
 * @self: an address
 *
 * Returns: (transfer full): its parts in one line, which parses to the same parts as long as it names a place
 */
char *
mado_address_join (const MadoAddress *self)
{
  const char *const parts[] = { self->prefecture, self->city, self->town, self->block, self->building };
  GString *line = g_string_new (self->zip);

  if (line->len > 0)
    g_string_prepend (line, "〒");
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i][0] != '\0')
      g_string_append_printf (line, "%s%s", line->len > 0 ? " " : "", parts[i]);

  return g_string_free_and_steal (line);
}

/* --- comparing ------------------------------------------------------------------------------------------------- */

/* Block and building in one: 1-1-1-101 and 1-1-1 101号室 are the same room. */
static char *
dup_door (const MadoAddress *address)
{
  g_autofree char *upper = g_ascii_strup (address->building, -1);
  g_autoptr (GString) door = g_string_new (upper);

  g_string_replace (door, " ", "", 0);
  g_string_replace (door, "号室", "", 0);
  g_string_replace (door, "棟", "", 0);

  return g_strjoin (address->block[0] != '\0' && door->len > 0 ? "-" : "", address->block, door->str, NULL);
}

/* Where only one of two says it, they agree. */
static gboolean
agree (const char *a, const char *b)
{
  return a[0] == '\0' || b[0] == '\0' || strcmp (a, b) == 0;
}

static gboolean
is_same_town (const MadoAddress *a, const MadoAddress *b)
{
  if (a->zip[0] != '\0' && strcmp (a->zip, b->zip) == 0)
    return TRUE;

  return a->town[0] != '\0' && strcmp (a->town, b->town) == 0 && agree (a->city, b->city) &&
         agree (a->prefecture, b->prefecture);
}

/**
 * mado_address_compare:
 * @a: an address
 * @b: an address
 *
 * Postal code or town must be the same, and the block; of the building, spaces, 号室 and 棟 do not count.
 *
 * Returns: how far the two are the same place
 */
MadoAddressMatch
mado_address_compare (const MadoAddress *a, const MadoAddress *b)
{
  g_autofree char *door_a = dup_door (a);
  g_autofree char *door_b = dup_door (b);

  if (!is_same_town (a, b))
    return MADO_ADDRESS_DIFFERENT;
  if (strcmp (door_a, door_b) == 0)
    return MADO_ADDRESS_SAME;

  return strcmp (a->block, b->block) == 0 ? MADO_ADDRESS_SAME_BLOCK : MADO_ADDRESS_DIFFERENT;
}
