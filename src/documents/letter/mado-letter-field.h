/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* `{name}` or `{name.part}` in the text of a letter; `{{` and `}}` are the braces themselves. */

typedef enum {
  MADO_LETTER_END,
  MADO_LETTER_PLAIN, /* a stretch of text as it is */
  MADO_LETTER_FIELD,
  MADO_LETTER_WRONG, /* a brace that stands alone, or a field without a name */
} MadoLetterTokenKind;

typedef struct {
  MadoLetterTokenKind kind;
  gsize offset; /* bytes; of a field, where its name begins */
  gsize length; /* of the plain text, or of the whole name */
} MadoLetterToken;

MadoLetterToken mado_letter_field_next (const char *text, gsize *offset);

G_END_DECLS
