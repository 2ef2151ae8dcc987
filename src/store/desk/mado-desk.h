/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "mado-profile.h"
#include "mado-published.h"
#include "mado-replica.h"
#include "mado-store-thread.h"

G_BEGIN_DECLS

/* A profile that somebody has opened to work on, with all that takes: the replica on the thread that writes, and two
 * threads that read beside it. It is closed with mado_desk_close_async(), which waits for what was handed over. Any
 * thread may hand over work. */
#define MADO_TYPE_DESK (mado_desk_get_type ())
G_DECLARE_FINAL_TYPE (MadoDesk, mado_desk, MADO, DESK, GObject)

/* The programme that a profile is of, for whoever opens the profile: it counts until the service's comes, which the
 * profile keeps from then on (mado_desk_follow()). May be called on any thread. */
typedef MadoProgramme *(*MadoDeskFindProgramme) (gpointer user_data, const char *programme, GError **error);

/* What is opened, and how. */
typedef struct {
  MadoProfilePlace place;
  MadoProfile profile; /* whose it should be, as far as it is known: see mado_profile_open() */
  MadoKeyShares shares;
  MadoPerson person;    /* who works there; no roles: the profile knows them; all %NULL: somebody who only looks */
  const char *terminal; /* (nullable): by which name the service knows it; with it, who works there is noted anew */
  MadoDeskFindProgramme find_programme;
  gpointer user_data; /* of the former */
} MadoDeskOpening;

/* Who does a piece of work. */
typedef enum {
  MADO_DESK_WRITER,   /* whatever changes something: alone may use the replica */
  MADO_DESK_READER,   /* what is looked at: lists, single rows */
  MADO_DESK_SEARCHER, /* what takes longer than anybody wants to wait for a list */
  MADO_DESK_FINDER,   /* what somebody types a word for, and waits: behind none of the others */
} MadoDeskHand;

#define MADO_DESK_N_HANDS (MADO_DESK_FINDER + 1)

MadoDesk *mado_desk_create (const MadoDeskOpening *opening,
                            const MadoArgon2idCost *cost,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoDesk *mado_desk_open (const MadoDeskOpening *opening, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_desk_open_async (const MadoDeskOpening *opening,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
MadoDesk *mado_desk_open_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_desk_close (MadoDesk *self);
void mado_desk_close_async (MadoDesk *self, GAsyncReadyCallback callback, gpointer user_data);
void mado_desk_close_finish (MadoDesk *self, GAsyncResult *result);

const char *mado_desk_get_path (const MadoDesk *self);
const MadoProfile *mado_desk_get_profile (const MadoDesk *self);
MadoProgramme *mado_desk_get_programme (const MadoDesk *self);
const MadoPerson *mado_desk_get_person (const MadoDesk *self);
const char *mado_desk_get_terminal (const MadoDesk *self);
MadoReplica *mado_desk_get_replica (const MadoDesk *self);
MadoStoreThread *mado_desk_get_thread (const MadoDesk *self, MadoDeskHand hand);

/* --- by %MADO_DESK_WRITER alone */

gboolean mado_desk_works_by (const MadoDesk *self, gint64 epoch, gint64 revision);
gboolean mado_desk_follow (
    MadoDesk *self, const MadoPublished *published, gint64 revision, gboolean *out_is_new, GError **error);

/* --- work */

void mado_desk_do (MadoDesk *self, MadoDeskHand hand, GTask *task, MadoStoreWork work);
gboolean mado_desk_do_and_wait (
    MadoDesk *self, MadoDeskHand hand, MadoStoreWork work, gpointer request, GError **error);

G_END_DECLS
