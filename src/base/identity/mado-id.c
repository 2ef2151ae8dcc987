/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Ids of version 7: 48 bits of milliseconds, then 12 bits and 62 bits of chance around the marks of version and
 * variant. In a line of ids the 12 bits count within the millisecond, so that it only ever rises. */

#include "mado-id.h"

#include <string.h>
#include <unistd.h>

#define LAST_COUNT 0xFFF
#define FIRST_COUNT_MASK 0x7FF /* a millisecond begins low enough to leave room for at least 2048 ids */

static MadoId
assemble (gint64 milliseconds, guint twelve_bits, const guint8 random[8])
{
  const guint64 time = GUINT64_TO_BE ((guint64) MAX (milliseconds, 0) << 16);
  MadoId id;

  memcpy (id.bytes, &time, 6);
  id.bytes[6] = (guint8) (0x70 | twelve_bits >> 8);
  id.bytes[7] = (guint8) twelve_bits;
  memcpy (id.bytes + 8, random, 8);
  id.bytes[8] = (guint8) (0x80 | (id.bytes[8] & 0x3F));

  return id;
}

/**
 * mado_id_build:
 * @time: an instant since 1970; an earlier one counts as that
 * @random: of its 80 bits 74 are used
 *
 * Returns: the id of these; the same for the same
 */
MadoId
mado_id_build (MadoInstant time, const guint8 random[MADO_ID_RANDOM_SIZE])
{
  return assemble (time.microseconds / 1000, (guint) (random[0] << 8 | random[1]) & LAST_COUNT, random + 2);
}

/**
 * mado_id_next:
 * @sequence: where the line stands; is moved on
 * @now: what the clock shows
 * @random: fresh for every id
 *
 * While the clock stands still or has gone back, the line counts on from where it was, into the next millisecond where
 * one is full.
 *
 * Returns: an id greater than all before it in the line
 */
MadoId
mado_id_next (MadoIdSequence *sequence, MadoInstant now, const guint8 random[MADO_ID_RANDOM_SIZE])
{
  const gint64 milliseconds = now.microseconds / 1000;

  if (milliseconds <= sequence->milliseconds && sequence->counter < LAST_COUNT) {
    sequence->counter++;
  } else {
    sequence->milliseconds = MAX (milliseconds, sequence->milliseconds + 1);
    sequence->counter = (guint) (random[0] << 8 | random[1]) & FIRST_COUNT_MASK;
  }

  return assemble (sequence->milliseconds, sequence->counter, random + 2);
}

/**
 * mado_id_draw:
 *
 * Reads the clock and the system's random numbers; any thread may call it.
 *
 * Returns: a new id, greater than all that this process drew before
 */
MadoId
mado_id_draw (void)
{
  static GMutex mutex;            /* the line of this process: rising over all threads is the */
  static MadoIdSequence sequence; /* promise, so that there has to be one for all of them */
  guint8 random[MADO_ID_RANDOM_SIZE];

  if (getentropy (random, sizeof random) != 0)
    g_error ("the system has no random numbers"); /* nothing that needs an id may go on without */

  g_mutex_lock (&mutex);
  const MadoId id = mado_id_next (&sequence, mado_instant_now (), random);
  g_mutex_unlock (&mutex);

  return id;
}

/**
 * mado_id_is_valid:
 * @self: any sixteen bytes
 *
 * Returns: whether they bear the marks of version 7
 */
gboolean
mado_id_is_valid (MadoId self)
{
  return self.bytes[6] >> 4 == 7 && self.bytes[8] >> 6 == 2;
}

/**
 * mado_id_compare:
 * @a: an id
 * @b: an id
 *
 * Returns: less than, equal to or greater than 0; within a line, as @a was drawn before or after @b
 */
int
mado_id_compare (MadoId a, MadoId b)
{
  return memcmp (a.bytes, b.bytes, sizeof a.bytes);
}

/* Whether a dash stands before this byte of the text. */
static gboolean
has_dash_before (gsize byte)
{
  return byte == 4 || byte == 6 || byte == 8 || byte == 10;
}

/**
 * mado_id_from_text:
 * @text: (nullable): exactly 8-4-4-4-12 hexadecimal digits, in either case
 *
 * Returns: the id, or %MADO_ID_NONE where the text is anything else or of another version
 */
MadoId
mado_id_from_text (const char *text)
{
  MadoId id;

  if (text == NULL)
    return MADO_ID_NONE;
  for (gsize i = 0; i < sizeof id.bytes; i++) {
    if (has_dash_before (i) && *text++ != '-')
      return MADO_ID_NONE;
    if (!g_ascii_isxdigit (text[0]) || !g_ascii_isxdigit (text[1]))
      return MADO_ID_NONE;
    id.bytes[i] = (guint8) (g_ascii_xdigit_value (text[0]) << 4 | g_ascii_xdigit_value (text[1]));
    text += 2;
  }

  return *text == '\0' && mado_id_is_valid (id) ? id : MADO_ID_NONE;
}

/**
 * mado_id_to_text:
 * @self: an id
 * @out_text: (out): 8-4-4-4-12 hexadecimal digits, in lower case
 */
void
mado_id_to_text (MadoId self, char out_text[MADO_ID_TEXT_SIZE])
{
  static const char digits[] = "0123456789abcdef";

  for (gsize i = 0; i < sizeof self.bytes; i++) {
    if (has_dash_before (i))
      *out_text++ = '-';
    *out_text++ = digits[self.bytes[i] >> 4];
    *out_text++ = digits[self.bytes[i] & 0xF];
  }
  *out_text = '\0';
}
