/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes down and counts what was refused. */

#include "mado-refusals.h"

struct _MadoRefusals {
  guint counts[MADO_REFUSED_N_REASONS]; /* atomic */
};

/**
 * mado_refusal_get_name:
 * @reason: a reason
 *
 * Returns: (transfer none): its word in log, figures and answers
 */
const char *
mado_refusal_get_name (MadoRefusal reason)
{
  static const char *const names[] = {
    [MADO_REFUSED_ADDRESS] = "address",     [MADO_REFUSED_CONNECTIONS] = "connections",
    [MADO_REFUSED_HANDSHAKE] = "handshake", [MADO_REFUSED_AUTHORITY] = "authority",
    [MADO_REFUSED_EXPIRED] = "expired",     [MADO_REFUSED_UNKNOWN] = "unknown-terminal",
    [MADO_REFUSED_SLOW] = "slow",           [MADO_REFUSED_MALFORMED] = "malformed",
    [MADO_REFUSED_PATH] = "path",           [MADO_REFUSED_METHOD] = "method",
    [MADO_REFUSED_STANDING] = "standing",   [MADO_REFUSED_SIZE] = "size",
    [MADO_REFUSED_ENCODING] = "encoding",   [MADO_REFUSED_BODY] = "body",
    [MADO_REFUSED_SESSION] = "session",     [MADO_REFUSED_PERMISSION] = "permission",
    [MADO_REFUSED_CODE] = "enrolment-code", [MADO_REFUSED_DRAINING] = "draining",
  };

  return names[reason];
}

/**
 * mado_refusals_new:
 *
 * Returns: (transfer full): none so far
 */
MadoRefusals *
mado_refusals_new (void)
{
  return g_new0 (MadoRefusals, 1);
}

/**
 * mado_refusals_free:
 * @self: (transfer full): refusals
 */
void
mado_refusals_free (MadoRefusals *self)
{
  g_free (self);
}

/**
 * mado_refusals_note:
 * @self: refusals
 * @reason: why
 * @address: (nullable): from where, where that is known
 * @terminal: (nullable): which terminal, where that is known
 */
void
mado_refusals_note (MadoRefusals *self, MadoRefusal reason, const char *address, const char *terminal)
{
  const char *name = mado_refusal_get_name (reason);

  address = address != NULL ? address : "";
  terminal = terminal != NULL ? terminal : "";
  g_atomic_int_inc (&self->counts[reason]);
  g_log_structured (G_LOG_DOMAIN, G_LOG_LEVEL_MESSAGE, "MADO_EVENT", "refused", "MADO_REASON", name, "MADO_ADDRESS",
                    address, "MADO_TERMINAL", terminal, "MESSAGE", "refused: %s (address '%s', terminal '%s')", name,
                    address, terminal);
}

/**
 * mado_refusals_get_count:
 * @self: refusals
 * @reason: a reason
 *
 * Returns: how many there were
 */
guint
mado_refusals_get_count (const MadoRefusals *self, MadoRefusal reason)
{
  return (guint) g_atomic_int_get (&self->counts[reason]);
}
