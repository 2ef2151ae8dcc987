/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-apply.h"
#include "mado-desk.h"

G_BEGIN_DECLS

/* Somebody who works at a profile: what is tried is tried with their roles, what is written is theirs. For
 * a thread of its own, which waits while the desk's threads work. */
typedef struct {
  MadoDesk *desk;
  const MadoProgramme *programme;
  MadoPerson person;
  MadoJudge *judge;
  MadoInstant now;
  const MadoSigningKey *key; /* (nullable): whose signature what needs one carries */
} MadoDeskClerk;

MadoDeskClerk *mado_desk_clerk_new (MadoDesk *desk, MadoInstant now, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_desk_clerk_free (MadoDeskClerk *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoDeskClerk, mado_desk_clerk_free)

/* What is wanted of an entity. */
typedef struct {
  const char *kind;
  MadoId entity;
  gint64 base;
  yyjson_mut_val *body;
  gboolean is_signed;
} MadoDeskWish;

MadoOperation *mado_desk_clerk_write (const MadoDeskClerk *self,
                                      const MadoDeskWish *wish,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoOutcome *mado_desk_clerk_try (const MadoDeskClerk *self,
                                  const MadoRecords *records,
                                  const MadoOperation *operation,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *mado_desk_clerk_save (const MadoDeskClerk *self,
                                 const GPtrArray *operations,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoOutcome *mado_desk_clerk_save_one (const MadoDeskClerk *self,
                                       const MadoDeskWish *wish,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Reads on a thread of the desk. */
typedef gboolean (*MadoDeskRead) (MadoDatabase *database, gpointer request, GError **error);

gboolean mado_desk_clerk_read (const MadoDeskClerk *self, MadoDeskRead read, gpointer request, GError **error);

gboolean mado_desk_clerk_find_case (const MadoDeskClerk *self, const char *receipt, MadoId *out_id, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

/* Goes through the entities of a kind. Returns: FALSE with an error ends it. */
typedef gboolean (*MadoDeskVisit) (gpointer user_data, MadoEntity *entity, GError **error);

gboolean mado_desk_visit (MadoDatabase *database,
                          const char *kind,
                          const char *state,
                          MadoDeskVisit visit,
                          gpointer user_data,
                          GError **error);

gboolean mado_desk_clerk_save_or_tell (const MadoDeskClerk *self,
                                       const MadoDeskWish *wish,
                                       const char **out_refused,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
