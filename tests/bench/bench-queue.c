/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a work list of 400,000 cases costs in an encrypted file, beside reading as many rows by their number from the
 * same file. The file lies in the build folder, because /tmp may be memory. */

#include <glib/gstdio.h>

#include "mado-bench.h"
#include "mado-profile.h"
#include "mado-queue-index.h"
#include "mado-queue-page.h"
#include "mado-statement.h"
#include "mado-transaction.h"
#include "queue-sample.h"

#define N_ROWS 400000
#define PAGE 100
#define N_TIMES 50

typedef struct {
  QueueSample sample;
  MadoDatabase *reader;
  MadoQueueList list;
  GRand *random;
} Bench;

static const char *const queues[] = { "intake", NULL };

static MadoEntity *
make_case (Bench *bench, gint64 row, MadoId id, gint64 version)
{
  g_autofree char *receipt = g_strdup_printf ("%010u", (guint) row * 2654435761U % 1000000007U);
  g_autofree char *day = g_strdup_printf ("2025-%02d-%02d", (int) (row % 12) + 1, (int) (row / 12 % 28) + 1);
  const SampleCase content = { .state = "received",
                               .since = day,
                               .received_on = day,
                               .receipt = receipt,
                               .kanji = "見本 花子",
                               .kana = "ミホン ハナコ",
                               .amount = 50000,
                               .queues = queues };

  return queue_sample_make_case (&bench->sample, id, version, &content);
}

static void
end_with (GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
}

static void
tell (Bench *bench, const MadoRowChange *change)
{
  g_autoptr (GError) error = NULL;

  mado_queue_index_change (bench->sample.database, bench->sample.programme, change, 1, &error);
  end_with (error);
}

static void
read_page (Bench *bench, gint64 position)
{
  const MadoQueueQuery query = { .from = MADO_QUEUE_AT, .position = position, .limit = PAGE };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = mado_queue_load_page (bench->reader, &bench->list, &query, &error);

  end_with (error);
  if (entries->len != PAGE)
    g_error ("%u rows", entries->len);
}

static void
read_head (gpointer load)
{
  for (guint i = 0; i < N_TIMES; i++)
    read_page (load, 0);
}

static void
read_middle (gpointer load)
{
  for (guint i = 0; i < N_TIMES; i++)
    read_page (load, N_ROWS / 2 + 300);
}

static void
jump (gpointer load)
{
  Bench *bench = load;

  for (guint i = 0; i < N_TIMES; i++)
    read_page (bench, g_rand_int_range (bench->random, 0, N_ROWS - PAGE));
}

static const char read_row[] = "SELECT entity.id, entity.state, entity.version, body.text FROM entity"
                               " CROSS JOIN body ON body.row = entity.row WHERE entity.row = ?1";

static void
read_rows (Bench *bench, gboolean is_scattered)
{
  for (guint i = 0; i < PAGE; i++) {
    g_autoptr (MadoStatement) statement = mado_statement_take (bench->reader, read_row);
    gint64 row = is_scattered ? g_rand_int_range (bench->random, 1, N_ROWS) : N_ROWS / 2 + (gint64) i * 336;

    mado_statement_bind_int (statement, 1, row);
    if (!mado_statement_step (statement))
      g_error ("no row");

    g_autoptr (GBytes) text = mado_statement_dup_bytes (statement, 3);
  }
}

static void
read_by_number (gpointer load)
{
  for (guint i = 0; i < N_TIMES; i++)
    read_rows (load, FALSE);
}

static void
read_scattered (gpointer load)
{
  for (guint i = 0; i < N_TIMES; i++)
    read_rows (load, TRUE);
}

static void
count (gpointer load)
{
  Bench *bench = load;
  gint64 n_rows = 0;

  for (guint i = 0; i < 1000; i++)
    if (!mado_queue_load_count (bench->reader, "intake", &n_rows, NULL) || n_rows != N_ROWS)
      g_error ("%d rows", (int) n_rows);
}

static void
count_late (gpointer load)
{
  Bench *bench = load;
  gint64 n_rows = 0;

  for (guint i = 0; i < N_TIMES; i++)
    if (!mado_queue_load_late_count (bench->reader, "state:case:received", mado_date_from_iso ("2025-08-01"), &n_rows,
                                     NULL))
      g_error ("no count");
}

static void
count_by_walking (gpointer load)
{
  Bench *bench = load;
  g_autoptr (MadoStatement) statement =
      mado_statement_take (bench->reader, "SELECT count (*) FROM queue_row WHERE queue = 'intake'");

  if (!mado_statement_step (statement) || mado_statement_get_int (statement, 0) != N_ROWS)
    g_error ("no count");
}

/* A case moves in its lists and back; or it is written twice, and no list is told. */
static void
change (Bench *bench, gboolean is_told)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoTransaction) transaction = mado_transaction_begin (bench->sample.database, &error);

  end_with (error);
  for (guint i = 0; i < N_TIMES; i++) {
    gint64 row = g_rand_int_range (bench->random, 1, N_ROWS);
    g_autoptr (MadoEntity) before = make_case (bench, row, MADO_ID_NONE, 1);
    g_autoptr (MadoEntity) after = make_case (bench, row + 7, mado_entity_get_id (before), 2);

    if (is_told) {
      tell (bench, &(MadoRowChange) { row, before, after });
      tell (bench, &(MadoRowChange) { row, after, before });
    } else {
      queue_sample_write (&bench->sample, row, after);
      queue_sample_write (&bench->sample, row, before);
    }
  }
  mado_transaction_commit (g_steal_pointer (&transaction), &error);
  end_with (error);
}

static void
change_lists (gpointer load)
{
  change (load, TRUE);
}

static void
change_rows (gpointer load)
{
  change (load, FALSE);
}

static void
set_up (Bench *bench, const char *program)
{
  g_autofree char *near = g_path_get_dirname (program);
  const MadoQueue *queue;
  g_autoptr (GError) error = NULL;

  g_setenv ("TMPDIR", near, TRUE);
  queue_sample_set_up (&bench->sample, "ninpu-r7.json");
  bench->random = g_rand_new_with_seed (1);
  queue_sample_begin (&bench->sample);
  for (gint64 row = 1; row <= N_ROWS; row++) {
    g_autoptr (MadoEntity) entity = make_case (bench, row, MADO_ID_NONE, 1);

    queue_sample_write (&bench->sample, row, entity);
    tell (bench, &(MadoRowChange) { row, NULL, entity });
  }
  queue_sample_commit (&bench->sample);
  queue = mado_section_find (bench->sample.programme->queues, "intake");
  bench->list = (MadoQueueList) { bench->sample.programme, queue->id, queue->columns };
  bench->reader = mado_database_open_reader (bench->sample.database, 0, &error);
  end_with (error);
}

int
main (int argc, char **argv)
{
  Bench bench = { 0 };

  set_up (&bench, argv[0]);
  mado_bench_compare ("50 times: page of 100 at the head", read_head, "100 rows by number", read_by_number, &bench);
  mado_bench_compare ("50 times: page of 100 in the middle", read_middle, "100 rows by number", read_by_number, &bench);
  mado_bench_compare ("50 times: page of 100 anywhere", jump, "100 rows anywhere by number", read_scattered, &bench);
  mado_bench_compare ("1000 times: count", count, "count 400,000 by walking once", count_by_walking, &bench);
  mado_bench_compare ("50 times: count the late ones", count_late, "count 400,000 by walking once", count_by_walking,
                      &bench);
  mado_bench_compare ("100 changes of place", change_lists, "write the 100 bodies", change_rows, &bench);
  mado_database_free (bench.reader);
  g_rand_free (bench.random);
  queue_sample_tear_down (&bench.sample);

  return 0;
}
