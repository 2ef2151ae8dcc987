/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A trial run: files of web forms are taken in by people who exist nowhere, judged, and sent towards a payment as far
 * as they go. It counts what happens; what anybody typed stays behind, but for words that a choice does not know. */

#include "mado-rehearsal.h"

#include <string.h>

#include "mado-base-error.h"
#include "mado-json-member.h"

#define MAX_WORDS 100

typedef struct {
  MadoRehearsalCrew office;
  MadoMemory *memory;
  MadoRehearsal *result;
  GHashTable *places; /* id of a case → where it came from */
} Run;

static void
free_file (MadoRehearsedFile *file)
{
  g_free (file->path);
  g_free (file->map);
  g_ptr_array_unref (file->findings);
  g_free (file);
}

static void
free_twin (MadoRehearsedTwin *twin)
{
  g_free (twin->receipt);
  g_free (twin->first);
  g_free (twin);
}

static GPtrArray **
list_tallies (MadoRehearsal *self, gsize i)
{
  GPtrArray **lists[] = { &self->refused, &self->changed, &self->values, &self->words,   &self->states,
                          &self->checks,  &self->missing, &self->rights, &self->planned, &self->hindrances };

  return i < G_N_ELEMENTS (lists) ? lists[i] : NULL;
}

static MadoRehearsal *
make_result (void)
{
  MadoRehearsal *self = g_new0 (MadoRehearsal, 1);

  self->files = g_ptr_array_new_with_free_func ((GDestroyNotify) free_file);
  self->twins = g_ptr_array_new_with_free_func ((GDestroyNotify) free_twin);
  for (gsize i = 0; list_tallies (self, i) != NULL; i++)
    *list_tallies (self, i) = mado_tallies_new ();

  return self;
}

/**
 * mado_rehearsal_free:
 * @self: (nullable) (transfer full): a rehearsal
 */
void
mado_rehearsal_free (MadoRehearsal *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->files);
  g_ptr_array_unref (self->twins);
  for (gsize i = 0; list_tallies (self, i) != NULL; i++)
    g_ptr_array_unref (*list_tallies (self, i));
  g_free (self);
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

static gboolean
is_error (const MadoFinding *finding)
{
  return finding->severity == MADO_SEVERITY_ERROR;
}

static void
count_refused (Run *self, const MadoFindings *findings, const char *place)
{
  for (guint i = 0; i < mado_findings_get_count (findings); i++) {
    const MadoFinding *finding = mado_findings_get (findings, i);

    if (is_error (finding))
      mado_tallies_count (self->result->refused, finding->code, "", 0, place);
  }
}

/* A word that a choice does not know is the form's, not the person's: whoever writes the map needs it. */
static void
count_word (Run *self, const MadoIntakeRow *row, const MadoFinding *finding, const char *place)
{
  const MadoFormValue *value = &row->record->values[finding->place - 1];

  if (self->result->words->len < MAX_WORDS)
    mado_tallies_count (self->result->words, finding->field, value->text, 0, place);
}

static void
count_values (Run *self, const MadoIntakeRow *row, const char *place)
{
  const MadoFindings *findings = row->record->findings;

  for (guint i = 0; i < mado_findings_get_count (findings); i++) {
    const MadoFinding *finding = mado_findings_get (findings, i);

    mado_tallies_count (self->result->values, finding->field != NULL ? finding->field : "", finding->code, 0, place);
    if (strcmp (finding->code, "E_CHOICE") == 0)
      count_word (self, row, finding, place);
  }
}

static void
keep_place (Run *self, MadoId id, const char *place)
{
  char *text = g_malloc (MADO_ID_TEXT_SIZE);

  mado_id_to_text (id, text);
  g_hash_table_insert (self->places, text, g_strdup (place));
}

static void
count_refusal (GPtrArray *tallies, const MadoRefusal *refusal, const char *place)
{
  if (refusal->subjects->len == 0)
    mado_tallies_count (tallies, refusal->code, "", 0, place);
  for (guint i = 0; i < refusal->subjects->len; i++)
    mado_tallies_count (tallies, refusal->code, g_ptr_array_index (refusal->subjects, i), 0, place);
}

/* A new row becomes a case, unless the work itself refuses it. */
static gboolean
receive (Run *self, const MadoIntakeRow *row, const char *place, GError **error)
{
  const MadoTransition *transition = mado_intake_find_transition (self->office.programme);
  MadoId id = mado_rehearsal_crew_make_id (&self->office);
  g_autoptr (MadoOutcome) outcome =
      mado_rehearsal_crew_move (&self->office, self->memory, id, transition, row->body, "practice-receives", error);

  if (outcome == NULL)
    return FALSE;
  if (mado_outcome_is_refused (outcome)) {
    self->result->n_rows[MADO_INTAKE_REFUSED]++;
    count_refusal (self->result->refused, outcome->refusal, place);
  } else {
    self->result->n_rows[MADO_INTAKE_NEW]++;
    keep_place (self, id, place);
  }

  return TRUE;
}

static gboolean
take_row (Run *self, const MadoIntakeRow *row, const char *place, GError **error)
{
  if (row->state == MADO_INTAKE_REFUSED)
    count_refused (self, row->record->findings, place);
  else if (row->record->is_kept)
    count_values (self, row, place);
  for (guint i = 0; i < row->changed->len; i++)
    mado_tallies_count (self->result->changed, ((const MadoItem *) g_ptr_array_index (row->changed, i))->id, "", 0,
                        place);
  if (row->state == MADO_INTAKE_NEW)
    return receive (self, row, place, error);
  self->result->n_rows[row->state]++;

  return TRUE;
}

/* --- files ------------------------------------------------------------------------------------------------------- */

static char *
name_place (const char *path, guint64 row)
{
  g_autofree char *name = g_path_get_basename (path);

  return g_strdup_printf ("%s:%" G_GUINT64_FORMAT, name, row);
}

static void
add_file (Run *self, const char *path, const MadoIntake *intake)
{
  MadoRehearsedFile *file = g_new0 (MadoRehearsedFile, 1);
  const MadoFindings *findings = mado_form_reader_get_findings (mado_intake_get_reader (intake));
  const MadoIntakeMap *map = mado_intake_get_map (intake);

  file->path = g_strdup (path);
  file->map = map != NULL ? g_strdup (map->map->id) : NULL;
  file->charset = mado_form_charset_get_name (mado_form_reader_get_charset (mado_intake_get_reader (intake)));
  file->findings = mado_tallies_new ();
  for (guint i = 0; i < mado_findings_get_count (findings); i++) {
    const MadoFinding *finding = mado_findings_get (findings, i);
    g_autofree char *place = name_place (path, finding->record);

    mado_tallies_count (file->findings, finding->code, finding->field != NULL ? finding->field : "", 0, place);
  }
  g_ptr_array_add (self->result->files, file);
}

/* What comes from a register is not tried: whether it is whole, the preview of its import says. */
static gboolean
check_purpose (const MadoIntake *intake, GError **error)
{
  const MadoIntakeMap *map = mado_intake_get_map (intake);

  if (map == NULL || (map->purpose == MADO_INTAKE_BEGINS && map->gather_key == NULL))
    return TRUE;
  g_set_error_literal (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID,
                       "cannot rehearse the file: its map is not one of applications");

  return FALSE;
}

static gboolean
take_file (Run *self, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autoptr (MadoIntake) intake = NULL;
  const MadoIntakeRow *row;

  if (stream != NULL)
    intake = mado_intake_new (self->office.programme, G_INPUT_STREAM (stream), mado_form_limits_get_default (),
                              self->office.today, error);
  if (intake == NULL)
    return FALSE;
  if (!check_purpose (intake, error))
    return FALSE;
  add_file (self, path, intake);

  MadoRehearsedFile *taken = g_ptr_array_index (self->result->files, self->result->files->len - 1);

  for (;; taken->n_rows++) {
    if (!mado_intake_next (intake, mado_memory_get_records (self->memory), &row, error))
      return FALSE;
    if (row == NULL)
      return TRUE;

    g_autofree char *place = name_place (path, row->record->row);

    if (!take_row (self, row, place, error))
      return FALSE;
  }
}

/* --- cases ------------------------------------------------------------------------------------------------------- */

static const char *
get_place (const Run *self, MadoId id)
{
  char text[MADO_ID_TEXT_SIZE];

  mado_id_to_text (id, text);

  return g_hash_table_lookup (self->places, text);
}

static gboolean
add_twin (Run *self, const MadoEntity *entity, GError **error)
{
  yyjson_val *body = mado_entity_get_body (entity);
  MadoId first_id = mado_json_get_id (body, "attached_to");
  g_autoptr (MadoEntity) first = NULL;

  if (!mado_id_is_valid (first_id))
    return TRUE;
  if (!mado_records_find_entity (mado_memory_get_records (self->memory), first_id, &first, error))
    return FALSE;
  if (self->result->n_twins++ < MADO_TALLY_MAX_PLACES) {
    MadoRehearsedTwin *twin = g_new0 (MadoRehearsedTwin, 1);

    twin->receipt = g_strdup (mado_json_get_text (body, "receipt"));
    twin->first = g_strdup (first != NULL ? mado_json_get_text (mado_entity_get_body (first), "receipt") : "");
    g_ptr_array_add (self->result->twins, twin);
  }

  return TRUE;
}

static void
count_rights (GPtrArray *tallies, const MadoEntity *entity, const char *state, const char *place)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (mado_entity_get_body (entity), "rights"));

  for (yyjson_val *right = yyjson_arr_iter_next (&iter); right != NULL; right = yyjson_arr_iter_next (&iter)) {
    const char *stands = mado_json_get_text (right, "state");

    if (state == NULL || strcmp (stands, state) == 0)
      mado_tallies_count (tallies, mado_json_get_text (right, "right"), state == NULL ? stands : "",
                          mado_json_get_number (right, "amount"), place);
  }
}

static void
count_judgement (Run *self, const MadoJudgement *judgement, const char *place)
{
  for (guint i = 0; i < judgement->checks->len; i++) {
    const MadoJudgedCheck *judged = &g_array_index (judgement->checks, MadoJudgedCheck, i);

    if (judged->answer != MADO_ANSWER_PASSED)
      mado_tallies_count (self->result->checks, judged->check->id,
                          judged->answer == MADO_ANSWER_FOUND ? "found" : "unknown", 0, place);
  }
  for (guint i = 0; i < judgement->missing->len; i++) {
    const MadoMissingItem *missing = &g_array_index (judgement->missing, MadoMissingItem, i);

    if (missing->is_certain)
      mado_tallies_count (self->result->missing, missing->item->id, "", 0, place);
  }
}

/* A rule that cannot be computed for a case shows when the case is moved. */
static gboolean
count_case (Run *self, const MadoEntity *entity, GError **error)
{
  const char *place = get_place (self, mado_entity_get_id (entity));
  const MadoJudgement *judgement = mado_judge_case (self->office.judge, mado_entity_get_body (entity),
                                                    mado_entity_get_state (entity), self->office.today, NULL);

  self->result->n_cases++;
  mado_tallies_count (self->result->states, mado_entity_get_state (entity), "", 0, place);
  count_rights (self->result->rights, entity, NULL, place);
  if (judgement != NULL)
    count_judgement (self, judgement, place);

  return add_twin (self, entity, error);
}

/* --- plans ------------------------------------------------------------------------------------------------------- */

/* What is tried for cases, and not kept. */
typedef struct {
  Run *run;
  MadoMemory *memory;
  GHashTable *batches; /* packet → MadoId */
} Trial;

static gboolean
add_batch (Trial *self, yyjson_mut_doc *doc, yyjson_mut_val *body, const char *packet, GError **error)
{
  MadoId *id = g_hash_table_lookup (self->batches, packet);
  char text[MADO_ID_TEXT_SIZE];

  if (id == NULL) {
    MadoId made = MADO_ID_NONE;

    if (!mado_rehearsal_crew_make_batch (&self->run->office, self->memory, packet, &made, error))
      return FALSE;
    id = g_memdup2 (&made, sizeof made);
    g_hash_table_insert (self->batches, g_strdup (packet), id);
  }
  mado_id_to_text (*id, text);
  if (mado_id_is_valid (*id))
    yyjson_mut_obj_add_strcpy (doc, body, "batch", text);

  return TRUE;
}

static MadoOutcome *
take_step (Trial *self, MadoId id, const MadoTransition *transition, guint number, GError **error)
{
  g_autofree char *account = g_strdup_printf ("practice-step-%u", number + 1);
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  gboolean is_order = strcmp (transition->right, "order") == 0;
  MadoOutcome *outcome = NULL;

  yyjson_mut_obj_add_str (doc, body, "transition", transition->id);
  if (!is_order || add_batch (self, doc, body, transition->packet, error))
    outcome = mado_rehearsal_crew_move (&self->run->office, self->memory, id, transition, body, account, error);
  yyjson_mut_doc_free (doc);

  return outcome;
}

static gboolean
count_planned (Trial *self, MadoId id, const char *place, GError **error)
{
  g_autoptr (MadoEntity) entity = NULL;

  if (!mado_records_find_entity (mado_memory_get_records (self->memory), id, &entity, error))
    return FALSE;
  self->run->result->n_plannable++;
  count_rights (self->run->result->planned, entity, "ordered", place);

  return TRUE;
}

static gboolean
try_to_plan (Trial *self, const MadoEntity *entity, GError **error)
{
  MadoId id = mado_entity_get_id (entity);
  const char *place = get_place (self->run, id);
  g_autoptr (GPtrArray) way =
      mado_rehearsal_crew_find_way (self->run->office.programme, mado_entity_get_state (entity));

  for (guint i = 0; way != NULL && i < way->len; i++) {
    g_autoptr (MadoOutcome) outcome = take_step (self, id, g_ptr_array_index (way, i), i, error);

    if (outcome == NULL)
      return FALSE;
    if (mado_outcome_is_refused (outcome)) {
      count_refusal (self->run->result->hindrances, outcome->refusal, place);
      return TRUE;
    }
  }
  if (way != NULL)
    return count_planned (self, id, place, error);
  mado_tallies_count (self->run->result->hindrances, MADO_REFUSAL_STATE, mado_entity_get_state (entity), 0, place);

  return TRUE;
}

/* --- the whole --------------------------------------------------------------------------------------------------- */

static gboolean
check_cases (Run *self, GError **error)
{
  g_autoptr (GPtrArray) cases = mado_memory_list_entities (self->memory, "case");

  for (guint i = 0; i < cases->len; i++)
    if (!mado_rehearsal_crew_check (&self->office, self->memory, mado_entity_get_id (g_ptr_array_index (cases, i)),
                                    error))
      return FALSE;

  return TRUE;
}

static gboolean
look_at_cases (Run *self, GError **error)
{
  g_autoptr (GPtrArray) cases = mado_memory_list_entities (self->memory, "case");
  g_autoptr (MadoMemory) scratch = mado_memory_new (mado_memory_get_records (self->memory));
  g_autoptr (GHashTable) batches = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Trial trial = { self, scratch, batches };

  for (guint i = 0; i < cases->len; i++)
    if (!count_case (self, g_ptr_array_index (cases, i), error) ||
        !try_to_plan (&trial, g_ptr_array_index (cases, i), error))
      return FALSE;

  return TRUE;
}

static gboolean
run (Run *self, const char *const *paths, gboolean assume_checked, GError **error)
{
  for (; *paths != NULL; paths++)
    if (!take_file (self, *paths, error))
      return FALSE;

  return (!assume_checked || check_cases (self, error)) && look_at_cases (self, error);
}

/**
 * mado_rehearsal_run:
 * @programme: a programme
 * @paths: (array zero-terminated=1): files of its forms, in the order in which they came
 * @today: the day on which it is
 * @assume_checked: as if the papers were there: all is seen, accounts are entered twice
 * @error: where to put why a file could not be read or a rule not be run
 *
 * Returns: (transfer full): what would become of them
 */
MadoRehearsal *
mado_rehearsal_run (
    MadoProgramme *programme, const char *const *paths, MadoDate today, gboolean assume_checked, GError **error)
{
  g_autoptr (MadoRehearsal) result = make_result ();
  g_autoptr (MadoMemory) memory = mado_memory_new (NULL);
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Run self = { .memory = memory, .result = result, .places = places };
  gboolean is_done =
      mado_rehearsal_crew_begin (&self.office, programme, today, error) && run (&self, paths, assume_checked, error);

  mado_rehearsal_crew_end (&self.office);

  return is_done ? g_steal_pointer (&result) : NULL;
}
