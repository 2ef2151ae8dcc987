/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-apply.h"
#include "mado-chance.h"
#include "mado-phrases.h"

G_BEGIN_DECLS

/* Somebody who works at the office, with one role and a key of their own. */
typedef struct {
  char *account;
  char *name;
  const char *roles[2];
  MadoSigningKey *key;
} MadoClerk;

/* All who work by a programme, three to each role. They never change and may be shared between threads. */
typedef struct {
  const MadoProgramme *programme;
  GPtrArray *clerks; /* (element-type MadoClerk) */
} MadoStaff;

MadoStaff *mado_staff_new (const MadoProgramme *programme, const MadoPhrases *phrases, guint64 seed, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void mado_staff_free (MadoStaff *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoStaff, mado_staff_free)

GPtrArray *mado_staff_list (const MadoStaff *self,
                            const GPtrArray *roles,
                            MadoChance *chance) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *mado_staff_list_with_duty (const MadoStaff *self,
                                      const char *duty,
                                      MadoChance *chance) G_GNUC_WARN_UNUSED_RESULT;

MadoPerson mado_clerk_get_person (const MadoClerk *self);

G_END_DECLS
