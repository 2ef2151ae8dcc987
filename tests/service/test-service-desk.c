/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The administrator's desk without a window: madoguchi-ctl comes to the real program as a terminal, and may there what
 * its person may. */

#include <glib/gstdio.h>
#include <string.h>

#include "case-sample.h"
#include "door-world.h"

#define LONG "2099-03-31"
#define TERMINAL "t-desk"
#define OTHER_PASSWORD "staple battery horse"
#define ADDRESS "127.0.0.1:8443" /* that the configuration tells; the service took another port */

/* A terminal that is nobody's window. */
typedef struct {
  DoorWorld door;
  char *folder;
  char *profile; /* of chief */
  int status;    /* of the last call */
} Bureau;

/* --- calls -------------------------------------------------------------------------------------------------------- */

static GPtrArray *
list_words (const char *noun, const char *verb, const char *words)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) more = g_strsplit (words, " ", -1);

  g_ptr_array_add (list, g_strdup (g_getenv ("MADO_CTL")));
  g_ptr_array_add (list, g_strdup (noun));
  g_ptr_array_add (list, g_strdup (verb));
  for (char **word = more; *word != NULL; word++)
    g_ptr_array_add (list, g_strdup (*word));
  g_ptr_array_add (list, g_strdup ("--json"));
  g_ptr_array_add (list, NULL);

  return list;
}

/* @words: what follows the verb, with spaces between them; @input: what is typed */
static char *
call (Bureau *self, const char *input, const char *noun, const char *verb, const char *words)
{
  g_autoptr (GPtrArray) list = list_words (noun, verb, words);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_newv (
      (const char *const *) list->pdata,
      G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error);
  char *said = NULL;

  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, input, NULL, &said, NULL, &error));
  self->status = g_subprocess_get_if_exited (process) ? g_subprocess_get_exit_status (process) : -1;

  return said;
}

/* As somebody who signs in with the password of this world. */
static char *call_as (Bureau *self, const char *account, const char *noun, const char *verb, const char *format, ...)
    G_GNUC_PRINTF (5, 6);

static char *
call_as (Bureau *self, const char *account, const char *noun, const char *verb, const char *format, ...)
{
  g_autofree char *more = NULL;
  g_autofree char *words = NULL;
  va_list arguments;

  va_start (arguments, format);
  more = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  words = g_strdup_printf ("--password-fd 0 --as %s --ward shinjuku %s%s%s", account, self->folder,
                           more[0] != '\0' ? " " : "", more);

  return call (self, DOOR_WORLD_PASSWORD "\n", noun, verb, words);
}

#define expect_done(said)                                                                                              \
  do {                                                                                                                 \
    if (self->status != 0)                                                                                             \
      g_test_message ("%s", said);                                                                                     \
    g_assert_cmpint (self->status, ==, 0);                                                                             \
  } while (FALSE)

#define expect_refused(said, code)                                                                                     \
  do {                                                                                                                 \
    g_autofree char *word_ = g_strdup_printf ("\"code\":\"%s\"", code);                                                \
    g_autofree char *packed_ = g_strjoinv ("", g_strsplit (said, " ", -1));                                            \
    if (strstr (packed_, word_) == NULL)                                                                               \
      g_test_message ("%s", said);                                                                                     \
    g_assert_nonnull (strstr (packed_, word_));                                                                        \
    g_assert_cmpint (self->status, ==, 1);                                                                             \
  } while (FALSE)

static char *
find_member (const char *answer, const char *name)
{
  g_autofree char *pattern = g_strdup_printf ("\"%s\"\\s*:\\s*\"([^\"]+)\"", name);
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  if (!g_regex_match (regex, answer, 0, &match))
    g_test_message ("%s", answer);
  g_assert_true (g_match_info_matches (match));

  return g_match_info_fetch (match, 1);
}

/* --- the terminal ------------------------------------------------------------------------------------------------- */

/* The service of a test takes any port that is free. */
static void
mend_address (Bureau *self, const char *file)
{
  g_autofree char *content = NULL;
  g_autofree char *address = g_strdup_printf ("127.0.0.1:%u", self->door.world.port);
  g_autofree char *mended = NULL;
  g_auto (GStrv) parts = NULL;

  g_assert_true (g_file_get_contents (file, &content, NULL, NULL));
  parts = g_strsplit (content, ADDRESS, 2);
  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  mended = g_strjoinv (address, parts);
  g_assert_true (g_file_set_contents (file, mended, -1, NULL));
}

static void
enrol (Bureau *self)
{
  g_autofree char *file = g_strdup_printf ("%s/" TERMINAL ".json", self->door.world.folder);
  g_autofree char *words = NULL, *code = NULL, *said = NULL, *line = NULL;
  g_auto (Papers) papers = { 0 };
  TlsClient *client = world_invite (&self->door.world, TERMINAL, &code, &papers);

  tls_client_free (client);
  mend_address (self, file);
  words = g_strdup_printf ("--code-fd 0 %s %s", file, self->folder);
  line = g_strconcat (code, "\n", NULL);
  said = call (self, line, "sync", "enrol", words);
  expect_done (said);
}

static void
set_up (Bureau *self)
{
  door_world_set_up (&self->door, NULL);
  self->folder = g_build_filename (self->door.world.folder, "desk", NULL);
  self->profile = g_build_filename (self->folder, "chief.ninpu-r7", NULL);
  enrol (self);
}

static void
tear_down (Bureau *self)
{
  g_free (self->profile);
  g_free (self->folder);
  door_world_tear_down (&self->door, NULL);
}

static void
test_a_folder_becomes_a_terminal (gconstpointer data)
{
  Bureau *self = (Bureau *) data;
  g_autofree char *file = g_strdup_printf ("%s/t-next.json", self->door.world.folder);
  g_autofree char *next = g_build_filename (self->door.world.folder, "next", NULL);
  g_autofree char *elsewhere = g_strdup_printf ("--code-fd 0 --fingerprint 00 %s %s", file, next);
  g_autofree char *again = g_strdup_printf ("--code-fd 0 %s %s", file, self->folder);
  g_autofree char *here = g_strdup_printf ("--code-fd 0 %s %s", file, next);
  g_autofree char *code = NULL;
  g_auto (Papers) papers = { 0 };
  TlsClient *client = world_invite (&self->door.world, "t-next", &code, &papers);
  g_autofree char *stranger = NULL, *taken = NULL, *wrong = NULL;

  tls_client_free (client);
  mend_address (self, file);
  stranger = call (self, "x\n", "sync", "enrol", elsewhere);
  g_assert_nonnull (strstr (stranger, "another authority"));
  taken = call (self, "x\n", "sync", "enrol", again);
  g_assert_nonnull (strstr (taken, "already"));
  wrong = call (self, "0000-0000\n", "sync", "enrol", here);
  g_assert_nonnull (strstr (wrong, "the code is wrong"));
  g_assert_cmpint (self->status, ==, 1);
}

/* --- at the register -----------------------------------------------------------------------------------------------
 */

#define ENTRY "--name 見本花子 --organisation 受託者 --role 取扱者 --from 2025-04-01 --to " LONG

static char *handle (Bureau *self, const char *verb, const char *format, ...) G_GNUC_PRINTF (3, 4);

static char *
handle (Bureau *self, const char *verb, const char *format, ...)
{
  g_autofree char *more = NULL;
  g_autofree char *words = NULL;
  va_list arguments;

  va_start (arguments, format);
  more = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  words = g_strdup_printf ("--password-fd 0 %s%s%s", self->profile, more[0] != '\0' ? " " : "", more);

  return call (self, DOOR_WORLD_PASSWORD "\n", "handler", verb, words);
}

static char *
draw_key (void)
{
  g_autoptr (MadoSigningKey) key = mado_signing_key_generate (NULL);

  return mado_public_key_to_hex (mado_signing_key_get_public (key));
}

/* Of the entry of an account: @wanted is what stands there, as `"member":"value"`, ends with %NULL. */
static void
expect_in_list (Bureau *self, const char *account, const char *const *wanted)
{
  g_autofree char *list = handle (self, "list", "%s", "");
  g_autofree char *mark = g_strdup_printf ("\"account\":\"%s\"", account);
  g_auto (GStrv) parts = NULL;
  g_auto (GStrv) entry = NULL;

  expect_done (list);
  parts = g_strsplit (list, mark, 2);
  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  entry = g_strsplit (parts[1], "}", 2);
  for (; *wanted != NULL; wanted++) {
    if (strstr (entry[0], *wanted) == NULL)
      g_test_message ("%s", list);
    g_assert_nonnull (strstr (entry[0], *wanted));
  }
}

#define WANTED(...) ((const char *const[]) { __VA_ARGS__, NULL })

/* --- accounts ----------------------------------------------------------------------------------------------------- */

static char *
change_password (Bureau *self, const char *account, const char *now, const char *next)
{
  g_autofree char *lines = g_strconcat (now, "\n", next, "\n", NULL);
  g_autofree char *words = g_strdup_printf ("--password-fd 0 --as %s %s", account, self->folder);

  return call (self, lines, "account", "password", words);
}

/* From nobody to somebody who works, all of it here: the register, the account, his own password. */
static void
test_accounts_are_made_and_changed (gconstpointer data)
{
  Bureau *self = (Bureau *) data;
  g_autofree char *key = draw_key ();
  g_autofree char *entered = handle (self, "enter", "v-09 " ENTRY " --key %s", key);
  g_autofree char *reported = handle (self, "report", "v-09 --day 2025-05-01");
  g_autofree char *made = call_as (self, "chief", "account", "make", "v-09 --grant ninpu-r7:verifier");
  g_autofree char *one_time = find_member (made, "one_time");
  g_autofree char *first = NULL, *poor = NULL, *own = NULL, *twice = NULL, *unknown = NULL, *nothing = NULL;
  g_autofree char *roles = NULL, *list = NULL, *none = NULL;

  expect_done (made);
  first = call (self, one_time, "account", "list", "--password-fd 0 --as v-09 /nowhere");
  g_assert_cmpint (self->status, ==, 1); /* a folder that is no terminal */
  poor = change_password (self, "v-09", one_time, "short");
  expect_refused (poor, "password-short");
  own = change_password (self, "v-09", one_time, OTHER_PASSWORD);
  expect_done (own);
  twice = call_as (self, "chief", "account", "make", "v-09 --no-role");
  expect_refused (twice, "exists");
  unknown = call_as (self, "chief", "account", "roles", "v-09 --grant ninpu-r7:king");
  expect_refused (unknown, "grant");
  nothing = call_as (self, "chief", "account", "roles", "v-09");
  g_assert_cmpint (self->status, ==, 2); /* what is left out takes nothing away */
  roles = call_as (self, "chief", "account", "roles", "v-09 --grant ninpu-r7:verifier --grant ninpu-r7:agent");
  expect_done (roles);
  list = call_as (self, "watch", "account", "list", "%s", "");
  expect_done (list);
  g_assert_nonnull (strstr (list, "ninpu-r7:agent"));
  g_assert_null (strstr (list, one_time));
  none = call_as (self, "chief", "account", "roles", "v-09 --no-role");
  expect_done (none);
}

/* Two persons: whoever asked does not confirm, and whoever does hears the password. */
static void
test_a_password_is_reset_by_two (gconstpointer data)
{
  Bureau *self = (Bureau *) data;
  g_autofree char *asked = NULL, *alone = NULL, *waiting = NULL, *confirmed = NULL, *one_time = NULL, *own = NULL;
  g_autofree char *about_himself = NULL, *before = NULL;

  door_world_add (&self->door, "v-01", "verifier", LONG);
  asked = call_as (self, "chief", "account", "reset", "v-01");
  expect_done (asked);
  alone = call_as (self, "chief", "account", "confirm", "v-01");
  expect_refused (alone, "same-person");
  waiting = call_as (self, "watch", "account", "list", "%s", "");
  g_assert_nonnull (strstr (waiting, "\"reset\""));
  confirmed = call_as (self, "watch", "account", "confirm", "v-01");
  expect_done (confirmed);
  one_time = find_member (confirmed, "one_time");
  before = call_as (self, "v-01", "account", "list", "%s", "");
  expect_refused (before, "wrong");
  own = change_password (self, "v-01", one_time, OTHER_PASSWORD);
  expect_done (own);
  about_himself = call_as (self, "chief", "account", "reset", "chief");
  expect_refused (about_himself, "same-person");
}

static void
test_whoever_does_not_administer_does_nothing (gconstpointer data)
{
  Bureau *self = (Bureau *) data;
  static const char *const verbs[] = { "roles", "make", "close", "reset" };
  g_autofree char *seen = NULL, *raised = NULL, *closed = NULL, *shut_out = NULL, *log = NULL;

  door_world_add (&self->door, "v-02", "verifier", LONG);
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++) {
    g_autofree char *said = call_as (self, "v-02", "account", verbs[i], "second%s", i < 2 ? " --no-role" : "");

    expect_refused (said, "not-allowed");
  }
  seen = call_as (self, "v-02", "account", "list", "%s", "");
  expect_refused (seen, "not-allowed");
  raised = call_as (self, "chief", "account", "raise", "v-02 --overseer");
  expect_done (raised);
  closed = call_as (self, "chief", "account", "close", "v-02");
  expect_done (closed);
  shut_out = call_as (self, "v-02", "account", "list", "%s", "");
  expect_refused (shut_out, "closed");
  log = door_world_show_log (&self->door);
  g_assert_nonnull (strstr (log, TERMINAL)); /* what was done here, the log has as of any terminal */
}

/* --- lists -------------------------------------------------------------------------------------------------------- */

static char *
write_list (Bureau *self, const char *name, const char *text)
{
  char *path = g_build_filename (self->door.world.folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));

  return path;
}

#define HEADING "bank\tbranch\tbank_name\tbank_kana\tbranch_name\tbranch_kana\n"
#define BRANCH "9901\t001\t見本\tミホン\t本店\tホンテン\n"
#define PAYEES_BRANCH "0001\t001\t例示\tレイジ\t本店\tホンテン\n" /* CASE_ACCOUNT's */

static void
test_a_list_is_taken_into_use (gconstpointer data)
{
  Bureau *self = (Bureau *) data;
  g_autofree char *newer = write_list (self, "banks-20990102.tsv", HEADING PAYEES_BRANCH BRANCH);
  g_autofree char *older = write_list (self, "banks-20980102.tsv", HEADING BRANCH);
  g_autofree char *broken = write_list (self, "banks-20990103.tsv", HEADING "9901\t見本\n");
  g_autofree char *none = call_as (self, "chief", "lists", "show", "%s", "");
  g_autofree char *put = NULL, *late = NULL, *faulty = NULL, *watched = NULL, *shown = NULL, *named = NULL;

  g_assert_null (strstr (none, "banks"));
  put = call_as (self, "chief", "lists", "put", "banks %s", newer);
  expect_done (put);
  late = call_as (self, "chief", "lists", "put", "banks %s", older);
  expect_refused (late, "list");
  faulty = call_as (self, "chief", "lists", "put", "banks %s", broken);
  g_assert_cmpint (self->status, ==, 1);
  g_assert_nonnull (strstr (faulty, "E_COLUMNS"));
  watched = call_as (self, "watch", "lists", "put", "banks %s", newer);
  expect_refused (watched, "not-allowed");
  named = call_as (self, "chief", "lists", "put", "people %s", newer);
  g_assert_cmpint (self->status, ==, 2);
  shown = call_as (self, "watch", "lists", "show", "%s", "");
  g_assert_nonnull (strstr (shown, "2099-01-02"));
}

/* Somebody whose account was typed by two, as it takes. */
static void
receive_payee (Bureau *self)
{
  DoorVisitor *verifier = door_world_add (&self->door, "v-05", "verifier", LONG);
  DoorVisitor *first = door_world_add (&self->door, "k-01", "account_1", LONG);
  DoorVisitor *second = door_world_add (&self->door, "k-02", "account_2", LONG);
  const MadoId id = ward_draw_id (self->door.world.notes);

  terminal_do (verifier->terminal, id, "case.move",
               "{'transition':'receive','receipt':'form:1','edits':" CASE_EDITS "}", "'9900000001'");
  door_world_push (verifier);
  terminal_do (first->terminal, id, "case.enter_account", "{'item':'account','value':" CASE_ACCOUNT "}", "1234567",
               "self");
  door_world_push (first);
  terminal_do (second->terminal, id, "case.enter_account", "{'item':'account','value':" CASE_ACCOUNT "}", "1234567",
               "self");
  door_world_push (second);
}

static void
expect_weight (Bureau *self, const char *path, int payees, int gone)
{
  g_autofree char *said = call_as (self, "chief", "lists", "weigh", "%s", path);
  g_autofree char *wanted = g_strdup_printf ("\"payees\":%d,\"gone\":%d", payees, gone);

  expect_done (said);
  if (strstr (said, wanted) == NULL)
    g_test_message ("%s", said);
  g_assert_nonnull (strstr (said, wanted));
}

static guint
count_in_log (Bureau *self, const char *kind)
{
  g_autofree char *log = door_world_show_log (&self->door);
  g_auto (GStrv) parts = g_strsplit (log, kind, -1);

  return g_strv_length (parts) - 1;
}

/* The administrator sees nobody's account, and hears how many of them a list would leave without a branch. */
static void
test_a_list_is_weighed (gconstpointer data)
{
  Bureau *self = (Bureau *) data;
  g_autofree char *keeps = write_list (self, "banks-20990201.tsv", HEADING PAYEES_BRANCH);
  g_autofree char *loses = write_list (self, "banks-20990301.tsv", HEADING BRANCH);
  g_autofree char *watched = NULL, *put = NULL;
  const guint n_before = count_in_log (self, "access.lists");

  expect_weight (self, loses, 0, 0);
  g_assert_cmpuint (count_in_log (self, "access.lists"), ==, n_before + 1);
  receive_payee (self);
  expect_weight (self, keeps, 1, 0);
  expect_weight (self, loses, 1, 1);
  watched = call_as (self, "watch", "lists", "weigh", "%s", loses);
  expect_refused (watched, "not-allowed");
  put = call_as (self, "chief", "lists", "put", "banks %s", loses);
  expect_done (put);
  expect_weight (self, loses, 1, 0); /* it is gone already */
}

/* --- the register ------------------------------------------------------------------------------------------------- */

/* The profile is made on the way, as at the first signing in at a window; each act is the service's before it is said
 * to be done. */
static void
test_the_register_is_kept (gconstpointer data)
{
  Bureau *self = (Bureau *) data;
  g_autofree char *key = draw_key (), *other = draw_key ();
  g_autofree char *entered = handle (self, "enter", "v-07 " ENTRY " --key %s", key);
  g_autofree char *reported = NULL, *trained = NULL, *early = NULL, *changed = NULL, *keyed = NULL, *twice = NULL;
  g_autofree char *ended = NULL, *over = NULL, *missing = NULL;

  expect_done (entered);
  reported = handle (self, "report", "v-07 --day 2025-05-01");
  expect_done (reported);
  early = handle (self, "train", "v-07 --day " LONG);
  expect_refused (early, "E_VALUE");
  trained = handle (self, "train", "v-07 --day 2025-04-02");
  expect_done (trained);
  expect_in_list (self, "v-07", WANTED ("\"trained\":\"2025-04-02\"", "\"reported\":\"2025-05-01\""));
  changed = handle (self, "change", "v-07 --organisation 別の受託者 --reason 異動");
  expect_done (changed);
  keyed = handle (self, "key", "v-07 --key %s --reason 更新", other);
  expect_done (keyed);
  expect_in_list (self, "v-07", /* the ward is told anew */
                  WANTED ("\"organisation\":\"別の受託者\"", "\"reported\":\"\"", other));
  twice = handle (self, "enter", "v-08 " ENTRY " --key %s", other);
  g_assert_cmpint (self->status, ==, 1);
  ended = handle (self, "end", "v-07 --reason 退職");
  expect_done (ended);
  over = handle (self, "report", "v-07 --day 2025-05-01");
  g_assert_cmpint (self->status, ==, 1);
  missing = handle (self, "end", "v-07");
  g_assert_cmpint (self->status, ==, 2);
}

/* Whoever keeps the register does not keep his own entry, here as at the window. */
static void
test_nobody_keeps_his_own_entry (gconstpointer data)
{
  Bureau *self = (Bureau *) data;
  g_autofree char *key = draw_key ();
  g_autofree char *own = handle (self, "enter", "chief " ENTRY " --key %s", key);

  expect_refused (own, "E_SAME_PERSON");
}

/* What somebody does here who may not is turned away before it is anywhere. */
static void
test_whoever_does_not_keep_it_changes_nothing (gconstpointer data)
{
  Bureau *self = (Bureau *) data;
  g_autofree char *profile = g_build_filename (self->folder, "v-03.ninpu-r7", NULL);
  g_autofree char *words = NULL, *said = NULL;

  door_world_add (&self->door, "v-03", "verifier", LONG);
  words = g_strdup_printf ("--password-fd 0 --day 2025-05-01 %s v-03", profile);
  said = call (self, DOOR_WORLD_PASSWORD "\n", "handler", "report", words);
  g_assert_cmpint (self->status, ==, 1);
}

#define add(name, function) g_test_add_data_func ("/service-desk/" name, &desk, function)

/* One ward for all of them: whoever comes into it stays. */
int
main (int argc, char **argv)
{
  Bureau desk = { 0 };
  int status;

  g_test_init (&argc, &argv, NULL);
  set_up (&desk);
  add ("a-folder-becomes-a-terminal", test_a_folder_becomes_a_terminal);
  add ("accounts-are-made-and-changed", test_accounts_are_made_and_changed);
  add ("a-password-is-reset-by-two", test_a_password_is_reset_by_two);
  add ("whoever-does-not-administer-does-nothing", test_whoever_does_not_administer_does_nothing);
  add ("a-list-is-taken-into-use", test_a_list_is_taken_into_use);
  add ("a-list-is-weighed", test_a_list_is_weighed);
  add ("the-register-is-kept", test_the_register_is_kept);
  add ("nobody-keeps-his-own-entry", test_nobody_keeps_his_own_entry);
  add ("whoever-does-not-keep-it-changes-nothing", test_whoever_does_not_keep_it_changes_nothing);

  status = g_test_run ();
  tear_down (&desk);

  return status;
}
