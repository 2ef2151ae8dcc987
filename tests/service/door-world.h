/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-access-reply.h"
#include "service-world.h"

G_BEGIN_DECLS

/* The real program with its own door: "chief" and "second" administer, "watch" confirms. Chief has the role "admin"
 * without being in the register, and keeps it. Everybody has one password, and a terminal of his own. */
typedef struct {
  World world;
  GPtrArray *visitors; /* (element-type DoorVisitor) */
} DoorWorld;

/* Somebody at his terminal. */
typedef struct {
  char *account;
  Papers papers;
  TlsClient *client;
  Terminal *terminal; /* with his session */
  MadoSigningKey *key;
} DoorVisitor;

#define DOOR_WORLD_PASSWORD "correct horse battery"

void door_world_set_up (DoorWorld *self, gconstpointer groups);
void door_world_tear_down (DoorWorld *self, gconstpointer groups);
DoorVisitor *door_world_find (DoorWorld *self, const char *account);
DoorVisitor *door_world_add (DoorWorld *self, const char *account, const char *roles, const char *until);
DoorVisitor *door_world_add_with_key (
    DoorWorld *self, const char *account, const char *roles, const char *until, MadoSigningKey *key);

/* Requests are JSON with ' for ". */
guint door_world_say (
    TlsClient *client, const char *token, const char *verb, MadoAccessReply *out_reply, const char *text, ...)
    G_GNUC_PRINTF (5, 6);
void door_world_grant (DoorWorld *self, const char *account, const char *roles);
void door_world_sign_in (DoorWorld *self, DoorVisitor *visitor);
void door_world_take_leave (DoorVisitor *visitor);
void door_world_push (DoorVisitor *visitor);

/* What `madoguchi-ctl audit show` says, while the service is up. */
char *door_world_show_log (DoorWorld *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
