/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-key-file.h"

G_BEGIN_DECLS

/* A share of a key in a file of its own, as a terminal has it. */

#define MADO_SHARE_FILE_NAME "terminal.share" /* beside the profiles that it takes part in */

MadoSecret *mado_share_file_load (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoSecret *mado_share_file_create (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
