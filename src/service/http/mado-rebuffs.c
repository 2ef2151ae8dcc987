/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes down and counts what was refused. */

#include "mado-rebuffs.h"

struct _MadoRebuffs {
  guint counts[MADO_REBUFF_N_REASONS]; /* atomic */
};

/**
 * mado_rebuff_get_name:
 * @reason: a reason
 *
 * Returns: (transfer none): its word in log, figures and answers
 */
const char *
mado_rebuff_get_name (MadoRebuff reason)
{
  static const char *const names[] = {
    [MADO_REBUFF_ADDRESS] = "address",
    [MADO_REBUFF_CONNECTIONS] = "connections",
    [MADO_REBUFF_HANDSHAKE] = "handshake",
    [MADO_REBUFF_AUTHORITY] = "authority",
    [MADO_REBUFF_EXPIRED] = "expired",
    [MADO_REBUFF_UNKNOWN] = "unknown-terminal",
    [MADO_REBUFF_SLOW] = "slow",
    [MADO_REBUFF_MALFORMED] = "malformed",
    [MADO_REBUFF_PATH] = "path",
    [MADO_REBUFF_METHOD] = "method",
    [MADO_REBUFF_STANDING] = "standing",
    [MADO_REBUFF_SIZE] = "size",
    [MADO_REBUFF_ENCODING] = "encoding",
    [MADO_REBUFF_BODY] = "body",
    [MADO_REBUFF_RANGE] = "range",
    [MADO_REBUFF_SESSION] = "session",
    [MADO_REBUFF_PERMISSION] = "permission",
    [MADO_REBUFF_CODE] = "enrolment-code",
    [MADO_REBUFF_DRAINING] = "draining",
    [MADO_REBUFF_CROWDED] = "crowded",
  };

  return names[reason];
}

/**
 * mado_rebuffs_new:
 *
 * Returns: (transfer full): none so far
 */
MadoRebuffs *
mado_rebuffs_new (void)
{
  return g_new0 (MadoRebuffs, 1);
}

/**
 * mado_rebuffs_free:
 * @self: (transfer full): rebuffs
 */
void
mado_rebuffs_free (MadoRebuffs *self)
{
  g_free (self);
}

/**
 * mado_rebuffs_note:
 * @self: rebuffs
 * @reason: why
 * @address: (nullable): from where, where that is known
 * @terminal: (nullable): which terminal, where that is known
 */
void
mado_rebuffs_note (MadoRebuffs *self, MadoRebuff reason, const char *address, const char *terminal)
{
  const char *name = mado_rebuff_get_name (reason);

  address = address != NULL ? address : "";
  terminal = terminal != NULL ? terminal : "";
  g_atomic_int_inc (&self->counts[reason]);
  g_log_structured (G_LOG_DOMAIN, G_LOG_LEVEL_MESSAGE, "MADO_EVENT", "refused", "MADO_REASON", name, "MADO_ADDRESS",
                    address, "MADO_TERMINAL", terminal, "MESSAGE", "refused: %s (address '%s', terminal '%s')", name,
                    address, terminal);
}

/**
 * mado_rebuffs_get_count:
 * @self: rebuffs
 * @reason: a reason
 *
 * Returns: how many there were
 */
guint
mado_rebuffs_get_count (const MadoRebuffs *self, MadoRebuff reason)
{
  return (guint) g_atomic_int_get (&self->counts[reason]);
}
