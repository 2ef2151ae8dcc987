/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-programme.h"

G_BEGIN_DECLS

/* How an application that came on paper is received. */
const MadoTransition *mado_paper_step_find (const MadoProgramme *programme);

G_END_DECLS
