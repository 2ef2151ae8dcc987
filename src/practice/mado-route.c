/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Counts steps back from the payments. Nobody says which way is the usual one: it is the shortest on which nothing goes
 * wrong. */

#include "mado-route.h"

#include <string.h>

struct _MadoRoute {
  GHashTable *steps; /* state → steps to a payment; none: it leads to none */
};

#define FAR G_MAXINT

static int
count_steps (const MadoRoute *self, const char *state)
{
  gpointer steps;

  return g_hash_table_lookup_extended (self->steps, state, NULL, &steps) ? GPOINTER_TO_INT (steps) : FAR;
}

static gboolean
is_smooth (const MadoTransition *transition)
{
  static const char *const setbacks[] = { "fail", "recall", "release", NULL };

  return transition->opens[0] == '\0' && strcmp (transition->to, MADO_STATE_SAME) != 0 &&
         !g_strv_contains (setbacks, transition->right);
}

static gboolean
come_nearer (MadoRoute *self, const char *state, int steps)
{
  if (count_steps (self, state) <= steps)
    return FALSE;
  g_hash_table_insert (self->steps, (gpointer) state, GINT_TO_POINTER (steps));

  return TRUE;
}

static gboolean
go_back (MadoRoute *self, const MadoTransition *transition)
{
  int steps = strcmp (transition->right, "pay") == 0 ? 0 : count_steps (self, transition->to);
  gboolean is_nearer = FALSE;

  if (!is_smooth (transition) || steps == FAR)
    return FALSE;
  for (guint i = 0; i < transition->from->len; i++)
    is_nearer = come_nearer (self, g_ptr_array_index (transition->from, i), steps + 1) || is_nearer;

  return is_nearer;
}

/**
 * mado_route_new:
 * @programme: a programme; must outlive it
 *
 * Returns: (transfer full): its ways
 */
MadoRoute *
mado_route_new (const MadoProgramme *programme)
{
  MadoRoute *self = g_new0 (MadoRoute, 1);
  gboolean is_nearer = TRUE;

  self->steps = g_hash_table_new (g_str_hash, g_str_equal);
  while (is_nearer) {
    is_nearer = FALSE;
    for (guint i = 0; i < mado_section_get_count (programme->transitions); i++)
      is_nearer = go_back (self, mado_section_get (programme->transitions, i)) || is_nearer;
  }

  return self;
}

/**
 * mado_route_free:
 * @self: (transfer full): the ways of a programme
 */
void
mado_route_free (MadoRoute *self)
{
  g_hash_table_unref (self->steps);
  g_free (self);
}

/**
 * mado_route_judge:
 * @self: the ways of a programme
 * @transition: a transition
 * @from: the state in which a case is
 *
 * Returns: where it leads from there
 */
MadoRouteWay
mado_route_judge (const MadoRoute *self, const MadoTransition *transition, const char *from)
{
  int here = count_steps (self, from);
  int there = strcmp (transition->right, "pay") == 0 ? 0 : count_steps (self, transition->to);

  if (!is_smooth (transition) || there == FAR)
    return MADO_ROUTE_ASIDE;
  if (there < here || (there == here && transition->letters->len > 0))
    return MADO_ROUTE_ON;

  return transition->reason->len == 0 ? MADO_ROUTE_AROUND : MADO_ROUTE_ASIDE;
}
