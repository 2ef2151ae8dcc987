/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-line.h"
#include "mado-memory-backend.h"
#include "mado-stream.h"
#include "sim-chance.h"

G_BEGIN_DECLS

/* The service: a primary, its synchronous standby, and a backup that somebody made. What is answered is on both. */
typedef struct _SimService SimService;

#define SIM_STREAM "mihon/smallest"
#define SIM_MAX_TERMINALS 3

/* What somebody asks. */
typedef struct {
  const MadoCaller *caller;
  guint terminal;
  guint session; /* 0: none */
  MadoLineVerb verb;
  GBytes *text;
} SimCall;

typedef enum {
  SIM_ANSWER_NONE,
  SIM_ANSWER_GIVEN,
  SIM_ANSWER_IDLE, /* that there is nothing yet that it is worth waking somebody for */
  SIM_ANSWER_NO_SESSION,
} SimAnswer;

GBytes *sim_service_load_programme (void) G_GNUC_WARN_UNUSED_RESULT;

SimService *sim_service_new (SimChance *chance, GBytes *programme, MadoInstant *now) G_GNUC_WARN_UNUSED_RESULT;
void sim_service_free (SimService *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimService, sim_service_free)

SimAnswer sim_service_answer (SimService *self, const SimCall *call, GBytes **out_text);
SimAnswer sim_service_answer_behind (SimService *self, const SimCall *call, GBytes **out_text);
guint sim_service_sign_in (SimService *self, guint terminal);
gboolean sim_service_knows (const SimService *self, guint terminal, guint session);
void sim_service_sign_out (SimService *self, guint terminal);

/* What may happen to it. */
void sim_service_set_crashes (SimService *self, guint per_mille);
gboolean sim_service_is_up (const SimService *self);
void sim_service_restart (SimService *self);
void sim_service_fail_over (SimService *self);
void sim_service_back_up (SimService *self);
void sim_service_restore (SimService *self);
void sim_service_publish (SimService *self);

MadoBackend *sim_service_get_backend (SimService *self);
guint sim_service_get_changes (const SimService *self);
MadoLogPlace sim_service_get_head (SimService *self);
gint64 sim_service_get_epoch (SimService *self);
gboolean sim_service_has (SimService *self, const MadoCaller *caller, MadoId device, const MadoCursor *cursor);

G_END_DECLS
