/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Takes the text of a letter apart. */

#include "mado-letter-field.h"

#include <string.h>

/**
 * mado_letter_field_next:
 * @text: the text of a letter
 * @offset: (inout): where to begin; moves behind what was found
 *
 * Returns: the next stretch of plain text, or field
 */
MadoLetterToken
mado_letter_field_next (const char *text, gsize *offset)
{
  const gsize start = *offset;
  const char *here = text + start;
  gsize length = strcspn (here, "{}");

  if (*here == '\0')
    return (MadoLetterToken) { MADO_LETTER_END, start, 0 };
  if (length > 0) {
    *offset = start + length;
    return (MadoLetterToken) { MADO_LETTER_PLAIN, start, length };
  }
  if (here[1] == here[0]) {
    *offset = start + 2;
    return (MadoLetterToken) { MADO_LETTER_PLAIN, start, 1 };
  }
  length = strcspn (here + 1, "{}");
  if (here[0] == '}' || length == 0 || here[1 + length] != '}') {
    *offset = start + 1;
    return (MadoLetterToken) { MADO_LETTER_WRONG, start, 1 };
  }
  *offset = start + length + 2;

  return (MadoLetterToken) { MADO_LETTER_FIELD, start + 1, length };
}
