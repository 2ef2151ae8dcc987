/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-programme.h"

G_BEGIN_DECLS

GBytes *mado_programme_dup_next_year (const MadoProgramme *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
