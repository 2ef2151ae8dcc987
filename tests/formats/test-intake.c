/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "mado-canonical-json.h"
#include "mado-intake.h"
#include "mado-test-stream.h"
#include "mado-test-table.h"

#define TODAY ((MadoDate) { 2025, 7, 1 })

typedef struct {
  MadoProgramme *programme;
  MadoMemory *memory;
} World;

static void
begin (World *world)
{
  gsize length = 0;
  char *text = mado_test_load_file ("programmes/forms.json", &length);
  g_autoptr (GBytes) file = g_bytes_new_take (text, length);
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();

  world->programme = mado_programme_read (file, faults);
  world->memory = mado_memory_new (NULL);
  g_assert_cmpuint (faults->len, ==, 0);
}

static void
end (World *world)
{
  mado_programme_unref (world->programme);
  mado_memory_free (world->memory);
}

static MadoIntake *
open_text (const World *world, const char *text, MadoDate today)
{
  g_autoptr (MadoTestStream) stream = mado_test_stream_new (text, strlen (text), G_MAXSSIZE);
  g_autoptr (GError) error = NULL;
  MadoIntake *intake =
      mado_intake_new (world->programme, G_INPUT_STREAM (stream), mado_form_limits_get_default (), today, &error);

  g_assert_no_error (error);

  return intake;
}

static const MadoIntakeRow *
read_next (const World *world, MadoIntake *intake)
{
  g_autoptr (GError) error = NULL;
  const MadoIntakeRow *row = NULL;

  g_assert_true (mado_intake_next (intake, mado_memory_get_records (world->memory), &row, &error));
  g_assert_no_error (error);

  return row;
}

static char *
describe_findings (const MadoFindings *findings)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < mado_findings_get_count (findings); i++) {
    const MadoFinding *finding = mado_findings_get (findings, i);

    g_string_append_printf (out, "%s%s %u:%u %s", i > 0 ? "; " : "", finding->code, (guint) finding->record,
                            (guint) finding->place, finding->field != NULL ? finding->field : "");
  }

  return g_string_free_and_steal (out);
}

static char *
print_json (const yyjson_mut_val *value)
{
  g_autoptr (GBytes) text = mado_canonical_json_from_value (value, NULL);

  return g_strndup (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
}

/* The value that the first edit of a row brings, as JSON; "" where there is none. */
static char *
print_first_edit (const MadoIntakeRow *row)
{
  yyjson_mut_val *edit = yyjson_mut_arr_get_first (yyjson_mut_obj_get (row->body, "edits"));

  return edit != NULL ? print_json (yyjson_mut_obj_get (edit, "now")) : g_strdup ("");
}

static char *
quote (const char *raw)
{
  g_auto (GStrv) parts = g_strsplit (raw, "\"", -1);
  g_autofree char *inner = g_strjoinv ("\"\"", parts);

  return g_strconcat ("\"", inner, "\"", NULL);
}

/* --- values ------------------------------------------------------------------------------------------------------ */

static const struct {
  const char *heading;
  const char *raw;
  const char *now; /* "": nothing */
  const char *codes;
} values[] = {
  /* codes of a pattern, and free ones */
  { "管理番号", "１２３４５６７８９０", "\"1234567890\"", "" },
  { "管理番号", "12345-67890", "\"1234567890\"", "" },
  { "管理番号", "=\"0123456789\"", "\"0123456789\"", "W_EXCEL_GUARD 2:2 number" },
  { "管理番号", "123456789", "", "E_VALUE 2:2 number" },
  { "管理番号", "12345678901", "", "E_VALUE 2:2 number" },
  { "管理番号", "一二三四五六七八九〇", "", "E_VALUE 2:2 number" },
  { "管理番号", "1.23457E+11", "", "E_EXCEL_SCI 2:2 number" },
  { "管理番号", "-1234567890", "", "E_VALUE 2:2 number" },
  { "整理番号", "Ａ－０１", "\"A-01\"", "" },
  { "整理番号", "01 23", "\"0123\"", "" },
  { "整理番号", "a\nb", "", "E_VALUE 2:2 ticket" },
  /* names */
  { "氏名", "　見本　花子 ", "{\"kanji\":\"見本　花子\"}", "" },
  { "氏名", "髙橋", "{\"kanji\":\"髙橋\"}", "W_NAME_CHAR 2:2 name" },
  { "氏名", "\uE000田", "", "E_GAIJI 2:2 name" },
  { "氏名", "見本\n花子", "", "E_VALUE 2:2 name" },
  { "氏名（カナ）", "ミホン", "", "E_VALUE 2:2 name.kana" },
  /* post, phones, mail */
  { "郵便番号", "〒１６０－００２１", "\"1600021\"", "" },
  { "郵便番号", "600021", "\"0600021\"", "W_LEADING_ZERO 2:2 postal" },
  { "郵便番号", "16000211", "", "E_ZIP 2:2 postal" },
  { "郵便番号", "新宿", "", "E_ZIP 2:2 postal" },
  { "住所", "新宿区歌舞伎町１－４－１\n見本ビル", "\"新宿区歌舞伎町１－４－１\\n見本ビル\"", "" },
  { "住所", "a\x01", "", "E_VALUE 2:2 home" },
  { "電話番号", "０９０－００００－０００１", "\"09000000001\"", "" },
  { "電話番号", "+81 90 0000 0001", "\"09000000001\"", "" },
  { "携帯電話", "9000000001", "\"09000000001\"", "W_LEADING_ZERO 2:2 phone" },
  { "電話番号", "110", "", "E_TEL 2:2 phone" },
  { "メール", "ｈａｎａｋｏ＠example.jp", "\"hanako@example.jp\"", "" },
  { "メール", "hanako@@example.jp", "", "E_VALUE 2:2 email" },
  { "メール", "なし", "", "E_VALUE 2:2 email" },
  /* days and months */
  { "生年月日", "平成7年5月5日", "\"1995-05-05\"", "" },
  { "生年月日", "R7.4.1", "\"2025-04-01\"", "" },
  { "生年月日", "令和元年５月１日", "\"2019-05-01\"", "" },
  { "生年月日", "2025/2/29", "", "E_DATE:E_RANGE 2:2 birth" },
  { "生年月日", "平成31年5月1日", "", "E_DATE:E_ERA_RANGE 2:2 birth" },
  { "生年月日", "45748", "", "E_DATE:E_AMBIG 2:2 birth" },
  { "生年月日", "不明", "", "E_DATE:E_FORMAT 2:2 birth" },
  { "開始月", "2025-09", "\"2025-09\"", "" },
  { "開始月", "２０２５／９", "\"2025-09\"", "" },
  { "開始月", "令和7年9月", "\"2025-09\"", "" },
  { "開始月", "R7.9", "\"2025-09\"", "" },
  { "開始月", "2025-13", "", "E_MONTH 2:2 since" },
  { "開始月", "2025-09-01", "", "E_MONTH 2:2 since" },
  { "開始月", "2025", "", "E_MONTH 2:2 since" },
  { "開始月", "9月", "", "E_MONTH 2:2 since" },
  /* numbers and money */
  { "人数", "２", "2", "" },
  { "人数", "0", "", "E_VALUE 2:2 persons" },
  { "人数", "6", "", "E_VALUE 2:2 persons" },
  { "人数", "-1", "", "E_NUMBER 2:2 persons" },
  { "人数", "1.0", "", "E_NUMBER 2:2 persons" },
  { "人数", "2人", "", "E_NUMBER 2:2 persons" },
  { "人数", "1e0", "", "E_NUMBER 2:2 persons" },
  { "人数", "0x1", "", "E_NUMBER 2:2 persons" },
  { "利用料", "¥12,000", "12000", "" },
  { "利用料", "￥１２，０００", "12000", "" },
  { "利用料", "1,234,567円", "1234567", "" },
  { "利用料", "0", "0", "" },
  { "利用料", "12,00", "", "E_NUMBER 2:2 fee" },
  { "利用料", ",000", "", "E_NUMBER 2:2 fee" },
  { "利用料", "1,,000", "", "E_NUMBER 2:2 fee" },
  { "利用料", "円", "", "E_NUMBER 2:2 fee" },
  { "利用料", "999999999999999", "999999999999999", "" },
  { "利用料", "1000000000000000", "", "E_NUMBER 2:2 fee" },
  { "利用料", "18446744073709551617", "", "E_NUMBER 2:2 fee" },
  /* words */
  { "希望", "する", "\"y\"", "" },
  { "希望", " しない(辞退) ", "\"n\"", "" },
  { "希望", "y", "", "E_CHOICE 2:2 wish" },
  { "転出入", "有", "true", "" },
  { "転出入", "無", "false", "" },
  { "転出入", "有無", "", "E_CHOICE 2:2 moved" },
  { "同意", "yes", "true", "" },
  { "同意", "はい", "", "E_CHOICE 2:2 plain" },
  { "受取方法", "電子ギフト", "\"gift\"", "" },
  { "受取方法", "bank", "\"bank\"", "" },
  { "受取方法", "現金", "", "E_CHOICE 2:2 way" },
  /* texts */
  { "備考", "", "", "" },
  { "備考", "　 ", "", "" },
  { "備考", "一二三四五六七八九十一二三四五六七八九十", "\"一二三四五六七八九十一二三四五六七八九十\"", "" },
  { "備考", "一二三四五六七八九十一二三四五六七八九十一", "", "E_VALUE 2:2 remark" },
  { "備考", "個人番号 983205673214", "", "E_MY_NUMBER 2:2 remark" },
  { "備考", "9832-0567-3214", "\"9832-0567-3214\"", "W_MY_NUMBER 2:2 remark" },
  { "電話番号", "個人番号 983205673214", "", "E_TEL 2:2 phone; E_MY_NUMBER 2:2 phone" },
  { "希望", "個人番号 983205673214", "", "E_MY_NUMBER 2:2 wish" },
  /* what no form brings */
  { "口座", "0001-001-1234567", "", "" },
  { "ご意見", "ありがとう", "", "" },
  { "ご意見", "個人番号 983205673214", "", "E_MY_NUMBER 2:2 ご意見" },
};

static void
assert_value (const World *world, gsize i)
{
  g_autofree char *quoted = quote (values[i].raw);
  g_autofree char *text = g_strdup_printf ("受付番号,%s,管理番号 \nW1,%s,\n", values[i].heading, quoted);
  g_autofree char *alone = g_strdup_printf ("受付番号,%s\nW1,%s\n", values[i].heading, quoted);
  gboolean needs_another = strcmp (values[i].heading, "口座") == 0 || strcmp (values[i].heading, "ご意見") == 0;
  g_autoptr (MadoIntake) intake = open_text (world, needs_another ? text : alone, TODAY);
  const MadoIntakeRow *row = read_next (world, intake);

  g_test_message ("%s: %s", values[i].heading, values[i].raw);
  g_assert_nonnull (row);
  g_assert_cmpint (row->state, ==, MADO_INTAKE_NEW);

  g_autofree char *now = print_first_edit (row);
  g_autofree char *codes = describe_findings (row->record->findings);

  g_assert_cmpstr (now, ==, values[i].now);
  g_assert_cmpstr (codes, ==, values[i].codes);
}

static void
test_values (void)
{
  World world;

  begin (&world);
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    assert_value (&world, i);
  end (&world);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/intake/a-value-is-brought-into-its-stored-form-or-stays-out", test_values);

  return g_test_run ();
}
