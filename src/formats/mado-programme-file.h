/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "mado-programme.h"

G_BEGIN_DECLS

/* Programmes as they lie on the disk. */

MadoProgramme *mado_programme_file_load (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoProgramme *mado_programme_file_find (const char *id, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
