/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The file stays as it is beside what somebody writes: members that this program does not show are kept. */

#include "mado-letter-draft-private.h"

#include <stdlib.h>
#include <string.h>

static void
free_piece (gpointer data)
{
  MadoLetterPiece *piece = data;

  g_free (piece->pointer);
  g_free (piece);
}

/* A label may have the signs that a pointer has for itself. */
static char *
escape (const char *name)
{
  g_autoptr (GString) escaped = g_string_new (name);

  g_string_replace (escaped, "~", "~0", 0);
  g_string_replace (escaped, "/", "~1", 0);

  return g_string_free_and_steal (g_steal_pointer (&escaped));
}

static void
add_piece (MadoLetterDraft *self, MadoLetterPieceKind kind, const char *block, const char *label, char *pointer)
{
  MadoLetterPiece *piece = g_new0 (MadoLetterPiece, 1);

  *piece = (MadoLetterPiece) { kind, block, label, pointer };
  g_ptr_array_add (self->pieces, piece);
}

static void
add_row (MadoLetterDraft *self, const char *block, const char *label, yyjson_mut_val *value)
{
  g_autofree char *escaped = escape (label);
  char *pointer = g_strdup_printf ("/blocks/%s/rows/%s", block, escaped);

  if (!yyjson_mut_is_obj (value)) {
    add_piece (self, MADO_LETTER_PIECE_ROW, block, label, pointer);
    return;
  }
  add_piece (self, MADO_LETTER_PIECE_ROW, block, label, g_strconcat (pointer, "/text", NULL));
  if (yyjson_mut_obj_get (value, "when") != NULL)
    add_piece (self, MADO_LETTER_PIECE_WHEN, block, label, g_strconcat (pointer, "/when", NULL));
  g_free (pointer);
}

static void
add_block (MadoLetterDraft *self, const char *block, yyjson_mut_val *value)
{
  yyjson_mut_obj_iter iter = yyjson_mut_obj_iter_with (yyjson_mut_obj_get (value, "rows"));

  g_ptr_array_add (self->blocks, (gpointer) block);
  if (yyjson_mut_obj_get (value, "text") != NULL)
    add_piece (self, MADO_LETTER_PIECE_TEXT, block, NULL, g_strdup_printf ("/blocks/%s/text", block));
  for (yyjson_mut_val *key = yyjson_mut_obj_iter_next (&iter); key != NULL; key = yyjson_mut_obj_iter_next (&iter))
    add_row (self, block, yyjson_mut_get_str (key), yyjson_mut_obj_iter_get_val (key));
  if (yyjson_mut_obj_get (value, "qr") != NULL)
    add_piece (self, MADO_LETTER_PIECE_CODE, block, NULL, g_strdup_printf ("/blocks/%s/qr/text", block));
  if (yyjson_mut_obj_get (value, "when") != NULL)
    add_piece (self, MADO_LETTER_PIECE_WHEN, block, NULL, g_strdup_printf ("/blocks/%s/when", block));
}

static yyjson_mut_val *
get_blocks (const MadoLetterDraft *self)
{
  return yyjson_mut_obj_get (yyjson_mut_doc_get_root (self->doc), "blocks");
}

/**
 * mado_letter_draft_list:
 * @self: a draft whose document has changed
 *
 * Finds its blocks and pieces anew; whatever was found before is no longer there.
 */
void
mado_letter_draft_list (MadoLetterDraft *self)
{
  yyjson_mut_obj_iter iter = yyjson_mut_obj_iter_with (get_blocks (self));

  g_ptr_array_set_size (self->blocks, 0);
  g_ptr_array_set_size (self->pieces, 0);
  add_piece (self, MADO_LETTER_PIECE_TITLE, "", NULL, g_strdup ("/title"));
  for (yyjson_mut_val *key = yyjson_mut_obj_iter_next (&iter); key != NULL; key = yyjson_mut_obj_iter_next (&iter))
    add_block (self, yyjson_mut_get_str (key), yyjson_mut_obj_iter_get_val (key));
}

/**
 * mado_letter_draft_read:
 * @text: the JSON of a letter
 *
 * Returns: (transfer full) (nullable): it, to be written on; %NULL: it is none
 */
MadoLetterDraft *
mado_letter_draft_read (const char *text)
{
  yyjson_doc *doc = yyjson_read (text, strlen (text), YYJSON_READ_NOFLAG);
  MadoLetterDraft *self;

  if (!yyjson_is_obj (yyjson_doc_get_root (doc))) {
    yyjson_doc_free (doc);
    return NULL;
  }
  self = g_new0 (MadoLetterDraft, 1);
  self->doc = yyjson_doc_mut_copy (doc, NULL);
  self->blocks = g_ptr_array_new ();
  self->pieces = g_ptr_array_new_with_free_func (free_piece);
  yyjson_doc_free (doc);
  mado_letter_draft_list (self);

  return self;
}

/**
 * mado_letter_draft_free:
 * @self: (nullable) (transfer full): a draft
 */
void
mado_letter_draft_free (MadoLetterDraft *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->blocks);
  g_ptr_array_unref (self->pieces);
  yyjson_mut_doc_free (self->doc);
  g_free (self);
}

/**
 * mado_letter_draft_get_pieces:
 * @self: a draft
 *
 * Returns: (transfer none) (element-type MadoLetterPiece): what can be written, in the order of the letter
 */
const GPtrArray *
mado_letter_draft_get_pieces (const MadoLetterDraft *self)
{
  return self->pieces;
}

/**
 * mado_letter_draft_dup_text:
 * @self: a draft
 * @piece: of it
 *
 * Returns: (transfer full): what it says, line by line
 */
char *
mado_letter_draft_dup_text (const MadoLetterDraft *self, const MadoLetterPiece *piece)
{
  yyjson_mut_val *value = yyjson_mut_doc_ptr_get (self->doc, piece->pointer);
  g_autoptr (GString) text = g_string_new (NULL);
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (value);

  if (yyjson_mut_is_str (value))
    return g_strdup (yyjson_mut_get_str (value));
  for (yyjson_mut_val *line = yyjson_mut_arr_iter_next (&iter); line != NULL; line = yyjson_mut_arr_iter_next (&iter))
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", yyjson_mut_get_str (line));

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static yyjson_mut_val *
write_lines (yyjson_mut_doc *doc, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  yyjson_mut_val *array = yyjson_mut_arr (doc);

  for (guint i = 0; lines[i] != NULL; i++)
    yyjson_mut_arr_add_strcpy (doc, array, lines[i]);

  return array;
}

/**
 * mado_letter_draft_set_text:
 * @self: a draft
 * @piece: of it
 * @text: what it says from now on
 */
void
mado_letter_draft_set_text (MadoLetterDraft *self, const MadoLetterPiece *piece, const char *text)
{
  gboolean has_lines = piece->kind == MADO_LETTER_PIECE_TEXT && strchr (text, '\n') != NULL;

  yyjson_mut_doc_ptr_set (self->doc, piece->pointer,
                          has_lines ? write_lines (self->doc, text) : yyjson_mut_strcpy (self->doc, text));
}

/**
 * mado_letter_draft_write:
 * @self: a draft
 *
 * Returns: (transfer full): the JSON of the letter
 */
char *
mado_letter_draft_write (const MadoLetterDraft *self)
{
  char *written = yyjson_mut_write (self->doc, YYJSON_WRITE_PRETTY_TWO_SPACES, NULL);
  char *copy = g_strdup (written);

  free (written);

  return copy;
}

/**
 * mado_letter_draft_find:
 * @self: a draft
 * @pointer: of a fault, in the letter
 *
 * Returns: (transfer none) (nullable): the piece that it stands in; %NULL: in none that is shown
 */
const MadoLetterPiece *
mado_letter_draft_find (const MadoLetterDraft *self, const char *pointer)
{
  for (guint i = 0; i < self->pieces->len; i++) {
    const MadoLetterPiece *piece = g_ptr_array_index (self->pieces, i);
    gsize length = strlen (piece->pointer);

    if (strncmp (pointer, piece->pointer, length) == 0 && (pointer[length] == '\0' || pointer[length] == '/'))
      return piece;
  }

  return NULL;
}

/**
 * mado_letter_draft_find_block:
 * @self: a draft
 * @block: the id of a block
 *
 * Returns: (transfer none) (nullable): the first of its pieces
 */
const MadoLetterPiece *
mado_letter_draft_find_block (const MadoLetterDraft *self, const char *block)
{
  for (guint i = 0; i < self->pieces->len; i++) {
    const MadoLetterPiece *piece = g_ptr_array_index (self->pieces, i);

    if (strcmp (piece->block, block) == 0)
      return piece;
  }

  return NULL;
}

/* --- blocks ------------------------------------------------------------------------------------------------------- */

/**
 * mado_letter_draft_get_blocks:
 * @self: a draft
 *
 * Returns: (transfer none) (element-type utf8): the ids of its blocks, in the order of the letter
 */
const GPtrArray *
mado_letter_draft_get_blocks (const MadoLetterDraft *self)
{
  return self->blocks;
}

/**
 * mado_letter_draft_get_block:
 * @self: a draft
 * @block: the id of a block
 *
 * Returns: (transfer none) (nullable): its part of the document
 */
yyjson_mut_val *
mado_letter_draft_get_block (const MadoLetterDraft *self, const char *block)
{
  return yyjson_mut_obj_get (get_blocks (self), block);
}

/**
 * mado_letter_draft_has:
 * @self: a draft
 * @block: the id of a block
 * @member: "text", "rows", "barcode", "qr"
 *
 * Returns: whether the block has it
 */
gboolean
mado_letter_draft_has (const MadoLetterDraft *self, const char *block, const char *member)
{
  return yyjson_mut_obj_get (mado_letter_draft_get_block (self, block), member) != NULL;
}

static gboolean
stand_together (const MadoLetterDraft *self, const char *one, const char *other)
{
  return yyjson_mut_equals (yyjson_mut_obj_get (mado_letter_draft_get_block (self, one), "area"),
                            yyjson_mut_obj_get (mado_letter_draft_get_block (self, other), "area"));
}

static guint
find_place (const MadoLetterDraft *self, const char *block)
{
  guint place = 0;

  g_ptr_array_find_with_equal_func (self->blocks, block, g_str_equal, &place);

  return place;
}

/**
 * mado_letter_draft_find_beside:
 * @self: a draft
 * @block: the id of a block
 * @way: -1: above it, 1: below it
 *
 * Returns: (transfer none) (nullable): the block that it changes places with: the next one in the same area, because
 *   order counts for nothing between areas; %NULL: none
 */
const char *
mado_letter_draft_find_beside (const MadoLetterDraft *self, const char *block, int way)
{
  for (gint64 i = (gint64) find_place (self, block) + way; i >= 0 && i < self->blocks->len; i += way) {
    const char *other = g_ptr_array_index (self->blocks, i);

    if (stand_together (self, block, other))
      return other;
  }

  return NULL;
}

/* The blocks in the order that the list of their ids has by now. */
static void
order_blocks (MadoLetterDraft *self)
{
  yyjson_mut_val *blocks = get_blocks (self), *ordered = yyjson_mut_obj (self->doc);

  for (guint i = 0; i < self->blocks->len; i++) {
    const char *id = g_ptr_array_index (self->blocks, i);

    yyjson_mut_obj_add_val (self->doc, ordered, id, yyjson_mut_obj_remove_key (blocks, id));
  }
  yyjson_mut_obj_put (yyjson_mut_doc_get_root (self->doc), yyjson_mut_str (self->doc, "blocks"), ordered);
  mado_letter_draft_list (self);
}

/**
 * mado_letter_draft_move:
 * @self: a draft, whose pieces are others afterwards
 * @block: the id of a block
 * @way: -1: up, 1: down
 *
 * Returns: whether there was one for it to change places with
 */
gboolean
mado_letter_draft_move (MadoLetterDraft *self, const char *block, int way)
{
  const char *beside = mado_letter_draft_find_beside (self, block, way);
  guint from, to;

  if (beside == NULL)
    return FALSE;
  from = find_place (self, block);
  to = find_place (self, beside);
  g_ptr_array_insert (self->blocks, (gint) to, g_ptr_array_steal_index (self->blocks, from));
  order_blocks (self);

  return TRUE;
}

static char *
draw_id (const MadoLetterDraft *self)
{
  for (guint i = 1;; i++) {
    g_autofree char *id = g_strdup_printf (MADO_LETTER_DRAFT_ADDED "%u", i);

    if (mado_letter_draft_get_block (self, id) == NULL)
      return g_steal_pointer (&id);
  }
}

static void
copy_member (MadoLetterDraft *self, yyjson_mut_val *block, const char *like, const char *name)
{
  yyjson_mut_val *member = yyjson_mut_obj_get (mado_letter_draft_get_block (self, like), name);

  if (member != NULL)
    yyjson_mut_obj_add_val (self->doc, block, name, yyjson_mut_val_mut_copy (self->doc, member));
}

/**
 * mado_letter_draft_place:
 * @self: a draft, whose pieces are others afterwards
 * @like: the id of a block
 * @name: (not copied): of what the block below it has: "text", "rows", "barcode", "qr"
 * @member: (transfer full): that
 *
 * Returns: (transfer none): the id of a block below it, in the same area and style
 */
const char *
mado_letter_draft_place (MadoLetterDraft *self, const char *like, const char *name, yyjson_mut_val *member)
{
  g_autofree char *id = draw_id (self);
  yyjson_mut_val *key = yyjson_mut_strcpy (self->doc, id), *block = yyjson_mut_obj (self->doc);
  const guint place = find_place (self, like);

  copy_member (self, block, like, "area");
  copy_member (self, block, like, "style");
  yyjson_mut_obj_add_val (self->doc, block, name, member);
  yyjson_mut_obj_add (get_blocks (self), key, block);
  g_ptr_array_insert (self->blocks, (gint) place + 1, (gpointer) yyjson_mut_get_str (key));
  order_blocks (self);

  return yyjson_mut_get_str (key);
}

/**
 * mado_letter_draft_add:
 * @self: a draft, whose pieces are others afterwards
 * @like: the id of a block with a text or rows
 *
 * Returns: (transfer none): the id of a block below it, in the same area and style, that says nothing yet
 */
const char *
mado_letter_draft_add (MadoLetterDraft *self, const char *like)
{
  return mado_letter_draft_has (self, like, "rows")
             ? mado_letter_draft_place (self, like, "rows", yyjson_mut_obj (self->doc))
             : mado_letter_draft_place (self, like, "text", yyjson_mut_str (self->doc, ""));
}

/**
 * mado_letter_draft_remove:
 * @self: a draft, whose pieces are others afterwards
 * @block: the id of a block
 */
void
mado_letter_draft_remove (MadoLetterDraft *self, const char *block)
{
  yyjson_mut_obj_remove_key (get_blocks (self), block);
  mado_letter_draft_list (self);
}
