/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The register of persons in charge: who is in it, until when, with which key, and that nobody keeps their own entry.
 */

#include "desk.h"

#define PERSON                                                                                                         \
  "{'account':'%s','name':'見本 太郎','organisation':'受託者','role':'取扱者','from':'%s','to':'%s','key':'%s'}"

static Desk *
open_desk (void)
{
  Desk *desk = desk_new ("ninpu-r7.json");

  desk_add_person (desk, "adm", "admin");
  desk_add_person (desk, "l-01", "lead");
  desk_add_person (desk, "l-02", "lead");
  desk_add_person (desk, "a-01", "agent");

  return desk;
}

static MadoId
add (Desk *desk, const char *account)
{
  g_autofree char *key = desk_dup_key (desk, account);

  return desk_make (desk, "adm", "person.register", PERSON, account, "2025-05-01", "2026-03-31", key);
}

static void
test_registered (void)
{
  g_autoptr (Desk) desk = open_desk ();
  g_autofree char *key = desk_dup_key (desk, "l-01");
  g_autofree char *other_key = desk_dup_key (desk, "l-02");
  MadoId none = MADO_ID_NONE;
  MadoId id = add (desk, "l-01");

  g_assert_cmpstr (desk_get_state (desk, id), ==, "active");
  g_assert_cmpstr (desk_get_text (desk, id, "/registered/by"), ==, "adm");
  g_assert_cmpint (desk_get_number (desk, id, "/claims"), ==, 2);
  g_assert_cmpstr (desk_get_text (desk, id, "/claims/0"), ==, "[\"shinjuku\",\"person\",[\"ninpu-r7\",\"l-01\"]]");

  /* one live entry an account, one person a key */
  desk_refuse (desk, MADO_REFUSAL_CLAIM_HELD, NULL, "adm", none, "person.register", PERSON, "l-01", "2025-05-01",
               "2026-03-31", other_key);
  desk_refuse (desk, MADO_REFUSAL_CLAIM_HELD, NULL, "adm", none, "person.register", PERSON, "l-02", "2025-05-01",
               "2026-03-31", key);
  desk_refuse (desk, MADO_REFUSAL_ROLE, "people", "a-01", none, "person.register", PERSON, "l-02", "2025-05-01",
               "2026-03-31", other_key);
  desk_refuse (desk, MADO_REFUSAL_SAME_PERSON, NULL, "l-02", none, "person.register", PERSON, "l-02", "2025-05-01",
               "2026-03-31", other_key);
  desk_refuse (desk, MADO_REFUSAL_VALUE, "to", "adm", none, "person.register", PERSON, "l-02", "2025-05-02",
               "2025-05-01", other_key);
  desk_refuse (desk, MADO_REFUSAL_VALUE, "key", "adm", none, "person.register", PERSON, "l-02", "2025-05-01",
               "2026-03-31", "abcd");
  desk_refuse (desk, MADO_REFUSAL_FORM, "from", "adm", none, "person.register", PERSON, "l-02", "2025-02-30",
               "2026-03-31", other_key);
}

static void
test_nobody_keeps_their_own_entry (void)
{
  g_autoptr (Desk) desk = open_desk ();
  g_autofree char *key = desk_dup_key (desk, "a-01");
  MadoId id = add (desk, "l-01");

  desk_refuse (desk, MADO_REFUSAL_SAME_PERSON, NULL, "l-01", id, "person.change", "{'to':'2027-03-31','reason':'x'}");
  desk_refuse (desk, MADO_REFUSAL_SAME_PERSON, NULL, "l-01", id, "person.train", "{'day':'2025-05-01'}");
  desk_refuse (desk, MADO_REFUSAL_SAME_PERSON, NULL, "l-01", id, "person.report", "{'day':'2025-05-01'}");
  desk_refuse (desk, MADO_REFUSAL_SAME_PERSON, NULL, "l-01", id, "person.change_key", "{'key':'%s','reason':'x'}", key);
  desk_refuse (desk, MADO_REFUSAL_SAME_PERSON, NULL, "l-01", id, "person.end", "{'reason':'x'}");
  desk_refuse (desk, MADO_REFUSAL_ROLE, "people", "a-01", id, "person.end", "{'reason':'x'}");
}

static void
test_change_is_told_again (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId id = add (desk, "l-01");

  desk_do (desk, "adm", id, "person.train", "{'day':'2025-04-10'}");
  desk_do (desk, "adm", id, "person.report", "{'day':'2025-05-01'}");
  desk_refuse (desk, MADO_REFUSAL_VALUE, "day", "adm", id, "person.report", "{'day':'2025-05-02'}");
  desk_refuse (desk, MADO_REFUSAL_VALUE, "day", "adm", id, "person.train", "{'day':'2025-05-02'}");
  desk_refuse (desk, MADO_REFUSAL_FORM, "reason", "adm", id, "person.change", "{'to':'2027-03-31'}");
  desk_refuse (desk, MADO_REFUSAL_VALUE, "to", "adm", id, "person.change", "{'to':'2025-04-30','reason':'x'}");
  desk_do (desk, "l-02", id, "person.change", "{'to':'2027-03-31','reason':'契約の更新'}");

  g_assert_cmpstr (desk_get_text (desk, id, "/to"), ==, "2027-03-31");
  g_assert_cmpstr (desk_get_text (desk, id, "/changes/0/reason"), ==, "契約の更新");
  g_assert_cmpstr (desk_get_text (desk, id, "/trained"), ==, "2025-04-10");
  g_assert_false (desk_has (desk, id, "/reported"));
  g_assert_false (desk_has (desk, id, "/reason"));
}

static void
test_key_is_changed (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId id = add (desk, "l-01");
  g_autofree char *old = desk_dup_key (desk, "l-01");
  g_autofree char *new = desk_dup_key (desk, "a-01");

  desk_refuse (desk, MADO_REFUSAL_VALUE, "key", "adm", id, "person.change_key", "{'key':'%s','reason':'x'}", old);
  desk_refuse (desk, MADO_REFUSAL_VALUE, "key", "adm", id, "person.change_key", "{'key':'zz','reason':'x'}");
  desk_do (desk, "adm", id, "person.change_key", "{'key':'%s','reason':'紛失'}", new);

  g_assert_cmpstr (desk_get_text (desk, id, "/key"), ==, new);
  g_assert_cmpstr (desk_get_text (desk, id, "/old_keys/0/key"), ==, old);
  g_assert_cmpint (desk_get_number (desk, id, "/claims"), ==, 2);
}

static void
test_end_frees_the_account (void)
{
  g_autoptr (Desk) desk = open_desk ();
  MadoId id = add (desk, "l-01");

  desk_do (desk, "adm", id, "person.end", "{'reason':'退職'}");
  g_assert_cmpstr (desk_get_state (desk, id), ==, "ended");
  g_assert_cmpstr (desk_get_text (desk, id, "/ended/reason"), ==, "退職");
  desk_refuse (desk, MADO_REFUSAL_STATE, "ended", "adm", id, "person.end", "{'reason':'x'}");
  desk_refuse (desk, MADO_REFUSAL_STATE, "ended", "adm", id, "person.report", "{'day':'2025-05-01'}");
  add (desk, "l-01");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/person-in-charge/P4/one-live-entry-an-account", test_registered);
  g_test_add_func ("/person-in-charge/P4/nobody-keeps-their-own-entry", test_nobody_keeps_their_own_entry);
  g_test_add_func ("/person-in-charge/P4/change-is-reported-again", test_change_is_told_again);
  g_test_add_func ("/person-in-charge/P4/change-of-key-ends-the-old-one", test_key_is_changed);
  g_test_add_func ("/person-in-charge/P4/end-frees-the-account", test_end_frees_the_account);

  return g_test_run ();
}
