/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What stands in the table of a packet: what its receiver may have, and nothing else, whatever the case holds. */

#include <string.h>

#include "mado-canonical-json.h"
#include "mado-charset.h"
#include "mado-draft.h"
#include "mado-hash.h"
#include "mado-packet-error.h"
#include "mado-packet-table.h"
#include "programme-sample.h"
#include "projection-sample.h"

#define TODAY ((MadoDate) { 2026, 1, 15 })

static const char *const programmes[] = { "ninpu-r7.json", "kosodate-oen-r7.json", "babysitter-r7.json" };

/* --- cases in which each value is its item's marker -------------------------------------------------------------- */

static void
put_parts (yyjson_mut_doc *doc, yyjson_mut_val *items, const char *id, const char *const *parts, const char *marker)
{
  yyjson_mut_val *object = yyjson_mut_obj_add_obj (doc, items, id);

  for (; *parts != NULL; parts++)
    yyjson_mut_obj_add_strcpy (doc, object, *parts, marker);
}

/* Rules are run over values of their items' kinds only: then nothing but texts can be marked. */
static gboolean
is_marked (const MadoItem *item, gboolean is_judged)
{
  static const char *const untyped[] = { "date", "number", "yesno", "choice", "yen", "month", NULL };

  return !is_judged || !g_strv_contains (untyped, item->type);
}

static void
put_item (yyjson_mut_doc *doc, yyjson_mut_val *items, const MadoItem *item)
{
  static const char *const name[] = { "kanji", "kana", NULL };
  static const char *const account[] = { "bank", "branch", "kind", "number", "holder", "relation", "origin", NULL };
  g_autofree char *marker = g_strdup_printf ("<%s>", item->id);

  if (strcmp (item->type, "name") == 0)
    put_parts (doc, items, item->id, name, marker);
  else if (strcmp (item->type, "account") == 0)
    put_parts (doc, items, item->id, account, marker);
  else
    yyjson_mut_obj_add_strcpy (doc, items, item->id, marker);
}

static void
put_right (yyjson_mut_doc *doc, yyjson_mut_val *rights, const char *state, gint64 amount)
{
  yyjson_mut_val *right = yyjson_mut_arr_add_obj (doc, rights);

  yyjson_mut_obj_add_str (doc, right, "right", "first");
  yyjson_mut_obj_add_str (doc, right, "state", state);
  yyjson_mut_obj_add_sint (doc, right, "amount", amount);
}

static MadoEntity *
make_marked (const MadoProgramme *programme, gboolean is_protected, gboolean is_judged)
{
  g_autoptr (MadoDraft) draft = mado_draft_new (mado_id_from_text (PROJECTION_ID), "case", "planned");
  yyjson_mut_val *items = yyjson_mut_obj_add_obj (draft->doc, draft->body, "items");
  yyjson_mut_val *rights = yyjson_mut_obj_add_arr (draft->doc, draft->body, "rights");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < mado_section_get_count (programme->items); i++)
    if (is_marked (mado_section_get (programme->items, i), is_judged))
      put_item (draft->doc, items, mado_section_get (programme->items, i));
  if (is_judged)
    yyjson_mut_obj_add_str (draft->doc, items, "content", "1-gift"); /* by which the packet of gifts goes */
  put_right (draft->doc, rights, "ordered", 50000);
  put_right (draft->doc, rights, "paid", 7);
  put_right (draft->doc, rights, "ordered", 100000);
  if (is_protected)
    yyjson_mut_obj_add_bool (draft->doc, draft->body, "protected", TRUE);
  draft->version = 1;

  MadoEntity *entity = mado_draft_finish (draft, &error);

  g_assert_no_error (error);

  return entity;
}

static char *
read_table (const MadoPacketContent *content)
{
  gsize length;
  const guint8 *bytes = g_bytes_get_data (content->bytes, &length);
  gboolean is_cp932 = strcmp (content->encoding, MADO_PACKET_ENCODING_CP932) == 0;
  char *text = mado_charset_decode (bytes, length, is_cp932 ? MADO_CHARSET_CP932 : MADO_CHARSET_UTF_8, NULL);

  g_assert_nonnull (text);

  return text;
}

static MadoPacketContent *
make_table (MadoProgramme *programme, const char *packet, const MadoEntity *entity, MadoFindings *findings)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoJudge) judge = mado_judge_new (programme, &error);
  g_autoptr (MadoPacketTable) table = mado_packet_table_new (judge, packet, TODAY, &error);

  g_assert_no_error (error);
  g_assert_true (mado_packet_table_add (table, entity, findings, &error));

  return mado_packet_table_finish (table);
}

/* --- properties -------------------------------------------------------------------------------------------------- */

static gboolean
should_stand (const MadoPacket *packet, const MadoItem *item, gboolean is_protected)
{
  return mado_names_contain (packet->items, item->id) && mado_item_may_get (item, packet->to) &&
         !(is_protected && mado_item_tells_whereabouts (item));
}

static void
assert_only_what_may_go (MadoProgramme *programme, const MadoPacket *packet, gboolean is_protected)
{
  gboolean is_judged = packet->when.text[0] != '\0', is_by_right = strcmp (packet->file.one_row_per, "right") == 0;
  g_autoptr (MadoEntity) entity = make_marked (programme, is_protected, is_judged);
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autoptr (MadoPacketContent) content = make_table (programme, packet->id, entity, findings);
  g_autofree char *text = read_table (content);

  g_test_message ("%s %s: %s", programme->identity.id, packet->id, text);
  g_assert_false (mado_findings_have_errors (findings));
  g_assert_cmpint (content->rows, ==, is_by_right ? 2 : 1);
  for (guint i = 0; i < mado_section_get_count (programme->items); i++) {
    const MadoItem *item = mado_section_get (programme->items, i);
    g_autofree char *marker = g_strdup_printf ("<%s>", item->id);
    gboolean stands = strstr (text, marker) != NULL;

    g_assert_false (stands && !should_stand (packet, item, is_protected));
    if (is_marked (item, is_judged) && !(is_by_right && strcmp (item->type, "yen") == 0))
      g_assert_true (stands == should_stand (packet, item, is_protected));
  }
}

static void
nothing_goes_that_the_receiver_may_not_have (void)
{
  guint n_packets = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (programmes); i++) {
    g_autoptr (MadoProgramme) programme = programme_sample_load (programmes[i]);

    for (guint j = 0; j < mado_section_get_count (programme->packets); j++) {
      const MadoPacket *packet = mado_section_get (programme->packets, j);

      if (packet->to[0] == '\0' || strcmp (packet->file.format, "csv") != 0)
        continue;
      assert_only_what_may_go (programme, packet, FALSE);
      assert_only_what_may_go (programme, packet, TRUE);
      n_packets++;
    }
  }
  g_assert_cmpuint (n_packets, ==, 5);
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

static void
a_row_for_each_right_that_is_ordered (void)
{
  g_autoptr (MadoProgramme) programme = programme_sample_load ("ninpu-r7.json");
  g_autoptr (MadoEntity) entity = make_marked (programme, TRUE, FALSE);
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autoptr (MadoPacketContent) content = make_table (programme, "planned", entity, findings);
  g_autofree char *text = read_table (content);
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);
  gint64 rows = 0, amount = 0;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (g_strv_length (lines), ==, 4);
  g_assert_true (g_str_has_prefix (lines[0], "\"給付管理番号\",\"氏名\",\"氏名(カナ)\",\"生年月日\",\"住所\","));
  g_assert_nonnull (strstr (lines[1], "\"<content>\",\"50000\","));
  g_assert_nonnull (strstr (lines[2], "\"100000\""));
  g_assert_cmpint (content->amount, ==, 150000);
  g_assert_true (mado_packet_content_count (content, &rows, &amount, &error));
  g_assert_cmpint (rows, ==, 2);
  g_assert_cmpint (amount, ==, 150000);
  g_assert_cmpuint (mado_findings_get_count (findings), ==, 3); /* address, and postal code and address of the gift */
  for (guint i = 0; i < 3; i++)
    g_assert_cmpstr (mado_findings_get (findings, i)->code, ==, MADO_PACKET_FINDING_PROTECTED);
}

static void
assert_finding (const char *programme_name, const char *packet, const char *body, const char *code)
{
  g_autoptr (MadoProgramme) programme = programme_sample_load (programme_name);
  g_autoptr (MadoEntity) entity = projection_make ("case", body);
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autoptr (MadoPacketContent) content = make_table (programme, packet, entity, findings);

  g_assert_nonnull (content);
  g_assert_cmpuint (mado_findings_get_count (findings), ==, code != NULL);
  if (code != NULL)
    g_assert_cmpstr (mado_findings_get (findings, 0)->code, ==, code);
}

static void
what_cannot_go_is_told (void)
{
  static const char ordered[] = "'rights':[{'right':'first','state':'ordered','amount':1}]";
  g_autofree char *good = g_strdup_printf ("{'items':{'control_no':'1'},%s}", ordered);
  g_autofree char *cut = g_strdup_printf ("{'cut':true,'items':{},%s}", ordered);
  g_autofree char *emoji = g_strdup_printf ("{'items':{'name':{'kanji':'見本😀'}},%s}", ordered);
  g_autofree char *masked = g_strdup_printf ("{'items':{'name':{'masked':true,'kanji':'見*','kana':'*'}},%s}", ordered);
  g_autofree char *text = g_strdup_printf ("{'items':{'name':'見本'},%s}", ordered);

  assert_finding ("ninpu-r7.json", "planned", good, NULL);
  assert_finding ("ninpu-r7.json", "planned", cut, MADO_PACKET_FINDING_CUT);
  assert_finding ("ninpu-r7.json", "planned", emoji, MADO_PACKET_FINDING_CHARSET);
  assert_finding ("ninpu-r7.json", "planned", masked, MADO_PACKET_FINDING_VALUE);
  assert_finding ("ninpu-r7.json", "planned", text, MADO_PACKET_FINDING_VALUE);
  assert_finding ("ninpu-r7.json", "planned", "{'items':{}}", MADO_PACKET_FINDING_NO_RIGHT);
  assert_finding ("ninpu-r7.json", "gifts", "{'items':{}}", MADO_PACKET_FINDING_WHEN);
}

static void
who_is_not_meant_adds_no_row (void)
{
  g_autoptr (MadoProgramme) programme = programme_sample_load ("ninpu-r7.json");
  g_autoptr (MadoEntity) entity = projection_make ("case", "{'items':{'content':'1-cash','email':'a@example.jp'}}");
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autoptr (MadoPacketContent) content = make_table (programme, "gifts", entity, findings);

  g_assert_cmpuint (mado_findings_get_count (findings), ==, 0);
  g_assert_cmpint (content->rows, ==, 0);
}

static void
only_tables_that_go_out_are_made (void)
{
  static const char *const wrong[][2] = { { "ninpu-r7.json", "decided" },
                                          { "ninpu-r7.json", "nothing" },
                                          { "kosodate-oen-r7.json", "payment" } };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (MadoProgramme) programme = programme_sample_load (wrong[i][0]);
    g_autoptr (GError) error = NULL;
    g_autoptr (MadoJudge) judge = mado_judge_new (programme, &error);

    g_assert_null (mado_packet_table_new (judge, wrong[i][1], TODAY, &error));
    g_assert_error (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_PROGRAMME);
  }
}

/* --- the vector of the manifest's spelling ----------------------------------------------------------------------- */

static void
manifests_are_spelt_as_the_vector_says (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "vectors", "media-ledger.vectors.json", NULL);
  yyjson_doc *doc = yyjson_read_file (path, 0, NULL, NULL);
  yyjson_val *root = yyjson_doc_get_root (doc);
  g_autofree char *text = yyjson_val_write (yyjson_obj_get (root, "manifest"), 0, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) canonical = mado_canonical_json_from_text (text, strlen (text), &error);

  g_assert_no_error (error);

  MadoHash hash = mado_hash_of (g_bytes_get_data (canonical, NULL), g_bytes_get_size (canonical));
  g_autofree char *hex = mado_hash_to_hex (&hash);

  g_assert_cmpstr (hex, ==, yyjson_get_str (yyjson_obj_get (root, "manifest_canonical_sha256")));
  yyjson_doc_free (doc);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/packet/table/nothing-goes-that-the-receiver-may-not-have",
                   nothing_goes_that_the_receiver_may_not_have);
  g_test_add_func ("/packet/table/a-row-for-each-right-that-is-ordered", a_row_for_each_right_that_is_ordered);
  g_test_add_func ("/packet/table/what-cannot-go-is-told", what_cannot_go_is_told);
  g_test_add_func ("/packet/table/who-is-not-meant-adds-no-row", who_is_not_meant_adds_no_row);
  g_test_add_func ("/packet/table/only-tables-that-go-out-are-made", only_tables_that_go_out_are_made);
  g_test_add_func ("/packet/manifest/spelt-as-the-vector-says", manifests_are_spelt_as_the_vector_says);

  return g_test_run ();
}
