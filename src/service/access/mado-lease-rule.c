/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Days by programme, and those of all others. */

#include "mado-lease-rule.h"

struct _MadoLeaseRule {
  guint days;
  GHashTable *programmes; /* id → days */
};

/**
 * mado_lease_rule_new:
 * @days: of each programme of which nothing else is said
 *
 * Returns: (transfer full): the rule
 */
MadoLeaseRule *
mado_lease_rule_new (guint days)
{
  MadoLeaseRule *self = g_new (MadoLeaseRule, 1);

  self->days = days;
  self->programmes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

/**
 * mado_lease_rule_free:
 * @self: (transfer full): a rule
 */
void
mado_lease_rule_free (MadoLeaseRule *self)
{
  g_hash_table_unref (self->programmes);
  g_free (self);
}

/**
 * mado_lease_rule_set:
 * @self: a rule that nobody goes by yet
 * @programme: a programme's id
 * @days: of that one
 */
void
mado_lease_rule_set (MadoLeaseRule *self, const char *programme, guint days)
{
  g_hash_table_insert (self->programmes, g_strdup (programme), GUINT_TO_POINTER (days));
}

/**
 * mado_lease_rule_find_days:
 * @self: a rule
 * @programme: a programme's id
 *
 * Returns: for how many days a share of its profiles is lent
 */
guint
mado_lease_rule_find_days (const MadoLeaseRule *self, const char *programme)
{
  gpointer days = g_hash_table_lookup (self->programmes, programme);

  return days != NULL ? GPOINTER_TO_UINT (days) : self->days;
}
