/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-entity.h"
#include "mado-finding.h"
#include "mado-operation.h"
#include "mado-policy.h"

G_BEGIN_DECLS

/* What leaves the service, whichever way: over the line, on the screen, on paper, on a medium. */

gboolean mado_project_for_person (const MadoProgramme *programme,
                                  MadoEntity *entity,
                                  const MadoEntity *about,
                                  const MadoPerson *person,
                                  MadoEntity **out_entity,
                                  GError **error);
gboolean mado_project_may_get (const MadoProgramme *programme, const char *kind, const MadoPerson *person);
gboolean mado_project_shows_attachment (const MadoProgramme *programme,
                                        const MadoEntity *entity,
                                        const MadoPerson *person,
                                        const MadoItem *item);
gboolean mado_project_operation (const MadoProgramme *programme,
                                 const MadoOperation *operation,
                                 const MadoEntity *entity,
                                 const MadoEntity *about,
                                 const MadoPerson *person,
                                 GBytes **out_text,
                                 GError **error);

/* Why an item of a packet was left out. */
#define MADO_PROJECTION_NOT_APPROVED "E_NOT_APPROVED" /* its receiver may not have it, or nobody knows it */
#define MADO_PROJECTION_PROTECTED "E_PROTECTED"       /* it would tell where a protected person lives */

yyjson_doc *mado_project_for_receiver (const MadoProgramme *programme,
                                       const MadoEntity *entity,
                                       const char *receiver,
                                       const GPtrArray *items,
                                       MadoFindings *findings) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
