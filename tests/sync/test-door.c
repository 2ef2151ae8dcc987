/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What somebody in charge of accounts says at the door, over the real line to the real program: accounts, terminals,
 * an authenticator, the report of the logs. */

#include <string.h>

#include "authenticator.h"
#include "door-world.h"
#include "mado-door.h"
#include "mado-enrolling.h"

#define LONG "2099-03-31"

static DoorWorld world;

/* A terminal with its courier, and who sits there. */
typedef struct {
  MadoCourier *courier;
  MadoDoor door;
} Seat;

static MadoSecret *
make_secret (const char *text)
{
  g_autofree char *copy = g_strdup (text);

  return mado_secret_new_wiping (copy, strlen (copy));
}

static MadoPapers *
read_papers (const Papers *papers)
{
  g_autofree char *address = g_strdup_printf ("127.0.0.1:%u", world.world.port);
  const char *const addresses[] = { address, NULL };
  g_autofree char *key = g_strdup (papers->key);
  g_autoptr (MadoSecret) secret = mado_secret_new_wiping (key, strlen (key));
  g_autoptr (GError) error = NULL;
  MadoPapers *read = mado_papers_new (addresses, papers->authority, papers->certificate, secret, &error);

  g_assert_no_error (error);

  return read;
}

static Seat
sit_down (const char *account)
{
  const DoorVisitor *visitor = door_world_find (&world, account);
  Seat seat = { mado_courier_new (read_papers (&visitor->papers), mado_instant_now) };

  seat.door = (MadoDoor) { seat.courier, "shinjuku", visitor->terminal->token };

  return seat;
}

static void
stand_up (Seat *self)
{
  g_clear_pointer (&self->courier, mado_courier_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Seat, stand_up)

/* --- asking ------------------------------------------------------------------------------------------------------- */

static void
told_cb (GObject *source, GAsyncResult *result, gpointer out_result)
{
  *(GAsyncResult **) out_result = g_object_ref (result);
}

static GAsyncResult *
await (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

static GAsyncResult *
say (const Seat *self, const char *verb, const MadoAccessRequest *request)
{
  GAsyncResult *result = NULL;

  mado_door_say_async (&self->door, verb, request, NULL, told_cb, &result);

  return await (&result);
}

static void
ask (const Seat *self, const char *verb, const MadoAccessRequest *request, MadoAccessReply *out_reply)
{
  g_autoptr (GAsyncResult) result = say (self, verb, request);
  g_autoptr (GError) error = NULL;

  g_assert_true (mado_door_say_finish (result, out_reply, &error));
  g_assert_no_error (error);
}

#define assert_verdict(expected, seat, verb, ...)                                                                      \
  do {                                                                                                                 \
    g_auto (MadoAccessReply) said = { 0 };                                                                             \
    const MadoAccessRequest asked = { __VA_ARGS__ };                                                                   \
    ask (seat, verb, &asked, &said);                                                                                   \
    g_assert_cmpstr (mado_access_verdict_get_name (said.verdict), ==, expected);                                       \
  } while (FALSE)

static MadoAccessRoll *
list_accounts (const Seat *self)
{
  g_autoptr (GAsyncResult) result = say (self, "accounts/list", &(MadoAccessRequest) { 0 });
  g_autoptr (GError) error = NULL;
  MadoAccessVerdict verdict = MADO_ACCESS_BUSY;
  MadoAccessRoll *roll = mado_door_hear_accounts (result, &verdict, &error);

  g_assert_no_error (error);
  g_assert_cmpint (verdict, ==, MADO_ACCESS_DONE);

  return roll;
}

static const MadoAccountLine *
find_account (const MadoAccessRoll *roll, const char *account)
{
  for (guint i = 0; i < roll->accounts->len; i++)
    if (strcmp (g_array_index (roll->accounts, MadoAccountLine, i).account, account) == 0)
      return &g_array_index (roll->accounts, MadoAccountLine, i);

  return NULL;
}

static MadoTerminalRoll *
list_terminals (const Seat *self, MadoAccessVerdict *out_verdict)
{
  g_autoptr (GAsyncResult) result = say (self, "terminals/list", &(MadoAccessRequest) { 0 });
  g_autoptr (GError) error = NULL;
  MadoTerminalRoll *roll = mado_door_hear_terminals (result, out_verdict, &error);

  g_assert_no_error (error);

  return roll;
}

static MadoTerminalLine
look_at_terminal (const Seat *self, const char *terminal)
{
  MadoAccessVerdict verdict;
  g_autoptr (MadoTerminalRoll) roll = list_terminals (self, &verdict);

  g_assert_nonnull (roll);
  for (guint i = 0; i < roll->terminals->len; i++)
    if (strcmp (g_array_index (roll->terminals, MadoTerminalLine, i).terminal, terminal) == 0) {
      MadoTerminalLine line = g_array_index (roll->terminals, MadoTerminalLine, i);

      line.terminal = line.site = NULL;
      return line;
    }
  g_error ("there is no terminal %s", terminal);
}

/* --- accounts ----------------------------------------------------------------------------------------------------- */

static void
test_accounts_are_made_reset_and_closed (void)
{
  g_auto (Seat) chief = sit_down ("chief");
  g_auto (Seat) watch = sit_down ("watch");
  g_autoptr (GPtrArray) grants = mado_grants_new ();
  g_auto (MadoAccessReply) made = { 0 };
  g_auto (MadoAccessReply) confirmed = { 0 };
  g_autoptr (MadoAccessRoll) before = NULL, after = NULL;

  mado_grants_add (grants, "ninpu-r7", "verifier");
  ask (&chief, "accounts/make", &(MadoAccessRequest) { .account = (char *) "v-09", .grants = grants }, &made);
  g_assert_cmpint (made.verdict, ==, MADO_ACCESS_DONE);
  g_assert_nonnull (made.one_time);
  assert_verdict ("done", &chief, "accounts/reset", .account = (char *) "v-09");
  assert_verdict ("same-person", &chief, "accounts/confirm", .account = (char *) "v-09");
  before = list_accounts (&watch);
  g_assert_true (find_account (before, "v-09")->must_change);
  g_assert_cmpuint (before->proposals->len, ==, 1);
  g_assert_cmpstr (g_array_index (before->proposals, MadoProposalLine, 0).by, ==, "chief");
  ask (&watch, "accounts/confirm", &(MadoAccessRequest) { .account = (char *) "v-09" }, &confirmed);
  g_assert_cmpstr (confirmed.one_time, !=, made.one_time);
  assert_verdict ("not-allowed", &watch, "accounts/close", .account = (char *) "v-09");
  assert_verdict ("done", &chief, "accounts/close", .account = (char *) "v-09");
  after = list_accounts (&chief);
  g_assert_true (find_account (after, "v-09")->is_closed);
  g_assert_cmpuint (after->proposals->len, ==, 0);
}

/* What else is answered where a list was asked for is told, not taken for a list. */
static void
test_list_that_is_refused_says_so (void)
{
  g_auto (Seat) watch = sit_down ("watch");
  g_auto (Seat) nobody = sit_down ("watch");
  MadoAccessVerdict verdict = MADO_ACCESS_DONE;
  g_autoptr (MadoTerminalRoll) roll = list_terminals (&watch, &verdict);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (roll);
  g_assert_cmpint (verdict, ==, MADO_ACCESS_NOT_ALLOWED);
  nobody.door.token = NULL;
  result = say (&nobody, "accounts/list", &(MadoAccessRequest) { 0 });
  g_assert_null (mado_door_hear_accounts (result, &verdict, &error));
  g_assert_error (error, MADO_OBSTACLE_ERROR, MADO_OBSTACLE_SIGN_IN);
}

/* Whoever is in charge of accounts alone has a desk, and so a profile for it. */
static void
test_overseer_without_a_role_gets_a_share (void)
{
  g_auto (Seat) watch = sit_down ("watch");
  g_auto (MadoAccessReply) reply = { 0 };

  ask (&watch, "share", &(MadoAccessRequest) { .programme = (char *) "ninpu-r7" }, &reply);
  g_assert_cmpint (reply.verdict, ==, MADO_ACCESS_DONE);
  g_assert_nonnull (reply.lent);
}

/* --- terminals ---------------------------------------------------------------------------------------------------- */

static void
invite (const Seat *self, const char *terminal, MadoAccessReply *out_reply)
{
  g_autoptr (MadoSecret) password = make_secret (DOOR_WORLD_PASSWORD);

  ask (self, "terminals/invite",
       &(MadoAccessRequest) { .terminal = (char *) terminal, .site = (char *) "ward", .password = password },
       out_reply);
  g_assert_cmpint (out_reply->verdict, ==, MADO_ACCESS_DONE);
}

static MadoPapers *
enrol (const MadoAccessReply *invitation)
{
  g_autoptr (GBytes) text = g_bytes_new (invitation->file, strlen (invitation->file));
  g_auto (MadoEnrolmentFile) file = { 0 };
  g_autofree char *fingerprint = NULL;
  g_autoptr (GAsyncResult) owned = NULL;
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;
  MadoPapers *papers;

  g_assert_true (mado_enrolment_file_read (text, &file, &error));
  fingerprint = mado_enrolling_dup_fingerprint (&file);
  g_assert_cmpstr (fingerprint, ==, invitation->fingerprint);
  g_free (file.address); /* the service of the tests listens where it may */
  file.address = g_strdup_printf ("127.0.0.1:%u", world.world.port);
  mado_enrolling_async (&file, invitation->code, NULL, told_cb, &result);
  owned = await (&result);
  papers = mado_enrolling_finish (result, &error);
  g_assert_no_error (error);

  return papers;
}

static void
test_terminal_is_invited_comes_and_goes (void)
{
  g_auto (Seat) chief = sit_down ("chief");
  g_autoptr (MadoSecret) right = make_secret (DOOR_WORLD_PASSWORD);
  g_autoptr (MadoSecret) wrong = make_secret ("not the password");
  g_auto (MadoAccessReply) invitation = { 0 };
  g_auto (Seat) terminal = { 0 };
  g_autofree char *log = NULL;

  assert_verdict ("wrong", &chief, "terminals/invite", .terminal = (char *) "t-new", .password = wrong);
  assert_verdict ("name", &chief, "terminals/invite", .terminal = (char *) "t/new", .password = right);
  invite (&chief, "t-new", &invitation);
  g_assert_cmpint (look_at_terminal (&chief, "t-new").stand, ==, MADO_TERMINAL_INVITED);
  g_assert_cmpint (look_at_terminal (&chief, "t-new").seen.microseconds, ==, 0);

  terminal = (Seat) { mado_courier_new (enrol (&invitation), mado_instant_now) };
  terminal.door = (MadoDoor) { terminal.courier, "shinjuku", NULL };
  assert_verdict ("wrong", &terminal, "sign-in", .account = (char *) "nobody", .password = wrong);
  g_assert_cmpint (look_at_terminal (&chief, "t-new").stand, ==, MADO_TERMINAL_WORKING);
  g_assert_cmpint (look_at_terminal (&chief, "t-new").seen.microseconds, >, 0);

  assert_verdict ("absent", &chief, "terminals/revoke", .terminal = (char *) "t-none", .password = right);
  assert_verdict ("done", &chief, "terminals/revoke", .terminal = (char *) "t-new", .password = right);
  g_assert_cmpint (look_at_terminal (&chief, "t-new").stand, ==, MADO_TERMINAL_REVOKED);
  log = door_world_show_log (&world);
  g_assert_nonnull (strstr (log, "access.terminal"));
}

/* A terminal that is replaced: the new one is invited while the old one works. */
static void
test_terminal_is_invited_anew (void)
{
  g_auto (Seat) chief = sit_down ("chief");
  g_auto (MadoAccessReply) first = { 0 };
  g_auto (MadoAccessReply) second = { 0 };
  g_autoptr (MadoPapers) papers = NULL;

  invite (&chief, "t-old", &first);
  papers = enrol (&first);
  g_assert_false (look_at_terminal (&chief, "t-old").is_invited);
  invite (&chief, "t-old", &second);
  g_assert_cmpint (look_at_terminal (&chief, "t-old").stand, ==, MADO_TERMINAL_WORKING);
  g_assert_true (look_at_terminal (&chief, "t-old").is_invited);
}

/* --- what stands out in the logs ---------------------------------------------------------------------------------- */

static char *
name_day (int days_ago)
{
  char day[MADO_DATE_ISO_SIZE];

  mado_date_to_iso (mado_date_add_days (mado_instant_get_japanese_day (mado_instant_now ()), -days_ago), day);

  return g_strdup (day);
}

static MadoAuditSheet *
read_report (const Seat *self, char *from, char *until, MadoAccessVerdict *out_verdict)
{
  g_autoptr (GAsyncResult) result = say (self, "audit/report", &(MadoAccessRequest) { .from = from, .until = until });
  g_autoptr (GError) error = NULL;
  MadoAuditSheet *sheet = mado_door_hear_report (result, out_verdict, &error);

  g_assert_no_error (error);

  return sheet;
}

static void
test_report_of_the_logs_is_signed_off (void)
{
  g_auto (Seat) watch = sit_down ("watch");
  g_autofree char *from = name_day (30), *until = name_day (1), *today = name_day (0);
  g_autoptr (MadoSecret) password = make_secret (DOOR_WORLD_PASSWORD);
  MadoAccessVerdict verdict = MADO_ACCESS_DONE;
  g_autoptr (MadoAuditSheet) before = read_report (&watch, from, until, &verdict);
  g_autofree char *digest = mado_hash_to_hex (&before->digest);
  g_autoptr (MadoAuditSheet) after = NULL;

  g_assert_cmpuint (before->sign_offs->len, ==, 0);
  g_assert_null (read_report (&watch, from, today, &verdict));
  g_assert_cmpint (verdict, ==, MADO_ACCESS_PERIOD);
  assert_verdict ("report", &watch, "audit/sign-off", .from = from, .until = until, .report = (char *) "0",
                  .password = password);
  assert_verdict ("done", &watch, "audit/sign-off", .from = from, .until = until, .report = digest,
                  .password = password);
  after = read_report (&watch, from, until, &verdict);
  g_assert_cmpuint (after->sign_offs->len, ==, 1);
  g_assert_cmpstr (g_array_index (after->sign_offs, MadoAuditSheetSignOff, 0).account, ==, "watch");
  g_assert_true (g_array_index (after->sign_offs, MadoAuditSheetSignOff, 0).is_same);
}

/* --- the lists that everybody looks things up in ------------------------------------------------------------------ */

static GBytes *
make_bank_list (const char *name)
{
  char *text = g_strdup_printf ("bank\tbranch\tbank_name\tbank_kana\tbranch_name\tbranch_kana\n"
                                "9901\t001\t%s\tミホン\t本店\tホンテン\n",
                                name);

  return g_bytes_new_take (text, strlen (text));
}

static GPtrArray *
look_at_lists (const Seat *self)
{
  g_autoptr (GAsyncResult) result = say (self, "lists/look", &(MadoAccessRequest) { 0 });
  MadoAccessVerdict verdict;
  g_autoptr (GError) error = NULL;
  GPtrArray *roll = mado_door_hear_lists (result, &verdict, &error);

  g_assert_no_error (error);
  g_assert_nonnull (roll);

  return roll;
}

static GBytes *
get_list (const Seat *self, const char *name, MadoAccessVerdict *out_verdict)
{
  g_autoptr (GAsyncResult) result = say (self, "lists/get", &(MadoAccessRequest) { .list = (char *) name });
  g_autoptr (GError) error = NULL;
  GBytes *text = mado_door_hear_list (result, out_verdict, &error);

  g_assert_no_error (error);

  return text;
}

#define PUT(_verdict, _seat, _name, _day, _text)                                                                       \
  assert_verdict (_verdict, _seat, "lists/put/text", .list = (char *) (_name), .day = (char *) (_day), .text = (_text))

/* Whoever is no administrator takes them, but puts none; an older one, or one with errors, takes nobody's place. */
static void
test_lists_are_put_by_administrators_and_taken_by_all (void)
{
  g_auto (Seat) chief = sit_down ("chief");
  g_auto (Seat) watch = sit_down ("watch");
  g_autoptr (GBytes) list = make_bank_list ("見本"), other = make_bank_list ("見本第一"), got = NULL;
  g_autoptr (GBytes) broken = g_bytes_new_static ("bank\tbranch\n", 12);
  g_autoptr (GPtrArray) before = look_at_lists (&watch), after = NULL;
  MadoAccessVerdict verdict = MADO_ACCESS_DONE;
  const MadoReferenceList *banks;

  g_assert_cmpuint (before->len, ==, 0);
  g_assert_null (get_list (&watch, MADO_REFERENCE_BANKS, &verdict));
  g_assert_cmpint (verdict, ==, MADO_ACCESS_ABSENT);
  PUT ("not-allowed", &watch, "banks", "2026-08-24", list);
  PUT ("list", &chief, "banks", "2026-08-24", broken);
  PUT ("list", &chief, "banks", "soon", list);
  PUT ("list", &chief, "people", "2026-08-24", list);
  PUT ("list", &chief, "towns", "2026-08-24", list);
  PUT ("done", &chief, "banks", "2026-08-24", other);
  PUT ("list", &chief, "banks", "2026-08-23", list);
  PUT ("done", &chief, "banks", "2026-08-24", list);
  after = look_at_lists (&watch);
  banks = mado_reference_roll_find (after, MADO_REFERENCE_BANKS);
  g_assert_cmpuint (after->len, ==, 1);
  g_assert_cmpstr (banks->day, ==, "2026-08-24");
  g_assert_cmpstr (banks->account, ==, "chief");
  got = get_list (&watch, MADO_REFERENCE_BANKS, &verdict);
  g_assert_true (g_bytes_equal (got, list));
}

/* As large as the list of all towns. */
static void
test_list_of_a_country_goes_over_the_line (void)
{
  g_auto (Seat) chief = sit_down ("chief");
  g_autoptr (GString) text = g_string_new ("13101\t東京都\t千代田区\n");
  g_autoptr (GBytes) list = NULL, got = NULL;
  MadoAccessVerdict verdict = MADO_ACCESS_DONE;

  for (guint i = 0; i < 125000; i++)
    g_string_append_printf (text, "%07u\t見本町%u丁目\n", i, i);
  list = g_bytes_new (text->str, text->len);
  PUT ("done", &chief, "towns", "2026-08-24", list);
  got = get_list (&chief, MADO_REFERENCE_TOWNS, &verdict);
  g_assert_true (g_bytes_equal (got, list));
}

/* --- an authenticator --------------------------------------------------------------------------------------------- */

static void
test_authenticator_is_taken_and_dropped (void)
{
  g_auto (Seat) chief = sit_down ("chief");
  g_autoptr (MadoSecret) password = make_secret (DOOR_WORLD_PASSWORD);
  g_auto (MadoAccessReply) offer = { 0 };
  g_autoptr (MadoAccessRoll) with = NULL, without = NULL;
  char code[MADO_TOTP_DIGITS + 1];

  ask (&chief, "second-factor/offer", &(MadoAccessRequest) { .password = password }, &offer);
  g_assert_true (g_str_has_prefix (offer.uri, "otpauth://"));
  g_assert_nonnull (offer.picture);
  authenticator_show (offer.uri, mado_instant_now (), 0, code);
  assert_verdict ("done", &chief, "second-factor/confirm", .code = code);
  with = list_accounts (&chief);
  g_assert_true (find_account (with, "chief")->has_second_factor);
  assert_verdict ("done", &chief, "second-factor/drop", .password = password);
  without = list_accounts (&chief);
  g_assert_false (find_account (without, "chief")->has_second_factor);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  door_world_set_up (&world, NULL);
  door_world_add (&world, "v-01", "verifier", LONG);

  g_test_add_func ("/door/accounts-are-made-reset-and-closed", test_accounts_are_made_reset_and_closed);
  g_test_add_func ("/door/list-that-is-refused-says-so", test_list_that_is_refused_says_so);
  g_test_add_func ("/door/overseer-without-a-role-gets-a-share", test_overseer_without_a_role_gets_a_share);
  g_test_add_func ("/door/terminal-is-invited-comes-and-goes", test_terminal_is_invited_comes_and_goes);
  g_test_add_func ("/door/terminal-is-invited-anew", test_terminal_is_invited_anew);
  g_test_add_func ("/door/report-of-the-logs-is-signed-off", test_report_of_the_logs_is_signed_off);
  g_test_add_func ("/door/lists-are-put-by-administrators-and-taken-by-all",
                   test_lists_are_put_by_administrators_and_taken_by_all);
  g_test_add_func ("/door/list-of-a-country-goes-over-the-line", test_list_of_a_country_goes_over_the_line);
  g_test_add_func ("/door/authenticator-is-taken-and-dropped", test_authenticator_is_taken_and_dropped);
  status = g_test_run ();
  door_world_tear_down (&world, NULL);

  return status;
}
