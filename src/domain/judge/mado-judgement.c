/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a judgement holds. One is made for a judge and filled again for each case, so that judging allocates little. */

#include "mado-judgement.h"

#define TEXTS_AT_ONCE 1024 /* bytes; more than the texts of most cases */

/**
 * mado_judgement_new:
 *
 * Returns: (transfer full): a judgement that says nothing
 */
MadoJudgement *
mado_judgement_new (void)
{
  MadoJudgement *self = g_new0 (MadoJudgement, 1);

  self->checks = g_array_new (FALSE, FALSE, sizeof (MadoJudgedCheck));
  self->missing = g_array_new (FALSE, FALSE, sizeof (MadoMissingItem));
  self->rights = g_array_new (FALSE, FALSE, sizeof (MadoJudgedRight));
  self->values = g_array_new (FALSE, FALSE, sizeof (MadoJudgedValue));
  self->answers = g_array_new (FALSE, FALSE, sizeof (MadoJudgedAnswer));
  self->texts = g_string_chunk_new (TEXTS_AT_ONCE);

  return self;
}

/**
 * mado_judgement_free:
 * @self: (transfer full): a judgement
 */
void
mado_judgement_free (MadoJudgement *self)
{
  g_array_unref (self->checks);
  g_array_unref (self->missing);
  g_array_unref (self->rights);
  g_array_unref (self->values);
  g_array_unref (self->answers);
  g_free (self->parts);
  g_string_chunk_free (self->texts);
  g_free (self);
}

/**
 * mado_judgement_clear:
 * @self: a judgement
 * @max_parts: how many parts of keys will be added
 *
 * Makes it say nothing again.
 */
void
mado_judgement_clear (MadoJudgement *self, gsize max_parts)
{
  g_array_set_size (self->checks, 0);
  g_array_set_size (self->missing, 0);
  g_array_set_size (self->rights, 0);
  g_array_set_size (self->values, 0);
  g_array_set_size (self->answers, 0);
  g_string_chunk_clear (self->texts);
  self->n_parts = 0;
  if (max_parts <= self->max_parts)
    return;
  self->parts = g_renew (const char *, self->parts, max_parts);
  self->max_parts = max_parts;
}

/**
 * mado_judgement_add_parts:
 * @self: a judgement
 * @n_parts: how many
 *
 * Returns: (transfer none): room for the parts of a key, all of them not known yet
 */
const char **
mado_judgement_add_parts (MadoJudgement *self, gsize n_parts)
{
  const char **parts = self->parts + self->n_parts;

  g_return_val_if_fail (n_parts <= self->max_parts - self->n_parts, NULL);
  for (gsize i = 0; i < n_parts; i++)
    parts[i] = NULL;
  self->n_parts += n_parts;

  return parts;
}

/**
 * mado_judgement_get_answer:
 * @self: a judgement
 * @subject: a #MadoTransition, #MadoVisualCheck, #MadoQueue or #MadoPacket of the programme
 *
 * Returns: what its rule says of the case; what has no rule has passed
 */
MadoAnswer
mado_judgement_get_answer (const MadoJudgement *self, gconstpointer subject)
{
  for (guint i = 0; i < self->answers->len; i++) {
    const MadoJudgedAnswer *answer = &g_array_index (self->answers, MadoJudgedAnswer, i);

    if (answer->subject == subject)
      return answer->answer;
  }

  return MADO_ANSWER_PASSED;
}

/**
 * mado_judgement_get_check:
 * @self: a judgement
 * @check: the id of a check
 * @row: the row; "": the case
 *
 * Returns: its answer; of what was not checked nothing is known
 */
MadoAnswer
mado_judgement_get_check (const MadoJudgement *self, const char *check, const char *row)
{
  for (guint i = 0; i < self->checks->len; i++) {
    const MadoJudgedCheck *judged = &g_array_index (self->checks, MadoJudgedCheck, i);

    if (g_str_equal (judged->check->id, check) && g_str_equal (judged->row, row))
      return judged->answer;
  }

  return MADO_ANSWER_UNKNOWN;
}

/**
 * mado_judgement_find_right:
 * @self: a judgement
 * @right: the id of a right
 * @row: the row; "": the case
 *
 * Returns: (transfer none) (nullable): the right
 */
const MadoJudgedRight *
mado_judgement_find_right (const MadoJudgement *self, const char *right, const char *row)
{
  for (guint i = 0; i < self->rights->len; i++) {
    const MadoJudgedRight *judged = &g_array_index (self->rights, MadoJudgedRight, i);

    if (g_str_equal (judged->right->id, right) && g_str_equal (judged->row, row))
      return judged;
  }

  return NULL;
}

/**
 * mado_judgement_get_value:
 * @self: a judgement
 * @id: what is computed, or an item that a rule keeps
 * @row: the row; "": the case
 *
 * Returns: its value; %MADO_RULE_NULL where it is not known
 */
MadoRuleValue
mado_judgement_get_value (const MadoJudgement *self, const char *id, const char *row)
{
  for (guint i = 0; i < self->values->len; i++) {
    const MadoJudgedValue *judged = &g_array_index (self->values, MadoJudgedValue, i);

    if (g_str_equal (judged->id, id) && g_str_equal (judged->row, row))
      return judged->value;
  }

  return MADO_RULE_NULL;
}
