/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether a character looks the same on every machine and every printer. */
typedef enum {
  MADO_FORM_CHARACTER_COMMON,
  MADO_FORM_CHARACTER_MACHINE, /* a sign that only some machines have: ①㈱№Ⅰ㍻ */
  MADO_FORM_CHARACTER_NAME,    /* a letter outside JIS X 0208: look at the print: 髙﨑 */
  MADO_FORM_CHARACTER_GAIJI,   /* means something on one machine only: private use, or already lost */
} MadoFormCharacter;

MadoFormCharacter mado_form_character_classify (gunichar character);
guint mado_form_text_classify (const char *text);

G_END_DECLS
