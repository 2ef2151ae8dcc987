/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Holds the blocks of a document. */

#include "mado-manuscript.h"

#include <string.h>

static void
wipe (char *text)
{
  if (text != NULL)
    explicit_bzero (text, strlen (text));
  g_free (text);
}

static void
free_row (gpointer data)
{
  GStrv row = data;

  for (guint i = 0; row[i] != NULL; i++)
    wipe (row[i]);
  g_free (row);
}

static void
free_block (gpointer data)
{
  MadoBlock *self = data;

  g_free (self->id);
  g_free (self->area);
  g_free (self->style);
  wipe (self->text);
  g_ptr_array_unref (self->rows);
  g_free (self);
}

/**
 * mado_manuscript_new:
 * @title: of the document
 *
 * Returns: (transfer full): a document that says nothing yet
 */
MadoManuscript *
mado_manuscript_new (const char *title)
{
  MadoManuscript *self = g_new0 (MadoManuscript, 1);

  self->title = g_strdup (title);
  self->blocks = g_ptr_array_new_with_free_func (free_block);

  return self;
}

/**
 * mado_manuscript_free:
 * @self: (transfer full): a document, whose words are wiped
 */
void
mado_manuscript_free (MadoManuscript *self)
{
  g_ptr_array_unref (self->blocks);
  g_free (self->title);
  g_free (self);
}

/**
 * mado_manuscript_add:
 * @self: a document
 * @kind: what the block is
 * @id: how a finding names it
 * @area: where it belongs
 * @style: how it is set
 * @text: what it says
 *
 * Returns: (transfer none): the block, behind all others of its area
 */
MadoBlock *
mado_manuscript_add (
    MadoManuscript *self, MadoBlockKind kind, const char *id, const char *area, const char *style, const char *text)
{
  MadoBlock *block = g_new0 (MadoBlock, 1);

  block->kind = kind;
  block->id = g_strdup (id);
  block->area = g_strdup (area);
  block->style = g_strdup (style);
  block->text = g_strdup (text);
  block->rows = g_ptr_array_new_with_free_func (free_row);
  g_ptr_array_add (self->blocks, block);

  return block;
}

/**
 * mado_manuscript_add_table:
 * @self: a document
 * @id: how a finding names it
 * @area: where it belongs
 * @style: how its cells are set
 * @widths: (array length=n_columns): of its columns in mm; those of 0 share the rest
 * @n_columns: up to %MADO_BLOCK_MAX_COLUMNS
 *
 * Returns: (transfer none): a table without rows
 */
MadoBlock *
mado_manuscript_add_table (
    MadoManuscript *self, const char *id, const char *area, const char *style, const double *widths, guint n_columns)
{
  MadoBlock *block = mado_manuscript_add (self, MADO_BLOCK_TABLE, id, area, style, "");

  g_return_val_if_fail (n_columns > 0 && n_columns <= MADO_BLOCK_MAX_COLUMNS, block);
  block->n_columns = n_columns;
  memcpy (block->widths, widths, n_columns * sizeof *widths);

  return block;
}

/**
 * mado_block_add_row:
 * @self: a table
 * @...: what its cells say, then %NULL; cells that are not there are empty
 */
void
mado_block_add_row (MadoBlock *self, ...)
{
  GStrv row = g_new0 (char *, self->n_columns + 1);
  va_list cells;
  const char *cell;
  guint n = 0;

  va_start (cells, self);
  while (n < self->n_columns && (cell = va_arg (cells, const char *)) != NULL)
    row[n++] = g_strdup (cell);
  va_end (cells);
  while (n < self->n_columns)
    row[n++] = g_strdup ("");
  g_ptr_array_add (self->rows, row);
}
