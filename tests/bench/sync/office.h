/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-test-cluster.h"
#include "service-world.h"

G_BEGIN_DECLS

/* The service's own program as it runs for a measurement, with its ward in a file, in PostgreSQL, or in PostgreSQL with
 * a synchronous standby; and the papers of its terminals, "t-v-001" and so on. */
typedef enum {
  OFFICE_FILE,
  OFFICE_SERVER,
  OFFICE_SERVER_AND_STANDBY,
} OfficeKind;

typedef struct {
  World world;
  MadoTestCluster *cluster; /* (nullable) */
  GArray *papers;           /* (element-type Papers) */
  char *address;
} Office;

#define OFFICE_ROLE "verifier"

const char *office_kind_get_name (OfficeKind kind);
Office *office_new (OfficeKind kind, guint n_terminals) G_GNUC_WARN_UNUSED_RESULT;
void office_free (Office *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Office, office_free)

char *office_dup_account (guint number) G_GNUC_WARN_UNUSED_RESULT;
guint office_fill (Office *self, guint n_cases, guint n_histories);
void office_start (Office *self);

void office_check (Office *self, gint64 n_acknowledged);
double office_get_used (const Office *self);
gint64 office_get_memory (const Office *self, const char *field);

G_END_DECLS
