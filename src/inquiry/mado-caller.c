/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Turns what a search finds into people: cases, and through an earlier call the case that it was about. Nobody is shown
 * who is not shown to this person. */

#include "mado-caller.h"

#include <string.h>

#include "mado-about-index.h"
#include "mado-case.h"
#include "mado-era.h"
#include "mado-fold.h"
#include "mado-inquiry.h"
#include "mado-json-member.h"
#include "mado-main-item.h"
#include "mado-projection.h"
#include "mado-row.h"

typedef struct {
  MadoDatabase *reader;
  const MadoProgramme *programme;
  const MadoPerson *person;
  const char *typed; /* folded as a name */
  GPtrArray *callers;
  GPtrArray *births; /* (element-type utf8): of each, as it is stored */
} Search;

static void
free_caller (gpointer data)
{
  MadoCaller *self = data;

  g_free (self->number);
  g_free (self->name);
  g_free (self->kana);
  g_free (self->born);
  g_free (self->state);
  g_free (self);
}

/**
 * mado_callers_free:
 * @self: (transfer full): people
 */
void
mado_callers_free (MadoCallers *self)
{
  g_ptr_array_unref (self->callers);
  g_free (self);
}

/* --- one of them -------------------------------------------------------------------------------------------------- */

static gboolean
begins_with (const char *text, const char *typed)
{
  g_autofree char *key = mado_fold_name (text, MADO_FOLD_STRICT);

  return typed[0] != '\0' && g_str_has_prefix (key, typed);
}

/* A name may be anybody's in the case: a child's, a doctor's. A whole word says more than a part; where somebody lives
 * is said of everybody else there, too. */
static gboolean
is_sure (const Search *self, const MadoCaller *caller, const MadoSearchMatch *match)
{
  if (match->is_variant)
    return FALSE;
  if (match->field == MADO_SEARCH_NAME || match->field == MADO_SEARCH_READING)
    return begins_with (caller->name, self->typed) || begins_with (caller->kana, self->typed);

  return match->how == MADO_SEARCH_EXACT && match->field != MADO_SEARCH_ADDRESS && match->field != MADO_SEARCH_POSTAL;
}

static char *
dup_text (yyjson_val *items, const MadoItem *item)
{
  return g_strdup (item != NULL ? mado_json_get_text (items, item->id) : "");
}

static MadoCaller *
read_caller (const Search *self, const MadoEntity *seen)
{
  yyjson_val *items = yyjson_obj_get (mado_entity_get_body (seen), "items");
  const MadoItem *name = mado_main_item_find (self->programme, "name");
  const MadoState *state = mado_section_find (self->programme->states, mado_entity_get_state (seen));
  yyjson_val *value = name != NULL ? yyjson_obj_get (items, name->id) : NULL;
  MadoCaller *caller = g_new0 (MadoCaller, 1);

  caller->id = mado_entity_get_id (seen);
  caller->number = dup_text (items, mado_main_item_find (self->programme, "code"));
  caller->name = g_strdup (mado_json_get_text (value, "kanji"));
  caller->kana = g_strdup (mado_json_get_text (value, "kana"));
  caller->born = g_strdup ("");
  caller->state = g_strdup (state != NULL ? state->label : mado_entity_get_state (seen));
  caller->is_over = state != NULL && state->is_end;

  return caller;
}

static MadoCaller *
find_there (const Search *self, MadoId id)
{
  for (guint i = 0; i < self->callers->len; i++) {
    MadoCaller *caller = g_ptr_array_index (self->callers, i);

    if (mado_id_compare (caller->id, id) == 0)
      return caller;
  }

  return NULL;
}

static gboolean
add_case (Search *self, MadoEntity *entity, const MadoSearchMatch *match, gboolean is_of_case, GError **error)
{
  g_autoptr (MadoEntity) seen = NULL;
  MadoCaller *caller = find_there (self, mado_entity_get_id (entity));

  if (caller != NULL) {
    caller->is_likely = caller->is_likely && !(is_of_case && is_sure (self, caller, match));
    return TRUE;
  }
  if (!mado_project_for_person (self->programme, entity, NULL, self->person, &seen, error))
    return FALSE;
  if (seen == NULL)
    return TRUE;
  caller = read_caller (self, seen);
  caller->is_likely = !is_of_case || !is_sure (self, caller, match);
  caller->field = match->field;
  g_ptr_array_add (self->callers, caller);
  g_ptr_array_add (self->births, dup_text (yyjson_obj_get (mado_entity_get_body (seen), "items"),
                                           mado_main_item_find (self->programme, "date")));

  return TRUE;
}

/* Of a call about somebody under protection it is kept back who called, and from where. */
static gboolean
tells_who (yyjson_val *inquiry)
{
  return yyjson_obj_get (inquiry, "caller_name") != NULL || yyjson_obj_get (inquiry, "phone") != NULL;
}

/* Whoever called about a case before, and from where, is likely to call about it again. */
static gboolean
add_earlier_call (Search *self, MadoEntity *inquiry, const MadoSearchMatch *match, GError **error)
{
  g_autoptr (MadoEntity) seen = NULL;
  g_auto (MadoRow) row = { 0 };
  MadoId about = mado_json_get_id (mado_entity_get_body (inquiry), "case");

  if (!mado_id_is_valid (about))
    return TRUE;
  if (!mado_row_find (self->reader, about, &row, error))
    return FALSE;
  if (row.entity == NULL)
    return TRUE;
  if (!mado_project_for_person (self->programme, inquiry, row.entity, self->person, &seen, error))
    return FALSE;
  if (seen == NULL || !tells_who (mado_entity_get_body (seen)))
    return TRUE;

  return add_case (self, row.entity, match, FALSE, error);
}

static gboolean
add_hit (Search *self, const MadoSearchHit *hit, GError **error)
{
  g_autoptr (MadoEntity) entity = NULL;

  if (!mado_row_load (self->reader, hit->row, &entity, error))
    return FALSE;
  if (entity == NULL)
    return TRUE;
  if (strcmp (mado_entity_get_kind (entity), mado_case_kind.name) == 0)
    return add_case (self, entity, &hit->match, TRUE, error);
  if (strcmp (mado_entity_get_kind (entity), mado_inquiry_kind.name) == 0)
    return add_earlier_call (self, entity, &hit->match, error);

  return TRUE;
}

/* --- the last call ------------------------------------------------------------------------------------------------ */

/* When a call came stands first in it. */
static gboolean
note_last_call (const Search *self, MadoCaller *caller, GError **error)
{
  g_autoptr (GPtrArray) calls = mado_about_list (self->reader, caller->id, mado_inquiry_kind.name, 1, error);
  yyjson_val *thread;

  if (calls == NULL)
    return FALSE;
  if (calls->len == 0)
    return TRUE;
  thread = yyjson_obj_get (mado_entity_get_body (g_ptr_array_index (calls, 0)), "thread");
  caller->last_call = mado_json_get_number (yyjson_arr_get_first (thread), "at");

  return TRUE;
}

/* --- telling them apart ------------------------------------------------------------------------------------------- */

static gboolean
have_one_name (const MadoCaller *a, const MadoCaller *b)
{
  const char *first = a->kana[0] != '\0' && b->kana[0] != '\0' ? a->kana : a->name;
  const char *second = first == a->kana ? b->kana : b->name;

  return mado_fold_compare (first, second, MADO_FOLD_STRICT, NULL);
}

/* The year is enough, unless they share it. */
static char *
write_birth (const char *birth, gboolean is_whole)
{
  MadoDate date = mado_date_from_iso (birth);
  char *text = NULL;

  if (mado_date_is_valid (date))
    text = is_whole ? mado_era_format (date) : mado_era_format_year (date);

  return text != NULL ? text : g_strdup ("");
}

static void
tell_apart (const Search *self, guint place)
{
  MadoCaller *caller = g_ptr_array_index (self->callers, place);
  const char *birth = g_ptr_array_index (self->births, place);
  gboolean is_needed = FALSE, is_whole = FALSE;

  for (guint i = 0; i < self->callers->len; i++) {
    const char *other = g_ptr_array_index (self->births, i);

    if (i == place || strcmp (birth, other) == 0 || !have_one_name (caller, g_ptr_array_index (self->callers, i)))
      continue;
    is_needed = TRUE;
    is_whole = is_whole || strncmp (birth, other, 4) == 0;
  }
  if (!is_needed)
    return;
  g_free (caller->born);
  caller->born = write_birth (birth, is_whole);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const MadoCaller *first = *(const MadoCaller *const *) a, *second = *(const MadoCaller *const *) b;

  return first->is_over != second->is_over ? first->is_over - second->is_over : first->is_likely - second->is_likely;
}

static gboolean
look (Search *self, const GArray *hits, GError **error)
{
  for (guint i = 0; i < hits->len; i++)
    if (!add_hit (self, &g_array_index (hits, MadoSearchHit, i), error))
      return FALSE;
  for (guint i = 0; i < self->callers->len; i++) {
    tell_apart (self, i);
    if (!note_last_call (self, g_ptr_array_index (self->callers, i), error))
      return FALSE;
  }
  g_ptr_array_sort (self->callers, compare); /* is stable: within each they stay as they were found */

  return TRUE;
}

/**
 * mado_callers_find:
 * @reader: any connection
 * @programme: the programme
 * @person: who answers the call
 * @typed: what stands in the box
 * @error: %MADO_STORE_ERROR_TOO_LONG, or what reading failed with
 *
 * Returns: (transfer full) (nullable): who it may be
 */
MadoCallers *
mado_callers_find (
    MadoDatabase *reader, const MadoProgramme *programme, const MadoPerson *person, const char *typed, GError **error)
{
  g_autoptr (GPtrArray) callers = g_ptr_array_new_with_free_func (free_caller);
  g_autoptr (GPtrArray) births = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) hits = mado_search_load_page (reader, programme, typed, NULL, MADO_CALLERS_MOST, error);
  g_autofree char *valid = g_utf8_make_valid (typed, -1);
  g_autofree char *folded = mado_fold_name (valid, MADO_FOLD_STRICT);
  Search self = { reader, programme, person, folded, callers, births };
  MadoCallers *found;

  if (hits == NULL || !look (&self, hits, error))
    return NULL;
  found = g_new0 (MadoCallers, 1);
  found->callers = g_steal_pointer (&callers);
  found->is_all = hits->len < MADO_CALLERS_MOST;

  return found;
}
