/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk.h"
#include "mado-handover-book.h"
#include "mado-handover-making.h"

G_BEGIN_DECLS

/* A made-up ward in a profile, somebody's signing key, a folder that is the medium, and a drawer for notices. */
typedef struct {
  char *folder;
  char *profile;
  char *medium;
  char *drawer;
  MadoDesk *desk;
  MadoSigningKey *key;
  MadoId batch; /* whose cases can go */
} HandoverSample;

/* Of what a step says. */
typedef struct {
  const char *name;
  const char *text; /* (nullable) */
  gint64 number;
} HandoverMember;

#define HANDOVER_SAMPLE_PASSWORD "horse staple 7"

void handover_sample_make (HandoverSample *self, const char *role);
void handover_sample_join (HandoverSample *self, const char *folder, const char *role);
void handover_sample_close (HandoverSample *self);
void handover_sample_end (HandoverSample *self);

MadoMakingOrder handover_sample_order (const HandoverSample *self, const char *number, const char *notice);
gboolean handover_sample_sign (HandoverSample *self,
                               const char *number,
                               const char *kind,
                               const HandoverMember *members,
                               const MadoSigningKey *key,
                               MadoInstant now,
                               GError **error);
MadoHandoverBook *handover_sample_load (const HandoverSample *self) G_GNUC_WARN_UNUSED_RESULT;
guint handover_sample_count_files (const char *folder);
guint handover_sample_count_held (const HandoverSample *self);

G_END_DECLS
