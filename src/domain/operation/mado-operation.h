/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <yyjson.h>

#include "mado-id.h"
#include "mado-signature.h"

G_BEGIN_DECLS

#define MADO_OPERATION_MAX_LENGTH (256 * 1024) /* bytes; a whole form with a long comment has 10 KB */

/* Who wants what done with which entity. */
typedef struct {
  MadoId id;
  MadoId entity;
  const char *kind;     /* "case.edit" */
  gint64 base;          /* the entity's version that the actor saw; 0: it is new */
  const char *actor;    /* an account */
  const char *terminal; /* where, as the actor's terminal says */
  gint64 time;          /* when, as its clock says: milliseconds since 1970. A claim: nothing is decided by it */
  MadoId group;         /* operations of one group apply all or none; MADO_ID_NONE: by itself */
} MadoOperationHeader;

/* The only way to change an entity: canonical JSON, signed where the work needs it. It never changes. */
typedef struct _MadoOperation MadoOperation;

MadoOperation *mado_operation_read (const char *text, gsize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoOperation *mado_operation_new (const MadoOperationHeader *header,
                                   yyjson_mut_val *body,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoOperation *mado_operation_sign (const MadoOperation *self,
                                    const MadoSigningKey *key,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoOperation *mado_operation_ref (MadoOperation *self);
void mado_operation_unref (MadoOperation *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoOperation, mado_operation_unref)

const MadoOperationHeader *mado_operation_get_header (const MadoOperation *self);
yyjson_val *mado_operation_get_body (const MadoOperation *self);
GBytes *mado_operation_get_text (const MadoOperation *self);
gboolean mado_operation_is_signed (const MadoOperation *self);
gboolean mado_operation_verify (const MadoOperation *self, MadoPublicKey *out_signer, GError **error);

G_END_DECLS
