/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What happened to a letter's sheets is in a list that only grows, and a letter may have been in several runs: what
 * counts for one is what lies between the joining of it and that of the next. */

#include "mado-letter-pile.h"

#include <string.h>

#include "mado-base-error.h"
#include "mado-json-member.h"
#include "mado-letter-run.h"
#include "mado-notice.h"
#include "mado-row.h"
#include "mado-sheet-mark.h"

static void
free_sheet (gpointer data)
{
  MadoPiledSheet *self = data;

  mado_entity_unref (self->letter);
  g_free (self);
}

/**
 * mado_letter_pile_new:
 * @run: a run of letters
 *
 * Returns: (transfer full): its pile, without letters
 */
MadoLetterPile *
mado_letter_pile_new (MadoEntity *run)
{
  MadoLetterPile *self = g_new0 (MadoLetterPile, 1);

  self->run = mado_entity_ref (run);
  self->sheets = g_ptr_array_new_with_free_func (free_sheet);
  self->is_cut = mado_entity_is_cut (run);

  return self;
}

/**
 * mado_letter_pile_free:
 * @self: (nullable) (transfer full): a pile
 */
void
mado_letter_pile_free (MadoLetterPile *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->sheets);
  mado_entity_unref (self->run);
  g_free (self);
}

/* --- letters ------------------------------------------------------------------------------------------------------ */

static const struct {
  const char *what;
  MadoPiledState state;
} states[] = {
  { "join", MADO_PILED_GOOD },     { "spoil", MADO_PILED_SPOILED },    { "reprint", MADO_PILED_GOOD },
  { "withdraw", MADO_PILED_VOID }, { "enclose", MADO_PILED_ENCLOSED },
};

/* A spoiled sheet that is not printed again is a spoiled sheet, and none that was taken out. */
static void
follow (MadoPiledSheet *sheet, yyjson_val *step)
{
  const char *what = mado_json_get_text (step, "what");

  sheet->mark = mado_json_get_text (step, "mark");
  sheet->n_spoiled += strcmp (what, "spoil") == 0 ? 1 : 0;
  sheet->n_reprinted += strcmp (what, "reprint") == 0 ? 1 : 0;
  if (sheet->state == MADO_PILED_SPOILED && strcmp (what, "withdraw") == 0)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    if (strcmp (what, states[i].what) == 0)
      sheet->state = states[i].state;
}

/**
 * mado_letter_pile_add:
 * @self: a pile
 * @letter: a letter
 *
 * Returns: whether it was ever in the run, and so is in the pile
 */
gboolean
mado_letter_pile_add (MadoLetterPile *self, MadoEntity *letter)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (mado_entity_get_body (letter), "sheets"));
  const MadoId run = mado_entity_get_id (self->run);
  MadoPiledSheet sheet = { .letter = letter };
  gboolean is_there = FALSE;

  for (yyjson_val *step = yyjson_arr_iter_next (&iter); step != NULL; step = yyjson_arr_iter_next (&iter)) {
    if (strcmp (mado_json_get_text (step, "what"), "join") == 0)
      is_there = mado_id_compare (mado_json_get_id (step, "run"), run) == 0;
    if (is_there)
      follow (&sheet, step);
  }
  if (sheet.mark == NULL)
    return FALSE;
  mado_entity_ref (letter);
  g_ptr_array_add (self->sheets, g_memdup2 (&sheet, sizeof sheet));
  self->is_cut = self->is_cut || mado_entity_is_cut (letter);

  return TRUE;
}

/* Serials have as many digits as it takes to be in order. */
static gint
compare_marks (gconstpointer a, gconstpointer b)
{
  return strcmp (((const MadoPiledSheet *) a)->mark, ((const MadoPiledSheet *) b)->mark);
}

/**
 * mado_letter_pile_sort:
 * @self: a pile to which all its letters were added
 *
 * Puts them in the order of packing, which is that of their places in the run.
 */
void
mado_letter_pile_sort (MadoLetterPile *self)
{
  g_ptr_array_sort_values (self->sheets, compare_marks);
}

/* --- from a profile ---------------------------------------------------------------------------------------------- */

typedef struct {
  MadoId run;
  MadoLetterPile *pile;
} Loading;

static gboolean
take_letter (gpointer user_data, MadoEntity *entity, G_GNUC_UNUSED GError **error)
{
  mado_letter_pile_add (user_data, entity);

  return TRUE;
}

static gboolean
read_pile (MadoDatabase *database, gpointer request, GError **error)
{
  Loading *self = request;
  g_auto (MadoRow) row = { 0 };

  if (!mado_row_find (database, self->run, &row, error))
    return FALSE;
  if (row.entity == NULL || strcmp (mado_entity_get_kind (row.entity), mado_letter_run_kind.name) != 0) {
    g_set_error_literal (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID, "there is no such run of letters");
    return FALSE;
  }
  self->pile = mado_letter_pile_new (row.entity);
  if (!mado_desk_visit (database, mado_notice_kind.name, NULL, take_letter, self->pile, error))
    return FALSE;
  mado_letter_pile_sort (self->pile);

  return TRUE;
}

/**
 * mado_letter_pile_load:
 * @clerk: who wants to know
 * @run: a run
 * @error: that there is none of that id, or why nobody can say
 *
 * Returns: (transfer full) (nullable): the run as the profile has it, in the order of packing
 */
MadoLetterPile *
mado_letter_pile_load (const MadoDeskClerk *clerk, MadoId run, GError **error)
{
  Loading loading = { .run = run };

  if (!mado_desk_clerk_read (clerk, read_pile, &loading, error))
    g_clear_pointer (&loading.pile, mado_letter_pile_free);

  return loading.pile;
}

/* --- what it comes to --------------------------------------------------------------------------------------------- */

/**
 * mado_letter_pile_get_state:
 * @self: a pile
 *
 * Returns: (transfer none): the state of its run
 */
const char *
mado_letter_pile_get_state (const MadoLetterPile *self)
{
  return mado_entity_get_state (self->run);
}

/**
 * mado_letter_pile_get_number:
 * @self: a pile
 *
 * Returns: (transfer none): what its run is called
 */
const char *
mado_letter_pile_get_number (const MadoLetterPile *self)
{
  return mado_json_get_text (mado_entity_get_body (self->run), "number");
}

/**
 * mado_letter_pile_get:
 * @self: a pile
 * @figure: a figure of runs
 *
 * Returns: what the run says of itself
 */
gint64
mado_letter_pile_get (const MadoLetterPile *self, const char *figure)
{
  return mado_json_get_number (mado_entity_get_body (self->run), figure);
}

static gint64
count_state (const MadoLetterPile *self, MadoPiledState state)
{
  gint64 count = 0;

  for (guint i = 0; i < self->sheets->len; i++)
    count += ((const MadoPiledSheet *) g_ptr_array_index (self->sheets, i))->state == state;

  return count;
}

static gint64
sum_spoiled (const MadoLetterPile *self, gboolean is_reprinted)
{
  gint64 sum = 0;

  for (guint i = 0; i < self->sheets->len; i++) {
    const MadoPiledSheet *sheet = g_ptr_array_index (self->sheets, i);

    sum += is_reprinted ? sheet->n_reprinted : sheet->n_spoiled;
  }

  return sum;
}

/**
 * mado_letter_pile_count:
 * @self: a pile
 * @figure: a figure of runs, but how many were sent
 *
 * Returns: what the letters come to, counted anew
 */
gint64
mado_letter_pile_count (const MadoLetterPile *self, const char *figure)
{
  if (strcmp (figure, MADO_LETTER_RUN_COUNT) == 0)
    return self->sheets->len;
  if (strcmp (figure, MADO_LETTER_RUN_VOID) == 0)
    return count_state (self, MADO_PILED_VOID);
  if (strcmp (figure, MADO_LETTER_RUN_ENCLOSED) == 0)
    return count_state (self, MADO_PILED_ENCLOSED);

  return sum_spoiled (self, strcmp (figure, MADO_LETTER_RUN_REPRINTED) == 0);
}

/**
 * mado_letter_pile_count_good:
 * @self: a pile
 *
 * Returns: how many good sheets the letters have: those that go to the post office
 */
gint64
mado_letter_pile_count_good (const MadoLetterPile *self)
{
  return count_state (self, MADO_PILED_GOOD) + count_state (self, MADO_PILED_ENCLOSED);
}

/**
 * mado_letter_pile_compare:
 * @self: a pile
 *
 * Returns: whether the letters come to what the run says of itself
 */
MadoPileVerdict
mado_letter_pile_compare (const MadoLetterPile *self)
{
  static const char *const figures[] = { MADO_LETTER_RUN_COUNT, MADO_LETTER_RUN_REPRINTED, MADO_LETTER_RUN_SPOILED,
                                         MADO_LETTER_RUN_VOID, MADO_LETTER_RUN_ENCLOSED };

  if (self->is_cut)
    return MADO_PILE_UNKNOWN;
  for (gsize i = 0; i < G_N_ELEMENTS (figures); i++)
    if (mado_letter_pile_get (self, figures[i]) != mado_letter_pile_count (self, figures[i]))
      return MADO_PILE_OTHER;

  return MADO_PILE_EQUAL;
}

/**
 * mado_letter_pile_find:
 * @self: a pile
 * @mark: what was scanned
 *
 * Returns: (transfer none) (nullable): the letter whose last sheet it is
 */
const MadoPiledSheet *
mado_letter_pile_find (const MadoLetterPile *self, const char *mark)
{
  for (guint i = 0; i < self->sheets->len; i++) {
    const MadoPiledSheet *sheet = g_ptr_array_index (self->sheets, i);

    if (mado_sheet_mark_is_of (mark, sheet->mark))
      return sheet;
  }

  return NULL;
}

/* The place in the run is the same on every copy. */
static gsize
measure_place (const char *mark)
{
  const char *slash = strchr (mark, '/');

  return slash != NULL ? (gsize) (slash - mark) + 1 + strcspn (slash + 1, "-/") : strlen (mark);
}

/**
 * mado_letter_pile_find_document:
 * @self: a pile
 * @mark: what was scanned
 *
 * Returns: (transfer none) (nullable): the letter one of whose copies it is, be it one that was spoiled
 */
const MadoPiledSheet *
mado_letter_pile_find_document (const MadoLetterPile *self, const char *mark)
{
  gsize length = measure_place (mark);

  for (guint i = 0; i < self->sheets->len; i++) {
    const MadoPiledSheet *sheet = g_ptr_array_index (self->sheets, i);

    if (measure_place (sheet->mark) == length && strncmp (sheet->mark, mark, length) == 0)
      return sheet;
  }

  return NULL;
}

/* --- a sheet ------------------------------------------------------------------------------------------------------ */

/**
 * mado_piled_sheet_get_number:
 * @self: a sheet
 *
 * Returns: (transfer none): the number of its document; "" where it has none
 */
const char *
mado_piled_sheet_get_number (const MadoPiledSheet *self)
{
  return mado_json_get_text (mado_entity_get_body (self->letter), "number");
}

static guint64
read_part (const MadoPiledSheet *self, char before)
{
  const char *slash = strchr (self->mark, '/');
  const char *part = slash != NULL ? strchr (slash, before) : NULL;

  return part != NULL ? g_ascii_strtoull (part + 1, NULL, 10) : 0;
}

/**
 * mado_piled_sheet_get_serial:
 * @self: a sheet
 *
 * Returns: its place in the run, from 1
 */
gint64
mado_piled_sheet_get_serial (const MadoPiledSheet *self)
{
  return (gint64) read_part (self, '/');
}

/**
 * mado_piled_sheet_get_copy:
 * @self: a sheet
 *
 * Returns: which copy it is, from 1
 */
gint64
mado_piled_sheet_get_copy (const MadoPiledSheet *self)
{
  return (gint64) MAX (read_part (self, '-'), 1);
}

/**
 * mado_piled_state_get_name:
 * @state: of a sheet
 *
 * Returns: (transfer none): for machines
 */
const char *
mado_piled_state_get_name (MadoPiledState state)
{
  static const char *const names[] = { "good", "enclosed", "spoiled", "void" };

  return names[state];
}
