/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Whether anybody sits at the terminal. Warns some seconds before it takes somebody for gone. */
#define MADO_TYPE_ABSENCE (mado_absence_get_type ())
G_DECLARE_FINAL_TYPE (MadoAbsence, mado_absence, MADO, ABSENCE, GObject)

#define MADO_ABSENCE_WARNING 30U /* seconds before */

typedef gint64 (*MadoAbsenceClock) (void); /* microseconds, monotonic */

MadoAbsence *mado_absence_new (MadoAbsenceClock clock) G_GNUC_WARN_UNUSED_RESULT;
void mado_absence_set_limit (MadoAbsence *self, guint seconds);
void mado_absence_look (MadoAbsence *self);

void mado_absence_note_presence (void);

G_END_DECLS
