/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a finder shows while somebody types a bank or a branch: by code, by name or by kana. */

#include "mado-bank-search.h"

#include <string.h>

#include "mado-bank-name.h"

typedef enum { RANK_EXACT, RANK_PREFIX, RANK_SUBSTRING, N_RANKS, RANK_NONE = N_RANKS } Rank;

static Rank
rank_beginning (const char *key, const char *typed)
{
  if (!g_str_has_prefix (key, typed))
    return RANK_NONE;

  return key[strlen (typed)] == '\0' ? RANK_EXACT : RANK_PREFIX;
}

static Rank
rank_entry (const MadoBankEntry *entry, const char *name_key, const char *kana_key)
{
  Rank rank = rank_beginning (entry->name_key, name_key);

  if (rank == RANK_NONE && strstr (entry->name_key, name_key) != NULL)
    rank = RANK_SUBSTRING;
  rank = MIN (rank, rank_beginning (entry->code, name_key));

  return MIN (rank, rank_beginning (entry->kana_key, kana_key));
}

/**
 * mado_bank_master_search:
 * @self: a master
 * @bank: (nullable): one of its banks, to search its branches; %NULL to search the banks
 * @text: what was typed so far: the beginning of a code or of the kana, or any part of the name
 * @limit: how many entries to give at most
 *
 * Returns: (transfer container) (element-type MadoBankEntry): what fits, the closest first, then by code
 */
GPtrArray *
mado_bank_master_search (const MadoBankMaster *self, const MadoBankEntry *bank, const char *text, guint limit)
{
  g_autofree char *name_key = bank == NULL ? mado_bank_name_make_key (text) : mado_branch_name_make_key (text);
  g_autofree char *kana_key = mado_bank_kana_make_key (text);
  guint n_entries;
  const MadoBankEntry *entries = bank == NULL ? mado_bank_master_get_banks (self, &n_entries)
                                              : mado_bank_master_get_branches (self, bank, &n_entries);
  GPtrArray *found = g_ptr_array_new ();

  for (Rank rank = RANK_EXACT; rank < N_RANKS; rank++)
    for (guint i = 0; i < n_entries && found->len < limit; i++)
      if (rank_entry (&entries[i], name_key, kana_key) == rank)
        g_ptr_array_add (found, (gpointer) &entries[i]);

  return found;
}
