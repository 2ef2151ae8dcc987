/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How long a file of 100,000 payments takes, against moving the same bytes. */

#include <stdio.h>
#include <string.h>

#include "mado-bench.h"
#include "mado-zengin-reader.h"
#include "mado-zengin-writer.h"

#define N_PAYMENTS 100000

typedef struct {
  GArray *payments; /* MadoZenginPayment */
  GStringChunk *texts;
  GBytes *bytes; /* the file that they make */
} Load;

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
save_bytes (gpointer user_data)
{
  Load *load = user_data;
  FILE *file = tmpfile ();

  if (file == NULL || fwrite (g_bytes_get_data (load->bytes, NULL), g_bytes_get_size (load->bytes), 1, file) != 1 ||
      fclose (file) != 0)
    g_error ("no place for a temporary file");
}

static void
write_and_save (gpointer user_data)
{
  Load *load = user_data;
  write_file (load);
  save_bytes (load);
}

static void
read_file (gpointer user_data)
{
  Load *load = user_data;
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autoptr (MadoZenginFile) file = mado_zengin_read (load->bytes, mado_bank_profile_get_default (), findings);

  g_assert_cmpuint (mado_findings_get_count (findings), ==, 0);
}

static void
find_newlines (gpointer user_data)
{
  Load *load = user_data;
  gsize size;
  const char *next = g_bytes_get_data (load->bytes, &size);
  const char *end = next + size;

  for (; (next = memchr (next, '\n', (gsize) (end - next))) != NULL; next++)
    seen++;
}

int
main (void)
{
  Load load = {};

  make_payments (&load);
  write_file (&load);
  mado_bench_compare ("zengin write of 100,000", write_and_save, "fwrite of its bytes", save_bytes, &load);
  mado_bench_compare ("zengin read of 100,000", read_file, "memchr over its bytes", find_newlines, &load);

  g_bytes_unref (load.bytes);
  g_string_chunk_free (load.texts);
  g_array_unref (load.payments);

  return 0;
}
