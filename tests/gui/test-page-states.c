/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Each page while it is read, where it cannot be read, and once it is tried again: on a disk that does not answer, that
 * is broken, and that is well again (ailing-disk.c). */

#include <fcntl.h>
#include <locale.h>
#include <unistd.h>

#include "ailing-disk.h"
#include "gui-ward.h"

static char *disk_path;

static void
let_disk_be (AilingDisk health)
{
  const int now = health;
  const int file = open (disk_path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  g_assert_cmpint (pwrite (file, &now, sizeof now, 0), ==, sizeof now);
  g_assert_cmpint (close (file), ==, 0);
}

static MadoGui *
sign_in (const char *account)
{
  MadoGui *gui;

  g_setenv ("AILING_DISK", disk_path, TRUE);
  g_setenv ("LD_PRELOAD", g_getenv ("MADO_AILING_DISK"), TRUE);
  gui = mado_gui_start (NULL);
  g_unsetenv ("LD_PRELOAD");
  gui_ward_enter (gui, account);

  return gui;
}

/* On a disk that answers no more once the profile is open. */
static MadoGui *
sign_in_and_wait (const char *account)
{
  let_disk_be (AILING_DISK_SILENT);

  return sign_in (account);
}

#define BROKEN "この端末のディスクが正しく動いていません"
#define AGAIN "再試行(T)"
#define LETTERS 10
#define LAST_KEY 8 /* places further down are come to by the side */

/* A page of the side: what is said while it is read, and what stands there then. */
typedef struct {
  guint number;
  const char *button; /* (nullable): that leads further */
  const char *loading;
  AtspiRole role;
  const char *content;
} Place;

static void
open_place (MadoGui *gui, guint number)
{
  g_autofree char *key = g_strdup_printf ("alt+%u", MIN (number, LAST_KEY));

  mado_gui_type_key (gui, key);
  if (number <= LAST_KEY)
    return;
  mado_gui_type_key (gui, "F9");
  mado_gui_await_focus (gui, ATSPI_ROLE_LIST_ITEM, NULL);
  for (guint i = LAST_KEY; i < number; i++)
    mado_gui_type_key (gui, "Down");
  mado_gui_type_key (gui, "Return");
}

/* What is wrong is said, and whoever came for the page can try again with the next key. */
static void
await_fault (MadoGui *gui)
{
  mado_gui_await (gui, ATSPI_ROLE_LABEL, BROKEN);
  mado_gui_await_focus (gui, ATSPI_ROLE_BUTTON, AGAIN);
  mado_gui_assert_all_named (gui);
}

static void
try_again (MadoGui *gui)
{
  mado_gui_type_key (gui, "Return");
  mado_gui_await_gone (gui, ATSPI_ROLE_BUTTON, AGAIN);
}

/* How many there are is the made-up ward's to say: a name that begins with ^ is a pattern. */
static void
await_content (MadoGui *gui, AtspiRole role, const char *content)
{
  if (content != NULL && content[0] == '^')
    g_free (mado_gui_dup_fitting (gui, content));
  else
    mado_gui_await (gui, role, content);
}

#define IN_TIME "^(期限超過|本日|今日|明日以降|区から回答.*)（[0-9]+件）$"

static const Place places[] = {
  { 1, NULL, "件数を読んでいます", ATSPI_ROLE_LABEL, "案件の状況" },
  { 2, NULL, "一覧を読み込んでいます", ATSPI_ROLE_TABLE_CELL, NULL },
  { 5, NULL, "台帳を読んでいます", ATSPI_ROLE_LABEL, "P-0003　支給予定データ" },
  { 6, NULL, "支給予定を読んでいます", ATSPI_ROLE_LABEL, "^完了（[0-9]+件）$" },
  { 6, "返還(C)…", "返還を読み込んでいます", ATSPI_ROLE_LABEL, "返還はありません" },
  { 7, NULL, "問合せを読み込んでいます", ATSPI_ROLE_LABEL, IN_TIME },
  { 8, NULL, "問合せを読み込んでいます", ATSPI_ROLE_LABEL, IN_TIME },
  { 9, NULL, "問合せを読み込んでいます", ATSPI_ROLE_LABEL, "^問合せ一覧（[0-9]+件）$" },
  { 10, NULL, "通知を読み込んでいます", ATSPI_ROLE_LABEL, "発送リストに入っていない通知" },
  { 11, NULL, "一覧を読み込んでいます", ATSPI_ROLE_LABEL, "^名簿に記載中（[0-9]+件）$" },
};

static void
go_to (MadoGui *gui, const Place *place)
{
  open_place (gui, place->number);
  if (place->button != NULL)
    mado_gui_press (gui, ATSPI_ROLE_BUTTON, place->button);
}

static void
test_pages_of_the_side (void)
{
  g_autoptr (MadoGui) gui = sign_in_and_wait ("lead-1");

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++) {
    go_to (gui, &places[i]);
    mado_gui_await (gui, ATSPI_ROLE_LABEL, places[i].loading);
  }
  let_disk_be (AILING_DISK_BROKEN);
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++) {
    go_to (gui, &places[i]);
    await_fault (gui);
  }
  let_disk_be (AILING_DISK_WELL);
  try_again (gui); /* the last is read for itself */
  go_to (gui, &places[0]);
  await_fault (gui);
  try_again (gui); /* with the first, all that there is */
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++) {
    go_to (gui, &places[i]);
    await_content (gui, places[i].role, places[i].content);
    mado_gui_await_gone (gui, ATSPI_ROLE_BUTTON, AGAIN);
  }
  mado_gui_quit (gui);
}

/* A page that is opened from another one, and what stands on it once it was read. */
typedef struct {
  guint number;       /* of the place that it is opened from; 0: it is opened from the page before */
  AtspiRole first;    /* what has the focus there */
  const char *by;     /* (nullable): a button that leads there */
  const char *button; /* (nullable): that opens it; %NULL: the first row */
  const char *loading;
  AtspiRole role;
  const char *content;
} Further;

static const Further further[] = {
  { 2, ATSPI_ROLE_TABLE_ROW, NULL, NULL, "案件を読み込んでいます", ATSPI_ROLE_PAGE_TAB, "経過" },
  { 6, ATSPI_ROLE_LIST_ITEM, NULL, NULL, "集計しています", ATSPI_ROLE_LABEL, "次にすること" },
  { 6, ATSPI_ROLE_LIST_ITEM, NULL, "支給予定を作る(P)…", "案件を確かめています", ATSPI_ROLE_BUTTON,
    "支給予定を作成(M)" },
  { 9, ATSPI_ROLE_LIST_ITEM, NULL, "月報(R)", "問合せを読み込んでいます", ATSPI_ROLE_BUTTON, "前の月" },
  { 6, ATSPI_ROLE_LIST_ITEM, "支給実績(E)…", "登録済みの支給実績(D)…", "登録を読み込んでいます", ATSPI_ROLE_LABEL,
    "登録はまだありません" },
  { 10, ATSPI_ROLE_LIST_ITEM, NULL, "通知の文面(W)…", "文面を読み込んでいます", ATSPI_ROLE_LIST, "この事業の通知" },
  { 0, ATSPI_ROLE_LIST_ITEM, NULL, NULL, "文面を読み込んでいます", ATSPI_ROLE_COMBO_BOX, "表示している版" },
};

/* Whatever else was being read when the disk fell silent is read again. */
static void
open_anew (MadoGui *gui, guint number)
{
  open_place (gui, number);
  mado_gui_type_key (gui, "F5");
}

static void
turn_to_where_it_is (MadoGui *gui, const Further *page)
{
  if (page->number > 0)
    open_anew (gui, page->number);
  mado_gui_await_focus (gui, page->first, NULL);
  if (page->by != NULL)
    mado_gui_press (gui, ATSPI_ROLE_BUTTON, page->by);
}

/* A page that was asked for on a disk that is silent. */
static void
await_states (MadoGui *gui, const Further *page)
{
  mado_gui_await (gui, ATSPI_ROLE_LABEL, page->loading);
  let_disk_be (AILING_DISK_BROKEN);
  await_fault (gui);
  let_disk_be (AILING_DISK_WELL);
  try_again (gui);
  mado_gui_await (gui, page->role, page->content);
}

static void
walk_further (MadoGui *gui, const Further *page)
{
  turn_to_where_it_is (gui, page);
  let_disk_be (AILING_DISK_SILENT);
  if (page->button != NULL)
    mado_gui_press (gui, ATSPI_ROLE_BUTTON, page->button);
  else
    mado_gui_type_key (gui, "Return");
  await_states (gui, page);
}

static void
make_run (MadoGui *gui)
{
  mado_gui_type_key (gui, "alt+Left");
  mado_gui_await (gui, ATSPI_ROLE_LIST, "この事業の通知");
  mado_gui_type_key (gui, "alt+Left");
  mado_gui_await (gui, ATSPI_ROLE_BUTTON, "通知の文面(W)…");
  open_anew (gui, LETTERS);
  mado_gui_await_focus (gui, ATSPI_ROLE_LIST_ITEM, NULL);
  mado_gui_type_key (gui, "Return");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, "発送リストを作成(M)");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, "番号の形（数える所に %。例：7新健健第%号）");
  mado_gui_type_text (gui, "8新健健第%号");
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "次にすること");
}

#define RUN "R8-1　案内"

/* It waits for whoever made it, so it stands first. */
static void
walk_run (MadoGui *gui)
{
  static const Further run = { .loading = "用紙を数えています", .role = ATSPI_ROLE_LABEL, .content = "次にすること" };

  mado_gui_type_key (gui, "alt+Left");
  mado_gui_type_key (gui, "F5");
  mado_gui_await_focus (gui, ATSPI_ROLE_LIST_ITEM, RUN);
  let_disk_be (AILING_DISK_SILENT);
  mado_gui_type_key (gui, "Return");
  await_states (gui, &run);
}

static void
test_pages_further_in (void)
{
  g_autoptr (MadoGui) gui = sign_in ("lead-1");

  for (gsize i = 0; i < G_N_ELEMENTS (further); i++)
    walk_further (gui, &further[i]);
  make_run (gui);
  walk_run (gui);
  mado_gui_quit (gui);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, ""); /* failures are told in Japanese */
  g_test_init (&argc, &argv, NULL);
  disk_path = g_build_filename (g_get_home_dir (), "disk", NULL);
  let_disk_be (AILING_DISK_WELL);
  gui_ward_make ("lead", 300);

  g_test_add_func ("/page-states/pages-of-the-side", test_pages_of_the_side);
  g_test_add_func ("/page-states/pages-further-in", test_pages_further_in);

  return g_test_run ();
}
