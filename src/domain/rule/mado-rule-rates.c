/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Values by name and day. A programme has a handful, so they are searched from one end to the other. */

#include "mado-rule-rates.h"

typedef struct {
  char *name;
  MadoDate from;
  MadoRuleValue value;
  char *text; /* (nullable): what value points to */
} Rate;

struct _MadoRuleRates {
  GArray *rates; /* Rate */
};

static void
clear_rate (Rate *rate)
{
  g_free (rate->name);
  g_free (rate->text);
}

/**
 * mado_rule_rates_new:
 *
 * Returns: (transfer full): no rates
 */
MadoRuleRates *
mado_rule_rates_new (void)
{
  MadoRuleRates *self = g_new0 (MadoRuleRates, 1);

  self->rates = g_array_new (FALSE, FALSE, sizeof (Rate));
  g_array_set_clear_func (self->rates, (GDestroyNotify) clear_rate);

  return self;
}

/**
 * mado_rule_rates_free:
 * @self: (nullable) (transfer full): rates
 */
void
mado_rule_rates_free (MadoRuleRates *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->rates);
  g_free (self);
}

/**
 * mado_rule_rates_add:
 * @self: rates
 * @name: the rate
 * @from: the first day of the value
 * @value: a number or a text
 */
void
mado_rule_rates_add (MadoRuleRates *self, const char *name, MadoDate from, MadoRuleValue value)
{
  Rate rate = { g_strdup (name), from, value, g_strdup (value.text) };

  rate.value.text = rate.text;
  g_array_append_val (self->rates, rate);
}

/**
 * mado_rule_rates_has:
 * @self: rates
 * @name: a name
 *
 * Returns: whether there is such a rate on any day
 */
gboolean
mado_rule_rates_has (const MadoRuleRates *self, const char *name)
{
  for (guint i = 0; i < self->rates->len; i++)
    if (g_str_equal (g_array_index (self->rates, Rate, i).name, name))
      return TRUE;

  return FALSE;
}

/**
 * mado_rule_rates_find:
 * @self: rates
 * @name: the rate
 * @on: a valid date
 *
 * Returns: the value on that day; %MADO_RULE_NULL before the first
 */
MadoRuleValue
mado_rule_rates_find (const MadoRuleRates *self, const char *name, MadoDate on)
{
  const Rate *latest = NULL;

  for (guint i = 0; i < self->rates->len; i++) {
    const Rate *rate = &g_array_index (self->rates, Rate, i);

    if (g_str_equal (rate->name, name) && mado_date_compare (rate->from, on) <= 0 &&
        (latest == NULL || mado_date_compare (rate->from, latest->from) > 0))
      latest = rate;
  }

  return latest == NULL ? MADO_RULE_NULL : latest->value;
}
