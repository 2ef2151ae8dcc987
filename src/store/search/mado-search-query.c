/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads what somebody typed, asks the index for candidates, and judges them: the index says where to look, what is
 * found is what the text itself says. */

#include "mado-search-query.h"

#include <string.h>

#include "mado-store-error.h"

#define WHOLE_PHONE 10 /* digits */
#define SURE_START 2   /* characters: the index knows these of the start of a name */

struct _MadoSearchQuery {
  GPtrArray *words;    /* (element-type GArray): of MadoSearchKey: all that the word may mean, first a name */
  MadoSearchKey whole; /* all that was typed, as a name */
};

/* An entity beside a query. */
typedef struct {
  const MadoSearchQuery *query;
  MadoFoldLevel level;
  const GArray *keys; /* MadoSearchKey */
} Judgement;

/* --- reading ----------------------------------------------------------------------------------------------------- */

static void
add_meaning (GArray *word, MadoSearchField field, MadoSearchForm form, const char *typed)
{
  MadoSearchKey meaning;

  mado_search_key_init (&meaning, field, form, typed);
  if ((gsize) g_utf8_strlen (meaning.texts[MADO_FOLD_LOOSE], -1) >= mado_search_grams_get_min (field))
    g_array_append_val (word, meaning);
  else
    mado_search_key_clear (&meaning);
}

static GArray *
read_word (const char *typed)
{
  static const struct {
    MadoSearchField field;
    MadoSearchForm form;
  } meanings[] = {
    { MADO_SEARCH_NAME, MADO_SEARCH_FORM_NAME },     { MADO_SEARCH_PHONE, MADO_SEARCH_FORM_NUMBER },
    { MADO_SEARCH_CODE, MADO_SEARCH_FORM_CODE },     { MADO_SEARCH_POSTAL, MADO_SEARCH_FORM_NUMBER },
    { MADO_SEARCH_DATE, MADO_SEARCH_FORM_DATE },     { MADO_SEARCH_ADDRESS, MADO_SEARCH_FORM_ADDRESS },
    { MADO_SEARCH_ADDRESS, MADO_SEARCH_FORM_BLOCK },
  };
  GArray *word = g_array_new (FALSE, FALSE, sizeof (MadoSearchKey));

  g_array_set_clear_func (word, mado_search_key_clear);
  for (gsize i = 0; i < G_N_ELEMENTS (meanings); i++)
    if (mado_search_form_takes (meanings[i].form, typed))
      add_meaning (word, meanings[i].field, meanings[i].form, typed);

  return word;
}

/* A word of nothing but marks is no word: it would have no name to be looked for. */
static void
add_word (GPtrArray *words, const char *typed)
{
  g_autoptr (GArray) word = read_word (typed);

  if (word->len > 0 && g_array_index (word, MadoSearchKey, 0).field == MADO_SEARCH_NAME)
    g_ptr_array_add (words, g_steal_pointer (&word));
}

static void
split_words (GPtrArray *words, char *typed)
{
  char *word = typed;

  for (char *next = typed; *next != '\0';) {
    char *after = g_utf8_next_char (next);

    if (g_unichar_isspace (g_utf8_get_char (next))) {
      *next = '\0';
      add_word (words, word);
      word = after;
    }
    next = after;
  }
  add_word (words, word);
}

/* Whether the spaces in it part no words: 令和7年 4月 1日, 090 0000 0000. */
static gboolean
is_one_word (const char *typed)
{
  g_autofree char *day = mado_search_fold (MADO_SEARCH_FORM_DATE, typed);
  g_autofree char *number = mado_search_fold (MADO_SEARCH_FORM_NUMBER, typed);

  return *day != '\0' || (strlen (number) >= WHOLE_PHONE && mado_search_form_takes (MADO_SEARCH_FORM_NUMBER, typed));
}

static void
read_words (GPtrArray *words, char *typed)
{
  if (is_one_word (typed))
    add_word (words, typed);
  else
    split_words (words, typed);
}

/**
 * mado_search_query_new:
 * @typed: any bytes
 * @error: %MADO_STORE_ERROR_TOO_LONG
 *
 * Returns: (transfer full) (nullable): what they ask for
 */
MadoSearchQuery *
mado_search_query_new (const char *typed, GError **error)
{
  g_autofree char *text = NULL;
  MadoSearchQuery *self;

  if (strlen (typed) > MADO_SEARCH_MAX_LENGTH) {
    g_set_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_TOO_LONG,
                 "cannot search for so long a text: more than %d bytes", MADO_SEARCH_MAX_LENGTH);
    return NULL;
  }
  text = g_utf8_make_valid (typed, -1);
  self = g_new0 (MadoSearchQuery, 1);
  self->words = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  mado_search_key_init (&self->whole, MADO_SEARCH_NAME, MADO_SEARCH_FORM_NAME, text);
  read_words (self->words, text);

  return self;
}

/**
 * mado_search_query_free:
 * @self: (nullable) (transfer full): a query
 */
void
mado_search_query_free (MadoSearchQuery *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->words);
  mado_search_key_clear (&self->whole);
  g_free (self);
}

/**
 * mado_search_query_is_empty:
 * @self: a query
 *
 * Returns: whether it asks for nothing, and so finds nothing
 */
gboolean
mado_search_query_is_empty (const MadoSearchQuery *self)
{
  return self->words->len == 0;
}

/* --- asking the index -------------------------------------------------------------------------------------------- */

static void
add_names (GString *grams, const MadoSearchQuery *self)
{
  for (guint i = 0; i < self->words->len; i++) {
    const MadoSearchKey *name = &g_array_index ((const GArray *) self->words->pdata[i], MadoSearchKey, 0);

    mado_search_grams_add_query (grams, name->field, name->texts[MADO_FOLD_LOOSE], MADO_SEARCH_ANYWHERE);
  }
}

static void
add_meanings (GString *grams, const GArray *word)
{
  for (guint i = 0; i < word->len; i++) {
    const MadoSearchKey *meaning = &g_array_index (word, MadoSearchKey, i);

    g_string_append (grams, i > 0 ? " OR (" : "(");
    mado_search_grams_add_query (grams, meaning->field, meaning->texts[MADO_FOLD_LOOSE], MADO_SEARCH_ANYWHERE);
    g_string_append_c (grams, ')');
  }
}

static void
add_all_words (GString *grams, const MadoSearchQuery *self)
{
  for (guint i = 0; i < self->words->len; i++) {
    g_string_append (grams, i > 0 ? " AND (" : "(");
    add_meanings (grams, self->words->pdata[i]);
    g_string_append_c (grams, ')');
  }
  if (self->words->len == 1)
    return;
  g_string_append (grams, " OR ("); /* 佐 々木 is 佐佐木, but 々木 alone is not */
  mado_search_grams_add_query (grams, MADO_SEARCH_NAME, self->whole.texts[MADO_FOLD_LOOSE], MADO_SEARCH_FROM_START);
  g_string_append_c (grams, ')');
}

/**
 * mado_search_query_dup_grams:
 * @self: a query that is not empty
 * @rank: a rank
 *
 * Returns: (transfer full): what to ask the index: for all rows of that rank, with some of a later one and some that
 *   are not found at all
 */
char *
mado_search_query_dup_grams (const MadoSearchQuery *self, MadoSearchRank rank)
{
  const char *whole = self->whole.texts[MADO_FOLD_LOOSE];
  GString *grams = g_string_new (NULL);

  switch (rank) {
  case MADO_SEARCH_RANK_WHOLE:
    mado_search_grams_add_query (grams, MADO_SEARCH_NAME, whole, MADO_SEARCH_FROM_START_TO_END);
    break;
  case MADO_SEARCH_RANK_BEGINNING:
    mado_search_grams_add_query (grams, MADO_SEARCH_NAME, whole, MADO_SEARCH_FROM_START);
    break;
  case MADO_SEARCH_RANK_NAME:
    add_names (grams, self);
    break;
  case MADO_SEARCH_RANK_OTHER:
  case MADO_SEARCH_N_RANKS:
    add_all_words (grams, self);
  }

  return g_string_free_and_steal (grams);
}

/**
 * mado_search_query_decides:
 * @self: a query
 *
 * Returns: whether the index has the last rank's grams for no row that is not found, so that its rows may be counted
 *   unseen
 */
gboolean
mado_search_query_decides (const MadoSearchQuery *self)
{
  if (self->words->len > 1 && g_utf8_strlen (self->whole.texts[MADO_FOLD_LOOSE], -1) > SURE_START)
    return FALSE;
  for (guint i = 0; i < self->words->len; i++) {
    const GArray *word = self->words->pdata[i];

    for (guint j = 0; j < word->len; j++) {
      const MadoSearchKey *meaning = &g_array_index (word, MadoSearchKey, j);

      if (!mado_search_grams_decide (meaning->field, meaning->texts[MADO_FOLD_LOOSE]))
        return FALSE;
    }
  }

  return TRUE;
}

/* --- judging ----------------------------------------------------------------------------------------------------- */

static gboolean
find_text (const char *text, const char *sought, MadoSearchHow *out_how)
{
  const char *at = strstr (text, sought);

  if (at == NULL)
    return FALSE;
  *out_how = at > text ? MADO_SEARCH_PART : at[strlen (sought)] == '\0' ? MADO_SEARCH_EXACT : MADO_SEARCH_PREFIX;

  return TRUE;
}

/* The best place of a meaning, if there is one better than @match. */
static gboolean
find_meaning (const Judgement *self, const MadoSearchKey *meaning, MadoSearchMatch *match)
{
  gboolean is_found = FALSE;

  for (guint i = 0; i < self->keys->len; i++) {
    const MadoSearchKey *key = &g_array_index (self->keys, MadoSearchKey, i);
    MadoSearchHow how;

    if (!mado_search_fields_share (key->field, meaning->field) ||
        !find_text (key->texts[self->level], meaning->texts[self->level], &how))
      continue;
    is_found = TRUE;
    if (how < match->how || (how == match->how && key->field < match->field)) {
      match->how = how;
      match->field = key->field;
    }
  }

  return is_found;
}

/* Names come first, whatever else a word is found in. */
static gboolean
find_word (const Judgement *self, const GArray *word, MadoSearchMatch *out_match)
{
  *out_match = (MadoSearchMatch) { MADO_SEARCH_RANK_NAME, MADO_SEARCH_ADDRESS, MADO_SEARCH_PART, FALSE };
  if (find_meaning (self, &g_array_index (word, MadoSearchKey, 0), out_match))
    return TRUE;
  out_match->rank = MADO_SEARCH_RANK_OTHER;
  for (guint i = 1; i < word->len; i++)
    if (find_meaning (self, &g_array_index (word, MadoSearchKey, i), out_match))
      return TRUE;

  return FALSE;
}

static gboolean
find_words (const Judgement *self, MadoSearchMatch *out_match)
{
  const GPtrArray *words = self->query->words;

  for (guint i = 0; i < words->len; i++) {
    MadoSearchMatch match;

    if (!find_word (self, words->pdata[i], &match))
      return FALSE;
    if (i == 0)
      *out_match = match;
    out_match->rank = MAX (out_match->rank, match.rank);
  }

  return TRUE;
}

/**
 * mado_search_query_judge:
 * @self: a query that is not empty
 * @keys: (element-type MadoSearchKey): of an entity
 * @level: which of their texts count
 * @out_match: (out caller-allocates): how it is found
 *
 * Returns: whether the entity is one of those that the query asks for
 */
gboolean
mado_search_query_judge (const MadoSearchQuery *self,
                         const GArray *keys,
                         MadoFoldLevel level,
                         MadoSearchMatch *out_match)
{
  const Judgement judgement = { self, level, keys };
  MadoSearchMatch match = { .how = MADO_SEARCH_PART, .field = MADO_SEARCH_READING };

  if (!find_meaning (&judgement, &self->whole, &match) || match.how == MADO_SEARCH_PART)
    return find_words (&judgement, out_match);
  match.rank = match.how == MADO_SEARCH_EXACT ? MADO_SEARCH_RANK_WHOLE : MADO_SEARCH_RANK_BEGINNING;
  *out_match = match;

  return TRUE;
}
