/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What every backend has to hold, on an encrypted file; and what is this one's alone: its files, what an erasure leaves
 * in them, and its statements. */

#include "backend-contract.h"
#include "mado-backend-sqlcipher.h"
#include "mado-sqlcipher-query.h"
#include "mado-statement-check.h"
#include "mado-store-error.h"

#include <glib/gstdio.h>
#include <openssl/evp.h>
#include <string.h>

#define KEY_SIZE 32
#define PAGE_SIZE 4096
#define SALT_SIZE 16     /* in the place of SQLite's own first bytes */
#define RESERVED_SIZE 80 /* of each page: the vector, and the page's own hash */
#define N_STATEMENTS_AT_LEAST 34

typedef struct {
  char *folder;
  char *path;
  MadoSecret *key;
} Ward;

static MadoDatabasePlace
get_place (const Ward *ward)
{
  return (MadoDatabasePlace) { .path = ward->path };
}

static gpointer
make_ward (void)
{
  Ward *ward = g_new0 (Ward, 1);
  g_autoptr (GError) error = NULL;
  MadoDatabasePlace place;

  ward->folder = g_dir_make_tmp ("mado-ward-XXXXXX", NULL);
  ward->path = g_build_filename (ward->folder, "ward", NULL);
  ward->key = mado_secret_new_random (KEY_SIZE);
  place = get_place (ward);
  mado_backend_sqlcipher_create (&place, ward->key, MADO_WARD_SERVED, &error);
  g_assert_no_error (error);

  return ward;
}

static MadoBackend *
open_ward (gpointer data, MadoBackendAccess access, GError **error)
{
  const Ward *ward = data;
  const MadoDatabasePlace place = get_place (ward);

  return mado_backend_sqlcipher_open (&place, ward->key, access, error);
}

static void
destroy_ward (gpointer data)
{
  Ward *ward = data;
  g_autoptr (GDir) files = g_dir_open (ward->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (files)) != NULL) {
    g_autofree char *path = g_build_filename (ward->folder, name, NULL);

    g_assert_cmpint (g_remove (path), ==, 0);
  }
  g_assert_cmpint (g_rmdir (ward->folder), ==, 0);
  mado_secret_free (ward->key);
  g_free (ward->folder);
  g_free (ward->path);
  g_free (ward);
}

static const BackendKind kind_sqlcipher = { "sqlcipher", make_ward, open_ward, destroy_ward };

/* --- its files --------------------------------------------------------------------------------------------------- */

static void
test_a_ward_is_not_made_over_another (BackendSample *sample, gconstpointer kind)
{
  const Ward *ward = sample->ward;
  const MadoDatabasePlace place = get_place (ward);
  g_autoptr (GError) error = NULL;

  g_assert_false (mado_backend_sqlcipher_create (&place, ward->key, MADO_WARD_SERVED, &error));
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_EXISTS);
  backend_sample_reopen (sample);
}

static void
test_no_file_is_no_ward (void)
{
  g_autoptr (MadoSecret) key = mado_secret_new_random (KEY_SIZE);
  g_autofree char *folder = g_dir_make_tmp ("mado-ward-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "ward", NULL);
  g_autofree char *lock = g_strconcat (path, ".lock", NULL);
  const MadoDatabasePlace place = { .path = path };
  g_autoptr (GError) error = NULL;

  g_assert_null (mado_backend_sqlcipher_open (&place, key, MADO_BACKEND_WRITE, &error));
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_MISSING);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_clear_error (&error);
  g_assert_null (mado_backend_sqlcipher_open (&place, key, MADO_BACKEND_READ, &error));
  g_assert_nonnull (error);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_unlink (lock), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_another_key_opens_nothing (BackendSample *sample, gconstpointer kind)
{
  const MadoDatabasePlace place = get_place (sample->ward);
  g_autoptr (MadoSecret) other = mado_secret_new_random (KEY_SIZE);
  g_autoptr (GError) error = NULL;

  g_assert_null (mado_backend_sqlcipher_open (&place, other, MADO_BACKEND_READ, &error));
  g_assert_error (error, MADO_STORE_ERROR, MADO_STORE_ERROR_NOT_A_DATABASE);
}

/* --- what an erasure leaves -------------------------------------------------------------------------------------- */

static const char erased_text[] = "消えるべき見本";
static const char kept_text[] = "残るべき例示";

/* Every page as SQLite sees it, whatever stands in it. */
static GByteArray *
decrypt_pages (const Ward *ward)
{
  g_autofree char *content = NULL;
  GByteArray *plain = g_byte_array_new ();
  EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new ();
  gsize size = 0;

  g_assert_true (g_file_get_contents (ward->path, &content, &size, NULL));
  g_assert_cmpuint (size % PAGE_SIZE, ==, 0);
  for (gsize page = 0; page < size; page += PAGE_SIZE) {
    const guint8 *start = (const guint8 *) content + page;
    const int offset = page == 0 ? SALT_SIZE : 0;
    guint8 clear[PAGE_SIZE];
    int length = 0;

    EVP_DecryptInit_ex (context, EVP_aes_256_cbc (), NULL, mado_secret_get_bytes (ward->key),
                        start + PAGE_SIZE - RESERVED_SIZE);
    EVP_CIPHER_CTX_set_padding (context, 0);
    EVP_DecryptUpdate (context, clear, &length, start + offset, PAGE_SIZE - RESERVED_SIZE - offset);
    g_byte_array_append (plain, clear, (guint) length);
  }
  EVP_CIPHER_CTX_free (context);

  return plain;
}

static gboolean
is_on_a_page (const Ward *ward, const char *text)
{
  g_autoptr (GByteArray) plain = decrypt_pages (ward);

  return memmem (plain->data, plain->len, text, strlen (text)) != NULL;
}

static gsize
measure_log (const Ward *ward)
{
  g_autofree char *path = g_strconcat (ward->path, "-wal", NULL);
  GStatBuf status;

  return g_stat (path, &status) == 0 ? (gsize) status.st_size : 0;
}

/* Long ones, too: they lie on pages of their own. */
static void
fill (BackendSample *sample, MadoId gone, MadoId stays)
{
  g_autoptr (MadoTurn) turn = backend_sample_begin (sample->writer, MADO_BACKEND_WRITE);
  g_autoptr (GString) text = g_string_new (NULL);
  const MadoHash hash = mado_hash_of ("x", 1);
  g_autoptr (GBytes) attachment = NULL;

  for (gint64 seq = 1; seq <= 40; seq += 2) {
    g_autoptr (MadoStoredEntry) entry = NULL, other = NULL;

    for (guint i = 0; i < 20; i++)
      g_string_append (text, erased_text);
    entry = backend_sample_make_entry (seq, gone, text->str, &gone, NULL);
    other = backend_sample_make_entry (seq + 1, stays, kept_text, &stays, NULL);
    backend_sample_append (sample, entry);
    backend_sample_append (sample, other);
  }
  attachment = backend_sample_make_bytes (text->str);
  must (sample->writer, put_blob, &hash, 0, attachment);
  backend_sample_put (sample, gone, 0, MADO_ID_NONE, erased_text);
  backend_sample_put (sample, stays, 0, MADO_ID_NONE, kept_text);
  backend_sample_commit (g_steal_pointer (&turn));
}

static void
erase (BackendSample *sample, MadoId id)
{
  g_autoptr (MadoTurn) turn = backend_sample_begin (sample->writer, MADO_BACKEND_WRITE);
  const MadoHash hash = mado_hash_of ("x", 1);

  must (sample->writer, erase_payloads, id);
  must (sample->writer, drop_blob, &hash);
  backend_sample_put (sample, id, 0, MADO_ID_NONE, NULL);
  backend_sample_commit (g_steal_pointer (&turn));
}

static void
test_an_erased_payload_is_on_no_page (BackendSample *sample, gconstpointer kind)
{
  const MadoId gone = mado_id_draw (), stays = mado_id_draw ();

  fill (sample, gone, stays);
  backend_sample_reopen (sample);
  g_assert_true (is_on_a_page (sample->ward, erased_text)); /* or this test could not fail */
  erase (sample, gone);
  g_assert_cmpuint (measure_log (sample->ward), ==, 0);
  g_assert_false (is_on_a_page (sample->ward, erased_text));
  g_assert_true (is_on_a_page (sample->ward, kept_text));
}

/* The reader's snapshot is in the log: it is emptied as soon as it may be. */
static void
test_an_erasure_waits_for_readers_and_is_not_forgotten (BackendSample *sample, gconstpointer kind)
{
  const MadoId gone = mado_id_draw (), stays = mado_id_draw ();
  g_autoptr (MadoTurn) reading = NULL;
  g_autoptr (MadoTurn) turn = NULL;
  g_auto (MadoStoredRow) row = { 0 };
  g_auto (MadoStoredRow) still = { 0 };

  fill (sample, gone, stays);
  reading = backend_sample_begin (sample->reader, MADO_BACKEND_READ);
  must (sample->reader, find_entity, gone, &row);
  erase (sample, gone);
  must (sample->reader, find_entity, gone, &still);
  g_assert_nonnull (still.entity);
  g_assert_cmpuint (measure_log (sample->ward), >, 0);
  g_clear_pointer (&reading, mado_turn_undo);

  turn = backend_sample_begin (sample->writer, MADO_BACKEND_WRITE);
  g_clear_pointer (&turn, mado_turn_undo);
  g_assert_cmpuint (measure_log (sample->ward), ==, 0);
  g_assert_false (is_on_a_page (sample->ward, erased_text));
}

/* --- its statements ---------------------------------------------------------------------------------------------- */

static const char *const tables[] = { "entry", "touch", "device", "entity",   "body",
                                      "claim", "blob",  "record", "read_log", NULL };

static void
test_no_statement_goes_through_all_rows (BackendSample *sample, gconstpointer kind)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "src", "service", "backend-sql", NULL);
  const MadoStatementCheck check = { ((MadoSqlcipherBackend *) sample->writer)->database, tables, NULL };
  const guint n_checked = mado_statement_check_folder (&check, path);

  g_test_message ("%u statements", n_checked);
  g_assert_cmpuint (n_checked, >=, N_STATEMENTS_AT_LEAST);
}

static const BackendCase cases[] = {
  { "a-ward-is-not-made-over-another", test_a_ward_is_not_made_over_another },
  { "another-key-opens-nothing", test_another_key_opens_nothing },
  { "an-erased-payload-is-on-no-page", test_an_erased_payload_is_on_no_page },
  { "an-erasure-waits-for-readers-and-is-not-forgotten", test_an_erasure_waits_for_readers_and_is_not_forgotten },
  { "no-statement-goes-through-all-rows", test_no_statement_goes_through_all_rows },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  backend_contract_add (&kind_sqlcipher);
  backend_contract_add_cases (&kind_sqlcipher, cases, G_N_ELEMENTS (cases));
  g_test_add_func ("/backend/sqlcipher/no-file-is-no-ward", test_no_file_is_no_ward);

  return g_test_run ();
}
