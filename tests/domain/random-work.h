/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "random-office.h"

G_BEGIN_DECLS

/* People do what comes into their heads: mostly sensible, often not. Here is what somebody wants, ready to be applied.
 */
typedef struct {
  const RandomPerson *actor;
  MadoOperation *operation;
  MadoContext context;
  MadoPublicKey key;
} RandomStep;

void random_work_next (RandomOffice *office, RandomStep *out_step);
void random_work_edit (RandomOffice *office, const MadoEntity *entity, RandomStep *out_step);

void random_step_clear (RandomStep *step);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RandomStep, random_step_clear)

G_END_DECLS
