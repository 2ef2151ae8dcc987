/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-view.h"

G_BEGIN_DECLS

yyjson_mut_val *mado_case_show_queues (const MadoView *view, yyjson_val *value, yyjson_val *owner);
yyjson_mut_val *mado_case_show_computed (const MadoView *view, yyjson_val *value, yyjson_val *owner);

G_END_DECLS
