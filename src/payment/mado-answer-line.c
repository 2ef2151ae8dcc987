/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a row says that went out, and whether a line that came back says the same. */

#include "mado-answer-line.h"

#include <string.h>

#include "mado-json-member.h"
#include "mado-packet-column.h"
#include "mado-payment-transfer.h"

/* --- lines ------------------------------------------------------------------------------------------------------- */

/**
 * mado_answer_line_new:
 * @record: its place in the file
 *
 * Returns: (transfer full): a line that says nothing yet
 */
MadoAnswerLine *
mado_answer_line_new (guint64 record)
{
  MadoAnswerLine *self = g_new0 (MadoAnswerLine, 1);

  self->record = record;
  self->key = g_strdup ("");
  self->word = g_strdup ("");
  self->reason = g_strdup ("");
  self->day = g_strdup ("");

  return self;
}

/**
 * mado_answer_line_free:
 * @self: (nullable) (transfer full): a line
 */
void
mado_answer_line_free (MadoAnswerLine *self)
{
  if (self == NULL)
    return;

  g_free (self->key);
  g_clear_pointer (&self->cells, g_ptr_array_unref);
  g_free (self->word);
  g_free (self->reason);
  g_free (self->day);
  g_free (self);
}

static gboolean
is_white (gunichar c)
{
  return g_unichar_isspace (c) || c == 0x3000;
}

static gboolean
is_digits (const char *text)
{
  return text[0] != '\0' && text[strspn (text, "0123456789")] == '\0';
}

/* A spreadsheet takes the zeros off the front of a number, and puts signs between its thousands. */
static char *
normalize (const char *text)
{
  g_autoptr (GString) folded = g_string_new (NULL);
  const char *start = text;
  const char *first;

  while (is_white (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  g_string_append (folded, start);
  while (folded->len > 0) {
    const char *last = g_utf8_prev_char (folded->str + folded->len);

    if (!is_white (g_utf8_get_char (last)))
      break;
    g_string_truncate (folded, (gsize) (last - folded->str));
  }
  if (!is_digits (folded->str))
    return g_strdup (folded->str);
  first = folded->str + strspn (folded->str, "0");

  return g_strdup (first[0] != '\0' ? first : "0");
}

/**
 * mado_answer_line_dup_key:
 * @text: what finds a case
 *
 * Returns: (transfer full): as it is compared
 */
char *
mado_answer_line_dup_key (const char *text)
{
  return normalize (text);
}

/**
 * mado_answer_line_add_cell:
 * @self: a line
 * @text: the next of its cells that is held against what went out
 */
void
mado_answer_line_add_cell (MadoAnswerLine *self, const char *text)
{
  if (self->cells == NULL)
    self->cells = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->cells, normalize (text));
}

/**
 * mado_answer_line_equals:
 * @self: a line
 * @expected: of a row
 *
 * Returns: whether all that it says of the row is as it went out
 */
gboolean
mado_answer_line_equals (const MadoAnswerLine *self, const MadoAnswerLine *expected)
{
  for (guint i = 0; self->cells != NULL && i < self->cells->len; i++)
    if (strcmp (g_ptr_array_index (self->cells, i), g_ptr_array_index (expected->cells, i)) != 0)
      return FALSE;

  return TRUE;
}

/* --- what is expected -------------------------------------------------------------------------------------------- */

/**
 * mado_answer_shape_is_bank_file:
 * @self: what comes back
 *
 * Returns: whether it comes as the bank's own file
 */
gboolean
mado_answer_shape_is_bank_file (const MadoAnswerShape *self)
{
  return strcmp (self->packet->file.format, "zengin") == 0;
}

/**
 * mado_answer_shape_new:
 * @batch: a batch; must outlive it
 * @packet: a packet of the programme that comes in
 *
 * Returns: (transfer full): what of a line is held against what went out
 */
MadoAnswerShape *
mado_answer_shape_new (const MadoPaymentBatch *batch, const MadoPacket *packet)
{
  MadoAnswerShape *self = g_new0 (MadoAnswerShape, 1);

  self->batch = batch;
  self->packet = packet;
  self->match = mado_section_find (batch->programme->items, packet->match);
  self->items = g_ptr_array_new ();
  for (guint i = 0; i < packet->must_equal->len; i++)
    g_ptr_array_add (self->items,
                     mado_section_find (batch->programme->items, g_ptr_array_index (packet->must_equal, i)));
  if (mado_answer_shape_is_bank_file (self)) {
    g_ptr_array_set_size (self->items, 0);
    g_ptr_array_add (self->items, (gpointer) mado_payment_batch_find_account (batch));
    g_ptr_array_add (self->items, (gpointer) mado_item_find_amount (batch->programme->items));
  }

  return self;
}

/**
 * mado_answer_shape_free:
 * @self: (nullable) (transfer full): a shape
 */
void
mado_answer_shape_free (MadoAnswerShape *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->items);
  g_free (self);
}

static yyjson_val *
find_value (const MadoPaymentRow *row, const MadoItem *item)
{
  yyjson_val *frozen = yyjson_obj_get (row->items, item->id);

  return frozen != NULL ? frozen
                        : yyjson_obj_get (yyjson_obj_get (mado_entity_get_body (row->entity), "items"), item->id);
}

static void
expect_item (MadoAnswerLine *line, const MadoPaymentRow *row, const MadoItem *item)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  if (strcmp (item->set_by, "right") == 0) {
    g_autofree char *amount = g_strdup_printf ("%" G_GINT64_FORMAT, row->amount);

    mado_answer_line_add_cell (line, amount);
    return;
  }
  mado_packet_column_add_cells (item, find_value (row, item), cells);
  for (guint i = 0; i < cells->len; i++)
    mado_answer_line_add_cell (line, g_ptr_array_index (cells, i));
}

static void
expect_transfer (MadoAnswerLine *line, const MadoPaymentRow *row, const MadoItem *account)
{
  static const char *const parts[] = { "bank", "branch", "kind", "number" };
  yyjson_val *value = account != NULL ? yyjson_obj_get (row->items, account->id) : NULL;
  g_autofree char *amount = g_strdup_printf ("%" G_GINT64_FORMAT, row->amount);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    mado_answer_line_add_cell (line, mado_json_get_text (value, parts[i]));
  mado_answer_line_add_cell (line, amount);
}

/**
 * mado_answer_shape_expect:
 * @self: what comes back
 * @row: a row of the batch
 *
 * Returns: (transfer full): what it would say of the row if it said what went out
 */
MadoAnswerLine *
mado_answer_shape_expect (const MadoAnswerShape *self, const MadoPaymentRow *row)
{
  MadoAnswerLine *line = mado_answer_line_new (0);
  char key[MADO_PAYMENT_KEY_SIZE];

  mado_payment_row_get_key (row, self->batch, key);
  g_free (line->key);
  if (self->match != NULL) {
    g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

    mado_packet_column_add_cells (self->match, find_value (row, self->match), cells);
    line->key = mado_answer_line_dup_key (cells->len > 0 ? g_ptr_array_index (cells, 0) : "");
  } else {
    line->key = mado_answer_line_dup_key (key);
  }
  if (mado_answer_shape_is_bank_file (self))
    expect_transfer (line, row, g_ptr_array_index (self->items, 0));
  else
    for (guint i = 0; i < self->items->len; i++)
      expect_item (line, row, g_ptr_array_index (self->items, i));

  return line;
}
