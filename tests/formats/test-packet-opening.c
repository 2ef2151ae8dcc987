/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Packets that are what was sealed, and all that can be wrong with one: each has its own refusal. */

#include <string.h>

#include "mado-packet-archive.h"
#include "mado-packet-error.h"
#include "mado-packet-key-file.h"
#include "mado-packet-password.h"
#include "mado-packet-receipt.h"
#include "mado-password.h"
#include "packet-sample.h"

static GBytes *
seal_sample (void)
{
  g_autoptr (GPtrArray) contents = packet_sample_contents ();
  g_autoptr (MadoSigningKey) key = packet_sample_key (PACKET_SAMPLE_MAKER);

  return packet_sample_seal (contents, key);
}

/* All that lies in the archive, to be spoilt and packed again. */
static GPtrArray *
unpack_sample (void)
{
  g_autoptr (GBytes) archive = seal_sample ();
  g_autoptr (MadoSecret) password = packet_sample_password (PACKET_SAMPLE_PASSWORD);
  GPtrArray *contents = mado_packet_archive_read (archive, password, NULL);

  g_assert_nonnull (contents);

  return contents;
}

static void
assert_refused (const GPtrArray *contents, MadoPacketError code)
{
  g_autoptr (MadoSecret) password = packet_sample_password (PACKET_SAMPLE_PASSWORD);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) archive = mado_packet_archive_write (contents, password, &error);
  g_autoptr (MadoOpenedPacket) packet = NULL;

  g_assert_no_error (error);
  packet = packet_sample_open (archive, &error);
  g_assert_null (packet);
  g_assert_error (error, MADO_PACKET_ERROR, (int) code);
}

static void
replace (GPtrArray *contents, const char *name, const char *old, const char *by)
{
  MadoPacketContent *content = mado_packet_content_find (contents, name);
  g_autofree char *text = g_strndup (g_bytes_get_data (content->bytes, NULL), g_bytes_get_size (content->bytes));
  g_auto (GStrv) parts = g_strsplit (text, old, 2);
  char *changed = g_strjoinv (by, parts);

  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  g_bytes_unref (content->bytes);
  content->bytes = g_bytes_new_take (changed, strlen (changed));
}

/* --- right ones -------------------------------------------------------------------------------------------------- */

static void
what_was_sealed_is_opened (void)
{
  g_autoptr (GBytes) archive = seal_sample ();
  g_autoptr (GPtrArray) given = packet_sample_contents ();
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoOpenedPacket) packet = packet_sample_open (archive, &error);

  g_assert_no_error (error);

  const MadoPacketHeading *heading = mado_packet_manifest_get_heading (packet->manifest);
  const MadoPacketContent *data = mado_packet_content_find (packet->contents, MADO_PACKET_DATA_NAME);

  g_assert_cmpstr (heading->id, ==, "P-2026-0012");
  g_assert_cmpstr (heading->programme, ==, "ninpu-r7");
  g_assert_cmpstr (heading->purpose, ==, "支給予定データ");
  g_assert_cmpstr (heading->to, ==, "ward");
  g_assert_cmpint (heading->created.microseconds, ==, G_GINT64_CONSTANT (1763600280000000));
  g_assert_cmpint (mado_packet_manifest_get_records (packet->manifest), ==, PACKET_SAMPLE_ROWS);
  g_assert_cmpint (mado_packet_manifest_get_amount (packet->manifest), ==, PACKET_SAMPLE_AMOUNT);
  g_assert_true (g_bytes_equal (data->bytes, ((MadoPacketContent *) g_ptr_array_index (given, 0))->bytes));
  g_assert_cmpint (data->amount, ==, PACKET_SAMPLE_AMOUNT);
}

static void
nothing_in_clear_tells_what_it_is (void)
{
  static const char *const telling[] = { "ninpu", "0000000001", "支給", "150000", "a-012", "planned" };
  g_autoptr (GBytes) archive = seal_sample ();

  for (gsize i = 0; i < G_N_ELEMENTS (telling); i++)
    g_assert_null (
        memmem (g_bytes_get_data (archive, NULL), g_bytes_get_size (archive), telling[i], strlen (telling[i])));
}

static void
passwords_are_drawn_from_characters_that_nobody_confuses (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean used[256] = { FALSE };
  guint n_used = 0;

  for (int i = 0; i < 500; i++) {
    g_autoptr (MadoSecret) password = mado_packet_password_draw ();
    const guint8 *bytes = mado_secret_get_bytes (password);
    gsize length = mado_secret_get_length (password);

    g_assert_cmpuint (length, >=, 20);
    g_assert_true (g_hash_table_add (seen, g_strndup ((const char *) bytes, length)));
    for (gsize j = 0; j < length; j++) {
      g_assert_true (g_ascii_isalnum (bytes[j]) && strchr ("0O1lI", bytes[j]) == NULL);
      used[bytes[j]] = TRUE;
    }
  }
  for (gsize i = 0; i < G_N_ELEMENTS (used); i++)
    n_used += used[i];
  g_assert_cmpuint (n_used, ==, 32);
}

/* --- wrong ones -------------------------------------------------------------------------------------------------- */

static void
another_password_opens_nothing (void)
{
  static const char *const wrong[] = { "", "23456789ABCDEFGHJKLMNPQS", "23456789abcdefghjklmnpqr",
                                       "23456789ABCDEFGHJKLMNPQ", "23456789ABCDEFGHJKLMNPQRS" };
  g_autoptr (GBytes) archive = seal_sample ();

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (MadoSecret) password = packet_sample_password (wrong[i]);
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) contents = mado_packet_archive_read (archive, password, &error);

    g_assert_null (contents);
    g_assert_true (g_error_matches (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_PASSWORD) ||
                   g_error_matches (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_DAMAGED)); /* one in 65,536 */
  }
}

static gboolean
is_of_damage (const GError *error)
{
  return error->domain == MADO_PACKET_ERROR &&
         (error->code == MADO_PACKET_ERROR_DAMAGED || error->code == MADO_PACKET_ERROR_FORMAT ||
          error->code == MADO_PACKET_ERROR_PASSWORD || error->code == MADO_PACKET_ERROR_TOO_LARGE);
}

/* A ZIP has bytes that mean nothing (dates, versions, attributes): with these changed it is still the same packet. Each
 * try costs the ZIP's key derivations, so that only the long run tries every byte. */
static void
no_changed_byte_gives_anything_else (void)
{
  g_autoptr (GBytes) archive = seal_sample ();
  g_autoptr (GError) none = NULL;
  g_autoptr (MadoOpenedPacket) whole = packet_sample_open (archive, &none);
  gsize length;
  const guint8 *bytes = g_bytes_get_data (archive, &length);
  gsize step = g_test_slow () ? 1 : 11, n_refused = 0;

  for (gsize i = 0; i < length; i += step) {
    g_autofree guint8 *spoilt = g_memdup2 (bytes, length);
    g_autoptr (GError) error = NULL;

    spoilt[i] ^= (guint8) (1 << (i % 8));

    g_autoptr (GBytes) changed = g_bytes_new (spoilt, length);
    g_autoptr (MadoOpenedPacket) packet = packet_sample_open (changed, &error);

    n_refused += packet == NULL;
    g_assert_true (packet != NULL || is_of_damage (error));
    for (guint j = 0; packet != NULL && j < whole->contents->len; j++)
      g_assert_true (g_bytes_equal (((MadoPacketContent *) g_ptr_array_index (packet->contents, j))->bytes,
                                    ((MadoPacketContent *) g_ptr_array_index (whole->contents, j))->bytes));
  }
  g_assert_cmpuint (n_refused * step, >, length * 7 / 10);
}

static void
a_torn_archive_is_damaged (void)
{
  g_autoptr (GBytes) archive = seal_sample ();

  for (gsize length = 0; length < g_bytes_get_size (archive); length += g_test_slow () ? 13 : 131) {
    g_autoptr (GBytes) torn = g_bytes_new_from_bytes (archive, 0, length);
    g_autoptr (GError) error = NULL;
    g_autoptr (MadoOpenedPacket) packet = packet_sample_open (torn, &error);

    g_assert_null (packet);
    g_assert_true (is_of_damage (error));
  }
}

/* Whoever has the password can pack anything; he cannot sign. */
static void
what_was_not_signed_is_refused (void)
{
  static const struct {
    const char *name;
    const char *old;
    const char *by;
  } changes[] = {
    { MADO_PACKET_MANIFEST_NAME, "\"records\":2", "\"records\":3" },
    { MADO_PACKET_MANIFEST_NAME, "\"to\":\"ward\"", "\"to\":\"gift\"" },
    { MADO_PACKET_MANIFEST_NAME, "a-012", "a-013" },
    { MADO_PACKET_DATA_NAME, "50000", "60000" },
    { MADO_PACKET_DATA_NAME, "0000000001", "0000000003" },
    { MADO_PACKET_READ_ME_NAME, "合計", "小計" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++) {
    g_autoptr (GPtrArray) contents = unpack_sample ();

    replace (contents, changes[i].name, changes[i].old, changes[i].by);
    assert_refused (contents, MADO_PACKET_ERROR_CHANGED);
  }
}

static void
files_that_come_or_go_are_refused (void)
{
  g_autoptr (GPtrArray) more = unpack_sample ();
  g_autoptr (GPtrArray) fewer = unpack_sample ();
  g_autoptr (GPtrArray) bare = unpack_sample ();
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);

  g_ptr_array_add (more, mado_packet_content_new ("data-2.csv", bytes));
  assert_refused (more, MADO_PACKET_ERROR_CHANGED);
  g_ptr_array_remove_index (fewer, 1);
  assert_refused (fewer, MADO_PACKET_ERROR_CHANGED);
  g_ptr_array_remove_index (bare, 0);
  assert_refused (bare, MADO_PACKET_ERROR_FORMAT);
}

static void
names_that_lead_elsewhere_are_refused (void)
{
  static const char *const names[] = { "../data-1.csv", "/data-1.csv",  "data-1.csv/x", "a/data-1.csv", "data-.csv",
                                       "data-1.exe",    "data-001.csv", "見本花子.csv", "MANIFEST.JSON" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (GPtrArray) contents = unpack_sample ();
    g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);

    g_ptr_array_add (contents, mado_packet_content_new (names[i], bytes));
    assert_refused (contents, MADO_PACKET_ERROR_FORMAT);
  }
}

static void
counts_are_counted_again (void)
{
  g_autoptr (MadoSigningKey) key = packet_sample_key (PACKET_SAMPLE_MAKER);

  for (int i = 0; i < 4; i++) {
    g_autoptr (GPtrArray) contents = packet_sample_contents ();
    MadoPacketContent *content = g_ptr_array_index (contents, 0);
    g_autoptr (GError) error = NULL;

    content->rows += i == 0;
    content->amount += i == 1 ? 1 : 0;
    content->amount_column = i == 2 ? 1 : 2;
    content->encoding = i == 3 ? MADO_PACKET_ENCODING_CP932 : MADO_PACKET_ENCODING_UTF_8;
    if (i == 3) {
      g_bytes_unref (content->bytes);
      content->bytes = g_bytes_new_static ("\xFF\xFF\r\n", 4);
    }

    g_autoptr (GBytes) archive = packet_sample_seal (contents, key);
    g_autoptr (MadoOpenedPacket) packet = packet_sample_open (archive, &error);

    g_assert_null (packet);
    g_assert_error (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_COUNT);
  }
}

static void
a_strangers_packet_is_refused (void)
{
  g_autoptr (GPtrArray) contents = packet_sample_contents ();
  g_autoptr (MadoSigningKey) stranger = packet_sample_key (PACKET_SAMPLE_MAKER + 1);
  g_autoptr (GBytes) archive = packet_sample_seal (contents, stranger);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoOpenedPacket) packet = packet_sample_open (archive, &error);

  g_assert_null (packet);
  g_assert_error (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_KEY_UNKNOWN);
}

static void
only_its_receiver_opens_it (void)
{
  g_autoptr (GBytes) archive = seal_sample ();
  g_autoptr (MadoSecret) password = packet_sample_password (PACKET_SAMPLE_PASSWORD);
  g_autoptr (MadoSigningKey) key = packet_sample_key (PACKET_SAMPLE_MAKER);
  g_autoptr (GArray) makers = g_array_new (FALSE, FALSE, sizeof (MadoPublicKey));
  const MadoPacketOpening opening = { password, makers, "printer" };
  g_autoptr (GError) error = NULL;

  g_array_append_val (makers, *mado_signing_key_get_public (key));
  g_assert_null (mado_packet_open (archive, &opening, &error));
  g_assert_error (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_RECEIVER);
}

static void
a_bomb_is_not_unpacked (void)
{
  g_autoptr (GPtrArray) contents = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_packet_content_free);
  gsize length = MADO_PACKET_MAX_SIZE + 1;
  g_autoptr (GBytes) zeros = g_bytes_new_take (g_malloc0 (length), length);

  g_ptr_array_add (contents, mado_packet_content_new (MADO_PACKET_DATA_NAME, zeros));
  assert_refused (contents, MADO_PACKET_ERROR_TOO_LARGE);
}

/* --- receipts, keys ---------------------------------------------------------------------------------------------- */

static GBytes *
write_receipt (const MadoSigningKey *key)
{
  g_autoptr (GBytes) archive = seal_sample ();
  g_autoptr (MadoOpenedPacket) packet = packet_sample_open (archive, NULL);
  GBytes *receipt = mado_receipt_write (packet, "w-001", (MadoInstant) { 1763600300000000 }, key, NULL);

  g_assert_nonnull (receipt);

  return receipt;
}

static MadoReceipt *
read_receipt (GBytes *text, guint8 known, GError **error)
{
  g_autoptr (MadoSigningKey) key = packet_sample_key (known);
  g_autoptr (GArray) receivers = g_array_new (FALSE, FALSE, sizeof (MadoPublicKey));

  g_array_append_val (receivers, *mado_signing_key_get_public (key));

  return mado_receipt_read (text, receivers, error);
}

static void
a_receipt_says_what_was_received (void)
{
  g_autoptr (MadoSigningKey) key = packet_sample_key (7);
  g_autoptr (GBytes) text = write_receipt (key);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoReceipt) receipt = read_receipt (text, 7, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (receipt->packet_id, ==, "P-2026-0012");
  g_assert_cmpstr (receipt->receiver, ==, "ward");
  g_assert_cmpstr (receipt->received_by, ==, "w-001");
  g_assert_cmpint (receipt->records, ==, PACKET_SAMPLE_ROWS);
  g_assert_cmpint (receipt->amount, ==, PACKET_SAMPLE_AMOUNT);
}

static void
a_changed_or_strange_receipt_is_refused (void)
{
  g_autoptr (MadoSigningKey) key = packet_sample_key (7);
  g_autoptr (GBytes) text = write_receipt (key);
  gsize length;
  const char *bytes = g_bytes_get_data (text, &length);
  g_autoptr (GError) strange = NULL;

  g_assert_null (read_receipt (text, 8, &strange));
  g_assert_error (strange, MADO_PACKET_ERROR, MADO_PACKET_ERROR_KEY_UNKNOWN);
  for (gsize i = 0; i < length; i++) {
    g_autofree char *spoilt = g_memdup2 (bytes, length);
    g_autoptr (GError) error = NULL;

    spoilt[i] ^= 1;

    g_autoptr (GBytes) changed = g_bytes_new (spoilt, length);

    g_assert_null (read_receipt (changed, 7, &error));
    g_assert_true (g_error_matches (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_CHANGED) ||
                   g_error_matches (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_FORMAT));
  }
}

/* What is signed as one thing is not another. */
static void
a_manifest_is_no_receipt (void)
{
  g_autoptr (GPtrArray) contents = unpack_sample ();
  const MadoPacketContent *manifest = g_ptr_array_index (contents, 0);
  g_autoptr (GError) error = NULL;

  g_assert_null (read_receipt (manifest->bytes, PACKET_SAMPLE_MAKER, &error));
  g_assert_error (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_FORMAT);
}

static void
a_key_opens_by_its_password (void)
{
  static const MadoArgon2idCost cheap = { 64, 1, 1 };
  g_autoptr (MadoSigningKey) key = packet_sample_key (3);
  g_autoptr (MadoSecret) password = packet_sample_password ("正しい馬");
  g_autoptr (MadoSecret) other = packet_sample_password ("正しい鹿");
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) text = mado_packet_key_lock (key, password, &cheap, &error);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("{}", 2);

  g_assert_no_error (error);

  g_autoptr (MadoSigningKey) again = mado_packet_key_unlock (text, password, &error);

  g_assert_no_error (error);
  g_assert_true (mado_secret_equals (mado_signing_key_get_seed (again), mado_signing_key_get_seed (key)));
  g_assert_null (mado_packet_key_unlock (text, other, &error));
  g_assert_error (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_PASSWORD);
  g_clear_error (&error);
  g_assert_null (mado_packet_key_unlock (nothing, password, &error));
  g_assert_error (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_FORMAT);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/packet/what-was-sealed-is-opened", what_was_sealed_is_opened);
  g_test_add_func ("/packet/nothing-in-clear-tells-what-it-is", nothing_in_clear_tells_what_it_is);
  g_test_add_func ("/packet/password/drawn-from-characters-that-nobody-confuses",
                   passwords_are_drawn_from_characters_that_nobody_confuses);
  g_test_add_func ("/packet/refused/another-password", another_password_opens_nothing);
  g_test_add_func ("/packet/refused/no-changed-byte-gives-anything-else", no_changed_byte_gives_anything_else);
  g_test_add_func ("/packet/refused/torn", a_torn_archive_is_damaged);
  g_test_add_func ("/packet/refused/what-was-not-signed", what_was_not_signed_is_refused);
  g_test_add_func ("/packet/refused/files-that-come-or-go", files_that_come_or_go_are_refused);
  g_test_add_func ("/packet/refused/names-that-lead-elsewhere", names_that_lead_elsewhere_are_refused);
  g_test_add_func ("/packet/refused/counts-that-are-wrong", counts_are_counted_again);
  g_test_add_func ("/packet/refused/a-strangers", a_strangers_packet_is_refused);
  g_test_add_func ("/packet/refused/another-receiver", only_its_receiver_opens_it);
  g_test_add_func ("/packet/refused/a-bomb", a_bomb_is_not_unpacked);
  g_test_add_func ("/packet/receipt/says-what-was-received", a_receipt_says_what_was_received);
  g_test_add_func ("/packet/receipt/changed-or-strange-is-refused", a_changed_or_strange_receipt_is_refused);
  g_test_add_func ("/packet/receipt/a-manifest-is-none", a_manifest_is_no_receipt);
  g_test_add_func ("/packet/key/opens-by-its-password", a_key_opens_by_its_password);

  return g_test_run ();
}
