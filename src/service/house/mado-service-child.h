/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-service-sheet.h"

G_BEGIN_DECLS

/* What a service has done beside its daily work: its own program, started once more, for one thing at a time. So
 * nobody waits for it, and a service that ends does not: what was half done is as if it were killed, which saving and
 * trying stand. Threads share it. */
typedef struct _MadoServiceChild MadoServiceChild;

/* Its options. */
#define MADO_SERVICE_CHILD_SAVES "save"
#define MADO_SERVICE_CHILD_DRILLS "drill"

MadoServiceChild *mado_service_child_new (const char *configuration) G_GNUC_WARN_UNUSED_RESULT;
void mado_service_child_free (MadoServiceChild *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoServiceChild, mado_service_child_free)

gboolean mado_service_child_begin (MadoServiceChild *self, MadoServiceWork work, GError **error);
MadoServiceWork mado_service_child_get_work (MadoServiceChild *self);

/* In the other program. */
int mado_service_child_work (const char *configuration, MadoServiceWork work);

G_END_DECLS
