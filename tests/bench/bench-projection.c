/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A full case of the benefit for pregnant women, cut for the ward's terminal and for the print room, against reading
 * and writing the same JSON, which is the least that handing it out can cost. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mado-bench.h"
#include "mado-canonical-json.h"
#include "mado-projection.h"

#define N_CASES 5000

static const char full_case[] =
    "{\"body\":{\"items\":{\"postal_code\":\"1600022\",\"address\":\"東京都新宿区見本町1-2-3 見本荘101\","
    "\"name\":{\"kanji\":\"見本 花子\",\"kana\":\"ミホン "
    "ハナコ\"},\"birth_date\":\"1995-05-05\",\"phone\":\"03-0000-0000\","
    "\"email\":\"mihon@example.jp\",\"occupation\":\"会社員\",\"pregnancy_month\":4,\"control_no\":\"0000012345\","
    "\"handbook_date\":\"2025-04-03\",\"handbook_city\":\"新宿区\",\"heartbeat\":true,\"doctor\":{\"kanji\":\"見本 "
    "太郎\"},"
    "\"clinic\":\"見本医院 "
    "東京都新宿区見本町9-9\",\"wish\":true,\"content\":\"1-cash\",\"paid_elsewhere\":false,\"moved\":false,"
    "\"amount\":50000,\"transfer_date\":\"2025-05-20\",\"transfer_method\":\"bank\",\"received_on\":\"2025-04-10\","
    "\"reissued\":1,"
    "\"account\":{\"bank\":\"0001\",\"branch\":\"001\",\"kind\":\"1\",\"number\":\"1234567\",\"holder\":\"ミホン "
    "ハナコ\","
    "\"relation\":\"self\",\"origin\":\"application\",\"date\":\"2025-04-10\"}},"
    "\"authors\":{\"name\":\"a-012\",\"address\":\"a-012\",\"birth_date\":\"a-012\",\"phone\":\"a-013\",\"account\":"
    "\"a-022\"},"
    "\"seen\":{\"identity\":{\"at\":1744243200000,\"by\":\"a-012\"},\"passbook\":{\"at\":1744243200000,\"by\":\"a-"
    "012\"}},"
    "\"since\":\"2025-04-10\",\"receipt\":\"logo:12345\",\"receipt_claim\":\"[\\\"shinjuku\\\",\\\"receipt\\\"]\","
    "\"done\":{\"receive\":{\"at\":1744243200000,\"by\":\"a-012\"},\"finish_check\":{\"at\":1744243200000,\"by\":\"a-"
    "012\"}},"
    "\"deficiencies\":[{\"id\":\"0195eeb1-5a00-7abc-8def-0123456789ab\",\"by\":\"return_deficient\",\"reason\":"
    "\"書類不足\","
    "\"text\":\"通帳の写しがありません\",\"due\":\"2025-05-01\",\"opened\":{\"at\":1744243200000,\"by\":\"a-012\"},"
    "\"closed\":{\"at\":1744243200000,\"by\":\"a-013\"}}],"
    "\"entries\":{\"account\":{\"first\":{\"at\":1744243200000,\"by\":\"a-021\",\"value\":{\"number\":\"1234567\"}},"
    "\"second\":{\"at\":1744243200000,\"by\":\"a-022\",\"value\":{\"number\":\"1234567\"}},"
    "\"agreed\":{\"at\":1744243200000,\"by\":\"a-022\"}}},"
    "\"rights\":[{\"right\":\"first\",\"state\":\"ordered\",\"amount\":50000,\"claim\":\"[\\\"shinjuku/"
    "ninpu\\\",\\\"pregnancy\\\"]\"}],"
    "\"claims\":[\"[\\\"shinjuku/ninpu\\\",\\\"pregnancy\\\"]\"],"
    "\"notes\":{\"ward_comment\":[{\"at\":1744243200000,\"by\":\"w-001\",\"text\":\"電話は午後に\"}]},"
    "\"letters\":[{\"letter\":\"decision\",\"at\":1744243200000}]},"
    "\"id\":\"0195eeb1-5a00-7abc-8def-0123456789ab\",\"kind\":\"case\",\"state\":\"planned\",\"version\":9}";

typedef struct {
  MadoProgramme *programme;
  MadoEntity *entity;
  MadoPerson person;
  gsize n_bytes; /* whatever was made has to be used */
} Load;

static void
project (gpointer data)
{
  Load *load = data;

  for (guint i = 0; i < N_CASES; i++) {
    g_autoptr (MadoEntity) projected = NULL;

    if (!mado_project_for_person (load->programme, load->entity, &load->person, &projected, NULL))
      g_error ("the case cannot be cut");
    load->n_bytes += g_bytes_get_size (mado_entity_get_text (projected));
  }
}

static void
read_and_write (gpointer data)
{
  Load *load = data;
  GBytes *text = mado_entity_get_text (load->entity);

  for (guint i = 0; i < N_CASES; i++) {
    yyjson_doc *doc = yyjson_read (g_bytes_get_data (text, NULL), g_bytes_get_size (text), 0);
    gsize length = 0;
    char *written = yyjson_write (doc, 0, &length);

    load->n_bytes += length;
    free (written);
    yyjson_doc_free (doc);
  }
}

static MadoProgramme *
load_programme (void)
{
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
  char *text = NULL;
  gsize length = 0;

  if (!g_file_get_contents ("data/programmes/ninpu-r7.json", &text, &length, NULL))
    g_error ("cannot read the programme: measure from the top of the tree");

  g_autoptr (GBytes) file = g_bytes_new_take (text, length);

  return mado_programme_read (file, faults);
}

int
main (void)
{
  g_autoptr (MadoProgramme) programme = load_programme ();
  g_autoptr (GBytes) text = mado_canonical_json_from_text (full_case, strlen (full_case), NULL);
  g_autoptr (MadoEntity) entity = mado_entity_read (g_bytes_get_data (text, NULL), g_bytes_get_size (text), NULL);
  Load load = { programme, entity, { "w-001", (const char *const[]) { "ward", NULL } }, 0 };

  mado_bench_compare ("cutting 5,000 cases for the ward", project, "reading and writing the same JSON", read_and_write,
                      &load);
  load.person.roles = (const char *const[]) { "print", NULL };
  mado_bench_compare ("cutting 5,000 cases for the print room", project, "reading and writing the same JSON",
                      read_and_write, &load);

  return load.n_bytes > 0 ? 0 : 1;
}
