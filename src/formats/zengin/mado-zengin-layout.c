/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The one table of the 全銀 records' fields, and a field's view of a record's bytes. */

#include "mado-zengin-layout.h"

#include <string.h>

#include "mado-jis8.h"

#define FIELD(Record, member, from, length, form, rule, code, values, preset)                                          \
  { #member,                                                                                                           \
    from,                                                                                                              \
    length,                                                                                                            \
    MADO_ZENGIN_##form,                                                                                                \
    MADO_ZENGIN_##rule,                                                                                                \
    code,                                                                                                              \
    values,                                                                                                            \
    preset,                                                                                                            \
    G_STRUCT_OFFSET (MadoZengin##Record, member) }
#define IN_HEADER(...) FIELD (Header, __VA_ARGS__)
#define IN_PAYMENT(...) FIELD (Payment, __VA_ARGS__)
#define IN_TRAILER(...) FIELD (Trailer, __VA_ARGS__)
#define IN_END(...) FIELD (End, __VA_ARGS__)

static const MadoZenginField header_fields[] = {
  IN_HEADER (data_kind, 1, 1, DIGITS, ONE_OF, "E_KIND", "1", "1"),
  IN_HEADER (type_code, 2, 2, DIGITS, ONE_OF, "E_TYPE", "21 11 12 71 72", "21"),
  IN_HEADER (code_kind, 4, 1, DIGITS, ONE_OF, "E_CODEKIND", "0", "0"),
  IN_HEADER (consignor_code, 5, 10, DIGITS, ANY, NULL, NULL, NULL),
  IN_HEADER (consignor_name, 15, 40, TEXT, NAME, "E_NAME", NULL, NULL),
  IN_HEADER (date_mmdd, 55, 4, DIGITS, DAY, "E_DATE", NULL, NULL),
  IN_HEADER (from_bank, 59, 4, DIGITS, NOT_ZERO, "E_BANK", NULL, NULL),
  IN_HEADER (from_bank_name, 63, 15, TEXT, NAME_OR_BLANK, NULL, NULL, NULL),
  IN_HEADER (from_branch, 78, 3, DIGITS, ANY, NULL, NULL, NULL),
  IN_HEADER (from_branch_name, 81, 15, TEXT, NAME_OR_BLANK, NULL, NULL, NULL),
  IN_HEADER (from_acct_type, 96, 1, DIGITS, ONE_OF, "E_ACCTYPE", "1 2 9", NULL),
  IN_HEADER (from_acct_no, 97, 7, DIGITS, NOT_ZERO, "E_ACCT", NULL, NULL),
  IN_HEADER (dummy, 104, 17, TEXT, ONE_OF, "W_DUMMY", "", NULL),
};

/* Branch 000 is not refused: a real bank's head office has it. */
#define COMMON_PAYMENT_FIELDS                                                                                          \
  IN_PAYMENT (data_kind, 1, 1, DIGITS, ONE_OF, "E_KIND", "2", "2"),                                                    \
      IN_PAYMENT (bank, 2, 4, DIGITS, NOT_ZERO, "E_BANK", NULL, NULL),                                                 \
      IN_PAYMENT (bank_name, 6, 15, TEXT, NAME_OR_BLANK, NULL, NULL, NULL),                                            \
      IN_PAYMENT (branch, 21, 3, DIGITS, ANY, NULL, NULL, NULL),                                                       \
      IN_PAYMENT (branch_name, 24, 15, TEXT, NAME_OR_BLANK, NULL, NULL, NULL),                                         \
      IN_PAYMENT (clearing_house, 39, 4, DIGITS_OR_BLANK, ANY, NULL, NULL, "0"),                                       \
      IN_PAYMENT (acct_type, 43, 1, DIGITS, ONE_OF, "E_ACCTYPE", "1 2 4 9", NULL),                                     \
      IN_PAYMENT (acct_no, 44, 7, DIGITS, NOT_ZERO, "E_ACCT", NULL, NULL),                                             \
      IN_PAYMENT (payee_name, 51, 30, TEXT, NAME, "E_NAME", NULL, NULL),                                               \
      IN_PAYMENT (amount, 81, 10, NUMBER, NOT_ZERO, "E_AMOUNT", NULL, NULL),                                           \
      IN_PAYMENT (new_code, 91, 1, DIGITS_OR_BLANK, ONE_OF, "E_NEWCODE", "0 1 2", "0")

static const MadoZenginField transfer_fields[] = {
  COMMON_PAYMENT_FIELDS,
  IN_PAYMENT (cust1, 92, 10, DIGITS_OR_BLANK, ANY, NULL, NULL, "0"),
  IN_PAYMENT (cust2, 102, 10, DIGITS_OR_BLANK, ANY, NULL, NULL, "0"),
  IN_PAYMENT (method, 112, 1, DIGITS_OR_BLANK, ONE_OF, "E_METHOD", "7 8", "7"),
  IN_PAYMENT (ident, 113, 1, TEXT, ONE_OF, "E_IDENT", "Y", NULL),
  IN_PAYMENT (dummy, 114, 7, TEXT, ONE_OF, "W_DUMMY", "", NULL),
};

static const MadoZenginField edi_fields[] = {
  COMMON_PAYMENT_FIELDS,
  IN_PAYMENT (cust1, 92, 10, HALF, ANY, NULL, NULL, NULL),
  IN_PAYMENT (cust2, 102, 10, HALF, ANY, NULL, NULL, NULL),
  IN_PAYMENT (method, 112, 1, DIGITS_OR_BLANK, ONE_OF, "E_METHOD", "7 8", "7"),
  IN_PAYMENT (ident, 113, 1, TEXT, ONE_OF, "E_IDENT", "Y", NULL),
  IN_PAYMENT (dummy, 114, 7, TEXT, ONE_OF, "W_DUMMY", "", NULL),
  IN_PAYMENT (edi, 92, 20, TEXT, ANY, NULL, NULL, NULL),
};

static const MadoZenginField salary_fields[] = {
  COMMON_PAYMENT_FIELDS,
  IN_PAYMENT (emp_no, 92, 10, DIGITS_OR_BLANK, ANY, NULL, NULL, "0"),
  IN_PAYMENT (dept_code, 102, 10, DIGITS_OR_BLANK, ANY, NULL, NULL, "0"),
  IN_PAYMENT (dummy, 112, 9, TEXT, ONE_OF, "W_DUMMY", "", NULL),
};

static const MadoZenginField trailer_fields[] = {
  IN_TRAILER (data_kind, 1, 1, DIGITS, ONE_OF, "E_KIND", "8", "8"),
  IN_TRAILER (count, 2, 6, NUMBER, ANY, "E_COUNT", NULL, NULL),
  IN_TRAILER (total, 8, 12, NUMBER, ANY, "E_TOTAL", NULL, NULL),
  IN_TRAILER (dummy, 20, 101, TEXT, ONE_OF, "W_DUMMY", "", NULL),
};

static const MadoZenginField end_fields[] = {
  IN_END (data_kind, 1, 1, DIGITS, ONE_OF, "E_KIND", "9", "9"),
  IN_END (dummy, 2, 119, TEXT, ONE_OF, "W_DUMMY", "", NULL),
};

static const MadoZenginLayout header_layout = { header_fields, G_N_ELEMENTS (header_fields) };
static const MadoZenginLayout transfer_layout = { transfer_fields, G_N_ELEMENTS (transfer_fields) };
static const MadoZenginLayout edi_layout = { edi_fields, G_N_ELEMENTS (edi_fields) };
static const MadoZenginLayout salary_layout = { salary_fields, G_N_ELEMENTS (salary_fields) };
static const MadoZenginLayout trailer_layout = { trailer_fields, G_N_ELEMENTS (trailer_fields) };
static const MadoZenginLayout end_layout = { end_fields, G_N_ELEMENTS (end_fields) };

/**
 * mado_zengin_layout_get_header:
 *
 * Returns: (transfer none): the fields of header records, members of #MadoZenginHeader
 */
const MadoZenginLayout *
mado_zengin_layout_get_header (void)
{
  return &header_layout;
}

/**
 * mado_zengin_layout_get_payment:
 * @type_code: the two digits of the group's header
 * @edi: whether the record's mark says that it carries EDI text
 *
 * A type that the format does not have reads like a transfer.
 *
 * Returns: (transfer none): the fields of data records, members of #MadoZenginPayment
 */
const MadoZenginLayout *
mado_zengin_layout_get_payment (const char *type_code, gboolean edi)
{
  static const char *const salaries[] = { "11", "12", "71", "72", NULL };

  if (g_strv_contains (salaries, type_code))
    return &salary_layout;

  return edi ? &edi_layout : &transfer_layout;
}

/**
 * mado_zengin_layout_get_trailer:
 *
 * Returns: (transfer none): the fields of trailer records, members of #MadoZenginTrailer
 */
const MadoZenginLayout *
mado_zengin_layout_get_trailer (void)
{
  return &trailer_layout;
}

/**
 * mado_zengin_layout_get_end:
 *
 * Returns: (transfer none): the fields of end records, members of #MadoZenginEnd
 */
const MadoZenginLayout *
mado_zengin_layout_get_end (void)
{
  return &end_layout;
}

/**
 * mado_zengin_layout_of_payment:
 * @header: the bytes of its group's header record
 * @payment: the bytes of a data record
 *
 * Returns: (transfer none): the fields of this very record
 */
const MadoZenginLayout *
mado_zengin_layout_of_payment (const guint8 *header, const guint8 *payment)
{
  const char type_code[] = { (char) header[1], (char) header[2], '\0' };

  return mado_zengin_layout_get_payment (type_code, payment[112] == 'Y');
}

/**
 * mado_zengin_layout_get_field:
 * @layout: the fields of a record
 * @name: a name
 *
 * Returns: (transfer none) (nullable): the field of that name
 */
const MadoZenginField *
mado_zengin_layout_get_field (const MadoZenginLayout *layout, const char *name)
{
  for (guint i = 0; i < layout->n_fields; i++)
    if (strcmp (layout->fields[i].name, name) == 0)
      return &layout->fields[i];

  return NULL;
}

/**
 * mado_zengin_field_is_blank:
 * @field: a field
 * @record: the 120 bytes of a record that has it
 *
 * Returns: whether the field is all spaces
 */
gboolean
mado_zengin_field_is_blank (const MadoZenginField *field, const guint8 *record)
{
  for (guint i = 0; i < field->length; i++)
    if (record[field->from - 1 + i] != ' ')
      return FALSE;

  return TRUE;
}

/**
 * mado_zengin_field_dup_text:
 * @field: a field
 * @record: the 120 bytes of a record that has it
 *
 * Returns: (transfer full): its text without the spaces that fill it, in half-width UTF-8
 */
char *
mado_zengin_field_dup_text (const MadoZenginField *field, const guint8 *record)
{
  const guint8 *bytes = record + field->from - 1;
  gsize length = field->length;

  while (length > 0 && bytes[length - 1] == ' ')
    length--;

  return mado_jis8_to_utf8 (bytes, length);
}

/**
 * mado_zengin_field_get_number:
 * @field: a field
 * @record: the 120 bytes of a record that has it
 *
 * Returns: its value, or -1 where it is not all digits
 */
gint64
mado_zengin_field_get_number (const MadoZenginField *field, const guint8 *record)
{
  gint64 number = 0;

  for (guint i = 0; i < field->length; i++) {
    guint8 digit = (guint8) (record[field->from - 1 + i] - '0');

    if (digit > 9)
      return -1;
    number = number * 10 + digit;
  }

  return number;
}
