/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The index beside the bodies: it finds what they say and nothing else, whatever is put, changed and removed, and
 * whatever is typed. */

#include "mado-database-private.h"
#include "mado-date-text.h"
#include "mado-search-check.h"
#include "mado-search-index.h"
#include "mado-statement.h"
#include "mado-store-error.h"
#include "search-sample.h"

#include <string.h>

#define N_ROWS 40
#define N_STEPS 300
#define N_SEARCHES 20 /* between two steps */
#define PAGE 7

typedef enum { KANJI, KANA, PHONE, CODE, BIRTH_DATE, ADDRESS, N_TEXTS } Text;

/* What the bodies say, as a test may know it: plain texts. */
typedef struct {
  char *texts[N_TEXTS];
} Person;

static void
person_free (Person *person)
{
  for (Text text = 0; text < N_TEXTS; text++)
    g_free (person->texts[text]);
  g_free (person);
}

/* Few characters, so that ABA and BAB come up, and variants of both levels. */
static char *
draw_text (GRand *random, const char *const *characters, int n_characters, int min, int max)
{
  GString *text = g_string_new (NULL);

  for (int n = g_rand_int_range (random, min, max + 1); n > 0; n--)
    g_string_append (text, characters[g_rand_int_range (random, 0, n_characters)]);

  return g_string_free_and_steal (text);
}

static Person *
draw_person (GRand *random)
{
  static const char *const kanji[] = { "山", "田", "斎", "斉", "齋", "髙", "高", "A", "花" };
  static const char *const kana[] = { "ア", "バ", "ハ", "ャ", "ｶﾞ", "が", "ー" };
  static const char *const digits[] = { "0", "1", "5" };
  static const char *const towns[] = { "西", "町", "新", "宿" };
  Person *person = g_new0 (Person, 1);
  g_autofree char *town = draw_text (random, towns, G_N_ELEMENTS (towns), 1, 4);

  person->texts[KANJI] = draw_text (random, kanji, G_N_ELEMENTS (kanji), 1, 5);
  person->texts[KANA] = draw_text (random, kana, G_N_ELEMENTS (kana), 0, 6);
  person->texts[PHONE] = draw_text (random, digits, G_N_ELEMENTS (digits), 10, 11);
  person->texts[CODE] = draw_text (random, digits, G_N_ELEMENTS (digits), 10, 10);
  person->texts[BIRTH_DATE] =
      g_strdup_printf ("19%02d-11-%02d", g_rand_int_range (random, 10, 13), g_rand_int_range (random, 10, 13));
  person->texts[ADDRESS] = g_strdup_printf ("%s%d-%d-%d", town, g_rand_int_range (random, 1, 3),
                                            g_rand_int_range (random, 10, 13), g_rand_int_range (random, 1, 3));

  return person;
}

static void
put (SearchSample *sample, gint64 row, const Person *person)
{
  char *const *texts = person->texts;
  g_autofree char *items =
      g_strdup_printf ("\"name\": {\"kanji\": \"%s\", \"kana\": \"%s\"}, \"phone\": \"%s\", \"control_no\": \"%s\","
                       "\"birth_date\": \"%s\", \"address\": \"%s\"",
                       texts[KANJI], texts[KANA], texts[PHONE], texts[CODE], texts[BIRTH_DATE], texts[ADDRESS]);

  search_sample_put_items (sample, row, items);
}

/* --- the naive search -------------------------------------------------------------------------------------------- */

static gboolean
contains (const char *text, const char *typed)
{
  g_autofree char *key = mado_fold_name (text, MADO_FOLD_LOOSE);
  g_autofree char *sought = mado_fold_name (typed, MADO_FOLD_LOOSE);

  return *sought != '\0' && strstr (key, sought) != NULL;
}

static gboolean
contains_address (const char *text, const char *typed)
{
  g_autofree char *joined = g_strdelimit (g_strdup (text), "-", '/');
  g_autofree char *sought = g_strdelimit (g_strdup (typed), "-", '/');

  return contains (joined, sought);
}

static gboolean
contains_digits (const char *text, const char *typed)
{
  g_autofree char *sought = g_strdup (typed);
  char *end = sought;

  for (const char *next = typed; *next != '\0'; next++)
    if (g_ascii_isdigit (*next))
      *end++ = *next;
    else if (*next != '-')
      return FALSE;
  *end = '\0';

  return end - sought >= 3 && strstr (text, sought) != NULL;
}

static gboolean
is_same_day (const char *text, const char *typed)
{
  MadoDate date;
  char iso[MADO_DATE_ISO_SIZE];

  if (mado_date_text_parse (typed, &date) != MADO_DATE_TEXT_OK)
    return FALSE;
  mado_date_to_iso (date, iso);

  return g_str_equal (iso, text);
}

static gboolean
is_found (const Person *person, const char *typed)
{
  g_autofree char *name = mado_fold_name (typed, MADO_FOLD_LOOSE);
  char *const *texts = person->texts;

  return *name != '\0' && (contains (texts[KANJI], typed) || contains (texts[KANA], typed) ||
                           contains_digits (texts[PHONE], typed) || contains_digits (texts[CODE], typed) ||
                           is_same_day (texts[BIRTH_DATE], typed) || contains_address (texts[ADDRESS], typed));
}

/* --- both, beside each other -------------------------------------------------------------------------------------- */

static gboolean
is_in_order (const MadoSearchHit *before, const MadoSearchHit *hit)
{
  return before->match.rank < hit->match.rank || (before->match.rank == hit->match.rank && before->row < hit->row);
}

/* All pages, one after the other. */
static GArray *
load_all (SearchSample *sample, const char *typed)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (MadoSearchHit));

  for (guint n_new = PAGE; n_new == PAGE;) {
    const MadoSearchHit *last = all->len > 0 ? &g_array_index (all, MadoSearchHit, all->len - 1) : NULL;
    g_autoptr (GError) error = NULL;
    g_autoptr (GArray) page = mado_search_load_page (sample->database, sample->programme, typed, last, PAGE, &error);

    g_assert_no_error (error);
    n_new = page->len;
    g_array_append_vals (all, page->data, page->len);
  }
  for (guint i = 1; i < all->len; i++)
    g_assert_true (is_in_order (&g_array_index (all, MadoSearchHit, i - 1), &g_array_index (all, MadoSearchHit, i)));

  return all;
}

static void
check_search (SearchSample *sample, Person *const *people, const char *typed)
{
  g_autoptr (GArray) hits = load_all (sample, typed);
  gboolean is_hit[N_ROWS] = { FALSE };
  MadoSearchTotal total;

  for (guint i = 0; i < hits->len; i++)
    is_hit[g_array_index (hits, MadoSearchHit, i).row] = TRUE;
  g_test_message ("%s: %u", typed, hits->len);
  for (gsize row = 0; row < N_ROWS; row++)
    g_assert_cmpint (is_hit[row], ==, people[row] != NULL && is_found (people[row], typed));
  g_assert_true (mado_search_count (sample->database, sample->programme, typed, &total, NULL));
  g_assert_cmpuint (total.count, ==, hits->len);
  g_assert_true (total.is_all);
}

/* Part of what somebody's body says, or of what somebody's body might say. */
static char *
draw_typed (GRand *random, Person *const *people)
{
  const Person *there = people[g_rand_int_range (random, 0, N_ROWS)];
  Person *person = draw_person (random);
  const char *text = (there != NULL ? there : person)->texts[g_rand_int_range (random, 0, N_TEXTS)];
  glong n = g_utf8_strlen (text, -1);
  glong from = n > 0 ? g_rand_int_range (random, 0, (int) n) : 0;
  glong length = MIN (n - from, g_rand_int_range (random, 1, 12));
  char *typed = g_utf8_substring (text, from, from + length);

  person_free (person);

  return typed;
}

static void
test_it_finds_what_reading_all_bodies_finds (SearchSample *sample, gconstpointer data)
{
  GRand *random = g_rand_new_with_seed (20250401);
  Person *people[N_ROWS] = { NULL };
  gboolean is_right = FALSE;

  for (guint step = 0; step < N_STEPS; step++) {
    gint64 row = g_rand_int_range (random, 0, N_ROWS);

    if (people[row] != NULL && g_rand_int_range (random, 0, 3) == 0) {
      search_sample_remove (sample, row);
      g_clear_pointer (&people[row], person_free);
    } else {
      g_clear_pointer (&people[row], person_free);
      people[row] = draw_person (random);
      put (sample, row, people[row]);
    }
    for (guint i = 0; i < N_SEARCHES; i++) {
      g_autofree char *typed = draw_typed (random, people);

      check_search (sample, people, typed);
    }
  }
  g_assert_true (mado_search_check (sample->database, sample->programme, &is_right, NULL));
  g_assert_true (is_right);
  for (gsize row = 0; row < N_ROWS; row++)
    g_clear_pointer (&people[row], person_free);
  g_rand_free (random);
}

static void
assert_found (SearchSample *sample, const char *typed, const char *expected)
{
  g_autofree char *found = search_sample_find (sample, typed);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_damage_is_noticed_and_repaired (SearchSample *sample, gconstpointer data)
{
  gboolean is_right = FALSE;

  search_sample_put_items (sample, 1, "\"name\": {\"kanji\": \"見本 花子\"}");
  search_sample_put_items (sample, 2, "\"name\": {\"kanji\": \"見本 太郎\"}");
  search_sample_run (sample, "INSERT INTO search (search) VALUES ('delete-all')");
  assert_found (sample, "見本", "");
  g_assert_true (mado_search_check (sample->database, sample->programme, &is_right, NULL));
  g_assert_false (is_right);
  g_assert_true (mado_search_rebuild (sample->database, sample->programme, NULL));
  g_assert_true (mado_search_check (sample->database, sample->programme, &is_right, NULL));
  g_assert_true (is_right);
  assert_found (sample, "見本", "1 name prefix, 2 name prefix");
}

/* Nobody can search for it, so nothing has to be found. */
static void
test_a_text_of_marks_is_right (SearchSample *sample, gconstpointer data)
{
  gboolean is_right = FALSE;

  search_sample_put_items (sample, 1, "\"address\": \"-\"");
  g_assert_true (mado_search_check (sample->database, sample->programme, &is_right, NULL));
  g_assert_true (is_right);
}

static void
test_an_empty_index_is_right (SearchSample *sample, gconstpointer data)
{
  gboolean is_right = FALSE;

  g_assert_true (mado_search_check (sample->database, sample->programme, &is_right, NULL));
  g_assert_true (is_right);
}

/* --- who was deleted -----------------------------------------------------------------------------------------------
 */

/* In the pages of the index as they are once decrypted. */
static guint
count_traces (SearchSample *sample, const char *trace)
{
  g_autoptr (MadoStatement) pages = mado_statement_take (sample->database, "SELECT block FROM search_data");
  guint n_traces = 0;

  while (mado_statement_step (pages)) {
    g_autoptr (GBytes) page = mado_statement_dup_bytes (pages, 0);
    gsize size;
    const char *start = g_bytes_get_data (page, &size);

    n_traces += memmem (start, size, trace, strlen (trace)) != NULL;
  }

  return n_traces;
}

static void
test_nothing_of_a_deleted_person_stays (SearchSample *sample, gconstpointer data)
{
  static const char *const traces[] = { "\x91\x93", "\xb5\x9c" }; /* the ends of 鑓, 鵜: no term before has them */

  for (gint64 row = 1; row <= 300; row++)
    search_sample_put_items (sample, row, "\"name\": {\"kanji\": \"見本 花子\"}, \"phone\": \"0300000000\"");
  search_sample_put_items (sample, 150, "\"name\": {\"kanji\": \"鑓 鵜\"}");
  for (gsize i = 0; i < G_N_ELEMENTS (traces); i++)
    g_assert_cmpuint (count_traces (sample, traces[i]), >, 0);
  search_sample_remove (sample, 150);
  for (gsize i = 0; i < G_N_ELEMENTS (traces); i++)
    g_assert_cmpuint (count_traces (sample, traces[i]), ==, 0);
  search_sample_run (sample, "INSERT INTO search (search) VALUES ('integrity-check')");
}

static void
test_a_corrected_name_is_not_found_any_more (SearchSample *sample, gconstpointer data)
{
  search_sample_put_items (sample, 1, "\"name\": {\"kanji\": \"鑓 鵜\"}");
  search_sample_put_items (sample, 1, "\"name\": {\"kanji\": \"見本 花子\"}");
  assert_found (sample, "鑓", "");
  g_assert_cmpuint (count_traces (sample, "\x91\x93"), ==, 0);
  assert_found (sample, "見本花子", "1 name exact");
}

/* --- whatever is typed ---------------------------------------------------------------------------------------------
 */

static void
test_nothing_typed_is_understood_as_a_query (SearchSample *sample, gconstpointer data)
{
  static const char *const hostile[] = {
    "\"",
    "'",
    "*",
    "^見",
    "見*",
    "見 OR 花",
    "NOT",
    "AND",
    "OR",
    "NEAR(見 花)",
    "grams:見",
    "-grams : 見",
    "{grams}",
    "(",
    ")",
    "()",
    "見\" OR \"花",
    "見' OR 1=1 --",
    "n花",
    "+",
    "見 + 花",
    "\x01\x02\x1f",
    "\x7f",
    "\xff\xfe",
    "見\xe8\xa6",
    "😀",
    "👨‍👩‍👧",
    "\xef\xbf\xbf",
    "\xf4\x8f\xbf\xbf",
    "\xf4\x8f\xbc\xaf", /* as which a sign is spelled */
    "ﾞ",
    "゛",
    "々",
    "\xcc\x81\xcc\x81",
    "%",
    "_",
    "search",
    "rowid",
    ";",
  };

  search_sample_put_items (sample, 1, "\"name\": {\"kanji\": \"見本 花子\"}");
  for (gsize i = 0; i < G_N_ELEMENTS (hostile); i++) {
    g_autofree char *found = search_sample_find (sample, hostile[i]);

    g_test_message ("%s: %s", hostile[i], found);
    g_assert_true (g_str_equal (found, "") || g_str_equal (found, "1 name prefix")); /* ^ is a mark */
  }
}

static void
test_a_name_may_be_anything (SearchSample *sample, gconstpointer data)
{
  static const char *const names[] = { "O'Neill", "A* OR B", "(株)見本", "😀😀", "%_", "NEAR", "A\\\"B" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *items = g_strdup_printf ("\"name\": {\"kanji\": \"%s\"}", names[i]);
    g_autofree char *typed = g_strcompress (names[i]);

    search_sample_put_items (sample, 1, items);
    assert_found (sample, typed, "1 name exact");
  }
}

static void
test_random_bytes_get_an_answer (SearchSample *sample, gconstpointer data)
{
  GRand *random = g_rand_new_with_seed (4);

  search_sample_put_items (sample, 1, "\"name\": {\"kanji\": \"見本 花子\"}");
  for (guint i = 0; i < 500; i++) {
    char typed[64] = "";

    for (gsize j = (gsize) g_rand_int_range (random, 0, sizeof typed); j > 0; j--)
      typed[j - 1] = (char) g_rand_int_range (random, 1, 256);
    g_free (search_sample_find (sample, typed));
  }
  g_rand_free (random);
}

static void
test_what_is_too_long_is_refused (SearchSample *sample, gconstpointer data)
{
  g_autofree char *longest = g_strnfill (MADO_SEARCH_MAX_LENGTH, 'a');
  g_autofree char *words = g_strnfill (MADO_SEARCH_MAX_LENGTH, 'a');
  g_autofree char *too_long = g_strnfill (10240, 'a');
  g_autoptr (GError) error = NULL;
  MadoSearchTotal total;

  for (gsize i = 1; i < MADO_SEARCH_MAX_LENGTH; i += 2)
    words[i] = ' ';
  assert_found (sample, longest, "");
  assert_found (sample, words, "");
  g_assert_null (mado_search_load_page (sample->database, sample->programme, too_long, NULL, 1, &error));
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_TOO_LONG);
  g_assert_false (mado_search_count (sample->database, sample->programme, too_long, &total, NULL));
}

/* --- many rows ------------------------------------------------------------------------------------------------------
 */

static void
put_many (SearchSample *sample)
{
  search_sample_run (
      sample,
      "WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 3000)"
      " INSERT INTO body (row, text) SELECT n, CAST (format ('{\"body\":{\"items\":{\"name\":{\"kanji\":\"見本\"}}},"
      "\"id\":\"00000000-0000-7000-8000-%012d\",\"kind\":\"case\",\"state\":\"received\",\"version\":1}', n) AS BLOB)"
      " FROM number");
  g_assert_true (mado_search_rebuild (sample->database, sample->programme, NULL));
}

static void
test_more_than_anybody_reads_are_not_counted (SearchSample *sample, gconstpointer data)
{
  static const char *const typed[] = { "見", "見本", "ミホン" };
  MadoSearchTotal total;

  put_many (sample);
  for (gsize i = 0; i < 2; i++) {
    g_assert_true (mado_search_count (sample->database, sample->programme, typed[i], &total, NULL));
    g_assert_cmpuint (total.count, ==, MADO_SEARCH_MAX_TOTAL);
    g_assert_false (total.is_all);
  }
  g_assert_true (mado_search_count (sample->database, sample->programme, typed[2], &total, NULL));
  g_assert_cmpuint (total.count, ==, 0);
  g_assert_true (total.is_all);
}

static void
test_a_search_can_be_cancelled (SearchSample *sample, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  put_many (sample);
  g_cancellable_cancel (cancellable);
  mado_database_set_cancellable (sample->database, cancellable);
  g_assert_null (mado_search_load_page (sample->database, sample->programme, "見", NULL, 3000, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  mado_database_set_cancellable (sample->database, NULL);
}

static void
test_no_table_is_read_from_end_to_end (SearchSample *sample, gconstpointer data)
{
  GHashTableIter iter;
  gpointer sql;
  guint n_looked = 0;
  g_autoptr (MadoDatabase) reader = mado_database_open_reader (sample->database, 0, NULL);
  MadoSearchTotal total;

  g_array_unref (mado_search_load_page (reader, sample->programme, "見本", NULL, 10, NULL));
  g_assert_true (mado_search_count (reader, sample->programme, "見本花子", &total, NULL));
  g_assert_true (mado_search_count (reader, sample->programme, "見", &total, NULL));
  g_hash_table_iter_init (&iter, reader->statements);
  while (g_hash_table_iter_next (&iter, &sql, NULL)) {
    g_autofree char *explain = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
    g_autoptr (MadoStatement) plan = mado_statement_take (sample->database, explain);

    if (strstr (sql, "MATCH") == NULL)
      continue;
    n_looked++;
    while (mado_statement_step (plan)) {
      const char *step = mado_statement_get_text (plan, 3);

      g_test_message ("%s", step);
      g_assert_false (g_str_has_prefix (step, "SCAN") && strstr (step, "VIRTUAL TABLE INDEX") == NULL &&
                      strstr (step, "(subquery") == NULL);
      g_assert_null (strstr (step, "TEMP B-TREE"));
    }
  }
  g_assert_cmpuint (n_looked, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  search_sample_add ("/search-index/it-finds-what-reading-all-bodies-finds",
                     test_it_finds_what_reading_all_bodies_finds);
  search_sample_add ("/search-index/damage-is-noticed-and-repaired", test_damage_is_noticed_and_repaired);
  search_sample_add ("/search-index/a-text-of-marks-is-right", test_a_text_of_marks_is_right);
  search_sample_add ("/search-index/an-empty-index-is-right", test_an_empty_index_is_right);
  search_sample_add ("/search-index/nothing-of-a-deleted-person-stays", test_nothing_of_a_deleted_person_stays);
  search_sample_add ("/search-index/a-corrected-name-is-not-found-any-more",
                     test_a_corrected_name_is_not_found_any_more);
  search_sample_add ("/search-index/nothing-typed-is-understood-as-a-query",
                     test_nothing_typed_is_understood_as_a_query);
  search_sample_add ("/search-index/a-name-may-be-anything", test_a_name_may_be_anything);
  search_sample_add ("/search-index/random-bytes-get-an-answer", test_random_bytes_get_an_answer);
  search_sample_add ("/search-index/what-is-too-long-is-refused", test_what_is_too_long_is_refused);
  search_sample_add ("/search-index/more-than-anybody-reads-are-not-counted",
                     test_more_than_anybody_reads_are_not_counted);
  search_sample_add ("/search-index/a-search-can-be-cancelled", test_a_search_can_be_cancelled);
  search_sample_add ("/search-index/no-table-is-read-from-end-to-end", test_no_table_is_read_from_end_to_end);

  return g_test_run ();
}
