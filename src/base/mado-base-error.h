/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the functions of this layer fail with. */

#define MADO_BASE_ERROR (mado_base_error_quark ())

typedef enum {
  MADO_BASE_ERROR_INVALID,  /* the input is not of the form, or outside the limits */
  MADO_BASE_ERROR_MISMATCH, /* well formed, but it does not fit: wrong password, signature, key, broken chain */
  MADO_BASE_ERROR_FAILED,   /* the cryptographic library could not do its work */
} MadoBaseError;

GQuark mado_base_error_quark (void);

G_END_DECLS
