/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk.h"
#include "mado-import.h"

G_BEGIN_DECLS

/* The end of files that were taken in. */

MadoDate mado_intake_find_forget_day (const MadoProgramme *programme, const MadoImport *import);
gboolean mado_intake_forget_due (MadoDesk *desk, MadoInstant now, guint *out_n_forgotten, GError **error);

G_END_DECLS
