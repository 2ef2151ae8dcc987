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
  g_test_add_func ("/projection/receiver/a-row-holds-the-items-of-its-own-list", a_row_holds_the_items_of_its_own_list);

  return g_test_run ();
}
