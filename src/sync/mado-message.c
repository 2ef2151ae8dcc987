/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Messages and their answers. */

#include "mado-message.h"

#include <string.h>

#include "mado-parcel.h"

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
  self->packed_from = MADO_PARCEL_WORTH_IT;
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

static gboolean
take_number (const char **text, char end, gint64 *out_number)
{
  const char *stop = strchr (*text, end);
  g_autofree char *digits = stop != NULL ? g_strndup (*text, (gsize) (stop - *text)) : NULL;
  guint64 number = 0;

  if (digits == NULL || !g_ascii_string_to_unsigned (digits, 10, 0, G_MAXINT64, &number, NULL))
    return FALSE;
  *text = end != '\0' ? stop + 1 : stop;
  *out_number = (gint64) number;

  return TRUE;
}

/**
 * mado_content_range_read:
 * @text: what a service says of a part: "bytes 0-99/1000"
 * @length: of the part that came
 * @out_range: (out caller-allocates): which it is; untouched on failure
 *
 * Returns: whether it says that, and of a part of that length
 */
gboolean
mado_content_range_read (const char *text, gsize length, MadoContentRange *out_range)
{
  gint64 first = 0, last = 0, whole = 0;

  if (strncmp (text, "bytes ", strlen ("bytes ")) != 0)
    return FALSE;
  text += strlen ("bytes ");
  if (!take_number (&text, '-', &first) || !take_number (&text, '/', &last) || !take_number (&text, '\0', &whole) ||
      last < first || last >= whole || (guint64) (last - first) + 1 != length)
    return FALSE;
  *out_range = (MadoContentRange) { first, whole };

  return TRUE;
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
