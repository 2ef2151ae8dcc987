/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A packet of 25,000 rows, from cases onto a medium and read back, and opened again, against copying the same bytes. */

#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "mado-bench.h"
#include "mado-draft.h"
#include "mado-packet-medium.h"
#include "mado-packet-opening.h"
#include "mado-packet-password.h"
#include "mado-packet-seal.h"
#include "mado-reference-file.h"

#define N_ROWS 25000

typedef struct {
  MadoProgramme *programme;
  MadoJudge *judge;
  GPtrArray *entities; /* (element-type MadoEntity): no two alike, or the archive would be small */
  MadoSigningKey *key;
  MadoSecret *password;
  GBytes *table;   /* what a copy would copy */
  GBytes *archive; /* of the last packet */
  char *folder;
} Load;

static MadoPacketContent *
tabulate (const Load *load)
{
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autoptr (MadoPacketTable) table = mado_packet_table_new (load->judge, "planned", (MadoDate) { 2026, 1, 15 }, NULL);

  for (int i = 0; i < N_ROWS; i++)
    g_assert_true (mado_packet_table_add (table, g_ptr_array_index (load->entities, i), findings, NULL));
  g_assert_false (mado_findings_have_errors (findings));

  return mado_packet_table_finish (table);
}

static void
tabulate_only (gpointer data)
{
  g_autoptr (MadoPacketContent) content = tabulate (data);

  g_assert_cmpint (content->rows, ==, N_ROWS);
}

static void
seal (Load *load)
{
  g_autoptr (GPtrArray) contents = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_packet_content_free);
  const MadoPacketSealing sealing = {
    .id = "P-1",
    .maker = "a-012",
    .now = mado_instant_now (),
    .key = load->key,
    .password = load->password,
  };

  g_ptr_array_add (contents, tabulate (load));

  g_autoptr (MadoSealedPacket) packet = mado_packet_seal (
      load->programme, mado_section_find (load->programme->packets, "planned"), contents, &sealing, NULL);

  g_clear_pointer (&load->archive, g_bytes_unref);
  g_clear_pointer (&load->table, g_bytes_unref);
  load->archive = g_bytes_ref (packet->archive);
  load->table = g_bytes_ref (((MadoPacketContent *) g_ptr_array_index (contents, 0))->bytes);
}

static void
put_on_medium (const Load *load, GBytes *bytes)
{
  g_autofree char *path = g_build_filename (load->folder, "P-1.zip", NULL);

  g_assert_true (mado_packet_medium_write (load->folder, "P-1.zip", bytes, NULL));
  g_assert_cmpint (g_unlink (path), ==, 0);
}

static void
make (gpointer data)
{
  Load *load = data;

  seal (load);
  put_on_medium (load, load->archive);
}

static void
write_and_compare (gpointer data)
{
  const Load *load = data;

  put_on_medium (load, load->table);
}

static void
open_packet (gpointer data)
{
  const Load *load = data;
  g_autoptr (GArray) makers = g_array_new (FALSE, FALSE, sizeof (MadoPublicKey));
  const MadoPacketOpening opening = { load->password, makers, "ward" };

  g_array_append_val (makers, *mado_signing_key_get_public (load->key));

  g_autoptr (MadoOpenedPacket) packet = mado_packet_open (load->archive, &opening, NULL);

  g_assert_cmpint (mado_packet_manifest_get_records (packet->manifest), ==, N_ROWS);
}

/* Written, brought to the disk, read again. */
static void
copy (gpointer data)
{
  const Load *load = data;
  g_autofree char *path = g_build_filename (load->folder, "copy", NULL);
  gsize length;
  const char *bytes = g_bytes_get_data (load->table, &length);
  int fd = g_open (path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  g_autofree char *again = NULL;

  g_assert_cmpint (write (fd, bytes, length), ==, (gssize) length);
  g_assert_cmpint (fsync (fd), ==, 0);
  close (fd);
  g_assert_true (g_file_get_contents (path, &again, NULL, NULL));
  g_assert_cmpint (g_unlink (path), ==, 0);
}

static const char full_case[] =
    "{\"body\":{\"items\":{\"account\":{\"bank\":\"0001\",\"branch\":\"001\",\"holder\":\"ミホン ハナコ\","
    "\"kind\":\"1\",\"number\":\"1234567\"},\"address\":\"東京都新宿区見本町1-2-3 見本荘101\",\"amount\":50000,"
    "\"birth_date\":\"1995-05-05\",\"content\":\"1-cash\",\"control_no\":\"0000012345\",\"name\":{\"kana\":\"ミホン "
    "ハナコ\",\"kanji\":\"見本 "
    "花子\"},\"phone\":\"0300000000\",\"transfer_method\":\"bank\"},\"rights\":[{\"amount\":50000,"
    "\"right\":\"first\",\"state\":\"ordered\"}]},\"id\":\"0195eeb1-5a00-7abc-8def-0123456789ab\",\"kind\":\"case\","
    "\"state\":\"planned\",\"version\":9}";

static MadoEntity *
make_case (GRand *chance, guint number)
{
  g_autoptr (GString) text = g_string_new (full_case);
  g_autofree char *control_no = g_strdup_printf ("%010u", number);
  g_autofree char *account = g_strdup_printf ("%07d", g_rand_int_range (chance, 0, 10000000));
  g_autofree char *branch = g_strdup_printf ("%03d", g_rand_int_range (chance, 1, 1000));
  g_autofree char *phone = g_strdup_printf ("0300%06d", g_rand_int_range (chance, 0, 1000000));
  g_autofree char *place = g_strdup_printf ("%d-%d-%d", g_rand_int_range (chance, 1, 9),
                                            g_rand_int_range (chance, 1, 40), g_rand_int_range (chance, 1, 60));
  g_autofree char *id = g_strdup_printf ("0195eeb1-5a00-7abc-8def-%012x", number);
  g_autofree char *branch_member = g_strdup_printf ("\"branch\":\"%s\"", branch);

  g_string_replace (text, "0000012345", control_no, 0);
  g_string_replace (text, "1234567", account, 1);
  g_string_replace (text, "\"branch\":\"001\"", branch_member, 1);
  g_string_replace (text, "0300000000", phone, 1);
  g_string_replace (text, "1-2-3", place, 1);
  g_string_replace (text, "0195eeb1-5a00-7abc-8def-0123456789ab", id, 1);

  return mado_entity_read (text->str, text->len, NULL);
}

static GPtrArray *
make_cases (void)
{
  GPtrArray *entities = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_entity_unref);
  g_autoptr (GRand) chance = g_rand_new_with_seed (1);

  for (guint i = 0; i < N_ROWS; i++)
    g_ptr_array_add (entities, make_case (chance, i));

  return entities;
}

static MadoProgramme *
load_programme (void)
{
  g_autofree char *path = mado_reference_file_dup_sample_path ("programmes/ninpu-r7.json");
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
  char *text = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));

  g_autoptr (GBytes) file = g_bytes_new_take (text, length);

  return mado_programme_read (file, faults);
}

/* On the disk where it runs: /tmp may be memory. */
static char *
make_folder (void)
{
  g_autofree char *here = g_get_current_dir ();
  char *folder = g_build_filename (here, "bench-packet-XXXXXX", NULL);

  g_assert_nonnull (g_mkdtemp (folder));

  return folder;
}

int
main (void)
{
  Load load = {
    .programme = load_programme (),
    .entities = make_cases (),
    .key = mado_signing_key_generate (NULL),
    .password = mado_packet_password_draw (),
    .folder = make_folder (),
  };

  load.judge = mado_judge_new (load.programme, NULL);
  make (&load);
  printf ("%d rows: %" G_GSIZE_FORMAT " bytes, %" G_GSIZE_FORMAT " in the packet\n", N_ROWS,
          g_bytes_get_size (load.table), g_bytes_get_size (load.archive));
  mado_bench_compare ("cases to rows", tabulate_only, "copying the rows to the disk", copy, &load);
  mado_bench_compare ("rows to the disk, read back and compared", write_and_compare, "copying the rows", copy, &load);
  mado_bench_compare ("cases to a packet on the disk, read back", make, "copying the rows to the disk", copy, &load);
  mado_bench_compare ("opening it", open_packet, "copying the rows to the disk", copy, &load);

  g_rmdir (load.folder);
  g_free (load.folder);
  g_clear_pointer (&load.table, g_bytes_unref);
  g_clear_pointer (&load.archive, g_bytes_unref);
  mado_secret_free (load.password);
  mado_signing_key_free (load.key);
  g_ptr_array_unref (load.entities);
  mado_judge_free (load.judge);
  mado_programme_unref (load.programme);

  return 0;
}
