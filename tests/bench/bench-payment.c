/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How long it takes to gather a batch and add it up, to make the bank's file with all that is looked at, and to find
 * out what came back, against moving the same bytes. */

#include <stdio.h>
#include <string.h>

#include "mado-answer-match.h"
#include "mado-batch-row.h"
#include "mado-bench.h"
#include "mado-payment-transfer.h"
#include "mado-programme-file.h"

#define NOW "2025-06-02T01:00:00.000000Z"

typedef struct {
  MadoProgramme *programme;
  MadoDeskClerk clerk;
  MadoEntity *entity;
  GPtrArray *cases; /* (element-type MadoEntity) */
  MadoPaymentBatch *batch;
  GBytes *file;
  GBytes *table; /* that comes back */
} Load;

static volatile gsize seen; /* keeps the floor of a reader from being left out */

#define ITEMS                                                                                                          \
  "{\"account\":{\"bank\":\"0001\",\"branch\":\"001\",\"date\":\"2025-04-20\",\"holder\":\"ミホン "                    \
  "ハナコ\",\"kind\":\"1\",\"number\":\"%07u\",\"origin\":\"application\",\"relation\":\"self\"},\"address\":\"東京"   \
  "都新宿区見本町1-1\",\"amount\":50000,\"birth_date\":\"1995-05-05\",\"content\":\"1-cash\",\"control_no\":\"%010u"   \
  "\",\"name\":{\"kana\":\"ミホン ハナコ\",\"kanji\":\"見本 花子\"}}"

static MadoEntity *
make_case (guint number)
{
  g_autofree char *items = g_strdup_printf (ITEMS, number, number);
  g_autofree char *text = g_strdup_printf (
      "{\"body\":{\"batch\":{\"amount\":50000,\"id\":\"0195eeb1-5a00-7abc-8def-0123456789ab\",\"items\":"
      "%s},\"items\":%s,\"receipt\":\"logo:%u\",\"rights\":[{\"amount\":50000,\"right\":\"first\","
      "\"row\":\"\",\"state\":\"ordered\"}]},\"id\":\"0195eeb1-5a00-7abc-8def-%012x\",\"kind\":"
      "\"case\",\"state\":\"decided\",\"version\":9}",
      items, items, number, number);
  g_autoptr (GError) error = NULL;
  MadoEntity *entity = mado_entity_read (text, strlen (text), &error);

  g_assert_no_error (error);

  return entity;
}

static void
make_cases (Load *load, guint n)
{
  load->cases = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_entity_unref);
  for (guint i = 1; i <= n; i++)
    g_ptr_array_add (load->cases, make_case (i));
}

static MadoHash
hash_case (const Load *load, const MadoEntity *entity)
{
  const MadoPacket *packet = mado_section_find (load->programme->packets, "planned");
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_val *items = yyjson_ptr_get (mado_entity_get_body (entity), "/batch/items");
  MadoHash hash = mado_batch_hash_row (mado_entity_get_id (entity), 50000, packet, yyjson_val_mut_copy (doc, items));

  yyjson_mut_doc_free (doc);

  return hash;
}

static void
make_batch (Load *load)
{
  MadoHash digest = { { 0 } };
  g_autofree char *hex = NULL, *text = NULL;

  for (guint i = 0; i < load->cases->len; i++)
    digest = mado_batch_add_hashes (digest, hash_case (load, g_ptr_array_index (load->cases, i)));
  hex = mado_hash_to_hex (&digest);
  text = g_strdup_printf ("{\"body\":{\"count\":%u,\"digest\":\"%s\",\"packet\":\"planned\",\"sum\":%" G_GINT64_FORMAT
                          "},\"id\":"
                          "\"0195eeb1-5a00-7abc-8def-0123456789ab\",\"kind\":\"batch\",\"state\":\"approved\","
                          "\"version\":3}",
                          load->cases->len, hex, (gint64) load->cases->len * 50000);
  load->entity = mado_entity_read (text, strlen (text), NULL);
}

static void
gather (gpointer user_data)
{
  Load *load = user_data;

  g_clear_pointer (&load->batch, mado_payment_batch_free);
  load->batch = mado_payment_batch_new (load->entity, load->programme);
  for (guint i = 0; i < load->cases->len; i++)
    g_assert_true (mado_payment_batch_add (load->batch, load->clerk.judge, g_ptr_array_index (load->cases, i),
                                           mado_instant_get_japanese_day (load->clerk.now), NULL));
  mado_payment_batch_sort (load->batch);
  g_assert_cmpint (mado_payment_batch_compare (load->batch), ==, MADO_PAYMENT_FIGURES_EQUAL);
}

/* Its texts, parsed. */
static void
read_cases (gpointer user_data)
{
  const Load *load = user_data;

  for (guint i = 0; i < load->cases->len; i++) {
    GBytes *text = mado_entity_get_text (g_ptr_array_index (load->cases, i));
    g_autoptr (MadoEntity) entity = mado_entity_read (g_bytes_get_data (text, NULL), g_bytes_get_size (text), NULL);

    seen += mado_entity_get_version (entity) > 0;
  }
}

static void
save (GBytes *bytes)
{
  FILE *file = tmpfile ();

  if (file == NULL || fwrite (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), 1, file) != 1 ||
      fclose (file) != 0)
    g_error ("no place for a temporary file");
}

static void
make_file (gpointer user_data)
{
  static const MadoPayer payer = { "1234567890", "ﾐﾎﾝｼ", "0001", "001", "1", "7654321" };
  Load *load = user_data;
  const MadoTransferOrder order = {
    .pay = mado_section_find (load->programme->transitions, "pay"),
    .day = { 2025, 6, 10 },
    .payer = &payer,
    .bank = mado_bank_profile_get_default (),
    .framing = { .newline = MADO_ZENGIN_NEWLINE_CRLF },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoPaymentTransfer) transfer = mado_payment_transfer_make (&load->clerk, load->batch, &order, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (transfer->n_read, ==, load->cases->len);
  g_clear_pointer (&load->file, g_bytes_unref);
  load->file = g_bytes_ref (transfer->bytes);
  save (load->file);
}

static void
save_file (gpointer user_data)
{
  save (((const Load *) user_data)->file);
}

static void
make_table (Load *load)
{
  GString *table = g_string_new ("給付管理番号,支給金額,振込口座情報・金融機関コード,振込口座情報・支店コード,"
                                 "振込口座情報・預金種目,振込口座情報・口座番号,振込口座情報・口座名義人,結果\n");

  for (guint i = 1; i <= load->cases->len; i++)
    g_string_append_printf (table, "%010u,50000,0001,001,1,%07u,ミホン ハナコ,決定\n", i, i);
  load->table = g_string_free_to_bytes (table);
}

static void
match (gpointer user_data)
{
  const Load *load = user_data;
  const MadoPacket *packet = mado_section_find (load->programme->packets, "decided");
  g_autoptr (MadoAnswerShape) shape = mado_answer_shape_new (load->batch, packet);
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autoptr (GPtrArray) lines = mado_answer_table_read (shape, load->table, NULL, findings);
  g_autoptr (MadoAnswerMatching) matching = mado_answer_matching_new (shape, lines);

  g_assert_cmpuint (lines->len, ==, load->cases->len);
  for (guint i = 0; i < lines->len; i++)
    g_assert_true (mado_answer_matching_get (matching, i)->is_equal);
}

/* The least that a reader of such a table does: its bytes come from a file, are characters, stand in cells, and a row
 * is found by its number. */
static void
read_cells (gpointer user_data)
{
  gsize size;
  const char *bytes = g_bytes_get_data (((const Load *) user_data)->table, &size);
  g_autofree char *text = g_malloc (size);
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  FILE *file = tmpfile ();

  if (file == NULL || fwrite (bytes, size, 1, file) != 1 || fseek (file, 0, SEEK_SET) != 0 ||
      fread (text, size, 1, file) != 1 || fclose (file) != 0)
    g_error ("no place for a temporary file");
  g_assert_true (g_utf8_validate_len (text, size, NULL));
  for (const char *row = text, *end = text + size, *next; row < end; row = next + 1) {
    const char *cell = memchr (row, ',', (gsize) (end - row));

    next = memchr (row, '\n', (gsize) (end - row));
    g_hash_table_add (numbers, g_strndup (row, (gsize) (cell - row)));
    for (; cell != NULL && cell < next; cell = memchr (cell + 1, ',', (gsize) (next - cell - 1)))
      seen++;
  }
  seen += g_hash_table_size (numbers);
}

static void
measure (guint n)
{
  g_autoptr (GError) error = NULL;
  Load load = { .programme = mado_programme_file_find ("ninpu-r7", &error) };

  g_assert_no_error (error);
  load.clerk = (MadoDeskClerk) { .programme = load.programme, .now = mado_instant_from_iso (NOW) };
  load.clerk.judge = mado_judge_new (load.programme, NULL);
  make_cases (&load, n);
  make_batch (&load);
  gather (&load);
  make_file (&load);
  make_table (&load);
  printf ("%u rows\n", n);
  mado_bench_compare ("batch, gathered, judged and added up", gather, "reading its cases", read_cases, &load);
  mado_bench_compare ("bank file with pre-flight, read again", make_file, "fwrite of its bytes", save_file, &load);
  mado_bench_compare ("decision, read and matched", match, "reading it from a file into cells", read_cells, &load);
  mado_payment_batch_free (load.batch);
  g_bytes_unref (load.file);
  g_bytes_unref (load.table);
  g_ptr_array_unref (load.cases);
  mado_entity_unref (load.entity);
  mado_judge_free (load.clerk.judge);
  mado_programme_unref (load.programme);
}

int
main (void)
{
  measure (18000);
  measure (100000);

  return 0;
}
