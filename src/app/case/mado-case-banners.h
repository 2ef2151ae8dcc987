/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-case-sheet.h"

G_BEGIN_DECLS

/* What has to be known of a case before anything else: lines above it, each with a way to what it is about. */
#define MADO_TYPE_CASE_BANNERS (mado_case_banners_get_type ())
G_DECLARE_FINAL_TYPE (MadoCaseBanners, mado_case_banners, MADO, CASE_BANNERS, AdwBin)

void mado_case_banners_show (MadoCaseBanners *self, const MadoCaseSheet *sheet);

G_END_DECLS
