/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-hash.h"

G_BEGIN_DECLS

/* A place in a stream's log. */
typedef struct {
  gint64 seq; /* 0: before the first entry */
  MadoHash chain;
} MadoLogPlace;

G_END_DECLS
