/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Operations on a full case of the support benefit for pregnancy, against reading and writing its text: a version more
 * can cost no less than that. */

#include <string.h>

#include "mado-apply.h"
#include "mado-bench.h"

#define N_OPERATIONS 2000

#define ID "0195eeb1-5a00-7abc-8def-0123456789ab"
#define ACCOUNT                                                                                                        \
  "{\"bank\":\"0001\",\"branch\":\"001\",\"date\":\"2025-04-10\",\"holder\":\"ミホン ハナコ\",\"kind\":\"1\","         \
  "\"number\":\"1234567\",\"origin\":\"application\",\"relation\":\"self\"}"

static const char case_text[] =
    "{\"body\":{\"authors\":{\"address\":\"v-01\",\"name\":\"v-01\",\"occupation\":\"v-01\"},"
    "\"entries\":{\"account\":{\"agreed\":{\"at\":2,\"by\":\"a-02\"},"
    "\"first\":{\"at\":1,\"by\":\"a-01\",\"value\":" ACCOUNT "},"
    "\"second\":{\"at\":2,\"by\":\"a-02\",\"value\":" ACCOUNT "}}},"
    "\"items\":{\"account\":" ACCOUNT ",\"address\":\"東京都新宿区歌舞伎町一丁目4番1号\",\"birth_date\":\"1995-05-05\","
    "\"clinic\":\"見本医院\",\"content\":\"2-cash\",\"control_no\":\"0000012345\",\"delivery_date\":\"2025-11-02\","
    "\"doctor\":{\"kanji\":\"見本 太郎\"},\"email\":\"hanako@example.jp\",\"fetuses\":2,\"handbook_city\":\"新宿区\","
    "\"handbook_date\":\"2025-04-10\",\"heartbeat\":true,\"moved\":false,"
    "\"name\":{\"kana\":\"ミホン ハナコ\",\"kanji\":\"見本 花子\"},\"occupation\":\"会社員\",\"paid_elsewhere\":false,"
    "\"phone\":\"0300000000\",\"postal_code\":\"1608484\",\"pregnancy_month\":3,\"received_on\":\"2025-12-01\","
    "\"wish\":true},\"receipt\":\"1\",\"receipt_claim\":\"[\\\"shinjuku/ninpu-r7\\\",\\\"receipt\\\",[\\\"1\\\"]]\","
    "\"seen\":{\"home_visit\":{\"at\":0,\"by\":\"v-01\"},\"identity\":{\"at\":0,\"by\":\"v-01\"},"
    "\"no_mynumber\":{\"at\":0,\"by\":\"v-01\"},\"passbook\":{\"at\":0,\"by\":\"v-01\"}},\"since\":\"2025-12-01\"},"
    "\"id\":\"" ID "\",\"kind\":\"case\",\"state\":\"received\",\"version\":7}";

typedef struct {
  const char *name;
  const char *role;
  const char *act;
  const char *body;
} Row;

static const Row rows[] = {
  { "2,000 edits", "verifier", "case.edit",
    "{\"edits\":[{\"item\":\"occupation\",\"now\":\"農業\",\"was\":\"会社員\"}]}" },
  { "2,000 moves", "verifier", "case.move", "{\"transition\":\"finish_check\"}" },
  { "2,000 account entries", "account_1", "case.enter_account", "{\"item\":\"account\",\"value\":" ACCOUNT "}" },
};

typedef struct {
  MadoJudge *judge;
  const MadoRecords *records;
  MadoOperation *operation;
  MadoContext context;
} Load;

static void
apply (gpointer user_data)
{
  const Load *load = user_data;

  for (guint i = 0; i < N_OPERATIONS; i++) {
    g_autoptr (MadoOutcome) outcome = mado_apply (load->judge, load->records, load->operation, &load->context, NULL);

    if (outcome->kind != MADO_OUTCOME_APPLIED)
      g_error ("not applied: %s", outcome->refusal != NULL ? outcome->refusal->code : "a conflict");
  }
}

static void
read_and_write (G_GNUC_UNUSED gpointer user_data)
{
  for (guint i = 0; i < N_OPERATIONS; i++) {
    yyjson_doc *doc = yyjson_read (case_text, strlen (case_text), 0);
    g_autofree char *text = yyjson_write (doc, 0, NULL);

    g_assert_nonnull (text);
    yyjson_doc_free (doc);
  }
}

static MadoProgramme *
load_programme (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("MADO_DATA_DIR"), "programmes", "ninpu-r7.json", NULL);
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
  char *text = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &text, &length, NULL))
    g_error ("cannot read %s", path);
  g_autoptr (GBytes) file = g_bytes_new_take (text, length);

  return mado_programme_read (file, faults);
}

static void
put_case (MadoMemory *memory)
{
  g_autoptr (MadoOutcome) outcome = mado_outcome_new ();
  MadoEntity *entity = mado_entity_read (case_text, strlen (case_text), NULL);

  if (entity == NULL)
    g_error ("the made-up case cannot be read");
  g_ptr_array_add (outcome->entities, entity);
  mado_memory_take (memory, outcome);
}

static MadoOperation *
write_operation (const Row *row)
{
  g_autofree char *text = g_strdup_printf ("{\"actor\":\"x-01\",\"base\":7,\"body\":%s,\"entity\":\"" ID
                                           "\",\"id\":\"0195eeb1-5a00-7abc-8def-0123456789ac\","
                                           "\"kind\":\"%s\",\"terminal\":\"t-01\",\"time\":0}",
                                           row->body, row->act);

  return mado_operation_read (text, strlen (text), NULL);
}

int
main (void)
{
  g_autoptr (MadoProgramme) programme = load_programme ();
  g_autoptr (MadoJudge) judge = mado_judge_new (programme, NULL);
  g_autoptr (MadoMemory) memory = mado_memory_new (NULL);

  put_case (memory);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (MadoOperation) operation = write_operation (&rows[i]);
    const char *const roles[] = { rows[i].role, NULL };
    Load load = { judge, mado_memory_get_records (memory), operation, { .actor = { "x-01", roles } } };
    gint64 begin = g_get_monotonic_time ();

    load.context.now = mado_instant_from_iso ("2025-12-02T01:00:00.000000Z");
    apply (&load);
    g_print ("%s: %" G_GINT64_FORMAT " a second\n", rows[i].act,
             N_OPERATIONS * G_TIME_SPAN_SECOND / MAX (g_get_monotonic_time () - begin, 1));
    mado_bench_compare (rows[i].name, apply, "its text read and written", read_and_write, &load);
  }

  return 0;
}
