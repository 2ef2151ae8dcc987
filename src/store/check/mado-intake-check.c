/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An attachment is in two tables and its bytes in a third; what a file brought names the import. */

#include "mado-intake-check.h"

#include "mado-receipt-index.h"
#include "mado-statement.h"

static gboolean
check_receipts (MadoDatabase *reader, const MadoProgramme *programme, MadoFindings *findings, GError **error)
{
  gboolean is_right = TRUE;

  if (!mado_receipt_check (reader, programme, &is_right, error))
    return FALSE;
  if (!is_right)
    mado_findings_add (findings, "E_RECEIPTS", 0, 0, NULL);

  return TRUE;
}

/* Those whose bytes are gone, or would give way for others. */
static const char count_lost[] =
    "SELECT count (*) FROM attachment WHERE NOT EXISTS"
    " (SELECT 1 FROM blob_owner JOIN blob USING (hash)"
    "  WHERE blob_owner.entity = attachment.entity AND blob_owner.hash = attachment.hash AND is_pinned)";
static const char count_strays[] =
    "SELECT (SELECT count (*) FROM import_row WHERE import NOT IN (SELECT id FROM import))"
    " + (SELECT count (*) FROM reference_row WHERE import NOT IN (SELECT id FROM import))";

static gboolean
check_count (MadoDatabase *reader, const char *sql, const char *code, MadoFindings *findings, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (reader, sql);
  gint64 count = 0;

  if (mado_statement_step (statement))
    count = mado_statement_get_int (statement, 0);
  if (count > 0)
    mado_findings_add (findings, code, (guint64) count, 0, NULL);

  return mado_statement_finish (statement, error);
}

static const char list_begun[] = "SELECT map FROM import WHERE NOT is_done ORDER BY at, id";

static gboolean
check_ends (MadoDatabase *reader, MadoFindings *findings, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (reader, list_begun);

  while (mado_statement_step (statement))
    mado_findings_add (findings, "W_IMPORT", 0, 0, mado_statement_get_text (statement, 0));

  return mado_statement_finish (statement, error);
}

/**
 * mado_intake_check:
 * @reader: a database
 * @programme: the programme that its rows are of
 * @findings: takes what was found: E_RECEIPTS; E_ATTACHMENT and E_IMPORT (record: how many); W_IMPORT (field: the map)
 * @error: what kept it from looking
 *
 * Returns: whether it could look
 */
gboolean
mado_intake_check (MadoDatabase *reader, const MadoProgramme *programme, MadoFindings *findings, GError **error)
{
  return check_receipts (reader, programme, findings, error) &&
         check_count (reader, count_lost, "E_ATTACHMENT", findings, error) &&
         check_count (reader, count_strays, "E_IMPORT", findings, error) && check_ends (reader, findings, error);
}
