/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Cuts JSON along tables of what may be shown. Nothing passes by itself: a member is shown because a row lists it, and
 * an entry of a map because the programme knows its name. */

#include "mado-view.h"

#include <string.h>

#include "mado-mask.h"

const MadoVisible mado_visible_stamp[] = {
  { "at" },
  { "by" },
  {},
};

/* --- who --------------------------------------------------------------------------------------------------------- */

static gboolean
is_staff (const MadoView *self)
{
  for (const char *const *role = self->person->roles; *role != NULL; role++)
    if (mado_section_find (self->programme->roles, *role) != NULL)
      return TRUE;

  return FALSE;
}

/* What is paid is the item that a right fills. A programme without one pays a fixed sum, so there it is no secret
 * before those who know where it goes. */
static gboolean
sees_money (const MadoView *self)
{
  gboolean is_set_by_right = FALSE, sees_account = FALSE;

  for (guint i = 0; i < mado_section_get_count (self->programme->items); i++) {
    const MadoItem *item = mado_section_get (self->programme->items, i);
    gboolean is_seen = mado_view_get_sight (self, item) == MADO_SIGHT_FULL;

    if (strcmp (item->set_by, "right") == 0) {
      if (is_seen)
        return TRUE;
      is_set_by_right = TRUE;
    }
    sees_account = sees_account || (is_seen && strcmp (item->type, "account") == 0);
  }

  return sees_account && !is_set_by_right;
}

static gboolean
has_duty_of (const MadoView *self, const MadoVisible *member)
{
  for (gsize i = 0; i < G_N_ELEMENTS (member->duties) && member->duties[i] != NULL; i++)
    if (mado_view_has_duty (self, member->duties[i]))
      return TRUE;

  return FALSE;
}

static gboolean
is_one_of (const MadoView *self, MadoVisibleFor who)
{
  switch (who) {
  case MADO_FOR_STAFF:
    return is_staff (self);
  case MADO_FOR_READERS:
    return mado_view_sees_any (self, self->programme->items);
  case MADO_FOR_MONEY:
    return sees_money (self);
  case MADO_FOR_DUTIES:
    return FALSE;
  }

  g_return_val_if_reached (FALSE);
}

static gboolean
is_for (const MadoView *self, const MadoVisible *member, yyjson_val *owner)
{
  return (has_duty_of (self, member) || is_one_of (self, member->who)) &&
         (member->given == NULL || member->given (self, owner));
}

/**
 * mado_view_gets:
 * @self: a view
 * @members: (nullable): of the bodies of a kind
 * @body: (nullable): of an entity of that kind; %NULL where it is not at hand
 *
 * Returns: whether the person gets the entity at all: whether at least one member is for him, be it there or not
 */
gboolean
mado_view_gets (const MadoView *self, const MadoVisible *members, yyjson_val *body)
{
  for (; members != NULL && members->name != NULL; members++)
    if (is_for (self, members, body))
      return TRUE;

  return FALSE;
}

/**
 * mado_view_has_duty:
 * @self: a view
 * @duty: a duty of the programme
 *
 * Returns: whether the person has it
 */
gboolean
mado_view_has_duty (const MadoView *self, const char *duty)
{
  return mado_policy_has_duty (self->person, self->programme, duty);
}

/**
 * mado_view_get_sight:
 * @self: a view
 * @item: (nullable): an item of the programme; %NULL: something that it does not know
 *
 * Returns: how much of it the person sees here
 */
MadoSight
mado_view_get_sight (const MadoView *self, const MadoItem *item)
{
  if (item == NULL || !mado_policy_may_see (self->person, item) ||
      (self->is_protected && mado_item_tells_whereabouts (item)))
    return MADO_SIGHT_NONE;

  return mado_policy_is_masked (self->person, item) ? MADO_SIGHT_MASKED : MADO_SIGHT_FULL;
}

/**
 * mado_view_sees_any:
 * @self: a view
 * @items: (element-type MadoItem): items of the programme
 *
 * Returns: whether the person may see one of them, be it masked
 */
gboolean
mado_view_sees_any (const MadoView *self, const MadoSection *items)
{
  for (guint i = 0; i < mado_section_get_count (items); i++)
    if (mado_view_get_sight (self, mado_section_get (items, i)) != MADO_SIGHT_NONE)
      return TRUE;

  return FALSE;
}

/* --- what -------------------------------------------------------------------------------------------------------- */

static void
keep_back (const MadoView *self)
{
  if (self->is_cut != NULL)
    *self->is_cut = TRUE;
}

static gboolean
holds_container (yyjson_val *array)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (array);

  for (yyjson_val *one = yyjson_arr_iter_next (&iter); one != NULL; one = yyjson_arr_iter_next (&iter))
    if (yyjson_is_ctn (one))
      return TRUE;

  return FALSE;
}

static yyjson_mut_val *
show_plain (const MadoView *self, yyjson_val *value)
{
  if (yyjson_is_obj (value) || holds_container (value))
    return NULL;

  return yyjson_val_mut_copy (self->doc, value);
}

static yyjson_mut_val *
show_objects (const MadoView *self, const MadoVisible *member, yyjson_val *array)
{
  yyjson_mut_val *shown = yyjson_mut_arr (self->doc);
  yyjson_arr_iter iter = yyjson_arr_iter_with (array);

  for (yyjson_val *one = yyjson_arr_iter_next (&iter); one != NULL; one = yyjson_arr_iter_next (&iter)) {
    if (!yyjson_is_obj (one))
      continue;
    if (member->each_given == NULL || member->each_given (self, one))
      yyjson_mut_arr_append (shown, mado_view_show (self, member->inside, one));
    else
      keep_back (self);
  }

  return shown;
}

static yyjson_mut_val *
show_given (const MadoView *self, const MadoVisible *member, yyjson_val *value, yyjson_val *owner)
{
  if (!is_for (self, member, owner))
    return NULL;
  if (member->show != NULL)
    return member->show (self, value, owner);
  if (member->inside == NULL)
    return show_plain (self, value);
  if (yyjson_is_obj (value))
    return mado_view_show (self, member->inside, value);

  return yyjson_is_arr (value) ? show_objects (self, member, value) : NULL;
}

static yyjson_mut_val *
show_member (const MadoView *self, const MadoVisible *member, yyjson_val *value, yyjson_val *owner)
{
  MadoView view = *self;

  if (value == NULL)
    return NULL;
  if (member->is_aside)
    view.is_cut = NULL;

  yyjson_mut_val *shown = show_given (&view, member, value, owner);

  if (shown == NULL)
    keep_back (&view);

  return shown;
}

/**
 * mado_view_show:
 * @self: a view
 * @members: (nullable): what an object may show
 * @object: the object
 *
 * Returns: (transfer none): what the person gets of it; an object, maybe an empty one
 */
yyjson_mut_val *
mado_view_show (const MadoView *self, const MadoVisible *members, yyjson_val *object)
{
  yyjson_mut_val *shown = yyjson_mut_obj (self->doc);

  for (; members != NULL && members->name != NULL; members++) {
    yyjson_mut_val *value = show_member (self, members, yyjson_obj_get (object, members->name), object);

    if (value != NULL)
      yyjson_mut_obj_add_val (self->doc, shown, members->name, value);
  }

  return shown;
}

/**
 * mado_view_show_each:
 * @self: a view
 * @members: what each object may show
 * @array: (nullable): objects; anything else in it is not shown
 *
 * Returns: (transfer none): what the person gets of them; an array
 */
yyjson_mut_val *
mado_view_show_each (const MadoView *self, const MadoVisible *members, yyjson_val *array)
{
  return show_objects (self, &(const MadoVisible) { .inside = members }, array);
}

/* The text of a name may go on behind a NUL. */
static gpointer
find_row (const MadoSection *section, yyjson_val *name)
{
  const char *id = yyjson_get_str (name);

  return strlen (id) == yyjson_get_len (name) ? mado_section_find (section, id) : NULL;
}

/**
 * mado_view_show_map:
 * @self: a view
 * @section: of the programme
 * @map: an object whose names are ids of the section's rows
 * @show: what the person gets of each; %NULL: nothing
 *
 * Returns: (transfer none): what the person gets of it; an object, maybe an empty one
 */
yyjson_mut_val *
mado_view_show_map (const MadoView *self, const MadoSection *section, yyjson_val *map, MadoShowRow show)
{
  yyjson_mut_val *shown = yyjson_mut_obj (self->doc);
  yyjson_obj_iter iter = yyjson_obj_iter_with (map);

  for (yyjson_val *name = yyjson_obj_iter_next (&iter); name != NULL; name = yyjson_obj_iter_next (&iter)) {
    gconstpointer row = find_row (section, name);
    yyjson_mut_val *value = row != NULL ? show (self, row, yyjson_obj_iter_get_val (name)) : NULL;

    if (value != NULL)
      yyjson_mut_obj_add_val (self->doc, shown, ((const MadoNamed *) row)->id, value);
    else if (row != NULL)
      keep_back (self);
  }

  return shown;
}

/**
 * mado_view_show_item:
 * @self: a view
 * @item: (nullable): an item of the programme
 * @value: a value of it
 *
 * Returns: (transfer none) (nullable): the value as the person gets it; %NULL: not at all
 */
yyjson_mut_val *
mado_view_show_item (const MadoView *self, const MadoItem *item, yyjson_val *value)
{
  switch (mado_view_get_sight (self, item)) {
  case MADO_SIGHT_NONE:
    return NULL;
  case MADO_SIGHT_MASKED:
    keep_back (self);
    return mado_mask_value (item, value, self->doc);
  case MADO_SIGHT_FULL:
    return yyjson_val_mut_copy (self->doc, value);
  }

  g_return_val_if_reached (NULL);
}
