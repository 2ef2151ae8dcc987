/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-stream-paper.h"
#include "mado-unsent.h"

G_BEGIN_DECLS

gboolean mado_unsent_paper_take (MadoStream *stream,
                                 MadoBackend *backend,
                                 const char *administrator,
                                 const char *terminal,
                                 const MadoUnsent *unsent,
                                 gboolean *out_is_whole,
                                 GError **error);

G_END_DECLS
