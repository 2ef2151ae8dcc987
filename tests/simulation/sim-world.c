/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is on its way, when it comes, and what happens meanwhile. */

#include "sim-world.h"

#include "sim-person.h"
#include "sim-service.h"
#include "sim-verdict.h"

#define N_TERMINALS SIM_MAX_TERMINALS
#define SECOND G_TIME_SPAN_SECOND
#define SHORTEST_TROUBLE 10      /* seconds */
#define PEACE (10 * 60 * SECOND) /* after it: until when all must be well again */
#define BEGINNING G_GINT64_CONSTANT (1746061200000000)

static const char *const all_roles[] = { "clerk", "lead", NULL };
static const char *const fewer_roles[] = { "clerk", NULL };

typedef struct _World World;

/* A terminal with its person. What it keeps is on its disk; the rest is gone when it goes down. */
typedef struct {
  World *world;
  guint number;
  SimPerson person;
  gint64 skew; /* of its clock, in microseconds */
  MadoCaller caller;
  guint session; /* that the person has with the service, as the terminal knows it */
  SimDisk *disk;
  SimDisk *image; /* (nullable): an older copy of the disk */
  MadoLine *line; /* %NULL while it is down */
  guint life;     /* grows with each start: what was sent in an earlier life reaches nobody */
} Terminal;

/* A request on its way to the service, or an answer on its way back. */
typedef struct {
  MadoInstant due;
  guint terminal;
  guint life;
  MadoLineVerb verb;
  guint session;
  gboolean is_answer;      /* without text: that nobody is signed in */
  MadoInstant waits_until; /* a request for news that may wait for them, … */
  guint heard;             /* … since the service stood so; 0: it was not asked yet */
  GBytes *text;            /* (nullable) */
} Message;

struct _World {
  SimChance chance;
  MadoInstant now;
  MadoInstant end; /* of the trouble */
  MadoJudge *judge;
  SimService *service;
  Terminal terminals[N_TERMINALS];
  GArray *messages; /* (element-type Message) */
  SimVerdict *verdict;
  SimTally *tally;
  const char *flaw; /* (nullable): that was seen on the way */
};

static gboolean
is_trouble (const World *self)
{
  return self->now.microseconds < self->end.microseconds;
}

/* --- the line between them --------------------------------------------------------------------------------------- */

static void
clear_message (gpointer data)
{
  Message *self = data;

  g_clear_pointer (&self->text, g_bytes_unref);
}

static MadoInstant
draw_arrival (World *self)
{
  gint64 milliseconds =
      1 + sim_draw_below (&self->chance, is_trouble (self) && sim_happens (&self->chance, 100) ? 70000 : 200);

  return (MadoInstant) { self->now.microseconds + milliseconds * 1000 };
}

static void
put_on_the_way (World *self, Message message)
{
  message.text = message.text != NULL ? g_bytes_ref (message.text) : NULL;
  g_array_append_val (self->messages, message);
}

static void
carry (World *self, Message message)
{
  if (is_trouble (self) && sim_happens (&self->chance, 80))
    return;
  message.due = draw_arrival (self);
  put_on_the_way (self, message);
  if (!is_trouble (self) || !sim_happens (&self->chance, 60))
    return;
  message.due = draw_arrival (self);
  put_on_the_way (self, message);
}

static MadoInstant
get_now (gpointer user_data)
{
  return ((Terminal *) user_data)->world->now;
}

static MadoInstant
get_clock (gpointer user_data)
{
  const Terminal *self = user_data;

  return (MadoInstant) { self->world->now.microseconds + self->skew };
}

static guint64
draw_number (gpointer user_data)
{
  return sim_draw (&((Terminal *) user_data)->world->chance);
}

static MadoId
draw_id (gpointer user_data)
{
  Terminal *self = user_data;

  return sim_person_draw_id (&self->person, get_clock (self));
}

static void
send_request (gpointer user_data, MadoLineVerb verb, GBytes *text)
{
  Terminal *self = user_data;
  Message message = {
    .terminal = self->number, .life = self->life, .verb = verb, .session = self->session, .text = text
  };

  message.waits_until = (MadoInstant) { self->world->now.microseconds + MADO_PULL_MAX_WAIT * SECOND };
  carry (self->world, message);
}

/* What is on its way cannot be called back: it comes, and is not wanted any more. */
static void
cancel_request (gpointer user_data, MadoLineVerb verb)
{
}

static void
hear_state (gpointer user_data, MadoLineState state)
{
  Terminal *self = user_data;

  g_auto (MadoCursor) cursor = { 0 };

  if (state == MADO_LINE_LOADING)
    self->world->tally->n_loadings++;
  if (state != MADO_LINE_CURRENT)
    return;
  sim_disk_load_cursor (self->disk, &cursor);
  if (cursor.place != NULL || cursor.at.seq < cursor.highest.seq)
    self->world->flaw = "somebody is told that all is here, and rows are of different moments";
}

/* --- terminals --------------------------------------------------------------------------------------------------- */

static void
sign_in (Terminal *self)
{
  g_autoptr (GError) error = NULL;

  self->session = sim_service_sign_in (self->world->service, self->number);
  mado_line_sign_in (self->line, &error);
  g_assert_no_error (error);
}

static gboolean
is_locked_out (const Terminal *self)
{
  return mado_line_get_state (self->line) == MADO_LINE_LOCKED_OUT;
}

/* An answer to what was asked with a session of before says nothing of this one. */
static void
hear_that_nobody_is_signed_in (Terminal *self, guint session)
{
  if (session == self->session)
    mado_line_lock_out (self->line);
}

static void
start_terminal (Terminal *self)
{
  MadoLineMeans means = { get_now, get_clock, draw_number, draw_id, send_request, cancel_request, hear_state, self };
  const MadoLineStore store = sim_disk_get_store (self->disk);
  g_autoptr (GError) error = NULL;

  self->line = mado_line_new (&store, &means);
  self->life++;
  mado_line_sign_in (self->line, &error); /* with the session of before, if that is still one */
  g_assert_no_error (error);
}

static void
stop_terminal (Terminal *self)
{
  g_clear_pointer (&self->line, mado_line_free);
  self->life++;
}

static void
roll_back (Terminal *self)
{
  if (self->image == NULL)
    return;
  stop_terminal (self);
  sim_verdict_excuse (self->world->verdict, self->disk, self->image);
  sim_disk_free (self->disk);
  self->disk = sim_disk_copy (self->image);
  self->world->tally->n_rollbacks++;
}

static void
work (Terminal *self)
{
  World *world = self->world;
  g_autoptr (GPtrArray) cases = sim_disk_list_cases (self->disk);
  const MadoInstant clock = get_clock (self);
  g_autoptr (GPtrArray) operations = sim_person_decide (&self->person, cases, clock);
  gboolean is_held = sim_happens (&world->chance, 150);
  MadoInstant hold_until = { is_held ? clock.microseconds + 10 * SECOND : 0 };

  if (!sim_disk_save (self->disk, operations, clock, hold_until))
    return;
  for (guint i = 0; i < operations->len; i++)
    sim_verdict_note_saved (world->verdict, g_ptr_array_index (operations, i));
  world->tally->n_saved += operations->len;
}

static void
note_taken_back (Terminal *self, guint n_before)
{
  SimVerdict *verdict = self->world->verdict;
  g_autoptr (GArray) journal = sim_disk_list_journal (self->disk);

  for (guint i = n_before; i < journal->len; i++) {
    const SimEntry *entry = &g_array_index (journal, SimEntry, i);

    sim_verdict_note_saved (verdict, entry->operation);
    sim_verdict_note_withdrawn (verdict, entry->withdraws);
    self->world->tally->n_withdrawn++;
  }
}

/* The last thing that was done. */
static void
take_back (Terminal *self)
{
  g_autoptr (GArray) journal = sim_disk_list_journal (self->disk);
  const SimEntry *last = &g_array_index (journal, SimEntry, journal->len - 1);

  if (journal->len == 0 || mado_id_is_valid (last->withdraws))
    return;
  if (sim_disk_withdraw (self->disk, &self->person, mado_operation_get_header (last->operation)->id, get_clock (self)))
    note_taken_back (self, journal->len);
}

static void
act (Terminal *self)
{
  g_autoptr (GError) error = NULL;

  if (sim_happens (&self->world->chance, 100))
    take_back (self);
  else
    work (self);
  if (self->line != NULL)
    mado_line_wake (self->line, &error);
  g_assert_no_error (error);
}

/* What he may see is another from the next thing on that he asks. */
static void
give_other_roles (Terminal *self)
{
  self->caller.person.roles = self->caller.person.roles == all_roles ? fewer_roles : all_roles;
  self->world->tally->n_role_changes++;
}

/* Up to a quarter of an hour from the service's, ahead or behind. */
static void
set_clock (Terminal *self)
{
  self->skew = ((gint64) sim_draw_below (&self->world->chance, 2000) - 1000) * SECOND;
}

static void
suffer (Terminal *self)
{
  SimChance *chance = &self->world->chance;

  if (self->line == NULL) {
    if (sim_happens (chance, 200))
      start_terminal (self);
    return;
  }
  if (is_locked_out (self) && sim_service_is_up (self->world->service) && sim_happens (chance, 100))
    sign_in (self);
  if (sim_happens (chance, 5)) {
    sim_service_sign_out (self->world->service, self->number);
    self->world->tally->n_sign_outs++;
  } else if (sim_happens (chance, 10)) {
    give_other_roles (self);
  } else if (sim_happens (chance, 10)) {
    set_clock (self);
  }
  if (sim_happens (chance, 20))
    stop_terminal (self);
  else if (sim_happens (chance, 30)) {
    g_clear_pointer (&self->image, sim_disk_free);
    self->image = sim_disk_copy (self->disk);
  } else if (sim_happens (chance, 8))
    roll_back (self);
}

/* --- the service ------------------------------------------------------------------------------------------------- */

/* The backup may be of before somebody signed in. */
static void
restore_service (World *self)
{
  sim_service_restore (self->service);
  self->tally->n_restores++;
  for (guint i = 0; i < N_TERMINALS; i++)
    if (sim_happens (&self->chance, 500))
      sim_service_sign_out (self->service, i);
}

/* Nobody was told of anything that only the old primary had. */
static void
fail_over (World *self)
{
  const gint64 epoch = sim_service_get_epoch (self->service);

  sim_service_fail_over (self->service);
  self->tally->n_failovers++;
  for (guint i = 0; i < N_TERMINALS; i++) {
    const Terminal *terminal = &self->terminals[i];
    g_auto (MadoCursor) cursor = { 0 };

    sim_disk_load_cursor (terminal->disk, &cursor);
    if (cursor.epoch == epoch &&
        !sim_service_has (self->service, &terminal->caller, sim_disk_get_device (terminal->disk), &cursor))
      self->flaw = "what somebody was told of is gone with the old primary";
  }
}

static void
suffer_service (World *self)
{
  if (!sim_service_is_up (self->service)) {
    if (sim_happens (&self->chance, 250)) {
      fail_over (self);
    } else if (sim_happens (&self->chance, 250)) {
      sim_service_restart (self->service);
    }
    return;
  }
  if (sim_happens (&self->chance, 30))
    sim_service_back_up (self->service);
  else if (sim_happens (&self->chance, 5)) {
    restore_service (self);
  } else if (sim_happens (&self->chance, 3))
    sim_service_publish (self->service);
}

/* --- time -------------------------------------------------------------------------------------------------------- */

static gboolean
is_waiting (const World *self, const Message *message)
{
  return self->now.microseconds < message->waits_until.microseconds;
}

/* A long poll. */
static void
ask_again (World *self, const Message *message)
{
  Message again = *message;

  again.heard = sim_service_get_changes (self->service);
  again.due = (MadoInstant) { self->now.microseconds + SECOND };
  put_on_the_way (self, again);
}

static void
hear_answer (World *self, const Message *message)
{
  Terminal *terminal = &self->terminals[message->terminal];
  g_autoptr (GError) error = NULL;

  if (terminal->line == NULL || terminal->life != message->life)
    return;
  if (message->text == NULL)
    hear_that_nobody_is_signed_in (terminal, message->session);
  else
    mado_line_receive (terminal->line, message->verb, message->text, &error);
  g_assert_no_error (error);
}

static void
deliver (World *self, const Message *message)
{
  const Terminal *terminal = &self->terminals[message->terminal];
  const SimCall call = { &terminal->caller, message->terminal, message->session, message->verb, message->text };
  g_autoptr (GBytes) answer = NULL;
  SimAnswer kind;

  if (message->is_answer) {
    hear_answer (self, message);
    return;
  }
  if (is_waiting (self, message) && message->heard == sim_service_get_changes (self->service)) {
    ask_again (self, message);
    return;
  }
  kind = sim_service_answer (self->service, &call, &answer);
  if (kind == SIM_ANSWER_NONE)
    return;
  if (kind == SIM_ANSWER_IDLE && is_waiting (self, message)) {
    ask_again (self, message);
    return;
  }

  Message reply = *message;

  reply.is_answer = TRUE;
  reply.text = answer;
  carry (self, reply);
}

static gboolean
deliver_next (World *self, MadoInstant until)
{
  guint next = self->messages->len;
  MadoInstant first = until;

  for (guint i = 0; i < self->messages->len; i++) {
    MadoInstant due = g_array_index (self->messages, Message, i).due;

    if (due.microseconds < first.microseconds) {
      first = due;
      next = i;
    }
  }
  if (next == self->messages->len)
    return FALSE;

  Message message = g_array_index (self->messages, Message, next);

  g_autoptr (GBytes) text = message.text != NULL ? g_bytes_ref (message.text) : NULL;

  g_array_remove_index_fast (self->messages, next);
  self->now = message.due;
  deliver (self, &message);

  return TRUE;
}

static void
wake_terminals (World *self)
{
  for (guint i = 0; i < N_TERMINALS; i++) {
    MadoLine *line = self->terminals[i].line;
    g_autoptr (GError) error = NULL;

    if (line != NULL && mado_instant_is_valid (mado_line_get_next_wake (line)) &&
        mado_line_get_next_wake (line).microseconds <= self->now.microseconds)
      mado_line_wake (line, &error);
    g_assert_no_error (error);
  }
}

static void
pass_second (World *self)
{
  MadoInstant until = { self->now.microseconds + SECOND };

  while (deliver_next (self, until))
    ;
  self->now = until;
  wake_terminals (self);
}

static void
live_in_trouble (World *self)
{
  sim_service_set_crashes (self->service, 15);
  while (is_trouble (self)) {
    pass_second (self);
    suffer_service (self);
    for (guint i = 0; i < N_TERMINALS; i++) {
      suffer (&self->terminals[i]);
      if (sim_happens (&self->chance, 60))
        act (&self->terminals[i]);
    }
  }
}

static gboolean
is_at_rest (const Terminal *self, const MadoLogPlace *head)
{
  g_auto (MadoCursor) cursor = { 0 };

  if (mado_line_get_state (self->line) != MADO_LINE_CURRENT)
    return FALSE;
  sim_disk_load_cursor (self->disk, &cursor);

  return cursor.at.seq == head->seq && mado_hash_equals (&cursor.at.chain, &head->chain) &&
         sim_disk_is_all_told (self->disk);
}

static gboolean
is_quiet (const World *self)
{
  const MadoLogPlace head = sim_service_get_head (self->service);

  for (guint i = 0; i < N_TERMINALS; i++)
    if (!is_at_rest (&self->terminals[i], &head))
      return FALSE;

  return TRUE;
}

static void
come_to_rest (Terminal *self)
{
  self->caller.person.roles = all_roles;
  if (self->line == NULL)
    start_terminal (self);
  if (!sim_service_knows (self->world->service, self->number, self->session))
    sign_in (self);
}

static gboolean
live_in_peace (World *self)
{
  sim_service_set_crashes (self->service, 0);
  if (!sim_service_is_up (self->service))
    sim_service_restart (self->service);
  for (guint i = 0; i < N_TERMINALS; i++)
    come_to_rest (&self->terminals[i]);
  while (self->now.microseconds < self->end.microseconds + PEACE) {
    pass_second (self);
    if (is_quiet (self))
      return TRUE;
  }

  return FALSE;
}

/* --- a world from its beginning to its end ----------------------------------------------------------------------- */

static gint64
draw_trouble (World *self, guint longest)
{
  return (SHORTEST_TROUBLE + sim_draw_below (&self->chance, longest - SHORTEST_TROUBLE)) * SECOND;
}

static void
begin (World *self, guint64 seed, const SimKind *kind)
{
  static const char *const accounts[] = { "a-1", "a-2", "a-3" };
  static const char *const names[] = { "t-1", "t-2", "t-3" };
  g_autoptr (GBytes) text = sim_service_load_programme ();
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
  g_autoptr (MadoProgramme) programme = mado_programme_read (text, faults);

  self->chance = (SimChance) { seed };
  self->now = (MadoInstant) { BEGINNING };
  self->end = (MadoInstant) { BEGINNING + draw_trouble (self, kind->longest_trouble) };
  self->messages = g_array_new (FALSE, TRUE, sizeof (Message));
  g_array_set_clear_func (self->messages, clear_message);
  self->judge = mado_judge_new (programme, NULL);
  self->service = sim_service_new (&self->chance, text, &self->now);
  self->verdict = sim_verdict_new ();
  for (guint i = 0; i < N_TERMINALS; i++) {
    Terminal *terminal = &self->terminals[i];
    MadoPerson person = { accounts[i], all_roles };

    *terminal = (Terminal) { .world = self, .number = i };
    set_clock (terminal);
    terminal->person = (SimPerson) { person, names[i], &self->chance, { 0 } };
    terminal->caller = (MadoCaller) { person, names[i] };
    terminal->session = sim_service_sign_in (self->service, i);
    terminal->disk = kind->make_disk (self->judge, &terminal->person.person, draw_id (terminal));
    start_terminal (terminal);
  }
}

static void
end (World *self)
{
  for (guint i = 0; i < N_TERMINALS; i++) {
    g_clear_pointer (&self->terminals[i].line, mado_line_free);
    g_clear_pointer (&self->terminals[i].disk, sim_disk_free);
    g_clear_pointer (&self->terminals[i].image, sim_disk_free);
  }
  sim_verdict_free (self->verdict);
  sim_service_free (self->service);
  mado_judge_free (self->judge);
  g_array_unref (self->messages);
}

static char *
judge (World *self)
{
  SimDisk *disks[N_TERMINALS];

  for (guint i = 0; i < N_TERMINALS; i++)
    disks[i] = self->terminals[i].disk;

  return sim_verdict_give (self->verdict, self->judge, &self->terminals[0].caller.person,
                           sim_service_get_backend (self->service), disks, N_TERMINALS, self->tally);
}

static void
describe (const Terminal *self, GString *text)
{
  g_autoptr (GArray) journal = sim_disk_list_journal (self->disk);
  g_auto (MadoCursor) cursor = { 0 };
  guint n_told = 0;

  sim_disk_load_cursor (self->disk, &cursor);
  for (guint i = 0; i < journal->len; i++)
    n_told += g_array_index (journal, SimEntry, i).is_settled;
  g_string_append_printf (text,
                          " terminal %u is in state %u at entry %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT
                          ", of %u operations %" G_GINT64_FORMAT " are received and %u told;",
                          self->number, mado_line_get_state (self->line), cursor.at.seq,
                          mado_line_get_hello (self->line)->head.seq, journal->len, cursor.received, n_told);
}

/* Where they stand who do not come to rest. */
static char *
describe_unrest (const World *self)
{
  GString *text = g_string_new ("it does not come to rest:");

  for (guint i = 0; i < N_TERMINALS; i++)
    describe (&self->terminals[i], text);

  return g_string_free_and_steal (text);
}

/**
 * sim_world_run:
 * @seed: which world
 * @kind: what its terminals keep their things on, and how long it lasts
 * @tally: what happened in it is added
 *
 * Returns: (transfer full) (nullable): what is wrong at its end; %NULL: all is well
 */
char *
sim_world_run (guint64 seed, const SimKind *kind, SimTally *tally)
{
  World world = { .tally = tally };
  char *flaw;

  tally->n_worlds++;
  begin (&world, seed, kind);
  live_in_trouble (&world);
  flaw = live_in_peace (&world) ? judge (&world) : describe_unrest (&world);
  if (flaw == NULL)
    flaw = g_strdup (world.flaw);
  end (&world);

  return flaw;
}
