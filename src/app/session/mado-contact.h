/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How it stands with the service, for people: whoever has a line sets the properties "state", "last" (the moment of the
 * last answer in microseconds since 1970, 0: none) and "message" (of whom to call, where the state needs one); the
 * session sets "waiting", what is still to be sent. A session without a line stays alone. */
#define MADO_TYPE_CONTACT (mado_contact_get_type ())
G_DECLARE_FINAL_TYPE (MadoContact, mado_contact, MADO, CONTACT, GObject)

typedef enum {
  MADO_CONTACT_ALONE,   /* there is no service: practice, or a terminal without a line */
  MADO_CONTACT_OFFLINE, /* it does not answer */
  MADO_CONTACT_LOADING,
  MADO_CONTACT_SENDING,
  MADO_CONTACT_IN_STEP,
  MADO_CONTACT_CONFLICT,   /* others changed the same: somebody has to choose */
  MADO_CONTACT_OUTDATED,   /* the program has to be renewed */
  MADO_CONTACT_LOCKED_OUT, /* the account may not work any more, or the terminal may not */
} MadoContactState;

#define MADO_CONTACT_N_STATES (MADO_CONTACT_LOCKED_OUT + 1)

MadoContact *mado_contact_new (void) G_GNUC_WARN_UNUSED_RESULT;

void mado_contact_set (MadoContact *self, MadoContactState state, gint64 last, const char *message);
void mado_contact_set_waiting (MadoContact *self, guint waiting);
MadoContactState mado_contact_get_state (MadoContact *self);
guint mado_contact_get_waiting (MadoContact *self);

char *mado_contact_dup_text (MadoContact *self) G_GNUC_WARN_UNUSED_RESULT;
char *mado_contact_dup_warning (MadoContact *self) G_GNUC_WARN_UNUSED_RESULT;
const char *mado_contact_get_icon (MadoContact *self);

G_END_DECLS
