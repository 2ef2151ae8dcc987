/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes a ward on another thread and counts its cases on the way. */

#include "mado-practice-ward.h"

#include <string.h>

#include "mado-personal-key.h"
#include "mado-practice-profile.h"
#include "mado-practice-terminal.h"
#include "mado-programme-file.h"
#include "mado-share-file.h"
#include "mado-store-error.h"

#define N_CASES 600
#define N_HISTORIES 440 /* enough in each state for every exercise of every role */
#define N_PICTURES 24
#define SEED 39

struct _MadoPracticeWard {
  GObject parent_instance;

  char *programme;
  char *role;
  int n_cases; /* that are made; atomic */
};

G_DEFINE_FINAL_TYPE (MadoPracticeWard, mado_practice_ward, G_TYPE_OBJECT)

static void
mado_practice_ward_finalize (GObject *object)
{
  MadoPracticeWard *self = MADO_PRACTICE_WARD (object);

  g_free (self->programme);
  g_free (self->role);

  G_OBJECT_CLASS (mado_practice_ward_parent_class)->finalize (object);
}

static void
mado_practice_ward_class_init (MadoPracticeWardClass *class)
{
  G_OBJECT_CLASS (class)->finalize = mado_practice_ward_finalize;
}

static void
mado_practice_ward_init (MadoPracticeWard *self)
{
}

/**
 * mado_practice_ward_new:
 * @programme: the id of a programme
 * @role: the id of the role that is practised
 *
 * Returns: (transfer full): a ward that is still to be made
 */
MadoPracticeWard *
mado_practice_ward_new (const char *programme, const char *role)
{
  MadoPracticeWard *self = g_object_new (MADO_TYPE_PRACTICE_WARD, NULL);

  self->programme = g_strdup (programme);
  self->role = g_strdup (role);

  return self;
}

/* --- on another thread -------------------------------------------------------------------------------------------- */

/* A sink before the terminal's. */
typedef struct {
  MadoPracticeWard *ward;
  GCancellable *cancellable;
  const MadoPracticeSink *next;
} Gauge;

static gboolean
take_deed (gpointer user_data,
           const MadoOperation *operation,
           const MadoOutcome *outcome,
           const MadoContext *context,
           GError **error)
{
  Gauge *gauge = user_data;

  return gauge->next->take_deed (gauge->next->user_data, operation, outcome, context, error);
}

static gboolean
take_entity (gpointer user_data, const MadoEntity *entity, GError **error)
{
  Gauge *gauge = user_data;

  if (strcmp (mado_entity_get_kind (entity), "case") == 0)
    g_atomic_int_inc (&gauge->ward->n_cases);

  return !g_cancellable_set_error_if_cancelled (gauge->cancellable, error) &&
         gauge->next->take_entity (gauge->next->user_data, entity, error);
}

static gboolean
take_picture (gpointer user_data, const char *receipt, const char *kind, GBytes *png, GError **error)
{
  Gauge *gauge = user_data;

  return gauge->next->take_picture (gauge->next->user_data, receipt, kind, png, error);
}

static gboolean
save_key (MadoPractice *practice, MadoDesk *desk, GError **error)
{
  char typed[] = MADO_PRACTICE_WARD_SIGNING_PASSWORD;
  g_autoptr (MadoSecret) password = mado_secret_new_wiping (typed, strlen (typed));

  return mado_practice_save_key (practice, SEED, mado_desk_get_person (desk)->account, mado_desk_get_path (desk),
                                 password, error);
}

static gboolean
fill (MadoPracticeWard *self, MadoDesk *desk, GCancellable *cancellable, GError **error)
{
  const MadoPracticeOrder order = {
    SEED,       N_CASES, N_HISTORIES,
    N_PICTURES, 0,       mado_date_add_days (mado_instant_get_japanese_day (mado_instant_now ()), -1)
  };
  g_autoptr (MadoPractice) practice = mado_practice_new (mado_desk_get_programme (desk), error);
  g_autoptr (MadoPracticeTerminal) terminal = practice != NULL ? mado_practice_terminal_new (desk, error) : NULL;
  guint64 n_declined = 0;

  if (terminal == NULL)
    return FALSE;

  Gauge gauge = { self, cancellable, mado_practice_terminal_get_sink (terminal) };
  const MadoPracticeSink sink = { take_deed, take_entity, take_picture, &gauge };

  return mado_practice_make (practice, &order, &sink, &n_declined, error) &&
         mado_practice_terminal_finish (terminal, error) && save_key (practice, desk, error);
}

/* What somebody practised before is made-up, too, and nobody has its password any more. */
static gboolean
clear_place (const char *folder, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *key = g_strconcat (path, ".key", NULL);

  return g_file_test (key, G_FILE_TEST_EXISTS) ? mado_profile_destroy (path, error)
                                               : mado_personal_key_destroy (path, error);
}

static MadoDesk *
make (MadoPracticeWard *self, GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "madoguchi", "practice", NULL);
  g_autoptr (MadoProgramme) programme = mado_programme_file_find (self->programme, error);
  g_autoptr (MadoSecret) password = mado_secret_new_random (MADO_KEY_SHARE_SIZE);
  const MadoPracticeProfile wanted = { folder, self->programme, self->role, password };
  g_autoptr (MadoDesk) desk = NULL;

  if (programme == NULL || !clear_place (folder, self->programme, error))
    return NULL;
  desk = mado_practice_profile_create (&wanted, programme, error);

  return desk != NULL && fill (self, desk, cancellable, error) ? g_steal_pointer (&desk) : NULL;
}

static void
make_work (GTask *task, gpointer self, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  MadoDesk *desk = make (self, cancellable, &error);

  if (desk == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, desk, g_object_unref);
}

/* --- for whoever waits -------------------------------------------------------------------------------------------- */

/**
 * mado_practice_ward_make_async:
 * @self: a ward
 * @cancellable: (nullable): ends it
 * @callback: is told
 * @user_data: for @callback
 */
void
mado_practice_ward_make_async (MadoPracticeWard *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, mado_practice_ward_make_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, make_work);
}

/**
 * mado_practice_ward_make_finish:
 * @self: a ward
 * @result: of mado_practice_ward_make_async()
 * @error: a code of the store, what making it failed with, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): its profile, open
 */
MadoDesk *
mado_practice_ward_make_finish (MadoPracticeWard *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * mado_practice_ward_get_progress:
 * @self: a ward
 *
 * Returns: how much of it is made, from 0 to 1
 */
double
mado_practice_ward_get_progress (MadoPracticeWard *self)
{
  return MIN (1.0, g_atomic_int_get (&self->n_cases) / (double) N_CASES);
}
