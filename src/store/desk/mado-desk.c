/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Puts together what works on one profile, and takes it apart again in the order that this needs: whoever reads goes
 * before whoever writes, and the replica after the last work on it. */

#include "mado-desk.h"

#include <string.h>

#include "mado-indexes.h"
#include "mado-kept-programme.h"
#include "mado-seat.h"
#include "mado-store-error.h"

#define READER_CACHE_LIMIT (16 * 1024) /* KiB; a page of a list, and what it stands on */

struct _MadoDesk {
  GObject parent_instance;

  char *path;
  MadoProfile profile;
  MadoProgramme *programme; /* atomic: it may be another after mado_desk_follow() */
  GPtrArray *programmes; /* (element-type MadoProgramme): that one, and those before: whoever has one may use it on */
  char *account;
  char *terminal;
  GStrv roles;
  MadoPerson person;
  MadoJudge *judge;
  MadoReplica *replica; /* of the thread that writes */
  gint64 revision;      /* where the programme was published; 0: it did not come from the service */
  gint64 epoch;         /* of that */
  gboolean is_signed;

  MadoStoreThread *threads[MADO_DESK_N_HANDS]; /* (nullable) */

  GMutex closing; /* of whoever takes all this apart */
  GMutex mutex;   /* of what follows */
  gboolean is_closed;
};

G_DEFINE_FINAL_TYPE (MadoDesk, mado_desk, G_TYPE_OBJECT)

static void
mado_desk_finalize (GObject *object)
{
  MadoDesk *self = MADO_DESK (object);

  mado_desk_close (self);
  g_clear_pointer (&self->judge, mado_judge_free);
  g_ptr_array_unref (self->programmes);
  g_strfreev (self->roles);
  g_free (self->account);
  g_free (self->terminal);
  g_free (self->path);
  g_mutex_clear (&self->closing);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (mado_desk_parent_class)->finalize (object);
}

static void
mado_desk_class_init (MadoDeskClass *class)
{
  G_OBJECT_CLASS (class)->finalize = mado_desk_finalize;
}

static void
mado_desk_init (MadoDesk *self)
{
  self->programmes = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_programme_unref);
  g_mutex_init (&self->closing);
  g_mutex_init (&self->mutex);
}

/* --- opening ------------------------------------------------------------------------------------------------------ */

static char *
name_stream (const MadoDesk *self)
{
  return g_strconcat (self->profile.ward, "/", self->profile.programme, NULL);
}

static gboolean
refuse_programme (GError **error, const char *flaw)
{
  g_set_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_PROGRAMME, "cannot use the profile: %s", flaw);

  return FALSE;
}

static MadoProgramme *
read_programme (const MadoDesk *self, GBytes *file, GError **error)
{
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
  g_autoptr (MadoProgramme) programme = mado_programme_read (file, faults);

  if (programme == NULL)
    refuse_programme (error, "the programme that the service published has faults");
  else if (strcmp (programme->identity.id, self->profile.programme) != 0 ||
           strcmp (programme->identity.ward, self->profile.ward) != 0)
    refuse_programme (error, "the programme that the service published is another one");
  else
    return g_steal_pointer (&programme);

  return NULL;
}

static void
use_programme (MadoDesk *self, MadoProgramme *programme)
{
  g_ptr_array_add (self->programmes, programme);
  g_atomic_pointer_set (&self->programme, programme);
}

static gboolean
use_given_programme (MadoDesk *self, const MadoDeskOpening *opening, GError **error)
{
  MadoProgramme *programme = opening->find_programme (opening->user_data, self->profile.programme, error);

  if (programme == NULL)
    return FALSE;
  use_programme (self, programme);

  return strcmp (programme->identity.id, self->profile.programme) == 0 ||
         refuse_programme (error, "it is of another programme");
}

static gboolean
note_publication (MadoDesk *self, const MadoPublished *published, GError **error)
{
  g_autoptr (MadoLogText) text = mado_log_text_read (published->header, error);

  if (text == NULL)
    return FALSE;
  self->epoch = published->epoch;
  self->revision = mado_log_text_get_header (text)->seq;
  self->is_signed = mado_log_text_get_header (text)->key != NULL;

  return TRUE;
}

/* What the service published counts, also where nobody can ask it now. */
static gboolean
find_programme (MadoDesk *self, const MadoDeskOpening *opening, MadoDatabase *database, GError **error)
{
  g_auto (MadoPublished) published = { 0 };
  MadoProgramme *programme;

  if (!mado_kept_programme_load (database, &published, error))
    return FALSE;
  if (published.programme == NULL)
    return use_given_programme (self, opening, error);
  programme = read_programme (self, published.programme, error);
  if (programme == NULL)
    return FALSE;
  use_programme (self, programme);

  return note_publication (self, &published, error);
}

static void
seat_person (MadoDesk *self, const MadoPerson *person)
{
  self->account = g_strdup (person->account != NULL ? person->account : "");
  self->roles = person->roles != NULL ? g_strdupv ((GStrv) person->roles) : g_new0 (char *, 1);
  self->person = (MadoPerson) { self->account, (const char *const *) self->roles };
}

static gboolean
add_reader (MadoDesk *self, MadoDeskHand hand, const char *name, const MadoDatabase *writer, GError **error)
{
  MadoDatabase *reader = mado_database_open_reader (writer, READER_CACHE_LIMIT, error);

  if (reader != NULL)
    self->threads[hand] = mado_store_thread_new (name, reader);

  return reader != NULL;
}

/* Of whoever gives an account alone, the profile knows the roles. */
static gboolean
find_roles (MadoDesk *self, const MadoDeskOpening *opening, MadoDatabase *database, GError **error)
{
  g_auto (GStrv) roles = NULL;

  if (opening->person.account == NULL || opening->person.roles != NULL)
    return TRUE;
  if (!mado_seat_load_roles (database, opening->person.account, &roles, error))
    return FALSE;
  g_strfreev (self->roles);
  self->roles = g_steal_pointer (&roles);
  self->person.roles = (const char *const *) self->roles;

  return TRUE;
}

/* The service knows a terminal by its certificate's name, and the journal by its device: that name is never the device,
 * but where no service knows the terminal, the device says at least where something was done. */
static gboolean
find_terminal (MadoDesk *self, const MadoDeskOpening *opening, MadoDatabase *database, GError **error)
{
  char device[MADO_ID_TEXT_SIZE];

  if (opening->terminal != NULL && !mado_seat_save (database, &opening->person, opening->terminal, error))
    return FALSE;
  if (!mado_seat_load_terminal (database, &self->terminal, error))
    return FALSE;
  mado_id_to_text (self->profile.device, device);
  if (self->terminal == NULL)
    self->terminal = g_strdup (device);

  return TRUE;
}

/* Whatever may fail comes before the first thread that would write; then the desk, with its readers, goes before the
 * writer does. */
static MadoDesk *
set_up (MadoDatabase *database, const MadoDeskOpening *opening, GError **error)
{
  g_autoptr (MadoDatabase) writer = database;
  g_autoptr (MadoDesk) self = NULL;

  if (writer == NULL)
    return NULL;
  self = g_object_new (MADO_TYPE_DESK, NULL);
  self->path = g_strdup (opening->place.path);
  seat_person (self, &opening->person);
  if (!mado_profile_load (writer, &self->profile, error) || !find_programme (self, opening, writer, error) ||
      !find_roles (self, opening, writer, error) || !find_terminal (self, opening, writer, error))
    return NULL;
  self->judge = mado_judge_new (self->programme, error);
  if (self->judge == NULL)
    return NULL;
  self->replica = mado_replica_new (writer, self->judge, &self->person, mado_indexes, error);
  if (self->replica == NULL || !add_reader (self, MADO_DESK_READER, "store reader", writer, error) ||
      !add_reader (self, MADO_DESK_SEARCHER, "store search", writer, error) ||
      !add_reader (self, MADO_DESK_FINDER, "store find", writer, error))
    return NULL;
  self->threads[MADO_DESK_WRITER] = mado_store_thread_new ("store", g_steal_pointer (&writer));

  return g_steal_pointer (&self);
}

/**
 * mado_desk_create:
 * @opening: a profile that is not there yet
 * @cost: what a guess at its password costs
 * @error: as mado_profile_create() and mado_desk_open()
 *
 * Returns: (transfer full) (nullable): the new profile, open
 */
MadoDesk *
mado_desk_create (const MadoDeskOpening *opening, const MadoArgon2idCost *cost, GError **error)
{
  g_autoptr (MadoDatabase) database =
      mado_profile_create (&opening->place, &opening->profile, &opening->shares, cost, error);

  if (database == NULL || (opening->person.account != NULL && opening->person.roles != NULL &&
                           !mado_seat_save (database, &opening->person, opening->terminal, error)))
    return NULL;

  return set_up (g_steal_pointer (&database), opening, error);
}

/**
 * mado_desk_open:
 * @opening: a profile
 * @error: as mado_profile_open(), what finding its programme fails with, and %MADO_STORE_ERROR_PROGRAMME
 *
 * Takes as long as a guess at the password should.
 *
 * Returns: (transfer full) (nullable): the profile, open
 */
MadoDesk *
mado_desk_open (const MadoDeskOpening *opening, GError **error)
{
  return set_up (mado_profile_open (&opening->place, &opening->profile, &opening->shares, error), opening, error);
}

/* --- without waiting ---------------------------------------------------------------------------------------------- */

static MadoDeskOpening *
copy_opening (const MadoDeskOpening *opening)
{
  MadoDeskOpening *copy = g_memdup2 (opening, sizeof *opening);

  copy->place.path = g_strdup (opening->place.path);
  copy->place.vfs = g_strdup (opening->place.vfs);
  copy->profile.ward = g_strdup (opening->profile.ward);
  copy->profile.programme = g_strdup (opening->profile.programme);
  copy->shares.password = mado_secret_copy (opening->shares.password);
  copy->shares.terminal_share = mado_secret_copy (opening->shares.terminal_share);
  copy->shares.service_share = mado_secret_copy (opening->shares.service_share);
  copy->person.account = g_strdup (opening->person.account);
  copy->terminal = g_strdup (opening->terminal);
  copy->person.roles = (const char *const *) g_strdupv ((GStrv) opening->person.roles);

  return copy;
}

static void
free_opening (gpointer data)
{
  MadoDeskOpening *copy = data;

  g_free ((char *) copy->place.path);
  g_free ((char *) copy->place.vfs);
  g_free ((char *) copy->profile.ward);
  g_free ((char *) copy->profile.programme);
  mado_secret_free ((MadoSecret *) copy->shares.password);
  mado_secret_free ((MadoSecret *) copy->shares.terminal_share);
  mado_secret_free ((MadoSecret *) copy->shares.service_share);
  g_free ((char *) copy->person.account);
  g_free ((char *) copy->terminal);
  g_strfreev ((GStrv) copy->person.roles);
  g_free (copy);
}

/* Nobody waits any more for what was cancelled, so it is closed here, where that keeps nobody. */
static void
open_work (GTask *task, G_GNUC_UNUSED gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (MadoDesk) desk = mado_desk_open (data, &error);

  if (desk == NULL)
    g_task_return_error (task, error);
  else if (g_cancellable_set_error_if_cancelled (cancellable, &error))
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&desk), g_object_unref);
}

/**
 * mado_desk_open_async:
 * @opening: a profile; all of it is copied but the user data
 * @cancellable: (nullable): who cancels has the profile closed again
 * @callback: is told
 * @user_data: for @callback
 */
void
mado_desk_open_async (const MadoDeskOpening *opening,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, mado_desk_open_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, copy_opening (opening), free_opening);
  g_task_run_in_thread (task, open_work);
}

/**
 * mado_desk_open_finish:
 * @result: of mado_desk_open_async()
 * @error: as mado_desk_open(), or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the profile, open
 */
MadoDesk *
mado_desk_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- closing ------------------------------------------------------------------------------------------------------ */

static void
take_no_more (MadoDesk *self)
{
  g_mutex_lock (&self->mutex);
  self->is_closed = TRUE;
  g_mutex_unlock (&self->mutex);
}

/**
 * mado_desk_close:
 * @self: a desk; one that is closed stays so
 *
 * Waits until all work that was handed over is done and the file is closed. Not to be called by work of its own.
 */
void
mado_desk_close (MadoDesk *self)
{
  take_no_more (self);
  g_mutex_lock (&self->closing);
  for (int hand = MADO_DESK_N_HANDS - 1; hand >= MADO_DESK_WRITER; hand--)
    g_clear_pointer (&self->threads[hand], mado_store_thread_free);
  g_clear_pointer (&self->replica, mado_replica_free);
  g_mutex_unlock (&self->closing);
}

static void
close_work (GTask *task, gpointer source, G_GNUC_UNUSED gpointer data, G_GNUC_UNUSED GCancellable *cancellable)
{
  mado_desk_close (source);
  g_task_return_boolean (task, TRUE);
}

/**
 * mado_desk_close_async:
 * @self: a desk, which takes no work from now on
 * @callback: (nullable): is told once everything is on the disk and the file is closed
 * @user_data: for @callback
 */
void
mado_desk_close_async (MadoDesk *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  take_no_more (self);
  g_task_set_source_tag (task, mado_desk_close_async);
  g_task_run_in_thread (task, close_work);
}

/**
 * mado_desk_close_finish:
 * @self: a desk
 * @result: of mado_desk_close_async()
 */
void
mado_desk_close_finish (MadoDesk *self, GAsyncResult *result)
{
  g_return_if_fail (g_task_is_valid (result, self));

  (void) g_task_propagate_boolean (G_TASK (result), NULL); /* ignored: it cannot fail */
}

/* --- what is on it ------------------------------------------------------------------------------------------------ */

/**
 * mado_desk_get_path:
 * @self: a desk
 *
 * Returns: (transfer none): where its profile is, without the ending of a file
 */
const char *
mado_desk_get_path (const MadoDesk *self)
{
  return self->path;
}

/**
 * mado_desk_get_profile:
 * @self: a desk
 *
 * Returns: (transfer none): whose profile it is, as its file says
 */
const MadoProfile *
mado_desk_get_profile (const MadoDesk *self)
{
  return &self->profile;
}

/**
 * mado_desk_get_programme:
 * @self: a desk
 *
 * Any thread may ask. What it was told before may be used as long as the desk.
 *
 * Returns: (transfer none): the programme that its cases are of
 */
MadoProgramme *
mado_desk_get_programme (const MadoDesk *self)
{
  return g_atomic_pointer_get (&((MadoDesk *) self)->programme);
}

/**
 * mado_desk_get_person:
 * @self: a desk
 *
 * Returns: (transfer none): who works there
 */
const MadoPerson *
mado_desk_get_person (const MadoDesk *self)
{
  return &self->person;
}

/**
 * mado_desk_get_terminal:
 * @self: a desk
 *
 * Returns: (transfer none): what operations say of where they were done: by which name the service knows the terminal
 */
const char *
mado_desk_get_terminal (const MadoDesk *self)
{
  return self->terminal;
}

/**
 * mado_desk_get_replica:
 * @self: a desk
 *
 * Returns: (transfer none): the replica, to be put into requests to %MADO_DESK_WRITER, whose work alone may use it
 */
MadoReplica *
mado_desk_get_replica (const MadoDesk *self)
{
  return self->replica;
}

/**
 * mado_desk_get_thread:
 * @self: a desk that is open
 * @hand: who
 *
 * Returns: (transfer none): the thread of that hand, for a model that reads by itself; it goes when the desk is closed
 */
MadoStoreThread *
mado_desk_get_thread (const MadoDesk *self, MadoDeskHand hand)
{
  return self->threads[hand];
}

/* --- the programme that the service published ----------------------------------------------------------------------
 */

/**
 * mado_desk_works_by:
 * @self: a desk, on the thread that writes
 * @epoch: of the service's log
 * @revision: seq of a publication there
 *
 * Returns: whether it is that which the desk works by
 */
gboolean
mado_desk_works_by (const MadoDesk *self, gint64 epoch, gint64 revision)
{
  return self->epoch == epoch && self->revision == revision;
}

static gboolean
check_publication (MadoDesk *self, const MadoPublished *published, gint64 revision, GError **error)
{
  g_autofree char *stream = name_stream (self);
  gboolean is_signed = FALSE;

  if (!mado_published_check (published, stream, revision, &is_signed, error))
    return FALSE;

  return is_signed || !self->is_signed ||
         refuse_programme (error, "the programme that the service published is not signed, as the one before was");
}

/* First what is shown, then the programme: what an end in between leaves is made good when the profile is opened. */
static gboolean
go_over (MadoDesk *self, MadoProgramme *next, GError **error)
{
  MadoJudge *judge = mado_judge_new (next, error);

  if (judge == NULL)
    return FALSE;
  if (!mado_replica_follow (self->replica, judge, error)) {
    mado_judge_free (judge);
    return FALSE;
  }
  g_clear_pointer (&self->judge, mado_judge_free);
  self->judge = judge;

  return TRUE;
}

/**
 * mado_desk_follow:
 * @self: a desk, on the thread that writes
 * @published: what the service says it published
 * @revision: where, as it said before
 * @out_is_new: (out): whether it says anything else than the programme before
 * @error: %MADO_BASE_ERROR or %MADO_STORE_ERROR_PROGRAMME where it is not what it should be, and nothing has changed;
 *   otherwise what the disk said
 *
 * From now on, and when the profile is opened again, all is judged by it, what is pending, too.
 *
 * Returns: whether the desk works by it
 */
gboolean
mado_desk_follow (MadoDesk *self, const MadoPublished *published, gint64 revision, gboolean *out_is_new, GError **error)
{
  g_autoptr (MadoProgramme) next = NULL;
  const gboolean is_new = !g_bytes_equal (published->programme, mado_programme_get_file (self->programme));

  if (!check_publication (self, published, revision, error))
    return FALSE;
  next = read_programme (self, published->programme, error);
  if (next == NULL || (is_new && !go_over (self, next, error)) ||
      !mado_kept_programme_save (mado_replica_get_database (self->replica), published, error) ||
      !note_publication (self, published, error))
    return FALSE;
  if (is_new)
    use_programme (self, g_steal_pointer (&next));
  *out_is_new = is_new;

  return TRUE;
}

/* --- work --------------------------------------------------------------------------------------------------------- */

/**
 * mado_desk_do:
 * @self: a desk
 * @hand: who does it
 * @task: (transfer full): what gets the result; %G_IO_ERROR_CLOSED where the desk was closed before
 * @work: what is done, after all that this hand was given before
 *
 * A writer who is cancelled after the commit tells of the success, because that is the truth. A reader never does: what
 * was found for what nobody asks any more is not to come between what is asked now.
 */
void
mado_desk_do (MadoDesk *self, MadoDeskHand hand, GTask *task, MadoStoreWork work)
{
  if (hand == MADO_DESK_WRITER)
    g_task_set_check_cancellable (task, FALSE);
  g_mutex_lock (&self->mutex);
  if (!self->is_closed)
    mado_store_thread_run (self->threads[hand], g_steal_pointer (&task), work);
  g_mutex_unlock (&self->mutex);
  if (task == NULL)
    return;
  g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_CLOSED, "the profile is closed");
  g_object_unref (task);
}

typedef struct {
  gboolean is_over;
  gboolean is_done;
  GError *error;
} Wait;

static void
done_cb (G_GNUC_UNUSED GObject *source, GAsyncResult *result, gpointer data)
{
  Wait *wait = data;

  wait->is_done = g_task_propagate_boolean (G_TASK (result), &wait->error);
  wait->is_over = TRUE;
}

/**
 * mado_desk_do_and_wait:
 * @self: a desk
 * @hand: who does it
 * @work: what is done; it returns a boolean
 * @request: what it is given
 * @error: what it failed with, or %G_IO_ERROR_CLOSED
 *
 * For programs without a window, and threads of their own.
 *
 * Returns: what the work returned
 */
gboolean
mado_desk_do_and_wait (MadoDesk *self, MadoDeskHand hand, MadoStoreWork work, gpointer request, GError **error)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  Wait wait = { 0 };
  GTask *task;

  g_main_context_push_thread_default (context);
  task = g_task_new (NULL, NULL, done_cb, &wait);
  g_task_set_task_data (task, request, NULL);
  mado_desk_do (self, hand, task, work);
  while (!wait.is_over)
    g_main_context_iteration (context, TRUE);
  g_main_context_pop_thread_default (context);
  if (wait.error != NULL)
    g_propagate_error (error, wait.error);

  return wait.is_done;
}
