/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Ordinary memory through which a password comes, before it is a MadoSecret. */

GBytes *mado_wiped_bytes_new_take (void *bytes, gsize length) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
