/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Cases become rows. What a row has comes out of the projection for its receiver, so that nobody has to remember here
 * what may go. */

#include "mado-packet-table.h"

#include <string.h>

#include "mado-case-right.h"
#include "mado-charset.h"
#include "mado-csv-writer.h"
#include "mado-json-member.h"
#include "mado-packet-column.h"
#include "mado-packet-error.h"
#include "mado-projection.h"

struct _MadoPacketTable {
  MadoJudge *judge;
  const MadoPacket *packet;
  MadoDate today;
  GPtrArray *items; /* (element-type MadoItem) */
  GByteArray *bytes;
  guint64 n_cases; /* that were offered */
  gint64 rows;
  gint64 amount;
  gint64 amount_column;
};

static gboolean
is_cp932 (const MadoPacketTable *self)
{
  return strcmp (self->packet->file.encoding, "cp932") == 0;
}

static gboolean
goes_by_right (const MadoPacketTable *self)
{
  return strcmp (self->packet->file.one_row_per, "right") == 0;
}

static gboolean
is_amount (const MadoItem *item)
{
  return strcmp (item->type, "yen") == 0 && strcmp (item->set_by, "right") == 0;
}

/* --- what the programme says ------------------------------------------------------------------------------------- */

static gboolean
refuse (GError **error, const char *packet, const char *why)
{
  g_set_error (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_PROGRAMME, "cannot make a packet '%s': %s", packet, why);

  return FALSE;
}

static gboolean
check_packet (const MadoPacket *packet, const char *id, GError **error)
{
  if (packet == NULL)
    return refuse (error, id, "the programme has none of that name");
  if (packet->to[0] == '\0')
    return refuse (error, id, "it comes in, it does not go out");
  if (strcmp (packet->file.format, "csv") != 0)
    return refuse (error, id, "it is no table");

  return TRUE;
}

static gboolean
choose_items (MadoPacketTable *self, const MadoProgramme *programme, GError **error)
{
  g_autoptr (GPtrArray) headings = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->packet->items->len; i++) {
    const MadoItem *item = mado_section_find (programme->items, g_ptr_array_index (self->packet->items, i));

    if (item == NULL || !mado_item_may_get (item, self->packet->to))
      return refuse (error, self->packet->id, "an item of it is not approved for its receiver");
    if (!mado_packet_column_takes (item))
      return refuse (error, self->packet->id, "an item of it has more than one value a case");
    g_ptr_array_add (self->items, (gpointer) item);
    if (is_amount (item) && self->amount_column == 0)
      self->amount_column = headings->len + 1;
    mado_packet_column_add_headings (item, headings);
  }

  return TRUE;
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

static void
report (const MadoPacketTable *self, const char *code, const char *field, MadoFindings *findings)
{
  mado_findings_add (findings, code, self->n_cases, 0, field);
}

/* A cell that cannot be carried is told by its item, never replaced. */
static void
append_record (MadoPacketTable *self, const GPtrArray *cells, MadoFindings *findings)
{
  const char *charset = is_cp932 (self) ? MADO_CHARSET_CP932 : MADO_CHARSET_UTF_8;
  g_autoptr (GString) record = g_string_new (NULL);
  g_autoptr (GArray) uncarried = g_array_new (FALSE, FALSE, sizeof (gunichar));

  mado_csv_write_record (record, (const char *const *) cells->pdata, cells->len, MADO_CSV_FOR_MACHINES);
  if (!mado_charset_encode (record->str, charset, self->bytes, uncarried))
    report (self, MADO_PACKET_FINDING_CHARSET, NULL, findings);
}

static void
append_heading (MadoPacketTable *self, MadoFindings *findings)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) mark = g_string_new (NULL);

  if (!is_cp932 (self)) {
    mado_csv_write_mark (mark);
    g_byte_array_append (self->bytes, (const guint8 *) mark->str, (guint) mark->len);
  }
  for (guint i = 0; i < self->items->len; i++)
    mado_packet_column_add_headings (g_ptr_array_index (self->items, i), cells);
  if (self->packet->file.has_header)
    append_record (self, cells, findings);
}

/* @right: (nullable): what the row is for, where there is a row for each right */
static void
append_row (MadoPacketTable *self, yyjson_val *items, yyjson_val *right, MadoFindings *findings)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->items->len; i++) {
    const MadoItem *item = g_ptr_array_index (self->items, i);
    yyjson_val *value = yyjson_obj_get (items, item->id);

    if (right != NULL && is_amount (item))
      value = yyjson_obj_get (right, "amount");
    if (is_amount (item) && cells->len + 1 == self->amount_column)
      self->amount += yyjson_get_sint (value);
    if (!mado_packet_column_add_cells (item, value, cells)) {
      report (self, MADO_PACKET_FINDING_VALUE, item->id, findings);
      return;
    }
  }
  append_record (self, cells, findings);
  self->rows++;
}

static void
append_rows (MadoPacketTable *self, yyjson_val *items, yyjson_val *rights, MadoFindings *findings)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (rights);
  guint n_ordered = 0;

  for (yyjson_val *right = yyjson_arr_iter_next (&iter); right != NULL; right = yyjson_arr_iter_next (&iter))
    if (strcmp (mado_json_get_text (right, "state"), MADO_RIGHT_ORDERED) == 0) {
      append_row (self, items, right, findings);
      n_ordered++;
    }
  if (n_ordered == 0)
    report (self, MADO_PACKET_FINDING_NO_RIGHT, NULL, findings);
}

static void
report_left_out (const MadoPacketTable *self, const MadoFindings *left_out, MadoFindings *findings)
{
  for (guint i = 0; i < mado_findings_get_count (left_out); i++)
    report (self, MADO_PACKET_FINDING_PROTECTED, mado_findings_get (left_out, i)->field, findings);
}

static gboolean
judge (MadoPacketTable *self, const MadoEntity *entity, MadoAnswer *out_answer, GError **error)
{
  const MadoJudgement *judgement;

  *out_answer = MADO_ANSWER_PASSED;
  if (self->packet->when.text[0] == '\0')
    return TRUE;
  judgement =
      mado_judge_case (self->judge, mado_entity_get_body (entity), mado_entity_get_state (entity), self->today, error);
  if (judgement != NULL)
    *out_answer = mado_judgement_get_answer (judgement, self->packet);

  return judgement != NULL;
}

static void
take_case (MadoPacketTable *self, const MadoEntity *entity, MadoFindings *findings)
{
  g_autoptr (MadoFindings) left_out = mado_findings_new ();
  g_autoptr (yyjson_doc) doc = mado_project_for_receiver (mado_judge_get_programme (self->judge), entity,
                                                          self->packet->to, self->packet->items, left_out);
  yyjson_val *items = yyjson_obj_get (yyjson_doc_get_root (doc), "items");

  report_left_out (self, left_out, findings);
  if (goes_by_right (self))
    append_rows (self, items, yyjson_obj_get (mado_entity_get_body (entity), "rights"), findings);
  else
    append_row (self, items, NULL, findings);
}

/* --- a table ----------------------------------------------------------------------------------------------------- */

/**
 * mado_packet_table_new:
 * @judge: (transfer none): of the programme; must live as long as the table
 * @packet: the id of a packet that goes out
 * @today: the day that rules go by
 * @error: %MADO_PACKET_ERROR_PROGRAMME
 *
 * Returns: (transfer full): a table without rows
 */
MadoPacketTable *
mado_packet_table_new (MadoJudge *judge, const char *packet, MadoDate today, GError **error)
{
  const MadoProgramme *programme = mado_judge_get_programme (judge);
  g_autoptr (MadoPacketTable) self = g_new0 (MadoPacketTable, 1);
  g_autoptr (MadoFindings) findings = mado_findings_new ();

  self->judge = judge;
  self->today = today;
  self->packet = mado_section_find (programme->packets, packet);
  self->items = g_ptr_array_new ();
  self->bytes = g_byte_array_new ();
  if (!check_packet (self->packet, packet, error) || !choose_items (self, programme, error))
    return NULL;
  append_heading (self, findings);
  if (mado_findings_have_errors (findings)) {
    refuse (error, packet, "its encoding does not have the characters of its headings");
    return NULL;
  }

  return g_steal_pointer (&self);
}

/**
 * mado_packet_table_free:
 * @self: (nullable) (transfer full): a table
 */
void
mado_packet_table_free (MadoPacketTable *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->items);
  g_byte_array_unref (self->bytes);
  g_free (self);
}

/**
 * mado_packet_table_get_packet:
 * @self: a table
 *
 * Returns: (transfer none): what it is a table of
 */
const MadoPacket *
mado_packet_table_get_packet (const MadoPacketTable *self)
{
  return self->packet;
}

/**
 * mado_packet_table_get_n_rows:
 * @self: a table
 *
 * Returns: how many rows it has by now, without the headings
 */
gint64
mado_packet_table_get_n_rows (const MadoPacketTable *self)
{
  return self->rows;
}

/**
 * mado_packet_table_add:
 * @self: a table
 * @entity: a case
 * @findings: takes what is odd in it; with an error the packet must not be made
 * @error: %MADO_PACKET_ERROR_TOO_LARGE, or why a rule could not be run
 *
 * A case that the packet is not meant for, by the programme's rule, adds no row.
 *
 * Returns: whether the next case can be added
 */
gboolean
mado_packet_table_add (MadoPacketTable *self, const MadoEntity *entity, MadoFindings *findings, GError **error)
{
  MadoAnswer answer;

  self->n_cases++;
  if (mado_entity_is_cut (entity)) {
    report (self, MADO_PACKET_FINDING_CUT, NULL, findings);
    return TRUE;
  }
  if (!judge (self, entity, &answer, error))
    return FALSE;
  if (answer == MADO_ANSWER_UNKNOWN)
    report (self, MADO_PACKET_FINDING_WHEN, NULL, findings);
  if (answer == MADO_ANSWER_PASSED)
    take_case (self, entity, findings);
  if (self->bytes->len <= MADO_PACKET_MAX_SIZE / 2)
    return TRUE;
  g_set_error_literal (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_TOO_LARGE,
                       "cannot make the packet: there are more rows than a packet may hold");

  return FALSE;
}

/**
 * mado_packet_table_finish:
 * @self: a table, of which only its packet is left
 *
 * Returns: (transfer full): the file
 */
MadoPacketContent *
mado_packet_table_finish (MadoPacketTable *self)
{
  g_autoptr (GBytes) bytes = g_byte_array_free_to_bytes (g_steal_pointer (&self->bytes));
  MadoPacketContent *content = mado_packet_content_new (MADO_PACKET_DATA_NAME, bytes);

  self->bytes = g_byte_array_new ();
  content->encoding = is_cp932 (self) ? MADO_PACKET_ENCODING_CP932 : MADO_PACKET_ENCODING_UTF_8_BOM;
  content->has_header = self->packet->file.has_header;
  content->rows = self->rows;
  content->amount = self->amount;
  content->amount_column = self->amount_column;

  return content;
}
