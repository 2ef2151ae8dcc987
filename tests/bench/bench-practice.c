/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A made-up ward of receptions, against mado_apply() alone on the same operations; and the whole of it: 400,000 cases,
 * 20,000 of them with histories, 2,000 with pictures. */

#include "mado-practice.h"

#include "mado-bench.h"

#define N_CASES 5000

typedef struct {
  MadoProgramme *programme;
  MadoPractice *practice;
  MadoJudge *judge;
  GPtrArray *operations; /* (element-type MadoOperation) */
  GArray *contexts;      /* (element-type MadoContext) */
} Load;

static gboolean
forget (gpointer user_data,
        const MadoOperation *operation,
        const MadoOutcome *outcome,
        const MadoContext *context,
        GError **error)
{
  return TRUE;
}

static void
make_ward (Load *load, const MadoPracticeOrder *order, const MadoPracticeSink *sink)
{
  g_autoptr (GError) error = NULL;
  guint64 n_declined;

  if (!mado_practice_make (load->practice, order, sink, &n_declined, &error))
    g_error ("the ward cannot be made: %s", error->message);
}

static void
make_receptions (gpointer user_data)
{
  MadoPracticeOrder order = { 1, N_CASES, 0, 0, 1 };
  MadoPracticeSink sink = { .take_deed = forget };

  make_ward (user_data, &order, &sink);
}

/* Whoever acts lives as long as the ward: here everybody is a verifier. */
static gboolean
keep (gpointer user_data,
      const MadoOperation *operation,
      const MadoOutcome *outcome,
      const MadoContext *context,
      GError **error)
{
  static const char *const roles[] = { "verifier", NULL };
  Load *load = user_data;
  MadoContext own = { .now = context->now, .actor = { mado_operation_get_header (operation)->actor, roles } };

  g_ptr_array_add (load->operations, mado_operation_ref ((MadoOperation *) operation));
  g_array_append_val (load->contexts, own);

  return TRUE;
}

static void
apply_receptions (gpointer user_data)
{
  Load *load = user_data;
  g_autoptr (MadoMemory) memory = mado_memory_new (NULL);

  for (guint i = 0; i < load->operations->len; i++) {
    g_autoptr (MadoOutcome) outcome =
        mado_apply (load->judge, mado_memory_get_records (memory), g_ptr_array_index (load->operations, i),
                    &g_array_index (load->contexts, MadoContext, i), NULL);

    if (outcome == NULL || outcome->kind != MADO_OUTCOME_APPLIED)
      g_error ("a reception was not applied");
    mado_memory_take (memory, outcome);
  }
}

static MadoProgramme *
load_programme (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("MADO_DATA_DIR"), "programmes", "ninpu-r7.json", NULL);
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
  char *text = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &text, &length, NULL))
    g_error ("cannot read %s", path);
  g_autoptr (GBytes) file = g_bytes_new_take (text, length);

  return mado_programme_read (file, faults);
}

int
main (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoProgramme) programme = load_programme ();
  g_autoptr (MadoPractice) practice = mado_practice_new (programme, &error);
  g_autoptr (MadoJudge) judge = mado_judge_new (programme, NULL);
  g_autoptr (GPtrArray) operations = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_operation_unref);
  g_autoptr (GArray) contexts = g_array_new (FALSE, FALSE, sizeof (MadoContext));
  Load load = { programme, practice, judge, operations, contexts };
  MadoPracticeOrder few = { 1, N_CASES, 0, 0, 1 };
  MadoPracticeOrder all = { 1, 400000, 20000, 2000, 0 };
  MadoPracticeSink keeping = { .take_deed = keep, .user_data = &load };
  MadoPracticeSink forgetting = { .take_deed = forget };
  gint64 begin;

  make_ward (&load, &few, &keeping);
  mado_bench_compare ("5,000 receptions made up", make_receptions, "mado_apply() alone", apply_receptions, &load);
  begin = g_get_monotonic_time ();
  make_ward (&load, &all, &forgetting);
  g_print ("400,000 cases, 20,000 histories, 2,000 with pictures: %.1f s on %u processors\n",
           (double) (g_get_monotonic_time () - begin) / G_TIME_SPAN_SECOND, g_get_num_processors ());

  return 0;
}
