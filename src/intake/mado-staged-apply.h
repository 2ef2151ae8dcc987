/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk.h"
#include "mado-staged-file.h"

G_BEGIN_DECLS

/* The writing of a stage, file by file. */
typedef struct {
  MadoDesk *desk;
  const MadoIntakeTrial *trial;
  MadoTold told;
  gpointer user_data;
  GCancellable *cancellable;
  guint64 done;
  guint64 total;
} MadoStagedApply;

gboolean mado_staged_apply_file (MadoStagedApply *self, MadoStagedFile *file, GError **error);

G_END_DECLS
