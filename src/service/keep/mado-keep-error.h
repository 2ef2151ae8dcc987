/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What saving and restoring a ward fails with, as far as somebody can do something about it. The faults of disks are
 * MADO_STORE_ERROR, those of backends MADO_BACKEND_ERROR. */

#define MADO_KEEP_ERROR (mado_keep_error_quark ())

typedef enum {
  MADO_KEEP_ERROR_KEY,       /* another key sealed the file */
  MADO_KEEP_ERROR_DAMAGED,   /* the file is not what was written, or its end is missing */
  MADO_KEEP_ERROR_NEWER,     /* a newer release wrote it */
  MADO_KEEP_ERROR_GAP,       /* a file between the first and the last is missing, or of another ward */
  MADO_KEEP_ERROR_NOTHING,   /* nothing was saved there */
  MADO_KEEP_ERROR_ERASURES,  /* the list of what was erased is missing */
  MADO_KEEP_ERROR_NOT_EMPTY, /* where it is to be restored, something is */
  MADO_KEEP_ERROR_DIFFERS,   /* what was restored is not what was saved */
} MadoKeepError;

GQuark mado_keep_error_quark (void);
const char *mado_keep_error_get_name (MadoKeepError code);

G_END_DECLS
