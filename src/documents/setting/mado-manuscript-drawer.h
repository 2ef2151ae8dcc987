/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-manuscript.h"

G_BEGIN_DECLS

/* What thousands of documents of one kind say, put away until it is needed again: what they have in common is there
 * once, so each takes little more than what it alone says. All of it is wiped when it goes. For one thread at a time.
 */
typedef struct _MadoManuscriptDrawer MadoManuscriptDrawer;

MadoManuscriptDrawer *mado_manuscript_drawer_new (void) G_GNUC_WARN_UNUSED_RESULT;
void mado_manuscript_drawer_free (MadoManuscriptDrawer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoManuscriptDrawer, mado_manuscript_drawer_free)

guint mado_manuscript_drawer_put (MadoManuscriptDrawer *self, const MadoManuscript *manuscript);
MadoManuscript *mado_manuscript_drawer_read (const MadoManuscriptDrawer *self, guint place) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
