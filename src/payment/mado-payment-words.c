/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What people read of a payment: sentences are keys of the translation, and say what to do where that is not plain. */

#include "mado-payment-words.h"

#include <string.h>

#include "mado-refusal.h"

#define N_(text) text

static const struct {
  const char *code;
  const char *message;
} sentences[] = {
  { "E_ACCOUNT_SHARED",
    N_ ("The case of another person has the same account. Look at both, and say why that is right, or correct it.") },
  { "E_AMOUNT", N_ ("This is no whole number of yen above zero.") },
  { "E_BATCH_STATE", N_ ("The batch was not approved. Have it approved first.") },
  { "E_CHARSET", N_ ("The file has characters that cannot be read. Ask for it once more.") },
  { "E_COLUMN_MISSING",
    N_ ("A column is missing. Name the heading that stands for it, or ask for the file once more.") },
  { "E_DATE", N_ ("This is no date, or not the day on which the money was to move.") },
  { "E_DATE_CLOSED", N_ ("Banks are closed on the transfer day. Choose another.") },
  { "E_DATE_FAR", N_ ("The transfer day is over, or more than 60 days ahead.") },
  { "E_DEFICIENCY_OPEN", N_ ("Something of the case is not settled. Settle it, or take the case out of the batch.") },
  { "E_DOUBT",
    N_ ("Two payments of one person are in the batch, and the row may be about either. Leave it out, and type "
        "what became of each.") },
  { "E_EARLIER_DAY", N_ ("This is no date, or it is yet to come. Correct the row.") },
  { "E_EARLIER_KEY", N_ ("The number or the name of the programme is missing, or there is no such number.") },
  { "E_EARLIER_ON_ITS_WAY", N_ ("A payment for this right is on its way here. Take the case out of its batch first.") },
  { "E_EARLIER_OTHER", N_ ("It was recorded before with another day or amount. Find out which is right.") },
  { "E_EARLIER_PAID_HERE", N_ ("It was paid here, too. Ask for one of the two back.") },
  { "E_EARLIER_TWICE", N_ ("The same right stands in the file twice. Find out which row is right.") },
  { "E_EMPTY", N_ ("There is nothing in it.") },
  { "E_FIGURES", N_ ("The rows do not come to what was approved. Nobody pays: find out why.") },
  { "E_FILE_MADE", N_ ("A file was made of it already. Use that one, or have it declared void first.") },
  { "E_FILE_SEEN", N_ ("Just this file was taken over before. Look whether it is the newest one.") },
  { "E_KEY", N_ ("Two rows have one number. Take one of them out of the batch.") },
  { "E_LEN", N_ ("A record does not have 120 bytes: the file was changed on its way. Ask for it once more.") },
  { "E_NO_RECEIPT", N_ ("There is no application with this receipt number. Look at the number once more.") },
  { "E_NOT_WHOLE", N_ ("Not all of the case is here, or the service has not answered yet.") },
  { "E_OTHER_BANK",
    N_ ("The file is of another bank, or of somebody else who pays. Ask for the one of this transfer.") },
  { "E_OTHER_BATCH", N_ ("None of its rows went out with this batch. Look for the batch that it belongs to.") },
  { "E_OTHER_WAY", N_ ("It is paid in another way. Plan a batch for that way, too.") },
  { "E_PENDING", N_ ("The service has not answered yet. Wait until the line is up to date.") },
  { "E_RECOVERY_SUM",
    N_ ("The amount is not the one that was asked for, or more than was paid or is still open. Look at the case.") },
  { "E_REASON", N_ ("It needs one of the reasons of the programme.") },
  { "E_ROW_CHANGED", N_ ("The account was changed after the batch was frozen. Take the case out of the batch.") },
  { "E_TOTALS", N_ ("The file, read again, does not come to what its rows come to.") },
  { "E_UNDECIDED", N_ ("It is ordered, and nobody has decided yet. Wait for the decision, or take the case out.") },
  { "E_WORD", N_ ("What became of the row is none of the words that the packet knows.") },
  { "W_CUT", N_ ("The end of the name does not fit. Banks compare what there is of it.") },
  { "W_NOT_COMPARED", N_ ("The file that went out is not at this terminal, so its header was not compared.") },
  { "changed", N_ ("It says something else than went out. Send it back to whoever sent it.") },
  { "missing", N_ ("It went out, and nothing was said of it. Ask for it, or let it wait for the next file.") },
  { "twice", N_ ("It stands there more often than it went out. Send it back to whoever sent it.") },
  { "unknown", N_ ("It did not go out with this batch. Send it back to whoever sent it.") },
};

#define CHANGED N_ ("The file is not as banks write it: it was changed on its way. Ask for it once more.")
#define CUT N_ ("The end of the file is missing: it was cut off on its way. Ask for it once more.")
#define CHARACTER N_ ("There is a character that banks do not take. Correct the name in the case.")
#define ACCOUNT N_ ("No bank takes this account. Have it typed once more from the passbook.")
#define STORE                                                                                                          \
  N_ ("The list of banks has no such bank or branch. It may have merged: look it up, and correct the account.")

/* What can be wrong with a file for or of a bank: docs/zengin-findings.md has each for whoever runs programs. */
static const struct {
  const char *code;
  const char *message;
} of_bank_file[] = {
  { "E_ACCT", ACCOUNT },
  { "E_ACCTYPE", ACCOUNT },
  { "E_AFTER_END", N_ ("Something stands behind the end of the file: take each file for itself.") },
  { "E_BANK", STORE },
  { "E_BANK_NONE", STORE },
  { "E_BOM", CHANGED },
  { "E_BRANCH_NONE", STORE },
  { "E_BYTE", CHARACTER },
  { "E_CODEKIND", CHANGED },
  { "E_COUNT",
    N_ ("The number of payments at its end is not that of its rows. Nobody takes it: ask for it once more.") },
  { "E_IDENT", CHANGED },
  { "E_KIND", CHANGED },
  { "E_MEMBER", CHANGED },
  { "E_METHOD", CHANGED },
  { "E_NAME", N_ ("The name of the holder is missing. Have the account typed once more from the passbook.") },
  { "E_NAME_LEAD", CHARACTER },
  { "E_NEWCODE", CHANGED },
  { "E_NEWLINE", CHANGED },
  { "E_NODATA", N_ ("There is no payment in it. Look whether it is the right file.") },
  { "E_NOEND", CUT },
  { "E_NOTRAILER", CUT },
  { "E_NUM", CHANGED },
  { "E_ORDER", CUT },
  { "E_TOTAL", N_ ("The total at its end is not that of its rows. Nobody takes it: ask for it once more.") },
  { "E_TYPE", N_ ("It is a file for another purpose than transfers. Look whether it is the right one.") },
  { "E_WIDTH", N_ ("The name is longer than banks take. Shorten it from its end.") },
  { "E_YUCHO_STORE", ACCOUNT },
  { "E_YUCHO_TYPE", ACCOUNT },
  { "W_BYTE", N_ ("Some banks refuse a character in it. Ask the bank.") },
  { "W_DUMMY", N_ ("Something stands where nothing should. The bank ignores it.") },
  { "W_DUP", N_ ("The same account gets the same amount twice. Look at both cases.") },
  { "W_NEWLINE", CHANGED },
  { "W_YUCHO_TYPE", N_ ("Some banks want another kind for this account of Japan Post Bank. Ask the bank.") },
};

/* (nullable) */
static const char *
find_of_bank_file (const char *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (of_bank_file); i++)
    if (strcmp (of_bank_file[i].code, code) == 0)
      return of_bank_file[i].message;

  return NULL;
}

/**
 * mado_payment_code_get_message:
 * @code: of a finding, of a row that is left out, or the state of a row that came back
 *
 * Returns: (transfer none): the sentence for people, in English, which is also the key of its translation
 */
const char *
mado_payment_code_get_message (const char *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (strcmp (sentences[i].code, code) == 0)
      return sentences[i].message;

  const char *message = find_of_bank_file (code);

  return message != NULL ? message : mado_refusal_get_message (code);
}
