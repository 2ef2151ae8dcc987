/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Why a security key gave nothing. Whoever has it in the hand can do something about each of these. */
typedef enum {
  MADO_TOUCH_ERROR_NONE_THERE, /* none is plugged in */
  MADO_TOUCH_ERROR_SEVERAL,    /* which of those that are plugged in shall it be? */
  MADO_TOUCH_ERROR_UNSUITABLE, /* it cannot sign with Ed25519 */
  MADO_TOUCH_ERROR_OTHER,      /* it is not the one that this signing key was made with */
  MADO_TOUCH_ERROR_UNTOUCHED,  /* nobody touched it in time */
  MADO_TOUCH_ERROR_CANCELLED,  /* whoever was asked did not want to */
  MADO_TOUCH_ERROR_PULLED,     /* it was pulled out, or does not answer */
  MADO_TOUCH_ERROR_PIN,        /* it wants its PIN, and got none or a wrong one */
  MADO_TOUCH_ERROR_LOCKED,     /* too many wrong PINs */
  MADO_TOUCH_ERROR_FAILED,     /* whatever else it said */
} MadoTouchError;

#define MADO_TOUCH_ERROR (mado_touch_error_quark ())
GQuark mado_touch_error_quark (void);

void mado_touch_error_set (GError **error, int code);

G_END_DECLS
