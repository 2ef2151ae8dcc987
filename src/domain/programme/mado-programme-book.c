/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes the rules of a programme into books of the rule language: one for what is said of a case, one for each list,
 * where the same is said of a row. They are written once with the programme, for its check and for all who judge. */

#include "mado-programme-book.h"

#include "mado-account-part.h"
#include "mado-rule-token.h"

/* A book while it is filled. */
typedef struct {
  const MadoProgramme *programme;
  MadoProgrammeBook *book;
  const MadoProgrammeBooks *books;
  GHashTable *places; /* the id of an item → where its value, or its answer, is */
} Writer;

static MadoRuleType
find_type (const char *type)
{
  if (g_str_equal (type, "number") || g_str_equal (type, "yen"))
    return MADO_RULE_TYPE_NUMBER;
  if (g_str_equal (type, "yesno"))
    return MADO_RULE_TYPE_YES_NO;

  return g_str_equal (type, "date") ? MADO_RULE_TYPE_DATE : MADO_RULE_TYPE_TEXT;
}

static guint
add_value (Writer *self, const char *name, MadoRuleType type, MadoBookValueKind kind, gconstpointer subject, guint part)
{
  MadoBookValue value = { kind, part, subject };

  g_array_append_val (self->book->values, value);

  return mado_rule_book_add_item (self->book->rules, name, type);
}

static void
add_answer (Writer *self, MadoBookAnswerKind kind, gconstpointer subject, guint part)
{
  MadoBookAnswer answer = { kind, part, subject };

  g_array_append_val (self->book->answers, answer);
}

/* "check/wishes/must", "right/one/claim/0" */
static char *
name_rule (MadoBookAnswerKind kind, const char *id, guint part)
{
  static const char *const names[][2] = {
    [MADO_BOOK_REQUIRED] = { "item", "required" },
    [MADO_BOOK_CHECK] = { "check", "must" },
    [MADO_BOOK_WHEN] = { "right", "when" },
    [MADO_BOOK_AMOUNT] = { "right", "amount" },
    [MADO_BOOK_CLAIM] = { "right", "claim" },
    [MADO_BOOK_LOOK] = { "right", "look" },
    [MADO_BOOK_VISUAL_CHECK] = { "visual_check", "when" },
    [MADO_BOOK_TRANSITION] = { "transition", "must" },
    [MADO_BOOK_QUEUE] = { "queue", "show" },
    [MADO_BOOK_PACKET] = { "packet", "when" },
    [MADO_BOOK_SENTENCE] = { "sentence", "when" },
  };

  if (kind == MADO_BOOK_CLAIM || kind == MADO_BOOK_LOOK)
    return g_strdup_printf ("%s/%s/%s/%u", names[kind][0], id, names[kind][1], part);

  return g_strconcat (names[kind][0], "/", id, "/", names[kind][1], NULL);
}

/* @subject begins with its id. */
static guint
add_rule (Writer *self,
          MadoBookAnswerKind kind,
          gconstpointer subject,
          guint part,
          MadoRuleType type,
          const MadoRuleText *rule)
{
  if (rule->text[0] == '\0')
    return 0;

  g_autofree char *id = name_rule (kind, *(const char *const *) subject, part);
  guint place = mado_rule_book_add_rule (self->book->rules, id, type, rule->text);

  g_hash_table_insert (self->book->texts, g_steal_pointer (&id), (gpointer) rule);
  add_answer (self, kind, subject, part);

  return place;
}

static void
add_choices (Writer *self, const MadoItem *item)
{
  for (guint i = 0; i < mado_section_get_count (item->choices); i++)
    mado_rule_book_add_choice (self->book->rules, item->id,
                               ((const MadoNamed *) mado_section_get (item->choices, i))->id);
}

/* --- what rules may name --------------------------------------------------------------------------------------- */

/* Of an account rules know the parts, for nobody compares it as a whole. */
static guint
add_account (Writer *self, const MadoItem *item)
{
  const MadoAccountPart *parts = mado_account_part_get_all ();
  guint first = self->book->values->len;

  for (guint i = 0; parts[i].name != NULL; i++) {
    g_autofree char *name = g_strconcat (item->id, "_", parts[i].name, NULL);

    add_value (self, name, find_type (parts[i].type), MADO_BOOK_ACCOUNT, item, i);
    for (gsize j = 0; parts[i].choices != NULL && parts[i].choices[j] != NULL; j++)
      mado_rule_book_add_choice (self->book->rules, name, parts[i].choices[j]);
  }

  return first;
}

static guint
add_kept (Writer *self, const MadoItem *item)
{
  guint place = mado_rule_book_add_computed (self->book->rules, item->id, find_type (item->type), item->is.text);

  g_hash_table_insert (self->book->texts, g_strdup (item->id), (gpointer) &item->is);
  add_answer (self, MADO_BOOK_KEPT, item, 0);

  return place;
}

static gboolean
is_counting (const Writer *self, const char *id)
{
  return g_hash_table_contains (self->books->counting, id);
}

static void
add_item (Writer *self, const MadoItem *item)
{
  guint place;

  if (g_str_equal (item->type, "account"))
    place = add_account (self, item);
  else if (mado_item_is_kept (item))
    place = add_kept (self, item);
  else
    place = add_value (self, item->id, find_type (item->type), MADO_BOOK_ITEM, item, 0);
  add_choices (self, item);
  g_hash_table_insert (self->places, (gpointer) item->id, GUINT_TO_POINTER (place));
}

static void
add_facts (Writer *self)
{
  static const struct {
    const char *name;
    MadoRuleType type;
  } facts[] = {
    [MADO_BOOK_TODAY] = { "today", MADO_RULE_TYPE_DATE },
    [MADO_BOOK_DAY] = { "day", MADO_RULE_TYPE_DATE },
    [MADO_BOOK_STATE] = { "state", MADO_RULE_TYPE_TEXT },
    [MADO_BOOK_STATE_SINCE] = { "state_since", MADO_RULE_TYPE_DATE },
    [MADO_BOOK_OPEN_DEFICIENCIES] = { "open_deficiencies", MADO_RULE_TYPE_NUMBER },
    [MADO_BOOK_RETURNED_OPEN] = { "returned_open", MADO_RULE_TYPE_NUMBER },
    [MADO_BOOK_ACCOUNT_AGREED] = { "account_agreed", MADO_RULE_TYPE_YES_NO },
  };

  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    add_value (self, facts[i].name, facts[i].type, MADO_BOOK_FACT, NULL, i);
  for (guint i = 0; i < mado_section_get_count (self->programme->states); i++)
    mado_rule_book_add_choice (self->book->rules, "state",
                               ((const MadoState *) mado_section_get (self->programme->states, i))->id);
  for (guint i = 0; i < mado_section_get_count (self->programme->visual_checks); i++) {
    const MadoVisualCheck *check = mado_section_get (self->programme->visual_checks, i);
    g_autofree char *name = g_strconcat ("seen_", check->id, NULL);

    add_value (self, name, MADO_RULE_TYPE_YES_NO, MADO_BOOK_SEEN, check, 0);
  }
}

static void
add_rates (Writer *self)
{
  for (guint i = 0; i < mado_section_get_count (self->programme->rates); i++) {
    const MadoRate *rate = mado_section_get (self->programme->rates, i);

    for (guint j = 0; j < mado_section_get_count (rate->from); j++) {
      const MadoDatedValue *dated = mado_section_get (rate->from, j);
      MadoRuleValue value = dated->value.is_number ? mado_rule_value_number (dated->value.number)
                                                   : mado_rule_value_text (dated->value.text);

      mado_rule_book_add_rate (self->book->rules, rate->id, mado_date_from_iso (dated->id), value);
    }
  }
}

static void
add_computed (Writer *self, const MadoSection *section)
{
  for (guint i = 0; i < mado_section_get_count (section); i++) {
    const MadoComputed *computed = mado_section_get (section, i);

    if (self->book == self->books->ground && is_counting (self, computed->id))
      continue;
    mado_rule_book_add_computed (self->book->rules, computed->id, find_type (computed->type), computed->is.text);
    g_hash_table_insert (self->book->texts, g_strdup (computed->id), (gpointer) &computed->is);
    add_answer (self, MADO_BOOK_COMPUTED, computed, 0);
  }
}

/* What the ground book answers is given to the rows. */
static void
add_results (Writer *self)
{
  const MadoProgrammeBook *ground = self->books->ground;

  for (guint i = 0; i < ground->answers->len; i++) {
    const MadoBookAnswer *answer = &g_array_index (ground->answers, MadoBookAnswer, i);
    const MadoComputed *computed = answer->subject;
    const MadoItem *item = answer->subject;

    if (answer->kind == MADO_BOOK_COMPUTED) {
      add_value (self, computed->id, find_type (computed->type), MADO_BOOK_RESULT, NULL, i);
      continue;
    }
    add_value (self, item->id, find_type (item->type), MADO_BOOK_RESULT, NULL, i);
    add_choices (self, item);
  }
}

static void
add_totals (Writer *self)
{
  for (guint i = 0; i < mado_section_get_count (self->programme->totals); i++) {
    const MadoTotal *total = mado_section_get (self->programme->totals, i);

    add_value (self, total->id, MADO_RULE_TYPE_NUMBER, MADO_BOOK_TOTAL, total, i);
  }
}

/* --- the rules themselves -------------------------------------------------------------------------------------- */

static void
add_needs (Writer *self, const MadoItemGroup *group)
{
  for (guint i = 0; i < mado_section_get_count (group->fields); i++) {
    const MadoItem *item = mado_section_get (group->fields, i);
    MadoBookNeed need = { item, g_str_equal (item->required.text, "always"), 0, 0 };

    if (item->required.text[0] == '\0')
      continue;
    need.place = GPOINTER_TO_UINT (g_hash_table_lookup (self->places, item->id));
    if (!need.is_always)
      need.answer = add_rule (self, MADO_BOOK_REQUIRED, item, 0, MADO_RULE_TYPE_YES_NO, &item->required);
    g_array_append_val (self->book->needs, need);
  }
}

static void
add_checks (Writer *self, const MadoSection *checks)
{
  for (guint i = 0; i < mado_section_get_count (checks); i++) {
    const MadoCheck *check = mado_section_get (checks, i);

    add_rule (self, MADO_BOOK_CHECK, check, 0, MADO_RULE_TYPE_YES_NO, &check->must);
  }
}

/* The parts of a key are texts, whatever the items are: any type may stand there. */
static void
add_claim (Writer *self, const MadoRight *right, MadoBookAnswerKind kind, const MadoClaim *claim)
{
  for (guint i = 0; claim->key != NULL && i < claim->key->len; i++) {
    const MadoRuleText *rule = g_ptr_array_index (claim->key, i);
    const MadoItem *item = mado_section_find (self->programme->items, rule->text);

    add_rule (self, kind, right, i, item != NULL ? find_type (item->type) : MADO_RULE_TYPE_TEXT, rule);
  }
}

/* The rights of a case, or of the rows of a list. */
static void
add_rights (Writer *self, const char *list)
{
  for (guint i = 0; i < mado_section_get_count (self->programme->rights); i++) {
    const MadoRight *right = mado_section_get (self->programme->rights, i);

    if (!g_str_equal (right->for_each, list))
      continue;
    add_rule (self, MADO_BOOK_WHEN, right, 0, MADO_RULE_TYPE_YES_NO, &right->when);
    add_rule (self, MADO_BOOK_AMOUNT, right, 0, MADO_RULE_TYPE_NUMBER, &right->amount);
    add_claim (self, right, MADO_BOOK_CLAIM, &right->claim);
    add_claim (self, right, MADO_BOOK_LOOK, &right->look);
  }
}

static void
add_flow (Writer *self)
{
  const MadoProgramme *programme = self->programme;

  for (guint i = 0; i < mado_section_get_count (programme->visual_checks); i++) {
    const MadoVisualCheck *check = mado_section_get (programme->visual_checks, i);

    add_rule (self, MADO_BOOK_VISUAL_CHECK, check, 0, MADO_RULE_TYPE_YES_NO, &check->when);
  }
  for (guint i = 0; i < mado_section_get_count (programme->transitions); i++) {
    const MadoTransition *transition = mado_section_get (programme->transitions, i);

    add_rule (self, MADO_BOOK_TRANSITION, transition, 0, MADO_RULE_TYPE_YES_NO, &transition->must);
  }
  for (guint i = 0; i < mado_section_get_count (programme->queues); i++) {
    const MadoQueue *queue = mado_section_get (programme->queues, i);

    add_rule (self, MADO_BOOK_QUEUE, queue, 0, MADO_RULE_TYPE_YES_NO, &queue->show);
  }
  for (guint i = 0; i < mado_section_get_count (programme->packets); i++) {
    const MadoPacket *packet = mado_section_get (programme->packets, i);

    add_rule (self, MADO_BOOK_PACKET, packet, 0, MADO_RULE_TYPE_YES_NO, &packet->when);
  }
  for (guint i = 0; i < mado_section_get_count (programme->calls.sentences); i++) {
    const MadoCallSentence *sentence = mado_section_get (programme->calls.sentences, i);

    add_rule (self, MADO_BOOK_SENTENCE, sentence, 0, MADO_RULE_TYPE_YES_NO, &sentence->when);
  }
}

/* --- books ----------------------------------------------------------------------------------------------------- */

/* What a row may not know, and what it knows from the ground book, is left out where @is_row. */
static void
add_case_items (Writer *self, gboolean is_row)
{
  add_facts (self);
  add_rates (self);
  for (guint i = 0; i < mado_section_get_count (self->programme->item_groups); i++) {
    const MadoItemGroup *group = mado_section_get (self->programme->item_groups, i);

    for (guint j = 0; j < mado_section_get_count (group->fields); j++) {
      const MadoItem *item = mado_section_get (group->fields, j);

      if (!(is_row && mado_item_is_kept (item)) &&
          !(self->book == self->books->ground && mado_item_is_kept (item) && is_counting (self, item->id)))
        add_item (self, item);
    }
  }
}

static void
fill_ground (Writer *self)
{
  add_case_items (self, FALSE);
  add_computed (self, self->programme->computed);
}

static void
fill_whole (Writer *self)
{
  add_case_items (self, FALSE);
  add_totals (self);
  add_computed (self, self->programme->computed);
  for (guint i = 0; i < mado_section_get_count (self->programme->item_groups); i++)
    add_needs (self, mado_section_get (self->programme->item_groups, i));
  add_checks (self, self->programme->checks);
  add_rights (self, "");
  add_flow (self);
}

static void
fill_list (Writer *self)
{
  const MadoItemGroup *list = self->book->list;

  add_case_items (self, TRUE);
  add_results (self);
  for (guint i = 0; i < mado_section_get_count (list->fields); i++)
    add_item (self, mado_section_get (list->fields, i));
  add_computed (self, list->computed);
  add_needs (self, list);
  add_checks (self, list->checks);
  add_rights (self, list->id);
}

static void
free_book (gpointer data)
{
  MadoProgrammeBook *self = data;

  mado_rule_book_unref (self->rules);
  g_array_unref (self->values);
  g_array_unref (self->answers);
  g_array_unref (self->needs);
  g_hash_table_unref (self->texts);
  g_free (self);
}

static MadoProgrammeBook *
new_book (const MadoItemGroup *list)
{
  MadoProgrammeBook *self = g_new0 (MadoProgrammeBook, 1);

  self->list = list;
  self->rules = mado_rule_book_new ();
  self->values = g_array_new (FALSE, FALSE, sizeof (MadoBookValue));
  self->answers = g_array_new (FALSE, FALSE, sizeof (MadoBookAnswer));
  self->needs = g_array_new (FALSE, FALSE, sizeof (MadoBookNeed));
  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

static void
fill (const MadoProgramme *programme,
      const MadoProgrammeBooks *books,
      MadoProgrammeBook *book,
      void (*fill_cb) (Writer *))
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);
  Writer writer = { programme, book, books, places };

  fill_cb (&writer);
}

/* --- what counts rows ------------------------------------------------------------------------------------------ */

/* Adds the id of a rule to the users of every word in it. */
static void
note_words (GHashTable *users, const char *id, const char *rule)
{
  MadoRuleToken token;
  gsize offset = 0;

  while (mado_rule_token_next (rule, &offset, &token)) {
    g_autofree char *word = g_ascii_strdown (rule + token.offset, (gssize) token.length);
    GPtrArray *ids = g_hash_table_lookup (users, word);

    if (ids == NULL) {
      ids = g_ptr_array_new ();
      g_hash_table_insert (users, g_steal_pointer (&word), ids);
    }
    g_ptr_array_add (ids, (gpointer) id);
  }
}

static GHashTable *
find_users (const MadoProgramme *programme)
{
  GHashTable *users = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < mado_section_get_count (programme->computed); i++) {
    const MadoComputed *computed = mado_section_get (programme->computed, i);

    note_words (users, computed->id, computed->is.text);
  }
  for (guint i = 0; i < mado_section_get_count (programme->items); i++) {
    const MadoItem *item = mado_section_get (programme->items, i);

    if (!item->is_of_list)
      note_words (users, item->id, item->is.text);
  }

  return users;
}

/* Totals, and what is computed from what counts. Ids are in small letters already. */
static GHashTable *
find_counting (const MadoProgramme *programme)
{
  GHashTable *counting = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) users = find_users (programme);
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  for (guint i = 0; i < mado_section_get_count (programme->totals); i++)
    g_ptr_array_add (found, (gpointer) ((const MadoTotal *) mado_section_get (programme->totals, i))->id);
  for (guint i = 0; i < found->len; i++) {
    const char *id = g_ptr_array_index (found, i);
    const GPtrArray *ids = g_hash_table_lookup (users, id);

    if (g_hash_table_add (counting, (gpointer) id) && ids != NULL)
      for (guint j = 0; j < ids->len; j++)
        g_ptr_array_add (found, g_ptr_array_index (ids, j));
  }

  return counting;
}

/**
 * mado_programme_books_new:
 * @programme: a programme, read as far as its file allows; outlives the books
 *
 * Returns: (transfer full): its books, filled and not checked
 */
MadoProgrammeBooks *
mado_programme_books_new (const MadoProgramme *programme)
{
  MadoProgrammeBooks *self = g_new0 (MadoProgrammeBooks, 1);

  self->counting = find_counting (programme);
  self->lists = g_ptr_array_new_with_free_func (free_book);
  self->whole = new_book (NULL);
  fill (programme, self, self->whole, fill_whole);
  if (mado_section_get_count (programme->lists) == 0)
    return self;

  self->ground = new_book (NULL);
  fill (programme, self, self->ground, fill_ground);
  for (guint i = 0; i < mado_section_get_count (programme->lists); i++) {
    MadoProgrammeBook *book = new_book (mado_section_get (programme->lists, i));

    g_ptr_array_add (self->lists, book);
    fill (programme, self, book, fill_list);
  }

  return self;
}

/**
 * mado_programme_books_free:
 * @self: (transfer full): books
 */
void
mado_programme_books_free (MadoProgrammeBooks *self)
{
  g_clear_pointer (&self->ground, free_book);
  free_book (self->whole);
  g_ptr_array_unref (self->lists);
  g_hash_table_unref (self->counting);
  g_free (self);
}
