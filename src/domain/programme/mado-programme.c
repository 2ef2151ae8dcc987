/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A programme as a whole: lives as long as somebody holds it, and answers who does what where. */

#include "mado-programme.h"

#include "mado-programme-book.h"

/**
 * mado_programme_ref:
 * @self: a programme
 *
 * Returns: (transfer full): the same
 */
MadoProgramme *
mado_programme_ref (MadoProgramme *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * mado_programme_unref:
 * @self: (transfer full): a programme
 */
void
mado_programme_unref (MadoProgramme *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->books, mado_programme_books_free);
  g_clear_pointer (&self->text, mado_programme_text_free);
  g_free (self);
}

/**
 * mado_programme_get_file:
 * @self: a programme
 *
 * Returns: (transfer none): the file that it was read from
 */
GBytes *
mado_programme_get_file (const MadoProgramme *self)
{
  return mado_programme_text_get_file (self->text);
}

/**
 * mado_programme_has_duty:
 * @self: a programme
 * @duty: "calls", "handover", "receive", …
 * @role: a role's id
 *
 * Returns: whether people of that role have it; nobody has a duty of which the file says nothing
 */
gboolean
mado_programme_has_duty (const MadoProgramme *self, const char *duty, const char *role)
{
  const MadoDuty *found = mado_section_find (self->duties, duty);

  return found != NULL && mado_names_contain (found->roles, role);
}

/**
 * mado_programme_find_site:
 * @self: a programme
 * @role: a role's id
 *
 * Returns: (transfer none) (nullable): where people of that role work, and nowhere else; %NULL: at any terminal that is
 *   of no such place
 */
const MadoSite *
mado_programme_find_site (const MadoProgramme *self, const char *role)
{
  for (guint i = 0; i < mado_section_get_count (self->sites); i++) {
    const MadoSite *site = mado_section_get (self->sites, i);

    if (mado_names_contain (site->roles, role))
      return site;
  }

  return NULL;
}

/**
 * mado_programme_takes_account:
 * @self: a programme
 * @state: a state's id
 *
 * What two people type is no plain edit: where a failed transfer waits for another account it goes on, though the
 * state is fixed.
 *
 * Returns: whether an account may be entered in that state
 */
gboolean
mado_programme_takes_account (const MadoProgramme *self, const char *state)
{
  const MadoState *found = mado_section_find (self->states, state);

  if (found != NULL && !found->is_fixed)
    return TRUE;
  for (guint i = 0; i < mado_section_get_count (self->transitions); i++) {
    const MadoTransition *transition = mado_section_get (self->transitions, i);

    if (mado_names_contain (transition->from, state) &&
        mado_names_contain (transition->needs, "account changed since fail"))
      return TRUE;
  }

  return FALSE;
}

/**
 * mado_programme_report_rule:
 * @self: a programme
 * @rule: one of its rules
 * @byte: of the rule's text
 * @code: (transfer none): static
 * @message: what is wrong there
 * @faults: takes the fault
 *
 * Reports a fault within a rule at its place in the file, also where the rule is a list of lines.
 */
void
mado_programme_report_rule (const MadoProgramme *self,
                            const MadoRuleText *rule,
                            gsize byte,
                            const char *code,
                            const char *message,
                            GPtrArray *faults)
{
  mado_rule_text_report (rule, self->text, byte, code, message, faults);
}
