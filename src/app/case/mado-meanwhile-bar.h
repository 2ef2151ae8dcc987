/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-case-sheet.h"
#include "mado-company.h"

G_BEGIN_DECLS

/* What others do with a case while somebody looks at it: who else has it open, who has taken it over, and what they
 * have just changed. Emits "company-changed". */
#define MADO_TYPE_MEANWHILE_BAR (mado_meanwhile_bar_get_type ())
G_DECLARE_FINAL_TYPE (MadoMeanwhileBar, mado_meanwhile_bar, MADO, MEANWHILE_BAR, AdwBin)

void mado_meanwhile_bar_watch (MadoMeanwhileBar *self, MadoSession *session);
void mado_meanwhile_bar_open (MadoMeanwhileBar *self, MadoId id);
void mado_meanwhile_bar_close (MadoMeanwhileBar *self);
void mado_meanwhile_bar_offer (MadoMeanwhileBar *self, gboolean may_take_over);
MadoCompany *mado_meanwhile_bar_get_company (MadoMeanwhileBar *self);
void mado_meanwhile_bar_tell (MadoMeanwhileBar *self, const MadoCaseSheet *before, const MadoCaseSheet *sheet);

G_END_DECLS
