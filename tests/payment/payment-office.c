/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the tests of payments share. */

#include "payment-office.h"

#include <string.h>

#include "case-sample.h"
#include "mado-log-header.h"
#include "mado-replica-line.h"
#include "mado-statement.h"
#include "mado-take.h"
#include "queue-sample.h"

/* --- the line ---------------------------------------------------------------------------------------------------- */

typedef struct {
  MadoLineVerb verb;
  GBytes *text;
} Sent;

static void
free_sent (gpointer data)
{
  g_bytes_unref (((Sent *) data)->text);
  g_free (data);
}

static GBytes *
answer_push (PaymentSeat *self, GBytes *text)
{
  MadoBackend *backend = self->office->ward->backend;
  g_autoptr (MadoPushRequest) request = mado_push_request_read (text, NULL);
  g_autoptr (MadoTurn) turn = mado_turn_begin (backend, MADO_BACKEND_WRITE, NULL);
  g_autoptr (MadoPushReply) reply = mado_stream_push (self->office->stream, backend, &self->caller, request, NULL);

  g_assert_nonnull (reply);
  g_assert_true (mado_turn_commit (g_steal_pointer (&turn), NULL));

  return mado_push_reply_write (reply, NULL);
}

static GBytes *
answer_hello (PaymentSeat *self, GBytes *text)
{
  MadoHelloRequest request;
  MadoHelloReply reply = { 0 };

  g_assert_true (mado_hello_request_read (text, &request, NULL));
  g_assert_true (
      mado_stream_hello (self->office->stream, self->office->ward->backend, &self->caller, &request, &reply, NULL));

  return mado_hello_reply_write (&reply, NULL);
}

static gboolean
is_case (const MadoServiceRow *row)
{
  return row->entity != NULL && strcmp (mado_entity_get_kind (row->entity), "case") == 0;
}

/* A case comes with the entry that names it; a batch is named by all of them. */
static void
cut_page (MadoPullReply *reply, guint page, gint64 after)
{
  if (page == 0 || reply->entries->len <= page)
    return;
  g_array_set_size (reply->entries, page);
  for (guint i = reply->rows->len; i > 0; i--) {
    const MadoServiceRow *row = &g_array_index (reply->rows, MadoServiceRow, i - 1);

    if (is_case (row) && row->seq > after + page)
      g_array_remove_index (reply->rows, i - 1);
  }
}

static GBytes *
answer_pull (PaymentSeat *self, GBytes *text, gboolean *out_is_idle)
{
  g_autoptr (MadoPullReply) reply = NULL;
  MadoPullRequest request;

  g_assert_true (mado_pull_request_read (text, &request, NULL));
  reply = mado_stream_pull (self->office->stream, self->office->ward->backend, &self->caller, &request, NULL);
  g_assert_nonnull (reply);
  cut_page (reply, self->page, request.after.seq);
  *out_is_idle = reply->verdict == MADO_PULL_TAKEN && reply->entries->len == 0;

  return mado_pull_reply_write (reply, NULL);
}

static GBytes *
answer_rows (PaymentSeat *self, GBytes *text)
{
  g_autoptr (MadoRowsRequest) request = mado_rows_request_read (text, NULL);
  g_autoptr (MadoRowsReply) reply =
      mado_stream_list_rows (self->office->stream, self->office->ward->backend, &self->caller, request, NULL);

  g_assert_nonnull (reply);

  return mado_rows_reply_write (reply, NULL);
}

static GBytes *
answer (PaymentSeat *self, const Sent *sent, gboolean *out_is_idle)
{
  g_autoptr (MadoTurn) turn = NULL;

  if (sent->verb == MADO_LINE_PUSH)
    return answer_push (self, sent->text);
  turn = mado_turn_begin (self->office->ward->backend, MADO_BACKEND_READ, NULL);
  g_assert_nonnull (turn);
  if (sent->verb == MADO_LINE_HELLO)
    return answer_hello (self, sent->text);

  return sent->verb == MADO_LINE_PULL ? answer_pull (self, sent->text, out_is_idle) : answer_rows (self, sent->text);
}

static MadoInstant
get_now (gpointer user_data)
{
  return ((const PaymentSeat *) user_data)->office->ward->now;
}

static guint64
draw_number (gpointer user_data)
{
  return ++((PaymentSeat *) user_data)->office->n_drawn;
}

static MadoId
draw_id (G_GNUC_UNUSED gpointer user_data)
{
  return mado_id_draw ();
}

static void
send (gpointer user_data, MadoLineVerb verb, GBytes *text)
{
  Sent *sent = g_new (Sent, 1);

  *sent = (Sent) { verb, g_bytes_ref (text) };
  g_queue_push_tail (&((PaymentSeat *) user_data)->sent, sent);
}

static void
cancel (gpointer user_data, MadoLineVerb verb)
{
  GQueue *queue = &((PaymentSeat *) user_data)->sent;

  for (GList *link = queue->head; link != NULL;) {
    GList *next = link->next;

    if (((const Sent *) link->data)->verb == verb) {
      free_sent (link->data);
      g_queue_delete_link (queue, link);
    }
    link = next;
  }
}

static void
tell (G_GNUC_UNUSED gpointer user_data, G_GNUC_UNUSED MadoLineState state)
{
}

/* Until there is nothing more to say but to wait for news. */
static void
talk (PaymentSeat *self, GError **error)
{
  gboolean is_idle = FALSE;

  while (!g_queue_is_empty (&self->sent) && !is_idle) {
    Sent *sent = g_queue_pop_head (&self->sent);
    g_autoptr (GBytes) reply = answer (self, sent, &is_idle);

    is_idle = is_idle && g_queue_is_empty (&self->sent);
    mado_line_receive (self->line, sent->verb, reply, error);
    free_sent (sent);
    g_assert_no_error (*error);
  }
  cancel (self, MADO_LINE_PULL);
}

static void
meet_work (GTask *task, MadoDatabase *database, gpointer data, GCancellable *cancellable)
{
  PaymentSeat *self = data;
  const MadoLineStore store = mado_replica_line_get_store (mado_desk_get_replica (self->desk));
  const MadoLineMeans means = { get_now, get_now, draw_number, draw_id, send, cancel, tell, self };
  GError *error = NULL;

  self->line = mado_line_new (&store, &means);
  g_assert_true (mado_line_sign_in (self->line, &error));
  talk (self, &error);
  g_assert_cmpint (mado_line_get_state (self->line), ==, MADO_LINE_CURRENT);
  mado_line_free (self->line);
  g_queue_clear_full (&self->sent, free_sent);
  g_task_return_boolean (task, TRUE);
}

/**
 * payment_seat_meet:
 * @self: a seat
 *
 * Hands in what was done there, and takes what others did.
 */
void
payment_seat_meet (PaymentSeat *self)
{
  g_autoptr (GError) error = NULL;

  mado_desk_do_and_wait (self->desk, MADO_DESK_WRITER, meet_work, self, &error);
  g_assert_no_error (error);
}

/* What comes next in the log, and the rows that it names. */
static MadoPullReply *
pull (PaymentSeat *self, MadoDatabase *database)
{
  MadoBackend *backend = self->office->ward->backend;
  g_autoptr (MadoTurn) turn = mado_turn_begin (backend, MADO_BACKEND_READ, NULL);
  g_auto (MadoCursor) cursor = { 0 };
  MadoPullRequest request = { .device = self->store.profile.device };
  MadoPullReply *reply;

  g_assert_true (mado_cursor_load (database, &cursor, NULL));
  request.epoch = cursor.epoch;
  request.sight = cursor.sight;
  request.after = cursor.at;
  reply = mado_stream_pull (self->office->stream, backend, &self->caller, &request, NULL);
  g_assert_nonnull (reply);
  cut_page (reply, self->page, cursor.at.seq);

  return reply;
}

static void
hear_work (GTask *task, MadoDatabase *database, gpointer data, GCancellable *cancellable)
{
  PaymentSeat *self = data;
  g_autoptr (GError) error = NULL;

  for (;;) {
    g_autoptr (MadoPullReply) reply = pull (self, database);

    if (reply->entries->len == 0)
      break;
    mado_replica_take (mado_desk_get_replica (self->desk), reply, &error);
    g_assert_no_error (error);
  }
  g_task_return_boolean (task, TRUE);
}

/**
 * payment_seat_hear:
 * @self: a seat
 *
 * Takes what others did; what was done there is on its way still, as it is where it is more than a request holds.
 */
void
payment_seat_hear (PaymentSeat *self)
{
  g_autoptr (GError) error = NULL;

  mado_desk_do_and_wait (self->desk, MADO_DESK_WRITER, hear_work, self, &error);
  g_assert_no_error (error);
}

static void
count_work (GTask *task, MadoDatabase *database, gpointer data, GCancellable *cancellable)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, "SELECT total_changes ()");
  gint64 *count = data;

  g_assert_true (mado_statement_step (statement));
  *count = mado_statement_get_int (statement, 0);
  g_assert_true (mado_statement_finish (statement, NULL));
  g_task_return_boolean (task, TRUE);
}

/**
 * payment_seat_count_changes:
 * @self: a seat
 *
 * Returns: how many rows were written in its profile since it was opened
 */
gint64
payment_seat_count_changes (PaymentSeat *self)
{
  g_autoptr (GError) error = NULL;
  gint64 count = 0;

  mado_desk_do_and_wait (self->desk, MADO_DESK_WRITER, count_work, &count, &error);
  g_assert_no_error (error);

  return count;
}

/* --- people ------------------------------------------------------------------------------------------------------ */

static MadoProgramme *
find_programme (gpointer user_data, const char *programme, GError **error)
{
  g_autofree char *file = g_strconcat (((const PaymentOffice *) user_data)->programme, ".json", NULL);

  return queue_sample_load_programme (file);
}

static MadoDeskOpening
write_opening (PaymentSeat *self)
{
  return (MadoDeskOpening) {
    .place = { .path = self->path },
    .profile = self->store.profile,
    .shares = self->shares,
    .person = self->caller.person,
    .terminal = self->terminal,
    .find_programme = find_programme,
    .user_data = self->office,
  };
}

static void
create_desk (PaymentSeat *self)
{
  MadoDeskOpening opening = { 0 };
  g_autoptr (GError) error = NULL;

  self->store.profile.programme = self->office->programme;
  self->store.profile.device = ward_draw_id (self->office->ward);
  opening = write_opening (self);
  self->desk = mado_desk_create (&opening, &store_sample_cost, &error);
  g_assert_no_error (error);
}

/**
 * payment_seat_leave:
 * @self: a seat
 *
 * Closes the profile, for another program.
 */
void
payment_seat_leave (PaymentSeat *self)
{
  mado_desk_close (self->desk);
  g_clear_object (&self->desk);
}

/**
 * payment_seat_return:
 * @self: a seat that was left
 */
void
payment_seat_return (PaymentSeat *self)
{
  const MadoDeskOpening opening = write_opening (self);
  g_autoptr (GError) error = NULL;

  self->desk = mado_desk_open (&opening, &error);
  g_assert_no_error (error);
}

static void
draw_key (PaymentSeat *self)
{
  MadoHash seed = mado_hash_of (&self->office->n_keys, sizeof self->office->n_keys);
  const MadoId id = ward_draw_id (self->office->ward);
  g_autofree char *hex = NULL;

  self->office->n_keys++;
  self->key = mado_signing_key_from_seed (mado_secret_new_wiping (seed.bytes, MADO_SIGNING_SEED_SIZE), NULL);
  hex = mado_public_key_to_hex (mado_signing_key_get_public (self->key));
  payment_office_do (self->office, "s-01", id, "person.register",
                     "{'account':'%s','name':'見本 太郎','organisation':'受託者','role':'取扱者','from':'2025-04-01',"
                     "'to':'2027-03-31','key':'%s'}",
                     self->account, hex);
  payment_office_do (self->office, "s-01", id, "person.report", "{'day':'2025-04-01'}");
}

static PaymentSeat *
new_seat (PaymentOffice *self, const char *account, const char *roles)
{
  PaymentSeat *seat = g_new0 (PaymentSeat, 1);

  seat->office = self;
  seat->account = g_strdup (account);
  seat->roles = g_strsplit (roles, " ", -1);
  seat->caller.person = (MadoPerson) { seat->account, (const char *const *) seat->roles };
  seat->terminal = g_strconcat ("t-", account, NULL);
  seat->caller.terminal = seat->terminal;
  seat->caller.may_sign_until = (MadoInstant) { G_MAXINT64 };
  g_hash_table_replace (self->ward->roles, g_strdup (account), g_strdupv (seat->roles));
  store_sample_set_up (&seat->store, NULL);

  return seat;
}

static PaymentSeat *
sit_down (PaymentOffice *self, PaymentSeat *seat)
{
  create_desk (seat);
  draw_key (seat);
  g_ptr_array_add (self->seats, seat);
  payment_seat_meet (seat);

  return seat;
}

/**
 * payment_office_seat:
 * @self: an office
 * @account: who
 * @roles: with spaces between them
 *
 * Returns: (transfer none): a seat with a profile of its own, and a key that signs
 */
PaymentSeat *
payment_office_seat (PaymentOffice *self, const char *account, const char *roles)
{
  PaymentSeat *seat = new_seat (self, account, roles);

  seat->path = g_strdup (seat->store.path);
  seat->shares = seat->store.shares;

  return sit_down (self, seat);
}

/**
 * payment_office_seat_at:
 * @self: an office
 * @account: who
 * @roles: with spaces between them
 * @path: where the profile is to be
 * @shares: that open it; they outlive the seat
 *
 * Returns: (transfer none): the same at a place of the caller's
 */
PaymentSeat *
payment_office_seat_at (
    PaymentOffice *self, const char *account, const char *roles, const char *path, const MadoKeyShares *shares)
{
  PaymentSeat *seat = new_seat (self, account, roles);

  seat->path = g_strdup (path);
  seat->shares = *shares;

  return sit_down (self, seat);
}

static void
free_seat (gpointer data)
{
  PaymentSeat *self = data;

  if (self->desk != NULL)
    payment_seat_leave (self);
  mado_signing_key_free (self->key);
  g_free (self->path);
  store_sample_tear_down (&self->store, NULL);
  g_strfreev (self->roles);
  g_free (self->account);
  g_free (self->terminal);
  g_free (self);
}

/**
 * payment_seat_work:
 * @self: a seat
 *
 * Returns: (transfer full): whoever sits there, with the key, at the ward's time
 */
MadoDeskClerk *
payment_seat_work (PaymentSeat *self)
{
  g_autoptr (GError) error = NULL;
  MadoDeskClerk *clerk = mado_desk_clerk_new (self->desk, self->office->ward->now, &error);

  g_assert_no_error (error);
  clerk->key = self->key;

  return clerk;
}

/**
 * payment_office_hire:
 * @self: an office
 * @account: who
 * @roles: with spaces between them
 *
 * Returns: (transfer none): a terminal that only types
 */
Terminal *
payment_office_hire (PaymentOffice *self, const char *account, const char *roles)
{
  Terminal *terminal = terminal_new (self->ward, self->stream, account, roles);

  g_hash_table_replace (self->terminals, g_strdup (account), terminal);

  return terminal;
}

/**
 * payment_office_read_code:
 * @ward: a ward
 * @programme: whose stream
 * @seq: of an entry
 *
 * Returns: (nullable): the code with which the log says that it was refused
 */
const char *
payment_office_read_code (Ward *ward, const char *programme, gint64 seq)
{
  g_autofree char *name = g_strconcat ("shinjuku/", programme, NULL);
  g_autoptr (MadoStoredEntry) entry = ward_find_entry (ward, name, seq);
  g_autoptr (MadoLogText) text = mado_log_text_read (entry->header, NULL);
  const char *code = mado_log_text_get_header (text)->code;

  return code != NULL ? g_intern_string (code) : NULL;
}

/**
 * payment_office_do:
 * @self: an office
 * @account: who was hired
 * @entity: what it is done with
 * @kind: what is done
 * @body: what exactly, to be filled in like printf()
 *
 * Returns: (nullable): the code with which the service refuses it; %NULL: it is done
 */
const char *
payment_office_do (PaymentOffice *self, const char *account, MadoId entity, const char *kind, const char *body, ...)
{
  Terminal *terminal = g_hash_table_lookup (self->terminals, account);
  g_autoptr (MadoPushReply) reply = NULL;
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, body);
  text = g_strdup_vprintf (body, arguments);
  va_end (arguments);
  g_assert_nonnull (terminal);
  terminal_do (terminal, entity, kind, "%s", text);
  reply = terminal_push (terminal, (gint64) terminal->journal->len, (gint64) terminal->journal->len);
  g_assert_cmpint (reply->verdict, ==, MADO_PUSH_TAKEN);

  return payment_office_read_code (self->ward, self->programme, reply->head.seq);
}

/* --- the office -------------------------------------------------------------------------------------------------- */

/**
 * payment_office_new_in:
 * @ward: (transfer full): a ward with nothing in it
 * @programme: "ninpu-r7", …
 * @now: an instant
 *
 * Returns: (transfer full): an office with all its people at terminals that only type
 */
PaymentOffice *
payment_office_new_in (Ward *ward, const char *programme, const char *now)
{
  static const struct {
    const char *account, *role;
  } people[] = {
    { "s-01", "admin ward" }, { "v-01", "verifier" }, { "v-02", "verifier" }, { "k-01", "account_1" },
    { "k-02", "account_2" },  { "p-01", "print" },    { "l-09", "lead" },     { "d-09", "decider" },
  };
  PaymentOffice *self = g_new0 (PaymentOffice, 1);

  self->ward = ward;
  self->ward->now = mado_instant_from_iso (now);
  self->programme = programme;
  self->stream = ward_open_stream (self->ward, programme);
  self->terminals = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) terminal_free);
  self->seats = g_ptr_array_new_with_free_func (free_seat);
  for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
    payment_office_hire (self, people[i].account, people[i].role);

  return self;
}

/**
 * payment_office_new:
 * @programme: "ninpu-r7", …
 * @now: an instant
 *
 * Returns: (transfer full): the same, in memory
 */
PaymentOffice *
payment_office_new (const char *programme, const char *now)
{
  return payment_office_new_in (ward_new (), programme, now);
}

/**
 * payment_office_free:
 * @self: (transfer full): an office
 */
void
payment_office_free (PaymentOffice *self)
{
  g_ptr_array_unref (self->seats);
  g_hash_table_unref (self->terminals);
  ward_free (self->ward);
  g_free (self);
}

/**
 * payment_office_pass:
 * @self: an office
 * @seconds: that go by
 */
void
payment_office_pass (PaymentOffice *self, gint64 seconds)
{
  self->ward->now.microseconds += seconds * G_USEC_PER_SEC;
}

/**
 * payment_office_get:
 * @self: an office
 * @entity: what is asked for
 * @pointer: a JSON pointer into its body
 *
 * Returns: (transfer full) (nullable): what the service has there, as JSON
 */
char *
payment_office_get (PaymentOffice *self, MadoId entity, const char *pointer)
{
  return ward_dup_value (self->ward, entity, pointer);
}

/**
 * payment_office_get_state:
 * @self: an office
 * @entity: what is asked for
 *
 * Returns: (transfer full): its state
 */
char *
payment_office_get_state (PaymentOffice *self, MadoId entity)
{
  g_autoptr (MadoEntity) found = ward_find (self->ward, entity);

  g_assert_nonnull (found);

  return g_strdup (mado_entity_get_state (found));
}

#define assert_done(call) g_assert_cmpstr ((call), ==, NULL)

/**
 * payment_office_type_account:
 * @self: the office of 000
 * @account: who types
 * @id: a case
 * @number: of the account
 *
 * Returns: (nullable): the code with which it is refused
 */
const char *
payment_office_type_account (PaymentOffice *self, const char *account, MadoId id, const char *number)
{
  return payment_office_do (self, account, id, "case.enter_account", "{'item':'account','value':" CASE_ACCOUNT "}",
                            number, "self");
}

/**
 * payment_office_correct_account:
 * @self: the office of 000
 * @id: a case whose payment is ordered
 * @number: of the account that is right
 *
 * Its payment is called back, with which a second person agrees, and two type the account.
 */
void
payment_office_correct_account (PaymentOffice *self, MadoId id, const char *number)
{
  g_autofree char *asked = NULL;

  assert_done (payment_office_do (self, "v-01", id, "case.move", "{'transition':'correct','reason':'口座相違'}"));
  asked = payment_office_get (self, id, "/asked/operation");
  g_strdelimit (asked, "\"", '\'');
  assert_done (payment_office_do (self, "d-09", id, "case.agree", "{'operation':%s}", asked));
  assert_done (payment_office_type_account (self, "k-01", id, number));
  assert_done (payment_office_type_account (self, "k-02", id, number));
}

static void
finish_check (PaymentOffice *self, MadoId id, const char *const *seen)
{
  for (; *seen != NULL; seen++)
    assert_done (payment_office_do (self, "v-01", id, "case.see", "{'check':'%s','seen':true}", *seen));
  assert_done (payment_office_do (self, "v-02", id, "case.move", "{'transition':'finish_check'}"));
}

/**
 * payment_office_check_gift:
 * @self: the office of 000
 * @receipt: a number
 * @control_no: whose it is
 *
 * Returns: the same as a gift
 */
MadoId
payment_office_check_gift (PaymentOffice *self, const char *receipt, const char *control_no)
{
  static const char *const seen[] = { "identity", "interview", "no_mynumber", NULL };
  const MadoId id = ward_draw_id (self->ward);
  g_autofree char *quoted = g_strdup_printf ("'%s'", control_no);

  assert_done (payment_office_do (self, "v-01", id, "case.move",
                                  "{'transition':'receive','receipt':'%s','edits':" CASE_EDITS "}", receipt, quoted));
  assert_done (payment_office_do (self, "v-01", id, "case.edit",
                                  "{'edits':[{'item':'content','was':'1-cash','now':'1-gift'},"
                                  "{'item':'gift_postal','now':'1600022'},"
                                  "{'item':'gift_address','now':'東京都新宿区見本町1-1'}]}"));
  finish_check (self, id, seen);

  return id;
}

/**
 * payment_office_check_case:
 * @self: the office of 000
 * @receipt: a number
 * @control_no: whose it is
 * @number: of the account
 *
 * Returns: a case for the first payment in cash, looked at and ready to be planned
 */
MadoId
payment_office_check_case (PaymentOffice *self, const char *receipt, const char *control_no, const char *number)
{
  static const char *const seen[] = { "identity", "passbook", "interview", "no_mynumber", NULL };
  const MadoId id = ward_draw_id (self->ward);
  g_autofree char *quoted = g_strdup_printf ("'%s'", control_no);

  assert_done (payment_office_do (self, "v-01", id, "case.move",
                                  "{'transition':'receive','receipt':'%s','edits':" CASE_EDITS "}", receipt, quoted));
  assert_done (payment_office_type_account (self, "k-01", id, number));
  assert_done (payment_office_type_account (self, "k-02", id, number));
  finish_check (self, id, seen);

  return id;
}
