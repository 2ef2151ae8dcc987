/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <yyjson.h>

#include "mado-programme.h"

G_BEGIN_DECLS

/* What people write at random into the items of a programme: mostly what leads to a payment. */
typedef struct _RandomValues RandomValues;

/* In each of the programmes: item → the value that does. */
#define RANDOM_PREGNANCY                                                                                               \
  "{\"birth_date\": \"1995-05-05\", \"handbook_date\": \"2025-06-02\", \"delivery_date\": \"2025-12-01\", "            \
  "\"fetuses\": 1, \"heartbeat\": true, \"wish\": true, \"paid_elsewhere\": false, \"moved\": false, "                 \
  "\"pregnancy_month\": 5}"
#define RANDOM_ALLOWANCE                                                                                               \
  "{\"target_group\": \"1\", \"child_birth\": \"2015-05-05\", \"birth_date\": \"1990-05-05\", \"cert_no\": \"12345\"}"
#define RANDOM_SITTER "{}"

RandomValues *random_values_new (const char *likely, guint32 seed) G_GNUC_WARN_UNUSED_RESULT;
void random_values_free (RandomValues *self);

guint random_values_roll (RandomValues *self, guint sides);
gboolean random_values_chance (RandomValues *self, guint percent);

yyjson_mut_val *random_values_make (RandomValues *self, yyjson_mut_doc *doc, const MadoItem *item);
yyjson_mut_val *random_values_make_account (RandomValues *self, yyjson_mut_doc *doc, const char *origin);

G_END_DECLS
