/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-manuscript.h"
#include "mado-programme.h"

G_BEGIN_DECLS

/* What somebody has beside his keyboard on his first days: two pages of one role in one programme. What he may do comes
 * from the programme, how he learns it from the course, and the keys from the table below, which a test holds against
 * that of the window. */

typedef struct {
  const char *action; /* of the window's table */
  const char *accelerator;
  const char *keys;
  const char *words;
} MadoCardKey;

extern const MadoCardKey mado_role_card_keys[]; /* ends with an empty one */

MadoManuscript *mado_role_card_write (const MadoProgramme *programme,
                                      const char *role,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
