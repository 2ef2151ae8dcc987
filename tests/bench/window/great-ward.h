/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk.h"

G_BEGIN_DECLS

/* A profile with as many cases as are wanted, each of which can be finished at once; more of them wait to be loaded. */
typedef struct _GreatWard GreatWard;

GreatWard *great_ward_new (const char *folder);
void great_ward_free (GreatWard *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GreatWard, great_ward_free)

MadoDesk *great_ward_get_desk (GreatWard *self);
char *great_ward_dup_name (GreatWard *self) G_GNUC_WARN_UNUSED_RESULT;
void great_ward_bring_call (GreatWard *self);
void great_ward_load (GreatWard *self, guint n_cases);

G_END_DECLS
