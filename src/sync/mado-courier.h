/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-message.h"
#include "mado-papers.h"

G_BEGIN_DECLS

/* Carries messages to the service, on a thread of its own. It knows where the service may be and goes to the next place
 * when nobody is at the one before; where something is in the way, it finds out what. It tries nothing twice: that is
 * for whoever wrote the message. */
typedef struct _MadoCourier MadoCourier;

/* In the main context where the courier was made. */
typedef void (*MadoCourierAnswered) (gpointer user_data, guint64 ticket, const MadoResponse *answer);

typedef MadoInstant (*MadoCourierClock) (void); /* called on any thread */

MadoCourier *mado_courier_new (MadoPapers *papers, MadoCourierClock clock) G_GNUC_WARN_UNUSED_RESULT;
void mado_courier_free (MadoCourier *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoCourier, mado_courier_free)

/* From any thread. */
guint64 mado_courier_send (MadoCourier *self, MadoMessage *message, MadoCourierAnswered answered, gpointer user_data);
void mado_courier_cancel (MadoCourier *self, guint64 ticket);
void mado_courier_go_elsewhere (MadoCourier *self);
const char *mado_courier_get_address (MadoCourier *self);

G_END_DECLS
