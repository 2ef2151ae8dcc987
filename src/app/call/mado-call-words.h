/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-call.h"

G_BEGIN_DECLS

/* What is said of a call to whoever writes it down. */

const char *mado_call_words_get_fault (const MadoCallFault *fault);
char *mado_call_words_write_promise (MadoCall *call, MadoInstant now) G_GNUC_WARN_UNUSED_RESULT;
char *mado_call_words_dup_proposal (MadoCall *call, MadoInstant now) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
