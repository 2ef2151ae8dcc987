/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads what there is once; what of it a packet may be made of is another thing for each packet. */

#include "mado-packet-source.h"

#include <glib/gi18n.h>
#include <string.h>

#include "mado-handover-words.h"
#include "mado-json-member.h"
#include "mado-letter-packet.h"
#include "mado-letter-run.h"
#include "mado-row.h"

#define MOST 50 /* of a kind in one state */

/* --- what there is ------------------------------------------------------------------------------------------------ */

/**
 * mado_packet_stock_free:
 * @self: (nullable) (transfer full): a stock
 */
void
mado_packet_stock_free (MadoPacketStock *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->batches);
  g_ptr_array_unref (self->runs);
  g_free (self);
}

/* Ids are in the order in which they were drawn. */
static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  return mado_id_compare (mado_entity_get_id (*(MadoEntity *const *) b), mado_entity_get_id (*(MadoEntity *const *) a));
}

static GPtrArray *
load (MadoDatabase *database, const char *kind, const char *const *states, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_entity_unref);

  for (; *states != NULL; states++) {
    g_autoptr (GPtrArray) page = mado_row_list (database, kind, *states, NULL, MOST, error);

    if (page == NULL)
      return NULL;
    for (guint i = 0; i < page->len; i++)
      g_ptr_array_add (found, mado_entity_ref (g_ptr_array_index (page, i)));
  }
  g_ptr_array_sort (found, compare_newest_first);

  return g_steal_pointer (&found);
}

static void
load_work (GTask *task, MadoDatabase *database, gpointer unused, GCancellable *cancellable)
{
  static const char *const of_batches[] = { "approved", "frozen", "open", NULL };
  static const char *const of_runs[] = { MADO_LETTER_RUN_APPROVED, MADO_LETTER_RUN_PRINTED, NULL };
  GError *error = NULL;
  g_autoptr (GPtrArray) batches = load (database, "batch", of_batches, &error);
  g_autoptr (GPtrArray) runs = batches != NULL ? load (database, mado_letter_run_kind.name, of_runs, &error) : NULL;
  MadoPacketStock *stock;

  if (runs == NULL) {
    g_task_return_error (task, error);
    return;
  }
  stock = g_new0 (MadoPacketStock, 1);
  stock->batches = g_steal_pointer (&batches);
  stock->runs = g_steal_pointer (&runs);
  g_task_return_pointer (task, stock, (GDestroyNotify) mado_packet_stock_free);
}

/**
 * mado_packet_stock_load_async:
 * @source: who wants to know
 * @session: a session
 * @callback: is told
 */
void
mado_packet_stock_load_async (GObject *source, MadoSession *session, GAsyncReadyCallback callback)
{
  GTask *task = g_task_new (source, NULL, callback, NULL);

  g_task_set_source_tag (task, mado_packet_stock_load_async);
  mado_desk_do (mado_session_get_desk (session), MADO_DESK_READER, task, load_work);
}

/**
 * mado_packet_stock_load_finish:
 * @result: of mado_packet_stock_load_async()
 * @error: what the disk said
 *
 * Returns: (transfer full) (nullable): what there is
 */
MadoPacketStock *
mado_packet_stock_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- what of it is offered ---------------------------------------------------------------------------------------- */

static void
free_source (gpointer data)
{
  MadoPacketSource *source = data;

  g_free (source->name);
  g_free (source->queue);
  g_free (source);
}

/* @name: (transfer full) */
static MadoPacketSource *
add (GPtrArray *sources, char *name)
{
  MadoPacketSource *source = g_new0 (MadoPacketSource, 1);

  source->name = name;
  source->batch = source->run = MADO_ID_NONE;
  g_ptr_array_add (sources, source);

  return source;
}

/* How much of it leaves is counted, and told with what is signed: it may be a part. */
static void
add_only_batch (GPtrArray *sources, const MadoEntity *batch)
{
  yyjson_val *made = yyjson_obj_get (mado_entity_get_body (batch), "made");
  g_autofree char *moment = mado_handover_words_dup_moment (mado_json_get_number (made, "at"));

  /* Translators: %s is a moment */
  add (sources, g_strdup_printf (_ ("Batch of %s"), moment))->batch = mado_entity_get_id (batch);
}

static void
add_batch (GPtrArray *sources, const MadoEntity *batch)
{
  yyjson_val *body = mado_entity_get_body (batch);
  g_autofree char *moment = mado_handover_words_dup_moment (mado_json_get_number (yyjson_obj_get (body, "made"), "at"));

  /* Translators: a moment, a number of cases, an amount of money */
  add (sources,
       g_strdup_printf (_ ("Batch of %s: %'u cases, %'u yen"), moment, (guint) mado_json_get_number (body, "count"),
                        (guint) mado_json_get_number (body, "sum")))
      ->batch = mado_entity_get_id (batch);
}

static void
add_batches (GPtrArray *sources, const MadoPacketStock *stock, const MadoPacket *packet, MadoId only)
{
  for (guint i = 0; i < stock->batches->len; i++) {
    const MadoEntity *batch = g_ptr_array_index (stock->batches, i);

    if (mado_id_compare (mado_entity_get_id (batch), only) == 0)
      add_only_batch (sources, batch);
    else if (!mado_id_is_valid (only) &&
             strcmp (mado_json_get_text (mado_entity_get_body (batch), "packet"), packet->id) == 0)
      add_batch (sources, batch);
  }
}

static void
add_run (GPtrArray *sources, const MadoProgramme *programme, const MadoPacket *packet, const MadoEntity *run)
{
  yyjson_val *body = mado_entity_get_body (run);
  const MadoLetter *letter = mado_section_find (programme->letters, mado_json_get_text (body, "letter"));
  gint64 good =
      mado_json_get_number (body, MADO_LETTER_RUN_COUNT) + mado_json_get_number (body, MADO_LETTER_RUN_REPRINTED) -
      mado_json_get_number (body, MADO_LETTER_RUN_SPOILED) - mado_json_get_number (body, MADO_LETTER_RUN_VOID);

  if (good <= 0 || !mado_letter_packet_is_for (packet, letter))
    return;
  /* Translators: the number of a run of letters, what letters they are, how many */
  add (sources, g_strdup_printf (_ ("Run of letters %s: %s, %'u letters"), mado_json_get_text (body, "number"),
                                 letter->label, (guint) good))
      ->run = mado_entity_get_id (run);
}

static void
add_whole_lists (GPtrArray *sources, const MadoProgramme *programme)
{
  add (sources, g_strdup (_ ("All that the packet is meant for")));
  for (guint i = 0; i < mado_section_get_count (programme->queues); i++) {
    const MadoQueue *queue = mado_section_get (programme->queues, i);

    add (sources, g_strdup (queue->label))->queue = g_strdup (queue->id);
  }
}

/**
 * mado_packet_sources_list:
 * @stock: (nullable): what there is; %NULL: it is still being read
 * @programme: a programme
 * @packet: of it
 * @only: the batch that it is made of; %MADO_ID_NONE: whoever makes it chooses
 *
 * Returns: (transfer full) (element-type MadoPacketSource): what that packet may be made of
 */
GPtrArray *
mado_packet_sources_list (const MadoPacketStock *stock,
                          const MadoProgramme *programme,
                          const MadoPacket *packet,
                          MadoId only)
{
  const gboolean is_free = !mado_id_is_valid (only);
  GPtrArray *sources = g_ptr_array_new_with_free_func (free_source);

  if (stock != NULL)
    add_batches (sources, stock, packet, only);
  for (guint i = 0; stock != NULL && is_free && i < stock->runs->len; i++)
    add_run (sources, programme, packet, g_ptr_array_index (stock->runs, i));
  if (is_free)
    add_whole_lists (sources, programme);

  return sources;
}
