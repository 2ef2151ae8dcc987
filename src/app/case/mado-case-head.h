/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-case-sheet.h"

G_BEGIN_DECLS

/* The head of a case: whose it is, and how it stands. */
#define MADO_TYPE_CASE_HEAD (mado_case_head_get_type ())
G_DECLARE_FINAL_TYPE (MadoCaseHead, mado_case_head, MADO, CASE_HEAD, GtkBox)

void mado_case_head_show (MadoCaseHead *self, const MadoCaseSheet *sheet);

char *mado_case_head_dup_name (const MadoCaseTitle *title) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
