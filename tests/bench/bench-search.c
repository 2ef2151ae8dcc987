/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What finding people among 400,000 costs, beside asking the same index for rows alone and beside LIKE over a narrow
 * table of the names in the same file; and what building the index costs. */

#include "mado-bench.h"
#include "mado-profile.h"
#include "mado-search-index.h"
#include "mado-search.h"
#include "mado-statement.h"
#include "mado-transaction.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#define N_PEOPLE 400000
#define N_SEARCHES 200
#define PAGE 50

/* As the replica has them; the narrow table is the floor's. */
static const char put_body[] = "INSERT INTO body (row, text) VALUES (?1, ?2)";
static const char make_head[] = "CREATE TABLE head (row INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT";
static const char put_head[] = "INSERT INTO head (row, name) VALUES (?1, CAST (?2 AS TEXT))";
static const char find_by_pair[] = "SELECT rowid FROM search WHERE search MATCH ?1 LIMIT 50";
static const char find_by_like[] = "SELECT row FROM head WHERE name LIKE ?1";

static const char *const families[][2] = {
  { "佐藤", "サトウ" },     { "鈴木", "スズキ" },   { "高橋", "タカハシ" }, { "田中", "タナカ" },
  { "伊藤", "イトウ" },     { "渡辺", "ワタナベ" }, { "山本", "ヤマモト" }, { "中村", "ナカムラ" },
  { "小林", "コバヤシ" },   { "加藤", "カトウ" },   { "吉田", "ヨシダ" },   { "山田", "ヤマダ" },
  { "佐々木", "ササキ" },   { "山口", "ヤマグチ" }, { "松本", "マツモト" }, { "井上", "イノウエ" },
  { "木村", "キムラ" },     { "林", "ハヤシ" },     { "斎藤", "サイトウ" }, { "清水", "シミズ" },
  { "山崎", "ヤマザキ" },   { "森", "モリ" },       { "池田", "イケダ" },   { "橋本", "ハシモト" },
  { "阿部", "アベ" },       { "石川", "イシカワ" }, { "山下", "ヤマシタ" }, { "中島", "ナカジマ" },
  { "石井", "イシイ" },     { "小川", "オガワ" },   { "前田", "マエダ" },   { "岡田", "オカダ" },
  { "長谷川", "ハセガワ" }, { "藤田", "フジタ" },   { "後藤", "ゴトウ" },   { "近藤", "コンドウ" },
  { "村上", "ムラカミ" },   { "遠藤", "エンドウ" }, { "青木", "アオキ" },   { "坂本", "サカモト" },
};
static const char *const syllables[][2] = {
  { "花", "ハナ" }, { "美", "ミ" },   { "優", "ユウ" }, { "愛", "アイ" },   { "陽", "ヨウ" }, { "結", "ユイ" },
  { "真", "マ" },   { "香", "カ" },   { "里", "リ" },   { "奈", "ナ" },     { "子", "コ" },   { "恵", "エ" },
  { "太", "タ" },   { "郎", "ロウ" }, { "大", "ダイ" }, { "翔", "ショウ" }, { "健", "ケン" }, { "一", "イチ" },
  { "也", "ヤ" },   { "介", "スケ" }, { "平", "ヘイ" }, { "樹", "キ" },     { "斗", "ト" },   { "悠", "ハル" },
  { "和", "カズ" }, { "直", "ナオ" }, { "智", "トモ" }, { "幸", "ユキ" },
};
static const char *const towns[] = { "新宿",     "西新宿", "歌舞伎町",     "四谷三栄町",
                                     "高田馬場", "北新宿", "早稲田鶴巻町", "余丁町" };

typedef enum {
  ONE_CHARACTER,
  TWO_CHARACTERS,
  THREE_CHARACTERS,
  PHONE_END,
  PHONE,
  BIRTH_DATE,
  ADDRESS,
  N_SEARCH_KINDS
} SearchKind;

typedef struct {
  char *folder;
  char *path;
  MadoSecret *password;
  MadoSecret *share;
  MadoProgramme *programme;
  MadoDatabase *database;
  GRand *random;
  GString *names; /* of all */
  char *typed[N_SEARCH_KINDS][N_SEARCHES];
  SearchKind kind; /* that is being measured */
  guint n_searched;
} Bench;

static void
end_with (GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
}

static gsize
draw_common (GRand *random, gsize n)
{
  double place = g_rand_double (random);

  return (gsize) (place * place * (double) n);
}

typedef struct {
  char *kanji;
  char *kana;
  char *phone;
  char *birth_date;
  char *address;
} Person;

static void
person_clear (Person *person)
{
  g_free (person->kanji);
  g_free (person->kana);
  g_free (person->phone);
  g_free (person->birth_date);
  g_free (person->address);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Person, person_clear)

static Person
draw_person (GRand *random)
{
  gsize family = draw_common (random, G_N_ELEMENTS (families));
  gsize first = draw_common (random, G_N_ELEMENTS (syllables)), second = draw_common (random, G_N_ELEMENTS (syllables));

  return (Person) {
    g_strdup_printf ("%s %s%s", families[family][0], syllables[first][0], syllables[second][0]),
    g_strdup_printf ("%s %s%s", families[family][1], syllables[first][1], syllables[second][1]),
    g_strdup_printf ("0%d0%08d", g_rand_int_range (random, 7, 10), g_rand_int_range (random, 0, 100000000)),
    g_strdup_printf ("%04d-%02d-%02d", g_rand_int_range (random, 1960, 2008), g_rand_int_range (random, 1, 13),
                     g_rand_int_range (random, 1, 29)),
    g_strdup_printf ("東京都新宿区%s%d-%d-%d", towns[g_rand_int_range (random, 0, (int) G_N_ELEMENTS (towns))],
                     g_rand_int_range (random, 1, 9), g_rand_int_range (random, 1, 30),
                     g_rand_int_range (random, 1, 30)),
  };
}

/* Canonical: its members in order. */
static char *
spell_entity (const Person *person, gint64 row)
{
  return g_strdup_printf ("{\"body\":{\"items\":{\"address\":\"%s\",\"birth_date\":\"%s\",\"control_no\":\"%010d\","
                          "\"name\":{\"kana\":\"%s\",\"kanji\":\"%s\"},\"phone\":\"%s\",\"postal_code\":\"1600022\"},"
                          "\"rest\":\"%01200d\"},\"id\":\"00000000-0000-7000-8000-%012d\",\"kind\":\"case\","
                          "\"state\":\"received\",\"version\":1}",
                          person->address, person->birth_date, (int) row, person->kana, person->kanji, person->phone, 0,
                          (int) row);
}

static void
put (MadoDatabase *database, const char *sql, gint64 row, const char *text)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (database, sql);
  g_autoptr (GError) error = NULL;

  mado_statement_bind_int (statement, 1, row);
  mado_statement_bind_bytes (statement, 2, text, strlen (text));
  mado_statement_run (statement, &error);
  end_with (error);
}

static void
put_people (Bench *bench)
{
  if (!mado_database_run_script (bench->database, make_head, NULL))
    g_error ("no floor");
  for (gint64 row = 1; row <= N_PEOPLE;) {
    g_autoptr (MadoTransaction) transaction = mado_transaction_begin (bench->database, NULL);

    for (gint64 end = row + 10000; row < end; row++) {
      g_auto (Person) person = draw_person (bench->random);
      g_autofree char *text = spell_entity (&person, row);
      g_autofree char *name = g_strconcat (person.kanji, person.kana, NULL);

      put (bench->database, put_body, row, text);
      put (bench->database, put_head, row, name);
      g_string_append (bench->names, name);
    }
    mado_transaction_commit (g_steal_pointer (&transaction), NULL);
    mado_database_checkpoint (bench->database, NULL);
  }
}

static char *
cut (const char *text, glong from, glong length)
{
  glong n = g_utf8_strlen (text, -1);

  return g_utf8_substring (text, MIN (from, n - length), MIN (from, n - length) + length);
}

/* What somebody would type for somebody who is there. */
static void
draw_searches (Bench *bench)
{
  for (guint i = 0; i < N_SEARCHES; i++) {
    g_auto (Person) person = draw_person (bench->random);
    const char *name = i % 2 == 0 ? person.kanji : person.kana;

    bench->typed[ONE_CHARACTER][i] = cut (name, i % 3, 1);
    bench->typed[TWO_CHARACTERS][i] = cut (name, 0, 2);
    bench->typed[THREE_CHARACTERS][i] = cut (person.kana, i % 2, 3);
    bench->typed[PHONE_END][i] = g_strdup (person.phone + 7);
    bench->typed[PHONE][i] = g_strdup (person.phone);
    bench->typed[BIRTH_DATE][i] = g_strdup (person.birth_date);
    bench->typed[ADDRESS][i] = g_strdup (person.address + strlen ("東京都"));
  }
}

static void
load_page (Bench *bench, const char *typed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) hits = mado_search_load_page (bench->database, bench->programme, typed, NULL, PAGE, &error);

  end_with (error);
}

static void
load_total (Bench *bench, const char *typed)
{
  g_autoptr (GError) error = NULL;
  MadoSearchTotal total;

  mado_search_count (bench->database, bench->programme, typed, &total, &error);
  end_with (error);
}

static const char *
get_next (Bench *bench)
{
  return bench->typed[bench->kind][bench->n_searched++ % N_SEARCHES];
}

static void
wait_for_page (gpointer load)
{
  load_page (load, get_next (load));
}

static void
wait_for_total (gpointer load)
{
  load_total (load, get_next (load));
}

/* What a memory that has all names would do at least. */
static void
scan_memory (gpointer load)
{
  const Bench *bench = load;
  const char *sought = bench->typed[bench->kind][bench->n_searched % N_SEARCHES];
  const gsize length = strlen (sought);
  const char *end = bench->names->str + bench->names->len;

  for (const char *at = bench->names->str; (at = memmem (at, (gsize) (end - at), sought, length)) != NULL; at += length)
    continue;
}

static void
load_pages_of_pairs (gpointer load)
{
  Bench *bench = load;

  for (guint i = 0; i < N_SEARCHES; i++)
    load_page (bench, bench->typed[TWO_CHARACTERS][i]);
}

static void
match_pairs (gpointer load)
{
  Bench *bench = load;

  for (guint i = 0; i < N_SEARCHES; i++) {
    g_autoptr (MadoStatement) statement = mado_statement_take (bench->database, find_by_pair);
    g_autoptr (GString) grams = g_string_new (NULL);
    g_autofree char *key = mado_fold_name (bench->typed[TWO_CHARACTERS][i], MADO_FOLD_LOOSE);

    mado_search_grams_add_query (grams, MADO_SEARCH_NAME, key, MADO_SEARCH_ANYWHERE);
    mado_statement_bind_text (statement, 1, grams->str);
    while (mado_statement_step (statement))
      continue;
  }
}

static void
find_ten (gpointer load)
{
  Bench *bench = load;

  for (guint i = 0; i < 10; i++) {
    load_page (bench, bench->typed[TWO_CHARACTERS][i]);
    load_total (bench, bench->typed[TWO_CHARACTERS][i]);
  }
}

static void
like_ten (gpointer load)
{
  Bench *bench = load;

  for (guint i = 0; i < 10; i++) {
    g_autoptr (MadoStatement) statement = mado_statement_take (bench->database, find_by_like);
    g_autofree char *pattern = g_strdup_printf ("%%%s%%", bench->typed[TWO_CHARACTERS][i]);

    mado_statement_bind_text (statement, 1, pattern);
    while (mado_statement_step (statement))
      continue;
  }
}

static gint64
get_file_size (const Bench *bench)
{
  g_autoptr (MadoStatement) statement = mado_statement_take (bench->database, "PRAGMA page_count");

  return mado_statement_step (statement) ? mado_statement_get_int (statement, 0) * 4096 : 0;
}

static void
build_index (Bench *bench)
{
  gint64 size = get_file_size (bench);
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  double seconds;

  mado_search_rebuild (bench->database, bench->programme, &error);
  end_with (error);
  seconds = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  printf ("build the index: %.1f s, %.0f rows/s, %.0f MB beside %.0f MB\n", seconds, N_PEOPLE / seconds,
          (double) (get_file_size (bench) - size) / 1e6, (double) size / 1e6);
}

static MadoProgramme *
read_programme (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("MADO_DATA_DIR"), "programmes", "ninpu-r7.json", NULL);
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
  g_autoptr (GBytes) file = NULL;
  char *text = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &text, &length, NULL))
    g_error ("no programme");
  file = g_bytes_new_take (text, length);

  return mado_programme_read (file, faults);
}

static void
set_up (Bench *bench, const char *program)
{
  g_autofree char *near = g_path_get_dirname (program);
  g_autoptr (GError) error = NULL;
  MadoProfilePlace place;
  const MadoProfile profile = { mado_id_draw (), "shinjuku", "ninpu-r7", mado_id_draw () };
  MadoKeyShares shares;

  bench->folder = g_mkdtemp (g_build_filename (near, "search-XXXXXX", NULL));
  bench->path = g_build_filename (bench->folder, "people", NULL);
  bench->password = mado_secret_new_random (12);
  bench->share = mado_secret_new_random (MADO_KEY_SHARE_SIZE);
  bench->programme = read_programme ();
  bench->random = g_rand_new_with_seed (1);
  bench->names = g_string_new (NULL);
  place = (MadoProfilePlace) { .path = bench->path };
  shares = (MadoKeyShares) { bench->password, bench->share, NULL };
  bench->database = mado_profile_create (&place, &profile, &shares, mado_key_file_get_default_cost (), &error);
  end_with (error);
  put_people (bench);
  draw_searches (bench);
}

static void
tear_down (Bench *bench)
{
  mado_database_free (bench->database);
  mado_profile_destroy (bench->path, NULL);
  g_rmdir (bench->folder);
  for (SearchKind kind = 0; kind < N_SEARCH_KINDS; kind++)
    for (guint i = 0; i < N_SEARCHES; i++)
      g_free (bench->typed[kind][i]);
  mado_programme_unref (bench->programme);
  g_rand_free (bench->random);
  g_string_free (bench->names, TRUE);
  mado_secret_free (bench->password);
  mado_secret_free (bench->share);
  g_free (bench->path);
  g_free (bench->folder);
}

int
main (int argc, char **argv)
{
  static const char *const names[N_SEARCH_KINDS] = {
    "one character", "two characters", "three characters", "end of a phone", "phone", "birth date", "address",
  };
  Bench bench = { 0 };

  set_up (&bench, argv[0]);
  build_index (&bench);
  for (bench.kind = 0; bench.kind < N_SEARCH_KINDS; bench.kind++) {
    const gboolean is_name = bench.kind <= THREE_CHARACTERS;
    g_autofree char *page = g_strconcat (names[bench.kind], ", first page", NULL);
    g_autofree char *total = g_strconcat (names[bench.kind], ", total", NULL);
    const MadoBenchWait page_wait = { page, wait_for_page, "memmem over all names", is_name ? scan_memory : NULL,
                                      NULL };
    const MadoBenchWait total_wait = { total, wait_for_total, NULL, NULL, NULL };

    for (guint i = 0; i < N_SEARCHES; i++)
      wait_for_page (&bench);
    mado_bench_spread (&page_wait, N_SEARCHES, &bench);
    mado_bench_spread (&total_wait, N_SEARCHES, &bench);
  }
  mado_bench_compare ("200 first pages for two characters", load_pages_of_pairs, "MATCH of the pair, 50 rows",
                      match_pairs, &bench);
  mado_bench_compare ("10 searches for two characters, page and total", find_ten, "LIKE over names alone", like_ten,
                      &bench);
  mado_bench_say_memory ("with all names beside the index");
  tear_down (&bench);

  return 0;
}
