/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A ward's year is lived in parts of some hundred cases. First come those with histories, a part with batches of its
 * own; then those that were only received; the last part is that of the media. */

#include "mado-year.h"

#include "mado-calendar.h"
#include "mado-case-visit.h"
#include "mado-media-life.h"
#include "mado-paper-picture.h"

#define HISTORIES 250 /* cases of a part */
#define RECEPTIONS 1000
#define TWIN 20 /* of a thousand: who has asked asks again */
#define WORKDAY (8 * 3600)

/**
 * mado_year_list_days:
 * @programme: a programme
 *
 * Returns: (transfer full) (element-type MadoDate): the office days on which it takes applications
 */
GArray *
mado_year_list_days (const MadoProgramme *programme)
{
  GArray *days = g_array_new (FALSE, FALSE, sizeof (MadoDate));
  MadoDate close = mado_date_from_iso (programme->identity.close);

  for (MadoDate day = mado_date_from_iso (programme->identity.open); mado_date_compare (day, close) <= 0;
       day = mado_date_add_days (day, 1))
    if (mado_calendar_is_open (MADO_CALENDAR_WARD, day))
      g_array_append_val (days, day);

  return days;
}

static guint
count (guint n, guint size)
{
  return (n + size - 1) / size;
}

/**
 * mado_year_count_parts:
 * @plan: a ward
 *
 * Returns: in how many parts it is lived
 */
guint
mado_year_count_parts (const MadoYearPlan *plan)
{
  return count (plan->n_histories, HISTORIES) + count (plan->n_cases - plan->n_histories, RECEPTIONS) + 1;
}

/* Those that only wait come in order, the others as it falls: when the programme closes some are on their way. */
static guint
find_day (const MadoYearPlan *plan, guint64 number)
{
  if (number > plan->n_histories)
    return (guint) ((number - plan->n_histories - 1) * plan->days->len / (plan->n_cases - plan->n_histories));

  MadoChance chance = mado_chance_begin (plan->seed ^ 0xDA75, number);

  return mado_chance_roll (&chance, plan->days->len);
}

/**
 * mado_year_get_day:
 * @plan: a ward
 * @number: of a case, from 1
 *
 * Returns: the day on which its application comes
 */
MadoDate
mado_year_get_day (const MadoYearPlan *plan, guint64 number)
{
  return g_array_index (plan->days, MadoDate, find_day (plan, number));
}

/* --- pictures ---------------------------------------------------------------------------------------------------- */

static void
free_picture (gpointer data)
{
  MadoYearPicture *picture = data;

  g_free (picture->receipt);
  g_bytes_unref (picture->png);
  g_free (picture);
}

static void
draw_pictures (MadoYear *self, const MadoYearPlan *plan, const MadoPaper *paper)
{
  static const MadoPaperPictureKind kinds[] = { MADO_PAPER_PICTURE_PASSBOOK, MADO_PAPER_PICTURE_HANDBOOK };

  for (gsize i = 0; paper->number <= plan->n_pictures && i < G_N_ELEMENTS (kinds); i++) {
    MadoYearPicture *picture = g_new0 (MadoYearPicture, 1);

    picture->receipt = g_strdup (paper->receipt);
    picture->kind = mado_paper_picture_get_name (kinds[i]);
    picture->png = mado_paper_picture_draw (paper, kinds[i]);
    g_ptr_array_add (self->pictures, picture);
  }
}

/* --- receptions -------------------------------------------------------------------------------------------------- */

static void
receive (MadoYear *self, const MadoYearPlan *plan, MadoOffice *office, guint64 number)
{
  MadoDate day = mado_year_get_day (plan, number);
  MadoPaper *paper = mado_paper_new (plan->taste, plan->scenery, plan->seed, number, day);
  g_autoptr (MadoCaseLife) life = mado_case_life_new (office, paper, 0);
  guint64 n_waiting = plan->n_cases - plan->n_histories;
  guint64 place = (number - plan->n_histories - 1) * plan->days->len % n_waiting;

  draw_pictures (self, plan, paper);
  mado_office_open (office, day, 0);
  office->counter->now.microseconds += (gint64) (place * WORKDAY / n_waiting) * G_USEC_PER_SEC;
  mado_case_visit_receive (life);
}

/* --- histories --------------------------------------------------------------------------------------------------- */

static MadoCaseLife *
begin_life (MadoYear *self, const MadoYearPlan *plan, MadoOffice *office, guint64 number, gboolean is_twin)
{
  guint64 person = is_twin ? number - 1 : number;
  guint due = find_day (plan, person);
  MadoPaper *paper =
      mado_paper_new (plan->taste, plan->scenery, plan->seed, person, g_array_index (plan->days, MadoDate, due));

  if (is_twin) {
    mado_paper_send_again (paper, 1);
    due = MIN (due + 1 + mado_chance_roll (&office->counter->chance, 20), plan->days->len - 1);
  } else {
    draw_pictures (self, plan, paper);
  }

  return mado_case_life_new (office, paper, (int) due);
}

static GPtrArray *
begin_lives (MadoYear *self, const MadoYearPlan *plan, MadoOffice *office, guint64 first, guint64 last)
{
  GPtrArray *lives = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_case_life_free);
  gboolean was_twin = FALSE;

  for (guint64 number = first; number <= last; number++) {
    gboolean is_twin =
        number > first && number > plan->n_pictures && !was_twin && mado_counter_happens (office->counter, TWIN);

    g_ptr_array_add (lives, begin_life (self, plan, office, number, is_twin));
    was_twin = is_twin;
  }

  return lives;
}

/* Whoever was still on his way comes on the last day: a ward has as many cases as were ordered. */
static void
receive_the_last (GPtrArray *lives)
{
  for (guint i = 0; i < lives->len; i++) {
    MadoCaseLife *life = g_ptr_array_index (lives, i);

    if (!mado_id_is_valid (life->id))
      mado_case_visit_receive (life);
  }
}

static void
work_through (const MadoYearPlan *plan, MadoOffice *office, GPtrArray *lives)
{
  for (guint day = 0; day < plan->days->len && office->counter->error == NULL; day++) {
    mado_office_open (office, g_array_index (plan->days, MadoDate, day), (int) day);
    for (guint i = 0; i < lives->len; i++) {
      MadoCaseLife *life = g_ptr_array_index (lives, i);

      if (!life->is_over && life->due <= (int) day)
        mado_case_visit (life);
    }
    if (day == plan->days->len - 1)
      receive_the_last (lives);
    mado_office_close_batches (office);
  }
}

/* --- parts ------------------------------------------------------------------------------------------------------- */

static void
live (MadoYear *self, const MadoYearPlan *plan, guint part, MadoOffice *office)
{
  guint n_with_history = count (plan->n_histories, HISTORIES);

  if (part == mado_year_count_parts (plan) - 1) {
    mado_media_live (office->counter, plan->today);
  } else if (part < n_with_history) {
    guint64 first = (guint64) part * HISTORIES + 1;
    guint64 last = MIN (first + HISTORIES - 1, plan->n_histories);
    g_autoptr (GPtrArray) lives = begin_lives (self, plan, office, first, last);

    work_through (plan, office, lives);
  } else {
    guint64 first = plan->n_histories + (guint64) (part - n_with_history) * RECEPTIONS + 1;
    guint64 last = MIN (first + RECEPTIONS - 1, plan->n_cases);

    for (guint64 number = first; number <= last && office->counter->error == NULL; number++)
      receive (self, plan, office, number);
  }
}

static void
take_results (MadoYear *self, MadoCounter *counter)
{
  static const char *const kinds[] = { "case", "batch", "inquiry", "notice", "person", "handover" };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_ptr_array_extend_and_steal (self->entities, mado_memory_list_entities (counter->memory, kinds[i]));
  self->deeds = g_steal_pointer (&counter->deeds);
  counter->deeds = g_ptr_array_new ();
  self->n_declined = counter->n_declined;
}

/**
 * mado_year_live:
 * @plan: a ward
 * @part: one of its parts
 * @judge: of the programme, the thread's own
 * @error: where to put why nobody can say what comes of something
 *
 * Returns: (transfer full) (nullable): what was done
 */
MadoYear *
mado_year_live (const MadoYearPlan *plan, guint part, MadoJudge *judge, GError **error)
{
  g_autoptr (MadoCounter) counter = mado_counter_new (plan->staff, judge, mado_chance_begin (plan->seed ^ 0x16, part));
  g_autoptr (MadoOffice) office = mado_office_new (counter, plan->route, plan->scenery);
  g_autoptr (MadoYear) self = g_new0 (MadoYear, 1);

  self->entities = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_entity_unref);
  self->pictures = g_ptr_array_new_with_free_func (free_picture);
  live (self, plan, part, office);
  take_results (self, counter);
  if (counter->error != NULL) {
    g_propagate_error (error, g_steal_pointer (&counter->error));
    return NULL;
  }

  return g_steal_pointer (&self);
}

/**
 * mado_year_free:
 * @self: (transfer full): a part of a year
 */
void
mado_year_free (MadoYear *self)
{
  g_clear_pointer (&self->deeds, g_ptr_array_unref);
  g_ptr_array_unref (self->entities);
  g_ptr_array_unref (self->pictures);
  g_free (self);
}
