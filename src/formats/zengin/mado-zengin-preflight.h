/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-date.h"
#include "mado-zengin-reader.h"

G_BEGIN_DECLS

/* What a sound file is held against on the day that it is made. */
typedef struct {
  MadoDate file_date;
  gboolean (*is_bank_open) (MadoDate day, gpointer user_data);
  gboolean (*has_branch) (const char *bank, const char *branch, gpointer user_data); /* branch NULL: the bank itself */
  gpointer user_data;
} MadoZenginTerms;

MadoDate mado_zengin_find_transfer_date (const char *mmdd, MadoDate file_date);
void mado_zengin_preflight (const MadoZenginFile *file, const MadoZenginTerms *terms, MadoFindings *findings);

G_END_DECLS
