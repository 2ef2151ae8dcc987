/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What goes beside the log: attachments, what was looked at, who has a case open, what a terminal is ordered. */

#include "mado-attachment.h"
#include "mado-order.h"
#include "mado-presence.h"
#include "mado-reads.h"
#include "wire-chance.h"
#include "wire-parts.h"

static GBytes *
make_attachment (GRand *chance)
{
  const MadoAttachment attachment = { wire_draw_id (chance), (char *) "name" };

  return mado_attachment_write (&attachment, NULL);
}

static GBytes *
make_presence_request (GRand *chance)
{
  const MadoPresenceRequest request = { .entity = wire_draw_id (chance),
                                        .is_open = g_rand_boolean (chance),
                                        .takes_over = g_rand_boolean (chance) };

  return mado_presence_request_write (&request, NULL);
}

static GBytes *
make_presence_reply (GRand *chance)
{
  g_autoptr (GArray) others = mado_presences_new ();
  const int count = g_rand_int_range (chance, 1, 5);

  for (int i = 0; i < count; i++) {
    const MadoPresence other = { g_strdup (wire_draw_text (chance)), g_strdup (wire_draw_text (chance)),
                                 g_rand_boolean (chance) };

    g_array_append_val (others, other);
  }

  return mado_presence_reply_write (others, NULL);
}

static GBytes *
make_reads (GRand *chance)
{
  static const char *const reasons[] = { "open", "call", "take over", "" };
  g_autoptr (MadoReadsRequest) request = mado_reads_request_new ();
  const int count = g_rand_int_range (chance, 2, 5);

  request->device = wire_draw_id (chance);
  for (int i = 0; i < count; i++)
    mado_reads_request_add (request, 10 * i + g_rand_int_range (chance, 1, 10), wire_draw_id (chance),
                            wire_draw_instant (chance), reasons[g_rand_int_range (chance, 0, 4)]);

  return mado_reads_request_write (request, NULL);
}

static GBytes *
make_order (GRand *chance)
{
  const MadoOrder order = {
    .terminal = (char *) wire_draw_text (chance),
    .kind = g_rand_boolean (chance) ? MADO_ORDER_WIPE : MADO_ORDER_WORK,
    .now = wire_draw_instant (chance),
    .seal_to = (char *) wire_draw_text (chance),
    .signature = (char *) wire_draw_text (chance),
  };

  return mado_order_write (&order, NULL);
}

/* --- read and written again -------------------------------------------------------------------------------------- */

static GBytes *
rewrite_presence_request (GBytes *text, GError **error)
{
  MadoPresenceRequest request;

  return mado_presence_request_read (text, &request, error) ? mado_presence_request_write (&request, error) : NULL;
}

static GBytes *
rewrite_presence_reply (GBytes *text, GError **error)
{
  g_autoptr (GArray) others = mado_presence_reply_read (text, error);

  return others != NULL ? mado_presence_reply_write (others, error) : NULL;
}

static GBytes *
rewrite_attachment (GBytes *text, GError **error)
{
  g_auto (MadoAttachment) attachment = { 0 };

  return mado_attachment_read (text, &attachment, error) ? mado_attachment_write (&attachment, error) : NULL;
}

static GBytes *
rewrite_reads (GBytes *text, GError **error)
{
  g_autoptr (MadoReadsRequest) request = mado_reads_request_read (text, error);

  return request != NULL ? mado_reads_request_write (request, error) : NULL;
}

static GBytes *
rewrite_order (GBytes *text, GError **error)
{
  g_auto (MadoOrder) order = { 0 };

  return mado_order_read (text, &order, error) ? mado_order_write (&order, error) : NULL;
}

const WireRecord wire_beside_records[] = {
  { "attachment", make_attachment, rewrite_attachment },
  { "presence-request", make_presence_request, rewrite_presence_request },
  { "presence-reply", make_presence_reply, rewrite_presence_reply },
  { "reads-request", make_reads, rewrite_reads },
  { "order", make_order, rewrite_order },
  { NULL },
};
