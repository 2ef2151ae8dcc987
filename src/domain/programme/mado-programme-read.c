/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads the file of a programme, resolves what items and people inherit, and has it checked. */

#include "mado-programme-book.h"
#include "mado-programme-check.h"
#include "mado-programme-shapes.h"
#include "mado-programme.h"

/* Roles stay as they are, audiences become their roles. What is neither is left to the check. */
static GPtrArray *
resolve_roles (const MadoProgramme *self, const GPtrArray *names)
{
  GPtrArray *roles = mado_programme_text_new_list (self->text);

  for (guint i = 0; i < names->len; i++) {
    const char *name = g_ptr_array_index (names, i);
    const MadoAudience *audience = mado_section_find (self->audiences, name);

    if (audience == NULL || audience->roles == NULL) {
      if (mado_section_find (self->roles, name) != NULL && !mado_names_contain (roles, name))
        g_ptr_array_add (roles, (gpointer) name);
      continue;
    }
    for (guint j = 0; j < audience->roles->len; j++)
      if (!mado_names_contain (roles, g_ptr_array_index (audience->roles, j)))
        g_ptr_array_add (roles, g_ptr_array_index (audience->roles, j));
  }

  return roles;
}

static void
resolve_group (MadoProgramme *self, const MadoItemGroup *group, gboolean is_list, GPtrArray *faults)
{
  for (guint i = 0; i < mado_section_get_count (group->fields); i++) {
    MadoItem *item = mado_section_get (group->fields, i);

    item->section = group->id;
    item->is_of_list = is_list;
    item->see = resolve_roles (self, item->own_see != NULL ? item->own_see : group->see);
    item->edit = resolve_roles (self, item->own_edit != NULL ? item->own_edit : group->edit);
    item->give = item->own_give != NULL ? item->own_give : group->give;
    item->mask_roles = resolve_roles (self, item->mask_for);
    item->attach_roles = resolve_roles (self, item->attach);
    if (!mado_section_add (self->items, item))
      mado_programme_text_report (self->text, faults, item->id, 0, "E_ID_TWICE", "There is another item \"%s\"",
                                  item->id);
  }
}

/* A section stands for those of its items that take edits. An item that takes none stays, for the check. */
static GPtrArray *
resolve_edits (const MadoProgramme *self, const GPtrArray *names)
{
  GPtrArray *items = mado_programme_text_new_list (self->text);

  for (guint i = 0; i < names->len; i++) {
    const char *name = g_ptr_array_index (names, i);
    const MadoItemGroup *group = mado_section_find (self->item_groups, name);

    if (group == NULL)
      group = mado_section_find (self->lists, name);
    if (group == NULL)
      g_ptr_array_add (items, (gpointer) name);
    for (guint j = 0; group != NULL && j < mado_section_get_count (group->fields); j++) {
      const MadoItem *item = mado_section_get (group->fields, j);

      if (mado_item_takes_edits (item))
        g_ptr_array_add (items, (gpointer) item->id);
    }
  }

  return items;
}

static void
resolve_flow (MadoProgramme *self)
{
  for (guint i = 0; i < mado_section_get_count (self->transitions); i++) {
    MadoTransition *transition = mado_section_get (self->transitions, i);

    transition->roles = resolve_roles (self, transition->by);
    transition->edited = resolve_edits (self, transition->edits);
  }
  for (guint i = 0; i < mado_section_get_count (self->queues); i++) {
    MadoQueue *queue = mado_section_get (self->queues, i);

    queue->roles = resolve_roles (self, queue->readers);
  }
}

static void
resolve (MadoProgramme *self, GPtrArray *faults)
{
  for (guint i = 0; i < mado_section_get_count (self->audiences); i++) {
    MadoAudience *audience = mado_section_get (self->audiences, i);

    audience->roles = resolve_roles (self, audience->names);
  }
  self->items = mado_programme_text_new_section (self->text);
  for (guint i = 0; i < mado_section_get_count (self->item_groups); i++)
    resolve_group (self, mado_section_get (self->item_groups, i), FALSE, faults);
  for (guint i = 0; i < mado_section_get_count (self->lists); i++)
    resolve_group (self, mado_section_get (self->lists, i), TRUE, faults);
  for (guint i = 0; i < mado_section_get_count (self->duties); i++) {
    MadoDuty *duty = mado_section_get (self->duties, i);

    duty->roles = resolve_roles (self, duty->names);
  }
  for (guint i = 0; i < mado_section_get_count (self->sites); i++) {
    MadoSite *site = mado_section_get (self->sites, i);

    site->roles = resolve_roles (self, site->names);
  }
  resolve_flow (self);
}

/**
 * mado_programme_read:
 * @file: the bytes of a programme file, from anywhere
 * @faults: (element-type MadoProgrammeFault): takes everything that is wrong, in the order of the file
 *
 * Returns: (transfer full) (nullable): the programme, %NULL if and only if there are faults
 */
MadoProgramme *
mado_programme_read (GBytes *file, GPtrArray *faults)
{
  g_autoptr (MadoProgramme) self = g_new0 (MadoProgramme, 1);
  guint n_before = faults->len;

  g_atomic_ref_count_init (&self->ref_count);
  self->text = mado_programme_text_new (file, faults);
  if (self->text == NULL)
    return NULL;
  mado_shape_read (mado_programme_get_shape (), self->text, self, faults);
  resolve (self, faults);
  self->books = mado_programme_books_new (self);
  mado_programme_check (self, faults);
  mado_programme_faults_sort (faults);

  return faults->len == n_before ? g_steal_pointer (&self) : NULL;
}
