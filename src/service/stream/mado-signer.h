/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-operation.h"
#include "mado-stream-private.h"

G_BEGIN_DECLS

/* Whose signature operations carry that belong together: one person's, by the key that the register of persons has. */
typedef struct {
  MadoPublicKey key;
  MadoEntity *entry; /* (nullable): of the register; %NULL: nothing is signed, or by nobody whom the register knows */
  char **roles;      /* (nullable): as @entry */
} MadoSigner;

gboolean mado_signer_find (MadoStreamTurn *turn,
                           const MadoCaller *caller,
                           const GPtrArray *operations,
                           MadoSigner *out_signer,
                           GError **error);
void mado_signer_clear (MadoSigner *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoSigner, mado_signer_clear)

const char *mado_signer_get_account (const MadoSigner *self);
const char *mado_signer_find_fault (const MadoSigner *self,
                                    const MadoOperation *operation,
                                    const MadoCaller *caller,
                                    MadoInstant now);

G_END_DECLS
