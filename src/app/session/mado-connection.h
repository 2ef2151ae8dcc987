/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-contact.h"
#include "mado-desk.h"
#include "mado-door.h"
#include "mado-sync.h"

G_BEGIN_DECLS

/* What a session has of the service: the line of its profile and the door. It says to the contact how it stands, and
 * emits "news" when something came that is shown, and "programme-changed" when the programme did. Whoever works offline
 * has one, too: it knocks now and then, so that he hears when he can sign in again. */
#define MADO_TYPE_CONNECTION (mado_connection_get_type ())
G_DECLARE_FINAL_TYPE (MadoConnection, mado_connection, MADO, CONNECTION, GObject)

MadoConnection *mado_connection_new (MadoDesk *desk,
                                     MadoContact *contact,
                                     MadoCourier *courier) G_GNUC_WARN_UNUSED_RESULT;
void mado_connection_sign_in (MadoConnection *self, const char *token);
void mado_connection_work_offline (MadoConnection *self, MadoObstacle obstacle);
void mado_connection_fetch_lists (MadoConnection *self);
void mado_connection_wake (MadoConnection *self);
void mado_connection_retry (MadoConnection *self);
void mado_connection_end (MadoConnection *self);

/* What somebody who is signed in may do beside the work of a programme. */
typedef struct {
  gboolean is_administrator;
  gboolean is_overseer;
} MadoOffices;

void mado_connection_set_offices (MadoConnection *self, MadoOffices offices);
MadoOffices mado_connection_get_offices (MadoConnection *self);

MadoSync *mado_connection_get_sync (MadoConnection *self);
guint64 mado_connection_ask (
    MadoConnection *self, const char *verb, GBytes *body, MadoCourierAnswered answered, gpointer user_data);
void mado_connection_forget (MadoConnection *self, guint64 ticket);
MadoDoor mado_connection_get_door (MadoConnection *self);

G_END_DECLS
