/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One width for what Japanese keyboards write in two. */

#include "mado-fold.h"

/**
 * mado_fold_width:
 * @text: UTF-8
 *
 * Returns: (transfer full): the text with full-width ASCII and spaces as ASCII
 */
char *
mado_fold_width (const char *text)
{
  GString *folded = g_string_new (NULL);

  for (const char *next = text; *next != '\0'; next = g_utf8_next_char (next)) {
    gunichar character = g_utf8_get_char (next);

    if (character >= 0xFF01 && character <= 0xFF5E)
      character -= 0xFF01 - '!';
    g_string_append_unichar (folded, character == 0x3000 ? ' ' : character);
  }

  return g_string_free_and_steal (folded);
}
