/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-errand.h"

G_BEGIN_DECLS

/* What the line is for: docs/protocol.md. */
extern const MadoVerb mado_hello_verb;
extern const MadoVerb mado_push_verb;
extern const MadoVerb mado_pull_verb;
extern const MadoVerb mado_rows_verb;
extern const MadoVerb mado_history_verb;
extern const MadoVerb mado_programme_verb;

G_END_DECLS
