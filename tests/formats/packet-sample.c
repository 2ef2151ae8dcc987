/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "packet-sample.h"

#include <string.h>

#include "programme-sample.h"

MadoSigningKey *
packet_sample_key (guint8 number)
{
  MadoSecret *seed = mado_secret_new (MADO_SIGNING_SEED_SIZE);
  MadoSigningKey *key;

  memset (mado_secret_get_bytes (seed), number, MADO_SIGNING_SEED_SIZE);
  key = mado_signing_key_from_seed (seed, NULL);
  g_assert_nonnull (key);

  return key;
}

MadoSecret *
packet_sample_password (const char *text)
{
  MadoSecret *password = mado_secret_new (strlen (text));

  memcpy (mado_secret_get_bytes (password), text, strlen (text));

  return password;
}

GPtrArray *
packet_sample_contents (void)
{
  static const char table[] = "\"番号\",\"金額\"\r\n\"0000000001\",\"50000\"\r\n\"0000000002\",\"100000\"\r\n";
  GPtrArray *contents = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_packet_content_free);
  g_autoptr (GBytes) bytes = g_bytes_new_static (table, strlen (table));
  MadoPacketContent *content = mado_packet_content_new (MADO_PACKET_DATA_NAME, bytes);

  content->has_header = TRUE;
  content->rows = PACKET_SAMPLE_ROWS;
  content->amount = PACKET_SAMPLE_AMOUNT;
  content->amount_column = 2;
  g_ptr_array_add (contents, content);

  return contents;
}

GBytes *
packet_sample_seal (const GPtrArray *contents, const MadoSigningKey *key)
{
  g_autoptr (MadoProgramme) programme = programme_sample_load ("ninpu-r7.json");
  g_autoptr (MadoSecret) password = packet_sample_password (PACKET_SAMPLE_PASSWORD);
  const MadoPacketSealing sealing = {
    .id = "P-2026-0012",
    .maker = "a-012",
    .now = { G_GINT64_CONSTANT (1763600280000000) },
    .key = key,
    .password = password,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (MadoSealedPacket) packet =
      mado_packet_seal (programme, mado_section_find (programme->packets, "planned"), contents, &sealing, &error);

  g_assert_no_error (error);

  return g_bytes_ref (packet->archive);
}

MadoOpenedPacket *
packet_sample_open (GBytes *archive, GError **error)
{
  g_autoptr (MadoSecret) password = packet_sample_password (PACKET_SAMPLE_PASSWORD);
  g_autoptr (MadoSigningKey) key = packet_sample_key (PACKET_SAMPLE_MAKER);
  g_autoptr (GArray) makers = g_array_new (FALSE, FALSE, sizeof (MadoPublicKey));
  const MadoPacketOpening opening = { password, makers, "ward" };

  g_array_append_val (makers, *mado_signing_key_get_public (key));

  return mado_packet_open (archive, &opening, error);
}
