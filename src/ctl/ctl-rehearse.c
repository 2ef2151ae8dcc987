/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl programme rehearse`: a trial run over sample files. What people typed is not printed; for people there
 * are rows and receipt numbers, for scripts also the words that a choice did not know. */

#include <stdio.h>
#include <string.h>

#include "ctl-programme.h"
#include "mado-rehearsal.h"

/* One list of counts: what its members are called, and where their labels are. */
typedef struct {
  const char *name;
  gsize list;    /* in a rehearsal */
  gsize section; /* in a programme, of what the subjects name; 0: nowhere */
  const char *subject;
  const char *detail; /* (nullable) */
  gboolean has_yen;
  gboolean is_for_scripts; /* may hold what somebody typed */
  const char *title;
} List;

#define IN_RESULT(member) G_STRUCT_OFFSET (MadoRehearsal, member)
#define IN_PROGRAMME(member) G_STRUCT_OFFSET (MadoProgramme, member)

static const List lists[] = {
  { "refused", IN_RESULT (refused), 0, "code", "about", FALSE, FALSE, "rows refused" },
  { "changed", IN_RESULT (changed), IN_PROGRAMME (items), "item", NULL, FALSE, FALSE, "changed since they came first" },
  { "values", IN_RESULT (values), IN_PROGRAMME (items), "column", "code", FALSE, FALSE, "values refused or odd" },
  { "words", IN_RESULT (words), IN_PROGRAMME (items), "item", "word", FALSE, TRUE, NULL },
  { "states", IN_RESULT (states), IN_PROGRAMME (states), "state", NULL, FALSE, FALSE, "cases by state" },
  { "checks", IN_RESULT (checks), IN_PROGRAMME (checks), "check", "answer", FALSE, FALSE, "checks not passed" },
  { "missing", IN_RESULT (missing), IN_PROGRAMME (items), "item", NULL, FALSE, FALSE, "required and missing" },
  { "rights", IN_RESULT (rights), IN_PROGRAMME (rights), "right", "state", TRUE, FALSE, "rights" },
  { "planned", IN_RESULT (planned), IN_PROGRAMME (rights), "right", NULL, TRUE, FALSE, "could be planned now" },
  { "hindrances", IN_RESULT (hindrances), 0, "code", "about", FALSE, FALSE, "what stands in the way" },
};

static const GPtrArray *
get_tallies (const MadoRehearsal *result, const List *list)
{
  return G_STRUCT_MEMBER (GPtrArray *, result, list->list);
}

/* Every row of a section begins with its id and its label. */
static const char *
find_label (const MadoProgramme *programme, const List *list, const MadoTally *tally)
{
  const MadoNamed *named =
      list->section > 0 ? mado_section_find (G_STRUCT_MEMBER (MadoSection *, programme, list->section), tally->subject)
                        : NULL;

  return named != NULL ? named->label : "";
}

/* --- for scripts ------------------------------------------------------------------------------------------------- */

static void
answer_places (MadoCtlCall *call, const GPtrArray *places)
{
  json_builder_set_member_name (call->answer, "places");
  json_builder_begin_array (call->answer);
  for (guint i = 0; i < places->len; i++)
    json_builder_add_string_value (call->answer, g_ptr_array_index (places, i));
  json_builder_end_array (call->answer);
}

static void
answer_list (MadoCtlCall *call, const MadoProgramme *programme, const List *list, const GPtrArray *tallies)
{
  json_builder_set_member_name (call->answer, list->name);
  json_builder_begin_array (call->answer);
  for (guint i = 0; i < tallies->len; i++) {
    const MadoTally *tally = g_ptr_array_index (tallies, i);

    json_builder_begin_object (call->answer);
    mado_ctl_answer_string (call, list->subject, tally->subject);
    if (list->detail != NULL)
      mado_ctl_answer_string (call, list->detail, tally->detail);
    if (list->section > 0)
      mado_ctl_answer_string (call, "label", find_label (programme, list, tally));
    mado_ctl_answer_number (call, "count", (gint64) tally->count);
    if (list->has_yen)
      mado_ctl_answer_number (call, "yen", tally->yen);
    answer_places (call, tally->places);
    json_builder_end_object (call->answer);
  }
  json_builder_end_array (call->answer);
}

static void
answer_files (MadoCtlCall *call, const GPtrArray *files)
{
  static const List findings = { .name = "findings", .subject = "code", .detail = "heading" };

  json_builder_set_member_name (call->answer, "files");
  json_builder_begin_array (call->answer);
  for (guint i = 0; i < files->len; i++) {
    const MadoRehearsedFile *file = g_ptr_array_index (files, i);

    json_builder_begin_object (call->answer);
    mado_ctl_answer_string (call, "file", file->path);
    mado_ctl_answer_string (call, "charset", file->charset);
    mado_ctl_answer_string (call, "map", file->map);
    mado_ctl_answer_number (call, "rows", (gint64) file->n_rows);
    answer_list (call, NULL, &findings, file->findings);
    json_builder_end_object (call->answer);
  }
  json_builder_end_array (call->answer);
}

static void
answer_rows (MadoCtlCall *call, const MadoRehearsal *result)
{
  json_builder_set_member_name (call->answer, "rows");
  json_builder_begin_object (call->answer);
  for (guint i = 0; i < G_N_ELEMENTS (result->n_rows); i++)
    mado_ctl_answer_number (call, mado_intake_state_get_name (i), (gint64) result->n_rows[i]);
  json_builder_end_object (call->answer);
}

static void
answer_twins (MadoCtlCall *call, const MadoRehearsal *result)
{
  json_builder_set_member_name (call->answer, "second_applications");
  json_builder_begin_object (call->answer);
  mado_ctl_answer_number (call, "count", (gint64) result->n_twins);
  json_builder_set_member_name (call->answer, "cases");
  json_builder_begin_array (call->answer);
  for (guint i = 0; i < result->twins->len; i++) {
    const MadoRehearsedTwin *twin = g_ptr_array_index (result->twins, i);

    json_builder_begin_object (call->answer);
    mado_ctl_answer_string (call, "receipt", twin->receipt);
    mado_ctl_answer_string (call, "first", twin->first);
    json_builder_end_object (call->answer);
  }
  json_builder_end_array (call->answer);
  json_builder_end_object (call->answer);
}

static void
answer_result (MadoCtlCall *call, const MadoProgramme *programme, const MadoRehearsal *result)
{
  answer_files (call, result->files);
  answer_rows (call, result);
  mado_ctl_answer_number (call, "cases", (gint64) result->n_cases);
  mado_ctl_answer_number (call, "plannable", (gint64) result->n_plannable);
  answer_twins (call, result);
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    answer_list (call, programme, &lists[i], get_tallies (result, &lists[i]));
}

/* --- for people -------------------------------------------------------------------------------------------------- */

/* Rows of one file are named together: "june.csv:2 4 5 july.csv:3". */
static void
print_places (const MadoTally *tally)
{
  gsize length = 0;

  for (guint i = 0; i < tally->places->len; i++) {
    const char *place = g_ptr_array_index (tally->places, i);
    gboolean is_same = length > 0 && strncmp (place, g_ptr_array_index (tally->places, i - 1), length) == 0;

    length = (gsize) (strrchr (place, ':') - place) + 1;
    printf ("%s%s", i == 0 ? "\t" : " ", is_same ? place + length : place);
  }
  puts (tally->count > tally->places->len ? " …" : "");
}

static void
print_tally (const MadoTally *tally, const char *label, gboolean has_yen)
{
  const char *const words[] = { tally->subject, tally->detail, label };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (words[i][0] != '\0')
      printf (" %s", words[i]);
  printf (": %" G_GUINT64_FORMAT, tally->count);
  if (has_yen)
    printf (", %" G_GINT64_FORMAT " yen", tally->yen);
  print_places (tally);
}

/* What to do about a file that no map fits. */
static void
print_remedy (const MadoRehearsedFile *file)
{
  if (file->map == NULL)
    puts (" No single form map of the programme (\"csv\") fits these headings on that day: look at its headings and"
          " valid_from, and at the file");
}

static void
print_files (const GPtrArray *files)
{
  for (guint i = 0; i < files->len; i++) {
    const MadoRehearsedFile *file = g_ptr_array_index (files, i);

    printf ("%s: %" G_GUINT64_FORMAT " rows, %s, %s\n", file->path, file->n_rows,
            file->charset != NULL ? file->charset : "no charset", file->map != NULL ? file->map : "no map");
    for (guint j = 0; j < file->findings->len; j++)
      print_tally (g_ptr_array_index (file->findings, j), "", FALSE);
    print_remedy (file);
  }
}

static void
print_twins (const MadoRehearsal *result)
{
  if (result->n_twins > 0)
    printf ("second applications: %" G_GUINT64_FORMAT "\n", result->n_twins);
  for (guint i = 0; i < result->twins->len; i++) {
    const MadoRehearsedTwin *twin = g_ptr_array_index (result->twins, i);

    printf ("  %s after %s\n", twin->receipt, twin->first);
  }
}

static void
print_result (const MadoProgramme *programme, const MadoRehearsal *result)
{
  print_files (result->files);
  fputs ("rows:", stdout);
  for (guint i = 0; i < G_N_ELEMENTS (result->n_rows); i++)
    printf ("%s %" G_GUINT64_FORMAT " %s", i > 0 ? "," : "", result->n_rows[i], mado_intake_state_get_name (i));
  printf ("\ncases: %" G_GUINT64_FORMAT ", of which could be planned now: %" G_GUINT64_FORMAT "\n", result->n_cases,
          result->n_plannable);
  print_twins (result);
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++) {
    const GPtrArray *tallies = get_tallies (result, &lists[i]);

    if (tallies->len == 0 || lists[i].is_for_scripts)
      continue;
    printf ("%s:\n", lists[i].title);
    for (guint j = 0; j < tallies->len; j++)
      print_tally (g_ptr_array_index (tallies, j), find_label (programme, &lists[i], g_ptr_array_index (tallies, j)),
                   lists[i].has_yen);
  }
}

/* --- the verb ---------------------------------------------------------------------------------------------------- */

static gboolean
is_refused (const MadoRehearsal *result)
{
  for (guint i = 0; i < result->files->len; i++)
    if (((const MadoRehearsedFile *) g_ptr_array_index (result->files, i))->map == NULL)
      return TRUE;

  return result->n_rows[MADO_INTAKE_REFUSED] > 0;
}

static MadoDate
read_today (const char *text)
{
  return text != NULL ? mado_date_from_iso (text) : mado_instant_get_japanese_day (mado_instant_now ());
}

/**
 * mado_ctl_rehearse:
 * @call: a call
 *
 * "programme rehearse": what would become of sample files.
 *
 * Returns: its status
 */
MadoCtlStatus
mado_ctl_rehearse (MadoCtlCall *call)
{
  const char *const *paths = mado_ctl_get_options (call, "csv");
  MadoDate today = read_today (mado_ctl_get_option (call, "today"));
  gboolean assume_checked = mado_ctl_get_option (call, "assume-checked") != NULL;
  g_autoptr (MadoProgramme) programme = NULL;
  g_autoptr (MadoRehearsal) result = NULL;
  g_autoptr (GError) error = NULL;
  char iso[MADO_DATE_ISO_SIZE];

  if (paths == NULL)
    return mado_ctl_wrong_usage (call, "--csv needs CSV");
  if (!mado_date_is_valid (today))
    return mado_ctl_wrong_usage (call, "--today needs a date such as 2025-04-01");
  programme = mado_ctl_open_programme (call, mado_ctl_get_argument (call, 0));
  if (programme == NULL)
    return MADO_CTL_REFUSED;
  result = mado_rehearsal_run (programme, paths, today, assume_checked, &error);
  if (result == NULL)
    return mado_ctl_refuse (call, "%s", error->message);

  mado_date_to_iso (today, iso);
  mado_ctl_answer_string (call, "programme", programme->identity.id);
  mado_ctl_answer_string (call, "title", programme->identity.title);
  mado_ctl_answer_string (call, "today", iso);
  json_builder_set_member_name (call->answer, "assume_checked");
  json_builder_add_boolean_value (call->answer, assume_checked);
  if (call->json)
    answer_result (call, programme, result);
  else
    print_result (programme, result);
  call->silent = TRUE;

  return is_refused (result) ? MADO_CTL_REFUSED : MADO_CTL_OK;
}
