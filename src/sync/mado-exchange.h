/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-blob-fetch.h"
#include "mado-courier.h"
#include "mado-desk.h"
#include "mado-line.h"

G_BEGIN_DECLS

/* Where the line, the replica and the courier come together: on the thread that writes in the replica, and on no other
 * once it is made. */
typedef struct _MadoExchange MadoExchange;

/* How it stands. */
typedef struct {
  MadoLineState state;
  MadoObstacle obstacle;
  MadoInstant next_wake;    /* on the monotonic clock; none: when something was saved */
  MadoInstant last_contact; /* none: there was none yet */
  gint64 clock_offset;      /* microseconds by which the service's clock is ahead */
  gint64 position;          /* in the log */
  gint64 behind;            /* entries that are known to be there and not here */
  guint n_unsent;
  guint n_papers_unsent; /* attachments whose operation the service has, and whose bytes it has not */
  guint n_news;          /* times that something came that is shown */
  guint n_programmes;    /* times that a programme came that says something else than the one before */
  gboolean has_forked;   /* this disk is an older copy of itself, or has a twin: all was offered again */
} MadoStanding;

MadoExchange *mado_exchange_new (MadoDesk *desk, MadoCourier *courier, MadoCourierAnswered answered, gpointer user_data)
    G_GNUC_WARN_UNUSED_RESULT;
void mado_exchange_free (MadoExchange *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoExchange, mado_exchange_free)

void mado_exchange_sign_in (MadoExchange *self, const char *token);
void mado_exchange_sign_out (MadoExchange *self);
void mado_exchange_wake (MadoExchange *self);
void mado_exchange_hear (MadoExchange *self, guint64 ticket, const MadoResponse *answer);
void mado_exchange_wish (MadoExchange *self, MadoId entity, const MadoHash *hash);
void mado_exchange_forget (MadoExchange *self, const MadoHash *hash);
void mado_exchange_end (MadoExchange *self);
GPtrArray *mado_exchange_take_tidings (MadoExchange *self) G_GNUC_WARN_UNUSED_RESULT;
MadoStanding mado_exchange_look (MadoExchange *self);

G_END_DECLS
