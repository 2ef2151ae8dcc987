/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-journal.h"
#include "mado-offer.h"
#include "mado-take.h"

G_BEGIN_DECLS

/* A service in memory: the one order of all operations, and what each person is told of it. */
typedef struct {
  MadoJudge *judge;
  MadoMemory *memory;
  GPtrArray *lines;     /* of its log */
  GHashTable *received; /* an operation's hash, as text: its line, so that none is taken twice, erased or not */
  GHashTable *devices;  /* a device's id, as text: how far its journal is here */
  MadoLogPlace head;
  MadoPerson (*find_signer) (gpointer user_data,
                             const MadoPublicKey *key); /* (nullable): NULL: everybody for himself */
  gpointer user_data;
} ReplicaService;

#define REPLICA_SERVICE_EPOCH 7

ReplicaService *replica_service_new (MadoProgramme *programme) G_GNUC_WARN_UNUSED_RESULT;
void replica_service_free (ReplicaService *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReplicaService, replica_service_free)

MadoHelloReply replica_service_greet (ReplicaService *self, MadoReplica *replica);
MadoPushReply *replica_service_push (ReplicaService *self,
                                     const MadoPushRequest *request,
                                     const MadoPerson *person,
                                     MadoInstant now) G_GNUC_WARN_UNUSED_RESULT;
MadoOutcome *replica_service_try (ReplicaService *self,
                                  const MadoOperation *operation,
                                  const MadoPerson *person,
                                  MadoInstant now) G_GNUC_WARN_UNUSED_RESULT;
void replica_service_enter (
    ReplicaService *self, MadoId device, const MadoJournalEntry *entry, const MadoPerson *person, MadoInstant now);
void replica_service_receive (ReplicaService *self, MadoReplica *replica, const MadoPerson *person, MadoInstant now);
MadoEntity *replica_service_cut (ReplicaService *self,
                                 MadoEntity *entity,
                                 const MadoPerson *person) G_GNUC_WARN_UNUSED_RESULT;
void replica_service_say (ReplicaService *self, MadoId id, MadoEntity *entity);
void replica_service_erase (ReplicaService *self, MadoId id);

MadoPullReply *replica_service_pull (ReplicaService *self, const MadoPerson *person, gint64 after, guint limit)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean replica_service_tell (
    ReplicaService *self, MadoReplica *replica, const MadoPerson *person, gint64 after, guint limit, GError **error);
gboolean replica_service_load (ReplicaService *self, MadoReplica *replica, const MadoPerson *person, GError **error);

G_END_DECLS
