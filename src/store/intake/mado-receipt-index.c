/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Keeps the receipt numbers beside the bodies, and looks cases up by them. */

#include "mado-receipt-index.h"

#include <string.h>

#include "mado-case.h"
#include "mado-json-member.h"
#include "mado-receipt.h"
#include "mado-row-keys.h"
#include "mado-row.h"
#include "mado-statement.h"

#define FORMAT "receipt 1"

/**
 * mado_receipt_dup_claim:
 * @programme: the programme
 * @entity: (nullable): an entity
 *
 * Returns: (transfer full) (nullable): what it claims for its receipt number; %NULL: it has none
 */
char *
mado_receipt_dup_claim (const MadoProgramme *programme, const MadoEntity *entity)
{
  const char *receipt = "";

  if (entity != NULL && strcmp (mado_entity_get_kind (entity), mado_case_kind.name) == 0)
    receipt = mado_json_get_text (mado_entity_get_body (entity), "receipt");

  return receipt[0] != '\0' ? mado_receipt_claim (programme, receipt) : NULL;
}

static const MadoRowKeys claims = {
  .add = "INSERT INTO receipt (claim, row) VALUES (?1, ?2)",
  .remove = "DELETE FROM receipt WHERE claim = ?1 AND row = ?2",
  .remove_all = "DELETE FROM receipt",
  .list = "SELECT row, text FROM entity JOIN body USING (row) WHERE kind = 'case'",
  .find = "SELECT 1 FROM receipt WHERE claim = ?1 AND row = ?2",
  .count = "SELECT count (*) FROM receipt",
  .dup_key = mado_receipt_dup_claim,
};

static gboolean
change (MadoDatabase *database,
        const MadoProgramme *programme,
        const MadoRowChange *changes,
        guint n_changes,
        GError **error)
{
  return mado_row_keys_change (&claims, database, programme, changes, n_changes, error);
}

static gboolean
rebuild (MadoDatabase *database, const MadoProgramme *programme, GError **error)
{
  return mado_row_keys_rebuild (&claims, database, programme, error);
}

static void
add_basis (MadoHasher *hasher, const MadoProgramme *programme)
{
  mado_index_add_text (hasher, FORMAT);
  mado_index_add_text (hasher, programme->identity.ward);
  mado_index_add_text (hasher, programme->identity.id);
}

const MadoIndex mado_receipt_index = { "receipt", change, rebuild, add_basis };

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
  return mado_row_keys_check (&claims, reader, programme, out_is_right, error);
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
