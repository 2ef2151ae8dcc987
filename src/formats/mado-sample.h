/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The made-up files that come with the program, for as long as an operator has imported none. */

char *mado_sample_dup_path (const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
