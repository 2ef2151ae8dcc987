/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "mado-hash.h"
#include "mado-id.h"

G_BEGIN_DECLS

/* The least that keeps the same: a database that is not encrypted (WAL, synchronous=FULL, pages of 4 KiB), prepared
 * statements, and nobody who judges anything. */
typedef struct _PlainStore PlainStore;

PlainStore *plain_store_new (const char *path) G_GNUC_WARN_UNUSED_RESULT;
void plain_store_free (PlainStore *self);

void plain_store_begin (PlainStore *self);
void plain_store_commit (PlainStore *self);

/* What the service keeps of an operation: its entry, what it touched, the entity after it, a claim. */
void plain_store_put_operation (PlainStore *self, MadoId id, GBytes *text);
/* What a terminal keeps of a row: its head, its text, a line of a list. */
void plain_store_put_row (PlainStore *self, MadoId id, const char *state, GBytes *text);
void plain_store_put_cursor (PlainStore *self, gint64 seq, const MadoHash *chain);
gint64 plain_store_count (PlainStore *self);

G_END_DECLS
