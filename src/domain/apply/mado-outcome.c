/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The answer of mado_apply(). */

#include "mado-outcome.h"

/**
 * mado_outcome_new:
 *
 * Returns: (transfer full): an outcome: applied, with nothing changed
 */
MadoOutcome *
mado_outcome_new (void)
{
  MadoOutcome *self = g_new0 (MadoOutcome, 1);

  self->entities = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_entity_unref);
  self->taken = mado_holds_new ();
  self->released = mado_holds_new ();
  self->conflicts = g_ptr_array_new_with_free_func (g_free);
  self->erased = g_array_new (FALSE, FALSE, sizeof (MadoId));
  self->dropped = g_array_new (FALSE, FALSE, sizeof (MadoHash));

  return self;
}

/**
 * mado_outcome_free:
 * @self: (transfer full): an outcome
 */
void
mado_outcome_free (MadoOutcome *self)
{
  g_ptr_array_unref (self->entities);
  g_ptr_array_unref (self->taken);
  g_ptr_array_unref (self->released);
  g_ptr_array_unref (self->conflicts);
  g_array_unref (self->erased);
  g_array_unref (self->dropped);
  g_clear_pointer (&self->refusal, mado_refusal_free);
  g_free (self);
}

/**
 * mado_outcome_is_refused:
 * @self: an outcome
 *
 * Returns: whether nothing of the operation was done
 */
gboolean
mado_outcome_is_refused (const MadoOutcome *self)
{
  return self->refusal != NULL;
}

/**
 * mado_outcome_refuse:
 * @self: an outcome
 * @kind: refused or quarantined
 * @refusal: (transfer full): why; the first that is told stays
 */
void
mado_outcome_refuse (MadoOutcome *self, MadoOutcomeKind kind, MadoRefusal *refusal)
{
  self->kind = kind;
  g_clear_pointer (&self->refusal, mado_refusal_free);
  self->refusal = refusal;
}

/**
 * mado_outcome_kind_get_name:
 * @kind: a kind
 *
 * Returns: (transfer none): its name in logs and answers
 */
const char *
mado_outcome_kind_get_name (MadoOutcomeKind kind)
{
  static const char *const names[] = { "applied", "converged", "conflict", "refused", "quarantined" };

  return names[kind];
}
