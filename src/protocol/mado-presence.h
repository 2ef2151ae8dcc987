/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-id.h"

G_BEGIN_DECLS

/* POST /v1/s/WARD/PROGRAMME/presence: I have this open (or no longer), and who else has? Said again every few seconds
 * by whoever has something open; kept nowhere. Whoever takes it over goes on alone with it, until somebody else takes
 * it over or he has it open no longer: that keeps nobody out whom the service does not hear. */

#define MADO_PRESENCE_LASTS 60 /* seconds */
#define MADO_PRESENCE_MAX 32   /* persons who are named */

typedef struct {
  MadoId entity;
  gboolean is_open;
  gboolean takes_over; /* from all others; of something that is open */
} MadoPresenceRequest;

/* Somebody else who has it open. */
typedef struct {
  char *account;
  char *terminal;
  gboolean has_taken_over; /* at most one */
} MadoPresence;

void mado_presence_clear (MadoPresence *self);
GArray *mado_presences_new (void) G_GNUC_WARN_UNUSED_RESULT;

GBytes *mado_presence_request_write (const MadoPresenceRequest *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_presence_request_read (GBytes *text, MadoPresenceRequest *out_request, GError **error);
GBytes *mado_presence_reply_write (const GArray *others, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GArray *mado_presence_reply_read (GBytes *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
