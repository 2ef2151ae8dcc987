/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is the same for every backend: turns, and the records that it hands out. */

#include "mado-backend.h"

#include "mado-ward-standing.h"

/**
 * mado_backend_free:
 * @self: (nullable) (transfer full): a backend, in no turn
 */
void
mado_backend_free (MadoBackend *self)
{
  if (self != NULL)
    self->type->free (self);
}

/**
 * mado_stored_entry_free:
 * @self: (transfer full): an entry
 */
void
mado_stored_entry_free (MadoStoredEntry *self)
{
  g_clear_pointer (&self->header, g_bytes_unref);
  g_clear_pointer (&self->payload, g_bytes_unref);
  g_clear_pointer (&self->touched, g_array_unref);
  g_free (self);
}

/**
 * mado_stored_entry_verify:
 * @self: an entry
 * @chain: at the entry before; at this one where it fits
 * @error: %MADO_BASE_ERROR_MISMATCH: how it does not fit
 *
 * Returns: whether it is what the chain goes on with
 */
gboolean
mado_stored_entry_verify (const MadoStoredEntry *self, MadoChain *chain, GError **error)
{
  MadoChainEntry link = {
    .seq = (guint64) self->seq,
    .header = g_bytes_get_data (self->header, NULL),
    .header_length = g_bytes_get_size (self->header),
    .payload_hash = self->payload_hash,
    .leaf = self->leaf,
    .chain = self->chain,
  };

  if (self->payload != NULL) {
    link.salt = self->salt;
    link.payload = g_bytes_get_data (self->payload, &link.payload_length);
  }

  return mado_chain_verify (chain, &link, error);
}

/**
 * mado_stored_device_free:
 * @self: (transfer full): a device
 */
void
mado_stored_device_free (MadoStoredDevice *self)
{
  g_free (self->account);
  g_free (self->terminal);
  g_free (self);
}

/**
 * mado_stored_row_clear:
 * @self: a row; holds nothing afterwards
 */
void
mado_stored_row_clear (MadoStoredRow *self)
{
  g_clear_pointer (&self->entity, mado_entity_unref);
  *self = (MadoStoredRow) { 0 };
}

/**
 * mado_stored_claim_clear:
 * @self: a claim that a backend listed
 */
void
mado_stored_claim_clear (MadoStoredClaim *self)
{
  g_free (self->claim);
}

/**
 * mado_stored_read_clear:
 * @self: a look that a backend listed
 */
void
mado_stored_read_clear (MadoStoredRead *self)
{
  g_free ((char *) self->account);
  g_free ((char *) self->terminal);
  g_free ((char *) self->reason);
}

struct _MadoTurn {
  MadoBackend *backend;
};

/**
 * mado_turn_begin_anyhow:
 * @backend: a backend, in no turn
 * @access: to read, or to write
 * @error: where to put what went wrong
 *
 * Returns: (transfer full) (nullable): the turn, whatever the ward's standing
 */
MadoTurn *
mado_turn_begin_anyhow (MadoBackend *backend, MadoBackendAccess access, GError **error)
{
  MadoTurn *self;

  if (!backend->type->begin (backend, access, error))
    return NULL;
  self = g_new (MadoTurn, 1);
  self->backend = backend;

  return self;
}

static gboolean
check_standing (MadoBackend *backend, GError **error)
{
  MadoWardStanding standing;

  if (!mado_ward_standing_load (backend, &standing, error))
    return FALSE;
  if (standing == MADO_WARD_LEFT)
    g_set_error_literal (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_MOVED,
                         "cannot work with the ward here: it lies elsewhere now");
  else if (standing == MADO_WARD_FILLING)
    g_set_error_literal (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_UNFINISHED,
                         "cannot work with the ward: it is not whole yet");

  return standing == MADO_WARD_SERVED;
}

/**
 * mado_turn_begin:
 * @backend: a backend, in no turn
 * @access: to read, or to write
 * @error: %MADO_BACKEND_ERROR_MOVED, %MADO_BACKEND_ERROR_UNFINISHED, or what else went wrong
 *
 * Returns: (transfer full) (nullable): the turn
 */
MadoTurn *
mado_turn_begin (MadoBackend *backend, MadoBackendAccess access, GError **error)
{
  g_autoptr (MadoTurn) self = mado_turn_begin_anyhow (backend, access, error);

  return self != NULL && check_standing (backend, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * mado_turn_commit:
 * @self: (transfer full): a turn
 * @error: where to put what went wrong; nobody knows then whether it is on the disk
 *
 * Returns: whether all that was written in it is on the disk
 */
gboolean
mado_turn_commit (MadoTurn *self, GError **error)
{
  gboolean is_done = self->backend->type->commit (self->backend, error);

  g_free (self);

  return is_done;
}

/**
 * mado_turn_undo:
 * @self: (transfer full): a turn
 */
void
mado_turn_undo (MadoTurn *self)
{
  self->backend->type->undo (self->backend);
  g_free (self);
}
