/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "mado-hash.h"
#include "mado-id.h"
#include "mado-programme.h"

G_BEGIN_DECLS

/* The least that keeps the same: a database that is not encrypted (WAL, synchronous=FULL, pages of 4 KiB), prepared
 * statements, and nobody who judges anything. */
typedef struct _PlainStore PlainStore;

/* A row that is to be written. */
typedef struct _PlainRow PlainRow;

GPtrArray *plain_rows_new (const GArray *rows, const MadoProgramme *programme) G_GNUC_WARN_UNUSED_RESULT;

PlainStore *plain_store_new (const char *path) G_GNUC_WARN_UNUSED_RESULT;
void plain_store_free (PlainStore *self);

void plain_store_begin (PlainStore *self);
void plain_store_commit (PlainStore *self);

/* What the service keeps of an operation: its entry, what it touched, the entity after it, a claim. */
void plain_store_put_operation (PlainStore *self, MadoId id, GBytes *text);
/* What a terminal keeps of a row: its head, its text, its lines in lists, the grams of its search. */
void plain_store_put_row (PlainStore *self, const PlainRow *row);
void plain_store_put_cursor (PlainStore *self, gint64 seq, const MadoHash *chain);
gint64 plain_store_count (PlainStore *self);

G_END_DECLS
