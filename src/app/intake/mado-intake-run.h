/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-intake-report.h"
#include "mado-session.h"

G_BEGIN_DECLS

/* Files that somebody takes in: read and shown, then written when that person says so. Knows no window; all work is on
 * other threads. Emits "changed" with each new state, and "progressed". */
#define MADO_TYPE_INTAKE_RUN (mado_intake_run_get_type ())
G_DECLARE_FINAL_TYPE (MadoIntakeRun, mado_intake_run, MADO, INTAKE_RUN, GObject)

typedef enum {
  MADO_INTAKE_RUN_EMPTY,
  MADO_INTAKE_RUN_READING,
  MADO_INTAKE_RUN_SHOWN, /* nothing is written yet */
  MADO_INTAKE_RUN_WRITING,
  MADO_INTAKE_RUN_DONE, /* to the end, or as far as it came */
} MadoIntakeRunState;

/* A file that could not even be read. */
typedef struct {
  char *name;
  const char *code; /* mado_intake_code_get_message() */
} MadoIntakeUnread;

MadoIntakeRun *mado_intake_run_new (MadoSession *session) G_GNUC_WARN_UNUSED_RESULT;
void mado_intake_run_read (MadoIntakeRun *self, const char *const *paths);
void mado_intake_run_write (MadoIntakeRun *self);
void mado_intake_run_cancel (MadoIntakeRun *self);
void mado_intake_run_clear (MadoIntakeRun *self);

MadoIntakeRunState mado_intake_run_get_state (MadoIntakeRun *self);
void mado_intake_run_get_progress (MadoIntakeRun *self, guint64 *out_done, guint64 *out_total);
const GError *mado_intake_run_get_fault (MadoIntakeRun *self);
MadoProgramme *mado_intake_run_get_programme (MadoIntakeRun *self);

const GPtrArray *mado_intake_run_get_files (MadoIntakeRun *self);
const GPtrArray *mado_intake_run_get_attachments (MadoIntakeRun *self);
const GPtrArray *mado_intake_run_get_unread (MadoIntakeRun *self);
guint mado_intake_run_count (MadoIntakeRun *self, MadoIntakeState state);
guint mado_intake_run_count_attachments (MadoIntakeRun *self, MadoAttachmentState state);
guint mado_intake_run_count_written (MadoIntakeRun *self, guint *out_n_attachments);
GBytes *mado_intake_run_write_list (MadoIntakeRun *self, MadoIntakeTranslate translate) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
