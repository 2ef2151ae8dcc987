/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Whole made-up wards: repeatable, lived by the rules alone, and everywhere a case can get to somebody gets. */

#include "mado-practice.h"

#include <string.h>

#include "mado-form-reader.h"
#include "mado-hash.h"
#include "mado-item-value.h"
#include "mado-json-member.h"
#include "mado-my-number.h"

static MadoProgramme *
load_programme (const char *id)
{
  g_autofree char *name = g_strconcat (id, ".json", NULL);
  g_autofree char *path = g_build_filename (g_getenv ("MADO_DATA_DIR"), "programmes", name, NULL);
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
  char *text = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &text, &length, NULL));

  g_autoptr (GBytes) file = g_bytes_new_take (text, length);
  MadoProgramme *programme = mado_programme_read (file, faults);

  g_assert_nonnull (programme);

  return programme;
}

/* What is seen of a ward while it is made. */
typedef struct {
  const MadoProgramme *programme;
  GChecksum *digest;
  GHashTable *states;   /* of cases: in which they have been → how often */
  GHashTable *kinds;    /* of operations */
  GHashTable *pictures; /* digest → nothing */
  guint64 n_deeds;
  guint64 n_cases;
  guint64 n_declined;
  gint64 paid;   /* by the rights as they ended */
  gint64 moneys; /* by what was done: payments less failures */
  MadoMemory *memory;
  MadoJudge *judge;
  gboolean is_held_against; /* each deed is done again and has to come to the same */
} Sight;

static void
count (GHashTable *table, const char *name)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (table, name));

  g_hash_table_insert (table, g_strdup (name), GUINT_TO_POINTER (n + 1));
}

static void
take_bytes (Sight *sight, GBytes *bytes)
{
  g_checksum_update (sight->digest, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
}

static gint64
sum_rights (const MadoEntity *entity, const char *state)
{
  yyjson_arr_iter iter = yyjson_arr_iter_with (yyjson_obj_get (mado_entity_get_body (entity), "rights"));
  gint64 sum = 0;

  for (yyjson_val *right = yyjson_arr_iter_next (&iter); right != NULL; right = yyjson_arr_iter_next (&iter))
    if (strcmp (mado_json_get_text (right, "state"), state) == 0)
      sum += mado_json_get_number (right, "amount");

  return sum;
}

/* The sink's own records, made of nothing but what it was given, hold every deed against the rules once more. */
static void
hold_against_rules (Sight *sight,
                    const MadoOperation *operation,
                    const MadoOutcome *outcome,
                    const MadoContext *context)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoOutcome) again =
      mado_apply (sight->judge, mado_memory_get_records (sight->memory), operation, context, &error);

  g_assert_no_error (error);
  g_assert_cmpint (again->kind, ==, MADO_OUTCOME_APPLIED);
  g_assert_cmpuint (again->entities->len, ==, outcome->entities->len);
  for (guint i = 0; i < again->entities->len; i++)
    g_assert_true (g_bytes_equal (mado_entity_get_text (g_ptr_array_index (again->entities, i)),
                                  mado_entity_get_text (g_ptr_array_index (outcome->entities, i))));
  mado_memory_take (sight->memory, again);
}

/* Whatever it is by which a case is paid or not: what is agreed to, too. */
static void
count_money (Sight *sight, const MadoEntity *after)
{
  g_autoptr (MadoEntity) before = NULL;

  if (strcmp (mado_entity_get_kind (after), "case") != 0)
    return;
  g_assert_true (
      mado_records_find_entity (mado_memory_get_records (sight->memory), mado_entity_get_id (after), &before, NULL));
  sight->moneys += sum_rights (after, "paid") - (before != NULL ? sum_rights (before, "paid") : 0);
}

static gboolean
take_deed (gpointer user_data,
           const MadoOperation *operation,
           const MadoOutcome *outcome,
           const MadoContext *context,
           GError **error)
{
  Sight *sight = user_data;

  sight->n_deeds++;
  g_assert_cmpint (outcome->kind, ==, MADO_OUTCOME_APPLIED);
  take_bytes (sight, mado_operation_get_text (operation));
  count (sight->kinds, mado_operation_get_header (operation)->kind);
  for (guint i = 0; i < outcome->entities->len; i++)
    count (sight->states, mado_entity_get_state (g_ptr_array_index (outcome->entities, i)));
  if (sight->is_held_against) {
    for (guint i = 0; i < outcome->entities->len; i++)
      count_money (sight, g_ptr_array_index (outcome->entities, i));
    hold_against_rules (sight, operation, outcome, context);
  }

  return TRUE;
}

static void
check_items (const Sight *sight, yyjson_val *items)
{
  yyjson_obj_iter iter = yyjson_obj_iter_with (items);

  for (yyjson_val *id = yyjson_obj_iter_next (&iter); id != NULL; id = yyjson_obj_iter_next (&iter)) {
    const MadoItem *item = mado_section_find (sight->programme->items, yyjson_get_str (id));
    yyjson_val *value = yyjson_obj_iter_get_val (id);

    g_assert_nonnull (item);
    g_assert_cmpint (mado_item_check_value (item, value), ==, MADO_ITEM_VALUE_GOOD);
    if (strcmp (item->type, "phone") == 0)
      g_assert_true (g_str_has_prefix (yyjson_get_str (value), "0900000") ||
                     g_str_has_prefix (yyjson_get_str (value), "030000"));
    if (strcmp (item->type, "account") == 0)
      g_assert_true (strcmp (mado_json_get_text (value, "bank"), "9900") != 0 &&
                     mado_json_get_text (value, "bank")[0] != '\0');
  }
}

/* No text of a ward looks like somebody's 個人番号. */
static void
check_texts (yyjson_val *value)
{
  gsize index, max;
  yyjson_val *key, *one;

  if (yyjson_is_str (value))
    g_assert_cmpint (mado_my_number_scan (yyjson_get_str (value), NULL, NULL), !=, MADO_MY_NUMBER_HIGH);
  if (yyjson_is_arr (value))
    yyjson_arr_foreach (value, index, max, one) check_texts (one);
  if (yyjson_is_obj (value))
    yyjson_obj_foreach (value, index, max, key, one) check_texts (one);
}

static gboolean
take_entity (gpointer user_data, const MadoEntity *entity, GError **error)
{
  Sight *sight = user_data;
  yyjson_val *body = mado_entity_get_body (entity);

  take_bytes (sight, mado_entity_get_text (entity));
  if (strcmp (mado_entity_get_kind (entity), "case") != 0)
    return TRUE;
  sight->n_cases++;
  sight->paid += sum_rights (entity, "paid");
  check_items (sight, yyjson_obj_get (body, "items"));
  if (sight->is_held_against)
    check_texts (yyjson_obj_get (body, "items"));

  return TRUE;
}

static gboolean
take_picture (gpointer user_data, const char *receipt, const char *kind, GBytes *png, GError **error)
{
  static const guint8 begin[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n' };
  Sight *sight = user_data;
  MadoHash hash = mado_hash_of (g_bytes_get_data (png, NULL), g_bytes_get_size (png));

  g_assert_cmpuint (g_bytes_get_size (png), >, 4000);
  g_assert_cmpint (memcmp (g_bytes_get_data (png, NULL), begin, sizeof begin), ==, 0);
  take_bytes (sight, png);
  g_checksum_update (sight->digest, (const guchar *) receipt, -1);
  g_hash_table_add (sight->pictures, mado_hash_to_hex (&hash));

  return TRUE;
}

static Sight *
make (const char *id, const MadoPracticeOrder *order, gboolean is_held_against)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoProgramme) programme = load_programme (id);
  g_autoptr (MadoPractice) practice = mado_practice_new (programme, &error);
  Sight *sight = g_new0 (Sight, 1);
  MadoPracticeSink sink = { take_deed, take_entity, take_picture, sight };

  g_assert_no_error (error);
  sight->programme = mado_programme_ref (programme);
  sight->digest = g_checksum_new (G_CHECKSUM_SHA256);
  sight->states = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  sight->kinds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  sight->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  sight->memory = mado_memory_new (NULL);
  sight->judge = mado_judge_new (programme, NULL);
  sight->is_held_against = is_held_against;
  mado_practice_make (practice, order, &sink, &sight->n_declined, &error);
  g_assert_no_error (error);

  return sight;
}

static void
free_sight (Sight *sight)
{
  g_hash_table_unref (sight->pictures);
  g_hash_table_unref (sight->kinds);
  g_hash_table_unref (sight->states);
  g_checksum_free (sight->digest);
  mado_memory_free (sight->memory);
  mado_judge_free (sight->judge);
  mado_programme_unref ((MadoProgramme *) sight->programme);
  g_free (sight);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sight, free_sight)

static const char *
get_digest (Sight *sight)
{
  return g_checksum_get_string (sight->digest);
}

static void
test_repeatable (void)
{
  MadoPracticeOrder order = { 5, 1400, 300, 4, 1 };
  g_autoptr (Sight) one = make ("ninpu-r7", &order, FALSE);

  order.n_threads = 3;
  g_autoptr (Sight) again = make ("ninpu-r7", &order, FALSE);

  order.seed = 6;
  g_autoptr (Sight) other = make ("ninpu-r7", &order, FALSE);

  g_assert_cmpstr (get_digest (one), ==, get_digest (again));
  g_assert_cmpuint (one->n_deeds, ==, again->n_deeds);
  g_assert_cmpstr (get_digest (one), !=, get_digest (other));
  g_assert_cmpuint (one->n_cases, ==, 1400);
  g_assert_cmpuint (g_hash_table_size (one->pictures), ==, 8);
}

static const char *const programmes[] = { "ninpu-r7", "babysitter-r7", "kosodate-oen-r7" };

/* What is done in every office, whatever the programme. */
static const char *const everyday[] = {
  "batch.approve", "batch.freeze",  "batch.make",
  "case.agree",    "case.edit",     "case.enter_account",
  "case.move",     "case.protect",  "inquiry.call_back_done",
  "inquiry.log",   "inquiry.reply", "notice.make",
  "notice.return", "notice.send",
};

/* Every state of the programme, by a way that the rules let. */
static void
test_every_state (gconstpointer data)
{
  const char *id = data;
  MadoPracticeOrder order = { 1, 1100, 1000, 0, 1 };
  g_autoptr (Sight) sight = make (id, &order, TRUE);
  GHashTableIter iter;
  gpointer name, n;

  g_test_message ("%" G_GUINT64_FORMAT " deeds, %" G_GUINT64_FORMAT " declined, paid %" G_GINT64_FORMAT, sight->n_deeds,
                  sight->n_declined, sight->paid);
  g_hash_table_iter_init (&iter, sight->kinds);
  while (g_hash_table_iter_next (&iter, &name, &n))
    g_test_message ("%s: %u", (char *) name, GPOINTER_TO_UINT (n));
  for (guint i = 0; i < mado_section_get_count (sight->programme->states); i++) {
    const MadoState *state = mado_section_get (sight->programme->states, i);

    g_test_message ("%s: %u", state->id, GPOINTER_TO_UINT (g_hash_table_lookup (sight->states, state->id)));
  }
  g_assert_cmpuint (sight->n_cases, ==, 1100);
  g_assert_cmpint (sight->paid, >, 0);
  g_assert_cmpint (sight->paid, ==, sight->moneys);
  for (gsize i = 0; i < G_N_ELEMENTS (everyday); i++)
    g_assert_true (g_hash_table_contains (sight->kinds, everyday[i]));
  for (guint i = 0; i < mado_section_get_count (sight->programme->states); i++)
    g_assert_true (g_hash_table_contains (sight->states,
                                          ((const MadoState *) mado_section_get (sight->programme->states, i))->id));
}

/* What the people wrote is what the form reader takes: a record each, and no error. */
static void
test_form (gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoProgramme) programme = load_programme (data);
  g_autoptr (MadoPractice) practice = mado_practice_new (programme, &error);
  MadoPracticeOrder order = { 9, 400, 40, 0, 1 };
  g_autofree char *table = mado_practice_dup_form (practice, &order);
  g_autofree char *again = mado_practice_dup_form (practice, &order);
  g_autoptr (MadoFormHeadings) headings = mado_form_headings_new_default ();
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (table, -1, NULL);
  g_autoptr (MadoFormReader) reader = mado_form_reader_new (stream, headings, mado_form_limits_get_default (), &error);
  const MadoFormRecord *record = NULL;
  guint n_records = 0;

  g_assert_no_error (error);
  g_assert_cmpstr (table, ==, again);
  do {
    g_assert_true (mado_form_reader_next (reader, &record, &error));
    n_records += record != NULL && record->is_kept;
    g_assert_false (record != NULL && mado_findings_have_errors (record->findings));
  } while (record != NULL);
  g_assert_cmpuint (n_records, ==, 400);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice/the-same-seed-is-the-same-ward-for-any-threads", test_repeatable);
  for (gsize i = 0; i < G_N_ELEMENTS (programmes); i++) {
    g_autofree char *path = g_strdup_printf ("/practice/%s/every-state-is-reached-by-the-rules", programmes[i]);

    g_test_add_data_func (path, programmes[i], test_every_state);
  }

  g_test_add_data_func ("/practice/ninpu-r7/the-form-reader-takes-the-form", "ninpu-r7", test_form);
  g_test_add_data_func ("/practice/babysitter-r7/the-form-reader-takes-the-form", "babysitter-r7", test_form);

  return g_test_run ();
}
