/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-journal.h"
#include "mado-take.h"

G_BEGIN_DECLS

/* Somebody at a terminal who takes calls: a programme, a judge, a person, ids and a clock that follow from nothing but
 * how often they were asked. */
typedef struct {
  MadoProgramme *programme;
  MadoJudge *judge;
  MadoPerson person;
  MadoIdSequence ids;
  gint64 milliseconds;
} ReplicaOffice;

typedef struct {
  const char *number;
  const char *name;
  const char *birth_date;
  const char *occupation;
} ReplicaApplication;

ReplicaOffice *replica_office_new (const char *programme, const char *account) G_GNUC_WARN_UNUSED_RESULT;
void replica_office_free (ReplicaOffice *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReplicaOffice, replica_office_free)

void replica_office_publish (ReplicaOffice *self, const char *from, const char *to);

MadoReplica *replica_office_open (ReplicaOffice *self, MadoDatabase *database) G_GNUC_WARN_UNUSED_RESULT;
MadoInstant replica_office_get_now (const ReplicaOffice *self);
MadoId replica_office_draw_id (ReplicaOffice *self);
MadoOperation *replica_office_log (ReplicaOffice *self, const char *question) G_GNUC_WARN_UNUSED_RESULT;
MadoOperation *replica_office_answer (ReplicaOffice *self, MadoId inquiry, const char *text, MadoId group)
    G_GNUC_WARN_UNUSED_RESULT;

MadoOperation *replica_office_log_about (ReplicaOffice *self, MadoId about) G_GNUC_WARN_UNUSED_RESULT;
MadoOperation *replica_office_hand_over (ReplicaOffice *self, MadoId medium) G_GNUC_WARN_UNUSED_RESULT;
MadoOperation *replica_office_receive (ReplicaOffice *self,
                                       const ReplicaApplication *content) G_GNUC_WARN_UNUSED_RESULT;

gboolean replica_office_save (ReplicaOffice *self, MadoReplica *replica, MadoOperation *operation, GError **error);
const char *replica_office_check (ReplicaOffice *self, MadoDatabase *database);
const char *replica_office_check_indexes (ReplicaOffice *self, MadoDatabase *database);
const char *replica_office_check_pages (MadoDatabase *database);

G_END_DECLS
