/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What each role and each receiver gets of a case, held against the lists of the programmes' papers. */

#include <string.h>

#include "mado-canonical-json.h"
#include "mado-draft.h"
#include "mado-item-value.h"
#include "mado-mask.h"
#include "mado-projection.h"

#define ID "0195eeb1-5a00-7abc-8def-0123456789ab"
#define ROW "0195eeb1-5a00-7abc-8def-0123456789ac"

#define MASKED "masked" /* the first, but its call agents see all names, telephones, dates and comments masked */

static const char *const programmes[] = { "ninpu-r7.json", "babysitter-r7.json", "kosodate-oen-r7.json", MASKED };

static void
mask_types (GString *text)
{
  static const char *const types[] = { "name", "phone", "date", "notes", "text" };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++) {
    g_autofree char *open = g_strdup_printf ("\"type\": \"%s\",", types[i]);
    g_autofree char *masked = g_strdup_printf ("%s \"mask_for\": [\"agent\"],", open);

    g_string_replace (text, open, masked, 0);
  }
}

static MadoProgramme *
load (const char *name)
{
  gboolean is_masked = strcmp (name, MASKED) == 0;
  g_autofree char *path =
      g_build_filename (g_getenv ("MADO_DATA_DIR"), "programmes", is_masked ? programmes[0] : name, NULL);
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *content = NULL;

  g_file_get_contents (path, &content, NULL, &error);
  g_assert_no_error (error);

  g_autoptr (GString) text = g_string_new (content);

  if (is_masked) {
    const char *computed = strstr (content, "\"computed\": {");
    g_autoptr (GString) items = g_string_new_len (content, computed - content);

    mask_types (items);
    g_string_append (items, computed);
    g_string_assign (text, items->str);
  }

  g_autoptr (GBytes) file = g_bytes_new (text->str, text->len);
  MadoProgramme *programme = mado_programme_read (file, faults);

  g_assert_nonnull (programme);

  return programme;
}

/* JSON in single quotes, in its one spelling. */
static char *
spell (const char *text)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = mado_canonical_json_from_text (json, strlen (json), &error);

  g_assert_no_error (error);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static MadoEntity *
make_entity (const char *kind, const char *body)
{
  g_autofree char *json =
      g_strdup_printf ("{'body':%s,'id':'" ID "','kind':'%s','state':'received','version':7}", body, kind);
  g_autofree char *text = spell (json);
  g_autoptr (GError) error = NULL;
  MadoEntity *entity = mado_entity_read (text, strlen (text), &error);

  g_assert_no_error (error);

  return entity;
}

static MadoEntity *
project (const MadoProgramme *programme, MadoEntity *entity, const char *const *roles)
{
  MadoPerson person = { "a-099", roles };
  MadoEntity *projected = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (mado_project_for_person (programme, entity, NULL, &person, &projected, &error));
  g_assert_no_error (error);

  return projected;
}

static char *
dup_text (MadoEntity *entity)
{
  GBytes *text = mado_entity_get_text (entity);

  return g_strndup (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
}

/* What @role gets of @body is @expected; NULL: nothing at all. */
static void
assert_gets (const char *programme_name, const char *kind, const char *role, const char *body, const char *expected)
{
  g_autoptr (MadoProgramme) programme = load (programme_name);
  g_autoptr (MadoEntity) entity = make_entity (kind, body);
  g_autoptr (MadoEntity) projected = project (programme, entity, (const char *const[]) { role, NULL });

  g_test_message ("%s of %s", role, programme_name);
  if (expected == NULL) {
    g_assert_null (projected);
    return;
  }

  g_autoptr (MadoEntity) wanted = make_entity (kind, expected);
  g_autofree char *text = dup_text (projected);
  g_autofree char *wanted_text = dup_text (wanted);

  g_assert_cmpstr (text, ==, wanted_text);
}

static void
assert_case (const char *role, const char *body, const char *expected)
{
  assert_gets ("ninpu-r7.json", "case", role, body, expected);
}

/* --- every item --------------------------------------------------------------------------------------------------- */

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

/* A value that holds the item's marker, in the shape of its type. */
static yyjson_mut_val *
make_value (yyjson_mut_doc *doc, const MadoItem *item, const char *marker)
{
  yyjson_mut_val *value;

  if (strcmp (item->type, "account") != 0 && strcmp (item->type, "name") != 0)
    return yyjson_mut_strcpy (doc, marker);
  value = yyjson_mut_obj (doc);
  yyjson_mut_obj_add_strcpy (doc, value, strcmp (item->type, "name") == 0 ? "kanji" : "number", marker);
  yyjson_mut_obj_add_strcpy (doc, value, strcmp (item->type, "name") == 0 ? "kana" : "holder", marker);

  return value;
}

static void
put_item (MadoDraft *draft, yyjson_mut_val *owner, const MadoItem *item)
{
  g_autofree char *marker = g_strdup_printf ("<%s>", item->id);
  g_autofree char *author = g_strdup_printf ("[%s]", item->id);
  yyjson_mut_val *items = mado_draft_ensure_object (draft, owner, "items");

  yyjson_mut_obj_add_val (draft->doc, items, item->id, make_value (draft->doc, item, marker));
  mado_draft_put_text (draft, mado_draft_ensure_object (draft, owner, "authors"), item->id, author);
}

static void
put_conflict (MadoDraft *draft, yyjson_mut_val *array, const MadoItem *item)
{
  static const char *const names[] = { "was", "now", "current" };
  g_autofree char *marker = g_strdup_printf ("<%s>", item->id);
  g_autofree char *author = g_strdup_printf ("[%s]", item->id);
  yyjson_mut_val *conflict = mado_draft_add_object (draft, array);

  mado_draft_put_text (draft, conflict, "item", item->id);
  mado_draft_put_text (draft, conflict, "by", author);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    yyjson_mut_obj_add_val (draft->doc, conflict, names[i], make_value (draft->doc, item, marker));
}

static void
put_note (MadoDraft *draft, const MadoItem *item)
{
  g_autofree char *marker = g_strdup_printf ("<%s>", item->id);
  yyjson_mut_val *notes = mado_draft_ensure_object (draft, draft->body, "notes");
  yyjson_mut_val *note = mado_draft_add_object (draft, mado_draft_ensure_array (draft, notes, item->id));

  mado_draft_put_text (draft, note, "text", marker);
}

static void
put_asked (MadoDraft *draft, const MadoItem *item)
{
  g_autofree char *marker = g_strdup_printf ("<%s>", item->id);
  yyjson_mut_val *asked = mado_draft_ensure_object (draft, draft->body, "asked");
  yyjson_mut_val *move = mado_draft_ensure_object (draft, asked, "move");

  put_conflict (draft, mado_draft_ensure_array (draft, move, "edits"), item);
  yyjson_mut_obj_add_val (draft->doc, mado_draft_ensure_object (draft, move, "sets"), item->id,
                          make_value (draft->doc, item, marker));
}

static void
put_row (MadoDraft *draft, const MadoItem *item)
{
  yyjson_mut_val *lists = mado_draft_ensure_object (draft, draft->body, "lists");
  yyjson_mut_val *rows = mado_draft_ensure_array (draft, lists, item->section);

  if (yyjson_mut_arr_size (rows) == 0)
    mado_draft_put_text (draft, mado_draft_add_object (draft, rows), "row", ROW);
  put_item (draft, yyjson_mut_arr_get_first (rows), item);
}

#define EVERYWHERE 31

/* A case with a marker for each item, in the places of @where, a bit each. */
static MadoEntity *
make_marked (const MadoProgramme *programme, guint where, gboolean is_protected)
{
  g_autoptr (MadoDraft) draft = mado_draft_new (mado_id_from_text (ID), "case", "received");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < mado_section_get_count (programme->items); i++) {
    const MadoItem *item = mado_section_get (programme->items, i);

    if (where & 1 && item->is_of_list)
      put_row (draft, item);
    if (where & 2 && !item->is_of_list)
      put_item (draft, draft->body, item);
    if (where & 4)
      put_conflict (draft, mado_draft_ensure_array (draft, draft->body, "conflicts"), item);
    if (where & 8)
      put_asked (draft, item);
    if (where & 16 && strcmp (item->type, "notes") == 0)
      put_note (draft, item);
  }
  if (is_protected)
    mado_draft_put_text (draft, mado_draft_ensure_object (draft, draft->body, "protected"), "reason", "<why>");

  MadoEntity *entity = mado_draft_finish (draft, &error);

  g_assert_no_error (error);

  return entity;
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
  return (where & (item->is_of_list ? 1 : 2)) != 0 || (where & 4) != 0;
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
  g_autoptr (MadoEntity) entity = make_marked (programme, where, is_protected);
  g_autoptr (MadoEntity) projected = project (programme, entity, roles);
  g_autofree char *before = dup_text (entity);
  g_autofree char *after = projected != NULL ? dup_text (projected) : g_strdup ("");
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
  for (gsize i = 0; i < G_N_ELEMENTS (programmes); i++) {
    g_autoptr (MadoProgramme) programme = load (programmes[i]);

    for (guint j = 0; j < mado_section_get_count (programme->roles); j++)
      for (guint place = 1; place < EVERYWHERE; place *= 2) {
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
  g_autoptr (MadoProgramme) ninpu = load (programmes[0]);
  g_autoptr (MadoProgramme) babysitter = load (programmes[1]);
  g_autoptr (MadoProgramme) kosodate = load (programmes[2]);
  g_autoptr (MadoProgramme) masked = load (programmes[3]);
  const MadoProgramme *const all[] = { ninpu, babysitter, kosodate, masked };

  for (guint i = 0; i < 300; i++) {
    const MadoProgramme *programme = all[i % G_N_ELEMENTS (all)];
    const char *roles[4] = { NULL };
    gint32 n_roles = g_rand_int_range (rand, 1, 4);

    for (gint32 j = 0; j < n_roles; j++) {
      gint32 index = g_rand_int_range (rand, 0, (gint32) mado_section_get_count (programme->roles));

      roles[j] = ((const MadoNamed *) mado_section_get (programme->roles, (guint) index))->id;
    }
    assert_markers (programme, (guint) g_rand_int_range (rand, 1, EVERYWHERE + 1), g_rand_boolean (rand), roles);
  }
}

/* 000-F15: the ward's terminal reads everything. */
static void
ward_reads_all_33_items_and_the_comment (void)
{
  g_autoptr (MadoProgramme) programme = load ("ninpu-r7.json");
  g_autoptr (MadoEntity) entity = make_marked (programme, 2, FALSE);
  g_autoptr (MadoEntity) projected = project (programme, entity, (const char *const[]) { "ward", NULL });
  yyjson_val *items = yyjson_obj_get (mado_entity_get_body (projected), "items");

  g_assert_cmpuint (yyjson_obj_size (items), ==, 34);
  g_assert_true (yyjson_equals (mado_entity_get_body (projected), mado_entity_get_body (entity)));
  g_assert_cmpint (mado_entity_get_version (projected), ==, mado_entity_get_version (entity));
  g_assert_cmpstr (mado_entity_get_state (projected), ==, "received");
}

static void
nobody_gets_cases_without_an_item_to_see (void)
{
  assert_case ("admin", "{'items':{'name':{'kanji':'見本'}},'since':'2025-04-01'}", NULL);
  assert_gets ("kosodate-oen-r7.json", "case", "system", "{'since':'2025-04-01'}", NULL);
  assert_case ("nobody", "{'since':'2025-04-01'}", NULL);
  assert_case ("account_1", "{'since':'2025-04-01'}", "{'since':'2025-04-01'}");
  assert_gets ("ninpu-r7.json", "unheard_of", "lead", "{'since':'2025-04-01'}", NULL);
}

/* From the work lists of others nobody learns what a case is like. */
static void
work_lists_are_for_those_who_work_on_them (void)
{
  assert_case ("account_1", "{'queues':['intake','accounts','failed'],'computed':{'method':'cash'}}",
               "{'queues':['accounts']}");
  assert_case ("lead", "{'queues':['intake','to_plan'],'computed':{'method':'cash','round':1}}",
               "{'queues':['to_plan'],'computed':{'method':'cash'}}");
}

static void
what_no_table_lists_is_shown_to_nobody (void)
{
  assert_case ("lead", "{'items':{'my_number':'x'},'claims':['x'],'new_member':1}", "{}");
  assert_case (
      "lead",
      "{'items':{'content':'1-cash','my_number':'x','content\\u0000':'2-cash'},'new_member':1,'done':{'pay':{'"
      "at':1,'by':'a','key':'x'},"
      "'fly':{'at':1}},'seen':{'identity':{'at':1,'x':2},'x':{'at':1}},'letters':[{'letter':'x','at':1},7],"
      "'lists':{'x':[{'row':'r'}]},'since':{'x':1},'attached':[['x']],'rights':[{'right':'x'}]}",
      "{'cut':true,'items':{'content':'1-cash'},'done':{'pay':{'at':1,'by':'a'}},'seen':{'identity':{'at':1}}}");
}

/* --- masks -------------------------------------------------------------------------------------------------------- */

static void
agent_sees_an_account_masked (void)
{
  static const char body[] = "{'items':{'account':{'bank':'0001','branch':'001','kind':'1','number':'1234567',"
                             "'holder':'ミホン ハナコ','relation':'self','origin':'application','date':'2025-04-10'}},"
                             "'authors':{'account':'a-021'}}";
  static const char masked[] =
      "{'cut':true,'items':{'account':{'masked':true,'bank':'0001','branch':'001','number':'*****67',"
      "'holder':'ミ******'}},'authors':{'account':'a-021'}}";

  assert_case ("agent", body, masked);
  assert_case ("agent", masked, masked);
  assert_case ("verifier", body, body);
}

static MadoItem *
make_item (const char *type)
{
  MadoItem *item = g_new0 (MadoItem, 1);

  item->id = "item";
  item->type = type;
  item->pattern = "";
  item->max = 0;
  item->choices = mado_section_new ();

  return item;
}

static void
free_item (MadoItem *item)
{
  mado_section_free (item->choices);
  g_free (item);
}

static void
a_masked_value_is_no_value (void)
{
  static const struct {
    const char *type;
    const char *value;
    const char *masked; /* "": nothing is left */
  } rows[] = {
    { "text", "'新宿区立病院'", "{'masked':true,'text':'****病院'}" },
    { "text", "'東京都新'", "{'masked':true,'text':'****'}" },
    { "text", "'A'", "{'masked':true,'text':'*'}" },
    { "address", "'見本町1-2-3'", "{'masked':true,'text':'******-3'}" },
    { "postal", "'1600022'", "{'masked':true,'text':'*****22'}" },
    { "phone", "'0312345678'", "{'masked':true,'text':'********78'}" },
    { "email", "'a@example.jp'", "{'masked':true,'text':'**********jp'}" },
    { "code", "'0000012345'", "{'masked':true,'text':'********45'}" },
    { "name", "{'kana':'ミホン ハナコ','kanji':'見本 花子'}", "{'kana':'*****ナコ','kanji':'***花子','masked':true}" },
    { "name", "{'kanji':'見本 花子'}", "{'kanji':'***花子','masked':true}" },
    { "account",
      "{'bank':'0001','branch':'001','date':'2025-04-10','holder':'ミホン ハナコ','kind':'1','number':'1234567',"
      "'origin':'application','relation':'self'}",
      "{'bank':'0001','branch':'001','holder':'ミ******','masked':true,'number':'*****67'}" },
    { "date", "'2025-04-01'", "" },
    { "month", "'2025-04'", "" },
    { "number", "3", "" },
    { "yen", "50000", "" },
    { "yesno", "true", "" },
    { "choice", "'1-cash'", "" },
    { "text", "7", "" },
    { "name", "'見本'", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    MadoItem *item = make_item (rows[i].type);
    g_autofree char *value = spell (rows[i].value);
    yyjson_doc *doc = yyjson_read (value, strlen (value), 0);
    yyjson_mut_doc *mut_doc = yyjson_mut_doc_new (NULL);
    yyjson_mut_val *masked = mado_mask_value (item, yyjson_doc_get_root (doc), mut_doc);

    g_test_message ("%s %s", rows[i].type, value);
    g_assert_true ((masked == NULL) == (rows[i].masked[0] == '\0'));
    if (masked != NULL) {
      g_autofree char *wanted = spell (rows[i].masked);
      g_autoptr (GBytes) text = mado_canonical_json_from_value (masked, NULL);
      yyjson_doc *read = yyjson_read (g_bytes_get_data (text, NULL), g_bytes_get_size (text), 0);
      g_autoptr (GBytes) again =
          mado_canonical_json_from_value (mado_mask_value (item, yyjson_doc_get_root (read), mut_doc), NULL);

      g_assert_cmpmem (g_bytes_get_data (text, NULL), g_bytes_get_size (text), wanted, strlen (wanted));
      g_assert_true (g_bytes_equal (text, again));
      g_assert_cmpint (mado_item_check_value (item, yyjson_doc_get_root (read)), ==, MADO_ITEM_VALUE_WRONG);
      yyjson_doc_free (read);
    }
    yyjson_mut_doc_free (mut_doc);
    yyjson_doc_free (doc);
    free_item (item);
  }
}

/* --- what only some may know ---------------------------------------------------------------------------------------
 */

static void
claims_and_hashes_stay_in_the_backend (void)
{
  static const char body[] =
      "{'claims':['secret'],'looks':['secret'],'receipt_claim':'secret','receipt':'logo:1',"
      "'batch':{'id':'" ID "','amount':50000,'row':'secret'},"
      "'rights':[{'right':'first','state':'ordered','amount':50000,'claim':'secret','key':['secret'],"
      "'ordered':{'at':1,'by':'a'}}]}";
  static const char with_amount[] = "{'receipt':'logo:1','batch':{'id':'" ID "','amount':50000},"
                                    "'rights':[{'right':'first','state':'ordered','amount':50000,"
                                    "'ordered':{'at':1,'by':'a'}}]}";
  static const char without[] = "{'cut':true,'receipt':'logo:1','batch':{'id':'" ID "'},"
                                "'rights':[{'right':'first','state':'ordered','ordered':{'at':1,'by':'a'}}]}";

  assert_case ("lead", body, with_amount);
  assert_case ("ward", body, with_amount);
  assert_case ("agent", body, with_amount);
  assert_case ("account_1", body, without);
  assert_case ("print", body, without);
}

static void
rows_are_counted_by_those_who_see_them (void)
{
  static const char rows[] = "{'lists':{'children':[{'row':'" ROW "','items':{'child_order':1}}]}}";
  static const char body[] = "{'rights':[{'right':'child','row':'" ROW "','state':'claimed','amount':20000}]}";

  assert_gets ("kosodate-oen-r7.json", "case", "ward", body, body);
  assert_gets ("kosodate-oen-r7.json", "case", "print", body, "{'cut':true}");
  assert_gets ("kosodate-oen-r7.json", "case", "ward", rows, rows);
  assert_gets ("kosodate-oen-r7.json", "case", "print", rows, "{'cut':true}");
}

static void
a_protected_person_is_known_as_one (void)
{
  static const char body[] = "{'protected':{'at':1,'by':'a-001','reason':'避難'},"
                             "'items':{'address':'見本町','clinic':'見本医院','email':'a@example.jp'},"
                             "'authors':{'address':'a'},'done':{'withdraw':{'at':1,'by':'a','reason':'見本町へ'}}}";

  assert_case ("lead", body, body);
  assert_case ("verifier", body,
               "{'cut':true,'protected':true,'items':{'email':'a@example.jp'},'done':{'withdraw':{'at':1,'by':'a'}}}");
  assert_case ("account_1", body, "{'cut':true,'protected':true,'done':{'withdraw':{'at':1,'by':'a'}}}");
  assert_case ("verifier", "{'protected':null,'items':{'phone':'03'}}", "{'cut':true,'protected':true}");
}

static void
free_words_are_for_those_who_work_with_them (void)
{
  static const char done[] = "{'done':{'died':{'at':1,'by':'a','reason':'words'},"
                             "'return_deficient':{'at':1,'by':'a','reason':'書類不足'}}}";
  static const char cut[] =
      "{'done':{'died':{'at':1,'by':'a'},'return_deficient':{'at':1,'by':'a','reason':'書類不足'}}}";
  static const char rejected[] = "{'done':{'reject':{'at':1,'by':'a','reason':'words'}}}";

  assert_case ("agent", done, done);
  assert_case ("ward", done, done);
  assert_case ("account_1", done, cut);
  assert_case ("print", done, cut);
  assert_case ("print", "{'done':{'died':{'at':1,'reason':'text'}}}", "{'done':{'died':{'at':1}}}");
  assert_gets ("kosodate-oen-r7.json", "case", "decider", rejected, rejected);
  assert_gets ("kosodate-oen-r7.json", "case", "print", rejected, "{'done':{'reject':{'at':1,'by':'a'}}}");
}

static void
records_follow_their_items (void)
{
  static const char body[] =
      "{'deficiencies':[{'id':'1','by':'mail_returned','reason':'転居','text':'post','opened':{'at':1}},"
      "{'id':'2','by':'return_deficient','reason':'書類不足','text':'paper','closed':{'at':1}}],"
      "'letters':[{'letter':'decision','at':1},{'letter':'form','at':1}]}";

  assert_case ("verifier", body, body);
  assert_case ("print", body,
               "{'deficiencies':[{'id':'1','by':'mail_returned','reason':'転居','text':'post','opened':{'at':1}},"
               "{'id':'2','by':'return_deficient','reason':'書類不足','closed':{'at':1}}],"
               "'letters':[{'letter':'form','at':1}]}");
  assert_case ("account_1", body,
               "{'deficiencies':[{'id':'1','by':'mail_returned','reason':'転居','opened':{'at':1}},"
               "{'id':'2','by':'return_deficient','reason':'書類不足','closed':{'at':1}}],"
               "'letters':[{'letter':'form','at':1}]}");
}

/* --- blind entries -------------------------------------------------------------------------------------------------
 */

#define FIRST "'first':{'at':1,'by':'a-021','value':{'number':'1111111'}}"
#define SECOND "'second':{'at':2,'by':'a-022','value':{'number':'2222222'}}"
#define BLIND_FIRST "'first':{'at':1,'by':'a-021'}"
#define BLIND_SECOND "'second':{'at':2,'by':'a-022'}"
#define ENTRY(x) "{'entries':{'account':{" x "}}}"
#define CUT_ENTRY(x) "{'cut':true,'entries':{'account':{" x "}}}"

static void
nobody_sees_what_another_has_typed (void)
{
  static const char *const bodies[] = { ENTRY (FIRST), ENTRY (FIRST "," SECOND), ENTRY (FIRST "," SECOND ",'again':1"),
                                        ENTRY (FIRST "," SECOND ",'agreed':{'at':3,'by':'a-022'}") };

  for (gsize i = 0; i < G_N_ELEMENTS (programmes); i++) {
    g_autoptr (MadoProgramme) programme = load (programmes[i]);

    for (guint j = 0; j < mado_section_get_count (programme->roles); j++)
      for (gsize k = 0; k < G_N_ELEMENTS (bodies); k++) {
        const char *role = ((const MadoNamed *) mado_section_get (programme->roles, j))->id;
        g_autoptr (MadoEntity) entity = make_entity ("case", bodies[k]);
        g_autoptr (MadoEntity) projected = project (programme, entity, (const char *const[]) { role, NULL });
        g_autofree char *text = projected != NULL ? dup_text (projected) : g_strdup ("");
        gboolean may_decide = (k == 1 || k == 2) && mado_programme_has_duty (programme, "adjudicate", role);

        g_test_message ("%s %s", role, bodies[k]);
        g_assert_true ((strstr (text, "1111111") != NULL) == may_decide);
        g_assert_true ((strstr (text, "2222222") != NULL) == may_decide);
      }
  }
}

static void
the_second_clerk_sees_that_there_is_a_first (void)
{
  assert_case ("account_2", ENTRY (FIRST), CUT_ENTRY (BLIND_FIRST));
  assert_case ("lead", ENTRY (FIRST "," SECOND), ENTRY (FIRST "," SECOND));
  assert_case ("lead", ENTRY (FIRST "," SECOND ",'agreed':{'at':3}"),
               ENTRY (BLIND_FIRST "," BLIND_SECOND ",'agreed':{'at':3}"));
  assert_case ("print", ENTRY (FIRST), "{'cut':true}");
}

static void
whoever_has_typed_stays_blind_though_he_could_decide (void)
{
  g_autoptr (MadoProgramme) programme = load ("ninpu-r7.json");
  g_autoptr (MadoEntity) entity = make_entity ("case", ENTRY (FIRST "," SECOND));

  for (guint i = 21; i <= 23; i++) {
    g_autofree char *account = g_strdup_printf ("a-0%u", i);
    MadoPerson person = { account, (const char *const[]) { "lead", "account_1", NULL } };
    g_autoptr (MadoEntity) projected = NULL;

    g_assert_true (mado_project_for_person (programme, entity, NULL, &person, &projected, NULL));

    g_autofree char *text = dup_text (projected);

    g_assert_true ((strstr (text, "1111111") != NULL) == (i == 23));
  }
}

/* --- any body ------------------------------------------------------------------------------------------------------
 */

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
  g_autoptr (MadoProgramme) ninpu = load ("ninpu-r7.json");
  g_autoptr (MadoProgramme) kosodate = load ("kosodate-oen-r7.json");

  for (guint i = 0; i < 4000; i++) {
    const MadoProgramme *programme = i % 2 == 0 ? ninpu : kosodate;
    gint32 index = g_rand_int_range (rand, 0, (gint32) mado_section_get_count (programme->roles));
    const char *roles[] = { ((const MadoNamed *) mado_section_get (programme->roles, (guint) index))->id, NULL };
    g_autoptr (MadoDraft) draft = mado_draft_new (mado_id_from_text (ID), "case", "received");

    draft->body = make_any_object (rand, draft->doc, 0);

    g_autoptr (MadoEntity) entity = mado_draft_finish (draft, NULL);
    g_autoptr (MadoEntity) once = project (programme, entity, roles);

    if (once == NULL)
      continue;

    g_autoptr (MadoEntity) twice = project (programme, once, roles);
    g_autofree char *text = dup_text (once);
    g_autofree char *again = dup_text (twice);

    g_assert_cmpstr (text, ==, again);
  }
}

/* --- receivers ------------------------------------------------------------------------------------------------------
 */

static void
every_receiver_gets_what_is_approved_and_asked_for (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (programmes) * 2; i++) {
    g_autoptr (MadoProgramme) programme = load (programmes[i / 2]);
    gboolean is_protected = i % 2 == 1;
    g_autoptr (MadoEntity) entity = make_marked (programme, EVERYWHERE, is_protected);

    for (guint j = 0; j < mado_section_get_count (programme->receivers); j++)
      for (guint k = 0; k < mado_section_get_count (programme->items); k++) {
        const char *receiver = ((const MadoNamed *) mado_section_get (programme->receivers, j))->id;
        const MadoItem *item = mado_section_get (programme->items, k);
        g_autoptr (GPtrArray) asked = g_ptr_array_new ();
        g_autoptr (MadoFindings) findings = mado_findings_new ();

        g_ptr_array_add (asked, (gpointer) item->id);

        yyjson_doc *doc = mado_project_for_receiver (programme, entity, receiver, asked, findings);
        g_autofree char *text = yyjson_write (doc, 0, NULL);
        gboolean is_hidden = is_protected && mado_item_tells_whereabouts (item);
        gboolean may_go = mado_item_may_get (item, receiver) && !is_hidden;

        g_test_message ("%s to %s: %s", item->id, receiver, text);
        g_assert_true ((strchr (text, '<') != NULL) == may_go);
        g_assert_true (mado_findings_have_errors (findings) == !may_go);
        if (!may_go)
          g_assert_cmpstr (mado_findings_get (findings, 0)->code, ==,
                           mado_item_may_get (item, receiver) ? MADO_PROJECTION_PROTECTED
                                                              : MADO_PROJECTION_NOT_APPROVED);
        for (guint l = 0; l < mado_section_get_count (programme->items); l++) {
          const char *other = ((const MadoItem *) mado_section_get (programme->items, l))->id;
          g_autofree char *marker = g_strdup_printf ("<%s>", other);

          g_assert_true (l == k || strstr (text, marker) == NULL);
        }
        yyjson_doc_free (doc);
      }
  }
}

static void
a_packet_is_items_and_rows (void)
{
  g_autoptr (MadoProgramme) programme = load ("kosodate-oen-r7.json");
  g_autoptr (MadoEntity) entity =
      make_entity ("case", "{'items':{'name':{'kanji':'見本'},'resident_no':'1'},'lists':{'children':["
                           "{'row':'" ROW "','items':{'child_name':{'kanji':'一'},'child_order':1}},"
                           "{'row':'" ID "','items':{'child_order':2}}]}}");
  const char *asked[] = { "name", "child_order", "fly", "name" };
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  g_autoptr (MadoFindings) findings = mado_findings_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (asked); i++)
    g_ptr_array_add (items, (gpointer) asked[i]);

  yyjson_doc *doc = mado_project_for_receiver (programme, entity, "system", items, findings);
  g_autofree char *text = yyjson_write (doc, 0, NULL);
  g_autofree char *wanted =
      spell ("{'items':{'name':{'kanji':'見本'}},'lists':{'children':[{'child_order':1},{'child_order':2}]}}");

  g_assert_cmpstr (text, ==, wanted);
  g_assert_cmpuint (mado_findings_get_count (findings), ==, 1);
  g_assert_cmpstr (mado_findings_get (findings, 0)->field, ==, "fly");
  yyjson_doc_free (doc);
}

/* --- operations -----------------------------------------------------------------------------------------------------
 */

#define OPERATION(kind, body)                                                                                          \
  "{'actor':'a-012','base':3,'body':" body ",'entity':'" ID "','id':'" ROW "','kind':'" kind                           \
  "','terminal':'t-1','time':5"

static void
assert_operation_of (
    const char *programme_name, const char *role, const char *entity_body, const char *operation, const char *expected)
{
  g_autoptr (MadoProgramme) programme = load (programme_name);
  g_autoptr (MadoEntity) entity = entity_body != NULL ? make_entity ("case", entity_body) : NULL;
  g_autofree char *text = spell (operation);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoOperation) read = mado_operation_read (text, strlen (text), &error);
  MadoPerson person = { "a-099", (const char *const[]) { role, NULL } };
  g_autoptr (GBytes) shown = NULL;

  g_test_message ("%s: %s", role, operation);
  g_assert_no_error (error);
  g_assert_true (mado_project_operation (programme, read, entity, NULL, &person, &shown, &error));
  g_assert_no_error (error);
  g_assert_true ((shown == NULL) == (expected == NULL));
  if (shown == NULL)
    return;

  g_autofree char *wanted = spell (expected);
  g_autofree char *got = g_strndup (g_bytes_get_data (shown, NULL), g_bytes_get_size (shown));

  g_assert_cmpstr (got, ==, wanted);
}

static void
assert_operation (const char *role, const char *entity_body, const char *operation, const char *expected)
{
  assert_operation_of ("ninpu-r7.json", role, entity_body, operation, expected);
}

#define SIGNED ",'signature':{'key':'00','value':'11'}}"
#define CUT ",'cut':true}"
#define EDITS "{'edits':[{'item':'phone','was':null,'now':'03'},{'item':'email','now':'a@example.jp'}]}"

static void
history_is_cut_like_the_case (void)
{
  assert_operation ("verifier", "{}", OPERATION ("case.edit", EDITS) SIGNED, OPERATION ("case.edit", EDITS) SIGNED);
  assert_operation ("verifier", "{'protected':{'at':1}}", OPERATION ("case.edit", EDITS) SIGNED,
                    OPERATION ("case.edit", "{'edits':[{'item':'email','now':'a@example.jp'}]}") CUT);
  assert_operation ("verifier", NULL, OPERATION ("case.edit", EDITS) SIGNED,
                    OPERATION ("case.edit", "{'edits':[{'item':'email','now':'a@example.jp'}]}") CUT);
  assert_operation ("lead", NULL, OPERATION ("case.edit", EDITS) SIGNED, OPERATION ("case.edit", EDITS) SIGNED);
  assert_operation ("print", "{}", OPERATION ("case.edit", EDITS) SIGNED, OPERATION ("case.edit", "{'edits':[]}") CUT);
  assert_operation ("admin", "{}", OPERATION ("case.edit", EDITS) SIGNED, NULL);
  assert_operation ("lead", "{}", OPERATION ("case.fly", "{}") "}", NULL);
  assert_operation ("lead", "{}", OPERATION ("case.edit", "{'edits':[],'more':1}") "}",
                    OPERATION ("case.edit", "{'edits':[]}") CUT);
}

static void
history_counts_rows_for_those_who_see_them (void)
{
  static const char rows[] =
      OPERATION ("case.edit", "{'add_rows':[{'list':'children','row':'" ROW "'}],'remove_rows':"
                              "[{'list':'children','row':'" ID "','was':{'child_order':1}}]}") "}";

  assert_operation_of ("kosodate-oen-r7.json", "ward", "{}", rows, rows);
  assert_operation_of ("kosodate-oen-r7.json", "print", "{}", rows,
                       OPERATION ("case.edit", "{'add_rows':[],'remove_rows':[]}") CUT);
  assert_operation_of ("kosodate-oen-r7.json", "system", "{}", rows, NULL);
}

static void
history_keeps_entries_blind (void)
{
  static const char *const roles[] = { "verifier", "account_1", "account_2", "lead", "ward", "decider" };

  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    assert_operation (roles[i], "{}",
                      OPERATION ("case.enter_account", "{'item':'account','value':{'number':'1111111'}}") SIGNED,
                      OPERATION ("case.enter_account", "{'item':'account'}") CUT);
  assert_operation ("print", "{}",
                    OPERATION ("case.enter_account", "{'item':'account','value':{'number':'1111111'}}") SIGNED,
                    OPERATION ("case.enter_account", "{}") CUT);
  assert_operation (
      "agent", "{}", OPERATION ("case.adjudicate_account", "{'item':'account','value':{'number':'1111111'}}") SIGNED,
      OPERATION ("case.adjudicate_account", "{'item':'account','value':{'masked':true,'number':'*****11'}}") CUT);
}

static void
history_hides_words_and_reasons (void)
{
  static const char moved[] = OPERATION ("case.move", "{'transition':'died','reason':'words','receipt':'r'}") "}";

  assert_operation ("lead", "{}", moved, moved);
  assert_operation ("print", "{}", moved, OPERATION ("case.move", "{'transition':'died','receipt':'r'}") CUT);
  assert_operation ("print", "{}",
                    OPERATION ("case.move", "{'transition':'mail_returned','reason':'転居','text':'x'}") "}",
                    OPERATION ("case.move", "{'transition':'mail_returned','reason':'転居','text':'x'}") "}");
  assert_operation ("account_1", "{}",
                    OPERATION ("case.move", "{'transition':'mail_returned','reason':'転居','text':'x'}") "}",
                    OPERATION ("case.move", "{'transition':'mail_returned','reason':'転居'}") CUT);
  assert_operation ("verifier", "{}", OPERATION ("case.protect", "{'on':true,'reason':'x'}") "}",
                    OPERATION ("case.protect", "{'on':true}") CUT);
  assert_operation ("decider", "{}", OPERATION ("case.decline", "{'operation':'" ID "','reason':'x'}") "}",
                    OPERATION ("case.decline", "{'operation':'" ID "','reason':'x'}") "}");
  assert_operation ("print", "{}", OPERATION ("case.decline", "{'operation':'" ID "','reason':'x'}") "}",
                    OPERATION ("case.decline", "{'operation':'" ID "'}") CUT);
  assert_operation ("print", "{}", OPERATION ("case.note", "{'item':'ward_comment','text':'x'}") "}",
                    OPERATION ("case.note", "{}") CUT);
  assert_operation ("print", "{}",
                    OPERATION ("case.settle_conflict", "{'operation':'" ID "','item':'phone','was':'1','now':'2'}") "}",
                    OPERATION ("case.settle_conflict", "{'operation':'" ID "'}") CUT);
}

/* --- other kinds -----------------------------------------------------------------------------------------------------
 */

static void
a_batch_shows_sums_to_those_who_see_amounts (void)
{
  static const char body[] = "{'packet':'planned','count':1,'sum':50000,'digest':'ff','made':{'at':1,'by':'a'}}";

  assert_gets ("ninpu-r7.json", "batch", "decider", body, body);
  assert_gets ("ninpu-r7.json", "batch", "ward", body,
               "{'packet':'planned','count':1,'sum':50000,'made':{'at':1,'by':'a'}}");
  assert_gets ("ninpu-r7.json", "batch", "account_1", body,
               "{'cut':true,'packet':'planned','count':1,'made':{'at':1,'by':'a'}}");
  assert_gets ("ninpu-r7.json", "batch", "admin", body, NULL);
}

static void
a_batch_says_why_it_was_opened_again (void)
{
  static const char body[] = "{'reopened':{'at':1,'by':'a','reason':'見直し'}}";

  assert_gets ("ninpu-r7.json", "batch", "decider", body, body);
  assert_gets ("ninpu-r7.json", "batch", "ward", body, body);
  assert_gets ("ninpu-r7.json", "batch", "verifier", body, "{'reopened':{'at':1,'by':'a'}}");
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
  g_test_add_func ("/projection/mask/agent-sees-an-account-masked", agent_sees_an_account_masked);
  g_test_add_func ("/projection/mask/a-masked-value-is-no-value", a_masked_value_is_no_value);
  g_test_add_func ("/projection/person/claims-and-hashes-stay-in-the-backend", claims_and_hashes_stay_in_the_backend);
  g_test_add_func ("/projection/person/rows-are-counted-by-those-who-see-them", rows_are_counted_by_those_who_see_them);
  g_test_add_func ("/projection/person/a-protected-person-is-known-as-one", a_protected_person_is_known_as_one);
  g_test_add_func ("/projection/person/free-words-are-for-those-who-work-with-them",
                   free_words_are_for_those_who_work_with_them);
  g_test_add_func ("/projection/person/records-follow-their-items", records_follow_their_items);
  g_test_add_func ("/projection/entry/nobody-sees-what-another-has-typed", nobody_sees_what_another_has_typed);
  g_test_add_func ("/projection/entry/the-second-clerk-sees-that-there-is-a-first",
                   the_second_clerk_sees_that_there_is_a_first);
  g_test_add_func ("/projection/entry/whoever-has-typed-stays-blind-though-he-could-decide",
                   whoever_has_typed_stays_blind_though_he_could_decide);
  g_test_add_func ("/projection/person/any-body-is-cut-once-and-for-all", any_body_is_cut_once_and_for_all);
  g_test_add_func ("/projection/receiver/every-receiver-gets-what-is-approved-and-asked-for",
                   every_receiver_gets_what_is_approved_and_asked_for);
  g_test_add_func ("/projection/receiver/a-packet-is-items-and-rows", a_packet_is_items_and_rows);
  g_test_add_func ("/projection/operation/history-is-cut-like-the-case", history_is_cut_like_the_case);
  g_test_add_func ("/projection/operation/history-counts-rows-for-those-who-see-them",
                   history_counts_rows_for_those_who_see_them);
  g_test_add_func ("/projection/operation/history-keeps-entries-blind", history_keeps_entries_blind);
  g_test_add_func ("/projection/operation/history-hides-words-and-reasons", history_hides_words_and_reasons);
  g_test_add_func ("/projection/kinds/a-batch-shows-sums-to-those-who-see-amounts",
                   a_batch_shows_sums_to_those_who_see_amounts);
  g_test_add_func ("/projection/kinds/a-batch-says-why-it-was-opened-again", a_batch_says_why_it_was_opened_again);

  return g_test_run ();
}
