/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finds items by what they are: no programme is named here. */

#include "mado-main-item.h"

#include <string.h>

static const MadoItem *
find_first (const MadoProgramme *programme, const char *type, const char *section)
{
  for (guint i = 0; i < mado_section_get_count (programme->items); i++) {
    const MadoItem *item = mado_section_get (programme->items, i);

    if (!item->is_of_list && strcmp (item->type, type) == 0 &&
        (section == NULL || strcmp (item->section, section) == 0))
      return item;
  }

  return NULL;
}

/**
 * mado_main_item_find:
 * @programme: a programme
 * @type: of the item: "name", "code", "date", "address"
 *
 * Days and addresses are those beside the name: of whoever the case is about.
 *
 * Returns: (transfer none) (nullable): the first item of that type; %NULL: there is none
 */
const MadoItem *
mado_main_item_find (const MadoProgramme *programme, const char *type)
{
  const MadoItem *name = find_first (programme, "name", NULL);

  if (strcmp (type, "name") == 0)
    return name;
  if (strcmp (type, "code") == 0)
    return find_first (programme, type, NULL);

  return name != NULL ? find_first (programme, type, name->section) : NULL;
}
