/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Terminals at work with the real program: what one says the others hear, whatever else they ask for is there. */

#include <string.h>

#include "mado-attachment.h"
#include "mado-history.h"
#include "mado-presence.h"
#include "service-world.h"

/* Two persons at two terminals. */
typedef struct {
  World world;
  Papers papers[2];
  TlsClient *clients[2];
  Terminal *terminals[2];
} Desks;

static void
set_up (Desks *self, gconstpointer limits)
{
  static const char *const accounts[] = { "v-01", "v-02" };

  world_set_up (&self->world, limits);
  world_start (&self->world);
  for (guint i = 0; i < 2; i++) {
    g_autofree char *name = g_strconcat ("t-", accounts[i], NULL);

    world_enrol (&self->world, name, &self->papers[i]);
    self->clients[i] = world_connect (&self->world, &self->papers[i]);
    self->terminals[i] = world_begin_terminal (&self->world, self->clients[i], accounts[i], "verifier");
  }
}

static void
tear_down (Desks *self, gconstpointer limits)
{
  for (guint i = 0; i < 2; i++) {
    terminal_free (self->terminals[i]);
    tls_client_free (self->clients[i]);
    papers_clear (&self->papers[i]);
  }
  world_tear_down (&self->world, limits);
}

static MadoId
receive_case (Desks *self, const char *receipt)
{
  const gint64 dseq = (gint64) self->terminals[0]->journal->len + 1;
  const MadoId id = terminal_receive_case (self->terminals[0], receipt, "0000000001");
  g_autoptr (MadoPushReply) reply = world_push (self->terminals[0], self->clients[0], dseq, dseq);

  g_assert_nonnull (reply);
  g_assert_cmpint (reply->verdict, ==, MADO_PUSH_TAKEN);
  g_assert_cmpint (reply->received, ==, dseq);

  return id;
}

static TlsReply *
ask (Desks *self, guint desk, const char *method, const char *rest, GBytes *body)
{
  g_autofree char *token = world_get_token (self->terminals[desk]);
  g_autofree char *target = g_strconcat (WORLD_STREAM, rest, NULL);

  return world_ask (self->clients[desk], token, method, target, body);
}

static GBytes *
dup_body (TlsReply *reply)
{
  g_assert_nonnull (reply);
  g_assert_cmpuint (reply->status, ==, 200);

  return g_bytes_ref (reply->body);
}

/* --- the log ----------------------------------------------------------------------------------------------------- */

static gpointer
pull_and_wait (gpointer data)
{
  Desks *self = data;
  g_autoptr (GBytes) text = world_write_pull (self->terminals[1], MADO_PULL_MAX_WAIT);
  g_autoptr (TlsReply) reply = ask (self, 1, "POST", "pull", text);
  g_autoptr (GBytes) body = dup_body (reply);

  return mado_pull_reply_read (body, NULL);
}

/* Asked from the terminal that does not wait. */
static void
await_waiting (Desks *self)
{
  for (gboolean waits = FALSE; !waits;) {
    g_autoptr (TlsReply) reply = world_ask (self->clients[0], "", "GET", "/v1/metrics", NULL);
    g_autofree char *text = tls_reply_dup_text (reply);

    waits = strstr (text, "madoguchi_waiting{ward=\"shinjuku\"} 1\n") != NULL;
  }
}

static void
test_what_one_says_wakes_the_other (Desks *self, G_GNUC_UNUSED gconstpointer limits)
{
  GThread *waiter = g_thread_new ("waiter", pull_and_wait, self);
  g_autoptr (MadoPullReply) news = NULL;
  const gint64 begin = g_get_monotonic_time ();
  const MadoServiceRow *row;
  MadoId id;

  await_waiting (self);
  id = receive_case (self, "form:1");
  news = g_thread_join (waiter);
  g_assert_nonnull (news);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, MADO_PULL_MAX_WAIT * G_USEC_PER_SEC);
  g_assert_cmpint (news->verdict, ==, MADO_PULL_TAKEN);
  g_assert_cmpuint (news->entries->len, ==, 1);
  g_assert_cmpuint (news->rows->len, ==, 1);
  row = &g_array_index (news->rows, MadoServiceRow, 0);
  g_assert_cmpint (mado_id_compare (row->id, id), ==, 0);
  g_assert_nonnull (row->entity);
}

static void
test_who_begins_gets_all_rows (Desks *self, G_GNUC_UNUSED gconstpointer limits)
{
  const MadoRowsRequest request = { .nonce = 7, .place = (char *) "" };
  g_autoptr (GBytes) text = mado_rows_request_write (&request, NULL);
  g_autoptr (TlsReply) reply = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (MadoRowsReply) rows = NULL;

  receive_case (self, "form:1");
  reply = ask (self, 1, "POST", "rows", text);
  body = dup_body (reply);
  rows = mado_rows_reply_read (body, NULL);
  g_assert_cmpuint (rows->rows->len, ==, 1);
  g_assert_cmpuint (rows->nonce, ==, 7);
  g_assert_null (rows->place);
}

static void
test_history (Desks *self, G_GNUC_UNUSED gconstpointer limits)
{
  const MadoHistoryRequest request = { .entity = receive_case (self, "form:1") };
  g_autoptr (GBytes) text = mado_history_request_write (&request, NULL);
  g_autoptr (TlsReply) reply = ask (self, 1, "POST", "history", text);
  g_autoptr (GBytes) body = dup_body (reply);
  g_autoptr (MadoHistoryReply) history = mado_history_reply_read (body, NULL);
  g_autoptr (MadoLogText) header = NULL;

  g_assert_cmpuint (history->headers->len, ==, 1);
  header = mado_log_text_read (g_ptr_array_index (history->headers, 0), NULL);
  g_assert_cmpstr (mado_log_text_get_header (header)->actor, ==, "v-01");
  g_assert_cmpstr (mado_log_text_get_header (header)->terminal, ==, "t-v-01");
}

/* --- beside the log ---------------------------------------------------------------------------------------------- */

static void
test_the_programme_as_it_was_published (Desks *self, G_GNUC_UNUSED gconstpointer limits)
{
  g_autoptr (GBytes) file = ward_load_programme ("ninpu-r7", NULL, NULL);
  g_autoptr (TlsReply) reply = ask (self, 1, "GET", "programme/1", NULL);
  g_autoptr (GBytes) body = dup_body (reply);
  g_autoptr (TlsReply) none = ask (self, 1, "GET", "programme/2", NULL);
  g_autoptr (TlsReply) sent = ask (self, 1, "POST", "programme", file);
  g_auto (MadoPublished) published = { 0 };
  gboolean is_signed = TRUE;

  g_assert_true (mado_published_read (body, &published, NULL));
  g_assert_true (mado_published_check (&published, "shinjuku/ninpu-r7", 1, &is_signed, NULL));
  g_assert_false (is_signed);
  g_assert_true (g_bytes_equal (published.programme, file));
  g_assert_cmpuint (none->status, ==, 404);
  /* nobody publishes over the line; the answer is lost where the door is shut before all was sent */
  g_assert_cmpuint (sent != NULL ? sent->status : 404, ==, 404);
}

#define BLOB_SIZE (300 * 1024)
#define BLOB_PART (256 * 1024)

static GBytes *
make_blob (void)
{
  guint8 *bytes = g_malloc (BLOB_SIZE);

  for (guint i = 0; i < BLOB_SIZE; i++)
    bytes[i] = (guint8) (i * 7 + i / 251);

  return g_bytes_new_take (bytes, BLOB_SIZE);
}

static guint
get_status (TlsReply *reply)
{
  g_autoptr (TlsReply) owned = reply;

  return owned != NULL ? owned->status : 0;
}

static GBytes *
belong_to (MadoId entity, const char *item)
{
  return mado_attachment_write (&(MadoAttachment) { entity, (char *) item }, NULL);
}

static void
put_blob (Desks *self, GBytes *blob, const char *hash, MadoId entity)
{
  g_autofree char *first = g_strdup_printf ("blob/%s/0", hash);
  g_autofree char *second = g_strdup_printf ("blob/%s/1", hash);
  g_autofree char *finish = g_strdup_printf ("blob/%s/%d", hash, BLOB_SIZE);
  g_autofree char *read = g_strdup_printf ("blob/%s", hash);
  g_autoptr (GBytes) begin = g_bytes_new_from_bytes (blob, 0, BLOB_PART);
  g_autoptr (GBytes) end = g_bytes_new_from_bytes (blob, BLOB_PART, BLOB_SIZE - BLOB_PART);
  g_autoptr (GBytes) owner = belong_to (entity, "name");

  g_assert_cmpuint (get_status (ask (self, 0, "PUT", second, end)), ==, 200);
  g_assert_cmpuint (get_status (ask (self, 0, "POST", finish, owner)), ==, 400);
  g_assert_cmpuint (get_status (ask (self, 0, "GET", read, NULL)), ==, 404);
  g_assert_cmpuint (get_status (ask (self, 0, "PUT", first, begin)), ==, 200);
  g_assert_cmpuint (get_status (ask (self, 0, "PUT", first, begin)), ==, 200); /* the answer was lost: once more */
  g_assert_cmpuint (get_status (ask (self, 0, "POST", finish, owner)), ==, 200);
}

static void
test_attachments_come_and_go_in_pieces (Desks *self, G_GNUC_UNUSED gconstpointer limits)
{
  g_autoptr (GBytes) blob = make_blob ();
  const MadoHash hash = mado_hash_of (g_bytes_get_data (blob, NULL), BLOB_SIZE);
  g_autofree char *hex = mado_hash_to_hex (&hash);
  g_autofree char *target = g_strdup_printf (WORLD_STREAM "blob/%s", hex);
  g_autofree char *token = world_get_token (self->terminals[1]);
  g_autofree char *some = g_strdup_printf ("Authorization: Bearer %s\r\nRange: bytes=262000-\r\n", token);
  g_autofree char *beyond = g_strdup_printf ("Authorization: Bearer %s\r\nRange: bytes=400000-\r\n", token);
  g_autoptr (TlsReply) all = NULL;
  g_autoptr (TlsReply) part = NULL;

  put_blob (self, blob, hex, receive_case (self, "form:1"));
  all = world_ask (self->clients[1], token, "GET", target, NULL);
  g_assert_cmpuint (all->status, ==, 200);
  g_assert_true (g_bytes_equal (all->body, blob));
  part = tls_client_ask (self->clients[1], "GET", target, some, NULL);
  g_assert_cmpuint (part->status, ==, 206);
  g_assert_nonnull (strstr (part->headers, "bytes 262000-307199/307200"));
  g_assert_cmpmem (g_bytes_get_data (part->body, NULL), g_bytes_get_size (part->body),
                   (const guint8 *) g_bytes_get_data (blob, NULL) + 262000, BLOB_SIZE - 262000);
  g_assert_cmpuint (get_status (tls_client_ask (self->clients[1], "GET", target, beyond, NULL)), ==, 416);
  world_await_words (&self->world, "refused: range");
}

/* --- who gets an attachment -------------------------------------------------------------------------------------- */

/* A scan, by its only part. */
typedef struct {
  GBytes *bytes;
  char *hash;
} Scan;

static Scan
make_scan (const char *text)
{
  const MadoHash hash = mado_hash_of (text, strlen (text));

  return (Scan) { g_bytes_new (text, strlen (text)), mado_hash_to_hex (&hash) };
}

static void
clear_scan (Scan *self)
{
  g_bytes_unref (self->bytes);
  g_free (self->hash);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scan, clear_scan)

static guint
attach (Desks *self, const char *token, const Scan *scan, MadoId entity, const char *item)
{
  g_autofree char *put = g_strdup_printf (WORLD_STREAM "blob/%s/0", scan->hash);
  g_autofree char *finish = g_strdup_printf (WORLD_STREAM "blob/%s/%zu", scan->hash, g_bytes_get_size (scan->bytes));
  g_autoptr (GBytes) owner = belong_to (entity, item);

  g_assert_cmpuint (get_status (world_ask (self->clients[0], token, "PUT", put, scan->bytes)), ==, 200);

  return get_status (world_ask (self->clients[0], token, "POST", finish, owner));
}

static guint
try_get (Desks *self, const char *token, const Scan *scan)
{
  g_autofree char *target = g_strdup_printf (WORLD_STREAM "blob/%s", scan->hash);

  return get_status (world_ask (self->clients[1], token, "GET", target, NULL));
}

static void
test_who_sees_the_item_gets_what_it_stands_on (Desks *self, G_GNUC_UNUSED gconstpointer limits)
{
  static const struct {
    const char *token;
    guint name, account;
  } people[] = {
    { "v-01:verifier", 200, 200 }, { "a-01:agent", 200, 404 },  { "w-01:ward", 200, 200 },
    { "d-01:decider", 200, 200 },  { "p-01:print", 404, 404 },  { "k-01:account_1", 404, 200 },
    { "s-01:admin", 404, 404 },    { "!s-01:admin", 404, 404 }, { "k-01:account_1,agent", 200, 200 },
    { "x-01:", 404, 404 },
  };
  const MadoId id = receive_case (self, "form:1");
  g_auto (Scan) name = make_scan ("what shows the name");
  g_auto (Scan) account = make_scan ("what shows the account");

  g_assert_cmpuint (attach (self, "v-01:verifier", &name, id, "phone"), ==, 200);
  g_assert_cmpuint (attach (self, "k-01:account_1", &account, id, "account"), ==, 200);
  for (gsize i = 0; i < G_N_ELEMENTS (people); i++) {
    g_assert_cmpuint (try_get (self, people[i].token, &name), ==, people[i].name);
    g_assert_cmpuint (try_get (self, people[i].token, &account), ==, people[i].account);
  }
}

static void
test_who_may_not_edit_the_item_attaches_nothing (Desks *self, G_GNUC_UNUSED gconstpointer limits)
{
  const MadoId id = receive_case (self, "form:1");
  const MadoId nowhere = ward_draw_id (self->world.notes);
  g_auto (Scan) scan = make_scan ("what shows the name");

  g_assert_cmpuint (attach (self, "a-01:agent", &scan, id, "name"), ==, 403);
  world_await_words (&self->world, "refused: permission");
  g_assert_cmpuint (attach (self, "s-01:admin", &scan, id, "name"), ==, 403);
  g_assert_cmpuint (attach (self, "v-01:verifier", &scan, id, "no_such_item"), ==, 403);
  g_assert_cmpuint (attach (self, "v-01:verifier", &scan, id, ""), ==, 403);
  g_assert_cmpuint (attach (self, "v-01:verifier", &scan, nowhere, "name"), ==, 403);
  g_assert_cmpuint (try_get (self, "v-01:verifier", &scan), ==, 404);
  g_assert_cmpuint (attach (self, "v-01:verifier", &scan, id, "name"), ==, 200);
  g_assert_cmpuint (try_get (self, "v-01:verifier", &scan), ==, 200);
}

static void
push_as (Desks *self, const char *account, const char *role, MadoId entity, const char *kind, const char *body)
{
  g_autoptr (Terminal) other = NULL;
  g_auto (Papers) papers = { 0 };
  g_autofree char *name = g_strconcat ("t-", account, NULL);
  g_autoptr (TlsClient) client = NULL;
  g_autoptr (MadoPushReply) reply = NULL;

  world_enrol (&self->world, name, &papers);
  client = world_connect (&self->world, &papers);
  other = world_begin_terminal (&self->world, client, account, role);
  terminal_do (other, entity, kind, "%s", body);
  reply = world_push (other, client, 1, 1);
  g_assert_cmpint (reply->verdict, ==, MADO_PUSH_TAKEN);
}

/* A scan of one item shows others, too: of somebody under protection, perhaps where she lives. */
static void
test_a_protected_person_is_not_shown_on_paper (Desks *self, G_GNUC_UNUSED gconstpointer limits)
{
  const MadoId id = receive_case (self, "form:1");
  g_auto (Scan) scan = make_scan ("what shows the name");

  g_assert_cmpuint (attach (self, "v-01:verifier", &scan, id, "name"), ==, 200);
  push_as (self, "l-01", "lead", id, "case.protect", "{'on':true,'reason':'申出'}");
  g_assert_cmpuint (try_get (self, "v-01:verifier", &scan), ==, 404);
  g_assert_cmpuint (try_get (self, "a-01:agent", &scan), ==, 404);
  g_assert_cmpuint (try_get (self, "l-01:lead", &scan), ==, 200);
}

static GArray *
note_presence (Desks *self, guint desk, MadoId id)
{
  const MadoPresenceRequest request = { .entity = id, .is_open = TRUE };
  g_autoptr (GBytes) text = mado_presence_request_write (&request, NULL);
  g_autoptr (TlsReply) reply = ask (self, desk, "POST", "presence", text);
  g_autoptr (GBytes) body = dup_body (reply);

  return mado_presence_reply_read (body, NULL);
}

static void
test_who_else_has_it_open (Desks *self, G_GNUC_UNUSED gconstpointer limits)
{
  const MadoId id = receive_case (self, "form:1");
  g_autoptr (GArray) first = note_presence (self, 0, id);
  g_autoptr (GArray) second = note_presence (self, 1, id);

  g_assert_cmpuint (first->len, ==, 0);
  g_assert_cmpuint (second->len, ==, 1);
  g_assert_cmpstr (g_array_index (second, MadoPresence, 0).account, ==, "v-01");
}

/* Forms of others close where somebody takes over: whoever may only comment cannot bring that about, whatever he sends.
 */
static void
test_nobody_takes_over_what_he_only_reads (Desks *self, G_GNUC_UNUSED gconstpointer limits)
{
  static const struct {
    const char *token;
    guint status;
  } tries[] = {
    { "w-01:ward", 403 },      { "d-01:admin", 403 },    { "a-01:agent", 200 },
    { "k-01:account_1", 200 }, { "v-01:verifier", 200 },
  };
  const MadoPresenceRequest request = { .entity = receive_case (self, "form:1"), .is_open = TRUE, .takes_over = TRUE };
  g_autoptr (GBytes) text = mado_presence_request_write (&request, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (tries); i++) {
    g_autoptr (TlsReply) reply = world_ask (self->clients[1], tries[i].token, "POST", WORLD_STREAM "presence", text);

    if (reply->status != tries[i].status)
      g_error ("%s takes over: %u", tries[i].token, reply->status);
  }
}

static void
test_health_and_figures_name_nobody (Desks *self, G_GNUC_UNUSED gconstpointer limits)
{
  g_autoptr (TlsReply) health = world_ask (self->clients[0], "", "GET", "/v1/health", NULL);
  g_autoptr (TlsReply) figures = NULL;
  g_autofree char *text = NULL;

  receive_case (self, "form:1");
  figures = world_ask (self->clients[0], "", "GET", "/v1/metrics", NULL);
  text = tls_reply_dup_text (figures);
  g_assert_cmpuint (health->status, ==, 200);
  g_assert_nonnull (strstr (text, "madoguchi_terminals{standing=\"working\"} 2\n"));
  g_assert_nonnull (strstr (text, "madoguchi_works_total{ward=\"shinjuku\"} 1\n"));
  g_assert_nonnull (strstr (text, "madoguchi_rebuffs_total{reason=\"session\"} 0\n"));
  g_assert_null (strstr (text, "v-01"));
  g_assert_null (strstr (text, "form:1"));
}

#define add(name, function) g_test_add ("/service-line/" name, Desks, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("what-one-says-wakes-the-other", test_what_one_says_wakes_the_other);
  add ("who-begins-gets-all-rows", test_who_begins_gets_all_rows);
  add ("history", test_history);
  add ("the-programme-as-it-was-published", test_the_programme_as_it_was_published);
  add ("attachments-come-and-go-in-pieces", test_attachments_come_and_go_in_pieces);
  add ("who-sees-the-item-gets-what-it-stands-on", test_who_sees_the_item_gets_what_it_stands_on);
  add ("who-may-not-edit-the-item-attaches-nothing", test_who_may_not_edit_the_item_attaches_nothing);
  add ("a-protected-person-is-not-shown-on-paper", test_a_protected_person_is_not_shown_on_paper);
  add ("who-else-has-it-open", test_who_else_has_it_open);
  add ("nobody-takes-over-what-he-only-reads", test_nobody_takes_over_what_he_only_reads);
  add ("health-and-figures-name-nobody", test_health_and_figures_name_nobody);

  return g_test_run ();
}
