/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-instant.h"
#include "mado-secret.h"

G_BEGIN_DECLS

/* By what this terminal and the service know each other, and where the service is. It does not change. */
typedef struct _MadoPapers MadoPapers;

#define MADO_PAPERS_SOON 30 /* days before the end of its certificate whoever works at a terminal is told */

MadoPapers *mado_papers_new (const char *const *addresses,
                             const char *authority,
                             const char *certificate,
                             const MadoSecret *key,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoPapers *mado_papers_copy (const MadoPapers *self) G_GNUC_WARN_UNUSED_RESULT;
void mado_papers_free (MadoPapers *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoPapers, mado_papers_free)

const char *const *mado_papers_get_addresses (const MadoPapers *self);
const char *mado_papers_get_authority (const MadoPapers *self);
const char *mado_papers_get_certificate (const MadoPapers *self);
const char *mado_papers_get_terminal (const MadoPapers *self);
const MadoSecret *mado_papers_get_key (const MadoPapers *self);
gboolean mado_papers_have_signed (const MadoPapers *self, GBytes *statement, const char *signature);
MadoInstant mado_papers_get_until (const MadoPapers *self);
guint mado_papers_count_days (const MadoPapers *self, MadoInstant now);
gboolean mado_papers_are_valid_at (const MadoPapers *self, MadoInstant now);

G_END_DECLS
