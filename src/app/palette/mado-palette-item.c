/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a line of the palette says, and what becomes of it. */

#include "mado-palette-item.h"

#include <glib/gi18n.h>
#include <string.h>

struct _MadoPaletteItem {
  GObject parent_instance;

  MadoId id;    /* of a case, or MADO_ID_NONE */
  char *action; /* (nullable): with its target */
  gboolean is_command;
  GWeakRef button; /* that is pressed instead of an action */
  char *title;
  char *detail;
  char *mark;
};

G_DEFINE_FINAL_TYPE (MadoPaletteItem, mado_palette_item, G_TYPE_OBJECT)

static void
mado_palette_item_finalize (GObject *object)
{
  MadoPaletteItem *self = MADO_PALETTE_ITEM (object);

  g_weak_ref_clear (&self->button);
  g_free (self->action);
  g_free (self->title);
  g_free (self->detail);
  g_free (self->mark);

  G_OBJECT_CLASS (mado_palette_item_parent_class)->finalize (object);
}

static void
mado_palette_item_class_init (MadoPaletteItemClass *class)
{
  G_OBJECT_CLASS (class)->finalize = mado_palette_item_finalize;
}

static void
mado_palette_item_init (MadoPaletteItem *self)
{
  g_weak_ref_init (&self->button, NULL);
}

/**
 * mado_palette_item_new_case:
 * @hit: a case that was found
 *
 * Returns: (transfer full): a line for it
 */
MadoPaletteItem *
mado_palette_item_new_case (const MadoCaseHit *hit)
{
  MadoPaletteItem *self = g_object_new (MADO_TYPE_PALETTE_ITEM, NULL);

  self->id = hit->id;
  self->title = g_strdup (hit->title.name[0] != '\0' ? hit->title.name : hit->title.number);
  self->detail = g_strdup_printf ("%s%s%s%s%s", hit->title.kana, hit->title.kana[0] != '\0' ? "　" : "",
                                  hit->title.number, hit->title.number[0] != '\0' ? "　" : "", hit->title.state);
  self->mark = g_strdup (hit->is_variant ? _ ("variant character") : "");

  return self;
}

static MadoPaletteItem *
create_command (const char *title, const char *detail, const char *key)
{
  MadoPaletteItem *self = g_object_new (MADO_TYPE_PALETTE_ITEM, NULL);

  self->id = MADO_ID_NONE;
  self->is_command = TRUE;
  self->title = g_strdup (title);
  self->detail = g_strdup (detail);
  self->mark = g_strdup (key != NULL ? key : "");

  return self;
}

/**
 * mado_palette_item_new_command:
 * @action: with its target
 * @title: in the user's language
 * @key: (nullable): that does the same
 *
 * Returns: (transfer full): a line for it
 */
MadoPaletteItem *
mado_palette_item_new_command (const char *action, const char *title, const char *key)
{
  MadoPaletteItem *self = create_command (title, "", key);

  self->action = g_strdup (action);

  return self;
}

/**
 * mado_palette_item_new_button:
 * @button: of the page on the screen
 * @title: what stands on it
 * @detail: what it is beside; may be empty
 * @key: (nullable): that does the same
 *
 * Returns: (transfer full): a line for it
 */
MadoPaletteItem *
mado_palette_item_new_button (GtkButton *button, const char *title, const char *detail, const char *key)
{
  MadoPaletteItem *self = create_command (title, detail, key);

  g_weak_ref_set (&self->button, button);

  return self;
}

/**
 * mado_palette_item_get_title:
 * @self: a line
 *
 * Returns: (transfer none): what it is
 */
const char *
mado_palette_item_get_title (MadoPaletteItem *self)
{
  return self->title;
}

/**
 * mado_palette_item_get_detail:
 * @self: a line
 *
 * Returns: (transfer none): what else is said of it; may be empty
 */
const char *
mado_palette_item_get_detail (MadoPaletteItem *self)
{
  return self->detail;
}

/**
 * mado_palette_item_get_mark:
 * @self: a line
 *
 * Returns: (transfer none): the key of a command; of a case, that only another form of a character was found; may be
 *   empty
 */
const char *
mado_palette_item_get_mark (MadoPaletteItem *self)
{
  return self->mark;
}

/**
 * mado_palette_item_get_icon:
 * @self: a line
 *
 * Returns: (transfer none): its icon
 */
const char *
mado_palette_item_get_icon (MadoPaletteItem *self)
{
  return self->is_command ? "system-run-symbolic" : "avatar-default-symbolic";
}

/**
 * mado_palette_item_get_action:
 * @self: a line
 *
 * Returns: (transfer none) (nullable): what is done; %NULL: a button is pressed, or a case is opened
 */
const char *
mado_palette_item_get_action (MadoPaletteItem *self)
{
  return self->action;
}

/**
 * mado_palette_item_get_button:
 * @self: a line
 *
 * Returns: (transfer full) (nullable): what is pressed; %NULL: nothing, or it is gone
 */
GtkButton *
mado_palette_item_get_button (MadoPaletteItem *self)
{
  return g_weak_ref_get (&self->button);
}

/**
 * mado_palette_item_get_case:
 * @self: a line of a case
 *
 * Returns: its id
 */
MadoId
mado_palette_item_get_case (MadoPaletteItem *self)
{
  return self->id;
}

static char *
fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);

  return g_utf8_casefold (normal != NULL ? normal : "", -1);
}

/**
 * mado_palette_item_matches:
 * @self: a line of a command
 * @typed: what stands in the box
 *
 * Returns: whether the command is called so, or stands beside what is
 */
gboolean
mado_palette_item_matches (MadoPaletteItem *self, const char *typed)
{
  g_autofree char *title = fold (self->title), *detail = fold (self->detail), *wanted = fold (typed);

  return strstr (title, wanted) != NULL || strstr (detail, wanted) != NULL;
}
