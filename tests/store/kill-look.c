/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finds out what a file says of the things that the hour of work changes, and whether it says so with all its tables.
 */

#include "kill-look.h"

#include <string.h>

#include "mado-erasure.h"
#include "mado-row.h"
#include "mado-statement.h"
#include "mado-typing.h"

static gint64
ask (MadoDatabase *database, const char *sql)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, sql);

  return mado_statement_step (statement) ? mado_statement_get_int (statement, 0) : -1;
}

/**
 * kill_look_spell:
 * @key: which of the drafts or settings
 *
 * Returns: (transfer full): its name
 */
char *
kill_look_spell (MadoId key)
{
  char text[MADO_ID_TEXT_SIZE];

  mado_id_to_text (key, text);

  return g_strdup (text);
}

/**
 * kill_look_get_shares:
 * @sample: a sample
 * @password: which of its two passwords
 *
 * Returns: what opens its profile, if that is the password
 */
MadoKeyShares
kill_look_get_shares (const StoreSample *sample, guint password)
{
  MadoKeyShares shares = sample->shares;

  shares.password = password == 0 ? sample->password : sample->other_password;

  return shares;
}

/**
 * kill_look_open:
 * @terminal: a terminal whose file is closed
 * @out_password: (out): which password opens it
 *
 * Returns: (transfer full) (nullable): its file; %NULL where not one of the two passwords opens it, or both do
 */
MadoDatabase *
kill_look_open (ReplicaTerminal *terminal, guint *out_password)
{
  const StoreSample *sample = &terminal->sample;
  g_autofree char *path = store_sample_name (sample, ".key");
  MadoKeyShares shares = sample->shares;
  guint n_open = 0;

  for (guint i = 0; i < 2; i++) {
    const MadoKeyShares tried = kill_look_get_shares (sample, i);
    g_autoptr (MadoSecret) key = mado_key_file_open (path, sample->profile.id, &tried, NULL);

    if (key == NULL)
      continue;
    shares = tried;
    *out_password = i;
    n_open++;
  }

  return n_open == 1 ? mado_profile_open (&sample->place, &sample->profile, &shares, NULL) : NULL;
}

static gint64
look_at_entry (ReplicaTerminal *terminal, MadoId operation, gboolean is_withdrawn)
{
  g_autoptr (MadoJournalEntry) entry = NULL;

  g_assert_true (mado_journal_find (terminal->database, operation, &entry, NULL));

  return entry != NULL && (!is_withdrawn || entry->state == MADO_JOURNAL_WITHDRAWN);
}

static const char count_texts[] = "SELECT (SELECT count (*) FROM journal WHERE entity = ?1 AND text IS NOT NULL)"
                                  " + (SELECT count (*) FROM overlay WHERE id = ?1)"
                                  " + (SELECT count (*) FROM erased WHERE id = ?1 AND is_scrubbed = 0)";

static gint64
look_at_erasure (ReplicaTerminal *terminal, MadoId id)
{
  g_autoptr (MadoErasure) erasure = NULL;
  g_autoptr (MadoStatement) statement = mado_statement_take (terminal->database, count_texts);
  g_auto (MadoRow) row = { 0 };

  mado_statement_bind_id (statement, 1, id);
  g_assert_true (mado_statement_step (statement) && mado_row_find (terminal->database, id, &row, NULL) &&
                 mado_erasure_find (terminal->database, id, &erasure, NULL));
  if (erasure == NULL)
    return 0;

  return row.entity == NULL && mado_statement_get_int (statement, 0) == 0 ? 1 : -1;
}

static gint64
look_at_draft (ReplicaTerminal *terminal, const char *key)
{
  g_autoptr (GBytes) text = NULL;
  g_autofree char *typed = NULL;
  char *rest;
  gint64 value;

  g_assert_true (mado_typing_find (terminal->database, key, &text, NULL));
  if (text == NULL)
    return 0;
  typed = g_strndup (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
  value = g_ascii_strtoll (typed, &rest, 10);

  return strlen (rest) == 1 + (gsize) MAX (value % 9000, 1) ? value : -1;
}

static gint64
look_at_setting (ReplicaTerminal *terminal, const char *key)
{
  g_autofree char *value = store_sample_load_setting (terminal->database, key);

  return value != NULL ? g_ascii_strtoll (value, NULL, 10) : 0;
}

static gint64
look_at_blobs (ReplicaTerminal *terminal)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (
      terminal->database, "SELECT hash, bytes FROM blob WHERE hash IN (SELECT hash FROM blob_owner)");
  gint64 count = 0;

  while (mado_statement_step (statement)) {
    g_autoptr (GBytes) hash = mado_statement_dup_bytes (statement, 0);
    g_autoptr (GBytes) bytes = mado_statement_dup_bytes (statement, 1);
    MadoHash found = mado_hash_of (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

    if (memcmp (g_bytes_get_data (hash, NULL), found.bytes, sizeof found.bytes) != 0)
      return -1;
    count++;
  }
  if (ask (terminal->database, "SELECT (SELECT count (*) FROM blob) + (SELECT count (*) FROM blob_owner)") != 2 * count)
    return -1;

  return count;
}

/**
 * kill_look_at:
 * @terminal: a terminal whose file is open
 * @thing: a kind of thing
 * @key: which of them
 *
 * Returns: what the file says of it
 */
gint64
kill_look_at (ReplicaTerminal *terminal, KillThing thing, MadoId key)
{
  g_autofree char *name = kill_look_spell (key);

  switch (thing) {
  case KILL_SAVED:
  case KILL_WITHDRAWN:
    return look_at_entry (terminal, key, thing == KILL_WITHDRAWN);
  case KILL_ERASED:
    return look_at_erasure (terminal, key);
  case KILL_DRAFT:
    return look_at_draft (terminal, name);
  case KILL_SETTING:
    return look_at_setting (terminal, name);
  case KILL_READINGS:
    return ask (terminal->database, "SELECT count (*) FROM read_log");
  case KILL_BLOBS:
    return look_at_blobs (terminal);
  case KILL_RECEIVED:
    return ask (terminal->database, "SELECT received FROM cursor");
  case KILL_TAKEN:
    return ask (terminal->database, "SELECT seq FROM cursor");
  case KILL_PASSWORD: /* whoever opened the file knows */
  default:
    g_assert_not_reached ();
  }
}
