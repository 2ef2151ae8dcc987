/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-body.h"
#include "mado-draft.h"
#include "mado-instant.h"
#include "mado-judge.h"
#include "mado-operation.h"
#include "mado-policy.h"
#include "mado-records.h"

G_BEGIN_DECLS

/* What the service knows of an operation that the operation cannot say of itself. */
typedef struct {
  MadoInstant now;                 /* official time */
  MadoPerson actor;                /* who is signed in */
  const MadoPublicKey *signer_key; /* (nullable): the key of the signature that the operation carries, … */
  MadoPerson signer;               /* … and whose it is by the register of persons */
} MadoContext;

/* An operation while it is being done. What the acts of all kinds need is here. */
typedef struct {
  MadoJudge *judge;
  const MadoProgramme *programme;
  const MadoRecords *records;
  const MadoContext *context;
  const MadoOperation *operation;
  const MadoOperationHeader *header;
  yyjson_val *body;   /* of the operation */
  const char *author; /* who wants it: the actor, or whom the actor agrees with */
  MadoDate today;     /* in Japan */
  char today_iso[MADO_DATE_ISO_SIZE];
  MadoDraft *draft;  /* of the operation's entity */
  GPtrArray *others; /* (element-type MadoDraft): of others that it touches */
  MadoOutcome *outcome;
  GError *error; /* what kept it from being judged at all */
} MadoAction;

gboolean mado_action_refuse (MadoAction *self, const char *code, const char *subject);
gboolean mado_action_fail (MadoAction *self, GError *error);
void mado_action_add_conflict (MadoAction *self, const char *item);

gboolean mado_action_has_role (const MadoAction *self, const GPtrArray *roles);
gboolean mado_action_need_duty (MadoAction *self, const char *duty);
gboolean mado_action_need_state (MadoAction *self, ...) G_GNUC_NULL_TERMINATED;
gboolean mado_action_need_members (MadoAction *self, ...) G_GNUC_NULL_TERMINATED;
gboolean mado_action_is_actor (const MadoAction *self, const char *account);
gboolean mado_action_is_signed_by_actor (const MadoAction *self);
gboolean mado_action_is_signed (const MadoAction *self, const char *role);

gboolean mado_action_is_cut (const MadoAction *self);
gboolean mado_action_find_holder (MadoAction *self, const char *claim, MadoId *out_holder);
gboolean mado_action_find (MadoAction *self, MadoId id, const char *kind, MadoEntity **out_entity);
gboolean mado_action_open (MadoAction *self, MadoId id, const char *kind, MadoDraft **out_draft);

yyjson_mut_val *mado_action_stamp (const MadoAction *self, MadoDraft *draft, yyjson_mut_val *object, const char *name);
yyjson_mut_val *mado_action_add_entry (const MadoAction *self, const char *list, const char *what);
void mado_action_put_members (const MadoAction *self, yyjson_mut_val *object, const MadoBodyMember *members);

char *mado_action_build_claim (const MadoAction *self,
                               const char *kind,
                               ...) G_GNUC_NULL_TERMINATED G_GNUC_WARN_UNUSED_RESULT;
void mado_action_add_claim (MadoAction *self, const char *claim);

G_END_DECLS
