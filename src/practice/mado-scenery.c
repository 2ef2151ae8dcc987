/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads the samples that come with the program, never what an operator imported: the same seed shall be the same ward
 * on every machine, and no real bank shall be in it. */

#include "mado-scenery.h"

#include <string.h>

#include "mado-reference-file.h"
#include "mado-town-file.h"

#define JAPAN_POST_BANK "9900" /* its stores are real even in the sample */

/* A name that says more than a town's is a building, or one part of a town. */
static void
list_homes (MadoScenery *self)
{
  for (guint i = 0; i < mado_town_table_get_count (self->towns); i++) {
    MadoTown town = mado_town_table_get (self->towns, i);

    if (town.name[0] != '\0' && town.conditions[0] == '\0')
      g_array_append_val (self->homes, town);
  }
}

static void
list_branches (MadoScenery *self)
{
  guint n_banks = 0;
  const MadoBankEntry *banks = mado_bank_master_get_banks (self->banks, &n_banks);

  for (guint i = 0; i < n_banks; i++) {
    guint n_branches = 0;
    const MadoBankEntry *branches = mado_bank_master_get_branches (self->banks, &banks[i], &n_branches);

    for (guint j = 0; j < n_branches && strcmp (banks[i].code, JAPAN_POST_BANK) != 0; j++)
      g_array_append_val (self->branches, ((MadoSceneryBranch) { &banks[i], &branches[j] }));
  }
}

static MadoBankMaster *
load_banks (GError **error)
{
  g_autofree char *path = mado_reference_file_dup_sample_path ("banks/banks-sample.tsv");
  g_autoptr (MadoFindings) findings = mado_findings_new (); /* ignored: our own file, held by a test */
  g_autofree char *text = NULL;
  gsize length = 0;

  return g_file_get_contents (path, &text, &length, error)
             ? mado_bank_master_new ("banks-sample.tsv", text, length, findings)
             : NULL;
}

/**
 * mado_scenery_new:
 * @error: where to put which sample cannot be read
 *
 * Returns: (transfer full) (nullable): the scenery
 */
MadoScenery *
mado_scenery_new (GError **error)
{
  g_autoptr (MadoTownTable) towns = mado_town_file_load_sample (error);
  g_autoptr (MadoBankMaster) banks = towns != NULL ? load_banks (error) : NULL;

  if (banks == NULL)
    return NULL;

  MadoScenery *self = g_new0 (MadoScenery, 1);

  self->phrases = mado_phrases_new ();
  self->towns = g_steal_pointer (&towns);
  self->banks = g_steal_pointer (&banks);
  self->homes = g_array_new (FALSE, FALSE, sizeof (MadoTown));
  self->branches = g_array_new (FALSE, FALSE, sizeof (MadoSceneryBranch));
  list_homes (self);
  list_branches (self);

  return self;
}

/**
 * mado_scenery_free:
 * @self: (transfer full): a scenery
 */
void
mado_scenery_free (MadoScenery *self)
{
  g_array_unref (self->branches);
  g_array_unref (self->homes);
  mado_bank_master_free (self->banks);
  mado_town_table_free (self->towns);
  mado_phrases_free (self->phrases);
  g_free (self);
}
