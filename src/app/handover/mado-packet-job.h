/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-handover-making.h"
#include "mado-hash.h"
#include "mado-secret.h"
#include "mado-session.h"

G_BEGIN_DECLS

/* A packet that somebody wants made, on its way on a thread of its own. */

/* How much leaves, before anything does. */
typedef struct {
  guint cases;
  gint64 records;
  gint64 amount;   /* yen */
  MadoHash digest; /* of every byte of it: as many others are not the same */
} MadoPacketCount;

typedef void (*MadoPacketJobTold) (GObject *source, MadoMakingStage stage); /* on the thread of the window */

typedef struct {
  MadoSession *session;
  char *packet;
  char *queue;  /* (nullable) */
  MadoId batch; /* MADO_ID_NONE: none */
  MadoId run;   /* of letters; MADO_ID_NONE: none */
  char *pay;    /* (nullable): the file that was made to pay in that way; %NULL: a table of cases */
  char *number;
  char *folder;
  gboolean is_image;
  char *place;
  char *notice_number;
  char *notice_folder;
  MadoSecret *password;
  MadoPacketCount counted; /* what whoever signs was told; nothing else is made */
  MadoFindings *findings;  /* takes what is odd */
  MadoPacketJobTold told;

  /*< private >*/
  GObject *source;
} MadoPacketJob;

MadoPacketJob *mado_packet_job_new (MadoSession *session) G_GNUC_WARN_UNUSED_RESULT;
void mado_packet_job_free (MadoPacketJob *self);

void mado_packet_job_count_async (MadoPacketJob *self, GObject *source, GAsyncReadyCallback callback);
gboolean mado_packet_job_count_finish (GAsyncResult *result, MadoPacketCount *out_count, GError **error);
void mado_packet_job_run_async (MadoPacketJob *self, GObject *source, GAsyncReadyCallback callback);
const MadoPacketJob *mado_packet_job_get (GAsyncResult *result);
MadoMaking *mado_packet_job_run_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
