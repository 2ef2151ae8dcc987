/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a document is called on paper, by people and by scanners: the run, its place in it, and which copy it is, so
 * that a sheet that was spoiled is never taken for the one that was printed in its place. Pages add their own part. */

#include "mado-sheet-mark.h"

#include <string.h>

/**
 * mado_sheet_mark_build:
 * @run: what the run is called
 * @serial: of the document in it, from 1
 * @copy: from 1
 *
 * Returns: (transfer full): "R7-1/000012", its second copy "R7-1/000012-2"
 */
char *
mado_sheet_mark_build (const char *run, guint serial, guint copy)
{
  return copy > 1 ? g_strdup_printf ("%s/%06u-%u", run, serial, copy) : g_strdup_printf ("%s/%06u", run, serial);
}

/**
 * mado_sheet_mark_is_of:
 * @mark: what was scanned: a document's mark, or that of one of its pages
 * @document: a document's mark
 *
 * Returns: whether it is the mark of that document
 */
gboolean
mado_sheet_mark_is_of (const char *mark, const char *document)
{
  const gsize length = strlen (document);

  return strncmp (mark, document, length) == 0 && (mark[length] == '\0' || mark[length] == '/');
}
