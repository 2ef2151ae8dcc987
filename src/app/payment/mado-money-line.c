/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Texts alone: whatever they were made of may have gone. */

#include "mado-money-line.h"

struct _MadoMoneyLine {
  GObject parent_instance;

  MadoId id;
  guint index;
  char *cells[MADO_MONEY_LINE_MAX_CELLS]; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (MadoMoneyLine, mado_money_line, G_TYPE_OBJECT)

static void
mado_money_line_finalize (GObject *object)
{
  for (guint i = 0; i < MADO_MONEY_LINE_MAX_CELLS; i++)
    g_free (MADO_MONEY_LINE (object)->cells[i]);

  G_OBJECT_CLASS (mado_money_line_parent_class)->finalize (object);
}

static void
mado_money_line_class_init (MadoMoneyLineClass *class)
{
  G_OBJECT_CLASS (class)->finalize = mado_money_line_finalize;
}

static void
mado_money_line_init (MadoMoneyLine *self)
{
}

/**
 * mado_money_line_new:
 * @id: of the case, or %MADO_ID_NONE
 * @index: of the row in what is shown
 *
 * Returns: (transfer full): a row without texts
 */
MadoMoneyLine *
mado_money_line_new (MadoId id, guint index)
{
  MadoMoneyLine *self = g_object_new (MADO_TYPE_MONEY_LINE, NULL);

  self->id = id;
  self->index = index;

  return self;
}

/**
 * mado_money_line_take:
 * @self: a row that nobody has seen yet
 * @cell: which of its cells
 * @text: (transfer full): what stands there
 */
void
mado_money_line_take (MadoMoneyLine *self, guint cell, char *text)
{
  g_return_if_fail (cell < MADO_MONEY_LINE_MAX_CELLS);

  g_free (self->cells[cell]);
  self->cells[cell] = text;
}

/**
 * mado_money_line_get_id:
 * @self: a row
 *
 * Returns: the case that it is about, or %MADO_ID_NONE
 */
MadoId
mado_money_line_get_id (MadoMoneyLine *self)
{
  return self->id;
}

/**
 * mado_money_line_get_index:
 * @self: a row
 *
 * Returns: which row of what is shown it is
 */
guint
mado_money_line_get_index (MadoMoneyLine *self)
{
  return self->index;
}

/**
 * mado_money_line_get_text:
 * @line: a row
 * @cell: which of its cells
 *
 * Returns: (transfer none): what stands there, or ""
 */
const char *
mado_money_line_get_text (gpointer line, guint cell)
{
  const char *text = MADO_MONEY_LINE (line)->cells[cell];

  return text != NULL ? text : "";
}
