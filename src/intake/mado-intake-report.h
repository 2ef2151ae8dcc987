/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-attachment-stage.h"

G_BEGIN_DECLS

/* A stage as a list to save, and in words. Nothing that anybody typed is in either. */

typedef const char *(*MadoIntakeTranslate) (const char *english);

const char *mado_intake_code_get_message (const char *code);
char *mado_intake_report_describe (const MadoStagedFile *file, MadoIntakeTranslate translate) G_GNUC_WARN_UNUSED_RESULT;
GBytes *mado_intake_report_write (MadoIntakeStage *rows,
                                  MadoAttachmentStage *attachments,
                                  MadoIntakeTranslate translate) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
