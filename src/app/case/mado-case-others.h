/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-database.h"
#include "mado-entity.h"
#include "mado-programme.h"

G_BEGIN_DECLS

GPtrArray *mado_case_others_load (MadoDatabase *reader,
                                  const MadoProgramme *programme,
                                  const MadoEntity *entity,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
