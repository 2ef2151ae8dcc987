/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where a block stands and how it looks, its codes, its rows and its condition. */

#include <math.h>

#include "mado-letter-draft-private.h"

/* --- place and look ----------------------------------------------------------------------------------------------- */

/**
 * mado_letter_draft_get_layout:
 * @self: a draft
 *
 * Returns: (transfer none): the id of its layout; "": it names none
 */
const char *
mado_letter_draft_get_layout (const MadoLetterDraft *self)
{
  const char *layout = yyjson_mut_get_str (yyjson_mut_doc_ptr_get (self->doc, "/layout"));

  return layout != NULL ? layout : "";
}

/* Takes @value, which stands there from now on. */
static void
set_value (MadoLetterDraft *self, const char *block, const char *path, yyjson_mut_val *value)
{
  g_autofree char *pointer = g_strdup_printf ("/blocks/%s/%s", block, path);

  yyjson_mut_doc_ptr_set (self->doc, pointer, value);
}

static yyjson_mut_val *
get_value (const MadoLetterDraft *self, const char *block, const char *path)
{
  g_autofree char *pointer = g_strdup_printf ("/blocks/%s/%s", block, path);

  return yyjson_mut_doc_ptr_get (self->doc, pointer);
}

/**
 * mado_letter_draft_get_name:
 * @self: a draft
 * @block: the id of a block
 * @path: "area", "style", "barcode/postal", "barcode/address"
 *
 * Returns: (transfer none): what it names there; "": nothing
 */
const char *
mado_letter_draft_get_name (const MadoLetterDraft *self, const char *block, const char *path)
{
  const char *name = yyjson_mut_get_str (get_value (self, block, path));

  return name != NULL ? name : "";
}

/**
 * mado_letter_draft_set_name:
 * @self: a draft
 * @block: the id of a block
 * @path: as of mado_letter_draft_get_name()
 * @name: what it names there from now on
 */
void
mado_letter_draft_set_name (MadoLetterDraft *self, const char *block, const char *path, const char *name)
{
  set_value (self, block, path, yyjson_mut_strcpy (self->doc, name));
}

/**
 * mado_letter_draft_get_size:
 * @self: a draft
 * @block: the id of a block
 * @path: "barcode/size", "qr/size"
 *
 * Returns: the size of its code, in points or mm; 0: it has none
 */
double
mado_letter_draft_get_size (const MadoLetterDraft *self, const char *block, const char *path)
{
  return yyjson_mut_get_num (get_value (self, block, path));
}

/**
 * mado_letter_draft_set_size:
 * @self: a draft
 * @block: the id of a block with that code
 * @path: as of mado_letter_draft_get_size()
 * @size: in points or mm; a whole one is written as a whole number
 */
void
mado_letter_draft_set_size (MadoLetterDraft *self, const char *block, const char *path, double size)
{
  gboolean is_whole = floor (size) >= size;

  set_value (self, block, path,
             is_whole ? yyjson_mut_sint (self->doc, (gint64) size) : yyjson_mut_real (self->doc, size));
}

/* --- codes -------------------------------------------------------------------------------------------------------- */

/**
 * mado_letter_draft_add_qr:
 * @self: a draft, whose pieces are others afterwards
 * @like: the id of a block
 * @style: (nullable): that it has; %NULL: the same
 * @text: what it says to begin with
 *
 * Returns: (transfer none): the id of a block below it, with a QR code
 */
const char *
mado_letter_draft_add_qr (MadoLetterDraft *self, const char *like, const char *style, const char *text)
{
  yyjson_mut_val *qr = yyjson_mut_obj (self->doc);
  const char *block;

  yyjson_mut_obj_add_strcpy (self->doc, qr, "text", text);
  yyjson_mut_obj_add_int (self->doc, qr, "size", MADO_LETTER_DRAFT_QR_SIZE);
  block = mado_letter_draft_place (self, like, "qr", qr);
  if (style != NULL)
    mado_letter_draft_set_name (self, block, "style", style);

  return block;
}

/**
 * mado_letter_draft_add_barcode:
 * @self: a draft, whose pieces are others afterwards
 * @like: the id of a block
 * @style: (nullable): that it has; %NULL: the same
 * @postal: an item of the letter
 * @address: an item of the letter
 *
 * Returns: (transfer none): the id of a block below it, with the post's barcode
 */
const char *
mado_letter_draft_add_barcode (
    MadoLetterDraft *self, const char *like, const char *style, const char *postal, const char *address)
{
  yyjson_mut_val *barcode = yyjson_mut_obj (self->doc);
  const char *block;

  yyjson_mut_obj_add_strcpy (self->doc, barcode, "postal", postal);
  yyjson_mut_obj_add_strcpy (self->doc, barcode, "address", address);
  yyjson_mut_obj_add_int (self->doc, barcode, "size", MADO_LETTER_DRAFT_BARCODE_SIZE);
  block = mado_letter_draft_place (self, like, "barcode", barcode);
  if (style != NULL)
    mado_letter_draft_set_name (self, block, "style", style);

  return block;
}

/* --- rows --------------------------------------------------------------------------------------------------------- */

static yyjson_mut_val *
get_rows (const MadoLetterDraft *self, const char *block)
{
  return yyjson_mut_obj_get (mado_letter_draft_get_block (self, block), "rows");
}

/**
 * mado_letter_draft_add_row:
 * @self: a draft, whose pieces are others afterwards
 * @block: the id of a block with rows
 * @label: what stands before the new one
 *
 * Returns: whether no row of the block has that label
 */
gboolean
mado_letter_draft_add_row (MadoLetterDraft *self, const char *block, const char *label)
{
  yyjson_mut_val *rows = get_rows (self, block);

  if (yyjson_mut_obj_get (rows, label) != NULL)
    return FALSE;
  yyjson_mut_obj_add (rows, yyjson_mut_strcpy (self->doc, label), yyjson_mut_str (self->doc, ""));
  mado_letter_draft_list (self);

  return TRUE;
}

/**
 * mado_letter_draft_rename_row:
 * @self: a draft, whose pieces are others afterwards
 * @block: the id of a block with rows
 * @label: of one of them
 * @renamed: what stands before it from now on
 *
 * Returns: whether no other row of the block has that label
 */
gboolean
mado_letter_draft_rename_row (MadoLetterDraft *self, const char *block, const char *label, const char *renamed)
{
  yyjson_mut_val *rows = get_rows (self, block);

  if (g_str_equal (label, renamed))
    return TRUE;
  if (yyjson_mut_obj_get (rows, renamed) != NULL)
    return FALSE;
  for (yyjson_mut_obj_iter iter = yyjson_mut_obj_iter_with (rows); yyjson_mut_obj_iter_has_next (&iter);) {
    yyjson_mut_val *key = yyjson_mut_obj_iter_next (&iter), *copy = yyjson_mut_strcpy (self->doc, renamed);

    if (g_str_equal (yyjson_mut_get_str (key), label))
      yyjson_mut_set_strn (key, yyjson_mut_get_str (copy), yyjson_mut_get_len (copy));
  }
  mado_letter_draft_list (self);

  return TRUE;
}

/**
 * mado_letter_draft_remove_row:
 * @self: a draft, whose pieces are others afterwards
 * @block: the id of a block with rows
 * @label: of one of them
 */
void
mado_letter_draft_remove_row (MadoLetterDraft *self, const char *block, const char *label)
{
  yyjson_mut_obj_remove_key (get_rows (self, block), label);
  mado_letter_draft_list (self);
}

/* --- conditions --------------------------------------------------------------------------------------------------- */

/**
 * mado_letter_draft_set_condition:
 * @self: a draft, whose pieces are others afterwards
 * @block: the id of a block
 * @has_condition: whether it stands only where something holds, which is to be written then
 */
void
mado_letter_draft_set_condition (MadoLetterDraft *self, const char *block, gboolean has_condition)
{
  yyjson_mut_val *value = mado_letter_draft_get_block (self, block);

  if (has_condition && yyjson_mut_obj_get (value, "when") == NULL)
    yyjson_mut_obj_add_str (self->doc, value, "when", "");
  else if (!has_condition)
    yyjson_mut_obj_remove_key (value, "when");
  mado_letter_draft_list (self);
}
