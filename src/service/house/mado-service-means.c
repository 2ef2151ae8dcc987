/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The clock, and the system's random numbers. */

#include "mado-service-means.h"

#include <string.h>

#include "mado-secret.h"

static MadoInstant
get_now (gpointer user_data)
{
  return mado_instant_now ();
}

static void
fill_random (gpointer user_data, guint8 *bytes, gsize length)
{
  g_autoptr (MadoSecret) random = mado_secret_new_random (length);

  memcpy (bytes, mado_secret_get_bytes (random), length);
}

/**
 * mado_service_get_means:
 *
 * Returns: time and chance
 */
MadoChanceAndTime
mado_service_get_means (void)
{
  return (MadoChanceAndTime) { get_now, fill_random, NULL };
}
