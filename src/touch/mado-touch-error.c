/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What CTAP2 and libfido2 say, in words of whoever holds the key. */

#include "mado-touch-error.h"

#include <fido.h>

G_DEFINE_QUARK (mado - touch - error - quark, mado_touch_error)

static const struct {
  int code;
  MadoTouchError error;
  const char *message;
} sayings[] = {
  { FIDO_ERR_UNSUPPORTED_ALGORITHM, MADO_TOUCH_ERROR_UNSUITABLE,
    "the security key cannot sign with Ed25519: use another model" },
  { FIDO_ERR_NO_CREDENTIALS, MADO_TOUCH_ERROR_OTHER,
    "this is not the security key that the signing key was made with: plug in that one" },
  { FIDO_ERR_INVALID_CREDENTIAL, MADO_TOUCH_ERROR_OTHER,
    "this is not the security key that the signing key was made with: plug in that one" },
  { FIDO_ERR_USER_ACTION_TIMEOUT, MADO_TOUCH_ERROR_UNTOUCHED,
    "nobody touched the security key in time: begin again, and touch it when it blinks" },
  { FIDO_ERR_ACTION_TIMEOUT, MADO_TOUCH_ERROR_UNTOUCHED,
    "nobody touched the security key in time: begin again, and touch it when it blinks" },
  { FIDO_ERR_UP_REQUIRED, MADO_TOUCH_ERROR_UNTOUCHED,
    "nobody touched the security key: begin again, and touch it when it blinks" },
  { FIDO_ERR_OPERATION_DENIED, MADO_TOUCH_ERROR_CANCELLED, "it was refused at the security key: nothing was signed" },
  { FIDO_ERR_KEEPALIVE_CANCEL, MADO_TOUCH_ERROR_CANCELLED, "it was cancelled: nothing was signed" },
  { FIDO_ERR_TX, MADO_TOUCH_ERROR_PULLED,
    "the security key was pulled out or does not answer: plug it in and begin again" },
  { FIDO_ERR_RX, MADO_TOUCH_ERROR_PULLED,
    "the security key was pulled out or does not answer: plug it in and begin again" },
  { FIDO_ERR_PIN_REQUIRED, MADO_TOUCH_ERROR_PIN, "the security key wants its PIN" },
  { FIDO_ERR_PIN_INVALID, MADO_TOUCH_ERROR_PIN,
    "the PIN of the security key is wrong: a few wrong ones lock it for good" },
  { FIDO_ERR_PIN_POLICY_VIOLATION, MADO_TOUCH_ERROR_PIN, "the PIN of the security key has four characters or more" },
  { FIDO_ERR_PIN_AUTH_BLOCKED, MADO_TOUCH_ERROR_LOCKED,
    "too many wrong PINs in a row: pull the security key out, plug it in, and begin again" },
  { FIDO_ERR_PIN_BLOCKED, MADO_TOUCH_ERROR_LOCKED,
    "the security key is locked for good by wrong PINs: it has to be reset and enrolled anew" },
};

/**
 * mado_touch_error_set:
 * @error: where to put it
 * @code: of libfido2, not %FIDO_OK
 */
void
mado_touch_error_set (GError **error, int code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sayings); i++)
    if (sayings[i].code == code) {
      g_set_error_literal (error, MADO_TOUCH_ERROR, (int) sayings[i].error, sayings[i].message);
      return;
    }
  g_set_error (error, MADO_TOUCH_ERROR, MADO_TOUCH_ERROR_FAILED,
               "the security key refused (%s): pull it out, plug it in, and begin again", fido_strerr (code));
}
