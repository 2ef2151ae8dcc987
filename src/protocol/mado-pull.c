/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The log since a place, as one person gets it. */

#include "mado-pull.h"

/**
 * mado_pull_reply_new:
 *
 * Returns: (transfer full): a reply with nothing in it
 */
MadoPullReply *
mado_pull_reply_new (void)
{
  MadoPullReply *self = g_new0 (MadoPullReply, 1);

  self->entries = mado_served_entries_new ();
  self->rows = mado_service_rows_new ();

  return self;
}

/**
 * mado_pull_reply_free:
 * @self: (transfer full): a reply
 */
void
mado_pull_reply_free (MadoPullReply *self)
{
  g_array_unref (self->entries);
  g_array_unref (self->rows);
  g_free (self);
}
