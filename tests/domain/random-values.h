/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <yyjson.h>

#include "mado-programme.h"

G_BEGIN_DECLS

/* What people write at random into the items of a programme: mostly what leads to a payment. */
typedef struct _RandomValues RandomValues;

RandomValues *random_values_new (const char *likely, guint32 seed) G_GNUC_WARN_UNUSED_RESULT;
void random_values_free (RandomValues *self);

guint random_values_roll (RandomValues *self, guint sides);
gboolean random_values_chance (RandomValues *self, guint percent);

yyjson_mut_val *random_values_make (RandomValues *self, yyjson_mut_doc *doc, const MadoItem *item);
yyjson_mut_val *random_values_make_account (RandomValues *self, yyjson_mut_doc *doc, const char *origin);

G_END_DECLS
