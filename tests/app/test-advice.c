/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every fault of the store has words of its own, and a code to read out. */

#include "mado-advice.h"

#include "mado-contact.h"
#include "mado-store-error.h"

static void
test_every_fault_has_words (void)
{
  for (int code = 0; code <= MADO_STORE_ERROR_FAILED; code++) {
    g_autoptr (GError) error = g_error_new_literal (MADO_STORE_ERROR, code, "x");
    const MadoAdvice advice = mado_advice_find (error);

    g_assert_nonnull (advice.title);
    g_assert_nonnull (advice.remedy);
    g_assert_cmpstr (advice.code, ==, mado_store_error_get_name ((MadoStoreError) code));
    if (code != MADO_STORE_ERROR_FAILED && code != MADO_STORE_ERROR_CONSTRAINT)
      g_assert_cmpstr (advice.title, !=, "Something went wrong in Madoguchi");
  }
}

/* What a library says is for programmers. */
static void
test_other_errors_are_ours_to_mend (void)
{
  g_autoptr (GError) error = g_error_new_literal (g_quark_from_static_string ("other"), 3, "segment 7 not found");

  g_assert_cmpstr (mado_advice_find (error).title, ==, "Something went wrong in Madoguchi");
  g_assert_cmpstr (mado_advice_find (error).code, ==, "failed");
}

/* What was given up, or ends with the profile, is told to nobody. */
static void
test_nobody_is_told_of_what_was_given_up (void)
{
  static const struct {
    int code;
    gboolean is_wanted;
  } errors[] = { { G_IO_ERROR_CANCELLED, FALSE }, { G_IO_ERROR_CLOSED, FALSE }, { G_IO_ERROR_FAILED, TRUE } };

  for (gsize i = 0; i < G_N_ELEMENTS (errors); i++) {
    g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, errors[i].code, "cannot read");

    g_assert_true (mado_advice_is_wanted (error) == errors[i].is_wanted);
  }
}

static void
test_contact_says_how_it_stands (void)
{
  g_autoptr (MadoContact) contact = mado_contact_new ();

  for (int state = 0; state < MADO_CONTACT_N_STATES; state++) {
    g_autofree char *text = NULL;

    mado_contact_set (contact, &(MadoContactStand) { (MadoContactState) state, 1745000000000000, NULL, 0 });
    text = mado_contact_dup_text (contact);
    g_assert_cmpstr (text, !=, "");
    g_assert_nonnull (mado_contact_get_icon (contact));
  }
}

static void
test_offline_stays_in_sight (void)
{
  g_autoptr (MadoContact) contact = mado_contact_new ();
  g_autofree char *alone = mado_contact_dup_warning (contact), *offline = NULL, *said = NULL;

  g_assert_null (alone);
  mado_contact_set (contact, &(MadoContactStand) { .state = MADO_CONTACT_OFFLINE });
  mado_contact_set_holding (contact, &(MadoContactHolding) { .waiting = 3 });
  offline = mado_contact_dup_warning (contact);
  g_assert_cmpstr (offline, ==, "You are offline: 3 changes are not sent yet. You can go on working.");
  mado_contact_set (contact, &(MadoContactStand) { MADO_CONTACT_LOCKED_OUT, 0, "Call 1234", 0 });
  said = mado_contact_dup_warning (contact);
  g_assert_cmpstr (said, ==, "Call 1234");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/advice/every-fault-has-words", test_every_fault_has_words);
  g_test_add_func ("/advice/other-errors-are-ours-to-mend", test_other_errors_are_ours_to_mend);
  g_test_add_func ("/advice/nobody-is-told-of-what-was-given-up", test_nobody_is_told_of_what_was_given_up);
  g_test_add_func ("/contact/says-how-it-stands", test_contact_says_how_it_stands);
  g_test_add_func ("/contact/offline-stays-in-sight", test_offline_stays_in_sight);

  return g_test_run ();
}
