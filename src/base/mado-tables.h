/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-tsv.h"

G_BEGIN_DECLS

void mado_tables_open (const char *name, MadoTsv *out_rows);

G_END_DECLS
