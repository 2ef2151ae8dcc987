/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a transition wants of whoever makes it, as far as its rule says so. */

#include "mado-flow.h"

#include "mado-rule-token.h"

/**
 * mado_transition_goes_by_day:
 * @self: a transition
 *
 * Returns: whether it matters on which day what it tells of happened: then that day is asked for
 */
gboolean
mado_transition_goes_by_day (const MadoTransition *self)
{
  MadoRuleToken token;
  gsize offset = 0;

  while (self->must.text != NULL && mado_rule_token_next (self->must.text, &offset, &token))
    if (mado_rule_token_is_word (&token, self->must.text, "day"))
      return TRUE;

  return FALSE;
}
