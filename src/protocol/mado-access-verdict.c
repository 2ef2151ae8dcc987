/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The verdicts with what they say to people. */

#include "mado-access-verdict.h"

#define N_(text) text

/* The sentences are keys of the translation. They tell what to do, where that is not plain. */
static const char *const sentences[] = {
  [MADO_ACCESS_DONE] = N_ ("Done."),
  [MADO_ACCESS_WRONG] = N_ ("Account or password is wrong."),
  [MADO_ACCESS_CODE_NEEDED] = N_ ("Enter the code of your authenticator."),
  [MADO_ACCESS_CODE_WRONG] = N_ ("The code is wrong, or was used already. Wait for the next one."),
  [MADO_ACCESS_LOCKED] = N_ ("Too many attempts failed. Wait until the time shown, or ask the administrator."),
  [MADO_ACCESS_CLOSED] = N_ ("The account is closed. Ask the administrator."),
  [MADO_ACCESS_NOT_REGISTERED] =
      N_ ("You are not in the register of persons in charge today. Ask whoever keeps the register."),
  [MADO_ACCESS_ELSEWHERE] =
      N_ ("This account does not work at this terminal, but at those of another place. Ask the administrator."),
  [MADO_ACCESS_ONE_TIME_OVER] = N_ ("The time of the one-time password is over. Ask the administrator for another."),
  [MADO_ACCESS_BUSY] = N_ ("Too many people sign in at the moment. Try again shortly."),
  [MADO_ACCESS_PASSWORD_FORM] = N_ ("The password has characters that cannot be typed everywhere, or is too long."),
  [MADO_ACCESS_PASSWORD_SHORT] = N_ ("The password needs at least 12 characters."),
  [MADO_ACCESS_PASSWORD_ACCOUNT] = N_ ("The password must not contain the name of the account."),
  [MADO_ACCESS_PASSWORD_COMMON] = N_ ("The password is one that many people use."),
  [MADO_ACCESS_PASSWORD_POOR] = N_ ("The password needs at least 5 different characters, and no mere sequence."),
  [MADO_ACCESS_PASSWORD_REUSED] = N_ ("The password was used before."),
  [MADO_ACCESS_NOT_ALLOWED] = N_ ("You may not do this."),
  [MADO_ACCESS_NAME] = N_ ("An account's name has 2 to 32 small letters, digits and dashes, and begins with a letter."),
  [MADO_ACCESS_GRANT] = N_ ("There is no such programme or role."),
  [MADO_ACCESS_EXISTS] = N_ ("There is such an account already."),
  [MADO_ACCESS_ABSENT] = N_ ("There is nothing of that name."),
  [MADO_ACCESS_SAME_PERSON] = N_ ("Another person has to do this."),
  [MADO_ACCESS_PERIOD] = N_ ("A report is signed off for days that are over."),
  [MADO_ACCESS_REPORT] = N_ ("The report says something else now. Look at it again."),
  [MADO_ACCESS_LIST] = N_ ("The list has errors, or is older than the one in use."),
};

static const char *const names[] = {
  [MADO_ACCESS_DONE] = "done",
  [MADO_ACCESS_WRONG] = "wrong",
  [MADO_ACCESS_CODE_NEEDED] = "code-needed",
  [MADO_ACCESS_CODE_WRONG] = "code-wrong",
  [MADO_ACCESS_LOCKED] = "locked",
  [MADO_ACCESS_CLOSED] = "closed",
  [MADO_ACCESS_NOT_REGISTERED] = "not-registered",
  [MADO_ACCESS_ELSEWHERE] = "elsewhere",
  [MADO_ACCESS_ONE_TIME_OVER] = "one-time-over",
  [MADO_ACCESS_BUSY] = "busy",
  [MADO_ACCESS_PASSWORD_FORM] = "password-form",
  [MADO_ACCESS_PASSWORD_SHORT] = "password-short",
  [MADO_ACCESS_PASSWORD_ACCOUNT] = "password-account",
  [MADO_ACCESS_PASSWORD_COMMON] = "password-common",
  [MADO_ACCESS_PASSWORD_POOR] = "password-poor",
  [MADO_ACCESS_PASSWORD_REUSED] = "password-reused",
  [MADO_ACCESS_NOT_ALLOWED] = "not-allowed",
  [MADO_ACCESS_NAME] = "name",
  [MADO_ACCESS_GRANT] = "grant",
  [MADO_ACCESS_EXISTS] = "exists",
  [MADO_ACCESS_ABSENT] = "absent",
  [MADO_ACCESS_SAME_PERSON] = "same-person",
  [MADO_ACCESS_PERIOD] = "period",
  [MADO_ACCESS_REPORT] = "report",
  [MADO_ACCESS_LIST] = "list",
  NULL,
};

G_STATIC_ASSERT (G_N_ELEMENTS (sentences) == MADO_ACCESS_N_VERDICTS);
G_STATIC_ASSERT (G_N_ELEMENTS (names) == MADO_ACCESS_N_VERDICTS + 1);

/**
 * mado_access_verdict_get_name:
 * @self: a verdict
 *
 * Returns: (transfer none): its word on the line and in the log
 */
const char *
mado_access_verdict_get_name (MadoAccessVerdict self)
{
  return names[self];
}

/**
 * mado_access_verdict_get_message:
 * @self: a verdict
 *
 * Returns: (transfer none): the sentence for people, in English, which is also the key of its translation
 */
const char *
mado_access_verdict_get_message (MadoAccessVerdict self)
{
  return sentences[self];
}

/**
 * mado_access_verdict_get_names:
 *
 * Returns: (transfer none): all names in the order of the verdicts; ends with %NULL
 */
const char *const *
mado_access_verdict_get_names (void)
{
  return names;
}
