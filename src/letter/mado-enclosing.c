/* SPDX-License-Identifier: GPL-3.0-or-later */

/* It knows what it has seen itself: whoever scans faster than the disk writes does not enclose a letter twice. */

#include "mado-enclosing.h"

#include "mado-letter-run.h"
#include "mado-sheet-mark.h"

struct _MadoEnclosing {
  MadoLetterPile *pile;
  GHashTable *enclosed; /* (element-type MadoPiledSheet): since it began */
  MadoEnclosingState state;
  MadoEnclosingFault fault;
  const char *refused;          /* (nullable) */
  const MadoPiledSheet *letter; /* (nullable): whose sheet was read */
  char *sheet;                  /* as scanned */
  char *envelope;               /* as scanned */
};

/**
 * mado_enclosing_new:
 * @pile: (transfer full): a run that is printed
 *
 * Returns: (transfer full): a check that waits for a sheet
 */
MadoEnclosing *
mado_enclosing_new (MadoLetterPile *pile)
{
  MadoEnclosing *self = g_new0 (MadoEnclosing, 1);

  self->pile = pile;
  self->enclosed = g_hash_table_new (NULL, NULL);
  self->sheet = g_strdup ("");
  self->envelope = g_strdup ("");

  return self;
}

/**
 * mado_enclosing_free:
 * @self: (nullable) (transfer full): a check
 */
void
mado_enclosing_free (MadoEnclosing *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->enclosed);
  mado_letter_pile_free (self->pile);
  g_free (self->sheet);
  g_free (self->envelope);
  g_free (self);
}

/* --- what is scanned ---------------------------------------------------------------------------------------------- */

static MadoEnclosingState
stop (MadoEnclosing *self, MadoEnclosingFault fault)
{
  self->fault = fault;
  self->state = MADO_ENCLOSING_STOPPED;

  return self->state;
}

static MadoEnclosingFault
find_fault (const MadoEnclosing *self, const MadoPiledSheet *letter, const char *mark)
{
  if (letter == NULL)
    return MADO_ENCLOSING_UNKNOWN;
  if (letter->state == MADO_PILED_VOID)
    return MADO_ENCLOSING_WITHDRAWN;
  if (!mado_sheet_mark_is_of (mark, letter->mark))
    return MADO_ENCLOSING_OLD_COPY;
  if (letter->state == MADO_PILED_SPOILED)
    return MADO_ENCLOSING_SPOILED;

  return letter->state == MADO_PILED_ENCLOSED || g_hash_table_contains (self->enclosed, letter) ? MADO_ENCLOSING_TWICE
                                                                                                : MADO_ENCLOSING_GOOD;
}

static MadoEnclosingState
scan_sheet (MadoEnclosing *self, const char *mark)
{
  const MadoPiledSheet *letter = mado_letter_pile_find_document (self->pile, mark);
  MadoEnclosingFault fault = find_fault (self, letter, mark);

  g_set_str (&self->sheet, mark);
  g_set_str (&self->envelope, "");
  self->letter = letter;
  if (fault != MADO_ENCLOSING_GOOD)
    return stop (self, fault);
  self->state = MADO_ENCLOSING_ENVELOPE;

  return self->state;
}

static MadoEnclosingState
scan_envelope (MadoEnclosing *self, const char *mark)
{
  g_set_str (&self->envelope, mark);
  if (!mado_sheet_mark_is_of (mark, self->letter->mark))
    return stop (self, MADO_ENCLOSING_WRONG);
  self->state = MADO_ENCLOSING_PAIR;

  return self->state;
}

/**
 * mado_enclosing_scan:
 * @self: a check
 * @mark: what the scanner read
 *
 * While it is stopped, and while a pair is being written down, nothing is taken.
 *
 * Returns: where it stands now
 */
MadoEnclosingState
mado_enclosing_scan (MadoEnclosing *self, const char *mark)
{
  if (self->state == MADO_ENCLOSING_SHEET)
    return scan_sheet (self, mark);

  return self->state == MADO_ENCLOSING_ENVELOPE ? scan_envelope (self, mark) : self->state;
}

/**
 * mado_enclosing_finish:
 * @self: a check with a pair
 * @refused: (nullable): the code with which the work refused it; %NULL: it is written down
 */
void
mado_enclosing_finish (MadoEnclosing *self, const char *refused)
{
  g_return_if_fail (self->state == MADO_ENCLOSING_PAIR);
  if (refused != NULL) {
    self->refused = g_intern_string (refused);
    stop (self, MADO_ENCLOSING_REFUSED);
    return;
  }
  g_hash_table_add (self->enclosed, (gpointer) self->letter);
  self->state = MADO_ENCLOSING_SHEET;
}

/**
 * mado_enclosing_acknowledge:
 * @self: a check
 *
 * Somebody has seen why it stopped. It begins with a sheet again.
 */
void
mado_enclosing_acknowledge (MadoEnclosing *self)
{
  if (self->state != MADO_ENCLOSING_STOPPED)
    return;
  self->state = MADO_ENCLOSING_SHEET;
  g_set_str (&self->sheet, "");
  g_set_str (&self->envelope, "");
  self->fault = MADO_ENCLOSING_GOOD;
  self->refused = NULL;
}

/* --- what it says ------------------------------------------------------------------------------------------------- */

/**
 * mado_enclosing_get_state:
 * @self: a check
 *
 * Returns: where it stands
 */
MadoEnclosingState
mado_enclosing_get_state (const MadoEnclosing *self)
{
  return self->state;
}

/**
 * mado_enclosing_get_fault:
 * @self: a check
 *
 * Returns: why it stopped
 */
MadoEnclosingFault
mado_enclosing_get_fault (const MadoEnclosing *self)
{
  return self->fault;
}

/**
 * mado_enclosing_get_refused:
 * @self: a check
 *
 * Returns: (transfer none) (nullable): the code with which the work refused the pair
 */
const char *
mado_enclosing_get_refused (const MadoEnclosing *self)
{
  return self->refused;
}

/**
 * mado_enclosing_get_sheet:
 * @self: a check
 *
 * Returns: (transfer none): the mark of the sheet that was scanned last
 */
const char *
mado_enclosing_get_sheet (const MadoEnclosing *self)
{
  return self->sheet;
}

/**
 * mado_enclosing_get_envelope:
 * @self: a check
 *
 * Returns: (transfer none): the mark of its envelope as scanned, or ""
 */
const char *
mado_enclosing_get_envelope (const MadoEnclosing *self)
{
  return self->envelope;
}

/**
 * mado_enclosing_get_letter:
 * @self: a check
 *
 * Returns: (transfer none) (nullable): the letter whose sheet was scanned last
 */
const MadoPiledSheet *
mado_enclosing_get_letter (const MadoEnclosing *self)
{
  return self->letter;
}

/**
 * mado_enclosing_count_left:
 * @self: a check
 *
 * Returns: how many good sheets are not in their envelope yet
 */
gint64
mado_enclosing_count_left (const MadoEnclosing *self)
{
  return mado_letter_pile_count_good (self->pile) - mado_letter_pile_count (self->pile, MADO_LETTER_RUN_ENCLOSED) -
         g_hash_table_size (self->enclosed);
}
