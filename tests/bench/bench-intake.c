/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows of a form on their way to operations, against the form's reader alone. */

#include "mado-bench.h"
#include "mado-intake.h"

#define N_ROWS 20000

typedef struct {
  MadoProgramme *programme;
  GString *bytes;
} Load;

static GInputStream *
open_load (const Load *load)
{
  return g_memory_input_stream_new_from_data (load->bytes->str, (gssize) load->bytes->len, NULL);
}

static void
take_in (gpointer user_data)
{
  const Load *load = user_data;
  g_autoptr (GInputStream) stream = open_load (load);
  g_autoptr (MadoMemory) memory = mado_memory_new (NULL);
  g_autoptr (MadoIntake) intake =
      mado_intake_new (load->programme, stream, mado_form_limits_get_default (), (MadoDate) { 2025, 7, 1 }, NULL);
  const MadoIntakeRow *row;
  guint n_new = 0;

  while (mado_intake_next (intake, mado_memory_get_records (memory), &row, NULL) && row != NULL)
    n_new += row->state == MADO_INTAKE_NEW;
  g_assert_cmpuint (n_new, ==, N_ROWS);
}

static void
read_form (gpointer user_data)
{
  const Load *load = user_data;
  g_autoptr (GInputStream) stream = open_load (load);
  g_autoptr (GPtrArray) maps = mado_intake_maps_new (load->programme);
  const MadoIntakeMap *map = g_ptr_array_index (maps, 0);
  g_autoptr (MadoFormReader) reader =
      mado_form_reader_new (stream, map->headings, mado_form_limits_get_default (), NULL);
  const MadoFormRecord *record;
  guint n_records = 0;

  while (mado_form_reader_next (reader, &record, NULL) && record != NULL)
    n_records += record->is_kept;
  g_assert_cmpuint (n_records, ==, N_ROWS);
}

static GString *
make_file (void)
{
  GString *text =
      g_string_new ("受付番号,申請日時,郵便番号,住所,氏名,氏名（フリガナ）,生年月日,電話番号,メールアドレス,"
                    "妊娠月数,給付管理番号,母子健康手帳交付日,交付自治体,胎児心拍の確認,医師の氏名,医療機関,"
                    "給付を希望しますか,給付内容,他自治体での支給,転出入,ご意見\r\n");

  for (guint i = 0; i < N_ROWS; i++)
    g_string_append_printf (
        text,
        "W%07u,2025/06/01 10:00:00,160-0022,新宿区架空町3-12-3,架空 花子,カクウ ハナコ,平成7年5月5日,"
        "03-1234-5678,hanako@example.jp,4,%010u,令和7年4月10日,新宿区,有,見本 医子,見本産婦人科,"
        "希望する,1回目（現金）,無,無,よろしくお願いします\r\n",
        i, i);

  return text;
}

int
main (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("MADO_DATA_DIR"), "programmes", "ninpu-r7.json", NULL);
  char *text = NULL;
  gsize length = 0;
  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  g_autoptr (GBytes) file = g_bytes_new_take (text, length);
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
  g_autoptr (MadoProgramme) programme = mado_programme_read (file, faults);
  g_autoptr (GString) bytes = make_file ();
  Load load = { programme, bytes };

  mado_bench_compare ("intake of 20000 rows", take_in, "the form's reader alone", read_form, &load);

  return 0;
}
