/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The babysitter programme: the contractor screens and does not examine; what came by the web is counted apart. */

#include <locale.h>

#include "gui-ward.h"
#include "mado-instant.h"

/* What came by the web, and one that came on paper. */
#define CASE(n, receipt, name, state)                                                                                  \
  "{\"body\":{\"items\":{\"address\":\"東京都新宿区見本町1-" n "\",\"birth_date\":\"1990-01-0" n                       \
  "\",\"child_birth\":\"2023-04-05\",\"minutes_day\":120,\"minutes_night\":0,\"name\":{\"kana\":\"ミホン\",\"kanji\":" \
  "\"" name "\"},\"paid_day\":3000,\"paid_night\":0,\"phone\":\"0300000001\",\"received_on\":\"2025-06-0" n            \
  "\",\"used_on\":\"2025-06-01\"},\"receipt\":\"" receipt "\",\"since\":\"2025-06-02\"},\"id\":"                       \
  "\"0195eeb1-5a00-7abc-8def-00000000000" n "\",\"kind\":\"case\",\"state\":\"" state "\",\"version\":1}"

/* The same, taken in at a moment. */
static char *
write_received (const char *application, gint64 at)
{
  g_autofree char *done =
      g_strdup_printf ("{\"body\":{\"done\":{\"receive\":{\"at\":%" G_GINT64_FORMAT ",\"by\":\"s-1\"}},", at / 1000);
  g_auto (GStrv) halves = g_strsplit (application, "{\"body\":{", 2);

  return g_strconcat (done, halves[1], NULL);
}

static MadoDate yesterday; /* in Japan: of the last days also when midnight comes meanwhile */

static const char *const applications[] = { CASE ("1", "logo:9001", "電子 一郎", "received"),
                                            CASE ("2", "logo:9002", "電子 二郎", "received"),
                                            CASE ("3", "paper:7", "書面 三郎", "received") };

static void
choose_tally (MadoGui *gui, const char *key)
{
  mado_gui_press (gui, ATSPI_ROLE_TOGGLE_BUTTON, "すべての申請");
  mado_gui_await_focus (gui, ATSPI_ROLE_LIST_ITEM, NULL);
  mado_gui_type_key (gui, key);
  mado_gui_type_key (gui, "Return");
}

/* 003-F5: by form, by state and by day; behind each figure are its rows. */
static void
test_forms_are_counted_apart (void)
{
  g_autofree char *day = g_strdup_printf ("%d/%d：受付1件、決定0件", yesterday.month, yesterday.day);
  g_autoptr (MadoGui) gui = gui_ward_sign_in ("lead-1");

  mado_gui_await (gui, ATSPI_ROLE_BUTTON, "受付：3件（うち期限超過3件）");
  mado_gui_show (gui, "subsidy-01-all");
  choose_tally (gui, "Down");
  mado_gui_await (gui, ATSPI_ROLE_BUTTON, "受付：2件（うち期限超過2件）");
  mado_gui_assert_all_named (gui);
  mado_gui_show (gui, "subsidy-02-web");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "受付：2件（うち期限超過2件）");
  mado_gui_await_told (gui, "電子 一郎");
  mado_gui_await_told (gui, "電子 二郎");
  mado_gui_assert_nowhere (gui, "書面 三郎");
  mado_gui_show (gui, "subsidy-03-rows");
  mado_gui_type_key (gui, "alt+Left");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "案件の状況");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, day);
  mado_gui_await_told (gui, "電子 四郎");
  mado_gui_assert_nowhere (gui, "書面 五郎");
  mado_gui_show (gui, "subsidy-05-day");
  mado_gui_type_key (gui, "alt+Left");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "案件の状況");
  mado_gui_press (gui, ATSPI_ROLE_TOGGLE_BUTTON, "表で見る(B)");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "件数");
  mado_gui_quit (gui);
}

/* Whoever screens for the ward does not examine in its place. */
static void
test_contractor_screens (void)
{
  g_autoptr (MadoGui) gui = gui_ward_sign_in ("screener-1");

  mado_gui_await (gui, ATSPI_ROLE_LABEL, "事前審査待ち");
  mado_gui_type_key (gui, "Return");
  mado_gui_await_told (gui, "事前審査を終える");
  mado_gui_assert_all_named (gui);
  mado_gui_show (gui, "subsidy-04-screener");
  mado_gui_assert_nowhere (gui, "審査する (区)");
  mado_gui_assert_nowhere (gui, "交付を決定する");
  mado_gui_quit (gui);
}

int
main (int argc, char **argv)
{
  const MadoInstant then = { g_get_real_time () - G_TIME_SPAN_DAY };
  g_autofree char *web = write_received (CASE ("4", "logo:9004", "電子 四郎", "prescreened"), then.microseconds);
  g_autofree char *paper = write_received (CASE ("5", "paper:8", "書面 五郎", "prescreened"), then.microseconds);
  const char *const all[] = { applications[0], applications[1], applications[2], web, paper, NULL };

  setlocale (LC_ALL, ""); /* failures are told in Japanese */
  g_test_init (&argc, &argv, NULL);
  yesterday = mado_instant_get_japanese_day (then);
  gui_ward_make_of ("babysitter-r7", "lead", 0, all);
  gui_ward_make_of ("babysitter-r7", "screener", 12, (const char *const[]) { NULL });

  g_test_add_func ("/subsidy/forms-are-counted-apart", test_forms_are_counted_apart);
  g_test_add_func ("/subsidy/the-contractor-screens", test_contractor_screens);

  return g_test_run ();
}
