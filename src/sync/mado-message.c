/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Messages and their answers. */

#include "mado-message.h"

#define PATIENCE 60 /* seconds */

/**
 * mado_message_new:
 * @method: "GET", "POST" or "PUT"
 * @target: what is aimed at
 * @body: (nullable): what is said
 *
 * Returns: (transfer full): a message of somebody who is not signed in
 */
MadoMessage *
mado_message_new (const char *method, const char *target, GBytes *body)
{
  MadoMessage *self = g_new0 (MadoMessage, 1);

  self->method = g_intern_string (method);
  self->target = g_strdup (target);
  self->body = body != NULL ? g_bytes_ref (body) : NULL;
  self->patience = PATIENCE;

  return self;
}

/**
 * mado_message_free:
 * @self: (transfer full): a message
 */
void
mado_message_free (MadoMessage *self)
{
  g_free (self->target);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->token);
  g_free (self->range);
  g_free (self);
}

/**
 * mado_response_clear:
 * @self: an answer
 */
void
mado_response_clear (MadoResponse *self)
{
  g_clear_pointer (&self->body, g_bytes_unref);
}
