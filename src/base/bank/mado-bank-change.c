/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What changes when one bank master takes the place of another: shown before anybody accepts it. */

#include "mado-bank-change.h"

#include <string.h>

typedef struct {
  const MadoBankMaster *master;
  const MadoBankEntry *next;
  guint n_left;
} Side;

static Side
open_banks (const MadoBankMaster *master)
{
  Side side = { .master = master };

  side.next = mado_bank_master_get_banks (master, &side.n_left);

  return side;
}

static Side
open_branches (const MadoBankMaster *master, const MadoBankEntry *bank)
{
  Side side = { .master = master };

  if (bank != NULL)
    side.next = mado_bank_master_get_branches (master, bank, &side.n_left);

  return side;
}

static const MadoBankEntry *
take_next (Side *side)
{
  side->n_left--;

  return side->next++;
}

static int
compare_next (const Side *older, const Side *newer)
{
  if (older->n_left == 0 || newer->n_left == 0)
    return older->n_left == 0 ? 1 : -1;

  return strcmp (older->next->code, newer->next->code);
}

static void
append_change (GArray *changes, const MadoBankEntry *bank, const MadoBankEntry *before, const MadoBankEntry *after)
{
  MadoBankMasterChange change = { MADO_BANK_CHANGE_RENAMED, bank, before, after };

  if (before == NULL)
    change.kind = MADO_BANK_CHANGE_ADDED;
  else if (after == NULL)
    change.kind = MADO_BANK_CHANGE_REMOVED;
  else if (strcmp (before->name, after->name) == 0 && strcmp (before->kana, after->kana) == 0)
    return;
  g_array_append_val (changes, change);
}

/* Walks two lists in the order of their codes; below banks, their branches. */
static void
compare_sides (Side older, Side newer, const MadoBankEntry *bank, GArray *changes)
{
  while (older.n_left > 0 || newer.n_left > 0) {
    int order = compare_next (&older, &newer);
    const MadoBankEntry *before = order <= 0 ? take_next (&older) : NULL;
    const MadoBankEntry *after = order >= 0 ? take_next (&newer) : NULL;

    append_change (changes, bank, before, after);
    if (bank == NULL)
      compare_sides (open_branches (older.master, before), open_branches (newer.master, after),
                     after != NULL ? after : before, changes);
  }
}

/**
 * mado_bank_master_compare:
 * @older: the master in use
 * @newer: what is to take its place
 *
 * Returns: (transfer container) (element-type MadoBankMasterChange): what changes, by code; it borrows from both
 * masters
 */
GArray *
mado_bank_master_compare (const MadoBankMaster *older, const MadoBankMaster *newer)
{
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (MadoBankMasterChange));

  compare_sides (open_banks (older), open_banks (newer), NULL, changes);

  return changes;
}

/**
 * mado_bank_change_kind_get_name:
 * @kind: a kind of change
 *
 * Returns: (transfer none): its name in answers
 */
const char *
mado_bank_change_kind_get_name (MadoBankChangeKind kind)
{
  static const char *const names[] = {
    [MADO_BANK_CHANGE_ADDED] = "added",
    [MADO_BANK_CHANGE_REMOVED] = "removed",
    [MADO_BANK_CHANGE_RENAMED] = "renamed",
  };

  return names[kind];
}
