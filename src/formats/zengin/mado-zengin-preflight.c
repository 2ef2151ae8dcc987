/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The last look before a file goes to the bank: at the calendar, at the list of banks and at the stores of Japan Post
 * Bank. A field that the reader refused is not judged again. */

#include "mado-zengin-preflight.h"

#include <string.h>

#include "mado-calendar.h"
#include "mado-yucho.h"
#include "mado-zengin-layout.h"

#define MAX_DAYS_AHEAD 60  /* banks take orders some weeks ahead, never a year */
#define ANY_LEAP_YEAR 2024 /* has every day that some year has */

/* Where a record says which account it means. */
typedef struct {
  const MadoZenginField *bank;
  const MadoZenginField *branch;
  const MadoZenginField *type;
} AccountFields;

typedef struct {
  MadoDate file_date;
  const MadoBankMaster *master; /* (nullable) */
  MadoFindings *findings;
} Preflight;

static MadoDate
make_date (int year, int mmdd)
{
  return (MadoDate) { year, mmdd / 100, mmdd % 100 };
}

/**
 * mado_zengin_find_transfer_date:
 * @mmdd: month and day of a header, which has no year, as a number
 * @file_date: the day on which the file is made
 *
 * Returns: the first such day from @file_date on, or no date where none comes within 60 days
 */
MadoDate
mado_zengin_find_transfer_date (int mmdd, MadoDate file_date)
{
  for (int year = file_date.year; year <= file_date.year + 1; year++) {
    MadoDate date = make_date (year, mmdd);

    if (mado_date_is_valid (date) && mado_date_compare (date, file_date) >= 0 &&
        mado_date_days_between (file_date, date) <= MAX_DAYS_AHEAD)
      return date;
  }

  return MADO_DATE_NONE;
}

static void
check_date (Preflight *preflight, const MadoZenginRecord *header)
{
  const MadoZenginField *field = mado_zengin_layout_get_field (mado_zengin_layout_get_header (), "date_mmdd");
  int mmdd = (int) mado_zengin_field_get_number (field, header->bytes);

  if (!mado_date_is_valid (make_date (ANY_LEAP_YEAR, mmdd)))
    return;

  MadoDate date = mado_zengin_find_transfer_date (mmdd, preflight->file_date);
  if (!mado_date_is_valid (date))
    mado_findings_add (preflight->findings, "E_DATE_FAR", header->number, field->from, NULL);
  else if (!mado_calendar_is_open (MADO_CALENDAR_BANK, date))
    mado_findings_add (preflight->findings, "E_DATE_CLOSED", header->number, field->from, NULL);
}

/* Banks differ in what they call a savings account of Japan Post Bank: 4 as it is, or 1 like any other. */
static const char *
judge_yucho_type (int kind, guint8 type)
{
  if (type == '0' + kind)
    return NULL;

  return kind == 1 && type == '4' ? "W_YUCHO_TYPE" : "E_YUCHO_TYPE";
}

/* Returns whether the branch is a store. */
static gboolean
check_yucho (Preflight *preflight, const MadoZenginRecord *record, const AccountFields *fields, const char *store)
{
  int kind = mado_yucho_get_store_kind (store);

  if (kind == 0) {
    mado_findings_add (preflight->findings, "E_YUCHO_STORE", record->number, fields->branch->from, NULL);
    return FALSE;
  }

  const char *code = judge_yucho_type (kind, record->bytes[fields->type->from - 1]);
  if (code != NULL)
    mado_findings_add (preflight->findings, code, record->number, fields->type->from, NULL);

  return TRUE;
}

static void
check_account (Preflight *preflight, const MadoZenginRecord *record, const AccountFields *fields)
{
  char bank[] = "0000", branch[] = "000";

  if (mado_zengin_field_get_number (fields->bank, record->bytes) <= 0 ||
      mado_zengin_field_get_number (fields->branch, record->bytes) < 0)
    return;
  memcpy (bank, record->bytes + fields->bank->from - 1, strlen (bank));
  memcpy (branch, record->bytes + fields->branch->from - 1, strlen (branch));

  if (strcmp (bank, MADO_YUCHO_BANK) == 0 && !check_yucho (preflight, record, fields, branch))
    return;
  if (preflight->master == NULL)
    return;

  MadoBankStatus status = mado_bank_master_find_by_code (preflight->master, bank, branch).status;
  if (status == MADO_BANK_NONE)
    mado_findings_add (preflight->findings, "E_BANK_NONE", record->number, fields->bank->from, NULL);
  else if (status == MADO_BANK_BRANCH_NONE)
    mado_findings_add (preflight->findings, "E_BRANCH_NONE", record->number, fields->branch->from, NULL);
}

static AccountFields
find_account_fields (const MadoZenginLayout *layout, const char *bank, const char *branch, const char *type)
{
  return (AccountFields) {
    mado_zengin_layout_get_field (layout, bank),
    mado_zengin_layout_get_field (layout, branch),
    mado_zengin_layout_get_field (layout, type),
  };
}

/**
 * mado_zengin_preflight:
 * @file: a file that was read
 * @file_date: the day on which it is made; no date: transfer dates are not judged
 * @master: (nullable): the list of banks; %NULL: only the stores of Japan Post Bank are judged
 * @findings: takes what is wrong beyond what the reader found
 */
void
mado_zengin_preflight (const MadoZenginFile *file,
                       MadoDate file_date,
                       const MadoBankMaster *master,
                       MadoFindings *findings)
{
  const AccountFields payer =
      find_account_fields (mado_zengin_layout_get_header (), "from_bank", "from_branch", "from_acct_type");
  const AccountFields payee =
      find_account_fields (mado_zengin_layout_get_payment ("21", FALSE), "bank", "branch", "acct_type");
  Preflight preflight = { file_date, master, findings };

  for (guint i = 0; i < file->groups->len; i++) {
    const MadoZenginGroup *group = g_ptr_array_index (file->groups, i);

    if (mado_date_is_valid (file_date))
      check_date (&preflight, &group->header);
    check_account (&preflight, &group->header, &payer);
    for (guint j = 0; j < group->payments->len; j++)
      check_account (&preflight, mado_zengin_group_get_payment (group, j), &payee);
  }
}
