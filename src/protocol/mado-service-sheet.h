/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "mado-instant.h"

G_BEGIN_DECLS

/* POST /v1/a/WARD/service/look, save, drill: how the service does, for whoever runs it. Wards are named; nobody who
 * works in them, and nobody whom the work is about. */

#define MADO_SERVICE_SHEET_MAX_WARDS 1000

/* What goes on beside the daily work. */
typedef enum {
  MADO_SERVICE_REST,
  MADO_SERVICE_SAVES,
  MADO_SERVICE_DRILLS,
  MADO_SERVICE_N_WORKS,
} MadoServiceWork;

/* What came of it the last time. */
typedef struct {
  MadoInstant at; /* 0: it was never done */
  gboolean is_good;
  char *what; /* what went wrong, in the words of the log; "" where nothing did */
} MadoServiceDeed;

typedef struct {
  char *ward;
  gboolean is_office;    /* what the service keeps for itself */
  MadoServiceDeed save;  /* it was saved */
  MadoServiceDeed drill; /* it was tried whether that comes back */
} MadoServiceLine;

typedef struct {
  char *release;
  MadoInstant now;
  MadoInstant since;       /* it was started */
  char *address;           /* where terminals find it */
  MadoInstant certificate; /* ends */
  gint64 disk_free;        /* bytes, on the disk of its folder */
  gint64 disk_size;
  gint64 disk_wanted; /* it does not start with less */
  gint64 n_connections;
  gint64 n_requests;
  gint64 n_rebuffs;
  gint64 n_ending;   /* terminals that work, and whose certificate ends within the days that are looked ahead */
  gboolean is_saved; /* the configuration says where */
  MadoServiceWork work;
  GArray *lines; /* (element-type MadoServiceLine) */
} MadoServiceSheet;

MadoServiceSheet *mado_service_sheet_new (void) G_GNUC_WARN_UNUSED_RESULT;
void mado_service_sheet_free (MadoServiceSheet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoServiceSheet, mado_service_sheet_free)

void mado_service_deed_clear (MadoServiceDeed *self);

GBytes *mado_service_sheet_write (const MadoServiceSheet *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
MadoServiceSheet *mado_service_sheet_read (GBytes *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A deed as a record of its own, which is how it is remembered beside what was saved. */
GBytes *mado_service_deed_write (const MadoServiceDeed *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean mado_service_deed_read (GBytes *text, MadoServiceDeed *out_deed, GError **error);

G_END_DECLS
