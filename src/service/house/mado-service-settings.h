/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-audit-rules.h"
#include "mado-http-limits.h"
#include "mado-lease-rule.h"
#include "mado-service-fault.h"

G_BEGIN_DECLS

/* What the configuration file says (data/service/service.conf, docs/service.md). */

#define MADO_SERVICE_SETTINGS_PATH "/etc/madoguchi/service.conf"

/* Where a ward is kept, or the service's own office. */
typedef struct {
  char *name;
  char *backend; /* "sqlcipher", … */
  char *place;   /* the file, or how to connect: what its backend wants to know */
  MadoLeaseRule *lease_rule;
} MadoWardSettings;

typedef struct {
  char *path;    /* of the configuration itself; other paths are from its folder on */
  char *listen;  /* "[::]:8443"; a socket that systemd hands over takes its place */
  char *address; /* where terminals find it: "madoguchi.example:8443" */
  char **allow;  /* networks that may connect; ends with NULL */
  char *folder;  /* where it keeps everything */
  char *authority;
  char *authority_key;
  char *certificate;
  char *key;
  char *secret;        /* what the keys of files are made of */
  char *terminals;     /* (nullable): the ward whose administrators see to them; otherwise the only one does */
  char *backup_folder; /* (nullable): where wards are saved, a folder for each */
  char *backup_key;
  gint64 free_disk; /* MiB that the folder's disk must have left at the start */
  guint n_threads;  /* on the line */
  guint n_readers;  /* in each ward */
  MadoHttpLimits limits;
  MadoAuditRules audit; /* what is normal in its wards */
  MadoWardSettings *office;
  GPtrArray *wards; /* (element-type MadoWardSettings) */
} MadoServiceSettings;

MadoServiceSettings *mado_service_settings_load (const char *path, GPtrArray *faults) G_GNUC_WARN_UNUSED_RESULT;
void mado_service_settings_free (MadoServiceSettings *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoServiceSettings, mado_service_settings_free)

const MadoWardSettings *mado_service_settings_find_ward (const MadoServiceSettings *self, const char *name);
gboolean mado_ward_name_is_valid (const char *name);

G_END_DECLS
