/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What every backend has to hold of entities, claims, attachments, records and looks. */

#include "backend-contract.h"

#include <string.h>

/* --- entities ---------------------------------------------------------------------------------------------------- */

static void
test_an_entity_is_as_it_was_put_last (BackendSample *sample, gconstpointer kind)
{
  const MadoId id = mado_id_draw (), about = mado_id_draw ();
  g_autoptr (MadoTurn) turn = backend_sample_begin (sample->writer, MADO_BACKEND_WRITE);
  g_autoptr (MadoEntity) expected = backend_sample_make_entity (id, "見本 花子");
  g_auto (MadoStoredRow) found = { 0 };
  g_auto (MadoStoredRow) gone = { 0 };
  g_auto (MadoStoredRow) nobody = { 0 };

  sample->stand.head.seq = 4;
  backend_sample_put (sample, id, 3, MADO_ID_NONE, "x");
  sample->stand.head.seq = 5;
  backend_sample_put (sample, id, 1, about, "見本 花子");
  must (sample->writer, find_entity, id, &found);
  g_assert_cmpint (found.stream, ==, sample->stand.number);
  g_assert_cmpint (found.seq, ==, 5);
  g_assert_cmpint (mado_id_compare (found.id, id), ==, 0);
  g_assert_cmpint (mado_id_compare (found.about, about), ==, 0);
  g_assert_cmpuint (found.rank, ==, 1);
  g_assert_true (g_bytes_equal (mado_entity_get_text (found.entity), mado_entity_get_text (expected)));

  sample->stand.head.seq = 6;
  backend_sample_put (sample, id, 1, about, NULL);
  must (sample->writer, find_entity, id, &gone);
  g_assert_null (gone.entity);
  g_assert_cmpint (gone.seq, ==, 6);
  must (sample->writer, find_entity, about, &nobody);
  g_assert_cmpint (nobody.seq, ==, 0);
}

static void
test_somebody_else_finds_an_entity_as_it_was_put (BackendSample *sample, gconstpointer kind)
{
  const MadoId id = mado_id_draw (), about = mado_id_draw (), erased = mado_id_draw ();
  g_autoptr (MadoEntity) expected = backend_sample_make_entity (id, "見本 花子");
  g_autoptr (MadoTurn) turn = backend_sample_begin (sample->writer, MADO_BACKEND_WRITE);
  g_auto (MadoStoredRow) found = { 0 };
  g_auto (MadoStoredRow) gone = { 0 };

  sample->stand.head.seq = 5;
  backend_sample_put (sample, id, 1, about, "見本 花子");
  backend_sample_put (sample, erased, 3, MADO_ID_NONE, NULL);
  backend_sample_commit (g_steal_pointer (&turn));

  turn = backend_sample_begin (sample->reader, MADO_BACKEND_READ);
  must (sample->reader, find_entity, id, &found);
  g_assert_cmpint (found.stream, ==, sample->stand.number);
  g_assert_cmpint (found.seq, ==, 5);
  g_assert_cmpint (mado_id_compare (found.about, about), ==, 0);
  g_assert_cmpuint (found.rank, ==, 1);
  g_assert_true (g_bytes_equal (mado_entity_get_text (found.entity), mado_entity_get_text (expected)));
  must (sample->reader, find_entity, erased, &gone);
  g_assert_null (gone.entity);
  g_assert_cmpint (gone.seq, ==, 5);
}

#define N_ENTITIES 25
#define N_RANKS 3

static MadoId
make_id (guint number)
{
  const guint8 random[MADO_ID_RANDOM_SIZE] = { (guint8) number };

  return mado_id_build ((MadoInstant) { (gint64) number * 1000 * G_USEC_PER_SEC }, random);
}

/* In an order that is neither that of ranks nor that of ids. */
static void
fill_entities (BackendSample *sample)
{
  g_autoptr (MadoTurn) turn = backend_sample_begin (sample->writer, MADO_BACKEND_WRITE);
  gint64 other = 0;
  const MadoStreamStand own = sample->stand;

  sample->stand.head.seq = 1;
  for (guint i = 0; i < N_ENTITIES; i++) {
    const guint number = (i * 7) % N_ENTITIES;

    backend_sample_put (sample, make_id (number), number % N_RANKS, make_id (number % 2), number == 4 ? NULL : "x");
  }
  must (sample->writer, add_stream, "other", 1, &other);
  sample->stand.number = other;
  backend_sample_put (sample, mado_id_draw (), 0, MADO_ID_NONE, "another stream's");
  sample->stand = own;
  backend_sample_commit (g_steal_pointer (&turn));
}

static void
assert_pages (BackendSample *sample, guint limit)
{
  g_autofree char *place = g_strdup ("");
  guint n_found = 0, n_pages = 0;
  guint last_rank = 0;
  MadoId last_id = MADO_ID_NONE;

  while (place != NULL) {
    g_autoptr (GArray) rows = NULL;
    char *next = NULL;

    must (sample->reader, list_entities, sample->stand.number, place, limit, &rows, &next);
    g_assert_cmpuint (rows->len, >, 0);
    g_assert_cmpuint (rows->len, <=, limit);
    for (guint i = 0; i < rows->len; i++, n_found++) {
      const MadoStoredRow *row = &g_array_index (rows, MadoStoredRow, i);

      g_assert_true (n_found == 0 || row->rank > last_rank ||
                     (row->rank == last_rank && mado_id_compare (row->id, last_id) > 0));
      g_assert_cmpint (row->entity == NULL, ==, mado_id_compare (row->id, make_id (4)) == 0);
      last_rank = row->rank;
      last_id = row->id;
    }
    n_pages++;
    g_free (place);
    place = next;
  }
  g_assert_cmpuint (n_found, ==, N_ENTITIES);
  g_assert_cmpuint (n_pages, ==, (N_ENTITIES + limit - 1) / limit);
}

static void
test_entities_are_listed_by_rank_and_id_in_pages (BackendSample *sample, gconstpointer kind)
{
  static const guint limits[] = { 1, 2, 5, 24, 25, 26, 1000 };
  g_autoptr (MadoTurn) turn = NULL;

  fill_entities (sample);
  turn = backend_sample_begin (sample->reader, MADO_BACKEND_READ);
  g_assert_nonnull (turn);
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    assert_pages (sample, limits[i]);
}

static void
test_a_stream_without_entities_has_one_empty_page (BackendSample *sample, gconstpointer kind)
{
  g_autoptr (MadoTurn) turn = backend_sample_begin (sample->reader, MADO_BACKEND_READ);
  g_autoptr (GArray) rows = NULL;
  char *place = NULL;

  must (sample->reader, list_entities, sample->stand.number, "", 10, &rows, &place);
  g_assert_cmpuint (rows->len, ==, 0);
  g_assert_null (place);
}

static void
test_a_place_that_no_backend_made_is_refused (BackendSample *sample, gconstpointer kind)
{
  static const char *const places[] = {
    "x",
    "0",
    "0 ",
    " ",
    "-1 0195eeb1-5a00-7abc-8def-0123456789ab",
    "0  0195eeb1-5a00-7abc-8def-0123456789ab",
    "0 0195eeb1-5a00-7abc-8def-0123456789ab ",
    "0 0195eeb1-5a00-4abc-8def-0123456789ab",
    "4294967296 0195eeb1-5a00-7abc-8def-0123456789ab",
    "99999999999999999999999 0195eeb1-5a00-7abc-8def-0123456789ab",
    "0 00000000-0000-0000-0000-000000000000",
    "1 OR 1=1",
    "見本",
  };
  g_autoptr (MadoTurn) turn = NULL;

  fill_entities (sample);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    g_autoptr (GError) error = NULL;
    GArray *rows = NULL;
    char *place = NULL;

    g_clear_pointer (&turn, mado_turn_undo);
    turn = backend_sample_begin (sample->reader, MADO_BACKEND_READ);
    g_assert_false (sample->reader->type->list_entities (sample->reader, sample->stand.number, places[i], 10, &rows,
                                                         &place, &error));
    g_assert_error (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_PLACE);
    g_assert_null (rows);
    g_assert_null (place);
  }
}

static void
test_what_is_about_a_case_is_listed (BackendSample *sample, gconstpointer kind)
{
  g_autoptr (MadoTurn) turn = NULL;
  g_autoptr (GArray) ids = NULL, none = NULL;

  fill_entities (sample);
  turn = backend_sample_begin (sample->reader, MADO_BACKEND_READ);
  g_assert_nonnull (turn);
  must (sample->reader, list_about, make_id (1), &ids);
  g_assert_cmpuint (ids->len, ==, N_ENTITIES / 2);
  for (guint i = 0; i < ids->len; i++)
    g_assert_cmpint (mado_id_compare (g_array_index (ids, MadoId, i), make_id (2 * i + 1)), ==, 0);
  must (sample->reader, list_about, make_id (5), &none);
  g_assert_cmpuint (none->len, ==, 0);
}

/* --- claims ------------------------------------------------------------------------------------------------------ */

static void
assert_holder (BackendSample *sample, const char *claim, MadoId expected)
{
  MadoId holder = MADO_ID_NONE;

  must (sample->writer, find_holder, claim, &holder);
  g_assert_cmpint (mado_id_compare (holder, expected), ==, 0);
}

static void
test_a_claim_has_one_holder (BackendSample *sample, gconstpointer kind)
{
  static const char claim[] = "[\"shinjuku/ninpu\",\"pregnancy\",[\"見本\"]]";
  const MadoId first = mado_id_draw (), second = mado_id_draw ();
  g_autoptr (MadoTurn) turn = backend_sample_begin (sample->writer, MADO_BACKEND_WRITE);
  g_autoptr (GError) error = NULL;

  assert_holder (sample, claim, MADO_ID_NONE);
  must (sample->writer, hold, claim, first);
  must (sample->writer, hold, claim, first);
  must (sample->writer, hold, "[\"shinjuku/ninpu\",\"pregnancy\",[\"見本 \"]]", second);
  must (sample->writer, release, claim, second);
  assert_holder (sample, claim, first);
  backend_sample_commit (g_steal_pointer (&turn));

  turn = backend_sample_begin (sample->writer, MADO_BACKEND_WRITE);
  g_assert_nonnull (turn);
  g_assert_false (sample->writer->type->hold (sample->writer, claim, second, &error));
  g_assert_error (error, MADO_BACKEND_ERROR, MADO_BACKEND_ERROR_TAKEN);
  g_assert_null (strstr (error->message, "見本"));
  g_clear_pointer (&turn, mado_turn_undo);

  turn = backend_sample_begin (sample->writer, MADO_BACKEND_WRITE);
  g_assert_nonnull (turn);
  must (sample->writer, release, claim, first);
  must (sample->writer, hold, claim, second);
  must (sample->writer, release, "nobody's", first);
  assert_holder (sample, claim, second);
  backend_sample_commit (g_steal_pointer (&turn));
}

/* --- attachments ------------------------------------------------------------------------------------------------- */

static void
assert_part (MadoBackend *backend, const MadoHash *hash, guint part, GBytes *expected)
{
  g_autoptr (GBytes) found = NULL;

  must (backend, find_blob, hash, part, &found);
  g_assert_cmpint (found != NULL, ==, expected != NULL);
  g_assert_true (found == NULL || g_bytes_equal (found, expected));
}

static void
test_an_attachment_is_kept_in_parts (BackendSample *sample, gconstpointer kind)
{
  const MadoHash hash = mado_hash_of ("a", 1), other = mado_hash_of ("b", 1);
  g_autofree char *large = g_strnfill (1024 * 1024, '\xA5');
  g_autoptr (GBytes) long_part = g_bytes_new (large, 1024 * 1024);
  g_autoptr (GBytes) short_part = g_bytes_new ("\0\1\2", 3);
  g_autoptr (GBytes) empty_part = g_bytes_new (NULL, 0);
  g_autoptr (MadoTurn) turn = backend_sample_begin (sample->writer, MADO_BACKEND_WRITE);

  must (sample->writer, put_blob, &hash, 0, short_part);
  must (sample->writer, put_blob, &hash, 0, long_part);
  must (sample->writer, put_blob, &hash, 1, short_part);
  must (sample->writer, put_blob, &hash, G_MAXUINT, empty_part);
  must (sample->writer, put_blob, &other, 0, short_part);
  backend_sample_commit (g_steal_pointer (&turn));

  turn = backend_sample_begin (sample->reader, MADO_BACKEND_READ);
  g_assert_nonnull (turn);
  assert_part (sample->reader, &hash, 0, long_part);
  assert_part (sample->reader, &hash, 1, short_part);
  assert_part (sample->reader, &hash, G_MAXUINT, empty_part);
  assert_part (sample->reader, &hash, 2, NULL);
  backend_sample_commit (g_steal_pointer (&turn));

  turn = backend_sample_begin (sample->writer, MADO_BACKEND_WRITE);
  g_assert_nonnull (turn);
  must (sample->writer, drop_blob, &hash);
  assert_part (sample->writer, &hash, 0, NULL);
  assert_part (sample->writer, &hash, 1, NULL);
  assert_part (sample->writer, &other, 0, short_part);
  backend_sample_commit (g_steal_pointer (&turn));
}

/* --- records ----------------------------------------------------------------------------------------------------- */

static void
put_record (BackendSample *sample, const char *shelf, const char *key, const char *value)
{
  g_autoptr (GBytes) bytes = backend_sample_make_bytes (value);

  must (sample->writer, put_record, shelf, key, bytes);
}

static void
assert_record (BackendSample *sample, const char *shelf, const char *key, const char *expected)
{
  g_autoptr (GBytes) value = NULL;

  must (sample->writer, find_record, shelf, key, &value);
  g_assert_cmpint (value != NULL, ==, expected != NULL);
  if (value != NULL)
    g_assert_cmpmem (g_bytes_get_data (value, NULL), g_bytes_get_size (value), expected, strlen (expected));
}

static void
assert_keys (BackendSample *sample, const char *shelf, const char *after, guint limit, const char *expected)
{
  g_autoptr (GPtrArray) keys = NULL, values = NULL;
  g_autoptr (GString) found = g_string_new (NULL);

  must (sample->writer, list_records, shelf, after, limit, &keys, &values);
  g_assert_cmpuint (keys->len, ==, values->len);
  for (guint i = 0; i < keys->len; i++) {
    g_string_append_printf (found, "%s ", (const char *) g_ptr_array_index (keys, i));
    assert_record (sample, shelf, g_ptr_array_index (keys, i), "v");
  }
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_records_stand_on_their_shelf (BackendSample *sample, gconstpointer kind)
{
  g_autoptr (MadoTurn) turn = backend_sample_begin (sample->writer, MADO_BACKEND_WRITE);

  put_record (sample, "account", "a-01", "first");
  put_record (sample, "account", "a-01", "second");
  put_record (sample, "terminal", "a-01", "");
  assert_record (sample, "account", "a-01", "second");
  assert_record (sample, "terminal", "a-01", "");
  assert_record (sample, "account", "A-01", NULL);
  must (sample->writer, drop_record, "account", "a-01");
  must (sample->writer, drop_record, "account", "a-01");
  assert_record (sample, "account", "a-01", NULL);
  assert_record (sample, "terminal", "a-01", "");
}

/* Not as a language sorts, which is another on each machine. */
static void
test_records_are_listed_by_the_bytes_of_their_keys (BackendSample *sample, gconstpointer kind)
{
  static const char *const keys[] = { "b", "ー", "a", "B", "ア", "a-1", "あ", "a_1", "𠮷", "a1", "鷗" };
  g_autoptr (MadoTurn) turn = backend_sample_begin (sample->writer, MADO_BACKEND_WRITE);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    put_record (sample, "shelf", keys[i], "v");
  put_record (sample, "shelf2", "c", "v");
  assert_keys (sample, "shelf", "", 100, "B a a-1 a1 a_1 b あ ア ー 鷗 𠮷 ");
  assert_keys (sample, "shelf", "", 3, "B a a-1 ");
  assert_keys (sample, "shelf", "a-1", 3, "a1 a_1 b ");
  assert_keys (sample, "shelf", "a0", 2, "a1 a_1 ");
  assert_keys (sample, "shelf", "𠮷", 3, "");
  assert_keys (sample, "no shelf", "", 3, "");
}

/* What looks like SQL is text. */
static void
test_hostile_texts_are_texts (BackendSample *sample, gconstpointer kind)
{
  static const char *const texts[] = { "'; DROP TABLE entry; --", "$1",  "?1", "\\", "\"", "%", "\x01",
                                       "\xF4\x8F\xBF\xBF",        "a\nb" };
  const MadoId id = mado_id_draw ();
  g_autoptr (MadoTurn) turn = backend_sample_begin (sample->writer, MADO_BACKEND_WRITE);
  MadoStreamStand stand = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    put_record (sample, texts[i], texts[i], texts[i]);
    must (sample->writer, hold, texts[i], id);
    must (sample->writer, find_stream, texts[i], &stand);
    g_assert_cmpint (stand.number, ==, 0);
  }
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    assert_record (sample, texts[i], texts[i], texts[i]);
    assert_holder (sample, texts[i], id);
  }
  backend_sample_commit (g_steal_pointer (&turn));
}

/* --- looks ------------------------------------------------------------------------------------------------------- */

static void
test_looks_are_numbered_as_they_came (BackendSample *sample, gconstpointer kind)
{
  const MadoId id = mado_id_draw ();
  g_autoptr (MadoTurn) turn = backend_sample_begin (sample->writer, MADO_BACKEND_WRITE);
  g_autoptr (GArray) reads = NULL, rest = NULL;
  gint64 last = 0;

  for (gint64 i = 0; i < 5; i++) {
    const MadoStoredRead read = {
      .at = { 1000 - i }, .account = "a-01", .terminal = "t-01", .entity = id, .reason = "照会のため"
    };

    must (sample->writer, append_read, &read);
  }
  backend_sample_commit (g_steal_pointer (&turn));

  turn = backend_sample_begin (sample->reader, MADO_BACKEND_READ);
  g_assert_nonnull (turn);
  must (sample->reader, list_reads, 0, 3, &reads);
  g_assert_cmpuint (reads->len, ==, 3);
  for (guint i = 0; i < reads->len; i++) {
    const MadoStoredRead *read = &g_array_index (reads, MadoStoredRead, i);

    g_assert_cmpint (read->number, >, last);
    g_assert_cmpint (read->at.microseconds, ==, 1000 - i);
    g_assert_cmpstr (read->account, ==, "a-01");
    g_assert_cmpstr (read->terminal, ==, "t-01");
    g_assert_cmpstr (read->reason, ==, "照会のため");
    g_assert_cmpint (mado_id_compare (read->entity, id), ==, 0);
    last = read->number;
  }
  must (sample->reader, list_reads, last, 100, &rest);
  g_assert_cmpuint (rest->len, ==, 2);
}

/* --- all of it --------------------------------------------------------------------------------------------------- */

/* Whoever copies a ward finds everything there is, page by page, in an order of bytes. */

static void
test_claims_are_listed_in_pages (BackendSample *sample, gconstpointer kind)
{
  static const char *const expected[] = { "A", "a", "ab", "b", "見本" };
  const MadoId holder = mado_id_draw ();
  g_autoptr (MadoTurn) turn = backend_sample_begin (sample->writer, MADO_BACKEND_WRITE);
  g_autofree char *after = g_strdup ("");

  for (guint i = G_N_ELEMENTS (expected); i-- > 0;)
    must (sample->writer, hold, expected[i], holder);
  for (guint i = 0; i <= G_N_ELEMENTS (expected); i += 2) {
    const guint n_expected = MIN (2, G_N_ELEMENTS (expected) - i);
    g_autoptr (GArray) claims = NULL;

    must (sample->writer, list_claims, after, 2, &claims);
    g_assert_cmpuint (claims->len, ==, n_expected);
    for (guint j = 0; j < n_expected; j++) {
      const MadoStoredClaim *claim = &g_array_index (claims, MadoStoredClaim, j);

      g_assert_cmpstr (claim->claim, ==, expected[i + j]);
      g_assert_cmpint (mado_id_compare (claim->holder, holder), ==, 0);
      g_set_str (&after, claim->claim);
    }
  }
}

static void
test_parts_are_listed_by_hash_and_number (BackendSample *sample, gconstpointer kind)
{
  const MadoHash lowest = { 0 };
  const MadoHash highest = { { 0xFF } };
  const MadoStoredPart expected[] = { { lowest, 0, 1 }, { lowest, 2, 0 }, { highest, 1, 70000 }, { highest, 10, 3 } };
  g_autoptr (MadoTurn) turn = backend_sample_begin (sample->writer, MADO_BACKEND_WRITE);
  MadoStoredPart last = { 0 };
  guint n_found = 0;

  for (guint i = G_N_ELEMENTS (expected); i-- > 0;) {
    g_autofree guint8 *content = g_malloc0 (expected[i].length + 1);
    g_autoptr (GBytes) bytes = g_bytes_new (content, expected[i].length);

    must (sample->writer, put_blob, &expected[i].hash, expected[i].part, bytes);
  }
  for (;;) {
    g_autoptr (GArray) parts = NULL;

    must (sample->writer, list_parts, n_found > 0 ? &last : NULL, 3, &parts);
    if (parts->len == 0)
      break;
    for (guint i = 0; i < parts->len; i++, n_found++) {
      g_assert_cmpuint (n_found, <, G_N_ELEMENTS (expected));
      last = g_array_index (parts, MadoStoredPart, i);
      g_assert_true (mado_hash_equals (&last.hash, &expected[n_found].hash));
      g_assert_cmpuint (last.part, ==, expected[n_found].part);
      g_assert_cmpuint (last.length, ==, expected[n_found].length);
    }
  }
  g_assert_cmpuint (n_found, ==, G_N_ELEMENTS (expected));
}

static void
test_shelves_are_found_one_after_another (BackendSample *sample, gconstpointer kind)
{
  static const char *const expected[] = { "a", "a-b", "ab", "b" };
  g_autoptr (GBytes) value = g_bytes_new ("v", 1);
  g_autoptr (MadoTurn) turn = backend_sample_begin (sample->writer, MADO_BACKEND_WRITE);
  g_autofree char *shelf = g_strdup ("");

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++) {
    must (sample->writer, put_record, expected[i], "1/x", value);
    must (sample->writer, put_record, expected[i], "2", value);
  }
  for (guint i = 0; i <= G_N_ELEMENTS (expected); i++) {
    char *next = NULL;

    must (sample->writer, find_shelf, shelf, &next);
    g_assert_cmpstr (next, ==, i < G_N_ELEMENTS (expected) ? expected[i] : NULL);
    g_free (shelf);
    shelf = next;
  }
}

static void
test_devices_are_listed_by_id (BackendSample *sample, gconstpointer kind)
{
  g_autoptr (MadoTurn) turn = backend_sample_begin (sample->writer, MADO_BACKEND_WRITE);
  g_autoptr (GPtrArray) devices = NULL, none = NULL;
  gint64 other = 0;

  for (guint i = 3; i-- > 0;) {
    const MadoStoredDevice device = {
      .id = make_id (i), .account = (char *) "s-01", .terminal = (char *) "t-01", .received = i
    };

    must (sample->writer, put_device, sample->stand.number, &device);
  }
  must (sample->writer, add_stream, "shinjuku/other", 1, &other);
  must (sample->writer, list_devices, other, &none);
  g_assert_cmpuint (none->len, ==, 0);
  must (sample->writer, list_devices, sample->stand.number, &devices);
  g_assert_cmpuint (devices->len, ==, 3);
  for (guint i = 0; i < devices->len; i++) {
    const MadoStoredDevice *device = g_ptr_array_index (devices, i);

    g_assert_cmpint (mado_id_compare (device->id, make_id (i)), ==, 0);
    g_assert_cmpint (device->received, ==, i);
    g_assert_cmpstr (device->account, ==, "s-01");
  }
}

static const BackendCase cases[] = {
  { "an-entity-is-as-it-was-put-last", test_an_entity_is_as_it_was_put_last },
  { "somebody-else-finds-an-entity-as-it-was-put", test_somebody_else_finds_an_entity_as_it_was_put },
  { "entities-are-listed-by-rank-and-id-in-pages", test_entities_are_listed_by_rank_and_id_in_pages },
  { "a-stream-without-entities-has-one-empty-page", test_a_stream_without_entities_has_one_empty_page },
  { "a-place-that-no-backend-made-is-refused", test_a_place_that_no_backend_made_is_refused },
  { "what-is-about-a-case-is-listed", test_what_is_about_a_case_is_listed },
  { "a-claim-has-one-holder", test_a_claim_has_one_holder },
  { "an-attachment-is-kept-in-parts", test_an_attachment_is_kept_in_parts },
  { "records-stand-on-their-shelf", test_records_stand_on_their_shelf },
  { "records-are-listed-by-the-bytes-of-their-keys", test_records_are_listed_by_the_bytes_of_their_keys },
  { "hostile-texts-are-texts", test_hostile_texts_are_texts },
  { "looks-are-numbered-as-they-came", test_looks_are_numbered_as_they_came },
  { "claims-are-listed-in-pages", test_claims_are_listed_in_pages },
  { "parts-are-listed-by-hash-and-number", test_parts_are_listed_by_hash_and_number },
  { "shelves-are-found-one-after-another", test_shelves_are_found_one_after_another },
  { "devices-are-listed-by-id", test_devices_are_listed_by_id },
};

/**
 * backend_contract_add_rooms:
 * @kind: a kind of backend
 */
void
backend_contract_add_rooms (const BackendKind *kind)
{
  backend_contract_add_cases (kind, cases, G_N_ELEMENTS (cases));
}
