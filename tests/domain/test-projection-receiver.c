/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What each receiver gets of a case, held against the lists of the programmes' papers. */

#include <string.h>

#include "marked-case.h"
#include "programme-sample.h"
#include "projection-sample.h"

static void
every_receiver_gets_what_is_approved_and_asked_for (void)
{
  for (gsize i = 0; i < PROJECTION_N_PROGRAMMES * 2; i++) {
    g_autoptr (MadoProgramme) programme = projection_load (projection_programmes[i / 2]);
    gboolean is_protected = i % 2 == 1;
    g_autoptr (MadoEntity) entity = marked_case_make (programme, MARKED_EVERYWHERE, is_protected);

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
  g_autoptr (MadoProgramme) programme = projection_load ("kosodate-oen-r7.json");
  g_autoptr (MadoEntity) entity =
      projection_make ("case", "{'items':{'name':{'kanji':'見本'},'resident_no':'1'},'lists':{'children':["
                               "{'row':'" PROJECTION_ROW "','items':{'child_name':{'kanji':'一'},'child_order':1}},"
                               "{'row':'" PROJECTION_ID "','items':{'child_order':2}}]}}");
  const char *asked[] = { "name", "child_order", "fly", "name" };
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  g_autoptr (MadoFindings) findings = mado_findings_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (asked); i++)
    g_ptr_array_add (items, (gpointer) asked[i]);

  yyjson_doc *doc = mado_project_for_receiver (programme, entity, "system", items, findings);
  g_autofree char *text = yyjson_write (doc, 0, NULL);
  g_autofree char *wanted = projection_spell (
      "{'items':{'name':{'kanji':'見本'}},'lists':{'children':[{'child_order':1},{'child_order':2}]}}");

  g_assert_cmpstr (text, ==, wanted);
  g_assert_cmpuint (mado_findings_get_count (findings), ==, 1);
  g_assert_cmpstr (mado_findings_get (findings, 0)->field, ==, "fly");
  yyjson_doc_free (doc);
}

static void
assert_letter (const MadoProgramme *programme, MadoEntity *entity, const MadoLetter *letter, gboolean may_be_made)
{
  for (guint i = 0; i < mado_section_get_count (programme->roles); i++) {
    const char *const roles[] = { ((const MadoNamed *) mado_section_get (programme->roles, i))->id, NULL };
    const MadoPerson person = { "x-01", roles };
    const gboolean is_made = may_be_made || mado_programme_has_duty (programme, "protection", roles[0]);
    g_autoptr (MadoFindings) findings = mado_findings_new ();
    yyjson_doc *doc = mado_project_for_letter (programme, entity, letter, &person, findings);
    g_autofree char *text = doc != NULL ? yyjson_write (doc, 0, NULL) : g_strdup ("");

    g_assert_true ((doc != NULL) == is_made);
    g_assert_true (is_made || strcmp (mado_findings_get (findings, 0)->code, MADO_PROJECTION_PROTECTED) == 0);
    for (guint j = 0; j < mado_section_get_count (programme->items); j++) {
      const MadoItem *item = mado_section_get (programme->items, j);
      g_autofree char *marker = g_strdup_printf ("<%s>", item->id);

      g_assert_true (strstr (text, marker) == NULL || mado_names_contain (letter->items, item->id));
    }
    yyjson_doc_free (doc);
  }
}

/* A letter says where somebody lives: to a person under protection it goes where somebody answers for it. */
static void
a_letter_to_a_protected_person_takes_the_duty (void)
{
  for (gsize i = 0; i < PROJECTION_N_PROGRAMMES * 2; i++) {
    g_autoptr (MadoProgramme) programme = projection_load (projection_programmes[i / 2]);
    gboolean is_protected = i % 2 == 1;
    g_autoptr (MadoEntity) entity = marked_case_make (programme, MARKED_EVERYWHERE, is_protected);

    for (guint j = 0; j < mado_section_get_count (programme->letters); j++)
      assert_letter (programme, entity, mado_section_get (programme->letters, j), !is_protected);
  }
}

/* The last step that asked for the letter says why; a letter of which the programme does not say so gives no reason. */
static void
a_letter_gives_the_reason_where_the_programme_says_so (void)
{
  static const char *const roles[] = { "lead", NULL };
  static const struct {
    const char *letter;
    const char *reason;
  } rows[] = { { "refusal", "words" }, { "account_again", "解約" }, { "withdrawal", NULL }, { "decision", NULL } };
  const MadoPerson person = { "x-01", roles };
  g_autoptr (MadoProgramme) programme = projection_load ("ninpu-r7.json");
  g_autoptr (MadoEntity) entity =
      projection_make ("case", "{'done':{'refuse':{'at':2,'reason':'words'},'fail':{'at':3,'reason':'解約'},"
                               "'withdraw':{'at':4,'reason':'private'}}}");

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (MadoFindings) findings = mado_findings_new ();
    yyjson_doc *doc = mado_project_for_letter (
        programme, entity, mado_section_find (programme->letters, rows[i].letter), &person, findings);

    g_assert_cmpstr (yyjson_get_str (yyjson_obj_get (yyjson_doc_get_root (doc), "reason")), ==, rows[i].reason);
    yyjson_doc_free (doc);
  }
}

/* Whatever stands in a row: of a list goes what was approved as an item of that list. */
static void
a_row_holds_the_items_of_its_own_list (void)
{
  static const char helpers[] =
      "\"lists\": {\"helpers\": {\"label\": \"同居人\", \"one\": \"helper\", \"max\": 9, \"see\": \"section\", "
      "\"edit\": "
      "[\"ward\"], \"give\": [\"system\"], \"fields\": {\"helper_order\": {\"label\": \"順位\", \"type\": "
      "\"number\"}}},";
  g_autofree char *kosodate = programme_sample_load_text ("kosodate-oen-r7.json");
  g_autofree char *text = programme_sample_replace (kosodate, "\"lists\": {", helpers);
  g_autoptr (MadoProgramme) programme = programme_sample_read (text);
  g_autoptr (MadoEntity) entity =
      projection_make ("case", "{'lists':{'children':[{'row':'1','items':{'child_order':1,'helper_order':2}}],"
                               "'helpers':[{'row':'2','items':{'child_order':3,'helper_order':4}}]}}");
  g_autoptr (GPtrArray) asked = g_ptr_array_new ();
  g_autoptr (MadoFindings) findings = mado_findings_new ();

  g_ptr_array_add (asked, (gpointer) "child_order");
  g_ptr_array_add (asked, (gpointer) "helper_order");

  yyjson_doc *doc = mado_project_for_receiver (programme, entity, "system", asked, findings);
  g_autofree char *written = yyjson_write (doc, 0, NULL);
  g_autofree char *got = projection_spell (written);
  g_autofree char *wanted =
      projection_spell ("{'items':{},'lists':{'children':[{'child_order':1}],'helpers':[{'helper_order':4}]}}");

  g_assert_cmpstr (got, ==, wanted);
  yyjson_doc_free (doc);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/projection/receiver/every-receiver-gets-what-is-approved-and-asked-for",
                   every_receiver_gets_what_is_approved_and_asked_for);
  g_test_add_func ("/projection/receiver/a-packet-is-items-and-rows", a_packet_is_items_and_rows);
  g_test_add_func ("/projection/receiver/a-letter-to-a-protected-person-takes-the-duty",
                   a_letter_to_a_protected_person_takes_the_duty);
  g_test_add_func ("/projection/receiver/a-letter-gives-the-reason-where-the-programme-says-so",
                   a_letter_gives_the_reason_where_the_programme_says_so);
  g_test_add_func ("/projection/receiver/a-row-holds-the-items-of-its-own-list", a_row_holds_the_items_of_its_own_list);

  return g_test_run ();
}
