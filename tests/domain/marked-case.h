/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-entity.h"
#include "mado-programme.h"

G_BEGIN_DECLS

/* Where the items of a case can stand, a bit each. */
#define MARKED_ROWS 1
#define MARKED_ITEMS 2
#define MARKED_CONFLICTS 4
#define MARKED_ASKED 8
#define MARKED_NOTES 16
#define MARKED_EVERYWHERE 31

/* A case in which each item's value is its marker, "<id>", and its author "[id]". */
MadoEntity *marked_case_make (const MadoProgramme *programme,
                              guint where,
                              gboolean is_protected) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
