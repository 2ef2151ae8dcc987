/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <yyjson.h>

G_BEGIN_DECLS

typedef enum {
  MADO_MERGE_WRITE,    /* as its author saw it: the new value goes in */
  MADO_MERGE_SAME,     /* somebody else wrote the same */
  MADO_MERGE_CONFLICT, /* somebody else wrote something else */
} MadoMerge;

MadoMerge mado_merge_value (yyjson_val *was, yyjson_val *now, yyjson_val *current);

G_END_DECLS
