/* SPDX-License-Identifier: GPL-3.0-or-later */

/* At a terminal that was just installed from a medium, with the program of its package: it is connected with the
 * service, and its first person signs in.
 *
 * usage: walk-terminal FILE CODE ADDRESS ACCOUNT PASSWORD-FOR-ONCE */

#include <locale.h>

#include "mado-gui.h"

#define OWN_PASSWORD "a password of my own"

typedef struct {
  const char *file;
  const char *code;
  const char *address;
  const char *account;
  const char *one_time;
} Words;

static void
connect (MadoGui *gui, const Words *words)
{
  mado_gui_await_focus (gui, ATSPI_ROLE_LIST_ITEM, NULL);
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, "この端末をサービスに登録する");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "端末用のファイル");
  mado_gui_type_text (gui, words->file);
  mado_gui_await_told (gui, words->address);
  mado_gui_type_key (gui, "Tab");
  mado_gui_type_key (gui, "Tab");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "コード");
  mado_gui_type_text (gui, words->code);
  mado_gui_type_key (gui, "Return");
  mado_gui_await_told (gui, "登録しました");
}

static void
sign_in (MadoGui *gui, const Words *words)
{
  mado_gui_await (gui, ATSPI_ROLE_TEXT, "パスワード");
  mado_gui_type_text (gui, words->account);
  mado_gui_type_key (gui, "Tab");
  mado_gui_type_text (gui, words->one_time);
  mado_gui_type_key (gui, "Return");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "新しいパスワード");
  mado_gui_type_text (gui, OWN_PASSWORD);
  mado_gui_type_key (gui, "Tab");
  mado_gui_type_key (gui, "Tab"); /* past the button that shows what was typed */
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "新しいパスワード（もう一度）");
  mado_gui_type_text (gui, OWN_PASSWORD);
  mado_gui_type_key (gui, "Return");
  mado_gui_await_told (gui, "同期済み");
}

int
main (int argc, char **argv)
{
  MadoGui *gui;
  Words words;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  if (argc != 6)
    g_error ("usage: walk-terminal FILE CODE ADDRESS ACCOUNT PASSWORD-FOR-ONCE");
  words = (Words) { argv[1], argv[2], argv[3], argv[4], argv[5] };
  gui = mado_gui_start_terminal (g_get_home_dir (), NULL);
  connect (gui, &words);
  sign_in (gui, &words);
  mado_gui_show (gui, "first-terminal");
  mado_gui_stop (gui);

  return 0;
}
