/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-door.h"

G_BEGIN_DECLS

/* The lists that the ward works by, from the service to this machine, where whatever looks something up finds them. */

void mado_reference_fetch (const MadoDoor *door, GCancellable *cancellable);
char *mado_reference_dup_file_name (const char *list, const char *day) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
