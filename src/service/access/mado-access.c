/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the files of this room share. */

#include "mado-access.h"

#include "mado-access-reply.h"
#include "mado-password.h"
#include "mado-wire-writer.h"

#define NOBODY_SIZE 32

/* The programmes as they were published last: who reads one with each call would do little else. */
typedef struct {
  GMutex lock;
  GHashTable *known; /* (element-type utf8 Known) */
} Programmes;

typedef struct {
  gint64 revision;
  MadoProgramme *programme;
} Known;

struct _MadoAccess {
  char *ward;
  char *stream;
  MadoChanceAndTime means;
  MadoArgon2idCost cost;
  char *nobody;
  MadoAuditRules rules;
  MadoTerminalSites sites;
  gboolean keeps_terminals;
  Programmes *programmes;
  const MadoLeaseRule *lease_rule; /* (nullable): there is none, and all is as usual */
};

static void
free_known (gpointer data)
{
  Known *known = data;

  mado_programme_unref (known->programme);
  g_free (known);
}

static Programmes *
make_programmes (void)
{
  Programmes *programmes = g_new0 (Programmes, 1);

  g_mutex_init (&programmes->lock);
  programmes->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_known);

  return programmes;
}

static void
free_programmes (Programmes *programmes)
{
  g_hash_table_unref (programmes->known);
  g_mutex_clear (&programmes->lock);
  g_free (programmes);
}

/**
 * mado_access_new:
 * @ward: a ward's name
 * @means: where time and chance come from; @user_data outlives it, and is asked from several threads
 * @cost: what a password's hash costs from now on
 * @error: where to put what went wrong
 *
 * Returns: (transfer full) (nullable): access to the ward
 */
MadoAccess *
mado_access_new (const char *ward, const MadoChanceAndTime *means, const MadoArgon2idCost *cost, GError **error)
{
  g_autoptr (MadoAccess) self = g_new0 (MadoAccess, 1);
  g_autoptr (MadoSecret) unknown = mado_secret_new_random (NOBODY_SIZE);

  self->ward = g_strdup (ward);
  self->stream = g_strconcat (ward, "/", MADO_ACCESS_STREAM, NULL);
  self->means = *means;
  self->cost = *cost;
  self->rules = (MadoAuditRules) { MADO_AUDIT_OPENS, MADO_AUDIT_CLOSES, MADO_AUDIT_MASS_READS };
  self->programmes = make_programmes ();
  self->nobody = mado_password_hash (unknown, cost, error);

  return self->nobody != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * mado_access_free:
 * @self: (transfer full): access that nobody has any more
 */
void
mado_access_free (MadoAccess *self)
{
  g_free (self->ward);
  g_free (self->stream);
  g_free (self->nobody);
  free_programmes (self->programmes);
  g_free (self);
}

/**
 * mado_access_get_ward:
 * @self: access
 *
 * Returns: (transfer none): to which ward
 */
const char *
mado_access_get_ward (const MadoAccess *self)
{
  return self->ward;
}

/**
 * mado_access_get_now:
 * @self: access
 *
 * Returns: official time
 */
MadoInstant
mado_access_get_now (const MadoAccess *self)
{
  return self->means.get_now (self->means.user_data);
}

/**
 * mado_access_find_lease_days:
 * @self: access
 * @programme: a programme, without its ward
 *
 * Returns: for how many days somebody may work there without the service
 */
guint
mado_access_find_lease_days (const MadoAccess *self, const char *programme)
{
  return self->lease_rule != NULL ? mado_lease_rule_find_days (self->lease_rule, programme) : MADO_ACCESS_LEASE_DAYS;
}

/**
 * mado_access_set_lease_rule:
 * @self: access
 * @rule: for how long shares are lent; outlives it
 */
void
mado_access_set_lease_rule (MadoAccess *self, const MadoLeaseRule *rule)
{
  self->lease_rule = rule;
}

/**
 * mado_access_get_cost:
 * @self: access
 *
 * Returns: (transfer none): what a password's hash costs
 */
const MadoArgon2idCost *
mado_access_get_cost (const MadoAccess *self)
{
  return &self->cost;
}

/**
 * mado_access_get_nobody:
 * @self: access
 *
 * Returns: (transfer none): the hash of a password that nobody knows: held against what is said for an account that
 *   there is not, so that it takes as long as for one that there is
 */
const char *
mado_access_get_nobody (const MadoAccess *self)
{
  return self->nobody;
}

/**
 * mado_access_get_audit_rules:
 * @self: access
 *
 * Returns: (transfer none): what is normal in the ward
 */
const MadoAuditRules *
mado_access_get_audit_rules (const MadoAccess *self)
{
  return &self->rules;
}

/**
 * mado_access_set_audit_rules:
 * @self: access
 * @rules: what is normal in the ward, in the place of the defaults
 */
void
mado_access_set_audit_rules (MadoAccess *self, const MadoAuditRules *rules)
{
  self->rules = *rules;
}

/**
 * mado_access_set_keeps_terminals:
 * @self: access
 * @keeps_terminals: whether administrators of the ward see to the terminals of the service
 */
void
mado_access_set_keeps_terminals (MadoAccess *self, gboolean keeps_terminals)
{
  self->keeps_terminals = keeps_terminals;
}

/**
 * mado_access_keeps_terminals:
 * @self: access
 *
 * Returns: whether administrators of the ward see to the terminals of the service
 */
gboolean
mado_access_keeps_terminals (const MadoAccess *self)
{
  return self->keeps_terminals;
}

/**
 * mado_access_set_sites:
 * @self: access
 * @sites: what knows where terminals are; its data outlives access
 */
void
mado_access_set_sites (MadoAccess *self, const MadoTerminalSites *sites)
{
  self->sites = *sites;
}

/**
 * mado_access_dup_site:
 * @self: access
 * @terminal: a terminal's name
 *
 * Returns: (transfer full) (nullable): the place that it is for, "" where it is for none; %NULL: nobody asks
 */
char *
mado_access_dup_site (const MadoAccess *self, const char *terminal)
{
  return self->sites.dup_site != NULL ? self->sites.dup_site (self->sites.user_data, terminal) : NULL;
}

/**
 * mado_access_find_programme:
 * @self: access
 * @name: of a stream
 * @revision: of its programme
 *
 * Returns: (transfer full) (nullable): the programme, where it was kept
 */
MadoProgramme *
mado_access_find_programme (const MadoAccess *self, const char *name, gint64 revision)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->programmes->lock);
  const Known *known = g_hash_table_lookup (self->programmes->known, name);

  g_assert_nonnull (locker);

  return known != NULL && known->revision == revision ? mado_programme_ref (known->programme) : NULL;
}

/**
 * mado_access_keep_programme:
 * @self: access
 * @name: of a stream
 * @revision: of its programme
 * @programme: the programme
 */
void
mado_access_keep_programme (const MadoAccess *self, const char *name, gint64 revision, MadoProgramme *programme)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->programmes->lock);
  Known *known = g_new (Known, 1);

  g_assert_nonnull (locker);
  *known = (Known) { revision, mado_programme_ref (programme) };
  g_hash_table_insert (self->programmes->known, g_strdup (name), known);
}

static GBytes *
write_details (const MadoAccessEvent *event, GError **error)
{
  g_autoptr (MadoWireWriter) writer = mado_wire_writer_new ("details of an access");

  if (event->account != NULL)
    mado_wire_writer_add_text (writer, "account", event->account, MADO_LOG_HEADER_MAX_TEXT);
  if (event->detail != NULL)
    mado_wire_writer_add_text (writer, "detail", event->detail, MADO_LOG_HEADER_MAX_TEXT);
  if (event->count != 0)
    mado_wire_writer_add_number (writer, "count", event->count, 1, G_MAXUINT32);

  return mado_wire_writer_finish_canonical (writer, error);
}

/**
 * mado_access_note:
 * @self: access
 * @backend: of the ward, in a turn that writes
 * @event: what happened
 * @error: where to put what went wrong
 *
 * Returns: whether the log ends with it
 */
gboolean
mado_access_note (const MadoAccess *self, MadoBackend *backend, const MadoAccessEvent *event, GError **error)
{
  const gboolean is_done = event->verdict == MADO_ACCESS_DONE;
  const MadoLogHeader header = {
    .kind = event->kind,
    .actor = event->actor,
    .terminal = event->terminal,
    .outcome = is_done ? MADO_OUTCOME_APPLIED : MADO_OUTCOME_REFUSED,
    .code = is_done ? NULL : mado_access_verdict_get_name (event->verdict),
  };
  g_autoptr (MadoStream) log = mado_stream_new (self->stream, &self->means);
  g_autoptr (GBytes) details = write_details (event, error);

  return details != NULL && mado_stream_note (log, backend, &header, details, error);
}
