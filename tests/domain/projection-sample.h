/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-projection.h"

G_BEGIN_DECLS

/* Entities written down as JSON with ' for ", and what somebody gets of them. */

#define PROJECTION_ID "0195eeb1-5a00-7abc-8def-0123456789ab" /* of whatever is projected */
#define PROJECTION_ROW "0195eeb1-5a00-7abc-8def-0123456789ac"

#define PROJECTION_N_PROGRAMMES 4

/* All that are delivered, and the first once more, but that its call agents see all names, telephones, dates and
 * comments masked. */
extern const char *const projection_programmes[PROJECTION_N_PROGRAMMES];

MadoProgramme *projection_load (const char *name) G_GNUC_WARN_UNUSED_RESULT;
char *projection_spell (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *projection_dup_text (const MadoEntity *entity) G_GNUC_WARN_UNUSED_RESULT;

MadoEntity *projection_make (const char *kind, const char *body) G_GNUC_WARN_UNUSED_RESULT;
MadoEntity *projection_project (const MadoProgramme *programme,
                                MadoEntity *entity,
                                const char *const *roles) G_GNUC_WARN_UNUSED_RESULT;

void projection_assert (
    const char *programme_name, const char *kind, const char *role, const char *body, const char *expected);
void projection_assert_case (const char *role, const char *body, const char *expected);

G_END_DECLS
