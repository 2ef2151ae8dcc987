/* SPDX-License-Identifier: GPL-3.0-or-later */

/* An account as people type it: what they mean is one and the same, whatever the width, and what is wrong is said at
 * its field. */

#include "mado-account-entry.h"

static const char *const good[MADO_ACCOUNT_N_FIELDS] = { "0704", "001", "1", "2038162", "ミホン ハナコ", "self" };

static MadoAccountEntry *
type (MadoAccountField field, const char *text)
{
  const char *typed[MADO_ACCOUNT_N_FIELDS];

  for (guint i = 0; i < MADO_ACCOUNT_N_FIELDS; i++)
    typed[i] = i == field ? text : good[i];

  return mado_account_entry_new (typed);
}

static void
test_what_is_meant_is_stored (void)
{
  static const struct {
    MadoAccountField field;
    const char *typed;
    const char *stored;
  } cases[] = {
    { MADO_ACCOUNT_BANK, "０７０４", "0704" },
    { MADO_ACCOUNT_NUMBER, " 203-8162 ", "2038162" },
    { MADO_ACCOUNT_HOLDER, "ﾐﾎﾝ ﾊﾅｺ", "ミホン ハナコ" },
    { MADO_ACCOUNT_HOLDER, "ミホン　ショウコ", "ミホン シヨウコ" },
    { MADO_ACCOUNT_HOLDER, "ミホン シヨウコ", "ミホン シヨウコ" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (MadoAccountEntry) entry = type (cases[i].field, cases[i].typed);

    g_assert_cmpstr (entry->parts[cases[i].field], ==, cases[i].stored);
    g_assert_true (mado_account_entry_is_good (entry));
  }
}

static void
test_faults_are_at_their_field (void)
{
  static const struct {
    MadoAccountField field;
    const char *typed;
  } cases[] = {
    { MADO_ACCOUNT_BANK, "" },         { MADO_ACCOUNT_BANK, "704" },        { MADO_ACCOUNT_BRANCH, "0001" },
    { MADO_ACCOUNT_NUMBER, "203816" }, { MADO_ACCOUNT_NUMBER, "203816a" },  { MADO_ACCOUNT_NUMBER, "20381620" },
    { MADO_ACCOUNT_HOLDER, "" },       { MADO_ACCOUNT_HOLDER, "見本花子" }, { MADO_ACCOUNT_HOLDER, "\xff\xfe" },
    { MADO_ACCOUNT_BANK, "\xff\xfe" }, { MADO_ACCOUNT_RELATION, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (MadoAccountEntry) entry = type (cases[i].field, cases[i].typed);

    for (guint field = 0; field < MADO_ACCOUNT_N_FIELDS; field++)
      g_assert_true ((entry->faults[field] != NULL) == (field == cases[i].field));
    g_assert_false (mado_account_entry_is_good (entry));
  }
}

static void
test_yucho_becomes_what_a_transfer_needs (void)
{
  g_autofree char *branch = NULL, *number = NULL;

  g_assert_false (mado_account_take_yucho ("1403", "12345671", &branch, &number));
  g_assert_null (branch);
  g_assert_true (mado_account_take_yucho ("１４０３０", "12345671", &branch, &number));
  g_assert_cmpstr (branch, ==, "408");
  g_assert_cmpstr (number, ==, "1234567");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/account-entry/what-is-meant-is-stored", test_what_is_meant_is_stored);
  g_test_add_func ("/account-entry/faults-are-at-their-field", test_faults_are_at_their_field);
  g_test_add_func ("/account-entry/yucho-becomes-what-a-transfer-needs", test_yucho_becomes_what_a_transfer_needs);

  return g_test_run ();
}
