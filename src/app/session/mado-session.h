/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-connection.h"
#include "mado-desk.h"
#include "mado-judge.h"

G_BEGIN_DECLS

/* Somebody who has signed in: the profile that they work on, how long its lists are, and how it stands with the
 * service, where there is one. Knows no window. Emits
 *   "refreshed" when the counts have been read,
 *   "failed" with the error where that was not possible,
 *   "refused" with a case and why the service did not take what was done with it here, in words,
 *   "done" with the operation and what was done, in words,
 *   "read" when it is written down that somebody has looked at a case,
 *   "programme-changed" when the desk works by another programme than what is shown was made for,
 *   "ending" when it is about to end: what is still to be written, is handed over now.
 * A case and an operation are a MadoId, for the length of the call. */
#define MADO_TYPE_SESSION (mado_session_get_type ())
G_DECLARE_FINAL_TYPE (MadoSession, mado_session, MADO, SESSION, GObject)

#define MADO_SESSION_NOT_COUNTED (-1)

MadoSession *mado_session_new (MadoDesk *desk, gboolean is_practice) G_GNUC_WARN_UNUSED_RESULT;
void mado_session_connect (MadoSession *self, MadoCourier *courier, const char *token, MadoObstacle obstacle);
MadoDesk *mado_session_give_up (MadoSession *self) G_GNUC_WARN_UNUSED_RESULT;
void mado_session_end (MadoSession *self);
void mado_session_retry (MadoSession *self);
void mado_session_follow_programme (MadoSession *self);
void mado_session_note_change (MadoSession *self);
void mado_session_note_saved (MadoSession *self);
void mado_session_note_reading (MadoSession *self, MadoId entity, const char *reason);
void mado_session_note_wish (MadoSession *self, MadoId operation, const char *what);

MadoDesk *mado_session_get_desk (MadoSession *self);
MadoProgramme *mado_session_get_programme (MadoSession *self);
const MadoPerson *mado_session_get_person (MadoSession *self);
MadoContact *mado_session_get_contact (MadoSession *self);
MadoConnection *mado_session_get_connection (MadoSession *self);
MadoId mado_session_get_conflict (MadoSession *self);
const MadoSite *mado_session_get_site (MadoSession *self);
gboolean mado_session_is_practice (MadoSession *self);
gint64 mado_session_get_count (MadoSession *self, const char *list);
MadoJudge *mado_session_get_judge (MadoSession *self, GError **error);
char *mado_session_dup_role (MadoSession *self) G_GNUC_WARN_UNUSED_RESULT;

char *mado_role_dup_label (const MadoNamed *role) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
