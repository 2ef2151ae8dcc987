/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-backend.h"

G_BEGIN_DECLS

/* Whether a ward may be worked with where it lies. It says so itself, in its own tables, so that no service can take it
 * for another than it is, whatever its configuration says: mado_turn_begin() asks at each turn. */

typedef enum {
  MADO_WARD_SERVED,
  MADO_WARD_FILLING, /* it is being copied or restored to here, and not whole */
  MADO_WARD_LEFT,    /* it moved: it lies elsewhere, and what is here is what it was then */
} MadoWardStanding;

#define MADO_WARD_STANDING_SHELF "standing" /* of one record; it stays where it is when a ward moves */

const char *mado_ward_standing_get_name (MadoWardStanding self);

/* For whoever brings it here or away: a turn in which all is open, whatever the ward's standing. */
MadoTurn *mado_turn_begin_anyhow (MadoBackend *backend,
                                  MadoBackendAccess access,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Within a turn. */
gboolean mado_ward_standing_load (MadoBackend *backend, MadoWardStanding *out_standing, GError **error);
gboolean mado_ward_standing_save (MadoBackend *backend, MadoWardStanding standing, GError **error);

G_END_DECLS
