/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include "mado-apply.h"
#include "mado-base-error.h"
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

/* --- rows -------------------------------------------------------------------------------------------------------- */

/* All that an intake says of a file: a line a row, with what the row becomes and what is odd about it. */
static char *
describe (const World *world, const char *text, MadoDate today)
{
  g_autoptr (MadoIntake) intake = open_text (world, text, today);
  const MadoIntakeMap *map = mado_intake_get_map (intake);
  g_autofree char *codes = describe_findings (mado_form_reader_get_findings (mado_intake_get_reader (intake)));
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "%s [%s]\n", map != NULL ? map->map->id : "–", codes);
  for (const MadoIntakeRow *row; (row = read_next (world, intake)) != NULL;) {
    g_autofree char *found = describe_findings (row->record->findings);
    g_autofree char *edits = row->body != NULL ? print_json (yyjson_mut_obj_get (row->body, "edits")) : g_strdup ("–");

    g_string_append_printf (out, "%u %s %s %s [%s]\n", (guint) row->record->row,
                            mado_intake_state_get_name (row->state), row->receipt != NULL ? row->receipt : "–", edits,
                            found);
  }

  return g_string_free_and_steal (out);
}

static void
assert_says (const char *text, MadoDate today, const char *expected)
{
  World world;

  begin (&world);

  g_autofree char *said = describe (&world, text, today);

  g_assert_cmpstr (said, ==, expected);
  end (&world);
}

static void
test_a_row_is_an_operation (void)
{
  World world;

  begin (&world);

  g_autoptr (MadoIntake) intake =
      open_text (&world, "申請日時,受付番号,氏名,備考\n2025/06/30 23:59:59,Ｗ－１,見本 花子,あ\n,W2,,\n", TODAY);
  g_autofree char *first = print_json (read_next (&world, intake)->body);
  g_autofree char *second = print_json (read_next (&world, intake)->body);

  g_assert_cmpstr (
      first, ==,
      "{\"content\":\"37761ec48bbd719cdc054e1654edaddc76dd79c53c1cab7181583acd3a10f0f0\",\"day\":\"2025-06-30\","
      "\"edits\":[{\"item\":\"name\",\"now\":{\"kanji\":\"見本 "
      "花子\"}},{\"item\":\"remark\",\"now\":\"あ\"}],\"receipt\":\"web:W-1\",\"transition\":\"receive\"}");
  g_assert_cmpstr (second, ==,
                   "{\"content\":\"4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945\",\"edits\":[],"
                   "\"receipt\":\"web:W2\",\"transition\":\"receive\"}");
  g_assert_null (read_next (&world, intake));
  end (&world);
}

static void
test_a_name_has_two_columns (void)
{
  assert_says ("受付番号,氏名,氏名（カナ）\nW1,見本 花子,ミホン ハナコ\nW2,,ミホン\nW3,見本,\"ミ\nホン\"\n"
               "W4,見本,個人番号 983205673214\n",
               TODAY,
               "web-1 [W_COLUMN_MISSING 1:0 管理番号; W_COLUMN_MISSING 1:0 郵便番号; W_COLUMN_MISSING 1:0 住所; "
               "W_COLUMN_MISSING 1:0 電話番号; W_COLUMN_MISSING 1:0 メール; W_COLUMN_MISSING 1:0 生年月日; "
               "W_COLUMN_MISSING 1:0 開始月; W_COLUMN_MISSING 1:0 人数; W_COLUMN_MISSING 1:0 利用料; "
               "W_COLUMN_MISSING 1:0 希望; W_COLUMN_MISSING 1:0 転出入; W_COLUMN_MISSING 1:0 同意; "
               "W_COLUMN_MISSING 1:0 受取方法; W_COLUMN_MISSING 1:0 整理番号; W_COLUMN_MISSING 1:0 備考]\n"
               "2 new web:W1 [{\"item\":\"name\",\"now\":{\"kana\":\"ミホン ハナコ\",\"kanji\":\"見本 花子\"}}] []\n"
               "3 new web:W2 [] [E_VALUE 3:3 name.kana]\n"
               "4 new web:W3 [{\"item\":\"name\",\"now\":{\"kanji\":\"見本\"}}] [E_VALUE 4:3 name.kana]\n"
               "5 new web:W4 [{\"item\":\"name\",\"now\":{\"kanji\":\"見本\"}}] [E_MY_NUMBER 5:3 name.kana]\n");
}

#define STRICT "番号,申込者\n"

static void
test_the_number_says_which_application_it_is (void)
{
  g_autofree char *longest = g_strnfill (93, '1');
  g_autofree char *text = g_strdup_printf (STRICT "%s,見本\n%s1,見本\n", longest, longest);
  g_autofree char *expected = g_strdup_printf (
      "strict []\n2 new strict:%s [{\"item\":\"name\",\"now\":{\"kanji\":\"見本\"}}] [E_VALUE 2:1 number]\n"
      "3 refused – – [E_RECEIPT 3:1 number]\n",
      longest);

  assert_says (text, TODAY, expected);
  /* the heading of the number is an item's, too */
  assert_says (STRICT "1234567890,見本\n,見本\n個人番号983205673214,見本\n\"1\n2\",見本\n1234567891,a,b\n", TODAY,
               "strict []\n"
               "2 new strict:1234567890 [{\"item\":\"number\",\"now\":\"1234567890\"},"
               "{\"item\":\"name\",\"now\":{\"kanji\":\"見本\"}}] []\n"
               "3 refused – – [E_NO_RECEIPT 3:1 ]\n"
               "4 refused – – [E_RECEIPT 4:1 number]\n"
               "5 refused – – [E_RECEIPT 5:1 number]\n"
               "6 refused – – [E_TOO_MANY 6:3 ]\n");
}

static void
test_rows_of_one_file_are_told_apart (void)
{
  assert_says ("番号,申込者,申請日時\n1,a,2025/6/1 10:00\n1,a,2025/6/1 10:00\n2,a,2025/6/1 10:00\n2,b,2025/6/1 11:00\n"
               "3,a,\n3,b,\n",
               TODAY,
               "strict []\n"
               "2 new strict:1 [{\"item\":\"name\",\"now\":{\"kanji\":\"a\"}}] [E_VALUE 2:1 number]\n"
               "3 same – – [W_DUP_SAME 3:2 ]\n"
               "4 replaced – – []\n"
               "5 new strict:2 [{\"item\":\"name\",\"now\":{\"kanji\":\"b\"}}] [W_DUP_NEWER 5:4 ; E_VALUE 5:1 number]\n"
               "6 new strict:3 [{\"item\":\"name\",\"now\":{\"kanji\":\"a\"}}] [E_VALUE 6:1 number]\n"
               "7 refused – – [E_DUP_CONFLICT 7:6 ]\n");
}

static void
test_of_two_columns_the_last_that_says_anything_speaks (void)
{
  World world;

  begin (&world);

  g_autoptr (MadoIntake) intake = open_text (
      &world, "受付番号,電話番号,備考,携帯電話\nW1,0300000001,,09000000002\nW2,0300000003,,\nW3,,,\n", TODAY);
  static const char *const phones[] = { "\"09000000002\"", "\"0300000003\"", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (phones); i++) {
    g_autofree char *phone = print_first_edit (read_next (&world, intake));

    g_assert_cmpstr (phone, ==, phones[i]);
  }
  end (&world);
}

/* --- size -------------------------------------------------------------------------------------------------------- */

#define ROW "0000000000,見本 花子\n"

/* Rows of one size, numbered; written whole, of which the part is taken that is asked for. */
static void
fill (guint64 offset, guint8 *bytes, gsize length, G_GNUC_UNUSED gconstpointer data)
{
  const gsize heading_size = strlen (STRICT), row_size = strlen (ROW);

  for (gsize done = 0, size; done < length; done += size, offset += size) {
    char row[] = ROW;
    guint64 behind = offset - MIN (offset, heading_size);
    gboolean is_heading = offset < heading_size;
    gsize in_piece = (gsize) (is_heading ? offset : behind % row_size);

    for (guint64 i = 10, number = behind / row_size; i > 0; i--, number /= 10)
      row[i - 1] = (char) ('0' + number % 10);
    size = MIN ((is_heading ? heading_size : row_size) - in_piece, length - done);
    memcpy (bytes + done, (is_heading ? STRICT : row) + in_piece, size);
  }
}

static guint
count_new (const World *world, guint64 size, gsize *out_peak)
{
  MadoFormLimits limits = *mado_form_limits_get_default ();
  g_autoptr (MadoTestStream) stream = mado_test_stream_new_made_up (size, fill, NULL);
  guint n_new = 0;

  limits.max_rows = G_MAXUINT64;
  limits.sort_memory = 256 * 1024;

  g_autoptr (MadoIntake) intake = mado_intake_new (world->programme, G_INPUT_STREAM (stream), &limits, TODAY, NULL);

  for (const MadoIntakeRow *row; (row = read_next (world, intake)) != NULL;)
    n_new += row->state == MADO_INTAKE_NEW;
  *out_peak = mado_test_stream_get_peak (stream);

  return n_new;
}

static void
test_memory_does_not_follow_size (void)
{
  const guint64 n_rows = 100000;
  gsize peak;
  World world;

  begin (&world);
  g_assert_cmpuint (count_new (&world, strlen (STRICT) + n_rows * strlen (ROW), &peak), ==, n_rows);
  g_assert_cmpuint (peak, <, 3 * 1024 * 1024);
  end (&world);
}

/* --- maps -------------------------------------------------------------------------------------------------------- */

static void
assert_map (const char *headings, MadoDate today, const char *expected)
{
  World world;

  begin (&world);

  g_autofree char *text = g_strconcat (headings, "\n1,2,3,4\n", NULL);
  g_autofree char *said = describe (&world, text, today);

  *strchr (said, '\n') = '\0';
  g_assert_cmpstr (said, ==, expected);
  end (&world);
}

static void
test_the_map_that_fits_best_is_taken (void)
{
  MadoDate later = { 2025, 10, 1 };

  assert_map ("番号,申込者", TODAY, "strict []");
  assert_map ("【必須】Q1. 番号,2) 申込者※", TODAY, "strict []");
  assert_map ("受付番号,氏名,備考,紹介", later, "web-2 [W_COLUMN_MISSING 1:0 管理番号]");
  /* the newer one, as long as it is not for later */
  assert_map ("受付番号,氏名,備考,管理番号", later, "web-2 [W_COLUMN_MISSING 1:0 紹介]");
  assert_map ("番号,申込者,マイナンバー", TODAY, "strict []");
  assert_map ("番号,申込者,申請日時,感想", TODAY, "– [E_COLUMN_UNKNOWN 1:4 感想]");
  assert_map ("番号,申込者,口座", TODAY, "– [E_COLUMN_UNKNOWN 1:3 口座]");
  assert_map ("番号,申込者,希望口座", TODAY, "strict [W_COLUMN_UNTAKEN 1:3 希望口座]");
  assert_map ("申込者", TODAY, "– [E_COLUMN_MISSING 1:0 番号; W_COLUMN_MISSING 1:0 番号]");
  assert_map ("感想,紹介", TODAY, "– [E_MAP_NONE 1:0 ]");
  assert_map ("受付番号", TODAY, "– [E_MAP_NONE 1:0 ]");
  assert_map ("番号,申込者", (MadoDate) { 2025, 3, 31 }, "– [E_MAP_NONE 1:0 ]");
}

static void
test_two_maps_that_fit_alike_are_told (void)
{
  g_autofree char *text = mado_test_load_file ("programmes/forms.json", NULL);
  g_auto (GStrv) parts = g_strsplit (text, "\"web-2\": {", 2);
  g_autofree char *twin =
      g_strconcat (parts[0],
                   "\"twin\": {\"label\": \"双子\", \"valid_from\": \"2025-04-01\", \"receipt\": \"番号\", "
                   "\"unknown_columns\": \"refuse\", \"columns\": {\"番号\": \"number\", "
                   "\"申込者\": \"name\"}}, \"web-2\": {",
                   parts[1], NULL);
  g_autoptr (GBytes) file = g_bytes_new (twin, strlen (twin));
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
  World world = { mado_programme_read (file, faults), mado_memory_new (NULL) };
  g_autofree char *said = describe (&world, STRICT "1,a\n", TODAY);

  g_assert_cmpstr (said, ==, "– [E_MAP_AMBIGUOUS 1:0 ]\n");
  end (&world);
}

/* --- seen before ------------------------------------------------------------------------------------------------- */

#define FIRST "番号,申込者\n1234567890,見本\n"

static void
take (World *world, const char *text)
{
  static const char *const roles[] = { "clerk", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoJudge) judge = mado_judge_new (world->programme, &error);
  g_autoptr (MadoIntake) intake = open_text (world, text, TODAY);
  MadoInstant now = mado_instant_from_iso ("2025-07-01T03:00:00.000000Z");
  MadoOperationHeader header = { mado_id_draw (), mado_id_draw (), "case.move", 0, "a-1", "t-1", 1751338800000 };
  MadoContext context = { .now = now, .actor = { "a-1", roles } };
  g_autoptr (MadoOperation) operation = mado_operation_new (&header, read_next (world, intake)->body, &error);
  g_autoptr (MadoOutcome) outcome =
      mado_apply (judge, mado_memory_get_records (world->memory), operation, &context, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (mado_outcome_kind_get_name (outcome->kind), ==, "applied");
  mado_memory_take (world->memory, outcome);
}

static void
edit (World *world, const char *name)
{
  g_autoptr (GPtrArray) cases = mado_memory_list_entities (world->memory, "case");
  MadoEntity *before = g_ptr_array_index (cases, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoOutcome) outcome = mado_outcome_new ();
  MadoDraft *draft = mado_draft_from (before);
  yyjson_mut_val *value = yyjson_mut_obj (draft->doc);

  yyjson_mut_obj_add_str (draft->doc, value, "kanji", name);
  yyjson_mut_obj_put (yyjson_mut_obj_get (draft->body, "items"), yyjson_mut_str (draft->doc, "name"), value);
  g_ptr_array_add (outcome->entities, mado_draft_finish (draft, &error));
  g_assert_no_error (error);
  mado_memory_take (world->memory, outcome);
  mado_draft_free (draft);
}

static void
assert_state (const World *world, const char *text, MadoIntakeState state, guint n_changed)
{
  g_autoptr (MadoIntake) intake = open_text (world, text, TODAY);
  const MadoIntakeRow *row = read_next (world, intake);

  g_assert_cmpint (row->state, ==, state);
  g_assert_cmpuint (row->changed->len, ==, n_changed);
}

static void
test_what_was_taken_in_is_known_again (void)
{
  World world;

  begin (&world);
  assert_state (&world, FIRST, MADO_INTAKE_NEW, 0);
  take (&world, FIRST);
  assert_state (&world, FIRST, MADO_INTAKE_SAME, 0);
  assert_state (&world, "申込者,番号,申請日時\n見本,１２３４５６７８９０,2025/6/30\n", MADO_INTAKE_SAME, 0);
  assert_state (&world, "番号,申込者\n1234567890,例示\n", MADO_INTAKE_CHANGED, 1);
  assert_state (&world, "番号,申込者\n1234567890,\n", MADO_INTAKE_CHANGED, 1);
  assert_state (&world, "番号,申込者\n1234567891,見本\n", MADO_INTAKE_NEW, 0);
  /* another form has its own numbers */
  assert_state (&world, "受付番号,管理番号,氏名\n1234567890,1234567890,見本\n", MADO_INTAKE_NEW, 0);
  end (&world);
}

static void
test_what_people_corrected_is_no_change_of_the_form (void)
{
  World world;

  begin (&world);
  take (&world, FIRST);
  edit (&world, "見本 花子");
  assert_state (&world, FIRST, MADO_INTAKE_SAME, 0);
  assert_state (&world, "番号,申込者\n1234567890,見本 花子\n", MADO_INTAKE_SAME, 0);
  assert_state (&world, "番号,申込者\n1234567890,見本 春子\n", MADO_INTAKE_CHANGED, 1);
  end (&world);
}

static void
test_a_programme_without_reception_takes_nothing (void)
{
  g_autofree char *text = mado_test_load_file ("programmes/forms.json", NULL);
  g_auto (GStrv) parts = g_strsplit (text, "\"claims\": \"receipt\", ", 2);
  g_autofree char *without = g_strjoinv ("", parts);
  g_autoptr (GBytes) file = g_bytes_new (without, strlen (without));
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
  g_autoptr (MadoProgramme) programme = mado_programme_read (file, faults);
  g_autoptr (MadoTestStream) stream = mado_test_stream_new (FIRST, strlen (FIRST), G_MAXSSIZE);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (programme);
  g_assert_null (mado_intake_new (programme, G_INPUT_STREAM (stream), mado_form_limits_get_default (), TODAY, &error));
  g_assert_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/intake/a-value-is-brought-into-its-stored-form-or-stays-out", test_values);
  g_test_add_func ("/intake/a-row-is-the-operation-that-receives-a-case", test_a_row_is_an_operation);
  g_test_add_func ("/intake/a-name-has-two-columns", test_a_name_has_two_columns);
  g_test_add_func ("/intake/the-number-says-which-application-it-is", test_the_number_says_which_application_it_is);
  g_test_add_func ("/intake/rows-of-one-file-are-told-apart", test_rows_of_one_file_are_told_apart);
  g_test_add_func ("/intake/of-two-columns-the-last-that-says-anything-speaks",
                   test_of_two_columns_the_last_that_says_anything_speaks);
  g_test_add_func ("/intake/memory-does-not-follow-size", test_memory_does_not_follow_size);
  g_test_add_func ("/intake/the-map-that-fits-best-is-taken", test_the_map_that_fits_best_is_taken);
  g_test_add_func ("/intake/two-maps-that-fit-alike-are-told", test_two_maps_that_fit_alike_are_told);
  g_test_add_func ("/intake/what-was-taken-in-is-known-again", test_what_was_taken_in_is_known_again);
  g_test_add_func ("/intake/what-people-corrected-is-no-change-of-the-form",
                   test_what_people_corrected_is_no_change_of_the_form);
  g_test_add_func ("/intake/a-programme-without-reception-takes-nothing",
                   test_a_programme_without_reception_takes_nothing);

  return g_test_run ();
}
