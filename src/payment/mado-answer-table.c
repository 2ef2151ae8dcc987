/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A table that comes back, with the headings under which it went out and a column that says what became of the row. */

#include <string.h>

#include "mado-answer-line.h"
#include "mado-csv-reader.h"
#include "mado-date-text.h"
#include "mado-packet-column.h"
#include "mado-payment-table.h"

#define NO_COLUMN 0

typedef struct {
  const MadoAnswerShape *shape;
  GHashTable *headings; /* (nullable): our heading → the file's */
  MadoFindings *findings;
  MadoCsvReader *reader;
  guint key;
  guint word;
  guint reason;
  guint day;
  GArray *cells; /* guint: columns */
  GPtrArray *lines;
} Reading;

/* --- columns ----------------------------------------------------------------------------------------------------- */

static guint
find_column (const Reading *self, const char *heading, gboolean is_needed)
{
  const char *named = self->headings != NULL ? g_hash_table_lookup (self->headings, heading) : NULL;
  guint n_fields = (guint) mado_csv_reader_get_n_fields (self->reader);

  for (guint i = 1; i <= n_fields; i++) {
    const char *field = mado_csv_reader_get_field (self->reader, i);

    if (field != NULL && strcmp (field, named != NULL ? named : heading) == 0)
      return i;
  }
  if (is_needed)
    mado_findings_add (self->findings, MADO_ANSWER_COLUMN, 1, 0, heading);

  return NO_COLUMN;
}

static void
find_cells (Reading *self)
{
  g_autoptr (GPtrArray) headings = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->shape->items->len; i++)
    mado_packet_column_add_headings (g_ptr_array_index (self->shape->items, i), headings);
  for (guint i = 0; i < headings->len; i++) {
    guint column = find_column (self, g_ptr_array_index (headings, i), TRUE);

    g_array_append_val (self->cells, column);
  }
}

static void
read_headings (Reading *self)
{
  const MadoPacket *packet = self->shape->packet;
  const MadoItem *day = packet->sets->len > 0 ? mado_section_find (self->shape->batch->programme->items,
                                                                   g_ptr_array_index (packet->sets, 0))
                                              : NULL;

  self->key = self->shape->match != NULL ? find_column (self, self->shape->match->label, TRUE) : NO_COLUMN;
  self->word = find_column (self, MADO_ANSWER_WORD_HEADING, TRUE);
  self->reason = find_column (self, MADO_ANSWER_REASON_HEADING, FALSE);
  self->day = day != NULL ? find_column (self, day->label, FALSE) : NO_COLUMN;
  find_cells (self);
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

static const char *
get_field (const Reading *self, guint column)
{
  const char *field = column != NO_COLUMN ? mado_csv_reader_get_field (self->reader, column) : NULL;

  return field != NULL ? field : "";
}

static void
put (char **text, char *value)
{
  g_free (*text);
  *text = g_strstrip (value);
}

static void
read_cells (const Reading *self, MadoAnswerLine *line)
{
  guint next = 0;

  for (guint i = 0; i < self->shape->items->len; i++) {
    const MadoItem *item = g_ptr_array_index (self->shape->items, i);
    g_autoptr (GPtrArray) headings = g_ptr_array_new_with_free_func (g_free);

    mado_packet_column_add_headings (item, headings);
    for (guint j = 0; j < headings->len; j++) {
      const char *text = get_field (self, g_array_index (self->cells, guint, next++));
      g_autofree char *cell = strcmp (item->type, "yen") == 0 ? mado_payment_table_dup_yen (text) : g_strdup (text);

      mado_answer_line_add_cell (line, cell);
    }
  }
}

static void
read_day (const Reading *self, MadoAnswerLine *line)
{
  const char *text = get_field (self, self->day);
  char iso[MADO_DATE_ISO_SIZE];
  MadoDate day;

  if (text[0] == '\0')
    return;
  if (mado_date_text_parse (text, &day) != MADO_DATE_TEXT_OK) {
    line->code = MADO_ANSWER_DATE;
    return;
  }
  mado_date_to_iso (day, iso);
  put (&line->day, g_strdup (iso));
}

static void
read_row (Reading *self)
{
  MadoAnswerLine *line = mado_answer_line_new (mado_csv_reader_get_row (self->reader));

  put (&line->key, mado_answer_line_dup_key (get_field (self, self->key)));
  put (&line->word, g_strdup (get_field (self, self->word)));
  put (&line->reason, g_strdup (get_field (self, self->reason)));
  read_day (self, line);
  read_cells (self, line);
  g_ptr_array_add (self->lines, line);
}

static gboolean
is_blank (const Reading *self)
{
  return mado_csv_reader_get_last_filled (self->reader) == 0;
}

static void
read_text (Reading *self, const char *text)
{
  gsize left = strlen (text);
  gboolean has_headings = FALSE;
  MadoCsvStep step;

  while ((step = mado_csv_reader_next (self->reader, self->findings)) == MADO_CSV_RECORD || step == MADO_CSV_MORE) {
    if (step == MADO_CSV_MORE) {
      mado_csv_reader_feed (self->reader, text, left);
      left = 0;
    } else if (!has_headings) {
      read_headings (self);
      has_headings = TRUE;
    } else if (!is_blank (self) && !mado_findings_have_errors (self->findings)) {
      read_row (self);
    }
  }
  if (step == MADO_CSV_OPEN_QUOTE)
    mado_findings_add (self->findings, "E_QUOTE_EOF", 0, 0, NULL);
  if (!has_headings || (self->lines->len == 0 && !mado_findings_have_errors (self->findings)))
    mado_findings_add (self->findings, MADO_ANSWER_EMPTY, 0, 0, NULL);
}

/**
 * mado_answer_table_read:
 * @shape: what comes back
 * @bytes: a table
 * @headings: (nullable): our heading → the one in the file, where it is another
 * @findings: takes what is wrong with it as a whole; with errors its lines are not all there
 *
 * Returns: (transfer full) (element-type MadoAnswerLine): its rows
 */
GPtrArray *
mado_answer_table_read (const MadoAnswerShape *shape, GBytes *bytes, GHashTable *headings, MadoFindings *findings)
{
  static const MadoCsvLimits limits = { 64 * 1024, 1024 * 1024, 512 };
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_answer_line_free);
  g_autoptr (MadoCsvReader) reader = mado_csv_reader_new (MADO_CSV_DELIMITERS, &limits);
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char *text = mado_payment_table_decode (bytes, findings);
  Reading reading = {
    .shape = shape,
    .headings = headings,
    .findings = findings,
    .reader = reader,
    .cells = cells,
    .lines = lines,
  };

  if (text != NULL)
    read_text (&reading, text);

  return g_steal_pointer (&lines);
}
