/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Puts a packet together: its tables, the sheet for people, the manifest over both, all of it encrypted. */

#include "mado-packet-seal.h"

#include <string.h>

#include "mado-packet-archive.h"
#include "mado-packet-error.h"
#include "mado-packet-read-me.h"

static MadoPacketContent *
copy_content (const MadoPacketContent *content)
{
  MadoPacketContent *copy = mado_packet_content_new (content->name, content->bytes);

  copy->encoding = content->encoding;
  copy->has_header = content->has_header;
  copy->rows = content->rows;
  copy->amount = content->amount;
  copy->amount_column = content->amount_column;

  return copy;
}

/* What lies beside the manifest. */
static GPtrArray *
gather (const MadoPacketHeading *heading, const char *receiver, const GPtrArray *contents)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_packet_content_free);

  for (guint i = 0; i < contents->len; i++)
    g_ptr_array_add (all, copy_content (g_ptr_array_index (contents, i)));
  g_ptr_array_add (all, mado_packet_read_me_write (heading, receiver, contents));

  return all;
}

static GBytes *
write_archive (const MadoPacketHeading *heading,
               const MadoPacket *packet,
               GPtrArray *contents,
               const MadoPacketSealing *sealing,
               GError **error)
{
  g_autoptr (GBytes) manifest = mado_packet_manifest_write (heading, packet->items, contents, sealing->key, error);

  if (manifest == NULL)
    return NULL;
  g_ptr_array_insert (contents, 0, mado_packet_content_new (MADO_PACKET_MANIFEST_NAME, manifest));

  return mado_packet_archive_write (contents, sealing->password, error);
}

static gboolean
have_records (const GPtrArray *contents)
{
  for (guint i = 0; i < contents->len; i++)
    if (((const MadoPacketContent *) g_ptr_array_index (contents, i))->rows > 0)
      return TRUE;

  return FALSE;
}

static gboolean
check_sealing (const MadoPacketSealing *sealing, const GPtrArray *contents, GError **error)
{
  if (!mado_packet_id_is_valid (sealing->id)) {
    g_set_error_literal (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_FORMAT,
                         "cannot make the packet: its id is not of capital letters, digits and dashes");
    return FALSE;
  }
  if (contents->len > MADO_PACKET_MAX_CONTENTS - 2) {
    g_set_error_literal (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_TOO_LARGE,
                         "cannot make the packet: it has too many files");
    return FALSE;
  }
  if (!have_records (contents)) {
    g_set_error_literal (error, MADO_PACKET_ERROR, MADO_PACKET_ERROR_CONTENT,
                         "cannot make the packet: there are no records to hand over");
    return FALSE;
  }

  return TRUE;
}

/**
 * mado_packet_seal:
 * @programme: the programme
 * @packet: what the packet is, of that programme
 * @contents: (element-type MadoPacketContent): its tables
 * @sealing: who makes it, and with which password
 * @error: %MADO_PACKET_ERROR_FORMAT, %MADO_PACKET_ERROR_TOO_LARGE, %MADO_PACKET_ERROR_CONTENT: no records,
 *   %MADO_PACKET_ERROR_FAILED
 *
 * Returns: (transfer full): the packet, to be written on a medium
 */
MadoSealedPacket *
mado_packet_seal (const MadoProgramme *programme,
                  const MadoPacket *packet,
                  const GPtrArray *contents,
                  const MadoPacketSealing *sealing,
                  GError **error)
{
  const MadoNamed *receiver = mado_section_find (programme->receivers, packet->to);
  const MadoPacketHeading heading = {
    .id = sealing->id,
    .ward = programme->identity.ward,
    .programme = programme->identity.id,
    .packet = packet->id,
    .purpose = sealing->purpose != NULL ? sealing->purpose : packet->label,
    .to = packet->to,
    .created_by = sealing->maker,
    .created = sealing->now,
  };

  if (!check_sealing (sealing, contents, error))
    return NULL;

  g_autoptr (GPtrArray) all = gather (&heading, receiver != NULL ? receiver->label : packet->to, contents);
  g_autoptr (GBytes) archive = write_archive (&heading, packet, all, sealing, error);

  if (archive == NULL)
    return NULL;

  MadoSealedPacket *self = g_new0 (MadoSealedPacket, 1);

  for (guint i = 0; i < contents->len; i++) {
    const MadoPacketContent *content = g_ptr_array_index (contents, i);

    self->records += content->rows;
    self->amount += content->amount;
  }
  self->archive = g_steal_pointer (&archive);
  self->digest = mado_hash_of (g_bytes_get_data (self->archive, NULL), g_bytes_get_size (self->archive));

  return self;
}

/**
 * mado_sealed_packet_free:
 * @self: (nullable) (transfer full): a packet
 */
void
mado_sealed_packet_free (MadoSealedPacket *self)
{
  if (self == NULL)
    return;

  g_bytes_unref (self->archive);
  g_free (self);
}
