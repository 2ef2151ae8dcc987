/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads the counters and the places of days in the lists that are sorted by them. */

#include "mado-figures.h"

#include <string.h>

#include "mado-calendar.h"
#include "mado-case.h"
#include "mado-queue-page.h"
#include "mado-queue-stand.h"

/**
 * mado_figures_free:
 * @self: (nullable) (transfer full): figures
 */
void
mado_figures_free (MadoFigures *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->states);
  mado_programme_unref (self->programme);
  g_free (self);
}

/* --- states ------------------------------------------------------------------------------------------------------- */

/* Whoever is there since this day or later is not late yet. */
static MadoDate
find_limit (const MadoState *state, MadoDate today)
{
  int count = (int) state->late_after.count;

  if (strcmp (state->late_after.unit, "office days") == 0)
    return mado_calendar_add_days (MADO_CALENDAR_WARD, today, -count);
  if (strcmp (state->late_after.unit, "bank days") == 0)
    return mado_calendar_add_days (MADO_CALENDAR_BANK, today, -count);
  if (strcmp (state->late_after.unit, "days") == 0)
    return mado_date_add_days (today, -count);

  return mado_date_add_months (today, strcmp (state->late_after.unit, "years") == 0 ? -12 * count : -count);
}

static gboolean
is_deficient (const MadoProgramme *programme, const MadoState *state)
{
  for (guint i = 0; i < mado_section_get_count (programme->transitions); i++) {
    const MadoTransition *transition = mado_section_get (programme->transitions, i);

    if (transition->opens[0] != '\0' && strcmp (transition->to, state->id) == 0)
      return TRUE;
  }

  return FALSE;
}

/* The first of the list is there longest. */
static gboolean
note_longest (MadoFigures *self, MadoDatabase *reader, const char *list, MadoDate today, GError **error)
{
  g_autoptr (GPtrArray) columns = g_ptr_array_new (), entries = NULL;
  const MadoQueueList first = { self->programme, list, columns };
  const MadoQueueQuery query = { .from = MADO_QUEUE_AT, .limit = 1 };

  g_ptr_array_add (columns, (gpointer) "state_since");
  entries = mado_queue_load_page (reader, &first, &query, error);
  if (entries != NULL && entries->len > 0) {
    const MadoQueueEntry *entry = g_ptr_array_index (entries, 0);
    MadoDate since =
        entry->values[0].kind == MADO_QUEUE_VALUE_TEXT ? mado_date_from_iso (entry->values[0].text) : MADO_DATE_NONE;

    if (mado_date_is_valid (since))
      self->longest = MAX (self->longest, mado_date_days_between (since, today));
  }

  return entries != NULL;
}

static gboolean
add_state (MadoFigures *self, MadoDatabase *reader, const MadoState *state, MadoDate today, GError **error)
{
  g_autofree char *all = mado_queue_name_state (mado_case_kind.name, state->id);
  g_autofree char *list = mado_queue_name_tally (self->tally, all);
  MadoFiguresState figure = { .state = state };

  if (!mado_queue_load_count (reader, list, &figure.count, error))
    return FALSE;
  if (figure.count > 0 && !note_longest (self, reader, list, today, error))
    return FALSE;
  if (figure.count > 0 && state->late_after.count > 0 &&
      !mado_queue_load_late_count (reader, list, find_limit (state, today), &figure.late, error))
    return FALSE;
  g_array_append_val (self->states, figure);
  self->n_open += figure.count;
  self->n_late += figure.late;
  self->n_deficient += is_deficient (self->programme, state) ? figure.count : 0;

  return TRUE;
}

static gboolean
add_states (MadoFigures *self, MadoDatabase *reader, MadoDate today, GError **error)
{
  for (guint i = 0; i < mado_section_get_count (self->programme->states); i++) {
    const MadoState *state = mado_section_get (self->programme->states, i);

    if (!state->is_end && !add_state (self, reader, state, today, error))
      return FALSE;
  }

  return TRUE;
}

/* --- days --------------------------------------------------------------------------------------------------------- */

static gboolean
add_days (MadoFigures *self, MadoDatabase *reader, GError **error)
{
  for (int i = MADO_MILESTONE_RECEIVED; i < MADO_N_MILESTONES; i++) {
    g_autofree char *all = mado_queue_name_milestone ((MadoMilestone) i);
    g_autofree char *list = mado_queue_name_tally (self->tally, all);

    if (!mado_queue_load_days (reader, list, self->first, MADO_FIGURES_N_DAYS, &self->before[i], self->days[i], error))
      return FALSE;
  }

  return TRUE;
}

/**
 * mado_figures_get_day:
 * @self: figures
 * @index: from 0 on; the last is today
 *
 * Returns: that day
 */
MadoDate
mado_figures_get_day (const MadoFigures *self, guint index)
{
  return mado_date_add_days (self->first, (int) index);
}

/**
 * mado_figures_load:
 * @reader: any connection
 * @programme: the programme
 * @tally: (nullable): of which cases; %NULL: of all
 * @today: in Japan
 * @error: where to put why nobody can say
 *
 * Returns: (transfer full) (nullable): how it stands
 */
MadoFigures *
mado_figures_load (
    MadoDatabase *reader, MadoProgramme *programme, const MadoFormTally *tally, MadoDate today, GError **error)
{
  g_autoptr (MadoFigures) self = g_new0 (MadoFigures, 1);

  self->programme = mado_programme_ref (programme);
  self->tally = tally;
  self->states = g_array_new (FALSE, FALSE, sizeof (MadoFiguresState));
  self->longest = -1;
  self->first = mado_date_add_days (today, 1 - MADO_FIGURES_N_DAYS);

  return add_states (self, reader, today, error) && add_days (self, reader, error) ? g_steal_pointer (&self) : NULL;
}

/* --- without waiting ---------------------------------------------------------------------------------------------- */

static void
free_figures (gpointer figures)
{
  mado_figures_free (figures);
}

typedef struct {
  MadoProgramme *programme;
  const MadoFormTally *tally;
} Request;

static void
free_request (gpointer data)
{
  Request *request = data;

  mado_programme_unref (request->programme);
  g_free (request);
}

static void
load_work (GTask *task, MadoDatabase *database, gpointer data, G_GNUC_UNUSED GCancellable *cancellable)
{
  const Request *request = data;
  GError *error = NULL;
  MadoDate today = mado_instant_get_japanese_day (mado_instant_now ());
  MadoFigures *figures = mado_figures_load (database, request->programme, request->tally, today, &error);

  if (figures != NULL)
    g_task_return_pointer (task, figures, free_figures);
  else
    g_task_return_error (task, error);
}

/**
 * mado_figures_load_async:
 * @session: a session
 * @tally: (nullable): of its programme: of which cases; %NULL: of all
 * @callback: is told
 * @user_data: for @callback
 */
void
mado_figures_load_async (MadoSession *session,
                         const MadoFormTally *tally,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task = g_task_new (session, NULL, callback, user_data);
  Request *request = g_new0 (Request, 1);

  request->programme = mado_programme_ref (mado_session_get_programme (session));
  request->tally = tally;
  g_task_set_source_tag (task, mado_figures_load_async);
  g_task_set_task_data (task, request, free_request);
  mado_desk_do (mado_session_get_desk (session), MADO_DESK_READER, task, load_work);
}

/**
 * mado_figures_load_finish:
 * @result: of mado_figures_load_async()
 * @error: where to put why nobody can say
 *
 * Returns: (transfer full) (nullable): how it stands
 */
MadoFigures *
mado_figures_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
