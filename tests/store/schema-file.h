/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "replica-terminal.h"

G_BEGIN_DECLS

/* The profiles of tests/data/schema/: one of each version of the tables, with the same content as far as the version
 * has tables for it. Whatever opens them never changes. */

#define SCHEMA_FILE_FOLDER "schema"

void schema_file_use (StoreSample *sample);
void schema_file_fill (ReplicaTerminal *terminal);
void schema_file_assert_content (ReplicaTerminal *terminal, guint version);

G_END_DECLS
