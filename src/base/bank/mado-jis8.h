/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* JIS X 0201 in eight bits: the single-byte text of bank files, half-width kana and all. */

/* What banks differ in: which of the doubtful bytes a bank takes in a name. */
typedef struct {
  gboolean takes_wo;              /* 0xA6 ｦ */
  gboolean takes_comma;           /* 0x2C */
  gboolean takes_full_stop;       /* 0x2E */
  gboolean takes_yen;             /* 0x5C */
  gboolean takes_corner_brackets; /* 0xA2 0xA3 */
} MadoBankProfile;

const MadoBankProfile *mado_bank_profile_get_default (void);

gboolean mado_jis8_is_permitted (guint8 byte, const MadoBankProfile *profile);
char *mado_jis8_to_utf8 (const guint8 *bytes, gsize length) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_jis8_append_utf8 (GByteArray *bytes, const char *half_width);

G_END_DECLS
