/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-layout.h"
#include "mado-typecase.h"

G_BEGIN_DECLS

/* A text in a style, broken into lines: no line begins with a closing bracket, a comma or a small kana, and none ends
 * with an opening bracket (禁則処理). All lines are of one height. */
typedef struct {
  PangoLayout *text;
  int n_lines;
  double line; /* mm: how high one is */
} MadoWording;

MadoWording mado_wording_set (
    MadoTypecase *typecase, const MadoLayoutStyle *style, double scale, double width, const char *text);
void mado_wording_clear (MadoWording *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoWording, mado_wording_clear)
MadoFace mado_wording_get_face (const MadoLayoutStyle *style);

G_END_DECLS
