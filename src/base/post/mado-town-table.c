/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The towns and their postal codes, in a form compact enough to hold the whole country: strings in one block, towns in
 * the order of their codes, an index in the order of their folded names.
 *
 * The text form is a table of ours (see MadoTsv) with two kinds of rows: a municipality (code of five digits,
 * prefecture, name) and below it its towns (postal code, name, conditions). */

#include "mado-town-table.h"

#include <gio/gio.h>
#include <string.h>

#include "mado-town-name.h"
#include "mado-tsv.h"

#define MAX_CITIES G_MAXUINT16
#define NO_CODE G_MAXUINT32
#define N_CITY_CODES 100000

typedef struct {
  guint32 code;
  guint32 prefecture; /* where strings holds it */
  guint32 name;
} City;

typedef struct {
  guint32 code;
  guint32 name; /* where strings holds it */
  guint32 conditions;
  guint32 key; /* the folded name, there too */
  guint16 city;
} Town;

struct _MadoTownTable {
  GString *strings; /* each ends with a NUL; the first is empty */
  GArray *cities;
  GArray *towns;   /* by code, city, name, conditions */
  GArray *by_name; /* guint32 into towns, by key */
  gsize longest_key;
};

static const char *
get_string (const MadoTownTable *self, guint32 place)
{
  return self->strings->str + place;
}

static const Town *
get_town (const MadoTownTable *self, guint index)
{
  return &g_array_index (self->towns, Town, index);
}

static const City *
get_city (const MadoTownTable *self, guint index)
{
  return &g_array_index (self->cities, City, index);
}

static guint32
keep_string (MadoTownTable *self, const char *string)
{
  guint32 place = (guint32) self->strings->len;

  if (string[0] == '\0')
    return 0;
  g_string_append_len (self->strings, string, (gssize) strlen (string) + 1);

  return place;
}

/* --- reading the text form ------------------------------------------------------------------------------------- */

/* Returns the number that exactly so many digits make, or NO_CODE. */
static guint32
read_code (const char *text, gsize n_digits)
{
  if (strlen (text) != n_digits || strspn (text, "0123456789") != n_digits)
    return NO_CODE;

  return (guint32) g_ascii_strtoull (text, NULL, 10);
}

static gboolean
add_row (MadoTownTable *self, GStrv fields, GArray *place_of_code, guint *city)
{
  guint n_fields = g_strv_length (fields);
  guint32 city_code = read_code (fields[0], 5), code = read_code (fields[0], 7);

  if (city_code != NO_CODE && n_fields == 3) {
    City new_city = { city_code, keep_string (self, fields[1]), keep_string (self, fields[2]) };

    guint *place = &g_array_index (place_of_code, guint, city_code);

    if (*place == 0) {
      g_array_append_val (self->cities, new_city);
      *place = self->cities->len;
    }
    *city = *place - 1;
    return self->cities->len < MAX_CITIES;
  }
  if (code != NO_CODE && (n_fields == 2 || n_fields == 3) && *city < self->cities->len) {
    g_autofree char *key = mado_town_name_fold (fields[1]);
    Town town = { code, keep_string (self, fields[1]), keep_string (self, n_fields == 3 ? fields[2] : ""),
                  keep_string (self, key), (guint16) *city };

    self->longest_key = MAX (self->longest_key, strlen (key));
    g_array_append_val (self->towns, town);
    return TRUE;
  }

  return FALSE;
}

static int
compare_numbers (guint32 a, guint32 b)
{
  return (a > b) - (a < b);
}

/* The order of towns, the same for every table. */
static int
compare_towns (const MadoTownTable *self, const Town *a, const MadoTownTable *other, const Town *b)
{
  int order = compare_numbers (a->code, b->code);

  if (order == 0)
    order = compare_numbers (get_city (self, a->city)->code, get_city (other, b->city)->code);
  if (order == 0)
    order = strcmp (get_string (self, a->name), get_string (other, b->name));
  if (order == 0)
    order = strcmp (get_string (self, a->conditions), get_string (other, b->conditions));

  return order;
}

static int
order_by_code (gconstpointer a, gconstpointer b, gpointer self)
{
  return compare_towns (self, a, self, b);
}

static int
order_by_name (gconstpointer a, gconstpointer b, gpointer self)
{
  const Town *town_a = get_town (self, *(const guint32 *) a), *town_b = get_town (self, *(const guint32 *) b);

  return strcmp (get_string (self, town_a->key), get_string (self, town_b->key));
}

static void
drop_repeated_towns (MadoTownTable *self)
{
  guint n_kept = 0;

  for (guint i = 0; i < self->towns->len; i++)
    if (n_kept == 0 || compare_towns (self, get_town (self, n_kept - 1), self, get_town (self, i)) != 0)
      g_array_index (self->towns, Town, n_kept++) = *get_town (self, i);
  g_array_set_size (self->towns, n_kept);
}

static void
sort_towns (MadoTownTable *self)
{
  g_array_sort_with_data (self->towns, order_by_code, self);
  drop_repeated_towns (self);
  for (guint32 i = 0; i < self->towns->len; i++)
    g_array_append_val (self->by_name, i);
  g_array_sort_with_data (self->by_name, order_by_name, self);
}

static gboolean
read_rows (MadoTownTable *self, const char *text, gsize length, GError **error)
{
  g_autoptr (GArray) place_of_code = g_array_new (FALSE, TRUE, sizeof (guint)); /* 0: none yet */
  guint city = 0;
  gboolean good = TRUE;
  MadoTsv rows;

  if (length > G_MAXUINT32 / 4 || !g_utf8_validate_len (text, length, NULL)) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "could not read the towns: not our UTF-8 text");
    return FALSE;
  }

  g_array_set_size (place_of_code, N_CITY_CODES);
  mado_tsv_init (&rows, text, length);
  for (GStrv fields; good && (fields = mado_tsv_next (&rows)) != NULL; g_strfreev (fields))
    good = add_row (self, fields, place_of_code, &city);
  if (!good)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 "could not read the towns: line %u is neither a municipality nor a town of one", rows.line);

  return good;
}

/**
 * mado_town_table_new:
 * @text: a table of towns in its text form; may be empty
 * @length: its bytes
 * @error: set where a row is none of a table of towns
 *
 * Returns: (transfer full) (nullable): the table
 */
MadoTownTable *
mado_town_table_new (const char *text, gsize length, GError **error)
{
  MadoTownTable *self = g_new0 (MadoTownTable, 1);

  self->strings = g_string_new_len ("", 1);
  self->cities = g_array_new (FALSE, FALSE, sizeof (City));
  self->towns = g_array_new (FALSE, FALSE, sizeof (Town));
  self->by_name = g_array_new (FALSE, FALSE, sizeof (guint32));
  if (!read_rows (self, text, length, error)) {
    mado_town_table_free (self);
    return NULL;
  }
  sort_towns (self);

  return self;
}

/**
 * mado_town_table_free:
 * @self: (nullable) (transfer full): a table
 */
void
mado_town_table_free (MadoTownTable *self)
{
  if (self == NULL)
    return;

  g_string_free (self->strings, TRUE);
  g_array_unref (self->cities);
  g_array_unref (self->towns);
  g_array_unref (self->by_name);
  g_free (self);
}

/* --- asking ---------------------------------------------------------------------------------------------------- */

/**
 * mado_town_table_get_count:
 * @self: a table
 *
 * Returns: how many towns it has
 */
guint
mado_town_table_get_count (const MadoTownTable *self)
{
  return self->towns->len;
}

/**
 * mado_town_table_get:
 * @self: a table
 * @index: less than the count
 *
 * Returns: the town, in the order of the codes; its strings live as long as the table
 */
MadoTown
mado_town_table_get (const MadoTownTable *self, guint index)
{
  const Town *town = get_town (self, index);
  const City *city = get_city (self, town->city);
  MadoTown result = { .municipality = town->city,
                      .prefecture = get_string (self, city->prefecture),
                      .city = get_string (self, city->name),
                      .name = get_string (self, town->name),
                      .conditions = get_string (self, town->conditions) };

  g_snprintf (result.code, sizeof result.code, "%07u", town->code);

  return result;
}

/**
 * mado_town_table_find_code:
 * @self: a table
 * @code: a postal code of seven digits
 * @out_first: (out): the index of the first of its towns
 *
 * Returns: how many towns have it, one after the other from @out_first
 */
guint
mado_town_table_find_code (const MadoTownTable *self, const char *code, guint *out_first)
{
  guint32 wanted = read_code (code, 7);
  guint low = 0, high = self->towns->len, n = 0;

  while (low < high) {
    guint middle = low + (high - low) / 2;

    if (get_town (self, middle)->code < wanted)
      low = middle + 1;
    else
      high = middle;
  }
  while (low + n < self->towns->len && get_town (self, low + n)->code == wanted)
    n++;
  *out_first = low;

  return n;
}

/* A town as its neighbors know it, whatever its code. */
static char *
dup_identity (const MadoTownTable *self, const Town *town)
{
  return g_strdup_printf ("%u %s", get_city (self, town->city)->code, get_string (self, town->name));
}

/* How many strings two sorted arrays have in common. */
static guint
count_common (const GPtrArray *a, const GPtrArray *b)
{
  guint i = 0, j = 0, n = 0;

  while (i < a->len && j < b->len) {
    int order = strcmp (g_ptr_array_index (a, i), g_ptr_array_index (b, j));

    n += order == 0;
    i += order <= 0;
    j += order >= 0;
  }

  return n;
}

/**
 * mado_town_table_compare:
 * @before: a table
 * @after: the table that takes its place
 *
 * Returns: how many towns came, went and changed
 */
MadoTownChanges
mado_town_table_compare (const MadoTownTable *before, const MadoTownTable *after)
{
  g_autoptr (GPtrArray) gone = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) come = g_ptr_array_new_with_free_func (g_free);
  guint i = 0, j = 0, changed;

  while (i < before->towns->len || j < after->towns->len) {
    int order = i == before->towns->len  ? 1
                : j == after->towns->len ? -1
                                         : compare_towns (before, get_town (before, i), after, get_town (after, j));

    if (order < 0)
      g_ptr_array_add (gone, dup_identity (before, get_town (before, i)));
    if (order > 0)
      g_ptr_array_add (come, dup_identity (after, get_town (after, j)));
    i += order <= 0;
    j += order >= 0;
  }
  g_ptr_array_sort_values (gone, (GCompareFunc) strcmp);
  g_ptr_array_sort_values (come, (GCompareFunc) strcmp);
  changed = count_common (gone, come); /* what went and came back under the same name */

  return (MadoTownChanges) { come->len - changed, gone->len - changed, changed };
}

/* --- reading names off an address ------------------------------------------------------------------------------ */

/**
 * mado_town_table_new_scope:
 * @self: a table
 *
 * Returns: (transfer full): the whole country
 */
GByteArray *
mado_town_table_new_scope (const MadoTownTable *self)
{
  GByteArray *scope = g_byte_array_sized_new (self->cities->len);

  g_byte_array_set_size (scope, self->cities->len);
  if (scope->len > 0)
    memset (scope->data, TRUE, scope->len);

  return scope;
}

/* What all municipalities of @scope agree on; "" where they differ. */
static const char *
get_common_name (const MadoTownTable *self, const GByteArray *scope, guint32 (*get_place) (const City *))
{
  const char *common = NULL;

  for (guint i = 0; i < scope->len; i++)
    if (scope->data[i]) {
      const char *name = get_string (self, get_place (get_city (self, i)));

      if (common != NULL && strcmp (common, name) != 0)
        return "";
      common = name;
    }

  return common != NULL ? common : "";
}

static guint32
get_prefecture (const City *city)
{
  return city->prefecture;
}

static guint32
get_name (const City *city)
{
  return city->name;
}

/**
 * mado_town_table_get_prefecture:
 * @self: a table
 * @scope: where an address may lie
 *
 * Returns: (transfer none): the prefecture that it is sure to lie in; "" where it may lie in several
 */
const char *
mado_town_table_get_prefecture (const MadoTownTable *self, const GByteArray *scope)
{
  return get_common_name (self, scope, get_prefecture);
}

/**
 * mado_town_table_get_city:
 * @self: a table
 * @scope: where an address may lie
 *
 * Returns: (transfer none): the municipality that it is sure to lie in; "" where it may lie in several
 */
const char *
mado_town_table_get_city (const MadoTownTable *self, const GByteArray *scope)
{
  return get_common_name (self, scope, get_name);
}

static gsize
match_prefecture (const MadoTownTable *self, const City *city, const char *text)
{
  return mado_town_name_match (text, get_string (self, city->prefecture));
}

/* A ward of a city is also named without the city, a town of a district without the district. */
static gsize
match_city (const MadoTownTable *self, const City *city, const char *text)
{
  const char *name = get_string (self, city->name);
  const char *whole = g_str_has_suffix (name, "区") ? g_strrstr (name, "市") : g_strrstr (name, "郡");
  gsize taken = mado_town_name_match (text, name);

  if (taken == 0 && whole != NULL && *g_utf8_next_char (whole) != '\0' && !g_str_has_suffix (name, "市"))
    taken = mado_town_name_match (text, g_utf8_next_char (whole));

  return taken;
}

/* Narrows @scope to the municipalities that take the most of @text; where none takes any, it stays as it is. */
static gsize
narrow_scope (const MadoTownTable *self,
              const char *text,
              GByteArray *scope,
              gsize (*match) (const MadoTownTable *, const City *, const char *))
{
  gsize longest = 0;

  for (guint i = 0; i < scope->len; i++) {
    gsize taken = scope->data[i] ? match (self, get_city (self, i), text) : 0;

    if (taken > longest) {
      longest = taken;
      memset (scope->data, FALSE, i);
    } else if (taken < longest) {
      scope->data[i] = FALSE;
    }
  }

  return longest;
}

/**
 * mado_town_table_match_prefecture:
 * @self: a table
 * @text: an address, folded
 * @scope: where it may lie; narrowed to the prefecture that is named
 *
 * Returns: the bytes of the prefecture that @text begins with, 0 where it names none
 */
gsize
mado_town_table_match_prefecture (const MadoTownTable *self, const char *text, GByteArray *scope)
{
  return narrow_scope (self, text, scope, match_prefecture);
}

/**
 * mado_town_table_match_city:
 * @self: a table
 * @text: an address, folded, after the prefecture
 * @scope: where it may lie; narrowed to the municipalities that are so named (several have a ward 中央区)
 *
 * Returns: the bytes of the municipality that @text begins with, 0 where it names none
 */
gsize
mado_town_table_match_city (const MadoTownTable *self, const char *text, GByteArray *scope)
{
  return narrow_scope (self, text, scope, match_city);
}

/* Returns where in by_name the towns with this very key begin. */
static guint
find_key (const MadoTownTable *self, const char *key)
{
  guint low = 0, high = self->by_name->len;

  while (low < high) {
    guint middle = low + (high - low) / 2;
    const Town *town = get_town (self, g_array_index (self->by_name, guint32, middle));

    if (strcmp (get_string (self, town->key), key) < 0)
      low = middle + 1;
    else
      high = middle;
  }

  return low;
}

static void
collect_towns (const MadoTownTable *self, const char *key, const GByteArray *scope, GArray *out_towns)
{
  for (guint i = find_key (self, key); i < self->by_name->len; i++) {
    guint index = g_array_index (self->by_name, guint32, i);
    const Town *town = get_town (self, index);

    if (strcmp (get_string (self, town->key), key) != 0)
      return;
    if (scope->data[town->city])
      g_array_append_val (out_towns, index);
  }
}

/**
 * mado_town_table_match_town:
 * @self: a table
 * @text: an address, folded, after the municipality
 * @scope: where it may lie
 * @out_towns: a #GArray of #guint; the indices of the towns with the longest name that @text begins with are appended
 *
 * Returns: the bytes of that name, 0 where there is no such town
 */
gsize
mado_town_table_match_town (const MadoTownTable *self, const char *text, const GByteArray *scope, GArray *out_towns)
{
  g_autoptr (GString) key = g_string_new (NULL);
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (gsize)); /* bytes of text, bytes of key, in turn */
  gsize taken = 0;

  while (text[taken] != '\0' && key->len < self->longest_key) {
    taken += mado_town_name_fold_next (text + taken, key);
    g_array_append_val (steps, taken);
    g_array_append_val (steps, key->len);
  }
  for (guint i = steps->len; i > 0 && out_towns->len == 0; i -= 2) {
    taken = g_array_index (steps, gsize, i - 2);
    g_string_truncate (key, g_array_index (steps, gsize, i - 1));
    collect_towns (self, key->str, scope, out_towns);
  }

  return out_towns->len > 0 ? taken : 0;
}
