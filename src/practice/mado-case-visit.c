/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A visit to a case: something happens to it, or somebody tries to move it on, and does what is missing where that
 * cannot be yet; or there is a setback: something is missing, a transfer fails, mail comes back, somebody moves, thinks
 * better of it or dies. */

#include "mado-case-visit.h"

#include <string.h>

#include "mado-case-event.h"
#include "mado-case-remedy.h"
#include "mado-case-step.h"

#define PATIENCE 3 /* visits in vain before somebody gives it up */
#define SETBACK 130
#define BY_AND_BY 4 /* office days at most from one visit to the next */

/* --- setbacks ---------------------------------------------------------------------------------------------------- */

/* How often it comes, among all that may come from a state; what ends a hope is rare. */
static guint
weigh (const MadoTransition *transition)
{
  if (strcmp (transition->right, "fail") == 0)
    return 8;
  if (transition->opens[0] != '\0')
    return 20;
  if (strcmp (transition->to, MADO_STATE_SAME) == 0)
    return transition->closes[0] == '\0' ? 6 : 0;

  return transition->right[0] != '\0' ? 2 : 1;
}

static const MadoTransition *
pick_setback (MadoCaseLife *life, const char *state)
{
  const MadoSection *transitions = life->office->programme->transitions;
  guint sum = 0;
  const MadoTransition *picked = NULL;

  for (guint i = 0; i < mado_section_get_count (transitions); i++) {
    const MadoTransition *transition = mado_section_get (transitions, i);
    guint weight = weigh (transition);

    if (weight == 0 || !mado_names_contain (transition->from, state) ||
        mado_route_judge (life->office->route, transition, state) != MADO_ROUTE_ASIDE)
      continue;
    sum += weight;
    if (mado_chance_roll (&life->office->counter->chance, sum) < weight)
      picked = transition;
  }

  return picked;
}

/* Returns: whether something went another way than was hoped */
static gboolean
set_back (MadoCaseLife *life)
{
  const MadoTransition *transition = pick_setback (life, mado_case_life_get_state (life));

  return transition != NULL && mado_case_step_take (life, transition);
}

/* It is withdrawn or closed, where the programme has a way. */
static void
release (MadoCaseLife *life)
{
  const MadoSection *transitions = life->office->programme->transitions;
  g_autofree char *state = g_strdup (mado_case_life_get_state (life));

  for (guint i = 0; i < mado_section_get_count (transitions); i++) {
    const MadoTransition *transition = mado_section_get (transitions, i);

    if (strcmp (transition->right, "release") == 0 && mado_names_contain (transition->from, state) &&
        mado_case_step_take (life, transition))
      return;
  }
}

/* --- onwards --------------------------------------------------------------------------------------------------- */

static gboolean
has_been_in (const MadoCaseLife *life, const char *state)
{
  return mado_names_contain (life->states, state);
}

static gboolean
move_on (MadoCaseLife *life, MadoRouteWay way)
{
  g_autofree char *state = g_strdup (mado_case_life_get_state (life));
  const MadoSection *transitions = life->office->programme->transitions;
  guint n = mado_section_get_count (transitions);
  guint first = mado_chance_roll (&life->office->counter->chance, n);

  for (guint i = 0; i < n; i++) {
    const MadoTransition *transition = mado_section_get (transitions, (first + i) % n);

    if (!mado_names_contain (transition->from, state) ||
        mado_route_judge (life->office->route, transition, state) != way ||
        (way == MADO_ROUTE_AROUND && has_been_in (life, transition->to)))
      continue;
    if (mado_case_step_take (life, transition) || mado_case_remedy_apply (life))
      return TRUE;
  }

  return FALSE;
}

/* Who gets nothing gives it up, if the programme has a way. */
static void
give_up (MadoCaseLife *life)
{
  life->is_over = ++life->n_idle > PATIENCE;
  life->due = life->office->day + 1 + (int) mado_chance_roll (&life->office->counter->chance, 5);
  if (life->n_idle == PATIENCE)
    release (life);
}

/* --- visits ---------------------------------------------------------------------------------------------------- */

/**
 * mado_case_visit_receive:
 * @life: a case that nobody has seen yet
 *
 * The application comes in, or what the register says.
 *
 * Returns: whether it is on record now
 */
gboolean
mado_case_visit_receive (MadoCaseLife *life)
{
  const MadoSection *transitions = life->office->programme->transitions;
  guint n = mado_section_get_count (transitions);
  guint first = mado_chance_roll (&life->office->counter->chance, n);

  for (guint i = 0; i < n && !mado_id_is_valid (life->id); i++) {
    const MadoTransition *transition = mado_section_get (transitions, (first + i) % n);

    if (mado_names_contain (transition->from, MADO_STATE_NEW) && strcmp (transition->right, "claim") == 0)
      mado_case_step_take (life, transition);
  }

  return mado_id_is_valid (life->id);
}

/**
 * mado_case_visit:
 * @life: a case that is due
 */
void
mado_case_visit (MadoCaseLife *life)
{
  MadoCounter *counter = life->office->counter;
  gboolean is_new = !mado_id_is_valid (life->id);

  life->due = life->office->day + 1 + (int) mado_chance_roll (&counter->chance, BY_AND_BY);
  if (is_new && mado_counter_happens (counter, 750) && mado_case_visit_receive (life))
    return;
  if (!is_new)
    mado_case_event_happen (life);
  if (!is_new && mado_counter_happens (counter, SETBACK) && set_back (life))
    return;

  const MadoState *state = mado_section_find (life->office->programme->states, mado_case_life_get_state (life));

  if (state != NULL && state->is_end)
    life->is_over = TRUE;
  else if (move_on (life, MADO_ROUTE_ON) || move_on (life, MADO_ROUTE_AROUND))
    life->n_idle = 0;
  else
    give_up (life);
}
