/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the command line answers when a service is set up, as the program reads it. */

#include "mado-set-up.h"

#include <string.h>

static MadoSetUpAnswer *
read_answer (const char *text)
{
  return mado_set_up_answer_read (text, strlen (text));
}

static void
test_all_good (void)
{
  g_autoptr (MadoSetUpAnswer) answer =
      read_answer ("{\"administrator\":\"AAAA-BBBB\",\"overseer\":\"CCCC-DDDD\",\"checks\":["
                   "{\"check\":\"disk\",\"state\":\"good\"},{\"check\":\"wards\",\"state\":\"good\"}]}");

  g_assert_cmpstr (answer->administrator, ==, "AAAA-BBBB");
  g_assert_cmpstr (answer->overseer, ==, "CCCC-DDDD");
  g_assert_cmpuint (answer->checks->len, ==, 2);
  g_assert_true (mado_set_up_answer_is_good (answer));
}

/* What has to be done soon is not green either. */
static void
test_one_that_is_not_good (void)
{
  static const char *const states[] = { "soon", "wrong" };

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++) {
    g_autofree char *text =
        g_strdup_printf ("{\"checks\":[{\"check\":\"disk\",\"state\":\"good\"},{\"check\":\"backup\",\"state\":\"%s\","
                         "\"what\":\"never saved\",\"remedy\":\"save it\"}]}",
                         states[i]);
    g_autoptr (MadoSetUpAnswer) answer = read_answer (text);
    const MadoSetUpCheck *check = g_ptr_array_index (answer->checks, 1);

    g_assert_false (mado_set_up_answer_is_good (answer));
    g_assert_cmpstr (check->what, ==, "never saved");
    g_assert_cmpstr (check->remedy, ==, "save it");
  }
}

static void
test_refusal (void)
{
  g_autoptr (MadoSetUpAnswer) answer = read_answer ("{\"code\":\"lost\",\"error\":\"the office is lost\"}");

  g_assert_cmpstr (answer->refusal, ==, "the office is lost");
  g_assert_cmpstr (answer->code, ==, "lost");
  g_assert_cmpuint (answer->checks->len, ==, 0);
  g_assert_false (mado_set_up_answer_is_good (answer));
}

/* Where nobody allowed it, there is nothing at all; a shell may say something else. */
static void
test_no_answer (void)
{
  static const char *const said[] = { "", "not authorized", "[]", "{\"checks\":" };

  for (gsize i = 0; i < G_N_ELEMENTS (said); i++)
    g_assert_null (read_answer (said[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/set-up/all-good", test_all_good);
  g_test_add_func ("/set-up/one-that-is-not-good", test_one_that_is_not_good);
  g_test_add_func ("/set-up/refusal", test_refusal);
  g_test_add_func ("/set-up/no-answer", test_no_answer);

  return g_test_run ();
}
