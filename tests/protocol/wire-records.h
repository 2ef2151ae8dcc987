/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Every record that goes over the line, in one way: made up by chance, written, and read and written again. */
typedef struct {
  const char *name;
  GBytes *(*make) (GRand *chance);
  GBytes *(*rewrite) (GBytes *text, GError **error);
} WireRecord;

const WireRecord *wire_record_list (void);
const WireRecord *wire_record_find (const char *name);

G_END_DECLS
