/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-reception.h"

G_BEGIN_DECLS

/* The papers of an application that is being typed: chosen, dropped, looked at while typing, covered where a number
 * must not be kept. They are in memory alone until the application is saved. */
#define MADO_TYPE_SCAN_PANE (mado_scan_pane_get_type ())
G_DECLARE_FINAL_TYPE (MadoScanPane, mado_scan_pane, MADO, SCAN_PANE, AdwBin)

gboolean mado_scan_pane_open (MadoScanPane *self, MadoSession *session);
void mado_scan_pane_clear (MadoScanPane *self);
void mado_scan_pane_write (MadoScanPane *self, MadoReception *reception);
void mado_scan_pane_do (MadoScanPane *self, const char *step);

G_END_DECLS
