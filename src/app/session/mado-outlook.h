/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-session.h"

G_BEGIN_DECLS

/* How something stands in the profile of a session, read as a whole, and again whenever something may have changed. A
 * session has one of each kind. Emits "changed" when it was read, and "failed" with the error where that was not
 * possible. */
#define MADO_TYPE_OUTLOOK (mado_outlook_get_type ())
G_DECLARE_DERIVABLE_TYPE (MadoOutlook, mado_outlook, MADO, OUTLOOK, GObject)

struct _MadoOutlookClass {
  GObjectClass parent_class;

  MadoDeskHand hand;                                                               /* who reads it */
  gpointer (*load) (MadoDatabase *database, MadoSession *session, GError **error); /* on the thread of that */
  GDestroyNotify free_loaded;
};

gpointer mado_outlook_of (MadoSession *session, GType type);

MadoSession *mado_outlook_get_session (MadoOutlook *self);
gpointer mado_outlook_get_loaded (MadoOutlook *self);

G_END_DECLS
