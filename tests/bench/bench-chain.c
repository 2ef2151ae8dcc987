/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the chain of a log costs beside hashing its bytes in one go, and canonical JSON beside reading and writing the
 * same document with nothing sorted, checked or refused. Leaf and link of an operation take ten blocks of SHA-256 where
 * its bytes alone take 7.7, so the chain cannot come below 1.3. */

#include "mado-bench.h"
#include "mado-canonical-json.h"
#include "mado-chain.h"

#include <stdlib.h>
#include <string.h>

#define N_OPERATIONS 20000
#define OPERATION_SIZE 491 /* header and payload hash of an ordinary edit, as the leaf covers them */

static const char document[] =
    "{\"actor\":\"0197e1c2-7a31-7c4e-9d53-1f2a6b8c0d4e\",\"base\":17,\"body\":{\"fields\":[{\"field\":\"phone\","
    "\"now\":\"000-0000-0000\",\"was\":null},{\"field\":\"address.building\",\"now\":\"見本マンション１０１\","
    "\"was\":\"\"}],\"note\":\"窓口で本人から聞き取り\\n確認済み\"},\"device\":12,\"dseq\":4711,\"entity\":"
    "\"0197e1c2-7a31-7c4e-9d53-1f2a6b8c0d4f\",\"kind\":\"case.edit\",\"op\":\"0197e1c2-7a31-7c4e-9d53-1f2a6b8c0d50\","
    "\"role\":\"clerk\",\"time\":1764547200}";

static guint8 operations[N_OPERATIONS][OPERATION_SIZE];
static volatile guint8 sink; /* keeps the compiler from leaving the work out */

static void
hash_in_one_go (gpointer load)
{
  MadoHash hash = mado_hash_of (operations, sizeof operations);

  sink = hash.bytes[0];
}

static void
walk_chain (gpointer load)
{
  g_autoptr (MadoChain) chain = mado_chain_new (0, NULL);
  g_autoptr (MadoHasher) hasher = mado_hasher_new ();

  for (gsize i = 0; i < N_OPERATIONS; i++) {
    MadoHash payload_hash, leaf;

    memcpy (&payload_hash, operations[i] + OPERATION_SIZE - MADO_HASH_SIZE, MADO_HASH_SIZE);
    leaf = mado_chain_hash_leaf (hasher, operations[i], OPERATION_SIZE - MADO_HASH_SIZE, &payload_hash);
    mado_chain_append (chain, &leaf);
  }
  sink = mado_chain_get_head (chain)->bytes[0];
}

static void
read_and_write (gpointer load)
{
  for (gsize i = 0; i < N_OPERATIONS; i++) {
    gsize length = 0;
    yyjson_doc *doc = yyjson_read (document, strlen (document), YYJSON_READ_NOFLAG);
    char *text = yyjson_write (doc, YYJSON_WRITE_NOFLAG, &length);

    sink = (guint8) text[length - 1];
    free (text);
    yyjson_doc_free (doc);
  }
}

static void
canonicalize (gpointer load)
{
  for (gsize i = 0; i < N_OPERATIONS; i++) {
    g_autoptr (GBytes) bytes = mado_canonical_json_from_text (document, strlen (document), NULL);

    sink = (guint8) g_bytes_get_size (bytes);
  }
}

int
main (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (491);

  for (gsize i = 0; i < sizeof operations; i++)
    operations[i / OPERATION_SIZE][i % OPERATION_SIZE] = (guint8) g_rand_int (random);

  mado_bench_compare ("chain over 20000 operations of 491 bytes", walk_chain, "one SHA-256 of the same bytes",
                      hash_in_one_go, NULL);
  mado_bench_compare ("canonical JSON of 20000 operations", canonicalize, "yyjson read and write", read_and_write,
                      NULL);

  return 0;
}
