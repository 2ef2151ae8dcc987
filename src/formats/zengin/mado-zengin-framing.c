/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Cuts a file into records, whatever line ends it has. */

#include "mado-zengin-framing.h"

#include <string.h>

#include "mado-zengin-layout.h"

#define STEP (MADO_ZENGIN_RECORD_SIZE + 2)

static const struct {
  const char *name;
  const char *bytes;
} newlines[] = {
  [MADO_ZENGIN_NEWLINE_NONE] = { "NONE", "" },     [MADO_ZENGIN_NEWLINE_CRLF] = { "CRLF", "\r\n" },
  [MADO_ZENGIN_NEWLINE_LF] = { "LF", "\n" },       [MADO_ZENGIN_NEWLINE_CR] = { "CR", "\r" },
  [MADO_ZENGIN_NEWLINE_MIXED] = { "MIXED", NULL },
};

/* The line end at a place that holds one. */
static MadoZenginNewline
look_at_newline (const guint8 *at, const guint8 *end)
{
  if (*at == '\n')
    return MADO_ZENGIN_NEWLINE_LF;

  return at + 1 < end && at[1] == '\n' ? MADO_ZENGIN_NEWLINE_CRLF : MADO_ZENGIN_NEWLINE_CR;
}

/* In steps of about a record: the search for one kind of line end must not run far past one of the other. */
static const guint8 *
find_newline (const guint8 *from, const guint8 *end)
{
  for (; from < end; from += MIN (end - from, STEP)) {
    gsize length = (gsize) MIN (end - from, STEP);
    const guint8 *lf = memchr (from, '\n', length);
    const guint8 *cr = memchr (from, '\r', lf != NULL ? (gsize) (lf - from) : length);

    if (cr != NULL || lf != NULL)
      return cr != NULL ? cr : lf;
  }

  return end;
}

/**
 * mado_zengin_walk_init:
 * @walk: (out caller-allocates): a walk over the records of @bytes
 * @bytes: a whole file; outlives the walk
 * @length: its size
 */
void
mado_zengin_walk_init (MadoZenginWalk *walk, const guint8 *bytes, gsize length)
{
  *walk = (MadoZenginWalk) { .next = bytes, .end = bytes + length };

  if (length >= 3 && memcmp (bytes, "\xEF\xBB\xBF", 3) == 0) {
    walk->framing.bom = TRUE;
    walk->next += 3;
  }
  if (walk->next < walk->end && walk->end[-1] == 0x1A) {
    walk->framing.eof1a = TRUE;
    walk->end--;
  }

  const guint8 *newline = find_newline (walk->next, walk->end);
  if (newline < walk->end)
    walk->framing.newline = look_at_newline (newline, walk->end);
}

/**
 * mado_zengin_walk_next:
 * @walk: a walk
 * @out_record: (out) (transfer none): the next record's first byte
 * @out_length: (out): its bytes without the line end, 120 where all is well
 *
 * Returns: whether there was one more record
 */
gboolean
mado_zengin_walk_next (MadoZenginWalk *walk, const guint8 **out_record, gsize *out_length)
{
  MadoZenginFraming *framing = &walk->framing;
  const guint8 *record = walk->next;
  const guint8 *record_end;

  if (record == walk->end)
    return FALSE;

  if (framing->newline == MADO_ZENGIN_NEWLINE_NONE) {
    record_end = record + MIN (walk->end - record, MADO_ZENGIN_RECORD_SIZE);
    walk->next = record_end;
  } else if ((record_end = find_newline (record, walk->end)) == walk->end) {
    framing->lacks_final_newline = TRUE;
    walk->next = walk->end;
  } else {
    MadoZenginNewline newline = look_at_newline (record_end, walk->end);

    if (newline != framing->newline)
      framing->newline = MADO_ZENGIN_NEWLINE_MIXED;
    walk->next = record_end + strlen (newlines[newline].bytes);
  }
  *out_record = record;
  *out_length = (gsize) (record_end - record);

  return TRUE;
}

/**
 * mado_zengin_newline_get_name:
 * @newline: a line end
 *
 * Returns: (transfer none): its name in the JSON form
 */
const char *
mado_zengin_newline_get_name (MadoZenginNewline newline)
{
  return newlines[newline].name;
}

/**
 * mado_zengin_newline_from_name:
 * @name: a name as in the JSON form
 * @out_newline: (out): the line end of that name
 *
 * Returns: whether there is one
 */
gboolean
mado_zengin_newline_from_name (const char *name, MadoZenginNewline *out_newline)
{
  for (guint i = 0; i < G_N_ELEMENTS (newlines); i++)
    if (g_ascii_strcasecmp (newlines[i].name, name) == 0) {
      *out_newline = (MadoZenginNewline) i;
      return TRUE;
    }

  return FALSE;
}

/**
 * mado_zengin_newline_get_bytes:
 * @newline: a line end
 *
 * Returns: (transfer none) (nullable): what it writes after a record; %NULL for a mixture
 */
const char *
mado_zengin_newline_get_bytes (MadoZenginNewline newline)
{
  return newlines[newline].bytes;
}
