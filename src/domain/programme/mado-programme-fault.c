/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The faults of a programme file, each with the place where somebody has to look. */

#include "mado-programme-fault.h"

#include "mado-json-place.h"

static void
free_fault (gpointer data)
{
  MadoProgrammeFault *fault = data;

  g_free (fault->pointer);
  g_free (fault->message);
  g_free (fault);
}

/**
 * mado_programme_faults_new:
 *
 * Returns: (transfer full) (element-type MadoProgrammeFault): no faults yet
 */
GPtrArray *
mado_programme_faults_new (void)
{
  return g_ptr_array_new_with_free_func (free_fault);
}

static void
locate (const char *text, gsize offset, MadoProgrammeFault *fault)
{
  fault->line = fault->column = 1;
  for (gsize i = 0; i < offset; i++)
    if (text[i] == '\n') {
      fault->line++;
      fault->column = 1;
    } else if (((guint8) text[i] & 0xC0) != 0x80) {
      fault->column++;
    }
}

/**
 * mado_programme_faults_add:
 * @self: the faults so far
 * @text: the file
 * @length: its bytes
 * @offset: the byte where it is wrong; the text is well formed up to there
 * @code: (transfer none): static
 * @message: what is wrong
 *
 * Beyond %MADO_PROGRAMME_MAX_FAULTS nothing is added: every fault costs a walk through the file.
 */
void
mado_programme_faults_add (
    GPtrArray *self, const char *text, gsize length, gsize offset, const char *code, const char *message)
{
  MadoProgrammeFault *fault;

  if (self->len >= MADO_PROGRAMME_MAX_FAULTS)
    return;
  fault = g_new0 (MadoProgrammeFault, 1);
  fault->code = code;
  fault->pointer = mado_json_find_pointer (text, length, offset);
  fault->message = g_strdup (message);
  locate (text, MIN (offset, length), fault);
  g_ptr_array_add (self, fault);
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const MadoProgrammeFault *left = *(const MadoProgrammeFault *const *) a;
  const MadoProgrammeFault *right = *(const MadoProgrammeFault *const *) b;

  if (left->line != right->line)
    return left->line < right->line ? -1 : 1;

  return (left->column > right->column) - (left->column < right->column);
}

/**
 * mado_programme_faults_sort:
 * @self: faults
 *
 * Puts them in the order of the file.
 */
void
mado_programme_faults_sort (GPtrArray *self)
{
  g_ptr_array_sort (self, compare_places);
}

/**
 * mado_programme_faults_get:
 * @self: faults
 * @index: from 0
 *
 * Returns: (transfer none): the fault
 */
const MadoProgrammeFault *
mado_programme_faults_get (const GPtrArray *self, guint index)
{
  return g_ptr_array_index (self, index);
}
