/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a backend fails with, as far as its caller does something else then. The faults of an encrypted file are
 * MADO_STORE_ERROR. */

#define MADO_BACKEND_ERROR (mado_backend_error_quark ())

typedef enum {
  MADO_BACKEND_ERROR_TAKEN,      /* the claim is another's */
  MADO_BACKEND_ERROR_PLACE,      /* a place in a list that no backend made */
  MADO_BACKEND_ERROR_IN_USE,     /* somebody writes there, or his commit still waits: to be tried again */
  MADO_BACKEND_ERROR_DISPLACED,  /* another service wrote in this ward since: to be opened anew, and all read again */
  MADO_BACKEND_ERROR_LOST,       /* the server is gone, or does not answer: the next turn looks for it again */
  MADO_BACKEND_ERROR_UNSURE,     /* the standby did not confirm the commit: nothing may be answered */
  MADO_BACKEND_ERROR_SCHEMA,     /* no ward is there, or one of a newer release, or another already */
  MADO_BACKEND_ERROR_REFUSED,    /* the data would break a rule of their table, or the turn had a fault before */
  MADO_BACKEND_ERROR_FULL,       /* the server's disk */
  MADO_BACKEND_ERROR_MOVED,      /* the ward lies elsewhere now: to be looked up anew */
  MADO_BACKEND_ERROR_UNFINISHED, /* the ward is being copied or restored to here: not to be worked with yet */
  MADO_BACKEND_ERROR_FAILED,     /* anything else */
} MadoBackendError;

GQuark mado_backend_error_quark (void);

G_END_DECLS
