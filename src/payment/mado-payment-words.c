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
  { "E_FILE_SEEN", N_ ("Just this file was taken over before.") },
  { "E_KEY", N_ ("Two rows have one number. Take one of them out of the batch.") },
  { "E_LEN", N_ ("A record does not have 120 bytes: the file was changed on its way. Ask for it once more.") },
  { "E_NO_RECEIPT", N_ ("There is no application with this receipt number. Look at the number once more.") },
  { "E_NOT_WHOLE", N_ ("Not all of the case is here, or the service has not answered yet.") },
  { "E_OTHER_BANK", N_ ("The file is of another bank, or of somebody else who pays.") },
  { "E_OTHER_BATCH", N_ ("None of its rows went out with this batch.") },
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

  return mado_refusal_get_message (code);
}
