/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-backend.h"
#include "mado-published.h"

G_BEGIN_DECLS

/* A programme that another program of the service's account wants published while the service holds its ward
 * (madoguchi-ctl service publish): one for each stream, on a shelf of the office. The service takes the order away when
 * the programme is in the log, or writes on it why it could not. */
typedef struct {
  char *stream;  /* "WARD/PROGRAMME" */
  char *account; /* of whoever answers for it */
  GBytes *programme;
  char *key;       /* (nullable): where it is signed: mado-publication.h */
  char *signature; /* (nullable): as @key */
  char *fault;     /* (nullable): why the service could not */
} MadoPublishOrder;

void mado_publish_order_free (MadoPublishOrder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoPublishOrder, mado_publish_order_free)

/* Each within a turn of the office. */
gboolean mado_publish_order_find (MadoBackend *office,
                                  const char *stream,
                                  MadoPublishOrder **out_order,
                                  GError **error);
GPtrArray *mado_publish_order_list (MadoBackend *office, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_publish_order_put (const MadoPublishOrder *self, MadoBackend *office, GError **error);
gboolean mado_publish_order_drop (MadoBackend *office, const char *stream, GError **error);

G_END_DECLS
