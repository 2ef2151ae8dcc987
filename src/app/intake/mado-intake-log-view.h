/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-session.h"

G_BEGIN_DECLS

/* The files that were taken in before, and the place for new ones. Its buttons do "intake.choose" and "intake.forget"
 * of the page around it. */
#define MADO_TYPE_INTAKE_LOG_VIEW (mado_intake_log_view_get_type ())
G_DECLARE_FINAL_TYPE (MadoIntakeLogView, mado_intake_log_view, MADO, INTAKE_LOG_VIEW, AdwBin)

void mado_intake_log_view_load (MadoIntakeLogView *self, MadoSession *session);
guint mado_intake_log_view_get_n_due (MadoIntakeLogView *self);

G_END_DECLS
