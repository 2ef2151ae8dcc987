/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-finding.h"
#include "mado-jis8.h"
#include "mado-zengin-framing.h"
#include "mado-zengin-layout.h"

G_BEGIN_DECLS

/* Writes a 全銀 transfer file: groups of one header and its payments, the trailers reckoned here. */
typedef struct _MadoZenginWriter MadoZenginWriter;

MadoZenginWriter *mado_zengin_writer_new (const MadoBankProfile *bank,
                                          const MadoZenginFraming *framing,
                                          MadoFindings *findings) G_GNUC_WARN_UNUSED_RESULT;
void mado_zengin_writer_free (MadoZenginWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoZenginWriter, mado_zengin_writer_free)

void mado_zengin_writer_begin_group (MadoZenginWriter *self, const MadoZenginHeader *header);
void mado_zengin_writer_add (MadoZenginWriter *self, const MadoZenginPayment *payment);
void mado_zengin_writer_end_group (MadoZenginWriter *self, const MadoZenginTrailer *expected);
GBytes *mado_zengin_writer_finish (MadoZenginWriter *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
