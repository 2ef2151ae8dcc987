/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "mado-instant.h"

G_BEGIN_DECLS

/* How it stands with the service, for people. Whoever has a line says the stand; the session says what its profile has:
 * what is still to be sent, how many cases are here, and in how many somebody has to choose. A session without a line
 * stays alone. */
#define MADO_TYPE_CONTACT (mado_contact_get_type ())
G_DECLARE_FINAL_TYPE (MadoContact, mado_contact, MADO, CONTACT, GObject)

typedef enum {
  MADO_CONTACT_ALONE,   /* there is no service: practice, or a terminal without a line */
  MADO_CONTACT_OFFLINE, /* it does not answer */
  MADO_CONTACT_CALLING, /* it was asked for the first time */
  MADO_CONTACT_LOADING,
  MADO_CONTACT_SENDING,
  MADO_CONTACT_IN_STEP,
  MADO_CONTACT_OUTDATED,   /* the program has to be renewed */
  MADO_CONTACT_LOCKED_OUT, /* the account may not work any more, or the terminal may not */
} MadoContactState;

#define MADO_CONTACT_N_STATES (MADO_CONTACT_LOCKED_OUT + 1)

/* What whoever works can do about it. */
typedef enum {
  MADO_CONTACT_REMEDY_NONE,
  MADO_CONTACT_REMEDY_RETRY,
  MADO_CONTACT_REMEDY_SIGN_IN,
} MadoContactRemedy;

typedef struct {
  MadoContactState state;
  gint64 last;         /* when the service answered last, in microseconds since 1970; 0: never */
  const char *message; /* (nullable): what people have to know, and whom to call, in their language */
  MadoContactRemedy remedy;
} MadoContactStand;

/* What is in the profile. */
typedef struct {
  guint waiting;   /* changes that are still to be sent */
  guint conflicts; /* cases in which somebody has to choose between two values */
  gint64 cases;    /* that are here */
} MadoContactHolding;

/* What to press: a label, and the action of the window behind it. */
typedef struct {
  const char *label; /* translated */
  const char *action;
} MadoContactButton;

MadoContact *mado_contact_new (void) G_GNUC_WARN_UNUSED_RESULT;

void mado_contact_set (MadoContact *self, const MadoContactStand *stand);
void mado_contact_set_holding (MadoContact *self, const MadoContactHolding *holding);
void mado_contact_set_offline_until (MadoContact *self, MadoInstant until);
MadoContactState mado_contact_get_state (MadoContact *self);
guint mado_contact_get_waiting (MadoContact *self);

char *mado_contact_dup_text (MadoContact *self) G_GNUC_WARN_UNUSED_RESULT;
char *mado_contact_dup_warning (MadoContact *self) G_GNUC_WARN_UNUSED_RESULT;
char *mado_contact_write_time (gint64 moment, const char *format) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_contact_find_button (MadoContact *self, MadoContactButton *out_button);
const char *mado_contact_get_icon (MadoContact *self);

G_END_DECLS
