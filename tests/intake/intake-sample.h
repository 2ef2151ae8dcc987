/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-intake-stage.h"
#include "store-sample.h"

G_BEGIN_DECLS

/* A desk of a made-up ward on a profile of its own, on a day of its own, and files to be taken in. */
typedef struct {
  StoreSample store;
  const char *programme;
  const char *role;
  MadoInstant now;
  MadoDesk *desk;
} IntakeSample;

void intake_sample_begin (IntakeSample *self, const char *programme, const char *role, const char *now);
void intake_sample_end (IntakeSample *self);
void intake_sample_open (IntakeSample *self);
void intake_sample_close (IntakeSample *self);

MadoIntakeStage *intake_sample_stage (IntakeSample *self) G_GNUC_WARN_UNUSED_RESULT;
MadoIntakeStage *intake_sample_preview (IntakeSample *self,
                                        const char *name,
                                        const char *text) G_GNUC_WARN_UNUSED_RESULT;
void intake_sample_preview_again (MadoIntakeStage *stage);
void intake_sample_apply (MadoIntakeStage *stage);
MadoIntakeStage *intake_sample_take_in (IntakeSample *self,
                                        const char *name,
                                        const char *text) G_GNUC_WARN_UNUSED_RESULT;

const MadoStagedFile *intake_sample_get_file (MadoIntakeStage *stage, guint index);
const MadoStagedRow *intake_sample_get_row (MadoIntakeStage *stage, guint index);
char *intake_sample_describe (MadoIntakeStage *stage) G_GNUC_WARN_UNUSED_RESULT;

char *intake_sample_form (guint first, guint n_rows) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *intake_sample_list_cases (IntakeSample *self) G_GNUC_WARN_UNUSED_RESULT;
char *intake_sample_digest (IntakeSample *self) G_GNUC_WARN_UNUSED_RESULT;
void intake_sample_meet_service (IntakeSample *self);
void intake_sample_run (IntakeSample *self, const char *sql);
gint64 intake_sample_ask (IntakeSample *self, const char *sql);

G_END_DECLS
