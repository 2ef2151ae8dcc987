/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Applications that come on paper, typed by somebody at the keyboard: received one after the other, doubted, and not
 * lost when the program dies. */

#include <cairo-pdf.h>
#include <locale.h>

#include "gui-paper.h"
#include "gui-voice.h"
#include "gui-ward.h"

#define NUMBER "収受番号"
#define ASKED                                                                                                          \
  "{\"body\":{\"items\":{\"control_no\":\"9900000009\",\"name\":{\"kana\":\"ミホン ツキコ\",\"kanji\":"                \
  "\"見本 月子\"}},\"queues\":[],\"since\":\"2025-04-18\"},\"id\":\"0195eeb1-5a00-7abc-8def-012345670009\","           \
  "\"kind\":\"case\",\"state\":\"expected\",\"version\":1}"

static MadoGui *
open_form (void)
{
  MadoGui *gui = gui_ward_sign_in ("verifier-1");

  mado_gui_await (gui, ATSPI_ROLE_LABEL, "verifier-1");
  mado_gui_type_key (gui, "alt+1");
  mado_gui_await (gui, ATSPI_ROLE_TABLE_CELL, NULL);
  mado_gui_type_key (gui, "ctrl+n");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, NUMBER);

  return gui;
}

/* By the keyboard alone, as somebody does who has a pile of them. */
static void
type_field (MadoGui *gui, const char *name, const char *text)
{
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, name);
  mado_gui_type_text (gui, text);
  mado_gui_type_key (gui, "Return");
}

static void
type_applicant (MadoGui *gui, const char *number)
{
  type_field (gui, NUMBER, number);
  type_field (gui, "郵便番号", "1600022");
  type_field (gui, "住所", "Shinjuku 1-1");
  type_field (gui, "氏名", "Mihon Hanako");
  type_field (gui, "氏名（フリガナ）", "MIHON");
  type_field (gui, "生年月日", "H7.5.5");
}

static void
test_paper_becomes_a_case_and_the_next_is_begun (void)
{
  g_autoptr (MadoGui) gui = open_form ();
  g_autoptr (GuiVoice) voice = gui_voice_listen ();

  mado_gui_assert_all_named (gui);
  type_applicant (gui, "R7-0009");
  mado_gui_await_told (gui, "平成7年5月5日"); /* how it was understood */
  mado_gui_type_key (gui, "ctrl+Return");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "紙申請を収受しました");
  gui_voice_await (voice, "紙申請を収受しました");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, NUMBER);
  mado_gui_await_told (gui, "R7-0010");
  mado_gui_type_key (gui, "alt+Left");
  mado_gui_type_key (gui, "ctrl+k");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_type_text (gui, "Mihon Hanako");
  mado_gui_await_told (gui, "Mihon Hanako");
  mado_gui_type_key (gui, "Escape");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_quit (gui);
}

/* As many stops as fields, in the order of the paper: nothing else between them. */
static void
test_tab_stops_at_every_field_once (void)
{
  static const struct {
    AtspiRole role;
    const char *name;
  } stops[] = {
    { ATSPI_ROLE_TEXT, "収受番号" },
    { ATSPI_ROLE_TEXT, "郵便番号" },
    { ATSPI_ROLE_TEXT, "住所" },
    { ATSPI_ROLE_TEXT, "氏名" },
    { ATSPI_ROLE_TEXT, "氏名（フリガナ）" },
    { ATSPI_ROLE_TEXT, "生年月日" },
    { ATSPI_ROLE_TEXT, "電話番号" },
    { ATSPI_ROLE_TEXT, "メールアドレス" },
    { ATSPI_ROLE_TEXT, "職業" },
    { ATSPI_ROLE_TEXT, "妊娠月数" },
    { ATSPI_ROLE_TEXT, "給付管理番号" },
    { ATSPI_ROLE_TEXT, "母子健康手帳交付日" },
    { ATSPI_ROLE_TEXT, "母子健康手帳交付自治体" },
    { ATSPI_ROLE_TOGGLE_BUTTON, "医師による胎児心拍の確認の有無" },
    { ATSPI_ROLE_TEXT, "医師の氏名" },
    { ATSPI_ROLE_TEXT, "医師の氏名（フリガナ）" },
    { ATSPI_ROLE_TEXT, "医療機関情報" },
    { ATSPI_ROLE_TEXT, "出産日" },
    { ATSPI_ROLE_TEXT, "妊娠していた子どもの数" },
    { ATSPI_ROLE_TOGGLE_BUTTON, "給付希望の有無" },
    { ATSPI_ROLE_TOGGLE_BUTTON, "給付内容" },
    { ATSPI_ROLE_TOGGLE_BUTTON, "他自治体の支給有無" },
    { ATSPI_ROLE_TOGGLE_BUTTON, "一年以内の転出入の有無" },
    { ATSPI_ROLE_TEXT, "一年以内に転出した前自治体" },
    { ATSPI_ROLE_TEXT, "電子ギフト送付先郵便番号" },
    { ATSPI_ROLE_TEXT, "電子ギフト送付先住所" },
    { ATSPI_ROLE_BUTTON, "書類を追加…(A)" },
    { ATSPI_ROLE_BUTTON, "収受して次へ(R)" },
  };
  g_autoptr (MadoGui) gui = open_form ();

  for (gsize i = 0; i < G_N_ELEMENTS (stops); i++) {
    mado_gui_await_focus (gui, stops[i].role, stops[i].name);
    mado_gui_type_key (gui, "Tab");
  }
  mado_gui_quit (gui);
}

/* What is wrong is said where it is wrong, and a 個人番号 is not kept. */
static void
test_fault_is_said_at_the_field (void)
{
  g_autoptr (MadoGui) gui = open_form ();
  g_autoptr (GuiVoice) voice = gui_voice_listen ();

  mado_gui_type_key (gui, "ctrl+a");
  type_field (gui, NUMBER, "R7-0009"); /* it was received before */
  type_field (gui, "郵便番号", "12");
  mado_gui_await_told (gui, "郵便番号として読めません");
  gui_voice_await (voice, "郵便番号として読めません");
  mado_gui_type_key (gui, "ctrl+Return");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "郵便番号");
  mado_gui_type_key (gui, "ctrl+a");
  type_field (gui, "郵便番号", "1600022");
  type_field (gui, "住所", "MyNumber 123456789018");
  mado_gui_await_told (gui, "個人番号が含まれています");
  mado_gui_type_key (gui, "shift+Tab");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "住所");
  mado_gui_type_key (gui, "ctrl+a");
  type_field (gui, "住所", "Shinjuku 1-1");
  mado_gui_type_key (gui, "ctrl+Return");
  mado_gui_await_told (gui, "この収受番号の申請はすでにあります");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, NUMBER);
  mado_gui_quit (gui);
}

/* All by which somebody is known who has applied for the same already. */
static void
type_claim (MadoGui *gui, const char *number)
{
  static const char *const left_out[] = { "電話番号", "メールアドレス", "職業", "妊娠月数", "給付管理番号" };

  type_applicant (gui, number);
  for (gsize i = 0; i < G_N_ELEMENTS (left_out); i++)
    type_field (gui, left_out[i], "");
  type_field (gui, "母子健康手帳交付日", "R7.10.2");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "母子健康手帳交付自治体");
  for (guint i = 0; i < 8; i++)
    mado_gui_type_key (gui, "Tab");
  mado_gui_await_focus (gui, ATSPI_ROLE_TOGGLE_BUTTON, "給付内容");
  mado_gui_type_key (gui, "space");
  mado_gui_type_key (gui, "Down");
  mado_gui_type_key (gui, "Return");
  mado_gui_await_focus (gui, ATSPI_ROLE_TOGGLE_BUTTON, "給付内容");
}

#define DOUBT "すでに申請されている可能性があります"

/* The same person, the same days, another number: both stand side by side before anything is written. */
static void
test_second_application_is_doubted (void)
{
  g_autoptr (MadoGui) gui = open_form ();

  mado_gui_type_key (gui, "ctrl+a");
  type_claim (gui, "R7-0020");
  mado_gui_type_key (gui, "ctrl+Return");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "紙申請を収受しました");
  mado_gui_await_told (gui, "R7-0021");
  type_claim (gui, "R7-0021");
  mado_gui_type_key (gui, "ctrl+Return");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, DOUBT);
  mado_gui_await_told (gui, "氏名：この申請 Mihon Hanako、もう一方の申請 Mihon Hanako、一致");
  mado_gui_assert_all_named (gui);
  mado_gui_show (gui, "paper-twin");
  mado_gui_type_key (gui, "Escape");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await_told (gui, "Mihon Hanako"); /* nothing was written, nothing is lost */
  mado_gui_type_key (gui, "ctrl+Return");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "それでも収受する(R)");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await_told (gui, "R7-0022");
  mado_gui_quit (gui);
}

/* Somebody was asked to apply, and has: the paper belongs to the case that waits for it, and leads back there. */
static void
test_paper_goes_to_the_case_that_waits (void)
{
  g_autoptr (MadoGui) gui = gui_ward_sign_in ("verifier-1");

  mado_gui_await (gui, ATSPI_ROLE_LABEL, "verifier-1");
  mado_gui_type_key (gui, "ctrl+k");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "案件や操作を探す");
  mado_gui_type_text (gui, "9900000009");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "見本 月子");
  mado_gui_type_key (gui, "Return");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "案内済");
  mado_gui_type_key (gui, "ctrl+k");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "案件や操作を探す");
  mado_gui_type_text (gui, "収受する");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "収受する");
  mado_gui_type_key (gui, "Return");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, NUMBER);
  mado_gui_assert_all_named (gui);
  mado_gui_show (gui, "asked");
  type_field (gui, NUMBER, "R7-0900");
  type_field (gui, "郵便番号", "1600022"); /* what the case does not have yet; the name it has */
  mado_gui_type_key (gui, "ctrl+Return");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "紙申請を収受しました");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "収受");
  mado_gui_show (gui, "answered");
  mado_gui_quit (gui);
}

#define PAPERS "申請書と添付書類"

static char *
draw_document (guint n_pages)
{
  char *path = g_build_filename (g_get_home_dir (), "pages.pdf", NULL);
  cairo_surface_t *surface = cairo_pdf_surface_create (path, 300, 420);
  cairo_t *cairo = cairo_create (surface);

  for (guint i = 0; i < n_pages; i++) {
    cairo_rectangle (cairo, 40, 40 + 60 * i, 120, 40);
    cairo_stroke (cairo);
    cairo_show_page (cairo);
  }
  cairo_destroy (cairo);
  cairo_surface_destroy (surface);

  return path;
}

/* A scan comes as out of a file manager; a number on it is covered before anything is saved, by the keyboard alone. */
static void
test_scan_is_dropped_and_covered (void)
{
  g_autofree char *path = g_build_filename (g_get_home_dir (), "scan.png", NULL);
  g_autoptr (MadoGui) gui = open_form ();

  gui_paper_draw (path);
  mado_gui_drop_file (gui, path, ATSPI_ROLE_LABEL, PAPERS);
  mado_gui_await_told (gui, "書類 1 / 1");
  mado_gui_assert_all_named (gui);
  mado_gui_press (gui, ATSPI_ROLE_TOGGLE_BUTTON, "番号を塗りつぶす（元に戻せません）(Ctrl+Shift+K)");
  mado_gui_await (gui, ATSPI_ROLE_BUTTON, "塗りつぶして確定(C)");
  mado_gui_type_key (gui, "Down");
  mado_gui_type_key (gui, "Return");
  mado_gui_show (gui, "scan-marked");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "塗りつぶして確定(C)");
  mado_gui_await_gone (gui, ATSPI_ROLE_BUTTON, "塗りつぶして確定(C)");
  mado_gui_await_told (gui, "書類 1 / 1");
  mado_gui_show (gui, "scan-covered");
  mado_gui_quit (gui);
}

/* Through the pages of a paper, and on to the next. */
static void
test_pages_are_turned_by_key (void)
{
  g_autofree char *scan = g_build_filename (g_get_home_dir (), "scan.png", NULL), *path = draw_document (3);
  g_autoptr (MadoGui) gui = open_form ();

  gui_paper_draw (scan);
  mado_gui_drop_file (gui, scan, ATSPI_ROLE_LABEL, PAPERS);
  mado_gui_await_told (gui, "書類 1 / 1");
  mado_gui_drop_file (gui, path, ATSPI_ROLE_BUTTON, "書類を追加…(A)");
  mado_gui_await_told (gui, "ページ 1 / 3");
  mado_gui_type_key (gui, "alt+Page_Down");
  mado_gui_await_told (gui, "ページ 2 / 3");
  mado_gui_await_told (gui, "2/2 (2/3)");
  mado_gui_show (gui, "pages");
  mado_gui_type_key (gui, "alt+Page_Down");
  mado_gui_await_told (gui, "ページ 3 / 3");
  mado_gui_type_key (gui, "alt+Page_Down"); /* there is no more */
  mado_gui_type_key (gui, "alt+Page_Up");
  mado_gui_await_told (gui, "ページ 2 / 3");
  mado_gui_type_key (gui, "alt+Page_Up");
  mado_gui_await_told (gui, "ページ 1 / 3");
  mado_gui_type_key (gui, "alt+Page_Up");
  mado_gui_await_told (gui, "書類 1 / 2");
  mado_gui_quit (gui);
}

static void
test_help_is_on_paper (void)
{
  g_autofree char *opened = mado_gui_install_help_viewer ();
  g_autoptr (MadoGui) gui = open_form ();

  mado_gui_type_key (gui, "F1");
  mado_gui_await_help (opened, "paper");
  mado_gui_quit (gui);
}

static void
test_what_was_typed_survives_a_crash (void)
{
  MadoGui *gui = open_form ();
  g_autoptr (MadoGui) again = NULL;

  mado_gui_type_key (gui, "ctrl+a");
  type_field (gui, NUMBER, "R7-0500");
  gui_ward_await_kept ("verifier-1");
  mado_gui_await_told (gui, "R7-0500");
  mado_gui_stop (gui);
  again = open_form ();
  mado_gui_await_told (again, "R7-0500");
  mado_gui_quit (again);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, ""); /* failures are told in Japanese */
  g_test_init (&argc, &argv, NULL);
  gui_ward_make_with ("verifier", 8, (const char *const[]) { ASKED, NULL });

  g_test_add_func ("/reception/paper-becomes-a-case-and-the-next-is-begun",
                   test_paper_becomes_a_case_and_the_next_is_begun);
  g_test_add_func ("/reception/tab-stops-at-every-field-once", test_tab_stops_at_every_field_once);
  g_test_add_func ("/reception/fault-is-said-at-the-field", test_fault_is_said_at_the_field);
  g_test_add_func ("/reception/paper-goes-to-the-case-that-waits", test_paper_goes_to_the_case_that_waits);
  g_test_add_func ("/reception/scan-is-dropped-and-covered", test_scan_is_dropped_and_covered);
  g_test_add_func ("/reception/pages-are-turned-by-key", test_pages_are_turned_by_key);
  g_test_add_func ("/reception/help-is-on-paper", test_help_is_on_paper);
  g_test_add_func ("/reception/what-was-typed-survives-a-crash", test_what_was_typed_survives_a_crash);
  g_test_add_func ("/reception/second-application-is-doubted", test_second_application_is_doubted);

  return g_test_run ();
}
