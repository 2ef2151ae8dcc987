/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Threads take the parts of a ward as they come; what they made is handed on in the order of the parts. No thread runs
 * far ahead: what is made waits in memory until it is its turn. */

#include "mado-practice.h"

#include <string.h>

#include "mado-password.h"
#include "mado-personal-key.h"
#include "mado-practice-form.h"
#include "mado-year.h"

struct _MadoPractice {
  MadoProgramme *programme;
  MadoTaste *taste;
  MadoScenery *scenery;
  MadoRoute *route;
  GArray *days; /* (element-type MadoDate) */
};

/**
 * mado_practice_new:
 * @programme: a programme
 * @error: where to put why there can be no ward for it
 *
 * Returns: (transfer full) (nullable): a place where wards are made
 */
MadoPractice *
mado_practice_new (MadoProgramme *programme, GError **error)
{
  g_autoptr (MadoTaste) taste = mado_taste_load (programme, error);
  g_autoptr (MadoScenery) scenery = taste != NULL ? mado_scenery_new (error) : NULL;

  if (scenery == NULL)
    return NULL;

  MadoPractice *self = g_new0 (MadoPractice, 1);

  self->programme = mado_programme_ref (programme);
  self->taste = g_steal_pointer (&taste);
  self->scenery = g_steal_pointer (&scenery);
  self->route = mado_route_new (programme);
  self->days = mado_year_list_days (programme);

  return self;
}

/**
 * mado_practice_free:
 * @self: (transfer full): a place where wards are made
 */
void
mado_practice_free (MadoPractice *self)
{
  g_array_unref (self->days);
  mado_route_free (self->route);
  mado_scenery_free (self->scenery);
  mado_taste_free (self->taste);
  mado_programme_unref (self->programme);
  g_free (self);
}

static MadoYearPlan
plan_year (const MadoPractice *self, const MadoPracticeOrder *order, const MadoStaff *staff)
{
  return (MadoYearPlan) {
    .taste = self->taste,
    .scenery = self->scenery,
    .route = self->route,
    .staff = staff,
    .days = self->days,
    .seed = order->seed,
    .n_cases = order->n_cases,
    .n_histories = MIN (order->n_histories, order->n_cases),
    .n_pictures = order->n_pictures,
    .today =
        mado_date_is_valid (order->today) ? order->today : g_array_index (self->days, MadoDate, self->days->len - 1),
  };
}

/* --- threads ----------------------------------------------------------------------------------------------------- */

/* What the threads share. */
typedef struct {
  const MadoYearPlan *plan;
  MadoProgramme *programme;
  guint n_parts;
  guint n_ahead; /* parts that may wait */
  GMutex mutex;
  GCond changed;
  guint next;      /* part that nobody has taken */
  guint delivered; /* parts that have been handed on */
  GPtrArray *made; /* (nullable elements): by part, until it is handed on */
  GError *error;   /* (nullable): what ended it */
} Shift;

static void
end_shift (Shift *shift, GError *error)
{
  g_mutex_lock (&shift->mutex);
  if (shift->error == NULL)
    shift->error = error;
  else
    g_error_free (error);
  g_cond_broadcast (&shift->changed);
  g_mutex_unlock (&shift->mutex);
}

static gboolean
take_part (Shift *shift, guint *out_part)
{
  gboolean is_taken;

  g_mutex_lock (&shift->mutex);
  while (shift->error == NULL && shift->next < shift->n_parts && shift->next >= shift->delivered + shift->n_ahead)
    g_cond_wait (&shift->changed, &shift->mutex);
  is_taken = shift->error == NULL && shift->next < shift->n_parts;
  if (is_taken)
    *out_part = shift->next++;
  g_mutex_unlock (&shift->mutex);

  return is_taken;
}

static void
put_part (Shift *shift, guint part, MadoYear *year)
{
  g_mutex_lock (&shift->mutex);
  g_ptr_array_index (shift->made, part) = year;
  g_cond_broadcast (&shift->changed);
  g_mutex_unlock (&shift->mutex);
}

static gpointer
work (gpointer data)
{
  Shift *shift = data;
  GError *error = NULL;
  g_autoptr (MadoJudge) judge = mado_judge_new (shift->programme, &error);
  guint part;

  while (error == NULL && take_part (shift, &part)) {
    MadoYear *year = mado_year_live (shift->plan, part, judge, &error);

    if (year != NULL)
      put_part (shift, part, year);
  }
  if (error != NULL)
    end_shift (shift, error);

  return NULL;
}

/* --- handing on -------------------------------------------------------------------------------------------------- */

static gboolean
hand_on (const MadoYear *year, const MadoPracticeSink *sink, GError **error)
{
  for (guint i = 0; sink->take_deed != NULL && i < year->deeds->len; i++) {
    const MadoDeed *deed = g_ptr_array_index (year->deeds, i);

    if (!sink->take_deed (sink->user_data, deed->operation, deed->outcome, &deed->context, error))
      return FALSE;
  }
  for (guint i = 0; sink->take_entity != NULL && i < year->entities->len; i++)
    if (!sink->take_entity (sink->user_data, g_ptr_array_index (year->entities, i), error))
      return FALSE;
  for (guint i = 0; sink->take_picture != NULL && i < year->pictures->len; i++) {
    const MadoYearPicture *picture = g_ptr_array_index (year->pictures, i);

    if (!sink->take_picture (sink->user_data, picture->receipt, picture->kind, picture->png, error))
      return FALSE;
  }

  return TRUE;
}

/* Returns: (transfer full) (nullable): the next part, once it is made; %NULL where it never will be */
static MadoYear *
wait_for_part (Shift *shift, guint part)
{
  MadoYear *year;

  g_mutex_lock (&shift->mutex);
  while (shift->error == NULL && g_ptr_array_index (shift->made, part) == NULL)
    g_cond_wait (&shift->changed, &shift->mutex);
  year = g_steal_pointer (&g_ptr_array_index (shift->made, part));
  shift->delivered = part + 1;
  g_cond_broadcast (&shift->changed);
  g_mutex_unlock (&shift->mutex);

  return year;
}

static void
deliver (Shift *shift, const MadoPracticeSink *sink, guint64 *n_declined)
{
  for (guint part = 0; part < shift->n_parts; part++) {
    g_autoptr (MadoYear) year = wait_for_part (shift, part);
    GError *error = NULL;

    if (year == NULL)
      return;
    *n_declined += year->n_declined;
    if (!hand_on (year, sink, &error)) {
      end_shift (shift, error);
      return;
    }
  }
}

static void
run_shift (Shift *shift, guint n_threads, const MadoPracticeSink *sink, guint64 *n_declined)
{
  g_autofree GThread **threads = g_new (GThread *, n_threads);

  for (guint i = 0; i < n_threads; i++)
    threads[i] = g_thread_new ("practice", work, shift);
  deliver (shift, sink, n_declined);
  for (guint i = 0; i < n_threads; i++)
    g_thread_join (threads[i]);
  for (guint i = 0; i < shift->n_parts; i++)
    g_clear_pointer ((MadoYear **) &g_ptr_array_index (shift->made, i), mado_year_free);
}

/**
 * mado_practice_make:
 * @self: a place where wards are made
 * @order: what ward
 * @sink: who gets it
 * @out_n_declined: (out): how often somebody saw that the rules would refuse something, and left it
 * @error: where to put what went wrong
 *
 * Returns: whether all of it was made
 */
gboolean
mado_practice_make (MadoPractice *self,
                    const MadoPracticeOrder *order,
                    const MadoPracticeSink *sink,
                    guint64 *out_n_declined,
                    GError **error)
{
  g_autoptr (MadoStaff) staff = mado_staff_new (self->programme, self->scenery->phrases, order->seed, error);
  guint n_threads = order->n_threads > 0 ? order->n_threads : g_get_num_processors ();
  guint64 n_declined = 0;

  if (staff == NULL)
    return FALSE;

  MadoYearPlan plan = plan_year (self, order, staff);
  Shift shift = { &plan, self->programme, mado_year_count_parts (&plan), n_threads + 1 };

  g_mutex_init (&shift.mutex);
  g_cond_init (&shift.changed);
  shift.made = g_ptr_array_new ();
  g_ptr_array_set_size (shift.made, (int) shift.n_parts);
  run_shift (&shift, n_threads, sink, &n_declined);
  g_ptr_array_unref (shift.made);
  g_cond_clear (&shift.changed);
  g_mutex_clear (&shift.mutex);
  if (shift.error != NULL) {
    g_propagate_error (error, shift.error);
    return FALSE;
  }
  *out_n_declined = n_declined;

  return TRUE;
}

static const MadoClerk *
find_clerk (const MadoStaff *staff, const char *account)
{
  for (guint i = 0; i < staff->clerks->len; i++)
    if (strcmp (((const MadoClerk *) g_ptr_array_index (staff->clerks, i))->account, account) == 0)
      return g_ptr_array_index (staff->clerks, i);

  return NULL;
}

/**
 * mado_practice_save_key:
 * @self: a place where wards are made
 * @seed: of a ward
 * @account: somebody who works there
 * @profile: where that person's profile is, without the ending of a file
 * @password: with which the person signs
 * @error: where to put why it cannot be written
 *
 * Who is no handler has no use for it; it does no harm.
 *
 * Returns: whether the key that the ward's register has for that person lies beside the profile
 */
gboolean
mado_practice_save_key (MadoPractice *self,
                        guint64 seed,
                        const char *account,
                        const char *profile,
                        const MadoSecret *password,
                        GError **error)
{
  g_autoptr (MadoStaff) staff = mado_staff_new (self->programme, self->scenery->phrases, seed, error);
  const MadoClerk *clerk = staff != NULL ? find_clerk (staff, account) : NULL;

  if (staff == NULL)
    return FALSE;
  g_return_val_if_fail (clerk != NULL, TRUE);

  return mado_personal_key_save (profile, clerk->key, password, mado_password_get_default_cost (), error);
}

/**
 * mado_practice_dup_form:
 * @self: a place where wards are made
 * @order: what ward
 *
 * Returns: (transfer full) (nullable): what its people wrote into the web form, as the form's export in CSV; %NULL
 * where the programme has no web form
 */
char *
mado_practice_dup_form (MadoPractice *self, const MadoPracticeOrder *order)
{
  MadoYearPlan plan = plan_year (self, order, NULL);

  return mado_practice_form_write (&plan);
}
