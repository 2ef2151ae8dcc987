/* SPDX-License-Identifier: GPL-3.0-or-later */

/* All that a stream has, in chunks, as one person gets it. */

#include "mado-rows.h"

/**
 * mado_rows_request_free:
 * @self: (transfer full): a request
 */
void
mado_rows_request_free (MadoRowsRequest *self)
{
  g_free (self->place);
  g_free (self);
}

/**
 * mado_rows_reply_new:
 *
 * Returns: (transfer full): a reply with nothing in it
 */
MadoRowsReply *
mado_rows_reply_new (void)
{
  MadoRowsReply *self = g_new0 (MadoRowsReply, 1);

  self->rows = mado_service_rows_new ();

  return self;
}

/**
 * mado_rows_reply_free:
 * @self: (transfer full): a reply
 */
void
mado_rows_reply_free (MadoRowsReply *self)
{
  g_free (self->place);
  g_array_unref (self->rows);
  g_free (self);
}
