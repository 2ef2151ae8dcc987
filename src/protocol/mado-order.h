/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "mado-instant.h"

G_BEGIN_DECLS

/* GET /v1/order: what a terminal is to do. It is answered to whoever the service knows at all, signed in or not: so a
 * terminal that is turned away elsewhere asks here why. */
typedef enum {
  MADO_ORDER_WORK,
  MADO_ORDER_WIPE, /* hand in what was not sent, then destroy what is there */
} MadoOrderKind;

typedef struct {
  char *terminal;
  MadoOrderKind kind;
  MadoInstant now; /* official time */
  char *seal_to;   /* to which public key what was not sent is sealed (mado-envelope.h); "": there is none */
  char *signature; /* by the authority, of mado_order_write_statement(); "": it is not signed */
} MadoOrder;

GBytes *mado_order_write (const MadoOrder *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *mado_order_write_statement (const MadoOrder *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_order_read (GBytes *text, MadoOrder *out_order, GError **error);
void mado_order_clear (MadoOrder *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoOrder, mado_order_clear)

G_END_DECLS
