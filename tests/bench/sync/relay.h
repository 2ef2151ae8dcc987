/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A line on the way to the service: it lets through so many bits a second each way, and counts them. */
typedef struct _Relay Relay;

Relay *relay_new (guint16 port, gint64 bits_per_second) G_GNUC_WARN_UNUSED_RESULT;
void relay_free (Relay *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Relay, relay_free)

const char *relay_get_address (const Relay *self);
gint64 relay_count_up (Relay *self);
gint64 relay_count_down (Relay *self);

G_END_DECLS
