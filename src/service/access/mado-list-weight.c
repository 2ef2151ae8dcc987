/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Goes through the cases of all programmes of a ward, a page at a time. */

#include "mado-list-weight.h"

#include <string.h>

#include "mado-case.h"
#include "mado-handlers.h"
#include "mado-json-member.h"

#define PAGE 500
#define ACCOUNT "account" /* the type of such items */

typedef struct {
  const MadoBankMaster *before; /* (nullable) */
  const MadoBankMaster *after;
  MadoListWeight *weight;
} Scale;

/* --- one case ----------------------------------------------------------------------------------------------------- */

static gboolean
knows (const MadoBankMaster *list, yyjson_val *account)
{
  return mado_bank_master_find_by_code (list, mado_json_get_text (account, "bank"),
                                        mado_json_get_text (account, "branch"))
             .status == MADO_BANK_OK;
}

/* A branch that the list in use does not have either is no news of this one. */
static void
weigh_account (const Scale *self, yyjson_val *account)
{
  if (mado_json_get_text (account, "branch")[0] == '\0')
    return;
  self->weight->payees++;
  if (!knows (self->after, account) && (self->before == NULL || knows (self->before, account)))
    self->weight->gone++;
}

static gboolean
is_over (const MadoProgramme *programme, const MadoEntity *entity)
{
  const MadoState *state = mado_section_find (programme->states, mado_entity_get_state (entity));

  return state == NULL || state->is_end;
}

static void
weigh_case (const Scale *self, const MadoProgramme *programme, const MadoEntity *entity)
{
  yyjson_val *items = yyjson_obj_get (mado_entity_get_body (entity), "items");

  for (guint i = 0; i < mado_section_get_count (programme->items); i++) {
    const MadoItem *item = mado_section_get (programme->items, i);

    if (!item->is_of_list && strcmp (item->type, ACCOUNT) == 0)
      weigh_account (self, yyjson_obj_get (items, item->id));
  }
}

/* --- a ward ------------------------------------------------------------------------------------------------------- */

static void
weigh_page (const Scale *self, const MadoProgramme *programme, const GArray *rows)
{
  for (guint i = 0; i < rows->len; i++) {
    const MadoEntity *entity = g_array_index (rows, MadoStoredRow, i).entity;

    if (entity != NULL && strcmp (mado_entity_get_kind (entity), mado_case_kind.name) == 0 &&
        !is_over (programme, entity))
      weigh_case (self, programme, entity);
  }
}

static gboolean
weigh_stream (const Scale *self, MadoBackend *backend, const char *name, const MadoProgramme *programme, GError **error)
{
  g_autofree char *place = g_strdup ("");
  MadoStreamStand stand = { 0 };

  if (!backend->type->find_stream (backend, name, &stand, error))
    return FALSE;
  while (place != NULL) {
    g_autoptr (GArray) rows = NULL;
    char *next = NULL;

    if (!backend->type->list_entities (backend, stand.number, place, PAGE, &rows, &next, error))
      return FALSE;
    weigh_page (self, programme, rows);
    g_free (place);
    place = next;
  }

  return TRUE;
}

/**
 * mado_list_weigh:
 * @access: access
 * @backend: of the ward, in a turn
 * @before: (nullable): the list that is in use; %NULL: there is none
 * @after: the list that would be
 * @out_weight: (out): what it would do
 * @error: where to put what went wrong
 *
 * Takes long where there are many cases.
 *
 * Returns: whether all cases were looked at
 */
gboolean
mado_list_weigh (const MadoAccess *access,
                 MadoBackend *backend,
                 const MadoBankMaster *before,
                 const MadoBankMaster *after,
                 MadoListWeight *out_weight,
                 GError **error)
{
  const Scale scale = { before, after, out_weight };
  g_autoptr (GPtrArray) names = NULL;

  *out_weight = (MadoListWeight) { 0 };
  if (!backend->type->list_streams (backend, &names, error))
    return FALSE;
  for (guint i = 0; i < names->len; i++) {
    const char *name = g_ptr_array_index (names, i);
    const char *id = strchr (name, '/');
    g_autoptr (MadoProgramme) programme = NULL;

    if (id == NULL || !mado_handlers_load_programme (access, backend, id + 1, &programme, error))
      return FALSE;
    if (programme != NULL && !weigh_stream (&scale, backend, name, programme, error))
      return FALSE;
  }

  return TRUE;
}
