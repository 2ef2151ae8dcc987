/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-packet-content.h"
#include "mado-secret.h"

G_BEGIN_DECLS

/* A ZIP whose entries are encrypted with AES-256 in WinZip's manner, which 7-Zip opens as well. Names, sizes and dates
 * of entries are in clear in any ZIP: the names are neutral, the dates are always the same. Both ways it stays in
 * memory. */

GBytes *mado_packet_archive_write (const GPtrArray *contents,
                                   const MadoSecret *password,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *mado_packet_archive_read (GBytes *archive,
                                     const MadoSecret *password,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
