/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-presence.h"

G_BEGIN_DECLS

/* Who has which entity open at the moment, in memory alone. It forgets whoever does not say so again. Threads share
 * it. */
typedef struct _MadoAttendance MadoAttendance;

MadoAttendance *mado_attendance_new (void) G_GNUC_WARN_UNUSED_RESULT;
void mado_attendance_free (MadoAttendance *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoAttendance, mado_attendance_free)

GArray *mado_attendance_note (MadoAttendance *self,
                              const char *stream,
                              const MadoPresenceRequest *request,
                              const MadoPresence *who,
                              gint64 now) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
