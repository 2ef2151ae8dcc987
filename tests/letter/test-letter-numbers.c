/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Document numbers are given without a gap, whatever happens: two terminals let letters join two runs of one series at
 * the same time, at a service on its encrypted file, which is killed in the middle, again and again. What was
 * acknowledged keeps its number, what was not goes on later, and the numbers are 1, 2, 3, … */

#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "mado-backend-sqlcipher.h"
#include "mado-hex.h"
#include "mado-json-member.h"
#include "terminal-sample.h"

#define PROGRAMME "ninpu-r7"
#define KEY_SIZE 32
#define N_LIVES 18
#define N_LIVES_LONG 300
#define N_LETTERS 4 /* of each terminal, in each life */
#define N_SEATS 2
#define LAST_POINT 34 /* turns of a life, and some more: not every one is cut off */

/* --- the service, in a process of its own ------------------------------------------------------------------------- */

typedef struct {
  MadoBackend *backend;
  Ward *ward;
  MadoStream *stream;
  Terminal *seats[N_SEATS]; /* (nullable) */
} House;

static MadoSecret *
load_key (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "key", NULL), *hex = NULL;
  MadoSecret *key = mado_secret_new (KEY_SIZE);

  g_assert_true (g_file_get_contents (path, &hex, NULL, NULL));
  g_assert_true (mado_hex_to_bytes (hex, mado_secret_get_bytes (key), KEY_SIZE, NULL));

  return key;
}

static void
open_house (House *self, const char *folder, guint32 seed)
{
  g_autoptr (MadoSecret) key = load_key (folder);
  g_autofree char *path = g_build_filename (folder, "ward", NULL);
  const MadoDatabasePlace place = { .path = path };
  g_autoptr (GError) error = NULL;

  self->backend = mado_backend_sqlcipher_open (&place, key, MADO_BACKEND_WRITE, &error);
  g_assert_no_error (error);
  self->ward = ward_new_around (self->backend);
  g_rand_set_seed (self->ward->random, seed);
}

static void
sit_down (House *self)
{
  static const char *const accounts[N_SEATS] = { "p-01", "p-02" };

  for (guint i = 0; i < N_SEATS; i++)
    self->seats[i] = terminal_new (self->ward, self->stream, accounts[i], "print");
}

static void
close_house (House *self)
{
  for (guint i = 0; i < N_SEATS; i++)
    g_clear_pointer (&self->seats[i], terminal_free);
  ward_free (self->ward);
  mado_backend_free (self->backend);
}

/* Whoever started this process reads it, also of a process that is killed then. */
static void
say (const char *what, MadoId id)
{
  char text[MADO_ID_TEXT_SIZE];

  mado_id_to_text (id, text);
  printf ("%s %s\n", what, text);
  fflush (stdout);
}

static void
push_last (Terminal *seat)
{
  g_autoptr (MadoPushReply) reply = terminal_push (seat, (gint64) seat->journal->len, (gint64) seat->journal->len);

  g_assert_cmpint (reply->verdict, ==, MADO_PUSH_TAKEN);
}

static MadoId
make (House *self, Terminal *seat, const char *what, const char *kind, const char *body)
{
  const MadoId id = ward_draw_id (self->ward);

  say (what, id); /* before: it may be there, or not */
  terminal_do (seat, id, kind, "%s", body);
  push_last (seat);

  return id;
}

static int
begin (const char *folder)
{
  House house = { 0 };
  char series[MADO_ID_TEXT_SIZE];

  open_house (&house, folder, 1);
  house.stream = ward_open_stream (house.ward, PROGRAMME);
  sit_down (&house);
  mado_id_to_text (make (&house, house.seats[0], "series", "series.open", "{'pattern':'7新健健第%号','year':2025}"),
                   series);
  for (guint i = 0; i < N_SEATS; i++) {
    g_autofree char *body = g_strdup_printf ("{'number':'R7-%u','letter':'decision','series':'%s'}", i + 1, series);

    make (&house, house.seats[i], "run", "run.make", body);
  }
  close_house (&house);

  return 0;
}

/* Both have written what they want before either has said it. */
static void
join_all (House *self, const char *const *runs, const GArray *letters)
{
  for (guint i = 0; i < letters->len; i++)
    terminal_do (self->seats[i % N_SEATS], g_array_index (letters, MadoId, i), "notice.join", "{'run':'%s'}",
                 runs[i % N_SEATS]);
  for (guint i = 0; i < letters->len; i++) {
    Terminal *seat = self->seats[i % N_SEATS];
    const gint64 next = terminal_hello (seat).received + 1;
    g_autoptr (MadoPushReply) reply = terminal_push (seat, next, next);

    g_assert_cmpint (reply->verdict, ==, MADO_PUSH_TAKEN);
    say ("joined", g_array_index (letters, MadoId, i));
  }
}

/* A life: those go on that a life before has left, and more are made. */
static int
live (const char *folder, guint32 seed, const char *const *words)
{
  g_autoptr (GArray) letters = g_array_new (FALSE, FALSE, sizeof (MadoId));
  House house = { 0 };

  open_house (&house, folder, seed);
  house.stream = ward_join_stream (house.ward, PROGRAMME);
  sit_down (&house);
  for (guint i = N_SEATS; words[i] != NULL; i++) {
    const MadoId id = mado_id_from_text (words[i]);

    g_array_append_val (letters, id);
  }
  for (guint i = 0; i < N_LETTERS * N_SEATS; i++) {
    const MadoId id = make (&house, house.seats[i % N_SEATS], "letter", "notice.make",
                            "{'kind':'letter','letter':'decision','to':'見本 花子','subject':'決定通知',"
                            "'due':'2025-05-08'}");

    g_array_append_val (letters, id);
  }
  join_all (&house, words, letters);
  close_house (&house);

  return 0;
}

/* --- whoever kills it --------------------------------------------------------------------------------------------- */

typedef struct {
  char *folder;
  char *series;
  GPtrArray *runs;     /* (element-type utf8) */
  GPtrArray *letters;  /* (element-type utf8): all that may be there */
  GHashTable *numbers; /* (element-type utf8 utf8): letter → the number that it was seen with */
  GRand *random;
  guint n_killed;
} Killer;

static void
set_up (Killer *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (MadoSecret) key = mado_secret_new_random (KEY_SIZE);
  g_autofree char *hex = mado_hex_from_bytes (mado_secret_get_bytes (key), KEY_SIZE);
  g_autofree char *path = NULL, *key_path = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("mado-numbers-XXXXXX", NULL);
  path = g_build_filename (self->folder, "ward", NULL);
  key_path = g_build_filename (self->folder, "key", NULL);
  g_assert_true (g_file_set_contents (key_path, hex, -1, NULL));
  mado_backend_sqlcipher_create (&(const MadoDatabasePlace) { .path = path }, key, MADO_WARD_SERVED, &error);
  g_assert_no_error (error);
  self->runs = g_ptr_array_new_with_free_func (g_free);
  self->letters = g_ptr_array_new_with_free_func (g_free);
  self->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->random = g_rand_new_with_seed (20250501);
}

static void
tear_down (Killer *self, G_GNUC_UNUSED gconstpointer data)
{
  g_autoptr (GDir) files = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (files)) != NULL) {
    g_autofree char *path = g_build_filename (self->folder, name, NULL);

    g_assert_no_errno (g_remove (path));
  }
  g_assert_no_errno (g_rmdir (self->folder));
  g_ptr_array_unref (self->runs);
  g_ptr_array_unref (self->letters);
  g_hash_table_unref (self->numbers);
  g_rand_free (self->random);
  g_free (self->folder);
  g_free (self->series);
}

/* Returns: (transfer full): which letters were acknowledged in it */
static GPtrArray *
take_words (Killer *self, const char *said)
{
  GPtrArray *joined = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) lines = g_strsplit (said, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++) {
    g_auto (GStrv) words = g_strsplit (lines[i], " ", 2);

    if (g_strcmp0 (words[0], "series") == 0)
      self->series = g_strdup (words[1]);
    else if (g_strcmp0 (words[0], "run") == 0)
      g_ptr_array_add (self->runs, g_strdup (words[1]));
    else if (g_strcmp0 (words[0], "letter") == 0)
      g_ptr_array_add (self->letters, g_strdup (words[1]));
    else if (g_strcmp0 (words[0], "joined") == 0)
      g_ptr_array_add (joined, g_strdup (words[1]));
  }

  return joined;
}

/* @point: (nullable): where it is killed */
static GPtrArray *
run_life (Killer *self, const char *verb, guint seed, const char *point, const GPtrArray *waiting)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autofree char *number = g_strdup_printf ("%u", seed), *said = NULL;
  g_auto (GStrv) environment = g_get_environ ();
  g_autoptr (GError) error = NULL;
  int status = 0;

  g_ptr_array_add (words, (gpointer) "/proc/self/exe");
  g_ptr_array_add (words, (gpointer) verb);
  g_ptr_array_add (words, self->folder);
  g_ptr_array_add (words, number);
  g_ptr_array_extend (words, self->runs, NULL, NULL);
  if (waiting != NULL)
    g_ptr_array_extend (words, (GPtrArray *) waiting, NULL, NULL);
  g_ptr_array_add (words, NULL);
  if (point != NULL)
    environment = g_environ_setenv (environment, "MADO_FAULT_AT", point, TRUE);
  g_spawn_sync (NULL, (char **) words->pdata, environment, G_SPAWN_DEFAULT, NULL, NULL, &said, NULL, &status, &error);
  g_assert_no_error (error);
  if (WIFSIGNALED (status))
    g_assert_cmpint (WTERMSIG (status), ==, SIGKILL);
  else
    g_assert_cmpint (status, ==, 0);
  self->n_killed += WIFSIGNALED (status) ? 1 : 0;

  return take_words (self, said);
}

/* --- what must hold ----------------------------------------------------------------------------------------------- */

static gint
compare_numbers (gconstpointer a, gconstpointer b)
{
  return (int) GPOINTER_TO_UINT (a) - (int) GPOINTER_TO_UINT (b);
}

/* What has a number keeps it. */
static guint
note_number (Killer *self, const char *letter, const char *number)
{
  const char *before = g_hash_table_lookup (self->numbers, letter);
  guint value = 0;

  g_assert_cmpint (sscanf (number, "7新健健第%u号", &value), ==, 1);
  if (before != NULL)
    g_assert_cmpstr (number, ==, before);
  g_hash_table_replace (self->numbers, g_strdup (letter), g_strdup (number));

  return value;
}

static gint64
get_figure (Ward *ward, const char *id, const char *pointer)
{
  g_autofree char *text = ward_dup_value (ward, mado_id_from_text (id), pointer);

  return text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
}

/* Returns: (transfer full): which letters have joined nothing yet */
static GPtrArray *
check (Killer *self, const GPtrArray *joined)
{
  g_autoptr (GPtrArray) numbers = g_ptr_array_new ();
  GPtrArray *waiting = g_ptr_array_new_with_free_func (g_free);
  House house = { 0 };

  open_house (&house, self->folder, 0);
  for (guint i = 0; i < self->letters->len; i++) {
    const char *id = g_ptr_array_index (self->letters, i);
    g_autoptr (MadoEntity) letter = ward_find (house.ward, mado_id_from_text (id));
    const char *number = letter != NULL ? mado_json_get_text (mado_entity_get_body (letter), "number") : "";

    if (number[0] != '\0')
      g_ptr_array_add (numbers, GUINT_TO_POINTER (note_number (self, id, number)));
    else if (letter != NULL)
      g_ptr_array_add (waiting, g_strdup (id));
  }
  for (guint i = 0; i < joined->len; i++)
    g_assert_true (g_hash_table_contains (self->numbers, g_ptr_array_index (joined, i)));
  g_ptr_array_sort_values (numbers, compare_numbers);
  for (guint i = 0; i < numbers->len; i++)
    g_assert_cmpuint (GPOINTER_TO_UINT (g_ptr_array_index (numbers, i)), ==, i + 1);
  g_assert_cmpint (get_figure (house.ward, self->series, "/next"), ==, numbers->len + 1);
  g_assert_cmpint (get_figure (house.ward, g_ptr_array_index (self->runs, 0), "/count") +
                       get_figure (house.ward, g_ptr_array_index (self->runs, 1), "/count"),
                   ==, numbers->len);
  close_house (&house);

  return waiting;
}

static void
no_kill_leaves_a_gap (Killer *self, G_GNUC_UNUSED gconstpointer data)
{
  static const char *const points[] = { "transaction-begun", "transaction-commits", "transaction-committed" };
  const guint n_lives = g_getenv ("MADO_LONG") != NULL ? N_LIVES_LONG : N_LIVES;
  g_autoptr (GPtrArray) begun = run_life (self, "begin", 1, NULL, NULL), waiting = check (self, begun);
  g_autoptr (GPtrArray) last = NULL, left = NULL;

  for (guint i = 0; i < n_lives; i++) {
    g_autofree char *point =
        g_strdup_printf ("%s:%d", points[i % G_N_ELEMENTS (points)], g_rand_int_range (self->random, 1, LAST_POINT));
    g_autoptr (GPtrArray) joined = run_life (self, "live", 100 + i, point, waiting);

    g_test_message ("killed at %s: %u joined before", point, joined->len);
    g_clear_pointer (&waiting, g_ptr_array_unref);
    waiting = check (self, joined);
  }
  g_assert_cmpuint (self->n_killed, >, n_lives / 3);
  last = run_life (self, "live", 99, NULL, waiting);
  left = check (self, last);
  g_assert_cmpuint (left->len, ==, 0);
  g_test_message ("%u killed, %u numbers", self->n_killed, g_hash_table_size (self->numbers));
}

int
main (int argc, char *argv[])
{
  if (argc > 3 && strcmp (argv[1], "begin") == 0)
    return begin (argv[2]);
  if (argc > 3 && strcmp (argv[1], "live") == 0)
    return live (argv[2], (guint32) g_ascii_strtoull (argv[3], NULL, 10), (const char *const *) argv + 4);
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/letter-numbers/no-kill-leaves-a-gap", Killer, NULL, set_up, no_kill_leaves_a_gap, tear_down);

  return g_test_run ();
}
