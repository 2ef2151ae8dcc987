/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-push.h"
#include "terminal-sample.h"

G_BEGIN_DECLS

/* The service's work without the service: a stream in this process, in an encrypted file, in a database, or in memory.
 */
typedef struct {
  MadoBackend *backend;
  Ward *ward;
  MadoStream *stream;
  Terminal *terminal;
  char *path;             /* (nullable): of its file */
  MadoMemoryWard *memory; /* (nullable) */
  GQueue pushes;          /* (element-type MadoPushRequest): that wait */
  gint64 written;
  MadoHash chain;
  gint64 received;
} Inside;

Inside *inside_new_in_file (const char *path) G_GNUC_WARN_UNUSED_RESULT;
Inside *inside_new_in_database (const char *conninfo) G_GNUC_WARN_UNUSED_RESULT;
Inside *inside_new_in_memory (void) G_GNUC_WARN_UNUSED_RESULT;
void inside_free (Inside *self);

void inside_write_pushes (Inside *self, guint n_pushes, guint n_operations);
guint inside_push (Inside *self);

G_END_DECLS
