/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-intake-run.h"

G_BEGIN_DECLS

/* A run in words: what each file would become, and what has become of all of them. */

char *mado_intake_words_write_file (const MadoStagedFile *file) G_GNUC_WARN_UNUSED_RESULT;
char *mado_intake_words_write_attachments (MadoIntakeRun *run) G_GNUC_WARN_UNUSED_RESULT;
char *mado_intake_words_write_title (MadoIntakeRun *run) G_GNUC_WARN_UNUSED_RESULT;
char *mado_intake_words_write_detail (MadoIntakeRun *run) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
