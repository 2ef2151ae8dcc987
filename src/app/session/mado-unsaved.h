/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-session.h"

G_BEGIN_DECLS

/* What somebody has typed in a form and not saved: kept in the profile at most two seconds after it was typed, so that
 * neither a crash nor a power cut takes it. It looks at properties, and knows no widget. Emits "restored" where
 * something was there. */
#define MADO_TYPE_UNSAVED (mado_unsaved_get_type ())
G_DECLARE_FINAL_TYPE (MadoUnsaved, mado_unsaved, MADO, UNSAVED, GObject)

#define MADO_UNSAVED_PAUSE 2 /* seconds */

MadoUnsaved *mado_unsaved_new (MadoSession *session) G_GNUC_WARN_UNUSED_RESULT;
void mado_unsaved_watch (MadoUnsaved *self, gpointer field, const char *property, const char *name);
void mado_unsaved_open (MadoUnsaved *self, const char *form, MadoId entity);
void mado_unsaved_close (MadoUnsaved *self);
void mado_unsaved_forget (MadoUnsaved *self);

G_END_DECLS
