/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The sheet that lies in a packet for whoever opens it without our program. */

#include "mado-packet-read-me.h"

#include <string.h>

#define MARK "\xEF\xBB\xBF" /* by which Windows knows UTF-8 */

static void
write_facts (GString *text, const MadoPacketHeading *heading, const char *receiver)
{
  MadoDate day = mado_instant_get_japanese_day (heading->created);

  g_string_append_printf (text, "受渡しデータ %s\r\n\r\n", heading->id);
  g_string_append_printf (text, "内容　　　%s(%s)\r\n", heading->purpose, heading->programme);
  g_string_append_printf (text, "宛先　　　%s\r\n", receiver);
  g_string_append_printf (text, "作成日　　%d年%d月%d日\r\n", day.year, day.month, day.day);
  g_string_append_printf (text, "作成者　　%s\r\n\r\n", heading->created_by);
}

static void
write_file (GString *text, const MadoPacketContent *content)
{
  g_string_append_printf (text, "%s　%" G_GINT64_FORMAT "件", content->name, content->rows);
  if (content->amount_column > 0)
    g_string_append_printf (text, "　合計 %" G_GINT64_FORMAT "円", content->amount);
  g_string_append_printf (text, "　文字コード %s\r\n", content->encoding);
}

/**
 * mado_packet_read_me_write:
 * @heading: whose packet it is
 * @receiver: what its receiver is called
 * @contents: (element-type MadoPacketContent): the tables in it
 *
 * Returns: (transfer full): the file, in Japanese
 */
MadoPacketContent *
mado_packet_read_me_write (const MadoPacketHeading *heading, const char *receiver, const GPtrArray *contents)
{
  static const char advice[] =
      "\r\n"
      "・個人情報が含まれています。宛先の取扱者以外は開かないでください。\r\n"
      "・件数と合計金額を数え直し、記録票と一致することを確認してください。\r\n"
      "　一致しないときは使用せず、作成者に連絡してください。\r\n"
      "・manifest.json は、各ファイルのハッシュ値・件数・金額に作成者が電子署名したものです。\r\n"
      "・パスワードはこの媒体に入っていません。パスワード通知書で別の機会にお渡しします。\r\n"
      "・業務が終わったら、媒体とパスワード通知書を返却し、取り出したデータを消去してください。\r\n";
  g_autoptr (GString) text = g_string_new (MARK);

  write_facts (text, heading, receiver);
  for (guint i = 0; i < contents->len; i++)
    write_file (text, g_ptr_array_index (contents, i));
  g_string_append (text, advice);

  g_autoptr (GBytes) bytes = g_string_free_to_bytes (g_steal_pointer (&text));
  MadoPacketContent *content = mado_packet_content_new (MADO_PACKET_READ_ME_NAME, bytes);

  content->encoding = MADO_PACKET_ENCODING_UTF_8_BOM;

  return content;
}
