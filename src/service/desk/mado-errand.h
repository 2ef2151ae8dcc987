/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-gate.h"
#include "mado-http-call.h"
#include "mado-ward.h"

G_BEGIN_DECLS

/* A call on its way through a ward: to the thread that reads or writes, perhaps to the bell and back, to its answer. */
typedef struct _MadoErrand MadoErrand;

/* Something that can be asked of a stream. */
typedef struct {
  MadoBackendAccess access;
  /* In a turn. It puts the answer into the errand, or says that it is refused; FALSE: the service cannot do it now. */
  gboolean (*serve) (
      MadoErrand *self, MadoWardRoom *room, MadoStream *stream, const MadoVisitor *visitor, GError **error);
  gboolean rings; /* the log has grown where it was done */
} MadoVerb;

struct _MadoErrand {
  const MadoVerb *verb;
  const MadoGate *gate;
  MadoWard *ward;
  char *stream; /* "WARD/PROGRAMME" */
  MadoHttpCall *call;
  gpointer user_data; /* the verb's */

  GBytes *answer;      /* (nullable) */
  const char *type;    /* (nullable): of the answer, where it is not JSON */
  char *content_range; /* (nullable) */
  gboolean is_refused;
  MadoRebuff rebuff;

  gboolean waits;     /* there is nothing yet, and the caller wants to wait */
  guint64 bell_count; /* before the turn began to look */
  gint64 wait_until;  /* on the monotonic clock; 0: not decided yet */
};

void mado_errand_begin (
    MadoWard *ward, const MadoGate *gate, const MadoVerb *verb, MadoHttpCall *call, gpointer user_data);

/* --- for verbs */

gboolean mado_errand_refuse (MadoErrand *self, MadoRebuff rebuff);
gboolean mado_errand_answer (MadoErrand *self, GBytes *answer);
gboolean mado_errand_wait (MadoErrand *self, guint seconds);

G_END_DECLS
