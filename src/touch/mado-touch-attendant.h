/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "mado-secret.h"

G_BEGIN_DECLS

/* Whoever tells a person that the security key waits: one for the whole program, because a key is touched in the midst
 * of whatever is being signed. All of it is called on the thread that signs. Without one, nobody is told or asked. */
typedef struct {
  void (*begin) (GCancellable *cancellable, gpointer user_data); /* a key blinks, until … */
  void (*end) (gpointer user_data);                              /* … or @cancellable is cancelled */
  MadoSecret *(*ask_pin) (gpointer user_data, GError **error);   /* (transfer full) (nullable): waits for the PIN */
  gpointer user_data;
} MadoTouchAttendant;

void mado_touch_set_attendant (const MadoTouchAttendant *attendant);
const MadoTouchAttendant *mado_touch_get_attendant (void);

G_END_DECLS
