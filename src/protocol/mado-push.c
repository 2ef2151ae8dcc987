/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What was done on a terminal on its way to the service, and the service's receipt for it. */

#include "mado-push.h"

static void
clear_pushed (gpointer data)
{
  g_clear_pointer (&((MadoPushedOperation *) data)->text, g_bytes_unref);
}

/**
 * mado_push_request_new:
 *
 * Returns: (transfer full): a request with no operation
 */
MadoPushRequest *
mado_push_request_new (void)
{
  MadoPushRequest *self = g_new0 (MadoPushRequest, 1);

  self->operations = g_array_new (FALSE, TRUE, sizeof (MadoPushedOperation));
  g_array_set_clear_func (self->operations, clear_pushed);

  return self;
}

/**
 * mado_push_request_free:
 * @self: (transfer full): a request
 */
void
mado_push_request_free (MadoPushRequest *self)
{
  g_array_unref (self->operations);
  g_free (self);
}

static void
clear_known (gpointer data)
{
  g_clear_pointer (&((MadoKnownOperation *) data)->code, g_free);
}

/**
 * mado_push_reply_new:
 *
 * Returns: (transfer full): a reply that knows of nothing
 */
MadoPushReply *
mado_push_reply_new (void)
{
  MadoPushReply *self = g_new0 (MadoPushReply, 1);

  self->known = g_array_new (FALSE, TRUE, sizeof (MadoKnownOperation));
  g_array_set_clear_func (self->known, clear_known);

  return self;
}

/**
 * mado_push_reply_free:
 * @self: (transfer full): a reply
 */
void
mado_push_reply_free (MadoPushReply *self)
{
  g_array_unref (self->known);
  g_free (self);
}
