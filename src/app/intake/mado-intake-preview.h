/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-intake-run.h"

G_BEGIN_DECLS

/* What files would become, or what became of them. Its buttons do the actions "intake.…" of the page around it. */
#define MADO_TYPE_INTAKE_PREVIEW (mado_intake_preview_get_type ())
G_DECLARE_FINAL_TYPE (MadoIntakePreview, mado_intake_preview, MADO, INTAKE_PREVIEW, AdwBin)

void mado_intake_preview_show (MadoIntakePreview *self, MadoIntakeRun *run);
void mado_intake_preview_clear (MadoIntakePreview *self);

G_END_DECLS
