/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Asks the books of a programme in their order: what is computed of the case without counting rows, then each row of
 * each list, then the totals of the rows, then the case as a whole. */

#include "mado-judge.h"

#include "mado-account-part.h"
#include "mado-base-error.h"
#include "mado-case-reading.h"
#include "mado-rule-run.h"

/* A book with what it takes to ask it. */
typedef struct {
  const MadoProgrammeBook *book;
  MadoRuleRun *run;
  MadoCaseSource *sources;
  MadoRuleValue *values;
  guint n_parts; /* of the keys of all its rights */
} Desk;

struct _MadoJudge {
  MadoProgramme *programme;
  Desk *ground; /* (nullable) */
  Desk *whole;
  GPtrArray *lists; /* (element-type Desk) */
  MadoRuleValue *totals;
  MadoJudgement *judgement;
};

/* --- desks -------------------------------------------------------------------------------------------------------- */

static void
free_desk (gpointer data)
{
  Desk *self = data;

  mado_rule_run_free (self->run);
  g_free (self->sources);
  g_free (self->values);
  g_free (self);
}

static guint
count_parts (const MadoProgrammeBook *book)
{
  guint n_parts = 0;

  for (guint i = 0; i < book->answers->len; i++) {
    const MadoBookAnswer *answer = &g_array_index (book->answers, MadoBookAnswer, i);

    n_parts += answer->kind == MADO_BOOK_CLAIM || answer->kind == MADO_BOOK_LOOK;
  }

  return n_parts;
}

/* Returns: (transfer full) (nullable) */
static Desk *
open_desk (const MadoProgrammeBook *book, GError **error)
{
  MadoRuleRun *run = mado_rule_run_new (book->rules, error);
  Desk *self;

  if (run == NULL)
    return NULL;
  self = g_new0 (Desk, 1);
  self->book = book;
  self->run = run;
  self->sources = mado_case_sources_new (book);
  self->values = g_new0 (MadoRuleValue, book->values->len);
  self->n_parts = count_parts (book);

  return self;
}

/* Returns: (transfer none) (nullable): an answer for each rule, until the desk is asked again */
static const MadoRuleValue *
ask (const Desk *self, const MadoCaseReading *reading, GError **error)
{
  if (!mado_case_reading_fill (reading, self->sources, self->book->values->len, self->values, error))
    return NULL;

  return mado_rule_run_evaluate (self->run, self->values, error);
}

/* --- what the answers mean ---------------------------------------------------------------------------------------- */

static MadoAnswer
find_answer (MadoRuleValue value)
{
  if (value.kind == MADO_RULE_VALUE_NULL)
    return MADO_ANSWER_UNKNOWN;

  return value.number == 1 ? MADO_ANSWER_PASSED : MADO_ANSWER_FOUND;
}

static const char *
keep_text (MadoJudgement *self, const char *text)
{
  return g_string_chunk_insert (self->texts, text);
}

/* The text of a part of a key; %NULL where it is not known: an empty part would make strangers one. */
static const char *
make_part (MadoJudgement *self, MadoRuleValue value)
{
  char digits[24];

  switch (value.kind) {
  case MADO_RULE_VALUE_NUMBER:
    g_snprintf (digits, sizeof digits, "%" G_GINT64_FORMAT, value.number);
    return keep_text (self, digits);
  case MADO_RULE_VALUE_TEXT:
    return value.text[0] != '\0' ? keep_text (self, value.text) : NULL;
  case MADO_RULE_VALUE_NULL:
  default:
    return NULL;
  }
}

static void
set_part (MadoJudgement *self, MadoJudgedKey *key, guint part, MadoRuleValue value)
{
  const char *text = make_part (self, value);

  ((const char **) key->parts)[part] = text;
  key->is_complete = (part == 0 || key->is_complete) && text != NULL;
}

static void
begin_right (MadoJudgement *self, const MadoRight *right, const char *row, MadoAnswer when)
{
  MadoJudgedRight judged = { .right = right, .row = row, .when = when };

  judged.claim.n_parts = right->claim.key->len;
  judged.claim.parts = mado_judgement_add_parts (self, judged.claim.n_parts);
  judged.look.n_parts = right->look.key->len;
  judged.look.parts = mado_judgement_add_parts (self, judged.look.n_parts);
  g_array_append_val (self->rights, judged);
}

static void
set_amount (MadoJudgedRight *right, MadoRuleValue value)
{
  right->has_amount = right->when == MADO_ANSWER_PASSED && value.kind == MADO_RULE_VALUE_NUMBER;
  right->amount = right->has_amount ? value.number : 0;
}

static void
add_value (MadoJudgement *self, const char *id, const MadoItem *item, const char *row, MadoRuleValue value)
{
  MadoJudgedValue judged = { id, item, row, value };

  if (value.kind == MADO_RULE_VALUE_TEXT)
    judged.value.text = keep_text (self, value.text);
  g_array_append_val (self->values, judged);
}

static gboolean
is_choice (const MadoItem *item, MadoRuleValue value)
{
  return value.kind != MADO_RULE_VALUE_TEXT || mado_section_get_count (item->choices) == 0 ||
         mado_section_find (item->choices, value.text) != NULL;
}

static gboolean
add_kept (MadoJudgement *self, const MadoItem *item, const char *row, MadoRuleValue value, GError **error)
{
  if (!is_choice (item, value)) {
    g_set_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID, "%s: the answer is none of its choices", item->id);
    return FALSE;
  }
  add_value (self, item->id, item, row, value);

  return TRUE;
}

/* The answers of a right stand together, its "when" first. */
static void
take_right (MadoJudgement *self, const MadoBookAnswer *answer, const char *row, MadoRuleValue value)
{
  MadoJudgedRight *right;

  if (answer->kind == MADO_BOOK_WHEN) {
    begin_right (self, answer->subject, row, find_answer (value));
    return;
  }
  right = &g_array_index (self->rights, MadoJudgedRight, self->rights->len - 1);
  if (answer->kind == MADO_BOOK_AMOUNT)
    set_amount (right, value);
  else
    set_part (self, answer->kind == MADO_BOOK_CLAIM ? &right->claim : &right->look, answer->part, value);
}

static gboolean
take_answer (MadoJudgement *self, const MadoBookAnswer *answer, const char *row, MadoRuleValue value, GError **error)
{
  switch (answer->kind) {
  case MADO_BOOK_COMPUTED:
    add_value (self, ((const MadoComputed *) answer->subject)->id, NULL, row, value);
    break;
  case MADO_BOOK_KEPT:
    return add_kept (self, answer->subject, row, value, error);
  case MADO_BOOK_REQUIRED:
    break; /* is looked at with the needs */
  case MADO_BOOK_CHECK:
    g_array_append_vals (self->checks, &(MadoJudgedCheck) { answer->subject, row, find_answer (value) }, 1);
    break;
  case MADO_BOOK_WHEN:
  case MADO_BOOK_AMOUNT:
  case MADO_BOOK_CLAIM:
  case MADO_BOOK_LOOK:
    take_right (self, answer, row, value);
    break;
  case MADO_BOOK_VISUAL_CHECK:
  case MADO_BOOK_TRANSITION:
  case MADO_BOOK_QUEUE:
  case MADO_BOOK_PACKET:
  case MADO_BOOK_SENTENCE:
  default:
    g_array_append_vals (self->answers, &(MadoJudgedAnswer) { answer->subject, find_answer (value) }, 1);
    break;
  }

  return TRUE;
}

/* Of an account all parts that a transfer needs. */
static gboolean
is_there (const Desk *desk, const MadoBookNeed *need, const MadoRuleValue *answers)
{
  const MadoAccountPart *parts = mado_account_part_get_all ();

  if (mado_item_is_kept (need->item))
    return answers[need->place].kind != MADO_RULE_VALUE_NULL;
  if (!g_str_equal (need->item->type, "account"))
    return desk->values[need->place].kind != MADO_RULE_VALUE_NULL;
  for (guint i = 0; parts[i].is_needed; i++)
    if (desk->values[need->place + i].kind == MADO_RULE_VALUE_NULL)
      return FALSE;

  return TRUE;
}

/* Where it cannot be judged yet whether an item is required, it is demanded: what is missing never slips through. */
static void
look_for_missing (MadoJudgement *self, const Desk *desk, const char *row, const MadoRuleValue *answers)
{
  for (guint i = 0; i < desk->book->needs->len; i++) {
    const MadoBookNeed *need = &g_array_index (desk->book->needs, MadoBookNeed, i);
    MadoAnswer is_required = need->is_always ? MADO_ANSWER_PASSED : find_answer (answers[need->answer]);
    MadoMissingItem missing = { need->item, row, is_required == MADO_ANSWER_PASSED };

    if (is_required != MADO_ANSWER_FOUND && !is_there (desk, need, answers))
      g_array_append_val (self->missing, missing);
  }
}

static gboolean
take_answers (MadoJudgement *self, const Desk *desk, const char *row, const MadoRuleValue *answers, GError **error)
{
  for (guint i = 0; i < desk->book->answers->len; i++)
    if (!take_answer (self, &g_array_index (desk->book->answers, MadoBookAnswer, i), row, answers[i], error))
      return FALSE;
  look_for_missing (self, desk, row, answers);

  return TRUE;
}

/* --- lists -------------------------------------------------------------------------------------------------------- */

static yyjson_val *
get_rows (const yyjson_val *body, const Desk *desk)
{
  return yyjson_obj_get (yyjson_obj_get ((yyjson_val *) body, "lists"), desk->book->list->id);
}

/* A total counts the rows whose answer is yes; where one is not known yet, neither is the total. */
static void
count_row (MadoJudge *self, const Desk *desk, const MadoRuleValue *answers)
{
  for (guint i = 0; i < mado_section_get_count (self->programme->totals); i++) {
    const MadoTotal *total = mado_section_get (self->programme->totals, i);
    MadoRuleValue answer = mado_rule_value_number (1);

    if (!g_str_equal (total->of, desk->book->list->id) || self->totals[i].kind == MADO_RULE_VALUE_NULL)
      continue;
    for (guint j = 0; !g_str_equal (total->count, "all") && j < desk->book->answers->len; j++) {
      const MadoBookAnswer *computed = &g_array_index (desk->book->answers, MadoBookAnswer, j);

      if (computed->kind == MADO_BOOK_COMPUTED &&
          g_str_equal (((const MadoComputed *) computed->subject)->id, total->count))
        answer = answers[j];
    }
    if (answer.kind == MADO_RULE_VALUE_NULL)
      self->totals[i] = MADO_RULE_NULL;
    else
      self->totals[i].number += answer.number == 1;
  }
}

static gboolean
judge_row (MadoJudge *self, const Desk *desk, MadoCaseReading *reading, yyjson_val *row, GError **error)
{
  const char *id = yyjson_get_str (yyjson_obj_get (row, "row"));
  const MadoRuleValue *answers;

  if (id == NULL) {
    g_set_error (error, MADO_BASE_ERROR, MADO_BASE_ERROR_INVALID, "%s: a row has no id", desk->book->list->id);
    return FALSE;
  }
  reading->row = yyjson_obj_get (row, "items");
  answers = ask (desk, reading, error);
  if (answers == NULL || !take_answers (self->judgement, desk, keep_text (self->judgement, id), answers, error))
    return FALSE;
  count_row (self, desk, answers);

  return TRUE;
}

static gboolean
judge_lists (MadoJudge *self, const yyjson_val *body, MadoCaseReading *reading, GError **error)
{
  for (guint i = 0; i < mado_section_get_count (self->programme->totals); i++)
    self->totals[i] = mado_rule_value_number (0);
  for (guint i = 0; i < self->lists->len; i++) {
    const Desk *desk = g_ptr_array_index (self->lists, i);
    yyjson_arr_iter rows = yyjson_arr_iter_with (get_rows (body, desk));
    yyjson_val *row;

    while ((row = yyjson_arr_iter_next (&rows)) != NULL)
      if (!judge_row (self, desk, reading, row, error))
        return FALSE;
  }

  return TRUE;
}

/* --- judges ------------------------------------------------------------------------------------------------------- */

/**
 * mado_judge_new:
 * @programme: a programme without faults
 * @error: where to put what went wrong
 *
 * Returns: (transfer full): a judge; %NULL where SQLite could not prepare the rules
 */
MadoJudge *
mado_judge_new (MadoProgramme *programme, GError **error)
{
  g_autoptr (MadoJudge) self = g_new0 (MadoJudge, 1);
  const MadoProgrammeBooks *books = programme->books;

  self->programme = mado_programme_ref (programme);
  self->lists = g_ptr_array_new_with_free_func (free_desk);
  self->totals = g_new0 (MadoRuleValue, mado_section_get_count (programme->totals));
  self->judgement = mado_judgement_new ();
  self->whole = open_desk (books->whole, error);
  if (self->whole == NULL)
    return NULL;
  if (books->ground != NULL && (self->ground = open_desk (books->ground, error)) == NULL)
    return NULL;
  for (guint i = 0; i < books->lists->len; i++) {
    Desk *desk = open_desk (g_ptr_array_index (books->lists, i), error);

    if (desk == NULL)
      return NULL;
    g_ptr_array_add (self->lists, desk);
  }

  return g_steal_pointer (&self);
}

/**
 * mado_judge_free:
 * @self: (transfer full): a judge
 */
void
mado_judge_free (MadoJudge *self)
{
  g_clear_pointer (&self->ground, free_desk);
  g_clear_pointer (&self->whole, free_desk);
  g_ptr_array_unref (self->lists);
  g_free (self->totals);
  mado_judgement_free (self->judgement);
  mado_programme_unref (self->programme);
  g_free (self);
}

/**
 * mado_judge_get_programme:
 * @self: a judge
 *
 * Returns: (transfer none): the programme whose rules it runs
 */
MadoProgramme *
mado_judge_get_programme (const MadoJudge *self)
{
  return self->programme;
}

static void
clear_judgement (MadoJudge *self, const yyjson_val *body)
{
  gsize n_parts = self->whole->n_parts;

  for (guint i = 0; i < self->lists->len; i++) {
    const Desk *desk = g_ptr_array_index (self->lists, i);

    n_parts += desk->n_parts * yyjson_arr_size (get_rows (body, desk));
  }
  mado_judgement_clear (self->judgement, n_parts);
}

/**
 * mado_judge_case_after:
 * @self: a judge
 * @body: the body of a case; need not outlive the call
 * @state: its state
 * @days: when it is judged, and when what it tells of happened
 * @error: where to put what went wrong
 *
 * The same body, state and days give the same judgement on every machine.
 *
 * Returns: (transfer none): what the rules say, until the next call; %NULL where a value in the body is not of its
 *   item's kind, or a rule fails: the message begins with the item or the rule
 */
const MadoJudgement *
mado_judge_case_after (MadoJudge *self, const yyjson_val *body, const char *state, MadoCaseDays days, GError **error)
{
  MadoCaseReading reading;
  const MadoRuleValue *answers;

  clear_judgement (self, body);
  mado_case_reading_begin (&reading, self->programme, body, state, days);
  if (self->ground != NULL) {
    reading.results = ask (self->ground, &reading, error);
    if (reading.results == NULL)
      return NULL;
  }
  if (!judge_lists (self, body, &reading, error))
    return NULL;
  reading.totals = self->totals;
  answers = ask (self->whole, &reading, error);
  if (answers == NULL || !take_answers (self->judgement, self->whole, "", answers, error))
    return NULL;

  return self->judgement;
}

/**
 * mado_judge_case:
 * @self: a judge
 * @body: the body of a case; need not outlive the call
 * @state: its state
 * @today: the day of the operation, on which everything happened
 * @error: as for mado_judge_case_after()
 *
 * Returns: (transfer none): what the rules say, until the next call; %NULL as for mado_judge_case_after()
 */
const MadoJudgement *
mado_judge_case (MadoJudge *self, const yyjson_val *body, const char *state, MadoDate today, GError **error)
{
  return mado_judge_case_after (self, body, state, (MadoCaseDays) { today, today }, error);
}
