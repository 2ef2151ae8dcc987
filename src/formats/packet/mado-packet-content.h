/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One file of a packet, and what is counted in it. */
typedef struct {
  char *name; /* neutral: whoever finds the medium can read it */
  GBytes *bytes;
  const char *encoding; /* of MADO_PACKET_ENCODING_… */
  gboolean has_header;
  gint64 rows;          /* without a header */
  gint64 amount;        /* yen */
  gint64 amount_column; /* that the amount is the sum of, from 1; 0: there is none */
} MadoPacketContent;

#define MADO_PACKET_ENCODING_UTF_8 "UTF-8"
#define MADO_PACKET_ENCODING_UTF_8_BOM "UTF-8-BOM"
#define MADO_PACKET_ENCODING_CP932 "CP932"
#define MADO_PACKET_ENCODING_ZENGIN "ZENGIN" /* no table: the bank's file, byte for byte */

#define MADO_PACKET_MANIFEST_NAME "manifest.json"
#define MADO_PACKET_READ_ME_NAME "README.txt"
#define MADO_PACKET_DATA_NAME "data-1.csv"
#define MADO_PACKET_BANK_FILE_NAME "data-1.txt"
#define MADO_PACKET_BANK_FILE_AMOUNT 10 /* the field of a payment that has its amount */

#define MADO_PACKET_MAX_CONTENTS 16
#define MADO_PACKET_MAX_SIZE (256 * 1024 * 1024) /* of all contents, and of the archive */

MadoPacketContent *mado_packet_content_new (const char *name, GBytes *bytes) G_GNUC_WARN_UNUSED_RESULT;
void mado_packet_content_free (MadoPacketContent *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoPacketContent, mado_packet_content_free)

MadoPacketContent *mado_packet_content_find (const GPtrArray *contents, const char *name);
const char *mado_packet_encoding_find (const char *name);
gboolean mado_packet_name_is_neutral (const char *name);
gboolean mado_packet_content_count (const MadoPacketContent *self,
                                    gint64 *out_rows,
                                    gint64 *out_amount,
                                    GError **error);

G_END_DECLS
