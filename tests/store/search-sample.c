/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The replica's rows as its writer would put them, and what is found spelled as a text. */

#include "search-sample.h"

#include <string.h>

#include "mado-draft.h"
#include "mado-search-index.h"
#include "mado-statement.h"
#include "mado-transaction.h"

static const char put_body[] = "INSERT INTO body (row, text) VALUES (?1, ?2)"
                               " ON CONFLICT (row) DO UPDATE SET text = excluded.text";
static const char remove_body[] = "DELETE FROM body WHERE row = ?1";

void
search_sample_run (SearchSample *self, const char *sql)
{
  g_autoptr (GError) error = NULL;

  mado_database_run_script (self->database, sql, &error);
  g_assert_no_error (error);
}

static MadoProgramme *
read_programme (const char *name)
{
  g_autofree char *path = g_strdup_printf ("%s/programmes/%s.json", g_getenv ("MADO_DATA_DIR"), name);
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
  g_autofree char *text = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));

  g_autoptr (GBytes) file = g_bytes_new (text, length);
  MadoProgramme *programme = mado_programme_read (file, faults);

  g_assert_nonnull (programme);

  return programme;
}

void
search_sample_set_up (SearchSample *self, gconstpointer programme)
{
  store_sample_set_up (&self->store, NULL);
  self->database = store_sample_create (&self->store);
  self->programme = read_programme (programme);
  self->entities = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) mado_entity_unref);
}

void
search_sample_tear_down (SearchSample *self, gconstpointer programme)
{
  g_hash_table_unref (self->entities);
  mado_programme_unref (self->programme);
  mado_database_free (self->database);
  store_sample_tear_down (&self->store, NULL);
}

static MadoEntity *
make_entity (gint64 row, const char *kind, const char *body)
{
  g_autofree char *text =
      g_strdup_printf ("{\"id\": \"00000000-0000-7000-8000-%012d\", \"kind\": \"%s\", \"state\": \"received\","
                       " \"version\": 1, \"body\": %s}",
                       (int) row, kind, body);
  g_autoptr (yyjson_doc) doc = yyjson_read (text, strlen (text), 0);
  yyjson_mut_doc *copy = yyjson_doc_mut_copy (doc, NULL);
  g_autoptr (GError) error = NULL;
  MadoEntity *entity = mado_entity_from_value (yyjson_mut_doc_get_root (copy), &error);

  yyjson_mut_doc_free (copy);
  g_assert_no_error (error);
  g_assert_nonnull (entity);

  return entity;
}

static void
write_body (SearchSample *self, gint64 row, const MadoEntity *after)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (self->database, after != NULL ? put_body : remove_body);
  GBytes *text = after != NULL ? mado_entity_get_text (after) : NULL;

  mado_statement_bind_int (statement, 1, row);
  if (text != NULL)
    mado_statement_bind_bytes (statement, 2, g_bytes_get_data (text, NULL), g_bytes_get_size (text));
  g_assert_true (mado_statement_run (statement, NULL));
}

static void
change (SearchSample *self, gint64 row, MadoEntity *after)
{
  const MadoRowChange row_change = { row, g_hash_table_lookup (self->entities, &row), after };
  g_autoptr (MadoTransaction) transaction = mado_transaction_begin (self->database, NULL);
  g_autoptr (GError) error = NULL;

  write_body (self, row, after);
  mado_search_index_change (self->database, self->programme, &row_change, 1, &error);
  g_assert_no_error (error);
  g_assert_true (mado_transaction_commit (g_steal_pointer (&transaction), NULL));
  if (after != NULL)
    g_hash_table_insert (self->entities, g_memdup2 (&row, sizeof row), after);
  else
    g_hash_table_remove (self->entities, &row);
}

void
search_sample_put (SearchSample *self, gint64 row, const char *kind, const char *body)
{
  change (self, row, make_entity (row, kind, body));
}

void
search_sample_put_items (SearchSample *self, gint64 row, const char *items)
{
  g_autofree char *body = g_strdup_printf ("{\"items\": {%s}}", items);

  search_sample_put (self, row, "case", body);
}

void
search_sample_remove (SearchSample *self, gint64 row)
{
  change (self, row, NULL);
}

/* As in "1 name exact, 2 address part variant". */
char *
search_sample_find (SearchSample *self, const char *typed)
{
  static const char *const fields[] = { "name", "reading", "phone", "code", "postal", "date", "address" };
  static const char *const hows[] = { "exact", "prefix", "part" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) hits = mado_search_load_page (self->database, self->programme, typed, NULL, 100, &error);
  GString *found = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < hits->len; i++) {
    const MadoSearchHit *hit = &g_array_index (hits, MadoSearchHit, i);

    g_string_append_printf (found, "%s%d %s %s%s", i > 0 ? ", " : "", (int) hit->row, fields[hit->match.field],
                            hows[hit->match.how], hit->match.is_variant ? " variant" : "");
  }

  return g_string_free_and_steal (found);
}
