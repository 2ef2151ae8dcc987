/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-errand.h"

G_BEGIN_DECLS

/* What is asked beside the log: attachments, what was looked at, and who has what open (user data: the
 * MadoAttendance). */
extern const MadoVerb mado_blob_put_verb;
extern const MadoVerb mado_blob_finish_verb;
extern const MadoVerb mado_blob_get_verb;
extern const MadoVerb mado_presence_verb;
extern const MadoVerb mado_reads_verb;

G_END_DECLS
