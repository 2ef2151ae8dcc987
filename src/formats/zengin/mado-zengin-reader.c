/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads a 全銀 transfer file whatever its bytes, and finds all that is wrong with it. */

#include "mado-zengin-reader.h"

#include "mado-zengin-check.h"
#include "mado-zengin-layout.h"
#include "mado-zengin-twins.h"

typedef struct {
  MadoZenginFile *file;
  MadoFindings *findings;
  MadoZenginCheck check;
  MadoZenginTwins *twins;
  const MadoZenginField *amount;
  const MadoZenginField *count;
  const MadoZenginField *total;
  MadoZenginGroup *open; /* (nullable): the group whose trailer has not come */
  gint64 sum;            /* of the open group's amounts */
  gboolean ended;
} Reading;

static void
free_group (MadoZenginGroup *group)
{
  g_array_unref (group->payments);
  g_free (group);
}

static void
add_finding (Reading *reading, const char *code, guint64 number, guint64 place)
{
  mado_findings_add (reading->findings, code, number, place, NULL);
}

/* Leaves the open group without a trailer, if there is one. */
static void
abandon_group (Reading *reading, guint64 number, guint64 place)
{
  if (reading->open != NULL)
    add_finding (reading, "E_NOTRAILER", number, place);
  reading->open = NULL;
}

static void
take_header (Reading *reading, MadoZenginRecord record)
{
  abandon_group (reading, record.number, 1);
  if (record.bytes == NULL)
    return;

  reading->open = g_new0 (MadoZenginGroup, 1);
  reading->open->header = record;
  reading->open->payments = g_array_new (FALSE, FALSE, sizeof (MadoZenginRecord));
  reading->sum = 0;
  g_ptr_array_add (reading->file->groups, reading->open);
  mado_zengin_check_record (&reading->check, mado_zengin_layout_get_header (), record.bytes, record.number);
}

static void
take_payment (Reading *reading, MadoZenginRecord record)
{
  if (reading->open == NULL)
    add_finding (reading, "E_ORDER", record.number, 1);
  if (reading->open == NULL || record.bytes == NULL)
    return;

  gint64 amount = mado_zengin_field_get_number (reading->amount, record.bytes);
  guint64 twin = mado_zengin_twins_add (reading->twins, record.bytes, record.number);
  mado_zengin_check_record (&reading->check, mado_zengin_layout_of_payment (reading->open->header.bytes, record.bytes),
                            record.bytes, record.number);
  if (twin != 0)
    add_finding (reading, "W_DUP", record.number, twin);
  if (amount > 0)
    reading->sum += amount;
  g_array_append_val (reading->open->payments, record);
}

static void
compare_sums (Reading *reading, MadoZenginRecord record)
{
  gint64 count = mado_zengin_field_get_number (reading->count, record.bytes);
  gint64 total = mado_zengin_field_get_number (reading->total, record.bytes);

  if (count >= 0 && count != reading->open->payments->len)
    add_finding (reading, "E_COUNT", record.number, reading->count->from);
  if (total >= 0 && total != reading->sum)
    add_finding (reading, "E_TOTAL", record.number, reading->total->from);
}

static void
take_trailer (Reading *reading, MadoZenginRecord record)
{
  if (reading->open == NULL) {
    add_finding (reading, "E_ORDER", record.number, 1);
    return;
  }

  if (reading->open->payments->len == 0)
    add_finding (reading, "E_NODATA", record.number, 1);
  if (record.bytes != NULL) {
    mado_zengin_check_record (&reading->check, mado_zengin_layout_get_trailer (), record.bytes, record.number);
    compare_sums (reading, record);
  }
  reading->open->trailer = record;
  reading->open = NULL;
}

static void
take_end (Reading *reading, MadoZenginRecord record)
{
  abandon_group (reading, record.number, 1);
  if (record.number == 1)
    add_finding (reading, "E_ORDER", record.number, 1);
  if (record.bytes != NULL)
    mado_zengin_check_record (&reading->check, mado_zengin_layout_get_end (), record.bytes, record.number);
  reading->ended = TRUE;
}

/* A record of wrong length still tells by its first byte where in the file we are; what it says is dropped, and a
 * header that says nothing opens no group. */
static void
take_record (Reading *reading, const guint8 *bytes, gsize length, guint64 number)
{
  MadoZenginRecord record = { length == MADO_ZENGIN_RECORD_SIZE ? bytes : NULL, number };

  if (length != MADO_ZENGIN_RECORD_SIZE)
    add_finding (reading, "E_LEN", number, length);
  if (length == 0)
    return;
  if (reading->ended) {
    add_finding (reading, "E_AFTER_END", number, 1);
    return;
  }

  switch (bytes[0]) {
  case '1':
    take_header (reading, record);
    break;
  case '2':
    take_payment (reading, record);
    break;
  case '8':
    take_trailer (reading, record);
    break;
  case '9':
    take_end (reading, record);
    break;
  default:
    add_finding (reading, "E_KIND", number, 1);
  }
}

static void
read_records (Reading *reading)
{
  gsize size;
  const guint8 *bytes = g_bytes_get_data (reading->file->bytes, &size);
  const guint8 *record;
  gsize length;
  guint64 number = 0;
  gboolean mixed = FALSE;
  MadoZenginWalk walk;

  mado_zengin_walk_init (&walk, bytes, size);
  if (walk.framing.bom)
    add_finding (reading, "E_BOM", 1, 0);
  while (mado_zengin_walk_next (&walk, &record, &length)) {
    number++;
    if (!mixed && walk.framing.newline == MADO_ZENGIN_NEWLINE_MIXED) {
      add_finding (reading, "E_NEWLINE", number, 0);
      mixed = TRUE;
    }
    take_record (reading, record, length, number);
  }
  reading->file->framing = walk.framing;

  if (number == 0) {
    add_finding (reading, "E_EMPTY", 0, 0);
    return;
  }
  abandon_group (reading, number, 0);
  if (!reading->ended)
    add_finding (reading, "E_NOEND", number, 0);
}

/**
 * mado_zengin_read:
 * @bytes: a whole file, whatever it holds
 * @bank: what the bank takes in names
 * @findings: takes all that is wrong; the file may go to a bank only if they have no errors
 *
 * A finding's place is the byte in the record, the record's length for E_LEN, the record of the earlier payment for
 * W_DUP, and 0 for what concerns the whole file.
 *
 * Returns: (transfer full): what could be read
 */
MadoZenginFile *
mado_zengin_read (GBytes *bytes, const MadoBankProfile *bank, MadoFindings *findings)
{
  g_autoptr (MadoZenginTwins) twins = mado_zengin_twins_new ();
  const MadoZenginLayout *payment = mado_zengin_layout_get_payment ("21", FALSE);
  const MadoZenginLayout *trailer = mado_zengin_layout_get_trailer ();
  Reading reading = {
    .file = g_new0 (MadoZenginFile, 1),
    .findings = findings,
    .twins = twins,
    .amount = mado_zengin_layout_get_field (payment, "amount"),
    .count = mado_zengin_layout_get_field (trailer, "count"),
    .total = mado_zengin_layout_get_field (trailer, "total"),
  };

  mado_zengin_check_init (&reading.check, bank, MADO_ZENGIN_READING, findings);
  reading.file->bytes = g_bytes_ref (bytes);
  reading.file->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) free_group);
  read_records (&reading);

  return reading.file;
}

/**
 * mado_zengin_file_free:
 * @self: (transfer full): a file
 */
void
mado_zengin_file_free (MadoZenginFile *self)
{
  g_ptr_array_unref (self->groups);
  g_bytes_unref (self->bytes);
  g_free (self);
}

/**
 * mado_zengin_group_get_payment:
 * @self: a group
 * @index: less than the number of its payments
 *
 * Returns: (transfer none): a payment, in the file's order
 */
const MadoZenginRecord *
mado_zengin_group_get_payment (const MadoZenginGroup *self, guint index)
{
  return &g_array_index (self->payments, MadoZenginRecord, index);
}

/**
 * mado_zengin_file_add_up:
 * @self: a file that was read
 * @out_n_payments: (out): how many payments it has
 * @out_sum: (out): what they come to, in yen
 */
void
mado_zengin_file_add_up (const MadoZenginFile *self, gint64 *out_n_payments, gint64 *out_sum)
{
  *out_n_payments = 0;
  *out_sum = 0;
  for (guint i = 0; i < self->groups->len; i++) {
    const MadoZenginGroup *group = g_ptr_array_index (self->groups, i);

    for (guint j = 0; j < group->payments->len; j++) {
      const guint8 *bytes = mado_zengin_group_get_payment (group, j)->bytes;
      const MadoZenginLayout *layout = mado_zengin_layout_of_payment (group->header.bytes, bytes);

      *out_n_payments += 1;
      *out_sum += mado_zengin_field_get_number (mado_zengin_layout_get_field (layout, "amount"), bytes);
    }
  }
}
