/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Works at random, step by step, on whatever the file holds: so it goes on where the one before was killed. */

#include "kill-hour.h"

#include "mado-blob-cache.h"
#include "mado-erasure.h"
#include "mado-read-log.h"
#include "mado-row.h"
#include "mado-settings.h"
#include "mado-statement.h"
#include "mado-typing.h"
#include "replica-service.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define N_NAMES 5 /* of drafts and settings */
#define HELD_SECONDS 30
#define LONGEST_BLOB 20000
#define PAGE 500

typedef struct {
  ReplicaTerminal *terminal;
  MadoDatabase *database;
  ReplicaOffice *office;
  ReplicaService *service;
  GRand *random;
  guint password;
  guint n_requests; /* that the service got */
  int told;
} Hour;

static guint
roll (Hour *self, guint sides)
{
  return (guint) g_rand_int_range (self->random, 0, (gint32) sides);
}

static void
tell (Hour *self, KillThing thing, MadoId key, gint64 value, gboolean is_promised)
{
  const KillWord word = { thing, is_promised, key, value };

  if (write (self->told, &word, sizeof word) != sizeof word)
    _exit (2);
}

/* Whether @is_done: what was begun is promised; work that fails without a fault ends the process, and so the test. */
static void
promise (Hour *self, KillThing thing, MadoId key, gint64 value, gboolean is_done)
{
  if (!is_done)
    _exit (3);
  tell (self, thing, key, value, TRUE);
}

#define DO(self, thing, key, value, work)                                                                              \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    gint64 wanted = value;                                                                                             \
                                                                                                                       \
    tell (self, thing, key, wanted, FALSE);                                                                            \
    promise (self, thing, key, wanted, work);                                                                          \
  }                                                                                                                    \
  G_STMT_END

static MadoInstant
get_now (const Hour *self)
{
  return replica_office_get_now (self->office);
}

static gint64
ask (MadoDatabase *database, const char *sql)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, sql);

  return mado_statement_step (statement) ? mado_statement_get_int (statement, 0) : -1;
}

/* --- on entities ------------------------------------------------------------------------------------------------- */

static gboolean
save (Hour *self, const GPtrArray *operations, MadoInstant hold_until)
{
  g_autoptr (GPtrArray) outcomes =
      mado_replica_save (self->terminal->replica, operations, get_now (self), hold_until, NULL);

  return outcomes != NULL && !mado_outcome_is_refused (g_ptr_array_index (outcomes, 0));
}

static void
save_one (Hour *self, MadoOperation *operation, gint64 seconds)
{
  g_autoptr (GPtrArray) operations = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_operation_unref);
  const MadoInstant hold_until = { get_now (self).microseconds + seconds * G_USEC_PER_SEC };

  g_ptr_array_add (operations, operation);
  DO (self, KILL_SAVED, mado_operation_get_header (operation)->id, 1, save (self, operations, hold_until));
}

static void
log_inquiry (Hour *self)
{
  save_one (self, replica_office_log (self->office, "いつ振り込まれますか"), 0);
}

static void
hold_inquiry (Hour *self)
{
  save_one (self, replica_office_log (self->office, "なぜ"), HELD_SECONDS);
}

static void
receive_case (Hour *self)
{
  g_autofree char *number = g_strdup_printf ("%010d", (int) (self->office->milliseconds / 1000 % 1000000000));

  save_one (
      self,
      replica_office_receive (self->office, &(ReplicaApplication) { number, "見本 花子", "1995-05-05", "船大工" }), 0);
}

static GPtrArray *
list_shown (Hour *self, const char *kind)
{
  return mado_row_list (self->database, kind, NULL, NULL, PAGE, NULL);
}

static MadoId
pick (Hour *self, const GPtrArray *entities)
{
  return mado_entity_get_id (g_ptr_array_index (entities, roll (self, entities->len)));
}

static void
answer_two (Hour *self)
{
  g_autoptr (GPtrArray) inquiries = list_shown (self, "inquiry");
  g_autoptr (GPtrArray) operations = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_operation_unref);
  MadoId group = replica_office_draw_id (self->office);

  if (inquiries->len == 0)
    return;
  for (guint i = 0; i < 2; i++)
    g_ptr_array_add (operations, replica_office_answer (self->office, pick (self, inquiries), "来月です", group));
  DO (self, KILL_SAVED, mado_operation_get_header (g_ptr_array_index (operations, 0))->id, 1,
      save (self, operations, get_now (self)));
}

static const char find_held[] = "SELECT operation FROM journal WHERE state = 0 AND withdraws IS NULL"
                                " AND text IS NOT NULL AND hold_until > ?1 ORDER BY dseq LIMIT 1";

static void
withdraw (Hour *self)
{
  MadoStatement *statement = mado_statement_take (self->database, find_held);
  MadoId operation = MADO_ID_NONE;

  mado_statement_bind_int (statement, 1, get_now (self).microseconds);
  if (mado_statement_step (statement))
    operation = mado_statement_get_id (statement, 0);
  mado_statement_give_back (statement);
  if (mado_id_is_valid (operation))
    DO (self, KILL_WITHDRAWN, operation, 1,
        mado_replica_withdraw (self->terminal->replica, operation, get_now (self), NULL));
}

static void
erase (Hour *self)
{
  g_autoptr (GPtrArray) entities = list_shown (self, roll (self, 2) == 0 ? "inquiry" : "case");
  MadoId id;

  if (entities->len == 0)
    return;
  id = pick (self, entities);
  DO (self, KILL_ERASED, id, 1, mado_replica_erase (self->terminal->replica, id, "保存期間満了", get_now (self), NULL));
}

/* --- with the service -------------------------------------------------------------------------------------------- */

/* The service is not killed: what it got lies beside the file, and the terminal may not have heard that it is there. */
static char *
name_request (const ReplicaTerminal *terminal, guint number)
{
  g_autofree char *ending = g_strdup_printf (".push-%u", number);

  return store_sample_name (&terminal->sample, ending);
}

static void
keep_request (Hour *self, const MadoPushRequest *request)
{
  g_autofree char *path = name_request (self->terminal, self->n_requests++);
  g_autoptr (GBytes) text = mado_push_request_write (request, NULL);

  if (!g_file_set_contents (path, g_bytes_get_data (text, NULL), (gssize) g_bytes_get_size (text), NULL))
    _exit (3);
}

static MadoPushRequest *
load_request (Hour *self, guint number)
{
  g_autofree char *path = name_request (self->terminal, number);
  g_autoptr (GBytes) text = NULL;
  char *content = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &content, &length, NULL))
    return NULL;
  text = g_bytes_new_take (content, length);

  return mado_push_request_read (text, NULL);
}

static MadoPushReply *
hand_over (Hour *self, const MadoPushRequest *request)
{
  return replica_service_push (self->service, request, &self->office->person,
                               (MadoInstant) { (gint64) request->nonce });
}

static void
meet_service (Hour *self)
{
  self->service = replica_service_new (self->office->programme);
  for (;; self->n_requests++) {
    g_autoptr (MadoPushRequest) request = load_request (self, self->n_requests);

    if (request == NULL)
      return;
    mado_push_reply_free (hand_over (self, request));
  }
}

static void
push (Hour *self)
{
  g_autoptr (MadoPushRequest) request = mado_push_request_new ();
  g_autoptr (MadoPushReply) reply = NULL;

  if (!mado_replica_list_unsent (self->terminal->replica, get_now (self), request, NULL))
    _exit (3);
  if (request->operations->len == 0)
    return;
  request->nonce = (guint64) get_now (self).microseconds; /* what the service takes for its time */
  keep_request (self, request);
  reply = hand_over (self, request);
  DO (self, KILL_RECEIVED, MADO_ID_NONE, reply->received,
      mado_replica_take_push (self->terminal->replica, reply, NULL));
}

static void
take (Hour *self, guint limit)
{
  gint64 seq = ask (self->database, "SELECT seq FROM cursor");

  DO (self, KILL_TAKEN, MADO_ID_NONE, MIN (seq + limit, self->service->head.seq),
      replica_service_tell (self->service, self->terminal->replica, &self->office->person, seq, limit, NULL));
}

static void
take_some (Hour *self)
{
  take (self, 1 + roll (self, 5));
}

static gboolean
load_all (Hour *self)
{
  MadoReplica *replica = self->terminal->replica;
  const MadoHelloReply hello = replica_service_greet (self->service, replica);

  return mado_replica_begin_loading (replica, &hello, NULL) &&
         replica_service_load (self->service, replica, &self->office->person, NULL) &&
         mado_replica_finish_loading (replica, NULL);
}

/* After the log is taken: what is loaded does not tell what came of own operations. */
static void
load (Hour *self)
{
  take (self, MADO_PULL_MAX_ENTRIES);
  if (!load_all (self))
    _exit (3);
}

static void
go_on_loading (Hour *self)
{
  if (ask (self->database, "SELECT epoch = 0 OR place IS NOT NULL FROM cursor") == 1 && !load_all (self))
    _exit (3);
}

/* --- beside them ------------------------------------------------------------------------------------------------- */

static MadoId
make_key (guint number)
{
  MadoId key = { .bytes = { 1, 2, 3 } };

  key.bytes[15] = (guint8) number;

  return key;
}

static gboolean
keep_draft (Hour *self, const char *key, gint64 value)
{
  g_autofree char *text = g_strdup_printf ("%d %0*d", (int) value, (int) (value % 9000), 0);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return value == 0 ? mado_typing_forget (self->database, key, NULL)
                    : mado_typing_keep (self->database, key, MADO_ID_NONE, bytes, get_now (self), NULL);
}

static void
type (Hour *self)
{
  MadoId key = make_key (roll (self, N_NAMES));
  g_autofree char *name = kill_look_spell (key);
  gint64 value = roll (self, 4) == 0 ? 0 : 1 + roll (self, 100000);

  DO (self, KILL_DRAFT, key, value, keep_draft (self, name, value));
}

static void
set (Hour *self)
{
  MadoId key = make_key (roll (self, N_NAMES));
  g_autofree char *name = kill_look_spell (key);
  gint64 value = 1 + roll (self, 100000);
  g_autofree char *text = g_strdup_printf ("%d", (int) value);

  DO (self, KILL_SETTING, key, value, mado_settings_save (self->database, name, text, NULL));
}

static void
look (Hour *self)
{
  const MadoReading reading = { .entity = replica_office_draw_id (self->office),
                                .account = (char *) "a-01",
                                .at = get_now (self),
                                .reason = (char *) "問合せ" };

  DO (self, KILL_READINGS, MADO_ID_NONE, kill_look_at (self->terminal, KILL_READINGS, MADO_ID_NONE) + 1,
      mado_read_log_add (self->database, &reading, NULL));
}

static void
hand_in_readings (Hour *self)
{
  DO (self, KILL_READINGS, MADO_ID_NONE, 0, mado_read_log_forget (self->database, G_MAXINT64, NULL));
}

static void
fetch_blob (Hour *self)
{
  gsize length = 1 + roll (self, LONGEST_BLOB);
  g_autofree guint8 *picture = g_malloc0 (length);
  g_autoptr (GBytes) bytes = NULL;
  MadoHash hash;

  memcpy (picture, &self->office->milliseconds, MIN (length, sizeof self->office->milliseconds));
  bytes = g_bytes_new (picture, length);
  hash = mado_hash_of (picture, length);
  if (length < sizeof self->office->milliseconds)
    return; /* it may be there already */
  DO (self, KILL_BLOBS, MADO_ID_NONE, kill_look_at (self->terminal, KILL_BLOBS, MADO_ID_NONE) + 1,
      mado_blob_cache_keep (self->database, replica_office_draw_id (self->office), &hash, bytes, get_now (self), NULL));
}

static void
drop_blobs (Hour *self)
{
  DO (self, KILL_BLOBS, MADO_ID_NONE, 0, mado_blob_cache_shrink (self->database, 0, NULL));
}

static void
change_password (Hour *self)
{
  const StoreSample *sample = &self->terminal->sample;
  MadoKeyShares shares = kill_look_get_shares (sample, self->password),
                next = kill_look_get_shares (sample, 1 - self->password);

  DO (self, KILL_PASSWORD, MADO_ID_NONE, 1 - self->password,
      mado_profile_change_key (sample->path, sample->profile.id, &shares, &next, &store_sample_cost, NULL));
  self->password = 1 - self->password;
}

static void
empty_log (Hour *self)
{
  if (!mado_database_empty_log (self->database, NULL))
    _exit (3);
}

/* --- the hour ---------------------------------------------------------------------------------------------------- */

static const struct {
  void (*work) (Hour *self);
  guint times; /* of hundred */
} kinds[] = {
  { log_inquiry, 16 },
  { receive_case, 10 },
  { answer_two, 10 },
  { hold_inquiry, 6 },
  { withdraw, 6 },
  { push, 7 },
  { take_some, 7 },
  { load, 2 },
  { erase, 5 },
  { type, 8 },
  { set, 4 },
  { look, 6 },
  { hand_in_readings, 1 },
  { fetch_blob, 5 },
  { drop_blobs, 1 },
  { change_password, 3 },
  { empty_log, 3 },
};

static void
work_once (Hour *self)
{
  guint chance = roll (self, 100);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    if (chance < kinds[i].times) {
      kinds[i].work (self);
      return;
    }
    chance -= kinds[i].times;
  }
}

/**
 * kill_hour_forget_service:
 * @terminal: a terminal whose file is gone
 */
void
kill_hour_forget_service (const ReplicaTerminal *terminal)
{
  for (guint number = 0;; number++) {
    g_autofree char *path = name_request (terminal, number);

    if (g_unlink (path) != 0)
      return;
  }
}

/**
 * kill_hour_work:
 * @terminal: a terminal whose file is closed, in a process that may be killed
 * @seed: what is done
 * @n_steps: how many things
 * @told: where a #KillWord goes before and after each
 *
 * Ends the process if work fails.
 */
void
kill_hour_work (ReplicaTerminal *terminal, guint32 seed, guint n_steps, int told)
{
  Hour self = { .terminal = terminal, .office = terminal->office, .told = told };

  self.random = g_rand_new_with_seed (seed);
  self.database = terminal->database = kill_look_open (terminal, &self.password);
  if (self.database == NULL)
    _exit (4);
  terminal->replica = replica_office_open (terminal->office, self.database);
  meet_service (&self);
  go_on_loading (&self);
  push (&self); /* again, if no answer came */
  for (guint i = 0; i < n_steps; i++) {
    work_once (&self);
    if (!mado_database_checkpoint (self.database, NULL))
      _exit (3);
  }
  replica_service_free (self.service);
  g_rand_free (self.random);
}
