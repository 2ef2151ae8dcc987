/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A made-up ward of receptions, against mado_apply() alone on the same operations, and in a profile against without.
 * The profiles lie in the folder of the run, because /tmp may be memory. bench-ward makes a whole one. */

#include <glib/gstdio.h>

#include "mado-bench.h"
#include "mado-practice-terminal.h"

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

/* --- in a profile ------------------------------------------------------------------------------------------------- */

static MadoProgramme *
give_programme (gpointer user_data, const char *programme, GError **error)
{
  return mado_programme_ref (user_data);
}

static MadoDesk *
create_profile (const Load *load, const char *path)
{
  static const char *const roles[] = { "verifier", NULL };
  static const MadoArgon2idCost cost = { 8, 1, 1 };
  g_autoptr (MadoSecret) password = mado_secret_new_random (16);
  g_autoptr (MadoSecret) share = mado_secret_new_random (MADO_KEY_SHARE_SIZE);
  const MadoDeskOpening opening = {
    .place = { .path = path },
    .profile = { mado_id_draw (), "shinjuku", load->programme->identity.id, mado_id_draw () },
    .shares = { .password = password, .terminal_share = share },
    .person = { "verifier-1", roles },
    .find_programme = give_programme,
    .user_data = load->programme,
  };
  g_autoptr (GError) error = NULL;
  MadoDesk *desk = mado_desk_create (&opening, &cost, &error);

  if (desk == NULL)
    g_error ("no profile: %s", error->message);

  return desk;
}

static void
make_profile (Load *load, const MadoPracticeOrder *order)
{
  g_autofree char *folder = g_dir_make_tmp (NULL, NULL);
  g_autofree char *path = NULL;
  g_autoptr (MadoDesk) desk = NULL;
  g_autoptr (MadoPracticeTerminal) terminal = NULL;
  g_autoptr (GError) error = NULL;

  path = g_build_filename (folder, "ward", NULL);
  desk = create_profile (load, path);
  terminal = mado_practice_terminal_new (desk, &error);
  if (terminal == NULL)
    g_error ("nothing can be loaded: %s", error->message);
  make_ward (load, order, mado_practice_terminal_get_sink (terminal));
  if (!mado_practice_terminal_finish (terminal, &error))
    g_error ("not all was loaded: %s", error->message);
  mado_desk_close (desk);
  if (!mado_profile_destroy (path, &error) || g_rmdir (folder) != 0)
    g_error ("the profile stays");
}

static void
make_receptions_in_profile (gpointer user_data)
{
  const MadoPracticeOrder order = { 1, N_CASES, 0, 0, 1 };

  make_profile (user_data, &order);
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
  MadoPracticeSink keeping = { .take_deed = keep, .user_data = &load };

  g_setenv ("TMPDIR", ".", TRUE);
  make_ward (&load, &few, &keeping);
  mado_bench_compare ("5,000 receptions made up", make_receptions, "mado_apply() alone", apply_receptions, &load);
  mado_bench_compare ("5,000 receptions made up in a profile", make_receptions_in_profile, "without the profile",
                      make_receptions, &load);

  return 0;
}
