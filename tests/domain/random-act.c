/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes the bodies of operations on a case as its programme wants them, with what people get wrong. */

#include "random-act.h"

#include <string.h>

#include "mado-json-member.h"

static void
add_id (yyjson_mut_doc *doc, yyjson_mut_val *object, const char *name, MadoId id)
{
  char text[MADO_ID_TEXT_SIZE];

  mado_id_to_text (id, text);
  yyjson_mut_obj_add_strcpy (doc, object, name, text);
}

/* Of a case that is yet to be made nothing is there. */
static yyjson_val *
get (MadoEntity *entity, const char *member)
{
  return entity != NULL ? yyjson_obj_get (mado_entity_get_body (entity), member) : NULL;
}

/* @items: what its author saw; %NULL: there was nothing yet */
static void
add_edit (RandomOffice *self,
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
  if (items != NULL && !self->is_honest && random_office_chance (self, 15))
    yyjson_mut_obj_add_val (doc, edit, "was", random_values_make (self->values, doc, item));
  else if (was != NULL)
    yyjson_mut_obj_add_val (doc, edit, "was", yyjson_val_mut_copy (doc, was));
  yyjson_mut_obj_add_val (doc, edit, "now", random_values_make (self->values, doc, item));
}

static gboolean
is_typed (const MadoItem *item)
{
  return item->set_by[0] == '\0' && strcmp (item->entry, "blind_twice") != 0 && strcmp (item->type, "notes") != 0;
}

static void
add_form (RandomOffice *self, yyjson_mut_doc *doc, yyjson_mut_val *body, const RandomPerson *actor)
{
  yyjson_mut_val *edits = yyjson_mut_arr (doc);

  for (guint i = 0; i < mado_section_get_count (self->programme->items); i++) {
    const MadoItem *item = mado_section_get (self->programme->items, i);

    if (is_typed (item) && !item->is_of_list && mado_item_may_edit (item, actor->roles[0]) &&
        random_office_chance (self, 97))
      add_edit (self, doc, edits, item, NULL, NULL);
  }
  yyjson_mut_obj_add_val (doc, body, "edits", edits);
}

static void
add_rows (RandomOffice *self, yyjson_mut_doc *doc, yyjson_mut_val *body)
{
  const MadoItemGroup *list = random_office_pick_row (self, self->programme->lists);
  yyjson_mut_val *rows = yyjson_mut_arr (doc);
  yyjson_mut_val *edits = yyjson_mut_obj_get (body, "edits");

  for (guint n = list != NULL ? 1 + random_office_roll (self, 2) : 0; n > 0; n--) {
    yyjson_mut_val *row = yyjson_mut_arr_add_obj (doc, rows);

    yyjson_mut_obj_add_str (doc, row, "list", list->id);
    add_id (doc, row, "row", random_office_make_id (self));
    for (guint i = 0; edits != NULL && i < mado_section_get_count (list->fields); i++)
      if (is_typed (mado_section_get (list->fields, i)))
        add_edit (self, doc, edits, mado_section_get (list->fields, i),
                  yyjson_mut_get_str (yyjson_mut_obj_get (row, "row")), NULL);
  }
  yyjson_mut_obj_add_val (doc, body, "add_rows", rows);
}

static void
add_deficiencies (RandomOffice *self, yyjson_mut_doc *doc, yyjson_mut_val *body, MadoEntity *entity)
{
  yyjson_val *all = get (entity, "deficiencies");
  yyjson_mut_val *named = yyjson_mut_obj_add_arr (doc, body, "deficiencies");
  yyjson_arr_iter iter = yyjson_arr_iter_with (all);

  for (yyjson_val *one = yyjson_arr_iter_next (&iter); one != NULL; one = yyjson_arr_iter_next (&iter))
    if ((yyjson_obj_get (one, "closed") == NULL) != random_office_chance (self, 5))
      yyjson_mut_obj_add_strcpy (doc, yyjson_mut_arr_add_obj (doc, named), "id", mado_json_get_text (one, "id"));
}

/**
 * random_act_write_move:
 * @self: an office
 * @doc: what the body belongs to
 * @actor: who writes it
 * @transition: the transition
 * @entity: (nullable): the case; %NULL: one that is to be made
 *
 * Returns: (transfer none): the body of a "case.move", with the form where one comes in
 */
yyjson_mut_val *
random_act_write_move (RandomOffice *self,
                       yyjson_mut_doc *doc,
                       const RandomPerson *actor,
                       const MadoTransition *transition,
                       MadoEntity *entity)
{
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  g_autofree char *receipt = g_strdup_printf ("form:%u", random_office_roll (self, 4000));

  yyjson_mut_obj_add_str (doc, body, "transition", transition->id);
  if (transition->reason->len > 0 && random_office_chance (self, 90))
    yyjson_mut_obj_add_str (doc, body, "reason", g_ptr_array_index (transition->reason, 0));
  if (transition->claims->len > 0 && random_office_chance (self, 97))
    yyjson_mut_obj_add_strcpy (doc, body, "receipt", receipt);
  if (transition->closes[0] != '\0')
    add_deficiencies (self, doc, body, entity);
  if (strcmp (transition->right, "order") == 0 && self->batches->len > 0)
    add_id (doc, body, "batch", random_office_pick_batch (self, random_office_chance (self, 80)));
  if (entity == NULL || transition->claims->len > 0) {
    add_form (self, doc, body, actor);
    add_rows (self, doc, body);
  }

  return body;
}

/* --- what is no move --------------------------------------------------------------------------------------------- */

static yyjson_mut_val *
write_edit (RandomOffice *self, yyjson_mut_doc *doc, MadoEntity *entity)
{
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  yyjson_mut_val *edits = yyjson_mut_obj_add_arr (doc, body, "edits");

  for (guint n = 1 + random_office_roll (self, 3); n > 0; n--) {
    const MadoItem *item = random_office_pick_row (self, self->programme->items);
    yyjson_val *row =
        item->is_of_list ? yyjson_arr_get_first (yyjson_obj_get (get (entity, "lists"), item->section)) : NULL;

    if (row != NULL)
      add_edit (self, doc, edits, item, mado_json_get_text (row, "row"), yyjson_obj_get (row, "items"));
    else
      add_edit (self, doc, edits, item, NULL, get (entity, "items"));
  }
  if (random_office_chance (self, 10))
    add_rows (self, doc, body);

  return body;
}

static yyjson_mut_val *
write_account (RandomOffice *self, yyjson_mut_doc *doc, G_GNUC_UNUSED MadoEntity *entity)
{
  yyjson_mut_val *body = yyjson_mut_obj (doc);

  yyjson_mut_obj_add_str (doc, body, "item", "account");
  yyjson_mut_obj_add_val (doc, body, "value", random_values_make_account (self->values, doc, "application"));

  return body;
}

static yyjson_mut_val *
write_see (RandomOffice *self, yyjson_mut_doc *doc, MadoEntity *entity)
{
  const MadoVisualCheck *check = random_office_pick_row (self, self->programme->visual_checks);

  for (guint i = 0; i < 6 && check != NULL && yyjson_obj_get (get (entity, "seen"), check->id) != NULL; i++)
    check = random_office_pick_row (self, self->programme->visual_checks);

  yyjson_mut_val *body = yyjson_mut_obj (doc);

  yyjson_mut_obj_add_str (doc, body, "check", check != NULL ? check->id : "none");
  yyjson_mut_obj_add_bool (doc, body, "seen", random_office_chance (self, 95));

  return body;
}

static yyjson_mut_val *
write_note (RandomOffice *self, yyjson_mut_doc *doc, G_GNUC_UNUSED MadoEntity *entity)
{
  yyjson_mut_val *body = yyjson_mut_obj (doc);

  yyjson_mut_obj_add_str (doc, body, "item", random_office_chance (self, 80) ? "ward_comment" : "name");
  yyjson_mut_obj_add_str (doc, body, "text", random_office_chance (self, 95) ? "留意事項" : "個人番号 983205673214");

  return body;
}

static yyjson_mut_val *
write_protect (RandomOffice *self, yyjson_mut_doc *doc, G_GNUC_UNUSED MadoEntity *entity)
{
  yyjson_mut_val *body = yyjson_mut_obj (doc);

  yyjson_mut_obj_add_bool (doc, body, "on", random_office_chance (self, 30));
  yyjson_mut_obj_add_str (doc, body, "reason", "申出");

  return body;
}

static yyjson_mut_val *
write_answer (G_GNUC_UNUSED RandomOffice *self, yyjson_mut_doc *doc, MadoEntity *entity)
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
write_settlement (RandomOffice *self, yyjson_mut_doc *doc, MadoEntity *entity)
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
  yyjson_mut_obj_add_val (doc, body, "now", random_values_make (self->values, doc, item));

  return body;
}

static yyjson_mut_val *
write_give_up (G_GNUC_UNUSED RandomOffice *self, yyjson_mut_doc *doc, MadoEntity *entity)
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

#define N_WEIGHTS 75 /* of all acts together */

static const struct {
  const char *kind;
  guint weight;
  yyjson_mut_val *(*write) (RandomOffice *self, yyjson_mut_doc *doc, MadoEntity *entity);
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

/**
 * random_act_pick:
 * @self: an office
 *
 * Returns: (transfer none): what somebody may do with a case beside moving it
 */
const char *
random_act_pick (RandomOffice *self)
{
  guint place = 0;

  for (guint left = random_office_roll (self, N_WEIGHTS); left >= acts[place].weight; left -= acts[place++].weight)
    continue;
  if (acts[place].write == write_see && mado_section_get_count (self->programme->visual_checks) == 0)
    place = 0;

  return acts[place].kind;
}

/**
 * random_act_write:
 * @self: an office
 * @doc: what the body belongs to
 * @kind: one of those that random_act_pick() gives
 * @entity: the case
 *
 * Returns: (transfer none): the body of an operation of that kind
 */
yyjson_mut_val *
random_act_write (RandomOffice *self, yyjson_mut_doc *doc, const char *kind, MadoEntity *entity)
{
  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    if (strcmp (acts[i].kind, kind) == 0)
      return acts[i].write (self, doc, entity);

  g_return_val_if_reached (NULL);
}
