/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-stream.h"

G_BEGIN_DECLS

gboolean mado_stream_judge_worker (
    MadoStream *self, MadoBackend *backend, const MadoCaller *caller, gboolean *out_may_work, GError **error);

G_END_DECLS
