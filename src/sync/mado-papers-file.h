/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-papers.h"

G_BEGIN_DECLS

/* A terminal's papers in a file of its own, which only its owner may read. They are needed before anybody has signed
 * in, so no password locks them; without somebody's account they open nothing but the door. */

#define MADO_PAPERS_FILE_NAME "terminal.papers" /* beside the profiles */

MadoPapers *mado_papers_file_load (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_papers_file_save (const char *path, const MadoPapers *papers, GError **error);

G_END_DECLS
