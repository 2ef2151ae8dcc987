/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A process of the crowd is this program, started with a file that says where the service is and who its terminals are.
 * It reads a line, does what it says, and answers with a line. */

#include "crowd.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <time.h>

#include "mado-message.h"
#include "mado-offer.h"
#include "mado-push.h"
#include "seat.h"
#include "visitor.h"

#define PATIENCE 300 /* seconds: then something is wrong */

/* --- a process of it ------------------------------------------------------------------------------------------------
 */

typedef struct {
  GKeyFile *orders;
  char *address;
  Ward *notes;
  GPtrArray *seats; /* (element-type Seat) */
  gint64 position;  /* that is awaited */
} Room;

static void
end_with (GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
}

static Papers
read_papers (const Room *self, const char *account)
{
  return (Papers) {
    g_key_file_get_string (self->orders, account, "authority", NULL),
    g_key_file_get_string (self->orders, account, "name", NULL),
    g_key_file_get_string (self->orders, account, "certificate", NULL),
    g_key_file_get_string (self->orders, account, "key", NULL),
  };
}

static void
take_seat (Room *self, MadoStream *stream, const char *account)
{
  Seat *seat = seat_new (terminal_new (self->notes, stream, account, OFFICE_ROLE), SEAT_SMALL_CACHE);
  g_auto (Papers) papers = read_papers (self, account);

  seat_connect (seat, visitor_employ (&papers, self->address));
  g_ptr_array_add (self->seats, seat);
}

/* Numbers and ids of one process are no other's. */
static void
open_room (Room *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) accounts = NULL;
  MadoStream *stream;
  guint number;

  self->orders = g_key_file_new ();
  g_key_file_load_from_file (self->orders, path, G_KEY_FILE_NONE, &error);
  end_with (error);
  number = (guint) g_key_file_get_integer (self->orders, "room", "number", NULL);
  self->address = g_key_file_get_string (self->orders, "room", "address", NULL);
  accounts = g_key_file_get_string_list (self->orders, "room", "accounts", NULL, NULL);
  self->notes = ward_new ();
  g_rand_set_seed (self->notes->random, number + 1);
  visitor_begin_numbers (number * 1000000);
  stream = ward_open_stream (self->notes, "ninpu-r7");
  self->seats = g_ptr_array_new_with_free_func ((GDestroyNotify) seat_free);
  for (char **account = accounts; *account != NULL; account++)
    take_seat (self, stream, *account);
}

static void
close_room (Room *self)
{
  g_ptr_array_unref (self->seats);
  ward_free (self->notes);
  g_free (self->address);
  g_key_file_unref (self->orders);
}

static gboolean
cry_cb (gpointer user_data)
{
  const Room *self = user_data;

  for (guint i = 0; i < self->seats->len; i++) {
    const Seat *seat = g_ptr_array_index (self->seats, i);

    g_printerr ("seat %u: state %u, in the way: %s, %u unsent\n", i, mado_sync_get_state (seat->sync),
                mado_obstacle_get_name (mado_sync_get_obstacle (seat->sync)), mado_sync_get_unsent (seat->sync));
  }
  g_error ("it does not come to that");

  return G_SOURCE_REMOVE;
}

static gboolean
are_all_current (const Room *self)
{
  for (guint i = 0; i < self->seats->len; i++)
    if (!seat_is_current (g_ptr_array_index (self->seats, i), self->position))
      return FALSE;

  return TRUE;
}

static void
await_all (Room *self, gint64 position)
{
  const guint alarm = g_timeout_add_seconds (PATIENCE, cry_cb, self);

  self->position = position;
  while (!are_all_current (self))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (alarm);
}

/* --- sending alone ---------------------------------------------------------------------------------------------------
 */

/* A terminal that sends its journal and does not look at the log: on a machine that all terminals share their reading
 * would be what is measured. */
typedef struct {
  Seat *seat;
  MadoHelloReply hello;
  GBytes *text; /* (nullable): what goes out next */
  GBytes *answer;
  gboolean is_greeting;
  guint *n_open;
} Sender;

static void go_on (Sender *self);

static void
ask_work (GTask *task, G_GNUC_UNUSED MadoDatabase *database, gpointer request, G_GNUC_UNUSED GCancellable *cancellable)
{
  Sender *self = request;
  g_autoptr (MadoPushRequest) push = mado_push_request_new ();
  g_autoptr (GError) error = NULL;

  mado_replica_list_unsent (mado_desk_get_replica (self->seat->desk), mado_instant_now (), push, &error);
  end_with (error);
  push->epoch = self->hello.epoch;
  push->nonce = 1;
  self->text = push->operations->len > 0 ? mado_push_request_write (push, NULL) : NULL;
  g_task_return_boolean (task, TRUE);
}

static void
take_work (GTask *task, G_GNUC_UNUSED MadoDatabase *database, gpointer request, G_GNUC_UNUSED GCancellable *cancellable)
{
  Sender *self = request;
  g_autoptr (MadoPushReply) reply = mado_push_reply_read (self->answer, NULL);
  g_autoptr (GError) error = NULL;

  if (reply == NULL || reply->verdict != MADO_PUSH_TAKEN)
    g_error ("not taken");
  mado_replica_take_push (mado_desk_get_replica (self->seat->desk), reply, &error);
  end_with (error);
  g_task_return_boolean (task, TRUE);
}

static void
answered_cb (gpointer user_data, G_GNUC_UNUSED guint64 ticket, const MadoResponse *answer)
{
  Sender *self = user_data;

  if (answer->obstacle != MADO_OBSTACLE_NONE || answer->body == NULL)
    g_error ("the service does not answer: %s", mado_obstacle_get_name (answer->obstacle));
  self->answer = answer->body;
  if (self->is_greeting && !mado_hello_reply_read (answer->body, &self->hello, NULL))
    g_error ("no greeting");
  if (!self->is_greeting)
    seat_do (self->seat, take_work, self);
  self->is_greeting = FALSE;
  go_on (self);
}

static void
send (Sender *self, const char *target, GBytes *text)
{
  MadoMessage *message = mado_message_new ("POST", target, text);

  message->token = g_strdup (self->seat->token);
  message->patience = PATIENCE;
  message->packed_from = self->text != NULL ? MADO_PUSH_WORTH_PACKING : message->packed_from;
  mado_courier_send (self->seat->courier, message, answered_cb, self);
}

static void
go_on (Sender *self)
{
  seat_do (self->seat, ask_work, self);
  if (self->text != NULL)
    send (self, WORLD_STREAM "push", self->text);
  else
    --*self->n_open;
  g_clear_pointer (&self->text, g_bytes_unref);
}

static void
greet (Sender *self)
{
  const MadoHelloRequest request = { .device = mado_desk_get_profile (self->seat->desk)->device, .nonce = 1 };
  g_autoptr (GBytes) text = mado_hello_request_write (&request, NULL);

  self->is_greeting = TRUE;
  send (self, WORLD_STREAM "hello", text);
}

static void
send_all (Room *self)
{
  g_autofree Sender *senders = g_new0 (Sender, self->seats->len);
  guint n_open = self->seats->len;

  for (guint i = 0; i < self->seats->len; i++) {
    senders[i] = (Sender) { .seat = g_ptr_array_index (self->seats, i), .n_open = &n_open };
    greet (&senders[i]);
  }
  while (n_open > 0)
    g_main_context_iteration (NULL, TRUE);
}

/* --- what it is told
 * -------------------------------------------------------------------------------------------------- */

static gint64
measure_memory (void)
{
  g_autofree char *text = NULL;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL))
    return 0;

  return g_ascii_strtoll (strstr (text, "\nPss:") + strlen ("\nPss:"), NULL, 10);
}

/* Returns: what is answered */
static gint64
obey (Room *self, const char *order, gint64 number)
{
  struct timespec used;

  if (g_str_equal (order, "memory"))
    return measure_memory ();
  if (g_str_equal (order, "used")) {
    clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &used);
    return (gint64) used.tv_sec * 1000 + used.tv_nsec / 1000000;
  }
  if (g_str_equal (order, "await"))
    await_all (self, number);
  if (g_str_equal (order, "send"))
    send_all (self);
  for (guint i = 0; i < self->seats->len; i++) {
    if (g_str_equal (order, "save"))
      seat_save_cases (g_ptr_array_index (self->seats, i), (guint) number);
    if (g_str_equal (order, "sign-in"))
      seat_sign_in (g_ptr_array_index (self->seats, i));
  }

  return 0;
}

static gboolean
order_cb (GIOChannel *channel, G_GNUC_UNUSED GIOCondition condition, gpointer user_data)
{
  g_autofree char *line = NULL;
  char order[16];
  gint64 number = 0;

  if (g_io_channel_read_line (channel, &line, NULL, NULL, NULL) != G_IO_STATUS_NORMAL ||
      sscanf (line, "%15s %" G_GINT64_FORMAT, order, &number) < 1 || g_str_equal (order, "end")) {
    *(gpointer *) user_data = NULL;
    return G_SOURCE_REMOVE;
  }
  printf ("%" G_GINT64_FORMAT "\n", obey (*(Room **) user_data, order, number));

  return G_SOURCE_CONTINUE;
}

/**
 * crowd_main:
 * @argc: of a process that was started with %CROWD_WORD
 * @argv: of it
 *
 * Returns: its exit status
 */
int
crowd_main (int argc, char **argv)
{
  Room room = { 0 };
  gpointer here = &room;
  GIOChannel *channel;

  if (argc != 3)
    return 1;
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  open_room (&room, argv[2]);
  setvbuf (stdout, NULL, _IOLBF, 0);
  channel = g_io_channel_unix_new (0);
  g_io_add_watch (channel, G_IO_IN | G_IO_HUP, order_cb, &here);
  printf ("0\n"); /* it is there */
  while (here != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_io_channel_unref (channel);
  close_room (&room);

  return 0;
}

/* --- all of them
 * ------------------------------------------------------------------------------------------------------ */

struct _Crowd {
  GPtrArray *processes; /* (element-type GSubprocess) */
  GPtrArray *answers;   /* (element-type GDataInputStream) */
};

static char *
write_orders (const Office *office, guint number)
{
  g_autoptr (GKeyFile) orders = g_key_file_new ();
  g_autoptr (GPtrArray) accounts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *name = g_strdup_printf ("room-%u", number);
  char *path = g_build_filename (office->world.folder, name, NULL);

  for (guint i = number * CROWD_SEATS; i < (number + 1) * CROWD_SEATS; i++) {
    const Papers *papers = &g_array_index (office->papers, Papers, i);
    char *account = office_dup_account (i + 1);

    g_key_file_set_string (orders, account, "authority", papers->authority);
    g_key_file_set_string (orders, account, "name", papers->name);
    g_key_file_set_string (orders, account, "certificate", papers->certificate);
    g_key_file_set_string (orders, account, "key", papers->key);
    g_ptr_array_add (accounts, account);
  }
  g_key_file_set_string_list (orders, "room", "accounts", (const char *const *) accounts->pdata, accounts->len);
  g_key_file_set_string (orders, "room", "address", office->address);
  g_key_file_set_integer (orders, "room", "number", (int) number + 1);
  g_assert_true (g_key_file_save_to_file (orders, path, NULL));

  return path;
}

static GPtrArray *
hear_all (Crowd *self)
{
  GPtrArray *answers = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->answers->len; i++) {
    char *line = g_data_input_stream_read_line (g_ptr_array_index (self->answers, i), NULL, NULL, NULL);

    if (line == NULL)
      g_error ("a process of the crowd is gone");
    g_ptr_array_add (answers, line);
  }

  return answers;
}

static void
tell_all (Crowd *self, const char *order, gint64 number)
{
  g_autofree char *line = g_strdup_printf ("%s %" G_GINT64_FORMAT "\n", order, number);

  for (guint i = 0; i < self->processes->len; i++)
    if (!g_output_stream_write_all (g_subprocess_get_stdin_pipe (g_ptr_array_index (self->processes, i)), line,
                                    strlen (line), NULL, NULL, NULL))
      g_error ("a process of the crowd is gone");
}

static gint64
ask_all (Crowd *self, const char *order, gint64 number)
{
  g_autoptr (GPtrArray) answers = NULL;
  gint64 sum = 0;

  tell_all (self, order, number);
  answers = hear_all (self);
  for (guint i = 0; i < answers->len; i++)
    sum += g_ascii_strtoll (g_ptr_array_index (answers, i), NULL, 10);

  return sum;
}

/**
 * crowd_new:
 * @office: a service that runs and knows as many terminals
 * @n_processes: ten terminals each
 *
 * Returns: (transfer full): terminals with empty profiles, who have not signed in
 */
Crowd *
crowd_new (const Office *office, guint n_processes)
{
  Crowd *self = g_new0 (Crowd, 1);
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);

  self->processes = g_ptr_array_new_with_free_func (g_object_unref);
  self->answers = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < n_processes; i++) {
    g_autofree char *orders = write_orders (office, i);
    g_autoptr (GError) error = NULL;
    GSubprocess *process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                                             program, CROWD_WORD, orders, NULL);

    end_with (error);
    g_ptr_array_add (self->processes, process);
    g_ptr_array_add (self->answers, g_data_input_stream_new (g_subprocess_get_stdout_pipe (process)));
  }
  g_ptr_array_unref (hear_all (self));

  return self;
}

/**
 * crowd_free:
 * @self: (transfer full): a crowd, which goes
 */
void
crowd_free (Crowd *self)
{
  tell_all (self, "end", 0);
  for (guint i = 0; i < self->processes->len; i++)
    g_subprocess_wait (g_ptr_array_index (self->processes, i), NULL, NULL);
  g_ptr_array_unref (self->answers);
  g_ptr_array_unref (self->processes);
  g_free (self);
}

/**
 * crowd_save:
 * @self: a crowd
 * @n_cases: that each of its terminals receives
 */
void
crowd_save (Crowd *self, guint n_cases)
{
  ask_all (self, "save", n_cases);
}

/**
 * crowd_sign_in:
 * @self: a crowd
 */
void
crowd_sign_in (Crowd *self)
{
  ask_all (self, "sign-in", 0);
}

/**
 * crowd_await:
 * @self: a crowd that is signed in
 * @position: of the log
 */
void
crowd_await (Crowd *self, gint64 position)
{
  ask_all (self, "await", position);
}

/**
 * crowd_send_all:
 * @self: a crowd that is not signed in
 *
 * All connect at once, and send what they saved until it is acknowledged.
 */
void
crowd_send_all (Crowd *self)
{
  ask_all (self, "send", 0);
}

/**
 * crowd_get_memory:
 * @self: a crowd
 *
 * Returns: KiB that all of it have together, what they share counted once
 */
gint64
crowd_get_memory (Crowd *self)
{
  return ask_all (self, "memory", 0);
}

/**
 * crowd_get_used:
 * @self: a crowd
 *
 * Returns: seconds of processors that they used
 */
double
crowd_get_used (Crowd *self)
{
  return (double) ask_all (self, "used", 0) / 1000;
}
