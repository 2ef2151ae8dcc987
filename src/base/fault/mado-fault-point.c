/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The one seam by which tests kill whoever works at a place that they name. */

#include "mado-fault-point.h"

#ifdef MADO_FAULT_POINTS

#include <signal.h>
#include <string.h>

typedef struct {
  char *name;
  gint64 n;
} Fault;

static gpointer
read_wish (G_GNUC_UNUSED gpointer data)
{
  const char *wish = g_getenv ("MADO_FAULT_AT");
  const char *colon = wish != NULL ? strrchr (wish, ':') : NULL;
  Fault *fault;

  if (colon == NULL)
    return NULL;
  fault = g_new (Fault, 1);
  *fault = (Fault) { g_strndup (wish, (gsize) (colon - wish)), g_ascii_strtoll (colon + 1, NULL, 10) };

  return fault;
}

/**
 * mado_fault_point:
 * @name: of a boundary
 *
 * Does not return where that is what somebody wishes.
 */
void
mado_fault_point (const char *name)
{
  static GOnce once = G_ONCE_INIT;
  static gint n_times;
  const Fault *fault = g_once (&once, read_wish, NULL);

  if (fault != NULL && strcmp (fault->name, name) == 0 && g_atomic_int_add (&n_times, 1) + 1 == fault->n)
    raise (SIGKILL);
}

#endif
