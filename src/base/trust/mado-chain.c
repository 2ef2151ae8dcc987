/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Builds and checks the hash chain of a log. */

#include "mado-chain.h"

#include "mado-base-error.h"

#define LEAF_PREFIX 0x00
#define LINK_PREFIX 0x02

struct _MadoChain {
  guint64 seq; /* of the last entry; 0 before the first */
  MadoHash head;
  MadoHasher *hasher;
};

/**
 * mado_chain_hash_payload:
 * @hasher: a hasher
 * @salt: %MADO_CHAIN_SALT_SIZE random bytes, without which nobody can guess a short payload from its hash
 * @payload: the bytes as they came
 * @length: how many
 *
 * Returns: what stands for the payload in the leaf
 */
MadoHash
mado_chain_hash_payload (MadoHasher *hasher, const guint8 *salt, const void *payload, gsize length)
{
  mado_hasher_update (hasher, salt, MADO_CHAIN_SALT_SIZE);
  mado_hasher_update (hasher, payload, length);

  return mado_hasher_finish (hasher);
}

/**
 * mado_chain_hash_leaf:
 * @hasher: a hasher
 * @header: the entry's header as canonical JSON
 * @length: its bytes
 * @payload_hash: the hash of salt and payload
 *
 * Returns: the entry's leaf
 */
MadoHash
mado_chain_hash_leaf (MadoHasher *hasher, const void *header, gsize length, const MadoHash *payload_hash)
{
  const guint8 prefix = LEAF_PREFIX;

  mado_hasher_update (hasher, &prefix, 1);
  mado_hasher_update (hasher, header, length);
  mado_hasher_update (hasher, payload_hash->bytes, MADO_HASH_SIZE);

  return mado_hasher_finish (hasher);
}

/**
 * mado_chain_hash_link:
 * @hasher: a hasher
 * @previous: the chain before the entry
 * @leaf: the entry's leaf
 *
 * Returns: the chain with the entry
 */
MadoHash
mado_chain_hash_link (MadoHasher *hasher, const MadoHash *previous, const MadoHash *leaf)
{
  const struct {
    guint8 prefix;
    MadoHash previous, leaf;
  } link = { LINK_PREFIX, *previous, *leaf };

  G_STATIC_ASSERT (sizeof link == 1 + 2 * MADO_HASH_SIZE); /* no padding: the bytes are what is hashed */
  mado_hasher_update (hasher, &link, sizeof link);

  return mado_hasher_finish (hasher);
}

/**
 * mado_chain_new:
 * @seq: the number of the last entry that is known; 0 for a new chain
 * @head: (nullable): the chain at that entry; %NULL for a new chain
 *
 * Returns: (transfer full): a place in the chain
 */
MadoChain *
mado_chain_new (guint64 seq, const MadoHash *head)
{
  MadoChain *self = g_new0 (MadoChain, 1);

  self->seq = seq;
  if (head != NULL)
    self->head = *head;
  self->hasher = mado_hasher_new ();

  return self;
}

/**
 * mado_chain_free:
 * @self: (nullable) (transfer full): a place in a chain
 */
void
mado_chain_free (MadoChain *self)
{
  if (self == NULL)
    return;

  mado_hasher_free (self->hasher);
  g_free (self);
}

/**
 * mado_chain_get_seq:
 * @self: a place in a chain
 *
 * Returns: the number of the entry at which it stands, 0 before the first
 */
guint64
mado_chain_get_seq (const MadoChain *self)
{
  return self->seq;
}

/**
 * mado_chain_get_head:
 * @self: a place in a chain
 *
 * Returns: (transfer none): the chain at that entry
 */
const MadoHash *
mado_chain_get_head (const MadoChain *self)
{
  return &self->head;
}

/**
 * mado_chain_append:
 * @self: a place in a chain
 * @leaf: the leaf of the next entry, our own or one of which nothing but the leaf may be seen
 */
void
mado_chain_append (MadoChain *self, const MadoHash *leaf)
{
  self->head = mado_chain_hash_link (self->hasher, &self->head, leaf);
  self->seq++;
}

static const char *
find_flaw (MadoChain *self, const MadoChainEntry *entry, MadoHash *out_chain)
{
  MadoHash payload_hash = entry->payload_hash, leaf;

  if (entry->seq != self->seq + 1)
    return "another entry stands in its place";
  if (entry->salt != NULL)
    payload_hash = mado_chain_hash_payload (self->hasher, entry->salt, entry->payload, entry->payload_length);
  if (!mado_hash_equals (&payload_hash, &entry->payload_hash))
    return "the payload does not fit its hash";
  leaf = mado_chain_hash_leaf (self->hasher, entry->header, entry->header_length, &payload_hash);
  if (!mado_hash_equals (&leaf, &entry->leaf))
    return "header and payload do not fit the leaf";
  *out_chain = mado_chain_hash_link (self->hasher, &self->head, &leaf);
  if (!mado_hash_equals (out_chain, &entry->chain))
    return "the link does not fit the entries before it";

  return NULL;
}

/**
 * mado_chain_verify:
 * @self: a place in a chain; it goes one entry ahead where the entry holds, and stays where it is where not
 * @entry: the next entry
 * @error: names the entry and what does not fit
 *
 * Called for entry after entry, the first failure names the first broken link.
 *
 * Returns: whether the entry continues the chain
 */
gboolean
mado_chain_verify (MadoChain *self, const MadoChainEntry *entry, GError **error)
{
  MadoHash chain;
  const char *flaw = find_flaw (self, entry, &chain);

  if (flaw != NULL) {
    g_set_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_MISMATCH,
                 "the chain is broken at entry %" G_GUINT64_FORMAT ": %s", self->seq + 1, flaw);
    return FALSE;
  }
  self->seq++;
  self->head = chain;

  return TRUE;
}
