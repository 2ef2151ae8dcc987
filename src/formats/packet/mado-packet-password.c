/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Draws passwords. */

#include "mado-packet-password.h"

/* 32 of them, so that five bits of a random byte choose one and none is likelier than another. No 0 O, no 1 I. */
static const char alphabet[] = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/**
 * mado_packet_password_draw:
 *
 * Returns: (transfer full): %MADO_PACKET_PASSWORD_LENGTH characters, without an end
 */
MadoSecret *
mado_packet_password_draw (void)
{
  MadoSecret *password = mado_secret_new_random (MADO_PACKET_PASSWORD_LENGTH);
  guint8 *bytes = mado_secret_get_bytes (password);

  for (gsize i = 0; i < MADO_PACKET_PASSWORD_LENGTH; i++)
    bytes[i] = (guint8) alphabet[bytes[i] % (sizeof alphabet - 1)];

  return password;
}
