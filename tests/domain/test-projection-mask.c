/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What somebody may see in part: masked, or that it is there but not what it is. */

#include <string.h>

#include "mado-canonical-json.h"
#include "mado-item-value.h"
#include "mado-mask.h"
#include "projection-sample.h"

/* --- masks ------------------------------------------------------------------------------------------------------- */

static void
agent_sees_an_account_masked (void)
{
  static const char body[] = "{'items':{'account':{'bank':'0001','branch':'001','kind':'1','number':'1234567',"
                             "'holder':'ミホン ハナコ','relation':'self','origin':'application','date':'2025-04-10'}},"
                             "'authors':{'account':'a-021'}}";
  static const char masked[] =
      "{'cut':true,'items':{'account':{'masked':true,'bank':'0001','branch':'001','number':'*****67',"
      "'holder':'ミ******'}},'authors':{'account':'a-021'}}";

  projection_assert_case ("agent", body, masked);
  projection_assert_case ("agent", masked, masked);
  projection_assert_case ("verifier", body, body);
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
    g_autofree char *value = projection_spell (rows[i].value);
    yyjson_doc *doc = yyjson_read (value, strlen (value), 0);
    yyjson_mut_doc *mut_doc = yyjson_mut_doc_new (NULL);
    yyjson_mut_val *masked = mado_mask_value (item, yyjson_doc_get_root (doc), mut_doc);

    g_test_message ("%s %s", rows[i].type, value);
    g_assert_true ((masked == NULL) == (rows[i].masked[0] == '\0'));
    if (masked != NULL) {
      g_autofree char *wanted = projection_spell (rows[i].masked);
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

/* --- blind entries ----------------------------------------------------------------------------------------------- */

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

  for (gsize i = 0; i < PROJECTION_N_PROGRAMMES; i++) {
    g_autoptr (MadoProgramme) programme = projection_load (projection_programmes[i]);

    for (guint j = 0; j < mado_section_get_count (programme->roles); j++)
      for (gsize k = 0; k < G_N_ELEMENTS (bodies); k++) {
        const char *role = ((const MadoNamed *) mado_section_get (programme->roles, j))->id;
        g_autoptr (MadoEntity) entity = projection_make ("case", bodies[k]);
        g_autoptr (MadoEntity) projected = projection_project (programme, entity, (const char *const[]) { role, NULL });
        g_autofree char *text = projected != NULL ? projection_dup_text (projected) : g_strdup ("");
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
  projection_assert_case ("account_2", ENTRY (FIRST), CUT_ENTRY (BLIND_FIRST));
  projection_assert_case ("lead", ENTRY (FIRST "," SECOND), ENTRY (FIRST "," SECOND));
  projection_assert_case ("lead", ENTRY (FIRST "," SECOND ",'agreed':{'at':3}"),
                          ENTRY (BLIND_FIRST "," BLIND_SECOND ",'agreed':{'at':3}"));
  projection_assert_case ("print", ENTRY (FIRST), "{'cut':true}");
}

static void
whoever_has_typed_stays_blind_though_he_could_decide (void)
{
  g_autoptr (MadoProgramme) programme = projection_load ("ninpu-r7.json");
  g_autoptr (MadoEntity) entity = projection_make ("case", ENTRY (FIRST "," SECOND));

  for (guint i = 21; i <= 23; i++) {
    g_autofree char *account = g_strdup_printf ("a-0%u", i);
    MadoPerson person = { account, (const char *const[]) { "lead", "account_1", NULL } };
    g_autoptr (MadoEntity) projected = NULL;

    g_assert_true (mado_project_for_person (programme, entity, NULL, &person, &projected, NULL));

    g_autofree char *text = projection_dup_text (projected);

    g_assert_true ((strstr (text, "1111111") != NULL) == (i == 23));
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/projection/mask/agent-sees-an-account-masked", agent_sees_an_account_masked);
  g_test_add_func ("/projection/mask/a-masked-value-is-no-value", a_masked_value_is_no_value);
  g_test_add_func ("/projection/entry/nobody-sees-what-another-has-typed", nobody_sees_what_another_has_typed);
  g_test_add_func ("/projection/entry/the-second-clerk-sees-that-there-is-a-first",
                   the_second_clerk_sees_that_there_is_a_first);
  g_test_add_func ("/projection/entry/whoever-has-typed-stays-blind-though-he-could-decide",
                   whoever_has_typed_stays_blind_though_he_could_decide);

  return g_test_run ();
}
