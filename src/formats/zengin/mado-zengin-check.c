/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The form and content rules of single fields. A field gets one error at most: where its form is wrong, its rule is
 * not asked. */

#include "mado-zengin-check.h"

#include <string.h>

#include "mado-date.h"

enum {
  TAKEN = 0,
  DOUBTFUL, /* this bank does not take it, others do */
  REFUSED,  /* no bank takes it */
};

/**
 * mado_zengin_check_init:
 * @check: (out caller-allocates): checks by this bank's rules
 * @bank: what the bank takes in names
 * @direction: whether records come in or go out
 * @findings: takes what is found; outlives @check
 */
void
mado_zengin_check_init (MadoZenginCheck *check,
                        const MadoBankProfile *bank,
                        MadoZenginDirection direction,
                        MadoFindings *findings)
{
  const MadoBankProfile any_bank = { TRUE, TRUE, TRUE, TRUE, TRUE };

  check->findings = findings;
  for (guint byte = 0; byte < G_N_ELEMENTS (check->standing); byte++)
    if (mado_jis8_is_permitted ((guint8) byte, bank))
      check->standing[byte] = TAKEN;
    else if (direction == MADO_ZENGIN_READING && mado_jis8_is_permitted ((guint8) byte, &any_bank))
      check->standing[byte] = DOUBTFUL;
    else
      check->standing[byte] = REFUSED;
}

static gboolean
are_all_taken (const MadoZenginCheck *check, const guint8 *bytes, guint length)
{
  guint8 worst = TAKEN;

  for (guint i = 0; i < length; i++)
    worst |= check->standing[bytes[i]];

  return worst == TAKEN;
}

/* Names the first refused and the first doubtful byte of a text. */
static gboolean
check_bytes (MadoZenginCheck *check, const MadoZenginField *field, const guint8 *bytes, guint64 number)
{
  gboolean doubted = FALSE;

  if (are_all_taken (check, bytes, field->length))
    return TRUE;
  for (guint i = 0; i < field->length; i++) {
    guint8 standing = check->standing[bytes[i]];

    if (standing == REFUSED) {
      mado_findings_add (check->findings, "E_BYTE", number, field->from + i, field->name);
      return FALSE;
    }
    if (standing == DOUBTFUL && !doubted) {
      mado_findings_add (check->findings, "W_BYTE", number, field->from + i, field->name);
      doubted = TRUE;
    }
  }

  return TRUE;
}

static gboolean
check_form (MadoZenginCheck *check, const MadoZenginField *field, const guint8 *record, guint64 number)
{
  if (field->form == MADO_ZENGIN_HALF)
    return TRUE;
  if (field->form == MADO_ZENGIN_TEXT)
    return check_bytes (check, field, record + field->from - 1, number);
  if (mado_zengin_field_get_number (field, record) >= 0)
    return TRUE;
  if (field->form == MADO_ZENGIN_DIGITS_OR_BLANK && mado_zengin_field_is_blank (field, record))
    return TRUE;

  mado_findings_add (check->findings, "E_NUM", number, field->from, field->name);

  return FALSE;
}

static gboolean
is_one_of (const MadoZenginField *field, const guint8 *bytes)
{
  gsize length = field->length;

  for (const char *value = field->values; *value != '\0'; value += length) {
    value += *value == ' ';
    if (memcmp (value, bytes, length) == 0)
      return TRUE;
  }

  return FALSE;
}

/* The year is not written: 29 February is a day of some year. */
static gboolean
is_day (const guint8 *mmdd)
{
  const MadoDate day = { 2024, (mmdd[0] - '0') * 10 + mmdd[1] - '0', (mmdd[2] - '0') * 10 + mmdd[3] - '0' };

  return mado_date_is_valid (day);
}

/* The code of the rule that the field breaks, or NULL. */
static const char *
find_broken_rule (const MadoZenginField *field, const guint8 *record)
{
  const guint8 *bytes = record + field->from - 1;

  switch (field->rule) {
  case MADO_ZENGIN_ONE_OF:
    return is_one_of (field, bytes) || mado_zengin_field_is_blank (field, record) ? NULL : field->code;
  case MADO_ZENGIN_NOT_ZERO:
    return mado_zengin_field_get_number (field, record) != 0 ? NULL : field->code;
  case MADO_ZENGIN_DAY:
    return is_day (bytes) ? NULL : field->code;
  case MADO_ZENGIN_NAME:
  case MADO_ZENGIN_NAME_OR_BLANK:
    if (bytes[0] != ' ')
      return NULL;
    return mado_zengin_field_is_blank (field, record) ? field->code : "E_NAME_LEAD";
  case MADO_ZENGIN_ANY:
  default:
    return NULL;
  }
}

/**
 * mado_zengin_check_field:
 * @check: the checks
 * @field: a field
 * @record: the 120 bytes of a record that has it
 * @number: the record's number in the file
 *
 * Adds what is wrong with one field. Findings of form name the field; the others' codes say it.
 */
void
mado_zengin_check_field (MadoZenginCheck *check, const MadoZenginField *field, const guint8 *record, guint64 number)
{
  if (!check_form (check, field, record, number))
    return;

  const char *code = find_broken_rule (field, record);
  if (code != NULL)
    mado_findings_add (check->findings, code, number, field->from, NULL);
}

/**
 * mado_zengin_check_record:
 * @check: the checks
 * @layout: the record's fields
 * @record: its 120 bytes
 * @number: its number in the file
 *
 * Adds what is wrong with any field of a record.
 */
void
mado_zengin_check_record (MadoZenginCheck *check, const MadoZenginLayout *layout, const guint8 *record, guint64 number)
{
  for (guint i = 0; i < layout->n_fields; i++)
    mado_zengin_check_field (check, &layout->fields[i], record, number);
}
