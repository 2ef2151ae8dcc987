/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-line.h"
#include "sim-person.h"

G_BEGIN_DECLS

/* What a terminal keeps. There is the real replica in its encrypted file, and there is one in memory with the replica's
 * promises, by which thousands of worlds go by in the time in which a file is formatted. A copy is an image of the
 * disk.
 */
typedef struct _SimDisk SimDisk;

/* An operation in the journal. */
typedef struct {
  MadoOperation *operation;
  MadoId withdraws;
  gboolean is_settled; /* its author knows what became of it */
  MadoOutcomeKind outcome;
} SimEntry;

typedef struct {
  SimDisk *(*copy) (SimDisk *self);
  void (*free) (SimDisk *self);
  gboolean (*save) (SimDisk *self, const GPtrArray *operations, MadoInstant now, MadoInstant hold_until);
  gboolean (*withdraw) (SimDisk *self, SimPerson *person, MadoId operation, MadoInstant now);
  GPtrArray *(*list_cases) (SimDisk *self);
  GArray *(*list_journal) (SimDisk *self);
  void (*load_cursor) (SimDisk *self, MadoCursor *out_cursor);
  MadoEntity *(*find_base) (SimDisk *self, MadoId id);
  guint (*count_bases) (SimDisk *self);
  const char *(*check) (SimDisk *self);
  MadoLineStore (*get_store) (SimDisk *self);
} SimDiskType;

struct _SimDisk {
  const SimDiskType *type;
};

/* Makes an empty one; what it is given outlives it. */
typedef SimDisk *(*SimDiskMaker) (MadoJudge *judge, const MadoPerson *person, MadoId device);

SimDisk *sim_disk_copy (SimDisk *self) G_GNUC_WARN_UNUSED_RESULT;
void sim_disk_free (SimDisk *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimDisk, sim_disk_free)

/* --- what the person does: refused where the rules say so, and then not saved */

gboolean sim_disk_save (SimDisk *self, const GPtrArray *operations, MadoInstant now, MadoInstant hold_until);
gboolean sim_disk_withdraw (SimDisk *self, SimPerson *person, MadoId operation, MadoInstant now);
GPtrArray *sim_disk_list_cases (SimDisk *self) G_GNUC_WARN_UNUSED_RESULT;

/* --- what is there */

GArray *sim_journal_new (void) G_GNUC_WARN_UNUSED_RESULT;
GArray *sim_disk_list_journal (SimDisk *self) G_GNUC_WARN_UNUSED_RESULT;
MadoId sim_disk_get_device (SimDisk *self);
void sim_disk_load_cursor (SimDisk *self, MadoCursor *out_cursor);
MadoEntity *sim_disk_find_base (SimDisk *self, MadoId id) G_GNUC_WARN_UNUSED_RESULT;
guint sim_disk_count_bases (SimDisk *self);
gboolean sim_disk_is_all_told (SimDisk *self);
const char *sim_disk_check (SimDisk *self);

MadoLineStore sim_disk_get_store (SimDisk *self);

G_END_DECLS
