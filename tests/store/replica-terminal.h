/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "replica-office.h"
#include "store-sample.h"

G_BEGIN_DECLS

/* An office with its profile on the disk. */
typedef struct {
  StoreSample sample;
  ReplicaOffice *office;
  MadoDatabase *database;
  MadoReplica *replica;
} ReplicaTerminal;

void replica_terminal_set_up (ReplicaTerminal *self, gconstpointer data);
void replica_terminal_settle_in (ReplicaTerminal *self, const char *programme);
void replica_terminal_tear_down (ReplicaTerminal *self, gconstpointer data);
void replica_terminal_restart (ReplicaTerminal *self);

void replica_terminal_assert_sound (ReplicaTerminal *self);
void replica_terminal_save (ReplicaTerminal *self, MadoOperation *operation);
gint64 replica_terminal_get_version (ReplicaTerminal *self, MadoId id);
guint replica_terminal_count (ReplicaTerminal *self, MadoJournalState state);

#define replica_terminal_add(name, function)                                                                           \
  g_test_add (name, ReplicaTerminal, NULL, replica_terminal_set_up, function, replica_terminal_tear_down)

G_END_DECLS
