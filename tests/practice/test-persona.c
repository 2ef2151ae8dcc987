/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Made-up people: the same from the same seed, many-faced, and nobody real. */

#include <string.h>

#include "mado-my-number.h"
#include "mado-persona.h"

#define N_PEOPLE 5000

static const MadoDate today = { 2025, 4, 1 };
static const MadoPersonaKind anybody = { TRUE, TRUE, 0, 99 };

static MadoPersona *
draw (const MadoScenery *scenery, guint64 seed, guint64 number)
{
  MadoChance chance = mado_chance_begin (seed, number);

  return mado_persona_new (scenery, &anybody, today, &chance);
}

static MadoScenery *
open_scenery (void)
{
  g_autoptr (GError) error = NULL;
  MadoScenery *scenery = mado_scenery_new (&error);

  g_assert_no_error (error);

  return scenery;
}

static void
test_seed (void)
{
  g_autoptr (MadoScenery) scenery = open_scenery ();
  guint n_same = 0;

  for (guint i = 0; i < 500; i++) {
    g_autoptr (MadoPersona) one = draw (scenery, 1, i);
    g_autoptr (MadoPersona) again = draw (scenery, 1, i);
    g_autoptr (MadoPersona) other = draw (scenery, 2, i);

    g_assert_cmpstr (one->name, ==, again->name);
    g_assert_cmpstr (one->address, ==, again->address);
    g_assert_cmpstr (one->phone, ==, again->phone);
    g_assert_cmpint (mado_date_compare (one->birth, again->birth), ==, 0);
    n_same += strcmp (one->address, other->address) == 0;
  }
  g_assert_cmpuint (n_same, <, 5);
}

static void
test_nobody_real (void)
{
  g_autoptr (MadoScenery) scenery = open_scenery ();

  for (guint i = 0; i < N_PEOPLE; i++) {
    MadoChance chance = mado_chance_begin (7, i);
    g_autoptr (MadoPersona) persona = mado_persona_new (scenery, &anybody, today, &chance);
    g_auto (MadoPersonaAccount) account = {};

    mado_persona_open_account (persona, scenery, &chance, &account);
    g_assert_true (g_str_has_prefix (persona->phone, "0900000") || g_str_has_prefix (persona->phone, "030000"));
    g_assert_true (strlen (persona->phone) == (persona->phone[1] == '9' ? 11 : 10));
    g_assert_true (g_str_has_suffix (persona->email, "@example.jp"));
    g_assert_true (g_regex_match_simple ("9[0-9]-[6-9][0-9]( |$)", persona->address, 0, 0));
    g_assert_cmpint (mado_my_number_scan (persona->address, NULL, NULL), ==, MADO_MY_NUMBER_NONE);
    g_assert_cmpint (mado_my_number_scan (persona->phone, NULL, NULL), ==, MADO_MY_NUMBER_NONE);
    g_assert_cmpstr (account.bank, !=, "9900");
    g_assert_cmpint (mado_bank_master_find_by_code (scenery->banks, account.bank, account.branch).status, ==,
                     MADO_BANK_OK);
    g_assert_cmpuint (strlen (account.number), ==, 7);
    g_assert_null (strstr (account.holder, "ョ"));
  }
}

static gboolean
is_above_the_plane (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_utf8_get_char (text) >= 0xE0100)
      return TRUE;

  return FALSE;
}

/* The characters that give a ward office trouble all turn up, the common names most. */
static void
test_many_faces (void)
{
  static const char *const wanted[] = { "髙", "﨑", "齋", "邊", "凜", "𠮷", "・", "佐藤" };
  g_autoptr (MadoScenery) scenery = open_scenery ();
  guint counts[G_N_ELEMENTS (wanted)] = {};
  guint n_variations = 0;

  for (guint i = 0; i < N_PEOPLE; i++) {
    g_autoptr (MadoPersona) persona = draw (scenery, 3, i);

    for (gsize j = 0; j < G_N_ELEMENTS (wanted); j++)
      counts[j] += strstr (persona->name, wanted[j]) != NULL;
    n_variations += is_above_the_plane (persona->name);
  }
  for (gsize j = 0; j < G_N_ELEMENTS (wanted); j++)
    g_assert_cmpuint (counts[j], >, 0);
  g_assert_cmpuint (n_variations, >, 0);
  g_assert_cmpuint (counts[G_N_ELEMENTS (wanted) - 1], >, N_PEOPLE / 50);
}

static void
test_household (void)
{
  g_autoptr (MadoScenery) scenery = open_scenery ();
  MadoChance chance = mado_chance_begin (11, 0);
  g_autoptr (MadoPersona) head = mado_persona_new (scenery, &anybody, today, &chance);
  g_autoptr (MadoPersona) child = mado_persona_new (scenery, &anybody, today, &chance);

  mado_persona_join (child, scenery, head, &chance);
  g_assert_cmpstr (child->family.name, ==, head->family.name);
  g_assert_true (g_str_has_prefix (child->name, head->family.name));
  g_assert_cmpstr (child->address, ==, head->address);
  g_assert_cmpstr (child->postal, ==, head->postal);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/persona/the-same-seed-is-the-same-people", test_seed);
  g_test_add_func ("/persona/nobody-is-real", test_nobody_real);
  g_test_add_func ("/persona/common-and-rare-names-turn-up", test_many_faces);
  g_test_add_func ("/persona/a-household-shares-name-and-home", test_household);

  return g_test_run ();
}
