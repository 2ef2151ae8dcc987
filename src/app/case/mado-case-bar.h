/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-case-work.h"

G_BEGIN_DECLS

/* The foot of a case: what is still in the way, and the steps that can be taken. */
#define MADO_TYPE_CASE_BAR (mado_case_bar_get_type ())
G_DECLARE_FINAL_TYPE (MadoCaseBar, mado_case_bar, MADO, CASE_BAR, AdwBin)

void mado_case_bar_show (MadoCaseBar *self, const MadoCaseWork *work, const char *compared);

G_END_DECLS
