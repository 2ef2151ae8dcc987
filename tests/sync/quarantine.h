/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync-office.h"

G_BEGIN_DECLS

/* What an administrator finds that revoked terminals have handed in. */
typedef struct {
  guint n_operations;
  guint n_reads;
  GHashTable *papers; /* hash, as hexadecimal digits → GByteArray: the pieces, each where it belongs */
} Quarantine;

void quarantine_read (Quarantine *self, Office *office);
void quarantine_clear (Quarantine *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Quarantine, quarantine_clear)

/* Revokes the terminal of the first seat. */
void quarantine_revoke (Office *office);

G_END_DECLS
