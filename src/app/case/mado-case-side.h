/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "mado-case-sheet.h"

G_BEGIN_DECLS

/* What stands beside a case: its papers with what is to be seen on them, its comments, its history. Emits "looked" with
 * the id of a check and whether it is so. */
#define MADO_TYPE_CASE_SIDE (mado_case_side_get_type ())
G_DECLARE_FINAL_TYPE (MadoCaseSide, mado_case_side, MADO, CASE_SIDE, GtkBox)

void mado_case_side_show (
    MadoCaseSide *self, MadoSession *session, const MadoCaseSheet *sheet, gboolean looks_on, gboolean is_new);
void mado_case_side_show_item (MadoCaseSide *self, const MadoItem *item);
void mado_case_side_look (MadoCaseSide *self);
void mado_case_side_comment (MadoCaseSide *self);
void mado_case_side_do_paper (MadoCaseSide *self, const char *step);

G_END_DECLS
