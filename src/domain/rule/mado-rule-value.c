/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The values that go into rules and come out of them. There are no real numbers and no bytes. */

#include "mado-rule-value.h"

#include "mado-date.h"

/**
 * mado_rule_value_number:
 * @number: a number, or 1 and 0 for yes and no
 *
 * Returns: the value
 */
MadoRuleValue
mado_rule_value_number (gint64 number)
{
  return (MadoRuleValue) { MADO_RULE_VALUE_NUMBER, number, NULL };
}

/**
 * mado_rule_value_text:
 * @text: (nullable) (transfer none): a text or date that outlives the value; %NULL where it is not known
 *
 * Returns: the value
 */
MadoRuleValue
mado_rule_value_text (const char *text)
{
  return text == NULL ? MADO_RULE_NULL : (MadoRuleValue) { MADO_RULE_VALUE_TEXT, 0, text };
}

/**
 * mado_rule_value_fits:
 * @value: a value
 * @type: a type
 *
 * Returns: whether it is a value of that type; what is not known fits every type
 */
gboolean
mado_rule_value_fits (MadoRuleValue value, MadoRuleType type)
{
  if (value.kind == MADO_RULE_VALUE_NULL)
    return TRUE;

  switch (type) {
  case MADO_RULE_TYPE_TEXT:
    return value.kind == MADO_RULE_VALUE_TEXT && g_utf8_validate (value.text, -1, NULL);
  case MADO_RULE_TYPE_NUMBER:
    return value.kind == MADO_RULE_VALUE_NUMBER;
  case MADO_RULE_TYPE_YES_NO:
    return value.kind == MADO_RULE_VALUE_NUMBER && (value.number == 0 || value.number == 1);
  case MADO_RULE_TYPE_DATE:
    return value.kind == MADO_RULE_VALUE_TEXT && mado_date_is_valid (mado_date_from_iso (value.text));
  default:
    return FALSE;
  }
}

/**
 * mado_rule_type_get_name:
 * @type: a type
 *
 * Returns: its name with an article, for messages
 */
const char *
mado_rule_type_get_name (MadoRuleType type)
{
  static const char *const names[] = { "a text", "a whole number", "yes or no", "a date" };

  return names[type];
}
