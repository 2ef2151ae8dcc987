/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Stands in for the replica: puts entities into their tables and tells the work lists. */

#include "queue-sample.h"

#include <string.h>

#include "mado-programme-fault.h"
#include "mado-queue-index.h"
#include "mado-statement.h"

static char *
load_text (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("MADO_DATA_DIR"), "programmes", name, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

/**
 * queue_sample_load_programme:
 * @file: the name of its file in data/programmes/
 *
 * Returns: (transfer full): the programme
 */
MadoProgramme *
queue_sample_load_programme (const char *file)
{
  char *text = load_text (file);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
  MadoProgramme *programme = mado_programme_read (bytes, faults);

  g_assert_nonnull (programme);

  return programme;
}

static void
run_script (MadoDatabase *database, const char *sql)
{
  g_autoptr (GError) error = NULL;

  mado_database_run_script (database, sql, &error);
  g_assert_no_error (error);
}

/**
 * queue_sample_set_up:
 * @self: (out caller-allocates): a sample
 * @programme: the name of its file in data/programmes/
 */
void
queue_sample_set_up (QueueSample *self, const char *programme)
{
  store_sample_set_up (&self->store, NULL);
  self->database = store_sample_create (&self->store);
  self->programme = queue_sample_load_programme (programme);
  self->entities = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) mado_entity_unref);
  self->ids = (MadoIdSequence) { 0 };
}

/**
 * queue_sample_tear_down:
 * @self: a sample
 */
void
queue_sample_tear_down (QueueSample *self)
{
  g_hash_table_unref (self->entities);
  mado_programme_unref (self->programme);
  mado_database_free (self->database);
  store_sample_tear_down (&self->store, NULL);
}

static void
add_text (yyjson_mut_doc *doc, yyjson_mut_val *object, const char *name, const char *text)
{
  if (text != NULL)
    yyjson_mut_obj_add_str (doc, object, name, text);
}

static yyjson_mut_val *
write_items (yyjson_mut_doc *doc, const SampleCase *content)
{
  yyjson_mut_val *items = yyjson_mut_obj (doc), *name = yyjson_mut_obj (doc);

  add_text (doc, items, "received_on", content->received_on);
  add_text (doc, items, "control_no", content->receipt);
  add_text (doc, items, "receipt_no", content->receipt);
  add_text (doc, items, "cert_no", content->receipt);
  add_text (doc, name, "kanji", content->kanji);
  add_text (doc, name, "kana", content->kana);
  if (content->kanji != NULL)
    yyjson_mut_obj_add_val (doc, items, "name", name);
  if (content->amount >= 0)
    yyjson_mut_obj_add_sint (doc, items, "amount", content->amount);

  return items;
}

static yyjson_mut_val *
write_body (yyjson_mut_doc *doc, const SampleCase *content)
{
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  yyjson_mut_val *queues;

  yyjson_mut_obj_add_val (doc, body, "items", write_items (doc, content));
  queues = yyjson_mut_obj_add_arr (doc, body, "queues");
  for (gsize i = 0; content->queues != NULL && content->queues[i] != NULL; i++)
    yyjson_mut_arr_add_str (doc, queues, content->queues[i]);
  add_text (doc, body, "since", content->since);

  return body;
}

/**
 * queue_sample_make_case:
 * @self: a sample
 * @id: its id, or %MADO_ID_NONE for a new one
 * @version: its version
 * @content: what it says
 *
 * Returns: (transfer full): the case
 */
MadoEntity *
queue_sample_make_case (QueueSample *self, MadoId id, gint64 version, const SampleCase *content)
{
  static const guint8 no_random[MADO_ID_RANDOM_SIZE] = { 0 };
  MadoId own = mado_id_is_valid (id) ? id : mado_id_next (&self->ids, (MadoInstant) { 0 }, no_random);
  char text[MADO_ID_TEXT_SIZE];
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);
  g_autoptr (GError) error = NULL;
  MadoEntity *entity;

  mado_id_to_text (own, text);
  yyjson_mut_obj_add_val (doc, root, "body", write_body (doc, content));
  yyjson_mut_obj_add_str (doc, root, "id", text);
  yyjson_mut_obj_add_str (doc, root, "kind", "case");
  yyjson_mut_obj_add_str (doc, root, "state", content->state);
  yyjson_mut_obj_add_sint (doc, root, "version", version);
  entity = mado_entity_from_value (root, &error);
  g_assert_no_error (error);
  yyjson_mut_doc_free (doc);

  return entity;
}

/**
 * queue_sample_get:
 * @self: a sample
 * @row: a row
 *
 * Returns: (transfer none) (nullable): what is there
 */
MadoEntity *
queue_sample_get (QueueSample *self, gint64 row)
{
  return g_hash_table_lookup (self->entities, &row);
}

static const char put_entity[] = "INSERT OR REPLACE INTO entity (row, id, kind, state, version, seq)"
                                 " VALUES (?1, ?2, ?3, ?4, ?5, 0)";
static const char put_body[] = "INSERT OR REPLACE INTO body (row, text) VALUES (?1, ?2)";
static const char remove_entity[] = "DELETE FROM entity WHERE row = ?1";
static const char remove_body[] = "DELETE FROM body WHERE row = ?1";

static void
run_with_row (QueueSample *self, const char *sql, gint64 row, const MadoEntity *entity)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (self->database, sql);
  g_autoptr (GError) error = NULL;

  mado_statement_bind_int (statement, 1, row);
  if (sql == put_body) {
    GBytes *text = mado_entity_get_text (entity);

    mado_statement_bind_bytes (statement, 2, g_bytes_get_data (text, NULL), g_bytes_get_size (text));
  } else if (sql == put_entity) {
    mado_statement_bind_id (statement, 2, mado_entity_get_id (entity));
    mado_statement_bind_text (statement, 3, mado_entity_get_kind (entity));
    mado_statement_bind_text (statement, 4, mado_entity_get_state (entity));
    mado_statement_bind_int (statement, 5, mado_entity_get_version (entity));
  }
  mado_statement_run (statement, &error);
  g_assert_no_error (error);
}

/**
 * queue_sample_write:
 * @self: a sample
 * @row: a row
 * @after: (nullable): what is in its tables from now on; no list is told
 */
void
queue_sample_write (QueueSample *self, gint64 row, const MadoEntity *after)
{
  run_with_row (self, after != NULL ? put_entity : remove_entity, row, after);
  run_with_row (self, after != NULL ? put_body : remove_body, row, after);
}

/**
 * queue_sample_put:
 * @self: a sample
 * @row: a row
 * @after: (transfer full) (nullable): what is there from now on
 */
void
queue_sample_put (QueueSample *self, gint64 row, MadoEntity *after)
{
  const MadoRowChange change = { row, queue_sample_get (self, row), after };
  g_autoptr (GError) error = NULL;

  queue_sample_write (self, row, after);
  mado_queue_index_change (self->database, self->programme, &change, 1, &error);
  g_assert_no_error (error);
  if (after != NULL)
    g_hash_table_replace (self->entities, g_memdup2 (&row, sizeof row), after);
  else
    g_hash_table_remove (self->entities, &row);
}

/**
 * queue_sample_begin:
 * @self: a sample; what is put from now on is not yet there for readers
 */
void
queue_sample_begin (QueueSample *self)
{
  run_script (self->database, "BEGIN IMMEDIATE");
}

/**
 * queue_sample_commit:
 * @self: a sample; what was put is there
 */
void
queue_sample_commit (QueueSample *self)
{
  run_script (self->database, "COMMIT");
}
