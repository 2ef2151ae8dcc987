/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <yyjson.h>

G_BEGIN_DECLS

/* Memory in which a text is parsed that has a password in it: nothing of it is left behind. */

const yyjson_alc *mado_wiping_allocator (void);

G_END_DECLS
