/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Few cases, few values and few receipts, so that people get into each other's way all the time. */

#include "sim-person.h"

#define N_RECEIPTS 6
#define N_NUMBERS 3

/**
 * sim_person_draw_id:
 * @self: a person
 * @now: the time
 *
 * Returns: an id that nothing has
 */
MadoId
sim_person_draw_id (SimPerson *self, MadoInstant now)
{
  guint8 random[MADO_ID_RANDOM_SIZE];

  sim_fill (self->chance, random, sizeof random);

  return mado_id_next (&self->ids, now, random);
}

static MadoOperation *
write_operation (
    SimPerson *self, MadoId entity, gint64 base, MadoId group, const char *kind, yyjson_mut_val *body, MadoInstant now)
{
  MadoOperationHeader header = {
    .id = sim_person_draw_id (self, now),
    .entity = entity,
    .kind = kind,
    .base = base,
    .actor = self->person.account,
    .terminal = self->terminal,
    .time = now.microseconds / 1000,
    .group = group,
  };
  g_autoptr (GError) error = NULL;
  MadoOperation *operation = mado_operation_new (&header, body, &error);

  g_assert_no_error (error);

  return operation;
}

static yyjson_mut_val *
draw_number (SimPerson *self, yyjson_mut_doc *doc)
{
  char number[11];

  g_snprintf (number, sizeof number, "%010u", sim_draw_below (self->chance, N_NUMBERS));

  return yyjson_mut_strcpy (doc, number);
}

static yyjson_mut_val *
draw_name (SimPerson *self, yyjson_mut_doc *doc)
{
  static const char *const names[][2] = { { "見本 花子", "ミホン ハナコ" },
                                          { "見本 華子", "ミホン ハナコ" },
                                          { "例示 太郎", "レイジ タロウ" } };
  guint i = sim_draw_below (self->chance, G_N_ELEMENTS (names));
  yyjson_mut_val *name = yyjson_mut_obj (doc);

  yyjson_mut_obj_add_str (doc, name, "kanji", names[i][0]);
  yyjson_mut_obj_add_str (doc, name, "kana", names[i][1]);

  return name;
}

static yyjson_mut_val *
draw_wish (SimPerson *self, yyjson_mut_doc *doc)
{
  return yyjson_mut_str (doc, sim_happens (self->chance, 700) ? "y" : "n");
}

static const struct {
  const char *id;
  yyjson_mut_val *(*draw) (SimPerson *self, yyjson_mut_doc *doc);
} items[] = { { "number", draw_number }, { "name", draw_name }, { "wish", draw_wish } };

static void
add_edit (yyjson_mut_doc *doc, yyjson_mut_val *edits, const char *item, yyjson_val *was, yyjson_mut_val *now)
{
  yyjson_mut_val *edit = yyjson_mut_arr_add_obj (doc, edits);

  yyjson_mut_obj_add_str (doc, edit, "item", item);
  if (was != NULL)
    yyjson_mut_obj_add_val (doc, edit, "was", yyjson_val_mut_copy (doc, was));
  yyjson_mut_obj_add_val (doc, edit, "now", now);
}

/**
 * sim_person_receive:
 * @self: a person
 * @now: the time
 *
 * Returns: (transfer full): a new case comes in
 */
MadoOperation *
sim_person_receive (SimPerson *self, MadoInstant now)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  char receipt[16];

  g_snprintf (receipt, sizeof receipt, "logo:%u", sim_draw_below (self->chance, N_RECEIPTS));
  yyjson_mut_obj_add_str (doc, body, "transition", "receive");
  yyjson_mut_obj_add_strcpy (doc, body, "receipt", receipt);

  yyjson_mut_val *edits = yyjson_mut_obj_add_arr (doc, body, "edits");

  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    add_edit (doc, edits, items[i].id, NULL, items[i].draw (self, doc));

  MadoOperation *operation =
      write_operation (self, sim_person_draw_id (self, now), 0, MADO_ID_NONE, "case.move", body, now);

  yyjson_mut_doc_free (doc);

  return operation;
}

/* Takes @doc. */
static MadoOperation *
edit_item (SimPerson *self,
           const MadoEntity *entity,
           MadoId group,
           const char *item,
           yyjson_mut_doc *doc,
           yyjson_mut_val *value,
           MadoInstant now)
{
  yyjson_mut_val *body = yyjson_mut_obj (doc);

  add_edit (doc, yyjson_mut_obj_add_arr (doc, body, "edits"), item,
            yyjson_obj_get (yyjson_obj_get (mado_entity_get_body (entity), "items"), item), value);

  MadoOperation *operation = write_operation (self, mado_entity_get_id (entity), mado_entity_get_version (entity),
                                              group, "case.edit", body, now);

  yyjson_mut_doc_free (doc);

  return operation;
}

static MadoOperation *
edit (SimPerson *self, const MadoEntity *entity, MadoId group, MadoInstant now)
{
  const guint item = sim_draw_below (self->chance, G_N_ELEMENTS (items));
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);

  return edit_item (self, entity, group, items[item].id, doc, items[item].draw (self, doc), now);
}

/**
 * sim_person_write_number:
 * @self: a person
 * @entity: a case
 * @number: ten digits
 * @group: that it belongs to; none: it is alone
 * @now: the time
 *
 * Returns: (transfer full): that is its number from now on
 */
MadoOperation *
sim_person_write_number (SimPerson *self, const MadoEntity *entity, const char *number, MadoId group, MadoInstant now)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);

  return edit_item (self, entity, group, "number", doc, yyjson_mut_strcpy (doc, number), now);
}

static MadoOperation *
send_back (SimPerson *self, const MadoEntity *entity, MadoInstant now)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);

  yyjson_mut_obj_add_str (doc, body, "transition", "return");
  yyjson_mut_obj_add_str (doc, body, "reason", "書類不足");
  yyjson_mut_obj_add_str (doc, body, "due", "2025-06-01");

  MadoOperation *operation = write_operation (self, mado_entity_get_id (entity), mado_entity_get_version (entity),
                                              MADO_ID_NONE, "case.move", body, now);

  yyjson_mut_doc_free (doc);

  return operation;
}

static const MadoEntity *
draw_case (SimPerson *self, const GPtrArray *cases)
{
  return g_ptr_array_index (cases, sim_draw_below (self->chance, cases->len));
}

/**
 * sim_person_decide:
 * @self: a person
 * @cases: (element-type MadoEntity): what is shown
 * @now: the time
 *
 * Returns: (transfer full) (element-type MadoOperation): what the person wants to do: one operation, or a group
 */
GPtrArray *
sim_person_decide (SimPerson *self, const GPtrArray *cases, MadoInstant now)
{
  GPtrArray *operations = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_operation_unref);
  guint choice = sim_draw_below (self->chance, 100);

  if (cases->len == 0 || choice < 20) {
    g_ptr_array_add (operations, sim_person_receive (self, now));
  } else if (choice < 30) {
    g_ptr_array_add (operations, send_back (self, draw_case (self, cases), now));
  } else if (choice < 40) {
    MadoId group = sim_person_draw_id (self, now);
    guint n = 2 + sim_draw_below (self->chance, 10);

    for (guint i = 0; i < n; i++)
      g_ptr_array_add (operations, edit (self, draw_case (self, cases), group, now));
  } else {
    g_ptr_array_add (operations, edit (self, draw_case (self, cases), MADO_ID_NONE, now));
  }

  return operations;
}

/**
 * sim_person_take_back:
 * @self: a person
 * @operation: what was done
 * @now: the time
 *
 * Returns: (transfer full): what takes it back
 */
MadoOperation *
sim_person_take_back (SimPerson *self, const MadoOperation *operation, MadoInstant now)
{
  const MadoOperationHeader *header = mado_operation_get_header (operation);
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  char id[MADO_ID_TEXT_SIZE];

  mado_id_to_text (header->id, id);
  yyjson_mut_obj_add_strcpy (doc, body, "operation", id);

  MadoOperation *withdrawal =
      write_operation (self, header->entity, header->base, header->group, "operation.withdraw", body, now);

  yyjson_mut_doc_free (doc);

  return withdrawal;
}
