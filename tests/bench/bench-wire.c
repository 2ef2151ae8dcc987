/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What it takes to write and read a push and a chunk of rows, beside yyjson writing and reading the same bytes with
 * nothing checked. An entity is spelled anew when it is read, so a row is read three times. What they weigh on the line
 * is measured on the line (sync/). */

#include "mado-bench.h"

#include <stdlib.h>
#include <string.h>
#include <yyjson.h>

#include "mado-push.h"
#include "mado-rows.h"

#define N_OPERATIONS 500
#define N_ROWS 500
#define N_TIMES 20

typedef struct {
  GRand *chance;
  MadoPushRequest *request;
  MadoRowsReply *rows;
  GBytes *text;
} Load;

static volatile gsize sink; /* keeps the compiler from leaving the work out */

static const char *
draw_words (Load *load, guint count)
{
  static const char *const words[] = { "窓口", "で",   "本人", "から", "聞き取り", "確認", "済み",
                                       "書類", "不足", "後日", "郵送", "口座",     "名義", "相違",
                                       "電話", "連絡", "住所", "変更", "世帯",     "申請" };
  static char text[512];

  text[0] = '\0';
  for (guint i = 0; i < count; i++)
    g_strlcat (text, words[MIN (g_rand_int_range (load->chance, 0, 20), g_rand_int_range (load->chance, 0, 20))],
               sizeof text);

  return text;
}

static MadoId
draw_id (Load *load)
{
  guint8 random[MADO_ID_RANDOM_SIZE];

  for (gsize i = 0; i < sizeof random; i++)
    random[i] = (guint8) g_rand_int (load->chance);

  return mado_id_build ((MadoInstant) { 1764547200000000 + g_rand_int (load->chance) }, random);
}

static char *
print_operation (Load *load)
{
  char id[MADO_ID_TEXT_SIZE], entity[MADO_ID_TEXT_SIZE];

  mado_id_to_text (draw_id (load), id);
  mado_id_to_text (draw_id (load), entity);

  return g_strdup_printf ("{\"actor\":\"u-%02d\",\"base\":%d,\"body\":{\"edits\":[{\"item\":\"phone\",\"now\":"
                          "\"000-0000-%04d\",\"was\":null}],\"note\":\"%s\"},\"entity\":\"%s\",\"id\":\"%s\",\"kind\":"
                          "\"case.edit\",\"terminal\":\"t-07\",\"time\":17645472%05d}",
                          g_rand_int_range (load->chance, 1, 20), g_rand_int_range (load->chance, 1, 40),
                          g_rand_int_range (load->chance, 0, 10000), draw_words (load, 12), entity, id,
                          g_rand_int_range (load->chance, 0, 100000));
}

static MadoEntity *
make_entity (Load *load)
{
  g_autoptr (GString) body = g_string_new (NULL);
  g_autofree char *text = NULL;
  char id[MADO_ID_TEXT_SIZE];
  MadoEntity *entity;

  for (guint i = 10; i < 40; i++)
    g_string_append_printf (body, "%s\"item.%u\":\"%s\"", i > 10 ? "," : "", i, draw_words (load, 4));
  mado_id_to_text (draw_id (load), id);
  text = g_strdup_printf ("{\"body\":{%s},\"id\":\"%s\",\"kind\":\"case\",\"state\":\"received\",\"version\":%d}",
                          body->str, id, g_rand_int_range (load->chance, 1, 40));
  entity = mado_entity_read (text, strlen (text), NULL);
  g_assert_nonnull (entity);

  return entity;
}

static void
fill (Load *load)
{
  for (guint i = 0; i < N_OPERATIONS; i++) {
    char *text = print_operation (load);
    MadoPushedOperation operation = { .dseq = 1 + i, .text = g_bytes_new_take (text, strlen (text)) };

    g_array_append_val (load->request->operations, operation);
  }
  for (guint i = 0; i < N_ROWS; i++) {
    MadoServiceRow row = { .seq = 1 + i, .entity = make_entity (load) };

    row.id = mado_entity_get_id (row.entity);
    g_array_append_val (load->rows->rows, row);
  }
}

static void
parse (gpointer data)
{
  const Load *load = data;

  for (guint i = 0; i < N_TIMES; i++) {
    yyjson_doc *doc =
        yyjson_read (g_bytes_get_data (load->text, NULL), g_bytes_get_size (load->text), YYJSON_READ_NOFLAG);

    sink = yyjson_doc_get_val_count (doc);
    yyjson_doc_free (doc);
  }
}

static void
print_again (gpointer data)
{
  const Load *load = data;
  yyjson_doc *doc =
      yyjson_read (g_bytes_get_data (load->text, NULL), g_bytes_get_size (load->text), YYJSON_READ_NOFLAG);

  for (guint i = 0; i < N_TIMES; i++) {
    gsize length = 0;
    char *text = yyjson_write (doc, YYJSON_WRITE_NOFLAG, &length);

    sink = length;
    free (text);
  }
  yyjson_doc_free (doc);
}

static void
read_push (gpointer data)
{
  const Load *load = data;

  for (guint i = 0; i < N_TIMES; i++) {
    g_autoptr (MadoPushRequest) request = mado_push_request_read (load->text, NULL);

    sink = request->operations->len;
  }
}

static void
write_push (gpointer data)
{
  const Load *load = data;

  for (guint i = 0; i < N_TIMES; i++) {
    g_autoptr (GBytes) text = mado_push_request_write (load->request, NULL);

    sink = g_bytes_get_size (text);
  }
}

static void
read_rows (gpointer data)
{
  const Load *load = data;

  for (guint i = 0; i < N_TIMES; i++) {
    g_autoptr (MadoRowsReply) reply = mado_rows_reply_read (load->text, NULL);

    sink = reply->rows->len;
  }
}

static void
write_rows (gpointer data)
{
  const Load *load = data;

  for (guint i = 0; i < N_TIMES; i++) {
    g_autoptr (GBytes) text = mado_rows_reply_write (load->rows, NULL);

    sink = g_bytes_get_size (text);
  }
}

int
main (void)
{
  Load load = { g_rand_new_with_seed (12), mado_push_request_new (), mado_rows_reply_new () };

  load.request->device = draw_id (&load);
  load.rows->epoch = 1;
  load.rows->head.seq = N_ROWS;
  fill (&load);

  load.text = mado_push_request_write (load.request, NULL);
  mado_bench_compare ("reading it 20 times", read_push, "yyjson alone", parse, &load);
  mado_bench_compare ("writing it 20 times", write_push, "yyjson alone", print_again, &load);

  g_bytes_unref (load.text);
  load.text = mado_rows_reply_write (load.rows, NULL);
  mado_bench_compare ("reading them 20 times", read_rows, "yyjson alone", parse, &load);
  mado_bench_compare ("writing them 20 times", write_rows, "yyjson alone", print_again, &load);

  g_bytes_unref (load.text);
  mado_rows_reply_free (load.rows);
  mado_push_request_free (load.request);
  g_rand_free (load.chance);

  return 0;
}
