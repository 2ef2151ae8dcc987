/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl form …`: the exports of web forms. The answer may be as large as the file, so it is not built but
 * written while reading. A first pass counts, and keeps the code and the row of each finding in a spool, whose memory
 * is bounded by the limit on sorting; what says more than that may be personal data, which no temporary file may hold,
 * so each other list is written in a pass of its own, which is left out where the list is known to be empty. */

#include <stdio.h>
#include <string.h>

#include "mado-ctl.h"
#include "mado-form-reader.h"
#include "mado-spool.h"

/* A finding in the spool. Entries are sorted as bytes, so the numbers before the row are big-endian. */
typedef struct {
  guint64 is_warning; /* the errors come first */
  guint64 number;     /* of the finding in the file */
  guint64 row;
  const char *code;
} Pair;

typedef struct {
  MadoFormReader *reader;
  JsonObject *known; /* (nullable): key → hash, of the records that an earlier import took */
  gboolean has_items;
  guint64 n_records;
  guint64 n_errors;
  guint64 n_warnings;
  MadoSpool *pairs;
  GError *failure; /* (nullable): why the spool could not take a pair */
} Answer;

/* What a pass does with a row; first it comes with the findings of the whole file and no record. */
typedef void (*TakeRow) (Answer *answer, const MadoFindings *findings, const MadoFormRecord *record);

/* --- items of the lists ---------------------------------------------------------------------------------------- */

static void
print_item (Answer *answer, const char *json)
{
  fputs (answer->has_items ? ",\n" : "\n", stdout);
  fputs (json, stdout);
  answer->has_items = TRUE;
}

static void
print_built (Answer *answer, JsonBuilder *item)
{
  g_autoptr (JsonNode) root = json_builder_get_root (item);
  g_autofree char *text = json_to_string (root, FALSE);

  print_item (answer, text);
}

static void
add_string (JsonBuilder *item, const char *key, const char *value)
{
  json_builder_set_member_name (item, key);
  json_builder_add_string_value (item, value);
}

static void
add_number (JsonBuilder *item, const char *key, guint64 value)
{
  json_builder_set_member_name (item, key);
  json_builder_add_int_value (item, (gint64) value);
}

/* The whole file has no row. */
static void
add_row (JsonBuilder *item, guint64 row)
{
  if (row > 0)
    json_builder_add_int_value (item, (gint64) row);
  else
    json_builder_add_null_value (item);
}

static void
print_record (Answer *answer, const MadoFindings *findings, const MadoFormRecord *record)
{
  if (record == NULL || !record->is_kept)
    return;
  g_autofree char *json = mado_form_record_dup_json (record);
  print_item (answer, json);
}

/* The values of columns for which a later one of the same meaning speaks. */
static void
print_overridden (Answer *answer, const MadoFindings *findings, const MadoFormRecord *record)
{
  for (guint i = 1; record != NULL && i <= record->n_values; i++) {
    const MadoFormColumn *column = mado_form_columns_get (record->columns, i);
    g_autoptr (JsonBuilder) item = json_builder_new ();

    if (!column->is_overridden)
      continue;
    json_builder_begin_object (item);
    add_number (item, "row", record->row);
    add_number (item, "column", i);
    add_string (item, "key", column->key);
    add_string (item, "text", record->values[i - 1].text);
    json_builder_end_object (item);
    print_built (answer, item);
  }
}

static void
print_pair (Answer *answer, const Pair *pair)
{
  g_autoptr (JsonBuilder) item = json_builder_new ();

  json_builder_begin_array (item);
  json_builder_add_string_value (item, pair->code);
  add_row (item, pair->row);
  json_builder_end_array (item);
  print_built (answer, item);
}

/* A refused value is told with what was typed, and with the bytes of what no other machine can read. */
static void
add_refused_value (JsonBuilder *item, const MadoFinding *finding, const MadoFormRecord *record)
{
  const MadoFormValue *value;

  if (record == NULL || finding->field == NULL || finding->severity != MADO_SEVERITY_ERROR)
    return;
  value = &record->values[finding->place - 1];
  add_string (item, "original", value->original);
  if (value->gaiji != NULL)
    add_string (item, "bytes", value->gaiji);
}

static void
print_findings (Answer *answer, const MadoFindings *findings, const MadoFormRecord *record)
{
  for (guint i = 0; i < mado_findings_get_count (findings); i++) {
    const MadoFinding *finding = mado_findings_get (findings, i);
    g_autoptr (JsonBuilder) item = json_builder_new ();

    json_builder_begin_object (item);
    add_string (item, "code", finding->code);
    json_builder_set_member_name (item, "row");
    add_row (item, finding->record);
    add_number (item, "place", finding->place);
    if (finding->field != NULL)
      add_string (item, "field", finding->field);
    add_refused_value (item, finding, record);
    json_builder_end_object (item);
    print_built (answer, item);
  }
}

static void
print_state (Answer *answer, const MadoFindings *findings, const MadoFormRecord *record)
{
  char hash[MADO_FORM_HASH_SIZE];
  const char *state = "NEW";

  if (record == NULL || !record->is_kept)
    return;
  mado_form_record_hash (record, hash);
  if (json_object_has_member (answer->known, record->key))
    state = strcmp (json_object_get_string_member (answer->known, record->key), hash) == 0 ? "UNCHANGED" : "CHANGED";
  g_autoptr (JsonNode) key = json_node_init_string (json_node_alloc (), record->key);
  g_autofree char *quoted = json_to_string (key, FALSE);
  g_autofree char *member = g_strconcat (quoted, ": \"", state, "\"", NULL);
  print_item (answer, member);
}

static void
count_row (Answer *answer, const MadoFindings *findings, const MadoFormRecord *record)
{
  answer->n_records += record != NULL && record->is_kept;
  for (guint i = 0; i < mado_findings_get_count (findings) && answer->failure == NULL; i++) {
    const MadoFinding *finding = mado_findings_get (findings, i);
    gboolean is_error = finding->severity == MADO_SEVERITY_ERROR;
    guint64 number = answer->n_errors + answer->n_warnings;
    Pair pair = { GUINT64_TO_BE (!is_error), GUINT64_TO_BE (number), finding->record, finding->code };

    mado_spool_add (answer->pairs, &pair, &answer->failure);
    answer->n_errors += is_error;
    answer->n_warnings += !is_error;
  }
}

/* For people: where to look, without a word of what was typed. */
static void
say_findings (Answer *answer, const MadoFindings *findings, const MadoFormRecord *record)
{
  for (guint i = 0; i < mado_findings_get_count (findings); i++) {
    const MadoFinding *finding = mado_findings_get (findings, i);

    printf ("row %" G_GUINT64_FORMAT ", place %" G_GUINT64_FORMAT ": %s%s%s\n", finding->record, finding->place,
            finding->code, finding->field != NULL ? " " : "", finding->field != NULL ? finding->field : "");
  }
}

/* --- passes ---------------------------------------------------------------------------------------------------- */

static gboolean
read_rows (Answer *answer, TakeRow take_row, GError **error)
{
  const MadoFormRecord *record;

  if (!mado_form_reader_rewind (answer->reader, error))
    return FALSE;
  take_row (answer, mado_form_reader_get_findings (answer->reader), NULL);
  do {
    if (!mado_form_reader_next (answer->reader, &record, error))
      return FALSE;
    if (record != NULL)
      take_row (answer, record->findings, record);
  } while (record != NULL && answer->failure == NULL);
  if (answer->failure != NULL) {
    g_propagate_error (error, g_steal_pointer (&answer->failure));
    return FALSE;
  }

  return TRUE;
}

static void
begin_list (Answer *answer, const char *name, char bracket)
{
  printf (",\n\"%s\": %c", name, bracket);
  answer->has_items = FALSE;
}

static gboolean
print_list (Answer *answer, const char *name, const char *brackets, TakeRow take_row, gboolean is_empty, GError **error)
{
  gboolean is_read;

  begin_list (answer, name, brackets[0]);
  is_read = is_empty || read_rows (answer, take_row, error);
  putchar (brackets[1]);

  return is_read;
}

/* Prints the next pairs of the spool. */
static gboolean
print_pairs (Answer *answer, const char *name, guint64 n_pairs, GError **error)
{
  gboolean is_read = TRUE;
  gconstpointer pair;

  begin_list (answer, name, '[');
  for (guint64 i = 0; i < n_pairs && (is_read = mado_spool_next (answer->pairs, &pair, error)); i++)
    print_pair (answer, pair);
  putchar (']');

  return is_read;
}

static gboolean
have_overridden (const MadoFormColumns *columns)
{
  for (guint i = 1; i <= mado_form_columns_get_count (columns); i++)
    if (mado_form_columns_get (columns, i)->is_overridden)
      return TRUE;

  return FALSE;
}

static gboolean
print_lists (Answer *answer, GError **error)
{
  const MadoFormColumns *columns = mado_form_reader_get_columns (answer->reader);
  gboolean is_clean = answer->n_errors + answer->n_warnings == 0;

  if (!mado_spool_sort (answer->pairs, error) || !print_pairs (answer, "errors", answer->n_errors, error) ||
      !print_pairs (answer, "warnings", answer->n_warnings, error) ||
      !print_list (answer, "findings", "[]", print_findings, is_clean, error))
    return FALSE;
  if (columns == NULL)
    return TRUE;
  if (!print_list (answer, "records", "[]", print_record, answer->n_records == 0, error) ||
      !print_list (answer, "overridden", "[]", print_overridden, !have_overridden (columns), error))
    return FALSE;
  if (answer->known != NULL)
    return print_list (answer, "diff", "{}", print_state, answer->n_records == 0, error);
  fputs (",\n\"diff\": null", stdout);

  return TRUE;
}

/* --- the verb -------------------------------------------------------------------------------------------------- */

static void
answer_head (MadoCtlCall *call, const MadoFormReader *reader)
{
  const MadoFormColumns *columns = mado_form_reader_get_columns (reader);
  const char *charset = mado_form_charset_get_name (mado_form_reader_get_charset (reader));
  const char delimiter[] = { mado_form_reader_get_delimiter (reader), '\0' };
  guint64 n_dropped = 0;

  json_builder_set_member_name (call->answer, "charset");
  if (charset != NULL)
    json_builder_add_string_value (call->answer, charset);
  else
    json_builder_add_null_value (call->answer);
  mado_ctl_answer_string (call, "delimiter", delimiter);
  mado_ctl_answer_string (call, "sha256", mado_form_reader_get_sha256 (reader));
  if (columns == NULL)
    return;
  json_builder_set_member_name (call->answer, "columns");
  json_builder_begin_array (call->answer);
  for (guint i = 1; i <= mado_form_columns_get_count (columns); i++) {
    const MadoFormColumn *column = mado_form_columns_get (columns, i);

    if (column->is_my_number)
      n_dropped++;
    else
      json_builder_add_string_value (call->answer, column->key);
  }
  json_builder_end_array (call->answer);
  add_number (call->answer, "my_number_columns_dropped", n_dropped);
}

/* Ends the answer by hand: its head, then the lists as they are read. */
static gboolean
print_answer (MadoCtlCall *call, Answer *answer, GError **error)
{
  gboolean is_whole;

  json_builder_end_object (call->answer);
  mado_ctl_print_open (call->answer);
  is_whole = print_lists (answer, error);
  puts (is_whole ? "}" : ",\n\"error\": \"the file could not be read to its end\"}");
  call->is_answered = TRUE;

  return is_whole;
}

static gboolean
say_answer (MadoCtlCall *call, Answer *answer, GError **error)
{
  add_number (call->answer, "records", answer->n_records);
  add_number (call->answer, "errors", answer->n_errors);
  add_number (call->answer, "warnings", answer->n_warnings);

  return read_rows (answer, say_findings, error);
}

static gboolean
read_limits (MadoCtlCall *call, MadoFormLimits *out_limits)
{
  const char *max_rows = mado_ctl_get_option (call, "max-rows");

  *out_limits = *mado_form_limits_get_default ();

  return max_rows == NULL || g_ascii_string_to_unsigned (max_rows, 10, 1, G_MAXINT64, &out_limits->max_rows, NULL);
}

/* Returns: (transfer full) (nullable): the hashes; %NULL with @error where the file is none of hashes */
static JsonObject *
load_known (const char *path, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonObjectIter iter;
  JsonNode *hash;

  if (!json_parser_load_from_file (parser, path, error))
    return NULL;
  JsonNode *root = json_parser_get_root (parser);
  gboolean is_right = root != NULL && JSON_NODE_HOLDS_OBJECT (root);

  if (is_right) {
    json_object_iter_init (&iter, json_node_get_object (root));
    while (is_right && json_object_iter_next (&iter, NULL, &hash))
      is_right = json_node_get_value_type (hash) == G_TYPE_STRING;
  }
  if (!is_right) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         "could not read the known records: the file must be an object of hashes");
    return NULL;
  }

  return json_object_ref (json_node_get_object (root));
}

static gboolean
open_reader (
    const char *path, const MadoFormHeadings *headings, const MadoFormLimits *limits, Answer *answer, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);

  if (stream != NULL)
    answer->reader = mado_form_reader_new (G_INPUT_STREAM (stream), headings, limits, error);

  return answer->reader != NULL;
}

static MadoCtlStatus
run_read (MadoCtlCall *call)
{
  const char *known_path = mado_ctl_get_option (call, "known");
  g_autoptr (MadoFormHeadings) headings = mado_form_headings_new_default ();
  g_autoptr (JsonObject) known = NULL;
  g_autoptr (MadoFormReader) reader = NULL;
  g_autoptr (MadoSpool) pairs = NULL;
  g_autoptr (GError) error = NULL;
  MadoFormLimits limits;
  Answer answer = { 0 };

  if (!read_limits (call, &limits))
    return mado_ctl_wrong_usage (call, "--max-rows needs a number");
  if (known_path != NULL && (known = load_known (known_path, &error)) == NULL)
    return mado_ctl_refuse (call, "%s", error->message);
  if (!open_reader (mado_ctl_get_argument (call, 0), headings, &limits, &answer, &error))
    return mado_ctl_refuse (call, "%s", error->message);
  reader = answer.reader;
  pairs = mado_spool_new (sizeof (Pair), limits.sort_memory);
  answer.pairs = pairs;
  answer.known = known;
  if (!read_rows (&answer, count_row, &error))
    return mado_ctl_refuse (call, "%s", error->message);

  answer_head (call, reader);
  if (!(call->json ? print_answer : say_answer) (call, &answer, &error)) {
    g_printerr ("madoguchi-ctl: %s\n", error->message);
    return MADO_CTL_REFUSED;
  }

  return answer.n_errors > 0 ? MADO_CTL_REFUSED : MADO_CTL_OK;
}

const MadoCtlVerb mado_ctl_form_verbs[] = {
  { "form",
    "read",
    "FILE",
    1,
    1,
    "the records of a web form's CSV export, and all that is odd about it",
    run_read,
    { { "known", "FILE", "compare with these records: a JSON object from receipt number to hash" },
      { "max-rows", "NUMBER", "how many rows to take (100000)" } } },
  {},
};
