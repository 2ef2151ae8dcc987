/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-entity.h"
#include "mado-programme.h"

G_BEGIN_DECLS

/* What is on the head of a case. */
typedef struct {
  char *number; /* by which people call it; empty where it has none yet */
  char *name;
  char *kana;
  char *state;
} MadoCaseTitle;

void mado_case_title_read (MadoCaseTitle *self, const MadoProgramme *programme, const MadoEntity *entity);
void mado_case_title_clear (MadoCaseTitle *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoCaseTitle, mado_case_title_clear)

G_END_DECLS
