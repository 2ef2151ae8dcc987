/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as the export of a form: whatever a row becomes, no value in it is one that its item does not take, and no
 * text that is sure to hold a 個人番号 is in it. The bytes stand behind the heading row of a form that has a column of
 * every type, or are the whole file. */

#include <stdint.h>

#include "mado-canonical-json.h"
#include "mado-intake.h"
#include "mado-item-value.h"
#include "mado-my-number.h"
#include "mado-test-stream.h"

#define HEADINGS                                                                                                       \
  "受付番号,管理番号,氏名,氏名（カナ）,郵便番号,住所,電話番号,メール,生年月日,開始月,人数,利用料,希望,転出入,同意,"    \
  "受取方法,整理番号,備考,口座,申請日時,感想\n"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static gpointer
read_programme (G_GNUC_UNUSED gpointer data)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("MADO_DATA_DIR"), "..", "tests", "data", "programmes", "forms.json", NULL);
  char *text = NULL;
  gsize length = 0;
  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  g_autoptr (GBytes) file = g_bytes_new_take (text, length);
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();

  return mado_programme_read (file, faults);
}

static void
check_edit (const MadoProgramme *programme, yyjson_val *edit)
{
  const MadoItem *item = mado_section_find (programme->items, yyjson_get_str (yyjson_obj_get (edit, "item")));

  g_assert_nonnull (item);
  g_assert_true (mado_item_takes_edits (item));
  g_assert_cmpint (mado_item_check_value (item, yyjson_obj_get (edit, "now")), ==, MADO_ITEM_VALUE_GOOD);
}

static void
check_row (const MadoProgramme *programme, const MadoIntakeRow *row)
{
  g_assert_true (row->state != MADO_INTAKE_NEW || row->body != NULL);
  g_assert_cmpint (row->receipt != NULL, ==, row->body != NULL);
  if (row->body == NULL)
    return;
  g_assert_cmpint (mado_my_number_scan (row->receipt, NULL, NULL), <, MADO_MY_NUMBER_HIGH);

  g_autoptr (GBytes) text = mado_canonical_json_from_value (row->body, NULL);
  yyjson_doc *body = yyjson_read (g_bytes_get_data (text, NULL), g_bytes_get_size (text), 0);
  yyjson_val *edits = yyjson_obj_get (yyjson_doc_get_root (body), "edits");
  yyjson_arr_iter iter = yyjson_arr_iter_with (edits);

  for (yyjson_val *edit = yyjson_arr_iter_next (&iter); edit != NULL; edit = yyjson_arr_iter_next (&iter))
    check_edit (programme, edit);
  yyjson_doc_free (body);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static GOnce once = G_ONCE_INIT;
  const MadoProgramme *programme = g_once (&once, read_programme, NULL);
  g_autoptr (GString) bytes = g_string_new (NULL);
  g_autoptr (MadoMemory) memory = mado_memory_new (NULL);
  const MadoIntakeRow *row;

  if (size > 0 && data[0] % 4 != 0)
    g_string_append (bytes, HEADINGS);
  g_string_append_len (bytes, (const char *) data, (gssize) size);

  g_autoptr (MadoTestStream) stream = mado_test_stream_new (bytes->str, bytes->len, G_MAXSSIZE);
  g_autoptr (MadoIntake) intake = mado_intake_new (programme, G_INPUT_STREAM (stream), mado_form_limits_get_default (),
                                                   (MadoDate) { 2025, 7, 1 }, NULL);

  g_assert_nonnull (intake);
  do {
    g_assert_true (mado_intake_next (intake, mado_memory_get_records (memory), &row, NULL));
    if (row != NULL)
      check_row (programme, row);
  } while (row != NULL);

  return 0;
}
