/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-database.h"
#include "mado-saying.h"

G_BEGIN_DECLS

/* All that was agreed to be said: what the programme says, and the versions that were written and approved since. It
 * never changes. */
typedef struct _MadoSayingBook MadoSayingBook;

/* One saying with all its versions. */
typedef struct {
  char *id;
  MadoSaying *first;   /* (nullable): the programme's own */
  MadoSaying *current; /* (nullable): what is said; %NULL: nothing yet, or no more */
  GPtrArray *versions; /* (element-type MadoEntity): that were written, the last first */
} MadoSayingEntry;

MadoSayingBook *mado_saying_book_new (MadoProgramme *programme, const GPtrArray *versions) G_GNUC_WARN_UNUSED_RESULT;
MadoSayingBook *mado_saying_book_load (MadoDatabase *database,
                                       MadoProgramme *programme,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoSayingBook *mado_saying_book_ref (MadoSayingBook *self);
void mado_saying_book_unref (MadoSayingBook *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoSayingBook, mado_saying_book_unref)

gboolean mado_saying_book_is_same (const MadoSayingBook *self, const MadoSayingBook *other);
const GPtrArray *mado_saying_book_get_entries (const MadoSayingBook *self);
const MadoSayingEntry *mado_saying_book_find_entry (const MadoSayingBook *self, const char *id);
GPtrArray *mado_saying_book_find (const MadoSayingBook *self, const char *typed) G_GNUC_WARN_UNUSED_RESULT;
const MadoSaying *mado_saying_book_find_code (const MadoSayingBook *self, const char *before, guint *out_length);
char *mado_saying_book_dup_new_id (const MadoSayingBook *self, const char *code) G_GNUC_WARN_UNUSED_RESULT;

gint64 mado_saying_entry_get_next_version (const MadoSayingEntry *self);

/* What keeps a version from being written. */
typedef enum {
  MADO_SAYING_SOUND,
  MADO_SAYING_WITHOUT_LABEL,
  MADO_SAYING_WITHOUT_TEXT,
  MADO_SAYING_WITHOUT_CODE, /* a phrase */
  MADO_SAYING_BAD_CODE,
  MADO_SAYING_CODE_TAKEN, /* by another one that is said */
} MadoSayingFault;

MadoSayingFault mado_saying_book_check (const MadoSayingBook *self, const MadoSaying *saying);

G_END_DECLS
