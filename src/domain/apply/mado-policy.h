/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-programme.h"

G_BEGIN_DECLS

/* Somebody with the roles that the register of persons gives them in a programme. */
typedef struct {
  const char *account;
  const char *const *roles; /* ends with NULL */
} MadoPerson;

gboolean mado_policy_has_role (const MadoPerson *person, const GPtrArray *roles);
gboolean mado_policy_has_duty (const MadoPerson *person, const MadoProgramme *programme, const char *duty);
gboolean mado_policy_may_see (const MadoPerson *person, const MadoItem *item);
gboolean mado_policy_is_masked (const MadoPerson *person, const MadoItem *item);
gboolean mado_policy_may_edit (const MadoPerson *person, const MadoItem *item);
gboolean mado_policy_may_attach (const MadoPerson *person, const MadoItem *item);
gboolean mado_policy_may_look (const MadoPerson *person, const MadoProgramme *programme);

G_END_DECLS
