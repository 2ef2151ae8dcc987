/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From a ward's name to its door. */

#include "mado-doorkeeper.h"

#include <string.h>

#define LOOKS_BETWEEN_WRITING 60 /* a look is a second */

/* All that belongs to one ward. */
typedef struct {
  MadoAccess *access;
  MadoTally *tally;
  MadoAccessGate *gate;
  MadoAccessDesk *desk;
} Door;

struct _MadoDoorkeeper {
  MadoChanceAndTime means;
  MadoArgon2idCost cost;
  MadoAuditRules rules;
  MadoTerminalSites sites;
  MadoTerminalDesk *terminals; /* (nullable) */
  char *keeper;                /* (nullable): the ward whose administrators see to them */
  MadoServiceSide service;
  MadoPorter *porter;
  GHashTable *doors; /* (element-type utf8 Door) */
  Door *office;      /* (nullable) */
  guint n_looks;
};

static void
free_door (gpointer data)
{
  Door *door = data;

  g_clear_pointer (&door->desk, mado_access_desk_free);
  g_clear_pointer (&door->gate, mado_access_gate_free);
  g_clear_pointer (&door->tally, mado_tally_free);
  g_clear_pointer (&door->access, mado_access_free);
  g_free (door);
}

/**
 * mado_doorkeeper_new:
 * @means: where time and chance come from; @user_data outlives the doorkeeper
 * @cost: what a password's hash costs from now on
 *
 * Returns: (transfer full): a doorkeeper without a door
 */
MadoDoorkeeper *
mado_doorkeeper_new (const MadoChanceAndTime *means, const MadoArgon2idCost *cost)
{
  MadoDoorkeeper *self = g_new0 (MadoDoorkeeper, 1);

  self->means = *means;
  self->cost = *cost;
  self->rules = (MadoAuditRules) { MADO_AUDIT_OPENS, MADO_AUDIT_CLOSES, MADO_AUDIT_MASS_READS };
  self->porter = mado_porter_new ();
  self->doors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_door);

  return self;
}

/**
 * mado_doorkeeper_free:
 * @self: (transfer full): a doorkeeper, closed, whose wards are gone
 */
void
mado_doorkeeper_free (MadoDoorkeeper *self)
{
  mado_porter_free (self->porter);
  g_hash_table_unref (self->doors);
  g_clear_pointer (&self->office, free_door);
  g_free (self->keeper);
  g_free (self);
}

/**
 * mado_doorkeeper_set_audit_rules:
 * @self: a doorkeeper without a door
 * @rules: what is normal in the wards that it takes
 */
void
mado_doorkeeper_set_audit_rules (MadoDoorkeeper *self, const MadoAuditRules *rules)
{
  self->rules = *rules;
}

/**
 * mado_doorkeeper_set_sites:
 * @self: a doorkeeper without a door
 * @sites: what knows where terminals are; its data outlives the doors
 */
void
mado_doorkeeper_set_sites (MadoDoorkeeper *self, const MadoTerminalSites *sites)
{
  self->sites = *sites;
}

/**
 * mado_doorkeeper_set_terminals:
 * @self: a doorkeeper without a ward
 * @terminals: where they come in and go out; outlives the doors
 * @ward: (nullable): whose administrators see to them; %NULL: nobody does at the line
 */
void
mado_doorkeeper_set_terminals (MadoDoorkeeper *self, MadoTerminalDesk *terminals, const char *ward)
{
  self->terminals = terminals;
  g_set_str (&self->keeper, ward);
}

/**
 * mado_doorkeeper_set_service:
 * @self: a doorkeeper without a ward
 * @service: what sees to the service as a whole; its data outlives the doors
 */
void
mado_doorkeeper_set_service (MadoDoorkeeper *self, const MadoServiceSide *service)
{
  self->service = *service;
}

static Door *
make_door (MadoDoorkeeper *self, MadoWard *ward, GError **error)
{
  MadoAccess *access = mado_access_new (ward->name, &self->means, &self->cost, error);
  Door *door;

  if (access == NULL)
    return NULL;
  mado_access_set_audit_rules (access, &self->rules);
  mado_access_set_sites (access, &self->sites);
  mado_access_set_keeps_terminals (access, g_strcmp0 (self->keeper, ward->name) == 0);
  door = g_new (Door, 1);
  door->access = access;
  door->tally = mado_tally_new (access);
  door->gate = mado_access_gate_new (access, door->tally);
  door->desk = mado_access_desk_new (ward, access, door->tally, self->porter);
  mado_access_desk_set_terminals (door->desk, self->terminals);
  mado_access_desk_set_service (door->desk, &self->service);

  return door;
}

/**
 * mado_doorkeeper_take_ward:
 * @self: a doorkeeper
 * @ward: a ward that is open, and goes after the doorkeeper was closed
 * @lease_rule: for how long terminals may work without it; outlives the doorkeeper
 * @error: where to put what went wrong
 *
 * Returns: whether people come in there
 */
gboolean
mado_doorkeeper_take_ward (MadoDoorkeeper *self, MadoWard *ward, const MadoLeaseRule *lease_rule, GError **error)
{
  Door *door = make_door (self, ward, error);

  if (door == NULL)
    return FALSE;
  mado_access_set_lease_rule (door->access, lease_rule);
  g_hash_table_insert (self->doors, g_strdup (ward->name), door);

  return TRUE;
}

/**
 * mado_doorkeeper_take_office:
 * @self: a doorkeeper
 * @office: the service's own office; nobody signs in there
 * @error: where to put what went wrong
 *
 * Returns: whether what the wall turns away is written down there
 */
gboolean
mado_doorkeeper_take_office (MadoDoorkeeper *self, MadoWard *office, GError **error)
{
  self->office = make_door (self, office, error);

  return self->office != NULL;
}

/* --- who asks ---------------------------------------------------------------------------------------------------- */

static Door *
find_door (MadoDoorkeeper *self, const char *stream)
{
  g_autofree char *ward = g_strndup (stream, strcspn (stream, "/"));

  return g_hash_table_lookup (self->doors, ward);
}

static gboolean
let_in (gpointer user_data,
        MadoBackend *backend,
        const char *stream,
        const char *terminal,
        const char *token,
        MadoVisitor **out_visitor,
        MadoGateVerdict *out_verdict,
        GError **error)
{
  const Door *door = find_door (user_data, stream);
  MadoGate gate;

  *out_visitor = NULL;
  *out_verdict = MADO_GATE_NO_SESSION;
  if (door == NULL)
    return TRUE;
  gate = mado_access_gate_get_gate (door->gate);

  return gate.let_in (gate.user_data, backend, stream, terminal, token, out_visitor, out_verdict, error);
}

/**
 * mado_doorkeeper_get_gate:
 * @self: a doorkeeper
 *
 * Returns: who is signed in, for the streams of all wards
 */
MadoGate
mado_doorkeeper_get_gate (MadoDoorkeeper *self)
{
  return (MadoGate) { let_in, self };
}

static gboolean
find_roles (gpointer user_data,
            MadoBackend *backend,
            const char *stream,
            const char *account,
            char ***out_roles,
            GError **error)
{
  const Door *door = find_door (user_data, stream);
  MadoAccountRoles accounts;

  if (door == NULL) {
    *out_roles = g_new0 (char *, 1);
    return TRUE;
  }
  accounts = mado_access_gate_get_accounts (door->gate);

  return accounts.find_roles (accounts.user_data, backend, stream, account, out_roles, error);
}

/**
 * mado_doorkeeper_get_accounts:
 * @self: a doorkeeper
 *
 * Returns: which roles somebody has who signed something, for the streams of all wards
 */
MadoAccountRoles
mado_doorkeeper_get_accounts (MadoDoorkeeper *self)
{
  return (MadoAccountRoles) { find_roles, self };
}

/**
 * mado_doorkeeper_serve:
 * @self: a doorkeeper
 * @call: (transfer full): a call for /v1/a/WARD/VERB or /v1/a/WARD/GROUP/VERB
 */
void
mado_doorkeeper_serve (MadoDoorkeeper *self, MadoHttpCall *call)
{
  const Door *door = g_hash_table_lookup (self->doors, mado_http_call_get_variable (call, 0));

  if (door != NULL)
    mado_access_desk_serve (door->desk, call);
  else
    mado_http_call_refuse (call, MADO_REBUFF_PATH);
}

/**
 * mado_doorkeeper_say_farewell:
 * @self: a doorkeeper
 * @departures: (element-type MadoDeparture): terminals whose sessions end in all wards; it does not change any more
 */
void
mado_doorkeeper_say_farewell (MadoDoorkeeper *self, GPtrArray *departures)
{
  GHashTableIter iter;
  gpointer door;

  g_hash_table_iter_init (&iter, self->doors);
  while (g_hash_table_iter_next (&iter, NULL, &door))
    mado_access_desk_say_farewell (((Door *) door)->desk, departures);
}

/* --- the log of the wall ----------------------------------------------------------------------------------------- */

static void
write_tallies (MadoDoorkeeper *self, const MadoRebuffs *rebuffs)
{
  GHashTableIter iter;
  gpointer door;

  if (self->office != NULL) {
    mado_tally_count_rebuffs (self->office->tally, rebuffs);
    mado_access_desk_write_tally (self->office->desk);
  }
  g_hash_table_iter_init (&iter, self->doors);
  while (g_hash_table_iter_next (&iter, NULL, &door))
    mado_access_desk_write_tally (((Door *) door)->desk);
}

/**
 * mado_doorkeeper_look_around:
 * @self: a doorkeeper
 * @rebuffs: what the wall turned away
 *
 * To be called every second, always from one thread: what was counted goes into the logs now and then.
 */
void
mado_doorkeeper_look_around (MadoDoorkeeper *self, const MadoRebuffs *rebuffs)
{
  if (++self->n_looks % LOOKS_BETWEEN_WRITING == 0)
    write_tallies (self, rebuffs);
}

/**
 * mado_doorkeeper_close:
 * @self: a doorkeeper that nobody comes to any more, while its wards are still open
 * @rebuffs: what the wall turned away
 *
 * Whoever waits is looked at, and what was counted is handed in.
 */
void
mado_doorkeeper_close (MadoDoorkeeper *self, const MadoRebuffs *rebuffs)
{
  mado_porter_close (self->porter);
  write_tallies (self, rebuffs);
}
