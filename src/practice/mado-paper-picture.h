/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-paper.h"

G_BEGIN_DECLS

/* Papers that come with an application, drawn so that they look scanned and nobody takes them for real. */
typedef enum {
  MADO_PAPER_PICTURE_PASSBOOK,
  MADO_PAPER_PICTURE_HANDBOOK,
} MadoPaperPictureKind;

const char *mado_paper_picture_get_name (MadoPaperPictureKind kind);
GBytes *mado_paper_picture_draw (const MadoPaper *paper, MadoPaperPictureKind kind) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
