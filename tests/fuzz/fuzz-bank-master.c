/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whatever the bytes: what is taken of a list is in order, is found by its codes, and differs in nothing from itself.
 */

#include <stdint.h>
#include <string.h>

#include "mado-bank-change.h"
#include "mado-bank-search.h"

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_bank (const MadoBankMaster *master, const MadoBankEntry *bank)
{
  guint n_branches;
  const MadoBankEntry *branches = mado_bank_master_get_branches (master, bank, &n_branches);

  g_assert_cmpuint (n_branches, >, 0);
  for (guint i = 0; i < n_branches; i++) {
    MadoBankMatch by_code = mado_bank_master_find_by_code (master, bank->code, branches[i].code);
    MadoBankMatch by_name = mado_bank_master_find_by_name (master, bank->name, branches[i].name);

    g_assert_true (i == 0 || strcmp (branches[i - 1].code, branches[i].code) < 0);
    g_assert_true (by_code.branch == &branches[i]);
    g_assert_true (by_name.status != MADO_BANK_OK || strcmp (by_name.branch->name_key, branches[i].name_key) == 0);
  }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size); /* the bytes, and never NULL */
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  g_autoptr (MadoBankMaster) master = mado_bank_master_new ("list.tsv", text, size, findings);
  g_autoptr (GArray) changes = mado_bank_master_compare (master, master);
  g_autoptr (GPtrArray) found = mado_bank_master_search (master, NULL, "", G_MAXUINT);
  guint n_banks;
  const MadoBankEntry *banks = mado_bank_master_get_banks (master, &n_banks);

  g_assert_cmpuint (changes->len, ==, 0);
  g_assert_cmpuint (found->len, ==, n_banks);
  for (guint i = 0; i < MIN (n_banks, 16); i++) {
    g_assert_true (i == 0 || strcmp (banks[i - 1].code, banks[i].code) < 0);
    check_bank (master, &banks[i]);
  }

  return 0;
}
