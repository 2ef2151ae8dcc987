/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <yyjson.h>

G_BEGIN_DECLS

typedef enum {
  MADO_MERGE_WRITE,    /* as its author saw it: the new value goes in */
  MADO_MERGE_SAME,     /* somebody else wrote the same, or nothing shall change */
  MADO_MERGE_CONFLICT, /* somebody else wrote something else */
} MadoMerge;

gboolean mado_merge_is_same (yyjson_val *a, yyjson_val *b);
MadoMerge mado_merge_value (yyjson_val *was, yyjson_val *now, yyjson_val *current);

G_END_DECLS
