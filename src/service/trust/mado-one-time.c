/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Draws letters. */

#include "mado-one-time.h"

#include <string.h>

#define GROUPS 4
#define GROUP 4
#define LENGTH (GROUPS * GROUP + GROUPS - 1)

static const char letters[] = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/**
 * mado_one_time_draw:
 *
 * Returns: (transfer full): one that nobody had before, in ASCII
 */
MadoSecret *
mado_one_time_draw (void)
{
  g_autoptr (MadoSecret) chance = mado_secret_new_random (LENGTH * sizeof (guint32));
  MadoSecret *self = mado_secret_new (LENGTH);
  guint8 *text = mado_secret_get_bytes (self);

  for (gsize i = 0; i < LENGTH; i++) {
    guint32 number;

    memcpy (&number, mado_secret_get_bytes (chance) + i * sizeof number, sizeof number);
    text[i] = (guint8) (i % (GROUP + 1) == GROUP ? '-' : letters[number % (sizeof letters - 1)]);
  }

  return self;
}
