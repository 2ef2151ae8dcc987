/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs the service's streams over backends in memory, and lets them fail where real ones do: before a commit, after it,
 * before the standby has it, after it, before the answer. */

#include "sim-service.h"

/* No chunk is larger, so that whatever there is comes in many. */
#define MAX_ENTRIES 5
#define MAX_ROWS 3

struct _SimService {
  SimChance *chance;
  MadoInstant *now;
  GBytes *programme;
  MadoMemoryWard *ward;
  MadoBackend *primary;
  MadoBackendType type;     /* of the primary, with small pages */
  MadoMemoryState *standby; /* what was replicated */
  MadoMemoryState *backup;  /* (nullable) */
  MadoStream *stream;       /* %NULL while it is down */
  guint n_changes;          /* of what it would say */
  guint crashes;            /* per mille, at each place where it can */
  guint sessions[SIM_MAX_TERMINALS];
  guint n_sessions; /* that there ever were */
};

static MadoInstant
get_now (gpointer user_data)
{
  return *((SimService *) user_data)->now;
}

static void
fill_random (gpointer user_data, guint8 *bytes, gsize length)
{
  sim_fill (((SimService *) user_data)->chance, bytes, length);
}

static void
start (SimService *self)
{
  MadoChanceAndTime means = { get_now, fill_random, self };

  self->stream = mado_stream_new (SIM_STREAM, &means);
  self->n_changes++;
}

static void
stop (SimService *self)
{
  g_clear_pointer (&self->stream, mado_stream_free);
  self->n_changes++;
}

static void
replicate (SimService *self)
{
  g_clear_pointer (&self->standby, mado_memory_state_free);
  self->standby = mado_memory_ward_dup_state (self->ward);
  self->n_changes++;
}

static const MadoBackendType *large; /* the same for all */

static gboolean
list_few_entries (MadoBackend *backend,
                  gint64 stream,
                  gint64 after,
                  guint max_entries,
                  gsize max_bytes,
                  GPtrArray **out_entries,
                  GError **error)
{
  return large->list_entries (backend, stream, after, MIN (max_entries, MAX_ENTRIES), max_bytes, out_entries, error);
}

static gboolean
list_few_entities (MadoBackend *backend,
                   gint64 stream,
                   const char *place,
                   guint limit,
                   GArray **out_rows,
                   char **out_place,
                   GError **error)
{
  return large->list_entities (backend, stream, place, MIN (limit, MAX_ROWS), out_rows, out_place, error);
}

static void
open_primary (SimService *self)
{
  self->primary = mado_memory_backend_open (self->ward, MADO_BACKEND_WRITE, NULL);
  large = self->primary->type;
  self->type = *large;
  self->type.list_entries = list_few_entries;
  self->type.list_entities = list_few_entities;
  self->primary->type = &self->type;
}

typedef gboolean (*Work) (SimService *self, GError **error);

static gboolean
create (SimService *self, GError **error)
{
  return mado_stream_create (self->stream, self->primary, error) &&
         mado_stream_publish (self->stream, self->primary, self->programme, "admin", error);
}

static gboolean
publish (SimService *self, GError **error)
{
  return mado_stream_publish (self->stream, self->primary, self->programme, "admin", error);
}

static gboolean
change_epoch (SimService *self, GError **error)
{
  return mado_stream_change_epoch (self->stream, self->primary, error);
}

static void
work (SimService *self, Work work_to_do)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoTurn) turn = mado_turn_begin (self->primary, MADO_BACKEND_WRITE, &error);

  g_assert_no_error (error);
  work_to_do (self, &error);
  g_assert_no_error (error);
  mado_turn_commit (g_steal_pointer (&turn), &error);
  g_assert_no_error (error);
  replicate (self);
}

/**
 * sim_service_load_programme:
 *
 * Returns: (transfer full): the text of the programme of %SIM_STREAM
 */
GBytes *
sim_service_load_programme (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "programmes", "smallest.json", NULL);
  char *text = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));

  return g_bytes_new_take (text, length);
}

/**
 * sim_service_new:
 * @chance: by which it fails
 * @programme: what is published
 * @now: what its clock says
 *
 * Returns: (transfer full): a service with one stream
 */
SimService *
sim_service_new (SimChance *chance, GBytes *programme, MadoInstant *now)
{
  SimService *self = g_new0 (SimService, 1);

  self->chance = chance;
  self->now = now;
  self->programme = g_bytes_ref (programme);
  self->ward = mado_memory_ward_new ();
  open_primary (self);
  start (self);
  work (self, create);

  return self;
}

/**
 * sim_service_free:
 * @self: (transfer full): a service
 */
void
sim_service_free (SimService *self)
{
  stop (self);
  g_bytes_unref (self->programme);
  mado_backend_free (self->primary);
  mado_memory_ward_unref (self->ward);
  mado_memory_state_free (self->standby);
  g_clear_pointer (&self->backup, mado_memory_state_free);
  g_free (self);
}

/* --- answers ----------------------------------------------------------------------------------------------------- */

static gboolean
crashes_here (SimService *self)
{
  if (self->crashes == 0 || !sim_happens (self->chance, self->crashes))
    return FALSE;
  stop (self);

  return TRUE;
}

static GBytes *
answer_push (SimService *self, const MadoCaller *caller, GBytes *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoPushRequest) request = mado_push_request_read (text, &error);
  g_autoptr (MadoTurn) turn = NULL;
  g_autoptr (MadoPushReply) reply = NULL;

  g_assert_no_error (error);
  turn = mado_turn_begin (self->primary, MADO_BACKEND_WRITE, &error);
  g_assert_no_error (error);
  reply = mado_stream_push (self->stream, self->primary, caller, request, &error);
  g_assert_no_error (error);
  if (crashes_here (self))
    return NULL;
  mado_turn_commit (g_steal_pointer (&turn), &error);
  g_assert_no_error (error);
  if (crashes_here (self)) /* the standby has none of it */
    return NULL;
  replicate (self);
  if (crashes_here (self))
    return NULL;

  return mado_push_reply_write (reply, NULL);
}

static GBytes *
answer_hello (SimService *self, const MadoCaller *caller, GBytes *text)
{
  g_autoptr (GError) error = NULL;
  MadoHelloRequest request;
  MadoHelloReply reply = { 0 };

  mado_hello_request_read (text, &request, &error);
  g_assert_no_error (error);
  mado_stream_hello (self->stream, self->primary, caller, &request, &reply, &error);
  g_assert_no_error (error);

  return mado_hello_reply_write (&reply, NULL);
}

static GBytes *
answer_pull (SimService *self, const MadoCaller *caller, GBytes *text, SimAnswer *out_kind)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoPullReply) reply = NULL;
  MadoPullRequest request;

  mado_pull_request_read (text, &request, &error);
  g_assert_no_error (error);
  reply = mado_stream_pull (self->stream, self->primary, caller, &request, &error);
  g_assert_no_error (error);
  if (reply->verdict == MADO_PULL_TAKEN && reply->entries->len == 0)
    *out_kind = SIM_ANSWER_IDLE;

  return mado_pull_reply_write (reply, NULL);
}

static GBytes *
answer_rows (SimService *self, const MadoCaller *caller, GBytes *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoRowsRequest) request = mado_rows_request_read (text, &error);
  g_autoptr (MadoRowsReply) reply = NULL;

  g_assert_no_error (error);
  reply = mado_stream_list_rows (self->stream, self->primary, caller, request, &error);
  g_assert_no_error (error);

  return mado_rows_reply_write (reply, NULL);
}

static GBytes *
answer (SimService *self, const MadoCaller *caller, MadoLineVerb verb, GBytes *request, SimAnswer *out_kind)
{
  g_autoptr (MadoTurn) turn = NULL;

  if (verb == MADO_LINE_PUSH)
    return answer_push (self, caller, request);
  turn = mado_turn_begin (self->primary, MADO_BACKEND_READ, NULL);
  g_assert_nonnull (turn);
  if (verb == MADO_LINE_HELLO)
    return answer_hello (self, caller, request);
  if (verb == MADO_LINE_PULL)
    return answer_pull (self, caller, request, out_kind);

  return answer_rows (self, caller, request);
}

/**
 * sim_service_answer:
 * @self: a service
 * @call: who asks, and what
 * @out_text: (out) (transfer full) (nullable): the answer
 *
 * Returns: what kind of answer it is; none where it is down, or goes down over it
 */
SimAnswer
sim_service_answer (SimService *self, const SimCall *call, GBytes **out_text)
{
  SimAnswer kind = SIM_ANSWER_GIVEN;

  *out_text = NULL;
  if (self->stream == NULL)
    return SIM_ANSWER_NONE;
  if (!sim_service_knows (self, call->terminal, call->session))
    return SIM_ANSWER_NO_SESSION;
  *out_text = answer (self, call->caller, call->verb, call->text, &kind);

  return *out_text != NULL ? kind : SIM_ANSWER_NONE;
}

/**
 * sim_service_answer_behind:
 * @self: a service that was backed up in the epoch that it is in
 * @call: who asks, and what; nothing that changes anything
 * @out_text: (out) (transfer full) (nullable): the answer
 *
 * A reader that is behind answers: as the service was when it was backed up.
 *
 * Returns: what kind of answer it is
 */
SimAnswer
sim_service_answer_behind (SimService *self, const SimCall *call, GBytes **out_text)
{
  MadoMemoryState *state = mado_memory_ward_dup_state (self->ward);
  SimAnswer kind;

  mado_memory_ward_set_state (self->ward, self->backup);
  kind = sim_service_answer (self, call, out_text);
  mado_memory_ward_set_state (self->ward, state);
  mado_memory_state_free (state);

  return kind;
}

/* --- who is signed in -------------------------------------------------------------------------------------------- */

/**
 * sim_service_sign_in:
 * @self: a service that is up
 * @terminal: on which somebody says his password
 *
 * Returns: the session, the only one there
 */
guint
sim_service_sign_in (SimService *self, guint terminal)
{
  self->sessions[terminal] = ++self->n_sessions;

  return self->sessions[terminal];
}

/**
 * sim_service_knows:
 * @self: a service
 * @terminal: a terminal
 * @session: what it says that its session is
 *
 * Returns: whether it is
 */
gboolean
sim_service_knows (const SimService *self, guint terminal, guint session)
{
  return session != 0 && session == self->sessions[terminal];
}

/**
 * sim_service_sign_out:
 * @self: a service
 * @terminal: where nobody is signed in any more
 */
void
sim_service_sign_out (SimService *self, guint terminal)
{
  self->sessions[terminal] = 0;
  self->n_changes++;
}

/* --- what may happen to it --------------------------------------------------------------------------------------- */

/**
 * sim_service_set_crashes:
 * @self: a service
 * @per_mille: how likely it goes down at each place where it can
 */
void
sim_service_set_crashes (SimService *self, guint per_mille)
{
  self->crashes = per_mille;
}

/**
 * sim_service_is_up:
 * @self: a service
 *
 * Returns: whether it answers
 */
gboolean
sim_service_is_up (const SimService *self)
{
  return self->stream != NULL;
}

/**
 * sim_service_restart:
 * @self: a service
 *
 * It comes back as it was, and its standby catches up with what it had not got.
 */
void
sim_service_restart (SimService *self)
{
  stop (self);
  start (self);
  replicate (self);
}

/**
 * sim_service_fail_over:
 * @self: a service
 *
 * The standby is the primary from now on. What the old one had and did not replicate is gone with it.
 */
void
sim_service_fail_over (SimService *self)
{
  stop (self);
  mado_memory_ward_set_state (self->ward, self->standby);
  start (self);
  work (self, change_epoch);
}

/**
 * sim_service_back_up:
 * @self: a service that is up
 */
void
sim_service_back_up (SimService *self)
{
  g_clear_pointer (&self->backup, mado_memory_state_free);
  replicate (self);
  self->backup = mado_memory_ward_dup_state (self->ward);
}

/**
 * sim_service_restore:
 * @self: a service
 *
 * Both primary and standby are lost, and the last backup is all that there is.
 */
void
sim_service_restore (SimService *self)
{
  if (self->backup == NULL)
    return;
  stop (self);
  mado_memory_ward_set_state (self->ward, self->backup);
  start (self);
  work (self, change_epoch);
}

/**
 * sim_service_publish:
 * @self: a service that is up
 */
void
sim_service_publish (SimService *self)
{
  work (self, publish);
}

/**
 * sim_service_get_backend:
 * @self: a service
 *
 * Returns: (transfer none): what it has on record
 */
MadoBackend *
sim_service_get_backend (SimService *self)
{
  return self->primary;
}

static MadoStreamStand
find_stand (SimService *self)
{
  g_autoptr (MadoTurn) turn = mado_turn_begin (self->primary, MADO_BACKEND_READ, NULL);
  MadoStreamStand stand = { 0 };

  g_assert_true (self->primary->type->find_stream (self->primary, SIM_STREAM, &stand, NULL));

  return stand;
}

/**
 * sim_service_get_head:
 * @self: a service
 *
 * Returns: where its log ends
 */
MadoLogPlace
sim_service_get_head (SimService *self)
{
  return find_stand (self).head;
}

/**
 * sim_service_get_epoch:
 * @self: a service, up or down
 *
 * Returns: the epoch that its log is in
 */
gint64
sim_service_get_epoch (SimService *self)
{
  return find_stand (self).epoch;
}

/**
 * sim_service_has:
 * @self: a service that is up
 * @caller: who was told something
 * @device: his journal's
 * @cursor: what he was told
 *
 * Returns: whether it has all of that
 */
gboolean
sim_service_has (SimService *self, const MadoCaller *caller, MadoId device, const MadoCursor *cursor)
{
  g_autoptr (MadoTurn) turn = mado_turn_begin (self->primary, MADO_BACKEND_READ, NULL);
  const MadoHelloRequest request = { .device = device, .epoch = cursor->epoch, .witness = cursor->at };
  MadoHelloReply reply = { 0 };

  g_assert_true (mado_stream_hello (self->stream, self->primary, caller, &request, &reply, NULL));

  return reply.is_witness_true && reply.received >= cursor->received;
}

/**
 * sim_service_get_changes:
 * @self: a service
 *
 * Returns: a number that is another once it would say something else
 */
guint
sim_service_get_changes (const SimService *self)
{
  return self->n_changes;
}
