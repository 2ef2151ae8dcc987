/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk.h"

G_BEGIN_DECLS

/* What a profile has that the service does not, in envelopes beside it that nobody on this terminal can open:
 *
 *   NAME.unsent-1, …        operations
 *   NAME.unsent-reads-1, …  what was looked at
 *   NAME.unsent-HASH-1, …   the pieces of an attachment
 *
 * They are written ahead, while there is work that was not sent, because nobody can read a profile that is closed but
 * whoever knows its password; and once more when the terminal is wiped. */

#define MADO_SEALING_MAX (4 * 1024 * 1024) /* bytes of an envelope: what the service takes */

/* What is in them. */
typedef struct {
  guint n_operations;
  guint n_reads;
  guint n_attachments;
} MadoSealed;

/* On the thread that writes in the replica. */
gboolean mado_sealing_run (MadoDesk *desk, const char *seal_to, MadoSealed *out_sealed, GError **error);

gboolean mado_sealing_drop (const char *path, GError **error);
char *mado_sealing_find (const char *path) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
