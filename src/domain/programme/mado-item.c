/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who may do what with an item, and what it gives away. */

#include "mado-item.h"

#include <string.h>

/**
 * mado_names_contain:
 * @names: (element-type utf8): ids
 * @name: an id
 *
 * Returns: whether it is one of them
 */
gboolean
mado_names_contain (const GPtrArray *names, const char *name)
{
  for (guint i = 0; i < names->len; i++)
    if (strcmp (g_ptr_array_index (names, i), name) == 0)
      return TRUE;

  return FALSE;
}

/**
 * mado_item_find_amount:
 * @items: of a programme
 *
 * Returns: (transfer none) (nullable): the item that says what the rights of a case come to
 */
const MadoItem *
mado_item_find_amount (const MadoSection *items)
{
  for (guint i = 0; i < mado_section_get_count (items); i++) {
    const MadoItem *item = mado_section_get (items, i);

    if (strcmp (item->type, "yen") == 0 && strcmp (item->set_by, "right") == 0)
      return item;
  }

  return NULL;
}

/**
 * mado_item_is_kept:
 * @self: an item
 *
 * Returns: whether a rule keeps its value
 */
gboolean
mado_item_is_kept (const MadoItem *self)
{
  return self->is.text[0] != '\0';
}

/**
 * mado_item_takes_edits:
 * @self: an item
 *
 * Returns: whether somebody changes it by an edit; not what fills itself, and not what two people type
 */
gboolean
mado_item_takes_edits (const MadoItem *self)
{
  return self->set_by[0] == '\0' && self->entry[0] == '\0' && self->edit->len > 0;
}

/**
 * mado_item_tells_whereabouts:
 * @self: an item
 *
 * Returns: whether it would give away where a person lives who is to be protected (支援措置)
 */
gboolean
mado_item_tells_whereabouts (const MadoItem *self)
{
  static const char *const types[] = { "address", "postal", "phone", NULL };

  return g_strv_contains (types, self->type) || strcmp (self->sensitive, "whereabouts") == 0;
}

/**
 * mado_item_may_see:
 * @self: an item
 * @role: a role's id
 *
 * Returns: whether people of that role may see it (masked, where they are so listed)
 */
gboolean
mado_item_may_see (const MadoItem *self, const char *role)
{
  return mado_names_contain (self->see, role);
}

/**
 * mado_item_may_edit:
 * @self: an item
 * @role: a role's id
 *
 * Returns: whether people of that role may change it
 */
gboolean
mado_item_may_edit (const MadoItem *self, const char *role)
{
  return mado_names_contain (self->edit, role);
}

/**
 * mado_item_may_get:
 * @self: an item
 * @receiver: a receiver's id
 *
 * Returns: whether it may be handed to that receiver
 */
gboolean
mado_item_may_get (const MadoItem *self, const char *receiver)
{
  return mado_names_contain (self->give, receiver);
}
