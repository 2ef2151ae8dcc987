/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk.h"
#include "mado-staged-file.h"

G_BEGIN_DECLS

/* Files on their way into a profile: read and shown with all that is odd about them, and written only when somebody
 * says so. What was shown is what is written, byte for byte, unless the profile has learnt of the same application
 * meanwhile.
 *
 * While one of its asynchronous calls runs, nobody else touches it. */
#define MADO_TYPE_INTAKE_STAGE (mado_intake_stage_get_type ())
G_DECLARE_FINAL_TYPE (MadoIntakeStage, mado_intake_stage, MADO, INTAKE_STAGE, GObject)

/* What is not the same everywhere. */
typedef struct {
  MadoInstant (*get_now) (gpointer user_data); /* (nullable): the official time; %NULL: this machine's */
  gpointer user_data;
  MadoFormLimits limits;
  gsize max_file; /* bytes */
} MadoIntakeMeans;

const MadoIntakeMeans *mado_intake_means_get_default (void);

MadoIntakeStage *mado_intake_stage_new (MadoDesk *desk,
                                        const MadoIntakeMeans *means,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_intake_stage_add_bytes (MadoIntakeStage *self, const char *name, GBytes *bytes);
gboolean mado_intake_stage_add_file (MadoIntakeStage *self, const char *path, GError **error);
const GPtrArray *mado_intake_stage_get_files (const MadoIntakeStage *self);
gboolean mado_intake_stage_brings (const MadoIntakeStage *self, const char *receipt);
MadoDesk *mado_intake_stage_get_desk (const MadoIntakeStage *self);

gboolean mado_intake_stage_preview (
    MadoIntakeStage *self, MadoTold told, gpointer user_data, GCancellable *cancellable, GError **error);
gboolean mado_intake_stage_apply (
    MadoIntakeStage *self, MadoTold told, gpointer user_data, GCancellable *cancellable, GError **error);

/* --- without waiting; @told is called where the callback is */

void mado_intake_stage_preview_async (MadoIntakeStage *self,
                                      MadoTold told,
                                      gpointer told_data,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean mado_intake_stage_preview_finish (MadoIntakeStage *self, GAsyncResult *result, GError **error);
void mado_intake_stage_apply_async (MadoIntakeStage *self,
                                    MadoTold told,
                                    gpointer told_data,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean mado_intake_stage_apply_finish (MadoIntakeStage *self, GAsyncResult *result, GError **error);

G_END_DECLS
