/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Who may do what with an item. */

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
