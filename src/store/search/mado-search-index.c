/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Keeps the index beside the bodies, and makes it again of them. */

#include "mado-search-index.h"

#include "mado-search-gram.h"
#include "mado-statement.h"
#include "mado-tables.h"

#define FORMAT                                                                                                         \
  "search 2" /* whoever changes keys, folding or grams goes on here, so that every file is indexed anew                \
              */

static const char add_row[] = "INSERT INTO search (rowid, grams) VALUES (?1, ?2)";
static const char remove_row[] = "INSERT INTO search (search, rowid, grams) VALUES ('delete', ?1, ?2)";
static const char remove_all[] = "INSERT INTO search (search) VALUES ('delete-all')";
static const char find_bodies[] = "SELECT row, text FROM body ORDER BY row";

static char *
dup_grams (const MadoProgramme *programme, const MadoEntity *entity)
{
  g_autoptr (GArray) keys = entity != NULL ? mado_search_keys_new (programme, entity) : NULL;

  return keys != NULL ? mado_search_grams_spell (keys) : g_strdup ("");
}

static gboolean
write_row (MadoDatabase *database, const char *sql, gint64 row, const char *grams, GError **error)
{
  if (*grams == '\0')
    return TRUE;

  g_autoptr (MadoStatement) statement = mado_statement_take (database, sql);
  mado_statement_bind_int (statement, 1, row);
  mado_statement_bind_text (statement, 2, grams);

  return mado_statement_run (statement, error);
}

static gboolean
change_row (MadoDatabase *database, const MadoProgramme *programme, const MadoRowChange *change, GError **error)
{
  g_autofree char *before = dup_grams (programme, change->before);
  g_autofree char *after = dup_grams (programme, change->after);

  if (g_str_equal (before, after))
    return TRUE;

  return write_row (database, remove_row, change->row, before, error) &&
         write_row (database, add_row, change->row, after, error);
}

/**
 * mado_search_index_change:
 * @database: the database that writes, in the transaction that changes the rows
 * @programme: the programme that the rows are of
 * @changes: (array length=n_changes): the changes, by row
 * @n_changes: how many
 * @error: where to put what went wrong
 *
 * Returns: whether the rows are found by what they are now, and by nothing that they were
 */
gboolean
mado_search_index_change (MadoDatabase *database,
                          const MadoProgramme *programme,
                          const MadoRowChange *changes,
                          guint n_changes,
                          GError **error)
{
  for (guint i = 0; i < n_changes; i++)
    if (!change_row (database, programme, &changes[i], error))
      return FALSE;

  return TRUE;
}

static gboolean
add_bodies (MadoDatabase *database, const MadoProgramme *programme, GError **error)
{
  g_autoptr (MadoStatement) bodies = mado_statement_take (database, find_bodies);

  while (mado_statement_step (bodies)) {
    g_autoptr (GBytes) text = mado_statement_dup_bytes (bodies, 1);
    g_autoptr (GArray) keys = mado_search_keys_read (programme, text, MADO_SEARCH_ALL, NULL);
    g_autofree char *grams = mado_search_grams_spell (keys);

    if (!write_row (database, add_row, mado_statement_get_int (bodies, 0), grams, error))
      return FALSE;
  }

  return mado_statement_finish (bodies, error);
}

static gboolean
rebuild (MadoDatabase *database, const MadoProgramme *programme, GError **error)
{
  return mado_database_run_script (database, remove_all, error) && add_bodies (database, programme, error);
}

/* Which items are searched, and as what: see mado-search-key.c. The variants of kanji decide how they fold. */
static void
add_basis (MadoHasher *hasher, const MadoProgramme *programme)
{
  MadoTsv variants;

  mado_index_add_text (hasher, FORMAT);
  mado_tables_open ("kanji-variants.tsv", &variants);
  mado_hasher_update (hasher, variants.next, (gsize) (variants.end - variants.next));
  for (guint i = 0; i < mado_section_get_count (programme->items); i++) {
    const MadoItem *item = mado_section_get (programme->items, i);

    mado_index_add_text (hasher, item->id);
    mado_index_add_text (hasher, item->type);
    mado_index_add_text (hasher, item->set_by);
    mado_index_add_text (hasher, item->is.text);
  }
}

const MadoIndex mado_search_index = { "search", mado_search_index_change, rebuild, add_basis };

/**
 * mado_search_rebuild:
 * @database: the database that writes, outside a transaction
 * @programme: the programme that its rows are of
 * @error: set where the index is as it was
 *
 * Returns: whether the index was made again of the bodies
 */
gboolean
mado_search_rebuild (MadoDatabase *database, const MadoProgramme *programme, GError **error)
{
  return mado_index_rebuild (&mado_search_index, database, programme, error);
}
