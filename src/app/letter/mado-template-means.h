/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-layout.h"
#include "mado-letter-draft.h"
#include "mado-programme.h"

G_BEGIN_DECLS

/* What a letter may be made of: the items that it may say, and the places and styles of its sheet. */
typedef struct {
  const MadoProgramme *programme;
  const MadoLetter *letter; /* (nullable) */
  const MadoLayout *layout; /* (nullable): there is none of that name */
} MadoTemplateMeans;

const MadoItem *mado_template_means_find (const MadoTemplateMeans *self, const char *type);
const char *mado_template_means_find_style (const MadoTemplateMeans *self, const char *style);
GMenuModel *mado_template_menu_new (const MadoTemplateMeans *self, const MadoLetterDraft *draft, const char *block);

G_END_DECLS
