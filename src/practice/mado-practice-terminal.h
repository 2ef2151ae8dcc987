/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk.h"
#include "mado-practice.h"

G_BEGIN_DECLS

/* A profile of a made-up ward, as a terminal has it: what the service would have sent, the pictures, and the last few
 * things that its own person has done there, which are still to be sent. */
typedef struct _MadoPracticeTerminal MadoPracticeTerminal;

MadoPracticeTerminal *mado_practice_terminal_new (MadoDesk *desk, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_practice_terminal_free (MadoPracticeTerminal *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoPracticeTerminal, mado_practice_terminal_free)

const MadoPracticeSink *mado_practice_terminal_get_sink (const MadoPracticeTerminal *self);
gboolean mado_practice_terminal_finish (MadoPracticeTerminal *self, GError **error);

G_END_DECLS
