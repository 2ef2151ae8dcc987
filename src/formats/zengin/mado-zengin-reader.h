/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-finding.h"
#include "mado-jis8.h"
#include "mado-zengin-framing.h"

G_BEGIN_DECLS

/* A record that was read: 120 bytes of the file, and its number there. */
typedef struct {
  const guint8 *bytes; /* (nullable): a trailer that is not there */
  guint64 number;
} MadoZenginRecord;

typedef struct {
  MadoZenginRecord header;
  GArray *payments; /* MadoZenginRecord */
  MadoZenginRecord trailer;
} MadoZenginGroup;

/* A file that was read. Records that are not 120 bytes long or stand where they must not are not in it. */
typedef struct {
  GBytes *bytes;
  MadoZenginFraming framing;
  GPtrArray *groups; /* MadoZenginGroup */
} MadoZenginFile;

MadoZenginFile *mado_zengin_read (GBytes *bytes,
                                  const MadoBankProfile *bank,
                                  MadoFindings *findings) G_GNUC_WARN_UNUSED_RESULT;
void mado_zengin_file_free (MadoZenginFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoZenginFile, mado_zengin_file_free)

void mado_zengin_file_add_up (const MadoZenginFile *self, gint64 *out_n_payments, gint64 *out_sum);
const MadoZenginRecord *mado_zengin_group_get_payment (const MadoZenginGroup *self, guint index);

G_END_DECLS
