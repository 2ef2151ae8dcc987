/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-entity.h"
#include "mado-programme.h"

G_BEGIN_DECLS

/* Whose money goes to which account: the same one on several people is looked at by somebody before money goes there.
 */
typedef struct _MadoAccountSharing MadoAccountSharing;

MadoAccountSharing *mado_account_sharing_new (const MadoProgramme *programme) G_GNUC_WARN_UNUSED_RESULT;
void mado_account_sharing_free (MadoAccountSharing *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoAccountSharing, mado_account_sharing_free)

void mado_account_sharing_add (MadoAccountSharing *self, const MadoEntity *entity);
const char *mado_account_sharing_find (const MadoAccountSharing *self, const MadoEntity *entity, MadoId *out_other);

G_END_DECLS
