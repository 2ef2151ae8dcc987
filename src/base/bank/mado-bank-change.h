/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-bank-master.h"

G_BEGIN_DECLS

typedef enum {
  MADO_BANK_CHANGE_ADDED,
  MADO_BANK_CHANGE_REMOVED,
  MADO_BANK_CHANGE_RENAMED, /* another name or other kana */
} MadoBankChangeKind;

/* What a newer master says otherwise. The strings belong to the masters. */
typedef struct {
  MadoBankChangeKind kind;
  const MadoBankEntry *bank;   /* whose branch it is; NULL: the entry is a bank itself */
  const MadoBankEntry *before; /* NULL: added */
  const MadoBankEntry *after;  /* NULL: removed */
} MadoBankMasterChange;

GArray *mado_bank_master_compare (const MadoBankMaster *older, const MadoBankMaster *newer) G_GNUC_WARN_UNUSED_RESULT;
const char *mado_bank_change_kind_get_name (MadoBankChangeKind kind);

G_END_DECLS
