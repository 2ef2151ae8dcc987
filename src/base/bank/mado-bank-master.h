/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-date.h"
#include "mado-finding.h"

G_BEGIN_DECLS

/* The list of all banks and branches as of one day. A master never changes: a newer list is another master. */
typedef struct _MadoBankMaster MadoBankMaster;

/* A bank, or one of its branches. All strings live as long as the master. */
typedef struct {
  const char *code; /* four digits, or three */
  const char *name; /* without 銀行 or 支店 */
  const char *kana; /* as bank files write it, in full width; not always the reading of the name */
  const char *name_key;
  const char *kana_key;
} MadoBankEntry;

typedef enum {
  MADO_BANK_OK,
  MADO_BANK_NONE,
  MADO_BANK_AMBIG,
  MADO_BANK_BRANCH_NONE,
  MADO_BANK_BRANCH_AMBIG,
} MadoBankStatus;

/* What a look-up came to; bank and branch are NULL as far as they are not known. */
typedef struct {
  MadoBankStatus status;
  const MadoBankEntry *bank;
  const MadoBankEntry *branch;
} MadoBankMatch;

MadoBankMaster *mado_bank_master_new (const char *file_name, const char *text, gsize length, MadoFindings *findings)
    G_GNUC_WARN_UNUSED_RESULT;
void mado_bank_master_free (MadoBankMaster *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoBankMaster, mado_bank_master_free)

MadoDate mado_bank_master_get_date (const MadoBankMaster *self);
const MadoBankEntry *mado_bank_master_get_banks (const MadoBankMaster *self, guint *out_n_banks);
const MadoBankEntry *mado_bank_master_get_branches (const MadoBankMaster *self,
                                                    const MadoBankEntry *bank,
                                                    guint *out_n_branches);

MadoBankMatch mado_bank_master_find_by_code (const MadoBankMaster *self, const char *bank, const char *branch);
MadoBankMatch mado_bank_master_find_by_name (const MadoBankMaster *self, const char *bank, const char *branch);
const char *mado_bank_status_get_name (MadoBankStatus status);

G_END_DECLS
