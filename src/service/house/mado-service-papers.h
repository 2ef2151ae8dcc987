/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-authority.h"
#include "mado-service-settings.h"

G_BEGIN_DECLS

/* What the service proves itself with, and what its files are encrypted with: five small files that nobody else may
 * read (the two certificates may be). mado-service-making.h makes them. */
typedef struct {
  MadoAuthority *authority;
  char *certificate; /* PEM */
  MadoSecret *key;   /* PEM, with a zero byte behind it */
  MadoInstant until; /* the certificate's end */
  MadoSecret *secret;
} MadoServicePapers;

#define MADO_SERVICE_SECRET_SIZE 32

MadoServicePapers *mado_service_papers_load (const MadoServiceSettings *settings,
                                             GPtrArray *faults) G_GNUC_WARN_UNUSED_RESULT;
void mado_service_papers_free (MadoServicePapers *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoServicePapers, mado_service_papers_free)

MadoAuthority *mado_service_papers_load_authority (const MadoServiceSettings *settings,
                                                   GPtrArray *faults) G_GNUC_WARN_UNUSED_RESULT;
MadoSecret *mado_service_papers_load_secret (const MadoServiceSettings *settings,
                                             GPtrArray *faults) G_GNUC_WARN_UNUSED_RESULT;
MadoSecret *mado_service_papers_load_backup_key (const char *path, GPtrArray *faults) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
