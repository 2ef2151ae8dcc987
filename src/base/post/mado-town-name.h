/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The names of prefectures, municipalities and towns, as people spell them. */

char *mado_town_name_fold (const char *name) G_GNUC_WARN_UNUSED_RESULT;
gsize mado_town_name_fold_next (const char *text, GString *key);
gsize mado_town_name_match (const char *text, const char *name);

G_END_DECLS
