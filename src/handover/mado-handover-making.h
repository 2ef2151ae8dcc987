/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk.h"
#include "mado-packet-choice.h"
#include "mado-signature.h"

G_BEGIN_DECLS

/* Makes a packet out of a profile, its password notice, and the signed entries of both in the ledger, in one act: there
 * is no packet without its entry, no entry without its packet, and no packet whose password nobody has. What a crash
 * leaves behind is undone by mado_making_recover(), which every making begins with. */

/* How far it is; each is on the disk, or on the medium, when it is told. */
typedef enum {
  MADO_MAKING_GATHERED,  /* the cases are chosen, nothing is written */
  MADO_MAKING_NOTED,     /* the profile knows where what will lie */
  MADO_MAKING_WRITTEN,   /* the packet lies on the medium, without its name, and was read back */
  MADO_MAKING_NOTICE,    /* the notice lies in its place, without its name */
  MADO_MAKING_ENTERED,   /* both entries are signed and saved, and held back */
  MADO_MAKING_NAMED,     /* the packet has its name */
  MADO_MAKING_PUBLISHED, /* so has the notice */
  MADO_MAKING_DONE,      /* the entries are held no longer */
} MadoMakingStage;

typedef void (*MadoMakingTold) (gpointer user_data, MadoMakingStage stage);

/* Brings what goes out where it is no table of cases, but a file that was made of them. */
typedef MadoChosenCases *(*MadoMakingSource) (MadoDesk *desk,
                                              gconstpointer source_data,
                                              MadoInstant now,
                                              GError **error);

typedef struct {
  MadoPacketChoice choice;
  MadoMakingSource source; /* (nullable): instead of the choice, of which the batch alone is said then */
  gconstpointer source_data;
  const char *number;        /* of the medium: "P-2026-0012" */
  const char *folder;        /* where the medium is */
  gboolean is_image;         /* the image of a disc, to be burnt, in place of the packet itself */
  const char *place;         /* (nullable): where the medium is kept */
  const char *notice_number; /* of the password notice */
  const char *notice_folder; /* where it goes, to be printed: never beside the packet */
  const MadoSigningKey *key; /* of whoever works there */
  MadoInstant now;
  MadoMakingTold told; /* (nullable): on the thread that makes it */
  gpointer user_data;  /* of the former */
} MadoMakingOrder;

/* What was made. */
typedef struct {
  MadoId medium; /* their entries */
  MadoId notice;
  char *file; /* on the medium */
  char *notice_file;
  MadoHash digest;
  gint64 records;
  gint64 amount;
} MadoMaking;

MadoMaking *mado_making_run (MadoDesk *desk, const MadoMakingOrder *order, MadoFindings *findings, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void mado_making_free (MadoMaking *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoMaking, mado_making_free)

gboolean mado_making_recover (MadoDesk *desk, MadoInstant now, gboolean *out_was_undone, GError **error);
gboolean mado_making_keep_entries (MadoDesk *desk, MadoInstant now, GError **error);

G_END_DECLS
