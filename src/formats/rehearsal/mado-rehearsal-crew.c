/* SPDX-License-Identifier: GPL-3.0-or-later */

/* People who exist nowhere do the work of a programme: each is given the roles that the next step needs, and no two
 * steps are done by the same one, so that nothing is refused for want of people. */

#include "mado-rehearsal-crew.h"

#include <string.h>

/**
 * mado_rehearsal_crew_begin:
 * @self: (out caller-allocates): an office
 * @programme: its programme; must outlive it
 * @today: the day on which it works
 * @error: where to put why the rules cannot be run
 *
 * Returns: whether there is an office
 */
gboolean
mado_rehearsal_crew_begin (MadoRehearsalCrew *self, MadoProgramme *programme, MadoDate today, GError **error)
{
  char iso[MADO_DATE_ISO_SIZE];

  mado_date_to_iso (today, iso);

  g_autofree char *noon = g_strconcat (iso, "T03:00:00.000000Z", NULL);

  *self = (MadoRehearsalCrew) {
    .programme = programme,
    .judge = mado_judge_new (programme, error),
    .now = mado_instant_from_iso (noon),
    .today = today,
  };

  return self->judge != NULL;
}

/**
 * mado_rehearsal_crew_end:
 * @self: an office
 */
void
mado_rehearsal_crew_end (MadoRehearsalCrew *self)
{
  g_clear_pointer (&self->judge, mado_judge_free);
}

/**
 * mado_rehearsal_crew_make_id:
 * @self: an office
 *
 * Returns: the next id of a line that begins the same each time
 */
MadoId
mado_rehearsal_crew_make_id (MadoRehearsalCrew *self)
{
  guint8 random[MADO_ID_RANDOM_SIZE] = { 0 };
  const guint64 number = GUINT64_TO_BE (++self->n_ids);

  memcpy (random + sizeof random - sizeof number, &number, sizeof number);

  return mado_id_next (&self->ids, self->now, random);
}

/* --- operations -------------------------------------------------------------------------------------------------- */

static gboolean
find_base (const MadoMemory *memory, MadoId id, gint64 *out_base, GError **error)
{
  g_autoptr (MadoEntity) entity = NULL;

  if (!mado_records_find_entity (mado_memory_get_records (memory), id, &entity, error))
    return FALSE;
  *out_base = entity != NULL ? mado_entity_get_version (entity) : 0;

  return TRUE;
}

static const char **
list_roles (const GPtrArray *roles)
{
  const char **list = g_new0 (const char *, roles->len + 1);

  for (guint i = 0; i < roles->len; i++)
    list[i] = g_ptr_array_index (roles, i);

  return list;
}

/* Somebody of these roles does something; what comes of it is on record from then on. */
static MadoOutcome *
act (MadoRehearsalCrew *self,
     MadoMemory *memory,
     MadoId id,
     const char *kind,
     yyjson_mut_val *body,
     const char *account,
     const GPtrArray *roles,
     GError **error)
{
  g_autofree const char **list = list_roles (roles);
  MadoOperationHeader header = {
    .id = mado_rehearsal_crew_make_id (self),
    .entity = id,
    .kind = kind,
    .actor = account,
    .terminal = "practice",
    .time = self->now.microseconds / 1000,
  };
  MadoContext context = { .now = self->now, .actor = { account, list } };

  if (!find_base (memory, id, &header.base, error))
    return NULL;

  g_autoptr (MadoOperation) operation = mado_operation_new (&header, body, error);

  if (operation == NULL)
    return NULL;

  MadoOutcome *outcome = mado_apply (self->judge, mado_memory_get_records (memory), operation, &context, error);

  if (outcome != NULL)
    mado_memory_take (memory, outcome);

  return outcome;
}

static gboolean
do_or_fail (MadoRehearsalCrew *self,
            MadoMemory *memory,
            MadoId id,
            const char *kind,
            yyjson_mut_val *body,
            const char *account,
            const GPtrArray *roles,
            GError **error)
{
  MadoOutcome *outcome = act (self, memory, id, kind, body, account, roles, error);

  if (outcome == NULL)
    return FALSE;
  mado_outcome_free (outcome);

  return TRUE;
}

/**
 * mado_rehearsal_crew_move:
 * @self: an office
 * @memory: its records
 * @id: a case, or the id of a new one
 * @transition: what is done with it
 * @body: of the operation "case.move"
 * @account: who does it; the roles are those that may
 * @error: where to put why nobody can say what comes of it
 *
 * Returns: (transfer full): what comes of it
 */
MadoOutcome *
mado_rehearsal_crew_move (MadoRehearsalCrew *self,
                          MadoMemory *memory,
                          MadoId id,
                          const MadoTransition *transition,
                          yyjson_mut_val *body,
                          const char *account,
                          GError **error)
{
  return act (self, memory, id, "case.move", body, account, transition->roles, error);
}

/* --- what no file says ------------------------------------------------------------------------------------------- */

static yyjson_mut_val *
make_account (const MadoRehearsalCrew *self, yyjson_mut_doc *doc, const char *item)
{
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  yyjson_mut_val *account = yyjson_mut_obj_add_obj (doc, body, "value");
  char today[MADO_DATE_ISO_SIZE];

  mado_date_to_iso (self->today, today);
  yyjson_mut_obj_add_str (doc, body, "item", item);
  yyjson_mut_obj_add_str (doc, account, "bank", "0001");
  yyjson_mut_obj_add_str (doc, account, "branch", "001");
  yyjson_mut_obj_add_str (doc, account, "kind", "1");
  yyjson_mut_obj_add_str (doc, account, "number", "1234567");
  yyjson_mut_obj_add_str (doc, account, "holder", "ミホン");
  yyjson_mut_obj_add_str (doc, account, "relation", "self");
  yyjson_mut_obj_add_str (doc, account, "origin", "application");
  yyjson_mut_obj_add_strcpy (doc, account, "date", today);

  return body;
}

static gboolean
enter_twice (MadoRehearsalCrew *self, MadoMemory *memory, MadoId id, const MadoItem *item, GError **error)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = make_account (self, doc, item->id);
  gboolean is_done =
      do_or_fail (self, memory, id, "case.enter_account", body, "practice-account-1", item->edit, error) &&
      do_or_fail (self, memory, id, "case.enter_account", body, "practice-account-2", item->edit, error);

  yyjson_mut_doc_free (doc);

  return is_done;
}

/* ignored: a rule that cannot be computed; it refuses the case where it is moved */
static const MadoJudgement *
judge (MadoRehearsalCrew *self, const MadoEntity *entity)
{
  return mado_judge_case (self->judge, mado_entity_get_body (entity), mado_entity_get_state (entity), self->today,
                          NULL);
}

/* The accounts without which the case cannot go on. */
static gboolean
enter_accounts (MadoRehearsalCrew *self, MadoMemory *memory, MadoId id, const MadoEntity *entity, GError **error)
{
  const MadoJudgement *judgement = judge (self, entity);
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  for (guint i = 0; judgement != NULL && i < judgement->missing->len; i++) {
    const MadoMissingItem *missing = &g_array_index (judgement->missing, MadoMissingItem, i);

    if (missing->is_certain && missing->item->entry[0] != '\0' && strcmp (missing->item->type, "account") == 0)
      g_ptr_array_add (items, (gpointer) missing->item);
  }
  for (guint i = 0; i < items->len; i++)
    if (!enter_twice (self, memory, id, g_ptr_array_index (items, i), error))
      return FALSE;

  return TRUE;
}

static const GPtrArray *
find_lookers (const MadoProgramme *programme)
{
  for (guint i = 0; i < mado_section_get_count (programme->transitions); i++) {
    const MadoTransition *transition = mado_section_get (programme->transitions, i);

    if (mado_names_contain (transition->needs, "visual_checks"))
      return transition->roles;
  }

  return NULL;
}

static gboolean
see (MadoRehearsalCrew *self, MadoMemory *memory, MadoId id, const char *check, const GPtrArray *roles, GError **error)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);

  yyjson_mut_obj_add_str (doc, body, "check", check);
  yyjson_mut_obj_add_bool (doc, body, "seen", TRUE);

  gboolean is_done = do_or_fail (self, memory, id, "case.see", body, "practice-looks", roles, error);

  yyjson_mut_doc_free (doc);

  return is_done;
}

/* Whatever is to be looked at, or may be: what cannot be judged yet blocks as well. */
static gboolean
see_all (MadoRehearsalCrew *self, MadoMemory *memory, MadoId id, const MadoEntity *entity, GError **error)
{
  const MadoSection *checks = self->programme->visual_checks;
  const GPtrArray *roles = find_lookers (self->programme);
  const MadoJudgement *judgement = judge (self, entity);
  g_autoptr (GPtrArray) due = g_ptr_array_new ();

  for (guint i = 0; roles != NULL && judgement != NULL && i < mado_section_get_count (checks); i++)
    if (mado_judgement_get_answer (judgement, mado_section_get (checks, i)) != MADO_ANSWER_FOUND)
      g_ptr_array_add (due, mado_section_get (checks, i));
  for (guint i = 0; i < due->len; i++)
    if (!see (self, memory, id, ((const MadoVisualCheck *) g_ptr_array_index (due, i))->id, roles, error))
      return FALSE;

  return TRUE;
}

/**
 * mado_rehearsal_crew_check:
 * @self: an office
 * @memory: its records
 * @id: a case
 * @error: where to put why nobody can say what comes of it
 *
 * As if the papers were there and in order: two people enter the account, and somebody sees all that is to be seen.
 *
 * Returns: whether the records could be worked on; what was refused shows in the case
 */
gboolean
mado_rehearsal_crew_check (MadoRehearsalCrew *self, MadoMemory *memory, MadoId id, GError **error)
{
  const MadoRecords *records = mado_memory_get_records (memory);
  g_autoptr (MadoEntity) before = NULL;
  g_autoptr (MadoEntity) after = NULL;

  return mado_records_find_entity (records, id, &before, error) && enter_accounts (self, memory, id, before, error) &&
         mado_records_find_entity (records, id, &after, error) && see_all (self, memory, id, after, error);
}

/* --- into a plan ------------------------------------------------------------------------------------------------- */

/**
 * mado_rehearsal_crew_make_batch:
 * @self: an office
 * @memory: its records
 * @packet: that the batch will be
 * @out_batch: (out): the batch; %MADO_ID_NONE where nobody may make one
 * @error: where to put why nobody can say what comes of it
 *
 * Returns: whether the records could be worked on
 */
gboolean
mado_rehearsal_crew_make_batch (
    MadoRehearsalCrew *self, MadoMemory *memory, const char *packet, MadoId *out_batch, GError **error)
{
  const MadoDuty *duty = mado_section_find (self->programme->duties, "plan");
  MadoId id = mado_rehearsal_crew_make_id (self);

  *out_batch = MADO_ID_NONE;
  if (duty == NULL)
    return TRUE;

  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);

  yyjson_mut_obj_add_str (doc, body, "packet", packet);

  g_autoptr (MadoOutcome) outcome = act (self, memory, id, "batch.make", body, "practice-plans", duty->roles, error);

  if (outcome != NULL && !mado_outcome_is_refused (outcome))
    *out_batch = id;
  yyjson_mut_doc_free (doc);

  return outcome != NULL;
}

/* One step of a search: how a state was reached. */
typedef struct {
  const char *state;
  const MadoTransition *by;
  guint from; /* the step before */
} Step;

/* What needs no more than a person who may: no reason, no second person, no signature, no new application. */
static gboolean
is_plain (const MadoTransition *transition)
{
  gboolean is_order = strcmp (transition->right, "order") == 0;

  return (is_order || transition->right[0] == '\0' || strcmp (transition->right, "claim") == 0) &&
         transition->second_person->len == 0 && transition->signed_by[0] == '\0' && transition->reason->len == 0 &&
         transition->opens[0] == '\0' && transition->closes[0] == '\0' && transition->claims->len == 0;
}

static gboolean
is_reached (const GArray *steps, const char *state)
{
  for (guint i = 0; i < steps->len; i++)
    if (strcmp (g_array_index (steps, Step, i).state, state) == 0)
      return TRUE;

  return FALSE;
}

static GPtrArray *
trace (const GArray *steps, guint last, const MadoTransition *order)
{
  GPtrArray *way = g_ptr_array_new ();

  g_ptr_array_add (way, (gpointer) order);
  for (guint i = last; g_array_index (steps, Step, i).by != NULL; i = g_array_index (steps, Step, i).from)
    g_ptr_array_insert (way, 0, (gpointer) g_array_index (steps, Step, i).by);

  return way;
}

/**
 * mado_rehearsal_crew_find_way:
 * @programme: a programme
 * @state: where a case is
 *
 * Returns: (transfer container) (nullable) (element-type MadoTransition): the shortest way on which its rights are
 *   ordered at the end; %NULL where there is none that people can go by themselves
 */
GPtrArray *
mado_rehearsal_crew_find_way (const MadoProgramme *programme, const char *state)
{
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (Step));
  Step first = { state, NULL, 0 };

  g_array_append_val (steps, first);
  for (guint i = 0; i < steps->len; i++)
    for (guint j = 0; j < mado_section_get_count (programme->transitions); j++) {
      const MadoTransition *transition = mado_section_get (programme->transitions, j);

      if (!is_plain (transition) || !mado_names_contain (transition->from, g_array_index (steps, Step, i).state))
        continue;
      if (strcmp (transition->right, "order") == 0)
        return trace (steps, i, transition);
      if (strcmp (transition->to, MADO_STATE_SAME) != 0 && !is_reached (steps, transition->to)) {
        Step next = { transition->to, transition, i };

        g_array_append_val (steps, next);
      }
    }

  return NULL;
}
