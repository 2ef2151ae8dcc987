/* SPDX-License-Identifier: GPL-3.0-or-later */

/* 消去報告書: everything on the ledger with how it ended, so that nothing is left out; refused while anything is out.
 */

#include "mado-erasure-report.h"

#include "mado-json-member.h"

/* Returns: (nullable): the last entry of the track that returned or erased it, or posted it as letters */
static yyjson_val *
find_end (const MadoEntity *handover)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (mado_entity_get_body (handover), "track"));
  yyjson_val *end = NULL;

  for (yyjson_val *entry = yyjson_arr_iter_next (&iter); entry != NULL; entry = yyjson_arr_iter_next (&iter)) {
    const char *what = mado_json_get_text (entry, "what");

    if (g_str_equal (what, "return") || g_str_equal (what, "erase") || g_str_equal (what, "post"))
      end = entry;
  }

  return end;
}

static void
add_handover (MadoBlock *table, const MadoEntity *handover, const GPtrArray *people)
{
  yyjson_val *body = mado_entity_get_body (handover);
  yyjson_val *end = find_end (handover);
  g_autofree char *quantity = mado_ledger_write_quantity (body, body);
  g_autofree char *at = mado_ledger_write_instant (mado_json_get_number (end, "at"));
  g_autofree char *what = g_strdup_printf ("%s\n%s", mado_ledger_get_kind_words (mado_json_get_text (body, "kind")),
                                           mado_json_get_text (body, "number"));
  g_autofree char *how = g_strdup_printf ("%s　%s\n%s", mado_ledger_get_step_words (mado_json_get_text (end, "what")),
                                          mado_json_get_text (end, "method"), at);
  g_autofree char *who = g_strdup_printf (
      "%s%s%s", mado_ledger_find_person (people, mado_json_get_text (end, "person")),
      mado_json_get_text (end, "witness")[0] != '\0' ? "\n立会 " : "", mado_json_get_text (end, "witness"));

  mado_block_add_row (table, what, mado_json_get_text (body, "content"), quantity, how, who, NULL);
}

static void
add_place (MadoBlock *table, const MadoErasedPlace *place)
{
  g_autofree char *at = mado_ledger_write_instant (place->at);
  g_autofree char *how = g_strdup_printf ("%s\n%s", place->method, at);
  g_autofree char *who = g_strdup_printf ("%s\n立会 %s", place->person, place->witness);

  mado_block_add_row (table, place->place, place->content, how, who, NULL);
}

/* Returns: (transfer none) (nullable): the hand-over of that id */
static const MadoEntity *
find_handover (const GPtrArray *handovers, const char *id)
{
  MadoId wanted = mado_id_from_text (id);

  for (guint i = 0; i < handovers->len; i++)
    if (mado_id_compare (mado_entity_get_id (g_ptr_array_index (handovers, i)), wanted) == 0)
      return g_ptr_array_index (handovers, i);

  return NULL;
}

static void
add_reference (GString *out, const char *words, const GPtrArray *handovers, const char *id)
{
  const MadoEntity *other = id != NULL && id[0] != '\0' ? find_handover (handovers, id) : NULL;

  if (other != NULL)
    g_string_append_printf (out, "、%s %s", words, mado_json_get_text (mado_entity_get_body (other), "number"));
}

/* What of a hand-over stays, and what of it names another: numbers, and nobody's name. */
static void
add_references (MadoBlock *table, const GPtrArray *handovers, const MadoEntity *handover)
{
  yyjson_val *body = mado_entity_get_body (handover);
  yyjson_arr_iter notices = yyjson_arr_iter_with (yyjson_obj_get (body, "notices"));
  g_autoptr (GString) words = g_string_new (NULL);

  g_string_printf (words, "管理簿の記録 %" G_GSIZE_FORMAT "件", yyjson_arr_size (yyjson_obj_get (body, "track")));
  for (yyjson_val *notice = yyjson_arr_iter_next (&notices); notice != NULL; notice = yyjson_arr_iter_next (&notices))
    add_reference (words, "パスワード通知書", handovers, yyjson_get_str (notice));
  add_reference (words, "媒体", handovers, mado_json_get_text (body, "medium"));
  add_reference (words, "封書", handovers, mado_json_get_text (body, "letters"));
  add_reference (words, "印字元の媒体", handovers, mado_json_get_text (body, "printed_from"));
  if (yyjson_obj_get (body, "batch") != NULL)
    g_string_append (words, "、支給予定の番号");
  mado_block_add_row (table, mado_json_get_text (body, "number"), words->str, NULL);
}

/* What names something that is gone has its number, which leads to nobody. */
static void
add_naming (MadoBlock *table, const MadoErasedRemains *remains)
{
  g_autofree char *words = g_strdup_printf ("%u件が、消去した記録の管理用の番号を含む", remains->count);

  mado_block_add_row (table, remains->what, words, NULL);
}

static void
add_remains (MadoManuscript *report, const GPtrArray *handovers, const MadoErasedData *data)
{
  MadoBlock *table;

  mado_manuscript_add (report, MADO_BLOCK_TEXT, "remains", "body", "heading", "3　残る記録");
  mado_manuscript_add (report, MADO_BLOCK_TEXT, "remains", "body", "body",
                       "　取扱いの証跡として、次の記録を残します。個人の氏名・住所等は含みません。");
  table = mado_manuscript_add_table (report, "remains", "body", "cells", (const double[]) { 44, 0 }, 2);
  table->n_heads = 1;
  mado_block_add_row (table, "番号", "残る記録と参照", NULL);
  for (guint i = 0; i < handovers->len; i++)
    add_references (table, handovers, g_ptr_array_index (handovers, i));
  for (guint i = 0; data != NULL && i < data->n_remains; i++)
    add_naming (table, &data->remains[i]);
}

static void
add_places (MadoManuscript *report, const MadoErasedData *data)
{
  MadoBlock *table;

  mado_manuscript_add (report, MADO_BLOCK_TEXT, "places", "body", "heading", "2　電子データ");
  if (data == NULL || data->n_places == 0) {
    mado_manuscript_add (report, MADO_BLOCK_TEXT, "places", "body", "body",
                         data == NULL ? "　この報告書は媒体と紙についてのものです。電子データの消去は、別に報告します。"
                                      : "　保存期間の満了により消去した電子データは、まだありません。");
    return;
  }
  table = mado_manuscript_add_table (report, "places", "body", "cells", (const double[]) { 44, 0, 40, 30 }, 4);
  table->n_heads = 1;
  mado_block_add_row (table, "番号・場所", "情報の内容", "方法・日時", "取扱者", NULL);
  for (guint i = 0; i < data->n_places; i++)
    add_place (table, &data->places[i]);
}

static void
report_open (const GPtrArray *handovers, MadoFindings *findings)
{
  for (guint i = 0; i < handovers->len; i++) {
    const MadoEntity *handover = g_ptr_array_index (handovers, i);

    if (!g_str_equal (mado_entity_get_state (handover), "closed"))
      mado_findings_add (findings, MADO_ERASURE_OPEN, i + 1, 0,
                         mado_json_get_text (mado_entity_get_body (handover), "number"));
  }
}

/**
 * mado_erasure_report_write:
 * @handovers: (element-type MadoEntity): all of the ledger, or all that one receiver had
 * @data: (nullable): what was erased in electronic form
 * @people: (element-type MadoEntity): the register of persons in charge
 * @heading: who, to whom, when
 * @findings: takes each hand-over that is still open, by its number
 *
 * Returns: (transfer full) (nullable): the report, for the layout "a4-report"; %NULL if and only if something is open
 */
MadoManuscript *
mado_erasure_report_write (const GPtrArray *handovers,
                           const MadoErasedData *data,
                           const GPtrArray *people,
                           const MadoLedgerHeading *heading,
                           MadoFindings *findings)
{
  guint n_before = mado_findings_get_count (findings);
  g_autoptr (MadoManuscript) report = mado_manuscript_new ("消去報告書");
  g_autofree char *opening = g_strdup_printf (
      "　%sに関して取り扱った個人情報を、次のとおり返却し、消去しましたので、報告します。", heading->contract);
  MadoBlock *table;

  report_open (handovers, findings);
  if (mado_findings_get_count (findings) > n_before)
    return NULL;
  mado_ledger_add_heading (report, heading, "消去報告書");
  mado_manuscript_add (report, MADO_BLOCK_TEXT, "opening", "body", "body", opening);
  mado_manuscript_add (report, MADO_BLOCK_TEXT, "media", "body", "heading", "1　媒体・紙・パスワード通知書");
  table = mado_manuscript_add_table (report, "media", "body", "cells", (const double[]) { 34, 0, 24, 40, 30 }, 5);
  table->n_heads = 1;
  mado_block_add_row (table, "種類・番号", "情報の内容", "数量", "返却・消去", "取扱者", NULL);
  for (guint i = 0; i < handovers->len; i++)
    add_handover (table, g_ptr_array_index (handovers, i), people);
  add_places (report, data);
  add_remains (report, handovers, data);

  return g_steal_pointer (&report);
}
