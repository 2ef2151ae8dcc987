/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-access.h"
#include "mado-rebuffs.h"

G_BEGIN_DECLS

/* What is turned away so cheaply that somebody could do it thousands of times a second: it is counted here and goes
 * into the log now and then, a line for all of one kind. Threads share it; one of them writes. */
typedef struct _MadoTally MadoTally;

MadoTally *mado_tally_new (const MadoAccess *access) G_GNUC_WARN_UNUSED_RESULT;
void mado_tally_free (MadoTally *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoTally, mado_tally_free)

void mado_tally_count (MadoTally *self, const MadoAccessEvent *event);
void mado_tally_count_rebuffs (MadoTally *self, const MadoRebuffs *rebuffs);
gboolean mado_tally_is_empty (MadoTally *self);
gboolean mado_tally_write (MadoTally *self, MadoBackend *backend, GError **error);
void mado_tally_settle (MadoTally *self);

G_END_DECLS
