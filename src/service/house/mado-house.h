/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-doorkeeper.h"
#include "mado-http-server.h"
#include "mado-service-check.h"
#include "mado-ward.h"

G_BEGIN_DECLS

/* The service, open: its wall, its office, and the wards that it serves. */
typedef struct _MadoHouse MadoHouse;

/* What knows who is signed in: kept in the wards, asked within their turns. */
typedef struct {
  MadoGate gate;
  MadoAccountRoles accounts;
  MadoDoorkeeper *doorkeeper; /* (nullable): %NULL: nobody can sign in */
} MadoHouseKeepers;

MadoHouse *mado_house_open (const MadoServiceGround *ground,
                            int listener,
                            const MadoHouseKeepers *keepers,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_house_close (MadoHouse *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoHouse, mado_house_close)

void mado_house_look_around (MadoHouse *self);
guint16 mado_house_get_port (const MadoHouse *self);
char *mado_house_describe (MadoHouse *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
