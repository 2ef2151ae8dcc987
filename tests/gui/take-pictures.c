/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Opens each screen of the program and saves its picture, in whatever language and style the environment asks for.
 *
 * usage: take-pictures FOLDER SUFFIX [PART…], for FOLDER/start-SUFFIX.png and so on; PART: those alone */

#include <libintl.h>
#include <locale.h>

#include "gui-paper.h"
#include "gui-ward.h"
#include "mado-config.h"

static void
save (MadoGui *gui, const char *screen, char **place)
{
  g_autofree char *path = g_strdup_printf ("%s/%s-%s.png", place[0], screen, place[1]);

  mado_gui_save_picture (gui, path);
}

static void
close_dialog (MadoGui *gui)
{
  mado_gui_type_key (gui, "Escape");
  mado_gui_await_gone (gui, ATSPI_ROLE_DIALOG, NULL);
}

static void
save_and_close (MadoGui *gui, const char *dialog, char **place)
{
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, NULL);
  save (gui, dialog, place);
  close_dialog (gui);
}

/* A narrow window begins in the list, a wide one beside the side bar: what both have is waited for. */
static MadoGui *
arrive (const char *account)
{
  MadoGui *gui = gui_ward_sign_in (account);

  mado_gui_await (gui, ATSPI_ROLE_GROUPING, gettext ("Work"));

  return gui;
}

/* What a terminal shows before it belongs to a ward. */
static void
take_start (char **place)
{
  g_autoptr (MadoGui) gui = mado_gui_start (NULL);

  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, NULL);
  save (gui, "start", place);
  g_spawn_command_line_async ("gapplication action " MADO_APP_ID " about", NULL);
  save_and_close (gui, "about", place);
  mado_gui_quit (gui);
}

static void
take_refusal (char **place)
{
  g_autoptr (MadoGui) gui = mado_gui_start (NULL);

  mado_gui_await (gui, ATSPI_ROLE_TEXT, gettext ("Password"));
  save (gui, "sign-in", place);
  mado_gui_type_text (gui, "verifier-1");
  mado_gui_type_key (gui, "Tab");
  mado_gui_type_text (gui, "wrong");
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, gettext ("The account or the password is wrong"));
  save (gui, "sign-in-refused", place);
  mado_gui_quit (gui);
}

static void
take_desk (char **place)
{
  g_autoptr (MadoGui) gui = arrive ("agent-1");

  mado_gui_type_key (gui, "alt+1");
  save (gui, "list", place);
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_PAGE_TAB, gettext ("History"));
  save (gui, "case", place);
  mado_gui_type_key (gui, "ctrl+k");
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, NULL);
  save (gui, "palette", place);
  mado_gui_type_text (gui, "田中");
  mado_gui_await (gui, ATSPI_ROLE_LIST_ITEM, NULL);
  save (gui, "palette-found", place);
  close_dialog (gui);
  mado_gui_type_key (gui, "alt+2");
  save (gui, "list-empty", place);
  mado_gui_type_key (gui, "ctrl+comma");
  save_and_close (gui, "preferences", place);
  mado_gui_type_key (gui, "ctrl+question");
  save_and_close (gui, "shortcuts", place);
  mado_gui_type_key (gui, "ctrl+shift+l");
  mado_gui_forget_window (gui);
  mado_gui_await (gui, ATSPI_ROLE_TEXT, gettext ("Password"));
  save (gui, "locked", place);
  mado_gui_quit (gui);
}

/* The web form beside its papers, what the rules find, and what is to be seen. */
static void
take_verification (char **place)
{
  g_autoptr (MadoGui) gui = arrive ("verifier-1");

  mado_gui_type_key (gui, "alt+1");
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_PAGE_TAB, gettext ("Papers"));
  save (gui, "verification", place);
  mado_gui_type_key (gui, "F2");
  save (gui, "comments", place);
  mado_gui_type_key (gui, "ctrl+2");
  save_and_close (gui, "deficiency", place);
  mado_gui_type_key (gui, "F4");
  mado_gui_type_key (gui, "space");
  save (gui, "seen", place);
  mado_gui_quit (gui);
}

static void
take_entry (char **place)
{
  g_autoptr (MadoGui) gui = arrive ("account_1-1");

  mado_gui_type_key (gui, "alt+1");
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_PAGE_TAB, gettext ("Papers"));
  save (gui, "account", place);
  mado_gui_type_text (gui, "99");
  mado_gui_type_key (gui, "ctrl+Return");
  save (gui, "account-faults", place);
  mado_gui_type_key (gui, "F4");
  save_and_close (gui, "bank-finder", place);
  mado_gui_quit (gui);
}

/* What is on a button, without the mark of its key. */
static char *
dup_name (const char *label)
{
  g_auto (GStrv) parts = g_strsplit (label, "_", 2);

  return g_strjoinv ("", parts);
}

/* What a file would become, and the list of those that were taken in. */
static void
take_intake (char **place)
{
  g_autoptr (MadoGui) gui = arrive ("verifier-1");
  g_autofree char *path = g_build_filename (g_getenv ("MADO_DATA_DIR"), "samples", "ninpu-2025-06.csv", NULL);
  g_autofree char *back = dup_name (gettext ("_Back")), *add = dup_name (gettext ("_Add Files"));

  mado_gui_type_key (gui, "alt+4");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, gettext ("Taken In Before"));
  save (gui, "intake-log", place);
  mado_gui_type_key (gui, "Return");
  mado_gui_choose_file (gui, gettext ("Choose Files"), path, "_Open");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, gettext ("What to Look At"));
  save (gui, "intake", place);
  mado_gui_type_key (gui, "Return");
  mado_gui_await_gone (gui, ATSPI_ROLE_BUTTON, add);
  save (gui, "intake-done", place);
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, back);
  mado_gui_await (gui, ATSPI_ROLE_TABLE_CELL, NULL);
  save (gui, "intake-log", place);
  mado_gui_quit (gui);
}

/* An application on paper that is being typed beside its scan. */
static void
take_reception (char **place)
{
  g_autoptr (MadoGui) gui = arrive ("verifier-1");
  g_autofree char *path = g_build_filename (g_get_home_dir (), "paper.png", NULL);
  g_autofree char *add = dup_name (gettext ("_Add Papers…"));

  gui_paper_draw (path);
  mado_gui_type_key (gui, "alt+1");
  mado_gui_await (gui, ATSPI_ROLE_TABLE_CELL, NULL);
  mado_gui_type_key (gui, "ctrl+n");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, gettext ("Receipt Number"));
  save (gui, "reception-empty", place);
  mado_gui_type_text (gui, "R7-0009");
  mado_gui_type_key (gui, "Return");
  mado_gui_type_text (gui, "12");
  mado_gui_type_key (gui, "Return");
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, add);
  mado_gui_choose_file (gui, gettext ("Choose the Papers"), path, "_Open");
  mado_gui_await_told (gui, "1 / 1");
  mado_gui_press (gui, ATSPI_ROLE_TOGGLE_BUTTON, gettext ("Cover a Number for Good (Ctrl+Shift+K)"));
  mado_gui_type_key (gui, "Down");
  mado_gui_type_key (gui, "Return");
  save (gui, "reception", place);
  mado_gui_quit (gui);
}

/* A call: nobody yet, who it may be, what is asked, what is told, what is missing. */
static void
take_call (char **place)
{
  g_autoptr (MadoGui) gui = arrive ("agent-1");
  g_autofree char *question = dup_name (gettext ("_Question (required)"));

  mado_gui_type_key (gui, "F12");
  mado_gui_turn_to (gui, gettext ("Call"));
  mado_gui_await (gui, ATSPI_ROLE_TEXT, question);
  save (gui, "call", place);
  mado_gui_type_text (gui, "田中");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, gettext ("New: none of these"));
  save (gui, "call-found", place);
  mado_gui_type_key (gui, "Down");
  mado_gui_type_key (gui, "Return");
  mado_gui_await_focus (gui, ATSPI_ROLE_CHECK_BOX, NULL);
  save (gui, "call-asked", place);
  mado_gui_type_key (gui, "space");
  mado_gui_type_key (gui, "space");
  mado_gui_type_key (gui, "space");
  mado_gui_await_focus (gui, ATSPI_ROLE_TEXT, question);
  save (gui, "call-told", place);
  mado_gui_type_key (gui, "ctrl+Return");
  mado_gui_await_told (gui, gettext ("What was asked is missing"));
  save (gui, "call-fault", place);
  mado_gui_quit (gui);
}

static void
take_dashboard (char **place)
{
  g_autofree char *as_table = dup_name (gettext ("As Ta_ble"));
  g_autoptr (MadoGui) gui = arrive ("lead-1");

  mado_gui_await (gui, ATSPI_ROLE_LABEL, gettext ("Where the Cases Are"));
  save (gui, "dashboard", place);
  mado_gui_press (gui, ATSPI_ROLE_TOGGLE_BUTTON, as_table);
  mado_gui_await (gui, ATSPI_ROLE_LABEL, gettext ("Cases"));
  save (gui, "dashboard-table", place);
  mado_gui_quit (gui);
}

/* The ledger, an entry of it, and what whoever signs is asked. */
static void
take_ledger (char **place)
{
  g_autoptr (MadoGui) gui = arrive ("lead-1");

  mado_gui_type_key (gui, "alt+5");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, "P-0003　支給予定データ");
  save (gui, "ledger", place);
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, gettext ("Make a Packet…"));
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, gettext ("Make a Packet"));
  save_and_close (gui, "packet", place);
  mado_gui_type_text (gui, "P-0005");
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, gettext ("What was signed"));
  save (gui, "hand-over", place);
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, gettext ("Seal the bag"));
  save_and_close (gui, "signing", place);
  mado_gui_quit (gui);
}

/* What is owed to callers, and what the ward is asked: the lists and one inquiry, for whoever takes calls. */
static void
take_inquiries (char **place)
{
  g_autoptr (MadoGui) gui = arrive ("agent-1");

  mado_gui_type_key (gui, "alt+3");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, gettext ("To be called back"));
  save (gui, "call-backs", place);
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_LIST, gettext ("Thread"));
  save (gui, "inquiry", place);
  mado_gui_type_key (gui, "alt+4");
  save (gui, "questions", place);
  mado_gui_type_key (gui, "alt+5");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, gettext ("Inquiries"));
  save (gui, "inquiries", place);
  mado_gui_quit (gui);
}

/* Batches, one of them, and who would join the next. */
static void
take_payment (char **place)
{
  g_autoptr (MadoGui) gui = arrive ("lead-1");
  g_autofree char *plan = dup_name (gettext ("_Plan Payments…")), *make = dup_name (gettext ("_Make the Batch"));

  mado_gui_type_key (gui, "alt+6");
  mado_gui_await (gui, ATSPI_ROLE_BUTTON, plan);
  mado_gui_type_key (gui, "alt+6");
  mado_gui_await_focus (gui, ATSPI_ROLE_LIST_ITEM, NULL);
  save (gui, "payments", place);
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, plan);
  mado_gui_await (gui, ATSPI_ROLE_BUTTON, make);
  save (gui, "plan", place);
  mado_gui_type_key (gui, "alt+6");
  mado_gui_await_focus (gui, ATSPI_ROLE_LIST_ITEM, NULL);
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, gettext ("What comes next"));
  save (gui, "batch", place);
  mado_gui_quit (gui);
}

/* What waits to be sent, what would join a run, the words of a letter, and what is asked of mail that came back. */
static void
take_letters (char **place)
{
  g_autoptr (MadoGui) gui = arrive ("print-1");
  g_autofree char *gather = dup_name (gettext ("_Make a Run…")), *make = dup_name (gettext ("_Make the Run"));
  g_autofree char *words = dup_name (gettext ("_Words of Letters…")), *back = dup_name (gettext ("_Returned Mail…"));

  mado_gui_type_key (gui, "alt+3");
  mado_gui_await_focus (gui, ATSPI_ROLE_LIST_ITEM, NULL);
  save (gui, "letters", place);
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, back);
  save_and_close (gui, "returned-mail", place);
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, gather);
  mado_gui_await (gui, ATSPI_ROLE_BUTTON, make);
  save (gui, "gather", place);
  mado_gui_type_key (gui, "alt+Left");
  mado_gui_await_gone (gui, ATSPI_ROLE_BUTTON, make);
  mado_gui_press (gui, ATSPI_ROLE_BUTTON, words);
  mado_gui_await (gui, ATSPI_ROLE_LIST, gettext ("Letters of the programme"));
  save (gui, "letter-versions", place);
  mado_gui_type_key (gui, "Return");
  mado_gui_await_told (gui, gettext ("Letters say this."));
  save (gui, "letter-words", place);
  mado_gui_quit (gui);
}

/* What somebody learns a role by. */
static void
take_practice (char **place)
{
  g_autoptr (MadoGui) gui = mado_gui_start (NULL);
  g_autofree char *practise = dup_name (gettext ("_Practise with Made-up People"));

  mado_gui_press (gui, ATSPI_ROLE_BUTTON, practise);
  mado_gui_await (gui, ATSPI_ROLE_DIALOG, NULL);
  mado_gui_await_focus (gui, ATSPI_ROLE_BUTTON, NULL);
  save (gui, "practice", place);
  mado_gui_type_key (gui, "Return");
  mado_gui_type_key (gui, "alt+1");
  mado_gui_await (gui, ATSPI_ROLE_TABLE_CELL, NULL);
  mado_gui_type_key (gui, "Return");
  mado_gui_await (gui, ATSPI_ROLE_PAGE_TAB, gettext ("Papers"));
  mado_gui_type_key (gui, "alt+5");
  mado_gui_await (gui, ATSPI_ROLE_LABEL, gettext ("Done"));
  save (gui, "exercises", place);
  mado_gui_quit (gui);
}

/* In their order: the first sees a terminal that belongs to no ward yet. */
static const struct {
  const char *name;
  void (*take) (char **place);
} parts[] = {
  { "start", take_start },         { "refusal", take_refusal },
  { "desk", take_desk },           { "verification", take_verification },
  { "entry", take_entry },         { "intake", take_intake },
  { "reception", take_reception }, { "dashboard", take_dashboard },
  { "ledger", take_ledger },       { "inquiries", take_inquiries },
  { "payment", take_payment },     { "letters", take_letters },
  { "call", take_call },           { "practice", take_practice },
};

static void
make_wards (void)
{
  gui_ward_make ("verifier", 40);
  gui_ward_make ("account_1", 40);
  gui_ward_make ("agent", 300);
  gui_ward_make ("lead", 300);
  gui_ward_make ("print", 300);
}

int
main (int argc, char **argv)
{
  gboolean is_made = FALSE;

  if (argc < 3) {
    g_printerr ("usage: take-pictures FOLDER SUFFIX [PART…]\n");
    return 2;
  }
  setlocale (LC_ALL, "");
  bindtextdomain (MADO_GETTEXT_DOMAIN, g_getenv ("MADO_LOCALE_DIR"));
  textdomain (MADO_GETTEXT_DOMAIN);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++) {
    if (argc > 3 && !g_strv_contains ((const char *const *) argv + 3, parts[i].name))
      continue;
    if (parts[i].take != take_start && !is_made)
      make_wards ();
    is_made = is_made || parts[i].take != take_start;
    parts[i].take (argv + 1);
  }

  return 0;
}
