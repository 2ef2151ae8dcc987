/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <yyjson.h>

G_BEGIN_DECLS

/* What became of the account that two people agreed on. */

gboolean mado_account_has_failed (yyjson_val *body);

G_END_DECLS
