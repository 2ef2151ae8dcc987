/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-advice.h"

G_BEGIN_DECLS

void mado_fault_page_say (AdwStatusPage *page, const MadoAdvice *advice);
void mado_fault_page_show (AdwStatusPage *page, const GError *error);

G_END_DECLS
