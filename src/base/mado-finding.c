/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of what is wrong with an input. */

#include "mado-finding.h"

struct _MadoFindings {
  GArray *items; /* (nullable): MadoFinding; most lists stay empty */
  guint n_errors;
};

static void
clear_finding (MadoFinding *finding)
{
  g_free (finding->field);
}

/**
 * mado_findings_new:
 *
 * Returns: (transfer full): an empty list
 */
MadoFindings *
mado_findings_new (void)
{
  return g_new0 (MadoFindings, 1);
}

/**
 * mado_findings_free:
 * @self: (nullable) (transfer full): a list
 */
void
mado_findings_free (MadoFindings *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->items, g_array_unref);
  g_free (self);
}

/**
 * mado_findings_add:
 * @self: a list
 * @code: a literal: "E_…" for an error, "W_…" for a warning
 * @record: row or record from 1, or 0 for the whole input
 * @place: byte or column from 1, or what the format says
 * @field: (nullable): the field's name
 */
void
mado_findings_add (MadoFindings *self, const char *code, guint64 record, guint64 place, const char *field)
{
  MadoSeverity severity = code[0] == 'E' ? MADO_SEVERITY_ERROR : MADO_SEVERITY_WARNING;
  MadoFinding finding = { code, severity, record, place, g_strdup (field) };

  if (self->items == NULL) {
    self->items = g_array_new (FALSE, FALSE, sizeof (MadoFinding));
    g_array_set_clear_func (self->items, (GDestroyNotify) clear_finding);
  }
  g_array_append_val (self->items, finding);
  if (severity == MADO_SEVERITY_ERROR)
    self->n_errors++;
}

/**
 * mado_findings_get_count:
 * @self: a list
 *
 * Returns: how many findings there are
 */
guint
mado_findings_get_count (const MadoFindings *self)
{
  return self->items != NULL ? self->items->len : 0;
}

/**
 * mado_findings_get:
 * @self: a list
 * @index: less than the count
 *
 * Returns: (transfer none): the finding, in the order in which they were added
 */
const MadoFinding *
mado_findings_get (const MadoFindings *self, guint index)
{
  g_return_val_if_fail (index < mado_findings_get_count (self), NULL);

  return &g_array_index (self->items, MadoFinding, index);
}

/**
 * mado_findings_have_errors:
 * @self: a list
 *
 * Returns: whether any finding refuses the input
 */
gboolean
mado_findings_have_errors (const MadoFindings *self)
{
  return self->n_errors > 0;
}
