/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Says where an entity stands. Which work lists a case belongs to was judged by whoever saw the whole of it. */

#include "mado-queue-stand.h"

#include <string.h>

#include "mado-case.h"
#include "mado-instant.h"
#include "mado-json-member.h"
#include "mado-queue-key.h"
#include "mado-receipt.h"

/**
 * mado_queue_name_state:
 * @kind: the kind of an entity
 * @state: a state
 *
 * Returns: (transfer full): the name of the list of all that is in it
 */
char *
mado_queue_name_state (const char *kind, const char *state)
{
  return g_strconcat ("state:", kind, ":", state, NULL);
}

/**
 * mado_queue_name_milestone:
 * @milestone: a milestone
 *
 * Returns: (transfer full): the name of the list of all cases that have passed it
 */
char *
mado_queue_name_milestone (MadoMilestone milestone)
{
  return g_strconcat ("done:", mado_milestone_get_name (milestone), NULL);
}

/**
 * mado_queue_name_tally:
 * @tally: (nullable): what is counted apart; %NULL: all
 * @list: the name of a list of a state or a milestone
 *
 * Returns: (transfer full): the name of the list of those in it that came with one of the forms
 */
char *
mado_queue_name_tally (const MadoFormTally *tally, const char *list)
{
  return tally != NULL ? g_strconcat ("tally:", tally->id, ":", list, NULL) : g_strdup (list);
}

/**
 * mado_queue_key_of_day:
 * @day: an ISO date, or "": none is known
 *
 * Returns: (transfer full): the key in the list of a state of what is in it since then
 */
GBytes *
mado_queue_key_of_day (const char *day)
{
  const MadoQueueValue since = { day[0] != '\0' ? MADO_QUEUE_VALUE_TEXT : MADO_QUEUE_VALUE_NOTHING, 0, day, day };
  GByteArray *key = g_byte_array_new ();

  mado_queue_key_add (key, &since);

  return g_byte_array_free_to_bytes (key);
}

static GBytes *
make_key (const MadoProgramme *programme, const GPtrArray *order, MadoQueueSubject subject)
{
  GByteArray *key = g_byte_array_new ();

  for (guint i = 0; i < order->len; i++) {
    MadoQueueValue value = mado_queue_value_read (programme, g_ptr_array_index (order, i), subject);

    mado_queue_key_add (key, &value);
  }

  return g_byte_array_free_to_bytes (key);
}

static void
free_stand (gpointer data)
{
  MadoQueueStand *stand = data;

  g_free (stand->queue);
  g_bytes_unref (stand->key);
  g_free (stand);
}

static void
add_stand (GPtrArray *stands, char *queue, GBytes *key)
{
  g_ptr_array_add (stands, g_memdup2 (&(MadoQueueStand) { queue, key }, sizeof (MadoQueueStand)));
}

static gboolean
has_stand (const GPtrArray *stands, const char *queue)
{
  for (guint i = 0; i < stands->len; i++)
    if (g_str_equal (((const MadoQueueStand *) g_ptr_array_index (stands, i))->queue, queue))
      return TRUE;

  return FALSE;
}

static void
note_latest (const MadoProgramme *programme, const char *id, yyjson_val *stamp, gint64 *latest)
{
  const MadoTransition *transition = mado_section_find (programme->transitions, id);
  MadoMilestone milestone = transition != NULL ? mado_milestone_find (programme, transition) : MADO_MILESTONE_NONE;

  latest[milestone] = MAX (latest[milestone], mado_json_get_number (stamp, "at"));
}

/* What was done twice counts where it was done last. */
static void
add_milestones (GPtrArray *stands, const MadoProgramme *programme, yyjson_val *body)
{
  yyjson_obj_iter done = yyjson_obj_iter_with (yyjson_obj_get (body, "done"));
  gint64 latest[MADO_N_MILESTONES] = { 0 };

  for (yyjson_val *id = yyjson_obj_iter_next (&done); id != NULL; id = yyjson_obj_iter_next (&done))
    note_latest (programme, yyjson_get_str (id), yyjson_obj_iter_get_val (id), latest);
  for (int i = MADO_MILESTONE_RECEIVED; i < MADO_N_MILESTONES; i++)
    if (latest[i] > 0) {
      char day[MADO_DATE_ISO_SIZE];

      mado_date_to_iso (mado_instant_get_japanese_day ((MadoInstant) { latest[i] * 1000 }), day);
      add_stand (stands, mado_queue_name_milestone ((MadoMilestone) i), mado_queue_key_of_day (day));
    }
}

static gboolean
takes_receipt (const MadoFormTally *tally, const char *receipt)
{
  for (guint i = 0; i < tally->forms->len; i++)
    if (mado_receipt_is_of_form (receipt, g_ptr_array_index (tally->forms, i)))
      return TRUE;

  return FALSE;
}

/* Where a case stands by its state and its milestones, it stands once more among those of its form. */
static void
add_tallies (GPtrArray *stands, const MadoProgramme *programme, yyjson_val *body)
{
  const char *receipt = mado_json_get_text (body, "receipt");
  const guint n_stands = stands->len;

  for (guint i = 0; i < mado_section_get_count (programme->tallies); i++) {
    const MadoFormTally *tally = mado_section_get (programme->tallies, i);

    for (guint j = 0; j < n_stands && takes_receipt (tally, receipt); j++) {
      const MadoQueueStand *stand = g_ptr_array_index (stands, j);

      add_stand (stands, mado_queue_name_tally (tally, stand->queue), g_bytes_ref (stand->key));
    }
  }
}

/**
 * mado_queue_list_stands:
 * @programme: the programme
 * @entity: (nullable): an entity; %NULL stands nowhere
 *
 * Returns: (transfer full) (element-type MadoQueueStand): the lists that it stands in, each once
 */
GPtrArray *
mado_queue_list_stands (const MadoProgramme *programme, const MadoEntity *entity)
{
  GPtrArray *stands = g_ptr_array_new_with_free_func (free_stand);

  if (entity == NULL)
    return stands;

  const MadoQueueSubject subject = { mado_entity_get_state (entity), mado_entity_get_body (entity) };
  yyjson_arr_iter names = yyjson_arr_iter_with (yyjson_obj_get (subject.body, "queues"));

  add_stand (stands, mado_queue_name_state (mado_entity_get_kind (entity), subject.state),
             mado_queue_key_of_day (mado_json_get_text (subject.body, "since")));
  if (strcmp (mado_entity_get_kind (entity), mado_case_kind.name) == 0) {
    add_milestones (stands, programme, subject.body);
    add_tallies (stands, programme, subject.body);
  }
  for (yyjson_val *name = yyjson_arr_iter_next (&names); name != NULL; name = yyjson_arr_iter_next (&names)) {
    const MadoQueue *queue = yyjson_is_str (name) ? mado_section_find (programme->queues, yyjson_get_str (name)) : NULL;

    if (queue != NULL && !has_stand (stands, queue->id))
      add_stand (stands, g_strdup (queue->id), make_key (programme, queue->order, subject));
  }

  return stands;
}
