/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-access.h"
#include "mado-memory-backend.h"
#include "mado-test-cluster.h"
#include "terminal-sample.h"

G_BEGIN_DECLS

/* Wards of each kind to be copied, saved and moved, and an office that works in one. */

typedef struct _KeepKind KeepKind;

typedef struct {
  const KeepKind *kind;
  gpointer place;
  MadoBackend *writer; /* (nullable): a test may free it, so that somebody else writes */
} KeepWard;

struct _KeepKind {
  const char *name;
  gpointer (*make) (void);
  MadoBackend *(*open) (gpointer place, MadoBackendAccess access, GError **error);
  void (*destroy) (gpointer place);
};

extern const KeepKind keep_memory, keep_sqlcipher, keep_postgresql;
extern const KeepKind keep_second_postgresql; /* in a cluster of its own */

KeepWard *keep_ward_new (const KeepKind *kind) G_GNUC_WARN_UNUSED_RESULT;
void keep_ward_free (KeepWard *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KeepWard, keep_ward_free)
MadoBackend *keep_ward_open (KeepWard *self, MadoBackendAccess access) G_GNUC_WARN_UNUSED_RESULT;

#define KEEP_STREAM "shinjuku/ninpu-r7"
#define KEEP_ACCESS_STREAM "shinjuku/access"
#define KEEP_N_STREAMS 2

/* Two programmes, and somebody who does whatever changes something anywhere, at the door, too. */
typedef struct {
  Ward *ward;
  MadoAccess *access;
  Terminal *terminals[KEEP_N_STREAMS];
  GRand *random;
  GArray *cases[KEEP_N_STREAMS]; /* (element-type MadoId) */
  guint n_done;
} KeepOffice;

KeepOffice *keep_office_new (MadoBackend *backend, guint32 seed) G_GNUC_WARN_UNUSED_RESULT;
void keep_office_free (KeepOffice *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KeepOffice, keep_office_free)
void keep_office_work (KeepOffice *self, guint n_steps);
void keep_office_erase (KeepOffice *self, MadoId id);
void keep_office_follow (KeepOffice *self, MadoBackend *backend);
MadoId keep_office_get_case (const KeepOffice *self, guint index);

int keep_run_tests (void);

G_END_DECLS
