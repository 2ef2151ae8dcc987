/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Groups: all or none, however many requests they come in. */

#include "terminal-sample.h"

#define NAME "shinjuku/ninpu-r7"
#define EDIT(item) "{'edits':[{'item':'" item "','now':'%s'}]}"

typedef struct {
  Ward *ward;
  MadoStream *stream;
  Terminal *verifier;
  MadoId id;
} Office;

static void
set_up (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  self->ward = ward_new ();
  self->stream = ward_open_stream (self->ward, "ninpu-r7");
  self->verifier = terminal_new (self->ward, self->stream, "v-01", "verifier");
  self->id = terminal_receive_case (self->verifier, "form:1", "0000000001");
  terminal_push_all (self->verifier);
}

static void
tear_down (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  terminal_free (self->verifier);
  ward_free (self->ward);
}

static void
assert_log (Office *self, const char *lines)
{
  g_autofree char *log = ward_describe_log (self->ward, NAME, 2);

  g_assert_cmpstr (log, ==, lines);
}

static void
assert_item (Office *self, const char *pointer, const char *value)
{
  g_autofree char *found = ward_dup_value (self->ward, self->id, pointer);

  g_assert_cmpstr (found, ==, value);
}

/* Three in one group: 2, 3 and 4 of the journal. */
static void
write_group (Office *self)
{
  self->verifier->group = ward_draw_id (self->ward);
  terminal_do (self->verifier, self->id, "case.edit", EDIT ("occupation"), "会社員")->goes_on = TRUE;
  terminal_do (self->verifier, self->id, "case.edit", EDIT ("email"), "hanako@example.jp")->goes_on = TRUE;
  terminal_do (self->verifier, self->id, "case.edit", EDIT ("former_city"), "見本市");
  self->verifier->group = MADO_ID_NONE;
}

static void
assert_pushed (Office *self, gint64 first, gint64 last)
{
  g_autoptr (MadoPushReply) reply = terminal_push (self->verifier, first, last);

  g_assert_cmpint (reply->verdict, ==, MADO_PUSH_TAKEN);
  g_assert_cmpint (reply->received, ==, last);
}

static void
test_whole (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  write_group (self);
  assert_pushed (self, 2, 4);
  assert_log (self, "case.edit applied; case.edit applied; case.edit applied; ");
}

static void
test_over_several_requests (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  write_group (self);
  assert_pushed (self, 2, 2);
  assert_log (self, "");
  assert_item (self, "/items/occupation", NULL);
  assert_pushed (self, 2, 3);
  assert_log (self, "");
  assert_pushed (self, 3, 4);
  assert_log (self, "case.edit applied; case.edit applied; case.edit applied; ");
  assert_item (self, "/items/occupation", "\"会社員\"");
  assert_pushed (self, 2, 4);
}

/* What is set aside is told by its number and what it holds. */
static void
test_another_of_the_same_number (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  write_group (self);
  assert_pushed (self, 2, 3);
  g_array_set_size (self->verifier->journal, 2);
  terminal_do (self->verifier, self->id, "case.edit", EDIT ("occupation"), "自営業");

  g_autoptr (MadoPushReply) reply = terminal_push (self->verifier, 3, 3);

  g_assert_cmpint (reply->verdict, ==, MADO_PUSH_FORKED);
}

/* Its disk was put back to before the group: the number alone says nothing, also where more came after it. */
static void
test_another_behind_what_was_received (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  write_group (self);
  assert_pushed (self, 2, 3);
  g_array_set_size (self->verifier->journal, 1);
  terminal_do (self->verifier, self->id, "case.edit", EDIT ("occupation"), "自営業");

  g_autoptr (MadoPushReply) reply = terminal_push (self->verifier, 2, 2);

  g_assert_cmpint (reply->verdict, ==, MADO_PUSH_FORKED);
  assert_log (self, "");
  assert_item (self, "/items/occupation", NULL);
}

static void
test_others_go_on (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (Terminal) other = terminal_new (self->ward, self->stream, "v-02", "verifier");

  write_group (self);
  assert_pushed (self, 2, 3);
  terminal_do (other, self->id, "case.edit", "{'edits':[{'item':'phone','was':'0300000000','now':'0311111111'}]}");
  terminal_push_all (other);
  assert_log (self, "case.edit applied; ");
  assert_pushed (self, 4, 4);
  assert_log (self, "case.edit applied; case.edit applied; case.edit applied; case.edit applied; ");
}

static void
test_none_of_it (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  self->verifier->group = ward_draw_id (self->ward);
  terminal_do (self->verifier, self->id, "case.edit", EDIT ("occupation"), "会社員")->goes_on = TRUE;
  terminal_do (self->verifier, self->id, "case.protect", "{'on':true,'reason':'申出'}")->goes_on = TRUE;
  terminal_do (self->verifier, self->id, "case.edit", EDIT ("email"), "hanako@example.jp");
  assert_pushed (self, 2, 4);
  assert_log (self, "case.edit refused E_GROUP; case.protect refused E_ROLE; case.edit refused E_GROUP; ");
  assert_item (self, "/items/occupation", NULL);
}

/* What is refused before anybody looks at the work stands against all of it, too. */
static void
test_one_that_cannot_be_read (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  write_group (self);
  terminal_keep_text (self->verifier, "no operation");
  g_array_index (self->verifier->journal, MadoPushedOperation, 3).goes_on = TRUE;
  assert_pushed (self, 2, 5);
  assert_log (self, "case.edit refused E_GROUP; case.edit refused E_GROUP; case.edit refused E_GROUP;"
                    "  quarantined E_FORM; ");
  assert_item (self, "/items/occupation", NULL);
}

static void
test_not_one_group (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  terminal_do (self->verifier, self->id, "case.edit", EDIT ("occupation"), "会社員")->goes_on = TRUE;
  terminal_do (self->verifier, self->id, "case.edit", EDIT ("email"), "hanako@example.jp");
  assert_pushed (self, 2, 3);
  assert_log (self, "case.edit refused E_GROUP; case.edit refused E_GROUP; ");
}

static void
test_withdrawn (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  write_group (self);
  for (guint i = 1; i < 4; i++)
    g_array_index (self->verifier->journal, MadoPushedOperation, i).is_withdrawn = TRUE;
  assert_pushed (self, 2, 4);
  assert_log (self, "case.edit refused E_WITHDRAWN; case.edit refused E_WITHDRAWN; case.edit refused E_WITHDRAWN; ");
}

static void
test_one_is_erased (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  write_group (self);
  assert_pushed (self, 2, 2);
  g_clear_pointer (&g_array_index (self->verifier->journal, MadoPushedOperation, 2).text, g_bytes_unref);

  g_autoptr (MadoPushReply) reply = terminal_push (self->verifier, 3, 4);

  g_assert_cmpuint (reply->known->len, ==, 1);
  g_assert_cmpint (g_array_index (reply->known, MadoKnownOperation, 0).dseq, ==, 3);
  assert_log (self, "case.edit refused E_GROUP;  refused E_ERASED; case.edit refused E_GROUP; ");
}

/* The journal forks while a group is set aside: it is offered again as a whole, and done once; the copy of the terminal
 * that goes on with the old device finds it done. */
static void
test_forked_in_the_middle (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  const MadoId old = self->verifier->device;

  write_group (self);
  assert_pushed (self, 2, 3);
  self->verifier->device = ward_draw_id (self->ward);
  assert_pushed (self, 1, 4);
  assert_log (self, "case.edit applied; case.edit applied; case.edit applied; ");
  self->verifier->device = old;

  g_autoptr (MadoPushReply) reply = terminal_push (self->verifier, 4, 4);

  g_assert_cmpint (reply->received, ==, 4);
  g_assert_cmpuint (reply->known->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (g_array_index (reply->known, MadoKnownOperation, i).dseq, ==, i + 2);
  assert_log (self, "case.edit applied; case.edit applied; case.edit applied; ");
  terminal_do (self->verifier, self->id, "case.edit",
               "{'edits':[{'item':'clinic','was':'見本医院','now':'例示医院'}]}");
  assert_pushed (self, 5, 5);
  assert_log (self, "case.edit applied; case.edit applied; case.edit applied; case.edit applied; ");
}

static void
test_twice_in_one_group (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoOperation) operation = NULL;

  self->verifier->group = ward_draw_id (self->ward);
  operation = terminal_write (self->verifier, self->id, "case.edit", EDIT ("occupation"), "会社員");
  terminal_keep (self->verifier, operation)->goes_on = TRUE;
  terminal_keep (self->verifier, operation)->goes_on = TRUE;
  terminal_keep (self->verifier, operation);
  assert_pushed (self, 2, 4);
  assert_log (self, "case.edit refused E_GROUP; case.edit refused E_EXISTS; case.edit refused E_EXISTS; ");
  assert_pushed (self, 2, 4);
}

/* A group that never ends keeps nobody from anything, and is erased with what it is about. */
static void
test_erased_while_set_aside (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoTurn) turn = NULL;
  g_autoptr (GPtrArray) keys = NULL;
  g_autoptr (GPtrArray) values = NULL;

  write_group (self);
  assert_pushed (self, 2, 3);
  ward_erase (self->ward, self->stream, self->id);
  turn = mado_turn_begin (self->ward->backend, MADO_BACKEND_READ, NULL);
  g_assert_true (self->ward->backend->type->list_records (self->ward->backend, "staged", "", 10, &keys, &values, NULL));
  g_assert_cmpuint (values->len, ==, 2);
  for (guint i = 0; i < values->len; i++)
    g_assert_cmpuint (g_bytes_get_size (g_ptr_array_index (values, i)), ==, 1 + MADO_HASH_SIZE);
  g_clear_pointer (&turn, mado_turn_undo);
  assert_pushed (self, 4, 4);
  assert_log (self, "service.erase applied;  refused E_ERASED;  refused E_ERASED; case.edit refused E_ERASED; ");
}

static void
test_longer_than_a_page (Office *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  const guint n = 1200;

  self->verifier->group = ward_draw_id (self->ward);
  for (guint i = 0; i < n; i++) {
    terminal_do (self->verifier, self->id, "case.note", "{'item':'ward_comment','text':'%u'}", i)->goes_on = i < n - 1;
    g_string_append (lines, "case.note applied; ");
  }
  for (gint64 first = 2; first <= n + 1; first += 400)
    assert_pushed (self, first, MIN (first + 399, n + 1));
  assert_log (self, lines->str);
}

#define add(name, function) g_test_add ("/stream-group/" name, Office, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ward_choose_backend (argc, argv);

  add ("whole", test_whole);
  add ("over-several-requests", test_over_several_requests);
  add ("another-of-the-same-number", test_another_of_the_same_number);
  add ("another-behind-what-was-received", test_another_behind_what_was_received);
  add ("others-go-on", test_others_go_on);
  add ("none-of-it", test_none_of_it);
  add ("one-that-cannot-be-read", test_one_that_cannot_be_read);
  add ("not-one-group", test_not_one_group);
  add ("withdrawn", test_withdrawn);
  add ("one-is-erased", test_one_is_erased);
  add ("forked-in-the-middle", test_forked_in_the_middle);
  add ("twice-in-one-group", test_twice_in_one_group);
  add ("erased-while-set-aside", test_erased_while_set_aside);
  add ("longer-than-a-page", test_longer_than_a_page);

  return g_test_run ();
}
