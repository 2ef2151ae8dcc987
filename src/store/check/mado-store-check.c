/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Looks at a file from below upward: its pages, its tables, what is in them, and what is derived from that. Damage in
 * one place keeps nobody from looking at the rest. */

#include "mado-store-check.h"

#include <string.h>

#include "mado-about-index.h"
#include "mado-cursor.h"
#include "mado-intake-check.h"
#include "mado-journal.h"
#include "mado-queue-index.h"
#include "mado-row-check.h"
#include "mado-search-check.h"
#include "mado-statement.h"
#include "mado-store-error.h"

typedef struct {
  MadoDatabase *reader;
  const MadoProgramme *programme;
  MadoFindings *findings;
} Check;

/* The library answers in sentences that end with the number of the page, or with what is missing. */
static guint64
find_last_number (const char *sentence)
{
  const char *last = strrchr (sentence, ' ');

  return last != NULL ? g_ascii_strtoull (last + 1, NULL, 10) : 0;
}

static gboolean
check_pages (Check *self, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (self->reader, "PRAGMA cipher_integrity_check");

  while (mado_statement_step (statement))
    mado_findings_add (self->findings, "E_PAGE", find_last_number (mado_statement_get_text (statement, 0)), 0, NULL);

  return mado_statement_finish (statement, error);
}

static gboolean
check_structure (Check *self, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (self->reader, "PRAGMA quick_check (20)");

  while (mado_statement_step (statement)) {
    const char *answer = mado_statement_get_text (statement, 0);

    if (g_strcmp0 (answer, "ok") != 0)
      mado_findings_add (self->findings, "E_STRUCTURE", 0, 0, answer);
  }

  return mado_statement_finish (statement, error);
}

static gboolean
check_rows (Check *self, GError **error)
{
  return mado_row_check (self->reader, self->programme, self->findings, error);
}

static gboolean
check_queues (Check *self, GError **error)
{
  return mado_queue_check (self->reader, self->findings, error);
}

static gboolean
check_search (Check *self, GError **error)
{
  gboolean is_right = TRUE;

  if (!mado_search_check (self->reader, self->programme, &is_right, error))
    return FALSE;
  if (!is_right)
    mado_findings_add (self->findings, "E_SEARCH", 0, 0, NULL);

  return TRUE;
}

static gboolean
check_about (Check *self, GError **error)
{
  gboolean is_right = TRUE;

  if (!mado_about_check (self->reader, self->programme, &is_right, error))
    return FALSE;
  if (!is_right)
    mado_findings_add (self->findings, "E_ABOUT", 0, 0, NULL);

  return TRUE;
}

static gboolean
check_intake (Check *self, GError **error)
{
  return mado_intake_check (self->reader, self->programme, self->findings, error);
}

static gboolean
check_journal (Check *self, GError **error)
{
  gint64 dseq = 0;

  if (!mado_journal_find_break (self->reader, &dseq, error))
    return FALSE;
  if (dseq != 0)
    mado_findings_add (self->findings, "E_JOURNAL", (guint64) dseq, 0, NULL);

  return TRUE;
}

static const char find_ahead[] = "SELECT max (dseq) FROM journal";
static const char find_highest[] = "SELECT max (seq) FROM overlay";

static gboolean
load_number (Check *self, const char *sql, gint64 *out_number, GError **error)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (self->reader, sql);

  if (mado_statement_step (statement))
    *out_number = mado_statement_get_int (statement, 0);

  return mado_statement_finish (statement, error);
}

static gboolean
check_cursor (Check *self, GError **error)
{
  g_auto (MadoCursor) cursor = { 0 };
  gint64 last_dseq = 0, last_seq = 0;

  if (!mado_cursor_load (self->reader, &cursor, error) || !load_number (self, find_ahead, &last_dseq, error) ||
      !load_number (self, find_highest, &last_seq, error))
    return FALSE;
  if (cursor.received > last_dseq)
    mado_findings_add (self->findings, "E_CURSOR", (guint64) cursor.received, 0, "received");
  if (last_seq > MAX (cursor.at.seq, cursor.highest.seq))
    mado_findings_add (self->findings, "E_CURSOR", (guint64) last_seq, 0, "seq");
  if (cursor.epoch != 0 && !mado_cursor_is_trusted (&cursor))
    mado_findings_add (self->findings, "W_LOADING", (guint64) cursor.at.seq, 0, NULL);

  return TRUE;
}

static const struct {
  const char *name;
  gboolean (*look) (Check *self, GError **error);
} looks[] = {
  { "pages", check_pages },   { "structure", check_structure }, { "rows", check_rows },
  { "queues", check_queues }, { "search", check_search },       { "about", check_about },
  { "intake", check_intake }, { "journal", check_journal },     { "cursor", check_cursor },
};

static gboolean
is_damage (const GError *error)
{
  return g_error_matches (error, MADO_STORE_ERROR, MADO_STORE_ERROR_DAMAGED) ||
         g_error_matches (error, MADO_STORE_ERROR, MADO_STORE_ERROR_NOT_A_DATABASE);
}

/**
 * mado_store_check:
 * @reader: a database
 * @programme: the programme that its rows are of
 * @findings: takes what was found
 * @error: what kept it from looking; damage does not
 *
 * E_PAGE (record: the page), E_STRUCTURE (field: what SQLite says of it), E_ROW, E_STAND, E_COUNTER, E_LADDER (see
 * mado_row_check() and mado_queue_check()), E_SEARCH, E_ABOUT, E_RECEIPTS, E_ATTACHMENT, E_IMPORT, W_IMPORT (see
 * mado_intake_check()), E_JOURNAL (record: the entry), E_CURSOR (record: the number,
 * field: which), W_LOADING, and E_UNREADABLE with the name of what damage kept it from looking at.
 *
 * Returns: whether it could look
 */
gboolean
mado_store_check (MadoDatabase *reader, const MadoProgramme *programme, MadoFindings *findings, GError **error)
{
  Check self = { reader, programme, findings };

  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++) {
    g_autoptr (GError) fault = NULL;

    if (looks[i].look (&self, &fault))
      continue;
    if (!is_damage (fault)) {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
    mado_findings_add (findings, "E_UNREADABLE", 0, 0, looks[i].name);
  }

  return TRUE;
}
