/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads what it gets, credits accounts, and answers with its own file. */

#include "payment-bank.h"

#include "mado-zengin-layout.h"

#define KEY_AT 91     /* both customer codes: twenty digits */
#define RESULT_AT 111 /* '0': paid */
#define KEY_SIZE 20
#define FAILS_OF 8

static char *
dup_field (const MadoZenginGroup *group, const MadoZenginRecord *record, const char *name)
{
  const MadoZenginLayout *layout = mado_zengin_layout_of_payment (group->header.bytes, record->bytes);

  return mado_zengin_field_dup_text (mado_zengin_layout_get_field (layout, name), record->bytes);
}

static PaymentBankRow *
read_row (PaymentBank *self, const MadoZenginGroup *group, const MadoZenginRecord *record)
{
  g_autofree char *number = dup_field (group, record, "acct_no"), *amount = dup_field (group, record, "amount");
  PaymentBankRow *row = g_new0 (PaymentBankRow, 1);

  g_strlcpy (row->number, number, sizeof row->number);
  row->yen = g_ascii_strtoll (amount, NULL, 10);
  row->is_failed = g_rand_int_range (self->chance, 0, FAILS_OF) == 0;
  g_assert_true (g_hash_table_insert (self->rows, g_strndup ((const char *) record->bytes + KEY_AT, KEY_SIZE), row));

  return row;
}

static void
credit (PaymentBank *self, const PaymentBankRow *row)
{
  gint64 *yen = g_hash_table_lookup (self->credited, row->number);

  if (yen == NULL) {
    yen = g_new0 (gint64, 1);
    g_hash_table_insert (self->credited, g_strdup (row->number), yen);
  }
  *yen += row->yen;
  self->sum += row->yen;
}

/**
 * payment_bank_open:
 * @self: (out caller-allocates): a bank
 * @chance: what becomes of payments; it outlives the bank
 */
void
payment_bank_open (PaymentBank *self, GRand *chance)
{
  *self = (PaymentBank) {
    .chance = chance,
    .credited = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
    .rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
    .places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
  };
}

/**
 * payment_bank_close:
 * @self: a bank
 */
void
payment_bank_close (PaymentBank *self)
{
  g_hash_table_unref (self->credited);
  g_hash_table_unref (self->rows);
  g_hash_table_unref (self->places);
}

/**
 * payment_bank_pay:
 * @self: a bank
 * @file: of payments, none of which it was told before
 * @out_failed: (element-type utf8): a set to which the numbers of accounts are added that it does not have
 *
 * Returns: (transfer full): the same file with what became of each payment
 */
GBytes *
payment_bank_pay (PaymentBank *self, GBytes *file, GHashTable *out_failed)
{
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autoptr (MadoZenginFile) read = mado_zengin_read (file, mado_bank_profile_get_default (), findings);
  gsize size;
  const char *bytes = g_bytes_get_data (file, &size), *first = g_bytes_get_data (read->bytes, NULL);
  char *answer = g_memdup2 (bytes, size);
  const MadoZenginGroup *group = g_ptr_array_index (read->groups, 0);

  g_assert_cmpuint (mado_findings_get_count (findings), ==, 0);
  for (guint i = 0; i < group->payments->len; i++) {
    const MadoZenginRecord *record = mado_zengin_group_get_payment (group, i);
    const PaymentBankRow *row = read_row (self, group, record);

    answer[(const char *) record->bytes - first + RESULT_AT] = row->is_failed ? '2' : '0';
    if (row->is_failed)
      g_hash_table_add (out_failed, g_strdup (row->number));
    else
      credit (self, row);
    self->n_failed += row->is_failed;
  }

  return g_bytes_new_take (answer, size);
}

/**
 * payment_bank_get_credit:
 * @self: a bank
 * @number: of an account
 *
 * Returns: yen that came to it
 */
gint64
payment_bank_get_credit (const PaymentBank *self, const char *number)
{
  const gint64 *yen = g_hash_table_lookup (self->credited, number);

  return yen != NULL ? *yen : 0;
}

/**
 * payment_bank_find:
 * @self: a bank
 * @key: of a payment
 *
 * Returns: (transfer none) (nullable): what it was told, and did
 */
const PaymentBankRow *
payment_bank_find (const PaymentBank *self, const char *key)
{
  return g_hash_table_lookup (self->rows, key);
}
