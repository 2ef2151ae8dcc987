/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads every entity once. What is wrong with many rows is named for the first few: a list that was never kept would
 * name them all. */

#include "mado-row-check.h"

#include "mado-queue-key.h"
#include "mado-queue-stand.h"
#include "mado-row.h"

#define MOST_NAMED 20 /* of a kind of finding */

typedef struct {
  MadoDatabase *reader;
  const MadoProgramme *programme;
  MadoFindings *findings;
  guint n_rows_named;
  guint n_stands_named;
  gint64 n_stands;
} Check;

static const char list_rows[] = "SELECT entity.row, id, kind, state, version, text"
                                " FROM entity LEFT JOIN body ON body.row = entity.row";
static const char count_orphans[] = "SELECT count (*) FROM body WHERE row NOT IN (SELECT row FROM entity)";
static const char find_stand[] = "SELECT 1 FROM queue_row WHERE queue = ?1 AND key = ?2 AND row = ?3";
static const char count_stands[] = "SELECT count (*) FROM queue_row";

static void
name_row (Check *self, gint64 row)
{
  if (self->n_rows_named++ < MOST_NAMED)
    mado_findings_add (self->findings, "E_ROW", (guint64) row, 0, NULL);
}

static gboolean
check_stand (Check *self, gint64 row, const MadoQueueStand *stand, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (self->reader, find_stand);
  const MadoQueueSpot spot = { stand->key, row };
  gboolean is_there;

  mado_statement_bind_text (statement, 1, stand->queue);
  mado_queue_spot_bind (&spot, statement, 2);
  is_there = mado_statement_step (statement);
  self->n_stands++;
  if (!is_there && self->n_stands_named++ < MOST_NAMED)
    mado_findings_add (self->findings, "E_STAND", (guint64) row, 0, stand->queue);

  return mado_statement_finish (statement, error);
}

static gboolean
check_stands (Check *self, gint64 row, const MadoEntity *entity, GError **error)
{
  g_autoptr (GPtrArray) stands = mado_queue_list_stands (self->programme, entity);

  for (guint i = 0; i < stands->len; i++)
    if (!check_stand (self, row, g_ptr_array_index (stands, i), error))
      return FALSE;

  return TRUE;
}

static gboolean
agrees (const MadoStatement *row, const MadoEntity *entity)
{
  return mado_id_compare (mado_statement_get_id (row, 1), mado_entity_get_id (entity)) == 0 &&
         g_strcmp0 (mado_statement_get_text (row, 2), mado_entity_get_kind (entity)) == 0 &&
         g_strcmp0 (mado_statement_get_text (row, 3), mado_entity_get_state (entity)) == 0 &&
         mado_statement_get_int (row, 4) == mado_entity_get_version (entity);
}

static gboolean
check_row (Check *self, const MadoStatement *row, GError **error)
{
  g_autoptr (GBytes) text = mado_statement_dup_bytes (row, 5);
  g_autoptr (MadoEntity) entity = mado_row_read_text (text, NULL);
  gint64 number = mado_statement_get_int (row, 0);

  if (entity == NULL || !agrees (row, entity)) {
    name_row (self, number);
    return TRUE;
  }

  return check_stands (self, number, entity, error);
}

static gboolean
check_rows (Check *self, GError **error)
{
  g_autoptr (MadoStatement) rows = mado_statement_take (self->reader, list_rows);

  while (mado_statement_step (rows))
    if (!check_row (self, rows, error))
      return FALSE;

  return mado_statement_finish (rows, error);
}

static gboolean
count (Check *self, const char *sql, gint64 *out_count, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (self->reader, sql);

  if (mado_statement_step (statement))
    *out_count = mado_statement_get_int (statement, 0);

  return mado_statement_finish (statement, error);
}

/**
 * mado_row_check:
 * @reader: a database
 * @programme: the programme that its rows are of
 * @findings: takes E_ROW where a row and its text disagree or one is alone, E_STAND with the list's name where a row
 *   does not stand in it as it should; the record is the row, or 0 where only their number is wrong
 * @error: where to put what went wrong
 *
 * Reads every body: it takes a while.
 *
 * Returns: whether the rows could be read
 */
gboolean
mado_row_check (MadoDatabase *reader, const MadoProgramme *programme, MadoFindings *findings, GError **error)
{
  Check self = { .reader = reader, .programme = programme, .findings = findings };
  gint64 n_orphans = 0, n_stands = 0;

  if (!check_rows (&self, error) || !count (&self, count_orphans, &n_orphans, error) ||
      !count (&self, count_stands, &n_stands, error))
    return FALSE;
  if (n_orphans > 0)
    name_row (&self, 0);
  if (self.n_stands_named == 0 && self.n_rows_named == 0 && n_stands != self.n_stands)
    mado_findings_add (findings, "E_STAND", 0, 0, NULL);

  return TRUE;
}
