/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk.h"
#include "mado-published.h"

G_BEGIN_DECLS

/* What a service says that it published, and a desk that hears of it. */
GBytes *publication_sample_write_header (
    const char *stream, gint64 revision, const char *kind, GBytes *programme, gboolean is_signed);
gboolean publication_sample_follow (
    MadoDesk *desk, const MadoPublished *published, gint64 revision, gboolean *out_is_new, GError **error);

G_END_DECLS
