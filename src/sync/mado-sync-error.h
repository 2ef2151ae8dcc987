/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Why something that somebody waits for did not come over the line. */
#define MADO_SYNC_ERROR (mado_sync_error_quark ())
GQuark mado_sync_error_quark (void);

typedef enum {
  MADO_SYNC_ERROR_NO_LINE,   /* the message names the obstacle; what has come stays, and it goes on from there */
  MADO_SYNC_ERROR_NOT_THERE, /* the service has none, or none for this person; it may be on its way there */
  MADO_SYNC_ERROR_OTHER,     /* what came is not what was asked for: none of it was kept */
} MadoSyncError;

const char *mado_sync_error_get_name (MadoSyncError self);

G_END_DECLS
