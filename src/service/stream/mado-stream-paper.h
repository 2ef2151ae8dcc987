/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-attachment.h"
#include "mado-stream.h"

G_BEGIN_DECLS

/* A paper whose bytes a terminal did not send before its end. */
typedef struct {
  const char *terminal;      /* that handed it in */
  const char *administrator; /* who wants it taken */
  MadoId operation;          /* that attached it */
  MadoHash hash;             /* of all its bytes */
} MadoUnsentPaper;

/* What the log says of such a paper. */
typedef struct {
  char *author;
  MadoAttachment attachment;
} MadoPaperPlace;

void mado_paper_place_clear (MadoPaperPlace *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MadoPaperPlace, mado_paper_place_clear)

/* Within a turn of the caller that writes. */
gboolean mado_stream_place_paper (
    MadoStream *self, MadoBackend *backend, const MadoUnsentPaper *paper, MadoPaperPlace *out_place, GError **error);
gboolean mado_stream_note_paper (
    MadoStream *self, MadoBackend *backend, const MadoUnsentPaper *paper, const MadoPaperPlace *place, GError **error);

G_END_DECLS
