/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "mado-case-title.h"

#include <string.h>

#include "mado-json-member.h"
#include "mado-wording.h"

static const MadoItem *
find_first_of_type (const MadoProgramme *programme, const char *type)
{
  for (guint i = 0; i < mado_section_get_count (programme->items); i++) {
    const MadoItem *item = mado_section_get (programme->items, i);

    if (!item->is_of_list && strcmp (item->type, type) == 0)
      return item;
  }

  return NULL;
}

static yyjson_val *
get_value (const MadoEntity *entity, const MadoItem *item)
{
  return item != NULL ? yyjson_obj_get (yyjson_obj_get (mado_entity_get_body (entity), "items"), item->id) : NULL;
}

/**
 * mado_case_title_read:
 * @self: (out caller-allocates): a title
 * @programme: the programme of the case
 * @entity: a case, cut to what somebody may see
 */
void
mado_case_title_read (MadoCaseTitle *self, const MadoProgramme *programme, const MadoEntity *entity)
{
  const MadoItem *code = find_first_of_type (programme, "code");
  const MadoState *state = mado_section_find (programme->states, mado_entity_get_state (entity));
  yyjson_val *name = get_value (entity, find_first_of_type (programme, "name"));
  g_autofree char *number = code != NULL ? mado_wording_write_value (code, get_value (entity, code)) : NULL;

  self->number = g_strdup (number != NULL ? number : "");
  self->name = g_strdup (mado_json_get_text (name, "kanji"));
  self->kana = g_strdup (mado_json_get_text (name, "kana"));
  self->state = g_strdup (state != NULL ? state->label : mado_entity_get_state (entity));
}

/**
 * mado_case_title_clear:
 * @self: a title
 */
void
mado_case_title_clear (MadoCaseTitle *self)
{
  g_clear_pointer (&self->number, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->kana, g_free);
  g_clear_pointer (&self->state, g_free);
}
