/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How long a file of 100,000 payments takes, against moving the same bytes. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mado-zengin-reader.h"
#include "mado-zengin-writer.h"

#define N_PAYMENTS 100000
#define N_ROUNDS 7

typedef struct {
  GArray *payments; /* MadoZenginPayment */
  GStringChunk *texts;
  GBytes *bytes; /* the file that they make */
} Load;

typedef void (*Work) (Load *load);

static volatile gsize seen; /* keeps the floor of the reader from being left out */

static void
make_payments (Load *load)
{
  load->payments = g_array_new (FALSE, FALSE, sizeof (MadoZenginPayment));
  load->texts = g_string_chunk_new (1 << 20);
  for (guint i = 0; i < N_PAYMENTS; i++) {
    char acct_no[8], cust1[11];

    g_snprintf (acct_no, sizeof acct_no, "%07u", i + 1);
    g_snprintf (cust1, sizeof cust1, "%010u", i + 1);
    const MadoZenginPayment payment = {
      .bank = "9900",
      .bank_name = "ﾕｳﾁﾖ",
      .branch = "018",
      .branch_name = "ｾﾞﾛｲﾁﾊﾁ",
      .acct_type = "1",
      .acct_no = g_string_chunk_insert (load->texts, acct_no),
      .payee_name = "ﾔﾏﾀﾞ ﾊﾅｺ",
      .amount = 50000,
      .cust1 = g_string_chunk_insert (load->texts, cust1),
    };
    g_array_append_val (load->payments, payment);
  }
}

static void
write_file (Load *load)
{
  const MadoZenginHeader header = {
    .consignor_code = "0013104001",
    .consignor_name = "ｼﾝｼﾞﾕｸｸ",
    .date_mmdd = "0425",
    .from_bank = "0001",
    .from_branch = "209",
    .from_acct_type = "1",
    .from_acct_no = "0012345",
  };
  const MadoZenginFraming framing = { .newline = MADO_ZENGIN_NEWLINE_CRLF };
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autoptr (MadoZenginWriter) writer = mado_zengin_writer_new (mado_bank_profile_get_default (), &framing, findings);

  mado_zengin_writer_begin_group (writer, &header);
  for (guint i = 0; i < load->payments->len; i++)
    mado_zengin_writer_add (writer, &g_array_index (load->payments, MadoZenginPayment, i));
  mado_zengin_writer_end_group (writer, NULL);
  g_clear_pointer (&load->bytes, g_bytes_unref);
  load->bytes = mado_zengin_writer_finish (writer);
  g_assert_nonnull (load->bytes);
}

static void
save_bytes (Load *load)
{
  FILE *file = tmpfile ();

  if (file == NULL || fwrite (g_bytes_get_data (load->bytes, NULL), g_bytes_get_size (load->bytes), 1, file) != 1 ||
      fclose (file) != 0)
    g_error ("no place for a temporary file");
}

static void
write_and_save (Load *load)
{
  write_file (load);
  save_bytes (load);
}

static void
read_file (Load *load)
{
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autoptr (MadoZenginFile) file = mado_zengin_read (load->bytes, mado_bank_profile_get_default (), findings);

  g_assert_cmpuint (mado_findings_get_count (findings), ==, 0);
}

static void
find_newlines (Load *load)
{
  gsize size;
  const char *next = g_bytes_get_data (load->bytes, &size);
  const char *end = next + size;

  while ((next = memchr (next, '\n', (gsize) (end - next))) != NULL && ++next < end)
    seen++;
}

static int
compare_times (const void *a, const void *b)
{
  gint64 first = *(const gint64 *) a, second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

static gint64
take_time (Work work, Load *load)
{
  gint64 start = g_get_monotonic_time ();

  work (load);

  return g_get_monotonic_time () - start;
}

static void
compare (const char *name, Work work, const char *floor_name, Work floor_work, Load *load)
{
  gint64 times[N_ROUNDS], floors[N_ROUNDS];

  for (guint i = 0; i < N_ROUNDS; i++) {
    times[i] = take_time (work, load);
    floors[i] = take_time (floor_work, load);
  }
  qsort (times, N_ROUNDS, sizeof *times, compare_times);
  qsort (floors, N_ROUNDS, sizeof *floors, compare_times);
  g_print ("%s: %.1f ms; floor (%s): %.1f ms; ratio %.1f\n", name, (double) times[N_ROUNDS / 2] / 1000, floor_name,
           (double) floors[N_ROUNDS / 2] / 1000, (double) times[N_ROUNDS / 2] / (double) floors[N_ROUNDS / 2]);
}

int
main (void)
{
  Load load = {};

  make_payments (&load);
  write_file (&load);
  compare ("zengin write of 100,000", write_and_save, "fwrite of its bytes", save_bytes, &load);
  compare ("zengin read of 100,000", read_file, "memchr over its bytes", find_newlines, &load);

  g_bytes_unref (load.bytes);
  g_string_chunk_free (load.texts);
  g_array_unref (load.payments);

  return 0;
}
