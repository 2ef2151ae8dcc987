/* SPDX-License-Identifier: GPL-3.0-or-later */

/* 確認記録票: when, who, what and how much, of one hand-over, with room for both sides to sign. */

#include "mado-record-slip.h"

#include "mado-handover-track.h"
#include "mado-json-member.h"

static void
add_content (MadoManuscript *slip, const MadoEntity *handover)
{
  yyjson_val *body = mado_entity_get_body (handover);
  MadoBlock *table =
      mado_manuscript_add_table (slip, "content", "body", "table", (const double[]) { 26, 66, 24, 0 }, 4);
  g_autofree char *quantity = mado_ledger_write_quantity (body, body);
  g_autofree char *due_back = mado_ledger_write_day (mado_json_get_text (body, "due_back"));
  g_autofree char *bag = g_strdup_printf ("%s %s", mado_json_get_text (body, "bag"), mado_json_get_text (body, "seal"));

  mado_block_add_row (table, "情報の内容", mado_json_get_text (body, "content"), "数量", quantity, NULL);
  mado_block_add_row (table, "種類", mado_ledger_get_kind_words (mado_json_get_text (body, "kind")), "媒体番号",
                      mado_json_get_text (body, "number"), NULL);
  mado_block_add_row (table, "暗号化", mado_json_get_text (body, "encryption"), "袋・封印", bag, NULL);
  mado_block_add_row (table, "保管場所", mado_json_get_text (body, "place"), "返却期限", due_back, NULL);
  table->labels = 1 | 1 << 2;
}

/* The number that the receiver works out from the file itself, in groups that can be read out. */
static void
add_digest (MadoManuscript *slip, const char *id, const char *heading, const char *digest)
{
  g_autoptr (GString) groups = g_string_new (NULL);

  if (digest == NULL || digest[0] == '\0')
    return;
  for (gsize i = 0; digest[i] != '\0'; i++) {
    if (i > 0 && i % 8 == 0)
      g_string_append_c (groups, ' ');
    g_string_append_c (groups, digest[i]);
  }
  mado_manuscript_add (slip, MADO_BLOCK_TEXT, id, "body", "heading", heading);
  mado_manuscript_add (slip, MADO_BLOCK_TEXT, id, "body", "small", groups->str);
}

static void
add_track (MadoManuscript *slip, const MadoEntity *handover, const GPtrArray *people)
{
  MadoBlock *table =
      mado_manuscript_add_table (slip, "track", "body", "cells", (const double[]) { 40, 18, 34, 24, 0 }, 5);
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (mado_entity_get_body (handover), "track"));

  mado_block_add_row (table, "日時", "区分", "取扱者", "数量", "袋・封印・運搬・保管ほか", NULL);
  table->n_heads = 1;
  for (yyjson_val *entry = yyjson_arr_iter_next (&iter); entry != NULL; entry = yyjson_arr_iter_next (&iter)) {
    g_autofree char *at = mado_ledger_write_instant (mado_handover_track_get_time (entry));
    g_autofree char *quantity = mado_ledger_write_quantity (mado_entity_get_body (handover), entry);
    g_autofree char *place = mado_ledger_write_place (entry);
    const char *person = mado_ledger_find_person (people, mado_json_get_text (entry, "person"));

    mado_block_add_row (table, at, mado_ledger_get_step_words (mado_json_get_text (entry, "what")), person, quantity,
                        place, NULL);
  }
}

static void
add_signatures (MadoManuscript *slip)
{
  MadoBlock *table =
      mado_manuscript_add_table (slip, "signatures", "body", "head", (const double[]) { 22, 40, 0, 22 }, 4);
  MadoBlock *room;

  mado_block_add_row (table, "", "日時", "所属・氏名", "印", NULL);
  table->n_heads = 1;
  room = mado_manuscript_add_table (slip, "room", "body", "sign", (const double[]) { 22, 40, 0, 22 }, 4);
  mado_block_add_row (room, "引渡し", "", "", "", NULL);
  mado_block_add_row (room, "受領", "", "", "", NULL);
  room->labels = 1;
}

/**
 * mado_record_slip_write:
 * @handover: an entry of the ledger
 * @people: (element-type MadoEntity): the register of persons in charge
 * @last_hash: (nullable): of the ledger, as an anchor on paper
 * @heading: who, to whom, when
 *
 * Returns: (transfer full): the slip, for the layout "a4-report"
 */
MadoManuscript *
mado_record_slip_write (const MadoEntity *handover,
                        const GPtrArray *people,
                        const char *last_hash,
                        const MadoLedgerHeading *heading)
{
  MadoManuscript *slip = mado_manuscript_new ("確認記録票");
  g_autofree char *contract = g_strconcat ("契約：", heading->contract, NULL);

  mado_ledger_add_heading (slip, heading, "確認記録票");
  mado_manuscript_add (slip, MADO_BLOCK_TEXT, "contract", "body", "list", contract);
  add_content (slip, handover);
  mado_manuscript_add (slip, MADO_BLOCK_TEXT, "track", "body", "heading", "取扱いの記録");
  add_track (slip, handover, people);
  mado_manuscript_add (slip, MADO_BLOCK_TEXT, "signatures", "body", "heading", "確認（双方の署名）");
  add_signatures (slip);
  add_digest (slip, "digest", "電子データの照合値（SHA-256）",
              mado_json_get_text (mado_entity_get_body (handover), "digest"));
  add_digest (slip, "hash", "管理簿の最後の記録の照合値（SHA-256）", last_hash);

  return slip;
}
