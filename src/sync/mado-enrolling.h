/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "mado-enrolment.h"
#include "mado-papers.h"

G_BEGIN_DECLS

/* How this terminal comes to its papers: with the file that an administrator gave it, and the code that came by another
 * way (mado-enrolment.h). The key is made here, and does not leave. */

/* Why there are none; an obstacle on the way is a %MADO_OBSTACLE_ERROR. */
#define MADO_ENROLLING_ERROR (mado_enrolling_error_quark ())
typedef enum {
  MADO_ENROLLING_ERROR_CODE,    /* the code is wrong */
  MADO_ENROLLING_ERROR_EXPIRED, /* the invitation is over, was used already, or too many codes were wrong */
} MadoEnrollingError;
GQuark mado_enrolling_error_quark (void);

char *mado_enrolling_dup_fingerprint (const MadoEnrolmentFile *file) G_GNUC_WARN_UNUSED_RESULT;
void mado_enrolling_async (const MadoEnrolmentFile *file,
                           const char *code,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
MadoPapers *mado_enrolling_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
