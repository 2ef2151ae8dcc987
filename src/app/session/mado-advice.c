/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The words for every fault of the store that somebody at a terminal can meet. */

#include "mado-advice.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "mado-entrance.h"
#include "mado-leave.h"
#include "mado-packet-error.h"
#include "mado-refusal.h"
#include "mado-store-error.h"
#include "mado-sync-error.h"
#include "mado-touch-error.h"
#include "mado-wish.h"

#define CALL_ADMINISTRATOR N_ ("Call the administrator and read out the code.")
#define KEEP_AND_CALL                                                                                                  \
  N_ ("Do not switch anything off. Call the administrator and read out the code: what was not sent yet can still be "  \
      "saved.")

/* The service, or the way to it, says no to somebody who wants to come in. */
static MadoAdvice
find_at_door (const GError *error)
{
  const MadoAccessVerdict verdict = (MadoAccessVerdict) error->code;

  if (verdict == MADO_ACCESS_WRONG)
    return (MadoAdvice) { N_ ("The account or the password is wrong"),
                          N_ ("Type the password again. Look whether Caps Lock is on."), NULL };
  if (verdict >= MADO_ACCESS_PASSWORD_FORM && verdict <= MADO_ACCESS_PASSWORD_REUSED)
    return (MadoAdvice) { N_ ("This password cannot be taken"), mado_access_verdict_get_message (verdict), NULL };

  return (MadoAdvice) { N_ ("You cannot sign in now"), mado_access_verdict_get_message (verdict), NULL };
}

static MadoAdvice
find_at_entrance (const GError *error)
{
  if (error->code == MADO_ENTRANCE_ERROR_NO_ROLE)
    return (MadoAdvice) { N_ ("You have no role in this programme"),
                          N_ ("Choose another programme, or ask the administrator for a role."), NULL };

  return (MadoAdvice) { N_ ("The service has to be asked first"),
                        N_ ("You have not worked on this terminal before, and it cannot reach the service now."),
                        NULL };
}

static MadoAdvice
find_on_the_way (const GError *error)
{
  const MadoObstacle obstacle = (MadoObstacle) error->code;

  return (MadoAdvice) { N_ ("The service cannot be asked"), mado_obstacle_get_remedy (obstacle),
                        mado_obstacle_get_name (obstacle) };
}

/* A file that somebody has chosen. */
static MadoAdvice
find_at_file (const GError *error)
{
  if (error->code == MADO_PACKET_ERROR_TOO_LARGE)
    return (MadoAdvice) { N_ ("The file is too large"),
                          N_ ("No such file is that large. Look whether it is another one."), NULL };

  return (MadoAdvice) { N_ ("The file cannot be read"),
                        N_ ("It may have been moved, or its medium was taken out. Choose it again."), NULL };
}

/* A paper did not come. */
static MadoAdvice
find_on_the_line (const GError *error)
{
  static const MadoAdvice of_papers[] = {
    [MADO_SYNC_ERROR_NO_LINE] = { N_ ("The papers cannot be fetched now"),
                                  N_ ("The service does not answer. Try again when the line is back.") },
    [MADO_SYNC_ERROR_NOT_THERE] = { N_ ("The papers are not at the service"),
                                    N_ ("They may still be on their way from the terminal that took them in. Try "
                                        "again later.") },
    [MADO_SYNC_ERROR_OTHER] = { N_ ("The papers arrived damaged"), N_ ("Nothing of them was kept. Try again.") },
  };
  MadoAdvice advice = of_papers[error->code];

  advice.code = mado_sync_error_get_name ((MadoSyncError) error->code);

  return advice;
}

static const MadoAdvice advices[] = {
  [MADO_STORE_ERROR_PASSWORD] = { N_ ("The account or the password is wrong"),
                                  N_ ("Type the password again. Look whether Caps Lock is on.") },
  [MADO_STORE_ERROR_SHARE_MISSING] = { N_ ("This terminal has lost its key"), CALL_ADMINISTRATOR },
  [MADO_STORE_ERROR_LEASE_OVER] = { N_ ("Work without the service is over on this terminal"),
                                    N_ ("It is possible for seven days after the service was there last. Connect the "
                                        "terminal with the office's network and sign in again: nothing is lost.") },
  [MADO_STORE_ERROR_CLOCK] = { N_ ("The clock of this terminal was set back"),
                               N_ ("Set date and time, or connect the terminal with the office's network, and sign in "
                                   "again.") },
  [MADO_STORE_ERROR_KEY_DAMAGED] = { N_ ("The key of this account is damaged"), CALL_ADMINISTRATOR },
  [MADO_STORE_ERROR_OTHER_PROFILE] = { N_ ("The data here belong to somebody else"), CALL_ADMINISTRATOR },
  [MADO_STORE_ERROR_PROGRAMME] = { N_ ("The benefit programme of these data is not on this terminal"),
                                   CALL_ADMINISTRATOR },
  [MADO_STORE_ERROR_NEWER] = { N_ ("These data were written by a newer Madoguchi"),
                               N_ ("Update Madoguchi on this terminal, or work at another one.") },
  [MADO_STORE_ERROR_NOT_A_DATABASE] = { N_ ("The data of this account cannot be read"), KEEP_AND_CALL },
  [MADO_STORE_ERROR_DAMAGED] = { N_ ("The data of this account are damaged"), KEEP_AND_CALL },
  [MADO_STORE_ERROR_MISSING] = { N_ ("This account has no data on this terminal"),
                                 N_ ("Look whether the account is spelled right. Whoever works here for the first time "
                                     "asks the administrator.") },
  [MADO_STORE_ERROR_EXISTS] = { N_ ("There is something in the way"), CALL_ADMINISTRATOR },
  [MADO_STORE_ERROR_IN_USE] = { N_ ("Somebody has this account open already"),
                                N_ ("Close the other window of Madoguchi on this terminal, then try again.") },
  [MADO_STORE_ERROR_FULL] = { N_ ("The disk of this terminal is full"),
                              N_ ("Call the administrator. Nothing is lost, but nothing new can be saved.") },
  [MADO_STORE_ERROR_READ_ONLY] = { N_ ("This terminal may not write to its own data"), CALL_ADMINISTRATOR },
  [MADO_STORE_ERROR_IO] = { N_ ("The disk of this terminal does not work"), KEEP_AND_CALL },
  [MADO_STORE_ERROR_CHAIN] = { N_ ("The data here and those of the service do not fit together"), KEEP_AND_CALL },
  [MADO_STORE_ERROR_ERASED] = { N_ ("This was erased"), N_ ("It must not come back.") },
  [MADO_STORE_ERROR_TOO_LATE] = { N_ ("This cannot be undone any more"),
                                  N_ ("It was sent already. Make a correction instead.") },
  [MADO_STORE_ERROR_TOO_LONG] = { N_ ("This is too long to search for"), N_ ("Type fewer words.") },
  [MADO_STORE_ERROR_FAILED] = { N_ ("Something went wrong in Madoguchi"), CALL_ADMINISTRATOR },
};

/* The work itself says no: its words say why, and often what to do first. */
static MadoAdvice
find_refusal (const GError *error)
{
  if (error->code == MADO_WISH_ERROR_CONFLICT)
    return (MadoAdvice) { N_ ("Somebody else was quicker"),
                          N_ ("The case has moved on since you opened it. Look at it again."), error->message };

  return (MadoAdvice) { N_ ("This was not done"), mado_refusal_get_message (error->message), error->message };
}

/* Somebody wants to sign, and says his password. */
static MadoAdvice
find_leave (const GError *error)
{
  static const char *const titles[] = {
    [MADO_LEAVE_ERROR_PASSWORD] = N_ ("This is not the password of your account. Nothing was signed."),
    [MADO_LEAVE_ERROR_REFUSED] =
        N_ ("The service does not let you sign now. Nothing was signed. Wait a moment, or ask the administrator."),
    [MADO_LEAVE_ERROR_NO_SERVICE] =
        N_ ("To sign, this terminal has to reach the service, which asks for your password. Nothing was signed."),
  };

  return (MadoAdvice) { titles[error->code], "", error->code == MADO_LEAVE_ERROR_REFUSED ? error->message : NULL };
}

/* The security key gave no signature. */
static MadoAdvice
find_touch (const GError *error)
{
  static const char *const titles[] = {
    [MADO_TOUCH_ERROR_NONE_THERE] =
        N_ ("Your signing key is in a security key, and none is plugged in. Plug it in and sign again."),
    [MADO_TOUCH_ERROR_SEVERAL] =
        N_ ("Several security keys are plugged in. Leave only your own, and sign again. Nothing was signed."),
    [MADO_TOUCH_ERROR_UNSUITABLE] =
        N_ ("This security key cannot sign here. Ask the administrator for another model. Nothing was signed."),
    [MADO_TOUCH_ERROR_OTHER] =
        N_ ("This is not your security key. Plug in your own and sign again. Nothing was signed."),
    [MADO_TOUCH_ERROR_UNTOUCHED] =
        N_ ("The security key was not touched in time. Sign again, and touch it when it blinks. Nothing was signed."),
    [MADO_TOUCH_ERROR_CANCELLED] = N_ ("You cancelled. Nothing was signed."),
    [MADO_TOUCH_ERROR_PULLED] = N_ (
        "The security key was pulled out, or does not answer. Plug it in again and sign again. Nothing was signed."),
    [MADO_TOUCH_ERROR_PIN] =
        N_ ("The PIN of the security key is wrong. A few wrong ones lock it for good. Nothing was signed."),
    [MADO_TOUCH_ERROR_LOCKED] = N_ ("The security key is locked by wrong PINs. Pull it out, plug it in and sign again; "
                                    "if that does not help, ask the administrator. Nothing was signed."),
    [MADO_TOUCH_ERROR_FAILED] =
        N_ ("The security key refused. Pull it out, plug it in and sign again. Nothing was signed."),
  };

  return (MadoAdvice) { titles[error->code], "", "E_SECURITY_KEY" };
}

/**
 * mado_advice_find:
 * @error: an error
 *
 * Returns: (transfer none): the words for it
 */
MadoAdvice
mado_advice_find (const GError *error)
{
  if (error->domain == MADO_WISH_ERROR)
    return find_refusal (error);
  if (error->domain == MADO_SYNC_ERROR)
    return find_on_the_line (error);
  if (error->domain == MADO_ACCESS_ERROR)
    return find_at_door (error);
  if (error->domain == MADO_ENTRANCE_ERROR)
    return find_at_entrance (error);
  if (error->domain == MADO_OBSTACLE_ERROR)
    return find_on_the_way (error);
  if (error->domain == MADO_LEAVE_ERROR)
    return find_leave (error);
  if (error->domain == MADO_TOUCH_ERROR)
    return find_touch (error);
  if (g_error_matches (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_MISSING) ||
      g_error_matches (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_MEDIUM) ||
      g_error_matches (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_TOO_LARGE))
    return find_at_file (error);

  MadoStoreError code = error->domain == MADO_STORE_ERROR ? (MadoStoreError) error->code : MADO_STORE_ERROR_FAILED;
  MadoAdvice advice = (gsize) code < G_N_ELEMENTS (advices) && advices[code].title != NULL
                          ? advices[code]
                          : advices[MADO_STORE_ERROR_FAILED];

  advice.code = mado_store_error_get_name (code);

  return advice;
}

/**
 * mado_advice_dup_text:
 * @self: an advice
 *
 * Returns: (transfer full): what to do, and the code to read out, where there is one
 */
char *
mado_advice_dup_text (const MadoAdvice *self)
{
  if (self->code == NULL)
    return g_strdup (_ (self->remedy));

  /* Translators: what to do, and a code to read out */
  return g_strdup_printf (_ ("%s\nCode: %s"), _ (self->remedy), self->code);
}

/**
 * mado_advice_is_wanted:
 * @error: (nullable): why something did not end
 *
 * Returns: whether anybody still waits for it: not where it was given up, nor where the profile is closed
 */
gboolean
mado_advice_is_wanted (const GError *error)
{
  return !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
         !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}
