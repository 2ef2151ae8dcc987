/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-stream.h"
#include "mado-ward-doubt.h"
#include "mado-ward-pledge.h"

G_BEGIN_DECLS

/* One thread's way to what a ward has: its connection, and the streams as it knows them. After a turn that failed all
 * of it is forgotten and opened anew, because nobody knows what of it still holds. */
typedef struct _MadoWardRoom MadoWardRoom;

/* Where rooms come from. It and what it names outlive them. */
typedef struct {
  MadoBackend *(*open) (gpointer user_data, MadoBackendAccess access, GError **error);
  gpointer user_data;
  MadoChanceAndTime means;
  MadoAccountRoles accounts;
  gboolean is_shared;     /* another program writes there, too: nobody keeps it open to write between turns */
  MadoWardDoubt *doubt;   /* (nullable): between whoever writes and those who read: there is but one who writes */
  MadoWardPledge *pledge; /* (nullable): how far what was acknowledged goes; the ward that is opened takes it */
  char *loss;             /* (nullable): where it is written down what of that was lost; taken as well */
} MadoWardSource;

/* Something to be done in a turn. @run may be called again in another turn, where its first one failed. @done comes
 * once: with no error after what was written is on the disk, or with what went wrong. */
typedef struct {
  gboolean (*run) (gpointer data, MadoWardRoom *room, GError **error);
  void (*done) (gpointer data, const GError *error);
  gboolean is_alone; /* a writer does nothing else in its turn */
} MadoWardWork;

MadoWardRoom *mado_ward_room_new (const MadoWardSource *source, MadoBackendAccess access) G_GNUC_WARN_UNUSED_RESULT;
void mado_ward_room_free (MadoWardRoom *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoWardRoom, mado_ward_room_free)

gboolean mado_ward_room_open (MadoWardRoom *self, GError **error);
void mado_ward_room_forget (MadoWardRoom *self);
MadoTurn *mado_ward_room_begin (MadoWardRoom *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_ward_room_commit (MadoWardRoom *self, MadoTurn *turn, GError **error);
void mado_ward_room_move (MadoWardRoom *self, MadoBackend *backend);
MadoBackend *mado_ward_room_get_backend (MadoWardRoom *self);
gboolean mado_ward_room_find_stream (MadoWardRoom *self, const char *name, MadoStream **out_stream, GError **error);

G_END_DECLS
