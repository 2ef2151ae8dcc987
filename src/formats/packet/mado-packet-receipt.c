/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes receipts and reads them. */

#include "mado-packet-receipt.h"

#include <string.h>

#include "mado-canonical-json.h"
#include "mado-json-member.h"
#include "mado-packet-error.h"
#include "mado-signed-json.h"

#define LARGEST_NUMBER G_GINT64_CONSTANT (9007199254740991)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (yyjson_doc, yyjson_doc_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (yyjson_mut_doc, yyjson_mut_doc_free)

static yyjson_mut_doc *
build (const MadoOpenedPacket *packet, const char *received_by, MadoInstant now)
{
  const MadoPacketHeading *heading = mado_packet_manifest_get_heading (packet->manifest);
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *root = yyjson_mut_obj (doc);
  g_autofree char *digest = mado_hash_to_hex (&packet->digest);
  char received[MADO_INSTANT_ISO_SIZE];

  mado_instant_to_iso (now, received);
  yyjson_mut_doc_set_root (doc, root);
  yyjson_mut_obj_add_str (doc, root, "format", MADO_RECEIPT_FORMAT);
  yyjson_mut_obj_add_str (doc, root, "packet_id", heading->id);
  yyjson_mut_obj_add_strcpy (doc, root, "sha256", digest);
  yyjson_mut_obj_add_sint (doc, root, "records", mado_packet_manifest_get_records (packet->manifest));
  yyjson_mut_obj_add_sint (doc, root, "total_amount", mado_packet_manifest_get_amount (packet->manifest));
  yyjson_mut_obj_add_str (doc, root, "receiver", heading->to);
  yyjson_mut_obj_add_str (doc, root, "received_by", received_by);
  yyjson_mut_obj_add_strcpy (doc, root, "received", received);

  return doc;
}

/**
 * mado_receipt_write:
 * @packet: a packet that was opened, which means that all of it was found right
 * @received_by: who has it
 * @now: the time
 * @key: the receiver's
 * @error: where to put why it cannot be signed
 *
 * Returns: (transfer full): the receipt
 */
GBytes *
mado_receipt_write (
    const MadoOpenedPacket *packet, const char *received_by, MadoInstant now, const MadoSigningKey *key, GError **error)
{
  g_autoptr (yyjson_mut_doc) built = build (packet, received_by, now);
  g_autoptr (yyjson_doc) doc = yyjson_mut_doc_imut_copy (built, NULL);

  return mado_signed_json_sign (yyjson_doc_get_root (doc), key, error);
}

static gboolean
read_count (yyjson_val *root, const char *name, gint64 *out_count)
{
  *out_count = mado_json_get_number (root, name);

  return yyjson_is_int (yyjson_obj_get (root, name)) && *out_count >= 0 && *out_count <= LARGEST_NUMBER;
}

static gboolean
read_members (MadoReceipt *self, yyjson_val *root)
{
  self->packet_id = g_strdup (mado_json_get_text (root, "packet_id"));
  self->receiver = g_strdup (mado_json_get_text (root, "receiver"));
  self->received_by = g_strdup (mado_json_get_text (root, "received_by"));
  self->received = mado_instant_from_iso (mado_json_get_text (root, "received"));

  return strcmp (mado_json_get_text (root, "format"), MADO_RECEIPT_FORMAT) == 0 &&
         mado_packet_id_is_valid (self->packet_id) && self->receiver[0] != '\0' && self->received_by[0] != '\0' &&
         mado_instant_is_valid (self->received) && read_count (root, "records", &self->records) &&
         read_count (root, "total_amount", &self->amount) &&
         mado_hash_from_hex (mado_json_get_text (root, "sha256"), &self->digest, NULL);
}

static gboolean
refuse (GError **error, MadoPacketError code, const char *why)
{
  g_set_error_literal (error, MADO_PACKET_ERROR, (int) code, why);

  return FALSE;
}

static gboolean
read_root (MadoReceipt *self, yyjson_val *root, const GArray *receivers, GError **error)
{
  if (!yyjson_is_obj (root))
    return refuse (error, MADO_PACKET_ERROR_FORMAT, "the receipt is not canonical JSON");
  if (!mado_signed_json_verify (root, &self->signer, NULL))
    return refuse (error, MADO_PACKET_ERROR_CHANGED, "the receipt is not what was signed: its signature does not fit");
  if (!read_members (self, root))
    return refuse (error, MADO_PACKET_ERROR_FORMAT, "the receipt lacks a member, or one is out of its range");

  return mado_packet_check_signer (&self->signer, receivers, error);
}

/**
 * mado_receipt_read:
 * @text: bytes from outside
 * @receivers: (element-type MadoPublicKey): whose receipts count
 * @error: %MADO_PACKET_ERROR_FORMAT, %MADO_PACKET_ERROR_CHANGED, %MADO_PACKET_ERROR_KEY_UNKNOWN
 *
 * Returns: (transfer full): the receipt; whether it is for what was handed over, the ledger says
 */
MadoReceipt *
mado_receipt_read (GBytes *text, const GArray *receivers, GError **error)
{
  g_autoptr (MadoReceipt) self = g_new0 (MadoReceipt, 1);
  g_autoptr (yyjson_doc) doc = NULL;
  gsize length;
  const char *bytes = g_bytes_get_data (text, &length);

  if (length <= MADO_RECEIPT_MAX_SIZE && mado_canonical_json_is_canonical (bytes, length))
    doc = yyjson_read (bytes, length, 0);

  return read_root (self, yyjson_doc_get_root (doc), receivers, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * mado_receipt_free:
 * @self: (nullable) (transfer full): a receipt
 */
void
mado_receipt_free (MadoReceipt *self)
{
  if (self == NULL)
    return;

  g_free (self->packet_id);
  g_free (self->receiver);
  g_free (self->received_by);
  g_free (self);
}
