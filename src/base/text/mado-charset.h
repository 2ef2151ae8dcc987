/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Text to and from the character sets of files from outside. Shift_JIS is not among them: what is called so is CP932,
 * and iconv's SHIFT_JIS refuses 髙, ① and ㈱ and takes the backslash for a yen sign. */

#define MADO_CHARSET_UTF_8 "UTF-8"
#define MADO_CHARSET_CP932 "CP932"
#define MADO_CHARSET_EUC_JP "EUC-JP-MS"

gboolean mado_charset_encode (const char *text, const char *charset, GByteArray *out_bytes, GArray *out_uncarried);
char *mado_charset_decode (const guint8 *bytes, gsize length, const char *charset, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
