/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What each role gets of a case, held against the lists of the programmes' papers. */

#include <string.h>

#include "mado-draft.h"
#include "marked-case.h"
#include "projection-sample.h"

/* --- every item -------------------------------------------------------------------------------------------------- */

static gboolean
sees (const MadoItem *item, const char *const *roles)
{
  for (; *roles != NULL; roles++)
    if (mado_item_may_see (item, *roles))
      return TRUE;

  return FALSE;
}

static gboolean
sees_open (const MadoItem *item, const char *const *roles)
{
  for (; *roles != NULL; roles++)
    if (mado_item_may_see (item, *roles) && !mado_names_contain (item->mask_roles, *roles))
      return TRUE;

  return FALSE;
}

static gboolean
has_protection (const MadoProgramme *programme, const char *const *roles)
{
  for (; *roles != NULL; roles++)
    if (mado_programme_has_duty (programme, "protection", *roles))
      return TRUE;

  return FALSE;
}

/* What is only asked for has no author but who asks. */
static gboolean
names_author (const MadoItem *item, guint where)
{
  return (where & ((item->is_of_list ? MARKED_ROWS : MARKED_ITEMS) | MARKED_CONFLICTS)) != 0;
}

/* Whether the case has an item that the person does not see, or not open. */
static gboolean
is_any_kept_back (const MadoProgramme *programme, const char *text, gboolean is_cut, const char *const *roles)
{
  for (guint i = 0; i < mado_section_get_count (programme->items); i++) {
    const MadoItem *item = mado_section_get (programme->items, i);
    g_autofree char *marker = g_strdup_printf ("<%s>", item->id);

    if (strstr (text, marker) != NULL && (!sees_open (item, roles) || (is_cut && mado_item_tells_whereabouts (item))))
      return TRUE;
  }

  return FALSE;
}

/* The marker of an item is in what a person gets if and only if it is in the case and he may see it, open. */
static void
assert_markers (const MadoProgramme *programme, guint where, gboolean is_protected, const char *const *roles)
{
  g_autoptr (MadoEntity) entity = marked_case_make (programme, where, is_protected);
  g_autoptr (MadoEntity) projected = projection_project (programme, entity, roles);
  g_autofree char *before = projection_dup_text (entity);
  g_autofree char *after = projected != NULL ? projection_dup_text (projected) : g_strdup ("");
  gboolean is_cut = is_protected && !has_protection (programme, roles);

  g_assert_true ((strstr (after, "<why>") != NULL) == (is_protected && !is_cut && projected != NULL));
  if (projected != NULL)
    g_assert_true (mado_entity_is_cut (projected) == is_any_kept_back (programme, before, is_cut, roles));
  for (guint i = 0; i < mado_section_get_count (programme->items); i++) {
    const MadoItem *item = mado_section_get (programme->items, i);
    g_autofree char *marker = g_strdup_printf ("<%s>", item->id);
    g_autofree char *author = g_strdup_printf ("[%s]", item->id);
    gboolean is_hidden = is_cut && mado_item_tells_whereabouts (item);

    g_test_message ("%s for %s …, in %u", item->id, roles[0], where);
    g_assert_true ((strstr (after, marker) != NULL) ==
                   (strstr (before, marker) != NULL && sees_open (item, roles) && !is_hidden));
    g_assert_true ((strstr (after, author) != NULL) ==
                   (names_author (item, where) && sees (item, roles) && !is_hidden));
  }
}

static void
every_role_sees_its_items_and_no_other (void)
{
  for (gsize i = 0; i < PROJECTION_N_PROGRAMMES; i++) {
    g_autoptr (MadoProgramme) programme = projection_load (projection_programmes[i]);

    for (guint j = 0; j < mado_section_get_count (programme->roles); j++)
      for (guint place = 1; place < MARKED_EVERYWHERE; place *= 2) {
        const char *roles[] = { ((const MadoNamed *) mado_section_get (programme->roles, j))->id, NULL };

        assert_markers (programme, place, FALSE, roles);
        assert_markers (programme, place, TRUE, roles);
      }
  }
}

static void
any_roles_together_see_what_each_sees (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20250401);
  g_autoptr (MadoProgramme) ninpu = projection_load (projection_programmes[0]);
  g_autoptr (MadoProgramme) babysitter = projection_load (projection_programmes[1]);
  g_autoptr (MadoProgramme) kosodate = projection_load (projection_programmes[2]);
  g_autoptr (MadoProgramme) masked = projection_load (projection_programmes[3]);
  const MadoProgramme *const all[] = { ninpu, babysitter, kosodate, masked };

  for (guint i = 0; i < 300; i++) {
    const MadoProgramme *programme = all[i % G_N_ELEMENTS (all)];
    const char *roles[4] = { NULL };
    gint32 n_roles = g_rand_int_range (rand, 1, 4);

    for (gint32 j = 0; j < n_roles; j++) {
      gint32 index = g_rand_int_range (rand, 0, (gint32) mado_section_get_count (programme->roles));

      roles[j] = ((const MadoNamed *) mado_section_get (programme->roles, (guint) index))->id;
    }
    assert_markers (programme, (guint) g_rand_int_range (rand, 1, MARKED_EVERYWHERE + 1), g_rand_boolean (rand), roles);
  }
}

/* 000-F15: the ward's terminal reads everything. */
static void
ward_reads_all_33_items_and_the_comment (void)
{
  g_autoptr (MadoProgramme) programme = projection_load ("ninpu-r7.json");
  g_autoptr (MadoEntity) entity = marked_case_make (programme, MARKED_ITEMS, FALSE);
  g_autoptr (MadoEntity) projected = projection_project (programme, entity, (const char *const[]) { "ward", NULL });
  yyjson_val *items = yyjson_obj_get (mado_entity_get_body (projected), "items");

  g_assert_cmpuint (yyjson_obj_size (items), ==, 34);
  g_assert_true (yyjson_equals (mado_entity_get_body (projected), mado_entity_get_body (entity)));
  g_assert_cmpint (mado_entity_get_version (projected), ==, mado_entity_get_version (entity));
  g_assert_cmpstr (mado_entity_get_state (projected), ==, "received");
}

static void
nobody_gets_cases_without_an_item_to_see (void)
{
  projection_assert_case ("admin", "{'items':{'name':{'kanji':'見本'}},'since':'2025-04-01'}", NULL);
  projection_assert ("kosodate-oen-r7.json", "case", "system", "{'since':'2025-04-01'}", NULL);
  projection_assert_case ("nobody", "{'since':'2025-04-01'}", NULL);
  projection_assert_case ("account_1", "{'since':'2025-04-01'}", "{'since':'2025-04-01'}");
  projection_assert ("ninpu-r7.json", "unheard_of", "lead", "{'since':'2025-04-01'}", NULL);
}

/* From the work lists of others nobody learns what a case is like. */
static void
work_lists_are_for_those_who_work_on_them (void)
{
  projection_assert_case ("account_1", "{'queues':['intake','accounts','failed'],'computed':{'method':'cash'}}",
                          "{'queues':['accounts']}");
  projection_assert_case ("lead", "{'queues':['intake','to_plan'],'computed':{'method':'cash','round':1}}",
                          "{'queues':['to_plan'],'computed':{'method':'cash'}}");
}

static void
what_no_table_lists_is_shown_to_nobody (void)
{
  projection_assert_case ("lead", "{'items':{'my_number':'x'},'claims':['x'],'new_member':1}", "{}");
  projection_assert_case (
      "lead",
      "{'items':{'content':'1-cash','my_number':'x','content\\u0000':'2-cash'},'new_member':1,'done':{'pay':{'"
      "at':1,'by':'a','key':'x'},"
      "'fly':{'at':1}},'seen':{'identity':{'at':1,'x':2},'x':{'at':1}},'letters':[{'letter':'x','at':1},7],"
      "'lists':{'x':[{'row':'r'}]},'since':{'x':1},'attached':[['x']],'rights':[{'right':'x'}]}",
      "{'cut':true,'items':{'content':'1-cash'},'done':{'pay':{'at':1,'by':'a'}},'seen':{'identity':{'at':1}}}");
}

/* --- what only some may know ------------------------------------------------------------------------------------- */

static void
claims_and_hashes_stay_in_the_backend (void)
{
  static const char body[] =
      "{'claims':['secret'],'looks':['secret'],'receipt_claim':'secret','receipt':'logo:1',"
      "'batch':{'id':'" PROJECTION_ID "','amount':50000,'row':'secret'},"
      "'rights':[{'right':'first','state':'ordered','amount':50000,'claim':'secret','key':['secret'],"
      "'ordered':{'at':1,'by':'a'}}]}";
  static const char with_amount[] = "{'receipt':'logo:1','batch':{'id':'" PROJECTION_ID "','amount':50000},"
                                    "'rights':[{'right':'first','state':'ordered','amount':50000,"
                                    "'ordered':{'at':1,'by':'a'}}]}";
  static const char without[] = "{'cut':true,'receipt':'logo:1','batch':{'id':'" PROJECTION_ID "'},"
                                "'rights':[{'right':'first','state':'ordered','ordered':{'at':1,'by':'a'}}]}";

  projection_assert_case ("lead", body, with_amount);
  projection_assert_case ("ward", body, with_amount);
  projection_assert_case ("agent", body, with_amount);
  projection_assert_case ("print", body, with_amount); /* it stands in the decision that they print */
  projection_assert_case ("account_1", body, without);
}

static void
rows_are_counted_by_those_who_see_them (void)
{
  static const char rows[] = "{'lists':{'children':[{'row':'" PROJECTION_ROW "','items':{'child_order':1}}]}}";
  static const char body[] =
      "{'rights':[{'right':'child','row':'" PROJECTION_ROW "','state':'claimed','amount':20000}]}";

  projection_assert ("kosodate-oen-r7.json", "case", "ward", body, body);
  projection_assert ("kosodate-oen-r7.json", "case", "print", body, "{'cut':true}");
  projection_assert ("kosodate-oen-r7.json", "case", "ward", rows, rows);
  projection_assert ("kosodate-oen-r7.json", "case", "print", rows, "{'cut':true}");
}

static void
a_protected_person_is_known_as_one (void)
{
  static const char body[] = "{'protected':{'at':1,'by':'a-001','reason':'避難'},"
                             "'items':{'address':'見本町','clinic':'見本医院','email':'a@example.jp'},"
                             "'authors':{'address':'a'},'done':{'withdraw':{'at':1,'by':'a','reason':'見本町へ'}}}";

  projection_assert_case ("lead", body, body);
  projection_assert_case ("verifier", body,
                          "{'cut':true,'protected':true,'items':{'email':'a@example.jp'},"
                          "'done':{'withdraw':{'at':1,'by':'a'}}}");
  projection_assert_case ("account_1", body, "{'cut':true,'protected':true,'done':{'withdraw':{'at':1,'by':'a'}}}");
  projection_assert_case ("verifier", "{'protected':null,'items':{'phone':'03'}}", "{'cut':true,'protected':true}");
}

static void
free_words_are_for_those_who_work_with_them (void)
{
  static const char done[] = "{'done':{'died':{'at':1,'by':'a','reason':'words'},"
                             "'return_deficient':{'at':1,'by':'a','reason':'書類不足'}}}";
  static const char cut[] =
      "{'done':{'died':{'at':1,'by':'a'},'return_deficient':{'at':1,'by':'a','reason':'書類不足'}}}";
  static const char rejected[] = "{'done':{'reject':{'at':1,'by':'a','reason':'words'}}}";

  projection_assert_case ("agent", done, done);
  projection_assert_case ("ward", done, done);
  projection_assert_case ("account_1", done, cut);
  projection_assert_case ("print", done, cut);
  projection_assert_case ("print", "{'done':{'died':{'at':1,'reason':'text'}}}", "{'done':{'died':{'at':1}}}");
  projection_assert ("kosodate-oen-r7.json", "case", "decider", rejected, rejected);
}

/* Whoever makes letters knows why, where the letter says it: of that step alone, and not of a protected person. */
static void
a_reason_that_a_letter_says_is_for_whoever_makes_it (void)
{
  static const char refused[] = "{'done':{'refuse':{'at':1,'by':'a','reason':'words'}}}";
  static const char withdrawn[] = "{'done':{'withdraw':{'at':1,'by':'a','reason':'words'}}}";
  static const char hidden[] = "{'done':{'refuse':{'at':1,'by':'a','reason':'words'}},'protected':{'at':1}}";

  projection_assert_case ("print", refused, refused);
  projection_assert_case ("account_1", refused, "{'done':{'refuse':{'at':1,'by':'a'}}}");
  projection_assert_case ("print", withdrawn, "{'done':{'withdraw':{'at':1,'by':'a'}}}");
  projection_assert_case ("print", hidden, "{'done':{'refuse':{'at':1,'by':'a'}},'protected':true}");
}

static void
records_follow_their_items (void)
{
  static const char body[] =
      "{'deficiencies':[{'id':'1','by':'mail_returned','reason':'転居','text':'post','opened':{'at':1}},"
      "{'id':'2','by':'return_deficient','reason':'書類不足','text':'paper','closed':{'at':1}}],"
      "'letters':[{'letter':'decision','at':1},{'letter':'form','at':1}]}";

  projection_assert_case ("verifier", body, body);
  projection_assert_case (/* whoever makes letters knows of all that are asked for */
                          "print", body,
                          "{'deficiencies':[{'id':'1','by':'mail_returned','reason':'転居','text':'post','opened':{'at'"
                          ":1}},"
                          "{'id':'2','by':'return_deficient','reason':'書類不足','closed':{'at':1}}],"
                          "'letters':[{'letter':'decision','at':1},{'letter':'form','at':1}]}");
  projection_assert_case ("account_1", body,
                          "{'deficiencies':[{'id':'1','by':'mail_returned','reason':'転居','opened':{'at':1}},"
                          "{'id':'2','by':'return_deficient','reason':'書類不足','closed':{'at':1}}],"
                          "'letters':[{'letter':'form','at':1}]}");
  projection_assert_case ("print", "{'deficiencies':[{'id':'1','by':'mail_returned','reason':'words'}]}",
                          "{'deficiencies':[{'id':'1','by':'mail_returned','reason':'words'}]}");
  projection_assert_case ("account_1", "{'deficiencies':[{'id':'1','by':'mail_returned','reason':'words'}]}",
                          "{'deficiencies':[{'id':'1','by':'mail_returned'}]}");
  projection_assert_case ("account_1",
                          "{'rights':[{'right':'first','state':'released','released':{'at':1,'reason':'words'}}]}",
                          "{'rights':[{'right':'first','state':'released','released':{'at':1}}]}");
}

/* --- any body ---------------------------------------------------------------------------------------------------- */

static yyjson_mut_val *make_any (GRand *rand, yyjson_mut_doc *doc, guint depth);

static yyjson_mut_val *
make_any_object (GRand *rand, yyjson_mut_doc *doc, guint depth)
{
  static const char *const names[] = {
    "items",        "authors",      "lists",   "children",   "row",          "seen",       "since",
    "done",         "asked",        "move",    "edits",      "sets",         "entries",    "first",
    "second",       "value",        "agreed",  "by",         "rights",       "right",      "amount",
    "protected",    "conflicts",    "item",    "was",        "now",          "notes",      "text",
    "ward_comment", "consultation", "letters", "letter",     "name",         "kanji",      "account",
    "number",       "holder",       "phone",   "reason",     "deficiencies", "transition", "at",
    "identity",     "died",         "fail",    "child_name", "masked",       "batch",      "claims",
  };
  yyjson_mut_val *object = yyjson_mut_obj (doc);

  for (gint32 n = g_rand_int_range (rand, 0, depth == 0 ? 12 : 6); n > 0; n--)
    yyjson_mut_obj_put (object, yyjson_mut_str (doc, names[g_rand_int_range (rand, 0, G_N_ELEMENTS (names))]),
                        make_any (rand, doc, depth + 1));

  return object;
}

static yyjson_mut_val *
make_any (GRand *rand, yyjson_mut_doc *doc, guint depth)
{
  static const char *const texts[] = {
    "",      "a-099", "name",     "account", "phone", "died",         "fail",
    "first", "child", "decision", "text",    "転居",  "🙂🙂🙂🙂🙂🙂", "ward_comment"
  };

  switch (g_rand_int_range (rand, 0, depth > 6 ? 5 : 10)) {
  case 0:
    return yyjson_mut_null (doc);
  case 1:
    return yyjson_mut_bool (doc, g_rand_boolean (rand));
  case 2:
    return yyjson_mut_sint (doc, g_rand_int (rand) - G_MAXINT32);
  case 3:
    return yyjson_mut_strn (doc, "name\0x", 6);
  case 4:
    return yyjson_mut_str (doc, texts[g_rand_int_range (rand, 0, G_N_ELEMENTS (texts))]);
  case 5:
  case 6: {
    yyjson_mut_val *array = yyjson_mut_arr (doc);

    for (gint32 n = g_rand_int_range (rand, 0, 4); n > 0; n--)
      yyjson_mut_arr_append (array, make_any (rand, doc, depth + 1));
    return array;
  }
  default:
    return make_any_object (rand, doc, depth);
  }
}

static void
any_body_is_cut_once_and_for_all (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (73);
  g_autoptr (MadoProgramme) ninpu = projection_load ("ninpu-r7.json");
  g_autoptr (MadoProgramme) kosodate = projection_load ("kosodate-oen-r7.json");

  for (guint i = 0; i < 4000; i++) {
    const MadoProgramme *programme = i % 2 == 0 ? ninpu : kosodate;
    gint32 index = g_rand_int_range (rand, 0, (gint32) mado_section_get_count (programme->roles));
    const char *roles[] = { ((const MadoNamed *) mado_section_get (programme->roles, (guint) index))->id, NULL };
    g_autoptr (MadoDraft) draft = mado_draft_new (mado_id_from_text (PROJECTION_ID), "case", "received");

    draft->body = make_any_object (rand, draft->doc, 0);

    g_autoptr (MadoEntity) entity = mado_draft_finish (draft, NULL);
    g_autoptr (MadoEntity) once = projection_project (programme, entity, roles);

    if (once == NULL)
      continue;

    g_autoptr (MadoEntity) twice = projection_project (programme, once, roles);
    g_autofree char *text = projection_dup_text (once);
    g_autofree char *again = projection_dup_text (twice);

    g_assert_cmpstr (text, ==, again);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/projection/person/every-role-sees-its-items-and-no-other", every_role_sees_its_items_and_no_other);
  g_test_add_func ("/projection/person/any-roles-together-see-what-each-sees", any_roles_together_see_what_each_sees);
  g_test_add_func ("/projection/person/ward-reads-all-33-items-and-the-comment",
                   ward_reads_all_33_items_and_the_comment);
  g_test_add_func ("/projection/person/nobody-gets-cases-without-an-item-to-see",
                   nobody_gets_cases_without_an_item_to_see);
  g_test_add_func ("/projection/person/work-lists-are-for-those-who-work-on-them",
                   work_lists_are_for_those_who_work_on_them);
  g_test_add_func ("/projection/person/what-no-table-lists-is-shown-to-nobody", what_no_table_lists_is_shown_to_nobody);
  g_test_add_func ("/projection/person/claims-and-hashes-stay-in-the-backend", claims_and_hashes_stay_in_the_backend);
  g_test_add_func ("/projection/person/rows-are-counted-by-those-who-see-them", rows_are_counted_by_those_who_see_them);
  g_test_add_func ("/projection/person/a-protected-person-is-known-as-one", a_protected_person_is_known_as_one);
  g_test_add_func ("/projection/person/free-words-are-for-those-who-work-with-them",
                   free_words_are_for_those_who_work_with_them);
  g_test_add_func ("/projection/person/a-reason-that-a-letter-says-is-for-whoever-makes-it",
                   a_reason_that_a_letter_says_is_for_whoever_makes_it);
  g_test_add_func ("/projection/person/records-follow-their-items", records_follow_their_items);
  g_test_add_func ("/projection/person/any-body-is-cut-once-and-for-all", any_body_is_cut_once_and_for_all);

  return g_test_run ();
}
