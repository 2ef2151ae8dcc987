/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-database.h"
#include "mado-ward-standing.h"

G_BEGIN_DECLS

/* A ward in an encrypted file of its own: nothing else to be installed. Beside it lie its write-ahead log, a lock that
 * one writer holds (.lock), and the copy that is made before a migration (.backup). */

gboolean mado_backend_sqlcipher_create (const MadoDatabasePlace *place,
                                        const MadoSecret *key,
                                        MadoWardStanding standing,
                                        GError **error);
MadoBackend *mado_backend_sqlcipher_open (const MadoDatabasePlace *place,
                                          const MadoSecret *key,
                                          MadoBackendAccess access,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
