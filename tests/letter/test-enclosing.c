/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The check of sheet and envelope, over letters that are made by hand. */

#include <string.h>

#include "mado-enclosing.h"

#define RUN_ID "0198a7b0-0000-7000-8000-00000000000b"

static MadoEntity *
read_entity (const char *text)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (GError) error = NULL;
  MadoEntity *entity = mado_entity_read (json, strlen (json), &error);

  g_assert_no_error (error);

  return entity;
}

static void
add_letter (MadoLetterPile *pile, guint serial, const char *more)
{
  g_autofree char *text = g_strdup_printf ("{'body':{'sheets':[{'mark':'R1/%06u','run':'" RUN_ID "','what':'join'}%s]},"
                                           "'id':'0198a7b0-0000-7000-8000-0000000001%02u','kind':'notice',"
                                           "'state':'made','version':2}",
                                           serial, more, serial);
  g_autoptr (MadoEntity) letter = read_entity (text);

  g_assert_true (mado_letter_pile_add (pile, letter));
}

/* One and two are good, three was printed again, four is spoiled, five was taken out, six is in its envelope. */
static MadoEnclosing *
make_check (void)
{
  g_autoptr (MadoEntity) run = read_entity ("{'body':{'count':6,'enclosed':1,'number':'R1','reprinted':1,'spoiled':2,"
                                            "'void':1},'id':'" RUN_ID "','kind':'run','state':'printed','version':9}");
  MadoLetterPile *pile = mado_letter_pile_new (run);

  add_letter (pile, 1, "");
  add_letter (pile, 2, "");
  add_letter (pile, 3, ",{'mark':'R1/000003','what':'spoil'},{'mark':'R1/000003-2','what':'reprint'}");
  add_letter (pile, 4, ",{'mark':'R1/000004','what':'spoil'}");
  add_letter (pile, 5, ",{'mark':'R1/000005','what':'withdraw'}");
  add_letter (pile, 6, ",{'mark':'R1/000006','what':'enclose'}");
  mado_letter_pile_sort (pile);
  g_assert_cmpint (mado_letter_pile_compare (pile), ==, MADO_PILE_EQUAL);

  return mado_enclosing_new (pile);
}

static void
a_right_pair_goes_on (void)
{
  g_autoptr (MadoEnclosing) check = make_check ();

  g_assert_cmpint (mado_enclosing_count_left (check), ==, 3);
  g_assert_cmpint (mado_enclosing_scan (check, "R1/000002/1/1"), ==, MADO_ENCLOSING_ENVELOPE);
  g_assert_cmpint (mado_enclosing_scan (check, "R1/000002"), ==, MADO_ENCLOSING_PAIR);
  g_assert_cmpint (mado_enclosing_scan (check, "R1/000001"), ==, MADO_ENCLOSING_PAIR); /* not while it is written */
  mado_enclosing_finish (check, NULL);
  g_assert_cmpint (mado_enclosing_get_state (check), ==, MADO_ENCLOSING_SHEET);
  g_assert_cmpint (mado_enclosing_count_left (check), ==, 2);
  g_assert_cmpint (mado_enclosing_scan (check, "R1/000003-2/1/2"), ==, MADO_ENCLOSING_ENVELOPE);
  g_assert_cmpint (mado_enclosing_scan (check, "R1/000003-2"), ==, MADO_ENCLOSING_PAIR);
}

static void
a_wrong_pair_stops_until_somebody_has_seen_it (void)
{
  g_autoptr (MadoEnclosing) check = make_check ();

  mado_enclosing_scan (check, "R1/000001");
  g_assert_cmpint (mado_enclosing_scan (check, "R1/000002"), ==, MADO_ENCLOSING_STOPPED);
  g_assert_cmpint (mado_enclosing_get_fault (check), ==, MADO_ENCLOSING_WRONG);
  g_assert_cmpstr (mado_enclosing_get_sheet (check), ==, "R1/000001");
  g_assert_cmpstr (mado_enclosing_get_envelope (check), ==, "R1/000002");
  g_assert_cmpint (mado_enclosing_scan (check, "R1/000001"), ==, MADO_ENCLOSING_STOPPED); /* nothing is taken */
  g_assert_cmpint (mado_enclosing_get_fault (check), ==, MADO_ENCLOSING_WRONG);
  mado_enclosing_acknowledge (check);
  g_assert_cmpint (mado_enclosing_get_state (check), ==, MADO_ENCLOSING_SHEET);
  g_assert_cmpint (mado_enclosing_count_left (check), ==, 3);
}

static void
only_good_sheets_are_taken (void)
{
  static const struct {
    const char *mark;
    MadoEnclosingFault fault;
  } sheets[] = {
    { "R1/000003", MADO_ENCLOSING_OLD_COPY },
    { "R1/000004", MADO_ENCLOSING_SPOILED },
    { "R1/000005", MADO_ENCLOSING_WITHDRAWN },
    { "R1/000006", MADO_ENCLOSING_TWICE },
    { "R1/000007", MADO_ENCLOSING_UNKNOWN },
    { "R2/000001", MADO_ENCLOSING_UNKNOWN },
    { "R1/00000", MADO_ENCLOSING_UNKNOWN },
    { "R1/000001x", MADO_ENCLOSING_UNKNOWN },
    { "", MADO_ENCLOSING_UNKNOWN },
    { "https://example.com/000001", MADO_ENCLOSING_UNKNOWN },
  };
  g_autoptr (MadoEnclosing) check = make_check ();

  for (gsize i = 0; i < G_N_ELEMENTS (sheets); i++) {
    g_assert_cmpint (mado_enclosing_scan (check, sheets[i].mark), ==, MADO_ENCLOSING_STOPPED);
    g_assert_cmpint (mado_enclosing_get_fault (check), ==, sheets[i].fault);
    mado_enclosing_acknowledge (check);
  }
}

static void
a_pair_that_was_refused_stops (void)
{
  g_autoptr (MadoEnclosing) check = make_check ();

  mado_enclosing_scan (check, "R1/000001");
  mado_enclosing_scan (check, "R1/000001");
  mado_enclosing_finish (check, "E_STATE");
  g_assert_cmpint (mado_enclosing_get_state (check), ==, MADO_ENCLOSING_STOPPED);
  g_assert_cmpint (mado_enclosing_get_fault (check), ==, MADO_ENCLOSING_REFUSED);
  g_assert_cmpstr (mado_enclosing_get_refused (check), ==, "E_STATE");
  mado_enclosing_acknowledge (check);
  g_assert_cmpint (mado_enclosing_count_left (check), ==, 3);
  mado_enclosing_scan (check, "R1/000001");
  mado_enclosing_scan (check, "R1/000001");
  mado_enclosing_finish (check, NULL);
  g_assert_cmpint (mado_enclosing_scan (check, "R1/000001"), ==, MADO_ENCLOSING_STOPPED);
  g_assert_cmpint (mado_enclosing_get_fault (check), ==, MADO_ENCLOSING_TWICE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/enclosing/a-right-pair-goes-on", a_right_pair_goes_on);
  g_test_add_func ("/enclosing/a-wrong-pair-stops-until-somebody-has-seen-it",
                   a_wrong_pair_stops_until_somebody_has_seen_it);
  g_test_add_func ("/enclosing/only-good-sheets-are-taken", only_good_sheets_are_taken);
  g_test_add_func ("/enclosing/a-pair-that-was-refused-stops", a_pair_that_was_refused_stops);

  return g_test_run ();
}
