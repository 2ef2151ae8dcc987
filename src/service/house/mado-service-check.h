/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-address-list.h"
#include "mado-service-papers.h"

G_BEGIN_DECLS

/* What the service needs to start, looked at as a whole: it starts with all of it, or not at all. */
typedef struct {
  MadoServiceSettings *settings;
  MadoServicePapers *papers;
  MadoAddressList *addresses;
} MadoServiceGround;

/* What is looked at, in this order; ends with NULL. Each fault names its own. */
extern const char *const mado_service_subjects[];

MadoServiceGround *mado_service_check (const char *path, GPtrArray *faults) G_GNUC_WARN_UNUSED_RESULT;
void mado_service_ground_free (MadoServiceGround *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoServiceGround, mado_service_ground_free)

G_END_DECLS
