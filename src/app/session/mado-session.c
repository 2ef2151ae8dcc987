/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads the counters of a profile whenever something in it may have changed. */

#include "mado-session.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-advice.h"
#include "mado-journal.h"
#include "mado-json-member.h"
#include "mado-queue-page.h"
#include "mado-read-log.h"
#include "mado-refusal.h"
#include "mado-row.h"

#define CASES "state:case:" /* how the lists of cases in a state begin */

struct _MadoSession {
  GObject parent_instance;

  MadoDesk *desk;
  MadoProgramme *programme; /* atomic: what is shown is made for it; the desk may work by a newer one */
  MadoContact *contact;
  MadoConnection *connection; /* (nullable): there is no service */
  gboolean is_practice;
  gboolean is_reading;
  gboolean is_stale;  /* something has changed since the reading that is under way began */
  MadoId conflict;    /* a case in which somebody has to choose, or MADO_ID_NONE */
  GHashTable *told;   /* (nullable) dseq of what was refused, and its author knows; %NULL: not read yet */
  GHashTable *counts; /* (nullable) list → gint64; %NULL: not read yet */
  MadoJudge *judge;   /* (nullable): of the thread that reads */
};

G_DEFINE_FINAL_TYPE (MadoSession, mado_session, G_TYPE_OBJECT)

enum {
  SIGNAL_REFRESHED,
  SIGNAL_FAILED,
  SIGNAL_REFUSED,
  SIGNAL_DONE,
  SIGNAL_READ,
  SIGNAL_PROGRAMME,
  SIGNAL_ENDING,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
mado_session_finalize (GObject *object)
{
  MadoSession *self = MADO_SESSION (object);

  g_clear_pointer (&self->counts, g_hash_table_unref);
  g_clear_pointer (&self->told, g_hash_table_unref);
  g_clear_pointer (&self->judge, mado_judge_free);
  g_clear_object (&self->connection);
  g_object_unref (self->contact);
  g_object_unref (self->desk);

  G_OBJECT_CLASS (mado_session_parent_class)->finalize (object);
}

static void
mado_session_class_init (MadoSessionClass *class)
{
  G_OBJECT_CLASS (class)->finalize = mado_session_finalize;

  signals[SIGNAL_REFRESHED] =
      g_signal_new ("refreshed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[SIGNAL_REFUSED] = g_signal_new ("refused", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_STRING);
  signals[SIGNAL_DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_STRING);
  signals[SIGNAL_READ] =
      g_signal_new ("read", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_PROGRAMME] = g_signal_new ("programme-changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                            NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_ENDING] =
      g_signal_new ("ending", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mado_session_init (MadoSession *self)
{
  self->contact = mado_contact_new ();
}

/**
 * mado_session_new:
 * @desk: the profile, open; whoever made the session closes it
 * @is_practice: whether everything in it is made up
 *
 * Returns: (transfer full): a session that is about to read its counts
 */
MadoSession *
mado_session_new (MadoDesk *desk, gboolean is_practice)
{
  MadoSession *self = g_object_new (MADO_TYPE_SESSION, NULL);

  self->desk = g_object_ref (desk);
  self->programme = mado_desk_get_programme (desk);
  self->is_practice = is_practice;
  mado_session_note_change (self);

  return self;
}

/* --- the service -------------------------------------------------------------------------------------------------- */

static void
programme_changed_cb (MadoSession *self)
{
  g_signal_emit (self, signals[SIGNAL_PROGRAMME], 0);
}

/**
 * mado_session_connect:
 * @self: a session that is not connected
 * @courier: (transfer full): who goes to the service
 * @token: (nullable): of the session there; %NULL: somebody works offline
 * @obstacle: why he does
 */
void
mado_session_connect (MadoSession *self, MadoCourier *courier, const char *token, MadoObstacle obstacle)
{
  self->connection = mado_connection_new (self->desk, self->contact, courier);
  g_signal_connect_object (self->connection, "news", G_CALLBACK (mado_session_note_change), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->connection, "programme-changed", G_CALLBACK (programme_changed_cb), self,
                           G_CONNECT_SWAPPED);
  if (token != NULL)
    mado_connection_sign_in (self->connection, token);
  else
    mado_connection_work_offline (self->connection, obstacle);
}

static void
closed_cb (GObject *desk, GAsyncResult *result, gpointer application)
{
  mado_desk_close_finish (MADO_DESK (desk), result);
  if (application != NULL)
    g_application_release (application);
}

/**
 * mado_session_end:
 * @self: a session that nobody looks at any more
 *
 * Signs out at the service, and closes the profile; the program does not end before that is done.
 */
void
mado_session_end (MadoSession *self)
{
  GApplication *application = g_application_get_default ();

  g_signal_emit (self, signals[SIGNAL_ENDING], 0);
  if (self->connection != NULL)
    mado_connection_end (self->connection);
  if (application != NULL)
    g_application_hold (application);
  mado_desk_close_async (self->desk, closed_cb, application);
}

/**
 * mado_session_give_up:
 * @self: a session that nobody looks at any more
 *
 * Ends the line, and leaves the profile open for whoever has to see to what is in it.
 *
 * Returns: (transfer full): the profile
 */
MadoDesk *
mado_session_give_up (MadoSession *self)
{
  if (self->connection != NULL)
    mado_connection_end (self->connection);

  return g_object_ref (self->desk);
}

/**
 * mado_session_retry:
 * @self: a session
 *
 * Somebody wants to see now how everything stands, and does not wait until the service is asked again.
 */
void
mado_session_retry (MadoSession *self)
{
  if (self->connection != NULL)
    mado_connection_retry (self->connection);
  mado_session_note_change (self);
}

/**
 * mado_session_follow_programme:
 * @self: a session of which nothing is shown that was made for the programme before
 *
 * What is shown from now on is made for the programme that the desk works by.
 */
void
mado_session_follow_programme (MadoSession *self)
{
  g_atomic_pointer_set (&self->programme, mado_desk_get_programme (self->desk));
  mado_session_note_change (self);
}

/* --- counts ------------------------------------------------------------------------------------------------------- */

typedef struct {
  GArray *counts; /* (nullable) MadoQueueCount */
  guint states[MADO_JOURNAL_N_STATES];
  guint n_conflicts; /* cases in which somebody has to choose */
  MadoId conflict;   /* the first of them */
  GPtrArray *lost;   /* (nullable) (element-type MadoJournalEntry): what the service did not take, or not all of it */
  GHashTable *open;  /* dseq of what somebody still has to choose about */
} Reading;

static Reading *
new_reading (void)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->open = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  return reading;
}

static void
free_reading (gpointer data)
{
  Reading *reading = data;

  g_clear_pointer (&reading->counts, g_array_unref);
  g_clear_pointer (&reading->lost, g_ptr_array_unref);
  g_hash_table_unref (reading->open);
  g_free (reading);
}

static gboolean
is_open_in (const MadoEntity *entity, MadoId operation)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (mado_entity_get_body (entity), "conflicts"));
  char id[MADO_ID_TEXT_SIZE];

  mado_id_to_text (operation, id);
  for (yyjson_val *one = yyjson_arr_iter_next (&iter); one != NULL; one = yyjson_arr_iter_next (&iter))
    if (strcmp (mado_json_get_text (one, "operation"), id) == 0)
      return TRUE;

  return FALSE;
}

/* What somebody has chosen since stands in the case no more. */
static gboolean
read_conflicts (Reading *reading, MadoDatabase *database, GError **error)
{
  GPtrArray *entries = reading->lost = mado_journal_list_conflicts (database, error);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; entries != NULL && i < entries->len; i++) {
    const MadoJournalEntry *entry = g_ptr_array_index (entries, i);
    g_auto (MadoRow) row = { 0 };
    char *entity;

    if (!mado_row_find (database, entry->entity, &row, error))
      return FALSE;
    if (row.row == 0 || !is_open_in (row.entity, entry->operation))
      continue;
    g_hash_table_add (reading->open, g_memdup2 (&entry->dseq, sizeof entry->dseq));
    entity = g_malloc (MADO_ID_TEXT_SIZE);
    mado_id_to_text (entry->entity, entity);
    if (g_hash_table_add (seen, entity) && reading->n_conflicts++ == 0)
      reading->conflict = entry->entity;
  }

  return entries != NULL;
}

static gboolean
read_refused (Reading *reading, MadoDatabase *database, GError **error)
{
  g_autoptr (GPtrArray) refused = mado_journal_list_refused (database, error);

  if (refused == NULL)
    return FALSE;
  g_ptr_array_extend_and_steal (reading->lost, g_steal_pointer (&refused));

  return TRUE;
}

static void
read_work (GTask *task, MadoDatabase *database, gpointer request, GCancellable *cancellable)
{
  Reading *reading = request;
  GError *error = NULL;

  reading->counts = mado_queue_load_counts (database, &error);
  if (reading->counts == NULL || !mado_journal_count (database, reading->states, &error) ||
      !read_conflicts (reading, database, &error) || !read_refused (reading, database, &error))
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
take_reading (MadoSession *self, const Reading *reading)
{
  MadoContactHolding holding = { .waiting = reading->states[MADO_JOURNAL_SAVED], .conflicts = reading->n_conflicts };

  g_clear_pointer (&self->counts, g_hash_table_unref);
  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < reading->counts->len; i++) {
    const MadoQueueCount *count = &g_array_index (reading->counts, MadoQueueCount, i);

    g_hash_table_insert (self->counts, g_strdup (count->name), g_memdup2 (&count->count, sizeof count->count));
    if (g_str_has_prefix (count->name, CASES))
      holding.cases += count->count;
  }
  self->conflict = reading->conflict;
  mado_contact_set_holding (self->contact, &holding);
}

/* A step that somebody else had taken before leaves nothing to choose about. */
static const char *
write_reason (const MadoJournalEntry *entry)
{
  return entry->state == MADO_JOURNAL_CONFLICT ? _ ("Somebody else was quicker")
                                               : _ (mado_refusal_get_message (entry->code));
}

/* What was refused before somebody signed in stands in the history of its case. */
static void
tell_lost (MadoSession *self, const Reading *reading)
{
  const GPtrArray *lost = reading->lost;
  const gboolean is_first = self->told == NULL;

  if (is_first)
    self->told = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < lost->len; i++) {
    const MadoJournalEntry *entry = g_ptr_array_index (lost, i);

    if (entry->state == MADO_JOURNAL_SAVED || g_hash_table_contains (self->told, &entry->dseq))
      continue;
    g_hash_table_add (self->told, g_memdup2 (&entry->dseq, sizeof entry->dseq));
    if (!is_first && !g_hash_table_contains (reading->open, &entry->dseq))
      g_signal_emit (self, signals[SIGNAL_REFUSED], 0, &entry->entity, write_reason (entry));
  }
}

static void
read_cb (GObject *object, GAsyncResult *result, gpointer unused)
{
  MadoSession *self = MADO_SESSION (object);
  g_autoptr (GError) error = NULL;

  self->is_reading = FALSE;
  if (self->is_stale)
    mado_session_note_change (self);
  if (g_task_propagate_boolean (G_TASK (result), &error)) {
    take_reading (self, g_task_get_task_data (G_TASK (result)));
    tell_lost (self, g_task_get_task_data (G_TASK (result)));
    g_signal_emit (self, signals[SIGNAL_REFRESHED], 0);
  } else if (mado_advice_is_wanted (error)) {
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
  }
}

/**
 * mado_session_note_change:
 * @self: a session
 *
 * Something was saved or has arrived: the counts are read again, once for all that comes meanwhile.
 */
void
mado_session_note_change (MadoSession *self)
{
  GTask *task;

  self->is_stale = self->is_reading;
  if (self->is_reading)
    return;
  self->is_reading = TRUE;
  task = g_task_new (self, NULL, read_cb, NULL);
  g_task_set_task_data (task, new_reading (), free_reading);
  mado_desk_do (self->desk, MADO_DESK_READER, task, read_work);
}

/**
 * mado_session_note_saved:
 * @self: a session
 *
 * Something was saved that is to be shown here, and sent.
 */
void
mado_session_note_saved (MadoSession *self)
{
  mado_session_note_change (self);
  if (self->connection != NULL)
    mado_connection_wake (self->connection);
}

/**
 * mado_session_note_wish:
 * @self: a session
 * @operation: that was saved
 * @what: what was done, in the user's language
 *
 * The person has done something that can be taken back for a while.
 */
void
mado_session_note_wish (MadoSession *self, MadoId operation, const char *what)
{
  g_signal_emit (self, signals[SIGNAL_DONE], 0, &operation, what);
  mado_session_note_saved (self);
}

/* --- what was looked at ------------------------------------------------------------------------------------------- */

static void
free_looked_at (gpointer reading)
{
  mado_reading_free (reading);
}

static void
note_work (GTask *task, MadoDatabase *database, gpointer request, GCancellable *cancellable)
{
  GError *error = NULL;

  if (mado_read_log_add (database, request, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
noted_cb (GObject *session, GAsyncResult *result, gpointer unused)
{
  const MadoSession *self = MADO_SESSION (session);

  if (!g_task_propagate_boolean (G_TASK (result), NULL))
    return; /* ignored: as before, what cannot be written is shown */
  if (self->connection != NULL)
    mado_connection_wake (self->connection);
  g_signal_emit (session, signals[SIGNAL_READ], 0);
}

/**
 * mado_session_note_reading:
 * @self: a session
 * @entity: that the person has opened
 * @reason: why
 *
 * Writes down who has looked at what, and has the service told.
 */
void
mado_session_note_reading (MadoSession *self, MadoId entity, const char *reason)
{
  GTask *task = g_task_new (self, NULL, noted_cb, NULL);
  MadoReading *reading = g_new0 (MadoReading, 1);

  reading->entity = entity;
  reading->account = g_strdup (mado_session_get_person (self)->account);
  reading->at = mado_instant_now ();
  reading->reason = g_strdup (reason);
  g_task_set_task_data (task, reading, free_looked_at);
  mado_desk_do (self->desk, MADO_DESK_WRITER, task, note_work);
}

/* --- what there is of it ------------------------------------------------------------------------------------------ */

/**
 * mado_session_get_desk:
 * @self: a session
 *
 * Returns: (transfer none): the profile
 */
MadoDesk *
mado_session_get_desk (MadoSession *self)
{
  return self->desk;
}

/**
 * mado_session_get_programme:
 * @self: a session
 *
 * Returns: (transfer none): the programme that what is shown is made for
 */
MadoProgramme *
mado_session_get_programme (MadoSession *self)
{
  return g_atomic_pointer_get (&self->programme);
}

/**
 * mado_session_get_person:
 * @self: a session
 *
 * Returns: (transfer none): who has signed in
 */
const MadoPerson *
mado_session_get_person (MadoSession *self)
{
  return mado_desk_get_person (self->desk);
}

/**
 * mado_session_get_contact:
 * @self: a session
 *
 * Returns: (transfer none): how it stands with the service
 */
MadoContact *
mado_session_get_contact (MadoSession *self)
{
  return self->contact;
}

/**
 * mado_session_get_connection:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): what it has of the service; %NULL: there is none
 */
MadoConnection *
mado_session_get_connection (MadoSession *self)
{
  return self->connection;
}

/**
 * mado_session_get_conflict:
 * @self: a session
 *
 * Returns: a case in which this person has to choose between two values, or %MADO_ID_NONE
 */
MadoId
mado_session_get_conflict (MadoSession *self)
{
  return self->conflict;
}

/**
 * mado_session_get_site:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the place whose terminals its person works at, and at no other: nothing is taken
 *   in there, and nothing out
 */
const MadoSite *
mado_session_get_site (MadoSession *self)
{
  const MadoSite *site = NULL;

  for (const char *const *role = mado_session_get_person (self)->roles; site == NULL && *role != NULL; role++)
    site = mado_programme_find_site (mado_session_get_programme (self), *role);

  return site;
}

/**
 * mado_session_is_practice:
 * @self: a session
 *
 * Returns: whether everything in it is made up
 */
gboolean
mado_session_is_practice (MadoSession *self)
{
  return self->is_practice;
}

/**
 * mado_session_get_count:
 * @self: a session
 * @list: the name of a work list
 *
 * Returns: how long it is, or %MADO_SESSION_NOT_COUNTED
 */
gint64
mado_session_get_count (MadoSession *self, const char *list)
{
  const gint64 *count = self->counts != NULL ? g_hash_table_lookup (self->counts, list) : NULL;

  if (count != NULL)
    return *count;

  return self->counts != NULL ? 0 : MADO_SESSION_NOT_COUNTED;
}

/**
 * mado_session_get_judge:
 * @self: a session
 * @error: where to put why the rules cannot be run
 *
 * For the thread that reads alone.
 *
 * Returns: (transfer none) (nullable): what runs the programme's rules
 */
MadoJudge *
mado_session_get_judge (MadoSession *self, GError **error)
{
  MadoProgramme *programme = mado_session_get_programme (self);

  if (self->judge != NULL && mado_judge_get_programme (self->judge) != programme)
    g_clear_pointer (&self->judge, mado_judge_free);
  if (self->judge == NULL)
    self->judge = mado_judge_new (programme, error);

  return self->judge;
}

/**
 * mado_role_dup_label:
 * @role: a role of a programme
 *
 * The places of the ward's paper, which programmes name behind some roles, say nothing to whoever works.
 *
 * Returns: (transfer full): how people call it
 */
char *
mado_role_dup_label (const MadoNamed *role)
{
  static GRegex *place;

  if (g_once_init_enter_pointer (&place))
    g_once_init_leave_pointer (&place, g_regex_new (" *\\([0-9]{3}-[A-Z]+[0-9]+\\)$", G_REGEX_OPTIMIZE, 0, NULL));

  return g_regex_replace_literal (place, role->label, -1, 0, "", 0, NULL);
}

/**
 * mado_session_dup_role:
 * @self: a session
 *
 * Returns: (transfer full): what the person is there, in the programme's words
 */
char *
mado_session_dup_role (MadoSession *self)
{
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  for (const char *const *role = mado_session_get_person (self)->roles; *role != NULL; role++) {
    const MadoNamed *named = mado_section_find (mado_session_get_programme (self)->roles, *role);

    if (named != NULL)
      g_strv_builder_take (labels, mado_role_dup_label (named));
  }
  all = g_strv_builder_end (labels);

  return g_strjoinv ("・", all);
}
