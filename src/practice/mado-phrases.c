/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The names and phrases of data/tables/. A row of weight w lies w times in the bag that it is drawn from. */

#include "mado-phrases.h"

#include <string.h>

#include "mado-tables.h"

struct _MadoPhrases {
  GHashTable *occasions; /* occasion → (element-type utf8) */
  GArray *families;      /* (element-type MadoPhrasesName) */
  GHashTable *givens;    /* "japan/woman", … → (element-type MadoPhrasesName) */
  GHashTable *abroad;    /* (element-type utf8): the family names from abroad */
  GStringChunk *texts;
};

static void
add_weighted (GArray *bag, MadoPhrasesName name, const char *weight)
{
  for (guint64 i = g_ascii_strtoull (weight, NULL, 10); i > 0; i--)
    g_array_append_val (bag, name);
}

static MadoPhrasesName
keep_name (MadoPhrases *self, GStrv row)
{
  return (MadoPhrasesName) { g_string_chunk_insert_const (self->texts, row[0]),
                             g_string_chunk_insert_const (self->texts, row[1]) };
}

static void
read_families (MadoPhrases *self)
{
  MadoTsv rows;

  mado_tables_open ("family-names.tsv", &rows);
  for (g_auto (GStrv) row = mado_tsv_next (&rows); row != NULL; g_strfreev (row), row = mado_tsv_next (&rows)) {
    MadoPhrasesName name = keep_name (self, row);

    add_weighted (self->families, name, row[2]);
    if (strcmp (row[3], "abroad") == 0)
      g_hash_table_add (self->abroad, (gpointer) name.name);
  }
}

static void
read_givens (MadoPhrases *self)
{
  MadoTsv rows;

  mado_tables_open ("given-names.tsv", &rows);
  for (g_auto (GStrv) row = mado_tsv_next (&rows); row != NULL; g_strfreev (row), row = mado_tsv_next (&rows)) {
    g_autofree char *kind = g_strconcat (row[3], "/", row[4], NULL);
    GArray *bag = g_hash_table_lookup (self->givens, kind);

    if (bag == NULL) {
      bag = g_array_new (FALSE, FALSE, sizeof (MadoPhrasesName));
      g_hash_table_insert (self->givens, g_steal_pointer (&kind), bag);
    }
    add_weighted (bag, keep_name (self, row), row[2]);
  }
}

static void
read_phrases (MadoPhrases *self)
{
  MadoTsv rows;

  mado_tables_open ("practice-phrases.tsv", &rows);
  for (g_auto (GStrv) row = mado_tsv_next (&rows); row != NULL; g_strfreev (row), row = mado_tsv_next (&rows)) {
    GPtrArray *texts = g_hash_table_lookup (self->occasions, row[0]);

    if (texts == NULL) {
      texts = g_ptr_array_new ();
      g_hash_table_insert (self->occasions, g_strdup (row[0]), texts);
    }
    g_ptr_array_add (texts, g_string_chunk_insert_const (self->texts, row[1]));
  }
}

/**
 * mado_phrases_new:
 *
 * Returns: (transfer full): the names and phrases of the tables
 */
MadoPhrases *
mado_phrases_new (void)
{
  MadoPhrases *self = g_new0 (MadoPhrases, 1);

  self->texts = g_string_chunk_new (4096);
  self->occasions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->families = g_array_new (FALSE, FALSE, sizeof (MadoPhrasesName));
  self->givens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  self->abroad = g_hash_table_new (g_str_hash, g_str_equal);
  read_families (self);
  read_givens (self);
  read_phrases (self);

  return self;
}

/**
 * mado_phrases_free:
 * @self: (transfer full): names and phrases
 */
void
mado_phrases_free (MadoPhrases *self)
{
  g_hash_table_unref (self->abroad);
  g_hash_table_unref (self->givens);
  g_array_unref (self->families);
  g_hash_table_unref (self->occasions);
  g_string_chunk_free (self->texts);
  g_free (self);
}

/**
 * mado_phrases_pick:
 * @self: names and phrases
 * @occasion: an occasion
 * @chance: dice
 *
 * Returns: (transfer none) (nullable): one of its phrases; %NULL where the table has none
 */
const char *
mado_phrases_pick (const MadoPhrases *self, const char *occasion, MadoChance *chance)
{
  GPtrArray *texts = g_hash_table_lookup (self->occasions, occasion);

  return texts != NULL ? g_ptr_array_index (texts, mado_chance_roll (chance, texts->len)) : NULL;
}

static MadoPhrasesName
pick (const GArray *bag, MadoChance *chance)
{
  return g_array_index (bag, MadoPhrasesName, mado_chance_roll (chance, bag->len));
}

/**
 * mado_phrases_pick_family:
 * @self: names and phrases
 * @chance: dice
 *
 * Returns: a family name
 */
MadoPhrasesName
mado_phrases_pick_family (const MadoPhrases *self, MadoChance *chance)
{
  return pick (self->families, chance);
}

/**
 * mado_phrases_pick_given:
 * @self: names and phrases
 * @family: one of its family names
 * @is_woman: for whom
 * @chance: dice
 *
 * Returns: a given name from where the family name is from
 */
MadoPhrasesName
mado_phrases_pick_given (const MadoPhrases *self, const MadoPhrasesName *family, gboolean is_woman, MadoChance *chance)
{
  static const char *const kinds[2][2] = { { "japan/man", "japan/woman" }, { "abroad/man", "abroad/woman" } };
  gboolean is_abroad = g_hash_table_contains (self->abroad, family->name);

  return pick (g_hash_table_lookup (self->givens, kinds[is_abroad][is_woman]), chance);
}
