/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Cuts a table of text into records and fields, in memory that does not grow with the table. A record has a number
 * (its row, blank ones counted, as a spreadsheet shows it), and every oddity has row and column. */

#include "mado-csv-reader.h"

#include <string.h>

#define MAX_DELIMITERS 3

typedef enum {
  AT_FIELD_START,
  IN_PLAIN,
  IN_QUOTED,
  AFTER_QUOTE, /* a quote inside quotes: half of a doubled one, or the end */
} State;

struct _MadoCsvReader {
  MadoCsvLimits limits;
  char *delimiters;
  gboolean stops[256]; /* the bytes that end a run of plain text */
  GByteArray *skipped; /* per column: 1 where its text is not to be kept */

  const char *next; /* the piece of text that is being read; borrowed */
  const char *end;
  gboolean is_last_piece;
  gboolean after_cr; /* a line feed that comes next belongs to the line end before it */

  State state;
  gboolean is_complete; /* the record was handed out: what follows begins another */
  guint64 row;
  GString *text;  /* the kept fields of the record, each with its end */
  gsize *offsets; /* (array length=max_columns): where in it each begins */
  guint64 column; /* of the field that is being read, from 1 */
  guint64 last_filled;
  gsize field_size; /* as the table has it, kept or not */
  gsize record_size;
  gboolean has_stray_quote;
  gboolean has_nul;
  guint64 delimiter_counts[MAX_DELIMITERS]; /* how often each parted fields of the record */
};

/**
 * mado_csv_reader_new:
 * @delimiters: up to three: the characters that part fields, each of them ASCII
 * @limits: what is too large
 *
 * Returns: (transfer full): a reader before the first record
 */
MadoCsvReader *
mado_csv_reader_new (const char *delimiters, const MadoCsvLimits *limits)
{
  MadoCsvReader *self = g_new0 (MadoCsvReader, 1);

  self->limits = *limits;
  self->delimiters = g_strdup (delimiters);
  for (const char *delimiter = delimiters; *delimiter != '\0'; delimiter++)
    self->stops[(guint8) *delimiter] = TRUE;
  self->stops['"'] = self->stops['\r'] = self->stops['\n'] = self->stops['\0'] = TRUE;
  self->skipped = g_byte_array_new ();
  self->is_complete = TRUE;
  self->text = g_string_new (NULL);
  self->offsets = g_new0 (gsize, limits->max_columns);

  return self;
}

/**
 * mado_csv_reader_free:
 * @self: (nullable) (transfer full): a reader
 */
void
mado_csv_reader_free (MadoCsvReader *self)
{
  if (self == NULL)
    return;

  g_free (self->delimiters);
  g_byte_array_unref (self->skipped);
  g_string_free (self->text, TRUE);
  g_free (self->offsets);
  g_free (self);
}

/**
 * mado_csv_reader_skip_column:
 * @self: a reader
 * @column: from 1
 *
 * From the next record on the text of this column is not kept: its fields read as empty.
 */
void
mado_csv_reader_skip_column (MadoCsvReader *self, guint column)
{
  guint before = self->skipped->len;

  if (column > before) {
    g_byte_array_set_size (self->skipped, column);
    memset (self->skipped->data + before, 0, column - before);
  }
  self->skipped->data[column - 1] = 1;
}

/**
 * mado_csv_reader_feed:
 * @self: a reader that has asked for more
 * @text: the next piece of the table in UTF-8, cut anywhere; must live until the reader asks for more
 * @length: its bytes; 0 at the table's end
 */
void
mado_csv_reader_feed (MadoCsvReader *self, const char *text, gsize length)
{
  self->next = text;
  self->end = text + length;
  self->is_last_piece = length == 0;
}

static void
begin_field (MadoCsvReader *self)
{
  self->state = AT_FIELD_START;
  self->column++;
  self->field_size = 0;
  self->has_stray_quote = self->has_nul = FALSE;
  if (self->column <= self->limits.max_columns)
    self->offsets[self->column - 1] = self->text->len;
}

static void
begin_record (MadoCsvReader *self)
{
  self->row++;
  g_string_truncate (self->text, 0);
  self->column = self->last_filled = 0;
  self->record_size = 0;
  memset (self->delimiter_counts, 0, sizeof self->delimiter_counts);
  begin_field (self);
}

static gboolean
keeps_text (const MadoCsvReader *self)
{
  return self->column <= self->limits.max_columns && self->field_size <= self->limits.max_field &&
         self->record_size <= self->limits.max_record &&
         (self->column > self->skipped->len || !self->skipped->data[self->column - 1]);
}

static void
append (MadoCsvReader *self, const char *text, gsize length)
{
  self->field_size += length;
  self->record_size += length;
  if (keeps_text (self))
    g_string_append_len (self->text, text, (gssize) length);
}

static void
end_field (MadoCsvReader *self, MadoFindings *findings)
{
  gboolean is_kept = self->column <= self->limits.max_columns;
  gsize before = self->record_size - self->field_size;

  if (self->has_stray_quote && is_kept)
    mado_findings_add (findings, "W_STRAY_QUOTE", self->row, self->column, NULL);
  if (self->has_nul && is_kept)
    mado_findings_add (findings, "E_NUL", self->row, self->column, NULL);
  if (self->field_size > self->limits.max_field && is_kept)
    mado_findings_add (findings, "E_FIELD_SIZE", self->row, self->column, NULL);
  if (self->record_size > self->limits.max_record && before <= self->limits.max_record)
    mado_findings_add (findings, "E_RECORD_SIZE", self->row, self->column, NULL);
  if (self->field_size > 0)
    self->last_filled = self->column;
  if (!is_kept)
    return;
  if (!keeps_text (self)) /* of what is too large nothing is left, wherever the pieces of text were cut */
    g_string_truncate (self->text, self->offsets[self->column - 1]);
  g_string_append_c (self->text, '\0');
}

static const char *
find_stop (const MadoCsvReader *self)
{
  const char *stop = self->next;

  if (self->state == IN_QUOTED)
    while (stop < self->end && *stop != '"' && *stop != '\r' && *stop != '\0')
      stop++;
  else
    while (stop < self->end && !self->stops[(guint8) *stop])
      stop++;

  return stop;
}

static void
take_run (MadoCsvReader *self, const char *stop)
{
  gsize length = (gsize) (stop - self->next);

  if (length == 0)
    return;
  if (self->state == AFTER_QUOTE)
    self->has_stray_quote = TRUE;
  if (self->state != IN_QUOTED)
    self->state = IN_PLAIN;
  append (self, self->next, length);
  self->next = stop;
}

static void
take_quote (MadoCsvReader *self)
{
  switch (self->state) {
  case AT_FIELD_START:
    self->state = IN_QUOTED;
    break;
  case IN_QUOTED:
    self->state = AFTER_QUOTE;
    break;
  case AFTER_QUOTE:
    self->state = IN_QUOTED;
    append (self, "\"", 1);
    break;
  case IN_PLAIN:
  default:
    self->has_stray_quote = TRUE;
    append (self, "\"", 1);
  }
}

/* Takes one byte that is no plain text. Returns whether it ends the record. */
static gboolean
take_stop (MadoCsvReader *self, char byte, MadoFindings *findings)
{
  self->after_cr = byte == '\r';
  if (byte == '"') {
    take_quote (self);
  } else if (byte == '\0') {
    self->has_nul = TRUE;
    self->field_size++; /* a field that holds it is not empty */
    self->record_size++;
    self->state = self->state == IN_QUOTED ? IN_QUOTED : IN_PLAIN;
  } else if (self->state == IN_QUOTED) {
    append (self, "\n", 1);
  } else {
    end_field (self, findings);
    if (byte == '\r' || byte == '\n')
      return TRUE;
    self->delimiter_counts[strchr (self->delimiters, byte) - self->delimiters]++;
    begin_field (self);
  }

  return FALSE;
}

static MadoCsvStep
finish (MadoCsvReader *self, MadoFindings *findings)
{
  gboolean is_begun = self->column > 1 || self->state != AT_FIELD_START;

  if (self->column == 0 || !is_begun)
    return MADO_CSV_END;
  if (self->state == IN_QUOTED) {
    mado_findings_add (findings, "E_QUOTE_EOF", self->row, self->column, NULL);
    return MADO_CSV_OPEN_QUOTE;
  }
  end_field (self, findings);
  self->is_complete = TRUE;

  return MADO_CSV_RECORD;
}

/**
 * mado_csv_reader_next:
 * @self: a reader
 * @findings: what is odd in the record is added, in the order of its columns
 *
 * Reads on until a record is complete or the text is used up. The fields of a record are to be asked for before
 * the next call.
 *
 * Returns: what happened
 */
MadoCsvStep
mado_csv_reader_next (MadoCsvReader *self, MadoFindings *findings)
{
  if (self->is_complete) {
    self->is_complete = FALSE;
    begin_record (self);
  }
  while (self->next < self->end) {
    if (self->after_cr && *self->next == '\n')
      self->next++;
    self->after_cr = FALSE;
    take_run (self, find_stop (self));
    if (self->next == self->end)
      break;
    self->is_complete = take_stop (self, *self->next, findings);
    self->next++;
    if (self->is_complete)
      return MADO_CSV_RECORD;
  }
  if (!self->is_last_piece)
    return MADO_CSV_MORE;

  return finish (self, findings);
}

/**
 * mado_csv_reader_get_row:
 * @self: a reader
 *
 * Returns: the number of the record that was read last, from 1
 */
guint64
mado_csv_reader_get_row (const MadoCsvReader *self)
{
  return self->row;
}

/**
 * mado_csv_reader_get_n_fields:
 * @self: a reader
 *
 * Returns: how many fields the record has, whether kept or not
 */
guint64
mado_csv_reader_get_n_fields (const MadoCsvReader *self)
{
  return self->column;
}

/**
 * mado_csv_reader_get_field:
 * @self: a reader
 * @column: from 1
 *
 * Returns: (transfer none): the field's text, "" where the record is shorter or the field is not kept
 */
const char *
mado_csv_reader_get_field (const MadoCsvReader *self, guint column)
{
  gboolean is_kept = column <= MIN (self->column, self->limits.max_columns);

  return is_kept ? self->text->str + self->offsets[column - 1] : "";
}

/**
 * mado_csv_reader_get_last_filled:
 * @self: a reader
 *
 * Returns: the last column that is not empty, 0 where all are
 */
guint64
mado_csv_reader_get_last_filled (const MadoCsvReader *self)
{
  return self->last_filled;
}

/**
 * mado_csv_reader_get_likely_delimiter:
 * @self: a reader
 *
 * Returns: which of its delimiters parts the most fields of the record; the first of them where none does
 */
char
mado_csv_reader_get_likely_delimiter (const MadoCsvReader *self)
{
  gsize likely = 0;

  for (gsize i = 1; i < MAX_DELIMITERS; i++)
    if (self->delimiter_counts[i] > self->delimiter_counts[likely])
      likely = i;

  return self->delimiters[likely];
}
