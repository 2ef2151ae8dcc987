/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-secret.h"

G_BEGIN_DECLS

/* Argon2id (RFC 9106): bytes from a password, at a price that whoever guesses must pay again for each guess. */

#define MADO_ARGON2ID_MAX_MEMORY (1024 * 1024) /* KiB; the limits keep a forged cost from taking the machine */
#define MADO_ARGON2ID_MAX_PASSES 32
#define MADO_ARGON2ID_MAX_LANES 16

typedef struct {
  guint32 memory; /* KiB */
  guint32 passes;
  guint32 lanes;
} MadoArgon2idCost;

typedef struct {
  const MadoSecret *password;
  GBytes *salt;             /* at least 8 bytes */
  const MadoSecret *secret; /* (nullable): kept apart from the hash */
  GBytes *context;          /* (nullable): the associated data: what the result is for */
} MadoArgon2idInput;

MadoSecret *mado_argon2id_derive (const MadoArgon2idInput *input,
                                  const MadoArgon2idCost *cost,
                                  gsize length,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
