/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Does things the way a service would: an operation is built, signed where it has to be, applied, and on record if it
 * was applied. What the rules refuse leaves no trace: whoever works here sees beforehand what cannot be done. */

#include "mado-counter.h"

#include <string.h>

#include "mado-calendar.h"

#define N_TERMINALS 8

/**
 * mado_deed_free:
 * @self: (transfer full): what was done
 */
void
mado_deed_free (MadoDeed *self)
{
  mado_operation_unref (self->operation);
  mado_outcome_free (self->outcome);
  g_free (self);
}

/**
 * mado_counter_new:
 * @staff: who works here; must outlive it and all that was done
 * @judge: of the programme; must outlive it
 * @chance: dice
 *
 * Returns: (transfer full): a counter with nothing on record
 */
MadoCounter *
mado_counter_new (const MadoStaff *staff, MadoJudge *judge, MadoChance chance)
{
  MadoCounter *self = g_new0 (MadoCounter, 1);

  self->staff = staff;
  self->judge = judge;
  self->chance = chance;
  self->memory = mado_memory_new (NULL);
  self->deeds = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_deed_free);

  return self;
}

/**
 * mado_counter_free:
 * @self: (transfer full): a counter
 */
void
mado_counter_free (MadoCounter *self)
{
  g_clear_pointer (&self->refusal, mado_outcome_free);
  g_clear_error (&self->error);
  g_ptr_array_unref (self->deeds);
  mado_memory_free (self->memory);
  g_free (self);
}

/**
 * mado_counter_draw_id:
 * @self: a counter
 *
 * Returns: an id that nothing has yet
 */
MadoId
mado_counter_draw_id (MadoCounter *self)
{
  return mado_chance_draw_id (&self->chance, &self->ids, self->now);
}

/**
 * mado_counter_get_today:
 * @self: a counter
 *
 * Returns: (transfer none): the day in Japan
 */
const char *
mado_counter_get_today (MadoCounter *self)
{
  mado_date_to_iso (mado_instant_get_japanese_day (self->now), self->iso);

  return self->iso;
}

/**
 * mado_counter_dup_day_after:
 * @self: a counter
 * @n_office_days: how many
 *
 * Returns: (transfer full): the day so many office days from now
 */
char *
mado_counter_dup_day_after (MadoCounter *self, int n_office_days)
{
  MadoDate today = mado_instant_get_japanese_day (self->now);
  char iso[MADO_DATE_ISO_SIZE];

  mado_date_to_iso (mado_calendar_add_days (MADO_CALENDAR_WARD, today, n_office_days), iso);

  return g_strdup (iso);
}

/**
 * mado_counter_find:
 * @self: a counter
 * @id: of an entity
 *
 * Returns: (transfer none) (nullable): as it is on record, until it changes
 */
MadoEntity *
mado_counter_find (const MadoCounter *self, MadoId id)
{
  g_autoptr (MadoEntity) entity = NULL;

  if (!mado_records_find_entity (mado_memory_get_records (self->memory), id, &entity, NULL))
    g_return_val_if_reached (NULL); /* memory can always be read */

  return entity; /* the records keep it */
}

/* --- doing things ------------------------------------------------------------------------------------------------ */

static MadoOperation *
build (MadoCounter *self, const MadoWish *wish, const MadoClerk *actor, const MadoClerk *signer)
{
  MadoEntity *entity = mado_counter_find (self, wish->entity);
  g_autofree char *terminal = g_strdup_printf ("t-%02u", 1 + mado_chance_roll (&self->chance, N_TERMINALS));
  MadoOperationHeader header = {
    .id = mado_counter_draw_id (self),
    .entity = wish->entity,
    .kind = wish->kind,
    .base = entity != NULL ? mado_entity_get_version (entity) : 0,
    .actor = actor->account,
    .terminal = terminal,
    .time = self->now.microseconds / 1000,
  };
  g_autoptr (MadoOperation) operation = mado_operation_new (&header, wish->body, &self->error);

  if (operation == NULL || signer == NULL)
    return g_steal_pointer (&operation);

  return mado_operation_sign (operation, signer->key, &self->error);
}

static gboolean
try_with (MadoCounter *self, const MadoWish *wish, const MadoClerk *actor, const MadoClerk *signer)
{
  g_autoptr (MadoOperation) operation = build (self, wish, actor, signer);
  MadoContext context = { .now = self->now, .actor = mado_clerk_get_person (actor) };

  if (operation == NULL)
    return FALSE;
  if (signer != NULL) {
    context.signer_key = mado_signing_key_get_public (signer->key);
    context.signer = mado_clerk_get_person (signer);
  }
  g_clear_pointer (&self->refusal, mado_outcome_free);

  g_autoptr (MadoOutcome) outcome =
      mado_apply (self->judge, mado_memory_get_records (self->memory), operation, &context, &self->error);

  if (outcome == NULL)
    return FALSE;
  if (outcome->kind != MADO_OUTCOME_APPLIED) {
    self->n_declined++;
    self->refusal = g_steal_pointer (&outcome);
    return FALSE;
  }
  mado_memory_take (self->memory, outcome);

  MadoDeed *deed = g_new0 (MadoDeed, 1);

  *deed = (MadoDeed) { g_steal_pointer (&operation), g_steal_pointer (&outcome), context };
  g_ptr_array_add (self->deeds, deed);

  return TRUE;
}

static gboolean
is_about_the_person (const MadoCounter *self)
{
  return mado_counter_was_refused_with (self, MADO_REFUSAL_SAME_PERSON) ||
         mado_counter_was_refused_with (self, MADO_REFUSAL_ROLE) ||
         mado_counter_was_refused_with (self, MADO_REFUSAL_PROTECTED);
}

/**
 * mado_counter_do:
 * @self: a counter
 * @wish: what is wanted
 *
 * Returns: (transfer none) (nullable): who did it; %NULL where nobody could
 */
const MadoClerk *
mado_counter_do (MadoCounter *self, const MadoWish *wish)
{
  for (guint i = 0; i < wish->who->len && self->error == NULL; i++) {
    const MadoClerk *actor = g_ptr_array_index (wish->who, i);
    const MadoClerk *signer = wish->is_signed ? actor : NULL;

    if (wish->signer != NULL && wish->signer->len > 0)
      signer = g_ptr_array_index (wish->signer, 0);
    if (try_with (self, wish, actor, signer))
      return actor;
    if (!is_about_the_person (self))
      break;
  }

  return NULL;
}

/**
 * mado_counter_was_refused_with:
 * @self: a counter
 * @code: a code
 *
 * Returns: whether that is why the last thing could not be done
 */
gboolean
mado_counter_was_refused_with (const MadoCounter *self, const char *code)
{
  return self->refusal != NULL && self->refusal->refusal != NULL && strcmp (self->refusal->refusal->code, code) == 0;
}

/**
 * mado_counter_happens:
 * @self: a counter
 * @per_mille: how often of a thousand times
 *
 * Returns: whether it happens now
 */
gboolean
mado_counter_happens (MadoCounter *self, guint per_mille)
{
  return mado_chance_happens (&self->chance, per_mille);
}
