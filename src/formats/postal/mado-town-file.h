/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "mado-finding.h"
#include "mado-town-table.h"

G_BEGIN_DECLS

MadoTownTable *mado_town_file_load (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoTownTable *mado_town_file_load_sample (GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoTownTable *mado_town_file_load_default (GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *mado_town_file_convert (GInputStream *ken_all, MadoFindings *findings, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_town_file_save (const char *text, GError **error);

G_END_DECLS
