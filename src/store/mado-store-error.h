/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What opening, reading and writing a profile fails with. */

#define MADO_STORE_ERROR (mado_store_error_quark ())

typedef enum {
  MADO_STORE_ERROR_PASSWORD,       /* wrong, or the shares are of another terminal: nothing tells these apart */
  MADO_STORE_ERROR_SHARE_MISSING,  /* the key needs a share that was not given */
  MADO_STORE_ERROR_LEASE_OVER,     /* the service's share is not lent to this terminal, or not any more */
  MADO_STORE_ERROR_CLOCK,          /* the terminal's clock was set back since it was seen last */
  MADO_STORE_ERROR_KEY_DAMAGED,    /* the key file is not what was written */
  MADO_STORE_ERROR_OTHER_PROFILE,  /* a file of another profile, or of another program */
  MADO_STORE_ERROR_PROGRAMME,      /* the profile is of another benefit programme than the one that was given */
  MADO_STORE_ERROR_NEWER,          /* written by a newer release */
  MADO_STORE_ERROR_NOT_A_DATABASE, /* another key, or a damaged beginning: nothing tells these apart */
  MADO_STORE_ERROR_DAMAGED,        /* a page is not what was written */
  MADO_STORE_ERROR_MISSING,        /* there is no such file */
  MADO_STORE_ERROR_EXISTS,         /* there is one already */
  MADO_STORE_ERROR_IN_USE,         /* another process has the profile open */
  MADO_STORE_ERROR_FULL,           /* the disk, or a quota */
  MADO_STORE_ERROR_READ_ONLY,      /* the file or its folder may not be written */
  MADO_STORE_ERROR_IO,             /* the disk refused */
  MADO_STORE_ERROR_CONSTRAINT,     /* the data would break a rule of its table */
  MADO_STORE_ERROR_TOO_LONG,       /* what is searched for */
  MADO_STORE_ERROR_CHAIN,          /* what the service says does not fit what is here: another log, another journal */
  MADO_STORE_ERROR_ERASED,         /* it was erased here, and must not come back */
  MADO_STORE_ERROR_TOO_LATE,       /* it cannot be taken back any more */
  MADO_STORE_ERROR_FAILED,         /* anything else: a fault of the program */
} MadoStoreError;

GQuark mado_store_error_quark (void);
const char *mado_store_error_get_name (MadoStoreError code);
void mado_store_error_set_errno (GError **error, int code, const char *attempted);

G_END_DECLS
