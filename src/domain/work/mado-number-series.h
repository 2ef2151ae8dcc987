/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-kind.h"

G_BEGIN_DECLS

/* The numbers of documents (文書番号) of a programme in a year, one after another and none left out. */
extern const MadoKind mado_number_series_kind;

gboolean mado_number_series_draw (MadoAction *action, MadoId series, char **out_number);

G_END_DECLS
