/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* SHA-256. A hash is a plain value; a hasher is kept and used again, because setting one up costs as much as hashing
 * a short operation. A hasher belongs to one thread at a time. */

#define MADO_HASH_SIZE 32

typedef struct {
  guint8 bytes[MADO_HASH_SIZE];
} MadoHash;

MadoHash mado_hash_of (const void *bytes, gsize length);
gboolean mado_hash_equals (const MadoHash *a, const MadoHash *b);
char *mado_hash_to_hex (const MadoHash *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_hash_from_hex (const char *hex, MadoHash *out_hash, GError **error);

typedef struct _MadoHasher MadoHasher;

MadoHasher *mado_hasher_new (void) G_GNUC_WARN_UNUSED_RESULT;
void mado_hasher_free (MadoHasher *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoHasher, mado_hasher_free)

void mado_hasher_update (MadoHasher *self, const void *bytes, gsize length);
MadoHash mado_hasher_finish (MadoHasher *self);

G_END_DECLS
