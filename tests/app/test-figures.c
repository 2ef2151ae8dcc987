/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The figures of the dashboard: what is where, for how long, and what came in on which day; and who sees them. */

#include "intake-sample.h"
#include "mado-dashboard-page.h"
#include "mado-figures.h"
#include "mado-programme-file.h"

typedef struct {
  MadoProgramme *programme;
  const MadoFormTally *tally;
  MadoDate today;
  MadoFigures *figures;
} Question;

static void
ask_work (GTask *task, MadoDatabase *database, gpointer data, GCancellable *cancellable)
{
  Question *question = data;
  GError *error = NULL;

  question->figures = mado_figures_load (database, question->programme, question->tally, question->today, &error);
  g_assert_no_error (error);
  g_task_return_boolean (task, TRUE);
}

static MadoFigures *
load_tally (IntakeSample *self, const MadoFormTally *tally, const char *today)
{
  Question question = { mado_desk_get_programme (self->desk), tally, mado_date_from_iso (today), NULL };
  g_autoptr (GError) error = NULL;

  g_assert_true (mado_desk_do_and_wait (self->desk, MADO_DESK_READER, ask_work, &question, &error));
  g_assert_no_error (error);

  return question.figures;
}

static MadoFigures *
load_figures (IntakeSample *self, const char *today)
{
  return load_tally (self, NULL, today);
}

static const MadoFiguresState *
find_state (const MadoFigures *figures, const char *id)
{
  for (guint i = 0; i < figures->states->len; i++) {
    const MadoFiguresState *state = &g_array_index (figures->states, MadoFiguresState, i);

    if (g_strcmp0 (state->state->id, id) == 0)
      return state;
  }
  g_assert_not_reached ();
}

static void
set_up (IntakeSample *self, gconstpointer data)
{
  intake_sample_begin (self, "ninpu-r7", "verifier", "2025-06-12T01:00:00.000000Z");
}

static void
tear_down (IntakeSample *self, gconstpointer data)
{
  intake_sample_end (self);
}

static void
take_in (IntakeSample *self, const char *now, guint first, guint n_rows)
{
  g_autofree char *text = intake_sample_form (first, n_rows);

  self->now = mado_instant_from_iso (now);
  g_object_unref (intake_sample_take_in (self, "6月.csv", text));
}

static void
test_days_are_those_of_japan (IntakeSample *self, gconstpointer data)
{
  g_autoptr (MadoFigures) figures = NULL;

  take_in (self, "2025-06-12T14:59:00.000000Z", 1, 3); /* a minute before midnight there */
  take_in (self, "2025-06-12T15:01:00.000000Z", 11, 2);
  figures = load_figures (self, "2025-06-13");
  g_assert_cmpint (figures->days[MADO_MILESTONE_RECEIVED][MADO_FIGURES_N_DAYS - 2], ==, 3);
  g_assert_cmpint (figures->days[MADO_MILESTONE_RECEIVED][MADO_FIGURES_N_DAYS - 1], ==, 2);
  g_assert_cmpint (figures->days[MADO_MILESTONE_DECIDED][MADO_FIGURES_N_DAYS - 1], ==, 0);
  g_assert_cmpint (figures->before[MADO_MILESTONE_RECEIVED], ==, 0);
  g_assert_cmpint (find_state (figures, "received")->count, ==, 5);
  g_assert_cmpint (figures->n_open, ==, 5);
}

/* A state may be left in two office days: on Thursday what came on Tuesday is not late, what came on Monday is. */
static void
test_what_is_too_long_there_is_late (IntakeSample *self, gconstpointer data)
{
  g_autoptr (MadoFigures) figures = NULL;

  take_in (self, "2025-06-09T01:00:00.000000Z", 1, 3);
  take_in (self, "2025-06-10T01:00:00.000000Z", 11, 2);
  figures = load_figures (self, "2025-06-12");
  g_assert_cmpint (find_state (figures, "received")->late, ==, 3);
  g_assert_cmpint (figures->n_late, ==, 3);
  g_assert_cmpint (figures->longest, ==, 3);
}

/* 003-F5: what came by the web is counted by state and by day, apart from what came on paper. */
static void
test_forms_are_counted_apart (IntakeSample *self, gconstpointer data)
{
  static const char csv[] = "受付番号,氏名,住所,生年月日,電話番号,メールアドレス,相談内容,児童の生年月日,利用日,"
                            "日中の利用 (分),夜間の利用 (分),"
                            "日中の利用料,夜間の利用料\n"
                            "101,見本 花子,新宿区見本町1-1,1990-01-02,0300000001,,,2023-04-05,2025-06-01,120,0,3000,0\n"
                            "102,例示 良子,新宿区見本町2-2,1991-01-02,0300000002,,,2023-05-05,2025-06-02,60,0,1500,0\n";
  g_autoptr (MadoFigures) web = NULL, paper = NULL;
  const MadoSection *tallies;

  intake_sample_end (self);
  intake_sample_begin (self, "babysitter-r7", "screener", "2025-06-12T01:00:00.000000Z");
  g_object_unref (intake_sample_take_in (self, "web.csv", csv));
  tallies = mado_desk_get_programme (self->desk)->tallies;
  web = load_tally (self, mado_section_find (tallies, "web"), "2025-06-12");
  paper = load_tally (self, mado_section_find (tallies, "on_paper"), "2025-06-12");
  g_assert_cmpint (find_state (web, "received")->count, ==, 2);
  g_assert_cmpint (web->days[MADO_MILESTONE_RECEIVED][MADO_FIGURES_N_DAYS - 1], ==, 2);
  g_assert_cmpint (find_state (paper, "received")->count, ==, 0);
  g_assert_cmpint (paper->days[MADO_MILESTONE_RECEIVED][MADO_FIGURES_N_DAYS - 1], ==, 0);
}

static void
test_old_days_stand_before_the_first (IntakeSample *self, gconstpointer data)
{
  g_autoptr (MadoFigures) figures = NULL;

  take_in (self, "2025-06-02T01:00:00.000000Z", 1, 4);
  take_in (self, "2025-06-20T01:00:00.000000Z", 11, 1);
  figures = load_figures (self, "2025-06-20");
  g_assert_cmpint (figures->before[MADO_MILESTONE_RECEIVED], ==, 4);
  g_assert_cmpint (figures->days[MADO_MILESTONE_RECEIVED][MADO_FIGURES_N_DAYS - 1], ==, 1);
}

static void
test_nothing_waits_in_an_empty_ward (IntakeSample *self, gconstpointer data)
{
  g_autoptr (MadoFigures) figures = NULL;

  intake_sample_open (self);
  figures = load_figures (self, "2025-06-12");
  g_assert_cmpint (figures->n_open, ==, 0);
  g_assert_cmpint (figures->longest, ==, -1);
  for (guint i = 0; i < figures->states->len; i++)
    g_assert_false (g_array_index (figures->states, MadoFiguresState, i).state->is_end);
}

/* What decides follows from the programme, whichever it is. */
static void
test_each_programme_has_its_milestones (void)
{
  static const struct {
    const char *programme;
    const char *transition;
    MadoMilestone milestone;
  } cases[] = {
    { "ninpu-r7", "receive", MADO_MILESTONE_RECEIVED },
    { "ninpu-r7", "guide", MADO_MILESTONE_NONE },
    { "ninpu-r7", "decide", MADO_MILESTONE_DECIDED },
    { "ninpu-r7", "refuse", MADO_MILESTONE_DECIDED },
    { "ninpu-r7", "plan", MADO_MILESTONE_NONE },
    { "kosodate-oen-r7", "extract", MADO_MILESTONE_RECEIVED },
    { "kosodate-oen-r7", "apply", MADO_MILESTONE_RECEIVED },
    { "kosodate-oen-r7", "pay_asked", MADO_MILESTONE_DECIDED },
    { "babysitter-r7", "decide", MADO_MILESTONE_DECIDED },
    { "babysitter-r7", "pay_again", MADO_MILESTONE_NONE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (MadoProgramme) programme = mado_programme_file_find (cases[i].programme, &error);

    g_assert_no_error (error);
    g_assert_cmpint (mado_milestone_find (programme, mado_section_find (programme->transitions, cases[i].transition)),
                     ==, cases[i].milestone);
  }
}

static void
test_only_who_answers_for_it_sees_it (void)
{
  static const struct {
    const char *role;
    gboolean is_for;
  } roles[] = {
    { "lead", TRUE }, { "ward", TRUE }, { "decider", TRUE }, { "verifier", FALSE }, { "account_1", FALSE }
  };

  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++) {
    IntakeSample sample = { 0 };
    MadoSession *session;

    intake_sample_begin (&sample, "ninpu-r7", roles[i].role, "2025-06-12T01:00:00.000000Z");
    intake_sample_open (&sample);
    session = mado_session_new (sample.desk, FALSE);
    g_assert_cmpint (mado_dashboard_page_is_for (session), ==, roles[i].is_for);
    g_object_unref (session);
    mado_desk_close (sample.desk);
    while (g_main_context_iteration (NULL, FALSE))
      ;
    intake_sample_end (&sample);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add ("/figures/" path, IntakeSample, NULL, set_up, function, tear_down)
  ADD ("days-are-those-of-japan", test_days_are_those_of_japan);
  ADD ("what-is-too-long-there-is-late", test_what_is_too_long_there_is_late);
  ADD ("old-days-stand-before-the-first", test_old_days_stand_before_the_first);
  ADD ("forms-are-counted-apart", test_forms_are_counted_apart);
  ADD ("nothing-waits-in-an-empty-ward", test_nothing_waits_in_an_empty_ward);
#undef ADD
  g_test_add_func ("/figures/each-programme-has-its-milestones", test_each_programme_has_its_milestones);
  g_test_add_func ("/figures/only-who-answers-for-it-sees-it", test_only_who_answers_for_it_sees_it);

  return g_test_run ();
}
