/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes operations at random from what a programme says: its transitions, items, visual checks, roles. Values come from
 * small pools, so that people meet: the same number twice, the same account, the same case at the same time. */

#include "random-work.h"

#include <string.h>

#include "mado-json-member.h"

#define N_CASES 16 /* that are worked on at a time */
#define N_BATCHES 3

typedef yyjson_mut_val *(*Write) (RandomWork *self, yyjson_mut_doc *doc, const RandomPerson *actor, MadoEntity *entity);

static guint
roll (RandomWork *self, guint sides)
{
  return (guint) g_rand_int_range (self->random, 0, (gint32) sides);
}

static gboolean
chance (RandomWork *self, guint percent)
{
  return roll (self, 100) < percent;
}

static MadoId
make_id (RandomWork *self)
{
  guint8 random[MADO_ID_RANDOM_SIZE];

  for (gsize i = 0; i < sizeof random; i++)
    random[i] = (guint8) roll (self, 256);

  return mado_id_next (&self->ids, (MadoInstant) { self->milliseconds * 1000 }, random);
}

/* --- values ------------------------------------------------------------------------------------------------------ */

static yyjson_mut_val *
pick_text (RandomWork *self, yyjson_mut_doc *doc, const char *const *texts, guint n_texts)
{
  return yyjson_mut_str (doc, texts[roll (self, n_texts)]);
}

#define PICK(self, doc, texts) pick_text (self, doc, texts, G_N_ELEMENTS (texts))

static yyjson_mut_val *
make_name (RandomWork *self, yyjson_mut_doc *doc)
{
  static const char *const names[] = { "見本 花子", "見本 春子", "例示 夏実" };
  yyjson_mut_val *name = yyjson_mut_obj (doc);

  yyjson_mut_obj_add_val (doc, name, "kanji", PICK (self, doc, names));

  return name;
}

static yyjson_mut_val *
make_account (RandomWork *self, yyjson_mut_doc *doc, const char *origin)
{
  static const char *const numbers[] = { "1234567", "1234567", "1234567", "7654321" };
  static const char *const relations[] = { "self", "self", "self", "proxy" };
  yyjson_mut_val *account = yyjson_mut_obj (doc);

  yyjson_mut_obj_add_str (doc, account, "bank", "0001");
  yyjson_mut_obj_add_str (doc, account, "branch", "001");
  yyjson_mut_obj_add_str (doc, account, "kind", "1");
  yyjson_mut_obj_add_val (doc, account, "number", PICK (self, doc, numbers));
  yyjson_mut_obj_add_str (doc, account, "holder", "ミホン ハナコ");
  yyjson_mut_obj_add_val (doc, account, "relation", PICK (self, doc, relations));
  yyjson_mut_obj_add_str (doc, account, "origin", origin);
  yyjson_mut_obj_add_str (doc, account, "date", "2026-01-20");

  return account;
}

/* Few numbers, so that people ask for what others have. */
static yyjson_mut_val *
make_code (RandomWork *self, yyjson_mut_doc *doc, const MadoItem *item)
{
  guint64 n_digits = item->pattern[0] != '\0' ? g_ascii_strtoull (item->pattern, NULL, 10) : 4;
  g_autofree char *code = g_strdup_printf ("%0*u", (int) MAX (n_digits, 2), roll (self, 300));

  return yyjson_mut_strcpy (doc, code);
}

static yyjson_mut_val *
make_value (RandomWork *self, yyjson_mut_doc *doc, const MadoItem *item)
{
  static const char *const dates[] = { "2025-03-31", "2025-04-01", "2025-09-30", "2026-01-05", "1995-05-05" };
  static const char *const texts[] = { "見本", "新宿区見本町1-1" };
  static const char *const months[] = { "2025-09", "2025-10" };
  yyjson_val *likely = yyjson_obj_get (yyjson_doc_get_root (self->likely), item->id);

  if (likely != NULL && chance (self, 96))
    return yyjson_val_mut_copy (doc, likely);
  if (chance (self, 1))
    return yyjson_mut_null (doc);
  if (chance (self, 1))
    return yyjson_mut_str (doc, "");
  if (strcmp (item->type, "name") == 0)
    return make_name (self, doc);
  if (strcmp (item->type, "account") == 0)
    return make_account (self, doc, "registered");
  if (strcmp (item->type, "code") == 0)
    return make_code (self, doc, item);
  if (strcmp (item->type, "date") == 0)
    return PICK (self, doc, dates);
  if (strcmp (item->type, "month") == 0)
    return PICK (self, doc, months);
  if (strcmp (item->type, "yesno") == 0)
    return yyjson_mut_bool (doc, chance (self, 50));
  if (strcmp (item->type, "number") == 0 || strcmp (item->type, "yen") == 0)
    return yyjson_mut_sint (doc, roll (self, 6));
  if (strcmp (item->type, "choice") == 0)
    return yyjson_mut_str (
        doc, ((const MadoNamed *) mado_section_get (item->choices, roll (self, mado_section_get_count (item->choices))))
                 ->id);
  if (strcmp (item->type, "postal") == 0)
    return yyjson_mut_str (doc, "1600022");
  if (strcmp (item->type, "phone") == 0)
    return yyjson_mut_str (doc, "0300000000");
  if (strcmp (item->type, "email") == 0)
    return yyjson_mut_str (doc, "hanako@example.jp");

  return PICK (self, doc, texts);
}

/* --- who and what ------------------------------------------------------------------------------------------------ */

static const RandomPerson *
pick_person (RandomWork *self)
{
  return g_ptr_array_index (self->people, roll (self, self->people->len));
}

static const RandomPerson *
pick_person_of (RandomWork *self, const GPtrArray *roles)
{
  for (guint i = 0; roles->len > 0 && i < 40; i++) {
    const RandomPerson *person = pick_person (self);

    if (mado_names_contain (roles, person->roles[0]))
      return person;
  }

  return pick_person (self);
}

static const RandomPerson *
pick_signer (RandomWork *self, const char *role)
{
  for (;;) {
    const RandomPerson *person = g_ptr_array_index (self->crew, roll (self, self->crew->len));

    if (strcmp (person->roles[0], role) == 0 || chance (self, 2))
      return person;
  }
}

static const RandomPerson *
pick_person_with (RandomWork *self, const char *duty)
{
  for (guint i = 0; i < 40; i++) {
    const RandomPerson *person = pick_person (self);

    if (mado_programme_has_duty (self->programme, duty, person->roles[0]))
      return person;
  }

  return pick_person (self);
}

static gpointer
pick_row (RandomWork *self, const MadoSection *section)
{
  guint n_rows = mado_section_get_count (section);

  return n_rows > 0 ? mado_section_get (section, roll (self, n_rows)) : NULL;
}

/**
 * random_work_find: the entity as it is on record
 */
MadoEntity *
random_work_find (RandomWork *self, MadoId id)
{
  MadoEntity *entity = NULL;

  g_assert_true (mado_records_find_entity (mado_memory_get_records (self->memory), id, &entity, NULL));

  return entity;
}

static MadoId
pick_id (RandomWork *self, const GArray *ids, guint n_last)
{
  guint n = MIN (ids->len, n_last);

  return n > 0 ? g_array_index (ids, MadoId, ids->len - 1 - roll (self, n)) : MADO_ID_NONE;
}

static gboolean
is_given_up (const RandomWork *self, const MadoEntity *entity)
{
  const MadoState *state = mado_section_find (self->programme->states, mado_entity_get_state (entity));

  return state != NULL && state->is_end && strcmp (state->id, "paid") != 0;
}

/**
 * random_work_pick_case: one of the latest cases, mostly one in which there is something to do
 */
MadoEntity *
random_work_pick_case (RandomWork *self)
{
  MadoEntity *entity = random_work_find (self, pick_id (self, self->cases, N_CASES));

  if (!is_given_up (self, entity) || chance (self, 10))
    return entity;
  mado_entity_unref (entity);

  return random_work_find (self, pick_id (self, self->cases, N_CASES));
}

static void
add_id (yyjson_mut_doc *doc, yyjson_mut_val *object, const char *name, MadoId id)
{
  char text[MADO_ID_TEXT_SIZE];

  mado_id_to_text (id, text);
  yyjson_mut_obj_add_strcpy (doc, object, name, text);
}

/* --- operations -------------------------------------------------------------------------------------------------- */

/* Of a case that is yet to be made nothing is there. */
static yyjson_val *
get (MadoEntity *entity, const char *member)
{
  return entity != NULL ? yyjson_obj_get (mado_entity_get_body (entity), member) : NULL;
}

/* @items: what its author saw; %NULL: there was nothing yet */
static void
add_edit (RandomWork *self,
          yyjson_mut_doc *doc,
          yyjson_mut_val *edits,
          const MadoItem *item,
          const char *row,
          yyjson_val *items)
{
  yyjson_mut_val *edit = yyjson_mut_arr_add_obj (doc, edits);
  yyjson_val *was = yyjson_obj_get (items, item->id);

  yyjson_mut_obj_add_str (doc, edit, "item", item->id);
  if (row != NULL)
    yyjson_mut_obj_add_strcpy (doc, edit, "row", row);
  if (items != NULL && !self->is_honest && chance (self, 15))
    yyjson_mut_obj_add_val (doc, edit, "was", make_value (self, doc, item));
  else if (was != NULL)
    yyjson_mut_obj_add_val (doc, edit, "was", yyjson_val_mut_copy (doc, was));
  yyjson_mut_obj_add_val (doc, edit, "now", make_value (self, doc, item));
}

static gboolean
is_typed (const MadoItem *item)
{
  return item->set_by[0] == '\0' && strcmp (item->entry, "blind_twice") != 0 && strcmp (item->type, "notes") != 0;
}

static void
add_form (RandomWork *self, yyjson_mut_doc *doc, yyjson_mut_val *body, const RandomPerson *actor)
{
  yyjson_mut_val *edits = yyjson_mut_arr (doc);

  for (guint i = 0; i < mado_section_get_count (self->programme->items); i++) {
    const MadoItem *item = mado_section_get (self->programme->items, i);

    if (is_typed (item) && !item->is_of_list && mado_item_may_edit (item, actor->roles[0]) && chance (self, 97))
      add_edit (self, doc, edits, item, NULL, NULL);
  }
  yyjson_mut_obj_add_val (doc, body, "edits", edits);
}

static void
add_rows (RandomWork *self, yyjson_mut_doc *doc, yyjson_mut_val *body)
{
  const MadoItemGroup *list = pick_row (self, self->programme->lists);
  yyjson_mut_val *rows = yyjson_mut_arr (doc);
  yyjson_mut_val *edits = yyjson_mut_obj_get (body, "edits");

  for (guint n = list != NULL ? 1 + roll (self, 2) : 0; n > 0; n--) {
    yyjson_mut_val *row = yyjson_mut_arr_add_obj (doc, rows);

    yyjson_mut_obj_add_str (doc, row, "list", list->id);
    add_id (doc, row, "row", make_id (self));
    for (guint i = 0; edits != NULL && i < mado_section_get_count (list->fields); i++)
      if (is_typed (mado_section_get (list->fields, i)))
        add_edit (self, doc, edits, mado_section_get (list->fields, i),
                  yyjson_mut_get_str (yyjson_mut_obj_get (row, "row")), NULL);
  }
  yyjson_mut_obj_add_val (doc, body, "add_rows", rows);
}

static yyjson_mut_val *
write_edit (RandomWork *self, yyjson_mut_doc *doc, G_GNUC_UNUSED const RandomPerson *actor, MadoEntity *entity)
{
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  yyjson_mut_val *edits = yyjson_mut_obj_add_arr (doc, body, "edits");

  for (guint n = 1 + roll (self, 3); n > 0; n--) {
    const MadoItem *item = pick_row (self, self->programme->items);
    yyjson_val *row =
        item->is_of_list ? yyjson_arr_get_first (yyjson_obj_get (get (entity, "lists"), item->section)) : NULL;

    if (row != NULL)
      add_edit (self, doc, edits, item, mado_json_get_text (row, "row"), yyjson_obj_get (row, "items"));
    else
      add_edit (self, doc, edits, item, NULL, get (entity, "items"));
  }
  if (chance (self, 10))
    add_rows (self, doc, body);

  return body;
}

static void
add_deficiencies (RandomWork *self, yyjson_mut_doc *doc, yyjson_mut_val *body, MadoEntity *entity)
{
  yyjson_val *all = get (entity, "deficiencies");
  yyjson_mut_val *named = yyjson_mut_obj_add_arr (doc, body, "deficiencies");
  yyjson_arr_iter iter = yyjson_arr_iter_with (all);

  for (yyjson_val *one = yyjson_arr_iter_next (&iter); one != NULL; one = yyjson_arr_iter_next (&iter))
    if ((yyjson_obj_get (one, "closed") == NULL) != chance (self, 5))
      yyjson_mut_obj_add_strcpy (doc, yyjson_mut_arr_add_obj (doc, named), "id", mado_json_get_text (one, "id"));
}

static void
add_move (
    RandomWork *self, yyjson_mut_doc *doc, yyjson_mut_val *body, const MadoTransition *transition, MadoEntity *entity)
{
  g_autofree char *receipt = g_strdup_printf ("form:%u", roll (self, 4000));

  yyjson_mut_obj_add_str (doc, body, "transition", transition->id);
  if (transition->reason->len > 0 && chance (self, 90))
    yyjson_mut_obj_add_str (doc, body, "reason", g_ptr_array_index (transition->reason, 0));
  if (transition->claims->len > 0 && chance (self, 97))
    yyjson_mut_obj_add_strcpy (doc, body, "receipt", receipt);
  if (transition->closes[0] != '\0')
    add_deficiencies (self, doc, body, entity);
  if (strcmp (transition->right, "order") == 0 && self->batches->len > 0)
    add_id (doc, body, "batch", pick_id (self, self->batches, chance (self, 80) ? 1 : N_BATCHES));
}

/* Most people want to be paid, and most who ask do not die. */
static gboolean
is_forward (const MadoTransition *transition)
{
  return strcmp (transition->right, "release") != 0 && strcmp (transition->right, "recall") != 0 &&
         strcmp (transition->right, "fail") != 0 && transition->opens[0] == '\0' &&
         strcmp (transition->to, "halted") != 0;
}

static const MadoTransition *
pick_transition (RandomWork *self, const char *from)
{
  for (guint i = 0; i < 100; i++) {
    const MadoTransition *transition = pick_row (self, self->programme->transitions);

    if (chance (self, 2) ||
        (mado_names_contain (transition->from, from) && (is_forward (transition) || chance (self, 8))))
      return transition;
  }

  return pick_row (self, self->programme->transitions);
}

static yyjson_mut_val *
write_account (RandomWork *self,
               yyjson_mut_doc *doc,
               G_GNUC_UNUSED const RandomPerson *actor,
               G_GNUC_UNUSED MadoEntity *entity)
{
  yyjson_mut_val *body = yyjson_mut_obj (doc);

  yyjson_mut_obj_add_str (doc, body, "item", "account");
  yyjson_mut_obj_add_val (doc, body, "value", make_account (self, doc, "application"));

  return body;
}

static yyjson_mut_val *
write_see (RandomWork *self, yyjson_mut_doc *doc, G_GNUC_UNUSED const RandomPerson *actor, MadoEntity *entity)
{
  const MadoVisualCheck *check = pick_row (self, self->programme->visual_checks);

  for (guint i = 0; i < 6 && check != NULL && yyjson_obj_get (get (entity, "seen"), check->id) != NULL; i++)
    check = pick_row (self, self->programme->visual_checks);

  yyjson_mut_val *body = yyjson_mut_obj (doc);

  yyjson_mut_obj_add_str (doc, body, "check", check != NULL ? check->id : "none");
  yyjson_mut_obj_add_bool (doc, body, "seen", chance (self, 95));

  return body;
}

static yyjson_mut_val *
write_note (RandomWork *self,
            yyjson_mut_doc *doc,
            G_GNUC_UNUSED const RandomPerson *actor,
            G_GNUC_UNUSED MadoEntity *entity)
{
  yyjson_mut_val *body = yyjson_mut_obj (doc);

  yyjson_mut_obj_add_str (doc, body, "item", chance (self, 80) ? "ward_comment" : "name");
  yyjson_mut_obj_add_str (doc, body, "text", chance (self, 95) ? "留意事項" : "個人番号 983205673214");

  return body;
}

static yyjson_mut_val *
write_protect (RandomWork *self,
               yyjson_mut_doc *doc,
               G_GNUC_UNUSED const RandomPerson *actor,
               G_GNUC_UNUSED MadoEntity *entity)
{
  yyjson_mut_val *body = yyjson_mut_obj (doc);

  yyjson_mut_obj_add_bool (doc, body, "on", chance (self, 30));
  yyjson_mut_obj_add_str (doc, body, "reason", "申出");

  return body;
}

static yyjson_mut_val *
write_answer (G_GNUC_UNUSED RandomWork *self,
              yyjson_mut_doc *doc,
              G_GNUC_UNUSED const RandomPerson *actor,
              MadoEntity *entity)
{
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  yyjson_val *asked = get (entity, "asked");

  if (asked != NULL)
    yyjson_mut_obj_add_strcpy (doc, body, "operation", mado_json_get_text (asked, "operation"));
  else
    add_id (doc, body, "operation", mado_entity_get_id (entity));

  return body;
}

static yyjson_mut_val *
write_settlement (RandomWork *self, yyjson_mut_doc *doc, G_GNUC_UNUSED const RandomPerson *actor, MadoEntity *entity)
{
  yyjson_val *conflict = yyjson_arr_get_first (get (entity, "conflicts"));
  const MadoItem *item = mado_section_find (self->programme->items, mado_json_get_text (conflict, "item"));
  yyjson_mut_val *body = yyjson_mut_obj (doc);

  if (item == NULL)
    return body;
  yyjson_mut_obj_add_str (doc, body, "item", item->id);
  yyjson_mut_obj_add_strcpy (doc, body, "operation", mado_json_get_text (conflict, "operation"));
  if (mado_json_get_text (conflict, "row")[0] != '\0')
    yyjson_mut_obj_add_strcpy (doc, body, "row", mado_json_get_text (conflict, "row"));
  else if (yyjson_obj_get (get (entity, "items"), item->id) != NULL)
    yyjson_mut_obj_add_val (doc, body, "was",
                            yyjson_val_mut_copy (doc, yyjson_obj_get (get (entity, "items"), item->id)));
  yyjson_mut_obj_add_val (doc, body, "now", make_value (self, doc, item));

  return body;
}

static yyjson_mut_val *
write_give_up (G_GNUC_UNUSED RandomWork *self,
               yyjson_mut_doc *doc,
               G_GNUC_UNUSED const RandomPerson *actor,
               MadoEntity *entity)
{
  yyjson_val *right = yyjson_arr_get_first (get (entity, "rights"));
  yyjson_mut_val *body = yyjson_mut_obj (doc);

  if (right == NULL)
    return body;
  yyjson_mut_obj_add_strcpy (doc, body, "right", mado_json_get_text (right, "right"));
  if (mado_json_get_text (right, "row")[0] != '\0')
    yyjson_mut_obj_add_strcpy (doc, body, "row", mado_json_get_text (right, "row"));
  yyjson_mut_obj_add_str (doc, body, "reason", "重複");

  return body;
}

static const RandomPerson *
pick_editor (RandomWork *self, const char *item)
{
  const MadoItem *found = mado_section_find (self->programme->items, item);

  return found != NULL ? pick_person_of (self, found->edit) : pick_person (self);
}

static const RandomPerson *
pick_second (RandomWork *self, MadoEntity *entity)
{
  const char *id = mado_json_get_text (yyjson_obj_get (get (entity, "asked"), "move"), "transition");
  const MadoTransition *transition = mado_section_find (self->programme->transitions, id);

  return transition != NULL ? pick_person_of (self, transition->second_person) : pick_person (self);
}

/* Mostly somebody whose work it is. */
static const RandomPerson *
pick_worker (RandomWork *self, const char *kind, MadoEntity *entity)
{
  if (chance (self, 15))
    return pick_person (self);
  if (strcmp (kind, "case.enter_account") == 0)
    return pick_editor (self, "account");
  if (strcmp (kind, "case.note") == 0)
    return pick_editor (self, "ward_comment");
  if (strcmp (kind, "case.adjudicate_account") == 0)
    return pick_person_with (self, "adjudicate");
  if (strcmp (kind, "case.give_up_right") == 0)
    return pick_person_with (self, "duplicates");
  if (strcmp (kind, "case.protect") == 0)
    return pick_person_with (self, "protection");
  if (strcmp (kind, "case.agree") == 0)
    return pick_second (self, entity);

  return pick_editor (self, "birth_date");
}

static const struct {
  const char *kind;
  guint weight;
  Write write;
} acts[] = {
  { "case.edit", 6, write_edit },
  { "case.enter_account", 16, write_account },
  { "case.adjudicate_account", 2, write_account },
  { "case.see", 34, write_see },
  { "case.note", 4, write_note },
  { "case.protect", 2, write_protect },
  { "case.agree", 4, write_answer },
  { "case.decline", 1, write_answer },
  { "case.settle_conflict", 4, write_settlement },
  { "case.give_up_right", 1, write_give_up },
  { "case.unheard_of", 1, write_note },
};

static void
finish (RandomWork *self, RandomStep *step, const char *kind, MadoId entity, gint64 base, yyjson_mut_val *body)
{
  const MadoOperationHeader header = {
    .id = make_id (self),
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
move_case (RandomWork *self, RandomStep *step, yyjson_mut_doc *doc, MadoEntity *entity)
{
  const char *from = entity != NULL ? mado_entity_get_state (entity) : MADO_STATE_NEW;
  const MadoTransition *transition = pick_transition (self, from);
  yyjson_mut_val *body = yyjson_mut_obj (doc);

  step->actor = chance (self, 95) ? pick_person_of (self, transition->roles) : pick_person (self);
  add_move (self, doc, body, transition, entity);
  if (entity == NULL || transition->claims->len > 0) {
    add_form (self, doc, body, step->actor);
    add_rows (self, doc, body);
  }
  finish (self, step, "case.move", entity != NULL ? mado_entity_get_id (entity) : make_id (self),
          entity != NULL ? mado_entity_get_version (entity) - (chance (self, 3) ? 1 : 0) : 0, body);
  if (transition->signed_by[0] != '\0' && chance (self, 90))
    sign (step, pick_signer (self, transition->signed_by));
}

static void
work_on_case (RandomWork *self, RandomStep *step, yyjson_mut_doc *doc, MadoEntity *entity)
{
  guint place = 0;

  for (guint left = roll (self, 75); left >= acts[place].weight; left -= acts[place++].weight)
    continue;
  if (acts[place].write == write_see && mado_section_get_count (self->programme->visual_checks) == 0)
    place = 0;
  step->actor = pick_worker (self, acts[place].kind, entity);
  finish (self, step, acts[place].kind, mado_entity_get_id (entity), mado_entity_get_version (entity),
          acts[place].write (self, doc, step->actor, entity));
}

static const char *
pick_packet (RandomWork *self)
{
  for (;;) {
    const MadoTransition *transition = pick_row (self, self->programme->transitions);

    if (strcmp (transition->right, "order") == 0 && transition->packet[0] != '\0')
      return transition->packet;
  }
}

/* Mostly what is next for a batch, sometimes anything. */
static const char *
pick_batch_act (RandomWork *self, const MadoEntity *batch)
{
  static const char *const kinds[] = { "batch.freeze", "batch.approve", "batch.reopen" };
  const char *state = mado_entity_get_state (batch);

  if (chance (self, 10))
    return kinds[roll (self, G_N_ELEMENTS (kinds))];

  return g_str_equal (state, "open") ? "batch.freeze" : "batch.approve";
}

static gboolean
is_done_with (RandomWork *self, MadoEntity *batch)
{
  return batch == NULL || g_str_equal (mado_entity_get_state (batch), "approved") || chance (self, 5);
}

static void
work_on_batch (RandomWork *self, RandomStep *step, yyjson_mut_doc *doc)
{
  g_autoptr (MadoEntity) batch =
      self->batches->len > 0 ? random_work_find (self, pick_id (self, self->batches, N_BATCHES)) : NULL;
  yyjson_mut_val *body = yyjson_mut_obj (doc);

  if (is_done_with (self, batch)) {
    step->actor = pick_person_with (self, "plan");
    yyjson_mut_obj_add_str (doc, body, "packet", pick_packet (self));
    finish (self, step, "batch.make", make_id (self), 0, body);
    return;
  }

  const char *act = pick_batch_act (self, batch);

  step->actor = pick_person_with (self, g_str_equal (act, "batch.approve") ? "approve" : "plan");
  yyjson_mut_obj_add_int (doc, body, "count", mado_json_get_number (mado_entity_get_body (batch), "count"));
  yyjson_mut_obj_add_int (doc, body, "sum", mado_json_get_number (mado_entity_get_body (batch), "sum"));
  yyjson_mut_obj_add_str (doc, body, "reason", "見直し");
  finish (self, step, act, mado_entity_get_id (batch), mado_entity_get_version (batch), body);
  if (chance (self, 90))
    sign (step, step->actor);
}

/**
 * random_work_next: what somebody wants next
 */
void
random_work_next (RandomWork *self, RandomStep *out_step)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);

  *out_step = (RandomStep) {};
  self->milliseconds += 60 * 1000;
  if (self->cases->len == 0 || roll (self, 1000) < 14) {
    move_case (self, out_step, doc, NULL);
  } else if (chance (self, 6)) {
    work_on_batch (self, out_step, doc);
  } else {
    g_autoptr (MadoEntity) entity = random_work_pick_case (self);

    if (chance (self, 45))
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
random_work_edit (RandomWork *self, const MadoEntity *entity, RandomStep *out_step)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);

  *out_step = (RandomStep) { .actor = pick_editor (self, "birth_date") };
  self->milliseconds += 60 * 1000;
  self->is_honest = TRUE;
  finish (self, out_step, "case.edit", mado_entity_get_id (entity), mado_entity_get_version (entity),
          write_edit (self, doc, out_step->actor, (MadoEntity *) entity));
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

/**
 * random_work_take: what was done is on record
 */
void
random_work_take (RandomWork *self, const RandomStep *step, const MadoOutcome *outcome)
{
  const MadoOperationHeader *header = mado_operation_get_header (step->operation);

  mado_memory_take (self->memory, outcome);
  if (header->base == 0 && !mado_outcome_is_refused (outcome) && outcome->entities->len > 0)
    g_array_append_val (g_str_equal (header->kind, "batch.make") ? self->batches : self->cases, header->entity);
}

/* --- the office -------------------------------------------------------------------------------------------------- */

static void
free_person (gpointer data)
{
  RandomPerson *person = data;

  mado_signing_key_free (person->key);
  g_free (person->account);
  g_free (person);
}

static void
add_person (RandomWork *self, const char *role, guint number)
{
  RandomPerson *person = g_new0 (RandomPerson, 1);
  g_autoptr (GError) error = NULL;

  person->account = g_strdup_printf ("%s-%u", role, number);
  person->roles[0] = role;
  person->key = mado_signing_key_generate (&error);
  g_assert_no_error (error);
  g_ptr_array_add (self->crew, person);
  g_ptr_array_add (self->people, person);
}

static MadoProgramme *
load_programme (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("MADO_DATA_DIR"), "programmes", name, NULL);
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  gsize length = 0;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);

  g_autoptr (GBytes) file = g_bytes_new_take (text, length);
  MadoProgramme *programme = mado_programme_read (file, faults);

  g_assert_nonnull (programme);

  return programme;
}

/**
 * random_work_new: an office that works by a programme
 */
RandomWork *
random_work_new (const char *programme, const char *likely, guint32 seed)
{
  RandomWork *self = g_new0 (RandomWork, 1);
  g_autoptr (GError) error = NULL;

  self->programme = load_programme (programme);
  self->judge = mado_judge_new (self->programme, &error);
  g_assert_no_error (error);
  self->memory = mado_memory_new (NULL);
  self->random = g_rand_new_with_seed (seed);
  self->crew = g_ptr_array_new_with_free_func (free_person);
  self->people = g_ptr_array_new ();
  self->cases = g_array_new (FALSE, FALSE, sizeof (MadoId));
  self->batches = g_array_new (FALSE, FALSE, sizeof (MadoId));
  self->milliseconds = mado_instant_from_iso ("2026-01-20T00:00:00.000000Z").microseconds / 1000;
  self->likely = yyjson_read (likely, strlen (likely), 0);
  g_assert_nonnull (self->likely);
  for (guint i = 0; i < mado_section_get_count (self->programme->roles); i++)
    for (guint number = 1; number <= 2; number++)
      add_person (self, ((const MadoNamed *) mado_section_get (self->programme->roles, i))->id, number);

  return self;
}

/**
 * random_work_free: closes the office
 */
void
random_work_free (RandomWork *self)
{
  yyjson_doc_free (self->likely);
  g_array_unref (self->cases);
  g_array_unref (self->batches);
  g_ptr_array_unref (self->people);
  g_ptr_array_unref (self->crew);
  g_rand_free (self->random);
  mado_memory_free (self->memory);
  mado_judge_free (self->judge);
  mado_programme_unref (self->programme);
  g_free (self);
}
