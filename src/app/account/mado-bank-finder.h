/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-bank-master.h"

G_BEGIN_DECLS

/* Finds a bank, and then its branch, by code, kana or name. Emits "found" with both codes, and closes. */
#define MADO_TYPE_BANK_FINDER (mado_bank_finder_get_type ())
G_DECLARE_FINAL_TYPE (MadoBankFinder, mado_bank_finder, MADO, BANK_FINDER, AdwDialog)

AdwDialog *mado_bank_finder_new (const MadoBankMaster *master) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
