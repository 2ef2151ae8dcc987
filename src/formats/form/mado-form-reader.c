/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads the export of a web form in passes that keep nothing but the row at hand: one for the charset, one that finds
 * the records with the same key, one that gives the rows. Memory is the same however large the file is. */

#include "mado-form-reader.h"

#include "mado-form-duplicates.h"
#include "mado-form-source.h"

struct _MadoFormReader {
  MadoFormSource *source;
  MadoFormChoose choose;
  gpointer user_data;
  MadoFormLimits limits;
  MadoFindings *findings; /* of the file and its heading row */
  MadoFormCharset charset;
  char delimiters[2];
  MadoFormColumns *columns; /* NULL: the file holds no table that could be read */
  MadoFormDuplicates *duplicates;
  GString *content; /* of the row at hand */

  MadoCsvReader *csv; /* of the pass */
  guint64 n_rows;     /* that the pass has read behind the heading */
  gboolean is_ended;
  MadoFormRecord *record; /* the row at hand */
};

/**
 * mado_form_limits_get_default:
 *
 * Returns: (transfer none): the limits where nobody has set others
 */
const MadoFormLimits *
mado_form_limits_get_default (void)
{
  static const MadoFormLimits limits = {
    .table = { .max_field = 64 * 1024, .max_record = 1024 * 1024, .max_columns = 1000 },
    .max_rows = 100000,
    .sort_memory = 8 * 1024 * 1024,
  };

  return &limits;
}

/* --- passes ---------------------------------------------------------------------------------------------------- */

static gboolean
begin_pass (MadoFormReader *self, const char *delimiters, GError **error)
{
  g_clear_pointer (&self->csv, mado_csv_reader_free);
  self->csv = mado_csv_reader_new (delimiters, &self->limits.table);
  self->n_rows = 0;
  self->is_ended = FALSE;

  return mado_form_source_begin (self->source, error);
}

/* All empty, or spaces only. What is not kept (too large, dropped) is not empty. */
static gboolean
is_blank (const MadoCsvReader *csv)
{
  guint64 last = mado_csv_reader_get_last_filled (csv);

  for (guint64 i = last; i > 0; i--) {
    const char *field = mado_csv_reader_get_field (csv, (guint) MIN (i, G_MAXUINT));

    if (!mado_form_is_blank (field) || (i == last && field[0] == '\0'))
      return FALSE;
  }

  return TRUE;
}

/* Reads on to the next row that is not blank, or to the end. */
static gboolean
read_row (MadoFormReader *self, MadoCsvStep *out_step, MadoFindings *findings, GError **error)
{
  const char *text;
  gsize length;

  for (;;) {
    *out_step = mado_csv_reader_next (self->csv, findings);
    if (*out_step == MADO_CSV_RECORD && is_blank (self->csv))
      continue;
    if (*out_step != MADO_CSV_MORE)
      return TRUE;
    if (!mado_form_source_read (self->source, &text, &length, error))
      return FALSE;
    mado_csv_reader_feed (self->csv, text, length);
  }
}

/* --- before the first record ----------------------------------------------------------------------------------- */

static gboolean
find_charset (MadoFormReader *self, GError **error)
{
  MadoFormCharsetAnswer answer;

  if (!mado_form_source_find_charset (self->source, &answer, error))
    return FALSE;
  self->charset = answer.charset;
  if (answer.is_broken)
    mado_findings_add (self->findings, "E_CHARSET", 0, answer.position + 1, NULL);
  if (answer.is_guess)
    mado_findings_add (self->findings, "W_CHARSET_GUESS", 0, 0, NULL);

  return TRUE;
}

static gboolean
find_delimiter (MadoFormReader *self, GError **error)
{
  g_autoptr (MadoFindings) unheard = mado_findings_new (); /* the pass that follows tells what is odd */
  MadoCsvStep step;

  if (!begin_pass (self, MADO_CSV_DELIMITERS, error) || !read_row (self, &step, unheard, error))
    return FALSE;
  self->delimiters[0] = mado_csv_reader_get_likely_delimiter (self->csv);
  if (step == MADO_CSV_END)
    mado_findings_add (self->findings, "E_EMPTY", 0, 0, NULL);

  return TRUE;
}

/* A heading row that cannot be trusted refuses the file: nobody could say what its columns are. */
static gboolean
read_headings (MadoFormReader *self, GError **error)
{
  const MadoFormHeadings *headings;
  MadoCsvStep step;

  if (!begin_pass (self, self->delimiters, error) || !read_row (self, &step, self->findings, error))
    return FALSE;
  if (mado_csv_reader_get_last_filled (self->csv) > self->limits.table.max_columns)
    mado_findings_add (self->findings, "E_TOO_MANY", mado_csv_reader_get_row (self->csv),
                       self->limits.table.max_columns + 1, NULL);
  if (mado_findings_have_errors (self->findings))
    return TRUE;
  headings = self->choose (self->csv, self->findings, self->user_data);
  if (headings == NULL)
    return TRUE;

  self->columns = mado_form_columns_new (self->csv, headings, self->findings);
  if (mado_form_columns_find_kind (self->columns, MADO_FORM_KIND_RECEIPT) == 0)
    mado_findings_add (self->findings, "W_NO_RECEIPT", mado_csv_reader_get_row (self->csv), 0, NULL);

  return TRUE;
}

/* --- records --------------------------------------------------------------------------------------------------- */

static void
skip_my_number (MadoFormReader *self)
{
  for (guint i = 1; i <= mado_form_columns_get_count (self->columns); i++)
    if (mado_form_columns_get (self->columns, i)->is_my_number)
      mado_csv_reader_skip_column (self->csv, i);
}

static gboolean
begin_records (MadoFormReader *self, GError **error)
{
  g_autoptr (MadoFindings) unheard = mado_findings_new (); /* the heading was heard before */
  MadoCsvStep step;

  if (!begin_pass (self, self->delimiters, error) || !read_row (self, &step, unheard, error))
    return FALSE;
  skip_my_number (self);

  return TRUE;
}

/* Reads the next row, whether it stays or not. */
static gboolean
read_record (MadoFormReader *self, MadoFormRecord **out_record, GError **error)
{
  g_autoptr (MadoFindings) findings = mado_findings_new ();
  MadoCsvStep step;

  *out_record = NULL;
  if (self->is_ended)
    return TRUE;
  if (!read_row (self, &step, findings, error))
    return FALSE;
  self->is_ended = step != MADO_CSV_RECORD;
  if (step == MADO_CSV_END)
    return TRUE;

  guint64 row = mado_csv_reader_get_row (self->csv);
  if (++self->n_rows > self->limits.max_rows) {
    mado_findings_add (findings, "E_ROW_LIMIT", row, 0, NULL);
    self->is_ended = TRUE;
  }
  if (self->is_ended)
    *out_record = mado_form_record_new_refused (row, g_steal_pointer (&findings));
  else
    *out_record = mado_form_record_read (self->csv, self->columns, mado_form_charset_get_encoding (self->charset),
                                         g_steal_pointer (&findings));

  return TRUE;
}

static gboolean
collect_keys (MadoFormReader *self, GError **error)
{
  self->duplicates = mado_form_duplicates_new (self->limits.sort_memory);
  if (!begin_records (self, error))
    return FALSE;
  for (;;) {
    g_autoptr (MadoFormRecord) record = NULL;

    if (!read_record (self, &record, error))
      return FALSE;
    if (record == NULL)
      return mado_form_duplicates_settle (self->duplicates, error);
    if (record->is_kept) {
      g_string_truncate (self->content, 0);
      mado_form_record_append_content (record, self->content);
      if (!mado_form_duplicates_add (self->duplicates, record->row, record->key, self->content,
                                     mado_form_record_get_time (record), error))
        return FALSE;
    }
  }
}

static gboolean
open_table (MadoFormReader *self, GError **error)
{
  if (!find_charset (self, error))
    return FALSE;
  if (mado_findings_have_errors (self->findings))
    return TRUE;
  if (!find_delimiter (self, error))
    return FALSE;
  if (mado_findings_have_errors (self->findings))
    return TRUE;
  if (!read_headings (self, error))
    return FALSE;

  return self->columns == NULL || (collect_keys (self, error) && begin_records (self, error));
}

/**
 * mado_form_reader_new_choosing:
 * @stream: (transfer none): the file; it must be able to seek
 * @choose: (scope async): asked once, for what the headings mean
 * @user_data: passed to it
 * @limits: how much to take
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): a reader before the first row; %NULL where the file could not be read. A file
 *   that is wrong in itself gives a reader whose findings say so
 */
MadoFormReader *
mado_form_reader_new_choosing (
    GInputStream *stream, MadoFormChoose choose, gpointer user_data, const MadoFormLimits *limits, GError **error)
{
  g_autoptr (MadoFormReader) self = g_new0 (MadoFormReader, 1);

  self->source = mado_form_source_new (stream);
  self->choose = choose;
  self->user_data = user_data;
  self->limits = *limits;
  self->findings = mado_findings_new ();
  self->content = g_string_new (NULL);
  self->delimiters[0] = MADO_CSV_DELIMITERS[0];
  if (!open_table (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

static const MadoFormHeadings *
take_given (G_GNUC_UNUSED const MadoCsvReader *row, G_GNUC_UNUSED MadoFindings *findings, gpointer headings)
{
  return headings;
}

/**
 * mado_form_reader_new:
 * @stream: (transfer none): the file; it must be able to seek
 * @headings: (transfer none): what headings mean; must outlive the reader
 * @limits: how much to take
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): as mado_form_reader_new_choosing()
 */
MadoFormReader *
mado_form_reader_new (GInputStream *stream,
                      const MadoFormHeadings *headings,
                      const MadoFormLimits *limits,
                      GError **error)
{
  return mado_form_reader_new_choosing (stream, take_given, (gpointer) headings, limits, error);
}

/**
 * mado_form_reader_free:
 * @self: (nullable) (transfer full): a reader
 */
void
mado_form_reader_free (MadoFormReader *self)
{
  if (self == NULL)
    return;

  mado_form_source_free (self->source);
  mado_findings_free (self->findings);
  mado_form_columns_free (self->columns);
  mado_form_duplicates_free (self->duplicates);
  g_string_free (self->content, TRUE);
  mado_csv_reader_free (self->csv);
  mado_form_record_free (self->record);
  g_free (self);
}

/**
 * mado_form_reader_next:
 * @self: a reader
 * @out_record: (out) (transfer none) (nullable): the next row that is not blank, good until the next call; %NULL
 *   after the last
 * @error: return location for an error
 *
 * Returns: %FALSE where the file could not be read
 */
gboolean
mado_form_reader_next (MadoFormReader *self, const MadoFormRecord **out_record, GError **error)
{
  g_clear_pointer (&self->record, mado_form_record_free);
  if (self->columns != NULL && !read_record (self, &self->record, error))
    return FALSE;
  if (self->record != NULL && self->record->is_kept) {
    MadoFormVerdict verdict;

    if (!mado_form_duplicates_judge (self->duplicates, self->record->row, &verdict, error))
      return FALSE;
    self->record->is_kept = verdict.is_kept;
    if (verdict.code != NULL)
      mado_findings_add (self->record->findings, verdict.code, self->record->row, verdict.other, NULL);
  }
  *out_record = self->record;

  return TRUE;
}

/**
 * mado_form_reader_rewind:
 * @self: a reader
 * @error: return location for an error
 *
 * The first row comes next again.
 *
 * Returns: %FALSE where the file could not be read
 */
gboolean
mado_form_reader_rewind (MadoFormReader *self, GError **error)
{
  return self->columns == NULL ||
         (begin_records (self, error) && mado_form_duplicates_rewind (self->duplicates, error));
}

/**
 * mado_form_reader_get_charset:
 * @self: a reader
 *
 * Returns: the file's charset
 */
MadoFormCharset
mado_form_reader_get_charset (const MadoFormReader *self)
{
  return self->charset;
}

/**
 * mado_form_reader_get_delimiter:
 * @self: a reader
 *
 * Returns: what parts the fields
 */
char
mado_form_reader_get_delimiter (const MadoFormReader *self)
{
  return self->delimiters[0];
}

/**
 * mado_form_reader_get_columns:
 * @self: a reader
 *
 * Returns: (transfer none) (nullable): the columns, %NULL where the file as a whole is refused
 */
const MadoFormColumns *
mado_form_reader_get_columns (const MadoFormReader *self)
{
  return self->columns;
}

/**
 * mado_form_reader_get_findings:
 * @self: a reader
 *
 * Returns: (transfer none): what is odd about the file as a whole and its heading row
 */
const MadoFindings *
mado_form_reader_get_findings (const MadoFormReader *self)
{
  return self->findings;
}

/**
 * mado_form_reader_get_sha256:
 * @self: a reader
 *
 * Returns: (transfer none): the SHA-256 of the file, by which a second import of it is known
 */
const char *
mado_form_reader_get_sha256 (const MadoFormReader *self)
{
  return mado_form_source_get_sha256 (self->source);
}
