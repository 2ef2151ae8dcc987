/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The copy of the register that the wall asks. */

#include "mado-terminal-register.h"

struct _MadoTerminalRegister {
  GRWLock lock;
  gint64 count;        /* of changes on the shelf, as far as it knows them; -1: it knows nothing */
  GHashTable *records; /* (element-type utf8 MadoTerminalRecord): by serial */
  GMutex seen_lock;
  GHashTable *seen;     /* (element-type utf8 gint64): when a terminal came last, in microseconds since 1970 */
  GHashTable *software; /* (element-type utf8 GStrv): release and system that it last said; under seen_lock */
};

static GHashTable *
make_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) mado_terminal_record_free);
}

/**
 * mado_terminal_register_new:
 *
 * Returns: (transfer full): a register that knows nobody
 */
MadoTerminalRegister *
mado_terminal_register_new (void)
{
  MadoTerminalRegister *self = g_new0 (MadoTerminalRegister, 1);

  g_rw_lock_init (&self->lock);
  self->count = -1;
  self->records = make_table ();
  g_mutex_init (&self->seen_lock);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->software = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);

  return self;
}

/**
 * mado_terminal_register_free:
 * @self: (transfer full): a register that nobody asks any more
 */
void
mado_terminal_register_free (MadoTerminalRegister *self)
{
  g_hash_table_unref (self->records);
  g_hash_table_unref (self->seen);
  g_hash_table_unref (self->software);
  g_mutex_clear (&self->seen_lock);
  g_rw_lock_clear (&self->lock);
  g_free (self);
}

static GHashTable *
read_shelf (MadoBackend *backend, GError **error)
{
  g_autoptr (GHashTable) table = make_table ();
  g_autoptr (GPtrArray) records = mado_terminal_record_list (backend, error);

  if (records == NULL)
    return NULL;
  g_ptr_array_set_free_func (records, NULL);
  for (guint i = 0; i < records->len; i++) {
    MadoTerminalRecord *record = g_ptr_array_index (records, i);

    g_hash_table_insert (table, record->certificate.serial, record);
  }

  return g_steal_pointer (&table);
}

/* --- who goes ---------------------------------------------------------------------------------------------------- */

static void
free_departure (gpointer data)
{
  g_free (((MadoDeparture *) data)->terminal);
  g_free (data);
}

/**
 * mado_departures_new:
 *
 * Returns: (transfer full) (element-type MadoDeparture): an empty list
 */
GPtrArray *
mado_departures_new (void)
{
  return g_ptr_array_new_with_free_func (free_departure);
}

static MadoInstant
find_again (GHashTable *records, const char *terminal)
{
  MadoInstant again = MADO_NEVER_AGAIN;
  GHashTableIter iter;
  const MadoTerminalRecord *record;

  g_hash_table_iter_init (&iter, records);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &record))
    if (record->standing == MADO_STANDING_WORKING && g_str_equal (record->terminal, terminal))
      again = record->since;

  return again;
}

/* At its first look the register has not seen anybody at work, and takes whoever does not work for gone. */
static gboolean
has_gone (GHashTable *before, const MadoTerminalRecord *record)
{
  const MadoTerminalRecord *earlier = g_hash_table_lookup (before, record->certificate.serial);

  return record->standing != MADO_STANDING_WORKING && record->standing != MADO_STANDING_ENROLLING &&
         (earlier == NULL || earlier->standing == MADO_STANDING_WORKING);
}

static void
list_departures (GHashTable *before, GHashTable *records, GPtrArray *departures)
{
  GHashTableIter iter;
  const MadoTerminalRecord *record;

  g_hash_table_iter_init (&iter, records);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &record)) {
    MadoDeparture *departure;

    if (!has_gone (before, record))
      continue;
    departure = g_new (MadoDeparture, 1);
    departure->terminal = g_strdup (record->terminal);
    departure->again = find_again (records, record->terminal);
    g_ptr_array_add (departures, departure);
  }
}

/* --- the copy ---------------------------------------------------------------------------------------------------- */

static void
take_over (MadoTerminalRegister *self, GHashTable *table, gint64 count, GPtrArray *departures)
{
  GHashTable *before;

  g_rw_lock_writer_lock (&self->lock);
  before = self->records;
  self->records = table;
  self->count = count;
  list_departures (before, table, departures);
  g_rw_lock_writer_unlock (&self->lock);
  g_hash_table_unref (before);
}

static gboolean
is_known (MadoTerminalRegister *self, gint64 count)
{
  gboolean known;

  g_rw_lock_reader_lock (&self->lock);
  known = self->count == count;
  g_rw_lock_reader_unlock (&self->lock);

  return known;
}

/**
 * mado_terminal_register_follow:
 * @self: a register
 * @backend: where the records are, in a turn
 * @departures: (element-type MadoDeparture): takes the terminals whose sessions end
 * @error: where to put what went wrong; the register knows what it knew
 *
 * Costs one look where nothing changed.
 *
 * Returns: whether it knows what is on the shelf now
 */
gboolean
mado_terminal_register_follow (MadoTerminalRegister *self, MadoBackend *backend, GPtrArray *departures, GError **error)
{
  gint64 count = 0;
  GHashTable *table;

  if (!mado_terminal_record_count_changes (backend, &count, error))
    return FALSE;
  if (is_known (self, count))
    return TRUE;
  table = read_shelf (backend, error);
  if (table != NULL)
    take_over (self, table, count, departures);

  return table != NULL;
}

/**
 * mado_terminal_register_count:
 * @self: a register
 * @standing: a standing
 *
 * Returns: how many certificates have it
 */
guint
mado_terminal_register_count (MadoTerminalRegister *self, MadoTerminalStanding standing)
{
  GHashTableIter iter;
  MadoTerminalRecord *record;
  guint count = 0;

  g_rw_lock_reader_lock (&self->lock);
  g_hash_table_iter_init (&iter, self->records);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &record))
    count += record->standing == standing;
  g_rw_lock_reader_unlock (&self->lock);

  return count;
}

/**
 * mado_terminal_register_dup_site:
 * @self: a register
 * @terminal: a terminal's name
 *
 * Returns: (transfer full): the place that its certificate is for; empty: none, or nobody knows the terminal
 */
char *
mado_terminal_register_dup_site (gpointer self, const char *terminal)
{
  MadoTerminalRegister *terminals = self;
  GHashTableIter iter;
  const MadoTerminalRecord *record;
  char *site = NULL;

  g_rw_lock_reader_lock (&terminals->lock);
  g_hash_table_iter_init (&iter, terminals->records);
  while (site == NULL && g_hash_table_iter_next (&iter, NULL, (gpointer *) &record))
    if (record->standing == MADO_STANDING_WORKING && g_str_equal (record->terminal, terminal))
      site = g_strdup (record->site);
  g_rw_lock_reader_unlock (&terminals->lock);

  return site != NULL ? site : g_strdup ("");
}

/* Not on the disk: a record for each request would be more writing than work. */
static void
note_seen (MadoTerminalRegister *self, const char *terminal)
{
  const gint64 now = mado_instant_now ().microseconds;
  gint64 *seen;

  g_mutex_lock (&self->seen_lock);
  seen = g_hash_table_lookup (self->seen, terminal);
  if (seen != NULL)
    *seen = now;
  else
    g_hash_table_insert (self->seen, g_strdup (terminal), g_memdup2 (&now, sizeof now));
  g_mutex_unlock (&self->seen_lock);
}

/**
 * mado_terminal_register_find_seen:
 * @self: a register
 * @terminal: a terminal's name
 *
 * Returns: when it came last; 0: not since the service was started
 */
MadoInstant
mado_terminal_register_find_seen (MadoTerminalRegister *self, const char *terminal)
{
  const gint64 *seen;
  MadoInstant instant = { 0 };

  g_mutex_lock (&self->seen_lock);
  seen = g_hash_table_lookup (self->seen, terminal);
  if (seen != NULL)
    instant.microseconds = *seen;
  g_mutex_unlock (&self->seen_lock);

  return instant;
}

/**
 * mado_terminal_register_note_software:
 * @self: a register
 * @terminal: a terminal's name
 * @release: of its program, as it says
 * @system: what that runs on, as it says
 */
void
mado_terminal_register_note_software (MadoTerminalRegister *self,
                                      const char *terminal,
                                      const char *release,
                                      const char *system)
{
  g_mutex_lock (&self->seen_lock);
  g_hash_table_insert (self->software, g_strdup (terminal),
                       g_strdupv ((GStrv) (const char *[]) { release, system, NULL }));
  g_mutex_unlock (&self->seen_lock);
}

/**
 * mado_terminal_register_find_software:
 * @self: a register
 * @terminal: a terminal's name
 * @out_release: (out) (transfer full) (nullable): what it said last; %NULL: nothing since the service was started
 * @out_system: (out) (transfer full) (nullable): likewise
 */
void
mado_terminal_register_find_software (MadoTerminalRegister *self,
                                      const char *terminal,
                                      char **out_release,
                                      char **out_system)
{
  const char *const *said;

  g_mutex_lock (&self->seen_lock);
  said = g_hash_table_lookup (self->software, terminal);
  *out_release = said != NULL ? g_strdup (said[0]) : NULL;
  *out_system = said != NULL ? g_strdup (said[1]) : NULL;
  g_mutex_unlock (&self->seen_lock);
}

/**
 * mado_terminal_register_judge:
 * @self: a register
 * @certificate: what the handshake proved
 * @out_terminal: (out) (transfer full) (nullable): whose it is
 *
 * A #MadoStandingJudge.
 *
 * Returns: what it is good for
 */
MadoTerminalStanding
mado_terminal_register_judge (gpointer self, const MadoClientCertificate *certificate, char **out_terminal)
{
  MadoTerminalRegister *terminals = self;
  MadoTerminalStanding standing = MADO_STANDING_UNKNOWN;
  const MadoTerminalRecord *record;

  g_rw_lock_reader_lock (&terminals->lock);
  record = g_hash_table_lookup (terminals->records, certificate->serial);
  if (record != NULL && mado_hash_equals (&record->certificate.fingerprint, &certificate->fingerprint)) {
    standing = record->standing;
    *out_terminal = g_strdup (record->terminal);
  }
  g_rw_lock_reader_unlock (&terminals->lock);
  if (standing == MADO_STANDING_WORKING)
    note_seen (terminals, *out_terminal);

  return standing;
}
