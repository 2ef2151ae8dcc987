/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether a block fulfils the conditions under which a town has a postal code. */
typedef enum {
  MADO_TOWN_CONDITIONS_UNFULFILLED,
  MADO_TOWN_CONDITIONS_REST, /* they hold where no other town's hold */
  MADO_TOWN_CONDITIONS_UNKNOWN,
  MADO_TOWN_CONDITIONS_FULFILLED,
} MadoTownVerdict;

MadoTownVerdict mado_town_conditions_judge (const char *conditions, const char *block);

G_END_DECLS
