/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whose account is whose, from cases as they are written. */

#include "mado-account-sharing.h"

#include <string.h>

#include "mado-programme-file.h"

#define ID(number) "0195eeb1-5a00-7abc-8def-00000000000" number
#define ACCOUNT(number)                                                                                                \
  "{\"bank\":\"0001\",\"branch\":\"001\",\"holder\":\"ミホン\",\"kind\":\"1\",\"number\":\"" number "\"}"

static MadoEntity *
make_case (const char *id, const char *receipt, const char *name, const char *account, const char *more)
{
  g_autofree char *text =
      g_strdup_printf ("{\"body\":{%s\"items\":{\"account\":%s,\"name\":{\"kanji\":\"%s\"}},\"receipt\":\"%s\"},"
                       "\"id\":\"%s\",\"kind\":\"case\",\"state\":\"checked\",\"version\":1}",
                       more, account, name, receipt, id);
  g_autoptr (GError) error = NULL;
  MadoEntity *entity = mado_entity_read (text, strlen (text), &error);

  g_assert_no_error (error);

  return entity;
}

typedef struct {
  const char *name; /* of the other person */
  const char *account;
  const char *more; /* that the other case says */
  gboolean is_shared;
} Trial;

static void
test_who_has_to_be_looked_at (void)
{
  static const Trial trials[] = {
    { "見本 太郎", ACCOUNT ("1234567"), "", TRUE },
    { "見本 太郎", ACCOUNT ("1234568"), "", FALSE },
    { "見本　花子", ACCOUNT ("1234567"), "", FALSE }, /* one person, with a wider space */
    { "見本 太郎", ACCOUNT ("1234567"), "\"apart\":[{\"other\":\"" ID ("1") "\"}],", FALSE },
    { "見本 太郎", ACCOUNT ("1234567"), "\"attached_to\":\"" ID ("1") "\",", FALSE },
    { "見本 太郎", ACCOUNT ("1234567"), "\"attached\":[\"" ID ("1") "\"],", FALSE },
    { "見本 太郎", ACCOUNT ("1234567"), "\"apart\":[{\"other\":\"" ID ("9") "\"}],", TRUE },
    { "見本 太郎", "{\"masked\":true,\"number\":\"*****67\"}", "", FALSE },
    { "見本 太郎", "{}", "", FALSE },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoProgramme) programme = mado_programme_file_find ("ninpu-r7", &error);

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (trials); i++) {
    const Trial *trial = &trials[i];
    g_autoptr (MadoAccountSharing) sharing = mado_account_sharing_new (programme);
    g_autoptr (MadoEntity) own = make_case (ID ("1"), "logo:1", "見本 花子", ACCOUNT ("1234567"), "");
    g_autoptr (MadoEntity) other = make_case (ID ("2"), "logo:2", trial->name, trial->account, trial->more);
    MadoId found = MADO_ID_NONE;

    mado_account_sharing_add (sharing, own);
    mado_account_sharing_add (sharing, other);
    g_test_message ("trial %" G_GSIZE_FORMAT, i);
    g_assert_cmpstr (mado_account_sharing_find (sharing, own, &found), ==, trial->is_shared ? "logo:2" : NULL);
    g_assert_cmpint (mado_id_is_valid (found), ==, trial->is_shared);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/account-sharing/who-has-to-be-looked-at", test_who_has_to_be_looked_at);

  return g_test_run ();
}
