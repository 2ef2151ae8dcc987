/* SPDX-License-Identifier: GPL-3.0-or-later */

/* One walk over the cases serves all batches. */

#include "mado-batch-tally.h"

#include <string.h>

#include "mado-case-right.h"
#include "mado-desk-clerk.h"
#include "mado-json-member.h"

/**
 * mado_batch_tally_free:
 * @self: (transfer full): a tally
 */
void
mado_batch_tally_free (MadoBatchTally *self)
{
  mado_entity_unref (self->batch);
  g_free (self);
}

/* It can be paid from there; or a result has come, and the service has not answered yet. */
static gboolean
is_decided (const MadoProgramme *programme, const char *state)
{
  for (guint i = 0; i < mado_section_get_count (programme->transitions); i++) {
    const MadoTransition *transition = mado_section_get (programme->transitions, i);
    gboolean pays = strcmp (transition->right, "pay") == 0;

    if ((pays && mado_names_contain (transition->from, state)) ||
        ((pays || strcmp (transition->right, "fail") == 0) && strcmp (transition->to, state) == 0))
      return TRUE;
  }

  return FALSE;
}

static void
count (MadoMoneyCount *self, gint64 amount)
{
  self->count++;
  self->sum += amount;
}

/**
 * mado_batch_tally_add_case:
 * @self: a tally
 * @programme: its programme
 * @entity: a case that is in the batch
 */
void
mado_batch_tally_add_case (MadoBatchTally *self, const MadoProgramme *programme, const MadoEntity *entity)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (mado_entity_get_body (entity), "rights"));
  gboolean has_decision = is_decided (programme, mado_entity_get_state (entity));

  for (yyjson_val *right = yyjson_arr_iter_next (&iter); right != NULL; right = yyjson_arr_iter_next (&iter)) {
    const char *state = mado_json_get_text (right, "state");
    gint64 amount = mado_json_get_number (right, "amount");

    if (strcmp (state, MADO_RIGHT_PAID) == 0)
      count (&self->paid, amount);
    else if (strcmp (state, MADO_RIGHT_FAILED) == 0)
      count (&self->failed, amount);
    else if (strcmp (state, MADO_RIGHT_ORDERED) == 0)
      count (has_decision ? &self->decided : &self->undecided, amount);
  }
}

static void
add_count (MadoMoneyCount *self, const MadoMoneyCount *other)
{
  self->count += other->count;
  self->sum += other->sum;
}

/**
 * mado_batch_tally_add:
 * @self: what has become of the cases of several batches
 * @other: one more
 */
void
mado_batch_tally_add (MadoBatchTally *self, const MadoBatchTally *other)
{
  add_count (&self->undecided, &other->undecided);
  add_count (&self->decided, &other->decided);
  add_count (&self->paid, &other->paid);
  add_count (&self->failed, &other->failed);
}

/* --- all of them -------------------------------------------------------------------------------------------------- */

typedef struct {
  const MadoProgramme *programme;
  GPtrArray *tallies;
  GHashTable *by_id; /* text of the id → MadoBatchTally */
} Loading;

static gboolean
take_batch (gpointer user_data, MadoEntity *entity, GError **error)
{
  const Loading *self = user_data;
  MadoBatchTally *tally = g_new0 (MadoBatchTally, 1);
  char *id = g_malloc (MADO_ID_TEXT_SIZE);

  mado_id_to_text (mado_entity_get_id (entity), id);
  tally->batch = mado_entity_ref (entity);
  g_ptr_array_add (self->tallies, tally);
  g_hash_table_insert (self->by_id, id, tally);

  return TRUE;
}

static gboolean
take_case (gpointer user_data, MadoEntity *entity, GError **error)
{
  const Loading *self = user_data;
  yyjson_val *mine = yyjson_obj_get (mado_entity_get_body (entity), "batch");
  MadoBatchTally *tally = g_hash_table_lookup (self->by_id, mado_json_get_text (mine, "id"));

  if (tally != NULL)
    mado_batch_tally_add_case (tally, self->programme, entity);

  return TRUE;
}

static gint
compare_batches (gconstpointer a, gconstpointer b)
{
  return -mado_id_compare (mado_entity_get_id (((const MadoBatchTally *) a)->batch),
                           mado_entity_get_id (((const MadoBatchTally *) b)->batch));
}

/**
 * mado_batch_tally_load:
 * @database: any connection
 * @programme: the programme
 * @error: why nobody can say
 *
 * Returns: (transfer full) (nullable) (element-type MadoBatchTally): of all batches, the youngest first
 */
GPtrArray *
mado_batch_tally_load (MadoDatabase *database, const MadoProgramme *programme, GError **error)
{
  g_autoptr (GPtrArray) tallies = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_batch_tally_free);
  g_autoptr (GHashTable) by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Loading loading = { programme, tallies, by_id };

  if (!mado_desk_visit (database, "batch", NULL, take_batch, &loading, error))
    return NULL;
  if (tallies->len > 0 && !mado_desk_visit (database, "case", NULL, take_case, &loading, error))
    return NULL;
  g_ptr_array_sort_values (tallies, compare_batches);

  return g_steal_pointer (&tallies);
}
