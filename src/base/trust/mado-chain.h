/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-hash.h"

G_BEGIN_DECLS

/* The hash chain of a log: each entry has a leaf, and each link ties a leaf to all before it.
 *
 *   payload hash = SHA-256 (salt ‖ payload)             the salt goes only where the whole payload goes
 *   leaf         = SHA-256 (0x00 ‖ header ‖ payload hash)      0x00: a leaf as in RFC 6962
 *   chain n      = SHA-256 (0x02 ‖ chain n-1 ‖ leaf n)         0x02: neither a leaf nor a node (0x01) of a tree
 *
 * The header is canonical JSON. Chain 0 is 32 zero bytes. */

#define MADO_CHAIN_SALT_SIZE 32

/* An entry as somebody gave it to us, to be held against the chain. Whoever may not see the payload has its hash. */
typedef struct {
  guint64 seq; /* from 1 */
  const void *header;
  gsize header_length;
  const guint8 *salt; /* (nullable): %NULL: the payload is not here */
  const void *payload;
  gsize payload_length;
  MadoHash payload_hash;
  MadoHash leaf;
  MadoHash chain;
} MadoChainEntry;

/* A place in a chain, and the walk from there. */
typedef struct _MadoChain MadoChain;

MadoChain *mado_chain_new (guint64 seq, const MadoHash *head) G_GNUC_WARN_UNUSED_RESULT;
void mado_chain_free (MadoChain *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoChain, mado_chain_free)

guint64 mado_chain_get_seq (const MadoChain *self);
const MadoHash *mado_chain_get_head (const MadoChain *self);

void mado_chain_append (MadoChain *self, const MadoHash *leaf);
gboolean mado_chain_verify (MadoChain *self, const MadoChainEntry *entry, GError **error);

MadoHash mado_chain_hash_payload (MadoHasher *hasher, const guint8 *salt, const void *payload, gsize length);
MadoHash mado_chain_hash_leaf (MadoHasher *hasher, const void *header, gsize length, const MadoHash *payload_hash);
MadoHash mado_chain_hash_link (MadoHasher *hasher, const MadoHash *previous, const MadoHash *leaf);

G_END_DECLS
