/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads our own tab-separated tables, built in or from a file, row by row. */

#include "mado-tsv.h"

#include <string.h>

/**
 * mado_tsv_init:
 * @self: a cursor
 * @text: the table; must outlive the cursor
 * @length: its bytes
 */
void
mado_tsv_init (MadoTsv *self, const char *text, gsize length)
{
  *self = (MadoTsv) { .next = text, .end = text + length };
}

/**
 * mado_tsv_next:
 * @self: a cursor
 *
 * Returns: (transfer full) (nullable): the fields of the next row that is neither empty nor a comment, %NULL at the end
 */
GStrv
mado_tsv_next (MadoTsv *self)
{
  while (self->next < self->end) {
    const char *begin = self->next;
    const char *newline = memchr (begin, '\n', (gsize) (self->end - begin));
    const char *stop = newline != NULL ? newline : self->end;

    self->next = newline != NULL ? newline + 1 : self->end;
    self->line++;
    if (stop > begin && stop[-1] == '\r')
      stop--;
    if (stop > begin && begin[0] != '#') {
      g_autofree char *row = g_strndup (begin, (gsize) (stop - begin));

      return g_strsplit (row, "\t", -1);
    }
  }

  return NULL;
}
