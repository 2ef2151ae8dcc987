/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every row is what one line is about, at most. Lines that say just what went out choose first; among rows with one key
 * those come first of which an answer is expected. Where a line fits two payments of one person alike, it is about
 * neither, unless as many lines say the same of both: whoever guesses takes a failed transfer for the one that was
 * paid, and pays that once more. */

#include "mado-answer-match.h"

#include <string.h>

#include "mado-packet-column.h"

typedef struct {
  const MadoPaymentRow *row;
  MadoAnswerLine *line;
  gboolean is_awaited;
  gboolean is_taken;
} Expected;

struct _MadoAnswerMatching {
  const MadoAnswerShape *shape;
  GPtrArray *expected; /* (element-type Expected) */
  GHashTable *by_key;  /* key → (element-type Expected), those that are awaited first */
  GHashTable *lines;   /* key → (element-type MadoAnswerLine) */
  GArray *matches;     /* MadoAnswerMatch: of the lines */
  GPtrArray *missing;  /* (element-type MadoPaymentRow) */
};

static void
free_expected (gpointer data)
{
  mado_answer_line_free (((Expected *) data)->line);
  g_free (data);
}

static void
clear_match (gpointer data)
{
  g_clear_pointer (&((MadoAnswerMatch *) data)->changed, g_ptr_array_unref);
}

/* --- what is awaited --------------------------------------------------------------------------------------------- */

static const MadoTransition *
get_transition (const MadoAnswerShape *shape, guint index)
{
  const MadoNamed *row = mado_section_get (shape->packet->rows, index);

  return mado_section_find (shape->batch->programme->transitions, row->label);
}

static gboolean
pays (const MadoAnswerShape *shape)
{
  for (guint i = 0; i < mado_section_get_count (shape->packet->rows); i++) {
    const MadoTransition *transition = get_transition (shape, i);

    if (transition != NULL && strcmp (transition->right, "pay") == 0)
      return TRUE;
  }

  return FALSE;
}

/* A result is awaited of what can be paid that way, a decision of whatever it can be made on. */
static gboolean
is_awaited (const MadoAnswerShape *shape, const MadoPaymentRow *row, gboolean is_result)
{
  if (!mado_payment_row_is_on_its_way (row) && row->items != NULL)
    return FALSE;
  for (guint i = 0; i < mado_section_get_count (shape->packet->rows); i++) {
    const MadoTransition *transition = get_transition (shape, i);

    if (transition == NULL)
      continue;
    if (is_result ? row->pay == transition : mado_names_contain (transition->from, mado_entity_get_state (row->entity)))
      return TRUE;
  }

  return FALSE;
}

static GPtrArray *
ensure_list (GHashTable *by_key, char *key)
{
  GPtrArray *list = g_hash_table_lookup (by_key, key);

  if (list == NULL) {
    list = g_ptr_array_new ();
    g_hash_table_insert (by_key, key, list);
  }

  return list;
}

static void
add_by_key (MadoAnswerMatching *self, Expected *expected)
{
  g_ptr_array_insert (ensure_list (self->by_key, expected->line->key), expected->is_awaited ? 0 : -1, expected);
}

static void
expect_rows (MadoAnswerMatching *self)
{
  gboolean is_result = pays (self->shape);

  for (guint i = 0; i < self->shape->batch->rows->len; i++) {
    const MadoPaymentRow *row = g_ptr_array_index (self->shape->batch->rows, i);
    Expected *expected = g_new0 (Expected, 1);

    expected->row = row;
    expected->line = mado_answer_shape_expect (self->shape, row);
    expected->is_awaited = is_awaited (self->shape, row, is_result);
    g_ptr_array_add (self->expected, expected);
    add_by_key (self, expected);
  }
}

/* --- lines ------------------------------------------------------------------------------------------------------- */

static MadoAnswerMatch *
get_match (const MadoAnswerMatching *self, guint line)
{
  return &g_array_index (self->matches, MadoAnswerMatch, line);
}

static gboolean
says_the_same (const MadoAnswerLine *a, const MadoAnswerLine *b)
{
  return strcmp (a->word, b->word) == 0 && strcmp (a->reason, b->reason) == 0 && strcmp (a->day, b->day) == 0;
}

static gboolean
is_in_doubt (const MadoAnswerMatching *self, const MadoAnswerLine *line, const GPtrArray *same)
{
  const GPtrArray *lines = g_hash_table_lookup (self->lines, line->key);
  const Expected *first = NULL;
  guint n_rows = 0, n_lines = 0;

  for (guint i = 0; i < same->len; i++) {
    const Expected *expected = g_ptr_array_index (same, i);

    if (!expected->is_awaited || !mado_answer_line_equals (line, expected->line))
      continue;
    first = first != NULL ? first : expected;
    n_rows++;
  }
  for (guint i = 0; n_rows > 1 && i < lines->len; i++) {
    const MadoAnswerLine *other = g_ptr_array_index (lines, i);

    if (!mado_answer_line_equals (other, first->line))
      continue;
    if (!says_the_same (line, other))
      return TRUE;
    n_lines++;
  }

  return n_lines < n_rows && n_rows > 1;
}

static void
match_equal (MadoAnswerMatching *self, guint index, const MadoAnswerLine *line)
{
  GPtrArray *same = g_hash_table_lookup (self->by_key, line->key);
  MadoAnswerMatch *match = get_match (self, index);

  match->is_known = same != NULL;
  match->is_in_doubt = same != NULL && same->len > 1 && is_in_doubt (self, line, same);
  for (guint i = 0; same != NULL && !match->is_in_doubt && i < same->len; i++) {
    Expected *expected = g_ptr_array_index (same, i);

    if (expected->is_taken || !mado_answer_line_equals (line, expected->line))
      continue;
    expected->is_taken = TRUE;
    match->row = expected->row;
    match->is_equal = TRUE;
    return;
  }
}

static guint
count_cells (const MadoAnswerShape *shape, const MadoItem *item)
{
  g_autoptr (GPtrArray) headings = g_ptr_array_new_with_free_func (g_free);

  if (item == NULL)
    return 1;
  mado_packet_column_add_headings (item, headings);

  /* A bank's file has no name of the holder that could be told from one that was cut. */
  return mado_answer_shape_is_bank_file (shape) && strcmp (item->type, "account") == 0 ? 4 : headings->len;
}

static GPtrArray *
find_changed (const MadoAnswerShape *shape, const MadoAnswerLine *line, const MadoAnswerLine *expected)
{
  GPtrArray *changed = g_ptr_array_new ();
  guint cell = 0;

  for (guint i = 0; i < shape->items->len; i++) {
    const MadoItem *item = g_ptr_array_index (shape->items, i);
    gboolean differs = FALSE;

    for (guint end = cell + count_cells (shape, item); cell < end; cell++)
      differs =
          differs || strcmp (g_ptr_array_index (line->cells, cell), g_ptr_array_index (expected->cells, cell)) != 0;
    if (differs)
      g_ptr_array_add (changed, (gpointer) item);
  }

  return changed;
}

static void
match_changed (MadoAnswerMatching *self, guint index, const MadoAnswerLine *line)
{
  GPtrArray *same = g_hash_table_lookup (self->by_key, line->key);
  MadoAnswerMatch *match = get_match (self, index);

  for (guint i = 0; match->row == NULL && !match->is_in_doubt && same != NULL && i < same->len; i++) {
    Expected *expected = g_ptr_array_index (same, i);

    if (expected->is_taken)
      continue;
    expected->is_taken = TRUE;
    match->row = expected->row;
    match->changed = find_changed (self->shape, line, expected->line);
  }
}

/**
 * mado_answer_matching_new:
 * @shape: what comes back; must outlive it
 * @lines: (element-type MadoAnswerLine): what came back
 *
 * Returns: (transfer full): which line is about which row
 */
MadoAnswerMatching *
mado_answer_matching_new (const MadoAnswerShape *shape, const GPtrArray *lines)
{
  MadoAnswerMatching *self = g_new0 (MadoAnswerMatching, 1);

  self->shape = shape;
  self->expected = g_ptr_array_new_with_free_func (free_expected);
  self->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  self->lines = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  self->matches = g_array_sized_new (FALSE, TRUE, sizeof (MadoAnswerMatch), lines->len);
  self->missing = g_ptr_array_new ();
  g_array_set_clear_func (self->matches, clear_match);
  g_array_set_size (self->matches, lines->len);
  expect_rows (self);
  for (guint i = 0; i < lines->len; i++) {
    MadoAnswerLine *line = g_ptr_array_index (lines, i);

    g_ptr_array_add (ensure_list (self->lines, line->key), line);
  }
  for (guint i = 0; i < lines->len; i++)
    match_equal (self, i, g_ptr_array_index (lines, i));
  for (guint i = 0; i < lines->len; i++)
    match_changed (self, i, g_ptr_array_index (lines, i));
  for (guint i = 0; i < self->expected->len; i++) {
    const Expected *expected = g_ptr_array_index (self->expected, i);

    if (expected->is_awaited && !expected->is_taken)
      g_ptr_array_add (self->missing, (gpointer) expected->row);
  }

  return self;
}

/**
 * mado_answer_matching_free:
 * @self: (nullable) (transfer full): a matching
 */
void
mado_answer_matching_free (MadoAnswerMatching *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->lines);
  g_hash_table_unref (self->by_key);
  g_ptr_array_unref (self->expected);
  g_array_unref (self->matches);
  g_ptr_array_unref (self->missing);
  g_free (self);
}

/**
 * mado_answer_matching_get:
 * @self: a matching
 * @line: the index of a line
 *
 * Returns: (transfer none): the row that it is about
 */
const MadoAnswerMatch *
mado_answer_matching_get (const MadoAnswerMatching *self, guint line)
{
  return get_match (self, line);
}

/**
 * mado_answer_matching_get_n_missing:
 * @self: a matching
 *
 * Returns: of how many rows nothing came back that something is awaited of
 */
guint
mado_answer_matching_get_n_missing (const MadoAnswerMatching *self)
{
  return self->missing->len;
}

/**
 * mado_answer_matching_get_missing:
 * @self: a matching
 * @index: of such a row
 *
 * Returns: (transfer none): the row
 */
const MadoPaymentRow *
mado_answer_matching_get_missing (const MadoAnswerMatching *self, guint index)
{
  return g_ptr_array_index (self->missing, index);
}
