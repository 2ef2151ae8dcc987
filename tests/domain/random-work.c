/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes operations at random from what a programme says: its transitions, items, visual checks, roles. */

#include "random-work.h"

#include <string.h>

#include "mado-json-member.h"
#include "random-act.h"

/* Most people want to be paid, and most who ask do not die. */
static gboolean
is_forward (const MadoTransition *transition)
{
  return strcmp (transition->right, "release") != 0 && strcmp (transition->right, "recall") != 0 &&
         strcmp (transition->right, "fail") != 0 && transition->opens[0] == '\0' &&
         strcmp (transition->to, "halted") != 0;
}

static const MadoTransition *
pick_transition (RandomOffice *self, const char *from)
{
  for (guint i = 0; i < 100; i++) {
    const MadoTransition *transition = random_office_pick_row (self, self->programme->transitions);

    if (random_office_chance (self, 2) ||
        (mado_names_contain (transition->from, from) && (is_forward (transition) || random_office_chance (self, 8))))
      return transition;
  }

  return random_office_pick_row (self, self->programme->transitions);
}

static const RandomPerson *
pick_editor (RandomOffice *self, const char *item)
{
  const MadoItem *found = mado_section_find (self->programme->items, item);

  return found != NULL ? random_office_pick_person_of (self, found->edit) : random_office_pick_person (self);
}

static const RandomPerson *
pick_second (RandomOffice *self, MadoEntity *entity)
{
  const char *id = mado_json_get_text (yyjson_ptr_get (mado_entity_get_body (entity), "/asked/move"), "transition");
  const MadoTransition *transition = mado_section_find (self->programme->transitions, id);

  return transition != NULL ? random_office_pick_person_of (self, transition->second_person)
                            : random_office_pick_person (self);
}

/* Mostly somebody whose work it is. */
static const RandomPerson *
pick_worker (RandomOffice *self, const char *kind, MadoEntity *entity)
{
  if (random_office_chance (self, 15))
    return random_office_pick_person (self);
  if (strcmp (kind, "case.enter_account") == 0)
    return pick_editor (self, "account");
  if (strcmp (kind, "case.note") == 0)
    return pick_editor (self, "ward_comment");
  if (strcmp (kind, "case.adjudicate_account") == 0)
    return random_office_pick_person_with (self, "adjudicate");
  if (strcmp (kind, "case.give_up_right") == 0)
    return random_office_pick_person_with (self, "duplicates");
  if (strcmp (kind, "case.protect") == 0)
    return random_office_pick_person_with (self, "protection");
  if (strcmp (kind, "case.agree") == 0)
    return pick_second (self, entity);

  return pick_editor (self, "birth_date");
}

static void
finish (RandomOffice *self, RandomStep *step, const char *kind, MadoId entity, gint64 base, yyjson_mut_val *body)
{
  const MadoOperationHeader header = {
    .id = random_office_make_id (self),
    .entity = entity,
    .kind = kind,
    .base = base,
    .actor = step->actor->account,
    .terminal = "t-1",
    .time = self->milliseconds,
  };
  g_autoptr (GError) error = NULL;

  step->operation = mado_operation_new (&header, body, &error);
  g_assert_no_error (error);
  step->context = (MadoContext) {
    .now = { self->milliseconds * 1000 },
    .actor = { step->actor->account, step->actor->roles },
  };
}

/* Signed by a person of that role, where one is to be had. */
static void
sign (RandomStep *step, const RandomPerson *signer)
{
  g_autoptr (GError) error = NULL;
  MadoOperation *signed_operation = mado_operation_sign (step->operation, signer->key, &error);

  g_assert_no_error (error);
  mado_operation_unref (step->operation);
  step->operation = signed_operation;
  step->key = *mado_signing_key_get_public (signer->key);
  step->context.signer_key = &step->key;
  step->context.signer = (MadoPerson) { signer->account, signer->roles };
}

static void
move_case (RandomOffice *self, RandomStep *step, yyjson_mut_doc *doc, MadoEntity *entity)
{
  const char *from = entity != NULL ? mado_entity_get_state (entity) : MADO_STATE_NEW;
  const MadoTransition *transition = pick_transition (self, from);

  step->actor = random_office_chance (self, 95) ? random_office_pick_person_of (self, transition->roles)
                                                : random_office_pick_person (self);

  yyjson_mut_val *body = random_act_write_move (self, doc, step->actor, transition, entity);

  finish (self, step, "case.move", entity != NULL ? mado_entity_get_id (entity) : random_office_make_id (self),
          entity != NULL ? mado_entity_get_version (entity) - (random_office_chance (self, 3) ? 1 : 0) : 0, body);
  if (transition->signed_by[0] != '\0' && random_office_chance (self, 90))
    sign (step, random_office_pick_signer (self, transition->signed_by));
}

static void
work_on_case (RandomOffice *self, RandomStep *step, yyjson_mut_doc *doc, MadoEntity *entity)
{
  const char *kind = random_act_pick (self);

  step->actor = pick_worker (self, kind, entity);
  finish (self, step, kind, mado_entity_get_id (entity), mado_entity_get_version (entity),
          random_act_write (self, doc, kind, entity));
}

static const char *
pick_packet (RandomOffice *self)
{
  for (;;) {
    const MadoTransition *transition = random_office_pick_row (self, self->programme->transitions);

    if (strcmp (transition->right, "order") == 0 && transition->packet[0] != '\0')
      return transition->packet;
  }
}

/* Mostly what is next for a batch, sometimes anything. */
static const char *
pick_batch_act (RandomOffice *self, const MadoEntity *batch)
{
  static const char *const kinds[] = { "batch.freeze", "batch.approve", "batch.reopen" };
  const char *state = mado_entity_get_state (batch);

  if (random_office_chance (self, 10))
    return kinds[random_office_roll (self, G_N_ELEMENTS (kinds))];

  return g_str_equal (state, "open") ? "batch.freeze" : "batch.approve";
}

static gboolean
is_done_with (RandomOffice *self, MadoEntity *batch)
{
  return batch == NULL || g_str_equal (mado_entity_get_state (batch), "approved") || random_office_chance (self, 5);
}

static void
work_on_batch (RandomOffice *self, RandomStep *step, yyjson_mut_doc *doc)
{
  g_autoptr (MadoEntity) batch =
      self->batches->len > 0 ? random_office_find (self, random_office_pick_batch (self, FALSE)) : NULL;
  yyjson_mut_val *body = yyjson_mut_obj (doc);

  if (is_done_with (self, batch)) {
    step->actor = random_office_pick_person_with (self, "plan");
    yyjson_mut_obj_add_str (doc, body, "packet", pick_packet (self));
    finish (self, step, "batch.make", random_office_make_id (self), 0, body);
    return;
  }

  const char *act = pick_batch_act (self, batch);

  step->actor = random_office_pick_person_with (self, g_str_equal (act, "batch.approve") ? "approve" : "plan");
  yyjson_mut_obj_add_int (doc, body, "count", mado_json_get_number (mado_entity_get_body (batch), "count"));
  yyjson_mut_obj_add_int (doc, body, "sum", mado_json_get_number (mado_entity_get_body (batch), "sum"));
  yyjson_mut_obj_add_str (doc, body, "reason", "見直し");
  finish (self, step, act, mado_entity_get_id (batch), mado_entity_get_version (batch), body);
  if (random_office_chance (self, 90))
    sign (step, step->actor);
}

/**
 * random_work_next: what somebody wants next
 */
void
random_work_next (RandomOffice *self, RandomStep *out_step)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);

  *out_step = (RandomStep) {};
  self->milliseconds += 60 * 1000;
  if (self->cases->len == 0 || random_office_roll (self, 1000) < 14) {
    move_case (self, out_step, doc, NULL);
  } else if (random_office_chance (self, 6)) {
    work_on_batch (self, out_step, doc);
  } else {
    g_autoptr (MadoEntity) entity = random_office_pick_case (self);

    if (random_office_chance (self, 45))
      move_case (self, out_step, doc, entity);
    else
      work_on_case (self, out_step, doc, entity);
  }
  yyjson_mut_doc_free (doc);
}

/**
 * random_work_edit: an edit of a case as somebody sees it who may make it
 */
void
random_work_edit (RandomOffice *self, const MadoEntity *entity, RandomStep *out_step)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);

  *out_step = (RandomStep) { .actor = pick_editor (self, "birth_date") };
  self->milliseconds += 60 * 1000;
  self->is_honest = TRUE;
  finish (self, out_step, "case.edit", mado_entity_get_id (entity), mado_entity_get_version (entity),
          random_act_write (self, doc, "case.edit", (MadoEntity *) entity));
  self->is_honest = FALSE;
  yyjson_mut_doc_free (doc);
}

/**
 * random_step_clear: frees what a step holds
 */
void
random_step_clear (RandomStep *step)
{
  g_clear_pointer (&step->operation, mado_operation_unref);
}
