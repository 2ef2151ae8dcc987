/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-outcome.h"

G_BEGIN_DECLS

/* What is on record before an operation: how mado_apply() looks things up. A backend answers from its transaction, and
 * is whole. What a terminal has is not: whether there is what is not here, and who holds what it does not see, the
 * service knows. */
typedef struct {
  gboolean (*find_entity) (gpointer user_data, MadoId id, MadoEntity **out_entity, GError **error);
  gboolean (*find_holder) (gpointer user_data, const char *claim, MadoId *out_holder, GError **error); /* (nullable) */
  gpointer user_data;
  gboolean is_whole;
} MadoRecords;

gboolean mado_records_are_whole (const MadoRecords *self);
gboolean mado_records_find_entity (const MadoRecords *self, MadoId id, MadoEntity **out_entity, GError **error);
gboolean mado_records_find_holder (const MadoRecords *self, const char *claim, MadoId *out_holder, GError **error);

/* Records in memory, on top of others where there are some: for rehearsals, groups and tests. */
typedef struct _MadoMemory MadoMemory;

MadoMemory *mado_memory_new (const MadoRecords *below) G_GNUC_WARN_UNUSED_RESULT;
void mado_memory_free (MadoMemory *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoMemory, mado_memory_free)

const MadoRecords *mado_memory_get_records (const MadoMemory *self);
void mado_memory_take (MadoMemory *self, const MadoOutcome *outcome);
GPtrArray *mado_memory_list_entities (const MadoMemory *self, const char *kind) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
