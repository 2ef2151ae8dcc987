/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Keeps the receipt numbers beside the bodies, and looks cases up by them. */

#include "mado-receipt-index.h"

#include <string.h>

#include "mado-case.h"
#include "mado-json-member.h"
#include "mado-receipt.h"
#include "mado-row.h"
#include "mado-statement.h"

#define FORMAT "receipt 1"

static const char add_row[] = "INSERT INTO receipt (claim, row) VALUES (?1, ?2)";
static const char remove_row[] = "DELETE FROM receipt WHERE claim = ?1 AND row = ?2";
static const char remove_all[] = "DELETE FROM receipt";
static const char find_cases[] = "SELECT row, text FROM entity JOIN body USING (row) WHERE kind = 'case'";

static char *
dup_claim (const MadoProgramme *programme, const MadoEntity *entity)
{
  const char *receipt = "";

  if (entity != NULL && strcmp (mado_entity_get_kind (entity), mado_case_kind.name) == 0)
    receipt = mado_json_get_text (mado_entity_get_body (entity), "receipt");

  return receipt[0] != '\0' ? mado_receipt_claim (programme, receipt) : NULL;
}

static gboolean
write_row (MadoDatabase *database, const char *sql, const char *claim, gint64 row, GError **error)
{
  if (claim == NULL)
    return TRUE;

  g_autoptr (MadoStatement) statement = mado_statement_take (database, sql);

  mado_statement_bind_text (statement, 1, claim);
  mado_statement_bind_int (statement, 2, row);

  return mado_statement_run (statement, error);
}

static gboolean
change_row (MadoDatabase *database, const MadoProgramme *programme, const MadoRowChange *row, GError **error)
{
  g_autofree char *before = dup_claim (programme, row->before);
  g_autofree char *after = dup_claim (programme, row->after);

  if (g_strcmp0 (before, after) == 0)
    return TRUE;

  return write_row (database, remove_row, before, row->row, error) &&
         write_row (database, add_row, after, row->row, error);
}

static gboolean
change (MadoDatabase *database,
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

typedef gboolean (*Visit) (MadoDatabase *database, const char *claim, gint64 row, gpointer data, GError **error);

static gboolean
visit_cases (MadoDatabase *database, const MadoProgramme *programme, Visit visit, gpointer data, GError **error)
{
  g_autoptr (MadoStatement) cases = mado_statement_take (database, find_cases);

  while (mado_statement_step (cases)) {
    g_autoptr (GBytes) text = mado_statement_dup_bytes (cases, 1);
    g_autoptr (MadoEntity) entity = mado_row_read_text (text, error);
    g_autofree char *claim = entity != NULL ? dup_claim (programme, entity) : NULL;

    if (entity == NULL || (claim != NULL && !visit (database, claim, mado_statement_get_int (cases, 0), data, error)))
      return FALSE;
  }

  return mado_statement_finish (cases, error);
}

static gboolean
add_case (MadoDatabase *database, const char *claim, gint64 row, G_GNUC_UNUSED gpointer data, GError **error)
{
  return write_row (database, add_row, claim, row, error);
}

static gboolean
rebuild (MadoDatabase *database, const MadoProgramme *programme, GError **error)
{
  return mado_database_run_script (database, remove_all, error) &&
         visit_cases (database, programme, add_case, NULL, error);
}

static void
add_basis (MadoHasher *hasher, const MadoProgramme *programme)
{
  mado_index_add_text (hasher, FORMAT);
  mado_index_add_text (hasher, programme->identity.ward);
  mado_index_add_text (hasher, programme->identity.id);
}

const MadoIndex mado_receipt_index = { "receipt", change, rebuild, add_basis };

/* --- whether it is right ----------------------------------------------------------------------------------------- */

static const char has_row[] = "SELECT 1 FROM receipt WHERE claim = ?1 AND row = ?2";
static const char count_rows[] = "SELECT count (*) FROM receipt";

typedef struct {
  gint64 n_claims;
  gboolean is_any_missing;
} Comparison;

static gboolean
compare_case (MadoDatabase *database, const char *claim, gint64 row, gpointer data, GError **error)
{
  Comparison *comparison = data;
  g_autoptr (MadoStatement) statement = mado_statement_take (database, has_row);

  mado_statement_bind_text (statement, 1, claim);
  mado_statement_bind_int (statement, 2, row);
  comparison->n_claims++;
  if (!mado_statement_step (statement))
    comparison->is_any_missing = TRUE;

  return mado_statement_finish (statement, error);
}

/**
 * mado_receipt_check:
 * @reader: any connection
 * @programme: the programme
 * @out_is_right: (out): whether each case is found by its receipt number, and nothing else is
 * @error: where to put why nobody can say
 *
 * Returns: whether the file could be read
 */
gboolean
mado_receipt_check (MadoDatabase *reader, const MadoProgramme *programme, gboolean *out_is_right, GError **error)
{
  Comparison comparison = { 0 };
  g_autoptr (MadoStatement) count = NULL;
  gint64 n_rows = 0;

  if (!visit_cases (reader, programme, compare_case, &comparison, error))
    return FALSE;
  count = mado_statement_take (reader, count_rows);
  if (mado_statement_step (count))
    n_rows = mado_statement_get_int (count, 0);
  *out_is_right = !comparison.is_any_missing && comparison.n_claims == n_rows;

  return mado_statement_finish (count, error);
}

/* --- looking up -------------------------------------------------------------------------------------------------- */

/* Where two have it, the one that the service knows is the one that holds it. */
static const char find_holder[] = "SELECT id FROM receipt JOIN entity USING (row) WHERE claim = ?1"
                                  " ORDER BY seq <= 0, entity.row LIMIT 1";

/**
 * mado_receipt_find_holder:
 * @database: any connection
 * @claim: what an entity may claim
 * @out_holder: (out): the case that has it for its receipt number; %MADO_ID_NONE: none that is here
 * @error: where to put why nobody can say
 *
 * Returns: whether the file could be read
 */
gboolean
mado_receipt_find_holder (MadoDatabase *database, const char *claim, MadoId *out_holder, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, find_holder);
  MadoId holder = MADO_ID_NONE;

  mado_statement_bind_text (statement, 1, claim);
  if (mado_statement_step (statement))
    holder = mado_statement_get_id (statement, 0);
  if (!mado_statement_finish (statement, error))
    return FALSE;
  *out_holder = holder;

  return TRUE;
}

static gboolean
find_entity_cb (gpointer user_data, MadoId id, MadoEntity **out_entity, GError **error)
{
  MadoRow row;

  if (!mado_row_find (user_data, id, &row, error))
    return FALSE;
  *out_entity = row.entity;

  return TRUE;
}

static gboolean
find_holder_cb (gpointer user_data, const char *claim, MadoId *out_holder, GError **error)
{
  return mado_receipt_find_holder (user_data, claim, out_holder, error);
}

/**
 * mado_receipt_get_records:
 * @database: any connection; must outlive them
 *
 * Claims leave the service for nobody, but for receipt numbers, which everybody sees: of all others only the service
 * knows the holders.
 *
 * Returns: what is on record here
 */
MadoRecords
mado_receipt_get_records (MadoDatabase *database)
{
  return (MadoRecords) { find_entity_cb, find_holder_cb, database };
}
