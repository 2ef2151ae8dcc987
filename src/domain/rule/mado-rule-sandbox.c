/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The connection on which rules run: of its own, in memory, with nothing in it and no way out. It is the second wall;
 * the first is that only the rule language reaches it (mado-rule-token, mado-rule-reading). */

#include "mado-rule-sandbox.h"

#include <string.h>

#include "mado-base-error.h"
#include "mado-rule-function.h"

#define STEPS_AT_ONCE 1000

struct _MadoRuleSandbox {
  sqlite3 *connection;
  gboolean is_defining; /* our own table may be made */
  guint selects_left;   /* that the statement in preparation may still open */
  gboolean has_denied;  /* something in it */
  int rounds;           /* of STEPS_AT_ONCE, of this evaluation */
};

/* A text of 64 KB is longer than any item; trees and programs as deep and long as a rule book needs. */
static const struct {
  int limit;
  int value;
} limits[] = {
  { SQLITE_LIMIT_LENGTH, 1 << 16 },    { SQLITE_LIMIT_SQL_LENGTH, 1 << 20 },    { SQLITE_LIMIT_EXPR_DEPTH, 100 },
  { SQLITE_LIMIT_COMPOUND_SELECT, 1 }, { SQLITE_LIMIT_VDBE_OP, 25000 },         { SQLITE_LIMIT_FUNCTION_ARG, 16 },
  { SQLITE_LIMIT_ATTACHED, 0 },        { SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1 }, { SQLITE_LIMIT_TRIGGER_DEPTH, 0 },
  { SQLITE_LIMIT_WORKER_THREADS, 0 },
};

static const struct {
  int setting;
  int value;
} settings[] = {
  { SQLITE_DBCONFIG_DQS_DML, 0 },
  { SQLITE_DBCONFIG_DQS_DDL, 0 },
  { SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
  { SQLITE_DBCONFIG_ENABLE_TRIGGER, 0 },
  { SQLITE_DBCONFIG_ENABLE_VIEW, 0 },
  { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
  { SQLITE_DBCONFIG_DEFENSIVE, 1 },
};

static gboolean
is_allowed (MadoRuleSandbox *self, int action, const char *table, const char *function)
{
  if (action == SQLITE_FUNCTION)
    return mado_rule_function_find (function, strlen (function)) != NULL;
  if (self->is_defining)
    return TRUE;
  if (action == SQLITE_SELECT && self->selects_left > 0) {
    self->selects_left--;
    return TRUE;
  }

  return action == SQLITE_READ && (g_str_equal (table, "item") || g_str_has_prefix (table, "level_"));
}

static int
authorize_cb (void *data, int action, const char *first, const char *second, const char *database, const char *cause)
{
  MadoRuleSandbox *self = data;

  if (is_allowed (self, action, first, second))
    return SQLITE_OK;
  self->has_denied = TRUE;

  return SQLITE_DENY;
}

static int
progress_cb (void *data)
{
  MadoRuleSandbox *self = data;

  return ++self->rounds >= MADO_RULE_SANDBOX_MAX_STEPS / STEPS_AT_ONCE;
}

static gboolean
open_connection (MadoRuleSandbox *self, const MadoRuleRates *rates)
{
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_NOMUTEX;

  if (sqlite3_open_v2 (":memory:", &self->connection, flags, NULL) != SQLITE_OK)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    sqlite3_limit (self->connection, limits[i].limit, limits[i].value);
  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    if (sqlite3_db_config (self->connection, settings[i].setting, settings[i].value, NULL) != SQLITE_OK)
      return FALSE;
  if (!mado_rule_function_register_all (self->connection, rates))
    return FALSE;
  sqlite3_set_authorizer (self->connection, authorize_cb, self);
  sqlite3_progress_handler (self->connection, STEPS_AT_ONCE, progress_cb, self);

  return TRUE;
}

/**
 * mado_rule_sandbox_new:
 * @rates: what `rate` finds; outlives the sandbox
 * @error: where to put what went wrong
 *
 * Returns: (transfer full): an empty sandbox, for one thread; %NULL where SQLite could not make one
 */
MadoRuleSandbox *
mado_rule_sandbox_new (const MadoRuleRates *rates, GError **error)
{
  g_autoptr (MadoRuleSandbox) self = g_new0 (MadoRuleSandbox, 1);

  if (open_connection (self, rates))
    return g_steal_pointer (&self);
  g_set_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_FAILED, "cannot open a database in memory: %s",
               sqlite3_errmsg (self->connection));

  return NULL;
}

/**
 * mado_rule_sandbox_free:
 * @self: (nullable) (transfer full): a sandbox whose statements are finalized
 */
void
mado_rule_sandbox_free (MadoRuleSandbox *self)
{
  if (self == NULL)
    return;

  sqlite3_close (self->connection);
  g_free (self);
}

/**
 * mado_rule_sandbox_define:
 * @self: a sandbox
 * @sql: a statement of ours, which makes a table
 *
 * Returns: whether it was made
 */
gboolean
mado_rule_sandbox_define (MadoRuleSandbox *self, const char *sql)
{
  gboolean is_made;

  self->is_defining = TRUE;
  self->has_denied = FALSE;
  self->rounds = 0;
  is_made = sqlite3_exec (self->connection, sql, NULL, NULL, NULL) == SQLITE_OK;
  self->is_defining = FALSE;

  return is_made;
}

/**
 * mado_rule_sandbox_prepare:
 * @self: a sandbox
 * @sql: a statement around expressions of the rule language
 * @n_selects: how many SELECT it has without them
 *
 * Returns: (transfer full) (nullable): the statement; %NULL where it is refused
 */
sqlite3_stmt *
mado_rule_sandbox_prepare (MadoRuleSandbox *self, const char *sql, guint n_selects)
{
  sqlite3_stmt *statement = NULL;

  self->selects_left = n_selects;
  self->has_denied = FALSE;
  self->rounds = 0;
  sqlite3_prepare_v3 (self->connection, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL);

  return statement;
}

/**
 * mado_rule_sandbox_step:
 * @self: a sandbox
 * @statement: a statement of it, with its values bound
 *
 * Returns: whether there is a row now; not where a function failed or the steps did not suffice
 */
gboolean
mado_rule_sandbox_step (MadoRuleSandbox *self, sqlite3_stmt *statement)
{
  self->rounds = 0;

  return sqlite3_step (statement) == SQLITE_ROW;
}

/**
 * mado_rule_sandbox_get_message:
 * @self: a sandbox
 *
 * Returns: (transfer none): what SQLite or a function said last
 */
const char *
mado_rule_sandbox_get_message (const MadoRuleSandbox *self)
{
  return sqlite3_errmsg (self->connection);
}

/**
 * mado_rule_sandbox_get_offset:
 * @self: a sandbox
 *
 * Returns: where in the statement the last error is; -1 where that is not known
 */
int
mado_rule_sandbox_get_offset (const MadoRuleSandbox *self)
{
  return sqlite3_error_offset (self->connection);
}

/**
 * mado_rule_sandbox_has_denied:
 * @self: a sandbox
 *
 * Returns: whether the last statement tried something that is not allowed
 */
gboolean
mado_rule_sandbox_has_denied (const MadoRuleSandbox *self)
{
  return self->has_denied;
}
