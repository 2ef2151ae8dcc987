/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-attachment-source.h"
#include "mado-desk.h"
#include "mado-hash.h"
#include "mado-intake-stage.h"

G_BEGIN_DECLS

typedef enum {
  MADO_ATTACHMENT_NEW,
  MADO_ATTACHMENT_SAME,    /* its application has it already, or another file of the stage is the same */
  MADO_ATTACHMENT_REFUSED, /* nobody knows whose it is, or it is not to be taken */
} MadoAttachmentState;

/* A file as it is shown before it is written. */
typedef struct {
  const MadoAttachmentEntry *entry;
  MadoAttachmentState state;
  const char *code;  /* (nullable): why it is refused */
  char *receipt;     /* (nullable): the application that it belongs to */
  const char *type;  /* (nullable): what it is, by how it begins */
  gboolean is_taken; /* written, by this stage */

  /*< private >*/
  MadoHash hash;
  const MadoItem *item; /* (nullable): that can be read off it; %NULL: the form does not say, and it stays here */
} MadoStagedAttachment;

/* The files of a folder or a ZIP on their way to the applications whose numbers they bear. While one of its
 * asynchronous calls runs, nobody else touches it. */
#define MADO_TYPE_ATTACHMENT_STAGE (mado_attachment_stage_get_type ())
G_DECLARE_FINAL_TYPE (MadoAttachmentStage, mado_attachment_stage, MADO, ATTACHMENT_STAGE, GObject)

MadoAttachmentStage *mado_attachment_stage_new (MadoDesk *desk,
                                                MadoIntakeStage *rows,
                                                MadoAttachmentSource *source) G_GNUC_WARN_UNUSED_RESULT;
const GPtrArray *mado_attachment_stage_get_files (const MadoAttachmentStage *self);
guint mado_attachment_stage_count (const MadoAttachmentStage *self, MadoAttachmentState state);
const char *mado_attachment_state_get_name (MadoAttachmentState state);

gboolean mado_attachment_stage_preview (
    MadoAttachmentStage *self, MadoTold told, gpointer user_data, GCancellable *cancellable, GError **error);
gboolean mado_attachment_stage_apply (
    MadoAttachmentStage *self, MadoTold told, gpointer user_data, GCancellable *cancellable, GError **error);

/* --- without waiting; @told is called where the callback is */

void mado_attachment_stage_preview_async (MadoAttachmentStage *self,
                                          MadoTold told,
                                          gpointer told_data,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
void mado_attachment_stage_apply_async (MadoAttachmentStage *self,
                                        MadoTold told,
                                        gpointer told_data,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gboolean mado_attachment_stage_finish (MadoAttachmentStage *self, GAsyncResult *result, GError **error);

G_END_DECLS
