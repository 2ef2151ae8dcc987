/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Brings typed accounts into form and says what is wrong with them, without any look at what somebody else typed. */

#include "mado-account-entry.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-bank-text.h"
#include "mado-json-member.h"
#include "mado-yucho.h"

#define EARLIER "earlier"

static const struct {
  const char *name; /* in the case */
  const char *label;
  gsize n_digits; /* 0: it is no number */
  const char *fault;
} fields[MADO_ACCOUNT_N_FIELDS] = {
  [MADO_ACCOUNT_BANK] = { "bank", N_ ("Bank Code"), 4, N_ ("A bank's code has 4 digits") },
  [MADO_ACCOUNT_BRANCH] = { "branch", N_ ("Branch Code"), 3, N_ ("A branch's code has 3 digits") },
  [MADO_ACCOUNT_KIND] = { "kind", N_ ("Kind of Account"), 1, N_ ("Choose the kind of the account") },
  [MADO_ACCOUNT_NUMBER] = { "number", N_ ("Account Number"), 7,
                            N_ ("An account's number has 7 digits: put zeros before a shorter one") },
  [MADO_ACCOUNT_HOLDER] = { "holder", N_ ("Holder in Kana"), 0, N_ ("Type the holder in kana, as in the passbook") },
  [MADO_ACCOUNT_RELATION] = { "relation", N_ ("Whose Account"), 0, N_ ("Choose whose account it is") },
};

/**
 * mado_account_field_get_name:
 * @field: a field
 *
 * Returns: (transfer none): how the case calls it
 */
const char *
mado_account_field_get_name (MadoAccountField field)
{
  return fields[field].name;
}

/**
 * mado_account_field_get_label:
 * @field: a field
 *
 * Returns: (transfer none): how people call it, in the user's language
 */
const char *
mado_account_field_get_label (MadoAccountField field)
{
  return _ (fields[field].label);
}

/* Digits in whatever width, with the marks that people put between them. */
static char *
read_digits (const char *typed)
{
  g_autofree char *normal = g_utf8_normalize (typed, -1, G_NORMALIZE_ALL_COMPOSE);
  GString *digits = g_string_new (NULL);

  for (const char *place = normal != NULL ? normal : ""; *place != '\0'; place++)
    if (*place != '-' && *place != ' ')
      g_string_append_c (digits, *place);

  return g_string_free (digits, FALSE);
}

/* As the bank writes it, and then in the width that people read. */
static char *
read_holder (const char *typed, gboolean *out_is_good)
{
  g_autoptr (MadoBankText) text = mado_bank_text_new (typed, mado_bank_profile_get_default ());
  char *holder = g_utf8_normalize (text->half_width, -1, G_NORMALIZE_ALL_COMPOSE);

  *out_is_good = text->n_rejected == 0;
  if (holder == NULL)
    return g_strdup ("");
  g_strstrip (holder);

  return holder;
}

static gboolean
has_digits (const char *text, gsize n_digits)
{
  return strlen (text) == n_digits && strspn (text, "0123456789") == n_digits;
}

/**
 * mado_account_entry_new:
 * @typed: (array fixed-size=6): what was typed or chosen in each field
 *
 * Returns: (transfer full): the account, with what is wrong with it
 */
MadoAccountEntry *
mado_account_entry_new (const char *const typed[MADO_ACCOUNT_N_FIELDS])
{
  MadoAccountEntry *self = g_new0 (MadoAccountEntry, 1);

  for (guint i = 0; i < MADO_ACCOUNT_N_FIELDS; i++) {
    gboolean is_good = TRUE;

    self->parts[i] = i == MADO_ACCOUNT_HOLDER ? read_holder (typed[i], &is_good) : read_digits (typed[i]);
    if (fields[i].n_digits > 0)
      is_good = has_digits (self->parts[i], fields[i].n_digits);
    if (!is_good || self->parts[i][0] == '\0')
      self->faults[i] = fields[i].fault;
  }

  return self;
}

/**
 * mado_account_entry_read:
 * @value: (nullable): an account of a case
 *
 * Returns: (transfer full): the account
 */
MadoAccountEntry *
mado_account_entry_read (yyjson_val *value)
{
  MadoAccountEntry *self = g_new0 (MadoAccountEntry, 1);

  for (guint i = 0; i < MADO_ACCOUNT_N_FIELDS; i++)
    self->parts[i] = g_strdup (mado_json_get_text (value, fields[i].name));
  self->date = g_strdup (mado_json_get_text (value, "date"));
  self->is_earlier = strcmp (mado_json_get_text (value, "origin"), EARLIER) == 0;

  return self;
}

/**
 * mado_account_entry_free:
 * @self: (transfer full): an account
 */
void
mado_account_entry_free (MadoAccountEntry *self)
{
  for (guint i = 0; i < MADO_ACCOUNT_N_FIELDS; i++)
    g_free (self->parts[i]);
  g_free (self->date);
  g_free (self);
}

/**
 * mado_account_entry_is_good:
 * @self: an account
 *
 * Returns: whether nothing is wrong with it
 */
gboolean
mado_account_entry_is_good (const MadoAccountEntry *self)
{
  for (guint i = 0; i < MADO_ACCOUNT_N_FIELDS; i++)
    if (self->faults[i] != NULL)
      return FALSE;

  return TRUE;
}

/**
 * mado_account_entry_write:
 * @self: an account that is good, with its date
 * @wish: what shall carry it
 * @member: of the wish
 */
void
mado_account_entry_write (const MadoAccountEntry *self, MadoWish *wish, const char *member)
{
  yyjson_mut_val *value = mado_wish_add_object (wish, member);

  for (guint i = 0; i < MADO_ACCOUNT_N_FIELDS; i++)
    mado_wish_add_part (wish, value, fields[i].name, self->parts[i]);
  mado_wish_add_part (wish, value, "origin", self->is_earlier ? EARLIER : "application");
  mado_wish_add_part (wish, value, "date", self->date);
}

/**
 * mado_account_take_yucho:
 * @kigo: what was typed of 記号
 * @bango: what was typed of 番号
 * @out_branch: (out) (transfer full): the branch as other banks know it
 * @out_number: (out) (transfer full): the number likewise
 *
 * Returns: whether they are a number of Japan Post Bank
 */
gboolean
mado_account_take_yucho (const char *kigo, const char *bango, char **out_branch, char **out_number)
{
  g_autofree char *first = read_digits (kigo), *second = read_digits (bango);
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  MadoYuchoAccount account;

  if (!mado_yucho_convert (first, second, "", &account, findings))
    return FALSE;
  *out_branch = g_strdup (account.store);
  *out_number = g_strdup (account.account);

  return TRUE;
}
