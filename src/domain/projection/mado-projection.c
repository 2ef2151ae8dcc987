/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Cuts entities and operations down to what a person or a receiver may have. It is done here and nowhere else: whoever
 * hands something out hands out what this made of it. */

#include "mado-projection.h"

#include <string.h>

#include "mado-canonical-json.h"
#include "mado-draft.h"
#include "mado-json-member.h"
#include "mado-kind.h"
#include "mado-view.h"

/* The flag is a flag whatever it holds. */
static gboolean
is_protected (const MadoEntity *entity)
{
  return yyjson_obj_get (mado_entity_get_body (entity), "protected") != NULL;
}

/* What is about a case of which nothing is known is about somebody who may have to be protected. */
static gboolean
is_about_protected (const MadoEntity *entity, const MadoEntity *about)
{
  yyjson_val *body = mado_entity_get_body (entity);

  if (is_protected (entity) || yyjson_obj_get (body, "case") == NULL)
    return is_protected (entity);

  return about == NULL || mado_id_compare (mado_entity_get_id (about), mado_json_get_id (body, "case")) != 0 ||
         is_protected (about);
}

static gboolean
may_learn_whereabouts (const MadoProgramme *programme, const MadoPerson *person)
{
  return mado_policy_has_duty (person, programme, "protection");
}

/* --- for a person ------------------------------------------------------------------------------------------------ */

/**
 * mado_project_for_person:
 * @programme: the programme that the entity belongs to
 * @entity: any entity
 * @about: (nullable): the case that it names in its body; %NULL where it names none, or that is not at hand: then it
 *   counts as that of a protected person
 * @person: whoever shall get it
 * @out_entity: (out) (transfer full) (nullable): the same version with what the person may see, marked as cut where
 *   something is kept back that is judged by; %NULL: the person does not get such entities at all
 * @error: where to put why it could not be written: it is too large
 *
 * Returns: whether it was done
 */
gboolean
mado_project_for_person (const MadoProgramme *programme,
                         MadoEntity *entity,
                         const MadoEntity *about,
                         const MadoPerson *person,
                         MadoEntity **out_entity,
                         GError **error)
{
  const MadoKind *kind = mado_kinds_find (mado_entity_get_kind (entity));
  g_autoptr (MadoDraft) draft =
      mado_draft_new (mado_entity_get_id (entity), mado_entity_get_kind (entity), mado_entity_get_state (entity));
  gboolean is_cut = mado_entity_is_cut (entity);
  MadoView view = {
    programme,  person,  is_about_protected (entity, about) && !may_learn_whereabouts (programme, person),
    draft->doc, &is_cut,
  };

  if (kind == NULL || !mado_view_gets (&view, kind->visible, mado_entity_get_body (entity))) {
    *out_entity = NULL;
    return TRUE;
  }
  draft->version = mado_entity_get_version (entity);
  draft->body = mado_view_show (&view, kind->visible, mado_entity_get_body (entity));
  if (is_cut)
    mado_draft_cut (draft);

  MadoEntity *projected = mado_draft_finish (draft, error);

  if (projected == NULL)
    return FALSE;
  *out_entity = projected;

  return TRUE;
}

/**
 * mado_project_may_get:
 * @programme: a programme
 * @kind: a kind of entity
 * @person: somebody
 *
 * Returns: whether the person gets such entities, if nothing in them stands against it
 */
gboolean
mado_project_may_get (const MadoProgramme *programme, const char *kind, const MadoPerson *person)
{
  const MadoKind *row = mado_kinds_find (kind);
  const MadoView view = { .programme = programme, .person = person };

  return row != NULL && mado_view_gets (&view, row->visible, NULL);
}

/**
 * mado_project_shows_attachment:
 * @programme: a programme
 * @entity: a case
 * @person: somebody
 * @item: an item that can be read off something that is attached to the case
 *
 * Paper shows it without a mask, and more than the one item: of a protected person, perhaps where he lives.
 *
 * Returns: whether the person gets the attachment
 */
gboolean
mado_project_shows_attachment (const MadoProgramme *programme,
                               const MadoEntity *entity,
                               const MadoPerson *person,
                               const MadoItem *item)
{
  const MadoView view = { .programme = programme, .person = person };

  return (!is_protected (entity) || may_learn_whereabouts (programme, person)) &&
         mado_view_get_sight (&view, item) == MADO_SIGHT_FULL;
}

/* --- an operation ------------------------------------------------------------------------------------------------ */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (yyjson_mut_doc, yyjson_mut_doc_free)

static void
copy_member (const MadoView *view, yyjson_mut_val *copy, yyjson_val *root, const char *name)
{
  yyjson_val *value = yyjson_obj_get (root, name);

  if (value != NULL)
    yyjson_mut_obj_add_val (view->doc, copy, name, yyjson_val_mut_copy (view->doc, value));
}

/* A signature over what was cut would let whoever guesses it know that he has guessed right. */
static GBytes *
write_operation (const MadoView *view, const MadoAct *act, const MadoOperation *operation, GError **error)
{
  static const char *const header[] = { "actor", "base", "entity", "group", "id", "kind", "terminal", "time" };
  g_autoptr (yyjson_doc) doc = yyjson_read (g_bytes_get_data (mado_operation_get_text (operation), NULL),
                                            g_bytes_get_size (mado_operation_get_text (operation)), 0);
  yyjson_val *root = yyjson_doc_get_root (doc);
  yyjson_mut_val *copy = yyjson_mut_obj (view->doc);

  for (gsize i = 0; i < G_N_ELEMENTS (header); i++)
    copy_member (view, copy, root, header[i]);
  yyjson_mut_obj_add_val (view->doc, copy, "body",
                          mado_view_show (view, act->visible, mado_operation_get_body (operation)));
  copy_member (view, copy, root, "signature");

  g_autoptr (GBytes) whole = mado_canonical_json_from_value (copy, error);

  if (whole == NULL)
    return NULL;
  if (g_bytes_equal (whole, mado_operation_get_text (operation)))
    return g_steal_pointer (&whole);
  yyjson_mut_obj_remove_key (copy, "signature");
  yyjson_mut_obj_add_bool (view->doc, copy, "cut", TRUE);

  return mado_canonical_json_from_value (copy, error);
}

/**
 * mado_project_operation:
 * @programme: the programme that the operation's entity belongs to
 * @operation: an operation, done or not
 * @entity: (nullable): its entity as it is now; %NULL where it is not at hand: then nobody without the duty for
 *   protection gets whereabouts
 * @about: (nullable): the case that the entity names, as for mado_project_for_person()
 * @person: whoever shall get it
 * @out_text: (out) (transfer full) (nullable): canonical JSON: the operation as it was signed; or what the person may
 *   see of it with `"cut": true` and no signature; %NULL: the person does not get operations on such entities at all
 * @error: where to put why it could not be written
 *
 * Returns: whether it was done
 */
gboolean
mado_project_operation (const MadoProgramme *programme,
                        const MadoOperation *operation,
                        const MadoEntity *entity,
                        const MadoEntity *about,
                        const MadoPerson *person,
                        GBytes **out_text,
                        GError **error)
{
  const MadoKind *kind = NULL;
  const MadoAct *act = mado_kinds_find_act (mado_operation_get_header (operation)->kind, &kind);
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  MadoView view = {
    programme,
    person,
    (entity == NULL || is_about_protected (entity, about)) && !may_learn_whereabouts (programme, person),
    doc,
    NULL,
  };

  if (act == NULL || !mado_view_gets (&view, kind->visible, entity != NULL ? mado_entity_get_body (entity) : NULL)) {
    *out_text = NULL;
    return TRUE;
  }

  GBytes *text = write_operation (&view, act, operation, error);

  if (text == NULL)
    return FALSE;
  *out_text = text;

  return TRUE;
}

/* --- for a receiver ---------------------------------------------------------------------------------------------- */

static gboolean
may_go (const MadoItem *item, const char *id, const char *receiver, gboolean hides_whereabouts, MadoFindings *findings)
{
  if (item == NULL || !mado_item_may_get (item, receiver)) {
    mado_findings_add (findings, MADO_PROJECTION_NOT_APPROVED, 0, 0, id);
    return FALSE;
  }
  if (hides_whereabouts && mado_item_tells_whereabouts (item)) {
    mado_findings_add (findings, MADO_PROJECTION_PROTECTED, 0, 0, id);
    return FALSE;
  }

  return TRUE;
}

static GPtrArray *
choose_items (const MadoProgramme *programme,
              gboolean hides_whereabouts,
              const char *receiver,
              const GPtrArray *items,
              MadoFindings *findings)
{
  GPtrArray *chosen = g_ptr_array_new ();

  for (guint i = 0; i < items->len; i++) {
    const char *id = g_ptr_array_index (items, i);
    const MadoItem *item = mado_section_find (programme->items, id);

    if (may_go (item, id, receiver, hides_whereabouts, findings) && !g_ptr_array_find (chosen, item, NULL))
      g_ptr_array_add (chosen, (gpointer) item);
  }

  return chosen;
}

/* The items of a case itself where @list is %NULL, or of a row of that list. */
static yyjson_mut_val *
pick (yyjson_mut_doc *doc, const GPtrArray *chosen, const char *list, yyjson_val *items)
{
  yyjson_mut_val *picked = yyjson_mut_obj (doc);

  for (guint i = 0; i < chosen->len; i++) {
    const MadoItem *item = g_ptr_array_index (chosen, i);
    yyjson_val *value = yyjson_obj_get (items, item->id);

    if (value != NULL && (list == NULL ? !item->is_of_list : item->is_of_list && strcmp (item->section, list) == 0))
      yyjson_mut_obj_add_val (doc, picked, item->id, yyjson_val_mut_copy (doc, value));
  }

  return picked;
}

static gboolean
has_item_of (const GPtrArray *chosen, const char *list)
{
  for (guint i = 0; i < chosen->len; i++)
    if (strcmp (((const MadoItem *) g_ptr_array_index (chosen, i))->section, list) == 0)
      return TRUE;

  return FALSE;
}

static void
pick_rows (yyjson_mut_doc *doc, yyjson_mut_val *lists, const GPtrArray *chosen, const char *list, yyjson_val *rows)
{
  yyjson_mut_val *picked = yyjson_mut_obj_add_arr (doc, lists, list);
  yyjson_arr_iter iter = yyjson_arr_iter_with (rows);

  for (yyjson_val *row = yyjson_arr_iter_next (&iter); row != NULL; row = yyjson_arr_iter_next (&iter))
    yyjson_mut_arr_append (picked, pick (doc, chosen, list, yyjson_obj_get (row, "items")));
}

static yyjson_mut_val *
write_chosen (yyjson_mut_doc *doc, const MadoProgramme *programme, const MadoEntity *entity, const GPtrArray *chosen)
{
  yyjson_val *body = mado_entity_get_body (entity);
  yyjson_mut_val *root = yyjson_mut_obj (doc);

  yyjson_mut_obj_add_val (doc, root, "items", pick (doc, chosen, NULL, yyjson_obj_get (body, "items")));

  yyjson_mut_val *lists = yyjson_mut_obj_add_obj (doc, root, "lists");

  for (guint i = 0; i < mado_section_get_count (programme->lists); i++) {
    const MadoItemGroup *list = mado_section_get (programme->lists, i);

    if (has_item_of (chosen, list->id))
      pick_rows (doc, lists, chosen, list->id, yyjson_obj_get (yyjson_obj_get (body, "lists"), list->id));
  }

  return root;
}

/**
 * mado_project_for_receiver:
 * @programme: the programme that the case belongs to
 * @entity: a case
 * @receiver: a receiver's id
 * @items: (element-type utf8): what shall go: the items of a packet or a letter
 * @findings: takes %MADO_PROJECTION_NOT_APPROVED and %MADO_PROJECTION_PROTECTED with each item that does not go
 *
 * Returns: (transfer full): `{"items": {…}, "lists": {"LIST": [{…}, …]}}`, with what goes and is there
 */
yyjson_doc *
mado_project_for_receiver (const MadoProgramme *programme,
                           const MadoEntity *entity,
                           const char *receiver,
                           const GPtrArray *items,
                           MadoFindings *findings)
{
  g_autoptr (yyjson_mut_doc) doc = yyjson_mut_doc_new (NULL);
  g_autoptr (GPtrArray) chosen = choose_items (programme, is_protected (entity), receiver, items, findings);

  return yyjson_mut_val_imut_copy (write_chosen (doc, programme, entity, chosen), NULL);
}

/* --- for a letter ------------------------------------------------------------------------------------------------ */

/* What is missing stands in the case beside its items: it goes where the item that records it may go. */
static void
add_deficiencies (yyjson_mut_doc *doc, yyjson_mut_val *root, const GPtrArray *chosen, const MadoEntity *entity)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (mado_entity_get_body (entity), "deficiencies"));
  yyjson_mut_val *open;
  guint i = 0;

  while (i < chosen->len && strcmp (((const MadoItem *) g_ptr_array_index (chosen, i))->set_by, "deficiency") != 0)
    i++;
  if (i == chosen->len)
    return;
  open = yyjson_mut_obj_add_arr (doc, root, "deficiencies");
  for (yyjson_val *one = yyjson_arr_iter_next (&iter); one != NULL; one = yyjson_arr_iter_next (&iter)) {
    yyjson_mut_val *copy;

    if (yyjson_obj_get (one, "closed") != NULL)
      continue;
    copy = yyjson_mut_arr_add_obj (doc, open);
    for (const char *const *name = (const char *const[]) { "due", "reason", "text", NULL }; *name != NULL; name++)
      if (yyjson_obj_get (one, *name) != NULL)
        yyjson_mut_obj_add_val (doc, copy, *name, yyjson_val_mut_copy (doc, yyjson_obj_get (one, *name)));
  }
}

/* The last step that asked for the letter, and says why. */
static void
add_reason (yyjson_mut_doc *doc,
            yyjson_mut_val *root,
            const MadoProgramme *programme,
            const MadoLetter *letter,
            const MadoEntity *entity)
{
  yyjson_val *done = yyjson_obj_get (mado_entity_get_body (entity), "done");
  yyjson_val *last = NULL;

  for (guint i = 0; letter->says_reason && i < mado_section_get_count (programme->transitions); i++) {
    const MadoTransition *transition = mado_section_get (programme->transitions, i);
    yyjson_val *stamp =
        mado_names_contain (transition->letters, letter->id) ? yyjson_obj_get (done, transition->id) : NULL;

    if (yyjson_obj_get (stamp, "reason") != NULL &&
        (last == NULL || mado_json_get_number (stamp, "at") > mado_json_get_number (last, "at")))
      last = stamp;
  }
  if (last != NULL)
    yyjson_mut_obj_add_val (doc, root, "reason", yyjson_val_mut_copy (doc, yyjson_obj_get (last, "reason")));
}

/**
 * mado_project_for_letter:
 * @programme: the programme that the case belongs to
 * @entity: a case
 * @letter: one of the programme's letters
 * @person: whoever makes it
 * @findings: takes %MADO_PROJECTION_PROTECTED with the letter, where the case is that of a protected person (支援措置)
 *   and whoever makes it lacks the duty `protection`; %MADO_PROJECTION_NOT_APPROVED with each item that does not go
 *
 * A letter goes to the person of the case himself, so it may say where he lives; but then somebody answers for it.
 *
 * Returns: (transfer full) (nullable): as mado_project_for_receiver(), with `"deficiencies": [{"due", "reason",
 *   "text"}]`, those that are open, where the letter has the item that records them, and `"reason"`, where it says why;
 * %NULL: the letter must not be made
 */
yyjson_doc *
mado_project_for_letter (const MadoProgramme *programme,
                         const MadoEntity *entity,
                         const MadoLetter *letter,
                         const MadoPerson *person,
                         MadoFindings *findings)
{
  g_autoptr (yyjson_mut_doc) doc = NULL;
  g_autoptr (GPtrArray) chosen = NULL;
  yyjson_mut_val *root;

  if (is_protected (entity) && !may_learn_whereabouts (programme, person)) {
    mado_findings_add (findings, MADO_PROJECTION_PROTECTED, 0, 0, letter->id);
    return NULL;
  }
  doc = yyjson_mut_doc_new (NULL);
  chosen = choose_items (programme, FALSE, letter->printer, letter->items, findings);
  root = write_chosen (doc, programme, entity, chosen);
  add_deficiencies (doc, root, chosen, entity);
  add_reason (doc, root, programme, letter, entity);

  return yyjson_mut_val_imut_copy (root, NULL);
}
