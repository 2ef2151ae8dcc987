/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-ward-item.h"
#include "mado-ward-mark.h"

G_BEGIN_DECLS

/* Who takes what a ward has. Items are lent; those of a kind come together, in the order of MadoWardItemKind, but that
 * each stream has its entities, entries and devices together. */
typedef struct {
  gboolean (*take) (gpointer user_data, const MadoWardItem *item, GError **error);
  /* (nullable): whether he knows already what is in a part of an attachment: then it comes without its bytes */
  gboolean (*knows) (gpointer user_data, const MadoStoredPart *part, gboolean *out_knows, GError **error);
  gpointer user_data;
} MadoWardTaker;

gboolean mado_ward_walk (MadoBackend *from, const MadoWardMark *since, const MadoWardTaker *taker, GError **error);

G_END_DECLS
