/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "mado-base-error.h"
#include "mado-canonical-json.h"
#include "mado-chain.h"

#include <string.h>

#define N_ENTRIES 5

/* A short log, with every byte in reach so that any may be spoilt. */
typedef struct {
  char header[160];
  guint8 salt[MADO_CHAIN_SALT_SIZE];
  char payload[80];
  MadoChainEntry entry;
} LogEntry;

static void
write_log (LogEntry *log)
{
  g_autoptr (MadoHasher) hasher = mado_hasher_new ();
  g_autoptr (MadoChain) chain = mado_chain_new (0, NULL);

  for (guint i = 0; i < N_ENTRIES; i++) {
    MadoChainEntry *entry = &log[i].entry;

    g_snprintf (log[i].header, sizeof log[i].header, "{\"case\":\"c-%u\",\"kind\":\"comment.add\",\"seq\":%u}", i,
                i + 1);
    g_snprintf (log[i].payload, sizeof log[i].payload, "{\"text\":\"受付済み %u\"}", i);
    memset (log[i].salt, (int) (0xA0 + i), sizeof log[i].salt);
    g_assert_true (mado_canonical_json_is_canonical (log[i].header, strlen (log[i].header)));
    *entry = (MadoChainEntry) {
      .seq = i + 1,
      .header = log[i].header,
      .header_length = strlen (log[i].header),
      .salt = log[i].salt,
      .payload = log[i].payload,
      .payload_length = strlen (log[i].payload),
    };
    entry->payload_hash = mado_chain_hash_payload (hasher, log[i].salt, entry->payload, entry->payload_length);
    entry->leaf = mado_chain_hash_leaf (hasher, entry->header, entry->header_length, &entry->payload_hash);
    mado_chain_append (chain, &entry->leaf);
    entry->chain = *mado_chain_get_head (chain);
  }
}

/* The number of the first entry that does not hold, 0 where all do. */
static guint64
find_break (const LogEntry *log)
{
  g_autoptr (MadoChain) chain = mado_chain_new (0, NULL);

  for (guint i = 0; i < N_ENTRIES; i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *named = g_strdup_printf ("the chain is broken at entry %u: ", i + 1);

    if (!mado_chain_verify (chain, &log[i].entry, &error)) {
      g_assert_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_MISMATCH);
      g_assert_true (g_str_has_prefix (error->message, named));
      g_assert_cmpuint (mado_chain_get_seq (chain), ==, i);
      return i + 1;
    }
    g_assert_true (mado_hash_equals (mado_chain_get_head (chain), &log[i].entry.chain));
  }

  return 0;
}

static void
test_hashes_are_those_of_the_definition (void)
{
  g_autoptr (MadoHasher) hasher = mado_hasher_new ();
  guint8 bytes[128] = { 0 };
  LogEntry log[N_ENTRIES];
  const MadoChainEntry *first = &log[0].entry, *second = &log[1].entry;

  write_log (log);

  memcpy (bytes, log[0].salt, 32);
  memcpy (bytes + 32, log[0].payload, first->payload_length);
  MadoHash payload_hash = mado_hash_of (bytes, 32 + first->payload_length);
  g_assert_true (mado_hash_equals (&payload_hash, &first->payload_hash));

  bytes[0] = 0x00;
  memcpy (bytes + 1, log[0].header, first->header_length);
  memcpy (bytes + 1 + first->header_length, payload_hash.bytes, 32);
  MadoHash leaf = mado_hash_of (bytes, 1 + first->header_length + 32);
  g_assert_true (mado_hash_equals (&leaf, &first->leaf));

  bytes[0] = 0x02;
  memset (bytes + 1, 0, 32);
  memcpy (bytes + 33, leaf.bytes, 32);
  MadoHash chain = mado_hash_of (bytes, 65);
  g_assert_true (mado_hash_equals (&chain, &first->chain));

  memcpy (bytes + 1, chain.bytes, 32);
  memcpy (bytes + 33, second->leaf.bytes, 32);
  chain = mado_hash_of (bytes, 65);
  g_assert_true (mado_hash_equals (&chain, &second->chain));
}

static void
test_a_flipped_bit_anywhere_is_found_in_its_entry (void)
{
  LogEntry log[N_ENTRIES];

  write_log (log);
  g_assert_cmpuint (find_break (log), ==, 0);
  for (guint i = 0; i < N_ENTRIES; i++) {
    MadoChainEntry *entry = &log[i].entry;
    const struct {
      void *bytes;
      gsize length;
    } parts[] = {
      { log[i].header, entry->header_length },   { log[i].salt, sizeof log[i].salt },
      { log[i].payload, entry->payload_length }, { entry->payload_hash.bytes, MADO_HASH_SIZE },
      { entry->leaf.bytes, MADO_HASH_SIZE },     { entry->chain.bytes, MADO_HASH_SIZE },
      { &entry->seq, sizeof entry->seq },
    };

    for (gsize part = 0; part < G_N_ELEMENTS (parts); part++)
      for (gsize bit = 0; bit < parts[part].length * 8; bit++) {
        guint8 *byte = (guint8 *) parts[part].bytes + bit / 8;

        *byte ^= (guint8) (1 << bit % 8);
        g_assert_cmpuint (find_break (log), ==, i + 1);
        *byte ^= (guint8) (1 << bit % 8);
      }
  }
}

static void
test_entries_that_change_places_go_or_come_twice_are_found (void)
{
  LogEntry log[N_ENTRIES], other[N_ENTRIES];

  write_log (log);
  write_log (other);
  other[1].entry = log[2].entry;
  other[2].entry = log[1].entry;
  g_assert_cmpuint (find_break (other), ==, 2);
  other[1].entry.seq = 2; /* even renumbered */
  g_assert_cmpuint (find_break (other), ==, 2);

  other[1].entry = log[0].entry;
  g_assert_cmpuint (find_break (other), ==, 2);

  for (guint i = 3; i < N_ENTRIES; i++) /* entry 3 is gone */
    log[i - 1].entry = log[i].entry;
  g_assert_cmpuint (find_break (log), ==, 3);
}

static void
test_a_forged_entry_is_found_where_its_link_is_left (void)
{
  g_autoptr (MadoHasher) hasher = mado_hasher_new ();
  LogEntry log[N_ENTRIES];
  MadoChainEntry *entry = &log[2].entry;

  write_log (log);
  log[2].payload[2] ^= 1; /* with all hashes of the entry itself put right again */
  entry->payload_hash = mado_chain_hash_payload (hasher, log[2].salt, entry->payload, entry->payload_length);
  entry->leaf = mado_chain_hash_leaf (hasher, entry->header, entry->header_length, &entry->payload_hash);
  g_assert_cmpuint (find_break (log), ==, 3);
  entry->chain = mado_chain_hash_link (hasher, &log[1].entry.chain, &entry->leaf);
  g_assert_cmpuint (find_break (log), ==, 4);
}

static void
test_without_the_payload_its_hash_does (void)
{
  LogEntry log[N_ENTRIES];

  write_log (log);
  for (guint i = 0; i < N_ENTRIES; i += 2) {
    log[i].entry.salt = NULL;
    log[i].entry.payload = NULL;
    log[i].entry.payload_length = 0;
  }
  g_assert_cmpuint (find_break (log), ==, 0);
  log[2].entry.payload_hash.bytes[31] ^= 1;
  g_assert_cmpuint (find_break (log), ==, 3);
}

static void
test_the_walk_goes_on_from_where_it_was_left (void)
{
  LogEntry log[N_ENTRIES];

  write_log (log);
  g_autoptr (MadoChain) chain = mado_chain_new (2, &log[1].entry.chain);

  mado_chain_append (chain, &log[2].entry.leaf); /* nothing but its leaf may be seen */
  g_assert_true (mado_chain_verify (chain, &log[3].entry, NULL));
  g_assert_true (mado_chain_verify (chain, &log[4].entry, NULL));
  g_assert_cmpuint (mado_chain_get_seq (chain), ==, N_ENTRIES);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/chain/hashes-are-those-of-the-definition", test_hashes_are_those_of_the_definition);
  g_test_add_func ("/chain/a-flipped-bit-anywhere-is-found-in-its-entry",
                   test_a_flipped_bit_anywhere_is_found_in_its_entry);
  g_test_add_func ("/chain/entries-that-change-places-go-or-come-twice-are-found",
                   test_entries_that_change_places_go_or_come_twice_are_found);
  g_test_add_func ("/chain/a-forged-entry-is-found-where-its-link-is-left",
                   test_a_forged_entry_is_found_where_its_link_is_left);
  g_test_add_func ("/chain/without-the-payload-its-hash-does", test_without_the_payload_its_hash_does);
  g_test_add_func ("/chain/the-walk-goes-on-from-where-it-was-left", test_the_walk_goes_on_from_where_it_was_left);

  return g_test_run ();
}
