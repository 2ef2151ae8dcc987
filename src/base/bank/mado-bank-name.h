/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-date.h"

G_BEGIN_DECLS

/* Keys under which names of banks and branches meet, however people write them. A key is for comparing only. */

char *mado_bank_name_make_key (const char *bank_name) G_GNUC_WARN_UNUSED_RESULT;
char *mado_branch_name_make_key (const char *branch_name) G_GNUC_WARN_UNUSED_RESULT;
char *mado_bank_kana_make_key (const char *kana) G_GNUC_WARN_UNUSED_RESULT;

char *mado_bank_name_dup_new_code (const char *old_name, MadoDate *out_last_day) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
