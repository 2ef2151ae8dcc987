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
change (MadoDatabase *database, const MadoProgramme *programme, const MadoRowChange *row, GError **error)
{
  g_autofree char *before = dup_claim (programme, row->before);
  g_autofree char *after = dup_claim (programme, row->after);

  if (g_strcmp0 (before, after) == 0)
    return TRUE;

  return write_row (database, remove_row, before, row->row, error) &&
         write_row (database, add_row, after, row->row, error);
}

static gboolean
rebuild (MadoDatabase *database, const MadoProgramme *programme, GError **error)
{
  g_autoptr (MadoStatement) cases = NULL;

  if (!mado_database_run_script (database, remove_all, error))
    return FALSE;
  cases = mado_statement_take (database, find_cases);
  while (mado_statement_step (cases)) {
    g_autoptr (GBytes) text = mado_statement_dup_bytes (cases, 1);
    g_autoptr (MadoEntity) entity = mado_row_read_text (text, error);
    g_autofree char *claim = entity != NULL ? dup_claim (programme, entity) : NULL;

    if (entity == NULL || !write_row (database, add_row, claim, mado_statement_get_int (cases, 0), error))
      return FALSE;
  }

  return mado_statement_finish (cases, error);
}

static void
add_basis (MadoHasher *hasher, const MadoProgramme *programme)
{
  mado_index_add_text (hasher, FORMAT);
  mado_index_add_text (hasher, programme->identity.ward);
  mado_index_add_text (hasher, programme->identity.id);
}

const MadoIndex mado_receipt_index = { "receipt", change, rebuild, add_basis };

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
