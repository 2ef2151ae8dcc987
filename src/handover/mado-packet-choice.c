/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Goes through the cases of a profile on the thread that nobody waits for, and keeps the table and whom it is about. */

#include "mado-packet-choice.h"

#include <string.h>

#include "mado-case-right.h"
#include "mado-json-member.h"
#include "mado-packet-error.h"
#include "mado-row.h"

#define PAGE 500

typedef struct {
  const MadoPacketChoice *choice;
  MadoDesk *desk;
  MadoDate today;
  MadoFindings *findings;
  MadoPacketTable *table;
  MadoChosenCases *chosen; /* what comes of it */
} Gathering;

static gboolean
stands_in (yyjson_val *body, const char *queue)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (body, "queues"));

  for (yyjson_val *own = yyjson_arr_iter_next (&iter); own != NULL; own = yyjson_arr_iter_next (&iter))
    if (yyjson_equals_str (own, queue))
      return TRUE;

  return FALSE;
}

/* Where a row is a payment, whoever has none that is ordered is not meant. */
static gboolean
has_ordered (yyjson_val *body)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (body, "rights"));

  for (yyjson_val *right = yyjson_arr_iter_next (&iter); right != NULL; right = yyjson_arr_iter_next (&iter))
    if (strcmp (mado_json_get_text (right, "state"), MADO_RIGHT_ORDERED) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
is_wanted (const Gathering *self, const MadoEntity *entity)
{
  const MadoPacketChoice *choice = self->choice;
  yyjson_val *body = mado_entity_get_body (entity);

  if (strcmp (mado_packet_table_get_packet (self->table)->file.one_row_per, "right") == 0 && !has_ordered (body))
    return FALSE;

  return (!mado_id_is_valid (choice->batch) ||
          mado_id_compare (mado_json_get_id (yyjson_obj_get (body, "batch"), "id"), choice->batch) == 0) &&
         (choice->queue == NULL || stands_in (body, choice->queue));
}

static gboolean
add_case (Gathering *self, const MadoEntity *entity, GError **error)
{
  gint64 n_before = mado_packet_table_get_n_rows (self->table);
  MadoId id = mado_entity_get_id (entity);

  if (!is_wanted (self, entity))
    return TRUE;
  if (!mado_packet_table_add (self->table, entity, self->findings, error))
    return FALSE;
  if (mado_packet_table_get_n_rows (self->table) > n_before)
    g_array_append_val (self->chosen->cases, id);

  return TRUE;
}

static gboolean
add_state (Gathering *self, MadoDatabase *database, const char *state, GError **error)
{
  g_autoptr (MadoEntity) last = NULL;

  for (;;) {
    g_autoptr (GPtrArray) page = mado_row_list (database, "case", state, last, PAGE, error);

    if (page == NULL)
      return FALSE;
    for (guint i = 0; i < page->len; i++)
      if (!add_case (self, g_ptr_array_index (page, i), error))
        return FALSE;
    if (page->len < PAGE)
      return TRUE;
    g_clear_pointer (&last, mado_entity_unref);
    last = mado_entity_ref (g_ptr_array_index (page, page->len - 1));
  }
}

static gboolean
add_all (Gathering *self, MadoDatabase *database, GError **error)
{
  const MadoSection *states = mado_desk_get_programme (self->desk)->states;

  for (guint i = 0; i < mado_section_get_count (states); i++)
    if (!add_state (self, database, ((const MadoState *) mado_section_get (states, i))->id, error))
      return FALSE;

  return TRUE;
}

static gboolean
gather (Gathering *self, MadoDatabase *database, GError **error)
{
  g_autoptr (MadoJudge) judge = mado_judge_new (mado_desk_get_programme (self->desk), error);
  g_autoptr (MadoPacketTable) table =
      judge != NULL ? mado_packet_table_new (judge, self->choice->packet, self->today, error) : NULL;

  self->table = table;
  if (table == NULL || !add_all (self, database, error))
    return FALSE;
  if (mado_findings_have_errors (self->findings)) {
    g_set_error_literal (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_CONTENT,
                         "something in the cases cannot go: the findings say what");
    return FALSE;
  }
  self->chosen->packet = mado_packet_table_get_packet (table);
  self->chosen->purpose = self->chosen->packet->label;
  self->chosen->content = mado_packet_table_finish (table);

  return TRUE;
}

static void
gather_work (GTask *task, MadoDatabase *database, gpointer request, G_GNUC_UNUSED GCancellable *cancellable)
{
  GError *error = NULL;

  if (gather (request, database, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * mado_packet_choice_gather:
 * @self: which cases
 * @desk: of a profile
 * @today: the day that rules go by
 * @findings: takes what is odd in them; the record of a finding is the case, from 1
 * @error: %MADO_PACKET_ERROR_PROGRAMME; %MADO_PACKET_ERROR_CONTENT where a finding is an error; or what reading failed
 *   with
 *
 * Returns: (transfer full) (nullable): the rows that go
 */
MadoChosenCases *
mado_packet_choice_gather (
    const MadoPacketChoice *self, MadoDesk *desk, MadoDate today, MadoFindings *findings, GError **error)
{
  g_autoptr (MadoChosenCases) chosen = g_new0 (MadoChosenCases, 1);
  Gathering gathering = { self, desk, today, findings, NULL, chosen };

  chosen->cases = g_array_new (FALSE, FALSE, sizeof (MadoId));

  return mado_desk_do_and_wait (desk, MADO_DESK_SEARCHER, gather_work, &gathering, error) ? g_steal_pointer (&chosen)
                                                                                          : NULL;
}

/**
 * mado_chosen_cases_free:
 * @self: (transfer full): rows that go
 */
void
mado_chosen_cases_free (MadoChosenCases *self)
{
  g_clear_pointer (&self->content, mado_packet_content_free);
  g_array_unref (self->cases);
  g_free (self);
}

/**
 * mado_chosen_cases_list:
 * @self: rows that go
 *
 * Whom and what the packet is about, to be kept with its entry: if the medium is lost, the ward has to know at once. It
 * names cases by their ids alone, so that it holds nothing of anybody who is erased.
 *
 * Returns: (transfer full): `{"cases": […], "items": […]}`
 */
GBytes *
mado_chosen_cases_list (const MadoChosenCases *self)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);
  yyjson_mut_val *cases = yyjson_mut_obj_add_arr (doc, root, "cases");
  yyjson_mut_val *items = yyjson_mut_obj_add_arr (doc, root, "items");
  size_t length = 0;
  char *text;

  yyjson_mut_doc_set_root (doc, root);
  for (guint i = 0; i < self->cases->len; i++) {
    char id[MADO_ID_TEXT_SIZE];

    mado_id_to_text (g_array_index (self->cases, MadoId, i), id);
    yyjson_mut_arr_add_strcpy (doc, cases, id);
  }
  for (guint i = 0; i < self->packet->items->len; i++)
    yyjson_mut_arr_add_str (doc, items, g_ptr_array_index (self->packet->items, i));
  text = yyjson_mut_write (doc, 0, &length);
  yyjson_mut_doc_free (doc);

  return g_bytes_new_with_free_func (text, length, free, text);
}
