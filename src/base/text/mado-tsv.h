/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A table as our own data files write it: UTF-8, LF, TAB between fields, no quoting, "#" begins a comment line.
 * The cursor borrows the text; it is cheap and lives on the stack. */
typedef struct {
  const char *next; /* where the next line begins */
  const char *end;
  guint line; /* of the row that was read last, from 1 */
} MadoTsv;

void mado_tsv_init (MadoTsv *self, const char *text, gsize length);
GStrv mado_tsv_next (MadoTsv *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
