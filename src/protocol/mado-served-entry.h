/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-log-header.h"

G_BEGIN_DECLS

/* An entry of the log as one person gets it. Whoever may not see what it is about gets its leaf alone, and follows the
 * chain all the same; whoever wrote it gets the salt, too, and can see that the log has what he wrote. */
typedef struct {
  MadoHash leaf;
  GBytes *header; /* (nullable): canonical JSON; %NULL: this person may see nothing but the leaf */
  MadoHash payload_hash;
  gboolean has_salt;
  guint8 salt[MADO_CHAIN_SALT_SIZE];
} MadoServedEntry;

void mado_served_entry_clear (MadoServedEntry *self);
GArray *mado_served_entries_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
