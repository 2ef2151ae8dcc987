/* SPDX-License-Identifier: GPL-3.0-or-later */

/* 50,000 applications with an attachment each into an encrypted profile, or as many as are said: shown, and written.
 * The floor of the same run: the same operations through mado_apply() over nothing, and the same rows and bytes
 * inserted bare, in the same file format.
 *
 * usage: bench-intake-store [APPLICATIONS] */

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "mado-apply.h"
#include "mado-attachment-stage.h"
#include "mado-bench.h"
#include "mado-canonical-json.h"
#include "mado-intake-stage.h"
#include "mado-statement.h"
#include "mado-transaction.h"
#include "queue-sample.h"
#include "store-sample.h"

#define N_APPLICATIONS 50000
#define PIECE 200
#define ATTACHMENT (16 * 1024) /* bytes of each */

typedef struct {
  StoreSample store;
  GString *form;
  char *folder; /* of attachments */
  MadoProgramme *programme;
} Load;

static const char *const roles[] = { "verifier", NULL };
static guint n_rows = N_APPLICATIONS;

static MadoProgramme *
find_programme (gpointer user_data, const char *programme, GError **error)
{
  return queue_sample_load_programme ("ninpu-r7.json");
}

static GString *
make_form (void)
{
  GString *text =
      g_string_new ("受付番号,申請日時,郵便番号,住所,氏名,氏名（フリガナ）,生年月日,電話番号,メールアドレス,"
                    "妊娠月数,給付管理番号,母子健康手帳交付日,交付自治体,胎児心拍の確認,医師の氏名,医療機関,"
                    "給付を希望しますか,給付内容,他自治体での支給,転出入\r\n");

  for (guint i = 0; i < n_rows; i++)
    g_string_append_printf (
        text,
        "W%07u,2025/06/01 10:00:00,160-0022,新宿区架空町3-12-3,架空 花子,カクウ ハナコ,平成7年5月5日,"
        "03-1234-5678,hanako@example.jp,4,%010u,令和7年4月10日,新宿区,有,見本 医子,見本産婦人科,"
        "希望する,1回目（現金）,無,無\r\n",
        i, i);

  return text;
}

static void
fill_picture (guint8 picture[ATTACHMENT], guint number)
{
  static const guint8 beginning[] = { 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13, 'I', 'H', 'D', 'R' };
  GRand *random = g_rand_new_with_seed (number);

  memcpy (picture, beginning, sizeof beginning);
  for (gsize i = 16; i < ATTACHMENT; i += 4) {
    guint32 word = g_rand_int (random);

    memcpy (picture + i, &word, 4);
  }
  g_rand_free (random);
}

static void
make_attachments (const char *folder)
{
  static guint8 picture[ATTACHMENT];

  for (guint i = 0; i < n_rows; i++) {
    g_autofree char *name = g_strdup_printf ("%s/W%07u_1.png", folder, i);

    fill_picture (picture, i);
    g_assert_true (
        g_file_set_contents_full (name, (const char *) picture, ATTACHMENT, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  }
}

static void
set_up (Load *self)
{
  store_sample_set_up (&self->store, NULL);
  self->store.profile.programme = "ninpu-r7";
  self->programme = queue_sample_load_programme ("ninpu-r7.json");
  self->form = make_form ();
  self->folder = g_dir_make_tmp ("mado-bench-XXXXXX", NULL);
  make_attachments (self->folder);
}

static void
tear_down (Load *self)
{
  for (guint i = 0; i < n_rows; i++) {
    g_autofree char *name = g_strdup_printf ("%s/W%07u_1.png", self->folder, i);

    g_unlink (name);
  }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_string_free (self->form, TRUE);
  mado_programme_unref (self->programme);
  store_sample_tear_down (&self->store, NULL);
}

static double
seconds_since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

static double
tell (const char *what, gint64 start)
{
  double seconds = seconds_since (start);

  printf ("%-58s %8.2f s  %8.0f /s\n", what, seconds, n_rows / seconds);
  fflush (stdout);

  return seconds;
}

/* --- the real thing ---------------------------------------------------------------------------------------------- */

static MadoDesk *
create (Load *self)
{
  const MadoDeskOpening opening = {
    .place = self->store.place,
    .profile = self->store.profile,
    .shares = self->store.shares,
    .person = { "verifier-1", roles },
    .find_programme = find_programme,
  };

  return mado_desk_create (&opening, &store_sample_cost, NULL);
}

static double
take_rows_in (Load *self, MadoIntakeStage *stage)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (self->form->str, self->form->len);
  double seconds;
  gint64 start = g_get_monotonic_time ();

  mado_intake_stage_add_bytes (stage, "form.csv", bytes);
  g_assert_true (mado_intake_stage_preview (stage, NULL, NULL, NULL, NULL));
  seconds = tell ("preview of rows", start);
  start = g_get_monotonic_time ();
  g_assert_true (mado_intake_stage_apply (stage, NULL, NULL, NULL, NULL));
  seconds += tell ("writing them", start);
  start = g_get_monotonic_time ();
  g_assert_true (mado_intake_stage_preview (stage, NULL, NULL, NULL, NULL));
  tell ("preview of the same file again", start);
  g_assert_cmpuint (
      mado_staged_file_count (g_ptr_array_index (mado_intake_stage_get_files (stage), 0), MADO_INTAKE_SAME), ==,
      n_rows);

  return seconds;
}

static double
take_attachments_in (Load *self, MadoDesk *desk)
{
  gint64 start = g_get_monotonic_time ();
  double seconds;
  g_autoptr (MadoAttachmentStage) stage = mado_attachment_stage_new (
      desk, NULL, mado_attachment_source_open (self->folder, mado_attachment_limits_get_default (), NULL));

  g_assert_true (mado_attachment_stage_preview (stage, NULL, NULL, NULL, NULL));
  seconds = tell ("preview of attachments of 16 KiB", start);
  start = g_get_monotonic_time ();
  g_assert_true (mado_attachment_stage_apply (stage, NULL, NULL, NULL, NULL));
  seconds += tell ("writing them", start);
  g_assert_cmpuint (mado_attachment_stage_count (stage, MADO_ATTACHMENT_NEW), ==, n_rows);

  return seconds;
}

/* --- the floor --------------------------------------------------------------------------------------------------- */

/* What the rows do, as the intake reads them: that is not measured here. */
static GPtrArray *
list_bodies (const Load *self)
{
  g_autoptr (GInputStream) stream =
      g_memory_input_stream_new_from_data (self->form->str, (gssize) self->form->len, NULL);
  g_autoptr (MadoIntake) intake =
      mado_intake_new (self->programme, stream, mado_form_limits_get_default (), (MadoDate) { 2025, 7, 1 }, NULL);
  GPtrArray *bodies = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  const MadoIntakeRow *row;

  while (mado_intake_next (intake, NULL, &row, NULL) && row != NULL)
    g_ptr_array_add (bodies, mado_canonical_json_from_value (row->body, NULL));

  return bodies;
}

static MadoOperation *
make_operation (GBytes *body)
{
  MadoOperationHeader header = { .id = mado_id_draw (),
                                 .entity = mado_id_draw (),
                                 .kind = "case.move",
                                 .actor = "verifier-1",
                                 .terminal = "t",
                                 .time = 1748739600000 };
  yyjson_doc *read = yyjson_read (g_bytes_get_data (body, NULL), g_bytes_get_size (body), 0);
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  MadoOperation *operation = mado_operation_new (&header, yyjson_val_mut_copy (doc, yyjson_doc_get_root (read)), NULL);

  yyjson_mut_doc_free (doc);
  yyjson_doc_free (read);
  g_assert_nonnull (operation);

  return operation;
}

static void
insert (MadoDatabase *database, const char *sql, GBytes *bytes)
{
  MadoStatement *statement = mado_statement_take (database, sql);

  mado_statement_bind_bytes (statement, 1, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_assert_true (mado_statement_run (statement, NULL));
  mado_statement_give_back (statement);
}

/* The operation and what comes of it, and nothing that finds them again. */
static double
apply_and_insert_bare (Load *self, MadoDatabase *database)
{
  g_autoptr (MadoJudge) judge = mado_judge_new (self->programme, NULL);
  g_autoptr (MadoMemory) memory = mado_memory_new (NULL);
  const MadoContext context = { .now = { 1748739600000000 }, .actor = { "verifier-1", roles } };
  g_autoptr (GPtrArray) bodies = list_bodies (self);
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < n_rows; i += PIECE) {
    g_autoptr (MadoTransaction) transaction = mado_transaction_begin (database, NULL);

    for (guint j = i; j < MIN (i + PIECE, n_rows); j++) {
      g_autoptr (MadoOperation) operation = make_operation (g_ptr_array_index (bodies, j));
      g_autoptr (MadoOutcome) outcome = mado_apply (judge, mado_memory_get_records (memory), operation, &context, NULL);

      g_assert_cmpint (outcome->kind, ==, MADO_OUTCOME_APPLIED);
      insert (database, "INSERT INTO bare (text) VALUES (?1)", mado_operation_get_text (operation));
      insert (database, "INSERT INTO bare (text) VALUES (?1)",
              mado_entity_get_text (g_ptr_array_index (outcome->entities, 0)));
    }
    g_assert_true (mado_transaction_commit (g_steal_pointer (&transaction), NULL));
    (void) mado_database_checkpoint (database, NULL); /* ignored: as the store's own thread does */
  }

  return tell ("floor: mado_apply and bare inserts of rows", start);
}

static double
insert_attachments_bare (MadoDatabase *database)
{
  static guint8 picture[ATTACHMENT];
  gint64 start;

  fill_picture (picture, 0);
  start = g_get_monotonic_time ();
  for (guint i = 0; i < n_rows; i += 50) {
    g_autoptr (MadoTransaction) transaction = mado_transaction_begin (database, NULL);

    for (guint j = i; j < MIN (i + 50, n_rows); j++) {
      g_autoptr (GBytes) bytes = g_bytes_new_static (picture, ATTACHMENT);

      insert (database, "INSERT INTO bare (text) VALUES (?1)", bytes);
    }
    g_assert_true (mado_transaction_commit (g_steal_pointer (&transaction), NULL));
    (void) mado_database_checkpoint (database, NULL); /* ignored: as above */
  }

  return tell ("floor: bare inserts of attachments", start);
}

int
main (int argc, char **argv)
{
  Load load = { 0 };
  double rows, attachments, bare_rows, bare_attachments;

  if (argc > 1)
    n_rows = (guint) CLAMP (g_ascii_strtoull (argv[1], NULL, 10), 1, 9999999); /* a receipt number has seven digits */
  printf ("%u applications, an attachment of %d KiB each\n", n_rows, ATTACHMENT / 1024);
  set_up (&load);
  {
    g_autoptr (MadoDesk) desk = create (&load);
    g_autoptr (MadoIntakeStage) stage = mado_intake_stage_new (desk, mado_intake_means_get_default (), NULL);

    rows = take_rows_in (&load, stage);
    mado_bench_say_memory ("after the rows");
    attachments = take_attachments_in (&load, desk);
    mado_bench_say_memory ("after the attachments");
  }
  {
    StoreSample other;
    g_autoptr (MadoDatabase) database = NULL;

    store_sample_set_up (&other, NULL);
    database = store_sample_create (&other);
    g_assert_true (
        mado_database_run_script (database, "CREATE TABLE bare (row INTEGER PRIMARY KEY, text BLOB) STRICT", NULL));
    bare_rows = apply_and_insert_bare (&load, database);
    bare_attachments = insert_attachments_bare (database);
    g_clear_pointer (&database, mado_database_free);
    store_sample_tear_down (&other, NULL);
  }
  printf ("rows: %.1f times the floor; attachments: %.1f times the floor\n", rows / bare_rows,
          attachments / bare_attachments);
  tear_down (&load);

  return 0;
}
