/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads and counts on the thread that reads; once for all that happens meanwhile. */

#include "mado-course-run.h"

#include "mado-advice.h"

struct _MadoCourseRun {
  GObject parent_instance;

  MadoSession *session; /* whose this is */
  MadoCourse *course;   /* (nullable): %NULL: not read yet */
  MadoCourseStart start;
  GArray *counts; /* guint: with how many cases each exercise was done */
  guint round;    /* how often it was begun again */
  gboolean has_start;
  gboolean is_looking;
  gboolean is_stale;
};

G_DEFINE_FINAL_TYPE (MadoCourseRun, mado_course_run, G_TYPE_OBJECT)

enum { SIGNAL_CHANGED, SIGNAL_DONE, SIGNAL_FAILED, N_SIGNALS };

static guint signals[N_SIGNALS];

static void look (MadoCourseRun *self);

/* --- on the thread that reads ------------------------------------------------------------------------------------- */

typedef struct {
  MadoSession *session;
  guint round;
  char *programme;
  char *role;
  char *account;
  const MadoCourse *course; /* (nullable): of the run */
  MadoCourse *loaded;       /* (nullable): for it */
  gboolean has_start;
  MadoCourseStart start;
  GArray *counts; /* (nullable) */
} Look;

static void
free_look (gpointer data)
{
  Look *request = data;

  g_object_unref (request->session);
  g_free (request->programme);
  g_free (request->role);
  g_free (request->account);
  g_clear_pointer (&request->loaded, mado_course_free);
  g_clear_pointer (&request->counts, g_array_unref);
  g_free (request);
}

static gboolean
load_course (Look *request, GError **error)
{
  if (request->course != NULL)
    return TRUE;
  request->loaded = mado_course_load (request->programme, request->role, g_get_language_names (), error);
  request->course = request->loaded;

  return request->loaded != NULL;
}

static void
look_work (GTask *task, MadoDatabase *database, gpointer data, GCancellable *cancellable)
{
  Look *request = data;
  GError *error = NULL;

  if (load_course (request, &error) &&
      (request->has_start || mado_course_find_start (database, &request->start, &error)))
    request->counts = mado_course_count_done (request->course, database, request->account, &request->start, &error);
  if (request->counts != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* --- what came of it ---------------------------------------------------------------------------------------------- */

static guint
get_count (const GArray *counts, guint index)
{
  return index < counts->len ? g_array_index (counts, guint, index) : 0;
}

/* A case that was opened may have gone on since: what was looked at stays looked at. */
static void
keep_looked_at (MadoCourseRun *self, GArray *counts)
{
  for (guint i = 0; i < counts->len; i++)
    if (mado_course_get (self->course, i)->act[0] == '\0')
      g_array_index (counts, guint, i) = MAX (get_count (counts, i), get_count (self->counts, i));
}

static gboolean
is_enough (MadoCourseRun *self, const GArray *counts, guint index)
{
  return get_count (counts, index) >= mado_course_get (self->course, index)->count;
}

static void
take_counts (MadoCourseRun *self, GArray *counts)
{
  g_autoptr (GArray) before = NULL;

  keep_looked_at (self, counts);
  before = g_steal_pointer (&self->counts);
  self->counts = g_array_ref (counts);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  for (guint i = 0; i < counts->len; i++)
    if (is_enough (self, counts, i) && !is_enough (self, before, i))
      g_signal_emit (self, signals[SIGNAL_DONE], 0, i);
}

static void
take_look (MadoCourseRun *self, Look *request)
{
  if (self->course == NULL)
    self->course = g_steal_pointer (&request->loaded);
  if (request->round != self->round) /* it was begun again meanwhile */
    return;
  self->start = request->start;
  self->has_start = TRUE;
  take_counts (self, request->counts);
}

static void
looked_cb (GObject *object, GAsyncResult *result, gpointer unused)
{
  MadoCourseRun *self = MADO_COURSE_RUN (object);
  Look *request = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  self->is_looking = FALSE;
  if (g_task_propagate_boolean (G_TASK (result), &error))
    take_look (self, request);
  else if (mado_advice_is_wanted (error))
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
  if (self->is_stale)
    look (self);
}

static void
look (MadoCourseRun *self)
{
  const MadoPerson *person = mado_session_get_person (self->session);
  GTask *task;
  Look *request;

  self->is_stale = self->is_looking;
  if (self->is_looking)
    return;
  self->is_looking = TRUE;
  request = g_new0 (Look, 1);
  request->session = g_object_ref (self->session);
  request->round = self->round;
  request->programme = g_strdup (mado_session_get_programme (self->session)->identity.id);
  request->role = g_strdup (person->roles[0]);
  request->account = g_strdup (person->account);
  request->course = self->course;
  request->has_start = self->has_start;
  request->start = self->start;
  task = g_task_new (self, NULL, looked_cb, NULL);
  g_task_set_task_data (task, request, free_look);
  mado_desk_do (mado_session_get_desk (self->session), MADO_DESK_READER, task, look_work);
}

/* --- the run ------------------------------------------------------------------------------------------------------ */

static void
mado_course_run_finalize (GObject *object)
{
  MadoCourseRun *self = MADO_COURSE_RUN (object);

  g_clear_pointer (&self->course, mado_course_free);
  g_array_unref (self->counts);

  G_OBJECT_CLASS (mado_course_run_parent_class)->finalize (object);
}

static void
mado_course_run_class_init (MadoCourseRunClass *class)
{
  G_OBJECT_CLASS (class)->finalize = mado_course_run_finalize;

  signals[SIGNAL_CHANGED] =
      g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
mado_course_run_init (MadoCourseRun *self)
{
  self->counts = g_array_new (FALSE, FALSE, sizeof (guint));
}

/**
 * mado_course_run_is_for:
 * @session: a session
 *
 * Returns: whether this person practises, and there is a course for what he practises
 */
gboolean
mado_course_run_is_for (MadoSession *session)
{
  const MadoPerson *person = mado_session_get_person (session);

  return mado_session_is_practice (session) && person->roles[0] != NULL &&
         mado_course_is_there (mado_session_get_programme (session)->identity.id, person->roles[0]);
}

/**
 * mado_course_run_get:
 * @session: one that mado_course_run_is_for()
 *
 * Returns: (transfer none): the way of this session through the course; it lives as long as the session
 */
MadoCourseRun *
mado_course_run_get (MadoSession *session)
{
  MadoCourseRun *self = g_object_get_data (G_OBJECT (session), "course-run");

  if (self != NULL) {
    if (self->course == NULL && !self->is_looking)
      look (self); /* it could not be read: whoever comes now is told, or sees it */
    return self;
  }
  self = g_object_new (MADO_TYPE_COURSE_RUN, NULL);
  self->session = session;
  g_object_set_data_full (G_OBJECT (session), "course-run", self, g_object_unref);
  g_signal_connect_object (session, "refreshed", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "read", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
  look (self);

  return self;
}

/**
 * mado_course_run_get_course:
 * @self: a run
 *
 * Returns: (transfer none) (nullable): the course; %NULL: it is not read yet
 */
const MadoCourse *
mado_course_run_get_course (MadoCourseRun *self)
{
  return self->course;
}

/**
 * mado_course_run_get_count:
 * @self: a run
 * @index: of an exercise
 *
 * Returns: with how many cases it was done
 */
guint
mado_course_run_get_count (MadoCourseRun *self, guint index)
{
  return get_count (self->counts, index);
}

/**
 * mado_course_run_is_done:
 * @self: a run whose course was read
 * @index: of an exercise
 *
 * Returns: whether it is done
 */
gboolean
mado_course_run_is_done (MadoCourseRun *self, guint index)
{
  return is_enough (self, self->counts, index);
}

/**
 * mado_course_run_count_done:
 * @self: a run
 *
 * Returns: how many exercises are done
 */
guint
mado_course_run_count_done (MadoCourseRun *self)
{
  guint n_done = 0;

  for (guint i = 0; self->course != NULL && i < mado_course_get_count (self->course); i++)
    n_done += mado_course_run_is_done (self, i) ? 1 : 0;

  return n_done;
}

/**
 * mado_course_run_begin_again:
 * @self: a run
 *
 * From now on nothing is done; the ward stays as it is.
 */
void
mado_course_run_begin_again (MadoCourseRun *self)
{
  self->round++;
  self->has_start = FALSE;
  g_array_set_size (self->counts, 0);
  look (self);
}
