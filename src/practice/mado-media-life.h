/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-counter.h"

G_BEGIN_DECLS

/* The media of a made-up ward: who may handle them, and some on each part of their way, up to today. */

void mado_media_live (MadoCounter *counter, MadoDate today);

G_END_DECLS
