/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-programme.h"

G_BEGIN_DECLS

/* One difference between the items of two programmes: what an approving committee has to look at. */
typedef struct {
  const char *item;   /* (transfer none): its id */
  const char *aspect; /* static: "item" (added or removed), "label", "type", "required", "see", "edit", "give" */
  char *before;       /* "": there was none */
  char *after;        /* "": there is none */
} MadoItemChange;

GPtrArray *mado_programme_compare_items (const MadoProgramme *older,
                                         const MadoProgramme *newer) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
