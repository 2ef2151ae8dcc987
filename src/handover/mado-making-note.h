/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-database.h"
#include "mado-hash.h"
#include "mado-id.h"

G_BEGIN_DECLS

/* A file that is being made: where, what it is called until it is whole, and then. */
typedef struct {
  char *folder;
  char *part;
  char *name;
  MadoHash digest;
} MadoMakingFile;

/* A packet that is being made, as its profile has it on the disk before anything lies on a medium: so that whoever
 * opens the profile next knows what may lie where. */
typedef struct {
  MadoId group; /* of the operations that enter it in the ledger */
  MadoMakingFile packet;
  MadoMakingFile notice; /* of its password */
} MadoMakingNote;

gboolean mado_making_note_save (const MadoMakingNote *self, MadoDatabase *database, MadoInstant now, GError **error);
gboolean mado_making_note_find (MadoDatabase *database, MadoMakingNote **out_note, GError **error);
gboolean mado_making_note_forget (MadoDatabase *database, GError **error);
void mado_making_note_free (MadoMakingNote *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoMakingNote, mado_making_note_free)

G_END_DECLS
