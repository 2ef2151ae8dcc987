/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The last look before a file goes to the bank: at the calendar and at the list of banks. */

#include "mado-zengin-preflight.h"

#include <string.h>

#include "mado-zengin-layout.h"

#define MAX_DAYS_AHEAD 60 /* banks take orders some weeks ahead, never a year */

/**
 * mado_zengin_find_transfer_date:
 * @mmdd: month and day of a header, which has no year
 * @file_date: the day on which the file is made
 *
 * Returns: the first such day from @file_date on, or no date where none comes within 60 days
 */
MadoDate
mado_zengin_find_transfer_date (const char *mmdd, MadoDate file_date)
{
  guint64 month_and_day;

  if (strlen (mmdd) != 4 || !g_ascii_string_to_unsigned (mmdd, 10, 0, 9999, &month_and_day, NULL))
    return MADO_DATE_NONE;

  for (int year = file_date.year; year <= file_date.year + 1; year++) {
    MadoDate date = { year, (int) month_and_day / 100, (int) month_and_day % 100 };

    if (mado_date_is_valid (date) && mado_date_compare (date, file_date) >= 0 &&
        mado_date_days_between (file_date, date) <= MAX_DAYS_AHEAD)
      return date;
  }

  return MADO_DATE_NONE;
}

static void
check_date (const MadoZenginRecord *header, const MadoZenginTerms *terms, MadoFindings *findings)
{
  const MadoZenginField *field = mado_zengin_layout_get_field (mado_zengin_layout_get_header (), "date_mmdd");
  g_autofree char *mmdd = mado_zengin_field_dup_text (field, header->bytes);
  MadoDate date = mado_zengin_find_transfer_date (mmdd, terms->file_date);

  if (!mado_date_is_valid (date))
    mado_findings_add (findings, "E_DATE_FAR", header->number, field->from, NULL);
  else if (!terms->is_bank_open (date, terms->user_data))
    mado_findings_add (findings, "E_DATE_CLOSED", header->number, field->from, NULL);
}

static void
check_branch (const MadoZenginRecord *record,
              const MadoZenginField *bank_field,
              const MadoZenginField *branch_field,
              const MadoZenginTerms *terms,
              MadoFindings *findings)
{
  g_autofree char *bank = mado_zengin_field_dup_text (bank_field, record->bytes);
  g_autofree char *branch = mado_zengin_field_dup_text (branch_field, record->bytes);

  if (!terms->has_branch (bank, NULL, terms->user_data))
    mado_findings_add (findings, "E_BANK_NONE", record->number, bank_field->from, NULL);
  else if (!terms->has_branch (bank, branch, terms->user_data))
    mado_findings_add (findings, "E_BRANCH_NONE", record->number, branch_field->from, NULL);
}

/**
 * mado_zengin_preflight:
 * @file: a file that was read without errors
 * @terms: the day, the calendar and the list of banks
 * @findings: takes what is wrong on that day
 */
void
mado_zengin_preflight (const MadoZenginFile *file, const MadoZenginTerms *terms, MadoFindings *findings)
{
  const MadoZenginLayout *header_layout = mado_zengin_layout_get_header ();
  const MadoZenginLayout *payment_layout = mado_zengin_layout_get_payment ("21", FALSE);
  const MadoZenginField *from_bank = mado_zengin_layout_get_field (header_layout, "from_bank");
  const MadoZenginField *from_branch = mado_zengin_layout_get_field (header_layout, "from_branch");
  const MadoZenginField *bank = mado_zengin_layout_get_field (payment_layout, "bank");
  const MadoZenginField *branch = mado_zengin_layout_get_field (payment_layout, "branch");

  for (guint i = 0; i < file->groups->len; i++) {
    const MadoZenginGroup *group = g_ptr_array_index (file->groups, i);

    check_date (&group->header, terms, findings);
    check_branch (&group->header, from_bank, from_branch, terms, findings);
    for (guint j = 0; j < group->payments->len; j++)
      check_branch (mado_zengin_group_get_payment (group, j), bank, branch, terms, findings);
  }
}
