/* SPDX-License-Identifier: GPL-3.0-or-later */

/* `madoguchi-ctl packet …`: hand-over packets, for those who make them and for those who receive them without the
 * program. */

#include "ctl-packet.h"

#include <glib/gstdio.h>
#include <string.h>

#include "mado-packet-error.h"
#include "mado-packet-folder.h"
#include "mado-packet-key-file.h"
#include "mado-packet-medium.h"
#include "mado-packet-receipt.h"
#include "mado-packet-statement.h"
#include "mado-password.h"
#include "mado-touch-key.h"

#define KEY_LIST_SIZE (1024 * 1024)

/**
 * mado_ctl_packet_refuse:
 * @call: a call
 * @error: why; one of a packet is answered with its code
 *
 * Returns: the status of refused input, or of wrong usage
 */
MadoCtlStatus
mado_ctl_packet_refuse (MadoCtlCall *call, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT))
    return mado_ctl_wrong_usage (call, "%s", error->message);
  if (error->domain == MADO_PACKET_ERROR)
    mado_ctl_answer_string (call, "code", mado_packet_error_get_name ((MadoPacketError) error->code));

  return mado_ctl_refuse (call, "%s", error->message);
}

/**
 * mado_ctl_packet_find_missing:
 * @call: a call
 * @options: (array zero-terminated=1): what its verb cannot do without
 *
 * Returns: (transfer none) (nullable): the first of them that was not given
 */
const char *
mado_ctl_packet_find_missing (const MadoCtlCall *call, const char *const *options)
{
  while (*options != NULL && mado_ctl_get_option (call, *options) != NULL)
    options++;

  return *options;
}

/**
 * mado_ctl_packet_answer_hash:
 * @call: a call
 * @key: the member's name
 * @hash: its value
 */
void
mado_ctl_packet_answer_hash (MadoCtlCall *call, const char *key, const MadoHash *hash)
{
  g_autofree char *hex = mado_hash_to_hex (hash);

  mado_ctl_answer_string (call, key, hex);
}

/* --- keys -------------------------------------------------------------------------------------------------------- */

/**
 * mado_ctl_packet_open_key:
 * @call: a call of a verb with --key and %MADO_CTL_PASSWORD_OPTION
 * @error: where to put why it cannot sign
 *
 * Returns: (transfer full) (nullable): the key, which the next password unlocked
 */
MadoSigningKey *
mado_ctl_packet_open_key (MadoCtlCall *call, GError **error)
{
  g_autoptr (GBytes) text =
      mado_packet_medium_read (mado_ctl_get_option (call, "key"), MADO_PACKET_KEY_MAX_SIZE, error);
  g_autoptr (MadoSecret) password = text != NULL ? mado_ctl_read_password (call, error) : NULL;

  return password != NULL ? mado_packet_key_unlock (text, password, error) : NULL;
}

/* A key a line, and behind it, for people, whose it is. */
static gboolean
read_key (const char *line, GArray *keys, GError **error)
{
  g_auto (GStrv) words = g_strsplit_set (line, " \t\r", 2);
  MadoPublicKey key;

  if (words[0] == NULL || words[0][0] == '\0' || words[0][0] == '#')
    return TRUE;
  if (!mado_public_key_from_hex (words[0], &key, error))
    return FALSE;
  g_array_append_val (keys, key);

  return TRUE;
}

/**
 * mado_ctl_packet_load_keys:
 * @path: a list of public keys
 * @error: where to put why it is none
 *
 * Returns: (transfer full) (element-type MadoPublicKey): the keys
 */
GArray *
mado_ctl_packet_load_keys (const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = mado_packet_medium_read (path, KEY_LIST_SIZE, error);
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (MadoPublicKey));

  if (bytes == NULL)
    return NULL;

  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    if (!read_key (lines[i], keys, error)) {
      g_prefix_error (error, "line %" G_GSIZE_FORMAT " of the list of keys: ", i + 1);
      return NULL;
    }

  return g_steal_pointer (&keys);
}

/**
 * mado_ctl_packet_save:
 * @path: a file that is not there yet
 * @content: what it shall hold
 * @error: as mado_packet_medium_write()
 *
 * Returns: whether it is there, whole
 */
gboolean
mado_ctl_packet_save (const char *path, GBytes *content, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);

  return mado_packet_medium_write (folder, name, content, error);
}

static MadoSigningKey *
make_key (MadoCtlCall *call, GError **error)
{
  return mado_ctl_get_option (call, "security-key") != NULL ? mado_touch_key_enrol (error)
                                                            : mado_signing_key_generate (error);
}

static MadoCtlStatus
run_key (MadoCtlCall *call)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoSecret) password = mado_ctl_read_password (call, &error);
  g_autoptr (MadoSigningKey) key = password != NULL ? make_key (call, &error) : NULL;
  g_autoptr (GBytes) text =
      key != NULL ? mado_packet_key_lock (key, password, mado_password_get_default_cost (), &error) : NULL;

  if (text == NULL || !mado_ctl_packet_save (mado_ctl_get_argument (call, 0), text, &error))
    return mado_ctl_packet_refuse (call, error);

  g_autofree char *public_key = mado_public_key_to_hex (mado_signing_key_get_public (key));

  mado_ctl_answer_string (call, "public", public_key);

  return MADO_CTL_OK;
}

/* --- check, receive ---------------------------------------------------------------------------------------------- */

static void
answer_files (MadoCtlCall *call, const MadoPacketManifest *manifest)
{
  json_builder_set_member_name (call->answer, "files");
  json_builder_begin_array (call->answer);
  for (guint i = 0; i < mado_packet_manifest_get_n_files (manifest); i++) {
    const MadoPacketListing *file = mado_packet_manifest_get_file (manifest, i);

    json_builder_begin_object (call->answer);
    mado_ctl_answer_string (call, "name", file->name);
    mado_ctl_answer_string (call, "encoding", file->encoding);
    mado_ctl_answer_number (call, "bytes", file->bytes);
    mado_ctl_answer_number (call, "rows", file->rows);
    mado_ctl_answer_number (call, "amount", file->amount);
    json_builder_end_object (call->answer);
  }
  json_builder_end_array (call->answer);
}

static void
answer_items (MadoCtlCall *call, const MadoPacketManifest *manifest)
{
  const GPtrArray *items = mado_packet_manifest_get_items (manifest);

  json_builder_set_member_name (call->answer, "items");
  json_builder_begin_array (call->answer);
  for (guint i = 0; i < items->len; i++)
    json_builder_add_string_value (call->answer, g_ptr_array_index (items, i));
  json_builder_end_array (call->answer);
}

static void
answer_packet (MadoCtlCall *call, const MadoOpenedPacket *packet)
{
  const MadoPacketHeading *heading = mado_packet_manifest_get_heading (packet->manifest);
  g_autofree char *signer = mado_public_key_to_hex (mado_packet_manifest_get_signer (packet->manifest));
  char created[MADO_INSTANT_ISO_SIZE];

  mado_instant_to_iso (heading->created, created);
  mado_ctl_answer_string (call, "packet_id", heading->id);
  mado_ctl_packet_answer_hash (call, "sha256", &packet->digest);
  mado_ctl_answer_string (call, "ward", heading->ward);
  mado_ctl_answer_string (call, "programme", heading->programme);
  mado_ctl_answer_string (call, "packet", heading->packet);
  mado_ctl_answer_string (call, "purpose", heading->purpose);
  mado_ctl_answer_string (call, "to", heading->to);
  mado_ctl_answer_string (call, "created", created);
  mado_ctl_answer_string (call, "created_by", heading->created_by);
  mado_ctl_answer_string (call, "signer", signer);
  mado_ctl_answer_number (call, "records", mado_packet_manifest_get_records (packet->manifest));
  mado_ctl_answer_number (call, "total_amount", mado_packet_manifest_get_amount (packet->manifest));
  answer_items (call, packet->manifest);
  answer_files (call, packet->manifest);
}

static MadoOpenedPacket *
open_packet (MadoCtlCall *call, const char *receiver, GError **error)
{
  g_autoptr (GArray) makers = mado_ctl_packet_load_keys (mado_ctl_get_option (call, "makers"), error);
  g_autoptr (GBytes) archive =
      makers != NULL ? mado_packet_medium_read (mado_ctl_get_argument (call, 0), MADO_PACKET_MAX_SIZE, error) : NULL;
  g_autoptr (MadoSecret) password = archive != NULL ? mado_ctl_read_password (call, error) : NULL;
  const MadoPacketOpening opening = { password, makers, receiver };

  return password != NULL ? mado_packet_open (archive, &opening, error) : NULL;
}

static MadoCtlStatus
run_check (MadoCtlCall *call)
{
  static const char *const needed[] = { "makers", NULL };
  const char *missing = mado_ctl_packet_find_missing (call, needed);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoOpenedPacket) packet = NULL;

  if (missing != NULL)
    return mado_ctl_wrong_usage (call, "--%s is missing", missing);
  packet = open_packet (call, NULL, &error);
  if (packet == NULL)
    return mado_ctl_packet_refuse (call, error);
  answer_packet (call, packet);

  return MADO_CTL_OK;
}

/* The receipt first: a folder without one would be taken, and nobody could show it. */
static gboolean
put_away (MadoCtlCall *call, const MadoOpenedPacket *packet, GBytes *receipt, GError **error)
{
  const char *path = mado_ctl_get_option (call, "receipt");

  if (!mado_ctl_packet_save (path, receipt, error))
    return FALSE;
  if (mado_packet_folder_save (mado_ctl_get_option (call, "to"), packet->contents, error))
    return TRUE;
  (void) g_unlink (path); /* ignored: then it is a receipt for what can be received again */

  return FALSE;
}

static gboolean
receive (MadoCtlCall *call, const MadoOpenedPacket *packet, GError **error)
{
  g_autoptr (MadoSigningKey) key = mado_ctl_packet_open_key (call, error);
  g_autoptr (GBytes) receipt =
      key != NULL ? mado_receipt_write (packet, mado_ctl_get_option (call, "by"), mado_instant_now (), key, error)
                  : NULL;

  return receipt != NULL && put_away (call, packet, receipt, error);
}

static MadoCtlStatus
run_receive (MadoCtlCall *call)
{
  static const char *const needed[] = { "makers", "as", "by", "key", "to", "receipt", NULL };
  const char *missing = mado_ctl_packet_find_missing (call, needed);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoOpenedPacket) packet = NULL;

  if (missing != NULL)
    return mado_ctl_wrong_usage (call, "--%s is missing", missing);
  packet = open_packet (call, mado_ctl_get_option (call, "as"), &error);
  if (packet == NULL || !receive (call, packet, &error))
    return mado_ctl_packet_refuse (call, error);
  answer_packet (call, packet);
  mado_ctl_answer_string (call, "folder", mado_ctl_get_option (call, "to"));
  mado_ctl_answer_string (call, "receipt", mado_ctl_get_option (call, "receipt"));

  return MADO_CTL_OK;
}

/* --- state ------------------------------------------------------------------------------------------------------- */

static gboolean
hash_file (const char *path, MadoHash *out_hash, GError **error)
{
  g_autoptr (GBytes) archive = mado_packet_medium_read (path, MADO_PACKET_MAX_SIZE, error);

  if (archive == NULL)
    return FALSE;
  *out_hash = mado_hash_of (g_bytes_get_data (archive, NULL), g_bytes_get_size (archive));

  return TRUE;
}

static gboolean
state (MadoCtlCall *call, MadoPacketStatement *statement, GError **error)
{
  const char *path = mado_ctl_get_option (call, "file");
  g_autoptr (MadoSigningKey) key = NULL;
  g_autoptr (GBytes) text = NULL;
  MadoHash digest;

  if (path != NULL && !hash_file (path, &digest, error))
    return FALSE;
  statement->digest = path != NULL ? &digest : NULL;
  key = mado_ctl_packet_open_key (call, error);
  text = key != NULL ? mado_packet_statement_write (statement, key, error) : NULL;
  if (text == NULL || !mado_ctl_packet_save (mado_ctl_get_option (call, "out"), text, error))
    return FALSE;
  if (path != NULL)
    mado_ctl_packet_answer_hash (call, "sha256", &digest);

  return TRUE;
}

static MadoCtlStatus
run_state (MadoCtlCall *call)
{
  static const char *const needed[] = { "step", "by", "key", "media", "out", NULL };
  const char *missing = mado_ctl_packet_find_missing (call, needed);
  MadoPacketStatement statement = {
    .number = mado_ctl_get_argument (call, 0),
    .step = mado_ctl_get_option (call, "step"),
    .by = mado_ctl_get_option (call, "by"),
    .at = mado_instant_now (),
    .seal = mado_ctl_get_option (call, "seal"),
    .bag = mado_ctl_get_option (call, "bag"),
    .carrier = mado_ctl_get_option (call, "carrier"),
    .method = mado_ctl_get_option (call, "method"),
    .witness = mado_ctl_get_option (call, "witness"),
  };
  g_autoptr (GError) error = NULL;

  if (missing != NULL)
    return mado_ctl_wrong_usage (call, "--%s is missing", missing);
  if (!g_ascii_string_to_signed (mado_ctl_get_option (call, "media"), 10, 1, G_MAXINT, &statement.media, NULL))
    return mado_ctl_wrong_usage (call, "--media needs a number");
  if (!state (call, &statement, &error))
    return mado_ctl_packet_refuse (call, error);
  mado_ctl_answer_string (call, "file", mado_ctl_get_option (call, "out"));

  return MADO_CTL_OK;
}

/* --- receipt ----------------------------------------------------------------------------------------------------- */

/* What was handed over, as the ledger has it. */
typedef struct {
  MadoHash digest;
  gint64 records; /* -1: not asked */
  gint64 amount;
} Given;

static gboolean
read_count (const MadoCtlCall *call, const char *option, gint64 *out_count)
{
  const char *text = mado_ctl_get_option (call, option);

  *out_count = -1;

  return text == NULL || g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, out_count, NULL);
}

static gboolean
check_given (const MadoReceipt *receipt, const Given *given, GError **error)
{
  if (!mado_hash_equals (&receipt->digest, &given->digest)) {
    g_set_error_literal (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_DIGEST, "the receipt is for another packet");
    return FALSE;
  }
  if ((given->records >= 0 && given->records != receipt->records) ||
      (given->amount >= 0 && given->amount != receipt->amount)) {
    g_set_error_literal (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_COUNT,
                         "the receipt is for other records or another amount than were handed over");
    return FALSE;
  }

  return TRUE;
}

static void
answer_receipt (MadoCtlCall *call, const MadoReceipt *receipt)
{
  g_autofree char *signer = mado_public_key_to_hex (&receipt->signer);
  char received[MADO_INSTANT_ISO_SIZE];

  mado_instant_to_iso (receipt->received, received);
  mado_ctl_answer_string (call, "packet_id", receipt->packet_id);
  mado_ctl_packet_answer_hash (call, "sha256", &receipt->digest);
  mado_ctl_answer_number (call, "records", receipt->records);
  mado_ctl_answer_number (call, "total_amount", receipt->amount);
  mado_ctl_answer_string (call, "receiver", receipt->receiver);
  mado_ctl_answer_string (call, "received_by", receipt->received_by);
  mado_ctl_answer_string (call, "received", received);
  mado_ctl_answer_string (call, "signer", signer);
}

static MadoReceipt *
open_receipt (MadoCtlCall *call, GError **error)
{
  g_autoptr (GArray) receivers = mado_ctl_packet_load_keys (mado_ctl_get_option (call, "receivers"), error);
  g_autoptr (GBytes) text =
      receivers != NULL ? mado_packet_medium_read (mado_ctl_get_argument (call, 0), MADO_RECEIPT_MAX_SIZE, error)
                        : NULL;

  return text != NULL ? mado_receipt_read (text, receivers, error) : NULL;
}

static MadoCtlStatus
run_receipt (MadoCtlCall *call)
{
  static const char *const needed[] = { "receivers", "digest", NULL };
  const char *missing = mado_ctl_packet_find_missing (call, needed);
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoReceipt) receipt = NULL;
  Given given;

  if (missing != NULL)
    return mado_ctl_wrong_usage (call, "--%s is missing", missing);
  if (!mado_hash_from_hex (mado_ctl_get_option (call, "digest"), &given.digest, NULL))
    return mado_ctl_wrong_usage (call, "--digest needs 64 hexadecimal digits");
  if (!read_count (call, "records", &given.records) || !read_count (call, "amount", &given.amount))
    return mado_ctl_wrong_usage (call, "--records and --amount need a number");
  receipt = open_receipt (call, &error);
  if (receipt == NULL || !check_given (receipt, &given, &error))
    return mado_ctl_packet_refuse (call, error);
  answer_receipt (call, receipt);

  return MADO_CTL_OK;
}

#define MAKERS { "makers", "FILE", "the public keys whose packets are taken, one a line; behind it whose it is" }

const MadoCtlVerb mado_ctl_packet_verbs[] = {
  { "packet",
    "make",
    "CASES",
    1,
    1,
    "writes cases (an entity a line) as an encrypted packet on a medium, reads it back, and draws its password",
    mado_ctl_packet_make,
    { { "programme", "FILE", "the benefit programme" },
      { "packet", "ID", "which of its packets" },
      { "batch", "UUID", "the cases of this batch alone" },
      { "on", "DATE", "the day that rules go by; today unless told" },
      { "id", "NUMBER", "the medium's number in the ledger, as P-2026-0012; the file is named by it" },
      { "by", "ACCOUNT", "who makes it" },
      { "key", "FILE", "his signing key, unlocked by the password" },
      { "to", "FOLDER", "the medium, or a folder" },
      { "image", NULL, "make the image of a disc of it, ready to burn" },
      { "password-to", "N", "the file descriptor that the packet's password is written to; unless told the terminal" },
      MADO_CTL_PASSWORD_OPTION } },
  { "packet",
    "check",
    "FILE",
    1,
    1,
    "whether a packet is what its maker signed; nothing of it is written anywhere",
    run_check,
    { MAKERS, MADO_CTL_PASSWORD_OPTION } },
  { "packet",
    "receive",
    "FILE",
    1,
    1,
    "checks a packet, puts its files into a new folder and signs a receipt; the second password is the key's",
    run_receive,
    { MAKERS,
      { "as", "RECEIVER", "who receives it, as the programme names him" },
      { "by", "ACCOUNT", "who has it in his hands" },
      { "key", "FILE", "his signing key" },
      { "to", "FOLDER", "a folder that is not there yet" },
      { "receipt", "FILE", "where the receipt goes" },
      MADO_CTL_PASSWORD_OPTION } },
  { "packet",
    "state",
    "NUMBER",
    1,
    1,
    "signs that a medium or a notice was received, given back or erased; whoever gave it enters that in the ledger",
    run_state,
    { { "step", "STEP", "receive, return or erase" },
      { "by", "ACCOUNT", "who has it in his hands, as the register names him" },
      { "key", "FILE", "his signing key" },
      { "media", "N", "the pieces, counted" },
      { "file", "FILE", "the packet on the medium, whose SHA-256 is stated; no password is needed" },
      { "seal", "NUMBER", "of the bag, as it was found; of a return, the new one" },
      { "bag", "NUMBER", "of a return: the bag" },
      { "carrier", "NAME", "of a return: who carries it" },
      { "method", "TEXT", "of an erasure: how" },
      { "witness", "NAME", "of an erasure: who saw it" },
      { "out", "FILE", "where the statement goes" },
      MADO_CTL_PASSWORD_OPTION } },
  { "packet",
    "receipt",
    "FILE",
    1,
    1,
    "whether a receipt is its receiver's, for what was handed over",
    run_receipt,
    { { "receivers", "FILE", "the public keys whose receipts count, one a line" },
      { "digest", "HEX", "the packet's SHA-256, from the ledger" },
      { "records", "N", "as many as were handed over" },
      { "amount", "YEN", "what was handed over" } } },
  { "packet",
    "key",
    "FILE",
    1,
    1,
    "draws a signing key, locks it with the password, and says its public half for the register",
    run_key,
    { { "security-key", NULL,
        "make it in the security key that is plugged in; what is locked is of no use without that" },
      MADO_CTL_PASSWORD_OPTION } },
  {},
};
