/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-access.h"
#include "mado-bank-master.h"

G_BEGIN_DECLS

/* What a list of banks would do to the people who are paid: of the accounts in cases that are not at an end, how many
 * are at branches that it does not have any more. Whoever takes a list into use sees nobody's account, so these are
 * numbers and nothing else. */
typedef struct {
  gint64 payees;
  gint64 gone;
} MadoListWeight;

gboolean mado_list_weigh (const MadoAccess *access,
                          MadoBackend *backend,
                          const MadoBankMaster *before,
                          const MadoBankMaster *after,
                          MadoListWeight *out_weight,
                          GError **error);

G_END_DECLS
