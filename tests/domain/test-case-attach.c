/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pictures and papers of a case: who attaches them, and who learns that there are any. */

#include "case-sample.h"
#include "mado-case-covered.h"
#include "mado-projection.h"

#define HASH "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define OTHER "10112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define PICTURE "{'item':'%s','hash':'" HASH "','type':'image/png','name':'12345_通帳.png'}"

static void
test_attach (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_receive (desk, "logo:1", "0000000001");

  desk_do (desk, "v-01", id, "case.attach", PICTURE, "clinic");
  g_assert_cmpstr (desk_get_text (desk, id, "/attachments/0/item"), ==, "clinic");
  g_assert_cmpstr (desk_get_text (desk, id, "/attachments/0/hash"), ==, HASH);
  g_assert_cmpstr (desk_get_text (desk, id, "/attachments/0/type"), ==, "image/png");
  g_assert_cmpstr (desk_get_text (desk, id, "/attachments/0/name"), ==, "12345_通帳.png");
  g_assert_cmpstr (desk_get_text (desk, id, "/attachments/0/by"), ==, "v-01");
}

/* Two terminals that take in the same folder. */
static void
test_attach_again (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_receive (desk, "logo:1", "0000000001");
  g_autoptr (MadoOutcome) again = NULL;

  desk_do (desk, "v-01", id, "case.attach", PICTURE, "clinic");
  again = desk_try (desk, "v-02", id, "case.attach", PICTURE, "clinic");
  g_assert_cmpint (again->kind, ==, MADO_OUTCOME_CONVERGED);
  desk_do (desk, "v-02", id, "case.attach", PICTURE, "doctor");
  g_assert_cmpint (desk_get_number (desk, id, "/attachments"), ==, 2);
}

static void
test_refused (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_receive (desk, "logo:1", "0000000001");
  static const struct {
    const char *code;
    const char *subject;
    const char *hash;
    const char *type;
    const char *name;
  } odd[] = {
    { MADO_REFUSAL_FORM, "hash", "0011", "image/png", "1.png" },
    { MADO_REFUSAL_FORM, "type", OTHER, "image/gif", "1.gif" },
    { MADO_REFUSAL_MY_NUMBER, "name", OTHER, "image/png", "マイナンバー983205673214.png" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (odd); i++)
    desk_refuse (desk, odd[i].code, odd[i].subject, "v-01", id, "case.attach",
                 "{'item':'clinic','hash':'%s','type':'%s','name':'%s'}", odd[i].hash, odd[i].type, odd[i].name);
  desk_refuse (desk, MADO_REFUSAL_ITEM, "nothing", "v-01", id, "case.attach", PICTURE, "nothing");
  desk_refuse (desk, MADO_REFUSAL_ITEM, "ward_comment", "w-01", id, "case.attach", PICTURE, "ward_comment");
  desk_refuse (desk, MADO_REFUSAL_ROLE, "account", "w-01", id, "case.attach", PICTURE, "account");
  desk_refuse (desk, MADO_REFUSAL_ROLE, "clinic", "k-01", id, "case.attach", PICTURE, "clinic");
  desk_do (desk, "l-01", id, "case.protect", "{'on':true,'reason':'申出'}");
  desk_refuse (desk, MADO_REFUSAL_PROTECTED, "clinic", "v-01", id, "case.attach", PICTURE, "clinic");
}

static gboolean
learns_of (Desk *desk, MadoId id, const char *role, const char *list)
{
  const char *const roles[] = { role, NULL };
  const MadoPerson person = { "x-01", roles };
  g_autoptr (MadoEntity) entity = NULL, shown = NULL;

  g_assert_true (mado_records_find_entity (mado_memory_get_records (desk->memory), id, &entity, NULL));
  g_assert_true (mado_project_for_person (desk->programme, entity, NULL, &person, &shown, NULL));
  g_assert_nonnull (shown);

  return yyjson_arr_size (yyjson_obj_get (mado_entity_get_body (shown), list)) > 0;
}

static gboolean
learns (Desk *desk, MadoId id, const char *role)
{
  return learns_of (desk, id, role, "attachments");
}

/* Paper shows without a mask what an agent sees masked, and where somebody lives. */
static void
test_who_learns_of_it (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_receive (desk, "logo:1", "0000000001");

  desk_do (desk, "v-01", id, "case.attach", PICTURE, "account"); /* who takes it in, and does not enter it */
  g_assert_true (learns (desk, id, "account_1"));
  g_assert_false (learns (desk, id, "agent"));
  g_assert_false (learns (desk, id, "print"));
  desk_do (desk, "l-01", id, "case.protect", "{'on':true,'reason':'申出'}");
  g_assert_false (learns (desk, id, "account_1"));
}

/* --- a place of it is covered ------------------------------------------------------------------------------------- */

#define COVER "{'item':'clinic','was':'" HASH "','hash':'" OTHER "','type':'image/png','name':'通帳.png'}"

/* What it showed before went under each item, and whoever has the bytes is told to drop them. */
static void
test_cover (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_receive (desk, "logo:1", "0000000001");
  g_autoptr (MadoOutcome) outcome = NULL;
  g_autoptr (MadoEntity) entity = NULL;
  MadoHash was, is;

  g_assert_true (mado_hash_from_hex (HASH, &was, NULL) && mado_hash_from_hex (OTHER, &is, NULL));
  desk_do (desk, "v-01", id, "case.attach", PICTURE, "clinic");
  desk_do (desk, "v-01", id, "case.attach", PICTURE, "doctor");
  outcome = desk_try (desk, "v-02", id, "case.cover", COVER);
  g_assert_cmpint (outcome->kind, ==, MADO_OUTCOME_APPLIED);
  g_assert_cmpuint (outcome->dropped->len, ==, 1);
  g_assert_true (mado_hash_equals (&g_array_index (outcome->dropped, MadoHash, 0), &was));
  for (guint i = 0; i < 2; i++) {
    g_autofree char *hash = g_strdup_printf ("/attachments/%u/hash", i);

    g_assert_cmpstr (desk_get_text (desk, id, hash), ==, OTHER);
  }
  g_assert_cmpstr (desk_get_text (desk, id, "/attachments/0/by"), ==, "v-01"); /* who attached it */
  g_assert_cmpstr (desk_get_text (desk, id, "/attachments/0/name"), ==, "通帳.png");
  g_assert_cmpstr (desk_get_text (desk, id, "/covered/0/item"), ==, "clinic");
  g_assert_cmpstr (desk_get_text (desk, id, "/covered/1/item"), ==, "doctor");
  g_assert_cmpstr (desk_get_text (desk, id, "/covered/0/was"), ==, HASH);
  g_assert_cmpstr (desk_get_text (desk, id, "/covered/0/hash"), ==, OTHER);
  g_assert_cmpstr (desk_get_text (desk, id, "/covered/0/by"), ==, "v-02");
  g_assert_true (mado_records_find_entity (mado_memory_get_records (desk->memory), id, &entity, NULL));
  g_assert_true (mado_case_has_covered (entity, &was));
  g_assert_false (mado_case_has_covered (entity, &is));
}

/* The folder that is taken in again, and the colleague who covered it at the same time. */
static void
test_covered_does_not_come_back (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_receive (desk, "logo:1", "0000000001");

  desk_do (desk, "v-01", id, "case.attach", PICTURE, "clinic");
  desk_do (desk, "v-01", id, "case.cover", COVER);
  desk_refuse (desk, MADO_REFUSAL_COVERED, "hash", "v-01", id, "case.attach", PICTURE, "clinic");
  desk_refuse (desk, MADO_REFUSAL_COVERED, "hash", "v-01", id, "case.attach", PICTURE, "doctor");
  desk_refuse (desk, MADO_REFUSAL_COVERED, "was", "v-02", id, "case.cover", COVER);
  desk_refuse (desk, MADO_REFUSAL_COVERED, "hash", "v-02", id, "case.cover",
               "{'item':'clinic','was':'" OTHER "','hash':'" HASH "','type':'image/png','name':'1.png'}");
}

static void
test_cover_refused (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_receive (desk, "logo:1", "0000000001");

  desk_refuse (desk, MADO_REFUSAL_ABSENT, "was", "v-01", id, "case.cover", COVER);
  desk_do (desk, "v-01", id, "case.attach", PICTURE, "clinic");
  desk_refuse (desk, MADO_REFUSAL_ROLE, "clinic", "k-01", id, "case.cover", COVER);
  desk_refuse (desk, MADO_REFUSAL_FORM, "hash", "v-01", id, "case.cover",
               "{'item':'clinic','was':'" HASH "','hash':'" HASH "','type':'image/png','name':'1.png'}");
  desk_refuse (desk, MADO_REFUSAL_FORM, "was", "v-01", id, "case.cover",
               "{'item':'clinic','was':'0011','hash':'" HASH "','type':'image/png','name':'1.png'}");
  desk_do (desk, "v-01", id, "case.attach", PICTURE, "account"); /* whoever enters accounts may not cover the clinic */
  desk_refuse (desk, MADO_REFUSAL_ROLE, "clinic", "k-01", id, "case.cover",
               "{'item':'account','was':'" HASH "','hash':'" OTHER "','type':'image/png','name':'1.png'}");
  g_assert_cmpstr (desk_get_text (desk, id, "/attachments/1/hash"), ==, HASH);
  desk_do (desk, "l-01", id, "case.protect", "{'on':true,'reason':'申出'}");
  desk_refuse (desk, MADO_REFUSAL_PROTECTED, "clinic", "v-01", id, "case.cover", COVER);
}

/* Whoever sees no paper learns of none that was covered. */
static void
test_who_learns_that_it_was_covered (void)
{
  g_autoptr (Desk) desk = case_desk_new ();
  MadoId id = case_receive (desk, "logo:1", "0000000001");

  desk_do (desk, "v-01", id, "case.attach", PICTURE, "account");
  desk_do (desk, "v-01", id, "case.cover",
           "{'item':'account','was':'" HASH "','hash':'" OTHER "','type':'image/png','name':'1.png'}");
  g_assert_true (learns_of (desk, id, "account_1", "covered"));
  g_assert_false (learns_of (desk, id, "agent", "covered"));
  g_assert_false (learns_of (desk, id, "print", "covered"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/case-attach/is-named-by-its-bytes", test_attach);
  g_test_add_func ("/case-attach/what-is-there-comes-once", test_attach_again);
  g_test_add_func ("/case-attach/refused", test_refused);
  g_test_add_func ("/case-attach/who-learns-of-it", test_who_learns_of_it);

  g_test_add_func ("/case-cover/goes-under-each-item", test_cover);
  g_test_add_func ("/case-cover/does-not-come-back", test_covered_does_not_come_back);
  g_test_add_func ("/case-cover/refused", test_cover_refused);
  g_test_add_func ("/case-cover/who-learns-of-it", test_who_learns_that_it_was_covered);

  return g_test_run ();
}
