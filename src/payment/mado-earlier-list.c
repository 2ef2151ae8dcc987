/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The table is held against itself, against what was recorded before, and against the cases here. Who holds a claim the
 * service alone knows: what is recorded can still be refused by it, and then says so like all work. */

#include "mado-earlier-list.h"

#include <string.h>

#include "mado-answer-line.h"
#include "mado-case-right.h"
#include "mado-csv-reader.h"
#include "mado-date-text.h"
#include "mado-earlier-payment.h"
#include "mado-hash.h"
#include "mado-item-value.h"
#include "mado-json-member.h"
#include "mado-payment-table.h"

typedef struct {
  MadoEarlierList *list;
  const char *programme; /* (nullable): where the table has no column for it */
  GHashTable *headings;  /* (nullable) */
  MadoCsvReader *reader;
  GArray *key; /* guint: columns */
  guint day;
  guint amount;
  guint name;
  GHashTable *by_key; /* the parts in one text → MadoEarlierRow */
} Reading;

static void
free_row (gpointer data)
{
  MadoEarlierRow *row = data;

  g_ptr_array_unref (row->key);
  g_free (row->programme);
  g_free (row->receipt);
  g_free (row);
}

static void
refuse (MadoEarlierRow *row, const char *code)
{
  if (row->state == MADO_EARLIER_REFUSED)
    return;
  row->state = MADO_EARLIER_REFUSED;
  row->code = code;
}

/* --- the table --------------------------------------------------------------------------------------------------- */

/* A part of the key that is an item: its name is the heading, and it says what may stand there. */
static const MadoItem *
find_item (const MadoEarlierList *self, guint part)
{
  const MadoRuleText *rule = g_ptr_array_index (self->right->claim.key, part);

  return mado_section_find (self->clerk->programme->items, rule->text);
}

static guint
find_column (const Reading *self, const char *heading, gboolean is_needed)
{
  const char *named = self->headings != NULL ? g_hash_table_lookup (self->headings, heading) : NULL;

  for (guint i = 1; i <= (guint) mado_csv_reader_get_n_fields (self->reader); i++) {
    g_autofree char *field = g_strdup (mado_csv_reader_get_field (self->reader, i));

    if (field != NULL && strcmp (g_strstrip (field), named != NULL ? named : heading) == 0)
      return i;
  }
  if (is_needed)
    mado_findings_add (self->list->findings, MADO_ANSWER_COLUMN, 1, 0, heading);

  return 0;
}

static void
read_headings (Reading *self)
{
  for (guint i = 0; i < self->list->right->claim.key->len; i++) {
    const MadoItem *item = find_item (self->list, i);
    const MadoRuleText *rule = g_ptr_array_index (self->list->right->claim.key, i);
    guint column = find_column (self, item != NULL ? item->label : rule->text, TRUE);

    g_array_append_val (self->key, column);
  }
  self->day = find_column (self, MADO_EARLIER_DAY_HEADING, TRUE);
  self->amount = find_column (self, MADO_EARLIER_AMOUNT_HEADING, TRUE);
  self->name = find_column (self, MADO_EARLIER_PROGRAMME_HEADING, self->programme == NULL);
}

/* Returns: (transfer full): what stands there, digits and letters in their plain form */
static char *
dup_field (const Reading *self, guint column)
{
  const char *field = column > 0 ? mado_csv_reader_get_field (self->reader, column) : NULL;

  return g_strstrip (g_utf8_normalize (field != NULL ? field : "", -1, G_NORMALIZE_NFKC));
}

/* --- a row ------------------------------------------------------------------------------------------------------- */

/* A spreadsheet takes zeros off; how many digits there are the programme says. */
static char *
restore_zeros (const MadoItem *item, char *text)
{
  guint64 n_digits = item != NULL ? g_ascii_strtoull (item->pattern, NULL, 10) : 0;
  gsize length = strlen (text);

  if (item == NULL || strchr (item->pattern, '-') != NULL || length == 0 || length >= n_digits ||
      strspn (text, "0123456789") != length)
    return text;

  GString *padded = g_string_new (NULL);

  for (gsize i = length; i < n_digits; i++)
    g_string_append_c (padded, '0');
  g_string_append (padded, text);
  g_free (text);

  return g_string_free (padded, FALSE);
}

static gboolean
fits (const MadoItem *item, const char *text)
{
  yyjson_val value = { 0 };

  yyjson_set_strn (&value, text, strlen (text));

  return text[0] != '\0' && (item == NULL ? mado_item_text_is_plain (text, 100)
                                          : mado_item_check_value (item, &value) == MADO_ITEM_VALUE_GOOD);
}

static void
read_key (const Reading *self, MadoEarlierRow *row)
{
  for (guint i = 0; i < self->key->len; i++) {
    const MadoItem *item = find_item (self->list, i);
    char *text = restore_zeros (item, dup_field (self, g_array_index (self->key, guint, i)));

    if (!fits (item, text))
      refuse (row, MADO_EARLIER_KEY);
    g_ptr_array_add (row->key, text);
  }
}

static void
read_day (const Reading *self, MadoEarlierRow *row)
{
  g_autofree char *text = dup_field (self, self->day);
  MadoDate day;

  if (mado_date_text_parse (text, &day) != MADO_DATE_TEXT_OK ||
      mado_date_compare (day, mado_instant_get_japanese_day (self->list->clerk->now)) > 0)
    refuse (row, MADO_EARLIER_DAY);
  else
    mado_date_to_iso (day, row->day);
}

static void
read_amount (const Reading *self, MadoEarlierRow *row)
{
  g_autofree char *text = dup_field (self, self->amount);
  g_autofree char *digits = mado_payment_table_dup_yen (text);
  gsize length = strlen (digits);

  if (length > 0 && length <= 10 && strspn (digits, "0123456789") == length)
    row->amount = g_ascii_strtoll (digits, NULL, 10);
  if (row->amount <= 0)
    refuse (row, MADO_EARLIER_AMOUNT);
}

static char *
join_key (const char *const *parts, guint n_parts)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < n_parts; i++)
    g_string_append_printf (joined, "%s\n", parts[i]);

  return g_string_free (joined, FALSE);
}

static char *
dup_key (const GPtrArray *key)
{
  return join_key ((const char *const *) key->pdata, key->len);
}

/* Which of two rows is right nobody can say here: neither is recorded. */
static void
find_twin (const Reading *self, MadoEarlierRow *row)
{
  g_autofree char *key = dup_key (row->key);
  MadoEarlierRow *twin = g_hash_table_lookup (self->by_key, key);

  if (twin != NULL) {
    refuse (twin, MADO_EARLIER_TWICE);
    refuse (row, MADO_EARLIER_TWICE);
  } else {
    g_hash_table_insert (self->by_key, g_steal_pointer (&key), row);
  }
}

static void
read_row (const Reading *self)
{
  MadoEarlierRow *row = g_new0 (MadoEarlierRow, 1);

  row->record = mado_csv_reader_get_row (self->reader);
  row->key = g_ptr_array_new_with_free_func (g_free);
  row->programme = dup_field (self, self->name);
  if (row->programme[0] == '\0' && self->programme != NULL)
    g_set_str (&row->programme, self->programme);
  g_ptr_array_add (self->list->rows, row);
  read_key (self, row);
  read_day (self, row);
  read_amount (self, row);
  if (row->programme[0] == '\0')
    refuse (row, MADO_EARLIER_KEY);
  if (row->code == NULL)
    find_twin (self, row);
}

static void
read_text (Reading *self, const char *text)
{
  MadoFindings *findings = self->list->findings;
  gsize left = strlen (text);
  gboolean has_headings = FALSE;
  MadoCsvStep step;

  while ((step = mado_csv_reader_next (self->reader, findings)) == MADO_CSV_RECORD || step == MADO_CSV_MORE) {
    if (step == MADO_CSV_MORE) {
      mado_csv_reader_feed (self->reader, text, left);
      left = 0;
    } else if (!has_headings) {
      read_headings (self);
      has_headings = TRUE;
    } else if (mado_csv_reader_get_last_filled (self->reader) > 0 && !mado_findings_have_errors (findings)) {
      read_row (self);
    }
  }
  if (step == MADO_CSV_OPEN_QUOTE)
    mado_findings_add (findings, "E_QUOTE_EOF", 0, 0, NULL);
  if (!has_headings || (self->list->rows->len == 0 && !mado_findings_have_errors (findings)))
    mado_findings_add (findings, MADO_ANSWER_EMPTY, 0, 0, NULL);
}

/* --- what is here already ---------------------------------------------------------------------------------------- */

static gboolean
is_same_claim (const MadoClaim *a, const MadoClaim *b)
{
  return strcmp (a->space, b->space) == 0 && strcmp (a->kind, b->kind) == 0;
}

static gboolean
meet_recorded (gpointer user_data, MadoEntity *entity, G_GNUC_UNUSED GError **error)
{
  const Reading *self = user_data;
  yyjson_val *body = mado_entity_get_body (entity), *parts = yyjson_obj_get (body, "key");
  const MadoRight *right = mado_section_find (self->list->clerk->programme->rights, mado_json_get_text (body, "right"));
  g_autoptr (GPtrArray) key = g_ptr_array_new ();
  yyjson_arr_iter iter = yyjson_arr_iter_with (parts);

  for (yyjson_val *part = yyjson_arr_iter_next (&iter); part != NULL; part = yyjson_arr_iter_next (&iter))
    g_ptr_array_add (key, (gpointer) yyjson_get_str (part));

  g_autofree char *joined = dup_key (key);
  MadoEarlierRow *row = g_hash_table_lookup (self->by_key, joined);

  if (row == NULL || row->code != NULL || right == NULL || !is_same_claim (&right->claim, &self->list->right->claim))
    return TRUE;
  if (mado_json_get_number (body, "amount") == row->amount && strcmp (mado_json_get_text (body, "day"), row->day) == 0)
    row->state = MADO_EARLIER_KNOWN;
  else
    refuse (row, MADO_EARLIER_OTHER);

  return TRUE;
}

static const char *
get_right_state (yyjson_val *body, const MadoJudgedRight *judged)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (body, "rights"));

  for (yyjson_val *right = yyjson_arr_iter_next (&iter); right != NULL; right = yyjson_arr_iter_next (&iter))
    if (strcmp (mado_json_get_text (right, "right"), judged->right->id) == 0 &&
        strcmp (mado_json_get_text (right, "row"), judged->row) == 0)
      return mado_json_get_text (right, "state");

  return "";
}

static void
meet_right (const Reading *self, const MadoEntity *entity, const MadoJudgedRight *judged)
{
  g_autofree char *key = join_key (judged->claim.parts, judged->claim.n_parts);
  MadoEarlierRow *row = g_hash_table_lookup (self->by_key, key);
  const char *state = get_right_state (mado_entity_get_body (entity), judged);

  if (row == NULL || row->state == MADO_EARLIER_KNOWN)
    return;
  if (row->receipt == NULL || state[0] != '\0')
    g_set_str (&row->receipt, mado_json_get_text (mado_entity_get_body (entity), "receipt"));
  if (strcmp (state, MADO_RIGHT_PAID) == 0)
    refuse (row, MADO_EARLIER_PAID_HERE);
  else if (strcmp (state, MADO_RIGHT_ORDERED) == 0 || strcmp (state, MADO_RIGHT_FAILED) == 0)
    refuse (row, MADO_EARLIER_ON_ITS_WAY);
}

static gboolean
meet_case (gpointer user_data, MadoEntity *entity, GError **error)
{
  const Reading *self = user_data;
  const MadoDeskClerk *clerk = self->list->clerk;
  const MadoJudgement *judgement =
      mado_judge_case (clerk->judge, mado_entity_get_body (entity), mado_entity_get_state (entity),
                       mado_instant_get_japanese_day (clerk->now), error);

  if (judgement == NULL)
    return FALSE;
  for (guint i = 0; i < judgement->rights->len; i++) {
    const MadoJudgedRight *judged = &g_array_index (judgement->rights, MadoJudgedRight, i);

    if (judged->claim.is_complete && judged->when == MADO_ANSWER_PASSED &&
        is_same_claim (&judged->right->claim, &self->list->right->claim))
      meet_right (self, entity, judged);
  }

  return TRUE;
}

static gboolean
meet_all (MadoDatabase *database, gpointer request, GError **error)
{
  return mado_desk_visit (database, mado_earlier_payment_kind.name, MADO_EARLIER_PAYMENT_RECORDED, meet_recorded,
                          request, error) &&
         mado_desk_visit (database, "case", NULL, meet_case, request, error);
}

/* --- the list ---------------------------------------------------------------------------------------------------- */

static MadoEarlierList *
list_new (const MadoDeskClerk *clerk, const MadoRight *right, GBytes *bytes)
{
  MadoEarlierList *self = g_new0 (MadoEarlierList, 1);
  MadoHash hash = mado_hash_of (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  self->clerk = clerk;
  self->right = right;
  self->findings = mado_findings_new ();
  self->rows = g_ptr_array_new_with_free_func (free_row);
  self->file = mado_hash_to_hex (&hash);

  return self;
}

/**
 * mado_earlier_list_read:
 * @clerk: somebody, who outlives the list
 * @right: a right of the programme, for which all of it was paid
 * @programme: (nullable): under which programme it was paid, where the table does not say
 * @bytes: the table
 * @headings: (nullable): our heading → the one in the file, where it is another
 * @error: why it could not be held against what is here; what is wrong with the table are findings
 *
 * Returns: (transfer full) (nullable): the table, row by row
 */
MadoEarlierList *
mado_earlier_list_read (const MadoDeskClerk *clerk,
                        const char *right,
                        const char *programme,
                        GBytes *bytes,
                        GHashTable *headings,
                        GError **error)
{
  static const MadoCsvLimits limits = { 64 * 1024, 1024 * 1024, 512 };
  const MadoRight *found = mado_section_find (clerk->programme->rights, right);

  if (found == NULL) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "the programme has no right \"%s\"", right);
    return NULL;
  }

  g_autoptr (MadoEarlierList) self = list_new (clerk, found, bytes);
  g_autoptr (MadoCsvReader) reader = mado_csv_reader_new (MADO_CSV_DELIMITERS, &limits);
  g_autoptr (GArray) key = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GHashTable) by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *text = mado_payment_table_decode (bytes, self->findings);
  Reading reading = {
    .list = self,
    .programme = programme,
    .headings = headings,
    .reader = reader,
    .key = key,
    .by_key = by_key,
  };

  if (text != NULL)
    read_text (&reading, text);
  if (!mado_desk_clerk_read (clerk, meet_all, &reading, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * mado_earlier_list_free:
 * @self: (transfer full): a list
 */
void
mado_earlier_list_free (MadoEarlierList *self)
{
  g_ptr_array_unref (self->rows);
  mado_findings_free (self->findings);
  g_free (self->file);
  g_free (self);
}

/**
 * mado_earlier_list_count:
 * @self: a list
 * @state: what becomes of a row
 *
 * Returns: how many rows there are of it
 */
guint
mado_earlier_list_count (const MadoEarlierList *self, MadoEarlierState state)
{
  guint count = 0;

  for (guint i = 0; i < self->rows->len; i++)
    count += ((const MadoEarlierRow *) g_ptr_array_index (self->rows, i))->state == state;

  return count;
}

/**
 * mado_earlier_list_sum:
 * @self: a list
 * @state: what becomes of a row
 *
 * Returns: what those rows come to, in yen
 */
gint64
mado_earlier_list_sum (const MadoEarlierList *self, MadoEarlierState state)
{
  gint64 sum = 0;

  for (guint i = 0; i < self->rows->len; i++) {
    const MadoEarlierRow *row = g_ptr_array_index (self->rows, i);

    sum += row->state == state ? row->amount : 0;
  }

  return sum;
}

/**
 * mado_earlier_list_is_good:
 * @self: a list
 *
 * Returns: whether it could be read, and no row of it is refused
 */
gboolean
mado_earlier_list_is_good (const MadoEarlierList *self)
{
  return !mado_findings_have_errors (self->findings) && mado_earlier_list_count (self, MADO_EARLIER_REFUSED) == 0;
}

/* --- recording --------------------------------------------------------------------------------------------------- */

static MadoOperation *
write_record (const MadoEarlierList *self, const MadoEarlierRow *row, GError **error)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  yyjson_mut_val *key = yyjson_mut_obj_add_arr (doc, body, "key");
  const MadoDeskWish wish = { .kind = "earlier_payment.record", .entity = mado_id_draw (), .body = body };
  MadoOperation *operation;

  for (guint i = 0; i < row->key->len; i++)
    yyjson_mut_arr_add_str (doc, key, g_ptr_array_index (row->key, i));
  yyjson_mut_obj_add_str (doc, body, "right", self->right->id);
  yyjson_mut_obj_add_str (doc, body, "day", row->day);
  yyjson_mut_obj_add_sint (doc, body, "amount", row->amount);
  yyjson_mut_obj_add_str (doc, body, "programme", row->programme);
  yyjson_mut_obj_add_str (doc, body, "file", self->file);
  yyjson_mut_obj_add_uint (doc, body, "row", row->record);
  operation = mado_desk_clerk_write (self->clerk, &wish, error);
  yyjson_mut_doc_free (doc);

  return operation;
}

static void
take_outcomes (const GPtrArray *rows, const GPtrArray *outcomes)
{
  for (guint i = 0; i < rows->len; i++) {
    MadoEarlierRow *row = g_ptr_array_index (rows, i);
    const MadoOutcome *outcome = g_ptr_array_index (outcomes, i);

    if (mado_outcome_is_refused (outcome))
      refuse (row, outcome->refusal->code);
    else
      row->state = MADO_EARLIER_KNOWN;
  }
}

/**
 * mado_earlier_list_record:
 * @self: a list
 * @error: what the disk said; what was recorded before stays, and the same table goes on from there
 *
 * Records what is new. Rows that are refused stay out, and each says why.
 *
 * Returns: whether it could be written
 */
gboolean
mado_earlier_list_record (MadoEarlierList *self, GError **error)
{
  g_autoptr (GPtrArray) operations = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_operation_unref);
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_autoptr (GPtrArray) outcomes = NULL;

  for (guint i = 0; !mado_findings_have_errors (self->findings) && i < self->rows->len; i++) {
    MadoEarlierRow *row = g_ptr_array_index (self->rows, i);
    MadoOperation *operation = NULL;

    if (row->state != MADO_EARLIER_NEW)
      continue;
    operation = write_record (self, row, error);
    if (operation == NULL)
      return FALSE;
    g_ptr_array_add (operations, operation);
    g_ptr_array_add (rows, row);
  }
  outcomes = mado_desk_clerk_save (self->clerk, operations, error);
  if (outcomes == NULL)
    return FALSE;
  take_outcomes (rows, outcomes);

  return TRUE;
}
