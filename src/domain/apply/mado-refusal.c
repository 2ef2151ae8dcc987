/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The refusals with what they say to people. */

#include "mado-refusal.h"

#include <string.h>

#define N_(text) text

/* The sentences are keys of the translation. They tell what to do, where that is not plain. */
static const struct {
  const char *code;
  const char *message;
} sentences[] = {
  { MADO_REFUSAL_FORM, N_ ("The operation cannot be read. It was kept as it came; tell the system administrator.") },
  { MADO_REFUSAL_KIND, N_ ("This program does not know the operation. Update it.") },
  { MADO_REFUSAL_ACTOR, N_ ("The operation names another person than the one who is signed in.") },
  { MADO_REFUSAL_SIGNATURE, N_ ("This needs a valid signature of a person in charge.") },
  { MADO_REFUSAL_LEAVE, N_ ("Your leave to sign is over. Give your password again, then sign once more.") },
  { MADO_REFUSAL_ABSENT, N_ ("There is no such record any more.") },
  { MADO_REFUSAL_EXISTS, N_ ("There is a record with this number already.") },
  { MADO_REFUSAL_SIZE, N_ ("The record would grow too large.") },
  { MADO_REFUSAL_GROUP, N_ ("Another part of the same piece of work could not be done, so none of it was.") },
  { MADO_REFUSAL_TERMINAL, N_ ("The operation names another terminal than the one that it came from.") },
  { MADO_REFUSAL_STREAM, N_ ("The record belongs to another programme.") },
  { MADO_REFUSAL_ERASED, N_ ("The record was erased.") },
  { MADO_REFUSAL_WITHDRAWN, N_ ("The operation was taken back in time.") },
  { MADO_REFUSAL_ROLE, N_ ("Your role may not do this.") },
  { MADO_REFUSAL_SAME_PERSON, N_ ("Another person has to do this: nobody checks their own work.") },
  { MADO_REFUSAL_PROTECTED, N_ ("The person is under protection. Only those with the special right may do this.") },
  { MADO_REFUSAL_ITEM, N_ ("The item is not on the approved list.") },
  { MADO_REFUSAL_ITEM_SET, N_ ("The item is filled by the program, nobody types it.") },
  { MADO_REFUSAL_ITEM_TWICE, N_ ("The item is entered twice by two people. Use the account entry.") },
  { MADO_REFUSAL_VALUE, N_ ("The value does not fit the item.") },
  { MADO_REFUSAL_MY_NUMBER, N_ ("This holds a My Number, which must not be stored. Take it out.") },
  { MADO_REFUSAL_FIXED, N_ ("This can no longer be changed plainly. Use a correction.") },
  { MADO_REFUSAL_ROW, N_ ("There is no such row, or there are too many.") },
  { MADO_REFUSAL_CONFLICT_OPEN, N_ ("Two people changed the same item. Settle that first.") },
  { MADO_REFUSAL_COVERED,
    N_ ("A place of this paper was covered for good. What it showed before does not come back.") },
  { MADO_REFUSAL_TRANSITION, N_ ("The programme does not have this step.") },
  { MADO_REFUSAL_REASON, N_ ("Give a reason.") },
  { MADO_REFUSAL_SECOND_PERSON, N_ ("A second person has to agree to this.") },
  { MADO_REFUSAL_GUARD, N_ ("The programme does not allow this step for this case.") },
  { MADO_REFUSAL_REQUIRED, N_ ("Required items are missing.") },
  { MADO_REFUSAL_CHECKS, N_ ("Checks have not passed.") },
  { MADO_REFUSAL_VISUAL_CHECKS, N_ ("Not everything was looked at.") },
  { MADO_REFUSAL_DEFICIENCY_OPEN, N_ ("A deficiency is open. Close it first.") },
  { MADO_REFUSAL_DEFICIENCY, N_ ("There is no such open deficiency.") },
  { MADO_REFUSAL_RULE,
    N_ ("A rule of the programme cannot be computed for this case. Tell the system administrator.") },
  { MADO_REFUSAL_RIGHT_NONE, N_ ("There is no right to a payment.") },
  { MADO_REFUSAL_RIGHT_OPEN, N_ ("It is not yet known whose right this is. Enter the number that it hangs on.") },
  { MADO_REFUSAL_RIGHT_ATTACHED, N_ ("Another case holds this right: it can be paid only there.") },
  { MADO_REFUSAL_RIGHT_HELD, N_ ("The right is held by another case.") },
  { MADO_REFUSAL_RIGHT_STEP, N_ ("The right is not at the point where this can be done.") },
  { MADO_REFUSAL_RIGHT_FIXED,
    N_ ("The payment has been ordered: what it rests on can only be changed by a correction.") },
  { MADO_REFUSAL_RIGHT_PAID,
    N_ ("What this right is for has been paid already: elsewhere, in an earlier year, or here.") },
  { MADO_REFUSAL_RIGHT_AMOUNT, N_ ("The amount is not known yet.") },
  { MADO_REFUSAL_ACCOUNT, N_ ("The account is not at the point where this can be done.") },
  { MADO_REFUSAL_ACCOUNT_SAME, N_ ("The account was not entered again since the transfer failed.") },
  { MADO_REFUSAL_CLAIM_HELD, N_ ("The number is in use by another record.") },
  { MADO_REFUSAL_STATE, N_ ("The record is not at the point where this can be done.") },
  { MADO_REFUSAL_COUNT, N_ ("The counts do not match.") },
  { MADO_REFUSAL_PAIR, N_ ("Sheet and envelope do not belong together. Put both aside.") },
  { MADO_REFUSAL_HANDLER, N_ ("This is only for persons in charge who are named to the ward and in office today.") },
  { MADO_REFUSAL_RECEIVER, N_ ("The hand-over names another receiver.") },
  { MADO_REFUSAL_MEDIUM_NOT_RECEIVED,
    N_ ("The medium has not been received yet: the notice of its password and the printing wait until it has.") },
  { MADO_REFUSAL_MEDIUM_OUT,
    N_ ("The medium is not back yet: its entry is closed first, so that nothing more can be printed from it.") },
  { MADO_REFUSAL_HELD, N_ ("Somebody holds it: nothing of it is erased until the hold is lifted.") },
  { MADO_REFUSAL_TERM, N_ ("The time for which it must be kept is not over.") },
  { MADO_REFUSAL_SAME_OCCASION,
    N_ ("A medium and its password notice never travel on one occasion: take another bag, at another time, and sign it "
        "by itself.") },
};

/**
 * mado_refusal_new:
 * @code: one of the codes
 * @subject: (nullable): what it is about
 *
 * Returns: (transfer full): a refusal
 */
MadoRefusal *
mado_refusal_new (const char *code, const char *subject)
{
  MadoRefusal *self = g_new0 (MadoRefusal, 1);

  self->code = code;
  self->subjects = g_ptr_array_new_with_free_func (g_free);
  if (subject != NULL)
    mado_refusal_add (self, subject);

  return self;
}

/**
 * mado_refusal_free:
 * @self: (transfer full): a refusal
 */
void
mado_refusal_free (MadoRefusal *self)
{
  g_ptr_array_unref (self->subjects);
  g_free (self);
}

/**
 * mado_refusal_add:
 * @self: a refusal
 * @subject: what it is about, too
 */
void
mado_refusal_add (MadoRefusal *self, const char *subject)
{
  g_ptr_array_add (self->subjects, g_strdup (subject));
}

/**
 * mado_refusal_get_message:
 * @code: a code
 *
 * Returns: (transfer none): the sentence for people, in English, which is also the key of its translation
 */
const char *
mado_refusal_get_message (const char *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (strcmp (sentences[i].code, code) == 0)
      return sentences[i].message;

  g_return_val_if_reached ("");
}
