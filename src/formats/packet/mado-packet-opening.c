/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Opens packets. Each thing that can be wrong is refused by itself, in the order in which one is worth nothing without
 * the other: the password, the signature, whose it is, for whom it is, the files, the counts. */

#include "mado-packet-opening.h"

#include <string.h>

#include "mado-packet-archive.h"
#include "mado-packet-error.h"

/**
 * mado_packet_check_signer:
 * @signer: who signed something
 * @known: (element-type MadoPublicKey): whose signatures count
 * @error: %MADO_PACKET_ERROR_KEY_UNKNOWN
 *
 * Returns: whether it is one of them
 */
gboolean
mado_packet_check_signer (const MadoPublicKey *signer, const GArray *known, GError **error)
{
  for (guint i = 0; i < known->len; i++)
    if (memcmp (&g_array_index (known, MadoPublicKey, i), signer, sizeof *signer) == 0)
      return TRUE;
  g_set_error_literal (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_KEY_UNKNOWN,
                       "it is signed with a key that is not on the list");

  return FALSE;
}

static MadoPacketManifest *
find_manifest (const GPtrArray *contents, GError **error)
{
  const MadoPacketContent *content = mado_packet_content_find (contents, MADO_PACKET_MANIFEST_NAME);

  if (content != NULL)
    return mado_packet_manifest_read (content->bytes, error);
  g_set_error_literal (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_FORMAT, "the archive has no manifest");

  return NULL;
}

static gboolean
check_receiver (const MadoPacketManifest *manifest, const char *receiver, GError **error)
{
  const char *to = mado_packet_manifest_get_heading (manifest)->to;

  if (receiver == NULL || strcmp (receiver, to) == 0)
    return TRUE;
  g_set_error (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_RECEIVER, "the packet is for '%s', not for '%s'", to,
               receiver);

  return FALSE;
}

static gboolean
check_file (MadoPacketContent *content, const MadoPacketListing *listing, GError **error)
{
  gsize length = 0;
  const void *bytes = content != NULL ? g_bytes_get_data (content->bytes, &length) : NULL;
  MadoHash digest = mado_hash_of (bytes, length);

  if (content == NULL || (gint64) length != listing->bytes || !mado_hash_equals (&digest, &listing->digest)) {
    g_set_error (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_CHANGED, "%s is not what the manifest says",
                 listing->name);
    return FALSE;
  }
  content->encoding = listing->encoding;
  content->has_header = listing->has_header;
  content->amount_column = listing->amount_column;

  return TRUE;
}

static gboolean
count_again (MadoPacketContent *content, const MadoPacketListing *listing, GError **error)
{
  if (!g_str_has_suffix (content->name, ".csv"))
    return TRUE;
  if (!mado_packet_content_count (content, &content->rows, &content->amount, error))
    return FALSE;
  if (content->rows == listing->rows && content->amount == listing->amount)
    return TRUE;
  g_set_error (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_COUNT,
               "%s has not the records or the amount that the manifest says", content->name);

  return FALSE;
}

/* Every file that is listed is there, and none beside them. */
static gboolean
check_files (const MadoPacketManifest *manifest, const GPtrArray *contents, GError **error)
{
  guint n_files = mado_packet_manifest_get_n_files (manifest);

  if (contents->len != n_files + 1) {
    g_set_error_literal (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_CHANGED,
                         "there are more or fewer files than the manifest says");
    return FALSE;
  }
  for (guint i = 0; i < n_files; i++) {
    const MadoPacketListing *listing = mado_packet_manifest_get_file (manifest, i);
    MadoPacketContent *content = mado_packet_content_find (contents, listing->name);

    if (!check_file (content, listing, error) || !count_again (content, listing, error))
      return FALSE;
  }

  return TRUE;
}

/**
 * mado_packet_open:
 * @archive: bytes from outside
 * @opening: who opens it
 * @error: %MADO_PACKET_ERROR_PASSWORD, %MADO_PACKET_ERROR_DAMAGED, %MADO_PACKET_ERROR_FORMAT,
 *   %MADO_PACKET_ERROR_TOO_LARGE, %MADO_PACKET_ERROR_CHANGED, %MADO_PACKET_ERROR_KEY_UNKNOWN,
 *   %MADO_PACKET_ERROR_RECEIVER, %MADO_PACKET_ERROR_COUNT
 *
 * It stays in memory: nothing readable is left anywhere when it is refused.
 *
 * Returns: (transfer full): the packet, with all of it checked
 */
MadoOpenedPacket *
mado_packet_open (GBytes *archive, const MadoPacketOpening *opening, GError **error)
{
  g_autoptr (GPtrArray) contents = mado_packet_archive_read (archive, opening->password, error);
  g_autoptr (MadoPacketManifest) manifest = contents != NULL ? find_manifest (contents, error) : NULL;

  if (manifest == NULL ||
      !mado_packet_check_signer (mado_packet_manifest_get_signer (manifest), opening->makers, error) ||
      !check_receiver (manifest, opening->receiver, error) || !check_files (manifest, contents, error))
    return NULL;

  MadoOpenedPacket *self = g_new0 (MadoOpenedPacket, 1);

  self->manifest = g_steal_pointer (&manifest);
  self->contents = g_steal_pointer (&contents);
  self->digest = mado_hash_of (g_bytes_get_data (archive, NULL), g_bytes_get_size (archive));

  return self;
}

/**
 * mado_opened_packet_free:
 * @self: (nullable) (transfer full): a packet
 */
void
mado_opened_packet_free (MadoOpenedPacket *self)
{
  if (self == NULL)
    return;

  mado_packet_manifest_free (self->manifest);
  g_ptr_array_unref (self->contents);
  g_free (self);
}
