/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be done with a part of a letter. What cannot be done is not in its menu. */

#include <glib/gi18n.h>
#include <string.h>

#include "mado-template-means.h"

/**
 * mado_template_means_find:
 * @self: what a letter may be made of
 * @type: of an item
 *
 * Returns: (transfer none) (nullable): the first item of that type that the letter may say
 */
const MadoItem *
mado_template_means_find (const MadoTemplateMeans *self, const char *type)
{
  for (guint i = 0; self->letter != NULL && i < self->letter->items->len; i++) {
    const MadoItem *item = mado_section_find (self->programme->items, g_ptr_array_index (self->letter->items, i));

    if (item != NULL && strcmp (item->type, type) == 0 && !item->is_of_list)
      return item;
  }

  return NULL;
}

/**
 * mado_template_means_find_style:
 * @self: what a letter may be made of
 * @style: the id of a style
 *
 * Returns: (transfer none) (nullable): the same, where the layout has it
 */
const char *
mado_template_means_find_style (const MadoTemplateMeans *self, const char *style)
{
  return self->layout != NULL && mado_section_find (self->layout->styles, style) != NULL ? style : NULL;
}

static void
offer (GMenu *menu, const char *label, const char *action, const char *block)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", block);
  g_menu_append_item (menu, item);
}

static void
append (GMenu *menu, GMenu *section)
{
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  g_object_unref (section);
}

static GMenu *
create_looks (const MadoTemplateMeans *self, const MadoLetterDraft *draft, const char *block)
{
  GMenu *menu = g_menu_new ();
  gboolean has_condition = mado_letter_draft_has (draft, block, "when");

  if (mado_letter_draft_find_beside (draft, block, -1) != NULL)
    offer (menu, _ ("Move _Up"), "block.up", block);
  if (mado_letter_draft_find_beside (draft, block, 1) != NULL)
    offer (menu, _ ("Move _Down"), "block.down", block);
  if (self->layout != NULL)
    offer (menu, _ ("_Place and Style"), "block.look", block);
  offer (menu, has_condition ? _ ("Print It Al_ways") : _ ("Print It Only in Some _Cases"), "block.condition", block);

  return menu;
}

static GMenu *
create_additions (const MadoTemplateMeans *self, const MadoLetterDraft *draft, const char *block)
{
  GMenu *menu = g_menu_new ();
  gboolean has_rows = mado_letter_draft_has (draft, block, "rows");

  if (has_rows)
    offer (menu, _ ("Add a _Row…"), "block.add-row", block);
  if (has_rows || mado_letter_draft_has (draft, block, "text"))
    offer (menu, _ ("_Add Another Below, in the Same Style"), "block.add", block);
  offer (menu, _ ("Add a _QR Code Below"), "block.add-qr", block);
  if (mado_template_means_find (self, "postal") != NULL && mado_template_means_find (self, "address") != NULL)
    offer (menu, _ ("Add the Post's _Barcode Below"), "block.add-barcode", block);

  return menu;
}

/**
 * mado_template_menu_new:
 * @self: what the letter may be made of
 * @draft: the letter
 * @block: the id of one of its blocks
 *
 * Returns: (transfer full): what can be done with it
 */
GMenuModel *
mado_template_menu_new (const MadoTemplateMeans *self, const MadoLetterDraft *draft, const char *block)
{
  GMenu *menu = g_menu_new (), *removal = g_menu_new ();

  offer (removal, _ ("_Remove"), "block.remove", block);
  append (menu, create_looks (self, draft, block));
  append (menu, create_additions (self, draft, block));
  append (menu, removal);

  return G_MENU_MODEL (menu);
}
