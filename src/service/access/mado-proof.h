/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-access-verdict.h"
#include "mado-argon2id.h"

G_BEGIN_DECLS

/* What takes long of a password, to be worked out apart from the ward's threads: whether it is the one of the account,
 * and the hash of the next one. */
typedef struct {
  const MadoArgon2idCost *cost; /* of the next hash */
  char *known;                  /* (nullable): the hash of the password that counts; %NULL: nothing is to be proved */
  GPtrArray *earlier;           /* (nullable) (element-type utf8): … and of those that may not come again */
  const MadoSecret *password;   /* (nullable): what is said; nothing is never right */
  const MadoSecret *next;       /* (nullable): what it shall be; it keeps the rules */

  /* worked out: */
  gboolean is_right;
  gboolean is_reused;
  char *hash; /* (nullable): of @next, or of @password where its hash has become too cheap */
} MadoProof;

gboolean mado_proof_work_out (MadoProof *self, GError **error);
void mado_proof_clear (MadoProof *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoProof, mado_proof_clear)

G_END_DECLS
