/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-argon2id.h"
#include "mado-id.h"

G_BEGIN_DECLS

/* The file that holds the data key of a profile, locked by what its user knows, what the terminal holds and what the
 * service lends. Whoever destroys it has destroyed all that the key opens. */

#define MADO_DATA_KEY_SIZE 32
#define MADO_KEY_SHARE_SIZE 32

typedef struct {
  const MadoSecret *password;
  const MadoSecret *terminal_share; /* MADO_KEY_SHARE_SIZE bytes */
  const MadoSecret *service_share;  /* (nullable): the same; the file remembers whether it takes part */
} MadoKeyShares;

const MadoArgon2idCost *mado_key_file_get_default_cost (void);

gboolean mado_key_file_save (const char *path,
                             MadoId profile,
                             const MadoSecret *data_key,
                             const MadoKeyShares *shares,
                             const MadoArgon2idCost *cost,
                             GError **error);
MadoSecret *mado_key_file_open (const char *path, MadoId profile, const MadoKeyShares *shares, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_key_file_takes_service_share (const char *path, gboolean *out_takes, GError **error);
gboolean mado_key_file_change (const char *path,
                               MadoId profile,
                               const MadoKeyShares *shares,
                               const MadoKeyShares *next,
                               const MadoArgon2idCost *cost,
                               GError **error);
gboolean mado_key_file_copy (const char *from,
                             const MadoKeyShares *shares,
                             const char *to,
                             const MadoKeyShares *next,
                             const MadoArgon2idCost *cost,
                             GError **error);
gboolean mado_key_file_destroy (const char *path, GError **error);

G_END_DECLS
