/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One thing wrong in a programme file, with its place: for whoever writes the file. */
typedef struct {
  const char *code; /* static and never changed, e.g. "E_MEMBER_UNKNOWN" */
  char *pointer;    /* JSON pointer */
  guint line;       /* from 1 */
  guint column;     /* in characters, from 1 */
  char *message;    /* a sentence without its full stop */
} MadoProgrammeFault;

#define MADO_PROGRAMME_MAX_FAULTS 500 /* whoever has more repairs those first */

GPtrArray *mado_programme_faults_new (void) G_GNUC_WARN_UNUSED_RESULT;
void mado_programme_faults_add (
    GPtrArray *self, const char *text, gsize length, gsize offset, const char *code, const char *message);
void mado_programme_faults_sort (GPtrArray *self);
const MadoProgrammeFault *mado_programme_faults_get (const GPtrArray *self, guint index);

G_END_DECLS
