/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "mado-courier.h"
#include "mado-desk.h"

G_BEGIN_DECLS

/* The end of a terminal that was revoked, with all profiles in its folder, open or not. It may be interrupted anywhere:
 * whoever starts next goes on, and nobody opens a profile before. */

/* What became of it. */
typedef struct {
  guint n_profiles;    /* that were destroyed this time */
  guint n_operations;  /* that were sealed this time, of profiles that were open; those of others were sealed ahead */
  guint n_attachments; /* the same */
  gboolean is_over;    /* the service has all of it, and nothing is left here */
} MadoEndingReport;

gboolean mado_ending_is_due (const char *folder);

/* @desks are profiles in which nobody works any more, whose lines were stopped. */
void mado_ending_run_async (const char *folder,
                            GPtrArray *desks,
                            MadoCourierClock clock,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean mado_ending_run_finish (GAsyncResult *result, MadoEndingReport *out_report, GError **error);

G_END_DECLS
