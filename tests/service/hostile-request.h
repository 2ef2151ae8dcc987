/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A request as somebody who knows the line and means no good would send it: mostly right, and wrong somewhere. */
typedef struct {
  GByteArray *bytes;
  gboolean is_whole; /* the service has no reason to wait for more of it */
} HostileRequest;

/* Whose sessions it may say it has: one that is good where it is sent is only in what nothing comes of. */
typedef struct {
  const char *own;
  const char *stolen;
} HostileTokens;

HostileRequest hostile_request_make (GRand *chance, const HostileTokens *tokens);
void hostile_request_clear (HostileRequest *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HostileRequest, hostile_request_clear)

G_END_DECLS
