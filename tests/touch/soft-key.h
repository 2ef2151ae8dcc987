/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-signature.h"

G_BEGIN_DECLS

/* Security keys in software, to which the real libfido2 speaks: whatever links this (or has it preloaded) finds them
 * plugged in, instead of those of the machine. The program knows nothing of it. */

typedef enum {
  SOFT_KEY_WAITS, /* and blinks on */
  SOFT_KEY_TOUCHED,
  SOFT_KEY_GIVES_UP, /* nobody came */
  SOFT_KEY_PULLED,
} SoftKeyState;

typedef struct {
  guint n_plugged;
  guint first;                         /* which of all keys is the first that is plugged in */
  guint (*count) (gpointer user_data); /* (nullable): says how many are plugged in, instead */
  gboolean is_old;                     /* U2F alone */
  gboolean lacks_eddsa;                /* and says so */
  gboolean denies_eddsa;               /* it does not say what it can, but cannot */
  gboolean is_careless;                /* signs without being touched */
  gboolean is_forging;                 /* its signatures are worth nothing */
  const char *pin;                     /* (nullable) */
  guint tries;                         /* of the PIN that are left */
  gboolean is_strict;                  /* wants the PIN for each signature */
  guint8 more_flags;
  const char *party; /* (nullable): instead of whatever it is told */
  guint32 counter;
  SoftKeyState (*ask_person) (gpointer user_data); /* what the person does, asked again and again while it blinks */
  gpointer user_data;
} SoftKeys;

extern SoftKeys soft_keys;

void soft_keys_reset (void);
GByteArray *soft_key_answer (guint place, guint8 command, const guint8 *request, gsize length);
gboolean soft_key_waits_for_touch (guint8 command, const guint8 *request, gsize length);
guint8 soft_key_refuse_early (guint place, guint8 command, const guint8 *request, gsize length);

GByteArray *soft_pin_answer (const guint8 *request, gsize length);
gboolean soft_pin_is_right (const guint8 *hash, gsize hash_length, const guint8 *proof, gsize proof_length);

G_END_DECLS
