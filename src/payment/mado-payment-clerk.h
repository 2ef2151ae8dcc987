/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-apply.h"
#include "mado-desk.h"

G_BEGIN_DECLS

/* Somebody who works on payments at a profile: what is tried is tried with their roles, what is written is theirs. For
 * a thread of its own, which waits while the desk's threads work. */
typedef struct {
  MadoDesk *desk;
  const MadoProgramme *programme;
  MadoPerson person;
  MadoJudge *judge;
  MadoInstant now;
  const MadoSigningKey *key; /* (nullable): whose signature what needs one carries */
} MadoPaymentClerk;

MadoPaymentClerk *mado_payment_clerk_new (MadoDesk *desk, MadoInstant now, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_payment_clerk_free (MadoPaymentClerk *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoPaymentClerk, mado_payment_clerk_free)

/* What is wanted of an entity. */
typedef struct {
  const char *kind;
  MadoId entity;
  gint64 base;
  yyjson_mut_val *body;
  gboolean is_signed;
} MadoPaymentWish;

MadoOperation *mado_payment_clerk_write (const MadoPaymentClerk *self,
                                         const MadoPaymentWish *wish,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoOutcome *mado_payment_clerk_try (const MadoPaymentClerk *self,
                                     const MadoRecords *records,
                                     const MadoOperation *operation,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *mado_payment_clerk_save (const MadoPaymentClerk *self,
                                    const GPtrArray *operations,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoOutcome *mado_payment_clerk_save_one (const MadoPaymentClerk *self,
                                          const MadoPaymentWish *wish,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Reads on a thread of the desk. */
typedef gboolean (*MadoPaymentRead) (MadoDatabase *database, gpointer request, GError **error);

gboolean mado_payment_clerk_read (const MadoPaymentClerk *self, MadoPaymentRead read, gpointer request, GError **error);

gboolean mado_payment_clerk_find_case (const MadoPaymentClerk *self,
                                       const char *receipt,
                                       MadoId *out_id,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Goes through the entities of a kind. Returns: FALSE with an error ends it. */
typedef gboolean (*MadoPaymentVisit) (gpointer user_data, MadoEntity *entity, GError **error);

gboolean mado_payment_visit (MadoDatabase *database,
                             const char *kind,
                             const char *state,
                             MadoPaymentVisit visit,
                             gpointer user_data,
                             GError **error);

gboolean mado_payment_clerk_save_or_tell (const MadoPaymentClerk *self,
                                          const MadoPaymentWish *wish,
                                          const char **out_refused,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
