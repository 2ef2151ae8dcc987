/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-backend.h"

G_BEGIN_DECLS

/* That a ward is to go elsewhere, left in the service's office by whoever copied it there (madoguchi-ctl service
 * migrate): the service alone can hand it over while it writes in it. It takes the order away when the directory has
 * the new place, or writes on it why it could not. */
typedef struct {
  char *ward;
  char *place; /* mado_ward_place_read() reads it */
  char *fault; /* (nullable): why the service could not */
} MadoMoveOrder;

void mado_move_order_free (MadoMoveOrder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoMoveOrder, mado_move_order_free)

/* Each within a turn of the office. */
gboolean mado_move_order_find (MadoBackend *office, const char *ward, MadoMoveOrder **out_order, GError **error);
GPtrArray *mado_move_order_list (MadoBackend *office, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_move_order_put (const MadoMoveOrder *self, MadoBackend *office, GError **error);
gboolean mado_move_order_drop (MadoBackend *office, const char *ward, GError **error);

G_END_DECLS
