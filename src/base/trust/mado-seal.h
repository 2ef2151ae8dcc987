/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-secret.h"

G_BEGIN_DECLS

/* Bytes that nobody reads or alters without the key: AES-256-GCM. Under one key each number is used once: whoever keeps
 * a line of sealed pieces counts them, and has a key of its own for each line. */

#define MADO_SEAL_KEY_SIZE 32
#define MADO_SEAL_TAG_SIZE 16 /* by which a sealed piece is longer */

GBytes *mado_seal (const MadoSecret *key, guint64 number, GBytes *context, GBytes *bytes, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
GBytes *mado_unseal (const MadoSecret *key, guint64 number, GBytes *context, GBytes *sealed, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
