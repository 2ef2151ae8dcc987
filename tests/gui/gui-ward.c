/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes profiles where the program looks for them, and signs in as their owners do. */

#include "gui-ward.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "mado-intake-stage.h"
#include "mado-practice-profile.h"
#include "mado-practice-terminal.h"
#include "mado-programme-file.h"
#include "mado-terminal.h"
#include "mado-unsaved.h"

#define MOST_PICTURES 40 /* drawing them takes time */

static void
add_case (MadoPracticeTerminal *terminal, const char *text)
{
  const MadoPracticeSink *sink = mado_practice_terminal_get_sink (terminal);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoEntity) entity = mado_entity_read (text, strlen (text), &error);

  g_assert_no_error (error);
  sink->take_entity (sink->user_data, entity, &error);
  g_assert_no_error (error);
}

/**
 * gui_ward_make:
 * @role: of its owner, whose account is ROLE-1
 * @n_cases: how many cases it has; 0: it is empty
 *
 * Makes a profile of the programme ninpu-r7.
 */
void
gui_ward_make (const char *role, guint n_cases)
{
  gui_ward_make_with (role, n_cases, (const char *const[]) { NULL });
}

/**
 * gui_ward_make_with:
 * @role: of its owner, whose account is ROLE-1
 * @n_cases: how many made-up cases it has
 * @cases: (array zero-terminated=1): the texts of others
 *
 * Makes a profile of the programme ninpu-r7.
 */
void
gui_ward_make_with (const char *role, guint n_cases, const char *const *cases)
{
  gui_ward_make_beside (role, n_cases, cases, NULL);
}

static void
take_in (MadoDesk *desk, const char *csv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoIntakeStage) stage = mado_intake_stage_new (desk, mado_intake_means_get_default (), &error);
  g_autoptr (GBytes) bytes = g_bytes_new_static (csv, strlen (csv));

  g_assert_no_error (error);
  mado_intake_stage_add_bytes (stage, "register.csv", bytes);
  mado_intake_stage_preview (stage, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  mado_intake_stage_apply (stage, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
}

/* What a profile is made of. */
typedef struct {
  const char *programme;
  const char *role;
  guint n_cases;
  const char *const *cases;
  const char *csv; /* (nullable) */
} Making;

static MadoPracticeTerminal *
fill (MadoDesk *desk, MadoPractice *practice, const MadoPracticeOrder *order, const Making *making)
{
  g_autoptr (GError) error = NULL;
  MadoPracticeTerminal *terminal = mado_practice_terminal_new (desk, &error);
  guint64 n_declined = 0;

  g_assert_no_error (error);
  if (making->n_cases > 0)
    mado_practice_make (practice, order, mado_practice_terminal_get_sink (terminal), &n_declined, &error);
  g_assert_no_error (error);
  for (const char *const *text = making->cases; *text != NULL; text++)
    add_case (terminal, *text);

  return terminal;
}

static void
make (const Making *making)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = mado_terminal_dup_folder ();
  g_autofree char *name = g_strdup_printf ("%s-1.%s", making->role, making->programme);
  g_autoptr (MadoProgramme) programme = mado_programme_file_find (making->programme, &error);
  g_autofree char *typed = g_strdup (GUI_WARD_PASSWORD);
  g_autoptr (MadoSecret) password = mado_secret_new_wiping (typed, strlen (typed));
  const MadoPracticeProfile wanted = { folder, name, making->role, password };
  const MadoPracticeOrder order = { 7,
                                    making->n_cases,
                                    making->n_cases / 2,
                                    MIN (making->n_cases, MOST_PICTURES),
                                    1,
                                    mado_date_add_days (mado_instant_get_japanese_day (mado_instant_now ()), -1) };

  g_assert_no_error (error);

  g_autoptr (MadoDesk) desk = mado_practice_profile_create (&wanted, programme, &error);

  g_assert_no_error (error);

  g_autoptr (MadoPractice) practice = mado_practice_new (programme, &error);
  g_autoptr (MadoPracticeTerminal) terminal = fill (desk, practice, &order, making);

  mado_practice_terminal_finish (terminal, &error);
  g_assert_no_error (error);
  mado_practice_save_key (practice, order.seed, mado_desk_get_person (desk)->account, mado_desk_get_path (desk),
                          password, &error);
  g_assert_no_error (error);
  if (making->csv != NULL)
    take_in (desk, making->csv);
  mado_desk_close (desk);
}

/**
 * gui_ward_make_beside:
 * @role: of its owner, whose account is ROLE-1
 * @n_cases: how many made-up cases it has
 * @cases: (array zero-terminated=1): the texts of others
 * @csv: (nullable): a list of the register that is taken in
 *
 * Makes a profile of the programme ninpu-r7.
 */
void
gui_ward_make_beside (const char *role, guint n_cases, const char *const *cases, const char *csv)
{
  make (&(Making) { "ninpu-r7", role, n_cases, cases, csv });
}

/**
 * gui_ward_make_of:
 * @programme: the id of a programme
 * @role: of its owner, whose account is ROLE-1
 * @n_cases: how many made-up cases it has
 * @cases: (array zero-terminated=1): the texts of others
 *
 * Makes a profile of that programme.
 */
void
gui_ward_make_of (const char *programme, const char *role, guint n_cases, const char *const *cases)
{
  make (&(Making) { programme, role, n_cases, cases, NULL });
}

/**
 * gui_ward_spoil:
 * @account: whose
 * @ending: of a file of the profile
 *
 * Turns a byte in the middle of the file.
 */
void
gui_ward_spoil (const char *account, const char *ending)
{
  g_autofree char *path = mado_terminal_dup_profile_path (account, "ninpu-r7");
  g_autofree char *file = g_strconcat (path, ending, NULL);
  g_autofree char *content = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (file, &content, &length, NULL));
  content[length / 2] ^= 1;
  g_assert_true (g_file_set_contents (file, content, (gssize) length, NULL));
}

/* Pictures are taken in English, too. */
static const char *
get_password_label (void)
{
  return g_getenv ("MADO_GUI_LANG") != NULL ? "Password" : "パスワード";
}

/**
 * gui_ward_enter:
 * @gui: a program that waits for somebody to sign in
 * @account: who has a profile here
 */
void
gui_ward_enter (MadoGui *gui, const char *account)
{
  mado_gui_await (gui, ATSPI_ROLE_TEXT, get_password_label ());
  mado_gui_type_text (gui, account);
  mado_gui_type_key (gui, "Tab");
  mado_gui_type_text (gui, GUI_WARD_PASSWORD);
  mado_gui_type_key (gui, "Return");
  mado_gui_await_gone (gui, ATSPI_ROLE_TEXT, get_password_label ());
}

/**
 * gui_ward_sign_in:
 * @account: who has a profile here
 *
 * Returns: (transfer full): the program, after that person has signed in
 */
MadoGui *
gui_ward_sign_in (const char *account)
{
  MadoGui *gui = mado_gui_start (NULL);

  gui_ward_enter (gui, account);

  return gui;
}

static gint64
get_last_write (const char *account)
{
  g_autofree char *path = mado_terminal_dup_profile_path (account, "ninpu-r7");
  g_autofree char *log = g_strconcat (path, ".db-wal", NULL);
  GStatBuf status;

  return g_stat (log, &status) == 0 ? status.st_mtim.tv_sec * G_USEC_PER_SEC + status.st_mtim.tv_nsec / 1000 : 0;
}

/**
 * gui_ward_await_kept:
 * @account: whose profile
 *
 * Waits until everything typed was written down: one write alone may be what was typed before.
 */
void
gui_ward_await_kept (const char *account)
{
  gint64 last = get_last_write (account);
  gint64 since = g_get_monotonic_time ();

  for (int i = 0; g_get_monotonic_time () - since < 4 * MADO_UNSAVED_PAUSE * G_USEC_PER_SEC; i++) {
    g_assert_cmpint (i, <, 3000);
    g_usleep (30000);
    if (get_last_write (account) != last) {
      last = get_last_write (account);
      since = g_get_monotonic_time ();
    }
  }
}
