/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A wire to a service that is cut again and again, after any number of bytes, in whichever direction they went. It
 * knows nothing of what goes over it. */
typedef struct _MadoCutWire MadoCutWire;

MadoCutWire *mado_cut_wire_new (const char *address, guint most_bytes) G_GNUC_WARN_UNUSED_RESULT;
void mado_cut_wire_free (MadoCutWire *self);

const char *mado_cut_wire_get_address (const MadoCutWire *self);
guint mado_cut_wire_count_cuts (MadoCutWire *self);

G_END_DECLS
