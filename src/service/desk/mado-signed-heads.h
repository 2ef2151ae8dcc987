/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-authority.h"
#include "mado-ward-loss.h"

G_BEGIN_DECLS

/* Where the logs of a ward ended, signed by the service's authority and written beside the ward, a line each time that
 * one of them has moved. Whoever has a line of it, on paper or where nobody writes twice, can hold the log against it:
 * a history that was rewritten, chain and all, does not fit what was signed before. */

char *mado_signed_heads_dup_path (const char *folder, const char *ward) G_GNUC_WARN_UNUSED_RESULT;

gboolean mado_signed_heads_add (const char *path,
                                const char *ward,
                                GHashTable *stands,
                                const MadoAuthority *authority,
                                MadoInstant now,
                                GError **error);

gint64 mado_signed_heads_count (const char *path);

/* How many lines there are is known to the service's office, too, which may lie on a server: whoever takes lines away,
 * or the file, is noticed. */
gboolean mado_signed_heads_load_tally (MadoBackend *office, const char *ward, gint64 *out_n, GError **error);
gboolean mado_signed_heads_put_tally (MadoBackend *office, const char *ward, gint64 n, GError **error);

/* What came of holding logs against them. */
typedef struct {
  gint64 n_lines;   /* that are signed */
  gint64 n_heads;   /* that the logs fit */
  gint64 n_left;    /* of epochs that streams were restored out of, or lost since, which somebody has looked at */
  gint64 n_torn;    /* lines that a power cut left */
  MadoInstant last; /* none: there is nothing signed */
  char *fault;      /* (nullable): the first that does not hold */
} MadoSignedHeads;

void mado_signed_heads_clear (MadoSignedHeads *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoSignedHeads, mado_signed_heads_clear)

gboolean mado_signed_heads_check (const char *path,
                                  const char *ward,
                                  const MadoAuthority *authority,
                                  const GPtrArray *losses,
                                  MadoBackend *backend,
                                  MadoSignedHeads *out_heads,
                                  GError **error);
void mado_signed_heads_hold_against_tally (MadoSignedHeads *self, gint64 n_signed);

G_END_DECLS
