/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Why the service does not start, and what to do about it: for an administrator, all at once. Nothing secret is in it.
 */
typedef struct {
  const char *subject; /* (nullable): of mado_service_subjects */
  char *what;
  char *remedy;
} MadoServiceFault;

GPtrArray *mado_service_faults_new (void) G_GNUC_WARN_UNUSED_RESULT;
void mado_service_faults_add (GPtrArray *faults, const char *remedy, const char *format, ...) G_GNUC_PRINTF (3, 4);
void mado_service_faults_name_subject (const GPtrArray *faults, const char *subject);
const MadoServiceFault *mado_service_faults_get (const GPtrArray *faults, guint index);

G_END_DECLS
